//! What stands around a name and what cannot be in one.

use super::super::scene::{Scene, TokenInfo};
use super::super::{Candidate, weights as w};
use crate::gazetteer::TypeId;
use crate::text::token::Class;
use crate::text::words::Words;

/// What stands directly before: the evidence it gives and its weight.
pub(super) fn before(scene: &Scene, i: usize) -> Option<(&'static str, f32)> {
    if i == 0 || !scene.adjacent(i - 1) {
        return None;
    }
    if scene.title_before(i).is_some_and(|h| scene.capital(h.first as usize)) {
        return Some(("title", w::TITLE));
    }
    if let Some(h) = scene.ending(i, TypeId::POST) {
        let capital = scene.capital(h.first as usize);
        return Some(("post", if capital { w::POST } else { w::NOUN }));
    }
    if let Some(h) = scene.ending(i, TypeId::PERSON_NOUN) {
        return Some(("person noun", if scene.capital(h.first as usize) { w::NOUN - 0.6 } else { w::NOUN }));
    }
    // "Presidents Putin and Xi", "Messrs Tanaka and Suzuki": a plural is shared
    if scene.at(i - 1, "and") && i >= 3 && scene.capital(i - 2) && scene.adjacent(i - 2) && scene.adjacent(i - 3) {
        let shared = scene.ending(i - 2, TypeId::POST).or_else(|| scene.ending(i - 2, TypeId::TITLE));
        if shared.is_some_and(|h| scene.capital(h.first as usize) && scene.doc.word(h.end as usize - 1).ends_with('s')) {
            return Some(("post", w::POST));
        }
    }
    // "Foreign Minister of Belarus, X Y" and "the head of the Department, X Y," come through the comma
    None
}

/// Evidence after the name.
pub(super) fn after(scene: &Scene, start: usize, end: usize, c: &mut Candidate) {
    let doc = scene.doc;
    let next = doc.word(end);
    if next == "," && end + 1 < doc.tokens.len() {
        let mut j = end + 1;
        if matches!(doc.word(j), "the" | "a" | "an" | "who" | "whose" | "then" | "former" | "and") {
            if matches!(doc.word(j), "who" | "whose") {
                c.add("who", w::RELATIVE);
            }
            j += 1;
        }
        let age =
            doc.tokens.get(j).is_some_and(|t| t.class == Class::Number && t.len() <= 2) && matches!(doc.word(j + 1), "," | "." | "years");
        if age || doc.word(j) == "aged" {
            c.add("age", w::APPOSITION + 0.4);
        } else if (j..(j + 4).min(doc.tokens.len()))
            .any(|k| scene.longest(k, TypeId::POST).is_some() || scene.longest(k, TypeId::PERSON_NOUN).is_some())
        {
            c.add("apposition", w::APPOSITION);
        }
    } else if matches!(next, "who" | "whose") {
        c.add("who", w::RELATIVE + 0.4);
    } else if next == "(" && doc.tokens.get(end + 1).is_some_and(|t| t.class == Class::Number) {
        c.add("year in brackets", 0.5);
    }
    let verb = |i: usize| scene.info.get(i).is_some_and(|t| t.is(TokenInfo::IN_SPEECH)) && !scene.capital(i);
    let auxiliary = matches!(next, "has" | "had" | "also" | "will" | "was" | "is" | "then" | "himself" | "herself");
    if verb(end) || auxiliary && verb(end + 1) || start > 0 && verb(start - 1) && doc.word(start - 1) != "with" {
        c.add("speech verb", w::SPEECH);
    } else if matches!(next, "himself" | "herself") {
        c.add("himself", 1.5);
    }
    if crate::text::token::is_apostrophe(next.chars().next().unwrap_or(' ')) && doc.word(end + 1) == "s" {
        c.add("possessive", 0.2);
    }
    // "X Y Corporation", "X Y province": the name goes on as something else
    if scene.adjacent(end - 1) && scene.capital(end) {
        let info = scene.info[end];
        if info.is(TokenInfo::IN_ORG_HEAD | TokenInfo::IN_LEGAL_FORM | TokenInfo::IN_PLACE_HEAD | TokenInfo::IN_EVENT_HEAD) {
            // in a title the next word may be anything: "Jake Sullivan Meeting with …"
            let void = info.is(TokenInfo::CAPITALS_VOID) && !info.is(TokenInfo::IN_LEGAL_FORM);
            c.add("head word follows", if void { -0.6 } else { w::HEAD_INSIDE });
        } else if !info.is(TokenInfo::IN_POST | TokenInfo::IN_TITLE) && !stop_word(next) {
            // half a name: "Jurgen" of "Jurgen Stock"
            c.add("capital follows", if end == start + 1 { -2.0 } else { -0.6 });
        }
    } else if scene.adjacent(end - 1) && scene.info.get(end).is_some_and(|t| t.is(TokenInfo::IN_PLACE_HEAD)) && doc.tokens[end].is_lower() {
        c.add("place head follows", -1.5);
    }
}

