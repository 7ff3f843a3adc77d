//! Which entries stand in a text.
//!
//! In: a prepared text. Out: [`Hit`]s. The lists are far larger than the processor's memory nearby, so that what costs is
//! waiting for them. Hence words are asked for once a document ([`Kinds`](crate::text::kinds::Kinds)), and what must be
//! asked next is gathered for the whole text before any of it is looked at: many waits become one.

use super::compiled::{Found, Surface, SurfaceFlags};
use super::{EntryRef, Gazetteer, Hit, policy};
use crate::text::token::{Class, Token};
use crate::text::{Prepared, fold};
use std::cmp::Reverse;

/// Folded words `first..end` under their common key.
struct Phrase {
    first: u32,
    end: u32,
    key: u64,
}

/// No name's first word in small letters is longer: "al", "von", "ash".
const SHORT: usize = 3;

/// Hits by first token, the longer first, then by entry. Most tokens begin one or two, which are put in order on the spot.
fn by_token(hits: Vec<Hit>, tokens: usize) -> Vec<Hit> {
    let Some(&any) = hits.first() else { return hits };
    let mut starts = vec![0u32; tokens + 1];
    for h in &hits {
        starts[h.first as usize + 1] += 1;
    }
    for i in 1..starts.len() {
        starts[i] += starts[i - 1];
    }
    let mut out = vec![any; hits.len()];
    for h in hits {
        let at = &mut starts[h.first as usize];
        out[*at as usize] = h;
        *at += 1;
    }
    for of_token in out.chunk_by_mut(|a, b| a.first == b.first) {
        of_token.sort_unstable_by_key(|h| (Reverse(h.end), h.entry, h.flags.0));
    }
    out
}

/// A form asked for at the words `first..end`.
type Asked<'a> = (u32, u32, &'a str, SurfaceFlags);

impl Gazetteer {
    /// All entries in a text, overlapping ones too, in order of (first, -end, entry).
    pub fn hits(&self, doc: &Prepared) -> Vec<Hit> {
        let mut out = Vec::with_capacity(doc.tokens.len() / 2);
        let names: Vec<bool> = doc
            .folded
            .words
            .iter()
            .map(|w| {
                let token = &doc.tokens[w.token as usize];
                token.is_capital()
                    || token.shape & (Token::HAS_DIGIT | Token::INNER_UPPER) != 0
                    || token.len() <= SHORT && token.class == Class::Word && self.lower_starts.contains(&w.hash)
            })
            .collect();
        self.of_set(doc, 0, &names, &mut out);
        let all = vec![true; names.len()];
        self.of_set(doc, 1, &all, &mut out);
        if !self.sets[2].is_empty() {
            self.of_set(doc, 2, &all, &mut out);
        }
        let mut out = by_token(out, doc.tokens.len());
        out.dedup_by(|later, kept| {
            let same = later.first == kept.first && later.end == kept.end && later.entry == kept.entry;
            if same {
                kept.flags.0 |= later.flags.0;
            }
            same
        });
        out
    }

    /// All entries of a set that begin with one of the folded words that may begin one.
    fn of_set(&self, doc: &Prepared, set: u8, begins: &[bool], out: &mut Vec<Hit>) {
        let (words, kinds, lists) = (&doc.folded.words, &doc.kinds, &self.sets[usize::from(set)]);
        let mut wanted = vec![false; kinds.len()];
        for (kind, begins) in kinds.of().iter().zip(begins) {
            wanted[*kind as usize] |= begins;
        }
        let first_key = |i: u32| fold::extend(0, words[i as usize].hash);
        let one = |(i, wanted): (&u32, bool)| if wanted { lists.found(first_key(*i)) } else { Found::default() };
        let singles: Vec<Found> = kinds.firsts().iter().zip(wanted).map(one).collect();

        let mut pending: Vec<(u32, u32, u32)> = Vec::with_capacity(words.len() / 2);
        let mut phrases: Vec<Phrase> = Vec::new();
        let mut goes_on = |first: u32, end: u32, key: u64, found: Found, phrases: &mut Vec<Phrase>| {
            pending.extend(lists.postings(found).map(|surface| (first, end, surface)));
            if found.longer()
                && let Some(next) = words.get(end as usize)
                && joined(doc, words[end as usize - 1].token as usize, next.token as usize)
            {
                phrases.push(Phrase { first, end: end + 1, key: fold::extend(key, next.hash) });
            }
        };
        for (i, kind) in (0u32..).zip(kinds.of()) {
            let found = singles[*kind as usize];
            if found.is_some() && begins[i as usize] {
                goes_on(i, i + 1, first_key(i), found, &mut phrases);
            }
        }
        while !phrases.is_empty() {
            let found: Vec<Found> = phrases.iter().map(|p| lists.found(p.key)).collect();
            let mut longer = Vec::new();
            for (p, found) in phrases.iter().zip(found).filter(|(_, found)| found.is_some()) {
                goes_on(p.first, p.end, p.key, found, &mut longer);
            }
            phrases = longer;
        }
        let surfaces: Vec<_> = pending.iter().map(|(_, _, surface)| lists.surface(*surface)).collect();
        // the hundred towns of one name ask the same of the same words
        let mut before: Option<(Asked, bool)> = None;
        for ((first, end, _), surface) in pending.into_iter().zip(surfaces) {
            let asked = (first, end, surface.text, surface.flags);
            let words = first as usize..end as usize;
            let fits = match before {
                Some((same, fits)) if same == asked => fits,
                _ => self.fits(doc, &surface, words.clone()),
            };
            before = Some((asked, fits));
            let entry = EntryRef { set, entry: surface.entry };
            if fits && !self.hidden.contains(&entry) {
                let (first, end) = (words_token(doc, words.start), words_token(doc, words.end - 1) + 1);
                out.push(Hit { first, end, entry, type_: self.type_number(set, surface.type_), flags: surface.flags });
            }
        }
    }

    /// Check a surface and its policy against the text.
    fn fits(&self, doc: &Prepared, s: &Surface, words: std::ops::Range<usize>) -> bool {
        let f = &doc.folded;
        let (from, to) = (f.words[words.start], f.words[words.end - 1]);
        // The index knows a phrase by its hash, of which it keeps half: what it finds is compared.
        fold::folds_to(s.text, &f.text[from.start as usize..to.end as usize])
            && policy::policy(s.text, s.flags, doc.slice(from.token as usize, to.token as usize + 1), &self.lexicon)
    }
}

/// The token of folded word `i`.
fn words_token(doc: &Prepared, i: usize) -> u32 {
    doc.folded.words[i].token
}

/// May two counted tokens belong to one name? White space with at most one line end, or hyphens, or nothing.
pub(super) fn joined(doc: &Prepared, a: usize, b: usize) -> bool {
    let gap = &doc.text[doc.tokens[a].end as usize..doc.tokens[b].start as usize];
    if matches!(gap.as_bytes(), [] | [b' ' | b'-']) {
        return true;
    }
    let (mut lines, mut hyphens, mut spaces) = (0, 0, 0);
    for c in gap.chars() {
        match c {
            '\n' | '\u{2028}' | '\u{85}' => lines += 1,
            '\u{2029}' => return false,
            c if crate::text::token::is_hyphen(c) => hyphens += 1,
            _ => spaces += 1,
        }
    }
    lines <= 1 && hyphens <= 1 && (hyphens == 0 || spaces + lines == 0)
}
