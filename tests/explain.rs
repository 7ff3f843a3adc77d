//! `explain`: what was found, what was not and why, in words that are never "unknown".
#![allow(clippy::unwrap_used)] // a panic is how a test fails

mod common;

use common::{EXTRACTOR, Files, at, dateline};
use dateline::evaluate::gold;
use dateline::explain::{Explanation, Verdict, explain};
use dateline::read::Document;
use serde_json::Value;

/// Explain words of a text.
fn of(text: &str, words: &str) -> Explanation {
    let document = Document::from_text("a.txt", text);
    let start = text.find(words).unwrap();
    EXTRACTOR.trace(&document, |trace| explain(trace, start..start + words.len()))
}

#[test]
fn answers() {
    let text = "The OSCE met Ms Jane Quibble in geneva. The Reading of the Acts went on; PAMELA was there, with Bratislva and osce people.";
    for (words, want) in [
        ("OSCE", "organization Organisation for Security and Co-operation in Europe (list/acronym, organizations_international.csv:"),
        ("Jane Quibble", "person Jane Quibble (person/"),
        ("geneva", "in the lists as admin1 \"Geneva\" (admin1.csv:"),
        ("osce", "in the lists as organization \"OSCE\" (organizations_international.csv:"),
        ("Reading", "proposed as place by place/list, refused: its evidence sums to nothing or less"),
        (
            "PAM",
            "found with other bounds: organization \"PAMELA\" (acronym/bare); a name begins and ends with whole words, here \"PAMELA\"",
        ),
        ("was there", "in no list, and no rule proposed exactly this: none of its words has a capital"),
        ("Jane Quibble in", "found with other bounds: person \"Jane Quibble\" (person/"),
        (" ", "no word stands there"),
    ] {
        let met = of(text, words).answer;
        assert!(met.starts_with(want), "{words}: {met}");
    }
    assert!(of(text, "osce").answer.ends_with("which does not match: an acronym matches letter for letter"));
    assert!(of(text, "geneva").answer.ends_with("its list wants the capitals of the entry, or the whole name in capitals"));
    let inside = of("The PAMELA met.", "PAM").nearest;
    assert!(inside.iter().any(|(n, _)| n.form == "PAM" && n.objections == ["it would begin or end inside a word"]), "{inside:?}");
    let apart = of("They came to the World\n\nBank of all banks.", "World\n\nBank").answer;
    assert!(apart.contains("\"World Bank\" (") && apart.ends_with("what stands between its words keeps them apart"), "{apart}");
    let typo = of(text, "Bratislva");
    assert!(typo.nearest.iter().any(|(n, _)| n.form == "Bratislava" && n.objections == ["other letters"]), "{:?}", typo.nearest);
}

/// The reason given is the one that decided, with its figures.
#[test]
fn the_reason_is_the_true_one() {
    let text = "Foreign Minister Jane Quibble, Natalia Lavrov and the states of the Gulf were named. Zorblax fell.";
    // every row inside the words is named, and so is what no rule took in
    let named = of(text, "Foreign Minister Jane Quibble").answer;
    assert!(named.starts_with("found with other bounds: person \"Jane Quibble\" (person/"), "{named}");
    assert!(named.contains("no rule takes in \"Foreign\" (") && named.contains("in a post"), "{named}");
    // a listed surname behind another given name; a sea goes before a province of its name
    let because = |words: &str, type_: &str| {
        let unused = of(text, words).unused;
        unused.iter().find(|u| u.entry.type_ == type_).map(|u| u.because.clone()).unwrap_or_default()
    };
    assert!(because("Lavrov", "person").contains("part of a longer name); at -6 or less"), "{}", because("Lavrov", "person"));
    assert_eq!(because("Gulf", "admin1"), "a sea, mountain or region has the same name and goes before it");
    // dates: a part of one, and words of time that make none
    let dates = "They met between 1994 and 1997, and counted days.";
    let part = of(dates, "1997").answer;
    assert!(
        part.starts_with("found with other bounds: date \"1994 and 1997\" (") && part.ends_with("no rule proposed them alone"),
        "{part}"
    );
    assert_eq!(of(dates, "days").answer, "\"days\" speaks of time, and no rule of dates reads it as it stands here");
    let refused = of(text, "Zorblax").answer;
    assert!(refused.contains("refused: its evidence sums to nothing or less (") && refused.contains("single word"), "{refused}");
}

#[test]
fn what_beat_it() {
    let e = of("They work at the World Bank Group in Vienna.", "World Bank");
    let beaten = e.candidates.iter().find(|c| c.text == "World Bank").unwrap();
    let Verdict::Beaten(rivals) = &beaten.verdict else { panic!("{:?}", beaten.verdict) };
    assert_eq!(rivals[0].text, "World Bank Group");
    assert!(
        e.candidates.iter().all(|c| (c.score - c.evidence.iter().map(|(_, w)| w).sum::<f32>()).abs() < 1e-3),
        "the evidence is the score"
    );
    assert!(beaten.entries.iter().any(|l| l.source.starts_with("organizations_international.csv:")));
}

