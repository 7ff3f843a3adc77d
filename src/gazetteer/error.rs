//! What can be wrong with a gazetteer, said so that it can be mended.

use std::fmt;

/// One fault in a list or manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// File as the user named it.
    pub file: String,
    /// Line from 1; 0 for the file as a whole.
    pub line: usize,
    /// Column (of cells in a CSV, of characters in a manifest) from 1; 0 for the line as a whole.
    pub column: usize,
    /// What was met, what was expected and the mend.
    pub message: String,
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
        write!(f, ": {}", self.message)
    }
}

/// All faults found in the lists; nothing is used when there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// In order of file and line.
    pub faults: Vec<Fault>,
}

impl Error {
    /// An error of a single fault.
    pub fn one(file: impl Into<String>, line: usize, column: usize, message: impl Into<String>) -> Self {
        Error { faults: vec![Fault { file: file.into(), line, column, message: message.into() }] }
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
