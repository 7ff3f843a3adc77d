//! Input that nobody writes and somebody sends: every kind of `common/hostile.rs` through the whole program, and what
//! belongs to files and names rather than to a text. No panic, no row lost, nothing outside the output folder.
#![allow(clippy::unwrap_used)] // a panic is how a test fails

mod common;

use common::hostile::{KINDS, word};
use common::{EXTRACTOR, Files, dateline, said, table};
use dateline::read::{Document, Inputs, ReadOptions, Status, records};
use std::io::Write;

/// Long enough to meet every limit of a stage, short enough for a build without optimisation. Time over lengths that double is
/// measured by `benches/doubling.rs`.
const BYTES: usize = 48 << 10;

#[test]
fn every_kind_is_read_and_extracted() {
    use rayon::prelude::*;
    KINDS.par_iter().for_each(|kind| {
        let folder = tempfile::Builder::new().prefix("dateline-test-").tempdir().unwrap();
        let path = folder.path().join(kind.file);
        std::fs::write(&path, kind.of(BYTES)).unwrap();
        let options = ReadOptions::default();
        let inputs = Inputs::resolve(&[path.display().to_string()], &options).unwrap();
        let mut documents = 0;
        for raw in records(inputs, &options).unwrap() {
            let document: Document = raw.decode(&options);
            documents += 1;
            let found = EXTRACTOR.extract(&document);
            for m in &found.mentions {
                assert!(document.text.get(m.start..m.end).is_some_and(|t| !t.is_empty()), "{}: {m:?}", kind.name);
            }
        }
        assert!(documents > 0, "{}: no row", kind.name);
    });
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// A gigabyte in one line, packed into a few megabytes: refused by its length, without being held.
#[cfg(unix)]
#[test]
fn bombs_and_endless_lines_are_refused_by_their_length() {
    let folder = Files::new(&[("in/good.txt", "The UN met in Geneva.")]);
    let member = gzip(&vec![b'a'; 16 << 20]);
    let file = |name: &str, before: &[u8], members: usize, after: &[u8]| {
        let mut out = std::fs::File::create(folder.path().join("in").join(name)).unwrap();
        out.write_all(&gzip(before)).unwrap();
        (0..members).for_each(|_| out.write_all(&member).unwrap());
        out.write_all(&gzip(after)).unwrap();
    };
    file("text.txt.gz", b"", 64, b"");
    file("lines.jsonl.gz", b"{\"id\":\"long\",\"text\":\"", 64, b"\"}\n{\"id\":\"after\",\"text\":\"The OSCE met.\"}\n");
    file("rows.csv.gz", b"id,text\nbefore,The OSCE\nlong,\"", 8, b"\"\nafter,UNODC\n");
    // address space for the program, its lists, and the stacks of its threads, and far from a gigabyte of text more
    let limited = std::process::Command::new("sh")
        .args(["-c", "ulimit -v 1500000; exec \"$0\" extract in --out out --threads 2 --verbose", env!("CARGO_BIN_EXE_dateline")])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&limited.stderr);
    assert_eq!(limited.status.code(), Some(3), "{stderr}");
    let documents = table(&folder.path().join("out"), "documents.csv");
    let met: Vec<(&str, &str)> = documents.iter().map(|d| (d["doc_id"].as_str(), d["status"].as_str())).collect();
    let want = [("good.txt", "ok"), ("lines.jsonl.gz#1", "failed"), ("after", "ok"), ("before", "ok"), ("rows.csv.gz#3", "failed")];
    assert_eq!(met[..5], want);
    assert_eq!(met.last(), Some(&("text.txt.gz", "failed")));
    let mend = "split it, or raise the limit with --max-document-bytes";
    let too_large: Vec<&str> = documents.iter().map(|d| d["problem"].as_str()).filter(|p| p.ends_with(mend)).collect();
    assert_eq!(too_large[0], format!("the document has 1073741848 bytes, more than the 33554432 allowed; {mend}"));
    assert_eq!(too_large.last().unwrap(), &format!("the document has more than 33554432 bytes; {mend}"));
}

/// Names are cells and nothing else: no path in an id, a title or a name leads anywhere.
#[test]
fn names_that_are_paths_and_formulas() {
    let records = [
        ("../../../tmp/x", "Mr ../../etc/passwd met the OSCE in Geneva."),
        ("/etc/passwd", "=cmd|' /C calc'!A0 met the UN"),
        ("=1+1", "@SUM(1) of the OSCE"),
        ("a\nb", "The UN\r\nmet \"the\" OSCE, in Vienna"),
        ("CON", "NUL met the UN"),
        ("a\tb\u{0}c", "\u{202e}The UN"),
        ("2019-10-16", "+43 1 514 36 is the OSCE"),
    ];
    let lines: String =
        records.iter().map(|(id, text)| serde_json::json!({ "id": id, "title": id, "text": text }).to_string() + "\n").collect();
    let odd = "in/=odd, \"name\" '..\\x;$(id).txt";
    let folder = Files::new(&[("in/a.jsonl", &lines), (odd, "The OSCE met in Vienna.")]);
    let before = folder.listing();
    for flags in [&[][..], &["--spreadsheet-safe"], &["--shard", "1/1"]] {
        assert_eq!(said(&folder, &[&["extract", "in", "--out", "out", "--quiet"], flags].concat()), (Some(0), String::new()));
        let documents = table(&folder.path().join("out"), "documents.csv");
        let ids: Vec<&str> = documents.iter().map(|d| d["doc_id"].as_str()).collect();
        let guard = |s: &str| {
            if flags == ["--spreadsheet-safe"] && s.starts_with(['=', '@', '+', '-', '\t', '\r']) { format!("'{s}") } else { s.to_owned() }
        };
        let mut want: Vec<String> = vec![guard(odd.trim_start_matches("in/"))];
        want.extend(records.iter().map(|(id, _)| guard(id)));
        assert_eq!(ids, want);
        if flags == ["--spreadsheet-safe"] {
            for name in ["documents.csv", "mentions.csv", "entities.csv", "roles.csv", "problems.csv"] {
                let tables = table(&folder.path().join("out"), name);
                let numbers = ["latitude", "longitude"];
                for (column, cell) in tables.iter().flatten().filter(|(c, _)| !numbers.contains(&c.as_str())) {
                    assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{name}: {column} is {cell:?}");
                }
            }
        }
        let after = folder.listing();
        assert!(after.iter().all(|(path, content)| path.starts_with("out") || before.get(path) == Some(content)), "written elsewhere");
    }
}

