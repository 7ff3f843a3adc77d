//! A run of hand-made documents that has every kind of row, and ways to read it back.

use crate::model::*;
use crate::read::{Document, Status};
use crate::tables::{Summary, WriteOptions, Writer};
use std::collections::BTreeMap;
use std::path::Path;

/// A table as rows of column → cell.
pub type Rows = Vec<BTreeMap<String, String>>;

/// Read a table back.
pub fn table(out: &Path, name: &str) -> Rows {
    let mut reader = csv::Reader::from_path(out.join(format!("{name}.csv"))).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// One column of a table.
pub fn column(rows: &Rows, name: &str) -> Vec<String> {
    rows.iter().map(|r| r[name].clone()).collect()
}

/// A mention of the first place where `part` stands in `text`.
pub fn mention(text: &str, part: &str, kind: Kind, type_: &str, target: Target) -> Mention {
    let start = text.find(part).unwrap();
    Mention {
        start,
        end: start + part.len(),
        sentence: 1,
        kind,
        type_: type_.into(),
        target,
        confidence: 0.974,
        rule: "test".into(),
        source: "persons.csv:3".into(),
        basis: "explicit".into(),
    }
}

pub fn entity(type_: &str, name: &str, list_id: Option<&str>) -> LocalEntity {
    LocalEntity {
        type_: type_.into(),
        name: name.into(),
        list_id: list_id.map(Into::into),
        forms: BTreeMap::from([(name.to_string(), 1)]),
        ..LocalEntity::default()
    }
}

pub fn document(id: &str, text: &str) -> Document {
    Document { id: id.into(), path: format!("in/{id}"), text: text.into(), blake3: "ab".repeat(32), ..Document::default() }
}

/// Two documents that share a person, an organisation and a country, and one that cannot be read.
pub fn documents() -> Vec<(Document, Extraction)> {
    let first =
        "VIENNA, 16 October 2019 –\r\nMr Jürgen\n Stock, Secretary \"General\" of\tINTERPOL, met the Austrian =SUM(1) team, in Wien.";
    let vienna = Place {
        id: "place/geonames-2761369".into(),
        name: "Vienna".into(),
        type_: "city".into(),
        country_code: "AT".into(),
        country: "Austria".into(),
        admin1_code: "AT.09".into(),
        admin1: "Vienna".into(),
        point: Some((48.208490, 16.372080)),
        population: Some(1_691_468),
        geonames: Some(2_761_369),
        ..Place::default()
    };
    let austria = Place {
        id: "place/geonames-2782113".into(),
        name: "Austria".into(),
        type_: "country".into(),
        point: Some((47.0, -0.000001)),
        ..Place::default()
    };
    let day = DateValue {
        value: "2019-10-16".into(),
        granularity: "day".into(),
        earliest: "2019-10-16".into(),
        latest: "2019-10-16".into(),
        timex3: "2019-10-16".into(),
        ..DateValue::default()
    };
    let stock = |part: &str| mention(first, part, Kind::Entity, "person", Target::Entity(0));
    let of = first.find("Secretary").unwrap();
    let one = Extraction {
        mentions: vec![
            mention(first, "Wien", Kind::Place, "city", Target::Place(0)),
            mention(first, "VIENNA", Kind::Place, "city", Target::Place(0)),
            mention(first, "16 October 2019", Kind::Date, "date", Target::Date(0)),
            mention(first, "INTERPOL", Kind::Entity, "organization", Target::Entity(1)),
            mention(first, "Austrian", Kind::Place, "nationality", Target::Place(1)),
            mention(first, "=SUM(1)", Kind::Entity, "product", Target::Entity(2)),
            stock("Jürgen\n Stock"),
        ],
        entities: vec![
            entity("person", "Jürgen Stock", None),
            entity("organization", "International Criminal Police Organization", Some("organization/interpol")),
            entity("product", "=SUM(1)", None),
            entity("person", "Never Mentioned", None),
        ],
        places: vec![vienna.clone(), austria.clone()],
        dates: vec![day.clone()],
        roles: vec![Role {
            person: 0,
            role: "Secretary \"General\"".into(),
            status: "current",
            organization: Some(1),
            country_code: String::new(),
            start: of,
            end: of + "Secretary \"General\" of\tINTERPOL".len(),
        }],
        published: Some(Published { value: "2019-10-16T10:23".into(), basis: "dateline" }),
        dateline_place: Some(0),
        focus_country: "AT".into(),
        focus_place: Some(1),
        sentences: 2,
        problems: vec![],
    };
    let second = "Jurgen Stock spoke in Austria.";
    let two = Extraction {
        mentions: vec![
            mention(second, "Jurgen Stock", Kind::Entity, "person", Target::Entity(0)),
            mention(second, "Austria", Kind::Place, "country", Target::Place(0)),
        ],
        entities: vec![entity("person", "Jurgen Stock", None)],
        places: vec![austria],
        published: Some(Published { value: "2019-11-27".into(), basis: "field" }),
        sentences: 1,
        problems: vec![Problem { line: 3, severity: Severity::Note, code: "ambiguous-place", message: "two\nplaces".into() }],
        ..Extraction::default()
    };
    let unreadable = Problem {
        line: 0,
        severity: Severity::Error,
        code: "unreadable",
        message: "binary data, expected text;\n give a text file".into(),
    };
    let failed = Document { status: Status::Failed, problems: vec![unreadable], ..document("0-noise.txt", "") };
    vec![(document("a.txt", first), one), (document("b.txt", second), two), (failed, Extraction::default())]
}

/// Write `documents` into `out`.
pub fn write(out: &Path, options: WriteOptions, documents: Vec<(Document, Extraction)>) -> Summary {
    let mut writer = Writer::create(out, options).unwrap();
    for (document, found) in documents {
        writer.accept(&document, found).unwrap();
    }
    writer.finish(vec![("in/b.txt".into(), "00".into()), ("in/a.txt".into(), "11".into())]).unwrap()
}
