//! **link**: names become entities, toponyms places, expressions dates, posts rows.
//!
//! In: a document, its scene and what was settled. Out: an [`Extraction`].

pub mod across;
pub mod entity;
pub mod place;
pub mod post;

use crate::model::{Extraction, Kind, Mention, Target};
use crate::read::Document;
use crate::settle::Settled;
use crate::spot::{Label, Scene, acronym::Definition};

/// Turn what was settled into rows.
pub fn link(scene: &Scene, settled: &Settled, definitions: &[Definition], document: &Document) -> Extraction {
    let mut out = Extraction { sentences: scene.doc.sentences.len(), ..Extraction::default() };
    let entities = entity::link(scene, settled, definitions);
    let places = place::link(scene, settled, &document.publisher);
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
            confidence: confidence(c.score),
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
                m.confidence *= l.confidence;
            }
            Label::Date(_) | Label::Nothing => continue,
        }
        out.mentions.push(m);
    }
    out.roles = post::link(scene, settled, &entities, &places);
    out.entities = entities.entities;
    out.places = places.places;
    out.dateline_place = places.dateline;
    out.problems.extend(places.problems);
    out.mentions.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end), m.kind));
    out
}

/// Score to probability: the logistic of the score, less sure than the sum says because evidence overlaps.
fn confidence(score: f32) -> f32 {
    1.0 / (1.0 + (-0.55 * score - 0.3).exp())
}
