//! Places and nationalities: listed ones, and what a head word makes a place of.
//!
//! In: the scene. Out: place candidates with all the entries the form may stand for, and nationalities. Which
//! of them is meant is settled in `link`.
//!
//! The tools that keep ordinary words and people out, in the order they were measured to help: ordinary words
//! ([`super::listed::ordinary`]), persons (titles, given names, name weights), alternate names, cues for small
//! places ([`cue`]), and whether the document is about that part of the world at all ([`support`]).

pub mod county;
pub mod cue;
pub mod head;
pub mod options;
pub(in crate::spot) mod saint;
pub mod support;
#[cfg(test)]
mod tests;
pub mod weights;

use super::listed::{denied, ordinary};
use super::scene::{Scene, TokenInfo};
use super::{Candidate, Label, weights as w};
use crate::gazetteer::compiled::SurfaceFlags;
use crate::gazetteer::{EntryRef, TypeId};
pub use options::{PlaceOptions, Tool};
use weights as p;

/// Propose places with every tool on.
pub fn spot(scene: &Scene) -> Vec<Candidate> {
    spot_with(scene, &PlaceOptions::default())
}

/// Propose places.
pub fn spot_with(scene: &Scene, options: &PlaceOptions) -> Vec<Candidate> {
    let mut out = Vec::new();
    let denied = denied(scene);
    let mut i = 0;
    while i < scene.hits.len() {
        let (first, end) = (scene.hits[i].first, scene.hits[i].end);
        let mut j = i;
        let mut places: Vec<Listed> = Vec::new();
        let mut nationality: Option<EntryRef> = None;
        while j < scene.hits.len() && scene.hits[j].first == first && scene.hits[j].end == end {
            let h = &scene.hits[j];
            let refused = || !denied.is_empty() && denied.contains(&(first, end, scene.gazetteer.type_name(h.type_)));
            if h.type_ == TypeId::NATIONALITY {
                nationality.get_or_insert(h.entry);
            } else if h.type_.is_place() && !refused() {
                places.push(Listed { prior: prior(scene, h.entry, h.type_, h.flags), entry: h.entry, type_: h.type_, flags: h.flags });
            }
            j += 1;
        }
        i = j;
        if let Some(entry) = nationality {
            // "Jewish", "Igbo", "Transatlantic": a people or an adjective of no land is no place, and no town either
            let e = scene.gazetteer.entry(entry);
            let landless = e.feature == "people" || e.country.is_empty() && e.parent.is_empty();
            let label = if landless { Label::Nothing } else { Label::Nationality };
            out.push(
                Candidate::new(first as usize, end as usize, label, "nationality/list")
                    .from_entry(entry)
                    .because("listed", w::LISTED)
                    .because("language", if cue::language(scene, first as usize, end as usize, entry) { p::LANGUAGE } else { 0.0 }),
            );
        }
        if places.iter().any(|p| broad(p.type_))
            && scene.hits_at(first as usize).iter().any(|h| h.type_ == TypeId::PLACE_HEAD && h.end == end)
        {
            // "the Gulf" is a sea before it is a province
            places.retain(|p| broad(p.type_));
        }
        if !places.is_empty() {
            places.sort_by(|a, b| b.prior.total_cmp(&a.prior).then(a.entry.cmp(&b.entry)));
            out.push(judge(scene, first as usize, end as usize, &places));
        }
    }
    head::spot(scene, &mut out);
    out.extend(saint::spot(scene));
    county::legislators(scene, &mut out);
    county::joined(scene, &mut out);
    county::short_forms(scene, &mut out);
    options.apply(&mut out);
    if options.on(Tool::Support) {
        support::support(scene, &mut out);
    }
    out
}

/// Kinds without bounds of their own, from the hand-kept list.
fn broad(t: TypeId) -> bool {
    matches!(t, TypeId::REGION | TypeId::WATER | TypeId::MOUNTAIN)
}

/// A listed place under a form.
#[derive(Debug, Clone, Copy)]
struct Listed {
    prior: f32,
    entry: EntryRef,
    type_: TypeId,
    flags: SurfaceFlags,
}

/// How likely a bare form means this entry, before any context: kinds by rank, cities by size.
fn prior(scene: &Scene, entry: EntryRef, type_: TypeId, flags: SurfaceFlags) -> f32 {
    let own = entry.set == EntryRef::USER;
    // Of GeoNames' alternates many are never used; the hand-kept lists' are.
    let kept = own || !matches!(type_, TypeId::CITY | TypeId::ADMIN1 | TypeId::ADMIN2);
    let alias = if flags.has(SurfaceFlags::NAME) || kept { 0.0 } else { p::ALTERNATE };
    alias
        + match type_ {
            TypeId::COUNTRY | TypeId::CONTINENT => p::COUNTRY,
            TypeId::ADMIN1 => p::ADMIN1,
            TypeId::REGION | TypeId::WATER | TypeId::MOUNTAIN | TypeId::FACILITY => p::REGION,
            TypeId::ADMIN2 => p::ADMIN2,
            _ => {
                let inhabitants = scene.gazetteer.population(entry).unwrap_or(if own { p::OWN_PLACE } else { 0 });
                (f64::from(inhabitants) + 10.0).log10() as f32 * p::SIZE - p::SMALL
            }
        }
}

