//! What can be wrong with a gazetteer, said so that it can be mended.

use std::fmt;

/// One fault in a list or manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Stable code, one of `lint::CODES`.
    pub code: &'static str,
    /// File as the user named it.
    pub file: String,
    /// Line from 1; 0 for the file as a whole.
    pub line: usize,
    /// Column (of cells in a CSV, of characters in a manifest) from 1; 0 for the line as a whole.
    pub column: usize,
    /// What was met and what was expected.
    pub message: String,
    /// What to do about it.
    pub mend: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
            if self.column > 0 {
                write!(f, ":{}", self.column)?;
            }
        }
        write!(f, ": {}", self.message)?;
        if !self.mend.is_empty() {
            write!(f, "; {}", self.mend)?;
        }
        Ok(())
    }
}

/// All faults found in the lists; nothing is used when there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// In order of file and line.
    pub faults: Vec<Fault>,
}

impl Error {
    /// An error of a single fault of a file as a whole.
    pub fn one(code: &'static str, file: impl Into<String>, message: impl Into<String>, mend: impl Into<String>) -> Self {
        Error { faults: vec![Fault { code, file: file.into(), line: 0, column: 0, message: message.into(), mend: mend.into() }] }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 20; // a screenful; the rest is usually the same slip again
        for (i, fault) in self.faults.iter().take(SHOWN).enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{fault}")?;
        }
        if self.faults.len() > SHOWN {
            write!(f, "\n… and {} more", self.faults.len() - SHOWN)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
