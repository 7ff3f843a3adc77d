//! What can go wrong while tables are written. Each message names the file, what happened and the mend.

use std::io;
use std::path::{Path, PathBuf};

/// Why tables could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The output path is there and is no folder.
    #[error("{}: this is a file, a folder was expected for the tables; give another path with --out", .path.display())]
    NotAFolder {
        /// The output path.
        path: PathBuf,
    },
    /// The output folder cannot be made or written to; found before any document is read.
    #[error("{}: the output folder cannot be written ({source}); expected a folder that you may write to; change its permissions or give another with --out", .path.display())]
    Unwritable {
        /// The output path.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A write failed half-way; the tables in the output folder are the old ones.
    #[error("{}: writing failed ({source}); the output folder still holds what it held before; make room on the disk and run again", .path.display())]
    Write {
        /// The file in the temporary folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A finished table could not be moved into the output folder.
    #[error("{}: the finished table could not be moved here ({source}); expected a file or nothing at this path; close programs that hold it open, or move it away, and run again", .path.display())]
    Place {
        /// The path in the output folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A part of a run, or what an interrupted run left, cannot be read.
    #[error("{}: {message}; expected the file that `dateline extract --shard I/N` wrote; make this part again", .path.display())]
    Part {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// The parts of a run that are to be merged do not make up a run.
    #[error("{message}")]
    Parts {
        /// What was met, what was expected, and the mend.
        message: String,
    },
    /// What an interrupted run left is of another run than this one.
    #[error("--resume: {message}; run again with what the interrupted run had, or without --resume to start anew")]
    Resume {
        /// What is different.
        message: String,
    },
    /// More distinct entities than memory is meant to hold.
    #[error(
        "the run has met more than {limit} distinct entities, the limit of --max-entities; the output folder still holds what it held \
         before; raise the limit if there is memory for it (about half a kilobyte for each), or run over fewer documents at a time"
    )]
    TooManyEntities {
        /// The limit.
        limit: usize,
    },
}

/// Result of writing tables.
pub type Result<T> = std::result::Result<T, Error>;

/// For `map_err`: a failed read or write of the temporary file at `path`.
pub(super) fn writing<E: Into<io::Error>>(path: &Path) -> impl Fn(E) -> Error + '_ {
    move |source| Error::Write { path: path.to_path_buf(), source: source.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages() {
        let path = || PathBuf::from("out/dates.csv");
        let source = || io::Error::other("no room");
        for (error, want) in [
            (
                Error::NotAFolder { path: path() },
                "out/dates.csv: this is a file, a folder was expected for the tables; give another path with --out",
            ),
            (
                Error::Unwritable { path: path(), source: source() },
                "out/dates.csv: the output folder cannot be written (no room); expected a folder that you may write to; change its \
                 permissions or give another with --out",
            ),
            (
                Error::Write { path: path(), source: source() },
                "out/dates.csv: writing failed (no room); the output folder still holds what it held before; make room on the disk and run \
                 again",
            ),
            (
                Error::Place { path: path(), source: source() },
                "out/dates.csv: the finished table could not be moved here (no room); expected a file or nothing at this path; close \
                 programs that hold it open, or move it away, and run again",
            ),
        ] {
            assert_eq!(error.to_string(), want);
        }
    }
}
