//! **exchange**: lists of other programs, in and out.
//!
//! In: a file in another program's format. Out: [`Imported`]: rows of ours by list, and [`Lost`]: everything that could
//! not be carried, with its line and why. The other way round, `export`.

pub mod corenlp;
pub mod export;
pub mod ftm;
pub mod gate;
pub mod geonames;
pub mod plain;
pub mod spacy;
pub mod tidy;
pub mod wikidata;
pub mod write;

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::gazetteer::manifest::Case;
use crate::gazetteer::row::Row;

/// Something that could not be carried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// Line of the file from 1; 0 for the file as a whole.
    pub line: usize,
    /// What.
    pub what: String,
    /// Why.
    pub why: &'static str,
}

/// A list to be written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewList {
    /// How its rows match.
    pub case: Case,
    /// Its rows; each has its type.
    pub rows: Vec<Row>,
}

/// What came of a file.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// Lists by the name of their file, without `.csv`.
    pub lists: BTreeMap<String, NewList>,
    /// What was lost.
    pub lost: Vec<Lost>,
    /// Where the facts come from, for the manifest.
    pub source: String,
}

impl Imported {
    /// An import from such a source.
    pub fn from(source: &str) -> Imported {
        Imported { source: source.to_owned(), ..Imported::default() }
    }

    /// Add a row to the list of its type.
    pub fn row(&mut self, row: Row) {
        if read_by_rule(&row.type_) {
            return self.lose(row.line as usize, row.name, "times, numbers and other words that rules read without a list");
        }
        let list = crate::text::slug::slug(&row.type_).replace('-', "_");
        self.lists.entry(list).or_default().rows.push(row);
    }

    /// Note a loss.
    pub fn lose(&mut self, line: usize, what: impl Into<String>, why: &'static str) {
        self.lost.push(Lost { line, what: what.into(), why });
    }

    /// What was lost, in words: each reason with its number and the first examples.
    pub fn report(&self) -> String {
        let mut by: BTreeMap<&str, Vec<&Lost>> = BTreeMap::new();
        for lost in &self.lost {
            by.entry(lost.why).or_default().push(lost);
        }
        let mut out = String::new();
        for (why, all) in by {
            let some: Vec<String> =
                all.iter().take(3).map(|l| if l.line > 0 { format!("{} (line {})", l.what, l.line) } else { l.what.clone() }).collect();
            let more = if all.len() > 3 { ", …" } else { "" };
            let _ = writeln!(out, "not carried: {} × {why}: {}{more}", all.len(), some.join(", "));
        }
        out
    }
}

/// Types whose words dateline reads by rule, or has no use for: a list of them would make entities of them. Labels of spaCy and
/// CoreNLP, major types of ANNIE.
fn read_by_rule(type_: &str) -> bool {
    const TYPES: &[&str] = &[
        "cardinal",
        "date",
        "date-key",
        "date-unit",
        "day",
        "duration",
        "greeting",
        "hour",
        "ident-key",
        "money",
        "month",
        "number",
        "ordinal",
        "percent",
        "phone-prefix",
        "quantity",
        "set",
        "spur",
        "spur-ident",
        "stop",
        "time",
        "time-modifier",
        "time-unit",
        "year",
    ];
    TYPES.contains(&type_) || type_.starts_with("currency-")
}

/// Our type for the label of another scheme; one we have no word for becomes a type of the user's own.
pub fn type_of(label: &str) -> String {
    match label.to_ascii_lowercase().replace(['-', ' '], "_").as_str() {
        "per" | "person" | "persons" | "people" | "pers" | "person_full" => "person".to_owned(),
        "org" | "organization" | "organisation" | "organizations" | "company" | "legalentity" | "publicbody" => "organization".to_owned(),
        "gpe" | "city" | "town" | "cities" => "city".to_owned(),
        "loc" | "location" | "region" => "region".to_owned(),
        "country" | "countries" => "country".to_owned(),
        "state_or_province" | "province" | "state" => "admin1".to_owned(),
        "fac" | "facility" | "airport" => "facility".to_owned(),
        "norp" | "nationality" | "country_adj" => "nationality".to_owned(),
        "event" | "events" => "event".to_owned(),
        "law" | "agreement" => "agreement".to_owned(),
        "title" => "title".to_owned(),
        "post" | "position" | "jobtitle" => "post".to_owned(),
        _ => crate::text::slug::slug(label),
    }
}

/// What is wrong with a file, by line.
pub fn fault(file: &str, line: usize, message: impl std::fmt::Display) -> String {
    if line > 0 { format!("{file}:{line}: {message}") } else { format!("{file}: {message}") }
}
