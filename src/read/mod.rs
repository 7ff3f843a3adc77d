//! **read**: bytes in, [`Document`]s out. Text is never altered after decoding.
//!
//! ```text
//! Inputs::resolve ──▶ records ──▶ Raw ──▶ Raw::decode ──▶ Document ──▶ UniqueIds
//! paths, globs,       one pass,   bytes   on any thread    text, title,  in order
//! folders, `-`        in order            (the costly part) published
//! ```
//!
//! * [`input`] says which files are meant and what their documents are called;
//! * [`records`](mod@records) opens them one after the other, decompresses, cuts containers into records and hashes what
//!   it reads, holding one record at a time;
//! * [`raw`] turns one record into a document: encoding, front matter, HTML, JSON, CSV;
//! * [`unique`] makes ids unique, in order;
//! * [`shard`] says which documents belong to one part of a run that is split.
//!
//! Nothing here fails because of what a document holds: whatever cannot be read becomes a document of status
//! [`Status::Failed`] with a [`Problem`] that says why. An [`Error`] is about the request itself (a path that is
//! not there, a table without the named column) and comes before the first document.

pub mod csv_row;
pub mod csv_split;
pub mod decode;
pub mod error;
pub mod format;
pub mod front_matter;
mod host;
pub mod html;
pub mod input;
pub mod jsonl;
pub mod line_source;
pub mod lines;
pub mod open;
pub mod options;
pub mod published;
pub mod raw;
pub mod records;
pub mod shard;
pub mod unique;
pub mod walk;

pub use error::Error;
pub use format::Format;
pub use input::{InputFile, Inputs};
pub use lines::SourceLines;
pub use options::ReadOptions;
pub use raw::Raw;
pub use records::{InputDigest, Records, records};
pub use shard::Shard;
pub use unique::UniqueIds;

use crate::model::{Problem, Published};

/// One document, ready to be worked on.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The id field of a record, else the path relative to the input root.
    pub id: String,
    /// Path as given, for people.
    pub path: String,
    /// The text every offset refers to.
    pub text: String,
    /// Title from a field, HTML `<title>` or front matter; may be empty.
    pub title: String,
    /// A publication date the source states outside the text.
    pub published: Option<Published>,
    /// Language tag the source states, may be empty.
    pub language: String,
    /// Host name of the publisher (canonical link, JSON-LD, a record's field), may be empty.
    pub publisher: String,
    /// BLAKE3 of the document's bytes as read from the source, hex.
    pub blake3: String,
    /// `ok`, `partial` or `failed`.
    pub status: Status,
    /// What went wrong while reading.
    pub problems: Vec<Problem>,
    /// Which line of the source each offset of the text comes from.
    pub lines: SourceLines,
}

impl Document {
    /// A document of nothing but a text, as the library's callers make them.
    pub fn from_text(id: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let id = id.into();
        Document { blake3: blake3::hash(text.as_bytes()).to_hex().to_string(), path: id.clone(), id, text, ..Document::default() }
    }

    /// Line of the source file, from 1, which the text at a byte offset comes from.
    pub fn source_line(&self, offset: usize) -> usize {
        self.lines.line_of(&self.text, offset)
    }

    /// Note a problem and lower the status to `status` if it was better.
    pub(crate) fn admit(&mut self, problem: Problem, status: Status) {
        self.problems.push(problem);
        self.status = self.status.max(status);
    }
}

/// What tells a document of the input from every other, before anything is made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    /// Its own id, which another document may have too.
    pub id: String,
    /// Path as given.
    pub path: String,
    /// BLAKE3 of its bytes; empty where it is of another part of the run.
    pub blake3: String,
    /// Whether it is in the part of the run that is worked on.
    pub ours: bool,
}

/// How far a document could be read, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize)]
pub enum Status {
    /// Whole.
    #[default]
    Ok,
    /// In part.
    Partial,
    /// Not at all: the text is empty.
    Failed,
}

impl Status {
    /// The word in documents.csv.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Ok => "ok",
            Status::Partial => "partial",
            Status::Failed => "failed",
        }
    }
}
