//! GATE gazetteers. In: `lists.def` with its `.lst` files, or one `.lst`; out: rows. A line of `lists.def` is
//! `file.lst:major:minor:language:annotation`; an entry may carry features behind a tab, `name=value`.

use std::path::Path;

use super::{Imported, fault};
use crate::gazetteer::row::Row;
use crate::lint::facts::is_place;

/// Read.
pub fn read(path: &Path, type_: &str) -> Result<Imported, String> {
    let shown = path.display().to_string();
    let load = |p: &Path| {
        std::fs::read_to_string(p)
            .map_err(|e| fault(&p.display().to_string(), 0, format!("cannot be read: {e}; expected a GATE list in UTF-8")))
    };
    let text = load(path)?;
    let mut out = Imported::from("a GATE gazetteer");
    if path.extension().is_none_or(|e| e != "def") {
        list("", &text, type_, "", &mut out);
        return Ok(out);
    }
    for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let cells: Vec<&str> = line.trim().split(':').collect();
        let (file, major) = (cells[0], cells.get(1).copied().unwrap_or_default());
        let minor = cells.get(2).copied().unwrap_or_default();
        if major.is_empty() {
            return Err(fault(&shown, i + 1, format!("{line:?} names no major type; expected file.lst:major or file.lst:major:minor")));
        }
        for (at, what) in [(3, "a language"), (4, "an annotation type")] {
            if let Some(cell) = cells.get(at).filter(|c| !c.is_empty()) {
                out.lose(i + 1, format!("{what} {cell:?}"), "lists.def columns that no list has");
            }
        }
        let source = path.parent().unwrap_or(Path::new("")).join(file);
        if !source.is_file() {
            out.lose(i + 1, file, "a file that lists.def names and the folder has not");
            continue;
        }
        list(file, &load(&source)?, &type_of(major, minor), minor, &mut out);
    }
    Ok(out)
}

/// Major types are broad; the minor one says more of places.
fn type_of(major: &str, minor: &str) -> String {
    match (major.to_ascii_lowercase().as_str(), minor.to_ascii_lowercase().as_str()) {
        ("location", m) if m.starts_with("country") => "country".to_owned(),
        ("location", "city" | "town" | "capital") => "city".to_owned(),
        ("location", "province" | "state") => "admin1".to_owned(),
        ("location", "airport" | "facility") => "facility".to_owned(),
        ("location", "water" | "river" | "sea") => "water".to_owned(),
        ("location", "city_cap") => "city".to_owned(), // ANNIE keeps the same towns in capitals
        ("location", m) if is_place(m) => m.to_owned(),
        ("person_first" | "firstname", _) => "given-name".to_owned(),
        ("surname", "prefix") => "particle".to_owned(),
        ("org_base" | "org_key", _) => "organization-head".to_owned(),
        ("loc_key" | "loc_general_key", _) => "place-head".to_owned(),
        ("cdg" | "org_ending", _) => "legal-form".to_owned(),
        ("person_last" | "surname", _) => "family-name".to_owned(),
        ("jobtitle", _) => "post".to_owned(),
        (other, _) => super::type_of(other),
    }
}

/// Read one `.lst`; `file` is its name where the line alone would not say which is meant.
fn list(file: &str, text: &str, type_: &str, minor: &str, out: &mut Imported) {
    for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let mut parts = line.split(['\t', '&']).map(str::trim);
        let mut row =
            Row { line: i as u32 + 1, name: parts.next().unwrap_or_default().to_owned(), type_: type_.to_owned(), ..Row::default() };
        // A bare ampersand belongs to the name: "Quibble & Sons".
        let mut rest: Vec<&str> = parts.collect();
        if line.contains('&') && !rest.iter().all(|p| p.contains('=')) {
            row.name = line.split('\t').next().unwrap_or_default().trim().to_owned();
            rest = line.split('\t').skip(1).map(str::trim).collect();
        }
        for feature in rest.into_iter().filter(|f| !f.is_empty()) {
            match feature.split_once('=') {
                Some(("wikidata", v)) => row.wikidata = v.to_owned(),
                Some(("country" | "countryCode", v)) if v.len() == 2 => row.country = v.to_ascii_uppercase(),
                Some(("id", v)) if v.contains('/') => row.id = v.to_owned(),
                Some(("gender", "male" | "m")) => row.gender = "m".to_owned(),
                Some(("gender", "female" | "f")) => row.gender = "f".to_owned(),
                _ if file.is_empty() => out.lose(i + 1, feature, "features that no list has a column for"),
                _ => out.lose(0, format!("{feature} ({file}:{})", i + 1), "features that no list has a column for"),
            }
        }
        if type_ == "given-name" {
            row.gender = match minor.to_ascii_lowercase().as_str() {
                "male" => "m".to_owned(),
                "female" => "f".to_owned(),
                _ => row.gender,
            };
        }
        out.row(row);
    }
}
