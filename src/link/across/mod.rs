//! The merge across documents: which entities of different documents are one.
//!
//! In: the entities of each document, as [`Provisional`]s, and [`Judgements`]. Out: [`Merged`], the run's entities with their
//! final ids, for every handle given out the entity it became, and a note for each merge that was not plain.
//!
//! Memory grows with the distinct entities, not with documents: entities that can never be told apart (same
//! list id, or same type and folded name) share a handle from the start. [`Across::finish`] then merges
//! handles, and counts decide what an entity is called, so that the order of documents decides nothing:
//!
//! 1. equal names: to the one listed entity of that name; ids are given here;
//! 2. judgements: what is different is never joined, what is the same is;
//! 3. organisations (`bodies`), then people (`people`), by evidence.
//!
//! A list id is a fact, a name is a guess: two list ids are merged by a judgement only, and a name that two list entries
//! bear belongs to neither.

mod bodies;
mod clusters;
mod group;
mod ids;
pub mod judgements;
mod people;
mod strings;
#[cfg(test)]
mod tests;

use crate::model::{LocalEntity, Problem, Severity};
use crate::text::{fold::fold_phrase, line::one_line};
use clusters::Clusters;
pub use group::FinalEntity;
use group::{Group, Groups, Seen};
use ids::Ids;
use judgements::{Judgement, Judgements, Side, plain};
use people::Merge;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

/// An entity of one document with what it is provisionally known by. Made without the others in sight, so
/// that folding names runs beside other documents. What is stored of it is the entity; the rest follows from it.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "LocalEntity")]
pub struct Provisional {
    key: Key,
    entity: LocalEntity,
}

impl Serialize for Provisional {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.entity.serialize(serializer)
    }
}

impl From<LocalEntity> for Provisional {
    fn from(entity: LocalEntity) -> Self {
        Provisional::new(entity)
    }
}

/// What tells entities apart before they are merged, as a hundred and twenty-eight bits of BLAKE3: among a thousand million
/// entities the odds that two of them meet are one in 10²⁰.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key([u64; 2]);

impl Key {
    fn of(parts: &[&str]) -> Self {
        let mut all = Vec::with_capacity(parts.iter().map(|part| 8 + part.len()).sum());
        for part in parts {
            all.extend((part.len() as u64).to_le_bytes());
            all.extend_from_slice(part.as_bytes());
        }
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&blake3::hash(&all).as_bytes()[..16]);
        let number = u128::from_le_bytes(bytes);
        Key([number as u64, (number >> 64) as u64])
    }

    fn listed(id: &str) -> Self {
        Key::of(&["listed", id])
    }

    fn named(type_: &str, folded: &str) -> Self {
        Key::of(&["named", type_, folded])
    }

    /// Parted from its namesakes by a judgement.
    fn of_document(type_: &str, folded: &str, doc_id: &str) -> Self {
        Key::of(&["of document", type_, folded, doc_id])
    }
}

impl Provisional {
    /// Find what the entity is known by.
    pub fn new(mut entity: LocalEntity) -> Self {
        entity.name = one_line(&entity.name);
        if entity.forms.keys().any(|form| one_line(form) != *form) {
            for (form, times) in std::mem::take(&mut entity.forms) {
                *entity.forms.entry(one_line(&form)).or_default() += times;
            }
        }
        let key = match &entity.list_id {
            Some(id) => Key::listed(id),
            None => Key::named(&entity.type_, &folded(&entity.name)),
        };
        Provisional { key, entity }
    }

    /// The same as an entity that only this document knows: a list's word for it was for another.
    fn of_document(self, doc_id: &str) -> Self {
        let LocalEntity { type_, name, forms, acronym, evidence, .. } = self.entity;
        let key = Key::of_document(&type_, &folded(&name), doc_id);
        Provisional { key, entity: LocalEntity { type_, name, forms, acronym, evidence, ..LocalEntity::default() } }
    }
}

/// What names of one type are the same by, across documents and across the stretches of one; the name is of one line.
pub(crate) fn folded(name: &str) -> String {
    let folded = fold_phrase(name);
    if folded.is_empty() { name.to_owned() } else { folded }
}

/// Collects the entities of all documents.
#[derive(Debug, Clone, Default)]
pub struct Across {
    handles: FxHashMap<Key, u32>,
    groups: Groups,
    judgements: Judgements,
}

