//! The program on the project's own documents: what is committed in `output/`, on any number of threads, with every
//! offset exact.
#![allow(clippy::unwrap_used)] // a panic is how a test fails

mod common;

use common::{Files, at, code_points, dateline, files_below, run_into, said, table};
use std::collections::BTreeMap;

const TABLES: [&str; 9] = [
    "datapackage.json",
    "dates.csv",
    "documents.csv",
    "entities.csv",
    "locations.csv",
    "mentions.csv",
    "problems.csv",
    "roles.csv",
    "run.json",
];

fn run(folder: &Files, out: &str, flags: &[&str]) {
    let seeds = at("seeds").display().to_string();
    assert_eq!(said(folder, &[&["extract", &seeds, "--out", out, "--quiet"], flags].concat()), (Some(0), String::new()));
}

#[test]
fn the_same_bytes_on_any_number_of_threads() {
    let folder = Files::new(&[]);
    for (out, threads) in [("a", "1"), ("b", "2"), ("c", "2"), ("d", "5")] {
        run(&folder, out, &["--threads", threads]);
    }
    let tables = ["a", "b", "c", "d"].map(|out| files_below(&folder.path().join(out)));
    assert_eq!(tables[0].keys().map(|k| k.to_str().unwrap()).collect::<Vec<_>>(), TABLES);
    for other in &tables[1..] {
        assert!(*other == tables[0], "the tables differ between runs");
    }
}

#[test]
fn the_committed_output_is_what_a_run_writes() {
    let folder = Files::new(&[]);
    // as the README says it, from the repository's folder: the path column holds the path as given
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["extract", "seeds", "--quiet", "--out"])
        .arg(folder.path().join("out"))
        .current_dir(at(""))
        .status();
    assert!(status.unwrap().success());
    let (fresh, committed) = (files_below(&folder.path().join("out")), files_below(&at("output")));
    for name in TABLES.map(std::path::Path::new) {
        let (a, b) = (&fresh[name], committed.get(name).unwrap_or_else(|| panic!("output/{} is missing", name.display())));
        if a != b {
            let (a, b) = (String::from_utf8_lossy(a), String::from_utf8_lossy(b));
            let line = a.lines().zip(b.lines()).position(|(x, y)| x != y).unwrap_or_else(|| a.lines().count().min(b.lines().count()));
            let show = |t: &str| t.lines().nth(line).unwrap_or("(ends)").to_owned();
            panic!(
                "output/{}:{} is\n  {}\na run writes\n  {}\nlook at the difference, then: cargo run --release -- extract seeds --out output",
                name.display(),
                line + 1,
                show(&b),
                show(&a)
            );
        }
    }
    assert_eq!(committed.len(), TABLES.len(), "output/ holds other files too");
}

/// `text[start:end]` in code points, and the same in bytes, is the mention in every row, whatever the document holds:
/// CRLF, no-break spaces, soft hyphens, a legacy encoding, U+2028 in a record.
#[test]
fn offsets_select_the_mention() {
    let folder = Files::new(&[
        ("in/crlf.txt", "The OSCE met.\r\n\r\nIn Vienna,\r\nthe United\r\nNations met Mr\u{a0}Kofi\u{202f}Annan on 3\u{a0}May 2019.\r\n"),
        ("in/marks.txt", "I\u{307}STANBUL, İstanbul and Jürgen Stock met the U\u{ad}nited Na\u{ad}tions 🙂 in Za\u{308}gr\u{65}b.\n"),
        ("in/batch.jsonl", "{\"id\":\"ls\",\"text\":\"The UN\u{2028}met in\u{85}Geneva\u{2029}on 3 May 2019.\"}\n"),
        ("in/page.html", "<html><body><main><p>The <b>OSCE</b>&nbsp;met in&#8239;<i>Gene</i>va.</p></main></body></html>"),
        ("in/table.csv", "id,text\nr,\"The \"\"OSCE\"\",\n in Vienna\"\n"),
    ]);
    std::fs::write(folder.path().join("in/cp1252.txt"), b"Fran\xe7ois Hollande met the OSCE in K\xf6ln \x96 \x93today\x94.\n").unwrap();
    for input in [folder.path().join("in"), at("seeds")] {
        let out = folder.path().join("out");
        let documents = run_into(&input, &out, 2);
        let texts: BTreeMap<&str, &str> = documents.iter().map(|d| (d.id.as_str(), d.text.as_str())).collect();
        let mentions = table(&out, "mentions.csv");
        for m in &mentions {
            let text = texts[m["doc_id"].as_str()];
            let number = |column: &str| m[column].parse::<usize>().unwrap();
            assert_eq!(code_points(text, number("start"), number("end")), m["text"], "{m:?}");
            assert_eq!(&text[number("byte_start")..number("byte_end")], m["text"], "{m:?}");
        }
        let with_mentions: std::collections::BTreeSet<&str> = mentions.iter().map(|m| m["doc_id"].as_str()).collect();
        assert_eq!(with_mentions.len(), texts.len(), "a document of {} without a mention", input.display());
    }
}

