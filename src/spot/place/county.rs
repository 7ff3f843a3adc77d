//! Second-level divisions without their kind beside them.
//!
//! In: the scene, and the places found so far. Out: more candidates: each of `Clarke and Oconee counties`, the
//! constituency of `R-Oconee`, and `Clarke` alone in a document that names Clarke County.

use super::head::{entries, words};
use super::weights as p;
use crate::gazetteer::{EntryRef, Hit, TypeId};
use crate::spot::scene::{Scene, TokenInfo};
use crate::spot::{Candidate, Label, weights as w};
use crate::text::token::Class;
use rustc_hash::FxHashMap;

/// "Clarke, Madison and Oconee counties": each by its name.
pub fn coordinated(scene: &Scene, hit: &Hit, out: &mut Vec<Candidate>) {
    let h = hit.first as usize;
    let e = scene.gazetteer.entry(hit.entry);
    if e.feature == "address" {
        // "State and Juvenile courts" are none
        if matches!(
            scene.doc.word(h),
            "streets" | "avenues" | "roads" | "drives" | "lanes" | "boulevards" | "Streets" | "Avenues" | "Roads"
        ) {
            streets(scene, h, out);
        }
        return;
    }
    if !matches!(e.feature, "admin1" | "admin2") {
        return;
    }
    let lowest = scene.bounds(h).0;
    let mut at = h;
    let mut named = 0;
    // forty tokens hold a list of a dozen counties
    while at > lowest && h - at < 40 {
        let i = at - 1;
        if matches!(scene.doc.word(i), "," | "and" | "or" | "&") && named > 0 {
            at = i;
            continue;
        }
        if !scene.capital(i) {
            break;
        }
        let mut first = i;
        while first > lowest && i - first < 2 && scene.capital(first - 1) && scene.adjacent(first - 1) {
            first -= 1;
        }
        let found = (first..=i).find_map(|s| {
            let name = scene.doc.slice(s, i + 1);
            let list = entries(scene, &format!("{name} {}", e.name), name, e.feature);
            let admin: Vec<EntryRef> =
                list.into_iter().filter(|&r| matches!(scene.gazetteer.type_of(r), TypeId::ADMIN1 | TypeId::ADMIN2)).collect();
            (!admin.is_empty()).then_some((s, admin))
        });
        let Some((s, admin)) = found else { break };
        let mut c = Candidate::new(s, i + 1, Label::Place, "place/counties");
        c.entries = admin;
        c.add("division in a list", p::IN_COUNTIES);
        c.add("length", w::WORD * (words(scene, s, i + 1) - 1) as f32);
        out.push(c);
        named += 1;
        at = s;
    }
}

/// "Elm and North Mill streets": each by its name, without the kind they share.
fn streets(scene: &Scene, h: usize, out: &mut Vec<Candidate>) {
    let name = |end: usize| -> Option<usize> {
        let mut first = end;
        while first > scene.bounds(h).0 && end - first < 3 && scene.capital(first - 1) && (first == end || scene.adjacent(first - 1)) {
            first -= 1;
        }
        (first < end && !scene.info[first].is(TokenInfo::INITIAL)).then_some(first)
    };
    let Some(second) = name(h) else { return };
    if second == 0 || !matches!(scene.doc.word(second - 1), "and" | "or" | "&") {
        return;
    }
    let Some(first) = name(second - 1) else { return };
    for (from, to) in [(first, second - 1), (second, h)] {
        let mut c = Candidate::new(from, to, Label::Place, "place/streets");
        c.entries.extend(scene.longest(h, TypeId::PLACE_HEAD).map(|hit| hit.entry));
        c.add("street in a pair", p::IN_STREETS);
        c.add("length", w::WORD * (words(scene, from, to) - 1) as f32);
        out.push(c);
    }
}

/// Parties before a constituency: "R-Oconee", "DFL-Cook".
pub const PARTIES: &[&str] = &["R", "D", "I", "DFL", "GOP"];

/// Is token `i` the first of a legislator's constituency?
pub fn constituency(scene: &Scene, i: usize) -> bool {
    i >= 2
        && scene.doc.tokens[i - 1].class == Class::Punct
        && scene.doc.hyphen(i - 1)
        && scene.doc.gap(i - 1).is_empty()
        && PARTIES.contains(&scene.doc.word(i - 2))
}

