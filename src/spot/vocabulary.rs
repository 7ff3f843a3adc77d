//! Where the words of a document stand, for questions such as "is a bank spoken of anywhere here?".
//!
//! In: the folded words. Out: [`Vocabulary`]: for each distinct word its first places. Built once, when first
//! asked, so that a question costs a search among distinct words and not a walk through the text.

use super::Scene;
use crate::text::fold::{self, Folded};

/// Places kept for a word: one may lie inside the span that asks, and a phrase may begin with a frequent word.
const PLACES: usize = 6;

/// The first places of all words (indices of folded words), ordered by the word's first eight bytes, its text, its
/// place.
#[derive(Debug, Default)]
pub struct Vocabulary {
    places: Vec<(u64, u32)>,
}

/// The first eight bytes of a word as a number that sorts as they do.
fn key(word: &[u8]) -> u64 {
    let mut first = [0; 8];
    let n = word.len().min(8);
    first[..n].copy_from_slice(&word[..n]);
    u64::from_be_bytes(first)
}

/// The text of folded word `i`; empty past the end.
fn text(folded: &Folded, i: usize) -> &str {
    folded.words.get(i).map_or("", |w| &folded.text[w.start as usize..w.end as usize])
}

impl Vocabulary {
    /// Of a document.
    pub fn new(folded: &Folded) -> Self {
        let of = |i: u32| text(folded, i as usize);
        let mut places: Vec<(u64, u32)> = (0..folded.words.len() as u32).map(|i| (key(of(i).as_bytes()), i)).collect();
        // two words of one beginning are compared in full; that of a short word is all of it
        let tail = |p: &(u64, u32)| if p.0 & 0xff == 0 { "" } else { of(p.1) };
        places.sort_unstable();
        for same in places.chunk_by_mut(|a, b| a.0 == b.0).filter(|same| same[0].0 & 0xff != 0 && same.len() > 1) {
            same.sort_unstable_by(|a, b| of(a.1).cmp(of(b.1)).then(a.1.cmp(&b.1)));
        }
        let mut same = 0;
        let mut last: Option<(u64, u32)> = None;
        places.retain(|p| {
            same = if last.is_some_and(|l| l.0 == p.0 && tail(&l) == tail(p)) { same + 1 } else { 0 };
            last = Some(*p);
            same < PLACES
        });
        Vocabulary { places }
    }

    /// Does the phrase stand outside tokens `first..end`? Its last word may go on: "bank" is met by "banking".
    pub fn stands_outside(&self, scene: &Scene, phrase: &str, first: usize, end: usize) -> bool {
        let phrase = fold::fold_phrase(phrase);
        let (head, rest) = phrase.split_once(' ').map_or((phrase.as_str(), None), |(head, rest)| (head, Some(rest)));
        if head.is_empty() {
            return false;
        }
        let folded = &scene.doc.folded;
        let outside = |at: u32| folded.words.get(at as usize).is_some_and(|w| !(first..end).contains(&(w.token as usize)));
        let low = key(head.as_bytes());
        let of = |p: &(u64, u32)| text(folded, p.1 as usize);
        // what begins so stands side by side, the word itself first
        let from = self.places.partition_point(|p| p.0 < low || p.0 == low && head.len() > 8 && of(p) < head);
        let mut begun = self.places[from..].iter().take_while(|p| of(p).starts_with(head));
        match rest {
            None => begun.any(|p| outside(p.1)),
            Some(rest) => begun.take_while(|p| of(p) == head).any(|p| {
                outside(p.1) && {
                    let mut at = p.1 as usize;
                    let mut words = rest.split(' ').peekable();
                    std::iter::from_fn(|| words.next().map(|w| (w, words.peek().is_none()))).all(|(word, last)| {
                        at += 1;
                        if last { text(folded, at).starts_with(word) } else { text(folded, at) == word }
                    })
                }
            }),
        }
    }
}
