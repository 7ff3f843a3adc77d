//! One word of a name: what it spans and how much it looks like part of a name.

use super::super::scene::{Scene, TokenInfo};
use super::super::weights as w;
use super::around::{post_nominal, stop_word};
use crate::gazetteer::TypeId;
use crate::gazetteer::lexicon::WordClass;
use crate::text::token::Class;

/// One word of a name: tokens `first..end` and what it is worth as one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) end: usize,
    pub(super) worth: f32,
    pub(super) kind: WordKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordKind {
    Initial,
    Particle,
    Name,
    Unknown,
    Ordinary,
    Suffix,
}

/// The word of a name that begins at token `i`.
pub(super) fn word_at(scene: &Scene, i: usize, in_name: bool) -> Option<Word> {
    let doc = scene.doc;
    let token = doc.tokens.get(i)?;
    let text = doc.word(i);
    if token.class != Class::Word {
        // A nickname in quotes or brackets is left out: the name goes on or ends there.
        return None;
    }
    if in_name {
        if let Some(next) = particles(scene, i)
            && !stop_word(text)
            && (token.is_lower() || scene.info[i].family() < 100)
        {
            return Some(Word { end: next, worth: 0.2, kind: WordKind::Particle });
        }
        if matches!(text, "Jr" | "Sr" | "II" | "III" | "IV" | "XVI" | "Jnr" | "Snr") {
            let end = if scene.at(i + 1, ".") && doc.gap(i).is_empty() { i + 2 } else { i + 1 };
            return Some(Word { end, worth: 0.5, kind: WordKind::Suffix });
        }
    }
    if !token.is_capital() || token.shape & crate::text::token::Token::HAS_DIGIT != 0 {
        return None;
    }
    let mut info = scene.info[i];
    if token.len() == 1 || text.chars().count() == 1 {
        if scene.at(i + 1, ".") && doc.gap(i).is_empty() {
            return Some(Word { end: i + 2, worth: w::INITIAL_LETTER, kind: WordKind::Initial });
        }
        // "M'yasnikov": the soft sign of Ukrainian
        let soft = in_name && scene.doc.word(i + 2).len() > 3 && doc.tokens[i + 2].class == Class::Word;
        if apostrophe_joins(scene, i, soft) {
            return Some(Word { end: i + 3, worth: 0.8, kind: WordKind::Unknown });
        }
        return in_name.then_some(Word { end: i + 1, worth: 0.2, kind: WordKind::Initial });
    }
    if stop_word(text) && !in_name || info.is(TokenInfo::IN_DATE) {
        return None;
    }
    // "Mr Alan Reid OAM": letters after a name are no part of it
    if in_name && post_nominal(text) && !info.is(TokenInfo::CAPITALS_VOID) {
        return None;
    }
    let mut end = i + 1;
    let mut hyphenated = false;
    // "Ki-moon", "Hatoug-Bouran", "Jean-Pierre", "Al-Zawahiri", "N'Djamena", "Ra'anan"
    // no name hangs together of more: `Aa'Aa'Aa'Aa` without end is walked through once, not from each of its words
    const PIECES: usize = 6;
    let last = (i + 2 * PIECES).min(doc.tokens.len());
    while doc.gap(end - 1).is_empty() && end + 1 < last && doc.gap(end).is_empty() && doc.tokens[end + 1].class == Class::Word {
        let next = doc.word(end + 1);
        let hyphen = doc.hyphen(end);
        let apostrophe = doc.apostrophe(end) && next.len() > 1;
        if hyphen && (scene.capital(end + 1) || next.len() <= 6 && scene.info[end + 1].common() == 0 || scene.info[end + 1].word.is_name())
            || apostrophe
        {
            if hyphen && scene.info[end + 1].is(TokenInfo::IN_NATIONALITY | TokenInfo::IN_COUNTRY) && !scene.info[end + 1].word.is_name() {
                return None;
            }
            hyphenated = true;
            if scene.info[end + 1].word.is_name() && !info.word.is_name() {
                info = scene.info[end + 1];
            }
            end += 2;
        } else {
            break;
        }
    }
    // An acronym before a name in ordinary letters is no part of it: "President Emeritus of PAM Alia Hatoug-Bouran".
    if !in_name
        && token.is_upper()
        && token.len() <= 6
        && !info.is(TokenInfo::CAPITALS_VOID)
        && doc.tokens.get(i + 1).is_some_and(|t| t.class == Class::Word && t.shape & crate::text::token::Token::HAS_LOWER != 0)
    {
        return None;
    }
    let names = info.given().max(info.family()).max((f32::from(info.word.weight(WordClass::Part)) * 0.5) as u8);
    let common = info.common();
    let worth_kind = if names == 0 && common == 0 && !info.capital_word() {
        // an acronym is no name part unless the whole line is in capitals
        if token.is_upper() && token.len() <= 5 && !info.is(TokenInfo::CAPITALS_VOID) && !in_name {
            return None;
        }
        (w::UNKNOWN, WordKind::Unknown)
    } else if names == 0 {
        (w::ONLY_WORD, WordKind::Ordinary)
    } else if common == 0 {
        (0.7 + f32::from(names) / 255.0, WordKind::Name)
    } else if names > common {
        (0.3 + f32::from(names - common) / 255.0, WordKind::Name)
    } else {
        (-0.3 - f32::from(common - names) / 100.0, WordKind::Ordinary)
    };
    let (worth, kind) = if hyphenated && worth_kind.1 == WordKind::Ordinary { (0.2, WordKind::Unknown) } else { worth_kind };
    let worth = if info.capital_word() { worth - 2.0 } else { worth };
    Some(Word { end, worth, kind })
}

/// The name word that the particles from token `i` on lead up to: `von der Leyen`, `de la Torre`, `bin Laden`.
pub(super) fn particles(scene: &Scene, i: usize) -> Option<usize> {
    let mut at = i;
    for _ in 0..3 {
        let end = scene.longest(at, TypeId::PARTICLE)?.end as usize;
        if !scene.adjacent(end - 1) {
            return None;
        }
        at = next_word(scene, end);
        if scene.capital(at) {
            return Some(at);
        }
    }
    None
}

/// The token after an optional hyphen or apostrophe.
pub(super) fn next_word(scene: &Scene, i: usize) -> usize {
    if scene.doc.tokens.get(i).is_some_and(|t| t.class == Class::Punct) && (scene.doc.hyphen(i) || scene.doc.apostrophe(i)) {
        i + 1
    } else {
        i
    }
}

/// `O'Brien`, `D’Souza`: a letter, an apostrophe and a capital, without space.
pub(super) fn apostrophe_joins(scene: &Scene, i: usize, soft: bool) -> bool {
    let doc = scene.doc;
    doc.gap(i).is_empty()
        && doc.gap(i + 1).is_empty()
        && doc.apostrophe(i + 1)
        && !doc.word(i + 1).is_empty()
        && (soft || scene.capital(i + 2))
}
