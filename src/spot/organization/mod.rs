//! Organisations by structure: a head word, what leads up to it, what it governs.
//!
//! In: the scene. Out: organisation candidates, e.g. `[Azerbaijani Presidential] Administration`,
//! `Office [for Security Policy of the Federal Department of Defence, Civil Protection and Sports of the Swiss
//! Confederation]`, `3rd Battalion, 187th Infantry Regiment`, `Gazprom Neft PJSC`. No open list covers the
//! bodies a release names; their grammar does.

mod called;
mod head;
mod left;
mod right;
mod small;

use super::person::stop_word;
use super::scene::{Scene, TokenInfo};
use super::{Candidate, Label, weights as w};
use crate::gazetteer::compiled::SurfaceFlags;
use crate::gazetteer::{Hit, TypeId};
use crate::text::token::Class;
use head::{Head, head_of, plural};
use left::left;
use right::right;

/// Heads of events that are bodies more often than not.
const BODY_TOO: &[&str] = &["Assembly", "Congress", "Forum", "Mission", "Parliament"];

/// Heads that a document writes with a capital where it means the one body it speaks of or for.
const OWN: &[&str] = &["Organization", "Organisation", "Agency", "Alliance", "Union", "Secretariat", "Federation", "Council", "Assembly"];

/// Bodies that are "the Organization" in their own and their members' words.
const ORGANIZATIONS: &str = "United Nations | UN | OSCE | SCO | CSTO | OAS | OIC | OPCW | Interpol | INTERPOL | NATO | WHO | WTO | ILO | \
                             Shanghai Cooperation Organisation | Shanghai Cooperation Organization | Collective Security Treaty Organization";

/// What numbers an event and not a body.
const ORDINALS: &[&str] = &[
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Sixth",
    "Seventh",
    "Eighth",
    "Ninth",
    "Tenth",
    "Eleventh",
    "Twelfth",
    "Inaugural",
    "Annual",
];

/// Propose organisations, and buildings as places.
pub fn spot(scene: &Scene) -> Vec<Candidate> {
    let mut out = Vec::new();
    for hit in &scene.hits {
        // "the Interior Ministry's press service": the list matches the possessive too, the name ends before it
        let owned = hit.end >= hit.first + 3 && scene.doc.word(hit.end as usize - 1) == "s" && scene.doc.apostrophe(hit.end as usize - 2);
        let hit = &Hit { end: if owned { hit.end - 2 } else { hit.end }, ..*hit };
        let small_form = hit.type_ == TypeId::LEGAL_FORM && scene.at(hit.first as usize, "plc");
        if !(scene.capital(hit.first as usize) || small_form)
            || !small_form && !scene.capital(hit.end as usize - 1) && !scene.doc.word(hit.end as usize - 1).starts_with('.')
        {
            continue;
        }
        match hit.type_ {
            TypeId::ORG_HEAD => headed(scene, hit, &mut out),
            TypeId::LEGAL_FORM => legal(scene, hit, &mut out),
            TypeId::ORGANIZATION => led(scene, hit, &mut out),
            _ => {}
        }
    }
    out.extend(called::spot(scene));
    out.extend(small::spot(scene));
    out
}

