//! What became of each entity, place and date. In: both runs and their paired mentions; out: changes, and for each old id
//! the new one that it is.

use std::collections::{BTreeMap, BTreeSet};

use super::cause::Causes;
use super::matching::Pairs;
use super::{Change, Kind};
use crate::lint::known::kilometres;
use crate::tables::load::{MentionRow, Run};

/// A point that moved less than this is the same place measured anew.
const MOVED_KM: f64 = 1.0;

/// What mentions point at.
#[derive(Debug, Clone, Default, PartialEq)]
struct Target {
    class: &'static str,
    type_: String,
    name: String,
    point: Option<(f64, f64)>,
    source: String,
}

fn targets(run: &Run) -> BTreeMap<String, Target> {
    let mut out = BTreeMap::new();
    for e in &run.entities {
        let t = Target { class: "entity", type_: e.type_.clone(), name: e.name.clone(), point: None, source: e.source.clone() };
        out.insert(e.entity_id.clone(), t);
    }
    for l in &run.locations {
        let t = Target { class: "place", type_: l.type_.clone(), name: l.name.clone(), point: l.point(), source: l.source.clone() };
        out.insert(l.location_id.clone(), t);
    }
    for d in &run.dates {
        let t = Target { class: "date", type_: d.type_.clone(), name: d.value.clone(), ..Target::default() };
        out.insert(d.date_id.clone(), t);
    }
    out
}

struct Work<'r> {
    old: &'r Run,
    new: &'r Run,
    pairs: &'r Pairs,
    causes: &'r Causes,
    before: BTreeMap<String, Target>,
    after: BTreeMap<String, Target>,
    /// Mentions by the id they point at.
    old_of: BTreeMap<&'r str, Vec<usize>>,
    new_of: BTreeMap<&'r str, Vec<usize>>,
}

/// Changes of targets, and which new id each old one is.
pub fn changes(old: &Run, new: &Run, pairs: &Pairs, causes: &Causes) -> (Vec<Change>, BTreeMap<String, String>) {
    let by_target = |mentions: &'_ [MentionRow]| {
        let mut out: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, m) in mentions.iter().enumerate().filter(|(_, m)| !m.target_id.is_empty()) {
            out.entry(m.target_id.clone()).or_default().push(i);
        }
        out
    };
    let (a, b) = (by_target(&old.mentions), by_target(&new.mentions));
    let work = Work {
        old,
        new,
        pairs,
        causes,
        before: targets(old),
        after: targets(new),
        old_of: a.iter().map(|(k, v)| (k.as_str(), v.clone())).collect(),
        new_of: b.iter().map(|(k, v)| (k.as_str(), v.clone())).collect(),
    };
    work.all()
}

