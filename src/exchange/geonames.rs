//! GeoNames dumps. In: nineteen columns with tabs between them, as <https://download.geonames.org/export/dump/readme.txt>
//! describes; out: rows of places.

use super::{Imported, fault};
use crate::gazetteer::row::Row;

const COLUMNS: usize = 19;

/// Read. `file` is its name in messages.
pub fn read(file: &str, text: &str) -> Result<Imported, String> {
    let mut out = Imported::from("GeoNames (CC BY 4.0)");
    for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() != COLUMNS {
            let message =
                format!("{} columns, expected {COLUMNS} with tabs between them as in a GeoNames dump; give such a file", cells.len());
            return Err(fault(file, i + 1, message));
        }
        let number = |c: usize, what: &str| {
            cells[c].parse::<u32>().map_err(|_| fault(file, i + 1, format!("{what} {:?} is no whole number", cells[c])))
        };
        let degrees = |c: usize, limit: f64, what: &str| {
            let ok = cells[c].parse::<f64>().ok().filter(|d| d.abs() <= limit);
            ok.ok_or_else(|| fault(file, i + 1, format!("{what} {:?} is no number from -{limit} to {limit}", cells[c])))
        };
        let geonames = number(0, "geonameid")?;
        let Some(type_) = type_of(cells[6], cells[7]) else {
            out.lose(i + 1, format!("{} ({}.{})", cells[1], cells[6], cells[7]), "a kind of place that is no name of texts");
            continue;
        };
        let mut aliases: Vec<String> = Vec::new();
        let others = [cells[2]].into_iter().chain(cells[3].split(','));
        for form in others.filter(|f| !f.is_empty() && *f != cells[1]) {
            // web addresses and airport codes are among the alternate names
            if form.contains("://") || form.len() <= 3 && form.bytes().all(|b| b.is_ascii_uppercase()) {
                out.lose(i + 1, form, "a code or address among the alternate names");
            } else if latin(form) {
                aliases.push(form.to_owned());
            } else {
                out.lose(i + 1, form, "a name in another script: texts are English");
            }
        }
        let population = if cells[14].is_empty() { None } else { Some(number(14, "population")?).filter(|n| *n > 0) };
        let code = |c: usize| if cells[c] == "00" { String::new() } else { cells[c].to_owned() };
        out.row(Row {
            line: i as u32 + 1,
            name: cells[1].to_owned(),
            id: format!("place/geonames-{geonames}"),
            type_: type_.to_owned(),
            aliases,
            country: [cells[8]].into_iter().filter(|c| !c.is_empty()).collect(),
            admin1: code(10),
            admin2: code(11),
            feature: cells[7].to_owned(),
            geonames: Some(geonames),
            point: Some((degrees(4, 90.0, "latitude")?, degrees(5, 180.0, "longitude")?)),
            population,
            ..Row::default()
        });
        if !cells[9].is_empty() {
            out.lose(i + 1, cells[9], "other countries that claim the place (cc2)");
        }
    }
    if !out.lists.is_empty() {
        out.lose(0, "admin3, admin4, elevation, dem, timezone, modification date", "columns that no list has");
    }
    Ok(out)
}

fn type_of(class: &str, code: &str) -> Option<&'static str> {
    Some(match (class, code) {
        ("A", c) if c.starts_with("PCL") => "country",
        ("A", "ADM1") => "admin1",
        ("A", "ADM2") => "admin2",
        ("A", _) => "region",
        ("P", "PPLX") => "region",
        ("P", _) => "city",
        ("H" | "U", _) => "water",
        ("L", "CONT") => "continent",
        ("L", _) => "region",
        ("S", _) => "facility",
        ("T", "MT" | "MTS" | "PK" | "PKS" | "VLC" | "HLL" | "HLLS" | "RDGE" | "PASS") => "mountain",
        ("T", _) => "region",
        _ => return None,
    })
}

/// Letters of the Latin script, or none at all.
fn latin(form: &str) -> bool {
    form.chars().filter(|c| c.is_alphabetic()).all(|c| (c as u32) < 0x250 || (0x1e00..0x1f00).contains(&(c as u32)))
}
