//! Rows of addresses.
//!
//! In: an address as spotted and the answers for the places in it. Out: [`Located`]: the address's own row of
//! locations.csv. An address has the point of its town, as `source` says, or none: no list knows houses.

use super::gather::Case;
use super::resolve::Resolved;
use super::row::Rows;
use crate::gazetteer::{EntryRef, TypeId};
use crate::model::Place;
use crate::spot::Scene;
use crate::spot::contact::Address;
use crate::text::slug::slug;

/// Nine in ten runs of street, number and town are addresses; structure alone proves no more.
pub const CONFIDENCE: f32 = 0.9;

/// An address with its row.
#[derive(Debug, Clone)]
pub struct Located {
    /// First token.
    pub first: usize,
    /// Token after the last.
    pub end: usize,
    /// Index of its row.
    pub place: usize,
    /// `inside:Naples`, or empty.
    pub basis: String,
}

/// Give an address its row.
pub fn locate(scene: &Scene, a: &Address, case: &Case, resolved: &[Resolved], rows: &mut Rows) -> Located {
    let inside: Vec<(usize, EntryRef)> = case
        .mentions
        .iter()
        .filter(|m| (a.first..a.end).contains(&m.first))
        .filter_map(|m| Some((m.toponym, case.toponyms[m.toponym].readings.get(resolved[m.toponym].best?)?.entry)))
        .collect();
    let of = |wanted: &[TypeId]| inside.iter().find(|x| wanted.contains(&scene.gazetteer.type_of(x.1))).copied();
    let town = of(&[TypeId::CITY]).or_else(|| of(&[TypeId::ADMIN2, TypeId::ADMIN1]));
    let country = town.or_else(|| of(&[TypeId::COUNTRY]));
    let name = scene.doc.slice(a.first, a.end).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut place = Place { id: format!("place/address-{}", slug(&name)), name, type_: "address".to_owned(), ..Place::default() };
    if let Some((_, r)) = country {
        let e = scene.gazetteer.entry(r);
        let divisions = scene.gazetteer.divisions();
        let named = |r: Option<EntryRef>| r.map_or(String::new(), |r| scene.gazetteer.entry(r).name.to_owned());
        place.country_code = e.country.to_owned();
        place.country = named(divisions.country(e.country));
        place.admin1_code = e.admin1.to_owned();
        place.admin1 = named(divisions.admin1(e.country, e.admin1));
    }
    if let Some((_, r)) = town {
        let e = scene.gazetteer.entry(r);
        place.point = e.point;
        place.source = format!("{}; point: of {}", scene.gazetteer.source(r), e.name);
    }
    let basis = town.map_or(String::new(), |t| format!("inside:{}", case.names[t.0]));
    Located { first: a.first, end: a.end, place: rows.add_once(place), basis }
}
