//! The merge across documents: which entities of different documents are one.
//!
//! In: the entities of each document, as [`Provisional`]s. Out: [`Merged`], the run's entities with their final
//! ids, and for every handle given out the entity it became.
//!
//! Memory grows with the distinct entities, not with documents: entities that can never be told apart (same
//! list id, or same type and folded name) share a handle from the start. [`Across::finish`] then merges
//! handles, and counts decide what an entity is called, so that the order of documents decides nothing.
//!
//! A list id is a fact, a name is a guess: two list ids are never merged, and a name that two list entries
//! bear belongs to neither.

use crate::model::LocalEntity;
use crate::text::{fold::fold_phrase, line::one_line, slug::slug};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

/// An entity of one document with what it is provisionally known by. Made without the others in sight, so
/// that folding names runs beside other documents.
#[derive(Debug, Clone)]
pub struct Provisional {
    key: Key,
    entity: LocalEntity,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Listed(String),
    Named { type_: String, folded: String },
}

impl Provisional {
    /// Find what the entity is known by.
    pub fn new(entity: LocalEntity) -> Self {
        let key = match &entity.list_id {
            Some(id) => Key::Listed(id.clone()),
            None => {
                let folded = fold_phrase(&entity.name);
                let folded = if folded.is_empty() { one_line(&entity.name) } else { folded };
                Key::Named { type_: entity.type_.clone(), folded }
            }
        };
        Provisional { key, entity }
    }
}

/// Strings with how often each was seen, sorted by the strings.
#[derive(Debug, Clone, Default)]
struct Tally(Vec<(Box<str>, usize)>);

impl Tally {
    fn add(&mut self, text: &str, times: usize) {
        if text.is_empty() {
            return;
        }
        match self.0.binary_search_by(|(t, _)| (**t).cmp(text)) {
            Ok(i) => self.0[i].1 += times,
            Err(i) => self.0.insert(i, (text.into(), times)),
        }
    }

    fn absorb(&mut self, other: &Tally) {
        other.0.iter().for_each(|(text, times)| self.add(text, *times));
    }

    /// The most frequent; of equals one with small letters (capitals throughout hide the spelling), then the
    /// longest (it has the diacritics), then the first by bytes.
    fn best(&self) -> String {
        let merit = |(text, times): &&(Box<str>, usize)| (*times, text.chars().any(char::is_lowercase), text.len());
        self.0.iter().rev().max_by_key(merit).map_or(String::new(), |(text, _)| text.to_string())
    }

    /// Most frequent first, equals by bytes.
    fn most_frequent_first(&self) -> Vec<(String, usize)> {
        let mut all: Vec<(String, usize)> = self.0.iter().map(|(text, times)| (text.to_string(), *times)).collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        all
    }
}

/// All that is known of the entities behind one handle.
#[derive(Debug, Clone, Default)]
struct Group {
    list_id: Option<String>,
    types: Tally,
    names: Tally,
    forms: Tally,
    acronyms: Tally,
    countries: Tally,
    wikidata: Tally,
    sources: Tally,
    external_ids: BTreeSet<String>,
}

impl Group {
    fn add(&mut self, entity: LocalEntity) {
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
        self.list_id = self.list_id.take().or(entity.list_id);
    }

    fn absorb(&mut self, other: &Group) {
        // The listed entity keeps its own name; the others' are forms only.
        self.forms.absorb(&other.forms);
        self.acronyms.absorb(&other.acronyms);
        self.countries.absorb(&other.countries);
        self.wikidata.absorb(&other.wikidata);
        self.external_ids.extend(other.external_ids.iter().cloned());
    }
}

/// Collects the entities of all documents.
#[derive(Debug, Clone, Default)]
pub struct Across {
    handles: FxHashMap<Key, usize>,
    groups: Vec<Group>,
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

/// The outcome of the merge.
#[derive(Debug, Clone, Default)]
pub struct Merged {
    /// For each handle the index into `entities`.
    pub index_of_handle: Vec<usize>,
    /// The run's entities, sorted by id.
    pub entities: Vec<FinalEntity>,
}

impl Across {
    /// Nothing collected yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Take in an entity of one document; returns its handle.
    pub fn add(&mut self, provisional: Provisional) -> usize {
        let next = self.groups.len();
        let handle = *self.handles.entry(provisional.key).or_insert(next);
        if handle == next {
            self.groups.push(Group::default());
        }
        self.groups[handle].add(provisional.entity);
        handle
    }