/// Is the word the head of other names: of places, bodies, events, agreements?
fn kind_itself(scene: &Scene, first: usize, end: usize) -> bool {
    let head = |t: TypeId| matches!(t, TypeId::PLACE_HEAD | TypeId::ORG_HEAD | TypeId::EVENT_HEAD | TypeId::AGREEMENT_HEAD);
    scene.hits_at(first).iter().any(|h| head(h.type_) && h.end as usize == end)
}

fn judge(scene: &Scene, first: usize, end: usize, places: &[Listed]) -> Candidate {
    let best = places[0];
    let mut c = Candidate::new(first, end, Label::Place, "place/list");
    c.entries = places.iter().map(|p| p.entry).collect();
    c.add("prior", best.prior);
    let words = scene.words(first, end);
    c.add("length", w::WORD * p::LENGTH * words.saturating_sub(1) as f32);
    let info = &scene.info[first];
    let entry = scene.gazetteer.entry(best.entry);
    if !entry.context.is_empty() && !super::listed::has_context(scene, entry.context, first, end) {
        c.add("no context word", w::NO_CONTEXT);
    }
    // "Gilgit-Baltistan", "Baden-Württemberg": a hyphen joins what would be two towns
    if words > 1 && (first + 1..end - 1).any(|i| scene.doc.hyphen(i) && scene.doc.gap(i).is_empty()) {
        c.add("joined by a hyphen", p::HYPHENATED);
    }
    // "Salem City Council" is the council of Salem; "Kansas City" has no other name
    if words > 1 && !best.flags.has(SurfaceFlags::NAME) && scene.at(end - 1, "City") && scene.capital(end) && scene.adjacent(end - 1) {
        c.add("goes on in capitals", w::PIECE);
    }
    let acronym = best.flags.has(SurfaceFlags::ACRONYM);
    let firm = matches!(best.type_, TypeId::COUNTRY | TypeId::CONTINENT) && !acronym;
    // the hand-kept lists' other names are as good as the first ("South Lebanon"; not "Lake Chad basin", which is no name)
    let named = best.flags.has(SurfaceFlags::NAME) && best.type_ != TypeId::CITY || broad(best.type_) && scene.capital(end - 1);
    if words > 1 && named {
        // a country's short name earns the same inside its long one
        c.add("full name", if best.type_ == TypeId::COUNTRY { p::FULL_COUNTRY } else { p::FULL_NAME });
    }
    // "Washington, D.C." is one name, though both parts are in the lists: the city is the whole of its division
    let division = || scene.gazetteer.divisions().admin1(entry.country, entry.admin1).map(|r| scene.gazetteer.entry(r).population);
    let ends = |i: usize| scene.hits_at(i).iter().any(|h| h.end as usize == end && h.type_ == TypeId::ADMIN1);
    if words > 1
        && best.type_ == TypeId::CITY
        && (first + 1..end).any(ends)
        && division().is_some_and(|p| p.unwrap_or(u32::MAX) / 3 <= entry.population.unwrap_or(0))
    {
        c.add("a chain of the list", p::LISTED_CHAIN);
    }
    if words == 1 && !firm {
        c.add("ordinary word", ordinary(scene, first));
        // "Northeast" of "Northeast Georgia"
        let compass = matches!(scene.doc.word(first), "Northeast" | "Northwest" | "Southeast" | "Southwest" | "Midwest");
        if compass && scene.capital(end) && scene.adjacent(first) && scene.info[end].is(TokenInfo::IN_PLACE) {
            c.add("side of what follows", p::SIDE_OF);
        }
        if info.word.is_name() && best.type_ != TypeId::REGION {
            let name = f32::from(info.given().max(info.family())) / 255.0;
            c.add("personal name", p::PERSONAL_NAME * name);
        }
    }
    // "US$ 3 million", "A$"
    if scene.at(end, "$") && scene.doc.gap(end - 1).is_empty() {
        c.add("currency", p::CURRENCY);
    }
    // "IN", "OR", "OK", "NT": postal codes of states stand after a town; so do, as a rule, "Miss.", "Mass.".
    if entry.feature == "abbreviation" {
        match (acronym, cue::after_town(scene, first)) {
            (true, false) => c.add("postal code alone", p::POSTAL_ALONE),
            (false, true) => c.add("after a town", p::AFTER_TOWN),
            _ => {}
        }
    }
    cue::cues(scene, first, end, &mut c);
    // "Islands", "Summit", "Union" are towns or divisions somewhere, and everywhere a part of other names
    let contained = |e: &(&str, f32)| matches!(e.0, "container follows" | "age before" | "dateline" | "miles of");
    // ("The City", "The Summit" too: there are two such towns)
    let bare = if words == 2 && scene.at(first, "The") { first + 1 } else { first };
    if words == 1 + bare - first && !firm && !broad(best.type_) && kind_itself(scene, bare, end) && !c.evidence.iter().any(contained) {
        c.add("a kind of place", p::KIND_ITSELF);
    }
    // Four capitals are an acronym, unless a state follows ("TROY, N.C.") or the line is a dateline.
    let token = scene.doc.tokens[first];
    let short = words == 1 && token.is_upper() && token.len() <= 4 && !info.is(TokenInfo::CAPITALS_VOID);
    if short && !firm && !acronym && !c.evidence.iter().any(|e| matches!(e.0, "container follows" | "dateline")) {
        c.add("acronym", p::ACRONYM);
    }
    c
}