/// A name around a head word.
fn headed(scene: &Scene, hit: &Hit, out: &mut Vec<Candidate>) {
    let (h, he) = (hit.first as usize, hit.end as usize);
    // "HIV/AIDS" is spelt like "UN/Aids", and no body
    if he == h + 1 && scene.info[h].capital_word() && scene.doc.tokens[h].is_upper() {
        return;
    }
    let feature = scene.gazetteer.entry(hit.entry).feature;
    let mut head = head_of(feature);
    // "Global", "Action", "Security": they end names, but far more often ordinary phrases.
    if head == Head::Tail && he == h + 1 && scene.info[h].common() > 60 {
        head = Head::Weak;
    }
    // The head inside a longer head ("Security" in "Security Council") proposes nothing of its own.
    let inside = |o: &Hit| o.type_ == TypeId::ORG_HEAD && o.entry != hit.entry && o.end >= hit.end && o.end - o.first > hit.end - hit.first;
    if (h.saturating_sub(3)..=h).any(|i| scene.hits_at(i).iter().any(inside)) {
        return;
    }
    // The tail of a post ("Chief-of-Staff of …") and the head of an event ("Conference of …") are no body's.
    let in_post = (h.saturating_sub(4)..h).any(|i| scene.hits_at(i).iter().any(|o| o.type_ == TypeId::POST && o.end as usize >= he));
    let event = scene.hits_at(h).iter().any(|o| o.type_ == TypeId::EVENT_HEAD && o.end == hit.end);
    if in_post || event && !BODY_TOO.contains(&scene.doc.word(h)) {
        return;
    }
    let starts = if head == Head::Lead && !scene.doc.tokens[h].is_upper() { vec![h] } else { left(scene, h, head) };
    // "Seventh World Congress of Families": what is numbered takes place
    if event && starts.iter().any(|&s| s < h && ORDINALS.contains(&scene.doc.word(s))) {
        return;
    }
    let owned = head == Head::Tail && starts[0] < h && scene.at(he, "of") && {
        let k = he + 1 + usize::from(scene.at(he + 1, "the"));
        scene.capital(k) && scene.info[k].is(TokenInfo::IN_COUNTRY)
    };
    let ends = if owned {
        right(scene, h, he, Head::Both) // "State Oil Company of the Azerbaijan Republic"
    } else if matches!(head, Head::Tail | Head::Weak) {
        vec![he]
    } else {
        right(scene, h, he, head)
    };
    let void = scene.info[h].is(TokenInfo::CAPITALS_VOID);
    for &start in &starts {
        for &end in &ends {
            let modifiers = words(scene, start, h);
            let complements = words(scene, he, end);
            if modifiers + complements == 0 {
                out.extend(bare(scene, hit, head));
                continue;
            }
            let label = if head == Head::Facility { Label::Place } else { Label::Organization };
            let rule = match (head, complements > 0) {
                (Head::Facility, _) => "place/facility-head",
                (Head::Unit, _) => "organization/unit",
                (_, true) => "organization/head-of",
                _ => "organization/head",
            };
            let mut c = Candidate::new(start, end, label, rule);
            if label == Label::Place {
                // "Imperial Beach", "Pearl Harbor": a town or a bay that ends in a building's word is the listed one
                let same = scene.hits_at(start).iter().filter(|o| o.end as usize == end && o.type_.is_place());
                c.entries.extend(same.map(|o| o.entry));
            }
            c.entries.push(hit.entry);
            c.add("head", if head == Head::Weak { w::WEAK_HEAD } else { w::HEAD });
            c.add("length", w::WORD * (words(scene, start, end) - 1) as f32);
            let inner = (start..h).chain(he..end).filter(|&i| scene.info[i].is(TokenInfo::IN_COUNTRY) && scene.capital(i)).count();
            c.add("country inside", w::INNER_PLACE * inner.min(2) as f32);
            if plural(scene, he - 1) && !proper_part(scene, start, end) {
                continue; // "International and Regional Organisations"
            }
            c.add("listed body inside", body_inside(scene, start, end));
            if start < h {
                modifier_evidence(scene, start, h, head, &mut c);
            }
            // The name goes on in capitals: this is a piece of it ("UN Global" of "UN Global Strategy").
            if complements == 0 && !void && scene.goes_on(end) {
                c.add("goes on in capitals", w::PIECE);
            }
            if void {
                c.add("capitals prove nothing", w::VOID_CAPITALS - 0.2 * w::WORD * (words(scene, start, end) - 1) as f32);
            }
            out.push(c);
        }
    }
}

