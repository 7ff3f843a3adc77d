//! All documents of a run, in order, as work items. In: [`Inputs`]; out: [`Records`], an iterator that holds one
//! record and one open file at a time, and afterwards a digest of every input for the run record.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::csv_row::{self, Layout};
use super::csv_split::{CsvSplitter, Cut};
use super::decode::{self, Hints};
use super::line_source::{Content, LineSource};
use super::open::{self, Source, Tally};
use super::raw::{self, Body, Origin, Raw};
use super::{Error, Format, InputFile, Inputs, ReadOptions};
use crate::model::{Problem, Severity};

/// One input as the run record names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputDigest {
    /// Path relative to the input root.
    pub id: String,
    /// Length in bytes, compressed if the file is.
    pub bytes: u64,
    /// BLAKE3 of those bytes in hex; empty when the file could not be opened.
    pub blake3: String,
}

/// The documents of a run as work items, in order.
pub struct Records {
    files: VecDeque<InputFile>,
    current: Option<Open>,
    /// Files opened ahead of their turn: standard input, whose header had to be checked.
    ahead: Option<Open>,
    options: ReadOptions,
    total: Arc<AtomicU64>,
    digests: Vec<InputDigest>,
}

/// A file being read.
struct Open {
    file: InputFile,
    origin: Arc<Origin>,
    tally: Option<Arc<Tally>>,
    reader: Reader,
    notes: Vec<Problem>,
    any: bool,
    whole: bool,
}

enum Reader {
    Single(Source),
    Lines(LineSource<Source>),
    Rows(CsvSplitter<Source>, Arc<Layout>),
    /// One document, of another part of the run; `true`: it is still to be named.
    Elsewhere(bool),
    /// Nothing can be read, and why.
    Last(Option<Problem>),
    Ended,
}

/// Start reading. The header of every CSV file is looked at first, so that a missing column is known before any
/// document is read.
pub fn records(inputs: Inputs, options: &ReadOptions) -> Result<Records, Error> {
    let total = Arc::new(AtomicU64::new(0));
    let mut ahead = None;
    for file in &inputs.files {
        if matches!(file.format, Format::Csv | Format::Tsv) {
            let opened = start(file.clone(), options, &Arc::default())?;
            if file.location.is_none() {
                ahead = Some(opened);
            }
        }
    }
    Ok(Records { files: inputs.files.into(), current: None, ahead, options: options.clone(), total, digests: Vec::new() })
}

impl Records {
    /// Bytes taken from the inputs so far, to be watched while reading goes on.
    pub fn progress(&self) -> Arc<AtomicU64> {
        self.total.clone()
    }

    /// The inputs read to their end so far, in order.
    pub fn digests(&self) -> &[InputDigest] {
        &self.digests
    }

    /// The same, when reading is over.
    pub fn into_digests(self) -> Vec<InputDigest> {
        self.digests
    }

    fn finish(&mut self, open: Open) {
        if is_elsewhere(&open.file, &self.options) {
            return; // the part that holds it names it
        }
        let (bytes, blake3) = match (&open.tally, &open.file.location) {
            (Some(tally), _) if open.whole => (tally.bytes(), tally.blake3()),
            // Reading stopped early (a broken archive, a document over the limit): hash the file by itself.
            (_, Some(path)) if path.is_file() => hash_file(path).unwrap_or_default(),
            (Some(tally), _) => (tally.bytes(), tally.blake3()),
            _ => Default::default(),
        };
        self.digests.push(InputDigest { id: open.file.id, bytes, blake3 });
    }
}

fn hash_file(path: &std::path::Path) -> io::Result<(u64, String)> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(std::fs::File::open(path)?)?;
    Ok((hasher.count(), hasher.finalize().to_hex().to_string()))
}

impl Iterator for Records {
    type Item = Raw;

    fn next(&mut self) -> Option<Raw> {
        loop {
            if let Some(open) = &mut self.current {
                if let Some(raw) = open.next(&self.options) {
                    return Some(raw);
                }
                if let Some(done) = self.current.take() {
                    self.finish(done);
                }
            }
            let file = self.files.pop_front()?;
            let opened = match self.ahead.take() {
                Some(ahead) if file.location.is_none() => Ok(ahead),
                other => {
                    self.ahead = other;
                    start(file.clone(), &self.options, &self.total)
                }
            };
            // The header was there a moment ago; a file that changes under our hands is one that cannot be read.
            self.current = Some(opened.unwrap_or_else(|e| failed(file, raw_problem("unreadable", e.line, e.message))));
        }
    }
}

fn raw_problem(code: &'static str, line: usize, message: String) -> Problem {
    Problem { line, severity: Severity::Error, code, message }
}

