//! Toponyms to points.

use crate::gazetteer::{EntryRef, TypeId};
use crate::model::Place;
use crate::settle::Settled;
use crate::spot::{Label, Scene};
use rustc_hash::FxHashMap;

/// Places and links parallel to `Settled::chosen`: (place, type, source, basis).
#[derive(Debug, Default)]
pub struct Places {
    /// The document's places.
    pub places: Vec<Place>,
    /// (index into places, mention type, source, basis).
    pub links: Vec<Option<(Option<usize>, String, String, String)>>,
}

/// Resolve.
pub fn link(scene: &Scene, settled: &Settled) -> Places {
    let mut out = Places { places: Vec::new(), links: vec![None; settled.chosen.len()] };
    let mut seen: FxHashMap<EntryRef, usize> = FxHashMap::default();
    for (k, &i) in settled.chosen.iter().enumerate() {
        let c = &settled.candidates[i];
        if !matches!(c.label, Label::Place | Label::Nationality) {
            continue;
        }
        let Some(&r) = c.entries.first() else { continue };
        let source = scene.gazetteer.source(r);
        let type_ = scene.gazetteer.type_of(r);
        if type_ == TypeId::NATIONALITY || type_ == TypeId::ORG_HEAD {
            out.links[k] =
                Some((None, if type_ == TypeId::NATIONALITY { "nationality" } else { "facility" }.to_owned(), source, String::new()));
            continue;
        }
        let at = *seen.entry(r).or_insert_with(|| {
            let e = scene.gazetteer.entry(r);
            out.places.push(Place {
                id: e.id.to_owned(),
                name: e.name.to_owned(),
                type_: scene.gazetteer.type_name(type_).to_owned(),
                country_code: e.country.to_owned(),
                admin1_code: e.admin1.to_owned(),
                point: e.point,
                population: e.population.map(u64::from),
                geonames: e.geonames.map(u64::from),
                wikidata: e.wikidata.to_owned(),
                source: source.clone(),
                ..Place::default()
            });
            out.places.len() - 1
        });
        out.links[k] = Some((Some(at), scene.gazetteer.type_name(type_).to_owned(), source, "explicit".to_owned()));
    }
    out
}
