//! `run.json`: what made these tables, so that they can be made again.
//!
//! In: version, options, hashes, counts. Out: JSON that is the same for the same run: no times, no machine, no
//! number of threads.

use super::error::{Result, writing};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// What a run wrote.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Rows of documents.csv.
    pub documents: usize,
    /// Documents that could not be read at all.
    pub failed: usize,
    /// Documents that were read in part.
    pub partial: usize,
    /// Rows of mentions.csv.
    pub mentions: usize,
    /// Rows of entities.csv.
    pub entities: usize,
    /// Rows of dates.csv.
    pub dates: usize,
    /// Rows of locations.csv.
    pub places: usize,
    /// Rows of roles.csv.
    pub roles: usize,
    /// Rows of problems.csv.
    pub problems: ProblemCounts,
    /// What the merge across documents noted, among them.
    pub across: AcrossCounts,
}

/// Notes of the merge across documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct AcrossCounts {
    /// Pairs merged by evidence.
    pub merged: usize,
    /// Judgements about entities that the run has not.
    pub unknown: usize,
    /// Judgements that others stand against.
    pub conflict: usize,
}

impl AcrossCounts {
    /// Each with its code in problems.csv.
    pub fn by_code(&self) -> [(&'static str, usize); 3] {
        [("merged-across", self.merged), ("judgement-unknown", self.unknown), ("judgement-conflict", self.conflict)]
    }

    pub(super) fn count(&mut self, code: &str) {
        match code {
            "merged-across" => self.merged += 1,
            "judgement-unknown" => self.unknown += 1,
            _ => self.conflict += 1,
        }
    }
}

/// Problems by severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ProblemCounts {
    /// Documents, or parts of them, that could not be read.
    pub error: usize,
    /// Rows that may be wrong.
    pub warning: usize,
    /// Worth knowing.
    pub note: usize,
}

/// A file and its BLAKE3.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Hashed {
    path: String,
    blake3: String,
}

/// The run record.
#[derive(Debug, Serialize)]
pub(super) struct RunRecord<'a> {
    program: &'static str,
    version: &'a str,
    options: &'a BTreeMap<String, Value>,
    inputs: Vec<Hashed>,
    lists: Vec<Hashed>,
    counts: Summary,
}

impl<'a> RunRecord<'a> {
    /// Files are written by path, whatever order they were hashed in.
    pub fn new(
        version: &'a str,
        options: &'a BTreeMap<String, Value>,
        inputs: Vec<(String, String)>,
        lists: Vec<(String, String)>,
        counts: Summary,
    ) -> Self {
        RunRecord { program: "dateline", version, options, inputs: hashed(inputs), lists: hashed(lists), counts }
    }
}

fn hashed(files: Vec<(String, String)>) -> Vec<Hashed> {
    let mut files: Vec<Hashed> = files.into_iter().map(|(path, blake3)| Hashed { path, blake3 }).collect();
    files.sort();
    files.dedup();
    files
}

/// Write JSON for people: indented, with a line end at the end.
pub(super) fn write_json(path: &Path, value: &impl Serialize) -> Result<()> {
    let mut text = serde_json::to_string_pretty(value).map_err(writing(path))?;
    text.push('\n');
    std::fs::write(path, text).map_err(writing(path))
}
