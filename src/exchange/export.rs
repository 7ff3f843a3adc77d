//! Lists for other programs. In: a list's rows; out: patterns of spaCy's `entity_ruler`, or GATE's `lists.def` and `.lst`
//! files, and what could not be carried.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::json;

use crate::gazetteer::manifest::{Case, ListSpec};
use crate::gazetteer::row::Row;
use crate::lint::facts::is_place;
use crate::text::slug::slug;

/// Lists and their rows.
pub type Lists = Vec<(ListSpec, Vec<Row>)>;

fn type_of<'r>(spec: &'r ListSpec, row: &'r Row) -> &'r str {
    if row.type_.is_empty() { &spec.type_ } else { &row.type_ }
}

/// The rows to carry: refusals have no meaning elsewhere.
fn carried(lists: &Lists) -> impl Iterator<Item = (&ListSpec, &Row)> {
    lists.iter().filter(|(spec, _)| spec.type_ != "deny").flat_map(|(spec, rows)| rows.iter().map(move |r| (spec, r)))
}

fn id_of(type_: &str, row: &Row) -> String {
    let kind = if is_place(type_) { "place" } else { type_ };
    if row.id.is_empty() { format!("{kind}/{}", slug(&row.name)) } else { row.id.clone() }
}

/// spaCy's label of a type.
fn label(type_: &str) -> String {
    match type_ {
        "organization" => "ORG".to_owned(),
        "city" | "country" | "admin1" | "admin2" => "GPE".to_owned(),
        "facility" => "FAC".to_owned(),
        "nationality" => "NORP".to_owned(),
        "agreement" => "LAW".to_owned(),
        t if is_place(t) => "LOC".to_owned(),
        other => other.to_ascii_uppercase().replace('-', "_"),
    }
}

/// Patterns, a JSON object a line.
pub fn spacy(lists: &Lists) -> String {
    let mut out = String::new();
    for (spec, row) in carried(lists) {
        let type_ = type_of(spec, row);
        let any = spec.case == Case::Any;
        let forms =
            [(&row.name, any)].into_iter().chain(row.aliases.iter().map(|a| (a, any))).chain(row.acronyms.iter().map(|a| (a, false)));
        for (form, any_case) in forms {
            let pattern = if any_case {
                // spaCy's tokens are not ours; words between spaces are cut alike by both
                form.split(' ').map(|w| json!({ "LOWER": w.to_lowercase() })).collect()
            } else {
                json!(form)
            };
            let _ = writeln!(out, "{}", json!({ "label": label(type_), "pattern": pattern, "id": id_of(type_, row) }));
        }
    }
    out
}

/// Files by name: `lists.def` and a `.lst` a type.
pub fn gate(lists: &Lists) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut lines: BTreeMap<String, String> = BTreeMap::new();
    for (spec, row) in carried(lists) {
        let type_ = type_of(spec, row);
        let file = format!("{}.lst", slug(type_).replace('-', "_"));
        let (major, minor) = if is_place(type_) { ("location", type_) } else { (type_, "") };
        lines
            .entry(file.clone())
            .or_insert_with(|| format!("{file}:{major}{}\n", if minor.is_empty() { String::new() } else { format!(":{minor}") }));
        let mut features = format!("\tid={}", id_of(type_, row));
        for (name, value) in [("wikidata", &row.wikidata), ("country", &row.country)] {
            if !value.is_empty() {
                let _ = write!(features, "\t{name}={value}");
            }
        }
        let entries = files.entry(file).or_default();
        for form in [&row.name].into_iter().chain(&row.aliases).chain(&row.acronyms) {
            let _ = writeln!(entries, "{form}{features}");
        }
    }
    files.insert("lists.def".to_owned(), lines.into_values().collect());
    files
}

/// What neither format has a place for, in words.
pub fn lost(lists: &Lists) -> Vec<String> {
    let mut out = Vec::new();
    let mut lose = |what: &str, n: usize| {
        if n > 0 {
            out.push(format!("not carried: {what} of {}", crate::report::count(n, "entry")));
        }
    };
    lose("`context`", carried(lists).filter(|(_, r)| !r.context.is_empty()).count());
    lose("coordinates", carried(lists).filter(|(_, r)| r.point.is_some()).count());
    lose("`valid_from` and `valid_to`", carried(lists).filter(|(_, r)| !r.valid_from.is_empty() || !r.valid_to.is_empty()).count());
    lose("`parent`", carried(lists).filter(|(_, r)| !r.parent.is_empty()).count());
    let denied: usize = lists.iter().filter(|(s, _)| s.type_ == "deny").map(|(_, rows)| rows.len()).sum();
    if denied > 0 {
        out.push(format!("not carried: {denied} refusals"));
    }
    out
}
