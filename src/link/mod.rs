//! **link**: names become entities, toponyms places, expressions dates, posts rows.
//!
//! In: a document, its scene and what was settled. Out: an [`Extraction`].

pub mod across;
mod confidence;
pub mod date;
pub mod entity;
mod evidence;
pub mod host;
pub mod inside;
mod meaning;
pub mod person;
pub mod place;
pub mod post;
mod term;

use crate::model::{DateValue, Extraction, Kind, Mention, Published, Target};
use crate::read::Document;
use crate::settle::Settled;
use crate::spot::contact::Contact;
use crate::spot::date::DateCandidate;
use crate::spot::{Label, Scene, acronym::Definition};
use date::{DateContext, Resolved};
use rustc_hash::FxHashMap;

/// What a caller decides about dates.
#[derive(Debug, Clone, Default)]
pub struct DateOptions {
    /// Publication date of documents that state none.
    pub published: Option<String>,
    /// Order of day and month in figures, where nothing in the document decides it.
    pub day_first: Option<bool>,
    /// What kind of text it is: what relative dates count from.
    pub profile: date::Profile,
}

/// What the stages before found in a document.
#[derive(Debug, Clone, Copy)]
pub struct Found<'f> {
    /// Candidates and choice.
    pub settled: &'f Settled,
    /// Acronyms with their long forms.
    pub definitions: &'f [Definition],
    /// All date candidates.
    pub dates: &'f [DateCandidate],
    /// Addresses and telephone numbers.
    pub contact: &'f Contact,
    /// The publication date, where this is a later stretch of a document whose first one decided it.
    pub published: Option<&'f Option<Published>>,
}

/// Turn what was settled into rows.
pub fn link(document: &Document, scene: &Scene, found: &Found, options: &DateOptions) -> Extraction {
    let Found { settled, definitions, dates, contact, published } = *found;
    let mut out = Extraction { sentences: scene.doc.sentences.len(), ..Extraction::default() };
    let (published, problems) = match published {
        Some(known) => (known.clone(), Vec::new()),
        None => date::reference::published(document, scene.doc, dates, options.published.as_deref()),
    };
    out.problems = problems;
    let context = DateContext::new(scene.doc, published.as_ref(), options.day_first).with_profile(options.profile);
    let values = date_values(scene, settled, dates, &context);
    out.published = published;
    let mut date_index: FxHashMap<DateValue, usize> = FxHashMap::default();
    let mut entities = entity::link(scene, settled, definitions);
    let places = place::link(scene, settled, contact);
    for (k, &i) in settled.chosen.iter().enumerate() {
        let c = &settled.candidates[i];
        let start = scene.doc.tokens[c.first as usize].start as usize;
        let end = scene.doc.tokens[c.end as usize - 1].end as usize;
        let mut m = Mention {
            start,
            end,
            sentence: scene.doc.sentence_of(c.first as usize) + 1,
            kind: Kind::Entity,
            type_: String::new(),
            target: Target::None,
            confidence: raw(c.score),
            rule: c.rule.to_owned(),
            source: c.entries.first().map_or(String::new(), |&r| scene.gazetteer.source(r)),
            basis: String::new(),
        };
        match c.label {
            Label::Person | Label::Organization | Label::Other(_) => {
                let Some(l) = &entities.links[k] else { continue };
                m.type_.clone_from(&entities.entities[l.entity].type_);
                m.target = Target::Entity(l.entity);
                m.basis.clone_from(&l.basis);
                if matches!(c.label, Label::Person | Label::Organization) {
                    m.confidence = confidence::of(c.rule, c.score);
                }
                if let Some(r) = l.entry {
                    m.source = scene.gazetteer.source(r);
                }
            }
            Label::Place | Label::Nationality => {
                let Some(l) = &places.links[k] else { continue };
                m.kind = Kind::Place;
                m.type_.clone_from(&l.type_);
                m.target = l.place.map_or(Target::None, Target::Place);
                m.source.clone_from(&l.source);
                m.basis.clone_from(&l.basis);
                m.confidence = place::confidence::calibrated(m.confidence * l.confidence, l.listed);
            }
            Label::Date(n) => {
                let Some(r) = values.get(&n) else { continue };
                m.kind = Kind::Date;
                m.start = dates[n as usize].start as usize;
                m.end = dates[n as usize].end as usize;
                m.type_ = r.value.type_.as_str().to_owned();
                m.basis.clone_from(&r.basis);
                m.confidence = r.confidence;
                m.rule = dates[n as usize].rule.to_owned();
                let at = *date_index.entry(r.value.clone()).or_insert_with(|| {
                    out.dates.push(r.value.clone());
                    out.dates.len() - 1
                });
                m.target = Target::Date(at);
                out.problems.extend(r.problem.clone());
            }
            Label::Nothing => continue,
        }
        out.mentions.push(m);
    }
    out.roles = post::link(scene, settled, &entities, &places, &document.publisher);
    out.focus_country = places.focus_country;
    evidence::fill(scene, settled, &mut entities, &out);
    let terms = term::conflicts(scene, &entities, &out);
    out.problems.extend(terms);
    out.problems.append(&mut entities.problems);
    out.entities = entities.entities;
    out.places = places.places;
    for a in &places.addresses {
        out.mentions.push(address_mention(scene, a));
    }
    out.dateline_place = places.dateline;
    out.focus_place = places.focus;
    out.problems.extend(places.problems);
    out.mentions.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end), m.kind));
    out
}

/// The mention of an address, around those of its city and country.
fn address_mention(scene: &Scene, a: &place::address::Located) -> Mention {
    Mention {
        start: scene.doc.tokens[a.first].start as usize,
        end: scene.doc.tokens[a.end - 1].end as usize,
        sentence: scene.doc.sentence_of(a.first) + 1,
        kind: Kind::Place,
        type_: "address".to_owned(),
        target: Target::Place(a.place),
        confidence: place::address::CONFIDENCE,
        rule: "place/address".to_owned(),
        source: String::new(),
        basis: a.basis.clone(),
    }
}

/// What the chosen date expressions mean, by number of the candidate.
fn date_values(scene: &Scene, settled: &Settled, dates: &[DateCandidate], context: &DateContext) -> FxHashMap<u32, Resolved> {
    debug_assert_eq!(scene.doc.text.len(), context.doc.text.len());
    let numbers: Vec<u32> = settled
        .chosen
        .iter()
        .filter_map(|&i| match settled.candidates[i].label {
            Label::Date(n) => Some(n),
            _ => None,
        })
        .collect();
    let chosen: Vec<&DateCandidate> = numbers.iter().map(|&n| &dates[n as usize]).collect();
    numbers.into_iter().zip(date::resolve(&chosen, context)).collect()
}

/// Score to probability: the logistic of the score, less sure than the sum says because evidence overlaps.
fn raw(score: f32) -> f32 {
    1.0 / (1.0 + (-0.55 * score - 0.3).exp())
}
