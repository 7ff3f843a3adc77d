//! Spools: rows that wait on disk until all documents are read.
//!
//! In: sections of bytes (the roles, the problems of a document) in document order. Out: the same by document id. Memory
//! holds one section and a part of the index; the index is sorted in runs, which wait on disk as well and are merged while
//! the sections are read back, so that millions of documents take no more memory than thousands.

use super::error::{Result, writing};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// Entries of the index in memory: some megabytes of ids.
const RUN: usize = 1 << 16;

/// Document id, where the section begins, its length. Sections of one document stay in the order they were written.
type Entry = (Box<str>, u64, u64);

/// Sections of bytes, each of a document, to be read back by document id.
pub struct Sections {
    path: PathBuf,
    out: BufWriter<File>,
    at: u64,
    index: Vec<Entry>,
    /// Runs of the index that are on disk.
    runs: Vec<PathBuf>,
    run: usize,
}

impl Sections {
    /// Make the file.
    pub fn create(path: PathBuf) -> Result<Self> {
        Sections::with_runs_of(path, RUN)
    }

    fn with_runs_of(path: PathBuf, run: usize) -> Result<Self> {
        let file = File::options().read(true).write(true).create_new(true).open(&path).map_err(writing(&path))?;
        Ok(Sections { out: BufWriter::new(file), path, at: 0, index: Vec::new(), runs: Vec::new(), run })
    }

    /// Write a section; an empty one leaves no trace.
    pub fn push(&mut self, doc_id: &str, bytes: &[u8]) -> Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        self.out.write_all(bytes).map_err(writing(&self.path))?;
        self.index.push((doc_id.into(), self.at, bytes.len() as u64));
        self.at += bytes.len() as u64;
        if self.index.len() >= self.run { self.put_by() } else { Ok(()) }
    }

    /// Sort what is in memory and write it beside the sections.
    fn put_by(&mut self) -> Result<()> {
        self.index.sort_unstable();
        let path = self.path.with_extension(format!("run-{}", self.runs.len()));
        let mut out = BufWriter::new(File::create_new(&path).map_err(writing(&path))?);
        for (id, start, length) in self.index.drain(..) {
            let parts = [&(id.len() as u64).to_le_bytes()[..], id.as_bytes(), &start.to_le_bytes(), &length.to_le_bytes()];
            parts.into_iter().try_for_each(|part| out.write_all(part)).map_err(writing(&path))?;
        }
        out.flush().map_err(writing(&path))?;
        self.runs.push(path);
        Ok(())
    }

    /// Read all sections by document id, those of one id in the order they were written.
    pub fn read_back(mut self, mut take: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        self.index.sort_unstable();
        let mut runs: Vec<Run> = vec![Run::Memory(std::mem::take(&mut self.index).into_iter())];
        for path in &self.runs {
            runs.push(Run::Disk(BufReader::new(File::open(path).map_err(writing(path))?)));
        }
        let path: &Path = &self.path;
        let file = self.out.into_inner().map_err(|e| writing(path)(e.into_error()))?;
        let mut file = BufReader::new(file);
        file.rewind().map_err(writing(path))?;
        let mut heads = BinaryHeap::new();
        for (i, run) in runs.iter_mut().enumerate() {
            heads.extend(run.next().map_err(writing(path))?.map(|entry| Reverse((entry, i))));
        }
        let mut body = Vec::new();
        let mut at = 0_u64;
        while let Some(Reverse(((_, start, length), i))) = heads.pop() {
            heads.extend(runs[i].next().map_err(writing(path))?.map(|entry| Reverse((entry, i))));
            // Relative, so that sections already in order are read through one buffer.
            let to = i64::try_from(i128::from(start) - i128::from(at)).map_err(|e| writing(path)(io::Error::other(e)))?;
            file.seek_relative(to).map_err(writing(path))?;
            body.resize(length as usize, 0);
            file.read_exact(&mut body).map_err(writing(path))?;
            at = start + length;
            take(&body)?;
        }
        Ok(())
    }
}

/// Entries of the index, sorted.
enum Run {
    Memory(std::vec::IntoIter<Entry>),
    Disk(BufReader<File>),
}

impl Run {
    fn next(&mut self) -> io::Result<Option<Entry>> {
        let file = match self {
            Run::Memory(entries) => return Ok(entries.next()),
            Run::Disk(file) => file,
        };
        let mut number = [0; 8];
        match file.read_exact(&mut number) {
            Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            other => other?,
        }
        let mut id = vec![0; u64::from_le_bytes(number) as usize];
        file.read_exact(&mut id)?;
        let mut next = || file.read_exact(&mut number).map(|()| u64::from_le_bytes(number));
        let (start, length) = (next()?, next()?);
        let id = String::from_utf8(id).map_err(io::Error::other)?;
        Ok(Some((id.into(), start, length)))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn sections_come_back_by_document() {
        for run in [1, 2, 3, 100] {
            let folder = tempfile::tempdir().unwrap();
            let mut sections = Sections::with_runs_of(folder.path().join("problems.spool"), run).unwrap();
            for (id, bytes) in [("b", "B1"), ("a", "A"), ("b", "B2"), ("0", ""), ("c", "C"), ("", "-"), ("b", "B3")] {
                sections.push(id, bytes.as_bytes()).unwrap();
            }
            let mut seen = String::new();
            sections
                .read_back(|b| {
                    seen.push_str(std::str::from_utf8(b).unwrap());
                    Ok(())
                })
                .unwrap();
            assert_eq!(seen, "-AB1B2B3C", "runs of {run}");
        }
    }
}
