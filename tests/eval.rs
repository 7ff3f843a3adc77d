//! `eval`: every format of answer keys, gates, and comparison with an older run. That its arithmetic is the scoreboard's
//! is `.ci/eval_agrees.py`'s to check.
#![allow(clippy::unwrap_used)] // a panic is how a test fails

mod common;

use common::{Files, dateline, said};
use serde_json::Value;

const TEXT: &str = "Ms Jane Quibble met the OSCE in Geneva on 16 October 2019.";

/// The same answers in every format.
fn keys() -> Files {
    let ours = format!(
        "{{\"id\":\"a.txt\",\"text\":\"{TEXT}\",\"gold\":{{\"ner\":[{{\"start\":3,\"end\":15,\"type\":\"PER\",\"text\":\"Jane Quibble\"}},\
         {{\"start\":24,\"end\":28,\"type\":\"ORG\",\"text\":\"OSCE\",\"id\":\"organization/osce\"}},{{\"start\":32,\"end\":38,\"type\":\"LOC\",\"text\":\"Geneva\"}}]}}}}\n"
    );
    let spacy = format!(
        "{{\"id\":\"a.txt\",\"text\":\"{TEXT}\",\"entities\":[[3,15,\"PERSON\"],[24,28,\"ORG\",\"organization/osce\"],[32,38,\"GPE\"]]}}\n"
    );
    let brat = "T1\tPER 3 15\tJane Quibble\nT2\tORG 24 28\tOSCE\nT3\tLOC 32 38\tGeneva\nT4\tDATE 42 57\t16 October 2019\n\
        N1\tReference T2 Wikidata:Q81299\tOSCE\nA1\tvalue T4 2019-10-16\n";
    let conll = "Ms O\nJane B-PER\nQuibble I-PER\nmet O\nthe O\nOSCE B-ORG\nin O\nGeneva B-LOC\non O\n16 O\nOctober O\n2019 O\n. O\n";
    Files::new(&[
        ("ours.jsonl", &ours),
        ("spacy.jsonl", &spacy),
        ("brat/a.txt", TEXT),
        ("brat/a.ann", brat),
        ("x.conll", conll),
        ("in/a.txt", TEXT),
    ])
}

fn figures(folder: &Files, args: &[&str]) -> Value {
    let output = dateline(folder, &[&["eval", "--json", "--gold"], args].concat(), b"");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn every_format_says_the_same() {
    let folder = keys();
    for key in ["ours.jsonl", "spacy.jsonl", "brat", "x.conll"] {
        let report = figures(&folder, &[key]);
        for type_ in ["person", "organization", "place"] {
            let counts = &report["measures"][format!("ner/exact/{type_}")];
            assert_eq!((&counts["right"], &counts["said"], &counts["gold"]), (&1.into(), &1.into(), &1.into()), "{key} {type_}");
        }
        assert_eq!(report["figures"]["ner"]["F1"], 100.0, "{key}");
    }
    let brat = figures(&folder, &["brat"]);
    assert_eq!(brat["measures"]["ner/value/date"]["f1"], 1.0);
    assert_eq!(brat["measures"]["ner/link/organization"]["gold"], 1);
    assert_eq!(figures(&folder, &["ours.jsonl"])["measures"]["ner/link/organization"]["f1"], 1.0);
    assert_eq!(figures(&folder, &["brat", "in"])["figures"]["ner"]["F1"], 100.0, "documents whose ids the key has");
}

#[test]
fn gates_and_older_runs() {
    let folder = keys();
    // the key knows one more name than is there, and calls one otherwise
    let doubtful = std::fs::read_to_string(folder.path().join("ours.jsonl")).unwrap().replace("\"ORG\"", "\"PER\"");
    std::fs::write(folder.path().join("doubtful.jsonl"), doubtful).unwrap();
    assert_eq!(
        said(&folder, &["eval", "--gold", "ours.jsonl", "--min-f1", "person=0.9,place=1,ner/exact/all=1"]),
        (Some(0), String::new())
    );
    let (status, error) = said(&folder, &["eval", "--gold", "doubtful.jsonl", "--min-f1", "person=0.8"]);
    assert_eq!((status, error.as_str()), (Some(1), "error: --min-f1 person=0.8: ner/exact/person is 0.667\n"));
    for (gate, want) in [
        ("person", "error: --min-f1: `person` is no gate; expected one such as person=0.8\n"),
        ("person=8", "error: --min-f1: `person=8` is no gate; expected one such as person=0.8\n"),
    ] {
        assert_eq!(said(&folder, &["eval", "--gold", "ours.jsonl", "--min-f1", gate]), (Some(2), want.to_owned()));
    }
    let (status, error) = said(&folder, &["eval", "--gold", "ours.jsonl", "--min-f1", "persons=0.8"]);
    assert!(
        status == Some(2) && error.starts_with("error: --min-f1: nothing is called `persons`; expected a type or one of ner/exact/all, "),
        "{error}"
    );

    assert_eq!(said(&folder, &["extract", "in", "--out", "tables", "--quiet"]).0, Some(0));
    assert_eq!(said(&folder, &["extract", "in", "--out", "worse", "--quiet"]).0, Some(0));
    let rows = std::fs::read_to_string(folder.path().join("worse/mentions.csv")).unwrap();
    let fewer: String = rows.lines().filter(|l| !l.contains("Geneva,place")).map(|l| format!("{l}\n")).collect();
    std::fs::write(folder.path().join("worse/mentions.csv"), fewer).unwrap();
    let report = figures(&folder, &["ours.jsonl", "tables", "--compare", "worse"]);
    let of = |measure: &str| report["compared"].as_array().unwrap().iter().find(|c| c["measure"] == measure).unwrap().clone();
    assert_eq!((of("ner/exact/place")["before"].as_f64(), of("ner/exact/place")["after"].as_f64()), (Some(0.0), Some(1.0)));
    assert_eq!(of("ner/exact/person")["p"], 1.0, "no difference");
    let text = dateline(&folder, &["eval", "--gold", "doubtful.jsonl", "tables", "--compare", "worse"], b"");
    let text = String::from_utf8(text.stdout).unwrap();
    for part in [
        "ner: F1 66.7",
        "     1  person → organization",
        "list entries wrong most",
        "     1  MISS person \"OSCE\"",
        "against the older run",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn keys_that_cannot_be_used() {
    let folder = keys();
    std::fs::write(folder.path().join("other.jsonl"), "{\"id\":\"b\",\"text\":\"x\",\"gold\":{\"ner\":[]}}\n").unwrap();
    std::fs::write(folder.path().join("longer.jsonl"), "{\"id\":\"a.txt\",\"text\":\"x\",\"gold\":{\"ner\":[]}}\n").unwrap();
    std::fs::write(folder.path().join("empty.jsonl"), "").unwrap();
    for (args, want) in [
        (
            &["other.jsonl", "in"][..],
            "error: the answer key has a document \"b\", the run has not; its ids are such as a.txt; give the key's documents, or name their ids as the run does\n",
        ),
        (
            &["longer.jsonl", "in"],
            "error: \"a.txt\" has 58 characters in the run and 1 in the answer key; both must be the same text, to the character\n",
        ),
        (&["empty.jsonl"], "error: empty.jsonl: no document in it; expected an answer key as docs/workbench.md describes\n"),
        (
            &["in/a.txt"],
            "error: in/a.txt: an answer key is not told by the ending \"txt\"; expected .jsonl, .ann, .conll or a folder of brat files, or --gold-format\n",
        ),
    ] {
        assert_eq!(said(&folder, &[&["eval", "--gold"], args].concat()), (Some(2), want.to_owned()));
    }
}