/// Every key that a table refers to exists, and order is as the contract says.
#[test]
fn tables_agree_with_each_other() {
    let folder = Files::new(&[]);
    run(&folder, "out", &[]);
    let out = folder.path().join("out");
    let ids = |name: &str, column: &str| -> Vec<String> { table(&out, name).iter().map(|r| r[column].clone()).collect() };
    let dictionaries =
        [("entity", "entities.csv", "entity_id"), ("date", "dates.csv", "date_id"), ("place", "locations.csv", "location_id")];
    let mentions = table(&out, "mentions.csv");
    for (kind, file, column) in dictionaries {
        let known = ids(file, column);
        assert!(known.is_sorted() && !known.is_empty(), "{file} is not in the order of its ids, or empty");
        for m in mentions.iter().filter(|m| m["kind"] == kind && !m["target_id"].is_empty()) {
            assert!(known.binary_search(&m["target_id"]).is_ok(), "{file} has no {}", m["target_id"]);
        }
    }
    let order: Vec<(usize, usize, i64)> = {
        let documents = ids("documents.csv", "doc_id");
        let place = |m: &common::Row| documents.iter().position(|d| *d == m["doc_id"]).unwrap();
        mentions.iter().map(|m| (place(m), m["start"].parse().unwrap(), -m["end"].parse::<i64>().unwrap())).collect()
    };
    assert!(order.is_sorted());
    let unique: std::collections::BTreeSet<String> = mentions.iter().map(|m| m["mention_id"].clone()).collect();
    assert_eq!(unique.len(), mentions.len());
}

#[test]
fn a_spreadsheets_formulas_and_marks() {
    let csv = "id,text,title\n1,The OSCE met in Geneva.,=1+1\n2,-5 °C in Geneva.,@x\n";
    let folder = Files::new(&[("in/t.csv", csv)]);
    let titles = |flags: &[&str]| -> Vec<String> {
        assert_eq!(said(&folder, &[&["extract", "in", "--out", "out", "--quiet"], flags].concat()).0, Some(0));
        table(&folder.path().join("out"), "documents.csv").iter().map(|d| d["title"].clone()).collect()
    };
    assert_eq!(titles(&[]), ["=1+1", "@x"]);
    assert_eq!(titles(&["--spreadsheet-safe"]), ["'=1+1", "'@x"]);
    let longitudes = table(&folder.path().join("out"), "locations.csv");
    assert!(longitudes.iter().all(|l| l["longitude"].parse::<f64>().is_ok()), "numbers are never touched");
    assert!(!std::fs::read(folder.path().join("out/documents.csv")).unwrap().starts_with(b"\xef\xbb\xbf"));
    titles(&["--bom"]);
    for name in TABLES.iter().filter(|t| t.ends_with(".csv")) {
        assert!(std::fs::read(folder.path().join("out").join(name)).unwrap().starts_with(b"\xef\xbb\xbf"), "{name}");
    }
}

#[test]
fn help_completions_and_manual() {
    let folder = Files::new(&[]);
    for (args, wanted) in [
        (&["completions", "bash"][..], "_dateline()"),
        (&["completions", "fish"], "complete -c dateline"),
        (&["man"], ".TH dateline 1"),
        (&["man", "extract"], "\\-\\-spreadsheet\\-safe"),
        (&["extract", "--help"], "Exit status:"),
        (&["--version"], concat!("dateline ", env!("CARGO_PKG_VERSION"))),
    ] {
        let output = dateline(&folder, args, b"");
        let stdout = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && stdout.contains(wanted), "{args:?}: {stdout}");
        assert!(output.stderr.is_empty() && !stdout.contains('\u{1b}'), "{args:?}");
    }
}

#[test]
fn standard_input_is_a_document() {
    let folder = Files::new(&[]);
    let output = dateline(&folder, &["extract", "-", "--out", "out"], "The UN met in Geneva.".as_bytes());
    assert_eq!(output.status.code(), Some(0));
    let out = folder.path().join("out");
    assert_eq!(table(&out, "documents.csv")[0]["doc_id"], "stdin");
    let texts: Vec<String> = table(&out, "mentions.csv").iter().map(|m| m["text"].clone()).collect();
    assert_eq!(texts, ["UN", "Geneva"]);
    assert!(!String::from_utf8_lossy(&output.stderr).contains('\u{1b}'), "no colours and no bar on a pipe");
}
