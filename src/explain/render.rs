//! An explanation as text or JSON. In: an [`Explanation`] and the document's text; out: a string.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{Considered, Explanation, Verdict};
use crate::model::Severity;
use crate::report::{Finding, text as underlined};

/// Entries shown behind one candidate: a town may have fifty namesakes.
const ENTRIES: usize = 4;

/// Namesakes shown that all came to nothing for one reason: a row of deny.csv refuses every town of a name.
const ALIKE: usize = 2;

/// What stands where a finding has its code.
const COMMAND: &str = "explain";

/// Line from 1, column from 1 in characters, and the line's text.
fn place(text: &str, at: usize) -> (usize, usize, &str) {
    let before = text.get(..at).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |i| i + 1);
    let line = text[start..].split('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, text[start..at].chars().count() + 1, line.strip_suffix('\r').unwrap_or(line))
}

/// For a terminal.
pub fn text(e: &Explanation, document: &str, coloured: bool) -> String {
    let (line, column, source) = place(document, e.span.start);
    let shown = e.text.split('\n').next().unwrap_or_default();
    let finding = Finding {
        code: COMMAND,
        severity: Severity::Note,
        file: e.doc_id.clone(),
        line,
        column,
        end_column: column + shown.chars().count().max(1),
        message: e.answer.clone(),
        mend: String::new(),
    };
    let mut out = underlined::one(&finding, Some(source), coloured);
    out.push('\n');
    for c in &e.candidates {
        candidate(c, &mut out);
    }
    for alike in e.unused.chunk_by(|a, b| (&a.text, &a.entry.type_, &a.because) == (&b.text, &b.entry.type_, &b.because)) {
        for u in alike.iter().take(ALIKE) {
            let _ = writeln!(out, "  - {:?} is {} {:?} in {}: {}", u.text, u.entry.type_, u.entry.name, u.entry.source, u.because);
        }
        if alike.len() > ALIKE {
            let _ = writeln!(out, "    and {} more of that name", alike.len() - ALIKE);
        }
    }
    for (near, entry) in &e.nearest {
        let kept = near.objections.join("; ");
        let _ = writeln!(out, "  near: {} {:?} ({}, {}): {kept}", entry.type_, near.form, entry.source, entry.id);
    }
    for w in e.words.iter().filter(|w| !w.facts.is_empty()) {
        let _ = writeln!(out, "  word {:?}: {}", w.word, w.facts.join("; "));
    }
    out
}

fn candidate(c: &Considered, out: &mut String) {
    let mark = if matches!(c.verdict, Verdict::Row | Verdict::TakesAway | Verdict::Unlinked) { '*' } else { '-' };
    let _ = writeln!(out, "  {mark} {} {:?} {:+.2} by {}: {}", c.claim, c.text, c.score, c.rule, c.verdict);
    if !c.evidence.is_empty() {
        let _ = writeln!(out, "      {}", super::verdict::sum(&c.evidence));
    }
    for entry in c.entries.iter().take(ENTRIES) {
        let _ = writeln!(out, "      {} {} {:?} ({})", entry.source, entry.type_, entry.name, entry.id);
    }
    if c.entries.len() > ENTRIES {
        let _ = writeln!(out, "      and {} more", c.entries.len() - ENTRIES);
    }
}

/// For a program. Offsets count code points.
pub fn json(e: &Explanation, document: &str) -> Value {
    let points = |at: usize| document.get(..at).map_or(0, |s| s.chars().count());
    let (line, column, _) = place(document, e.span.start);
    let listed = |l: &super::Listed| json!({ "source": l.source, "id": l.id, "name": l.name, "type": l.type_ });
    let candidates: Vec<Value> = e
        .candidates
        .iter()
        .map(|c| {
            json!({
                "start": points(c.span.start),
                "end": points(c.span.end),
                "text": c.text,
                "claim": c.claim,
                "score": c.score,
                "rule": c.rule,
                "chosen": matches!(c.verdict, Verdict::Row | Verdict::TakesAway | Verdict::Unlinked),
                "verdict": c.verdict.to_string(),
                "evidence": c.evidence.iter().map(|(what, weight)| json!({ "what": what, "weight": weight })).collect::<Vec<_>>(),
                "entries": c.entries.iter().map(listed).collect::<Vec<_>>(),
            })
        })
        .collect();
    let rows: Vec<Value> = e
        .rows
        .iter()
        .map(|r| {
            json!({
                "start": points(r.span.start), "end": points(r.span.end), "text": r.text, "type": r.type_, "target": r.target,
                "confidence": r.confidence, "rule": r.rule, "source": r.source, "basis": r.basis,
            })
        })
        .collect();
    let unused: Vec<Value> = e.unused.iter().map(|u| json!({ "text": u.text, "entry": listed(&u.entry), "because": u.because })).collect();
    let nearest: Vec<Value> = e
        .nearest
        .iter()
        .map(|(n, l)| json!({ "form": n.form, "edits": n.edits, "objections": n.objections, "entry": listed(l) }))
        .collect();
    json!({
        "doc_id": e.doc_id,
        "start": points(e.span.start),
        "end": points(e.span.end),
        "line": line,
        "column": column,
        "text": e.text,
        "answer": e.answer,
        "rows": rows,
        "candidates": candidates,
        "unused": unused,
        "nearest": nearest,
        "words": e.words.iter().map(|w| json!({ "word": w.word, "facts": w.facts })).collect::<Vec<_>>(),
    })
}
