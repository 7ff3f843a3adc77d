//! Spools: rows that wait on disk until all documents are read.
//!
//! In: mentions in document order whose target has no id yet, and sections (the roles, the problems of a
//! document). Out: the same mentions in the same order; the sections by document id. Memory holds one record,
//! and for sections one entry for each document that has any.

use super::error::{Result, writing};
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// Where a mention points while the run goes on: an index into a dictionary of the writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handle {
    /// Handle of `link::across`.
    Entity(usize),
    /// Index into the places.
    Place(usize),
    /// Index into the dates.
    Date(usize),
}

/// One record of the mention spool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Record<'a> {
    /// The records that follow are of the next document, published on this day (ISO date or empty).
    Document(&'a str),
    /// The document refers to this target elsewhere than in a mention that counts.
    Reference(Handle),
    /// A mention: its row before and after the target's cells, as CSV without line end.
    Mention {
        /// What it points at.
        target: Option<Handle>,
        /// It counts as a mention of its target (a nationality does not).
        counts: bool,
        /// Cells before the target.
        head: &'a [u8],
        /// Cells after the target.
        tail: &'a [u8],
    },
}

const DOCUMENT: u8 = 0;
const REFERENCE: u8 = 1;
const MENTION: u8 = 2;
const UNCOUNTED: u8 = 3;

/// Bytes before the two strings of a record: what it is, the dictionary, the index, the two lengths.
const HEADER: usize = 2 + 3 * 8;

/// The mention spool while it is written.
pub struct MentionSpool {
    path: PathBuf,
    out: BufWriter<File>,
}

impl MentionSpool {
    /// Make the file.
    pub fn create(path: PathBuf) -> Result<Self> {
        let file = File::options().read(true).write(true).create_new(true).open(&path).map_err(writing(&path))?;
        Ok(MentionSpool { out: BufWriter::new(file), path })
    }

    /// Write a record.
    pub fn push(&mut self, record: Record) -> Result<()> {
        let (what, target, head, tail) = match record {
            Record::Document(published) => (DOCUMENT, None, published.as_bytes(), &[][..]),
            Record::Reference(target) => (REFERENCE, Some(target), &[][..], &[][..]),
            Record::Mention { target, counts, head, tail } => (if counts { MENTION } else { UNCOUNTED }, target, head, tail),
        };
        let (dictionary, index) = match target {
            None => (0, 0),
            Some(Handle::Entity(i)) => (1, i),
            Some(Handle::Place(i)) => (2, i),
            Some(Handle::Date(i)) => (3, i),
        };
        let mut header = [0; HEADER];
        header[..2].copy_from_slice(&[what, dictionary]);
        for (slot, number) in header[2..].chunks_exact_mut(8).zip([index, head.len(), tail.len()]) {
            slot.copy_from_slice(&(number as u64).to_le_bytes());
        }
        [&header[..], head, tail].into_iter().try_for_each(|part| self.out.write_all(part)).map_err(writing(&self.path))
    }

    /// Read all records in the order they were written.
    pub fn read_back(self, mut take: impl FnMut(Record) -> Result<()>) -> Result<()> {
        let path = self.path;
        let mut file = self.out.into_inner().map_err(|e| writing(&path)(e.into_error()))?;
        file.rewind().map_err(writing(&path))?;
        let mut file = BufReader::with_capacity(1 << 16, file); // some hundred records a read
        let mut body = Vec::new();
        loop {
            let mut header = [0; HEADER];
            if file.fill_buf().map_err(writing(&path))?.is_empty() {
                return Ok(());
            }
            file.read_exact(&mut header).map_err(writing(&path))?;
            let [index, head, tail] = [2, 10, 18].map(|at| {
                let mut number = [0; 8];
                number.copy_from_slice(&header[at..at + 8]);
                u64::from_le_bytes(number) as usize
            });
            body.resize(head + tail, 0);
            file.read_exact(&mut body).map_err(writing(&path))?;
            let (head, tail) = body.split_at(head);
            let target = match header[1] {
                1 => Some(Handle::Entity(index)),
                2 => Some(Handle::Place(index)),
                3 => Some(Handle::Date(index)),
                _ => None,
            };
            match (header[0], target) {
                (DOCUMENT, _) => take(Record::Document(std::str::from_utf8(head).unwrap_or_default()))?,
                (REFERENCE, Some(target)) => take(Record::Reference(target))?,
                (what, target) => take(Record::Mention { target, counts: what == MENTION, head, tail })?,
            }
        }
    }
}

