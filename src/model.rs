//! What the stages hand to the tables: plain data, one [`Extraction`] for each document.
//!
//! Spans are half-open byte offsets into the document's text; the tables turn them into code points, lines
//! and columns. Nothing here refers to another document: entities carry a *provisional key* which the merge
//! across documents ([`crate::link`]) maps to a final id when all documents are read.

use crate::gazetteer::lexicon::Gender;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything found in one document.
#[derive(Debug, Clone, Default)]
pub struct Extraction {
    /// Mentions in order of (start, -end, kind).
    pub mentions: Vec<Mention>,
    /// The document's entities: what mentions of kind entity point at, by index.
    pub entities: Vec<LocalEntity>,
    /// The document's places: what mentions of kind place point at, by index.
    pub places: Vec<Place>,
    /// The document's date values: what mentions of kind date point at, by index.
    pub dates: Vec<DateValue>,
    /// Posts held, as the document states them, in text order.
    pub roles: Vec<Role>,
    /// The reference date for relative expressions.
    pub published: Option<Published>,
    /// Index into `places` of the dateline's place.
    pub dateline_place: Option<usize>,
    /// Country the document is about, ISO 3166-1 alpha-2, or empty.
    pub focus_country: String,
    /// Index into `places` of the place the document is about.
    pub focus_place: Option<usize>,
    /// Number of sentences.
    pub sentences: usize,
    /// What could not be done.
    pub problems: Vec<Problem>,
}

/// The document's publication date and where it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// ISO 8601 date, or date and time (`2010-10-07T10:23`).
    pub value: String,
    /// `field`, `metadata`, `option`, `dateline`, `text` or `filename`.
    pub basis: &'static str,
}

/// The three kinds of mention, in the order ties are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A calendar date, time, duration or set.
    Date,
    /// A person, organisation or any other listed type.
    Entity,
    /// A place or nationality.
    Place,
}

impl Kind {
    /// The word in mentions.csv.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Date => "date",
            Kind::Entity => "entity",
            Kind::Place => "place",
        }
    }
}

/// What a mention points at: an index into the extraction's own tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// Index into [`Extraction::entities`].
    Entity(usize),
    /// Index into [`Extraction::places`]; a place without a point is also there.
    Place(usize),
    /// Index into [`Extraction::dates`].
    Date(usize),
    /// Nothing.
    None,
}

/// One occurrence.
#[derive(Debug, Clone)]
pub struct Mention {
    /// Byte offset of the first byte.
    pub start: usize,
    /// Byte offset after the last byte.
    pub end: usize,
    /// Number of the sentence, from 1.
    pub sentence: usize,
    /// Kind.
    pub kind: Kind,
    /// Type within the kind (`person`, `city`, `duration`, …).
    pub type_: String,
    /// What it points at.
    pub target: Target,
    /// 0.0 to 1.0.
    pub confidence: f32,
    /// The rule that decided.
    pub rule: String,
    /// `FILE:LINE` of the list entry behind it, or empty.
    pub source: String,
    /// How the value was come by, or empty.
    pub basis: String,
}

/// A distinct entity of one document.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct LocalEntity {
    /// Type: `person`, `organization`, `event`, …
    pub type_: String,
    /// Id of the list entry, when a list names it (`organization/osce`); final if present.
    pub list_id: Option<String>,
    /// Best (longest, most complete) form seen or the list's canonical name.
    pub name: String,
    /// Surface forms seen in this document with their counts.
    pub forms: BTreeMap<String, usize>,
    /// Acronym, if known or defined in the document.
    pub acronym: String,
    /// ISO 3166-1 alpha-2, if known.
    pub country_code: String,
    /// Wikidata id, if a list gives it.
    pub wikidata: String,
    /// Other ids, `SCHEME:VALUE`.
    pub external_ids: Vec<String>,
    /// `FILE:LINE` of the list entry, or empty.
    pub source: String,
    /// What else speaks for its identity, for the merge across documents.
    pub evidence: Vec<Evidence>,
}

