//! The stable codes of problems.csv, each with what it means. In: nothing; out: [`CODES`].
//!
//! `--fail-on` refuses a code that is not listed here, so a typing slip cannot pass for a gate that holds. A stage
//! that reports a new code adds its line; the list is sorted by code.

/// Code and meaning.
pub const CODES: &[(&str, &str)] = &[
    ("ambiguous-day-month", "a date whose day and month nothing tells apart"),
    ("ambiguous-place", "a place name with several places as likely"),
    ("binary", "the file holds no text"),
    ("duplicate-id", "a document id met before; a suffix was added"),
    ("empty", "the file or record holds no text"),
    ("encoding-errors", "bytes that are no text in the file's encoding were replaced by U+FFFD"),
    ("encoding-guessed", "the text is not UTF-8 and does not say what it is; the encoding was guessed"),
    ("front-matter", "front matter that could not be understood"),
    ("internal-error", "a fault in dateline itself; please report it"),
    ("no-reference-date", "relative dates, and no date to reckon them from"),
    ("published-unreadable", "the source states a publication date that could not be understood"),
    ("row-skipped", "a record of a JSONL or CSV file that could not be read"),
    ("too-large", "the document is longer than --max-document-bytes"),
    ("unreadable", "the file could not be opened, read or decompressed"),
];

/// Whether a code is one of ours.
pub fn is_code(word: &str) -> bool {
    CODES.iter().any(|(code, _)| *code == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorted() {
        assert!(CODES.is_sorted_by(|a, b| a.0 < b.0));
        assert!(is_code("row-skipped") && !is_code("row-skiped"));
    }
}
