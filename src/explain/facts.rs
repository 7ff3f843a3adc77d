//! What the rules can see of single words. In: the scene; out: a few words on each word.

use std::ops::Range;

use crate::gazetteer::TypeId;
use crate::gazetteer::lexicon::WordClass;
use crate::spot::{Scene, TokenInfo};
use crate::text::token::Class;

/// What is known of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordFacts {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// The word.
    pub word: String,
    /// What is known, in words.
    pub facts: Vec<String>,
}

/// What is known of each word of a range of tokens.
pub fn words(scene: &Scene, tokens: Range<usize>) -> Vec<WordFacts> {
    tokens
        .filter(|i| scene.doc.tokens.get(*i).is_some_and(|t| t.class != Class::Punct))
        .map(|i| WordFacts {
            span: scene.doc.tokens[i].start as usize..scene.doc.tokens[i].end as usize,
            word: scene.doc.word(i).to_owned(),
            facts: of(scene, i),
        })
        .collect()
}

fn of(scene: &Scene, i: usize) -> Vec<String> {
    let info = &scene.info[i];
    let mut out = Vec::new();
    if !scene.doc.tokens[i].is_capital() {
        out.push("no capital".to_owned());
    } else if info.is(TokenInfo::CAPITALS_VOID) {
        out.push("stands in a title or a line of capitals, where a capital proves nothing".to_owned());
    } else if info.is(TokenInfo::INITIAL) {
        out.push("begins a sentence: its capital proves nothing".to_owned());
    }
    for (class, what) in [
        (WordClass::Given, "given name"),
        (WordClass::Family, "family name"),
        (WordClass::Part, "part of names"),
        (WordClass::Word, "ordinary word"),
        (WordClass::Capital, "capitalised word that is no name"),
    ] {
        let weight = info.word.weight(class);
        if weight > 0 {
            out.push(format!("{what} ({weight} of 255, {})", scene.gazetteer.word_source(info.word, class)));
        }
    }
    for (bit, what) in [
        (TokenInfo::IN_ORG_HEAD, "in a head word of bodies"),
        (TokenInfo::IN_PLACE_HEAD, "in a head word of places"),
        (TokenInfo::IN_EVENT_HEAD, "in a head word of events"),
        (TokenInfo::IN_AGREEMENT_HEAD, "in a head word of agreements"),
        (TokenInfo::IN_LEGAL_FORM, "in a legal form"),
        (TokenInfo::IN_POST, "in a post"),
        (TokenInfo::IN_TITLE, "in a title"),
        (TokenInfo::IN_SPEECH, "a verb of saying"),
        (TokenInfo::IN_PERSON_NOUN, "a noun for people"),
        (TokenInfo::IN_DATE, "in an expression of time"),
    ] {
        if info.is(bit) {
            out.push(what.to_owned());
        }
    }
    if scene.doc.tokens[i].is_capital() && scene.lower_seen(i) {
        out.push("stands in lower case elsewhere in the document".to_owned());
    }
    out
}

/// The words of a range that speak of time, if no other word of it has a capital: the reason then lies with the rules of dates.
pub fn time_words(scene: &Scene, tokens: Range<usize>) -> Vec<String> {
    use crate::spot::date::lex::class::{DECADE, DEICTIC, MONTH, OFTEN, PART, SEASON, UNIT, VAGUE, WEEKDAY, YEAR};
    let lexed = crate::spot::date::en::GRAMMAR.lexicon.label(scene.doc);
    let of_time = MONTH | WEEKDAY | UNIT | SEASON | PART | YEAR | DECADE | DEICTIC | OFTEN | VAGUE;
    let (mut words, mut other) = (Vec::new(), false);
    for i in tokens {
        if lexed.get(i).is_some_and(|l| l.bits & of_time != 0) {
            words.push(scene.doc.word(i).to_owned());
        } else {
            other |= scene.doc.tokens.get(i).is_some_and(|t| t.is_capital());
        }
    }
    if other { Vec::new() } else { words }
}

/// What the rules of names look for around words, and did not find: the reason nothing was proposed.
pub fn missing(scene: &Scene, tokens: Range<usize>) -> Vec<&'static str> {
    let first = tokens.start;
    let any = |bits: u32| tokens.clone().any(|i| scene.info.get(i).is_some_and(|t| t.is(bits)));
    let mut out = Vec::new();
    let proper = tokens.clone().any(|i| scene.proper(i));
    if !tokens.clone().any(|i| scene.capital(i)) {
        out.push("none of its words has a capital");
        return out;
    }
    if !proper {
        out.push("its capitals prove nothing where they stand");
    }
    if scene.title_before(first).is_none() && scene.ending(first, TypeId::POST).is_none() {
        out.push("no title and no post stands before it");
    }
    if !any(TokenInfo::IN_ORG_HEAD | TokenInfo::IN_LEGAL_FORM) {
        out.push("it has no head word of a body (Office, Ministry …) and no legal form");
    }
    if !any(TokenInfo::IN_PLACE_HEAD) {
        out.push("it has no head word of a place (Province, River …)");
    }
    if !tokens.clone().any(|i| scene.info.get(i).is_some_and(|t| t.given() > 0)) {
        out.push("none of its words is a given name");
    }
    let speech = |i: usize| scene.info.get(i).is_some_and(|t| t.is(TokenInfo::IN_SPEECH));
    if !speech(tokens.end) && !first.checked_sub(1).is_some_and(speech) {
        out.push("no verb of saying stands beside it");
    }
    out
}
