//! The rows: one struct a table, its fields the columns of the contract in their order.
//!
//! What a column means stands once, in the schema (`schema/`), which also writes the header; a test holds the
//! two together. mentions.csv is written in three pieces, because what a mention points at has its id only
//! when all documents are read.

use super::cell::{Decimal, Text};
use serde::Serialize;

/// A row of documents.csv.
#[derive(Debug, Serialize)]
#[allow(missing_docs)] // described in the schema
pub struct DocumentRow<'a> {
    pub doc_id: Text<'a>,
    pub path: Text<'a>,
    pub title: Text<'a>,
    pub published: Text<'a>,
    pub published_basis: &'static str,
    pub place_id: Text<'a>,
    pub language: Text<'a>,
    pub characters: usize,
    pub sentences: usize,
    pub mentions: usize,
    pub blake3: &'a str,
    pub status: &'static str,
    pub problem: Text<'a>,
    pub focus_country: Text<'a>,
    pub focus_place_id: Text<'a>,
}

/// The columns of mentions.csv before the target.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct MentionHead<'a> {
    pub mention_id: Text<'a>,
    pub doc_id: Text<'a>,
    pub sentence: usize,
    pub line: usize,
    pub column: usize,
    pub start: usize,
    pub end: usize,
    pub byte_start: usize,
    pub byte_end: usize,
    pub text: Text<'a>,
    pub kind: &'static str,
    #[serde(rename = "type")]
    pub type_: Text<'a>,
}

/// The columns of mentions.csv that name the target.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct MentionTarget<'a> {
    pub target_id: Text<'a>,
    pub name: Text<'a>,
}

/// The columns of mentions.csv after the target.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct MentionTail<'a> {
    pub confidence: Decimal,
    pub rule: Text<'a>,
    pub source: Text<'a>,
    pub basis: Text<'a>,
    pub before: Text<'a>,
    pub after: Text<'a>,
}

/// A row of entities.csv.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct EntityRow<'a> {
    pub entity_id: Text<'a>,
    #[serde(rename = "type")]
    pub type_: Text<'a>,
    pub name: Text<'a>,
    pub aliases: Text<'a>,
    pub acronym: Text<'a>,
    pub country_code: Text<'a>,
    pub wikidata: Text<'a>,
    pub external_ids: Text<'a>,
    pub mentions: usize,
    pub documents: usize,
    pub first_published: &'a str,
    pub last_published: &'a str,
    pub source: Text<'a>,
}

/// A row of dates.csv.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct DateRow<'a> {
    pub date_id: Text<'a>,
    pub value: Text<'a>,
    #[serde(rename = "type")]
    pub type_: &'static str,
    pub granularity: Text<'a>,
    pub earliest: Text<'a>,
    pub latest: Text<'a>,
    pub modifier: Text<'a>,
    pub timex3: Text<'a>,
    pub mentions: usize,
    pub documents: usize,
}

/// A row of locations.csv.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct LocationRow<'a> {
    pub location_id: Text<'a>,
    pub name: Text<'a>,
    #[serde(rename = "type")]
    pub type_: Text<'a>,
    pub country_code: Text<'a>,
    pub country: Text<'a>,
    pub admin1_code: Text<'a>,
    pub admin1: Text<'a>,
    pub latitude: Decimal,
    pub longitude: Decimal,
    pub population: Option<u64>,
    pub geonames: Option<u64>,
    pub wikidata: Text<'a>,
    pub mentions: usize,
    pub documents: usize,
    pub source: Text<'a>,
}

/// A row of roles.csv.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct RoleRow<'a> {
    pub doc_id: Text<'a>,
    pub person_id: Text<'a>,
    pub person: Text<'a>,
    pub role: Text<'a>,
    pub status: Text<'a>,
    pub organization_id: Text<'a>,
    pub organization: Text<'a>,
    pub country_code: Text<'a>,
    pub as_of: Text<'a>,
    pub start: usize,
    pub end: usize,
    pub text: Text<'a>,
}

/// A row of problems.csv.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct ProblemRow<'a> {
    pub doc_id: Text<'a>,
    pub path: Text<'a>,
    pub line: Option<usize>,
    pub severity: &'static str,
    pub code: &'static str,
    pub message: Text<'a>,
}
