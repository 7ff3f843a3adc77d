//! Users' lists: in folders of lists, out the [`Gazetteer`] that knows them beside the shipped ones, or every fault.
//!
//! A list may have a million rows, and a row takes ten times what stands in its line: so rows are read, checked and compiled
//! some at a time.

use super::error::Error;
use super::lexicon::{self, Lexicon, LexiconBuilder};
use super::{EntryRef, Gazetteer, check, compile, manifest, row};
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};

/// Loads users' folders beside the shipped lists.
#[derive(Debug, Default, Clone)]
pub struct Loader {
    folders: Vec<PathBuf>,
}

impl Loader {
    /// Add a folder; later folders win over earlier ones, all over the shipped lists, by id.
    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folders.push(folder.into());
        self
    }

    /// Read everything.
    ///
    /// # Errors
    /// All faults of all lists, with file, line and column.
    pub fn load(self) -> Result<Gazetteer, Error> {
        let mut builder = compile::Builder::default();
        let mut lexicon = LexiconBuilder::default();
        let mut has_words = false;
        let mut faults = Vec::new();
        let mut sources = Vec::new();
        let mut ids: FxHashMap<String, u32> = FxHashMap::default();
        let mut hidden_user = Vec::new();
        let mut entries = 0u32;
        for folder in &self.folders {
            for spec in manifest::of_folder(folder)? {
                let path = folder.join(&spec.file);
                let words = lexicon::class_of(&spec.type_).is_some();
                has_words |= words;
                let shown = compiled_name(&path, &spec);
                if !words {
                    builder.begin(&shown);
                }
                let take = |rows: &[row::Row]| {
                    if words {
                        lexicon.add(&spec, rows);
                        return;
                    }
                    for row in rows {
                        if !row.id.is_empty()
                            && let Some(old) = ids.insert(row.id.clone(), entries)
                        {
                            hidden_user.push(old);
                        }
                        entries += 1;
                    }
                    builder.more(&shown, rows);
                };
                match read_list(&path, &spec, take) {
                    Ok(hash) => sources.push((path.display().to_string(), hash)),
                    Err(e) => faults.extend(e.faults),
                }
            }
        }
        if !faults.is_empty() {
            return Err(Error { faults });
        }
        let user = builder.finish().read();
        let words = has_words.then(|| Lexicon::from_bytes(lexicon.finish()));
        let mut gazetteer = Gazetteer::assemble(user, words, sources);
        gazetteer.hidden.extend(hidden_user.into_iter().map(|entry| EntryRef { set: 2, entry }));
        gazetteer.hide(&ids);
        Ok(gazetteer)
    }
}

/// A user's list is named in `source` by its path as given.
fn compiled_name(path: &Path, spec: &manifest::ListSpec) -> manifest::ListSpec {
    manifest::ListSpec { file: path.display().to_string(), ..spec.clone() }
}

/// Rows that are held at a time: some megabytes.
const PIECE: usize = 1 << 13;

/// Read a list, some rows at a time; gives its BLAKE3. Where that fails, what was taken is good for nothing.
fn read_list(path: &Path, spec: &manifest::ListSpec, mut take: impl FnMut(&[row::Row])) -> Result<String, Error> {
    let shown = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|e| {
        Error::one(
            "missing-file",
            &shown,
            format!("cannot be read: {e}"),
            "the manifest names this file, put it there or remove its [[list]]",
        )
    })?;
    let mut ids = check::Ids::default();
    let mut of_rows = Vec::new();
    let mut faults = row::read_pieces(&shown, &bytes, PIECE, |rows| {
        of_rows.extend(check::piece(&shown, spec, &rows, &mut ids));
        take(&rows);
    });
    if faults.is_empty() {
        faults = of_rows; // those of rows that are none come first
    }
    if faults.is_empty() { Ok(blake3::hash(&bytes).to_hex().to_string()) } else { Err(Error { faults }) }
}
