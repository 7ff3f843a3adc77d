//! How to read: what a caller may decide. In: nothing; out: [`ReadOptions`], read by every other file here.

use encoding_rs::Encoding;

use super::{Error, Format, Shard};

/// 32 MiB: longer than a collected volume of minutes. Each byte of a document costs some forty of memory while it is
/// worked on, so one such document on each of two threads takes 2.6 GB, and a minute.
pub const DEFAULT_MAX_DOCUMENT_BYTES: u64 = 32 << 20;

/// How to read.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// Encoding of every input; a byte order mark still wins. `None`: UTF-8, else a guess that is noted.
    pub encoding: Option<&'static Encoding>,
    /// Read every input as this format, whatever its name. `None`: by file extension; standard input is text.
    pub format: Option<Format>,
    /// What separates the cells of a `.csv`; `None`: a comma (a tab in `.tsv`).
    pub delimiter: Option<u8>,
    /// Field of a record that holds its id; `None`: `id`, if there is one.
    pub id_field: Option<String>,
    /// Field that holds the text; `None`: `text`.
    pub text_field: Option<String>,
    /// Field that holds the title; `None`: `title`, if there is one.
    pub title_field: Option<String>,
    /// Field that holds the publication date; `None`: `published`, if there is one.
    pub published_field: Option<String>,
    /// Field that holds the publisher's host name or the page's address; `None`: `domain`, if there is one.
    pub domain_field: Option<String>,
    /// A longer document (after decompression) is not read.
    pub max_document_bytes: u64,
    /// Publication date (ISO 8601) of documents whose source states none.
    pub published: Option<String>,
    /// The part of the documents that is worked on; `None`: all.
    pub shard: Option<Shard>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        ReadOptions {
            encoding: None,
            format: None,
            delimiter: None,
            id_field: None,
            text_field: None,
            title_field: None,
            published_field: None,
            domain_field: None,
            max_document_bytes: DEFAULT_MAX_DOCUMENT_BYTES,
            published: None,
            shard: None,
        }
    }
}

impl ReadOptions {
    /// Name of the id field.
    pub fn id(&self) -> &str {
        self.id_field.as_deref().unwrap_or("id")
    }

    /// Name of the text field.
    pub fn text(&self) -> &str {
        self.text_field.as_deref().unwrap_or("text")
    }

    /// Name of the title field.
    pub fn title(&self) -> &str {
        self.title_field.as_deref().unwrap_or("title")
    }

    /// Name of the publication date field.
    pub fn published(&self) -> &str {
        self.published_field.as_deref().unwrap_or("published")
    }

    /// Name of the field of the publisher's host name.
    pub fn domain(&self) -> &str {
        self.domain_field.as_deref().unwrap_or("domain")
    }

    /// The limit on a document's length as a length in memory.
    pub(crate) fn limit(&self) -> usize {
        usize::try_from(self.max_document_bytes).unwrap_or(usize::MAX - 1)
    }
}

/// The encoding a label of the WHATWG Encoding Standard names.
pub fn encoding(label: &str) -> Result<&'static Encoding, Error> {
    // `replacement` is the standard's name for encodings that nobody should decode: it yields no text at all.
    Encoding::for_label(label.as_bytes()).filter(|e| *e != encoding_rs::REPLACEMENT).ok_or_else(|| {
        Error::new(
            "--encoding",
            format!(
                "no encoding is called `{label}`; expected a WHATWG label such as utf-8, windows-1252, iso-8859-2, utf-16le, shift_jis"
            ),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        assert_eq!(encoding("latin1").map(|e| e.name()), Ok("windows-1252"));
        let met = encoding("latin-one").map_err(|e| e.to_string());
        assert_eq!(
            met,
            Err("--encoding: no encoding is called `latin-one`; expected a WHATWG label such as utf-8, windows-1252, iso-8859-2, utf-16le, shift_jis".into())
        );
        assert!(encoding("iso-2022-kr").is_err(), "the standard's `replacement` encoding decodes to nothing");
    }
}