#[cfg(unix)]
#[test]
fn folders_that_lead_into_themselves() {
    let folder = Files::new(&[("in/a/b/x.txt", "The UN met in Geneva."), ("far/y.txt", "The OSCE met.")]);
    let link = |to: &str, at: &str| std::os::unix::fs::symlink(to, folder.path().join(at)).unwrap();
    link("..", "in/a/b/up");
    link(".", "in/here");
    link("in", "in/in");
    link("../far", "in/far");
    link("self", "in/self");
    link("nowhere.txt", "in/dangling.txt");
    let (code, stderr) = said(&folder, &["extract", "in", "--out", "out"]);
    let documents = table(&folder.path().join("out"), "documents.csv");
    let read: Vec<&str> = documents.iter().filter(|d| d["status"] == "ok").map(|d| d["doc_id"].as_str()).collect();
    assert_eq!(read, ["a/b/x.txt", "far/y.txt"], "{stderr}");
    let failed: Vec<&str> = documents.iter().filter(|d| d["status"] == "failed").map(|d| d["doc_id"].as_str()).collect();
    assert!(code == Some(3) && failed.contains(&"dangling.txt"), "{code:?} {failed:?}");
}

/// Ids that collide, also with the suffixes that are given to those that do.
#[test]
fn ten_thousand_documents_of_one_id() {
    let mut lines = String::new();
    for i in 0..10_000 {
        let id = if i % 100 == 99 { format!("a#{}", i / 2) } else { "a".into() };
        lines.push_str(&format!("{{\"id\":\"{id}\",\"text\":\"UN\"}}\n"));
    }
    let folder = Files::new(&[("in/a.jsonl", &lines)]);
    let output = dateline(&folder, &["extract", "in", "--out", "out", "--quiet", "--fail-on", "error"], b"");
    assert_eq!(output.status.code(), Some(0));
    let documents = table(&folder.path().join("out"), "documents.csv");
    let ids: std::collections::BTreeSet<&str> = documents.iter().map(|d| d["doc_id"].as_str()).collect();
    assert_eq!((documents.len(), ids.len()), (10_000, 10_000));
    let mentions = table(&folder.path().join("out"), "mentions.csv");
    let mention_ids: std::collections::BTreeSet<&str> = mentions.iter().map(|m| m["mention_id"].as_str()).collect();
    assert_eq!((mentions.len(), mention_ids.len()), (10_000, 10_000));
}

/// Distinct entities beyond the limit end the run with a message, not with the machine's memory.
#[test]
fn too_many_entities_are_said_so() {
    let lines: String = (0..400).map(|i| format!("{{\"text\":\"Mr Anna {} spoke.\"}}\n", word(i))).collect();
    let folder = Files::new(&[("in/a.jsonl", &lines)]);
    let before = folder.listing();
    let (code, stderr) = said(&folder, &["extract", "in", "--out", "out", "--max-entities", "100"]);
    let want = "error: the run has met more than 100 distinct entities, the limit of --max-entities; the output folder still holds what it \
                held before; raise the limit if there is memory for it (about half a kilobyte for each), or run over fewer documents at a time\n";
    assert_eq!((code, stderr.as_str()), (Some(2), want));
    assert_eq!(folder.listing(), before, "left behind");
    assert_eq!(said(&folder, &["extract", "in", "--out", "out", "--max-entities", "400", "--quiet"]).0, Some(0));
}

/// A document in which something panics is a failed row; the hook is the function that extracts, which a library's user gives.
#[test]
fn a_panic_costs_its_own_row_alone() {
    let lines: String = (0..50).map(|i| format!("{{\"id\":\"d{i}\",\"text\":\"The UN met, {i}.\"}}\n")).collect();
    let folder = Files::new(&[("a.jsonl", &lines)]);
    let options = ReadOptions::default();
    let inputs = Inputs::resolve(&[folder.path().join("a.jsonl").display().to_string()], &options).unwrap();
    let mut reader = records(inputs, &options).unwrap();
    let out = folder.path().join("out");
    let mut writer = dateline::tables::Writer::create(&out, Default::default()).unwrap();
    let extract = |d: &Document| {
        assert!(d.id != "d17" && d.id != "d49", "planted");
        EXTRACTOR.extract(d)
    };
    dateline::run::run(&mut reader, &options, extract, 3, &mut writer).unwrap();
    let summary = writer.finish(Vec::new()).unwrap();
    assert_eq!((summary.documents, summary.failed), (50, 2));
    let failed: Vec<String> =
        table(&out, "documents.csv").iter().filter(|d| d["status"] == Status::Failed.as_str()).map(|d| d["doc_id"].clone()).collect();
    assert_eq!(failed, ["d17", "d49"]);
    let problems = table(&out, "problems.csv");
    assert!(problems.len() == 2 && problems.iter().all(|p| p["code"] == "internal-error" && p["message"].contains("(planted)")));
}
