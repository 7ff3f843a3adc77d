//! Lists as `gazetteer check` sees them: rows, and where in the file each cell stands.
//!
//! In: a folder. Out: [`List`]s, and findings for what could not be read.

use std::path::Path;

use crate::gazetteer::error::Fault;
use crate::gazetteer::manifest::{self, ListSpec};
use crate::gazetteer::row::{self, Row};
use crate::gazetteer::{check, lexicon, vocabulary};
use crate::link::across::judgements::Judgements;
use crate::model::Severity;
use crate::report::Finding;

/// One list of a folder.
#[derive(Debug)]
pub struct List {
    /// Its path, as the user named the folder.
    pub file: String,
    /// What the manifest says of it.
    pub spec: ListSpec,
    /// Its text.
    pub text: String,
    /// Its rows without a fault of their own.
    pub rows: Vec<Row>,
    columns: Vec<&'static str>,
    lines: Vec<usize>,
}

/// What of a row a finding is about.
#[derive(Debug, Clone, Copy)]
pub enum At<'a> {
    /// The whole row.
    Row,
    /// A cell, by its column.
    Cell(&'static str),
    /// A part of a cell.
    Part(&'static str, &'a str),
}

impl List {
    /// Type of a row: its own, else the list's.
    pub fn type_of<'l>(&'l self, row: &'l Row) -> &'l str {
        if self.denies() || row.type_.is_empty() { &self.spec.type_ } else { &row.type_ }
    }

    /// Is it a list of refusals?
    pub fn denies(&self) -> bool {
        self.spec.type_ == "deny"
    }

    /// Do its rows become rows of the tables?
    pub fn names_things(&self, row: &Row) -> bool {
        let type_ = self.type_of(row);
        !self.denies() && !vocabulary::is_vocabulary(type_) && lexicon::class_of(type_).is_none()
    }

    /// Has it a column of this name?
    pub fn has(&self, name: &str) -> bool {
        self.columns.contains(&name)
    }

    /// A finding about a row of this list.
    pub fn finding(&self, code: &'static str, severity: Severity, row: &Row, at: At, message: String, mend: impl Into<String>) -> Finding {
        let (line, column, end_column) = self.place(row.line as usize, at);
        Finding { code, severity, file: self.file.clone(), line, column, end_column, message, mend: mend.into() }
    }

    /// A finding about a line that may be no row.
    pub fn at_line(&self, code: &'static str, line: usize, message: String, mend: &str) -> Finding {
        let severity = Severity::Warning;
        Finding { code, severity, file: self.file.clone(), line, column: 0, end_column: 0, message, mend: mend.into() }
    }

    fn of_fault(&self, fault: Fault) -> Finding {
        let (line, column, end_column) = match fault.column {
            0 => (fault.line, 0, 0),
            cell => self.cell(fault.line, cell - 1).map_or((fault.line, 0, 0), |(from, to)| self.position(from, to)),
        };
        let Fault { code, message, mend, .. } = fault;
        Finding { code, severity: Severity::Error, file: self.file.clone(), line, column, end_column, message, mend }
    }

    /// Line, first character and the one after the last.
    fn place(&self, line: usize, at: At) -> (usize, usize, usize) {
        let (column, part) = match at {
            At::Row => return (line, 0, 0),
            At::Cell(column) => (column, ""),
            At::Part(column, part) => (column, part),
        };
        let index = self.columns.iter().position(|c| *c == column);
        let Some((from, to)) = index.and_then(|i| self.cell(line, i)) else { return (line, 0, 0) };
        // The raw text of a cell doubles its quotes; a part that holds one is not looked for in it.
        match self.text.get(from..to).and_then(|cell| cell.find(part)).filter(|_| !part.is_empty()) {
            Some(at) => self.position(from + at, from + at + part.len()),
            None => self.position(from, to),
        }
    }