/// Sections of bytes, each of a document, to be read back by document id.
pub struct Sections {
    path: PathBuf,
    out: BufWriter<File>,
    at: u64,
    index: Vec<(Box<str>, u64, usize)>,
}

impl Sections {
    /// Make the file.
    pub fn create(path: PathBuf) -> Result<Self> {
        let file = File::options().read(true).write(true).create_new(true).open(&path).map_err(writing(&path))?;
        Ok(Sections { out: BufWriter::new(file), path, at: 0, index: Vec::new() })
    }

    /// Write a section; an empty one leaves no trace.
    pub fn push(&mut self, doc_id: &str, bytes: &[u8]) -> Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        self.out.write_all(bytes).map_err(writing(&self.path))?;
        self.index.push((doc_id.into(), self.at, bytes.len()));
        self.at += bytes.len() as u64;
        Ok(())
    }

    /// Read all sections by document id, those of one id in the order they were written.
    pub fn read_back(mut self, mut take: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        let path: &Path = &self.path;
        let file = self.out.into_inner().map_err(|e| writing(path)(e.into_error()))?;
        let mut file = BufReader::new(file);
        file.rewind().map_err(writing(path))?;
        self.index.sort_by(|a, b| a.0.cmp(&b.0));
        let mut body = Vec::new();
        let mut at = 0_u64;
        for (_, start, length) in self.index {
            // Relative, so that sections already in order are read through one buffer.
            let to = i64::try_from(i128::from(start) - i128::from(at)).map_err(|e| writing(path)(io::Error::other(e)))?;
            file.seek_relative(to).map_err(writing(path))?;
            body.resize(length, 0);
            file.read_exact(&mut body).map_err(writing(path))?;
            at = start + length as u64;
            take(&body)?;
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back_as_they_went() {
        let folder = tempfile::tempdir().unwrap();
        let mut spool = MentionSpool::create(folder.path().join("spool")).unwrap();
        let records = [
            Record::Document("2019-10-16"),
            Record::Mention { target: Some(Handle::Entity(7)), counts: true, head: b"a,b", tail: b"\"x\n\"" },
            Record::Mention { target: None, counts: false, head: b"", tail: b"" },
            Record::Reference(Handle::Place(0)),
            Record::Document(""),
            Record::Mention { target: Some(Handle::Date(1)), counts: false, head: b"c", tail: b"d" },
        ];
        records.iter().for_each(|r| spool.push(*r).unwrap());
        let mut back = records.iter();
        spool
            .read_back(|r| {
                assert_eq!(Some(&r), back.next());
                Ok(())
            })
            .unwrap();
        assert_eq!(back.next(), None);
    }

    #[test]
    fn sections_come_back_by_document() {
        let folder = tempfile::tempdir().unwrap();
        let mut sections = Sections::create(folder.path().join("spool")).unwrap();
        for (id, bytes) in [("b", "B1"), ("a", "A"), ("b", "B2"), ("0", ""), ("c", "C")] {
            sections.push(id, bytes.as_bytes()).unwrap();
        }
        let mut seen = String::new();
        sections
            .read_back(|b| {
                seen.push_str(std::str::from_utf8(b).unwrap());
                Ok(())
            })
            .unwrap();
        assert_eq!(seen, "AB1B2C");
    }
}
