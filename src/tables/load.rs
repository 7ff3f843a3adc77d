//! Tables back from a folder: what `diff` and `eval` compare. In: the folder of a run; out: [`Run`], or what is wrong with
//! it, by file and line.
//!
//! Columns are found by name, so that tables of an older version with fewer of them can be read; the ones named here must
//! be there.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A run's tables.
#[derive(Debug, Default, Clone)]
#[allow(missing_docs)] // each is the table of that name
pub struct Run {
    pub documents: Vec<DocumentRow>,
    pub mentions: Vec<MentionRow>,
    pub entities: Vec<EntityRow>,
    pub dates: Vec<DateRow>,
    pub locations: Vec<LocationRow>,
    pub roles: Vec<RoleRow>,
    pub record: RunJson,
}

/// A row of documents.csv.
#[derive(Debug, Default, Clone, Deserialize)]
#[allow(missing_docs)] // the columns are described in datapackage.json
pub struct DocumentRow {
    pub doc_id: String,
    pub path: String,
    pub published: String,
    pub characters: usize,
    pub blake3: String,
    pub status: String,
}

/// A row of mentions.csv.
#[derive(Debug, Default, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct MentionRow {
    pub doc_id: String,
    pub line: usize,
    pub start: usize,
    pub end: usize,
    pub text: String,
    pub kind: String,
    #[serde(rename = "type")]
    pub type_: String,
    pub target_id: String,
    pub name: String,
    pub confidence: f32,
    pub rule: String,
    pub source: String,
    pub basis: String,
}

/// A row of entities.csv.
#[derive(Debug, Default, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct EntityRow {
    pub entity_id: String,
    #[serde(rename = "type")]
    pub type_: String,
    pub name: String,
    pub acronym: String,
    pub country_code: String,
    pub wikidata: String,
    pub source: String,
}

/// A row of dates.csv.
#[derive(Debug, Default, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct DateRow {
    pub date_id: String,
    pub value: String,
    #[serde(rename = "type")]
    pub type_: String,
    pub timex3: String,
}

/// A row of locations.csv.
#[derive(Debug, Default, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct LocationRow {
    pub location_id: String,
    pub name: String,
    #[serde(rename = "type")]
    pub type_: String,
    pub country_code: String,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub geonames: Option<u64>,
    pub wikidata: String,
    pub source: String,
}

impl LocationRow {
    /// Degrees, if both are known.
    pub fn point(&self) -> Option<(f64, f64)> {
        self.latitude.zip(self.longitude)
    }
}

/// A row of roles.csv.
#[derive(Debug, Default, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct RoleRow {
    pub doc_id: String,
    pub person_id: String,
    pub person: String,
    pub role: String,
    pub status: String,
    pub organization_id: String,
    pub organization: String,
    pub country_code: String,
}

/// What of run.json says why rows are as they are.
#[derive(Debug, Default, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct RunJson {
    #[serde(default)]
    pub version: String,
    #[serde(default)]
    pub options: BTreeMap<String, serde_json::Value>,
    #[serde(default)]
    pub inputs: Vec<Digest>,
    #[serde(default)]
    pub lists: Vec<Digest>,
}

/// A file and its BLAKE3.
#[derive(Debug, Default, Clone, PartialEq, Eq, Deserialize)]
#[allow(missing_docs)]
pub struct Digest {
    pub path: String,
    pub blake3: String,
}

/// Why the tables of a folder cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct LoadError(String);

/// Does a folder hold the tables of a run?
pub fn is_run(folder: &Path) -> bool {
    folder.join("mentions.csv").is_file() && folder.join("run.json").is_file()
}

/// Read the tables of a folder.
///
/// # Errors
/// A table is missing, lacks a column, or has a cell that is none; with file, line, what was met and the mend.
pub fn load(folder: &Path) -> Result<Run, LoadError> {
    let record = folder.join("run.json");
    let shown = record.display();
    let mend = "expected the folder that a run of `dateline extract` wrote";
    let text = std::fs::read_to_string(&record).map_err(|e| LoadError(format!("{shown}: cannot be read: {e}; {mend}")))?;
    let record = serde_json::from_str(&text).map_err(|e| LoadError(format!("{shown}:{}:{}: {e}; {mend}", e.line(), e.column())))?;
    Ok(Run {
        documents: table(folder, "documents.csv")?,
        mentions: table(folder, "mentions.csv")?,
        entities: table(folder, "entities.csv")?,
        dates: table(folder, "dates.csv")?,
        locations: table(folder, "locations.csv")?,
        roles: table(folder, "roles.csv")?,
        record,
    })
}

fn table<T: DeserializeOwned>(folder: &Path, name: &str) -> Result<Vec<T>, LoadError> {
    let path = folder.join(name);
    let shown = path.display();
    let mend = "expected a table that `dateline extract` wrote; run it again";
    let bytes = std::fs::read(&path).map_err(|e| LoadError(format!("{shown}: cannot be read: {e}; {mend}")))?;
    // `--bom` writes one
    let mut reader = csv::Reader::from_reader(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes));
    reader
        .deserialize()
        .map(|row| {
            row.map_err(|e| {
                let line = e.position().map_or(0, csv::Position::line);
                LoadError(format!("{shown}:{line}: {}; {mend}", said(&e)))
            })
        })
        .collect()
}

/// The csv crate's message without the position, which stands before it.
fn said(e: &csv::Error) -> String {
    match e.kind() {
        csv::ErrorKind::Deserialize { err, .. } => err.to_string(),
        _ => e.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let prefix = format!("{}{}", folder.path().display(), std::path::MAIN_SEPARATOR);
        let said = || load(folder.path()).err().map(|e| e.to_string().replace(&prefix, "")).unwrap_or_default();
        assert!(said().starts_with("run.json: cannot be read: "), "{}", said());
        assert!(said().ends_with("; expected the folder that a run of `dateline extract` wrote"), "{}", said());
        std::fs::write(folder.path().join("run.json"), "{")?;
        assert!(said().starts_with("run.json:1:1: EOF while parsing"), "{}", said());
        std::fs::write(folder.path().join("run.json"), "{}")?;
        std::fs::write(folder.path().join("documents.csv"), "doc_id,path,published,characters,blake3,status\na,a,,many,,ok\n")?;
        let want = "documents.csv:2: field 3: invalid digit found in string; expected a table that `dateline extract` wrote; run it again";
        assert_eq!(said(), want);
        std::fs::write(folder.path().join("documents.csv"), "doc_id,path\na,a\n")?;
        assert!(said().contains("documents.csv:2: missing field `published`"), "{}", said());
        Ok(())
    }
}
