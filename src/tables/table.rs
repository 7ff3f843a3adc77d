//! One CSV file being written in the temporary folder.

use super::cell::Style;
use super::error::{Result, writing};
use super::schema::Table;
use super::staging::Staging;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

/// A table: header written, rows to come.
pub struct TableFile {
    path: PathBuf,
    out: BufWriter<File>,
}

impl TableFile {
    /// Make the file and write its header.
    pub fn create(staging: &Staging, table: &Table, style: Style) -> Result<Self> {
        let path = staging.path(&table.file());
        let mut out = BufWriter::new(File::create(&path).map_err(writing(&path))?);
        let mut header: Vec<u8> = if style.bom { "\u{feff}".into() } else { Vec::new() };
        let names: Vec<&str> = table.fields.iter().map(|f| f.name).collect();
        header.extend(names.join(",").into_bytes());
        header.push(b'\n');
        out.write_all(&header).map_err(writing(&path))?;
        Ok(TableFile { path, out })
    }

    /// Write bytes that are whole rows or a part of one.
    pub fn raw(&mut self, bytes: &[u8]) -> Result<()> {
        self.out.write_all(bytes).map_err(writing(&self.path))
    }

    /// Close the file.
    pub fn finish(mut self) -> Result<()> {
        self.out.flush().map_err(writing(&self.path))
    }
}
