//! What can be wrong with a request to read. In: where and what; out: one line that names file, line, the value
//! met, what was expected and the mend. What is wrong with a *document* is a [`crate::model::Problem`] instead.

use std::fmt;

/// A request that cannot be carried out; nothing has been read for it yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// File, folder, glob or option the request named.
    pub place: String,
    /// Line from 1; 0 when none applies.
    pub line: usize,
    /// What was met, what was expected and the mend.
    pub message: String,
}

impl Error {
    /// An error about a whole file, folder or option.
    pub fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Error { place: place.into(), line: 0, message: message.into() }
    }

    /// An error at a line.
    pub fn at(place: impl Into<String>, line: usize, message: impl Into<String>) -> Self {
        Error { place: place.into(), line, message: message.into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.place, self.message),
            line => write!(f, "{}:{line}: {}", self.place, self.message),
        }
    }
}

impl std::error::Error for Error {}
