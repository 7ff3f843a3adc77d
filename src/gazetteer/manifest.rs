//! `gazetteers.toml`: which lists a folder holds and how each is matched.
//!
//! In: a manifest's text, or a folder without one. Out: [`ListSpec`]s.

use super::error::{Error, Fault};
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
    /// Line of its table in the manifest; 0 without one.
    #[serde(skip)]
    pub line: u32,
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
    /// Its entries stay when their `valid_to` is over: former holders, dissolved bodies.
    #[serde(default)]
    pub history: bool,
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

/// Parse a manifest; `file` is its name in messages. Collects all faults before failing.
pub fn parse(file: &str, text: &str) -> Result<Vec<ListSpec>, Error> {
    let (specs, faults) = parse_all(file, text);
    if faults.is_empty() { Ok(specs) } else { Err(Error { faults }) }
}

/// What can be understood of a manifest: the `[[list]]` tables without a fault, and all faults.
pub fn parse_all(file: &str, text: &str) -> (Vec<ListSpec>, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut fault = |at: Option<usize>, code, message: String, mend: &str| {
        let (line, column) = at.map_or((0, 0), |at| position(text, at));
        faults.push(Fault { code, file: file.to_owned(), line, column, message, mend: mend.to_owned() });
    };
    let mut specs = Vec::new();
    match toml::de::DeTable::parse(text) {
        Err(e) => fault(e.span().map(|s| s.start), "bad-manifest", e.message().to_owned(), "the manifest must be TOML"),
        Ok(document) => {
            for (key, value) in document.get_ref() {
                match value.get_ref() {
                    toml::de::DeValue::Array(tables) if key.get_ref() == "list" => {
                        for table in tables {
                            specs.extend(list(text, table, &mut fault));
                        }
                    }
                    _ => {
                        let met = format!("unknown key `{}`, expected [[list]] tables", key.get_ref());
                        fault(Some(key.span().start), "unknown-key", met, SEE);
                    }
                }
            }
        }
    }
    faults.sort_by_key(|f| (f.line, f.column));
    (specs, faults)
}

const SEE: &str = "see docs/gazetteers.md for the keys of a [[list]] table";

