//! What is known of an entity of the run while documents are read. In: entities of documents; out: [`FinalEntity`].

use super::tally::Tally;
use crate::link::person::{Told, parts_of};
use crate::model::{Evidence, LocalEntity};
use crate::text::line::one_line;
use std::collections::BTreeSet;

/// All that is known of the entities behind one handle.
#[derive(Debug, Clone, Default)]
pub struct Group {
    pub list_id: Option<String>,
    /// The one document it is of, where a judgement parts it from its namesakes elsewhere.
    pub only_in: String,
    types: Tally,
    names: Tally,
    forms: Tally,
    acronyms: Tally,
    countries: Tally,
    wikidata: Tally,
    sources: Tally,
    external_ids: BTreeSet<String>,
    pub evidence: BTreeSet<Evidence>,
}

/// An entity of the run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FinalEntity {
    /// `TYPE/slug`, or the list's id.
    pub entity_id: String,
    /// `person`, `organization`, …
    pub type_: String,
    /// Canonical name.
    pub name: String,
    /// Distinct surface forms with their counts, most frequent first.
    pub aliases: Vec<(String, usize)>,
    /// Acronym or empty.
    pub acronym: String,
    /// ISO 3166-1 alpha-2 or empty.
    pub country_code: String,
    /// Wikidata id or empty.
    pub wikidata: String,
    /// `SCHEME:VALUE`, sorted.
    pub external_ids: Vec<String>,
    /// `FILE:LINE` of the list entry, or empty.
    pub source: String,
}

impl Group {
    pub fn add(&mut self, entity: LocalEntity) {
        self.types.add(&entity.type_, 1);
        self.names.add(&one_line(&entity.name), 1);
        for (form, times) in &entity.forms {
            self.forms.add(&one_line(form), *times);
        }
        self.acronyms.add(&entity.acronym, 1);
        self.countries.add(&entity.country_code, 1);
        self.wikidata.add(&entity.wikidata, 1);
        self.sources.add(&entity.source, 1);
        self.external_ids.extend(entity.external_ids);
        self.evidence.extend(entity.evidence);
        self.list_id = self.list_id.take().or(entity.list_id);
    }

    /// Take in another's; this one keeps its own name, the other's are forms only.
    pub fn absorb(&mut self, other: &Group) {
        self.forms.absorb(&other.forms);
        self.acronyms.absorb(&other.acronyms);
        self.countries.absorb(&other.countries);
        self.wikidata.absorb(&other.wikidata);
        self.external_ids.extend(other.external_ids.iter().cloned());
        self.evidence.extend(other.evidence.iter().cloned());
    }

    pub fn type_(&self) -> String {
        self.types.best()
    }

    pub fn name(&self) -> String {
        if self.names.is_empty() { self.forms.best() } else { self.names.best() }
    }

    pub fn acronyms(&self) -> impl Iterator<Item = &str> {
        self.acronyms.texts()
    }

    pub fn countries(&self) -> impl Iterator<Item = &str> {
        self.countries.texts()
    }

    /// Where a merge goes: from later to earlier. Listed ones first, then names of more words, of more letters, then by
    /// bytes, so that nothing depends on the order of documents.
    pub fn rank(&self) -> Rank {
        let name = self.name();
        let parts = parts_of(&name);
        let (words, letters) = (parts.len(), parts.iter().map(|p| p.chars().count()).sum::<usize>());
        let id = self.list_id.clone().unwrap_or_default();
        (
            self.list_id.is_none(),
            usize::MAX - words,
            usize::MAX - letters,
            crate::text::fold::fold_phrase(&name),
            name,
            id,
            self.only_in.clone(),
        )
    }

    /// What titles and given names tell of the gender; `None` where the documents contradict each other, so that one name
    /// stands for several people.
    pub fn told(&self) -> Option<Told> {
        let mut told = Told::default();
        let mut agree = true;
        for e in &self.evidence {
            match e {
                Evidence::Title(g) => agree &= told.title.replace(*g).is_none_or(|old| old == *g),
                Evidence::Given(g) => agree &= told.given.replace(*g).is_none_or(|old| old == *g),
                _ => {}
            }
        }
        agree.then_some(told)
    }

    /// Its row.
    pub fn describe(&self, entity_id: String) -> FinalEntity {
        FinalEntity {
            entity_id,
            type_: self.type_(),
            name: self.name(),
            aliases: self.forms.most_frequent_first(),
            acronym: self.acronyms.best(),
            country_code: self.countries.best(),
            wikidata: self.wikidata.best(),
            external_ids: self.external_ids.iter().cloned().collect(),
            source: self.sources.best(),
        }
    }
}

/// See [`Group::rank`].
pub type Rank = (bool, usize, usize, String, String, String, String);