fn failed(file: InputFile, problem: Problem) -> Open {
    let origin = Arc::new(Origin { id: file.id.clone(), path: file.path.clone(), fallback: None });
    let reader = Reader::Last(Some(problem));
    Open { file, origin, tally: None, reader, notes: Vec::new(), any: false, whole: false }
}

/// Open a file and, for a container, look at its start. `Err`: a CSV file without a column that was asked for.
fn start(file: InputFile, options: &ReadOptions, total: &Arc<AtomicU64>) -> Result<Open, Error> {
    if let Some(why) = &file.fault {
        let problem = open::unreadable(why, 0);
        return Ok(failed(file, problem));
    }
    if is_elsewhere(&file, options) {
        let origin = Arc::new(Origin { id: file.id.clone(), path: file.path.clone(), fallback: None });
        return Ok(Open { file, origin, tally: None, reader: Reader::Elsewhere(true), notes: Vec::new(), any: true, whole: false });
    }
    match try_start(&file, options, total) {
        Ok(opened) => opened,
        Err(e) => Ok(failed(file, open::unreadable(&e.to_string(), 0))),
    }
}

/// A file that need not be opened: it is one document, of another part of the run, and goes by its path. (Front matter may
/// give an id of its own, so Markdown is read all the same; standard input can be read once only.)
fn is_elsewhere(file: &InputFile, options: &ReadOptions) -> bool {
    let by_path = matches!(file.format, Format::Text | Format::Html) && file.location.is_some();
    by_path && options.shard.is_some_and(|s| !s.holds(&file.id))
}

fn try_start(file: &InputFile, options: &ReadOptions, total: &Arc<AtomicU64>) -> io::Result<Result<Open, Error>> {
    let opened = open::open(file, total)?;
    let mut origin = Origin { id: file.id.clone(), path: file.path.clone(), fallback: None };
    let mut notes = Vec::new();
    let reader = if file.format.is_container() {
        let mut container = open::container(opened.source, options)?;
        origin.fallback = container.fallback;
        notes.extend(container.note.take());
        match container.binary.take() {
            Some(why) => Reader::Last(Some(raw::binary(&why, 0))),
            None if file.format == Format::Jsonl => Reader::Lines(LineSource::new(container.source, b'\n', options.limit())),
            None => match table(file, container, options)? {
                Ok(reader) => reader,
                Err(e) => return Ok(Err(e)),
            },
        }
    } else {
        Reader::Single(opened.source)
    };
    let tally = Some(opened.tally);
    Ok(Ok(Open { file: file.clone(), origin: Arc::new(origin), tally, reader, notes, any: false, whole: false }))
}

/// Read the header of a CSV file.
fn table(file: &InputFile, container: open::Container, options: &ReadOptions) -> io::Result<Result<Reader, Error>> {
    let delimiter = if file.format == Format::Tsv { b'\t' } else { options.delimiter.unwrap_or(b',') };
    // Old spreadsheets on the Mac end lines with CR alone.
    let cr_alone = !container.sample.contains(&b'\n') && container.sample.contains(&b'\r');
    let terminator = if cr_alone { b'\r' } else { b'\n' };
    let mut rows = CsvSplitter::new(container.source, delimiter, terminator, options.limit());
    let hints = Hints { part: true, given: options.encoding, declared: None, fallback: container.fallback };
    let (line, header) = match rows.next_record()? {
        None => return Ok(Ok(Reader::Ended)),
        Some((line, Cut::Record(bytes))) => (line, decode::decode(bytes, hints, line).map(|d| d.text).unwrap_or_default()),
        Some((line, Cut::Broken { column, message, .. })) => {
            return Ok(Err(Error::at(&file.path, line, format!("column {column} of the header: {message}"))));
        }
        Some((line, _)) => {
            return Ok(Err(Error::at(
                &file.path,
                line,
                "the header is longer than --max-document-bytes; expected names of columns on the first line; mend it, or raise the limit",
            )));
        }
    };
    Ok(csv_row::layout(&header, delimiter, options, &file.path, line).map(|layout| Reader::Rows(rows, Arc::new(layout))))
}

/// What a step of reading yields.
struct Item {
    line: usize,
    body: Body,
    problem: Option<Problem>,
    /// Nothing can be read after it.
    last: bool,
}

impl Item {
    fn good(line: usize, body: Body) -> Self {
        Item { line, body, problem: None, last: false }
    }

    fn bad(line: usize, problem: Problem) -> Self {
        Item { line, body: Body::Failed(Vec::new()), problem: Some(problem), last: false }
    }

    fn end(line: usize, problem: Problem) -> Self {
        Item { last: true, ..Item::bad(line, problem) }
    }
}

