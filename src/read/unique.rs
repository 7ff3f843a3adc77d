//! Ids that are unique within a run. In: documents in order; out: the same documents, a second `a` being `a#2`.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Document, Status};
use crate::model::{Problem, Severity};

/// Remembers the ids given out so far, eight bytes each: the one thing in reading that grows with the input.
#[derive(Debug, Default)]
pub struct UniqueIds {
    /// Sixty-four bits of BLAKE3: among ten million ids the odds of a false alarm, which costs a needless suffix, are
    /// three in a million.
    seen: FxHashSet<u64>,
    /// The last suffix given to an id met twice.
    last: FxHashMap<String, usize>,
}

impl UniqueIds {
    /// Take an id: `None` where it was free, else the next free one of `a#2`, `a#3`, …
    pub fn take(&mut self, id: &str) -> Option<String> {
        if self.seen.insert(short_hash(id)) {
            return None;
        }
        let last = self.last.entry(id.to_owned()).or_insert(1);
        loop {
            *last += 1;
            let other = format!("{id}#{last}");
            if self.seen.insert(short_hash(&other)) {
                return Some(other);
            }
        }
    }

    /// Make the document's id unique, noting the problem if it was not.
    pub fn settle(&mut self, document: &mut Document) {
        if let Some(other) = self.take(&document.id) {
            UniqueIds::rename(document, other);
        }
    }

    /// Give the document another id, because its own was met before, and note that.
    pub fn rename(document: &mut Document, other: String) {
        let line = if let super::SourceLines::Fixed(line) = document.lines { line } else { 0 };
        document.admit(duplicate(line, &document.id, &other), Status::Ok);
        document.id = other;
    }
}

/// The problem of a document whose id another document has.
pub fn duplicate(line: usize, id: &str, other: &str) -> Problem {
    let message = format!("the id `{id}` was met before; this document goes by `{other}`; give every record an id of its own");
    Problem { line, severity: Severity::Warning, code: "duplicate-id", message }
}

/// Sixty-four bits of BLAKE3, the same on every machine.
pub(crate) fn short_hash(id: &str) -> u64 {
    let mut first = [0; 8];
    first.copy_from_slice(&blake3::hash(id.as_bytes()).as_bytes()[..8]);
    u64::from_le_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suffixes() {
        let mut ids = UniqueIds::default();
        let mut settle = |id: &str| {
            let mut d = Document::from_text(id, "");
            ids.settle(&mut d);
            (d.id, d.problems.len())
        };
        let got: Vec<_> = ["a", "b", "a", "a", "a#2", "b"].map(&mut settle).into();
        let want = [("a", 0), ("b", 0), ("a#2", 1), ("a#3", 1), ("a#2#2", 1), ("b#2", 1)].map(|(id, n)| (id.to_owned(), n));
        assert_eq!(got, want);
    }
}
