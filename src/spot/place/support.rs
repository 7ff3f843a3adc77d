//! Whether the document is about that part of the world at all.
//!
//! In: a document's place candidates. Out: the same, the weak ones raised where one of their readings lies in a
//! country or division the sure ones speak for, and lowered where none does; short forms of divisions named in
//! full ("Clarke" beside "Clarke County") raised.

use super::weights as p;
use crate::gazetteer::TypeId;
use crate::spot::scene::{Scene, TokenInfo};
use crate::spot::{Candidate, Label};
use rustc_hash::{FxHashMap, FxHashSet};

/// From this score a candidate speaks for its country.
const SURE: f32 = 2.0;
/// Above this score a candidate needs no support.
const ENOUGH: f32 = 3.0;
/// A division with this share of the voices is what the document is about.
const SHARE: f32 = 0.25;

/// The publisher's home speaks as so many sure places.
const PUBLISHER: f32 = 3.0;

/// A listed place of several words with this score is no other name by mere structure.
const CLAIMS: f32 = 1.5;

/// Lower what only structure calls an organisation or a person where the whole span is a listed place: "West
/// Bank", "Fort Mill", "Glen Ellyn".
pub fn claim(scene: &Scene, candidates: &mut [Candidate]) {
    let listed: FxHashSet<(u32, u32)> = candidates
        .iter()
        .filter(|c| c.label == Label::Place && c.rule == "place/list" && c.score >= CLAIMS && c.end - c.first > 1)
        .map(|c| (c.first, c.end))
        .collect();
    for c in candidates.iter_mut() {
        // "St." is a saint's title, and in news far more often the head of a town's name: "St. Albans"
        // ("St. Michael's pupils" go to a school)
        let owns = || scene.doc.word(c.end as usize).starts_with(crate::text::token::is_apostrophe);
        if c.rule == "person/title" && c.first >= 2 && !owns() && listed.contains(&(c.first - 2, c.end)) {
            c.add("a listed place", p::SAINT);
        }
        if matches!(c.rule, "organization/head" | "person/name") && listed.contains(&(c.first, c.end)) {
            c.add("a listed place", p::CLAIMED);
        }
    }
}

/// Support the weak candidates.
pub fn support(scene: &Scene, candidates: &mut [Candidate]) {
    let mut countries: FxHashMap<&str, f32> = FxHashMap::default();
    let mut divisions: FxHashMap<(&str, &str), f32> = FxHashMap::default();
    let (mut all, mut divided) = (0f32, 0f32);
    let mut long: FxHashSet<u64> = FxHashSet::default();
    // A local paper is about its own division even where it does not say so.
    if let Some(r) = scene.gazetteer.divisions().publisher(scene.publisher) {
        let e = scene.gazetteer.entry(r);
        *countries.entry(e.country).or_default() += PUBLISHER;
        all += PUBLISHER;
        if !e.admin1.is_empty() {
            *divisions.entry((e.country, e.admin1)).or_default() += PUBLISHER;
            divided += PUBLISHER;
        }
    }
    for c in candidates.iter().filter(|c| c.score >= SURE) {
        let Some(&best) = c.entries.first() else { continue };
        let (countries_of, admin1) = scene.gazetteer.seat(best);
        let country = crate::gazetteer::first_code(countries_of);
        if !country.is_empty() {
            *countries.entry(country).or_default() += 1.0;
            all += 1.0;
        }
        if c.label == Label::Place && !admin1.is_empty() {
            *divisions.entry((country, admin1)).or_default() += 1.0;
            divided += 1.0;
        }
        let division = matches!(scene.gazetteer.type_of(best), TypeId::ADMIN2 | TypeId::ADMIN1);
        // "Clarke" of "Clarke County"; "Baja" is no short form of Baja California
        if c.label == Label::Place && division && c.end - c.first == 2 && scene.info[c.first as usize + 1].is(TokenInfo::IN_PLACE_HEAD) {
            long.insert(scene.info[c.first as usize].hash);
        }
    }
    for c in candidates.iter_mut().filter(|c| c.label == Label::Place && c.score < ENOUGH && c.rule == "place/list") {
        if c.end - c.first == 1 && long.contains(&scene.info[c.first as usize].hash) {
            c.add("short form", p::SHORT_FORM);
        }
        let (mut home, mut country_seen) = (false, false);
        // readings are ordered by likelihood; beyond a dozen a name is everywhere
        for &r in c.entries.iter().take(12) {
            let (countries_of, admin1) = scene.gazetteer.seat(r);
            let country = crate::gazetteer::first_code(countries_of);
            country_seen |= country.is_empty() || countries.get(country).is_some_and(|n| *n / all > 0.1);
            home |= !admin1.is_empty() && divisions.get(&(country, admin1)).is_some_and(|n| *n / divided >= SHARE);
        }
        let name = scene.info[c.first as usize];
        let doubt = 1.0 - f32::from(name.given().max(name.family())) / 255.0 * 0.6;
        if home {
            c.add("home division", p::HOME_DIVISION * doubt);
        } else if country_seen && all > 0.0 {
            c.add("home country", p::HOME_COUNTRY * doubt);
        } else if all >= 2.0 {
            c.add("elsewhere", p::ELSEWHERE);
        }
    }
}
