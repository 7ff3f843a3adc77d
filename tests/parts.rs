//! A run that is split into parts and merged again writes what one run writes, to the byte.
#![allow(clippy::unwrap_used)] // a panic is how a test fails

mod common;

use common::hostile::word;
use common::{Files, at, dateline, files_below, said, table};
use std::collections::BTreeSet;
use std::path::Path;

/// Documents of every kind, with people and bodies that several of them share, ids that collide, files that are broken.
fn inputs() -> Files {
    let folder = Files::new(&[
        ("in/a.txt", "Mr Odran Velle, Director of the Harbour Defence Agency (HDA), met the OSCE in Vienna on 3 May 2021."),
        ("in/b/a.md", "---\nid: a.txt\ntitle: =1+1\n---\nThe HDA and Odran Velle were in Geneva the next day. Velle spoke."),
        ("in/b/c.html", "<html><body><main><p>Director Velle of the Harbor Defence Agency left Bern in 2020.</p></main></body></html>"),
        ("in/empty.txt", ""),
        ("in/t.csv", "id,text\na.txt,\"The \"\"OSCE\"\",\n in Vienna\"\n1,The UN in 03.04.2019\n1,UNODC\n,The UN\nbroken,\"x\n"),
    ]);
    let mut lines = String::new();
    for i in 0..300 {
        let (id, who, day) = (i % 250, word(i % 250), i % 28 + 1);
        lines.push_str(&format!(
            "{{\"id\":\"r{id}\",\"text\":\"Minister Anna {who} of Norway met Ban Ki-moon and the {who} Council in Oslo on {day} May 2019.\"}}\n"
        ));
    }
    lines.push_str("{\"id\":\"half\",\"text\":\n");
    std::fs::write(folder.path().join("in/many.jsonl"), lines).unwrap();
    std::fs::write(folder.path().join("in/noise.txt"), [0u8, 255, 7, 0].repeat(64)).unwrap();
    std::fs::write(folder.path().join("in/packed.txt.gz"), "this is no gzip").unwrap();
    for seed in std::fs::read_dir(at("seeds")).unwrap() {
        let seed = seed.unwrap().path();
        std::fs::copy(&seed, folder.path().join("in").join(seed.file_name().unwrap())).unwrap();
    }
    folder
}

fn run(folder: &Files, args: &[&str], code: i32) -> String {
    let (met, stderr) = said(folder, args);
    assert_eq!(met, Some(code), "{args:?}: {stderr}");
    stderr
}

fn ids(out: &Path) -> Vec<String> {
    table(out, "documents.csv").iter().map(|d| d["doc_id"].clone()).collect()
}

#[test]
fn parts_are_disjoint_and_merge_into_the_whole() {
    let folder = inputs();
    for flags in [&[][..], &["--bom", "--spreadsheet-safe", "--locale", "day-first"]] {
        run(&folder, &[&["extract", "in", "--out", "whole", "--quiet"], flags].concat(), 3);
        let whole = files_below(&folder.path().join("whole"));
        for of in [1, 3] {
            let mut parts = Vec::new();
            let mut seen = BTreeSet::new();
            for number in 1..=of {
                let (shard, out) = (format!("{number}/{of}"), format!("part-{of}-{number}"));
                let args = [&["extract", "in", "--out", &out, "--quiet", "--threads", "2", "--shard", &shard], flags].concat();
                assert!(matches!(said(&folder, &args).0, Some(0 | 3)));
                for id in ids(&folder.path().join(&out)) {
                    assert!(seen.insert(id.clone()), "{id} is in two parts");
                }
                parts.push(out);
            }
            assert_eq!(seen, ids(&folder.path().join("whole")).into_iter().collect());
            parts.reverse(); // any order
            let merge = [&["merge", "--out", "merged", "--quiet"][..], &parts.iter().map(String::as_str).collect::<Vec<_>>()].concat();
            run(&folder, &merge, 3);
            let merged = files_below(&folder.path().join("merged"));
            assert_eq!(merged.keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>());
            for (name, bytes) in &whole {
                assert!(merged[name] == *bytes, "{of} parts: {} is not that of one run", name.display());
            }
        }
    }
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(left.iter().all(|n| !n.to_string_lossy().starts_with('.')), "left behind: {left:?}");
}

/// A document stays in its part when others are added.
#[test]
fn parts_are_stable() {
    let folder = inputs();
    let parts = |flag: &str| {
        let (code, _) = said(&folder, &["extract", "in", "--out", "out", "--quiet", "--shard", flag]);
        assert!(matches!(code, Some(0 | 3))); // the broken ones may be another's
        ids(&folder.path().join("out"))
    };
    let before: Vec<String> = parts("2/3").into_iter().filter(|id| !id.contains('#')).collect();
    std::fs::write(folder.path().join("in/00.txt"), "The UN").unwrap();
    let old = std::fs::read_to_string(folder.path().join("in/many.jsonl")).unwrap();
    std::fs::write(folder.path().join("in/many.jsonl"), format!("{{\"id\":\"new\",\"text\":\"The UN\"}}\n{old}")).unwrap();
    let after = parts("2/3");
    assert!(before.len() > 80 && before.iter().all(|id| after.contains(id)));
}

