//! Ids of entities.
//!
//! In: groups with what lists and names say. Out: an id for each. They are given before groups are merged by evidence, and
//! a merge keeps the id of the one it merges into: so a merge renames nothing else, and `judgements.csv` can name what it
//! joins and parts by the ids of an earlier run.

use super::group::Groups;
use crate::text::slug::slug;
use rustc_hash::{FxHashMap, FxHashSet};

/// Ids by the number of the group, behind each other in one text.
#[derive(Debug, Clone, Default)]
pub struct Ids {
    text: String,
    /// Where each begins; they stand in no order.
    spans: Vec<(usize, u32)>,
}

impl Ids {
    fn put(&mut self, at: usize, id: &str) {
        self.spans[at] = (self.text.len(), id.len() as u32);
        self.text.push_str(id);
    }

    /// The id of a group; empty where the group was not there any more.
    pub fn get(&self, at: usize) -> &str {
        let (start, length) = self.spans[at];
        &self.text[start..start + length as usize]
    }
}

/// Ids: the lists' own first, then every slug goes to the first group by (type, name, document), and those that come too
/// late get `-2`, `-3`, …. Empty where a group is not there any more.
pub fn give(groups: &Groups) -> Ids {
    let mut ids = Ids { text: String::new(), spans: vec![(0, 0); groups.all.len()] };
    let mut taken: FxHashSet<String> = FxHashSet::default(); // besides the slugs
    let mut late = Vec::new();
    let mut wanting = Vec::new();
    for (i, group) in groups.iter() {
        if group.group.is_listed() {
            let id = of_list(group.list_id(), group.type_());
            if taken.contains(&id) {
                late.push((id, i));
            } else {
                ids.put(i, &id);
                taken.insert(id);
            }
        } else {
            // what it asks for; who comes late gets another
            ids.put(i, &of_name(group.type_(), group.name()));
            wanting.push(i as u32);
        }
    }
    let key = |i: u32| (groups.get(i as usize).map(|g| (g.type_(), g.name(), g.only_in())), i);
    wanting.sort_unstable_by(|a, b| ids.get(*a as usize).cmp(ids.get(*b as usize)).then_with(|| key(*a).cmp(&key(*b))));
    for (n, &i) in wanting.iter().enumerate() {
        let wanted = ids.get(i as usize);
        let again = n > 0 && ids.get(wanting[n - 1] as usize) == wanted;
        if again || taken.contains(wanted) {
            late.push((wanted.to_owned(), i as usize));
        }
    }
    let is_slug = |ids: &Ids, id: &str| wanting.binary_search_by(|i| ids.get(*i as usize).cmp(id)).is_ok();
    // One slug wanted by thousands ("№ 1", "№ 2", …) must not be counted up from 2 each time.
    let mut next: FxHashMap<String, usize> = FxHashMap::default();
    let mut given = Vec::new();
    for (wanted, i) in late {
        let n = next.entry(wanted.clone()).or_insert(2);
        let id = loop {
            let id = format!("{wanted}-{n}");
            if !is_slug(&ids, &id) && taken.insert(id.clone()) {
                break id;
            }
            *n += 1;
        };
        given.push((i, id));
    }
    given.into_iter().for_each(|(i, id)| ids.put(i, &id));
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