    /// Bytes of a cell of the record that begins on a line, without its quotes.
    fn cell(&self, line: usize, index: usize) -> Option<(usize, usize)> {
        let start = *self.lines.get(line.checked_sub(1)?)?;
        let bytes = self.text.as_bytes();
        let (mut at, mut left) = (start, index);
        loop {
            let quoted = bytes.get(at) == Some(&b'"');
            let from = at + usize::from(quoted);
            let mut to = from;
            if quoted {
                while to < bytes.len() && (bytes[to] != b'"' || bytes.get(to + 1) == Some(&b'"')) {
                    to += if bytes[to] == b'"' { 2 } else { 1 };
                }
                at = (to + 1).min(bytes.len());
            } else {
                while to < bytes.len() && !matches!(bytes[to], b',' | b'\n' | b'\r') {
                    to += 1;
                }
                at = to;
            }
            if left == 0 {
                return Some((from, to.min(bytes.len())));
            }
            if bytes.get(at) != Some(&b',') {
                return None;
            }
            at += 1;
            left -= 1;
        }
    }

    /// Line and columns, in characters, of a stretch of bytes.
    fn position(&self, from: usize, to: usize) -> (usize, usize, usize) {
        let line = self.lines.partition_point(|start| *start <= from);
        let start = self.lines.get(line.wrapping_sub(1)).copied().unwrap_or_default();
        let characters = |a: usize, b: usize| self.text.get(a..b).map_or(0, |s| s.chars().count());
        let column = characters(start, from) + 1;
        (line, column, column + characters(from, to).max(1))
    }
}

/// The lists of a folder, and what could not be read of it.
pub fn load(folder: &Path, findings: &mut Vec<Finding>) -> (Vec<String>, Vec<List>) {
    let shown = |path: &Path| path.display().to_string();
    let manifest = folder.join("gazetteers.toml");
    let mut files = Vec::new();
    let specs = if manifest.is_file() {
        files.push(shown(&manifest));
        match std::fs::read_to_string(&manifest) {
            Ok(text) => {
                let (specs, faults) = manifest::parse_all(&shown(&manifest), &text);
                findings.extend(faults.into_iter().map(of_manifest));
                findings.extend(file_faults(&shown(&manifest), folder, &specs, &text));
                specs
            }
            Err(e) => {
                findings.push(whole("unreadable", shown(&manifest), format!("cannot be read: {e}"), "save it as UTF-8"));
                Vec::new()
            }
        }
    } else {
        match manifest::of_folder(folder) {
            Ok(specs) => specs,
            Err(e) => {
                findings.extend(e.faults.into_iter().map(of_manifest));
                Vec::new()
            }
        }
    };
    let judgements = folder.join(manifest::JUDGEMENTS);
    if judgements.is_file() {
        files.push(shown(&judgements));
        judged(&judgements, findings);
    }
    let mut lists = Vec::new();
    for (i, spec) in specs.iter().enumerate() {
        if specs[..i].iter().any(|s| s.file == spec.file) {
            continue; // said of the manifest's line; reading it twice would double each of its faults
        }
        let path = folder.join(&spec.file);
        match std::fs::read(&path) {
            Ok(bytes) => {
                files.push(shown(&path));
                lists.push(list(shown(&path), spec.clone(), &bytes, findings));
            }
            // said of the manifest's line already, if there is a manifest
            Err(_) if spec.line > 0 => {}
            Err(e) => findings.push(whole("unreadable", shown(&path), format!("cannot be read: {e}"), "mend its permissions")),
        }
    }
    (files, lists)
}

/// Where the lines of a text begin.
fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1)).collect()
}

/// What is wrong with a folder's judgements. They are no list, but their faults are told by cells as well.
fn judged(path: &Path, findings: &mut Vec<Finding>) {
    let Err(error) = Judgements::read(&[path]) else { return };
    let text = String::from_utf8_lossy(&std::fs::read(path).unwrap_or_default()).into_owned();
    let spec = ListSpec::of_file(manifest::JUDGEMENTS.to_owned());
    let (file, lines) = (path.display().to_string(), line_starts(&text));
    let list = List { file, spec, text, rows: Vec::new(), columns: Vec::new(), lines };
    findings.extend(error.faults.into_iter().map(|f| list.of_fault(f)));
}

