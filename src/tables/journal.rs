//! The journal: all that a run has found so far, on disk.
//!
//! In: documents in order, rendered. Out: the same documents in the same order, as often as they are wanted: once when the
//! tables are finished; again when an interrupted run is carried on; again when the parts of a split run are merged.
//!
//! ```text
//! magic │ length, header as JSON │ frame │ frame │ …
//! frame = kind, length, payload; a frame `Batch` closes those before it with their BLAKE3
//! ```
//!
//! A run that is killed leaves the beginning of a journal; what stands before its last whole `Batch` is good. A document's
//! payload has four pieces, so that finishing need not decode what only carrying on and merging need:
//! `lengths │ Rows │ Rest │ its rows as CSV │ Handles`. All but the last are made on whichever thread worked on it.

use super::error::{Error, Result, writing};
use super::render::{RenderedMention, RenderedRole};
use crate::link::across::Provisional;
use crate::model::{DateValue, Place, Severity, Target};
use crate::read::unique::short_hash;
use crate::read::{Shard, Status};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The number is that of this form; another form has another number.
const MAGIC: &[u8; 16] = b"dateline part 2\n";

/// Kind and length of a frame.
const HEAD: usize = 1 + 8;

/// Lengths of the first three pieces of a document's payload.
const LENGTHS: usize = 3 * 8;

/// A payload longer than this is no payload: the rows of the longest document that is read by default fit in many times.
const LONGEST: u64 = 1 << 40;

/// What made a journal: what must be equal for two of them to be of one run.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Header {
    /// Version of the program.
    pub version: String,
    /// Options that can change a row.
    pub options: BTreeMap<String, Value>,
    /// Name and BLAKE3 of each list and each file of judgements.
    pub lists: Vec<(String, String)>,
    /// The judgements themselves, which a merge needs.
    pub judgements: Vec<crate::link::across::judgements::Judgement>,
    /// Which part of a run it is; `None`: the whole.
    pub shard: Option<Shard>,
}

/// What finishing needs of a document besides its CSV.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Rows {
    /// The day it was published, ISO, or empty.
    pub day: String,
    /// Its mentions, whose targets are indices of its own.
    pub mentions: Vec<RenderedMention>,
    /// Targets that it refers to elsewhere than in a mention.
    pub references: Vec<Target>,
}

/// Handles of a document's entities, places and dates in the run that wrote the journal; `None` where nothing points at one.
pub type Handles = [Vec<Option<u32>>; 3];

/// What taking the document up again needs besides.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Rest {
    pub key: Key,
    pub doc_id: String,
    pub status: Status,
    pub text_bytes: u64,
    pub mentions: usize,
    pub local_entities: usize,
    /// Its row of documents.csv with the line end.
    pub document: Range<usize>,
    pub entities: Vec<Option<Provisional>>,
    pub places: Vec<Option<Place>>,
    pub dates: Vec<Option<DateValue>>,
    pub roles: Vec<RenderedRole>,
    /// Severity and code of its problems.
    pub problems: Vec<(Severity, String)>,
    /// Their rows of problems.csv with the line ends.
    pub problem_rows: Range<usize>,
}

/// What tells a document of the input from others: sixty-four bits of BLAKE3 each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// Of its own id.
    pub id: u64,
    /// Of its content; 0 where it is of another part of the run.
    pub content: u64,
}

impl Key {
    /// Of a document with this id whose bytes have this BLAKE3.
    pub fn of(id: &str, blake3: &str) -> Self {
        Key { id: short_hash(id), content: if blake3.is_empty() { 0 } else { short_hash(blake3) } }
    }
}

/// The last word of a journal: path and BLAKE3 of each input.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct End {
    pub inputs: Vec<(String, String)>,
}

const DOCUMENT: u8 = 1;
const ELSEWHERE: u8 = 2;
const END: u8 = 4;
const BATCH: u8 = 5;

/// One frame.
#[derive(Debug)]
pub enum Frame<'a> {
    /// A document.
    Document(Stored<'a>),
    /// A document that is in another part of the run.
    Elsewhere(Key),
    /// See [`End`].
    End(End),
}

/// A document in pieces, not looked at yet.
#[derive(Debug, Clone, Copy)]
pub struct Stored<'a> {
    rows: &'a [u8],
    rest: &'a [u8],
    /// Its rows as CSV.
    pub lines: &'a [u8],
    handles: &'a [u8],
}

impl<'a> Stored<'a> {
    /// The pieces of a payload.
    pub fn of(payload: &'a [u8]) -> io::Result<Self> {
        split(payload).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }

    /// What it is without the handles, which are another run's.
    pub fn lasting(&self) -> (Vec<u8>, Range<usize>) {
        assemble(self.rows, self.rest, self.lines)
    }

    /// Handles of what it refers to.
    pub fn handles(&self) -> io::Result<Handles> {
        postcard::from_bytes(self.handles).map_err(io::Error::other)
    }

    /// What finishing needs.
    pub fn rows(&self) -> io::Result<Rows> {
        postcard::from_bytes(self.rows).map_err(io::Error::other)
    }