/// The outcome of the merge.
#[derive(Debug, Clone, Default)]
pub struct Merged {
    /// For each handle the number of the entity.
    pub index_of_handle: Vec<u32>,
    /// Merges by evidence, and judgements that could not be heeded, by id.
    pub notes: Vec<Problem>,
    groups: Groups,
    ids: Ids,
    /// The groups that are left, by id.
    order: Vec<u32>,
}

impl Merged {
    /// Number of the run's entities.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Id and name of one; they are numbered by id.
    pub fn id_and_name(&self, number: usize) -> (&str, &str) {
        let at = self.order[number] as usize;
        (self.ids.get(at), self.groups.get(at).map_or("", Seen::name))
    }

    /// All that is known of one.
    pub fn entity(&self, number: usize) -> FinalEntity {
        let at = self.order[number] as usize;
        self.groups.get(at).map_or_else(FinalEntity::default, |group| group.describe(self.ids.get(at)))
    }

    /// All of them, by id.
    pub fn entities(&self) -> impl Iterator<Item = FinalEntity> {
        (0..self.len()).map(|number| self.entity(number))
    }
}

impl Across {
    /// Nothing collected yet.
    pub fn new(judgements: Judgements) -> Self {
        Across { judgements, ..Across::default() }
    }

    /// Take in an entity of a document; returns its handle.
    pub fn add(&mut self, doc_id: &str, provisional: Provisional) -> u32 {
        let parted = self.judgements.parts(doc_id, &provisional.entity);
        let Provisional { key, entity } = if parted { provisional.of_document(doc_id) } else { provisional };
        let Groups { strings, all } = &mut self.groups;
        let next = all.len() as u32; // four thousand million groups do not fit into memory
        let handle = *self.handles.entry(key).or_insert(next);
        if handle == next {
            let only_in = if parted { strings.of(doc_id) } else { Default::default() };
            all.push(Some(Group::new(only_in)));
        }
        if let Some(group) = &mut all[handle as usize] {
            group.add(&entity, strings);
        }
        handle
    }

    /// Number of handles given out: the distinct entities so far, before any are merged.
    pub fn distinct(&self) -> usize {
        self.groups.all.len()
    }

    /// Merge, name, give ids.
    pub fn finish(self) -> Merged {
        let mut goes_to = self.equal_names();
        let Across { handles, mut groups, judgements } = self;
        drop(handles); // what comes now takes its memory
        groups.move_into(&goes_to);
        let ids = ids::give(&groups);
        let mut clusters = Clusters::new(groups.all.len());
        let mut notes = judge(&judgements.rows, &groups, &ids, &mut clusters);
        let mut merges = bodies::join(&groups, &mut clusters);
        merges.extend(people::join(&groups, &mut clusters));
        let name = |g: usize| groups.get(g).map_or("", Seen::name);
        notes.extend(merges.iter().map(|m| merged(m, &ids, name)));
        notes.sort_by(|a, b| (a.code, &a.message).cmp(&(b.code, &b.message)));

        let of_cluster: Vec<u32> = (0..groups.all.len()).map(|g| clusters.root(g) as u32).collect();
        drop(clusters);
        groups.move_into(&of_cluster);
        let mut order: Vec<u32> = groups.iter().map(|(g, _)| g as u32).collect();
        order.sort_unstable_by_key(|g| ids.get(*g as usize));
        let mut number = vec![0; groups.all.len()];
        order.iter().zip(0..).for_each(|(g, n)| number[*g as usize] = n);
        goes_to.iter_mut().for_each(|g| *g = number[of_cluster[*g as usize] as usize]);
        Merged { index_of_handle: goes_to, notes, groups, ids, order }
    }

    /// Where each handle goes: a named group to the one listed entity of that name, else to itself.
    fn equal_names(&self) -> Vec<u32> {
        let mut apart: FxHashSet<(String, String)> = FxHashSet::default();
        for j in self.judgements.rows.iter().filter(|j| !j.same && j.left.doc.is_empty() && j.right.doc.is_empty()) {
            apart.extend([(j.left.what.clone(), plain(&j.right.what)), (j.right.what.clone(), plain(&j.left.what))]);
        }
        // each name that listed entities bear, with its bearer; none where several do
        let mut bearer: FxHashMap<Key, Option<u32>> = FxHashMap::default();
        for (at, group) in self.groups.iter().filter(|(_, g)| g.group.is_listed()) {
            let folded = fold_phrase(group.name());
            let own = (apart.is_empty() || !apart.contains(&(group.list_id().to_owned(), folded.clone()))).then_some(at as u32);
            bearer.entry(Key::named(group.type_(), &folded)).and_modify(|b| *b = None).or_insert(own);
        }
        let mut goes_to: Vec<u32> = (0..self.groups.all.len() as u32).collect();
        for (name, owner) in bearer {
            if let (Some(owner), Some(&handle)) = (owner, self.handles.get(&name)) {
                goes_to[handle as usize] = owner;
            }
        }
        goes_to
    }
}

