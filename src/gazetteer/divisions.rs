//! Countries and their first-level divisions by code, publishers by host name.
//!
//! In: the lists. Out: [`Divisions`], which answers which entry stands for country `GE`, for division `GA` of
//! `US` or for the publisher at `example.org`. It is made at the first question and kept: a scan over the type numbers of all entries (a few
//! milliseconds) that a run which finds no place need not pay.

use super::{EntryRef, Gazetteer, TypeId};
use rustc_hash::FxHashMap;

/// Lookup tables of the administrative world.
#[derive(Debug, Default)]
pub struct Divisions {
    countries: FxHashMap<String, EntryRef>,
    admin1: FxHashMap<String, FxHashMap<String, EntryRef>>,
    ids: FxHashMap<String, EntryRef>,
    publishers: FxHashMap<String, EntryRef>,
}

impl Divisions {
    /// Read the tables off the lists.
    pub(super) fn new(gazetteer: &Gazetteer) -> Self {
        let mut out = Divisions::default();
        for (r, type_) in gazetteer.all_entries() {
            if type_ == TypeId::PUBLISHER {
                out.publishers.insert(gazetteer.entry(r).name.to_owned(), r);
                continue;
            }
            if !matches!(type_, TypeId::COUNTRY | TypeId::ADMIN1 | TypeId::CONTINENT | TypeId::REGION) {
                continue;
            }
            let e = gazetteer.entry(r);
            // A user's entry overrides the shipped one of the same code, and comes later.
            if type_ == TypeId::COUNTRY && e.valid_to.is_empty() && e.point.is_some() {
                out.countries.insert(e.country.to_owned(), r);
            } else if type_ == TypeId::ADMIN1 && e.feature != "abbreviation" && !e.admin1.is_empty() {
                out.admin1.entry(e.country.to_owned()).or_default().insert(e.admin1.to_owned(), r);
            }
            if type_ != TypeId::ADMIN1 {
                out.ids.insert(e.id().into_owned(), r);
            }
        }
        out
    }

    /// The present country with this ISO 3166-1 alpha-2 code.
    pub fn country(&self, code: &str) -> Option<EntryRef> {
        self.countries.get(code).copied()
    }

    /// The first-level division of a country by its GeoNames code.
    pub fn admin1(&self, country: &str, code: &str) -> Option<EntryRef> {
        self.admin1.get(country)?.get(code).copied()
    }

    /// The publisher at a host name, or at the nearest one that the host is part of: `news.example.org` is
    /// `example.org`'s.
    pub fn publisher(&self, host: &str) -> Option<EntryRef> {
        let mut rest = host;
        loop {
            if let Some(&r) = self.publishers.get(rest) {
                return Some(r);
            }
            rest = rest.split_once('.')?.1;
        }
    }

    /// A country, continent or region by its id.
    pub fn by_id(&self, id: &str) -> Option<EntryRef> {
        self.ids.get(id).copied()
    }
}
