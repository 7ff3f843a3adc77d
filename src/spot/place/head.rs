//! Places by structure: a head word with a name beside it.
//!
//! In: the scene. Out: place candidates such as `Kunar province`, `Lake Robinson`, `Pech River Valley`,
//! `Northern Europe`, and `Monari` in "Monari village" (for `Clarke and Oconee counties` see [`county`]). Their entries are
//! what the lists know of the name; the head's own entry comes last and says the kind.

use super::{county, weights as p};
use crate::gazetteer::compiled::SurfaceFlags;
use crate::gazetteer::{EntryRef, Hit, TypeId};
use crate::spot::scene::{Scene, TokenInfo};
use crate::spot::{Candidate, Label, weights as w};
use crate::text::token::Class;

/// Heads that belong to the name in lower case too ("Kunar province"); others in lower case only say the kind.
const SMALL: &[&str] = &["province", "oblast", "governorate", "prefecture", "voivodeship", "krai", "raion", "peninsula", "valley"];
/// Lower-case kinds that make a place of an unknown name beside them.
const KINDS: &[&str] =
    &["village", "hamlet", "district", "town", "township", "suburb", "municipality", "upazila", "tehsil", "county", "commune"];
/// Most words of a name before its head.
const MOST: usize = 3;

/// Propose places with a head word.
pub fn spot(scene: &Scene, out: &mut Vec<Candidate>) {
    let provinces =
        scene.hits.iter().any(|h| h.type_ == TypeId::PLACE_HEAD && matches!(scene.doc.word(h.first as usize), "province" | "Province"));
    for hit in &scene.hits {
        if hit.type_ != TypeId::PLACE_HEAD {
            continue;
        }
        let (h, he) = (hit.first as usize, hit.end as usize);
        if hit.flags.has(SurfaceFlags::PLURAL) && scene.gazetteer.entry(hit.entry).feature == "address" {
            county::coordinated(scene, hit, out);
            continue;
        }
        // Buildings and what else is a head of organisations too are judged there.
        if scene.hits_at(h).iter().any(|o| o.type_ == TypeId::ORG_HEAD && o.end >= hit.end) {
            continue;
        }
        let e = scene.gazetteer.entry(hit.entry);
        let side = e.note.split(';').next().unwrap_or_default();
        let capital = scene.capital(h) && scene.capital(he - 1);
        if hit.flags.has(SurfaceFlags::PLURAL) {
            if matches!(side, "after" | "both") {
                county::coordinated(scene, hit, out);
            }
            // in capitals and after a name it is one name: "Farallon Islands", "Flint Hills"
            if capital && matches!(e.feature, "region" | "mountain" | "water") && side == "after" {
                after(scene, hit, capital, out);
            }
            continue;
        }
        if matches!(side, "after" | "both") {
            let small = SMALL.contains(&scene.doc.word(h)) || provinces && scene.at(h, "district");
            if capital || small {
                after(scene, hit, capital, out);
            } else if KINDS.contains(&scene.doc.word(h)) {
                unknown_before(scene, h, out);
            }
        }
        if matches!(side, "before" | "both") {
            if capital && matches!(e.feature, "water" | "mountain" | "facility" | "city") {
                before(scene, hit, out);
            } else if capital && e.feature == "region" {
                compass(scene, hit, out);
            } else if !capital && matches!(e.feature, "city" | "admin1" | "admin2") && scene.at(he - 1, "of") {
                unknown_after(scene, he, out);
            }
        }
    }
}

/// A word that may be part of a place's name before its head.
fn part(scene: &Scene, i: usize) -> bool {
    let info = &scene.info[i];
    scene.capital(i)
        && !info.is(TokenInfo::IN_POST | TokenInfo::IN_TITLE | TokenInfo::IN_LEGAL_FORM)
        && !crate::spot::person::stop_word(scene.doc.word(i))
}

/// Where the name before a head at `h` may begin, nearest first.
fn starts(scene: &Scene, h: usize) -> Vec<usize> {
    let mut out = Vec::new();
    let mut at = h;
    let lowest = scene.bounds(h).0;
    while out.len() < MOST && at > lowest {
        let i = at - 1;
        if !scene.adjacent(i) {
            break;
        }
        // "St. Marys River"
        if scene.at(i, ".") && i > lowest && matches!(scene.doc.word(i - 1), "St" | "Ft" | "Mt") {
            at = i - 1;
            out.push(at);
            continue;
        }
        // the hyphen of "Baden-Württemberg Province"
        if scene.doc.hyphen(i) && i > lowest && scene.doc.gap(i).is_empty() && scene.doc.gap(i - 1).is_empty() && part(scene, i - 1) {
            at = i - 1;
            if let Some(last) = out.last_mut() {
                *last = at;
            }
            continue;
        }
        // "Tarnek wa Jaldak district"
        let inner =
            matches!(scene.doc.word(i), "wa" | "e" | "al" | "de" | "la" | "i") && !out.is_empty() && i > lowest && part(scene, i - 1);
        if inner {
            at = i - 1;
            out.push(at);
            continue;
        }
        if !part(scene, i) {
            break;
        }
        at = i;
        out.push(at);
    }
    out
}

