//! Results of Wikidata queries. In: CSV or JSON as the query service gives them; out: rows. Columns are known by their
//! names: `item`, `itemLabel`, `itemAltLabel`, `coord`, `iso`, `acronym`, `geonames`, `population`, `start`, `end` …
//! Several rows of one item are one entry.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Imported, fault};
use crate::gazetteer::row::{Row, record_line};
use crate::gazetteer::{EntryRef, TypeId};
use crate::lint::facts::is_place;

/// Read.
pub fn read(file: &str, text: &str, type_: &str) -> Result<Imported, String> {
    let records = if text.trim_start().starts_with(['{', '[']) { json(file, text)? } else { csv(file, text)? };
    let mut out = Imported::from("Wikidata (CC0)");
    let mut unknown: BTreeSet<String> = BTreeSet::new();
    for (line, record) in records {
        let mut row = Row { line: line as u32, type_: type_.to_owned(), ..Row::default() };
        for (column, cell) in record.iter().filter(|(_, c)| !c.is_empty()) {
            let date = || cell.split('T').next().unwrap_or_default().trim_start_matches('+').to_owned();
            match column.to_ascii_lowercase().as_str() {
                "item" | "qid" | "id" | "wikidata" | "person" | "org" | "place" => {
                    row.wikidata = cell.rsplit(['/', ':']).next().unwrap_or_default().to_owned()
                }
                "itemlabel" | "label" | "name" | "personlabel" | "orglabel" | "placelabel" => row.name = cell.clone(),
                "itemaltlabel" | "altlabel" | "aliases" | "alias" | "altlabels" => {
                    // the service joins them by a comma and a space, a grouped query by bars
                    let bars = cell.contains('|');
                    row.aliases.extend(cell.split(if bars { "|" } else { ", " }).map(|a| a.trim().to_owned()));
                }
                "acronym" | "shortname" | "short" => row.acronyms.push(cell.clone()),
                "coord" | "coordinate" | "coordinates" | "location" | "point" => match point(cell) {
                    Some(point) => row.point = Some(point),
                    None => out.lose(line, cell.as_str(), "coordinates that are no Point(longitude latitude)"),
                },
                "iso" | "countrycode" | "iso2" | "country" if cell.len() == 2 => row.country = cell.to_ascii_uppercase(),
                "countrylabel" => match country(cell) {
                    Some(code) => row.country = code,
                    None => out.lose(line, cell.as_str(), "countries that no list has under this name"),
                },
                // an item beside its label says nothing that the label does not
                "country" if record.iter().any(|(c, _)| c.eq_ignore_ascii_case("countryLabel")) => {}
                "geonames" | "geonamesid" => row.geonames = cell.parse().ok(),
                "population" => row.population = cell.parse::<f64>().ok().filter(|n| (0.0..4e9).contains(n)).map(|n| n as u32),
                "start" | "inception" | "validfrom" => row.valid_from = date(),
                "end" | "dissolved" | "validto" => row.valid_to = date(),
                "itemdescription" | "description" => row.note = cell.clone(),
                _ => drop(unknown.insert(column.clone())),
            }
        }
        // an item without a label in the wanted language is labelled by its number
        if row.name.is_empty() || row.name == row.wikidata {
            out.lose(line, row.wikidata, "items without a label");
            continue;
        }
        if !row.wikidata.strip_prefix('Q').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())) {
            out.lose(line, row.wikidata.clone(), "items whose id is no Q and a number");
            row.wikidata.clear();
        } else {
            let kind = if is_place(type_) { "place" } else { type_ };
            row.id = format!("{kind}/wikidata-{}", row.wikidata.to_ascii_lowercase());
        }
        out.row(row);
    }
    for column in unknown {
        out.lose(0, column, "columns that no list has");
    }
    Ok(out)
}

/// The code of a country by its name.
fn country(name: &str) -> Option<String> {
    let shipped = super::tidy::shipped();
    let of = |(r, t): &(EntryRef, TypeId)| (*t == TypeId::COUNTRY).then(|| shipped.entry(*r).country.to_owned());
    shipped.lookup(name).iter().find_map(of).filter(|code| !code.is_empty())
}

type Records = Vec<(usize, Vec<(String, String)>)>;

fn csv(file: &str, text: &str) -> Result<Records, String> {
    let bytes = text.trim_start_matches('\u{feff}').as_bytes();
    let mut reader = csv::Reader::from_reader(bytes);
    let said = |e: csv::Error| {
        fault(file, e.position().map_or(0, |p| p.line() as usize), format!("{e}; expected CSV as the query service gives it"))
    };
    let columns = reader.headers().map_err(said)?.clone();
    let mut out = Vec::new();
    for record in reader.records() {
        let record = record.map_err(said)?;
        let line = record_line(bytes, record.position());
        out.push((line, columns.iter().zip(record.iter()).map(|(c, v)| (c.to_owned(), v.to_owned())).collect()));
    }
    Ok(out)
}

/// `{"results": {"bindings": [{"item": {"value": …}}]}}`, or the simple list of objects.
fn json(file: &str, text: &str) -> Result<Records, String> {
    let value: Value = serde_json::from_str(text)
        .map_err(|e| fault(file, e.line(), format!("column {}: {e}; expected JSON as the query service gives it", e.column())))?;
    let rows = value.pointer("/results/bindings").or(Some(&value)).and_then(Value::as_array);
    let rows =
        rows.ok_or_else(|| fault(file, 0, "no list of results; expected {\"results\": {\"bindings\": [...]}} or a list of objects"))?;
    let cell = |v: &Value| match v.get("value").unwrap_or(v) {
        Value::String(s) => s.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let one = |v: &Value| v.as_object().map(|m| m.iter().map(|(k, v)| (k.clone(), cell(v))).collect()).unwrap_or_default();
    Ok(rows.iter().enumerate().map(|(i, v)| (i + 1, one(v))).collect())
}

/// `Point(16.37 48.2)`: longitude first.
fn point(cell: &str) -> Option<(f64, f64)> {
    let inner = cell.strip_prefix("Point(").or_else(|| cell.strip_prefix("POINT("))?.strip_suffix(')')?;
    let (lon, lat) = inner.split_once(' ')?;
    let (lat, lon): (f64, f64) = (lat.parse().ok()?, lon.parse().ok()?);
    (lat.abs() <= 90.0 && lon.abs() <= 180.0).then_some((lat, lon))
}