    /// Merge, name, give ids.
    pub fn finish(self) -> Merged {
        let listed = self.only_bearer_of_name();
        // Where each handle goes: a named group to the one listed entity of that name, else to itself.
        let mut goes_to: Vec<usize> = (0..self.groups.len()).collect();
        for (key, &handle) in &self.handles {
            if let Key::Named { type_, folded } = key
                && let Some(Some(owner)) = listed.get(&(type_.clone(), folded.clone()))
            {
                goes_to[handle] = *owner;
            }
        }
        let mut groups = self.groups;
        for handle in 0..groups.len() {
            if goes_to[handle] != handle {
                let named = std::mem::take(&mut groups[handle]);
                groups[goes_to[handle]].absorb(&named);
            }
        }
        let kept: Vec<usize> = (0..groups.len()).filter(|&h| goes_to[h] == h).collect();
        let mut entities: Vec<(usize, FinalEntity)> = kept.iter().map(|&h| (h, describe(&groups[h]))).collect();
        give_ids(&mut entities, |h| groups[h].list_id.as_deref());
        entities.sort_by(|a, b| a.1.entity_id.cmp(&b.1.entity_id));
        let index: FxHashMap<usize, usize> = entities.iter().enumerate().map(|(i, (h, _))| (*h, i)).collect();
        let index_of_handle = goes_to.iter().map(|h| index[h]).collect();
        Merged { index_of_handle, entities: entities.into_iter().map(|(_, e)| e).collect() }
    }

    /// For each type and folded name the listed entity that bears it, `None` where several do.
    fn only_bearer_of_name(&self) -> FxHashMap<(String, String), Option<usize>> {
        let mut bearer = FxHashMap::default();
        for (handle, group) in self.groups.iter().enumerate().filter(|(_, g)| g.list_id.is_some()) {
            bearer.entry((group.types.best(), fold_phrase(&group.names.best()))).and_modify(|b| *b = None).or_insert(Some(handle));
        }
        bearer
    }
}

fn describe(group: &Group) -> FinalEntity {
    FinalEntity {
        entity_id: String::new(),
        type_: group.types.best(),
        name: if group.names.0.is_empty() { group.forms.best() } else { group.names.best() },
        aliases: group.forms.most_frequent_first(),
        acronym: group.acronyms.best(),
        country_code: group.countries.best(),
        wikidata: group.wikidata.best(),
        external_ids: group.external_ids.iter().cloned().collect(),
        source: group.sources.best(),
    }
}

/// Ids: the lists' own first, then every slug goes to the first entity by (type, name), and those that come too
/// late get `-2`, `-3`, …
fn give_ids<'a>(entities: &mut [(usize, FinalEntity)], list_id: impl Fn(usize) -> Option<&'a str>) {
    let mut taken: FxHashSet<String> = FxHashSet::default();
    let mut late = Vec::new();
    let mut wanting: Vec<(String, usize)> = Vec::new();
    for (i, (handle, entity)) in entities.iter_mut().enumerate() {
        match list_id(*handle) {
            Some(id) => {
                // A user's list may number its entries; an id must not look like a number or a date.
                let plain = id.starts_with(|c: char| c.is_alphabetic());
                entity.entity_id = if plain { id.to_string() } else { format!("{}/{id}", type_slug(&entity.type_)) };
                if !taken.insert(entity.entity_id.clone()) {
                    late.push((entity.entity_id.clone(), i));
                }
            }
            None => {
                wanting.push((format!("{}/{}", type_slug(&entity.type_), slug(&entity.name)), i));
            }
        }
    }
    let merit = |(wanted, i): &(String, usize)| (wanted.clone(), entities[*i].1.type_.clone(), entities[*i].1.name.clone());
    wanting.sort_by_cached_key(merit);
    for (wanted, i) in wanting {
        if taken.insert(wanted.clone()) {
            entities[i].1.entity_id = wanted;
        } else {
            late.push((wanted, i));
        }
    }
    for (wanted, i) in late {
        let free = (2..).map(|n| format!("{wanted}-{n}")).find(|id| !taken.contains(id)).unwrap_or(wanted);
        taken.insert(free.clone());
        entities[i].1.entity_id = free;
    }
}

