//! Which documents a command line means. In: paths, folders, globs and `-`; out: [`Inputs`], the files in the order
//! they are read, each with the name its documents go by.
//!
//! The *root* that names are relative to is the folder itself, the folder of a file, or the part of a glob before
//! its first wildcard; with several inputs it is the nearest folder that holds all of them, so that `a/x.txt` and
//! `b/x.txt` keep different names, and `seeds` and `seeds/*.txt` give the same ones.

use std::path::{Component, Path, PathBuf};

use super::format::{self, Format, Packing};
use super::{Error, ReadOptions, walk};

/// The name that standard input's document goes by. Not `-`, which a spreadsheet would take for a formula.
pub const STDIN_NAME: &str = "stdin";

/// One file to read.
#[derive(Debug, Clone)]
pub struct InputFile {
    /// Where it is; `None`: standard input.
    pub location: Option<PathBuf>,
    /// Path relative to the root, parts separated by `/`: the id of its document.
    pub id: String,
    /// Path as given, parts separated by `/`.
    pub path: String,
    /// How documents stand in it.
    pub format: Format,
    /// How it is compressed; standard input is looked at instead.
    pub packing: Packing,
    /// Why it cannot be read, if that is known already.
    pub fault: Option<String>,
}

/// The files of a run, in order.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// Sorted by `id` bytewise; standard input, which has no place in that order, last.
    pub files: Vec<InputFile>,
    folders: Vec<PathBuf>,
    globs: Vec<String>,
}

/// A file met, before its name is settled.
struct Met {
    absolute: PathBuf,
    given: PathBuf,
    fault: Option<String>,
}

impl Inputs {
    /// Find the files that `given` means. A path that is not there and a glob that matches nothing are errors; an
    /// empty folder is not.
    pub fn resolve(given: &[String], options: &ReadOptions) -> Result<Inputs, Error> {
        let mut inputs = Inputs::default();
        let mut roots: Vec<PathBuf> = Vec::new();
        let mut met: Vec<Met> = Vec::new();
        let mut stdin = false;
        for input in given {
            if input == "-" {
                stdin = true;
                continue;
            }
            let path = Path::new(input);
            if path.is_dir() {
                roots.push(absolute(path)?);
                inputs.folders.push(path.to_owned());
                collect(walk::folder(path), &mut met)?;
            } else if path.symlink_metadata().is_ok() {
                let location = absolute(path)?;
                roots.push(location.parent().map_or_else(|| location.clone(), Path::to_owned));
                met.push(Met { absolute: location, given: path.to_owned(), fault: None });
            } else if walk::is_glob(input) {
                let base = walk::glob_base(input);
                let walked = walk::glob(input)?;
                if walked.files.is_empty() {
                    return Err(Error::new(
                        input,
                        "the glob matches no file; expected at least one .txt, .md, .html, .csv, .tsv or .jsonl file",
                    ));
                }
                roots.push(absolute(&base)?);
                inputs.globs.push(input.clone());
                collect(walked, &mut met)?;
            } else {
                return Err(Error::new(input, "no such file or folder; expected a file, a folder, a glob, or - for standard input"));
            }
        }
        inputs.files = name(met, &common(&roots), options);
        if stdin {
            let format = options.format.unwrap_or(Format::Text);
            let name = STDIN_NAME.to_owned();
            inputs.files.push(InputFile { location: None, id: name.clone(), path: name, format, packing: Packing::None, fault: None });
        }
        Ok(inputs)
    }

    /// Refuse an output folder that a run would read again, or that holds what it reads.
    pub fn check_output(&self, out: &Path) -> Result<(), Error> {
        let settled = settle(out)?;
        for folder in &self.folders {
            if settled.starts_with(settle(folder)?) {
                return Err(Error::new(
                    slashes(out),
                    format!(
                        "the output folder lies in the input folder `{}`, so the next run would read its own tables; choose a folder beside it, such as --out {}",
                        slashes(folder),
                        beside(folder)
                    ),
                ));
            }
        }
        for glob in &self.globs {
            let base = settle(&walk::glob_base(glob))?;
            let inside = settled.strip_prefix(&base).ok().map(|rest| walk::glob_base(glob).join(rest).join("documents.csv"));
            let inside = inside.map(|p| if glob.starts_with("./") { p } else { p.strip_prefix(".").map_or(p.clone(), Path::to_owned) });
            if inside.is_some_and(|p| walk::glob_matcher(glob).is_ok_and(|m| m.is_match(&p))) {
                return Err(Error::new(
                    slashes(out),
                    format!(
                        "the input glob `{glob}` matches the tables in the output folder, so the next run would read them; choose a folder outside it"
                    ),
                ));
            }
        }
        for file in self.files.iter().filter_map(|f| f.location.as_ref().map(|l| (f, l))) {
            if settle(file.1)?.starts_with(&settled) {
                return Err(Error::new(
                    slashes(out),
                    format!(
                        "the output folder holds the input `{}`, which the tables might replace; choose a folder of its own, such as --out tables",
                        file.0.path
                    ),
                ));
            }
        }
        Ok(())
    }
}

