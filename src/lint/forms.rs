//! Faults of the forms of entries: double, ambiguous, shadowed, too short, ordinary.
//!
//! In: all lists. Out: findings.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::facts::is_place;
use super::known::Known;
use super::list::{At, List};
use crate::gazetteer::lexicon::WordClass;
use crate::gazetteer::manifest::Case;
use crate::gazetteer::row::Row;
use crate::model::Severity::{Error, Warning};
use crate::report::Finding;
use crate::text::fold::fold_phrase;

/// Look at one row's forms.
pub fn row(list: &List, row: &Row, known: &Known, out: &mut Vec<Finding>) {
    let mut seen: Vec<&str> = vec![&row.name];
    for (column, form) in row.aliases.iter().map(|a| ("aliases", a)).chain(row.acronyms.iter().map(|a| ("acronym", a))) {
        // An acronym that is the name is matched letter for letter besides: that is how a body known by its acronym is listed.
        let name_itself = column == "acronym" && *form == row.name;
        if seen.contains(&form.as_str()) && !name_itself {
            let met = format!("{form:?} stands twice in the row of {:?}", row.name);
            out.push(list.finding("alias-twice", Error, row, At::Part(column, form), met, "keep one"));
        }
        seen.push(form);
    }
    if !list.names_things(row) || is_place(list.type_of(row)) || list.type_of(row) == "nationality" {
        return;
    }
    if let Some(acronym) = bracketed(&row.name) {
        let met = format!("the name {:?} carries its acronym in brackets and matches only so", row.name);
        out.push(list.finding(
            "acronym-in-name",
            Warning,
            row,
            At::Part("name", acronym),
            met,
            &*format!("write {acronym} into `acronym`"),
        ));
    }
    if !row.context.is_empty() {
        return;
    }
    for (column, form) in [("name", &row.name)].into_iter().chain(row.aliases.iter().map(|a| ("aliases", a))) {
        let letters = form.chars().filter(|c| c.is_alphanumeric()).count();
        let short = (1..=3).contains(&letters) && by_chance(list, form, known);
        let mend = "give the row `context`: words of which one must stand in the same document";
        if short && list.spec.case != Case::Exact {
            let met = format!("{form:?} has {letters} letters and no context; it is a word or a personal name too");
            out.push(list.finding("short-entry", Warning, row, At::Part(column, form), met, mend));
        } else if !form.contains(char::is_whitespace) && ordinary(list, form, known) {
            let met = format!("{form:?} is an everyday word; with a capital it will be taken for {:?}", row.name);
            out.push(list.finding("common-word", Warning, row, At::Part(column, form), met, mend));
        }
    }
}

/// Weight of the words that every document may use, the top band of common_words.csv (400 of 1000, a quarter of it in
/// the lexicon). Rarer words are companies as often (*Chevron*, *Twitter*); the rules doubt those by themselves.
const EVERYDAY: u8 = 100;

/// An everyday word is dangerous where a capital is all that tells it apart. One in capitals throughout is not.
fn ordinary(list: &List, form: &str, known: &Known) -> bool {
    known.word(form).weight(WordClass::Word) >= EVERYDAY && (!shouted(form) || list.spec.case == Case::Any)
}

/// Is a short form something else too? A string of capitals is an acronym and matches in capitals only.
fn by_chance(list: &List, form: &str, known: &Known) -> bool {
    let info = known.word(form);
    let word = info.weight(WordClass::Word) > 0;
    let name = [WordClass::Given, WordClass::Family].into_iter().any(|c| info.weight(c) >= WELL_KNOWN);
    list.spec.case == Case::Any || (word || name) && !shouted(form)
}

/// Weight in the lexicon (1 to 255) of a personal name that more than a few bear.
const WELL_KNOWN: u8 = 50;

/// More than one capital.
fn shouted(form: &str) -> bool {
    form.chars().filter(|c| c.is_uppercase()).count() > 1
}

