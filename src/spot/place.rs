//! Places and nationalities: listed ones, and what a head word makes a place of.
//!
//! In: the scene. Out: place candidates with all the entries the form may stand for, and nationalities. Which
//! of them is meant is settled in `link`.

use super::listed::{denied, ordinary};
use super::scene::{Scene, TokenInfo};
use super::{Candidate, Label, weights as w};
use crate::gazetteer::compiled::SurfaceFlags;
use crate::gazetteer::{EntryRef, TypeId};

/// Propose places.
pub fn spot(scene: &Scene) -> Vec<Candidate> {
    let mut out = Vec::new();
    let denied = denied(scene);
    let mut i = 0;
    while i < scene.hits.len() {
        let (first, end) = (scene.hits[i].first, scene.hits[i].end);
        let mut j = i;
        let mut places: Vec<(f32, EntryRef, TypeId, SurfaceFlags)> = Vec::new();
        let mut nationality: Option<EntryRef> = None;
        while j < scene.hits.len() && scene.hits[j].first == first && scene.hits[j].end == end {
            let h = &scene.hits[j];
            let refused = || denied.iter().any(|d| d.0 == first && d.1 == end && d.2 == scene.gazetteer.type_name(h.type_));
            if h.type_ == TypeId::NATIONALITY {
                nationality.get_or_insert(h.entry);
            } else if h.type_.is_place() && !refused() {
                places.push((prior(scene, h.entry, h.type_, h.flags), h.entry, h.type_, h.flags));
            }
            j += 1;
        }
        i = j;
        if let Some(entry) = nationality {
            out.push(
                Candidate::new(first as usize, end as usize, Label::Nationality, "nationality/list")
                    .from_entry(entry)
                    .because("listed", 2.6),
            );
        }
        if !places.is_empty() {
            places.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            out.push(judge(scene, first as usize, end as usize, &places));
        }
    }
    out
}

/// How likely a bare form means this entry, before any context: kinds by rank, cities by size.
fn prior(scene: &Scene, entry: EntryRef, type_: TypeId, flags: SurfaceFlags) -> f32 {
    let e = scene.gazetteer.entry(entry);
    let size = (f64::from(e.population.unwrap_or(0)) + 10.0).log10() as f32;
    // An alternate name is a weaker tie than the name itself: of GeoNames' alternates many are never used.
    let alias = if flags.has(SurfaceFlags::NAME) || type_ == TypeId::COUNTRY { 0.0 } else { -0.6 };
    alias
        + match type_ {
            TypeId::COUNTRY | TypeId::CONTINENT => 4.5,
            TypeId::ADMIN1 => 3.0,
            TypeId::REGION | TypeId::WATER | TypeId::MOUNTAIN | TypeId::FACILITY => 2.8,
            TypeId::ADMIN2 => 1.0,
            _ => size * 0.9 - 2.4, // 1,000 inhabitants: 0.3; 100,000: 2.1; 10 million: 3.9
        }
}

fn judge(scene: &Scene, first: usize, end: usize, places: &[(f32, EntryRef, TypeId, SurfaceFlags)]) -> Candidate {
    let (best, entry, type_, flags) = places[0];
    let mut c = Candidate::new(first, end, Label::Place, "place/list");
    c.entries = places.iter().map(|p| p.1).collect();
    c.add("prior", best - 1.2);
    let words = scene.words(first, end);
    c.add("length", w::WORD * 0.8 * words.saturating_sub(1) as f32);
    let info = &scene.info[first];
    let context = scene.gazetteer.entry(entry).context;
    if !context.is_empty() && !super::listed::has_context(scene, context, first, end) {
        c.add("no context word", w::NO_CONTEXT);
    }
    let firm = matches!(type_, TypeId::COUNTRY | TypeId::CONTINENT) && !flags.has(SurfaceFlags::ACRONYM);
    if words == 1 && !firm {
        c.add("ordinary word", ordinary(scene, first));
        if info.word.is_name() && type_ != TypeId::REGION {
            let name = f32::from(info.given().max(info.family())) / 255.0;
            c.add("personal name", -1.2 * name);
        }
        if scene.doc.tokens[first].is_upper()
            && scene.doc.tokens[first].len() <= 4
            && !info.is(TokenInfo::CAPITALS_VOID)
            && !flags.has(SurfaceFlags::ACRONYM)
        {
            c.add("acronym", -2.0);
        }
    }
    cues(scene, first, end, &mut c);
    c
}

/// Evidence around a place's name.
fn cues(scene: &Scene, first: usize, end: usize, c: &mut Candidate) {
    let doc = scene.doc;
    if first > 0 && scene.adjacent(first - 1) {
        match doc.word(first - 1) {
            "in" | "In" | "near" | "Near" | "outside" | "across" | "throughout" | "around" => c.add("in", 1.3),
            "from" | "From" | "to" | "at" | "At" | "into" | "toward" | "towards" | "between" | "against" | "via" | "over" => {
                c.add("from", 0.6)
            }
            "of" | "with" | "and" => c.add("of", 0.2),
            "northern" | "southern" | "eastern" | "western" | "central" | "north" | "south" | "east" | "west" | "northeastern"
            | "northwestern" | "southeastern" | "southwestern" | "downtown" | "neighbouring" | "neighboring" => c.add("compass", 1.5),
            _ => {}
        }
        // "the Bath": towns take no article
        if matches!(doc.word(first - 1), "the" | "a" | "an" | "The" | "A") && scene.gazetteer.type_of(c.entries[0]) == TypeId::CITY {
            c.add("article", -1.5);
        }
        if scene.ending(first, TypeId::TITLE).is_some() {
            c.add("title before", -3.0);
        }
        let given = &scene.info[first - 1];
        if scene.capital(first - 1) && given.given() > 60 && !given.is(TokenInfo::IN_PLACE) && given.common() == 0 {
            c.add("given name before", -2.5);
        }
    }
    if doc.word(end) == "," && end + 1 < doc.tokens.len() && scene.info[end + 1].is(TokenInfo::IN_PLACE) && scene.capital(end + 1) {
        c.add("container follows", 1.8);
    }
    if first >= 2 && doc.word(first - 1) == "," && scene.info[first - 2].is(TokenInfo::IN_PLACE) && scene.capital(first - 2) {
        c.add("inside before", 1.0);
    }
    if scene.adjacent(end - 1) && scene.capital(end) {
        let info = &scene.info[end];
        if info.family() > 30 && info.common() == 0 && !info.is(TokenInfo::IN_PLACE) {
            c.add("family name follows", -1.2);
        }
    }
    if first == scene.bounds(first).0 && matches!(doc.word(end), "(" | "–" | "—" | ":" | ",") {
        c.add("dateline", 0.8);
    }
}
