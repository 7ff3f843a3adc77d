//! Every error of the program names the file, the line, the value met, what was expected and the mend.
//!
//! `bad_input.rs` holds what `extract` says of input, lists and settings; here is what the other commands say, whole, and a
//! test that no error text stands in `src/` without standing in a test.
#![allow(clippy::unwrap_used)] // a panic is how a test fails

mod common;

use common::{Files, at, said};
use std::path::Path;

/// Files to lay out, the command line, the whole of stderr.
type Case = (&'static [(&'static str, &'static str)], &'static [&'static str], &'static str);

const GONE: &str = "No such file or directory (os error 2)";

const CASES: &[Case] = &[
    (
        &[],
        &["extract", "in", "--out", "o", "--config", "gone.toml"],
        "error: gone.toml: the settings file cannot be read; expected TOML in UTF-8; mend the path, or pass --no-config: GONE",
    ),
    (
        &[("e.toml", "out = ''\n")],
        &["extract", "in", "--config", "e.toml"],
        "error: --out: the name of the folder is empty; expected one such as --out tables",
    ),
    (
        &[],
        &["extract", "in", "--out", "o", "--judgements", "gone.csv"],
        "error: gone.csv: cannot be read: GONE; expected a CSV file with the columns left,right,verdict,reason",
    ),
    (
        &[("hd.csv", "id,text\n")],
        &["extract", "hd.csv", "--out", "o", "--max-document-bytes", "3"],
        "error: hd.csv:1: the header is longer than --max-document-bytes; expected names of columns on the first line; mend it, or raise \
         the limit",
    ),
    (
        &[("m/gazetteers.toml", "list = [3]\n")],
        &["extract", "in", "--out", "o", "--gazetteers", "m"],
        "error: m/gazetteers.toml:1:9: `list` holds something else than tables; write [[list]]",
    ),
    (
        &[("m/gazetteers.toml", "[[list]]\ntype='event'\n")],
        &["extract", "in", "--out", "o", "--gazetteers", "m"],
        "error: m/gazetteers.toml:1:1: missing field `file`; see docs/gazetteers.md for the keys of a [[list]] table",
    ),
    (
        &[("m/gazetteers.toml", "[[list]\n")],
        &["extract", "in", "--out", "o", "--gazetteers", "m"],
        "error: m/gazetteers.toml:1:8: unclosed array table, expected `]`; the manifest must be TOML",
    ),
    (
        &[("h/x.csv", "nam,id\nA,x/y\n")],
        &["extract", "in", "--out", "o", "--gazetteers", "h"],
        "error: h/x.csv:1:1: unknown column \"nam\"; expected one of name, id, type, aliases, acronym, country, admin1, admin2, \
         feature, parent, wikidata, geonames, latitude, longitude, population, weight, gender, valid_from, valid_to, context, note; \
         write \"name\" if that was meant; rename or remove it if not\n\
         h/x.csv:1: no column \"name\" is left; mend the first line",
    ),
    (
        &[("h/x.csv", "name,id,type\nA,event/x y,event\n")],
        &["extract", "in", "--out", "o", "--gazetteers", "h"],
        "error: h/x.csv:2: id \"event/x y\" is not of the form TYPE/SLUG without spaces; write one such as organization/osce",
    ),
    (
        &[("up/deep/x.csv", "name,type\nA Body,organization\n")],
        &["extract", "in", "--out", "o", "--gazetteers", "up"],
        "error: up: no gazetteers.toml and no .csv file in this folder; folders inside it are not read; give up/deep",
    ),
    (&[], &["explain", "in/a.txt", "--text", ""], "error: --text: nothing is asked for; expected words as they stand in the document"),
    (
        &[],
        &["man", "nonsense"],
        "error: man: no subcommand is called `nonsense`; expected one of extract, merge, gazetteer, diff, eval, explain, mine, completions, \
         man, help",
    ),
    (
        &[("m/gazetteers.toml", "[[list]]\nfile='x.csv'\ntype='event'\n")],
        &["gazetteer", "export", "spacy", "m", "--out", "o"],
        "error: m/x.csv: cannot be read; the manifest names this file, put it there or remove its [[list]]: GONE",
    ),
    (&[], &["gazetteer", "import", "plain", "gone.txt", "--out", "o"], "error: gone.txt: cannot be read; expected a file in UTF-8: GONE"),
    (
        &[("p.jsonl", "{\"label\":\"ORG\"}\n")],
        &["gazetteer", "import", "spacy", "p.jsonl", "--out", "o"],
        "error: p.jsonl:1: no \"pattern\"; expected words or a list of tokens",
    ),
    (
        &[],
        &["gazetteer", "import", "gate", "gone.lst", "--out", "o"],
        "error: gone.lst: cannot be read: GONE; expected a GATE list in UTF-8",
    ),
    (
        &[("w.csv", "item,itemLabel\nQ1,b,c\n")],
        &["gazetteer", "import", "wikidata", "w.csv", "--out", "o"],
        "error: w.csv:2: CSV error: record 1 (line: 2, byte: 15): found record with 3 fields, but the previous record has 2 fields; \
         expected CSV as the query service gives it",
    ),
    (
        &[("w.json", "{")],
        &["gazetteer", "import", "wikidata", "w.json", "--out", "o"],
        "error: w.json:1: column 1: EOF while parsing an object at line 1 column 1; expected JSON as the query service gives it",
    ),
    (
        &[("w.json", "{\"a\":1}")],
        &["gazetteer", "import", "wikidata", "w.json", "--out", "o"],
        "error: w.json: no list of results; expected {\"results\": {\"bindings\": [...]}} or a list of objects",
    ),
    (
        &[("s.jsonl", "{\"label\":\"ORG\",\"pattern\":[{\"POS\":\"NOUN\"}]}\n")],
        &["gazetteer", "import", "spacy", "s.jsonl", "--out", "o"],
        "error: s.jsonl: no entry in it that could be carried\n\
         not carried: 1 × patterns that are rules and no names: [{\"POS\":\"NOUN\"}] (line 1)",
    ),
    (
        &[("names.txt", "Quibble Trust\n"), ("filed", "x")],
        &["gazetteer", "import", "plain", "names.txt", "--out", "filed/x"],
        "error: filed/x: cannot be written: Not a directory (os error 20); choose a folder you may write to",
    ),
    (&[], &["eval", "--gold", "gone", "in"], "error: gone: cannot be read: GONE; expected an answer key in UTF-8"),
    (
        &[("k.xyz", "x")],
        &["eval", "--gold", "k.xyz", "in"],
        "error: k.xyz: an answer key is not told by the ending \"xyz\"; expected .jsonl, .ann, .conll or a folder of brat files, or \
         --gold-format",
    ),
    (
        &[("brat/a.ann", "T1\tPer 0 3\tThe\n")],
        &["eval", "--gold", "brat", "in"],
        "error: brat/a.txt: cannot be read: GONE; every .ann wants a .txt of the same name beside it, both in UTF-8",
    ),
    (
        &[("brat/a.ann", "what\n"), ("brat/a.txt", "text")],
        &["eval", "--gold", "brat", "in"],
        "error: brat/a.ann:1: \"what\" is no annotation; expected a line that begins with T, N, A, R, E, M, * or #",
    ),
    (
        &[("k.jsonl", "{\"id\":\"a\",\"text\":\"x\",\"gold\":{\"ner\":3}}\n")],
        &["eval", "--gold", "k.jsonl", "in"],
        "error: k.jsonl:1: \"ner\" is no list; expected a list of objects",
    ),
    (
        &[("k.jsonl", "{\"id\":\"a\",\"text\":\"x\",\"gold\":{\"ner\":[{\"end\":1,\"type\":\"PER\"}]}}\n")],
        &["eval", "--gold", "k.jsonl", "in"],
        "error: k.jsonl:1: no \"start\" in {\"end\":1,\"type\":\"PER\"}; expected a number of characters",
    ),
    (
        &[("k.jsonl", "{\"id\":\"a\",\"text\":\"x\",\"gold\":{\"rel\":{\"roles\":[3]}}}\n")],
        &["eval", "--gold", "k.jsonl", "in"],
        "error: k.jsonl:1: 3 is no post; expected [person key, role, organisation key or country or \"\"]",
    ),
    (
        &[("s.jsonl", "{\"entities\":[]}\n")],
        &["eval", "--gold", "s.jsonl", "in"],
        "error: s.jsonl:1: no \"text\"; expected {\"text\", \"entities\"} or {\"text\", \"spans\"}",
    ),
];

#[test]
fn each_error_says_what_to_do() {
    let mut wrong = Vec::new();
    for (files, args, want) in CASES {
        let folder = Files::new(&[&[("in/a.txt", "The UN met in Geneva.")], *files].concat());
        let before = folder.listing();
        let (status, met) = said(&folder, args);
        let met = met.trim_end().replace(&format!("{}/", folder.path().canonicalize().unwrap().display()), "");
        if status != Some(2) || met != want.replace("GONE", GONE) {
            wrong.push(format!("{args:?}: exit {status:?}\n  said   {met}\n  wanted {want}"));
        }
        if folder.listing() != before {
            wrong.push(format!("{args:?} wrote something: {:?}", folder.listing()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Bytes that are no UTF-8, which a `Case` cannot hold.
#[test]
fn bytes_that_are_no_text() {
    let folder = Files::new(&[("in/a.txt", "The UN met."), ("h/x.csv", ""), ("m/gazetteers.toml", ""), ("j.csv", "")]);
    for (file, bytes, args, want) in [
        (
            "h/x.csv",
            &b"name,type\nCaf\xe9,event\n"[..],
            &["--gazetteers", "h"][..],
            "error: h/x.csv:2: not readable as CSV: CSV parse error: record 1 (line 2, field: 0, byte: 10): invalid utf-8: invalid UTF-8 \
             in field 0 near byte index 3; expected UTF-8, commas, RFC 4180 quotes",
        ),
        (
            "m/gazetteers.toml",
            b"\xe9",
            &["--gazetteers", "m"],
            "error: m/gazetteers.toml: cannot be read: stream did not contain valid UTF-8; save it as UTF-8",
        ),
        (
            "j.csv",
            b"\xe9\n",
            &["--judgements", "j.csv"],
            "error: j.csv:1: this is no CSV: CSV parse error: record 0 (line 1, field: 0, byte: 0): invalid utf-8: invalid UTF-8 in \
             field 0 near byte index 0; save it as CSV in UTF-8",
        ),
    ] {
        std::fs::write(folder.path().join(file), bytes).unwrap();
        let (status, met) = said(&folder, &[&["extract", "in", "--out", "o"], args].concat());
        assert_eq!((status, met.trim_end()), (Some(2), want));
    }
}

/// Things worth knowing that are no errors, and what the surroundings get wrong.
#[test]
fn notes_and_surroundings() {
    let folder = Files::new(&[("in/a.txt", &"The UN met.\n".repeat(30)), ("bad/x.csv", "name,type\nA  B,organization\n")]);
    let (status, met) = said(&folder, &["explain", "in/a.txt", "--text", "UN"]);
    assert_eq!((status, met.as_str()), (Some(0), "note: 10 more occurrences are not explained; name one with --at\n"));
    let (status, met) = said(&folder, &["gazetteer", "check", "bad", "--corpus", "in"]);
    let want = "note: --corpus: not tried, because lists cannot be loaded; mend the errors first\n";
    assert_eq!((status, met.as_str()), (Some(1), want));
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(["gazetteer", "check", "bad", "--format", "github"]).current_dir(folder.path());
    let output = command.env("GITHUB_STEP_SUMMARY", "gone/summary.md").output().unwrap();
    let want = "error: gone/summary.md: the summary that $GITHUB_STEP_SUMMARY names cannot be written; unset the variable or mend the \
                path: GONE\n";
    assert_eq!(String::from_utf8(output.stderr).unwrap(), want.replace("GONE", GONE));
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"));
    let key = "{\"id\":\"a\",\"text\":\"x\",\"gold\":{\"ner\":[]}}\n";
    std::fs::write(folder.path().join("k.jsonl"), key).unwrap();
    command.args(["eval", "--gold", "k.jsonl"]).current_dir(folder.path());
    let output = command.env("TMPDIR", folder.path().join("gone")).output().unwrap();
    let met = String::from_utf8(output.stderr).unwrap();
    assert!(met.starts_with("error: no temporary folder can be made; set TMPDIR to one that can be written: "), "{met}");
}

/// Texts that no run can be made to say: they speak of dateline's own files, which other tests read, or of what the system
/// does not do on request. They stand here so that a new one is a decision.
const UNPROVOKED: &[&str] = &[
    "named_days.csv:{}: {line:?} has not four cells: expected name,aliases,day,note",
    "named_days.csv:{}: {day:?} is no day: expected 12-24, 1944-06-06, easter-2, `-1 Monday 5` or `1 Monday 11 +1`",
    "pattern {source:?}: `{}` has no beginning",
    "pattern {source:?}: a group is not closed",
    "pattern {source:?}: nothing is called <{name}>",
    "buffer too small",
    "cannot be read: {e}; expected a folder of brat files",
    "no such place: {e}; expected a path that leads somewhere",
    "a row at bytes {start}..{end} was dropped, expected a span of whole characters within {} bytes; this is a fault in dateline, please report it",
];

/// Where an error text begins in a source.
const STARTS: &[&str] = &[
    "bail!(",
    "anyhow!(",
    ".context(",
    ".with_context(",
    "complain(",
    "remark(",
    "#[error(",
    "Error::new(",
    "Error::one(",
    "GoldError::new(",
    "LoadError(",
    "fault(",
    "Err(",
    "ok_or_else(",
    "let mend =",
];

#[test]
fn every_error_text_is_in_a_test() {
    let (mut sources, mut tests) = (Vec::new(), String::new());
    gather(&at("src"), &mut |path, text| match text.find("#[cfg(test)]") {
        _ if path.ends_with("tests.rs") || path.components().any(|c| c.as_os_str() == "tests") => tests.push_str(text),
        Some(cut) => {
            tests.push_str(&text[cut..]);
            sources.push((path.display().to_string(), text[..cut].to_owned()));
        }
        None => sources.push((path.display().to_string(), text.to_owned())),
    });
    gather(&at("tests"), &mut |_, text| tests.push_str(text));
    // a raw string writes its quotation marks without a stroke
    let plain = |text: &str| text.replace("\\\"", "\"");
    let tests = plain(&tests);
    let (mut texts, mut untold) = (0, Vec::new());
    for (file, source) in &sources {
        for start in STARTS {
            for (at, _) in source.match_indices(start) {
                for literal in literals(&source[at + start.len()..]) {
                    let Some(part) = longest(literal) else { continue };
                    texts += 1;
                    if !tests.contains(&plain(part)) && !untold.contains(&(file, literal)) {
                        untold.push((file, literal));
                    }
                }
            }
        }
    }
    assert!(texts > 150, "{texts}: the sources are not read as they should be");
    assert!(untold.is_empty(), "in no test, neither whole nor in its longest part:\n{untold:#?}");
    let gone: Vec<_> = UNPROVOKED.iter().filter(|text| sources.iter().all(|(_, s)| !s.contains(**text))).collect();
    assert!(gone.is_empty(), "no source says these any more: {gone:#?}");
}

/// Every Rust file of a folder, with strings that go over lines joined.
fn gather(folder: &Path, take: &mut impl FnMut(&Path, &str)) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, take);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let mut text = String::new();
            let whole = std::fs::read_to_string(&path).unwrap();
            for piece in whole.split_inclusive("\\\n") {
                // the rest of a string that goes over lines begins at its first word
                let piece = if text.is_empty() { piece } else { piece.trim_start() };
                text.push_str(piece.strip_suffix("\\\n").unwrap_or(piece));
            }
            take(&path, &text);
        }
    }
}

/// The string literals of a call whose opening bracket has just been passed.
fn literals(source: &str) -> Vec<&str> {
    let bytes = source.as_bytes();
    let (mut out, mut depth, mut i) = (Vec::new(), 1, 0);
    while i < bytes.len() && depth > 0 {
        match bytes[i] {
            b'"' => {
                let from = i + 1;
                i += 1;
                while i < bytes.len() && bytes[i] != b'"' {
                    i += if bytes[i] == b'\\' { 2 } else { 1 };
                }
                out.extend(source.get(from..i));
            }
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth -= 1,
            b';' if depth <= 1 => break,
            _ => {}
        }
        i += 1;
    }
    out
}

/// The longest part of a text between its `{…}`, if that is three words or more: fewer say nothing.
fn longest(literal: &str) -> Option<&str> {
    let mut parts = Vec::new();
    let (mut from, mut i) = (0, 0);
    let bytes = literal.as_bytes();
    while i < bytes.len() {
        let doubled = bytes.get(i + 1) == Some(&bytes[i]);
        match bytes[i] {
            b'{' | b'}' if doubled => {
                parts.push(&literal[from..i]);
                i += 2;
                from = i;
                continue;
            }
            b'{' => parts.push(&literal[from..i]),
            b'}' => from = i + 1,
            _ => {}
        }
        i += 1;
    }
    parts.push(literal.get(from..).unwrap_or_default());
    parts.into_iter().map(str::trim).max_by_key(|p| p.len()).filter(|p| p.split_whitespace().count() > 2)
}
