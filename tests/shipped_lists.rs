//! The shipped lists lint themselves: every file is loaded, sorted, clean, and says where it comes from.
//!
//! A list that never loads for a slip in the manifest, an alias that repeats its name, an id that stands for two things:
//! such rot shows in no table, so it is looked for here. All faults of all files are shown at once. What is a fault in
//! anybody's list is `gazetteer check`'s to find: `tests/lint.rs` runs it on these lists too.
#![allow(clippy::unwrap_used)] // a panic is how a test fails

mod common;

use common::at;
use dateline::gazetteer::lexicon;
use dateline::gazetteer::manifest::{self, ListSpec};
use dateline::gazetteer::row::{self, Row};
use dateline::gazetteer::{check, vocabulary};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use unicode_normalization::is_nfc;

/// Types that become rows of the tables; the others are vocabulary or the lexicon's.
const NAMES: &[&str] = &["country", "admin1", "admin2", "city", "region", "nationality", "organization", "person", "event", "agreement"];

/// Lists of other spellings: their rows point to entries of another file by that entry's id.
const SPELLINGS: &[&str] = &["state_abbreviations.csv"];

struct List {
    spec: ListSpec,
    text: String,
    rows: Vec<Row>,
}

/// Read once: the lists have more than half a million rows.
static LISTS: LazyLock<Vec<List>> = LazyLock::new(|| {
    let load = |spec: ListSpec| {
        let shown = format!("gazetteers/{}", spec.file);
        let text = std::fs::read_to_string(at(&shown)).unwrap_or_else(|e| panic!("{shown}: {e}"));
        let rows = row::read(&shown, text.as_bytes()).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(check::faults(&shown, &spec, &rows), []);
        List { spec, text, rows }
    };
    manifest::of_folder(&at("gazetteers")).unwrap_or_else(|e| panic!("{e}")).into_iter().map(load).collect()
});

fn none(faults: Vec<String>) {
    const SHOWN: usize = 60; // more is usually the same slip again
    let more = faults.len().saturating_sub(SHOWN);
    assert!(faults.is_empty(), "{}\n{more} more", faults[..faults.len().min(SHOWN)].join("\n"));
}

#[test]
fn every_file_is_in_the_manifest_and_the_notice() {
    let mut faults = Vec::new();
    let specs = manifest::of_folder(&at("gazetteers")).unwrap();
    let named: BTreeSet<&str> = specs.iter().map(|s| s.file.as_str()).collect();
    assert_eq!(named.len(), specs.len(), "a file has two [[list]] tables");
    let files = std::fs::read_dir(at("gazetteers")).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap());
    let there: BTreeSet<String> = files.filter(|n| n.ends_with(".csv")).collect();
    let notice = std::fs::read_to_string(at("gazetteers/NOTICE.md")).unwrap();
    for file in &there {
        if !named.contains(file.as_str()) {
            faults.push(format!("gazetteers/{file} is not in gazetteers.toml: it never loads"));
        }
        if !notice.contains(&format!("`{file}`")) {
            faults.push(format!("gazetteers/{file} is not in NOTICE.md"));
        }
    }
    for spec in &specs {
        let shown = format!("gazetteers.toml: {}", spec.file);
        let known = NAMES.contains(&spec.type_.as_str())
            || spec.type_ == "deny"
            || vocabulary::is_vocabulary(&spec.type_)
            || lexicon::class_of(&spec.type_).is_some();
        if !there.contains(&spec.file) {
            faults.push(format!("{shown}: there is no such file"));
        }
        if !known {
            faults.push(format!("{shown}: no stage asks for the type {:?}", spec.type_));
        }
        if spec.licence.is_empty() || spec.source.is_empty() {
            faults.push(format!("{shown}: licence and source must be given"));
        }
        if spec.generated && (spec.version.is_empty() || !at("gazetteers/build").join(&spec.by).is_file() || spec.by.is_empty()) {
            faults.push(format!("{shown}: generated, so `by` must name a script in gazetteers/build and `version` its sources"));
        }
        if !spec.generated && !spec.by.is_empty() {
            faults.push(format!("{shown}: `by` names a script, but it is not marked `generated`"));
        }
    }
    none(faults);
}

#[test]
fn rows_are_sorted_and_clean() {
    let mut faults = Vec::new();
    for List { spec, text, rows } in LISTS.iter() {
        let mut fault = |line: u32, what: String| faults.push(format!("gazetteers/{}:{line}: {what}", spec.file));
        if text.contains('\r') || !text.ends_with('\n') || text.starts_with('\u{feff}') || text.contains("\n\n") {
            fault(0, "wants LF line ends, one at its end, no byte order mark, no empty line".into());
        }
        // the cells as they stand: reading a row forgives spaces around the parts of a list
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        for record in reader.records() {
            let record = record.unwrap();
            let line = record.position().map_or(0, |p| p.line() as u32);
            for cell in record.iter().filter(|c| !c.is_ascii() || c.contains("  ") || c.trim() != *c) {
                if !is_nfc(cell) {
                    fault(line, format!("{cell:?} is not NFC"));
                }
                if cell.trim() != cell || cell.contains("  ") {
                    fault(line, format!("{cell:?} has stray spaces"));
                }
            }
        }
        let mut before: Option<(&str, &str, &str)> = None;
        for r in rows {
            let key = (r.name.as_str(), r.id.as_str(), r.type_.as_str());
            if let Some(before) = before.filter(|b| *b >= key) {
                fault(r.line, format!("{:?} does not sort after {:?} (bytes of name, id, type)", key, before));
            }
            before = Some(key);
            let mut forms: Vec<&String> = r.aliases.iter().chain(&r.acronyms).collect();
            if r.aliases.contains(&r.name) {
                fault(r.line, format!("an alias repeats the name {:?}", r.name));
            }
            forms.sort_unstable();
            if let Some(twice) = forms.windows(2).find(|w| w[0] == w[1]) {
                fault(r.line, format!("{:?} stands twice among the aliases and acronyms of {:?}", twice[0], r.name));
            }
        }
    }
    none(faults);
}

#[test]
fn ids_stand_for_one_thing() {
    let mut faults = Vec::new();
    let mut first: BTreeMap<&str, String> = BTreeMap::new();
    for List { spec, rows, .. } in LISTS.iter().filter(|l| !SPELLINGS.contains(&l.spec.file.as_str())) {
        for r in rows.iter().filter(|r| !r.id.is_empty()) {
            let here = format!("gazetteers/{}:{}", spec.file, r.line);
            if let Some(there) = first.insert(&r.id, here.clone()) {
                faults.push(format!("{here}: {} stands in {there} too; merge the rows", r.id));
            }
        }
    }
    for List { spec, rows, .. } in LISTS.iter().filter(|l| SPELLINGS.contains(&l.spec.file.as_str())) {
        for r in rows.iter().filter(|r| !first.contains_key(r.id.as_str())) {
            faults.push(format!("gazetteers/{}:{}: {:?} is no id of another list", spec.file, r.line, r.id));
        }
    }
    none(faults);
}