/// The tables of a part are tables, and the next whole run takes its extra file away.
#[test]
fn a_part_is_a_run_of_its_documents() {
    let folder = inputs();
    run(&folder, &["extract", "in", "--out", "out", "--quiet", "--shard", "1/2"], 3);
    let out = folder.path().join("out");
    let record: serde_json::Value = serde_json::from_slice(&std::fs::read(out.join("run.json")).unwrap()).unwrap();
    assert_eq!(record["options"]["shard"], "1/2");
    assert!(out.join("part.dateline").is_file() && !table(&out, "mentions.csv").is_empty());
    run(&folder, &["extract", "in", "--out", "out", "--quiet"], 3);
    assert!(!out.join("part.dateline").exists());
}

#[test]
fn parts_that_do_not_fit_are_refused() {
    let folder = Files::new(&[("in/a.txt", "The UN"), ("in/b.txt", "The OSCE"), ("in/c.jsonl", "{\"id\":\"x\",\"text\":\"UNODC\"}\n")]);
    let part = |out: &str, flags: &[&str]| run(&folder, &[&["extract", "in", "--quiet", "--out", out], flags].concat(), 0);
    part("1", &["--shard", "1/2"]);
    part("2", &["--shard", "2/2"]);
    part("whole", &[]);
    part("3", &["--shard", "2/3"]);
    part("option", &["--shard", "2/2", "--published", "2020-01-01"]);
    std::fs::write(folder.path().join("in/b0.txt"), "The UN").unwrap();
    part("more", &["--shard", "2/2"]);
    std::fs::remove_file(folder.path().join("in/b0.txt")).unwrap();
    std::fs::write(folder.path().join("in/c.jsonl"), "{\"id\":\"x\",\"text\":\"Unodc\"}\n").unwrap();
    part("changed", &["--shard", "2/2"]);
    let damaged = folder.path().join("damaged");
    std::fs::create_dir(&damaged).unwrap();
    let mut bytes = std::fs::read(folder.path().join("2/part.dateline")).unwrap();
    let middle = bytes.len() - 60;
    bytes[middle] ^= 1;
    std::fs::write(damaged.join("part.dateline"), &bytes).unwrap();
    std::fs::write(folder.path().join("cut.dateline"), &bytes[..bytes.len() - 30]).unwrap();
    let all = "; make all parts with the same program, lists, options and inputs";
    let mend = "; expected the file that `dateline extract --shard I/N` wrote; make this part again";
    for (parts, want) in [
        (&["1"][..], "part 2/2 is missing; make it with --shard 2/2 and name it too".to_owned()),
        (&["1", "1", "2"], "1/part.dateline and 1/part.dateline are both part 1/2; name each part once".into()),
        (&["1", "3"], format!("3/part.dateline is not a part of a run of 2 parts, as 1/part.dateline is{all}")),
        (&["1", "option"], format!("published was \"2020-01-01\" in option/part.dateline and is not set in 1/part.dateline{all}")),
        (&["1", "more"], format!("1/part.dateline and more/part.dateline differ in what document number 3 of the input is{all}")),
        (&["1", "changed"], format!("the input c.jsonl was not the same file in all parts{all}")),
        (&["1", "whole"], format!("whole/part.dateline: it cannot be read (No such file or directory (os error 2)){mend}")),
        (&["1", "in/a.txt"], format!("in/a.txt: it is no part of a run, or one of another version of dateline{mend}")),
    ] {
        let met = run(&folder, &[&["merge", "--out", "merged"], parts].concat(), 2);
        assert_eq!(met.trim_end(), format!("error: {want}"), "{parts:?}");
        assert!(!folder.path().join("merged").exists(), "{parts:?} wrote something");
    }
    for broken in ["damaged", "cut.dateline"] {
        let met = run(&folder, &["merge", "--out", "merged", "1", broken], 2);
        assert!(met.contains(": it is damaged after byte ") && met.trim_end().ends_with(mend), "{met}");
    }
    let met = run(&folder, &["merge", "1", "2", "--out", "."], 2);
    let want = "error: 1: the part lies in the output folder, whose tables are replaced; choose another --out\n";
    assert_eq!(met, want);
    let met = run(&folder, &["merge", "1", "2", "--out", "merged", "--max-entities", "0"], 2);
    assert_eq!(met, "error: --max-entities: 0 entities are too few; expected 1 or more\n");
    let met = run(&folder, &["merge", "1", "2", "--out", "merged", "--max-entities", "2"], 2);
    assert!(met.starts_with("error: the run has met more than 2 distinct entities, the limit of --max-entities; "), "{met}");
    let met = run(&folder, &["extract", "in", "--out", "x", "--shard", "3/2"], 2);
    assert!(met.starts_with("error: --shard: `3/2` is no part of a run; expected I/N"), "{met}");
    let done = dateline(&folder, &["merge", "1", "2", "--out", "merged", "--fail-on", "eror"], b"");
    assert!(String::from_utf8_lossy(&done.stderr).contains("`eror` is no severity and no code"));
}