/// The acronym in `Some Body (SB)`: its letters are capitals of the name. `Some Church (USA)` has none.
fn bracketed(name: &str) -> Option<&str> {
    let (head, tail) = name.strip_suffix(')')?.rsplit_once(" (")?;
    let mut capitals = head.chars().filter(|c| c.is_uppercase());
    (tail.chars().count() >= 2 && tail.chars().all(|c| c.is_uppercase() && capitals.any(|h| h == c))).then_some(tail)
}

/// One holder of a form.
#[derive(Clone, Copy)]
struct Holder<'l> {
    list: &'l List,
    row: &'l Row,
    /// What goes before what: priority, whether it is the name, order of lists and rows.
    rank: (Reverse<i32>, bool, usize, u32),
    column: &'static str,
    form: &'l str,
}

/// Look at forms that several entries of a type have. Places are left out: namesakes are their nature, and the resolver
/// weighs them.
pub fn across(lists: &[List], known: &Known, out: &mut Vec<Finding>) {
    let mut holders: FxHashMap<(&str, &str), Vec<Holder>> = FxHashMap::default();
    let mut order = Vec::new();
    for (n, list) in lists.iter().enumerate() {
        for row in &list.rows {
            let type_ = list.type_of(row);
            if !list.names_things(row) || is_place(type_) || type_ == "nationality" {
                continue;
            }
            for (column, form) in forms(row) {
                let rank = (Reverse(list.spec.priority), column != "name", n, row.line);
                let of = holders.entry((type_, form)).or_default();
                if of.is_empty() {
                    order.push((type_, form));
                }
                of.push(Holder { list, row, rank, column, form });
            }
        }
    }
    for holders in holders.values_mut() {
        holders.sort_by_key(|h| h.rank);
    }
    // (file, line) of rows said to be double or shadowed: nothing more is said of their forms
    let mut said: BTreeMap<(&str, u32), ()> = BTreeMap::new();
    for (n, list) in lists.iter().enumerate() {
        for row in &list.rows {
            let type_ = list.type_of(row);
            let beaten = |form: &str| -> Option<Holder> {
                let first = holders.get(&(type_, form))?.iter().find(|h| h.row.context.is_empty())?;
                let own = list.spec.priority;
                let is_name = form == row.name;
                let rank = (Reverse(own), !is_name, n, row.line);
                (!std::ptr::eq(first.row, row) && !same(first, row) && first.rank < rank).then_some(*first)
            };
            if !row.context.is_empty() || !list.names_things(row) || is_place(type_) || type_ == "nationality" {
                continue;
            }
            let winners: Option<Vec<Holder>> = forms(row).map(|(_, form)| beaten(form)).collect();
            if let Some(first) = winners.as_ref().and_then(|w| w.first()) {
                said.insert((&list.file, row.line), ());
                let there = format!("{}:{}", first.list.file, first.row.line);
                out.push(if first.row.name == row.name && first.list.file == list.file {
                    let met = format!("{:?} stands in line {} too", row.name, first.row.line);
                    list.finding("duplicate-entry", Error, row, At::Cell("name"), met, "merge the rows, or give one of them `context`")
                } else {
                    let met = format!("every form of {:?} belongs to {:?} ({there}), which goes before it", row.name, first.row.name);
                    list.finding("shadowed", Warning, row, At::Cell("name"), met, "merge the rows, or give one of them `context`")
                });
            }
        }
    }
    for key in order {
        let free: Vec<Holder> = holders[&key].iter().filter(|h| h.row.context.is_empty()).copied().collect();
        let Some((first, later)) = free.split_first() else { continue };
        for h in later {
            let several = !std::ptr::eq(first.row, h.row) && !same(first, h.row) && !said.contains_key(&(h.list.file.as_str(), h.row.line));
            if several {
                let there = format!("{}:{}", first.list.file, first.row.line);
                let met = format!("{:?} names {:?} and, in {there}, {:?}", h.form, h.row.name, first.row.name);
                out.push(h.list.finding(
                    "ambiguous-form",
                    Warning,
                    h.row,
                    At::Part(h.column, h.form),
                    met,
                    "give one of the two `context`",
                ));
            }
        }
        shipped(first, known, out);
    }
}

