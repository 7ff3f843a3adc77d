//! FollowTheMoney entities, as OpenSanctions publishes them. In: JSON lines `{"id", "schema", "properties"}`; out: rows of
//! people, organisations and posts.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Imported, fault};
use crate::gazetteer::row::Row;
use crate::text::slug::slug;

/// Read.
pub fn read(file: &str, text: &str) -> Result<Imported, String> {
    let mut out = Imported::from("FollowTheMoney entities");
    let mut unused: BTreeMap<String, usize> = BTreeMap::new();
    for (i, line) in text.split('\n').enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let value: Value = serde_json::from_str(line)
            .map_err(|e| fault(file, i + 1, format!("column {}: {e}; expected one JSON object a line", e.column())))?;
        let Some(schema) = value["schema"].as_str() else {
            return Err(fault(file, i + 1, "no \"schema\"; expected {\"id\", \"schema\", \"properties\"}"));
        };
        let id = value["id"].as_str().unwrap_or_default();
        let type_ = match schema {
            "Person" => "person",
            "Organization" | "Company" | "PublicBody" | "LegalEntity" => "organization",
            "Position" => "post",
            _ => {
                out.lose(i + 1, format!("{schema} {id}"), "kinds of entities that are no names of texts");
                continue;
            }
        };
        let mut row = Row { line: i as u32 + 1, type_: type_.to_owned(), id: format!("{type_}/{}", slug(id)), ..Row::default() };
        let mut countries: Vec<String> = Vec::new();
        for (property, values) in value["properties"].as_object().into_iter().flatten() {
            let values: Vec<&str> = values.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            match property.as_str() {
                "name" => row.aliases.splice(0..0, values.iter().map(|v| (*v).to_owned())).for_each(drop),
                "alias" | "previousName" => row.aliases.extend(values.iter().map(|v| (*v).to_owned())),
                "abbreviation" => row.acronyms.extend(values.iter().map(|v| (*v).to_owned())),
                "country" | "jurisdiction" | "nationality" | "citizenship" => {
                    countries.extend(values.iter().map(|c| c.to_ascii_uppercase()))
                }
                "wikidataId" => row.wikidata = values.first().copied().unwrap_or_default().to_owned(),
                "gender" => {
                    row.gender = match values.first().copied().unwrap_or_default() {
                        "male" => "m",
                        "female" => "f",
                        _ => "",
                    }
                    .to_owned();
                }
                "incorporationDate" => row.valid_from = values.first().copied().unwrap_or_default().to_owned(),
                "dissolutionDate" => row.valid_to = values.first().copied().unwrap_or_default().to_owned(),
                _ => *unused.entry(property.clone()).or_default() += 1,
            }
        }
        let caption = value["caption"].as_str().unwrap_or_default();
        row.name = if caption.is_empty() { row.aliases.first().cloned().unwrap_or_default() } else { caption.to_owned() };
        if row.name.is_empty() {
            out.lose(i + 1, id, "entities without a name");
            continue;
        }
        for name in row.aliases.iter().filter(|a| !a.contains(|c: char| c.is_ascii_alphabetic())) {
            out.lose(i + 1, name.as_str(), "a name in another script: texts are English");
        }
        row.aliases.retain(|a| a.contains(|c: char| c.is_ascii_alphabetic()));
        if row.wikidata.is_empty() && id.strip_prefix('Q').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())) {
            row.wikidata = id.to_owned();
        }
        countries.retain(|c| {
            let known = c.len() == 2 && c.bytes().all(|b| b.is_ascii_uppercase());
            if !known {
                out.lose(i + 1, c.as_str(), "countries without an ISO 3166-1 code of two letters");
            }
            known
        });
        countries.sort();
        countries.dedup();
        row.country = countries.join(" | ");
        out.row(row);
    }
    for (property, n) in unused {
        out.lose(0, format!("{property} of {}", crate::report::count(n, "entity")), "properties that no list has a column for");
    }
    Ok(out)
}
