//! One work item: the bytes of a document, cheap to make and to send, and the costly step from it to a
//! [`Document`]. In: bytes cut out of the inputs in order; out: a document, on whichever thread [`Raw::decode`] runs.

use std::sync::Arc;

use encoding_rs::Encoding;

use super::csv_row::{self, Fields, Layout};
use super::decode::{self, Decoded, Hints};
use super::{Document, Format, ReadOptions, SourceLines, Status, front_matter, host, html, jsonl, published};
use crate::model::{Problem, Published, Severity};

/// The file a work item comes from.
#[derive(Debug)]
pub struct Origin {
    /// Path relative to the input root.
    pub id: String,
    /// Path as given.
    pub path: String,
    /// Encoding of records that are not UTF-8, by the start of the file.
    pub fallback: Option<&'static Encoding>,
}

/// The bytes of one document, not looked at yet.
#[derive(Debug)]
pub struct Raw {
    /// Where it comes from.
    pub(crate) origin: Arc<Origin>,
    /// Line its record starts on; 0: it is a file of its own.
    pub(crate) line: usize,
    /// What is known to be wrong or worth noting.
    pub(crate) problems: Vec<Problem>,
    /// The bytes.
    pub(crate) body: Body,
}

/// What the bytes are.
#[derive(Debug)]
pub(crate) enum Body {
    /// A whole file; `cut`: the end is missing, for the reason among the problems.
    File { bytes: Vec<u8>, format: Format, cut: bool },
    /// A line of a JSONL file without its LF.
    Json(Vec<u8>),
    /// A row of a CSV file without its line end.
    Row(Vec<u8>, Arc<Layout>),
    /// A file without records.
    Empty,
    /// Nothing that can be read, for the reason among the problems; bytes as far as they are known.
    Failed(Vec<u8>),
    /// A file that is one document, of another part of the run: it was not opened.
    Elsewhere,
}

impl Raw {
    /// Bytes held, the measure of batches.
    pub fn size(&self) -> usize {
        match &self.body {
            Body::File { bytes, .. } | Body::Json(bytes) | Body::Row(bytes, _) | Body::Failed(bytes) => bytes.len(),
            Body::Empty | Body::Elsewhere => 0,
        }
    }

    /// The id the document has if its source gives none.
    pub fn default_id(&self) -> String {
        match self.line {
            0 => self.origin.id.clone(),
            line => format!("{}#{line}", self.origin.id),
        }
    }

    /// Path as given.
    pub fn path(&self) -> &str {
        &self.origin.path
    }

    /// The path of a file that is one document; `None` for a record, which its own id names.
    pub(crate) fn file_name(&self) -> Option<String> {
        (self.line == 0).then(|| self.origin.id.clone())
    }

    /// Decode and parse. Never fails: what cannot be read is a document of status failed.
    pub fn decode(self, options: &ReadOptions) -> Document {
        let mut document =
            Document { id: self.default_id(), path: self.origin.path.clone(), problems: self.problems, ..Document::default() };
        let part = matches!(self.body, Body::Json(_) | Body::Row(..));
        let hints = Hints { part, given: options.encoding, declared: None, fallback: self.origin.fallback };
        let line = self.line.max(1);
        match self.body {
            Body::File { bytes, format, cut } => {
                document.blake3 = hash(&bytes);
                document.status = if cut { Status::Partial } else { Status::Ok };
                file(&mut document, bytes, format, hints, options);
            }
            Body::Json(bytes) => {
                document.blake3 = hash(&bytes);
                document.lines = SourceLines::Fixed(line);
                record(&mut document, bytes, hints, line, options, |text| jsonl::record(text, options));
            }
            Body::Row(bytes, layout) => {
                document.blake3 = hash(&bytes);
                document.lines = SourceLines::Counted { first: line };
                record(&mut document, bytes, hints, line, options, |text| csv_row::row(text, &layout));
            }
            Body::Elsewhere => {}
            Body::Empty => {
                document.blake3 = hash(&[]);
                document.problems.push(note("empty", 0, "the file holds no record; nothing was looked for in it"));
            }
            Body::Failed(bytes) => {
                if !bytes.is_empty() {
                    document.blake3 = hash(&bytes);
                }
                document.status = Status::Failed;
            }
        }
        if document.published.is_none() && document.status != Status::Failed {
            document.published = options.published.clone().map(|value| Published { value, basis: "option" });
        }
        document
    }
}