/// A listed body led by its parent or country: `OSCE Conflict Prevention Centre`, `Russian Federal Security
/// Service`. One name, however much of it a list knows.
fn led(scene: &Scene, hit: &Hit, out: &mut Vec<Candidate>) {
    let (h, he) = (hit.first as usize, hit.end as usize);
    if h == 0 || hit.flags.has(SurfaceFlags::ACRONYM) || !scene.adjacent(h - 1) || words(scene, h, he) < 2 {
        return;
    }
    let mut start = h - 1;
    if scene.doc.word(start) == "." && start > 2 {
        start -= 3; // "U.S."
    }
    let info = &scene.info[start];
    let leads = scene.capital(start)
        && (info.is(TokenInfo::IN_NATIONALITY | TokenInfo::IN_COUNTRY) || scene.doc.tokens[start].is_upper() && !info.capital_word())
        && !info.is(TokenInfo::CAPITALS_VOID)
        && scene.doc.sentence_of(start) == scene.doc.sentence_of(h);
    if leads && (h..he).any(|i| scene.info[i].is(TokenInfo::IN_ORG_HEAD)) {
        let n = words(scene, start, he) - 1;
        let c = Candidate::new(start, he, Label::Organization, "organization/led").from_entry(hit.entry);
        out.push(c.because("listed", w::LISTED).because("length", w::LISTED_WORD * n as f32).because("parent or country leads", 1.0));
    }
}

/// A head alone, capitalised in running text: "the Assembly", "Parliament". It stands for a body named before or
/// known to all readers.
fn bare(scene: &Scene, hit: &Hit, head: Head) -> Option<Candidate> {
    let (h, he) = (hit.first as usize, hit.end as usize);
    let document = scene.hits_at(h).iter().any(|o| matches!(o.type_, TypeId::AGREEMENT_HEAD | TypeId::EVENT_HEAD) && o.end == hit.end)
        && !BODY_TOO.contains(&scene.doc.word(h));
    // "the Government", "the Organization": said of whichever was meant, and rarely marked by anyone
    let document = document || matches!(scene.doc.word(h), "Government" | "Section" | "Panel" | "Committee");
    // "this Organization": the United Nations and its like, where one of them is named
    if matches!(scene.doc.word(h), "Organization" | "Organisation") {
        let named = he == h + 1 && super::listed::has_context(scene, ORGANIZATIONS, h, he);
        if !named {
            return None;
        }
    }
    if head != Head::Both || document || plural(scene, he - 1) || hit.flags.has(SurfaceFlags::PLURAL) || !(h..he).all(|i| scene.proper(i)) {
        return None;
    }
    // what goes on in capitals, or after "of", is a longer name or a title
    // ("The Commission" opens a sentence: believed where the document has named a commission in full)
    // ("The Interior Ministry's": two words are enough)
    // ("The Foundation" that is so called inside a sentence, too, and never in small letters)
    let again = scene.proper_seen(h) && !scene.lower_seen(h);
    let opened = h > 0 && scene.at(h - 1, "The") && (words(scene, h, he) > 1 || again || named_before(scene, h));
    if scene.capital(he) && scene.adjacent(he - 1) || h > 0 && scene.capital(h - 1) && scene.adjacent(h - 1) && !opened {
        return None;
    }
    if matches!(scene.doc.word(he), "-" | "/") || h > 0 && matches!(scene.doc.word(h - 1), "-" | "/" | "“" | "\"" | "‘") {
        return None;
    }
    let definite =
        h > 0 && matches!(scene.doc.word(h - 1), "the" | "The" | "by" | "in" | "to" | "of" | "from" | "and" | "that" | "its" | "this");
    let c = Candidate::new(h, he, Label::Organization, "organization/bare-head").because("capital in running text", w::BARE_HEAD);
    let c = if definite { c.because("definite", 0.5) } else { c };
    if scene.lower_seen(he - 1) {
        // "the Organization" amid international organizations: the issuer's own, if it writes so again
        let own = he == h + 1
            && h > 0
            && matches!(scene.doc.word(h - 1), "the" | "The" | "our" | "this" | "its")
            && OWN.contains(&scene.doc.word(h));
        return own.then(|| c.because("also in lower case", -0.3));
    }
    Some(c)
}