impl Work<'_> {
    /// Ids that the mentions of an old one point at now, most first.
    fn heirs(&self, id: &str) -> Vec<(String, usize)> {
        ranked(self.old_of.get(id).into_iter().flatten().filter_map(|&a| Some(self.new.mentions[self.pairs.forward[a]?].target_id.clone())))
    }

    /// Ids that the mentions of a new one pointed at, most first.
    fn origins(&self, id: &str) -> Vec<(String, usize)> {
        ranked(
            self.new_of.get(id).into_iter().flatten().filter_map(|&b| Some(self.old.mentions[self.pairs.backward[b]?].target_id.clone())),
        )
    }

    fn all(&self) -> (Vec<Change>, BTreeMap<String, String>) {
        let mut out = Vec::new();
        let mut same: BTreeMap<String, String> = BTreeMap::new();
        // new ids whose mentions are explained
        let mut told: BTreeSet<String> = BTreeSet::new();
        for id in self.before.keys().filter(|id| self.after.contains_key(*id)) {
            same.insert(id.clone(), id.clone());
        }
        let gone: Vec<&String> = self.before.keys().filter(|id| !self.after.contains_key(*id)).collect();
        // the ids that went into one new id
        let mut into: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for id in &gone {
            if let Some((heir, _)) = self.heirs(id).first() {
                into.entry(heir.clone()).or_default().push((*id).clone());
            }
        }
        for id in gone {
            let was = &self.before[id];
            let heirs = self.heirs(id);
            let Some((heir, _)) = heirs.first() else {
                out.push(self.change(Kind::Removed, id, was, vec![was.name.clone()], vec![], &[id], &[]));
                continue;
            };
            same.insert(id.clone(), heir.clone());
            let is = self.after.get(heir).cloned().unwrap_or_default();
            let new_heirs: Vec<&String> = heirs
                .iter()
                .map(|(h, _)| h)
                .filter(|h| !self.before.contains_key(*h) && into.get(*h).is_none_or(|i| i.contains(id)))
                .collect();
            let heads: Vec<&str> = heirs.iter().map(|(h, _)| h.as_str()).collect();
            told.extend(heads.iter().map(|h| (*h).to_owned()));
            let label = |id: &str, t: &Target| format!("{} ({id})", t.name);
            if was.class == "date" && is.class == "date" {
                let after = heads.iter().map(|h| self.after.get(*h).map_or((*h).to_owned(), |t| t.name.clone())).collect();
                out.push(self.change(Kind::ReDated, id, was, vec![was.name.clone()], after, &[id], &heads));
            } else if was.class != is.class || was.type_ != is.type_ && was.class == "entity" {
                out.push(self.change(
                    Kind::Retyped,
                    id,
                    was,
                    vec![format!("{} {}", was.type_, was.name)],
                    vec![format!("{} {}", is.type_, is.name)],
                    &[id],
                    &heads,
                ));
            } else if new_heirs.len() > 1 {
                let after = new_heirs.iter().map(|h| label(h, &self.after[*h])).collect();
                out.push(self.change(Kind::Split, id, was, vec![label(id, was)], after, &[id], &heads));
            } else if self.before.contains_key(heir) || into.get(heir).is_some_and(|all| all.len() > 1) {
                // several that went into a new one are told once, by the first of them
                let all = if self.before.contains_key(heir) { vec![id.clone()] } else { into[heir].clone() };
                if all.first() == Some(id) {
                    let befores = all.iter().map(|i| label(i, &self.before[i])).collect();
                    let ids: Vec<&str> = all.iter().map(String::as_str).collect();
                    out.push(self.change(Kind::Merged, id, was, befores, vec![label(heir, &is)], &ids, &heads));
                }
            } else if was.class == "place" && apart(was, &is) {
                out.push(self.change(Kind::Moved, id, was, vec![place(id, was)], vec![place(heir, &is)], &[id], &heads));
            } else {
                out.push(self.change(Kind::Renamed, id, was, vec![label(id, was)], vec![label(heir, &is)], &[id], &heads));
            }
        }
        for (id, is) in self.after.iter().filter(|(id, _)| !self.before.contains_key(*id) && !told.contains(*id)) {
            let origins = self.origins(id);
            let Some((origin, _)) = origins.first() else {
                out.push(self.change(Kind::Added, id, is, vec![], vec![is.name.clone()], &[], &[id]));
                continue;
            };
            // the origin is still there: part of its mentions went to this one
            let was = self.before.get(origin).cloned().unwrap_or_default();
            let ids: Vec<&str> = vec![origin];
            if was.class == "date" && is.class == "date" {
                out.push(self.change(Kind::ReDated, origin, &was, vec![was.name.clone()], vec![is.name.clone()], &ids, &[id]));
            } else if was.class != is.class || was.type_ != is.type_ && was.class == "entity" {
                out.push(self.change(
                    Kind::Retyped,
                    origin,
                    &was,
                    vec![format!("{} {}", was.type_, was.name)],
                    vec![format!("{} {}", is.type_, is.name)],
                    &ids,
                    &[id],
                ));
            } else if was.class == "place" && apart(&was, is) && was.name == is.name {
                out.push(self.change(Kind::Moved, origin, &was, vec![place(origin, &was)], vec![place(id, is)], &ids, &[id]));
            } else {
                let after = vec![format!("{} ({origin})", was.name), format!("{} ({id})", is.name)];
                out.push(self.change(Kind::Split, origin, &was, vec![format!("{} ({origin})", was.name)], after, &ids, &[id]));
            }
        }
        for (id, was) in &self.before {
            let Some(is) = self.after.get(id) else { continue };
            let before_count = out.len();
            if was.type_ != is.type_ || was.class != is.class {
                out.push(self.change(Kind::Retyped, id, was, vec![was.type_.clone()], vec![is.type_.clone()], &[id], &[id]));
            }
            if was.name != is.name && was.class != "date" {
                out.push(self.change(Kind::Renamed, id, was, vec![was.name.clone()], vec![is.name.clone()], &[id], &[id]));
            }
            if was.class == "place" && apart(was, is) {
                out.push(self.change(Kind::Moved, id, was, vec![place(id, was)], vec![place(id, is)], &[id], &[id]));
            }
            if out.len() == before_count {
                out.extend(self.sightings(id, was));
            }
        }
        (out, same)
    }

    /// Mentions of an entity that both runs know, where one of them has none, or one of another that both know.
    fn sightings(&self, id: &str, was: &Target) -> Option<Change> {
        let (mut lost, mut found) = (Vec::new(), Vec::new());
        let known = |other: &str| other != id && self.before.contains_key(other) && self.after.contains_key(other);
        for &a in self.old_of.get(id).into_iter().flatten() {
            match self.pairs.forward[a].map(|b| self.new.mentions[b].target_id.as_str()) {
                None => lost.push((a, String::new())),
                Some(now) if known(now) => lost.push((a, format!(", now {now}"))),
                Some(_) => {}
            }
        }
        for &b in self.new_of.get(id).into_iter().flatten() {
            // one that went from another known id to this is told there
            if self.pairs.backward[b].is_none() {
                found.push(b);
            }
        }
        if lost.is_empty() && found.is_empty() {
            return None;
        }
        let before: Vec<&MentionRow> = lost.iter().map(|(a, _)| &self.old.mentions[*a]).collect();
        let after: Vec<&MentionRow> = found.iter().map(|b| &self.new.mentions[*b]).collect();
        let documents: BTreeSet<String> = before.iter().chain(&after).map(|m| m.doc_id.clone()).collect();
        let at = |m: &MentionRow| format!("{:?} in {} line {}", m.text, m.doc_id, m.line);
        Some(Change {
            kind: Kind::Mentions,
            id: id.to_owned(),
            name: was.name.clone(),
            before: lost.iter().map(|(a, now)| format!("{}{now}", at(&self.old.mentions[*a]))).collect(),
            after: after.iter().map(|m| at(m)).collect(),
            cause: self.causes.of(&documents, &before, &after, &[&was.source]),
            documents,
        })
    }

    #[allow(clippy::too_many_arguments)] // one place where a change is put together
    fn change(&self, kind: Kind, id: &str, about: &Target, before: Vec<String>, after: Vec<String>, old: &[&str], new: &[&str]) -> Change {
        let olds: Vec<usize> = old.iter().flat_map(|id| self.old_of.get(id).into_iter().flatten().copied()).collect();
        // of a target that has other mentions too, those that came from here
        let comes = |b: usize| old.is_empty() || self.pairs.backward[b].is_some_and(|a| olds.contains(&a));
        let news: Vec<usize> = new.iter().flat_map(|id| self.new_of.get(id).into_iter().flatten().copied()).filter(|b| comes(*b)).collect();
        let goes = |a: usize| new.is_empty() || self.pairs.forward[a].is_some_and(|b| news.contains(&b));
        let before_rows: Vec<&MentionRow> = olds.iter().filter(|a| goes(**a)).map(|a| &self.old.mentions[*a]).collect();
        let after_rows: Vec<&MentionRow> = news.iter().map(|b| &self.new.mentions[*b]).collect();
        let documents: BTreeSet<String> = before_rows.iter().chain(&after_rows).map(|m| m.doc_id.clone()).collect();
        let cause = self.causes.of(&documents, &before_rows, &after_rows, &[&about.source]);
        Change { kind, id: id.to_owned(), name: about.name.clone(), before, after, documents, cause }
    }
}