    /// What taking it up again needs.
    pub fn rest(&self) -> io::Result<Rest> {
        postcard::from_bytes(self.rest).map_err(io::Error::other)
    }
}

/// The journal while it is written.
pub struct Journal {
    path: PathBuf,
    out: BufWriter<File>,
    /// Of the frames since the last `Batch`.
    hasher: blake3::Hasher,
    open: bool,
    buffer: Vec<u8>,
}

impl Journal {
    /// Make the file.
    pub fn create(path: PathBuf, header: &Header) -> Result<Self> {
        let at = writing(&path);
        let file = File::options().read(true).write(true).create_new(true).open(&path).map_err(&at)?;
        let mut out = BufWriter::with_capacity(1 << 16, file);
        let header = serde_json::to_vec(header).map_err(|e| at(e.into()))?;
        let length = (header.len() as u64).to_le_bytes();
        [&MAGIC[..], &length, &header].into_iter().try_for_each(|part| out.write_all(part)).map_err(&at)?;
        drop(at);
        Ok(Journal { path, out, hasher: blake3::Hasher::new(), open: false, buffer: Vec::new() })
    }

    /// Go on behind `good`, the end of the last whole batch; what stands after it is cut off.
    pub fn go_on(path: PathBuf, good: u64) -> Result<Self> {
        let at = writing(&path);
        let mut file = File::options().read(true).write(true).open(&path).map_err(&at)?;
        file.set_len(good).map_err(&at)?;
        file.seek(SeekFrom::End(0)).map_err(&at)?;
        drop(at);
        Ok(Journal { path, out: BufWriter::with_capacity(1 << 16, file), hasher: blake3::Hasher::new(), open: false, buffer: Vec::new() })
    }

    /// A document: its payload as [`assemble`] makes it, and the handles.
    pub fn document(&mut self, payload: &[u8], handles: &Handles) -> Result<()> {
        let handles =
            postcard::to_extend(handles, std::mem::take(&mut self.buffer)).map_err(|e| writing(&self.path)(io::Error::other(e)))?;
        self.frame(DOCUMENT, &[payload, &handles])?;
        self.buffer = handles;
        self.buffer.clear();
        Ok(())
    }

    /// A document of another part of the run.
    pub fn elsewhere(&mut self, key: Key) -> Result<()> {
        let payload = encode(&key).map_err(writing(&self.path))?;
        self.frame(ELSEWHERE, &[&payload])
    }

    /// Nothing comes after this.
    pub fn end(&mut self, end: &End) -> Result<()> {
        let payload = encode(end).map_err(writing(&self.path))?;
        self.batch()?; // a run that is carried on writes it anew
        self.frame(END, &[&payload])?;
        self.batch()
    }

    /// Close what was written since the last batch, and hand it to the system: a killed process does not lose it then.
    pub fn batch(&mut self) -> Result<()> {
        if self.open {
            let hash = *self.hasher.finalize().as_bytes();
            self.frame(BATCH, &[&hash])?;
            self.hasher.reset();
            self.open = false;
        }
        self.out.flush().map_err(writing(&self.path))
    }

    fn frame(&mut self, kind: u8, pieces: &[&[u8]]) -> Result<()> {
        let length = pieces.iter().map(|p| p.len() as u64).sum::<u64>();
        let mut head = [0; HEAD];
        head[0] = kind;
        head[1..].copy_from_slice(&length.to_le_bytes());
        self.open = true;
        for piece in std::iter::once(&head[..]).chain(pieces.iter().copied()) {
            self.hasher.update(piece);
            self.out.write_all(piece).map_err(writing(&self.path))?;
        }
        Ok(())
    }

    /// Read it from the start.
    pub fn read_back(mut self) -> Result<Frames> {
        self.batch()?;
        Ok(Frames::open(&self.path)?.1)
    }
}

/// The pieces of a document's payload but for the handles, and where in it the CSV stands.
pub fn assemble(rows: &[u8], rest: &[u8], lines: &[u8]) -> (Vec<u8>, Range<usize>) {
    let mut payload = Vec::with_capacity(LENGTHS + rows.len() + rest.len() + lines.len());
    [rows, rest, lines].iter().for_each(|piece| payload.extend((piece.len() as u64).to_le_bytes()));
    [rows, rest, lines].iter().for_each(|piece| payload.extend_from_slice(piece));
    let end = payload.len();
    (payload, end - lines.len()..end)
}

/// A piece of a payload.
pub fn encode(value: &impl Serialize) -> io::Result<Vec<u8>> {
    postcard::to_allocvec(value).map_err(io::Error::other)
}

/// The frames of a journal, one after the other.
pub struct Frames {
    path: PathBuf,
    file: BufReader<File>,
    at: u64,
    length: u64,
    payload: Vec<u8>,
}