/// Does a longer name with the head at token `h` stand before it?
fn named_before(scene: &Scene, h: usize) -> bool {
    (1..h).any(|j| {
        let led = scene.capital(j - 1) && scene.adjacent(j - 1) && !stop_word(scene.doc.word(j - 1));
        scene.info[j].hash == scene.info[h].hash && scene.capital(j) && (led || matches!(scene.doc.word(j + 1), "of" | "for"))
    })
}

/// What a listed body inside a longer name would earn alone beyond what its words earn here: a whole must beat
/// its best-known part ("Office for Security Policy of the Federal Department of …").
fn body_inside(scene: &Scene, start: usize, end: usize) -> f32 {
    let mut best = 0f32;
    for i in start..end {
        for h in scene.hits_at(i).iter().filter(|h| h.type_ == TypeId::ORGANIZATION && h.end as usize <= end) {
            let n = words(scene, i, h.end as usize);
            if (i, h.end as usize) != (start, end) && n >= 2 {
                best = best.max(w::LISTED + w::LISTED_WORD * (n - 1) as f32 - w::WORD * n as f32);
            }
        }
    }
    best.max(0.0)
}

/// Does the name hold a proper part: a nationality, place, body or acronym?
fn proper_part(scene: &Scene, start: usize, end: usize) -> bool {
    (start..end).any(|i| {
        let info = &scene.info[i];
        info.is(TokenInfo::IN_COUNTRY | TokenInfo::IN_NATIONALITY) || scene.doc.tokens[i].is_upper() && !info.capital_word()
    })
}

/// Number of counted words in a token range.
fn words(scene: &Scene, first: usize, end: usize) -> usize {
    scene.words(first, end)
}

/// Evidence of the words before a head.
fn modifier_evidence(scene: &Scene, start: usize, head: usize, kind: Head, c: &mut Candidate) {
    let first = &scene.info[start];
    if first.is(TokenInfo::IN_NATIONALITY | TokenInfo::IN_ORG | TokenInfo::IN_PLACE) {
        c.add("nationality, place or body leads", 0.8);
    }
    if first.is(TokenInfo::INITIAL) && first.common() > 0 && !first.is(TokenInfo::IN_NATIONALITY | TokenInfo::IN_ORG | TokenInfo::IN_PLACE)
    {
        // "Senior Government officials", "New Commission to …": the first word may only open the sentence
        c.add("sentence start", -1.4);
    }
    // Weak heads need a modifier that is no ordinary word.
    let ordinary = (start..head)
        .filter(|&i| scene.doc.tokens[i].class == Class::Word)
        .all(|i| scene.info[i].common() > 60 && !scene.info[i].word.is_name());
    if kind == Head::Weak && ordinary {
        c.add("ordinary modifiers", -3.0);
    }
    let single_person =
        head - start == 1 && first.given() > 150 && first.common() == 0 && !first.is(TokenInfo::IN_PLACE | TokenInfo::IN_ORG);
    if single_person && kind == Head::Weak {
        c.add("given name before", -2.5);
    }
}

/// A name that ends in a legal form.
fn legal(scene: &Scene, hit: &Hit, out: &mut Vec<Candidate>) {
    let h = hit.first as usize;
    let mut at = h;
    if at > 0 && scene.doc.word(at - 1) == "," {
        at -= 1;
    }
    let mut start = at;
    let mut count = 0;
    while start > 0 && count < 6 {
        let p = start - 1;
        let word = scene.doc.word(p);
        let joins = matches!(word, "&" | "-") && p > 0 && scene.capital(p - 1);
        if joins {
            start = p - 1;
        } else if scene.capital(p) && scene.adjacent(p) && !stop_word(word) && scene.doc.sentence_of(p) == scene.doc.sentence_of(h) {
            start = p;
        } else {
            break;
        }
        count += 1;
    }
    if start == at {
        return;
    }
    let mut c = Candidate::new(start, hit.end as usize, Label::Organization, "organization/legal-form");
    c.entries.push(hit.entry);
    c.add("legal form", w::LEGAL_FORM);
    c.add("length", w::WORD * (words(scene, start, hit.end as usize) - 1) as f32);
    c.add("listed body inside", body_inside(scene, start, hit.end as usize));
    out.push(c);
}
