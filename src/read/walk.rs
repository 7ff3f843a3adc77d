//! Which files a folder or a glob means. In: a folder or pattern; out: paths in no particular order, and the
//! places that could not be looked into.
//!
//! Hidden files and what `.gitignore`/`.ignore` files of the folder name are left out. The user's global Git
//! excludes are not consulted: the same folder must mean the same documents on every machine.

use std::path::{Path, PathBuf};

use globset::GlobBuilder;
use ignore::WalkBuilder;

use super::{Error, format};

/// What a walk met.
#[derive(Debug, Default)]
pub struct Walked {
    /// Files to read.
    pub files: Vec<PathBuf>,
    /// Folders or files that could not be looked at, and why.
    pub unreadable: Vec<(PathBuf, String)>,
}

/// Files of known extensions below a folder; symbolic links are followed, loops are not.
pub fn folder(root: &Path) -> Walked {
    walk(root, true, known)
}

/// Whether a pattern is a glob rather than a path.
pub fn is_glob(pattern: &str) -> bool {
    pattern.contains(['*', '?', '[', '{'])
}

/// The folder part of a glob that holds no wildcard: where the walk starts and what document ids are relative to.
pub fn glob_base(pattern: &str) -> PathBuf {
    let plain: Vec<&str> = pattern.split('/').collect();
    let cut = plain.iter().position(|part| is_glob(part)).unwrap_or(plain.len());
    match plain[..cut].join("/") {
        base if base.is_empty() && pattern.starts_with('/') => PathBuf::from("/"),
        base if base.is_empty() => PathBuf::from("."),
        base => PathBuf::from(base),
    }
}

/// A glob ready to match paths that start with its base.
pub fn glob_matcher(pattern: &str) -> Result<globset::GlobMatcher, Error> {
    // `*` stays within a folder and `**` crosses them, as in shells and in .gitignore.
    GlobBuilder::new(pattern).literal_separator(true).backslash_escape(cfg!(not(windows))).build().map(|g| g.compile_matcher()).map_err(
        |e| {
            Error::new(
                pattern,
                format!("not a glob: {}; expected wildcards such as `press/**/*.txt`, or write `[*]` for a star itself", e.kind()),
            )
        },
    )
}

/// Files that a glob matches: those of known extensions, unless the pattern itself ends in an extension (`*.log`).
pub fn glob(pattern: &str) -> Result<Walked, Error> {
    let matcher = glob_matcher(pattern)?;
    let last = pattern.rsplit('/').next().unwrap_or(pattern);
    let says_extension = last.rsplit_once('.').is_some_and(|(_, ext)| !ext.is_empty() && !is_glob(ext));
    let says_hidden = pattern.split('/').any(|part| part.starts_with('.') && part != "." && part != "..");
    let base = glob_base(pattern);
    let strip = base == Path::new(".") && !pattern.starts_with("./");
    Ok(walk(&base, !says_hidden, |path| {
        let name = if strip { path.strip_prefix(".").unwrap_or(path) } else { path };
        matcher.is_match(name) && (says_extension || known(path))
    }))
}

fn known(path: &Path) -> bool {
    path.file_name().is_some_and(|name| format::of_name(&name.to_string_lossy()).0.is_some())
}

fn walk(root: &Path, skip_hidden: bool, keep: impl Fn(&Path) -> bool) -> Walked {
    let mut walked = Walked::default();
    let walker = WalkBuilder::new(root).hidden(skip_hidden).follow_links(true).git_global(false).git_exclude(false).build();
    for entry in walker {
        match entry {
            Ok(entry) => {
                if entry.file_type().is_some_and(|t| t.is_file()) && keep(entry.path()) {
                    walked.files.push(entry.into_path());
                }
            }
            Err(error) => note(&error, root, &mut walked),
        }
    }
    walked
}

/// A loop is no fault: what it leads to is met by its other name. A dangling link or a closed folder is one.
fn note(error: &ignore::Error, root: &Path, walked: &mut Walked) {
    match error {
        ignore::Error::Loop { .. } | ignore::Error::Glob { .. } | ignore::Error::UnrecognizedFileType(_) => {}
        ignore::Error::Partial(parts) => parts.iter().for_each(|e| note(e, root, walked)),
        ignore::Error::WithLineNumber { err, .. } | ignore::Error::WithDepth { err, .. } => note(err, root, walked),
        ignore::Error::WithPath { path, err } => {
            if let Some(io) = err.io_error() {
                walked.unreadable.push((path.clone(), io.to_string()));
            }
        }
        ignore::Error::Io(io) => walked.unreadable.push((root.to_owned(), io.to_string())),
        other => walked.unreadable.push((root.to_owned(), other.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bases() {
        for (pattern, want) in
            [("*.txt", "."), ("a/b/*.txt", "a/b"), ("/x/**/y.md", "/x"), ("/*.md", "/"), ("a{b,c}/d.txt", "."), ("./a/?.txt", "./a")]
        {
            assert_eq!(glob_base(pattern), Path::new(want), "{pattern}");
        }
    }

    #[test]
    fn a_glob_that_is_none() {
        let met = glob_matcher("a[.txt").map(|_| ()).map_err(|e| e.to_string());
        assert_eq!(
            met,
            Err("a[.txt: not a glob: unclosed character class; missing ']'; expected wildcards such as `press/**/*.txt`, or write `[*]` for a star itself".into())
        );
    }
}
