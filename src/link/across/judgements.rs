//! `judgements.csv`: what people have decided about who is who, replayed at each run.
//!
//! In: files of rows `left,right,verdict,reason`. Out: [`Judgements`], or every fault with file and line.
//!
//! `left` and `right` are ids of entities.csv or names; `left_doc` and `right_doc` narrow them to one document each, which
//! is the only way to part two people of one name. A side so narrowed is an entity of its own from the start: the left
//! one of a `different`, both of a `same`. The right one of a `different` stays with its namesakes where the left is
//! narrowed: somebody has to keep the row.

use crate::gazetteer::Error;
use crate::gazetteer::error::Fault;
use crate::link::across::ids::of_name;
use crate::model::LocalEntity;
use crate::text::fold::fold_phrase;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::path::Path;

pub use crate::gazetteer::manifest::JUDGEMENTS as FILE;

/// The code of a fault: one of `lint::codes`, for it is in a file of the user's.
const BAD: &str = "bad-judgement";

/// One side of a judgement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Side {
    /// An id or a name.
    pub what: String,
    /// The one document it is about, or empty.
    pub doc: String,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// `FILE:LINE`, the file by its name alone.
    pub source: String,
    /// The one.
    pub left: Side,
    /// The other.
    pub right: Side,
    /// One entity, or two?
    pub same: bool,
}

impl Judgement {
    /// The sides that are entities of their own because they are narrowed to a document.
    fn own(&self) -> impl Iterator<Item = &Side> {
        let right = self.same || self.left.doc.is_empty();
        let sides = [Some(&self.left), Some(&self.right).filter(|_| right)];
        sides.into_iter().flatten().filter(|s| !s.doc.is_empty())
    }
}

/// All judgements of a run.
#[derive(Debug, Clone, Default)]
pub struct Judgements {
    /// In order of files and lines.
    pub rows: Vec<Judgement>,
    /// Name without folder and BLAKE3 of each file.
    pub files: Vec<(String, String)>,
    /// What is told from its namesakes, by document: ids, or names folded.
    own: FxHashMap<String, FxHashSet<String>>,
}

impl Judgements {
    /// Read files.
    ///
    /// # Errors
    /// Every fault of every file, with its line.
    pub fn read<P: AsRef<Path>>(paths: &[P]) -> Result<Self, Error> {
        let mut all = Judgements::default();
        let mut faults = Vec::new();
        for path in paths.iter().map(AsRef::as_ref) {
            let shown = path.display().to_string();
            match std::fs::read(path) {
                Ok(bytes) => {
                    let name = path.file_name().map_or(FILE.to_owned(), |n| n.to_string_lossy().into_owned());
                    all.take(&shown, &name, &bytes, &mut faults);
                    all.files.push((name, blake3::hash(&bytes).to_hex().to_string()));
                }
                Err(e) => {
                    let mend = "expected a CSV file with the columns left,right,verdict,reason";
                    faults.extend(Error::one("unreadable", shown, format!("cannot be read: {e}"), mend).faults);
                }
            }
        }
        if !faults.is_empty() {
            return Err(Error { faults });
        }
        Ok(Judgements::new(all.rows, all.files))
    }

    /// From rows read before, and the files they stood in.
    pub fn new(rows: Vec<Judgement>, files: Vec<(String, String)>) -> Self {
        let mut own: FxHashMap<String, FxHashSet<String>> = FxHashMap::default();
        for side in rows.iter().flat_map(Judgement::own) {
            own.entry(side.doc.clone()).or_default().insert(plain(&side.what));
        }
        Judgements { rows, files, own }
    }

    /// Is this entity of this document told from its namesakes elsewhere?
    pub fn parts(&self, doc_id: &str, entity: &LocalEntity) -> bool {
        let Some(own) = self.own.get(doc_id) else { return false };
        let names = [plain(&entity.name), of_name(&entity.type_, &entity.name)];
        names.iter().chain(&entity.list_id).any(|n| own.contains(n))
    }

