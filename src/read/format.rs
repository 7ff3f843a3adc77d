//! What a file's name says about its content. In: a name; out: [`Format`] and [`Packing`].

use super::Error;

/// How documents stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// The file is the text.
    Text,
    /// Text with front matter, perhaps.
    Markdown,
    /// A web page.
    Html,
    /// A record a row, cells separated by commas.
    Csv,
    /// A record a row, cells separated by tabs.
    Tsv,
    /// A JSON object a line.
    Jsonl,
}

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Packing {
    /// Not at all.
    None,
    /// gzip, of one or more members.
    Gzip,
    /// Zstandard, of one or more frames.
    Zstd,
}

/// Extensions of each format, lower case, the first being the one that `--format` names.
const EXTENSIONS: &[(Format, &[&str])] = &[
    (Format::Text, &["txt", "text"]),
    (Format::Markdown, &["md", "markdown"]),
    (Format::Html, &["html", "htm", "xhtml"]),
    (Format::Csv, &["csv"]),
    (Format::Tsv, &["tsv"]),
    (Format::Jsonl, &["jsonl", "ndjson"]),
];

impl Format {
    /// Whether one file holds many documents.
    pub fn is_container(self) -> bool {
        matches!(self, Format::Csv | Format::Tsv | Format::Jsonl)
    }

    /// The format's name, as `--format` takes it.
    pub fn as_str(self) -> &'static str {
        EXTENSIONS.iter().find(|(f, _)| *f == self).map_or("", |(_, names)| names[0])
    }

    fn from_extension(extension: &str) -> Option<Format> {
        EXTENSIONS.iter().find(|(_, names)| names.iter().any(|n| extension.eq_ignore_ascii_case(n))).map(|(f, _)| *f)
    }
}

impl std::str::FromStr for Format {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Format::from_extension(name)
            .ok_or_else(|| Error::new("--format", format!("no format is called `{name}`; expected txt, md, html, csv, tsv or jsonl")))
    }
}

/// Format and packing by a file's name; the format is `None` when the extension is none that we know.
pub fn of_name(name: &str) -> (Option<Format>, Packing) {
    let split = |name: &str| name.rsplit_once('.').map(|(stem, ext)| (stem.to_owned(), ext.to_ascii_lowercase()));
    let (stem, packing) = match split(name) {
        Some((stem, ext)) if ext == "gz" => (stem, Packing::Gzip),
        Some((stem, ext)) if ext == "zst" => (stem, Packing::Zstd),
        _ => (name.to_owned(), Packing::None),
    };
    // A name that is nothing but an extension (`.txt`) is a hidden file, not a text.
    let format = split(&stem).filter(|(stem, _)| !stem.is_empty()).and_then(|(_, ext)| Format::from_extension(&ext));
    (format, packing)
}

/// Packing by the first bytes, for standard input, which has no name.
pub fn packing_of_bytes(start: &[u8]) -> Packing {
    match start {
        [0x1f, 0x8b, ..] => Packing::Gzip,
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Packing::Zstd,
        _ => Packing::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_name() {
        for (name, want) in [
            ("a.txt", (Some(Format::Text), Packing::None)),
            ("a.b.JSONL.GZ", (Some(Format::Jsonl), Packing::Gzip)),
            ("a.ndjson.zst", (Some(Format::Jsonl), Packing::Zstd)),
            ("a.HTM", (Some(Format::Html), Packing::None)),
            ("a.gz", (None, Packing::Gzip)),
            ("a.pdf", (None, Packing::None)),
            ("README", (None, Packing::None)),
            (".txt", (None, Packing::None)),
        ] {
            assert_eq!(of_name(name), want, "{name}");
        }
    }

    #[test]
    fn names_of_formats() {
        for (format, _) in EXTENSIONS {
            assert_eq!(format.as_str().parse(), Ok(*format));
        }
        let met = "pdf".parse::<Format>().map_err(|e| e.to_string());
        assert_eq!(met, Err("--format: no format is called `pdf`; expected txt, md, html, csv, tsv or jsonl".into()));
    }
}
