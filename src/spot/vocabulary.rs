//! Where the words of a document stand, for questions such as "is a bank spoken of anywhere here?".
//!
//! In: the distinct folded words. Out: [`Vocabulary`]: their order by their letters. Built once, when first asked, so
//! that a question costs a search among distinct words and not a walk through the text.

use super::Scene;
use crate::text::Prepared;
use crate::text::fold::{self, Folded};

/// Places looked at for a word: one may lie inside the span that asks, and a phrase may begin with a frequent word.
const PLACES: usize = 6;

/// The distinct words (their numbers), ordered by their first eight bytes.
#[derive(Debug, Default)]
pub struct Vocabulary {
    kinds: Vec<(u64, u32)>,
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
    pub fn new(doc: &Prepared) -> Self {
        let key_of = |i: &u32| key(text(&doc.folded, *i as usize).as_bytes());
        let mut kinds: Vec<(u64, u32)> = doc.kinds.firsts().iter().map(key_of).zip(0..).collect();
        kinds.sort_unstable();
        Vocabulary { kinds }
    }

    /// Does the phrase stand outside tokens `first..end`? Its last word may go on: "bank" is met by "banking".
    pub fn stands_outside(&self, scene: &Scene, phrase: &str, first: usize, end: usize) -> bool {
        let phrase = fold::fold_phrase(phrase);
        let (head, rest) = phrase.split_once(' ').map_or((phrase.as_str(), None), |(head, rest)| (head, Some(rest)));
        if head.is_empty() {
            return false;
        }
        let folded = &scene.doc.folded;
        let outside = |at: usize| folded.words.get(at).is_some_and(|w| !(first..end).contains(&(w.token as usize)));
        let low = key(head.as_bytes());
        // every word that begins so has a number between these two
        let high = low | u64::MAX.checked_shr(8 * head.len().min(8) as u32).unwrap_or(0);
        let from = self.kinds.partition_point(|k| k.0 < low);
        let begun = self.kinds[from..].iter().take_while(|k| k.0 <= high);
        let mut places = begun.flat_map(|k| scene.doc.kinds.places(k.1).take(PLACES).map(|i| i as usize));
        match rest {
            None => places.any(|i| text(folded, i).starts_with(head) && outside(i)),
            Some(rest) => places.any(|mut at| {
                text(folded, at) == head && outside(at) && {
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