pub(super) fn rule_of(trigger: Option<(&'static str, f32)>) -> &'static str {
    match trigger {
        Some(("title", _)) => "person/title",
        Some(("post", _)) => "person/post",
        Some(_) => "person/noun",
        None => "person/name",
    }
}

/// Is the word before part of the same capitalised name, so that a name would begin in its middle?
pub fn continues_name(scene: &Scene, i: usize) -> bool {
    if i == 0 || !scene.adjacent(i - 1) {
        return false;
    }
    let p = i - 1;
    let before = scene.doc.word(p);
    // An acronym goes on in no name: "President Emeritus of PAM Alia Hatoug-Bouran", though Pam is a given name.
    let (own, last) = (scene.doc.tokens[i], scene.doc.tokens[p]);
    if last.is_upper() && last.len() > 1 && !own.is_upper() && !scene.info[p].is(TokenInfo::CAPITALS_VOID) {
        return false;
    }
    if before == "." && p > 0 && scene.doc.tokens[p - 1].len() == 1 && scene.capital(p - 1) && scene.adjacent(p - 1) {
        return true; // an initial
    }
    scene.doc.tokens[p].class == Class::Word
        && scene.capital(p)
        && (scene.info[p].given() > 30 || scene.info[p].word.is_name() && scene.info[p].common() == 0)
        && !scene.info[p].is(TokenInfo::IN_TITLE | TokenInfo::IN_POST | TokenInfo::IN_NATIONALITY | TokenInfo::IN_COUNTRY)
}

/// A given name that is no ordinary word, followed by another name word.
pub fn person_begins(scene: &Scene, i: usize) -> bool {
    let Some(info) = scene.info.get(i) else { return false };
    let next = i + 1;
    let strong =
        info.given() > 40 && info.common() < 40 && !info.is(TokenInfo::IN_COUNTRY | TokenInfo::IN_NATIONALITY | TokenInfo::IN_ORG_HEAD);
    let weak = info.word.is_name()
        && info.common() == 0
        && !info.is(TokenInfo::IN_PLACE | TokenInfo::IN_NATIONALITY | TokenInfo::IN_ORG | TokenInfo::IN_ORG_HEAD);
    let follows = scene.capital(next) && scene.adjacent(i) && {
        let n = &scene.info[next];
        (n.family() > 0 || n.word.is_name() || n.common() == 0) && !n.is(TokenInfo::IN_ORG_HEAD | TokenInfo::IN_COUNTRY)
    };
    let initial = scene.doc.word(next) == "." && scene.doc.tokens[i].len() == 1 && scene.capital(i);
    (strong || weak) && follows || initial
}

/// Is the word one of the letters that follow a name ("OAM", "MP")?
pub fn post_nominal(word: &str) -> bool {
    POST_NOMINALS.has(word)
}

/// Letters of honours, degrees and seats that follow a name. Those that are also usual surnames in capitals or bodies
/// ("AK", "UN") are left out.
static POST_NOMINALS: Words<128> = Words::new(&[
    "AC", "AM", "AO", "CB", "CBE", "CH", "CMG", "CNZM", "CSC", "CSM", "CVO", "DBE", "DSC", "DSM", "DSO", "FRS", "GCMG", "JP", "KBE", "KC",
    "KCMG", "LVO", "MBE", "MC", "MD", "MEP", "MLA", "MP", "MSP", "MVO", "OAM", "OBE", "ONZM", "PC", "PSM", "PhD", "QC", "QSO", "RAN", "RN",
    "SC", "TD", "USAF", "USMC", "USN", "VC",
]);

/// Function words and the like: never part of a name, whatever their capital.
pub fn stop_word(word: &str) -> bool {
    static STOP: Words<512> = Words::new(&[
        "A",
        "About",
        "According",
        "After",
        "Again",
        "Against",
        "All",
        "Also",
        "Although",
        "Am",
        "Among",
        "An",
        "And",
        "Another",
        "Any",
        "Are",
        "As",
        "At",
        "Be",
        "Because",
        "Been",
        "Before",
        "Being",
        "Below",
        "Between",
        "Both",
        "But",
        "By",
        "Can",
        "Could",
        "Did",
        "Do",
        "Does",
        "Down",
        "During",
        "Each",
        "Earlier",
        "Even",
        "Every",
        "Few",
        "First",
        "For",
        "From",
        "Further",
        "Had",
        "Has",
        "Have",
        "He",
        "Her",
        "Here",
        "Hers",
        "Him",
        "His",
        "How",
        "However",
        "I",
        "If",
        "In",
        "Indeed",
        "Instead",
        "Into",
        "Is",
        "It",
        "Its",
        "Just",
        "Last",
        "Later",
        "Let",
        "Like",
        "Many",
        "Meanwhile",
        "More",
        "Moreover",
        "Most",
        "Much",
        "My",
        "Near",
        "Nearly",
        "Neither",
        "Never",
        "Next",
        "No",
        "Nor",
        "Not",
        "Now",
        "Of",
        "Off",
        "On",
        "Once",
        "One",
        "Only",
        "Or",
        "Other",
        "Our",
        "Out",
        "Over",
        "Own",
        "Perhaps",
        "Please",
        "Recently",
        "Same",
        "Second",
        "She",
        "Should",
        "Since",
        "So",
        "Some",
        "Such",
        "Than",
        "That",
        "The",
        "Their",
        "Them",
        "Then",
        "There",
        "These",
        "They",
        "This",
        "Those",
        "Though",
        "Three",
        "Through",
        "Thus",
        "To",
        "Today",
        "Together",
        "Too",
        "Two",
        "Under",
        "Until",
        "Up",
        "Upon",
        "Very",
        "Was",
        "We",
        "Were",
        "What",
        "When",
        "Where",
        "Whether",
        "Which",
        "While",
        "Who",
        "Whom",
        "Why",
        "Will",
        "With",
        "Within",
        "Without",
        "Would",
        "Yes",
        "Yesterday",
        "Yet",
        "You",
        "Your",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Tomorrow",
        "Tonight",
        "Several",
        "Despite",
        "Following",
        "Including",
        "Former",
        "Late",
        "Speaking",
        "Asked",
    ]);
    STOP.has(word)
}
