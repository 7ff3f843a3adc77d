//! Spools: rows that wait on disk until all documents are read.
//!
//! In: sections of bytes (the roles, the problems of a document) in document order. Out: the same by document id. Memory
//! holds one section, and an entry for each document that has any.

use super::error::{Result, writing};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};

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
