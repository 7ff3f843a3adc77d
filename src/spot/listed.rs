//! Names that stand in a list.
//!
//! In: the scene's hits. Out: one candidate for each (span, label) with the entries it may stand for. Whether a
//! bare hit is to be believed depends on what else the word can be: an ordinary word at the head of a sentence
//! proposes nothing, a form with `context` needs one of its words in the document.

use super::scene::{Scene, TokenInfo};
use super::{Candidate, Label, weights as w};
use crate::gazetteer::compiled::SurfaceFlags;
use crate::gazetteer::{Hit, TypeId};

/// Propose every listed name that is no place (those are [`super::place`]'s) and no vocabulary.
pub fn spot(scene: &Scene) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::new();
    let denied = denied(scene);
    for hit in &scene.hits {
        let Some(label) = label(hit.type_) else { continue };
        if denied.contains(&(hit.first, hit.end, scene.gazetteer.type_name(hit.type_))) {
            continue;
        }
        let candidate = propose(scene, hit, label);
        if candidate.score <= w::NEVER {
            continue;
        }
        match out.iter_mut().rev().take_while(|c| c.first == candidate.first).find(|c| c.end == candidate.end && c.label == label) {
            Some(c) => {
                if candidate.score > c.score {
                    let mut entries = candidate.entries.clone();
                    entries.append(&mut c.entries);
                    *c = Candidate { entries, ..candidate };
                } else {
                    c.entries.extend(candidate.entries);
                }
            }
            None => out.push(candidate),
        }
    }
    out
}

/// What a hit of a type claims; none for places and nationalities, which [`super::place`] proposes, and for vocabulary.
fn label(type_: TypeId) -> Option<Label> {
    match type_ {
        TypeId::DENY | TypeId::NATIONALITY => None,
        t if t.is_vocabulary() || t.is_place() => None,
        TypeId::ORGANIZATION => Some(Label::Organization),
        TypeId::PERSON => Some(Label::Person),
        t => Some(Label::Other(t)),
    }
}

/// What speaks for and against a hit, whether or not that is enough to propose it: for `explain`.
pub fn weigh(scene: &Scene, hit: &Hit) -> Option<Candidate> {
    Some(propose(scene, hit, label(hit.type_)?))
}

/// Spans that a `deny.csv` row refuses, with the type they must not be.
pub fn denied<'s>(scene: &'s Scene) -> rustc_hash::FxHashSet<(u32, u32, &'s str)> {
    scene.hits.iter().filter(|h| h.type_ == TypeId::DENY).map(|h| (h.first, h.end, scene.gazetteer.entry(h.entry).feature)).collect()
}

fn propose(scene: &Scene, hit: &Hit, label: Label) -> Candidate {
    let (first, end) = (hit.first as usize, hit.end as usize);
    let words = scene.words(first, end);
    let acronym = hit.flags.has(SurfaceFlags::ACRONYM);
    let rule = match (label, acronym) {
        (_, true) => "list/acronym",
        (Label::Organization, _) => "list/organization",
        (Label::Person, _) => "list/person",
        _ => "list/name",
    };
    let mut c = Candidate::new(first, end, label, rule).from_entry(hit.entry);
    c.add("listed", if acronym { w::LISTED_ACRONYM } else { w::LISTED });
    c.add("length", w::LISTED_WORD * words.saturating_sub(1) as f32);
    let entry = scene.gazetteer.entry(hit.entry);
    if !entry.context.is_empty() && !has_context(scene, entry.context, first, end) {
        c.add("no context word", w::NO_CONTEXT);
    }
    if words == 1 && !acronym {
        c.add("ordinary word", ordinary(scene, first));
    }
    if acronym && scene.info[first].is(TokenInfo::CAPITALS_VOID) && scene.info[first].common() > 0 {
        c.add("capitals prove nothing here", w::VOID_WORD);
    }
    // An ordinary word amid capitals is a word of their title: "On the Nature of Interaction Between …"
    let amid = scene.capital(end) && scene.adjacent(end - 1) || first > 0 && scene.capital(first - 1) && scene.adjacent(first - 1);
    if words == 1 && !acronym && amid && scene.info[first].common() > 0 && matches!(label, Label::Other(_)) {
        c.add("ordinary word amid capitals", w::ORDINARY_INITIAL);
    }
    // "Maryam Nawaz Sharif", "L. Oyun-Erdene", "Al-Nawaf": the end of another person's name
    if label == Label::Person && (super::person::continues_name(scene, first) || hyphened(scene, first) || words == 1 && led(scene, first))
    {
        c.add("part of a longer name", w::PART_OF_NAME);
    }
    // A listed name that goes on in capitals is a part of a longer name ("Bank of Americana").
    if scene.capital(end)
        && scene.adjacent(end - 1)
        && words == 1
        && !acronym
        && scene.info[end].word.is_name()
        && scene.info[end].common() == 0
    {
        c.add("goes on", w::GOES_ON);
    }
    c
}

/// Does a word that no list knows, or a particle behind a capital, lead up to the surname: "Utoni Nujoma", "Ana de Bukele"?
fn led(scene: &Scene, i: usize) -> bool {
    let Some(p) = i.checked_sub(1).filter(|&p| scene.adjacent(p) && scene.doc.sentence_of(p) == scene.doc.sentence_of(i)) else {
        return false;
    };
    let info = &scene.info[p];
    let particle = p > 0 && scene.doc.tokens[p].is_lower() && scene.capital(p - 1) && scene.ending(i, TypeId::PARTICLE).is_some();
    let other = TokenInfo::IN_TITLE | TokenInfo::IN_POST | TokenInfo::IN_NATIONALITY | TokenInfo::IN_COUNTRY | TokenInfo::CAPITALS_VOID;
    particle || scene.capital(p) && !scene.doc.tokens[p].is_upper() && info.common() == 0 && !info.is(other | TokenInfo::IN_ORG)
}

/// Does a hyphen tie the token to what stands before it?
fn hyphened(scene: &Scene, i: usize) -> bool {
    i > 1 && scene.doc.gap(i - 1).is_empty() && scene.doc.gap(i - 2).is_empty() && scene.doc.hyphen(i - 1) && scene.capital(i - 2)
}

/// How far a single listed word must be doubted because it is an ordinary word too.
pub fn ordinary(scene: &Scene, i: usize) -> f32 {
    let info = &scene.info[i];
    if info.common() == 0 {
        return 0.0;
    }
    let recurs = !scene.lower_seen(i) && scene.proper_seen(i);
    if info.is(TokenInfo::INITIAL | TokenInfo::CAPITALS_VOID) {
        if recurs { w::ORDINARY_RECURS } else { w::ORDINARY_INITIAL }
    } else if scene.lower_seen(i) {
        w::ORDINARY_SEEN
    } else {
        w::ORDINARY
    }
}

/// The context words (` | ` between them) that stand anywhere in the document outside the span.
pub fn context_met<'c>(scene: &'c Scene, context: &'c str, first: usize, end: usize) -> impl Iterator<Item = &'c str> {
    context.split(" | ").filter(move |word| scene.vocabulary().stands_outside(scene, word, first, end))
}

/// Does one of the context words (` | ` between them) stand anywhere in the document outside the span?
pub fn has_context(scene: &Scene, context: &str, first: usize, end: usize) -> bool {
    context_met(scene, context, first, end).next().is_some()
}
