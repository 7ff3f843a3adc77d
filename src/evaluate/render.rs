//! An evaluation as text or JSON. In: an [`Evaluation`], perhaps an older one; out: a string.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::{Map, Value, json};

use super::Evaluation;
use super::bootstrap::{self, Difference};

/// Rows of the lists of worst things and of errors.
const SHOWN: usize = 10;

/// Right and wrong of a rule or entry, the most wrong first.
fn worst<K: Ord + Clone>(of: &std::collections::BTreeMap<K, (usize, usize)>) -> Vec<(K, usize, usize)> {
    let mut out: Vec<(K, usize, usize)> = of.iter().filter(|(_, (_, wrong))| *wrong > 0).map(|(k, (r, w))| (k.clone(), *r, *w)).collect();
    out.sort_by(|a, b| b.2.cmp(&a.2).then(a.1.cmp(&b.1)).then_with(|| a.0.cmp(&b.0)));
    out
}

fn errors(evaluation: &Evaluation) -> Vec<(&String, usize)> {
    let mut out: Vec<(&String, usize)> = evaluation.errors.iter().map(|(e, n)| (e, *n)).collect();
    out.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    out
}

/// Measures counted by document, with their differences to an older run.
pub fn differences(old: &Evaluation, new: &Evaluation) -> Vec<(String, Difference)> {
    let names: BTreeSet<&String> = new.documents.values().flat_map(|m| m.keys()).collect();
    names.into_iter().filter_map(|m| Some((m.clone(), bootstrap::compare(old, new, m)?))).collect()
}

/// For a terminal. `listed`: how many errors are listed.
pub fn text(evaluation: &Evaluation, old: Option<&Evaluation>, listed: usize) -> String {
    let mut out = String::new();
    for task in evaluation.tasks() {
        let figures: Vec<String> = evaluation.figures(&task).iter().map(|(name, value)| format!("{name} {value:.1}")).collect();
        let _ = writeln!(out, "{task}: {}", figures.join("  "));
    }
    let _ = writeln!(out, "\n{:<34}{:>7}{:>7}{:>7}{:>8}{:>8}{:>8}", "measure", "P", "R", "F1", "right", "said", "gold");
    for (name, c) in evaluation.totals() {
        let (p, r, f) = (100.0 * c.precision(), 100.0 * c.recall(), 100.0 * c.f1());
        let _ = writeln!(out, "{name:<34}{p:>7.1}{r:>7.1}{f:>7.1}{:>8}{:>8}{:>8}", c.right, c.said, c.gold);
    }
    if let Some(old) = old {
        let _ = writeln!(out, "\n{:<34}{:>7}{:>7}{:>8}   95 % of resamples       p", "against the older run", "then", "now", "change");
        for (name, d) in differences(old, evaluation) {
            let (a, b) = (100.0 * d.before, 100.0 * d.after);
            let _ = writeln!(
                out,
                "{name:<34}{a:>7.1}{b:>7.1}{:>+8.1}   {:>+6.1} to {:>+6.1}  {:>7.3}",
                b - a,
                100.0 * d.low,
                100.0 * d.high,
                d.p
            );
        }
    }
    let confused: Vec<_> = evaluation.confusion.iter().filter(|((g, s), _)| g != s).collect();
    if !confused.is_empty() {
        out.push_str("\nconfused (gold → said)\n");
        for ((gold, said), n) in confused {
            let word = |w: &str| if w.is_empty() { "nothing".to_owned() } else { w.to_owned() };
            let _ = writeln!(out, "{n:>6}  {} → {}", word(gold), word(said));
        }
    }
    let rules = worst(&evaluation.rules);
    if !rules.is_empty() {
        out.push_str("\nrules wrong most\n");
        for (rule, right, wrong) in rules.iter().take(SHOWN) {
            let _ = writeln!(out, "{wrong:>6} wrong {right:>6} right  {rule}");
        }
    }
    let entries = worst(&evaluation.entries);
    if !entries.is_empty() {
        out.push_str("\nlist entries wrong most\n");
        for ((source, name), right, wrong) in entries.iter().take(SHOWN) {
            let _ = writeln!(out, "{wrong:>6} wrong {right:>6} right  {source} {name}");
        }
    }
    if listed > 0 {
        out.push_str("\nerrors\n");
        for (error, n) in errors(evaluation).into_iter().take(listed) {
            let _ = writeln!(out, "{n:>6}  {error}");
        }
    }
    out
}

/// For a program.
pub fn json(evaluation: &Evaluation, old: Option<&Evaluation>) -> String {
    let mut tasks = Map::new();
    for task in evaluation.tasks() {
        let figures: Map<String, Value> = evaluation.figures(&task).into_iter().map(|(n, v)| (n.to_owned(), v.into())).collect();
        tasks.insert(task, figures.into());
    }
    let measures: Map<String, Value> = evaluation
        .totals()
        .into_iter()
        .map(|(name, c)| {
            let value =
                json!({ "precision": c.precision(), "recall": c.recall(), "f1": c.f1(), "right": c.right, "said": c.said, "gold": c.gold });
            (name, value)
        })
        .collect();
    let confusion: Vec<Value> = evaluation.confusion.iter().map(|((g, s), n)| json!({ "gold": g, "said": s, "count": n })).collect();
    let rules: Vec<Value> =
        worst(&evaluation.rules).iter().map(|(rule, right, wrong)| json!({ "rule": rule, "right": right, "wrong": wrong })).collect();
    let entries: Vec<Value> = worst(&evaluation.entries)
        .iter()
        .map(|((source, name), right, wrong)| json!({ "source": source, "name": name, "right": right, "wrong": wrong }))
        .collect();
    let errors: Vec<Value> = errors(evaluation).into_iter().map(|(e, n)| json!({ "error": e, "count": n })).collect();
    let compared: Vec<Value> = old
        .map(|old| differences(old, evaluation))
        .unwrap_or_default()
        .into_iter()
        .map(|(m, d)| json!({ "measure": m, "before": d.before, "after": d.after, "low": d.low, "high": d.high, "p": d.p }))
        .collect();
    let value = json!({
        "documents": evaluation.documents.len(),
        "figures": tasks,
        "measures": measures,
        "compared": compared,
        "confusion": confusion,
        "rules": rules,
        "entries": entries,
        "errors": errors,
    });
    format!("{value:#}\n")
}