/// Something a document says of an entity by which another document's may be known for the same one. Texts are folded;
/// a body is its list id, or `~` and its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Evidence<S = String> {
    /// A post held in a body.
    Post(S, S),
    /// A post held in a country, ISO 3166-1 alpha-2.
    StatePost(S, S),
    /// A body the person has a post in.
    Body(S),
    /// A body around one of these: the United Nations around the UNODC.
    Around(S),
    /// A country the person has a post in, or the document of an organisation is about; ISO 3166-1 alpha-2.
    Country(S),
    /// A listed body that the same document names beside the organisation.
    Beside(S),
    /// The gender that a title before the name tells.
    Title(Gender),
    /// The gender that the given name suggests.
    Given(Gender),
}

/// A resolved place: a row of locations.csv before aggregation.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Place {
    /// `place/geonames-3060972` or `place/sahel`, or `place/unresolved-SLUG` for a place that no list knows; its
    /// point, if any, is that of the town it stands in, as `source` says.
    pub id: String,
    /// Canonical name.
    pub name: String,
    /// `country`, `admin1`, `city`, `region`, …
    pub type_: String,
    /// ISO 3166-1 alpha-2 or empty.
    pub country_code: String,
    /// Country name or empty.
    pub country: String,
    /// GeoNames first-level code or empty.
    pub admin1_code: String,
    /// Name of the first-level division or empty.
    pub admin1: String,
    /// WGS 84 degrees (latitude, longitude).
    pub point: Option<(f64, f64)>,
    /// Inhabitants, if known.
    pub population: Option<u64>,
    /// GeoNames number.
    pub geonames: Option<u64>,
    /// Wikidata id or empty.
    pub wikidata: String,
    /// `FILE:LINE` and, for a country, what its point is.
    pub source: String,
}

/// Date types of TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum DateType {
    /// A calendar date or a span of days.
    #[default]
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

impl DateType {
    /// The word in the tables.
    pub fn as_str(self) -> &'static str {
        match self {
            DateType::Date => "date",
            DateType::Time => "time",
            DateType::Duration => "duration",
            DateType::Set => "set",
        }
    }
}

/// A normalised date value: a row of dates.csv before aggregation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct DateValue {
    /// EDTF, ISO 8601 duration, TIMEX3 set or template, or `PRESENT_REF` and the like.
    pub value: String,
    /// Type.
    pub type_: DateType,
    /// `century decade year half quarter season month week day hour minute second`, or empty.
    pub granularity: String,
    /// Inclusive ISO date or empty.
    pub earliest: String,
    /// Inclusive ISO date or empty.
    pub latest: String,
    /// `start mid end approximate before after since`, or empty.
    pub modifier: String,
    /// TIMEX3 value attribute.
    pub timex3: String,
}

/// A post as the document states it.
#[derive(Debug, Clone, PartialEq)]
pub struct Role {
    /// Index into [`Extraction::entities`] of the person.
    pub person: usize,
    /// Post as written, without the organisation.
    pub role: String,
    /// `current acting former elect honorary`.
    pub status: &'static str,
    /// Index into [`Extraction::entities`] of the organisation.
    pub organization: Option<usize>,
    /// ISO 3166-1 alpha-2, from the nationality, place or organisation; may be empty.
    pub country_code: String,
    /// Span of the whole statement in bytes.
    pub start: usize,
    /// End of the span.
    pub end: usize,
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// The document, or a part of it, could not be read.
    Error,
    /// A row may be wrong.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The word in problems.csv.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// Something a run could not do, a row of problems.csv.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line in the input file (container formats) or in the document, from 1; 0 when none applies.
    pub line: usize,
    /// Severity.
    pub severity: Severity,
    /// Stable code: `unreadable`, `encoding-guessed`, `ambiguous-day-month`, …
    pub code: &'static str,
    /// One line that names what was met, what was expected and the mend.
    pub message: String,
}
