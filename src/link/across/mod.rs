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
mod tally;
#[cfg(test)]
mod tests;

use crate::model::{LocalEntity, Problem, Severity};
use crate::text::{fold::fold_phrase, line::one_line};
use clusters::Clusters;
pub use group::FinalEntity;
use group::Group;
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

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Listed(String),
    Named {
        type_: String,
        folded: String,
    },
    /// Parted from its namesakes by a judgement.
    OfDocument {
        type_: String,
        folded: String,
        doc_id: String,
    },
}

impl Provisional {
    /// Find what the entity is known by.
    pub fn new(entity: LocalEntity) -> Self {
        let key = match &entity.list_id {
            Some(id) => Key::Listed(id.clone()),
            None => Key::Named { type_: entity.type_.clone(), folded: folded(&entity.name) },
        };
        Provisional { key, entity }
    }

    /// The same as an entity that only this document knows: a list's word for it was for another.
    fn of_document(self, doc_id: &str) -> Self {
        let LocalEntity { type_, name, forms, acronym, evidence, .. } = self.entity;
        let key = Key::OfDocument { type_: type_.clone(), folded: folded(&name), doc_id: doc_id.to_owned() };
        Provisional { key, entity: LocalEntity { type_, name, forms, acronym, evidence, ..LocalEntity::default() } }
    }
}

fn folded(name: &str) -> String {
    let folded = fold_phrase(name);
    if folded.is_empty() { one_line(name) } else { folded }
}

/// Collects the entities of all documents.
#[derive(Debug, Clone, Default)]
pub struct Across {
    handles: FxHashMap<Key, usize>,
    groups: Vec<Group>,
    judgements: Judgements,
}

/// The outcome of the merge.
#[derive(Debug, Clone, Default)]
pub struct Merged {
    /// For each handle the index into `entities`.
    pub index_of_handle: Vec<usize>,
    /// The run's entities, sorted by id.
    pub entities: Vec<FinalEntity>,
    /// Merges by evidence, and judgements that could not be heeded, by id.
    pub notes: Vec<Problem>,
}

impl Across {
    /// Nothing collected yet.
    pub fn new(judgements: Judgements) -> Self {
        Across { judgements, ..Across::default() }
    }

    /// Take in an entity of a document; returns its handle.
    pub fn add(&mut self, doc_id: &str, provisional: Provisional) -> u32 {
        let parted = self.judgements.parts(doc_id, &provisional.entity);
        let provisional = if parted { provisional.of_document(doc_id) } else { provisional };
        let next = self.groups.len();
        let handle = *self.handles.entry(provisional.key).or_insert(next);
        if handle == next {
            let mut group = Group::default();
            if parted {
                doc_id.clone_into(&mut group.only_in);
            }
            self.groups.push(group);
        }
        self.groups[handle].add(provisional.entity);
        handle as u32 // four thousand million groups do not fit into memory
    }

    /// Number of handles given out: the distinct entities so far, before any are merged.
    pub fn distinct(&self) -> usize {
        self.groups.len()
    }

    /// Merge, name, give ids.
    pub fn finish(self) -> Merged {
        let mut goes_to = self.equal_names();
        let mut groups: Vec<Option<Group>> = self.groups.into_iter().map(Some).collect();
        move_into(&mut groups, &goes_to);
        let ids = ids::give(&groups);
        let ranks: Vec<group::Rank> = groups.iter().map(|g| g.as_ref().map(Group::rank).unwrap_or_default()).collect();
        let mut clusters = Clusters::new(groups.len());
        let mut notes = judge(&self.judgements.rows, &groups, &ids, &ranks, &mut clusters);
        let mut merges = bodies::join(&groups, &ranks, &mut clusters);
        merges.extend(people::join(&groups, &ranks, &mut clusters));
        let name = |g: usize| groups[g].as_ref().map(Group::name).unwrap_or_default();
        notes.extend(merges.iter().map(|m| merged(m, &ids, name)));
        notes.sort_by(|a, b| (a.code, &a.message).cmp(&(b.code, &b.message)));

        let of_cluster: Vec<usize> = (0..groups.len()).map(|g| clusters.root(g)).collect();
        move_into(&mut groups, &of_cluster);
        goes_to.iter_mut().for_each(|g| *g = of_cluster[*g]);
        let mut entities: Vec<(usize, FinalEntity)> = Vec::new();
        for (g, (group, id)) in groups.iter().zip(ids).enumerate() {
            entities.extend(group.as_ref().map(|group| (g, group.describe(id))));
        }
        entities.sort_by(|a, b| a.1.entity_id.cmp(&b.1.entity_id));
        let index: FxHashMap<usize, usize> = entities.iter().enumerate().map(|(i, (g, _))| (*g, i)).collect();
        let index_of_handle = goes_to.iter().map(|g| index[g]).collect();
        Merged { index_of_handle, entities: entities.into_iter().map(|(_, e)| e).collect(), notes }
    }

