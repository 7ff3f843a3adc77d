//! Bodies that no list knows and no head word gives away, known by what the text calls them.
//!
//! In: the scene. Out: candidates such as `[Kestrelis]` in "research firm Kestrelis", "Kestrelis, a Vilnius-based start-up,",
//! "CEO of Kestrelis", "Kestrelis spokesperson Jana Novak". What was called so once is found wherever it stands again
//! (`settle::propagate`).

use super::super::person::{person_begins, stop_word};
use super::super::scene::{Scene, TokenInfo};
use super::super::{Candidate, Label, weights as w};
use crate::gazetteer::TypeId;
use crate::text::token::Class;
use crate::text::words::Words;

/// What kind of body it is, said before the name or behind it. None of them is also a person's occupation.
static KINDS: Words<128> = Words::new(&[
    "airline",
    "automaker",
    "bank",
    "brewer",
    "broadcaster",
    "carmaker",
    "chain",
    "charity",
    "company",
    "conglomerate",
    "consortium",
    "consultancy",
    "cooperative",
    "firm",
    "foundation",
    "giant",
    "group",
    "insurer",
    "magazine",
    "movement",
    "newspaper",
    "nonprofit",
    "organisation",
    "organization",
    "outlet",
    "party",
    "platform",
    "portal",
    "retailer",
    "shipbuilder",
    "startup",
    "studio",
    "subsidiary",
    "tabloid",
    "tank",
    "unit",
    "venture",
    "website",
]);

/// Who stands at the head of a body or works for it: "… of NAME".
static OFFICES: Words<64> = Words::new(&[
    "CEO",
    "CFO",
    "COO",
    "CTO",
    "ceo",
    "chairman",
    "chairperson",
    "chairwoman",
    "co-founder",
    "co-founders",
    "cofounder",
    "employee",
    "employees",
    "executive",
    "executives",
    "founder",
    "founders",
    "manager",
    "officer",
    "shareholder",
    "shareholders",
    "shares",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "subsidiary",
    "unit",
]);

/// The same, said behind the name and before its holder's: "NAME spokesperson A B".
static SPEAKERS: Words<64> = Words::new(&[
    "CEO",
    "CFO",
    "COO",
    "CTO",
    "chairman",
    "chairwoman",
    "chief",
    "co-founder",
    "executive",
    "founder",
    "president",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "vice",
]);

/// What only a body has: "NAME’s CEO".
static BELONGINGS: Words<32> =
    Words::new(&["CEO", "CFO", "COO", "CTO", "ceo", "co-founder", "founders", "shareholders", "shares", "subsidiary"]);

/// The longest such name in words: longer ones have a head word.
const MOST_WORDS: usize = 4;
/// Words between a name and the kind of body it is: "…, a London-based graphics processing company".
const APPOSITION: usize = 12;
/// The text says what it is.
const CALLED: f32 = 2.4;
/// A name of ordinary words only.
const ORDINARY: f32 = -1.2;

/// Propose what the text calls a body.
pub(super) fn spot(scene: &Scene) -> Vec<Candidate> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < scene.doc.tokens.len() {
        let begins = scene.capital(i) && !(i > 0 && scene.capital(i - 1) && scene.adjacent(i - 1));
        let Some(end) = begins.then(|| run(scene, i)).flatten() else {
            i += 1;
            continue;
        };
        // "Trade and [Distribution], a company": the second half of a name
        let half = i > 1 && matches!(scene.doc.word(i - 1), "and" | "&" | "of") && scene.capital(i - 2);
        if let Some((what, strict)) = before(scene, i).or_else(|| if half { None } else { after(scene, i, end) })
            && able(scene, i, end, strict)
        {
            let mut c = Candidate::new(i, end, Label::Organization, "organization/called").because(what, CALLED);
            c.add("length", w::WORD * (scene.words(i, end) - 1) as f32);
            if (i..end).all(|k| scene.info[k].common() > 40 || scene.doc.tokens[k].class == Class::Punct) {
                c.add("ordinary words only", ORDINARY);
            }
            out.push(c);
        }
        i = end;
    }
    out
}

/// The end of the capitalised run that begins here, hyphens and `&` within; `None` where it cannot be such a name.
fn run(scene: &Scene, start: usize) -> Option<usize> {
    let doc = scene.doc;
    let limit = scene.bounds(start).1;
    let (mut i, mut words) = (start, 0);
    while i < limit {
        // "CEO of Kestrelis Jana Novak": a person named right behind ends it
        if i > start && (!scene.adjacent(i - 1) || person_begins(scene, i)) {
            break;
        }
        let name = scene.capital(i) || words > 0 && doc.tokens[i].class == Class::Number;
        if name && !stop_word(doc.word(i)) && !scene.info[i].is(TokenInfo::IN_DATE) {
            words += 1;
            i += 1;
            continue;
        }
        let word = doc.word(i);
        let bridge = words > 0 && scene.capital(i + 1) && (matches!(word, "&" | "+") || doc.gap(i).is_empty() && doc.hyphen(i));
        if !bridge {
            break;
        }
        i += 1;
    }
    // "the website Kestrelis.com" is an address
    let address =
        scene.at(i, ".") && doc.gap(i - 1).is_empty() && doc.gap(i).is_empty() && doc.tokens.get(i + 1).is_some_and(|t| t.is_lower());
    // "Ohio Gov. Jane Whitcombe", "Texas Sen. A. Schmidt": a title's point
    let title = scene.at(i, ".") && doc.gap(i - 1).is_empty() && scene.capital(i + 1) && person_begins(scene, i + 1);
    (words > 0 && words <= MOST_WORDS && !address && !title).then_some(i)
}