impl Open {
    fn next(&mut self, options: &ReadOptions) -> Option<Raw> {
        let item = self.step(options)?;
        let mut problems = std::mem::take(&mut self.notes);
        problems.extend(item.problem);
        self.any = true;
        Some(Raw { origin: self.origin.clone(), line: item.line, problems, body: item.body })
    }

    fn step(&mut self, options: &ReadOptions) -> Option<Item> {
        let item = match &mut self.reader {
            Reader::Ended => None,
            Reader::Elsewhere(waiting) => std::mem::take(waiting).then(|| Item::good(0, Body::Elsewhere)),
            Reader::Last(problem) => problem.take().map(|problem| Item::end(0, problem)),
            Reader::Single(source) => {
                let item = single(source, self.file.format, options);
                self.whole = item.problem.is_none();
                Some(item)
            }
            Reader::Lines(lines) => json_line(lines, options),
            Reader::Rows(rows, layout) => row(rows, layout, options),
        };
        match item {
            Some(item) => {
                if item.last {
                    self.reader = Reader::Ended;
                }
                Some(item)
            }
            None => {
                self.whole |= matches!(self.reader, Reader::Lines(_) | Reader::Rows(..));
                self.reader = Reader::Ended;
                // A container without records still has its row.
                (!self.any).then(|| Item::good(0, Body::Empty))
            }
        }
    }
}

/// A file that is one document.
fn single(source: &mut Source, format: Format, options: &ReadOptions) -> Item {
    let limit = options.limit();
    let mut bytes = Vec::new();
    let outcome = source.take(limit as u64 + 1).read_to_end(&mut bytes);
    if bytes.len() > limit {
        return Item::end(0, too_large(None, 0, options));
    }
    match outcome {
        Ok(_) => Item { last: true, ..Item::good(0, Body::File { bytes, format, cut: false }) },
        // What came before the break is worth having: the text of a release, without its contact block.
        Err(e) if !bytes.is_empty() => Item { body: Body::File { bytes, format, cut: true }, ..Item::end(0, broken_off(&e)) },
        Err(e) => Item::end(0, open::unreadable(&e.to_string(), 0)),
    }
}

fn json_line(lines: &mut LineSource<Source>, options: &ReadOptions) -> Option<Item> {
    loop {
        let line = match lines.next_line() {
            Ok(line) => line?,
            Err(e) => return Some(stopped(&e, lines.lines_read() + 1)),
        };
        match line.content {
            Content::TooLong(length) => return Some(Item::bad(line.number, too_large(Some(length), line.number, options))),
            Content::Bytes(mut bytes) => {
                // The record ends at LF; a CR before it belongs to the line end, not to the record.
                let end = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
                let length = end.strip_suffix(b"\r").unwrap_or(end).len();
                bytes.truncate(length);
                if !bytes.iter().all(u8::is_ascii_whitespace) {
                    return Some(Item::good(line.number, Body::Json(bytes)));
                }
            }
        }
    }
}

fn row(rows: &mut CsvSplitter<Source>, layout: &Arc<Layout>, options: &ReadOptions) -> Option<Item> {
    let skipped = |line, message: String| raw_problem("row-skipped", line, format!("{message}; the record was skipped"));
    let (line, cut) = match rows.next_record() {
        Ok(next) => next?,
        Err(e) => return Some(stopped(&e, rows.lines_read() + 1)),
    };
    Some(match cut {
        Cut::Record(bytes) => Item::good(line, Body::Row(bytes, layout.clone())),
        Cut::Broken { bytes, line: at, column, message } => {
            Item { body: Body::Failed(bytes), ..Item::bad(line, skipped(at, format!("column {column}: {message}"))) }
        }
        Cut::TooLong(length) => Item::bad(line, too_large(Some(length), line, options)),
        Cut::GivenUp => Item::end(line, skipped(line, "quotes are broken too often; this row and all after it were not read".into())),
    })
}

/// A container that cannot be read on.
fn stopped(error: &io::Error, line: usize) -> Item {
    Item::end(
        line,
        raw_problem("unreadable", line, format!("the file breaks off: {error}; the records before were read; see that the file is whole")),
    )
}

fn too_large(length: Option<u64>, line: usize, options: &ReadOptions) -> Problem {
    let limit = options.max_document_bytes;
    let met = length.map_or_else(|| format!("more than {limit} bytes"), |n| format!("{n} bytes, more than the {limit} allowed"));
    raw_problem("too-large", line, format!("the document has {met}; split it, or raise the limit with --max-document-bytes"))
}

fn broken_off(error: &io::Error) -> Problem {
    raw_problem("unreadable", 0, format!("the file breaks off: {error}; what comes before was read; see that the file is whole"))
}
