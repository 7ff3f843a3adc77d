//! Lines of the files that findings point into. In: a file and a line number; out: the line's text. A file is read once
//! and only where a finding points into it.

use std::collections::HashMap;

/// Files by the name findings give them.
#[derive(Debug, Default)]
pub struct Sources {
    texts: HashMap<String, Option<String>>,
}

impl Sources {
    /// Text of a file that is not (or no longer) to be read from disk.
    pub fn insert(&mut self, file: impl Into<String>, text: impl Into<String>) {
        self.texts.insert(file.into(), Some(text.into()));
    }

    /// A line, without its end. `None`: there is no such file or line, or it is no text.
    pub fn line(&mut self, file: &str, line: usize) -> Option<&str> {
        let read = || std::fs::read(file).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let text = self.texts.entry(file.to_owned()).or_insert_with(read).as_deref()?;
        let at = text.split('\n').nth(line.checked_sub(1)?)?;
        Some(at.strip_suffix('\r').unwrap_or(at))
    }
}