impl Frames {
    /// Open a journal and read its header.
    ///
    /// # Errors
    /// When the file cannot be read or is no journal of this form.
    pub fn open(path: &Path) -> Result<(Header, Frames)> {
        let at = reading(path);
        let file = File::open(path).map_err(&at)?;
        let length = file.metadata().map_err(&at)?.len();
        let mut file = BufReader::with_capacity(1 << 16, file); // some dozen documents a read
        let mut magic = [0; MAGIC.len()];
        let known = file.read_exact(&mut magic).is_ok();
        if !known || &magic != MAGIC {
            return Err(no_part(path, "it is no part of a run, or one of another version of dateline"));
        }
        let mut number = [0; 8];
        file.read_exact(&mut number).map_err(&at)?;
        let size = u64::from_le_bytes(number);
        if size > length {
            return Err(no_part(path, &format!("it breaks off in its header, which says that it has {size} bytes; the file has {length}")));
        }
        let mut header = vec![0; size as usize];
        file.read_exact(&mut header).map_err(&at)?;
        let header = serde_json::from_slice(&header).map_err(|e| no_part(path, &format!("its header cannot be read ({e})")))?;
        let start = MAGIC.len() as u64 + 8 + size;
        Ok((header, Frames { path: path.to_owned(), file, at: start, length, payload: Vec::new() }))
    }

    /// Where the last whole batch of documents ends: everything before is good.
    pub fn good(self) -> Result<u64> {
        self.checked(true)
    }

    /// Where the last whole batch ends, the last word being one: the length of the file, if all of it is whole.
    pub fn whole(self) -> Result<u64> {
        self.checked(false)
    }

    fn checked(mut self, stop_at_end: bool) -> Result<u64> {
        let mut good = self.at;
        let mut hasher = blake3::Hasher::new();
        while let Some((kind, head)) = self.step()? {
            if kind == END && stop_at_end {
                break;
            }
            if kind == BATCH {
                if self.payload != hasher.finalize().as_bytes() {
                    break;
                }
                good = self.at;
                hasher.reset();
            } else {
                hasher.update(&head);
                hasher.update(&self.payload);
            }
        }
        Ok(good)
    }

    /// Read no further than this.
    pub fn up_to(mut self, end: u64) -> Self {
        self.length = self.length.min(end);
        self
    }

    /// The next frame; `None` at the end.
    pub fn next(&mut self) -> Result<Option<Frame<'_>>> {
        let kind = loop {
            match self.step()? {
                Some((BATCH, _)) => {}
                Some((kind, _)) => break kind,
                None => return Ok(None),
            }
        };
        let decoded = match kind {
            DOCUMENT => split(&self.payload).map(Frame::Document),
            ELSEWHERE => postcard::from_bytes(&self.payload).ok().map(Frame::Elsewhere),
            END => postcard::from_bytes(&self.payload).ok().map(Frame::End),
            _ => None,
        };
        let at = self.at - self.payload.len() as u64;
        decoded.map(Some).ok_or_else(|| no_part(&self.path, &format!("what it holds at byte {at} cannot be read")))
    }

    /// Put the payloads of the next documents behind each other in `payloads` until these have `bytes` bytes; gives where each
    /// stands. Nothing at the end.
    pub fn documents(&mut self, bytes: usize, payloads: &mut Vec<u8>) -> Result<Vec<Range<usize>>> {
        let mut ranges = Vec::new();
        while payloads.len() < bytes {
            match self.step()? {
                Some((DOCUMENT, _)) => {
                    ranges.push(payloads.len()..payloads.len() + self.payload.len());
                    payloads.extend_from_slice(&self.payload);
                }
                Some(_) => {}
                None => break,
            }
        }
        Ok(ranges)
    }

    /// Read one frame into `payload`; `None` at the end or where the file breaks off.
    fn step(&mut self) -> Result<Option<(u8, [u8; HEAD])>> {
        let mut head = [0; HEAD];
        if self.at + HEAD as u64 > self.length {
            return Ok(None);
        }
        self.file.read_exact(&mut head).map_err(reading(&self.path))?;
        let mut number = [0; 8];
        number.copy_from_slice(&head[1..]);
        let size = u64::from_le_bytes(number);
        if size > LONGEST || self.at + HEAD as u64 + size > self.length {
            return Ok(None);
        }
        self.payload.resize(size as usize, 0);
        self.file.read_exact(&mut self.payload).map_err(reading(&self.path))?;
        self.at += HEAD as u64 + size;
        Ok(Some((head[0], head)))
    }
}

fn split(payload: &[u8]) -> Option<Stored<'_>> {
    let number = |at: usize| {
        let bytes: [u8; 8] = payload.get(at..at + 8)?.try_into().ok()?;
        usize::try_from(u64::from_le_bytes(bytes)).ok()
    };
    let (rows, rest, lines) = (number(0)?, number(8)?, number(16)?);
    let payload = &payload[LENGTHS..];
    let (rows, payload) = payload.split_at_checked(rows)?;
    let (rest, payload) = payload.split_at_checked(rest)?;
    let (lines, handles) = payload.split_at_checked(lines)?;
    Some(Stored { rows, rest, lines, handles })
}

fn no_part(path: &Path, message: &str) -> Error {
    Error::Part { path: path.to_owned(), message: message.to_owned() }
}

fn reading(path: &Path) -> impl Fn(io::Error) -> Error + '_ {
    move |source| Error::Part { path: path.to_owned(), message: format!("it cannot be read ({source})") }
}
