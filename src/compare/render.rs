//! A comparison as text, JSON or Markdown. In: a [`Comparison`]; out: a string.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{Change, Comparison, Kind};
use crate::report::github::cell;

/// Documents named one by one; the rest are counted.
const NAMED: usize = 3;

fn totals(comparison: &Comparison) -> String {
    let counts: Vec<String> =
        Kind::ALL.into_iter().filter(|k| comparison.count(*k) > 0).map(|k| format!("{} {}", comparison.count(k), k.as_str())).collect();
    if counts.is_empty() { "no change".to_owned() } else { counts.join(", ") }
}

fn documents(change: &Change) -> String {
    let named: Vec<&str> = change.documents.iter().take(NAMED).map(String::as_str).collect();
    let more = change.documents.len().saturating_sub(NAMED);
    if more > 0 { format!("{} and {more} more", named.join(", ")) } else { named.join(", ") }
}

/// Of posts and mentions the lines that went and came, each with its sign: one is not the other under a new name.
fn signed(change: &Change) -> Option<Vec<String>> {
    let lines = change.before.iter().map(|l| format!("- {l}")).chain(change.after.iter().map(|l| format!("+ {l}")));
    matches!(change.kind, Kind::Posts | Kind::Mentions).then(|| lines.collect())
}

/// `before → after`, as far as there are such.
fn what(change: &Change) -> String {
    match (change.before.is_empty(), change.after.is_empty()) {
        (true, _) => change.after.join(" + "),
        (_, true) => change.before.join(" + "),
        _ => format!("{} → {}", change.before.join(" + "), change.after.join(" + ")),
    }
}

/// For a terminal.
pub fn text(comparison: &Comparison) -> String {
    let mut out = String::new();
    for (cause, changes) in comparison.by_cause() {
        let _ = writeln!(out, "because of {cause}");
        for c in changes {
            let _ = writeln!(out, "  {} {}", c.kind.as_str(), c.id);
            for line in signed(c).unwrap_or_else(|| vec![what(c)]) {
                let _ = writeln!(out, "    {line}");
            }
            if !c.documents.is_empty() {
                let _ = writeln!(out, "    in {}", documents(c));
            }
        }
        out.push('\n');
    }
    if comparison.changes.is_empty() && !comparison.circumstances.is_empty() {
        let _ = writeln!(out, "different, and nothing came of it: {}", comparison.circumstances.join("; "));
    }
    let _ = writeln!(out, "{}", totals(comparison));
    out
}

/// For a program.
pub fn json(comparison: &Comparison) -> String {
    let change = |c: &Change| -> Value {
        json!({
            "kind": c.kind.as_str(),
            "id": c.id,
            "name": c.name,
            "before": c.before,
            "after": c.after,
            "documents": c.documents,
            "cause": c.cause.to_string(),
        })
    };
    let counts: serde_json::Map<String, Value> =
        Kind::ALL.into_iter().map(|k| (k.as_str().to_owned(), comparison.count(k).into())).collect();
    let changes: Vec<Value> = comparison.changes.iter().map(change).collect();
    format!("{:#}\n", json!({ "counts": counts, "different": comparison.circumstances, "changes": changes }))
}

/// For a pull request.
pub fn markdown(comparison: &Comparison) -> String {
    let mut out = format!("### What dateline finds differently\n\n{}\n", totals(comparison));
    for (cause, changes) in comparison.by_cause() {
        let _ = write!(out, "\n#### Because of {}\n\n| | what | change | documents |\n| --- | --- | --- | --- |\n", cell(&cause));
        for c in changes {
            let lines: Vec<String> = signed(c).unwrap_or_else(|| vec![what(c)]).iter().map(|l| cell(l)).collect();
            let _ = writeln!(out, "| {} | {} | {} | {} |", c.kind.as_str(), cell(&c.id), lines.join("<br>"), cell(&documents(c)));
        }
    }
    out
}
