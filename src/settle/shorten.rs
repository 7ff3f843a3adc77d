//! Bodies named again, whole or by the words that are theirs alone.
//!
//! In: the first choice of candidates. Out: more candidates: `Kestrelis` elsewhere in a document that says "research firm Kestrelis",
//! "Kestrelis Holdings Ltd" or "Kestrelis Mining". Only words that nothing else explains are lent so: no ordinary word, no land, no
//! town and, but for a company's own name before its legal form, no person's name.

use super::propagate::{FORMS, SURE};
use crate::gazetteer::TypeId;
use crate::spot::listed::ordinary;
use crate::spot::{Candidate, Label, Scene, TokenInfo, weights as w};
use crate::text::token::Class;
use rustc_hash::FxHashMap;

/// Letters of the shortest word that is a name by itself: "Yu" and "Li" are people.
const LETTERS: usize = 4;

/// Add the recurrences of `chosen`.
pub fn spot(scene: &Scene, candidates: &[Candidate], chosen: &[usize], more: &mut Vec<Candidate>) {
    // by first word: the words, and how often such a name was found whole
    let mut forms: FxHashMap<u64, Vec<(usize, usize)>> = FxHashMap::default();
    let mut add = |first: usize, end: usize| {
        let own = forms.entry(scene.info[first].hash).or_default();
        if own.len() < FORMS && own.iter().all(|&(a, b)| scene.doc.slice(a, b) != scene.doc.slice(first, end)) {
            own.push((first, end));
        }
    };
    for c in chosen.iter().map(|&i| &candidates[i]).filter(|c| c.label == Label::Organization && c.score >= SURE) {
        let (first, end) = (c.first as usize, c.end as usize);
        if c.rule == "organization/called" {
            add(first, end);
        }
        if let Some(short) = core(scene, c) {
            add(first, short);
        }
    }
    if forms.is_empty() {
        return;
    }
    for i in (0..scene.doc.tokens.len()).filter(|&i| scene.capital(i)) {
        for &(first, end) in forms.get(&scene.info[i].hash).map_or(&[][..], Vec::as_slice) {
            let n = end - first;
            let within = i + n <= scene.doc.tokens.len();
            if i == first || !within || scene.doc.slice(i, i + n) != scene.doc.slice(first, end) {
                continue;
            }
            let mut c =
                Candidate::new(i, i + n, Label::Organization, "organization/recurs").because("named so in this document", w::PROPAGATED);
            c.add("length", w::WORD * (scene.words(i, i + n) - 1) as f32);
            if n == 1 {
                c.add("ordinary word", ordinary(scene, i));
            }
            if scene.goes_on(i + n) {
                c.add("goes on in capitals", w::GOES_ON);
            }
            more.push(c);
        }
    }
}

/// Where the words end that are the body's alone, if it is a firm and named by more than them: "Kestrelis" is "Kestrelis Holdings",
/// but "Māori" is a people and no "Māori Language Commission".
fn core(scene: &Scene, c: &Candidate) -> Option<usize> {
    let (first, end) = (c.first as usize, c.end as usize);
    let firm = c.rule == "organization/legal-form";
    let generic =
        TokenInfo::IN_ORG_HEAD | TokenInfo::IN_LEGAL_FORM | TokenInfo::IN_PLACE | TokenInfo::IN_COUNTRY | TokenInfo::IN_NATIONALITY;
    let own = |k: usize| {
        let info = &scene.info[k];
        scene.capital(k)
            && info.common() == 0
            && !info.is(generic | TokenInfo::IN_POST | TokenInfo::IN_TITLE | TokenInfo::CAPITALS_VOID)
            && (firm || !info.word.is_name())
            && !scene.doc.tokens[k].is_upper()
    };
    let trades = |k: usize| {
        let head = scene.longest(k, TypeId::ORG_HEAD).map(|h| scene.gazetteer.entry(h.entry).feature);
        scene.info[k].is(TokenInfo::IN_LEGAL_FORM) || matches!(head, Some("tail" | "company" | "media"))
    };
    if !(first + 1..end).any(trades) {
        return None;
    }
    let until = (first..end).find(|&k| !own(k)).unwrap_or(end);
    let letters = (first..until).map(|k| scene.doc.word(k).chars().count()).max()?;
    // a firm of one family name is its family's too: "Tata Ltd" does not make "Tata" said of a person a firm
    let family = until == first + 1 && scene.info[first].word.is_name();
    let next_is_word = scene.doc.tokens.get(until).is_some_and(|t| t.class == Class::Word || scene.at(until, "&") || scene.at(until, ","));
    (until < end && letters >= LETTERS && !family && next_is_word).then_some(until)
}
