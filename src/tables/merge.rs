//! Merging: the parts of a run that was split become the tables of the whole.
//!
//! In: the output folders of all the parts, or their `part.dateline`. Out: the tables that one run would have written.
//!
//! Every part tells of every document of the input, whether it is its own or another's, so the parts are read side by side:
//! at each step exactly one of them holds the next document. That one is taken as if it had just been extracted; the merge
//! across documents then sees what it would have seen in one run, in the same order.

use super::error::{Error, Result};
use super::journal::{End, Frame, Frames, Header, Key};
use super::record::Summary;
use super::render::Rendered;
use super::writer::{PART, WriteOptions, Writer};
use crate::link::across::judgements::Judgements;
use std::path::{Path, PathBuf};

/// A part while it is read.
struct Part {
    path: PathBuf,
    header: Header,
    frames: Frames,
    end: Option<End>,
}

/// What a part says of the next document of the input.
enum Said {
    Mine(Box<Rendered>),
    Elsewhere,
    /// There is none.
    Over,
}

/// Merge parts, in any order, into the folder `out`. `version`: of this program, which must be that of the parts.
/// `max_entities`: see [`WriteOptions`].
///
/// # Errors
/// When a part cannot be read, when the parts are not all parts of one run over the same input, or as [`Writer::create`].
pub fn merge(parts: &[PathBuf], out: &Path, version: &str, max_entities: Option<usize>) -> Result<Summary> {
    let mut parts = open(parts)?;
    let Header { version: theirs, options, lists, judgements, .. } = parts[0].header.clone();
    if theirs != version {
        return Err(unequal(format!("{} is of version {theirs}, this is version {version}", parts[0].path.display())));
    }
    // the files of the judgements are among the lists already
    let judgements = Judgements::new(judgements, Vec::new());
    let flag = |name: &str| options.get(name).and_then(serde_json::Value::as_bool).unwrap_or_default();
    let (spreadsheet_safe, bom) = (flag("spreadsheet-safe"), flag("bom"));
    let mut writer = Writer::create(
        out,
        WriteOptions { spreadsheet_safe, bom, options, lists, judgements, version: theirs, shard: None, threads: 0, max_entities },
    )?;
    for number in 1.. {
        let Some(rendered) = step(&mut parts, number)? else { break };
        writer.push(rendered)?;
    }
    let mut inputs: Vec<(String, String)> = parts.iter_mut().flat_map(|p| p.end.take().unwrap_or_default().inputs).collect();
    inputs.sort();
    inputs.dedup();
    if let Some(pair) = inputs.windows(2).find(|w| w[0].0 == w[1].0) {
        return Err(unequal(format!("the input {} was not the same file in all parts", pair[0].0)));
    }
    writer.finish(inputs)
}

fn unequal(message: String) -> Error {
    Error::Parts { message: format!("{message}; make all parts with the same program, lists, options and inputs") }
}

/// Open the parts, sorted by number; they are all the parts of one run.
fn open(paths: &[PathBuf]) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    for path in paths {
        let path = if path.is_dir() { path.join(PART) } else { path.clone() };
        let (header, frames) = Frames::open(&path)?;
        // all of it is whole before any of it is used
        let (good, length) = (Frames::open(&path)?.1.whole()?, std::fs::metadata(&path).map_or(0, |m| m.len()));
        if good != length {
            return Err(Error::Part { path, message: format!("it is damaged after byte {good} of {length}") });
        }
        parts.push(Part { path, header, frames, end: None });
    }
    parts.sort_by_key(|p| p.header.shard.map_or(0, |s| s.number()));
    let Some(first) = parts.first() else {
        return Err(Error::Parts { message: "no part was given; expected the folders of all parts of a run; name them".into() });
    };
    let Some(of) = first.header.shard.map(|s| s.of()) else {
        return Err(Error::Part {
            path: first.path.clone(),
            message: "it is no part of a run but a whole run, which was made without --shard".into(),
        });
    };
    for part in &parts[1..] {
        let theirs = Header { shard: first.header.shard, ..part.header.clone() };
        if let Some(what) = super::replay::difference(&theirs, &first.header) {
            let what = what
                .replace("the interrupted run", &format!("{}", part.path.display()))
                .replace(" now", &format!(" in {}", first.path.display()));
            return Err(unequal(what));
        }
        if part.header.shard.is_none_or(|s| s.of() != of) {
            return Err(unequal(format!("{} is not a part of a run of {of} parts, as {} is", part.path.display(), first.path.display())));
        }
    }
    for number in 1..=of {
        let bearers: Vec<&Part> = parts.iter().filter(|p| p.header.shard.is_some_and(|s| s.number() == number)).collect();
        match bearers[..] {
            [_] => {}
            [] => {
                let message = format!("part {number}/{of} is missing; make it with --shard {number}/{of} and name it too");
                return Err(Error::Parts { message });
            }
            [a, b, ..] => {
                let message = format!("{} and {} are both part {number}/{of}; name each part once", a.path.display(), b.path.display());
                return Err(Error::Parts { message });
            }
        }
    }
    Ok(parts)
}

/// The next document of the input, from the part that holds it; `None` at the end.
fn step(parts: &mut [Part], number: usize) -> Result<Option<Rendered>> {
    let mut said: Option<(u64, bool)> = None; // the document's id, and whether there is one
    let mut mine: Option<(usize, Box<Rendered>)> = None;
    for i in 0..parts.len() {
        let (key, what) = parts[i].next()?;
        let this = (key.id, !matches!(what, Said::Over));
        if said.is_some_and(|s| s != this) {
            let (a, b) = (parts[0].path.display(), parts[i].path.display());
            return Err(unequal(format!("{a} and {b} differ in what document number {number} of the input is")));
        }
        said = Some(this);
        if let Said::Mine(rendered) = what {
            if let Some((other, _)) = &mine {
                let (a, b) = (parts[*other].path.display(), parts[i].path.display());
                return Err(unequal(format!("{a} and {b} both hold document number {number} of the input, `{}`", rendered.rest.doc_id)));
            }
            mine = Some((i, rendered));
        }
    }
    match (mine, said) {
        (Some((_, rendered)), _) => Ok(Some(*rendered)),
        (None, Some((_, true))) => Err(unequal(format!("no part holds document number {number} of the input"))),
        (None, _) => Ok(None),
    }
}

impl Part {
    fn next(&mut self) -> Result<(Key, Said)> {
        let broken =
            |e: std::io::Error| Error::Part { path: self.path.clone(), message: format!("a document that it holds cannot be read ({e})") };
        loop {
            match self.frames.next()? {
                Some(Frame::Document(stored)) => {
                    let (rest, (payload, lines)) = (stored.rest().map_err(broken)?, stored.lasting());
                    return Ok((rest.key, Said::Mine(Box::new(Rendered { rest, payload, lines }))));
                }
                Some(Frame::Elsewhere(key)) => return Ok((key, Said::Elsewhere)),
                Some(Frame::End(end)) => self.end = Some(end),
                None if self.end.is_none() => {
                    return Err(Error::Part {
                        path: self.path.clone(),
                        message: "it breaks off between two batches, before its end".into(),
                    });
                }
                None => return Ok((Key::default(), Said::Over)),
            }
        }
    }
}
