//! Dates, first half: finding the expressions.
//!
//! In: a prepared document. Out: [`DateCandidate`]s that do not overlap, in text order, each with the typed tree
//! of what it says ([`tree::Expr`]) and the rule that found it. What the tree means is decided later, by
//! [`crate::link::date`], which knows when the document was published.
//!
//! The way: every token is labelled once ([`lex`]); only at a token some rule may begin with are that word's
//! rules tried ([`rule`], [`pattern`]); the longest match wins, then the more certain one, then the earlier
//! rule. English stands in [`en`].

pub mod en;
pub mod lex;
pub mod pattern;
pub mod rule;
pub mod tree;

#[cfg(test)]
mod tests;

use crate::text::Prepared;
use rule::Scan;
use tree::{Expr, Modifier};

/// An expression found.
#[derive(Debug, Clone)]
pub struct DateCandidate {
    /// Byte offset of the first byte; the start of a token.
    pub start: u32,
    /// Byte offset after the last byte; the end of a token.
    pub end: u32,
    /// What it says.
    pub tree: Expr,
    /// The rule that found it.
    pub rule: &'static str,
    /// 0 to 1.
    pub score: f32,
}

/// Find the dates, times, durations and sets of a document.
pub fn spot(doc: &Prepared) -> Vec<DateCandidate> {
    let grammar = &*en::GRAMMAR;
    let lexed = grammar.lexicon.label(doc);
    let scan = Scan::new(grammar, doc, &lexed);
    let mut out = Vec::new();
    let mut at = 0;
    while at < lexed.len() {
        if !scan.begins(at) {
            at += 1;
            continue;
        }
        let Some(hit) = scan.best(at) else {
            at += 1;
            continue;
        };
        let rule = grammar.rules[hit.rule];
        let mut push = |start: usize, end: usize, tree: Expr| {
            let tree = led(doc, start, tree);
            out.push(DateCandidate {
                start: doc.tokens[start].start,
                end: doc.tokens[end - 1].end,
                tree,
                rule: rule.name,
                score: rule.score,
            });
        };
        match hit.tree {
            Expr::List(parts) => parts.into_iter().for_each(|(start, end, tree)| push(start as usize, end as usize, tree)),
            tree => push(hit.start, hit.end, tree),
        }
        at = hit.end;
    }
    out
}

/// The preposition before an expression modifies it: "since 2014", "before June", "by Friday".
fn led(doc: &Prepared, start: usize, tree: Expr) -> Expr {
    if start == 0 || matches!(tree, Expr::Modified(..) | Expr::Vague(_) | Expr::Set(_) | Expr::Duration(_) | Expr::Range(..)) {
        return tree;
    }
    let the = doc.word(start - 1).eq_ignore_ascii_case("the");
    let Some(at) = start.checked_sub(1 + usize::from(the)) else { return tree };
    let modifier = match doc.word(at).to_ascii_lowercase().as_str() {
        "since" => Modifier::Since,
        "before" => Modifier::Before,
        "after" => Modifier::After,
        "about" | "circa" | "approximately" | "roughly" => Modifier::Approximate,
        _ => return tree,
    };
    tree.with(modifier)
}
