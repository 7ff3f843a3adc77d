//! The stable codes of problems.csv, each with what it means. In: nothing; out: [`CODES`].
//!
//! `--fail-on` refuses a code that is not listed here, so a typing slip cannot pass for a gate that holds. A stage
//! that reports a new code adds its line; the list is sorted by code.

/// Code and meaning.
pub const CODES: &[(&str, &str)] = &[
    ("ambiguous-day-month", "a date whose day and month nothing tells apart"),
    ("ambiguous-place", "a place name with several places as likely"),
    ("bad-span", "a fault in dateline itself: a row would have pointed outside the text and was left out; please report it"),
    ("binary", "the file holds no text"),
    ("duplicate-id", "a document id met before; a suffix was added"),
    ("empty", "the file or record holds no text"),
    ("encoding-errors", "bytes that are no text in the file's encoding were replaced by U+FFFD"),
    ("encoding-guessed", "the text is not UTF-8 and does not say what it is; the encoding was guessed"),
    ("front-matter", "front matter that could not be understood"),
    ("internal-error", "a fault in dateline itself; please report it"),
    ("judgement-conflict", "a judgement that other judgements, or equal names, stand against; nothing was done"),
    ("judgement-unknown", "a judgement about an entity that this run has not, or has twice"),
    ("merged-across", "two entities of different documents were taken for one by evidence; judgements.csv overrules it"),
    ("no-reference-date", "relative dates, and no date to reckon them from"),
    ("published-unreadable", "the source states a publication date that could not be understood"),
    ("row-skipped", "a record of a JSONL or CSV file that could not be read"),
    ("term-conflict", "a post that the list has in other years than the document; the document's word stands"),
    ("too-large", "the document is longer than --max-document-bytes"),
    ("unreadable", "the file could not be opened, read or decompressed"),
    ("unsettled-acronym", "an acronym that the document does not define and that several bodies of the lists bear"),
];

/// Whether a code is one of ours.
pub fn is_code(word: &str) -> bool {
    CODES.iter().any(|(code, _)| *code == word)
}

/// The code as it stands in [`CODES`].
pub fn known(word: &str) -> Option<&'static str> {
    CODES.iter().map(|(code, _)| *code).find(|code| *code == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorted() {
        assert!(CODES.is_sorted_by(|a, b| a.0 < b.0));
        assert!(is_code("row-skipped") && !is_code("row-skiped"));
    }

    /// Every code that any source file gives to a problem is listed.
    #[test]
    fn complete() -> std::io::Result<()> {
        let given = regex::Regex::new("code: \"([a-z-]+)\"").map_err(std::io::Error::other)?;
        let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder)? {
                let path = entry?.path();
                // findings of the workbench have codes of their own
                if path.is_dir() && !path.ends_with("explain") && !path.ends_with("lint") {
                    folders.push(path);
                } else if path.extension().is_some_and(|e| e == "rs") && !path.is_dir() {
                    let source = std::fs::read_to_string(&path)?;
                    for code in given.captures_iter(&source).filter_map(|c| c.get(1)) {
                        assert!(is_code(code.as_str()), "{} gives the code {}, which CODES does not list", path.display(), code.as_str());
                    }
                }
            }
        }
        Ok(())
    }
}
