//! What several whole-program tests need: where things are, tables as rows, a run of the library.
#![allow(dead_code, clippy::unwrap_used)] // each test uses a part of it; a panic here is a failed test

pub mod hostile;

use dateline::Extractor;
use dateline::model::Extraction;
use dateline::read::{self, Document, Inputs, Met, ReadOptions};
use dateline::run::{self, Sink};
use dateline::tables::{WriteOptions, Writer};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

/// The shipped lists, loaded once a test binary.
pub static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::builder().build().unwrap());

/// A file or folder of the repository.
pub fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A row of a table by column.
pub type Row = BTreeMap<String, String>;

/// The rows of a table.
pub fn table(folder: &Path, name: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(folder.join(name)).unwrap();
    let columns = reader.headers().unwrap().clone();
    let row = |r: csv::StringRecord| columns.iter().zip(r.iter()).map(|(c, v)| (c.to_owned(), v.to_owned())).collect();
    reader.records().map(|r| row(r.unwrap())).collect()
}

/// Keeps the documents that pass through on their way to the tables.
struct Keep(Writer, Vec<Document>);

impl Sink for Keep {
    type Error = dateline::tables::Error;

    type Ready = (Document, <Writer as Sink>::Ready);

    fn prepare(&self) -> impl Fn(&Met, Document, Extraction) -> Self::Ready + Send + Sync + use<> {
        let prepare = self.0.prepare();
        move |met, document, found| (document.clone(), prepare(met, document, found))
    }

    fn accept(&mut self, (document, ready): Self::Ready) -> Result<(), Self::Error> {
        self.1.push(document);
        Sink::accept(&mut self.0, ready)
    }
}

/// Run the library over a file or folder; the tables go to `out`, the documents as read come back.
pub fn run_into(input: &Path, out: &Path, threads: usize) -> Vec<Document> {
    let options = ReadOptions::default();
    let inputs = Inputs::resolve(&[input.display().to_string()], &options).unwrap();
    let mut records = read::records(inputs, &options).unwrap();
    let mut sink = Keep(Writer::create(out, WriteOptions::default()).unwrap(), Vec::new());
    run::run(&mut records, &options, |d: &Document| EXTRACTOR.extract(d), threads, &mut sink).unwrap();
    sink.0.finish(Vec::new()).unwrap();
    sink.1
}

/// The characters from one code point to before another.
pub fn code_points(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end.saturating_sub(start)).collect()
}

/// A folder with files in it, gone with the value.
pub struct Files(tempfile::TempDir);

impl Files {
    /// Lay out files by relative path. Not a hidden folder: those are left out of a walk.
    pub fn new(files: &[(&str, &str)]) -> Files {
        let folder = tempfile::Builder::new().prefix("dateline-test-").tempdir().unwrap();
        for (name, content) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, content).unwrap();
        }
        Files(folder)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Every file in it with its content, sorted by path.
    pub fn listing(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        files_below(self.path())
    }
}

/// Every file below a folder with its content, sorted by path.
pub fn files_below(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().to_owned(), std::fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// Run the program in a folder.
pub fn dateline(folder: &Files, args: &[&str], stdin: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(args).current_dir(folder.path()).env("NO_COLOR", "1");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // The program may end without reading it.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    child.wait_with_output().unwrap()
}

/// Exit status and standard error.
pub fn said(folder: &Files, args: &[&str]) -> (Option<i32>, String) {
    let output = dateline(folder, args, b"");
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}
