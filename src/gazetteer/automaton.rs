//! Vocabulary and users' lists: one Aho–Corasick automaton over the folded text, all overlapping hits.
//!
//! In: compiled sets. Out: surfaces whose folded form stands in a document's folded text between word bounds.

use super::compiled::Compiled;
use super::joined;
use crate::text::{Prepared, fold};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rustc_hash::FxHashMap;

/// The automaton and what its patterns stand for.
#[derive(Debug)]
pub struct Automaton {
    engine: Option<AhoCorasick>,
    /// For each pattern, the (set, surface) pairs with that folded form.
    patterns: Vec<Vec<(u8, u32)>>,
}

impl Automaton {
    /// Build over the vocabulary and the user's lists.
    pub fn build(vocabulary: &Compiled, user: &Compiled) -> Self {
        let mut number: FxHashMap<String, usize> = FxHashMap::default();
        let mut texts: Vec<String> = Vec::new();
        let mut patterns: Vec<Vec<(u8, u32)>> = Vec::new();
        for (set, compiled) in [(1u8, vocabulary), (2, user)] {
            for s in 0..compiled.surfaces() as u32 {
                let folded = fold::fold_phrase(compiled.surface(s).text);
                if folded.is_empty() {
                    continue;
                }
                let at = *number.entry(folded.clone()).or_insert_with(|| {
                    texts.push(folded);
                    patterns.push(Vec::new());
                    patterns.len() - 1
                });
                patterns[at].push((set, s));
            }
        }
        // The contiguous NFA builds fast and scans fast enough; a DFA of this size would not fit the start-up
        // bound. Building fails only past 2^31 states: then the lists cannot be used and nothing matches,
        // which `check` reports before it can happen.
        let engine = if texts.is_empty() {
            None
        } else {
            AhoCorasick::builder().match_kind(MatchKind::Standard).kind(Some(AhoCorasickKind::ContiguousNFA)).build(&texts).ok()
        };
        Automaton { engine, patterns }
    }

    /// Call `found(set, surface, first_token, end_token)` for every surface in the text.
    pub fn find(&self, doc: &Prepared, mut found: impl FnMut(u8, u32, usize, usize)) {
        let Some(engine) = &self.engine else { return };
        let hay = doc.folded.text.as_bytes();
        let words = &doc.folded.words;
        for m in engine.find_overlapping_iter(hay) {
            let bounded = (m.start() == 0 || hay[m.start() - 1] == b' ') && (m.end() == hay.len() || hay[m.end()] == b' ');
            if !bounded {
                continue;
            }
            let first = words.partition_point(|w| (w.start as usize) < m.start());
            let last = words.partition_point(|w| (w.start as usize) < m.end()) - 1;
            let whole = (first..last).all(|i| joined(doc, words[i].token as usize, words[i + 1].token as usize));
            if whole {
                for &(set, surface) in &self.patterns[m.pattern().as_usize()] {
                    found(set, surface, words[first].token as usize, words[last].token as usize + 1);
                }
            }
        }
    }
}
