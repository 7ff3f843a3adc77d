//! **read**: bytes in, [`Document`]s out. Text is never altered after decoding.

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
    /// Host name of the publisher (canonical link, JSON-LD), may be empty.
    pub publisher: String,
    /// BLAKE3 of the document's bytes as read from the source, hex.
    pub blake3: String,
    /// `ok`, `partial` or `failed`.
    pub status: Status,
    /// What went wrong while reading.
    pub problems: Vec<Problem>,
}

/// How far a document could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// Whole.
    #[default]
    Ok,
    /// In part.
    Partial,
    /// Not at all: the text is empty.
    Failed,
}