pub(super) fn words(scene: &Scene, first: usize, end: usize) -> usize {
    (first..end).filter(|&i| scene.doc.tokens[i].class != Class::Punct).count()
}

/// "Kunar Province", "Pech River Valley", "Kunar province".
fn after(scene: &Scene, hit: &Hit, capital: bool, out: &mut Vec<Candidate>) {
    let (h, he) = (hit.first as usize, hit.end as usize);
    let e = scene.gazetteer.entry(hit.entry);
    // "Scott West", "PRIDE Spring", "Parent Free Zone": these end places only when a list says so.
    let loose =
        matches!(scene.doc.word(he - 1), "North" | "South" | "East" | "West" | "Spring" | "Zone" | "Way" | "State" | "City" | "Place");
    for start in starts(scene, h) {
        let name = scene.doc.slice(start, h);
        let mut c = Candidate::new(start, he, Label::Place, "place/head");
        // what stands there in the lists, a user's too, before what the name may mean elsewhere
        c.entries = scene.hits_at(start).iter().filter(|o| o.type_.is_place() && o.end as usize == he).map(|o| o.entry).collect();
        if c.entries.is_empty() {
            c.entries = entries(scene, scene.doc.slice(start, he), name, e.feature);
        }
        let known = !c.entries.is_empty();
        let constituency =
            scene.info[start].is(TokenInfo::IN_PLACE) && start > 0 && matches!(scene.doc.word(start - 1), "in" | "for" | "of");
        if loose && !known && !constituency {
            continue;
        }
        c.entries.push(hit.entry);
        c.add("head", if capital { p::HEAD } else { p::SMALL_HEAD });
        c.add("length", w::WORD * (words(scene, start, he) - 1) as f32);
        let info = &scene.info[start];
        if info.is(TokenInfo::INITIAL) && info.common() > 0 && !info.is(TokenInfo::IN_PLACE) && !known {
            c.add("sentence start", p::HEAD_INITIAL);
        }
        if start + 1 == h && info.is(TokenInfo::IN_NATIONALITY | TokenInfo::IN_COUNTRY) && !known {
            // "Afghan Province" is a province of Afghanistan
            c.add("nationality before", p::HEAD_INITIAL);
        }
        // Division heads without a known name are often something else ("Human Region", "Security Zone").
        let ordinary =
            (start..h).all(|i| scene.doc.tokens[i].class == Class::Punct || scene.info[i].common() > 60 && !scene.info[i].word.is_name());
        if ordinary && !known {
            c.add("ordinary modifiers", p::HEAD_INITIAL);
        }
        if scene.info[h].is(TokenInfo::CAPITALS_VOID) && !known {
            c.add("capitals prove nothing", w::VOID_CAPITALS - 0.4 * w::WORD * (words(scene, start, he) - 1) as f32);
        }
        if known {
            c.add("listed", p::HEAD_LISTED);
        }
        if !scene.info[h].is(TokenInfo::CAPITALS_VOID) && scene.goes_on(he) {
            c.add("goes on in capitals", w::PIECE);
        }
        super::cue::cues(scene, start, he, &mut c);
        out.push(c);
    }
}

/// "Lake Robinson", "Mount Elbrus", "Fort Worth".
fn before(scene: &Scene, hit: &Hit, out: &mut Vec<Candidate>) {
    let (h, he) = (hit.first as usize, hit.end as usize);
    let e = scene.gazetteer.entry(hit.entry);
    let mut end = he;
    while end < he + 2 && scene.adjacent(end - 1) && scene.doc.tokens.get(end).is_some() && part(scene, end) {
        end += 1;
        let next_is_head = scene.longest(end - 1, TypeId::PLACE_HEAD).is_some() || scene.info[end - 1].is(TokenInfo::IN_ORG_HEAD);
        if next_is_head {
            return; // "Lake County", "Port Authority"
        }
        let mut c = Candidate::new(h, end, Label::Place, "place/head");
        c.entries = entries(scene, scene.doc.slice(h, end), scene.doc.slice(he, end), e.feature);
        let known = !c.entries.is_empty();
        c.entries.push(hit.entry);
        if scene.info[end - 1].common() > 60 && !known {
            return; // "Lake Cleanup"
        }
        // the second word after the head is as often something else ("Lake Mary Smith")
        c.add("head", if known || end == he + 1 { p::HEAD } else { p::HEAD - w::WORD });
        c.add("length", w::WORD * (words(scene, h, end) - 1) as f32);
        if scene.info[h].is(TokenInfo::CAPITALS_VOID) && !known {
            c.add("capitals prove nothing", w::VOID_CAPITALS * 2.0);
        }
        if known {
            c.add("listed", p::HEAD_LISTED);
        }
        super::cue::cues(scene, h, end, &mut c);
        out.push(c);
    }
}

