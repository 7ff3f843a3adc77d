//! Patterns of spaCy's `entity_ruler`. In: JSON lines `{"label", "pattern", "id"?}`; out: rows. A pattern of tokens is
//! carried when each of them is a word (`TEXT`, `ORTH`, `LOWER`); one that asks for shapes or parts of speech is a rule
//! and no name.

use serde_json::Value;

use super::{Imported, NewList, fault, type_of};
use crate::gazetteer::manifest::Case;
use crate::gazetteer::row::Row;
use crate::text::slug::slug;

/// Read.
pub fn read(file: &str, text: &str) -> Result<Imported, String> {
    let mut out = Imported::from("patterns of spaCy");
    for (i, line) in text.split('\n').enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let value: Value = serde_json::from_str(line)
            .map_err(|e| fault(file, i + 1, format!("column {}: {e}; expected one JSON object a line", e.column())))?;
        let Some(label) = value["label"].as_str() else {
            return Err(fault(file, i + 1, "no \"label\"; expected {\"label\", \"pattern\"}"));
        };
        let (name, any_case) = match &value["pattern"] {
            Value::String(s) => (Some(s.clone()), false),
            Value::Array(tokens) => words(tokens),
            _ => return Err(fault(file, i + 1, "no \"pattern\"; expected words or a list of tokens")),
        };
        let Some(name) = name else {
            out.lose(i + 1, value["pattern"].to_string(), "patterns that are rules and no names");
            continue;
        };
        let type_ = type_of(label);
        let id = value["id"].as_str().filter(|id| !id.is_empty()).map(|id| match id.split_once('/') {
            Some((kind, rest)) if kind == type_ || kind == "place" => format!("{kind}/{}", slug(rest)),
            _ => format!("{}/{}", if crate::lint::facts::is_place(&type_) { "place" } else { &type_ }, slug(id)),
        });
        let row = Row { line: i as u32 + 1, name, id: id.unwrap_or_default(), type_, ..Row::default() };
        if any_case {
            let list = format!("{}_any_case", slug(&row.type_).replace('-', "_"));
            out.lists.entry(list).or_insert_with(|| NewList { case: Case::Any, rows: Vec::new() }).rows.push(row);
        } else {
            out.row(row);
        }
    }
    Ok(out)
}

/// The words of a token pattern, and whether case does not count.
fn words(tokens: &[Value]) -> (Option<String>, bool) {
    let mut out = String::new();
    let mut any_case = false;
    for token in tokens {
        let Some(members) = token.as_object().filter(|m| m.len() == 1) else { return (None, false) };
        let word = match members.iter().next() {
            Some((key, Value::String(word))) if matches!(key.to_ascii_uppercase().as_str(), "TEXT" | "ORTH") => word,
            Some((key, Value::String(word))) if key.eq_ignore_ascii_case("LOWER") => {
                any_case = true;
                word
            }
            _ => return (None, false),
        };
        // spaCy cuts "'s" and hyphens off; a list has them where texts have them
        let tight = word.starts_with(['\'', '’', '-', '.', ',']) || out.ends_with(['-', '(']);
        if !out.is_empty() && !tight {
            out.push(' ');
        }
        out.push_str(word);
    }
    ((!out.is_empty()).then_some(out), any_case)
}
