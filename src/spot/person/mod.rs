//! People, by what stands around and inside a name.
//!
//! In: the scene. Out: person candidates, without title and post. A name is a run of name words (name parts,
//! unknown capitals, initials, particles, hyphenated parts). Every end of the run is a candidate of its own:
//! `settle` picks the one whose words earn most.

mod around;
mod word;

use super::scene::{Scene, TokenInfo};
use super::{Candidate, Label, weights as w};
use crate::gazetteer::TypeId;
use crate::text::token::Class;
use around::{after, before, rule_of};
pub use around::{continues_name, person_begins, post_nominal, stop_word};
use word::{WordKind, particles, word_at};

/// The longest name met in news, in words: "Sheikh Mohammed bin Rashid bin Saeed Al Maktoum" has eight.
const MOST_WORDS: usize = 8;

/// Propose people.
pub fn spot(scene: &Scene) -> Vec<Candidate> {
    let mut out = Vec::new();
    let n = scene.doc.tokens.len();
    for i in 0..n {
        if !begins(scene, i) {
            continue;
        }
        let trigger = before(scene, i);
        if trigger.is_none() && continues_name(scene, i) {
            continue;
        }
        run(scene, i, trigger, &mut out);
    }
    out
}

/// Can a name begin here?
fn begins(scene: &Scene, i: usize) -> bool {
    let info = &scene.info[i];
    if !scene.capital(i) {
        // "al-Assad", "bin Laden" after a title; "de Mistura"
        return scene.doc.tokens[i].class == Class::Word && particles(scene, i).is_some();
    }
    let initial = scene.doc.tokens[i].len() == 1 && scene.at(i + 1, ".") && scene.doc.gap(i).is_empty(); // "A. Schmidt"
    if info.is(TokenInfo::IN_DATE) || stop_word(scene.doc.word(i)) && !initial {
        return false;
    }
    // "Sheikh Hamad", "King Salman": the title begins no name unless it is a common given name too ("Dean Smith").
    let title = scene.longest(i, TypeId::TITLE).is_some() || scene.longest(i, TypeId::POST).is_some();
    // the second half of a hyphenated name: "Frank-Walter"
    if i >= 2
        && scene.capital(i - 2)
        && scene.doc.gap(i - 1).is_empty()
        && scene.doc.gap(i - 2).is_empty()
        && scene.doc.hyphen(i - 1)
        && !scene.info[i - 2].is(TokenInfo::IN_COUNTRY | TokenInfo::IN_NATIONALITY | TokenInfo::IN_ORG)
    {
        return false;
    }
    // "Amir Sheikh Nawaf": a title before a title is one
    if scene
        .longest(i, TypeId::TITLE)
        .is_some_and(|h| scene.longest(h.end as usize, TypeId::TITLE).is_some_and(|_| scene.capital(h.end as usize)))
    {
        return false;
    }
    !(title && (info.given() < 150 || info.common() > info.given()))
}