/// A form that a shipped entry of the type has under another id.
fn shipped(h: &Holder, known: &Known, out: &mut Vec<Finding>) {
    let type_ = h.list.type_of(h.row);
    for r in known.holders(h.form, type_) {
        let entry = known.gazetteer.entry(r);
        let id = known.gazetteer.id_of(r);
        let exact = entry.name == h.form || entry.acronym == h.form;
        if !exact || !entry.context.is_empty() || id == own_id(h.list, h.row) {
            continue;
        }
        let met = format!("{:?} is in the shipped lists: {id} ({})", h.form, known.gazetteer.source(r));
        let mend = format!("write {id} into `id` to replace that entry, or give this one `context`");
        out.push(h.list.finding("ambiguous-form", Warning, h.row, At::Part(h.column, h.form), met, mend));
        return;
    }
}

fn own_id(list: &List, row: &Row) -> String {
    if row.id.is_empty() { format!("{}/{}", list.type_of(row), crate::text::slug::slug(&row.name)) } else { row.id.clone() }
}

/// Two rows of one id are one entry: the later folder's replaces the other.
fn same(holder: &Holder, row: &Row) -> bool {
    !row.id.is_empty() && holder.row.id == row.id
}

fn forms(row: &Row) -> impl Iterator<Item = (&'static str, &str)> {
    let aliases = row.aliases.iter().map(|a| ("aliases", a.as_str()));
    [("name", row.name.as_str())].into_iter().chain(aliases).chain(row.acronyms.iter().map(|a| ("acronym", a.as_str())))
}

/// Refusals of forms that no list has: the list was mended, or the form is misspelt.
pub fn denied(lists: &[List], known: &Known, out: &mut Vec<Finding>) {
    let mut wanted: FxHashMap<(String, &str), bool> = FxHashMap::default();
    for list in lists.iter().filter(|l| l.denies()) {
        for row in &list.rows {
            wanted.insert((fold_phrase(&row.name), &row.type_), false);
        }
    }
    if wanted.is_empty() {
        return;
    }
    let folded: rustc_hash::FxHashSet<String> = wanted.keys().map(|(form, _)| form.clone()).collect();
    for list in lists.iter().filter(|l| !l.denies()) {
        for row in &list.rows {
            for (_, form) in forms(row) {
                let form = fold_phrase(form);
                if folded.contains(&form)
                    && let Some(met) = wanted.get_mut(&(form, list.type_of(row)))
                {
                    *met = true;
                }
            }
        }
    }
    for list in lists.iter().filter(|l| l.denies()) {
        for row in &list.rows {
            let here = wanted.get(&(fold_phrase(&row.name), row.type_.as_str())).is_some_and(|met| *met);
            let shipped = || known.gazetteer.lookup(&row.name).iter().any(|(_, t)| known.gazetteer.type_name(*t) == row.type_);
            if !here && !shipped() {
                let met = format!("no list has {:?} as {:?}: there is nothing to deny", row.name, row.type_);
                out.push(list.finding("denies-nothing", Warning, row, At::Cell("name"), met, "remove the row, or mend its name or type"));
            }
        }
    }
}

/// Rows out of order, once a file: one slip moves all that follow.
pub fn sorted(list: &List, out: &mut Vec<Finding>) {
    let key = |r: &Row| (r.name.clone(), r.id.clone(), r.type_.clone());
    if let Some(pair) = list.rows.windows(2).find(|pair| key(&pair[0]) > key(&pair[1])) {
        let met = format!("{:?} does not sort after {:?}", pair[1].name, pair[0].name);
        out.push(list.finding("unsorted", Warning, &pair[1], At::Cell("name"), met, "sort the rows by name, then by id (bytes of UTF-8)"));
    }
    let same = list.rows.windows(2).filter(|p| key(&p[0]) == key(&p[1]) && !list.names_things(&p[0]));
    for pair in same {
        let met = format!("{:?} stands in line {} too", pair[1].name, pair[0].line);
        out.push(list.finding("duplicate-entry", Error, &pair[1], At::Cell("name"), met, "remove one of the rows"));
    }
}
