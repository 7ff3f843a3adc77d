//! The rows: one struct a table, its fields the columns of the contract in their order.
//!
//! What a column means stands once, in the schema (`schema/`), which also writes the header; a test holds the
//! two together. mentions.csv and roles.csv are written in pieces, because what their rows point at has its id
//! only when all documents are read.

use super::cell::{Cell, Decimal, Row, Text};

/// Structs whose fields are the cells of a row, in their order.
macro_rules! rows {
    ($($(#[$about:meta])* pub struct $name:ident<'a> { $(pub $column:ident: $type:ty,)* })*) => {$(
        $(#[$about])*
        #[derive(Debug)]
        #[allow(missing_docs)] // described in the schema
        pub struct $name<'a> {
            $(pub $column: $type,)*
        }

        impl Row for $name<'_> {
            fn write(&self, out: &mut Vec<u8>) {
                $(
                    self.$column.write(out);
                    out.push(b',');
                )*
                out.pop(); // no comma after the last
            }
        }
    )*};
}

rows! {
    /// A row of documents.csv.
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
        pub type_: Text<'a>,
    }

    /// The columns of mentions.csv and roles.csv that name what is pointed at.
    pub struct TargetCells<'a> {
        pub id: Text<'a>,
        pub name: Text<'a>,
    }

    /// The columns of mentions.csv after the target.
    pub struct MentionTail<'a> {
        pub confidence: Decimal,
        pub rule: Text<'a>,
        pub source: Text<'a>,
        pub basis: Text<'a>,
        pub before: Text<'a>,
        pub after: Text<'a>,
    }

    /// A row of entities.csv.
    pub struct EntityRow<'a> {
        pub entity_id: Text<'a>,
        pub type_: Text<'a>,
        pub name: Text<'a>,
        pub aliases: Text<'a>,
        pub acronym: Text<'a>,
        pub country_code: Text<'a>,
        pub wikidata: Text<'a>,
        pub external_ids: Text<'a>,
        pub mentions: usize,
        pub documents: usize,
        pub first_published: Text<'a>,
        pub last_published: Text<'a>,
        pub source: Text<'a>,
    }

    /// A row of dates.csv.
    pub struct DateRow<'a> {
        pub date_id: Text<'a>,
        pub value: Text<'a>,
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
    pub struct LocationRow<'a> {
        pub location_id: Text<'a>,
        pub name: Text<'a>,
        pub type_: Text<'a>,
        pub country_code: Text<'a>,
        pub country: Text<'a>,
        pub admin1_code: Text<'a>,
        pub admin1: Text<'a>,
        pub latitude: Option<Decimal>,
        pub longitude: Option<Decimal>,
        pub population: Option<u64>,
        pub geonames: Option<u64>,
        pub wikidata: Text<'a>,
        pub mentions: usize,
        pub documents: usize,
        pub source: Text<'a>,
    }

    /// The column of roles.csv before the person.
    pub struct RoleHead<'a> {
        pub doc_id: Text<'a>,
    }

    /// The columns between the person and the organisation.
    pub struct RoleMiddle<'a> {
        pub role: Text<'a>,
        pub status: &'static str,
    }

    /// The columns after the organisation.
    pub struct RoleTail<'a> {
        pub country_code: Text<'a>,
        pub as_of: Text<'a>,
        pub start: usize,
        pub end: usize,
        pub text: Text<'a>,
    }

    /// A row of problems.csv.
    pub struct ProblemRow<'a> {
        pub doc_id: Text<'a>,
        pub path: Text<'a>,
        pub line: Option<usize>,
        pub severity: &'static str,
        pub code: &'static str,
        pub message: Text<'a>,
    }
}
