//! **compare**: what is different between two runs, by entity.
//!
//! In: the tables of both. Out: [`Comparison`]: changes, each with its kind, what it is about, and the list edit, rule,
//! option or input that caused it as far as `run.json` and the rows tell.
//!
//! Who is who is decided by where the mentions stand, not by ids: an entity whose mentions all went to another id was
//! renamed, or merged into it; one whose mentions are now shared by two was split.

pub mod cause;
pub mod matching;
pub mod posts;
pub mod render;
pub mod targets;

use std::collections::{BTreeMap, BTreeSet};

use crate::tables::load::Run;
pub use cause::Cause;

/// What became of an entity, place or date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// It was not there.
    Added,
    /// It is not there any more.
    Removed,
    /// It is called something else.
    Renamed,
    /// Several became one.
    Merged,
    /// One became several.
    Split,
    /// It is taken for something else.
    Retyped,
    /// The place lies elsewhere.
    Moved,
    /// The date means another day.
    ReDated,
    /// The person's posts are others.
    Posts,
    /// It is found in other places of the texts, or fewer, or more.
    Mentions,
}

impl Kind {
    /// All kinds, in the order of a report.
    pub const ALL: [Kind; 10] = [
        Kind::Added,
        Kind::Removed,
        Kind::Renamed,
        Kind::Merged,
        Kind::Split,
        Kind::Retyped,
        Kind::Moved,
        Kind::ReDated,
        Kind::Posts,
        Kind::Mentions,
    ];

    /// The word in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Added => "added",
            Kind::Removed => "removed",
            Kind::Renamed => "renamed",
            Kind::Merged => "merged",
            Kind::Split => "split",
            Kind::Retyped => "retyped",
            Kind::Moved => "moved",
            Kind::ReDated => "re-dated",
            Kind::Posts => "posts changed",
            Kind::Mentions => "mentions changed",
        }
    }
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What became of it.
    pub kind: Kind,
    /// What it is about, by its id in the old run, or in the new one if it was not there.
    pub id: String,
    /// Its name.
    pub name: String,
    /// As it was.
    pub before: Vec<String>,
    /// As it is.
    pub after: Vec<String>,
    /// Documents that say so.
    pub documents: BTreeSet<String>,
    /// What did it.
    pub cause: Cause,
}

/// All that is different.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    /// In order of cause, kind and id.
    pub changes: Vec<Change>,
    /// What run.json says is different, whether or not it changed a row.
    pub circumstances: Vec<String>,
}

impl Comparison {
    /// Number of changes of a kind.
    pub fn count(&self, kind: Kind) -> usize {
        self.changes.iter().filter(|c| c.kind == kind).count()
    }

    /// Changes by what caused them.
    pub fn by_cause(&self) -> BTreeMap<String, Vec<&Change>> {
        let mut out: BTreeMap<String, Vec<&Change>> = BTreeMap::new();
        for change in &self.changes {
            out.entry(change.cause.to_string()).or_default().push(change);
        }
        out
    }
}

/// Compare two runs.
pub fn compare(old: &Run, new: &Run) -> Comparison {
    let causes = cause::Causes::new(old, new);
    let pairs = matching::Pairs::new(old, new);
    let (mut changes, same) = targets::changes(old, new, &pairs, &causes);
    changes.extend(targets::published(old, new, &causes));
    changes.extend(posts::changes(old, new, &same, &causes));
    changes.sort_by(|a, b| (a.cause.to_string(), a.kind, &a.id).cmp(&(b.cause.to_string(), b.kind, &b.id)));
    Comparison { changes, circumstances: causes.circumstances() }
}
