//! People, by what stands around and inside a name.
//!
//! In: the scene. Out: person candidates, without title and post. A name is a run of name words (name parts,
//! unknown capitals, initials, particles, hyphenated parts). Every end of the run is a candidate of its own:
//! `settle` picks the one whose words earn most.

use super::scene::{Scene, TokenInfo};
use super::{Candidate, Label, weights as w};
use crate::gazetteer::TypeId;
use crate::gazetteer::lexicon::WordClass;
use crate::text::fold;
use crate::text::token::Class;

/// One word of a name: tokens `first..end` and what it is worth as one.
#[derive(Debug, Clone, Copy)]
struct Word {
    end: usize,
    worth: f32,
    kind: WordKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WordKind {
    Initial,
    Particle,
    Name,
    Unknown,
    Ordinary,
    Suffix,
}

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
        && scene.doc.word(i - 1).chars().all(fold::is_hyphen)
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

/// The name word that the particles from token `i` on lead up to: `von der Leyen`, `de la Torre`, `bin Laden`.
fn particles(scene: &Scene, i: usize) -> Option<usize> {
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
fn next_word(scene: &Scene, i: usize) -> usize {
    if scene.doc.tokens.get(i).is_some_and(|t| t.class == Class::Punct)
        && scene.doc.word(i).chars().all(|c| fold::is_hyphen(c) || crate::text::token::is_apostrophe(c))
    {
        i + 1
    } else {
        i
    }
}

/// A given name that is no ordinary word, followed by another name word.
pub fn person_begins(scene: &Scene, i: usize) -> bool {
    let info = &scene.info[i];
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
    POST_NOMINALS.binary_search(&word).is_ok()
}

/// In byte order. Letters of honours, degrees and seats that follow a name. Those that are also usual surnames in capitals or bodies
/// ("AK", "UN") are left out.
const POST_NOMINALS: &[&str] = &[
    "AC", "AM", "AO", "CB", "CBE", "CH", "CMG", "CNZM", "CSC", "CSM", "CVO", "DBE", "DSC", "DSM", "DSO", "FRS", "GCMG", "JP", "KBE", "KC",
    "KCMG", "LVO", "MBE", "MC", "MD", "MEP", "MLA", "MP", "MSP", "MVO", "OAM", "OBE", "ONZM", "PC", "PSM", "PhD", "QC", "QSO", "RAN", "RN",
    "SC", "TD", "USAF", "USMC", "USN", "VC",
];

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

/// What stands directly before: the evidence it gives and its weight.
fn before(scene: &Scene, i: usize) -> Option<(&'static str, f32)> {
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

/// The word of a name that begins at token `i`.
fn word_at(scene: &Scene, i: usize, in_name: bool) -> Option<Word> {
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
    while doc.gap(end - 1).is_empty() && end + 1 < doc.tokens.len() && doc.gap(end).is_empty() && doc.tokens[end + 1].class == Class::Word {
        let mark = doc.word(end);
        let next = doc.word(end + 1);
        let hyphen = mark.chars().all(fold::is_hyphen);
        let apostrophe = mark.chars().all(crate::text::token::is_apostrophe) && next.len() > 1;
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

/// `O'Brien`, `D’Souza`: a letter, an apostrophe and a capital, without space.
fn apostrophe_joins(scene: &Scene, i: usize, soft: bool) -> bool {
    let doc = scene.doc;
    doc.gap(i).is_empty()
        && doc.gap(i + 1).is_empty()
        && doc.word(i + 1).chars().all(crate::text::token::is_apostrophe)
        && !doc.word(i + 1).is_empty()
        && (soft || scene.capital(i + 2))
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

fn rule_of(trigger: Option<(&'static str, f32)>) -> &'static str {
    match trigger {
        Some(("title", _)) => "person/title",
        Some(("post", _)) => "person/post",
        Some(_) => "person/noun",
        None => "person/name",
    }
}

/// Evidence after the name.
fn after(scene: &Scene, start: usize, end: usize, c: &mut Candidate) {
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

/// Function words and the like: never part of a name, whatever their capital.
pub fn stop_word(word: &str) -> bool {
    const STOP: &[&str] = &[
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
    ];
    STOP.contains(&word)
}
