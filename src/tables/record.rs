//! `run.json`: what made these tables, so that they can be made again.
//!
//! In: version, options, hashes, counts. Out: JSON that is the same for the same run: no times, no machine, no
//! number of threads.

use super::error::{Result, writing};
use super::journal::Rest;
use crate::codes;
use crate::model::{Problem, Severity};
use crate::read::Status;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// What a run did and wrote: counted as documents are taken, whether they were just extracted, come from an interrupted run
/// or from a part; the rows of the dictionary tables when they are written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
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
    /// Number of problems of each severity and code.
    #[serde(skip)]
    pub by_code: BTreeMap<(Severity, &'static str), usize>,
    /// Entities, counted anew in each document.
    #[serde(skip)]
    pub local_entities: usize,
    /// Bytes of text.
    #[serde(skip)]
    pub text_bytes: u64,
}

impl Summary {
    /// Whether every document was read whole.
    pub fn all_read(&self) -> bool {
        self.failed == 0 && self.partial == 0
    }

    /// Count a document.
    pub(super) fn count(&mut self, rest: &Rest) {
        self.documents += 1;
        self.failed += usize::from(rest.status == Status::Failed);
        self.partial += usize::from(rest.status == Status::Partial);
        self.mentions += rest.mentions;
        self.local_entities += rest.local_entities;
        self.text_bytes += rest.text_bytes;
        for (severity, code) in &rest.problems {
            // a journal is read by the version that wrote it, which knows its own codes
            self.problem(*severity, codes::known(code).unwrap_or("internal-error"));
        }
    }

    /// Count a problem that the merge across documents noted.
    pub(super) fn count_across(&mut self, problem: &Problem) {
        self.across.count(problem.code);
        self.problem(problem.severity, problem.code);
    }

    fn problem(&mut self, severity: Severity, code: &'static str) {
        *match severity {
            Severity::Error => &mut self.problems.error,
            Severity::Warning => &mut self.problems.warning,
            Severity::Note => &mut self.problems.note,
        } += 1;
        *self.by_code.entry((severity, code)).or_default() += 1;
    }
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
    fn count(&mut self, code: &str) {
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
    counts: &'a Summary,
}

impl<'a> RunRecord<'a> {
    /// Files are written by path, whatever order they were hashed in.
    pub fn new(
        version: &'a str,
        options: &'a BTreeMap<String, Value>,
        inputs: Vec<(String, String)>,
        lists: Vec<(String, String)>,
        counts: &'a Summary,
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