/// Is the word of token `k` one of these, or one of them that opens its sentence?
fn one_of<const SLOTS: usize>(scene: &Scene, words: &Words<SLOTS>, k: usize) -> bool {
    let word = scene.doc.word(k);
    words.has(word) || scene.info[k].is(TokenInfo::INITIAL) && words.has(word.to_lowercase().as_str())
}

/// What stands before the name says it is a body; and whether it might be a person's name as well.
fn before(scene: &Scene, i: usize) -> Option<(&'static str, bool)> {
    if i < 2 || !scene.adjacent(i - 1) || scene.doc.sentence_of(i - 1) != scene.doc.sentence_of(i) {
        return None;
    }
    // "Shares of NAME" opens a sentence as well
    let has_kind = |k: usize| one_of(scene, &KINDS, k);
    if has_kind(i - 1) {
        return Some(("kind of body before", false));
    }
    // "a company called NAME"
    if matches!(scene.doc.word(i - 1), "called" | "named" | "dubbed") && (i.saturating_sub(4)..i - 1).any(has_kind) {
        return Some(("kind of body before", false));
    }
    let article = usize::from(scene.at(i - 1, "the"));
    let of = i.checked_sub(1 + article)?;
    if matches!(scene.doc.word(of), "of" | "for" | "at") && of > 0 && scene.adjacent(of - 1) && one_of(scene, &OFFICES, of - 1) {
        // "spokesperson for the Climate Emergency": with the article ordinary words are a field
        let field = article == 1 && scene.info[i].common() > 0;
        return (!field).then_some(("its office before", false));
    }
    None
}

/// What stands behind the name says so.
fn after(scene: &Scene, i: usize, end: usize) -> Option<(&'static str, bool)> {
    let doc = scene.doc;
    // "NAME, a London-based graphics processing company": not "…, a company executive", "…, a party’s leader"
    if scene.at(end, ",") && matches!(doc.word(end + 1), "a" | "an") {
        let limit = scene.bounds(i).1.min(end + 2 + APPOSITION);
        for k in end + 2..limit {
            if KINDS.has(doc.word(k)) {
                let next = doc.word(k + 1);
                let owner = doc.apostrophe(k + 1)
                    || scene.doc.tokens.get(k + 1).is_some_and(|t| t.is_lower() && t.class == Class::Word) && {
                        let n = &scene.info[k + 1];
                        n.is(TokenInfo::IN_PERSON_NOUN | TokenInfo::IN_POST) || KINDS.has(next)
                    };
                if !owner {
                    return Some(("kind of body behind", true));
                }
            } else if doc.tokens[k].class == Class::Punct && !doc.hyphen(k) || scene.info[k].is(TokenInfo::IN_PERSON_NOUN) {
                break;
            }
        }
        return None;
    }
    let possessive = doc.apostrophe(end) && doc.gap(end - 1).is_empty();
    if possessive {
        let k = end + 1 + usize::from(scene.at(end + 1, "s"));
        return BELONGINGS.has(doc.word(k)).then_some(("has what bodies have", true));
    }
    // "NAME spokesperson A B", "NAME vice president A B", "NAME chief executive A B"
    let mut k = end;
    while k < end + 3 && SPEAKERS.has(doc.word(k)) && scene.adjacent(k - 1) {
        k += 1;
    }
    (k > end && person_begins(scene, k) && scene.adjacent(k - 1)).then_some(("its office behind", true))
}

/// Can this run be a body's name? `strict`: what stands around it would suit a person, too.
fn able(scene: &Scene, first: usize, end: usize, strict: bool) -> bool {
    let info = &scene.info[first];
    let refused = TokenInfo::CAPITALS_VOID | TokenInfo::IN_TITLE | TokenInfo::IN_POST | TokenInfo::IN_PERSON_NOUN;
    if (first..end).any(|k| scene.info[k].is(refused)) || scene.longest(first, TypeId::DENY).is_some() {
        return false;
    }
    // a head word has rules of its own; a place's head does where only what stands behind says it is a body
    let heads = TokenInfo::IN_ORG_HEAD | TokenInfo::IN_EVENT_HEAD | if strict { TokenInfo::IN_PLACE_HEAD } else { 0 };
    let named = (first..end).any(|k| scene.info[k].is(heads));
    let known = |t: TypeId| scene.hits_at(first).iter().any(|h| h.type_ == t && h.end as usize == end);
    if named || known(TypeId::ORGANIZATION) || known(TypeId::PERSON) {
        return false; // other rules know better
    }
    let place = TokenInfo::IN_PLACE | TokenInfo::IN_COUNTRY | TokenInfo::IN_NATIONALITY;
    // "party MPs", "company CEOs"
    let plural = |word: &str| word.strip_suffix('s').is_some_and(|rest| rest.len() > 1 && rest.chars().all(char::is_uppercase));
    let opens = info.is(TokenInfo::INITIAL) && info.common() > 0;
    if end == first + 1 && plural(scene.doc.word(first)) {
        return false;
    }
    if end == first + 1 {
        // a word that no list knows, or a surname made a firm: "CEO of Hess"
        let person = info.given() > 0 || strict && info.word.is_name();
        return !info.is(place) && !opens && !person && scene.doc.tokens[first].len() > 1;
    }
    let people = person_begins(scene, first) && (strict || info.given() > 60);
    !people && !opens && !(first..end).all(|k| scene.info[k].is(place))
}
