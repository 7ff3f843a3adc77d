//! Ids of entities.
//!
//! In: groups with what lists and names say. Out: an id for each. They are given before groups are merged by evidence, and
//! a merge keeps the id of the one it merges into: so a merge renames nothing else, and `judgements.csv` can name what it
//! joins and parts by the ids of an earlier run.

use super::group::Group;
use crate::text::slug::slug;
use rustc_hash::FxHashSet;

/// Ids: the lists' own first, then every slug goes to the first group by (type, name, document), and those that come too
/// late get `-2`, `-3`, …. `None` where a group is not there any more.
pub fn give(groups: &[Option<Group>]) -> Vec<String> {
    let mut ids = vec![String::new(); groups.len()];
    let mut taken: FxHashSet<String> = FxHashSet::default();
    let mut late = Vec::new();
    let mut wanting = Vec::new();
    for (i, group) in groups.iter().enumerate() {
        let Some(group) = group else { continue };
        match &group.list_id {
            Some(id) => {
                let id = of_list(id, &group.type_());
                if taken.insert(id.clone()) {
                    ids[i] = id;
                } else {
                    late.push((id, i));
                }
            }
            None => {
                let (type_, name) = (group.type_(), group.name());
                wanting.push((of_name(&type_, &name), type_, name, group.only_in.clone(), i));
            }
        }
    }
    wanting.sort();
    for (wanted, .., i) in wanting {
        if taken.insert(wanted.clone()) {
            ids[i] = wanted;
        } else {
            late.push((wanted, i));
        }
    }
    // One slug wanted by thousands ("№ 1", "№ 2", …) must not be counted up from 2 each time.
    let mut next: rustc_hash::FxHashMap<String, usize> = rustc_hash::FxHashMap::default();
    for (wanted, i) in late {
        let n = next.entry(wanted.clone()).or_insert(2);
        while !taken.insert(format!("{wanted}-{n}")) {
            *n += 1;
        }
        ids[i] = format!("{wanted}-{n}");
    }
    ids
}

/// A user's list may number its entries; an id must not look like a number or a date.
fn of_list(id: &str, type_: &str) -> String {
    let plain = id.starts_with(|c: char| c.is_alphabetic());
    if plain { id.to_owned() } else { format!("{}/{id}", type_slug(type_)) }
}

/// The id that a name asks for.
pub fn of_name(type_: &str, name: &str) -> String {
    format!("{}/{}", type_slug(type_), slug(name))
}

/// A type as the head of an id; a user's type may be anything, the id must start with a letter.
fn type_slug(type_: &str) -> String {
    let s = slug(type_);
    if s.starts_with(|c: char| c.is_ascii_alphabetic()) { s } else { format!("type-{s}") }
}