/// One `[[list]]` table. Each key is looked at by itself, so that one fault hides no other.
fn list(
    text: &str,
    table: &toml::Spanned<toml::de::DeValue<'_>>,
    fault: &mut impl FnMut(Option<usize>, &'static str, String, &str),
) -> Option<ListSpec> {
    let toml::de::DeValue::Table(keys) = table.get_ref() else {
        fault(Some(table.span().start), "bad-manifest", "`list` holds something else than tables".to_owned(), "write [[list]]");
        return None;
    };
    let mut sound = String::new();
    let mut faulty = false;
    for (key, value) in keys {
        let name = key.get_ref();
        let raw = text.get(value.span()).unwrap_or_default();
        let line = format!("{name} = {raw}\n");
        let alone = if name == "file" { line.clone() } else { format!("file = 'x'\n{line}") };
        match toml::from_str::<ListSpec>(&alone) {
            Ok(_) => sound.push_str(&line),
            Err(e) => {
                faulty = true;
                let unknown = e.message().starts_with("unknown field");
                let (at, code) = if unknown { (key.span().start, "unknown-key") } else { (value.span().start, "bad-manifest") };
                fault(Some(at), code, e.message().to_owned(), SEE);
            }
        }
    }
    if !keys.iter().any(|(key, _)| key.get_ref() == "file") {
        fault(Some(table.span().start), "bad-manifest", "missing field `file`".to_owned(), SEE);
        return None;
    }
    let mut spec = toml::from_str::<ListSpec>(&sound).ok().filter(|_| !faulty)?;
    let at = keys.iter().find(|(key, _)| key.get_ref() == "file").map_or(0, |(key, _)| key.span().start);
    spec.line = position(text, at).0 as u32;
    Some(spec)
}

/// A file in a folder of lists that is none: what people have decided about who is who.
pub const JUDGEMENTS: &str = "judgements.csv";

/// The lists of a folder: from its manifest, else every CSV in it, sorted by name.
pub fn of_folder(folder: &Path) -> Result<Vec<ListSpec>, Error> {
    let shown = |p: &Path| p.display().to_string();
    let manifest = folder.join("gazetteers.toml");
    if manifest.is_file() {
        let text = std::fs::read_to_string(&manifest)
            .map_err(|e| Error::one("unreadable", shown(&manifest), format!("cannot be read: {e}"), "save it as UTF-8"))?;
        return parse(&shown(&manifest), &text);
    }
    let files = csv_files(folder)?;
    if files.is_empty() && !folder.join(JUDGEMENTS).is_file() {
        let met = "no gazetteers.toml and no .csv file in this folder";
        let mend = match subfolder_with_lists(folder) {
            Some(inner) => format!("folders inside it are not read; give {}", shown(&inner)),
            None => "put a list there (docs/gazetteers.md)".to_owned(),
        };
        return Err(Error::one("no-lists", shown(folder), met, mend));
    }
    Ok(files.into_iter().map(ListSpec::of_file).collect())
}

/// The first folder inside that holds lists: one level too high was given.
fn subfolder_with_lists(folder: &Path) -> Option<std::path::PathBuf> {
    let mut inner: Vec<_> = std::fs::read_dir(folder).ok()?.filter_map(|e| Some(e.ok()?.path())).collect();
    inner.sort();
    inner.into_iter().find(|p| p.is_dir() && csv_files(p).is_ok_and(|files| !files.is_empty()))
}

/// The CSV files of a folder that can be lists, sorted by name: judgements on who is who are none.
pub fn csv_files(folder: &Path) -> Result<Vec<String>, Error> {
    let entries = std::fs::read_dir(folder).map_err(|e| {
        let mend = "--gazetteers expects a folder of CSV files (docs/gazetteers.md)";
        Error::one("unreadable", folder.display().to_string(), format!("cannot be read: {e}"), mend)
    })?;
    let mut files: Vec<String> = entries
        .filter_map(|e| e.ok()?.file_name().into_string().ok())
        .filter(|n| n.ends_with(".csv") && !n.starts_with('.') && n != JUDGEMENTS)
        .collect();
    files.sort();
    Ok(files)
}

impl ListSpec {
    /// A list with all defaults.
    pub fn of_file(file: String) -> Self {
        ListSpec {
            line: 0,
            file,
            type_: String::new(),
            case: Case::default(),
            diacritics: Diacritics::default(),
            inflection: Vec::new(),
            priority: 0,
            generated: false,
            history: false,
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
    fn one_fault_hides_no_other() {
        let text =
            "[[list]]\nfile = \"x.csv\"\ncase = \"upper\"\npriority = \"high\"\n\n[[list]]\ntyp = \"x\"\n\n[[list]]\nfile = \"y.csv\"\n";
        let (specs, faults) = parse_all("m", text);
        assert_eq!(specs.iter().map(|s| (s.file.as_str(), s.line)).collect::<Vec<_>>(), [("y.csv", 10)]);
        let met: Vec<_> = faults.iter().map(|f| (f.line, f.column, f.code)).collect();
        assert_eq!(met, [(3, 8, "bad-manifest"), (4, 12, "bad-manifest"), (6, 1, "bad-manifest"), (7, 1, "unknown-key")]);
        assert_eq!(parse_all("m", "[[list]\n").1[0].code, "bad-manifest");
    }

    #[test]
    fn defaults() {
        let l = parse("m", "[[list]]\nfile = \"x.csv\"\ntype = \"organization\"\n").unwrap();
        assert_eq!((l[0].case, l[0].diacritics, l[0].priority), (Case::Name, Diacritics::Fold, 0));
    }
}
