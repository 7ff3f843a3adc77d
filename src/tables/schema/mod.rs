//! The schema: what the columns are, once, for the headers and for `datapackage.json`.
//!
//! In: nothing but the tables as they are described in `columns.rs` and `dictionaries.rs`. Out: the header of
//! each CSV and a Frictionless Data Package (version 1 of the specification).

mod columns;
mod dictionaries;

pub use columns::{DOCUMENTS, MENTIONS, PROBLEMS, ROLES};
pub use dictionaries::{DATES, ENTITIES, LOCATIONS};

use serde_json::{Map, Value, json};

/// Name of the data package.
pub const PACKAGE_FILE: &str = "datapackage.json";
/// Name of the run record. It is moved into place last: where it stands, the set of tables is whole.
pub const RUN_FILE: &str = "run.json";

/// The tables in the order they are moved into place and described.
pub const TABLES: [&Table; 7] = [&DOCUMENTS, &MENTIONS, &ENTITIES, &DATES, &LOCATIONS, &ROLES, &PROBLEMS];

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Name; the file's without `.csv`.
    pub name: &'static str,
    /// One line on what a row is.
    pub title: &'static str,
    /// What a reader must know besides.
    pub description: &'static str,
    /// Columns in order.
    pub fields: &'static [Field],
    /// Columns that tell any two rows apart; empty where rows may repeat.
    pub primary_key: &'static [&'static str],
    /// Column, table, column there.
    pub foreign_keys: &'static [(&'static str, &'static str, &'static str)],
}

impl Table {
    /// Name of the file.
    pub fn file(&self) -> String {
        format!("{}.csv", self.name)
    }
}

/// A column.
#[derive(Debug)]
pub struct Field {
    /// Name in the header.
    pub name: &'static str,
    /// Type of Table Schema: `string`, `integer`, `number`, `date`.
    pub type_: &'static str,
    /// Meaning and unit.
    pub description: &'static str,
    required: bool,
    unique: bool,
    words: &'static [&'static str],
    pattern: &'static str,
    bounds: Option<(i64, Option<i64>)>,
}

impl Field {
    const fn new(name: &'static str, type_: &'static str, description: &'static str) -> Self {
        Field { name, type_, description, required: false, unique: false, words: &[], pattern: "", bounds: None }
    }

    /// Text.
    const fn text(name: &'static str, description: &'static str) -> Self {
        Field::new(name, "string", description)
    }

    /// A count or offset: no fraction, not negative.
    const fn count(name: &'static str, description: &'static str) -> Self {
        Field { bounds: Some((0, None)), ..Field::new(name, "integer", description) }
    }

    /// A number within bounds.
    const fn number(name: &'static str, from: i64, to: i64, description: &'static str) -> Self {
        Field { bounds: Some((from, Some(to))), ..Field::new(name, "number", description) }
    }

    /// A whole day.
    const fn day(name: &'static str, description: &'static str) -> Self {
        Field::new(name, "date", description)
    }

    /// Never empty.
    const fn required(self) -> Self {
        Field { required: true, ..self }
    }

    /// Never empty, never twice.
    const fn key(self) -> Self {
        Field { required: true, unique: true, ..self }
    }

    /// One of these words.
    const fn of(self, words: &'static [&'static str]) -> Self {
        Field { words, ..self }
    }

    /// The whole cell matches.
    const fn like(self, pattern: &'static str) -> Self {
        Field { pattern, ..self }
    }

    /// Not below.
    const fn from(self, least: i64) -> Self {
        Field { bounds: Some((least, None)), ..self }
    }

    fn describe(&self) -> Value {
        let mut constraints = Map::new();
        if self.required {
            constraints.insert("required".into(), true.into());
        }
        if self.unique {
            constraints.insert("unique".into(), true.into());
        }
        if !self.words.is_empty() {
            constraints.insert("enum".into(), self.words.into());
        }
        if !self.pattern.is_empty() {
            constraints.insert("pattern".into(), self.pattern.into());
        }
        if let Some((least, most)) = self.bounds {
            constraints.insert("minimum".into(), least.into());
            if let Some(most) = most {
                constraints.insert("maximum".into(), most.into());
            }
        }
        let mut field = Map::new();
        for (key, text) in [("name", self.name), ("type", self.type_), ("description", self.description)] {
            field.insert(key.into(), text.into());
        }
        if !constraints.is_empty() {
            field.insert("constraints".into(), constraints.into());
        }
        field.into()
    }
}

/// The data package that describes the tables of a run.
pub fn package(version: &str, bom: bool) -> Value {
    json!({
        "profile": "tabular-data-package",
        "name": "dateline",
        "title": "Who, where and when in the documents of a run",
        "description": "Written by dateline. Ids join the tables; run.json says which inputs, lists and options made them.",
        "version": version,
        "resources": TABLES.iter().map(|table| resource(table, bom)).collect::<Vec<_>>(),
    })
}

fn resource(table: &Table, bom: bool) -> Value {
    let mut schema = Map::new();
    schema.insert("fields".into(), table.fields.iter().map(Field::describe).collect());
    schema.insert("missingValues".into(), json!([""]));
    if !table.primary_key.is_empty() {
        schema.insert("primaryKey".into(), table.primary_key.into());
    }
    if !table.foreign_keys.is_empty() {
        let key = |(field, resource, there): &(&str, &str, &str)| json!({"fields": [field], "reference": {"resource": resource, "fields": [there]}});
        schema.insert("foreignKeys".into(), table.foreign_keys.iter().map(key).collect());
    }
    json!({
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": table.file(),
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        // The one name by which readers know that a mark stands before the header.
        "encoding": if bom { "utf-8-sig" } else { "utf-8" },
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": "\"",
            "doubleQuote": true,
            "skipInitialSpace": false,
            "header": true,
        },
        "schema": schema,
    })
}
