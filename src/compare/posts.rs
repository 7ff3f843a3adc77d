//! Posts that changed. In: both runs and which id is which; out: one change a person.

use std::collections::{BTreeMap, BTreeSet};

use super::cause::Causes;
use super::{Change, Kind};
use crate::tables::load::{MentionRow, RoleRow, Run};

/// Posts of a person by document.
type Posts = BTreeMap<String, BTreeSet<(String, String)>>;

/// Changes of posts of people that both runs know.
pub fn changes(old: &Run, new: &Run, same: &BTreeMap<String, String>, causes: &Causes) -> Vec<Change> {
    let there = |id: &str| new.entities.iter().any(|e| e.entity_id == id);
    let now = |id: &str| same.get(id).cloned().unwrap_or_else(|| id.to_owned());
    let (mut before, mut after) = (Posts::new(), Posts::new());
    for role in &old.roles {
        before
            .entry(now(&role.person_id))
            .or_default()
            .insert((role.doc_id.clone(), words(role, &now(&role.organization_id), &[old, new])));
    }
    for role in &new.roles {
        after.entry(role.person_id.clone()).or_default().insert((role.doc_id.clone(), words(role, &role.organization_id, &[old, new])));
    }
    let known: BTreeSet<&String> = same.values().collect();
    let mut out = Vec::new();
    let people: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for person in people.into_iter().filter(|p| known.contains(p) && there(p)) {
        let (a, b) = (before.get(person).cloned().unwrap_or_default(), after.get(person).cloned().unwrap_or_default());
        let lost: Vec<&(String, String)> = a.difference(&b).collect();
        let found: Vec<&(String, String)> = b.difference(&a).collect();
        if lost.is_empty() && found.is_empty() {
            continue;
        }
        let documents: BTreeSet<String> = lost.iter().chain(&found).map(|(doc, _)| doc.clone()).collect();
        let of = |run: &'_ Run| {
            run.mentions.iter().filter(|m| m.target_id == *person && documents.contains(&m.doc_id)).cloned().collect::<Vec<MentionRow>>()
        };
        let (olds, news) = (of(old), of(new));
        let name = new.entities.iter().find(|e| e.entity_id == *person).map_or(person.clone(), |e| e.name.clone());
        let say = |posts: &[&(String, String)]| posts.iter().map(|(doc, post)| format!("{post} ({doc})")).collect();
        out.push(Change {
            kind: Kind::Posts,
            id: person.clone(),
            name,
            before: say(&lost),
            after: say(&found),
            cause: causes.of(&documents, &olds.iter().collect::<Vec<_>>(), &news.iter().collect::<Vec<_>>(), &[]),
            documents,
        });
    }
    out
}

/// A post in words that a new name of its organisation does not change.
fn words(role: &RoleRow, organization: &str, runs: &[&Run]) -> String {
    // the newest name of the id, so that a renamed body is no change of posts
    let name = runs.iter().rev().flat_map(|r| &r.entities).find(|e| e.entity_id == organization).map_or("", |e| e.name.as_str());
    let mut out = role.role.clone();
    if role.status != "current" {
        out = format!("{out} [{}]", role.status);
    }
    match (name, role.country_code.as_str()) {
        ("", "") => {}
        ("", country) => out.push_str(&format!(", {country}")),
        (name, _) => out.push_str(&format!(", {name}")),
    }
    out
}
