//! Taking up again what is in a journal: of a run that was interrupted.
//!
//! In: the journal, and the documents of the input as they are met again. Out: a writer that stands where the interrupted
//! run stood after its last whole batch. A document that is not the one it was is refused,
//! by its id and content: tables of two inputs would be mixed.

use super::error::{Error, Result, writing};
use super::journal::{Frame, Frames, Header, Key};
use super::writer::Writer;
use crate::read::Met;
use serde_json::Value;
use std::path::Path;

/// What the writer has from an interrupted run.
#[derive(Debug, Default)]
pub struct Replayed {
    /// Of the documents of the input, from the first.
    keys: Vec<Key>,
    /// How many of them were met again.
    met: usize,
}

/// Is there a journal at `path` to carry on with?
///
/// # Errors
/// When it is of a run with other options, lists or another version.
pub fn fits(path: &Path, ours: &Header) -> Result<bool> {
    let Ok((theirs, _)) = Frames::open(path) else { return Ok(false) }; // killed before it had one
    match difference(&theirs, ours) {
        None => Ok(true),
        Some(message) => Err(Error::Resume { message }),
    }
}

/// Where the good part of a journal ends.
pub fn good(path: &Path) -> Result<u64> {
    Frames::open(path)?.1.good()
}

/// The first difference between an interrupted run and this one, in words.
pub fn difference(theirs: &Header, ours: &Header) -> Option<String> {
    if theirs.version != ours.version {
        return Some(format!("the interrupted run was of version {}, this is {}", theirs.version, ours.version));
    }
    let shown = |shard: &Option<crate::read::Shard>| shard.map_or("none".to_owned(), |s| s.to_string());
    if theirs.shard != ours.shard {
        return Some(format!("--shard was {} in the interrupted run and is {} now", shown(&theirs.shard), shown(&ours.shard)));
    }
    let mut names: Vec<&String> = theirs.options.keys().chain(ours.options.keys()).collect();
    names.sort();
    let value = |h: &Header, name: &str| h.options.get(name).filter(|v| !v.is_null()).map_or("not set".to_owned(), Value::to_string);
    if let Some(name) = names.into_iter().find(|n| value(theirs, n) != value(ours, n)) {
        return Some(format!("{name} was {} in the interrupted run and is {} now", value(theirs, name), value(ours, name)));
    }
    let other = |a: &Header, b: &Header| a.lists.iter().find(|l| !b.lists.contains(l)).map(|l| l.0.clone());
    if let Some(list) = other(ours, theirs).or_else(|| other(theirs, ours)) {
        return Some(format!("the list {list} is not as it was in the interrupted run"));
    }
    // the same files in another order: a later list overrides an earlier one
    (theirs != ours).then(|| "the lists or judgements were given in another order in the interrupted run".to_owned())
}

impl Writer {
    /// Number of documents of the input, from the first, that need not be worked on again.
    pub fn known(&self) -> usize {
        self.replayed.keys.len()
    }

    /// The next document of the input, see [`crate::run::Sink::meet`].
    ///
    /// # Errors
    /// When it is not the one that the interrupted run met here; or the temporary folder cannot be written to any more.
    pub fn meet(&mut self, met: &Met) -> Result<()> {
        let key = Key::of(&met.id, &met.blake3);
        let Some(was) = self.replayed.keys.get(self.replayed.met) else {
            return if met.ours { Ok(()) } else { self.pass(key) };
        };
        self.replayed.met += 1;
        let place = format!("document number {} of the input, `{}` in {},", self.replayed.met, met.id, met.path);
        match () {
            () if was.id != key.id => self.refuse(format!("{place} was another one in the interrupted run")),
            () if was.content != key.content => self.refuse(format!("{place} had other content in the interrupted run")),
            () => Ok(()),
        }
    }

    /// That all documents of the interrupted run were met again.
    ///
    /// # Errors
    /// When the input has ended before.
    pub(super) fn all_met(&mut self) -> Result<()> {
        let Replayed { keys, met, .. } = &self.replayed;
        if *met < keys.len() {
            let message = format!("the input has {met} documents, the interrupted run had met {} already", keys.len());
            return self.refuse(message);
        }
        Ok(())
    }

    /// The input is another one. What the interrupted run found stays: the right input may come yet.
    fn refuse(&mut self, message: String) -> Result<()> {
        self.keep();
        Err(Error::Resume { message })
    }

    /// Take up what stands in the journal before `good`.
    pub(super) fn replay(&mut self, good: u64) -> Result<()> {
        let path = self.journal_path();
        let at = writing(&path);
        let mut frames = Frames::open(&path)?.1.up_to(good);
        while let Some(frame) = frames.next()? {
            match frame {
                Frame::Document(stored) => {
                    let rest = stored.rest().map_err(&at)?;
                    self.replayed.keys.push(rest.key);
                    self.take(rest, stored.lines)?;
                }
                Frame::Elsewhere(key) => self.replayed.keys.push(key),
                Frame::End(_) => {}
            }
        }
        Ok(())
    }
}
