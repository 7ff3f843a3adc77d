//! Where the words of a document stand, for questions such as "is a bank spoken of anywhere here?".
//!
//! In: the folded words. Out: [`Vocabulary`]: for each distinct word its first places. Built once, when first
//! asked, so that a question costs a search among distinct words and not a walk through the text.

use super::Scene;
use crate::text::fold;
use std::collections::BTreeMap;

/// Places kept for a word: one may lie inside the span that asks, and a phrase may begin with a frequent word.
const PLACES: usize = 6;

/// Distinct folded words with the first places (indices of folded words) they stand at.
#[derive(Debug, Default)]
pub struct Vocabulary {
    words: BTreeMap<String, Vec<u32>>,
}

impl Vocabulary {
    /// Of a document.
    pub fn new(folded: &fold::Folded) -> Self {
        let mut words: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (i, w) in folded.words.iter().enumerate() {
            let text = &folded.text[w.start as usize..w.end as usize];
            match words.get_mut(text) {
                Some(places) if places.len() < PLACES => places.push(i as u32),
                Some(_) => {}
                None => {
                    words.insert(text.to_owned(), vec![i as u32]);
                }
            }
        }
        Vocabulary { words }
    }

    /// Does the phrase stand outside tokens `first..end`? Its last word may go on: "bank" is met by "banking".
    pub fn stands_outside(&self, scene: &Scene, phrase: &str, first: usize, end: usize) -> bool {
        let folded = fold::fold_phrase(phrase);
        let mut parts = folded.split(' ');
        let Some(head) = parts.next().filter(|h| !h.is_empty()) else { return false };
        let rest: Vec<&str> = parts.collect();
        let words = &scene.doc.folded.words;
        let outside = |at: u32| words.get(at as usize).is_some_and(|w| !(first..end).contains(&(w.token as usize)));
        if rest.is_empty() {
            let from = head.to_owned();
            return self.words.range(from..).take_while(|(w, _)| w.starts_with(head)).any(|(_, places)| places.iter().any(|p| outside(*p)));
        }
        let text = |at: usize| words.get(at).map_or("", |w| &scene.doc.folded.text[w.start as usize..w.end as usize]);
        self.words.get(head).is_some_and(|places| {
            places.iter().any(|&p| {
                let last = rest.len();
                outside(p)
                    && rest.iter().enumerate().all(|(k, r)| {
                        let met = text(p as usize + k + 1);
                        if k + 1 == last { met.starts_with(r) } else { met == *r }
                    })
            })
        })
    }
}
