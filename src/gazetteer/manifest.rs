//! `gazetteers.toml`: which lists a folder holds and how each is matched.
//!
//! In: a manifest's text, or a folder without one. Out: [`ListSpec`]s.

use super::error::Error;
use serde::Deserialize;
use std::path::Path;

/// How capitals count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Case {
    /// Capitals do not count.
    Any,
    /// The entry's capitals, or the whole name in capitals.
    #[default]
    Name,
    /// Letter for letter.
    Exact,
}

/// Whether `u` matches `ü`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Diacritics {
    /// Both ways.
    #[default]
    Fold,
    /// Not.
    Exact,
}

/// Endings that may follow an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Inflection {
    /// `’s`: never part of the mention, always allowed; named for completeness.
    Possessive,
    /// The last word's English plural.
    Plural,
}

/// One `[[list]]` table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListSpec {
    /// CSV file in the manifest's folder.
    pub file: String,
    /// Type of rows without one of their own.
    #[serde(default, rename = "type")]
    pub type_: String,
    /// How capitals count.
    #[serde(default)]
    pub case: Case,
    /// Whether accents count.
    #[serde(default)]
    pub diacritics: Diacritics,
    /// Endings.
    #[serde(default)]
    pub inflection: Vec<Inflection>,
    /// Ties between lists: the higher wins.
    #[serde(default)]
    pub priority: i32,
    /// Remade by a script.
    #[serde(default)]
    pub generated: bool,
    /// The script.
    #[serde(default)]
    pub by: String,
    /// Licence of the facts.
    #[serde(default)]
    pub licence: String,
    /// Where the facts come from.
    #[serde(default)]
    pub source: String,
    /// Version of the source.
    #[serde(default)]
    pub version: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    #[serde(default)]
    list: Vec<ListSpec>,
}

/// Parse a manifest; `file` is its name in messages.
pub fn parse(file: &str, text: &str) -> Result<Vec<ListSpec>, Error> {
    let manifest: Manifest = toml::from_str(text).map_err(|e| {
        let (line, column) = e.span().map_or((0, 0), |s| position(text, s.start));
        Error::one(file, line, column, format!("{}; see docs/gazetteers.md for the keys of a [[list]] table", e.message()))
    })?;
    Ok(manifest.list)
}

/// The lists of a folder: from its manifest, else every CSV in it, sorted by name.
pub fn of_folder(folder: &Path) -> Result<Vec<ListSpec>, Error> {
    let shown = |p: &Path| p.display().to_string();
    let manifest = folder.join("gazetteers.toml");
    if manifest.is_file() {
        let text = std::fs::read_to_string(&manifest).map_err(|e| Error::one(shown(&manifest), 0, 0, format!("cannot be read: {e}")))?;
        return parse(&shown(&manifest), &text);
    }
    let entries = std::fs::read_dir(folder).map_err(|e| {
        Error::one(shown(folder), 0, 0, format!("cannot be read: {e}; --gazetteers expects a folder of CSV files (docs/gazetteers.md)"))
    })?;
    let mut files: Vec<String> =
        entries.filter_map(|e| e.ok()?.file_name().into_string().ok()).filter(|n| n.ends_with(".csv") && !n.starts_with('.')).collect();
    files.sort();
    if files.is_empty() {
        return Err(Error::one(
            shown(folder),
            0,
            0,
            "no gazetteers.toml and no .csv file in this folder; put a list there (docs/gazetteers.md)",
        ));
    }
    Ok(files.into_iter().map(ListSpec::of_file).collect())
}

impl ListSpec {
    /// A list with all defaults.
    pub fn of_file(file: String) -> Self {
        ListSpec {
            file,
            type_: String::new(),
            case: Case::default(),
            diacritics: Diacritics::default(),
            inflection: Vec::new(),
            priority: 0,
            generated: false,
            by: String::new(),
            licence: String::new(),
            source: String::new(),
            version: String::new(),
        }
    }
}

/// Line and column (characters), from 1, of a byte offset.
fn position(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at.min(text.len())];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_names_its_place() {
        let e = parse("g/gazetteers.toml", "[[list]]\nfile = \"x.csv\"\ncolour = 1\n").unwrap_err();
        assert!(e.to_string().starts_with("g/gazetteers.toml:3:1: unknown field `colour`, expected one of `file`, `type`"), "{e}");
    }

    #[test]
    fn defaults() {
        let l = parse("m", "[[list]]\nfile = \"x.csv\"\ntype = \"organization\"\n").unwrap();
        assert_eq!((l[0].case, l[0].diacritics, l[0].priority), (Case::Name, Diacritics::Fold, 0));
    }
}