fn beside(folder: &Path) -> String {
    match folder.components().next_back() {
        Some(Component::Normal(_)) => slashes(&folder.parent().unwrap_or(Path::new("")).join("tables")),
        _ => "../tables".into(),
    }
}

fn collect(walked: walk::Walked, met: &mut Vec<Met>) -> Result<(), Error> {
    let files = walked.files.into_iter().map(|p| (p, None));
    for (given, fault) in files.chain(walked.unreadable.into_iter().map(|(p, why)| (p, Some(why)))) {
        met.push(Met { absolute: absolute(&given)?, given, fault });
    }
    Ok(())
}

/// Give every file its name relative to the root, once, in order.
fn name(met: Vec<Met>, root: &Path, options: &ReadOptions) -> Vec<InputFile> {
    let named = met.into_iter().map(|Met { absolute, given, fault }| {
        let id = slashes(absolute.strip_prefix(root).unwrap_or(&absolute));
        let file_name = absolute.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let (by_name, packing) = format::of_name(&file_name);
        // A file that was asked for by its name is read whatever its extension: as plain text, then.
        let format = options.format.or(by_name).unwrap_or(Format::Text);
        InputFile { location: Some(absolute), id, path: slashes(&given), format, packing, fault }
    });
    let mut named: Vec<InputFile> = named.collect();
    // A file that two inputs mean (`seeds seeds/a.txt`) is one document, by the first of the ways it was given: the sort is stable.
    named.sort_by(|a, b| a.id.cmp(&b.id));
    named.dedup_by(|later, first| later.id == first.id);
    named
}

/// The nearest folder that holds all the roots.
fn common(roots: &[PathBuf]) -> PathBuf {
    let Some((first, rest)) = roots.split_first() else { return PathBuf::new() };
    let mut root = first.clone();
    for other in rest {
        while !other.starts_with(&root) && root.pop() {}
    }
    root
}

/// A path from the root of the file system, without `.` and, where that is safe to say, `..`.
fn absolute(path: &Path) -> Result<PathBuf, Error> {
    let full = std::path::absolute(path)
        .map_err(|e| Error::new(slashes(path), format!("no such place: {e}; expected a path that leads somewhere")))?;
    // `a/../b` is `b` only when `a` is no link; the file system knows.
    if full.components().any(|c| c == Component::ParentDir) {
        let (parent, name) = (full.parent().unwrap_or(&full), full.file_name());
        if let (Ok(parent), Some(name)) = (parent.canonicalize(), name) {
            return Ok(parent.join(name));
        }
        return full.canonicalize().or(Ok(full));
    }
    Ok(full)
}

/// Where a path really leads, also when its last parts do not exist yet.
fn settle(path: &Path) -> Result<PathBuf, Error> {
    let full = absolute(path)?;
    let mut missing: Vec<&std::ffi::OsStr> = Vec::new();
    let mut existing = full.as_path();
    loop {
        if let Ok(real) = existing.canonicalize() {
            return Ok(missing.iter().rev().fold(real, |p, part| p.join(part)));
        }
        match (existing.parent(), existing.file_name()) {
            (Some(parent), Some(name)) => {
                missing.push(name);
                existing = parent;
            }
            _ => return Ok(full),
        }
    }
}

/// A path for people and tables: `/` between parts on every system.
pub fn slashes(path: &Path) -> String {
    let text = path.to_string_lossy().into_owned();
    if std::path::MAIN_SEPARATOR == '/' { text } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_root() {
        let paths = |list: &[&str]| list.iter().map(PathBuf::from).collect::<Vec<_>>();
        assert_eq!(common(&paths(&["/a/b"])), Path::new("/a/b"));
        assert_eq!(common(&paths(&["/a/b", "/a/bc"])), Path::new("/a"));
        assert_eq!(common(&paths(&["/a/b/c", "/a/b"])), Path::new("/a/b"));
        assert_eq!(common(&paths(&["/a", "/b"])), Path::new("/"));
    }

    #[test]
    fn where_tables_could_go() {
        assert_eq!(beside(Path::new("press/2019")), "press/tables");
        assert_eq!(beside(Path::new("press")), "tables");
        assert_eq!(beside(Path::new(".")), "../tables");
    }
}