fn list(file: String, spec: ListSpec, bytes: &[u8], findings: &mut Vec<Finding>) -> List {
    let (rows, mut faults) = row::read_all(&file, bytes);
    faults.extend(check::faults(&file, &spec, &rows).into_iter().filter(|f| f.code != "stray-spaces")); // `text` sees more of them
    let text = String::from_utf8_lossy(bytes).into_owned();
    let lines = line_starts(&text);
    let list = List { columns: row::columns(bytes), file, spec, text, rows, lines };
    super::shape::list(&list, faults.is_empty(), findings);
    findings.extend(faults.into_iter().map(|f| list.of_fault(f)));
    list
}

/// What a manifest and its folder do not agree on.
fn file_faults(manifest: &str, folder: &Path, specs: &[ListSpec], text: &str) -> Vec<Finding> {
    let mut out = Vec::new();
    let at = |code, line: u32, message: String, mend: &str| {
        let width = text.lines().nth(line.saturating_sub(1) as usize).map_or(0, |l| l.chars().count());
        let (file, line, end_column) = (manifest.to_owned(), line as usize, width + 1);
        Finding { code, severity: Severity::Error, file, line, column: 1, end_column, message, mend: mend.to_owned() }
    };
    for (i, spec) in specs.iter().enumerate() {
        if let Some(first) = specs[..i].iter().find(|s| s.file == spec.file) {
            let message = format!("{:?} has a [[list]] table in line {} too", spec.file, first.line);
            out.push(at("file-twice", spec.line, message, "keep one of the tables"));
        } else if !folder.join(&spec.file).is_file() {
            let message = format!("there is no file {:?} in this folder", spec.file);
            out.push(at("missing-file", spec.line, message, "put it there, mend its name or remove its [[list]]"));
        }
    }
    for file in manifest::csv_files(folder).unwrap_or_default() {
        if specs.iter().all(|s| s.file != file) && !text.contains(&format!("\"{file}\"")) && !text.contains(&format!("'{file}'")) {
            let path = folder.join(&file).display().to_string();
            let met = "the folder's gazetteers.toml does not name this file: it never loads".to_owned();
            out.push(whole("orphan-file", path, met, "give it a [[list]] table, or remove it"));
        }
    }
    out
}

fn whole(code: &'static str, file: String, message: String, mend: &str) -> Finding {
    Finding { code, severity: Severity::Error, file, line: 0, column: 0, end_column: 0, message, mend: mend.to_owned() }
}

fn of_manifest(fault: Fault) -> Finding {
    let Fault { code, file, line, column, message, mend } = fault;
    let end_column = if column > 0 { column + 1 } else { 0 };
    Finding { code, severity: Severity::Error, file, line, column, end_column, message, mend }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_in_the_line() {
        let mut findings = Vec::new();
        let spec = ListSpec::of_file("x.csv".into());
        let csv = "name,aliases,note\nÅ,\"One, \"\"2\"\" | Two\",n\nB,,\n";
        let list = list("x.csv".into(), ListSpec { type_: "event".into(), ..spec }, csv.as_bytes(), &mut findings);
        assert!(findings.is_empty());
        let row = &list.rows[0];
        let place = |at| list.place(row.line as usize, at);
        assert_eq!(place(At::Row), (2, 0, 0));
        assert_eq!(place(At::Cell("name")), (2, 1, 2));
        assert_eq!(place(At::Cell("aliases")), (2, 4, 20));
        assert_eq!(place(At::Part("aliases", "Two")), (2, 17, 20));
        assert_eq!(place(At::Cell("note")), (2, 22, 23));
        assert_eq!(list.place(3, At::Cell("aliases")), (3, 3, 4), "an empty cell is one character wide");
        assert_eq!(list.place(3, At::Cell("country")), (3, 0, 0), "a column that is not there is the line");
    }
}