fn run(scene: &Scene, start: usize, trigger: Option<(&'static str, f32)>, out: &mut Vec<Candidate>) {
    let doc = scene.doc;
    let (_, sentence_end) = scene.bounds(start);
    let mut at = start;
    let mut words = 0;
    let mut worth = 0.0;
    let mut given = 0.0;
    let mut family = 0.0;
    let mut initials = 0;
    let mut ordinary = 0;
    let mut unknown = 0;
    let mut names = 0;
    let first = scene.info[start];
    while words < MOST_WORDS && at < sentence_end {
        if at > start && !scene.adjacent(at - 1) {
            break;
        }
        // "Biden, Jr."
        let suffix = doc.word(at) == "," && matches!(doc.word(at + 1), "Jr" | "Sr") && words >= 2;
        let from = if suffix { at + 1 } else { at };
        let Some(word) = word_at(scene, from, at > start) else { break };
        if word.end > sentence_end {
            break;
        }
        // A post or an organisation's head ends the name, unless it is better known as a name.
        let info = scene.info[from];
        if at > start && info.is(TokenInfo::IN_ORG_HEAD | TokenInfo::IN_POST | TokenInfo::IN_PLACE_HEAD) && word.kind == WordKind::Ordinary
        {
            break;
        }
        words += 1;
        // After a certain given name an ordinary word is a surname as often as not: "Jürgen Stock", "Hans Kluge".
        let last = !scene.capital(word.end) || !scene.adjacent(word.end - 1);
        let surname = words == 2
            && word.kind == WordKind::Ordinary
            && first.given() > 60
            && first.common() == 0
            && !first.is(TokenInfo::IN_COUNTRY | TokenInfo::IN_ORG)
            && !info.is(TokenInfo::CAPITALS_VOID | TokenInfo::IN_ORG_HEAD | TokenInfo::IN_EVENT_HEAD | TokenInfo::IN_DATE)
            && (info.family() > 0 || last);
        worth += if surname { word.worth.max(0.1) } else { word.worth };
        match word.kind {
            WordKind::Initial => initials += 1,
            WordKind::Particle => {}
            WordKind::Ordinary if surname => names += 1,
            WordKind::Ordinary => ordinary += 1,
            WordKind::Unknown => unknown += 1,
            WordKind::Name => names += 1,
            WordKind::Suffix => {}
        }
        // "Gberdao Gustave Kam": a given name that no list knows before one that lists know
        if words == 2 && given == 0.0 && word.kind == WordKind::Name && first.common() == 0 {
            given = 0.7 * f32::from(info.given()) / 255.0;
        }
        if words == 1 {
            given = f32::from(info.given()) / 255.0;
        } else {
            family = f32::max(family, f32::from(info.family()) / 255.0);
        }
        at = word.end;
        if word.kind == WordKind::Particle {
            continue;
        }
        let whole = words - usize::from(initials > 0 && words > 1 && names + unknown == 0);
        if names + unknown + ordinary == 0 || whole == 0 {
            continue; // initials alone are no name
        }
        let mut c = Candidate::new(start, at, Label::Person, rule_of(trigger));
        c.add("words", worth);
        if let Some((what, weight)) = trigger {
            c.add(what, weight);
        }
        if words == 1 {
            if trigger.is_none() {
                c.add("single word", w::SINGLE);
            } else if ordinary == 1 {
                c.add("ordinary word after a trigger", -1.0);
            }
        } else {
            c.add("given name first", w::GIVEN * given);
            c.add("family name", w::FAMILY * family);
            if ordinary >= words - initials {
                c.add("only ordinary words", w::ONLY_WORD);
            }
            if trigger.is_none() && given == 0.0 && initials == 0 && names == 0 {
                c.add("nothing known", -1.3);
            }
        }
        if trigger.is_none() && first.is(TokenInfo::INITIAL) && first.common() > 0 {
            c.add("sentence start", -1.5);
        }
        if first.is(TokenInfo::CAPITALS_VOID) {
            c.add("capitals prove nothing", w::VOID_CAPITALS * if trigger.is_some() { 0.5 } else { 1.0 });
        }
        if first.is(TokenInfo::IN_NATIONALITY) && first.given() < 60 || first.is(TokenInfo::IN_COUNTRY) && words > 1 && first.given() < 120
        {
            c.add("begins with a nationality or country", -2.5);
        }
        // No name stands directly before another: what goes on in name words is half a name.
        if at < sentence_end
            && scene.adjacent(at - 1)
            && let Some(next) = word_at(scene, at, true)
            && matches!(next.kind, WordKind::Name | WordKind::Particle | WordKind::Initial)
            && !scene.info[at].is(TokenInfo::IN_TITLE
                | TokenInfo::IN_POST
                | TokenInfo::IN_ORG
                | TokenInfo::IN_COUNTRY
                | TokenInfo::IN_NATIONALITY)
        {
            c.add("half a name", w::HALF);
        }
        after(scene, start, at, &mut c);
        if c.score > w::NEVER {
            out.push(c);
        }
        if suffix {
            break;
        }
    }
}