fn file(document: &mut Document, bytes: Vec<u8>, format: Format, mut hints: Hints, options: &ReadOptions) {
    if format == Format::Html {
        hints.declared = html::declared_encoding(&bytes);
    }
    let Some(text) = text_of(document, bytes, hints, 1) else { return };
    match format {
        Format::Html => html::read(document, &text),
        Format::Markdown => front_matter::read(document, text, options),
        _ => document.text = text,
    }
    note_empty(document, 0);
}

/// Decode, noting what there is to note; `None`: the document has failed.
fn text_of(document: &mut Document, bytes: Vec<u8>, hints: Hints, line: usize) -> Option<String> {
    match decode::decode(bytes, hints, line) {
        Ok(Decoded { text, problems, damaged }) => {
            document.problems.extend(problems);
            if damaged {
                document.status = document.status.max(Status::Partial);
            }
            Some(text)
        }
        Err(why) => {
            document.admit(binary(&why, 0), Status::Failed);
            None
        }
    }
}

/// A record of a container: `parse` finds its fields.
fn record(
    document: &mut Document,
    bytes: Vec<u8>,
    hints: Hints,
    line: usize,
    options: &ReadOptions,
    parse: impl FnOnce(&str) -> Result<Fields, (usize, String)>,
) {
    let Some(record) = text_of(document, bytes, hints, line) else { return };
    match parse(&record) {
        Ok(fields) => {
            if !fields.id.is_empty() {
                document.id = fields.id;
            }
            document.title = fields.title;
            document.text = fields.text;
            document.publisher = host::of_field(&fields.domain).unwrap_or_default();
            if let SourceLines::Counted { first } = &mut document.lines {
                *first += fields.lines_before_text;
            }
            state_published(document, &fields.published, options.published(), line);
            note_empty(document, line);
        }
        Err((column, message)) => {
            let message = format!("column {column}: {message}; the record was skipped");
            document.admit(Problem { line, severity: Severity::Error, code: "row-skipped", message }, Status::Failed);
        }
    }
}

/// Take a publication date that a field states.
pub(crate) fn state_published(document: &mut Document, value: &str, field: &str, line: usize) {
    let value = value.trim();
    if value.is_empty() {
        return;
    }
    match published::parse(value) {
        Some(value) => document.published = Some(Published { value, basis: "field" }),
        None => {
            let shown: String = value.chars().take(40).collect();
            let message = format!(
                "the field \"{field}\" holds \"{shown}\", expected a day such as 2019-10-16 (also with a time); the document is read as if it stated none"
            );
            document.problems.push(Problem { line, severity: Severity::Warning, code: "published-unreadable", message });
        }
    }
}

fn note_empty(document: &mut Document, line: usize) {
    if document.status == Status::Ok && document.text.chars().all(char::is_whitespace) {
        document.problems.push(note("empty", line, "there is no text; nothing was looked for in it"));
    }
}

/// The problem of a file or record that is no text.
pub(crate) fn binary(why: &str, line: usize) -> Problem {
    let message = format!("this is no text: {why}; expected text in UTF-8 or an encoding named with --encoding");
    Problem { line, severity: Severity::Error, code: "binary", message }
}

fn note(code: &'static str, line: usize, message: &str) -> Problem {
    Problem { line, severity: Severity::Note, code, message: message.to_owned() }
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}
