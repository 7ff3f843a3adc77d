//! What a document is about: one country and one place.
//!
//! In: the case and what the resolver answered. Out: [`Focus`], for the columns `focus_country` and
//! `focus_place_id` of documents.csv. Where a document was *written* is its dateline, which has a column of its
//! own; here the dateline is one voice among others, because a release from Vienna may be about Tirana.

use super::gather::Case;
use super::resolve::Resolved;
use crate::gazetteer::{EntryRef, TypeId};
use crate::spot::Scene;
use crate::text::Zone;
use rustc_hash::FxHashMap;

/// What the document is about.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Focus {
    /// ISO 3166-1 alpha-2; empty where no country has a clear share of the voices.
    pub country: String,
    /// The place; a country itself where nothing smaller stands out, a region across borders where no country does.
    pub place: Option<EntryRef>,
}

/// A mention in running text.
const BODY: f64 = 1.0;
/// A headline says what a text is about.
const HEADLINE: f64 = 3.0;
/// A dateline says where it was written, which is as a rule where it happened.
const DATELINE: f64 = 2.0;
/// The issuer's address and contact lines say who writes, not of what.
const CONTACT: f64 = 0.1;
/// A nationality is often an adjective of origin only.
const NATIONALITY: f64 = 0.6;
/// Least share of all voices that a focus country needs: below it several countries stand side by side.
const SHARE: f64 = 0.3;
/// Share of its country's voices that a place needs to stand for the document in place of its country.
const PLACE_SHARE: f64 = 0.25;

/// What the voices of a document come to.
pub fn focus(scene: &Scene, case: &Case, resolved: &[Resolved]) -> Focus {
    let mut countries: FxHashMap<&str, f64> = FxHashMap::default();
    let mut places: FxHashMap<EntryRef, f64> = FxHashMap::default();
    let mut all = 0.0;
    // The countries of organisations carry weights of their own (see `gather`).
    for &(c, w) in &case.countries {
        *countries.entry(c).or_default() += w;
        all += w;
    }
    for m in &case.mentions {
        let (t, answer) = (&case.toponyms[m.toponym], &resolved[m.toponym]);
        let Some(best) = answer.best else { continue };
        let r = &t.readings[best];
        let zone = match scene.zone(m.first) {
            _ if m.dateline => DATELINE,
            _ if m.contact => CONTACT,
            Zone::Headline => HEADLINE,
            Zone::Contact => CONTACT,
            Zone::Body => BODY,
        };
        let voice = zone * if t.nationality { NATIONALITY } else { 1.0 } * answer.share;
        all += voice;
        // a region of several countries speaks for none of them
        if scene.gazetteer.entry(r.entry).country.len() == 2 {
            *countries.entry(r.country).or_default() += voice;
        }
        if !t.nationality {
            *places.entry(r.entry).or_default() += voice;
        }
    }
    let country = most(countries.into_iter()).filter(|(_, n)| *n >= SHARE * all);
    let (code, voices) = country.unwrap_or(("", all));
    let divisions = scene.gazetteer.divisions();
    let fits = |r: EntryRef| {
        let type_ = scene.gazetteer.type_of(r);
        let of = scene.gazetteer.entry(r).country;
        match code {
            "" => of.len() != 2 && !matches!(type_, TypeId::COUNTRY),
            _ => of == code && type_ != TypeId::COUNTRY,
        }
    };
    let threshold = if code.is_empty() { SHARE } else { PLACE_SHARE } * voices;
    let place = most(places.into_iter().filter(|(r, _)| fits(*r))).filter(|(_, n)| *n >= threshold);
    Focus { country: code.to_owned(), place: place.map(|p| p.0).or_else(|| divisions.country(code)) }
}

/// The one with the most voices; ties go to the smaller key, so that the same text gives the same answer.
fn most<K: Ord + Copy>(voices: impl Iterator<Item = (K, f64)>) -> Option<(K, f64)> {
    voices.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
}