/// Every name of the project's own answer keys that a run misses has a reason.
#[test]
fn every_miss_has_a_reason() {
    let mut misses = 0;
    for entry in std::fs::read_dir(at("tests/gold")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "jsonl") {
            continue;
        }
        // some keys leave the text to seeds/; those that hold it are enough
        let lines = std::fs::read_to_string(&path).unwrap();
        let with_text: String =
            lines.lines().filter(|l| serde_json::from_str::<Value>(l).unwrap()["text"].is_string()).map(|l| format!("{l}\n")).collect();
        for doc in gold::jsonl::parse("key", &with_text).unwrap() {
            let document = Document::from_text(doc.id.clone(), doc.text.clone());
            let byte = |n: usize| doc.text.char_indices().nth(n).map_or(doc.text.len(), |(i, _)| i);
            let spans: Vec<(usize, usize)> = doc.rel.iter().flat_map(|r| &r.mentions).map(|m| (byte(m.start), byte(m.end))).collect();
            EXTRACTOR.trace(&document, |trace| {
                let found = trace.link();
                for (start, end) in spans.into_iter().filter(|s| found.mentions.iter().all(|m| (m.start, m.end) != *s)) {
                    misses += 1;
                    let e = explain(trace, start..end);
                    assert!(!e.answer.is_empty() && !e.answer.contains("unknown"), "{}", e.text);
                    let reasons =
                        e.candidates.len() + e.unused.len() + e.nearest.len() + e.words.iter().map(|w| w.facts.len()).sum::<usize>();
                    assert!(reasons > 0 || e.answer.contains(": "), "{}: {}", e.text, e.answer);
                }
            });
        }
    }
    assert!(misses > 0, "a key without a miss tests nothing");
}

#[test]
fn the_command() {
    let folder = Files::new(&[
        ("a.txt", "First line.\nThe OSCE met in Vienna.\n"),
        ("c.txt", "nothing at all\n\nthey spoke at the World\nBank of it\n"),
        ("b.jsonl", "{\"id\":\"r1\",\"text\":\"The OSCE met.\"}\n{\"id\":\"r2\",\"text\":\"Vienna was cold.\"}\n"),
    ]);
    let run = |args: &[&str]| {
        let output = dateline(&folder, &[&["explain"], args].concat(), b"");
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (status, text, _) = run(&["a.txt", "--text", "OSCE"]);
    assert_eq!(status, Some(0));
    for part in [
        "note[explain]: organization ",
        " --> a.txt:2:5\n",
        "2 | The OSCE met in Vienna.\n  |     ^^^^\n",
        "  * organization \"OSCE\" ",
        "by list/acronym: chosen",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let json = |args: &[&str]| -> Value { serde_json::from_str(&run(args).1).unwrap() };
    let at = json(&["a.txt", "--at", "16:20", "--json"]);
    assert_eq!((&at[0]["text"], &at[0]["line"], &at[0]["candidates"][0]["chosen"]), (&"OSCE".into(), &2.into(), &true.into()));
    let line = json(&["a.txt", "--line", "2", "--json"]);
    let texts: Vec<&str> = line.as_array().unwrap().iter().filter_map(|e| e["text"].as_str()).collect();
    assert_eq!(texts, ["OSCE", "Vienna"]);
    // a line where nothing was proposed is explained too, and so is an empty one
    let bare = json(&["c.txt", "--line", "1", "--json"]);
    assert_eq!((&bare[0]["text"], bare[0]["words"].as_array().map(Vec::len)), (&"nothing at all".into(), Some(3)));
    assert_eq!(json(&["c.txt", "--line", "2", "--json"])[0]["answer"], "no word stands there");
    // a name that goes over the end of a line belongs to both
    for line in ["3", "4"] {
        assert_eq!(json(&["c.txt", "--line", line, "--json"])[0]["rows"][0]["text"], "World\nBank", "line {line}");
    }
    assert_eq!(json(&["b.jsonl", "--doc", "r2", "--at", "0:6", "--json"])[0]["rows"][0]["type"], "city");
    for (args, want) in [
        (&["a.txt", "--text", "NATO"][..], "error: --text: \"NATO\" does not stand in a.txt; expected words as they are written there\n"),
        (
            &["a.txt", "--at", "5:900"],
            "error: --at: `5:900` is no span of the document; expected START:END in code points, the end not included, within 0:36\n",
        ),
        (&["a.txt", "--line", "9"], "error: --line: the document has no line 9; expected 1 to 3\n"),
        (&["b.jsonl", "--line", "1"], "error: b.jsonl: 2 documents are in it; name one with --doc, such as r1, r2\n"),
        (&["b.jsonl", "--doc", "r9", "--line", "1"], "error: --doc: b.jsonl has no document \"r9\"; its ids are such as r1, r2\n"),
    ] {
        assert_eq!(run(args), (Some(2), String::new(), want.to_owned()));
    }
    assert_eq!(run(&["a.txt"]).0, Some(2), "where is required");
}