    /// Where each handle goes: a named group to the one listed entity of that name, else to itself.
    fn equal_names(&self) -> Vec<usize> {
        let listed = self.only_bearer_of_name();
        let mut apart: FxHashSet<(String, String)> = FxHashSet::default();
        for j in self.judgements.rows.iter().filter(|j| !j.same && j.left.doc.is_empty() && j.right.doc.is_empty()) {
            apart.extend([(j.left.what.clone(), plain(&j.right.what)), (j.right.what.clone(), plain(&j.left.what))]);
        }
        let mut goes_to: Vec<usize> = (0..self.groups.len()).collect();
        for (key, &handle) in &self.handles {
            if let Key::Named { type_, folded } = key
                && let Some(&Some(owner)) = listed.get(&(type_.clone(), folded.clone()))
                && !self.groups[owner].list_id.as_ref().is_some_and(|id| !apart.is_empty() && apart.contains(&(id.clone(), folded.clone())))
            {
                goes_to[handle] = owner;
            }
        }
        goes_to
    }

    /// For each type and folded name the listed entity that bears it, `None` where several do.
    fn only_bearer_of_name(&self) -> FxHashMap<(String, String), Option<usize>> {
        let mut bearer = FxHashMap::default();
        for (handle, group) in self.groups.iter().enumerate().filter(|(_, g)| g.list_id.is_some()) {
            bearer.entry((group.type_(), fold_phrase(&group.name()))).and_modify(|b| *b = None).or_insert(Some(handle));
        }
        bearer
    }
}

/// Move groups into those they belong to; they themselves are gone then.
fn move_into(groups: &mut [Option<Group>], goes_to: &[usize]) {
    for (from, &into) in goes_to.iter().enumerate().filter(|(from, into)| from != *into) {
        if let Some(moved) = groups[from].take()
            && let Some(into) = groups[into].as_mut()
        {
            into.absorb(&moved);
        }
    }
}

/// Heed the judgements: what is different first, so that no chain of sames joins it.
fn judge(rows: &[Judgement], groups: &[Option<Group>], ids: &[String], ranks: &[group::Rank], clusters: &mut Clusters) -> Vec<Problem> {
    if rows.is_empty() {
        return Vec::new();
    }
    let mut called: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (g, group) in groups.iter().enumerate() {
        let Some(group) = group else { continue };
        let mut names = vec![ids[g].clone(), fold_phrase(&group.name())];
        if let Some(id) = group.list_id.clone() {
            names.push(id);
        } else if !group.only_in.is_empty() {
            names.push(ids::of_name(&group.type_(), &group.name()));
        }
        names.sort();
        names.dedup();
        names.into_iter().for_each(|n| called.entry(n).or_default().push(g));
    }
    let find = |side: &Side| -> Vec<usize> {
        let all = called.get(&plain(&side.what)).map(Vec::as_slice).unwrap_or_default();
        // narrowed to a document: the one parted for it, else whoever bears the name
        let own: Vec<usize> =
            all.iter().copied().filter(|&g| groups[g].as_ref().is_some_and(|e| !side.doc.is_empty() && e.only_in == side.doc)).collect();
        let of_all = |&g: &usize| groups[g].as_ref().is_some_and(|e| e.only_in.is_empty() || ids[g] == side.what);
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
            let mut all: Vec<&str> = found.iter().map(|&g| ids[g].as_str()).collect();
            all.sort_unstable();
            let met = format!("{:?} is the name of {}; nothing was done, write one of the ids", side.what, all.join(" and of "));
            note(j, "judgement-unknown", met);
        } else if left == right {
            if !j.same {
                let met = format!("both sides are {}; nothing was parted, name a document in left_doc or right_doc", ids[left[0]]);
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
        if !clusters.join(left, right, |g| ranks[g].clone()) {
            let met = format!(
                "{} and {} are to be one, and other rows keep them apart; they stay apart, mend one of the rows",
                ids[left], ids[right]
            );
            note(j, "judgement-conflict", met);
        }
    }
    notes
}

/// The note on a merge: who, why, and how to overrule it.
fn merged(m: &Merge, ids: &[String], name: impl Fn(usize) -> String) -> Problem {
    let (from, into) = (&ids[m.from], &ids[m.into]);
    let message = format!(
        "{from} ({}) was taken for {into} ({}): {}; if they are two, put the line \"{from},{into},different,\" into judgements.csv",
        name(m.from),
        name(m.into),
        m.why
    );
    Problem { line: 0, severity: Severity::Note, code: "merged-across", message }
}
