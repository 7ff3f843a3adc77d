//! Which mention of the new run is which of the old. In: both runs; out: [`Pairs`].
//!
//! In a document whose text is the same, the same place in it; failing that, an overlap with a mention that is not the
//! same elsewhere (a bound that moved). In a document whose text changed, the same words, first with first.

use std::collections::HashMap;

use crate::tables::load::{MentionRow, Run};

/// Mentions paired, by their numbers.
#[derive(Debug, Default)]
pub struct Pairs {
    /// For each old mention the new one.
    pub forward: Vec<Option<usize>>,
    /// For each new mention the old one.
    pub backward: Vec<Option<usize>>,
}

impl Pairs {
    /// Pair the mentions of two runs.
    pub fn new(old: &Run, new: &Run) -> Pairs {
        let mut out = Pairs { forward: vec![None; old.mentions.len()], backward: vec![None; new.mentions.len()] };
        let digest = |run: &Run| run.documents.iter().map(|d| (d.doc_id.clone(), d.blake3.clone())).collect::<HashMap<_, _>>();
        let (before, after) = (digest(old), digest(new));
        let same_text = |doc: &str| before.get(doc).is_some_and(|d| after.get(doc) == Some(d));
        let (old_of, new_of) = (by_document(&old.mentions), by_document(&new.mentions));
        for (doc, mine) in &old_of {
            let Some(theirs) = new_of.get(doc) else { continue };
            if same_text(doc) {
                out.by_place(mine, theirs, old, new);
            } else {
                out.by_words(mine, theirs, old, new);
            }
        }
        out
    }

    fn pair(&mut self, a: usize, b: usize) {
        self.forward[a] = Some(b);
        self.backward[b] = Some(a);
    }

    fn by_place(&mut self, mine: &[usize], theirs: &[usize], old: &Run, new: &Run) {
        // A name and an address may stand in one place: the kind tells them apart where it can.
        let exact = |m: &MentionRow| (m.start, m.end);
        for same_kind in [true, false] {
            let mut free: HashMap<(usize, usize), Vec<usize>> = HashMap::new();
            for &b in theirs.iter().rev().filter(|&&b| self.backward[b].is_none()) {
                free.entry(exact(&new.mentions[b])).or_default().push(b);
            }
            for &a in mine {
                let m = &old.mentions[a];
                let Some(list) = free.get_mut(&exact(m)).filter(|_| self.forward[a].is_none()) else { continue };
                let at = list.iter().rposition(|&b| !same_kind || new.mentions[b].kind == m.kind);
                if let Some(at) = at {
                    let b = list.remove(at);
                    self.pair(a, b);
                }
            }
        }
        // Bounds that moved: the longest overlap of two that found no other of their kind.
        let mut overlaps = Vec::new();
        for &a in mine.iter().filter(|&&a| self.forward[a].is_none()) {
            let m = &old.mentions[a];
            for &b in theirs.iter().filter(|&&b| self.backward[b].is_none()) {
                let n = &new.mentions[b];
                let shared = m.end.min(n.end).saturating_sub(m.start.max(n.start));
                if shared > 0 && m.kind == n.kind {
                    overlaps.push((std::cmp::Reverse(shared), a, b));
                }
            }
        }
        overlaps.sort_unstable();
        for (_, a, b) in overlaps {
            if self.forward[a].is_none() && self.backward[b].is_none() {
                self.pair(a, b);
            }
        }
    }

    fn by_words(&mut self, mine: &[usize], theirs: &[usize], old: &Run, new: &Run) {
        let mut free: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
        for &b in theirs.iter().rev() {
            let n = &new.mentions[b];
            free.entry((&n.kind, &n.text)).or_default().push(b);
        }
        for &a in mine {
            let m = &old.mentions[a];
            if let Some(b) = free.get_mut(&(m.kind.as_str(), m.text.as_str())).and_then(Vec::pop) {
                self.pair(a, b);
            }
        }
    }
}

fn by_document(mentions: &[MentionRow]) -> HashMap<&str, Vec<usize>> {
    let mut out: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, m) in mentions.iter().enumerate() {
        out.entry(&m.doc_id).or_default().push(i);
    }
    out
}