/// A type as the head of an id; a user's type may be anything, the id must start with a letter.
fn type_slug(type_: &str) -> String {
    let s = slug(type_);
    if s.starts_with(|c: char| c.is_ascii_alphabetic()) { s } else { format!("type-{s}") }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entity(type_: &str, name: &str, list_id: &str, forms: &[(&str, usize)]) -> LocalEntity {
        LocalEntity {
            type_: type_.into(),
            name: name.into(),
            list_id: Some(list_id.to_string()).filter(|id| !id.is_empty()),
            forms: forms.iter().map(|(f, n)| (f.to_string(), *n)).collect(),
            ..LocalEntity::default()
        }
    }

    fn merge(entities: &[LocalEntity]) -> (Vec<String>, Merged) {
        let mut across = Across::new();
        let handles: Vec<usize> = entities.iter().map(|e| across.add(Provisional::new(e.clone()))).collect();
        let merged = across.finish();
        (handles.iter().map(|&h| merged.entities[merged.index_of_handle[h]].entity_id.clone()).collect(), merged)
    }

    /// (type, name, list id) → id.
    const CASES: [(&str, &str, &str, &str); 16] = [
        ("person", "Jürgen Stock", "", "person/jurgen-stock"),
        ("person", "JURGEN  STOCK", "", "person/jurgen-stock"),
        ("product", "Jürgen Stock", "", "product/jurgen-stock"),
        ("organization", "Interpol", "organization/interpol", "organization/interpol"),
        ("organization", "INTERPOL", "", "organization/interpol"),
        // Two list entries bear this name: a third that is not listed is neither of them.
        ("organization", "Ministry of Defence", "organization/mod-uk", "organization/mod-uk"),
        ("organization", "Ministry of Defence", "organization/mod-in", "organization/mod-in"),
        ("organization", "ministry of defence", "", "organization/ministry-of-defence"),
        // Different names with one slug.
        ("event", "Rose & Crown", "", "event/rose-crown"),
        ("event", "Rose (Crown)", "", "event/rose-crown-2"),
        // Ids that a spreadsheet would take for a number or a date.
        ("agreement", "Treaty", "1/2", "agreement/1/2"),
        ("2019", "Treaty", "", "type-2019/treaty"),
        // Two types with one slug, and names without a letter.
        ("Trade Fair", "Expo", "", "trade-fair/expo"),
        ("trade-fair", "Expo", "", "trade-fair/expo-2"),
        ("event", "–\n", "", "event/6d120ffa"),
        ("event", "– ", "", "event/6d120ffa"),
    ];

    #[test]
    fn lists_decide_then_names() {
        let (ids, merged) = merge(&CASES.map(|(type_, name, id, _)| entity(type_, name, id, &[(name, 1)])));
        assert_eq!(ids, CASES.map(|(.., want)| want));
        let stock = merged.entities.iter().find(|e| e.entity_id == "person/jurgen-stock").unwrap();
        assert_eq!(stock.name, "Jürgen Stock", "small letters and diacritics win where counts are equal");
    }

    #[test]
    fn what_a_list_says_stays_and_forms_are_counted() {
        let listed = LocalEntity { source: "un.csv:7".into(), ..entity("organization", "OSCE", "organization/osce", &[("O.S.C.E.", 1)]) };
        let named = LocalEntity { acronym: "OSCE".into(), ..entity("organization", "Osce", "", &[("Osce", 2), ("OSCE\n ", 2)]) };
        let (_, merged) = merge(&[named.clone(), listed, named]);
        let osce = &merged.entities[0];
        assert_eq!((merged.entities.len(), &*osce.name, &*osce.source, &*osce.acronym), (1, "OSCE", "un.csv:7", "OSCE"));
        assert_eq!(osce.aliases, [("OSCE".to_string(), 4), ("Osce".to_string(), 4), ("O.S.C.E.".to_string(), 1)]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn the_order_of_documents_decides_nothing(order in Just((0..CASES.len()).collect::<Vec<_>>()).prop_shuffle()) {
            let all = CASES.map(|(type_, name, id, _)| entity(type_, name, id, &[(name, 1)]));
            let (_, first) = merge(&all);
            let (ids, merged) = merge(&order.iter().map(|&i| all[i].clone()).collect::<Vec<_>>());
            prop_assert_eq!(&merged.entities, &first.entities);
            prop_assert_eq!(ids, order.iter().map(|&i| CASES[i].3).collect::<Vec<_>>());
        }
    }
}
