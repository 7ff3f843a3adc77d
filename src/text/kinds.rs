//! The distinct words of a document: what is known of a word is asked of the lists once, however often it stands there.
//!
//! In: the folded words. Out: [`Kinds`], which numbers them. Of the words of a release one in three is new; the rest
//! are answered from a small table that stays in the processor's nearest memory, where the lists do not.

use super::fold::FoldedWord;

/// No further word.
const NONE: u32 = u32::MAX;

/// The distinct folded words, numbered in the order in which they first stand. Two words of one hash count as one, as they
/// do in every list.
#[derive(Debug, Clone, Default)]
pub struct Kinds {
    of: Vec<u32>,
    next: Vec<u32>,
    first: Vec<u32>,
    /// The numbers by hash: open addressing, half full at the most, so that a search ends at the first or second place.
    table: Vec<u32>,
    hashes: Vec<u64>,
}

impl Kinds {
    /// Number the words of a document.
    pub fn new(words: &[FoldedWord]) -> Self {
        let size = (words.len() * 2).next_power_of_two();
        let mut kinds = Kinds {
            of: Vec::with_capacity(words.len()),
            next: vec![NONE; words.len()],
            first: Vec::with_capacity(words.len() / 2),
            hashes: Vec::with_capacity(words.len() / 2),
            table: vec![NONE; size],
        };
        let mut last: Vec<u32> = Vec::with_capacity(words.len() / 2);
        for (i, word) in (0u32..).zip(words) {
            let at = kinds.place(word.hash);
            let kind = kinds.table[at];
            if kind == NONE {
                kinds.table[at] = kinds.first.len() as u32;
                kinds.of.push(kinds.first.len() as u32);
                kinds.first.push(i);
                kinds.hashes.push(word.hash);
                last.push(i);
            } else {
                kinds.next[last[kind as usize] as usize] = i;
                last[kind as usize] = i;
                kinds.of.push(kind);
            }
        }
        kinds
    }

    /// Where in the table a hash stands, or would.
    fn place(&self, hash: u64) -> usize {
        let mask = self.table.len() - 1;
        // the high bits, which the hash mixes best
        let mut at = (hash >> 32) as usize & mask;
        while self.table[at] != NONE && self.hashes[self.table[at] as usize] != hash {
            at = (at + 1) & mask;
        }
        at
    }

    /// The number of the word with this hash, if it stands in the document.
    pub fn find(&self, hash: u64) -> Option<u32> {
        if self.is_empty() {
            return None;
        }
        Some(self.table[self.place(hash)]).filter(|kind| *kind != NONE)
    }

    /// How many distinct words there are.
    pub fn len(&self) -> usize {
        self.first.len()
    }

    /// Is there no word?
    pub fn is_empty(&self) -> bool {
        self.first.is_empty()
    }

    /// The number of the word at each place among the folded words.
    pub fn of(&self) -> &[u32] {
        &self.of
    }

    /// For each number, the first place of its word among the folded words.
    pub fn firsts(&self) -> &[u32] {
        &self.first
    }

    /// All places of a word, in order.
    pub fn places(&self, kind: u32) -> impl Iterator<Item = u32> + '_ {
        let some = |i: u32| (i != NONE).then_some(i);
        std::iter::successors(self.first.get(kind as usize).copied(), move |i| some(self.next[*i as usize]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{fold::fold, token::tokenize};

    #[test]
    fn numbers_each_word_once() {
        let text = "The bank and the Bank, and a shore";
        let words = fold(text, &tokenize(text)).words;
        let kinds = Kinds::new(&words);
        assert_eq!(kinds.of(), [0, 1, 2, 0, 1, 3, 2, 4, 5]); // the bank and the bank , and a shore
        assert_eq!(kinds.firsts(), [0, 1, 2, 5, 7, 8]);
        assert_eq!(kinds.places(1).collect::<Vec<_>>(), [1, 4]);
        assert_eq!(kinds.places(5).collect::<Vec<_>>(), [8]);
        assert_eq!((kinds.len(), kinds.is_empty()), (6, false));
        assert_eq!((kinds.find(words[3].hash), kinds.find(7)), (Some(0), None));
        assert!(Kinds::new(&[]).find(7).is_none() && Kinds::new(&[]).is_empty() && Kinds::new(&[]).places(0).next().is_none());
    }
}