/// Heed the judgements: what is different first, so that no chain of sames joins it.
fn judge(rows: &[Judgement], groups: &Groups, ids: &Ids, clusters: &mut Clusters) -> Vec<Problem> {
    if rows.is_empty() {
        return Vec::new();
    }
    let mut called: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (g, group) in groups.iter() {
        let mut names = vec![ids.get(g).to_owned(), fold_phrase(group.name())];
        if group.group.is_listed() {
            names.push(group.list_id().to_owned());
        } else if !group.only_in().is_empty() {
            names.push(ids::of_name(group.type_(), group.name()));
        }
        names.sort();
        names.dedup();
        names.into_iter().for_each(|n| called.entry(n).or_default().push(g));
    }
    let find = |side: &Side| -> Vec<usize> {
        let all = called.get(&plain(&side.what)).map(Vec::as_slice).unwrap_or_default();
        // narrowed to a document: the one parted for it, else whoever bears the name
        let own: Vec<usize> =
            all.iter().copied().filter(|&g| groups.get(g).is_some_and(|e| !side.doc.is_empty() && e.only_in() == side.doc)).collect();
        let of_all = |&g: &usize| groups.get(g).is_some_and(|e| e.only_in().is_empty() || ids.get(g) == side.what);
        if own.is_empty() { all.iter().copied().filter(of_all).collect() } else { own }
    };
    let mut notes = Vec::new();
    let mut note = |j: &Judgement, code: &'static str, message: String| {
        let message = format!("{}: {message}", j.source);
        notes.push(Problem { line: 0, severity: Severity::Note, code, message });
    };
    let mut pairs = Vec::new();
    for j in rows {
        let (mut left, mut right) = (find(&j.left), find(&j.right));
        // a name that an id on the other side stands for as well means the other bearer
        if left.len() > 1 && right.len() == 1 {
            left.retain(|g| !right.contains(g));
        } else if right.len() > 1 && left.len() == 1 {
            right.retain(|g| !left.contains(g));
        }
        let sides = [(&j.left, &left), (&j.right, &right)];
        if let Some((side, _)) = sides.iter().find(|(_, found)| found.is_empty()) {
            let met = format!("{:?} is nobody in this run, expected an id of entities.csv or a name; nothing was done", side.what);
            note(j, "judgement-unknown", met);
        } else if let Some((side, found)) = sides.iter().find(|(_, found)| found.len() > 1) {
            let mut all: Vec<&str> = found.iter().map(|&g| ids.get(g)).collect();
            all.sort_unstable();
            let met = format!("{:?} is the name of {}; nothing was done, write one of the ids", side.what, all.join(" and of "));
            note(j, "judgement-unknown", met);
        } else if left == right {
            if !j.same {
                let met = format!("both sides are {}; nothing was parted, name a document in left_doc or right_doc", ids.get(left[0]));
                note(j, "judgement-conflict", met);
            }
        } else {
            pairs.push((j, left[0], right[0]));
        }
    }
    for &(_, left, right) in pairs.iter().filter(|p| !p.0.same) {
        clusters.part(left, right);
    }
    for &(j, left, right) in pairs.iter().filter(|p| p.0.same) {
        if !clusters.join(left, right, |g| groups.rank(g)) {
            let met = format!(
                "{} and {} are to be one, and other rows keep them apart; they stay apart, mend one of the rows",
                ids.get(left),
                ids.get(right)
            );
            note(j, "judgement-conflict", met);
        }
    }
    notes
}

/// The note on a merge: who, why, and how to overrule it.
fn merged<'g>(m: &Merge, ids: &Ids, name: impl Fn(usize) -> &'g str) -> Problem {
    let (from, into) = (ids.get(m.from), ids.get(m.into));
    let message = format!(
        "{from} ({}) was taken for {into} ({}): {}; if they are two, put the line \"{from},{into},different,\" into judgements.csv",
        name(m.from),
        name(m.into),
        m.why
    );
    Problem { line: 0, severity: Severity::Note, code: "merged-across", message }
}