    fn take(&mut self, shown: &str, name: &str, bytes: &[u8], faults: &mut Vec<Fault>) {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(bytes);
        let mut fault = |line: u64, column: usize, message: String, mend: &str| {
            let (file, line, mend) = (shown.to_owned(), line as usize, mend.to_owned());
            faults.push(Fault { code: BAD, file, line, column, message, mend });
        };
        const COLUMNS: [&str; 6] = ["left", "right", "verdict", "reason", "left_doc", "right_doc"];
        let header = match reader.headers() {
            Ok(header) => header.clone(),
            Err(e) => return fault(1, 0, format!("this is no CSV: {e}"), "save it as CSV in UTF-8"),
        };
        for (i, column) in header.iter().enumerate() {
            if !COLUMNS.contains(&column) {
                let met = format!("no column is called {column:?}, expected left, right, verdict, reason, left_doc or right_doc");
                fault(1, i + 1, met, "rename or remove it");
            }
        }
        let at = COLUMNS.map(|c| header.iter().position(|h| h == c));
        for (column, _) in COLUMNS.iter().zip(&at).take(3).filter(|(_, at)| at.is_none()) {
            fault(1, 0, format!("there is no column {column:?}"), "begin the file with left,right,verdict,reason");
        }
        let mut said: FxHashMap<(Side, Side), (bool, u64)> = FxHashMap::default();
        for record in reader.records() {
            let record = match record {
                Ok(record) => record,
                Err(e) => {
                    fault(e.position().map_or(0, csv::Position::line), 0, format!("this is no CSV: {e}"), "save it as CSV in UTF-8");
                    continue;
                }
            };
            let line = crate::gazetteer::row::record_line(bytes, record.position()) as u64;
            if record.len() > header.len() {
                let met = format!("{} cells, expected {}", record.len(), header.len());
                fault(line, 0, met, "put quotes around a cell that holds a comma");
                continue;
            }
            let [left, right, verdict, _, left_doc, right_doc] = at.map(|a| a.and_then(|a| record.get(a)).unwrap_or_default().to_owned());
            let column = |i: usize| at[i].map_or(0, |a| a + 1);
            for (i, cell) in [&left, &right].into_iter().enumerate().filter(|(i, c)| c.is_empty() && at[*i].is_some()) {
                fault(line, column(i), format!("{} is {cell:?}, expected an id of entities.csv or a name", COLUMNS[i]), "fill it in");
            }
            let same = match verdict.as_str() {
                "same" => true,
                "different" => false,
                _ if at[2].is_none() => continue,
                other => {
                    fault(line, column(2), format!("the verdict is {other:?}, expected same or different"), "write one of the two");
                    continue;
                }
            };
            if left.is_empty() || right.is_empty() {
                continue;
            }
            let (left, right) = (Side { what: left, doc: left_doc }, Side { what: right, doc: right_doc });
            if left == right {
                let met = format!("both sides are {:?}", left.what);
                fault(line, column(1), met, "name two; two of one name are told apart by left_doc and right_doc");
                continue;
            }
            let pair = if left <= right { (left.clone(), right.clone()) } else { (right.clone(), left.clone()) };
            if let Some((other, first)) = said.insert(pair, (same, line))
                && other != same
            {
                let met = format!("{:?} and {:?} are judged the other way in line {first}", left.what, right.what);
                fault(line, column(2), met, "keep one of the two rows");
            }
            self.rows.push(Judgement { source: format!("{name}:{line}"), left, right, same });
        }
    }
}

/// An id as it is, a name folded.
pub fn plain(what: &str) -> String {
    if what.contains('/') && !what.contains(' ') { what.to_owned() } else { fold_phrase(what) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        std::fs::write(&path, text).unwrap();
        let prefix = format!("{}{}", folder.path().display(), std::path::MAIN_SEPARATOR);
        match Judgements::read(&[path]) {
            Ok(all) => format!("{} rows", all.rows.len()),
            Err(e) => e.to_string().replace(&prefix, ""),
        }
    }

    #[test]
    fn faults_name_line_value_expectation_and_mend() {
        for (text, want) in [
            ("left,right,verdict,reason\n", "0 rows"),
            ("\u{feff}verdict,left,right\nsame,person/a,Ann Hart\n", "1 rows"),
            ("left,right\na,b\n", "judgements.csv:1: there is no column \"verdict\"; begin the file with left,right,verdict,reason"),
            (
                "left,right,verdict,why\na,b,same,x\n",
                "judgements.csv:1:4: no column is called \"why\", expected left, right, verdict, reason, left_doc or right_doc; rename or remove it",
            ),
            (
                "left,right,verdict\na,b,same\na,b,perhaps\n",
                "judgements.csv:3:3: the verdict is \"perhaps\", expected same or different; write one of the two",
            ),
            ("left,right,verdict\n,b,same\n", "judgements.csv:2:1: left is \"\", expected an id of entities.csv or a name; fill it in"),
            (
                "left,right,verdict\nHart, Ann,b,same\n",
                "judgements.csv:2: 4 cells, expected 3; put quotes around a cell that holds a comma",
            ),
            (
                "left,right,verdict\na,b,same\nb,a,different\n",
                "judgements.csv:3:3: \"b\" and \"a\" are judged the other way in line 2; keep one of the two rows",
            ),
            (
                "left,right,verdict\na,a,different\n",
                "judgements.csv:2:2: both sides are \"a\"; name two; two of one name are told apart by left_doc and right_doc",
            ),
            ("left,right,verdict,left_doc,right_doc\na,a,different,1.txt,2.txt\n", "1 rows"),
        ] {
            assert_eq!(read(text), want);
        }
    }

    #[test]
    fn a_file_that_is_not_there() {
        let said = Judgements::read(&["not-there.csv"]).unwrap_err().to_string();
        assert!(said.starts_with("not-there.csv: cannot be read: "), "{said}");
    }
}