/// "R-Oconee", "DFL-Cook": a legislator of a state sits for a county as often as for a town.
pub fn legislators(scene: &Scene, out: &mut Vec<Candidate>) {
    let behind = scene.doc.marks.iter().map(|m| *m as usize + 1).filter(|&i| i < scene.doc.tokens.len());
    for i in behind.filter(|&i| constituency(scene, i) && scene.capital(i)) {
        for end in i + 1..(i + 3).min(scene.doc.tokens.len() + 1) {
            if end > i + 1 && !(scene.capital(end - 1) && scene.adjacent(end - 2)) {
                break;
            }
            let name = scene.doc.slice(i, end);
            let counties = divisions(scene, name);
            if counties.is_empty() {
                continue;
            }
            match out.iter_mut().find(|c| c.rule == "place/list" && (c.first as usize, c.end as usize) == (i, end)) {
                Some(listed) => add(listed, &counties),
                None => {
                    let mut c = Candidate::new(i, end, Label::Place, "place/constituency");
                    c.entries = counties;
                    c.add("legislator of", p::LEGISLATOR);
                    c.add("length", w::WORD * (words(scene, i, end) - 1) as f32);
                    out.push(c);
                }
            }
        }
    }
}

/// "Miami-Dade": two names and a hyphen that are a county's without the word.
pub fn joined(scene: &Scene, out: &mut Vec<Candidate>) {
    for i in scene.doc.marks.iter().map(|m| *m as usize) {
        let hyphen = i > 0
            && i + 1 < scene.doc.tokens.len()
            && scene.doc.hyphen(i)
            && scene.doc.gap(i - 1).is_empty()
            && scene.doc.gap(i).is_empty();
        if !(hyphen && scene.capital(i - 1) && scene.capital(i + 1)) {
            continue;
        }
        let counties = divisions(scene, scene.doc.slice(i - 1, i + 2));
        if !counties.is_empty() {
            let mut c = Candidate::new(i - 1, i + 2, Label::Place, "place/short-form");
            c.entries = counties;
            c.add("joined by a hyphen", p::HYPHENATED);
            c.add("length", w::WORD);
            out.push(c);
        }
    }
}

/// The counties and parishes of a bare name.
fn divisions(scene: &Scene, name: &str) -> Vec<EntryRef> {
    let of = |kind: &str| scene.gazetteer.lookup(&format!("{name} {kind}"));
    let all = of("County").into_iter().chain(of("Parish"));
    all.filter(|x| x.1 == TypeId::ADMIN2).map(|x| x.0).collect()
}

fn add(c: &mut Candidate, more: &[EntryRef]) {
    for r in more {
        if !c.entries.contains(r) {
            c.entries.push(*r);
        }
    }
}

/// Kinds whose names stand without them once the document has named them in full.
const SHORTENED: &[&str] = &["County", "Parish", "Borough"];

/// "The Clarke sheriff" in a document that names Clarke County: listed towns of the name may mean the county too, and
/// a word that no list knows is a place.
pub fn short_forms(scene: &Scene, out: &mut Vec<Candidate>) {
    let mut full: FxHashMap<u64, (usize, Vec<EntryRef>)> = FxHashMap::default();
    for c in out.iter().filter(|c| c.label == Label::Place && c.end - c.first == 2) {
        let (first, kind) = (c.first as usize, c.end as usize - 1);
        let divisions: Vec<EntryRef> = c.entries.iter().copied().filter(|&r| scene.gazetteer.type_of(r) == TypeId::ADMIN2).collect();
        if SHORTENED.contains(&scene.doc.word(kind)) && !divisions.is_empty() && !scene.info[first].is(TokenInfo::CAPITALS_VOID) {
            full.entry(scene.info[first].hash).or_insert((first, divisions));
        }
    }
    if full.is_empty() {
        return;
    }
    for i in 0..scene.doc.tokens.len() {
        let Some((named, divisions)) = full.get(&scene.info[i].hash).filter(|_| scene.capital(i)) else { continue };
        // the full form itself, and other names that begin so
        if *named == i || scene.capital(i + 1) && scene.adjacent(i) {
            continue;
        }
        let at = |c: &Candidate| (c.first as usize, c.end as usize) == (i, i + 1) && c.label == Label::Place;
        match out.iter_mut().find(|c| at(c)) {
            Some(listed) => add(listed, divisions),
            None => {
                let mut c = Candidate::new(i, i + 1, Label::Place, "place/short-form");
                c.entries.clone_from(divisions);
                c.add("short form", p::SHORT_FORM);
                super::cue::cues(scene, i, i + 1, &mut c);
                out.push(c);
            }
        }
    }
}
