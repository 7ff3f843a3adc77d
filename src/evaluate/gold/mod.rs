//! Answer keys. In: a file or folder; out: [`GoldDoc`]s, offsets in code points, or what is wrong, by file and line.
//!
//! | format | is |
//! | --- | --- |
//! | `jsonl` | ours: `{"id", "text", "published"?, "gold": {"ner" \| "geo" \| "time" \| "rel": …}}` |
//! | `spacy` | `{"text", "entities": [[start, end, label], …]}` or `{"text", "spans": [{"start", "end", "label"}, …]}` a line |
//! | `brat` | `NAME.txt` beside `NAME.ann` (T lines; N lines as links; A and # lines `value` as values) |
//! | `conll` | a token a line, its tag in the last column (IOB, IOB2, BIOES or bare), an empty line between sentences |

pub mod brat;
pub mod conll;
pub mod jsonl;
pub mod spacy;

use std::fmt;
use std::path::Path;

/// A document with its answers; a task is `None` where the gold says nothing of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GoldDoc {
    /// Id, as the run will call it.
    pub id: String,
    /// Its text.
    pub text: String,
    /// When it was published, if known.
    pub published: Option<String>,
    /// Whether people, organisations and places are all marked, also where there is none of a type.
    pub every_type: bool,
    /// Names.
    pub ner: Option<Vec<Name>>,
    /// Toponyms.
    pub geo: Option<Vec<Toponym>>,
    /// Expressions of time.
    pub time: Option<Vec<Timex>>,
    /// Releases.
    pub rel: Option<Release>,
}

/// A name and its type: `person`, `organization`, `place`, `nationality`, `date`, or what else the gold says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Name {
    pub start: usize,
    pub end: usize,
    pub type_: String,
    /// Whom it means: an id of ours, of Wikidata or of GeoNames, with or without a prefix.
    pub link: Option<String>,
    /// The value of a date.
    pub value: Option<String>,
}

/// A toponym.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(missing_docs)]
pub struct Toponym {
    pub start: usize,
    pub end: usize,
    pub text: String,
    pub point: Option<(f64, f64)>,
    pub geonames: Option<u64>,
}

/// A TIMEX3.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Timex {
    pub start: usize,
    pub end: usize,
    pub text: String,
    pub type_: String,
    pub value: String,
    /// The document's own date, which is not scored.
    pub creation_time: bool,
}

/// A release's answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Release {
    pub mentions: Vec<Keyed>,
    pub roles: Vec<Post>,
}

/// A mention with its value or identity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Keyed {
    pub start: usize,
    pub end: usize,
    pub text: String,
    pub type_: String,
    pub optional: bool,
    pub key: String,
}

/// A post.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Post {
    pub person: String,
    pub role: String,
    pub owner: String,
}

/// What is wrong with a gold file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldError {
    /// File.
    pub file: String,
    /// Line from 1; 0 for the file as a whole.
    pub line: usize,
    /// What was met, what was expected, the mend.
    pub message: String,
}

impl GoldError {
    fn new(file: impl Into<String>, line: usize, message: impl Into<String>) -> Self {
        GoldError { file: file.into(), line, message: message.into() }
    }
}

impl fmt::Display for GoldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = if self.line > 0 { format!(":{}", self.line) } else { String::new() };
        write!(f, "{}{line}: {}", self.file, self.message)
    }
}

impl std::error::Error for GoldError {}

/// A format of answer keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum GoldFormat {
    Jsonl,
    Spacy,
    Brat,
    Conll,
}

/// Read an answer key; without a format, by what it looks like.
pub fn read(path: &Path, format: Option<GoldFormat>) -> Result<Vec<GoldDoc>, GoldError> {
    let shown = path.display().to_string();
    let format = match format {
        Some(format) => format,
        None => guess(path, &shown)?,
    };
    let docs = match format {
        GoldFormat::Brat => brat::read(path)?,
        _ => {
            let text = std::fs::read_to_string(path)
                .map_err(|e| GoldError::new(&shown, 0, format!("cannot be read: {e}; expected an answer key in UTF-8")))?;
            match format {
                GoldFormat::Jsonl => jsonl::parse(&shown, &text)?,
                GoldFormat::Spacy => spacy::parse(&shown, &text)?,
                _ => conll::parse(&shown, &text)?,
            }
        }
    };
    if docs.is_empty() {
        return Err(GoldError::new(shown, 0, "no document in it; expected an answer key as docs/workbench.md describes"));
    }
    Ok(docs)
}

fn guess(path: &Path, shown: &str) -> Result<GoldFormat, GoldError> {
    let unreadable = |e: std::io::Error| GoldError::new(shown, 0, format!("cannot be read: {e}; expected an answer key in UTF-8"));
    if path.metadata().map_err(unreadable)?.is_dir() {
        return Ok(GoldFormat::Brat);
    }
    match path.extension().and_then(|e| e.to_str()).unwrap_or_default() {
        "ann" => Ok(GoldFormat::Brat),
        "conll" | "iob" | "iob2" | "bio" | "tsv" => Ok(GoldFormat::Conll),
        "jsonl" | "ndjson" => {
            let text = std::fs::read_to_string(path).map_err(unreadable)?;
            let ours = text.lines().find(|l| !l.trim().is_empty()).is_some_and(|l| l.contains("\"gold\""));
            Ok(if ours { GoldFormat::Jsonl } else { GoldFormat::Spacy })
        }
        other => Err(GoldError::new(
            shown,
            0,
            format!(
                "an answer key is not told by the ending {other:?}; expected .jsonl, .ann, .conll or a folder of brat files, or --gold-format"
            ),
        )),
    }
}

/// Our word for a label of another scheme; a label we have no word for stays as it is.
pub fn type_of(label: &str) -> String {
    match label.to_ascii_uppercase().as_str() {
        "PER" | "PERSON" | "PERS" | "PEOPLE" => "person",
        "ORG" | "ORGANIZATION" | "ORGANISATION" => "organization",
        "LOC" | "LOCATION" | "GPE" | "FAC" | "PLACE" | "FACILITY" => "place",
        "NORP" | "DEM" | "NATIONALITY" | "DEMONYM" => "nationality",
        "DATE" | "TIME" | "TIMEX3" | "TIMEX" => "date",
        _ => return label.to_ascii_lowercase(),
    }
    .to_owned()
}

/// The characters from `start` to before `end` lie in the text, or what is wrong.
fn check_span(text_length: usize, start: usize, end: usize) -> Result<(), String> {
    if start < end && end <= text_length {
        return Ok(());
    }
    Err(format!(
        "the span {start} to {end} is not in the text, which has {text_length} characters; offsets count code points from 0, the end not included"
    ))
}