fn ranked(ids: impl Iterator<Item = String>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for id in ids.filter(|id| !id.is_empty()) {
        *counts.entry(id).or_default() += 1;
    }
    let mut out: Vec<(String, usize)> = counts.into_iter().collect();
    out.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    out
}

fn apart(a: &Target, b: &Target) -> bool {
    match (a.point, b.point) {
        (Some(a), Some(b)) => kilometres(a, b) > MOVED_KM,
        (a, b) => a != b,
    }
}

fn place(id: &str, t: &Target) -> String {
    match t.point {
        Some((lat, lon)) => format!("{} ({id}) at {lat}, {lon}", t.name),
        None => format!("{} ({id}), no point", t.name),
    }
}

/// Documents that were published at another time.
pub fn published(old: &Run, new: &Run, causes: &Causes) -> Vec<Change> {
    let after: BTreeMap<&str, &str> = new.documents.iter().map(|d| (d.doc_id.as_str(), d.published.as_str())).collect();
    let differs = |d: &&crate::tables::load::DocumentRow| after.get(d.doc_id.as_str()).is_some_and(|p| *p != d.published);
    let word = |p: &str| if p.is_empty() { "no publication date".to_owned() } else { format!("published {p}") };
    let one = |d: &crate::tables::load::DocumentRow| {
        let documents = BTreeSet::from([d.doc_id.clone()]);
        Change {
            kind: Kind::ReDated,
            id: d.doc_id.clone(),
            name: d.doc_id.clone(),
            before: vec![word(&d.published)],
            after: vec![word(after[d.doc_id.as_str()])],
            cause: causes.of(&documents, &[], &[], &[]),
            documents,
        }
    };
    old.documents.iter().filter(differs).map(one).collect()
}
