//! What a document says of its entities that another document may say of the same ones.
//!
//! In: a document's entities with their links, its posts and its country. Out: [`LocalEntity::evidence`], by which the merge
//! across documents knows `Y. Orlov` of one document for the `Yuri Orlov` of another.

use super::entity::{Entities, key_of};
use super::person::told;
use crate::gazetteer::{EntryRef, TypeId};
use crate::model::{Evidence, Extraction, LocalEntity};
use crate::settle::Settled;
use crate::spot::{Label, Scene};
use crate::text::{Prepared, fold::fold_phrase};

/// Bodies named beside an organisation that are remembered: the first ones of a document are the ones it is about.
const BESIDE: usize = 16;

/// Fill in the evidence. `found` holds the roles and the country of the document; its entities are not there yet.
pub fn fill(scene: &Scene, settled: &Settled, entities: &mut Entities, found: &Extraction) {
    let mut all: Vec<Vec<Evidence>> = vec![Vec::new(); entities.entities.len()];
    for role in &found.roles {
        let body = role.organization.and_then(|o| entities.entities.get(o));
        let post = fold_phrase(&role.role);
        let own = &mut all[role.person];
        let country = if role.country_code.is_empty() { body.map_or("", |b| &b.country_code) } else { &role.country_code };
        match body.map(body_key) {
            Some(body) => {
                around(scene, &body, own);
                own.push(Evidence::Post(post, body.clone()));
                own.push(Evidence::Body(body));
            }
            None if !country.is_empty() => own.push(Evidence::StatePost(post, country.to_owned())),
            None => {}
        }
        own.extend((!country.is_empty()).then(|| Evidence::Country(country.to_owned())));
    }
    let mut looked_up = vec![false; entities.entities.len()];
    for (link, &i) in entities.links.iter().zip(&settled.chosen) {
        let c = &settled.candidates[i];
        let Some(link) = link.as_ref().filter(|_| c.label == Label::Person) else { continue };
        let own = &mut all[link.entity];
        // the list says the same of a person at every mention
        if let Some(entry) = link.entry
            && entities.entities[link.entity].list_id.is_some()
            && !std::mem::replace(&mut looked_up[link.entity], true)
        {
            listed(scene, entry, own);
        }
        let told = told(scene, c);
        own.extend(told.title.map(Evidence::Title));
        own.extend(told.given.map(Evidence::Given));
    }
    let bodies: Vec<&String> = entities.entities.iter().filter(|e| e.type_ == "organization").filter_map(|e| e.list_id.as_ref()).collect();
    let beside: Vec<Evidence> = bodies.into_iter().take(BESIDE).map(|id| Evidence::Beside(id.clone())).collect();
    for (e, own) in entities.entities.iter().zip(&mut all) {
        // a listed body needs no further proof, and one without an acronym is known by its name alone
        if e.type_ == "organization" && e.list_id.is_none() && !e.acronym.is_empty() {
            own.extend(beside.iter().cloned());
            own.extend([&found.focus_country, &e.country_code].into_iter().filter(|c| !c.is_empty()).cloned().map(Evidence::Country));
        }
    }
    for (e, mut own) in entities.entities.iter_mut().zip(all) {
        own.sort();
        own.dedup();
        e.evidence = own;
    }
}

/// What a body is called in evidence.
fn body_key(body: &LocalEntity) -> String {
    match &body.list_id {
        Some(id) => id.clone(),
        None => format!("~{}", key_of(&body.name)),
    }
}

/// The bodies around a listed one.
fn around(scene: &Scene, body: &str, own: &mut Vec<Evidence>) {
    own.extend(scene.gazetteer.around(body).into_iter().map(|id| Evidence::Around(id.to_owned())));
}

/// What the list says of a person: country, and the bodies that the posts name ("NATO Secretary General").
fn listed(scene: &Scene, entry: EntryRef, own: &mut Vec<Evidence>) {
    let e = scene.gazetteer.entry(entry);
    own.extend(e.country.split(" | ").filter(|c| !c.is_empty()).map(|c| Evidence::Country(c.to_owned())));
    for post in e.feature.split(" | ").filter(|p| !p.is_empty()) {
        let doc = Prepared::new(post);
        for hit in scene.gazetteer.hits(&doc).into_iter().filter(|h| h.type_ == TypeId::ORGANIZATION) {
            let body = scene.gazetteer.id_of(hit.entry).into_owned();
            around(scene, &body, own);
            own.push(Evidence::Body(body));
        }
    }
}
