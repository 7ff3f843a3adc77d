//! Rows of places.
//!
//! In: what the resolver answered. Out: [`Place`]s, each once, and the link of each mention.

use super::Link;
use super::gather::{Case, Mention, Toponym};
use super::resolve::{Basis, Resolved};
use crate::gazetteer::{EntryRef, Gazetteer, TypeId};
use crate::model::Place;
use crate::text::line::name_line;
use crate::text::slug::slug;
use rustc_hash::FxHashMap;

/// Collects the places of a document.
#[derive(Debug)]
pub struct Rows<'g> {
    gazetteer: &'g Gazetteer,
    /// The rows.
    pub places: Vec<Place>,
    seen: FxHashMap<String, usize>,
    /// Rows by entry: most mentions are of a place that has its row.
    of_entry: FxHashMap<EntryRef, usize>,
}

impl<'g> Rows<'g> {
    /// No rows yet.
    pub fn new(gazetteer: &'g Gazetteer) -> Self {
        Rows { gazetteer, places: Vec::new(), seen: FxHashMap::default(), of_entry: FxHashMap::default() }
    }

    /// Link a mention, with a row for its place.
    pub fn link(&mut self, case: &Case, t: &Toponym, m: &Mention, answer: &Resolved) -> Link {
        let mut link = match answer.best {
            Some(best) => {
                let r = t.readings[best].entry;
                let place = self.row(r);
                let type_ = if t.nationality { "nationality".to_owned() } else { self.places[place].type_.clone() };
                let basis = match answer.basis {
                    Basis::Only => "only-reading".to_owned(),
                    Basis::Container(c) => format!("container:{}", case.names[c]),
                    Basis::Carried => "carried".to_owned(),
                    Basis::Population => "population".to_owned(),
                    Basis::Votes => "votes".to_owned(),
                    Basis::Near => "near".to_owned(),
                    Basis::None => String::new(),
                };
                // A doubtful reading lowers the mention's confidence, but it is still a place.
                Link {
                    place: Some(place),
                    type_,
                    source: self.gazetteer.source(r),
                    basis,
                    confidence: 0.5 + 0.5 * answer.share as f32,
                    listed: true,
                }
            }
            None if t.nationality => Link { type_: "nationality".to_owned(), confidence: 1.0, ..Link::default() },
            None => {
                let type_ = t.head.unwrap_or("region").to_owned();
                let place = self.unresolved(case.names[m.toponym], &type_, &answer.country, answer.town.map(|t| t.1));
                let basis = answer.town.map_or(String::new(), |t| format!("inside:{}", case.names[t.0]));
                let type_ = self.places[place].type_.clone();
                Link { place: Some(place), type_, basis, confidence: 1.0, ..Link::default() }
            }
        };
        if m.dateline {
            link.basis = if link.basis.is_empty() { "dateline".to_owned() } else { format!("dateline;{}", link.basis) };
        }
        link
    }

    /// The row of an entry.
    pub fn row(&mut self, r: EntryRef) -> usize {
        if let Some(&at) = self.of_entry.get(&r) {
            return at;
        }
        let at = self.new_row(r);
        self.of_entry.insert(r, at);
        at
    }

    fn new_row(&mut self, r: EntryRef) -> usize {
        let e = self.gazetteer.entry(r);
        let id = self.gazetteer.id_of(r);
        if let Some(&at) = self.seen.get(id.as_ref()) {
            return at;
        }
        let type_ = self.gazetteer.type_of(r);
        let divisions = self.gazetteer.divisions();
        let code = crate::gazetteer::first_code(e.country);
        // A sea or region of several countries has no one country.
        let code = if e.country.contains('|') { "" } else { code };
        let name = |r: Option<EntryRef>| r.map_or(String::new(), |r| self.gazetteer.entry(r).name.to_owned());
        let mut source = self.gazetteer.source(r);
        if type_ == TypeId::COUNTRY
            && let Some(at) = e.note.find("point:")
        {
            source = format!("{source}; {}", &e.note[at..]);
        }
        let place = Place {
            id: id.into_owned(),
            name: e.name.to_owned(),
            type_: match type_ {
                // TABLES.md has one kind for divisions below the first
                TypeId::ADMIN2 => "region".to_owned(),
                t => self.gazetteer.type_name(t).to_owned(),
            },
            country_code: code.to_owned(),
            country: if type_ == TypeId::COUNTRY { e.name.to_owned() } else { name(divisions.country(code)) },
            admin1_code: e.admin1.to_owned(),
            admin1: name(divisions.admin1(code, e.admin1)),
            point: e.point,
            population: e.population.map(u64::from),
            geonames: e.geonames.map(u64::from),
            wikidata: e.wikidata.to_owned(),
            source,
        };
        self.add(place)
    }

    /// The row of a place that is no entry of a list, each id once.
    pub fn add_once(&mut self, place: Place) -> usize {
        match self.seen.get(&place.id) {
            Some(&at) => at,
            None => self.add(place),
        }
    }

    fn add(&mut self, place: Place) -> usize {
        self.seen.insert(place.id.clone(), self.places.len());
        self.places.push(place);
        self.places.len() - 1
    }

    /// A place that no list knows: it keeps its name and country, and has the point of the town it stands in, if
    /// the text says which; `source` then says so.
    fn unresolved(&mut self, name: &str, type_: &str, country: &str, town: Option<EntryRef>) -> usize {
        let mut id = format!("place/unresolved-{}", slug(name));
        if !country.is_empty() {
            id.push('-');
            id.push_str(&country.to_ascii_lowercase());
        }
        if let Some(&at) = self.seen.get(&id) {
            return at;
        }
        let full = self.gazetteer.divisions().country(country).map_or(String::new(), |r| self.gazetteer.entry(r).name.to_owned());
        let name = name_line(name);
        let type_ = if type_ == "admin2" { "region" } else { type_ };
        let mut place = Place { id, name, type_: type_.to_owned(), country_code: country.to_owned(), country: full, ..Place::default() };
        if let Some(r) = town {
            let e = self.gazetteer.entry(r);
            place.id = format!("{}-{}", place.id, slug(e.name));
            place.point = e.point;
            place.admin1_code = e.admin1.to_owned();
            place.admin1 =
                self.gazetteer.divisions().admin1(country, e.admin1).map_or(String::new(), |r| self.gazetteer.entry(r).name.to_owned());
            place.source = format!("{}; point: of {}", self.gazetteer.source(r), e.name);
            if let Some(&at) = self.seen.get(&place.id) {
                return at;
            }
        }
        self.add(place)
    }
}
