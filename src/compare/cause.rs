//! What caused a change. In: both runs' records, and of a change its documents, list entries and rules; out: a [`Cause`].

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::tables::load::{Digest, MentionRow, Run};

/// The cause of a change, as far as it can be told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// An input was added, removed or edited.
    Input(String),
    /// A list was edited.
    List(String),
    /// Another version of the program, and the rule that decided then and now.
    Version(String),
    /// Another option.
    Options(String),
    /// Several of these changed, and the rows do not say which it was.
    OneOf(Vec<String>),
    /// Nothing that run.json records is different.
    Unrecorded,
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cause::Input(what) | Cause::List(what) | Cause::Version(what) | Cause::Options(what) => f.write_str(what),
            Cause::OneOf(all) => write!(f, "one of: {}", all.join("; ")),
            Cause::Unrecorded => f.write_str("nothing that run.json records (a build of the same version, or edited tables)"),
        }
    }
}

/// What two runs have different.
#[derive(Debug)]
pub struct Causes {
    inputs: BTreeMap<String, &'static str>,
    lists: BTreeMap<String, &'static str>,
    version: Option<String>,
    options: Vec<String>,
}

fn differences(old: &[Digest], new: &[Digest]) -> BTreeMap<String, &'static str> {
    let of = |all: &[Digest]| all.iter().map(|d| (d.path.clone(), d.blake3.clone())).collect::<BTreeMap<_, _>>();
    let (before, after) = (of(old), of(new));
    let mut out = BTreeMap::new();
    for path in before.keys().chain(after.keys()) {
        match (before.get(path), after.get(path)) {
            (None, _) => out.insert(path.clone(), "added"),
            (_, None) => out.insert(path.clone(), "removed"),
            (a, b) if a != b => out.insert(path.clone(), "edited"),
            _ => None,
        };
    }
    out
}

impl Causes {
    /// Compare what was recorded.
    pub fn new(old: &Run, new: &Run) -> Causes {
        // Documents rather than files: a record of a container is an input of its own.
        let documents =
            |run: &Run| run.documents.iter().map(|d| Digest { path: d.doc_id.clone(), blake3: d.blake3.clone() }).collect::<Vec<_>>();
        let (a, b) = (&old.record, &new.record);
        let version = (a.version != b.version).then(|| format!("version {} → {}", a.version, b.version));
        let keys: BTreeSet<&String> = a.options.keys().chain(b.options.keys()).collect();
        let show = |v: Option<&serde_json::Value>| v.map_or("unset".to_owned(), ToString::to_string);
        let options = keys
            .into_iter()
            .filter(|k| a.options.get(*k) != b.options.get(*k))
            .map(|k| format!("option {k}: {} → {}", show(a.options.get(k)), show(b.options.get(k))))
            .collect();
        Causes { inputs: differences(&documents(old), &documents(new)), lists: differences(&a.lists, &b.lists), version, options }
    }

    /// Everything that is different, in words.
    pub fn circumstances(&self) -> Vec<String> {
        let inputs = self.inputs.iter().map(|(path, how)| format!("input {path} {how}"));
        let lists = self.lists.iter().map(|(path, how)| format!("list {path} {how}"));
        inputs.chain(lists).chain(self.version.clone()).chain(self.options.iter().cloned()).collect()
    }

    /// The cause of a change seen in these mentions, old and new.
    pub fn of(&self, documents: &BTreeSet<String>, before: &[&MentionRow], after: &[&MentionRow], sources: &[&str]) -> Cause {
        // All documents of the change must be new, gone or edited: otherwise the text alone cannot have done it.
        if !documents.is_empty() && documents.iter().all(|d| self.inputs.contains_key(d)) {
            let words: Vec<String> = documents.iter().map(|d| format!("input {d} {}", self.inputs[d])).collect();
            return Cause::Input(if words.len() > 3 {
                format!("{} inputs added, removed or edited", words.len())
            } else {
                words.join(", ")
            });
        }
        let mentioned = before.iter().chain(after).map(|m| m.source.as_str()).chain(sources.iter().copied());
        let files: BTreeSet<&str> = mentioned.filter_map(|s| s.split(';').next()?.rsplit_once(':').map(|(file, _)| file)).collect();
        let edited: Vec<String> = files.iter().filter_map(|f| Some(format!("list {f} {}", self.lists.get(*f)?))).collect();
        if let [one] = &edited[..] {
            return Cause::List(one.clone());
        }
        if !edited.is_empty() {
            return Cause::OneOf(edited);
        }
        let lists: Vec<String> = self.lists.iter().map(|(path, how)| format!("list {path} {how}")).collect();
        let mut all: Vec<String> = lists.clone();
        all.extend(self.version.clone());
        all.extend(self.options.iter().cloned());
        if all.len() > 1 {
            return Cause::OneOf(all);
        }
        match (lists.first(), &self.version, self.options.first()) {
            (Some(list), ..) => Cause::List(list.clone()),
            (_, Some(version), _) => Cause::Version(match rules(before, after) {
                Some(rules) => format!("{version}, rule {rules}"),
                None => version.clone(),
            }),
            (.., Some(option)) => Cause::Options(option.clone()),
            _ => match rules(before, after) {
                Some(rules) => Cause::Version(format!("same version, rule {rules}")),
                None => Cause::Unrecorded,
            },
        }
    }
}

/// The rules that decided, if others do now.
fn rules(before: &[&MentionRow], after: &[&MentionRow]) -> Option<String> {
    let of = |all: &[&MentionRow]| all.iter().map(|m| m.rule.clone()).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(", ");
    let (a, b) = (of(before), of(after));
    (a != b).then(|| format!("{} → {}", if a.is_empty() { "none" } else { &a }, if b.is_empty() { "none" } else { &b }))
}