/// "Northern Europe", "Upper Galilee": a compass word in capitals before a listed country, division or region.
fn compass(scene: &Scene, hit: &Hit, out: &mut Vec<Candidate>) {
    let he = hit.end as usize;
    if !scene.adjacent(he - 1) || scene.info[hit.first as usize].is(TokenInfo::CAPITALS_VOID | TokenInfo::INITIAL) {
        return;
    }
    let Some(base) = scene.hits_at(he).iter().find(|o| {
        matches!(o.type_, TypeId::COUNTRY | TypeId::CONTINENT | TypeId::ADMIN1 | TypeId::REGION | TypeId::WATER)
            || o.type_ == TypeId::CITY
                && o.flags.has(SurfaceFlags::NAME)
                && scene.gazetteer.entry(o.entry).population.unwrap_or(0) > 300_000
    }) else {
        return;
    };
    // "North Carolina", "Northern Ireland" are in the lists themselves
    let land = |t: TypeId| t.is_place() && !matches!(t, TypeId::CITY | TypeId::ADMIN2);
    if scene.hits_at(hit.first as usize).iter().any(|o| land(o.type_) && o.end == base.end) {
        return;
    }
    let mut c = Candidate::new(hit.first as usize, base.end as usize, Label::Place, "place/compass");
    c.entries = scene.hits_at(he).iter().filter(|o| o.end == base.end && o.type_.is_place()).map(|o| o.entry).collect();
    c.add("compass", p::HEAD);
    c.add("length", w::WORD * (words(scene, hit.first as usize, base.end as usize) - 1) as f32);
    out.push(c);
}

/// "Monari village": the name without its kind.
fn unknown_before(scene: &Scene, h: usize, out: &mut Vec<Candidate>) {
    for start in starts(scene, h) {
        unknown(scene, start, h, out);
    }
}

/// "the village of Monari".
fn unknown_after(scene: &Scene, from: usize, out: &mut Vec<Candidate>) {
    let mut end = from;
    while end < from + 3 && scene.doc.tokens.get(end).is_some() && scene.adjacent(end - 1) && part(scene, end) {
        end += 1;
        unknown(scene, from, end, out);
    }
}

fn unknown(scene: &Scene, first: usize, end: usize, out: &mut Vec<Candidate>) {
    let odd = |i: usize| {
        let info = &scene.info[i];
        scene.doc.tokens[i].class == Class::Word
            && (info.common() > 0
                || info.is(TokenInfo::IN_NATIONALITY
                    | TokenInfo::IN_COUNTRY
                    | TokenInfo::IN_ORG
                    | TokenInfo::IN_ORG_HEAD
                    | TokenInfo::CAPITALS_VOID))
    };
    // what the lists know is proposed, with the same cue, from there
    if (first..end).any(odd) || scene.hits_at(first).iter().any(|o| o.end as usize == end && o.type_.is_place()) {
        return;
    }
    let mut c = Candidate::new(first, end, Label::Place, "place/kind-beside");
    c.add("kind beside", p::UNKNOWN_BESIDE);
    c.add("length", w::WORD * (words(scene, first, end) - 1) as f32);
    if first > 0 && matches!(scene.doc.word(first - 1), "in" | "near" | "of" | "from" | "to" | "outside") {
        c.add("in", p::IN);
    }
    out.push(c);
}

/// What the lists know of a structural name: the whole, else the bare name with a type that fits the head.
pub(super) fn entries(scene: &Scene, whole: &str, name: &str, feature: &str) -> Vec<EntryRef> {
    let fits = |t: TypeId| match feature {
        "admin1" | "admin2" => matches!(t, TypeId::ADMIN1 | TypeId::ADMIN2),
        "city" => t == TypeId::CITY,
        "water" => t == TypeId::WATER,
        "mountain" => t == TypeId::MOUNTAIN,
        "region" => matches!(t, TypeId::REGION | TypeId::ADMIN1),
        _ => t == TypeId::FACILITY,
    };
    let mut out: Vec<EntryRef> = scene.gazetteer.lookup(whole).into_iter().filter(|x| x.1.is_place()).map(|x| x.0).collect();
    if out.is_empty() {
        out.extend(scene.gazetteer.lookup(name).into_iter().filter(|x| fits(x.1)).map(|x| x.0));
    }
    if out.is_empty() && matches!(feature, "admin1" | "admin2") {
        // a district is known by its seat when the lists have no district
        out.extend(scene.gazetteer.lookup(name).into_iter().filter(|x| x.1 == TypeId::CITY).map(|x| x.0));
    }
    out
}
