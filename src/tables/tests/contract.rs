//! The contract: columns, order, cells, files, and the same bytes each time.

use super::sample::*;
use crate::model::*;
use crate::tables::{Error, WriteOptions, Writer, schema};
use std::fs;

/// The columns as TABLES.md names them.
const COLUMNS: [(&str, &str); 7] = [
    (
        "documents",
        "doc_id,path,title,published,published_basis,place_id,language,characters,sentences,mentions,blake3,status,problem,focus_country,focus_place_id",
    ),
    (
        "mentions",
        "mention_id,doc_id,sentence,line,column,start,end,byte_start,byte_end,text,kind,type,target_id,name,confidence,rule,source,basis,before,after",
    ),
    (
        "entities",
        "entity_id,type,name,aliases,acronym,country_code,wikidata,external_ids,mentions,documents,first_published,last_published,source",
    ),
    ("dates", "date_id,value,type,granularity,earliest,latest,modifier,timex3,mentions,documents"),
    (
        "locations",
        "location_id,name,type,country_code,country,admin1_code,admin1,latitude,longitude,population,geonames,wikidata,mentions,documents,source",
    ),
    ("roles", "doc_id,person_id,person,role,status,organization_id,organization,country_code,as_of,start,end,text"),
    ("problems", "doc_id,path,line,severity,code,message"),
];

#[test]
fn headers_and_rows_have_the_columns_of_the_contract() {
    let out = tempfile::tempdir().unwrap();
    write(out.path(), WriteOptions::default(), vec![]);
    for (name, columns) in COLUMNS {
        assert_eq!(fs::read_to_string(out.path().join(format!("{name}.csv"))).unwrap(), format!("{columns}\n"), "an empty {name}");
    }
    // A row has as many cells as the header, and each the type that its column says.
    write(out.path(), WriteOptions::default(), documents());
    for schema in schema::TABLES {
        for row in table(out.path(), schema.name) {
            assert_eq!(row.len(), schema.fields.len());
            for field in schema.fields.iter().filter(|f| ["integer", "number"].contains(&f.type_)) {
                assert!(row[field.name].is_empty() || row[field.name].parse::<f64>().is_ok(), "{}.{}: {row:?}", schema.name, field.name);
            }
        }
    }
}

#[test]
fn rows_say_what_was_found() {
    let out = tempfile::tempdir().unwrap();
    let summary = write(out.path(), WriteOptions::default(), documents());
    assert_eq!((summary.documents, summary.failed, summary.partial, summary.mentions), (3, 1, 0, 9));
    assert_eq!((summary.entities, summary.dates, summary.places, summary.roles), (3, 1, 2, 1));
    assert_eq!((summary.problems.error, summary.problems.warning, summary.problems.note), (1, 0, 1));

    let documents = table(out.path(), "documents");
    assert_eq!(column(&documents, "doc_id"), ["a.txt", "b.txt", "0-noise.txt"], "as they came");
    assert_eq!(documents[0]["place_id"], "place/geonames-2761369");
    assert_eq!(column(&documents, "focus_country"), ["AT", "", ""]);
    assert_eq!(column(&documents, "focus_place_id"), ["place/geonames-2782113", "", ""]);
    assert_eq!(column(&documents, "status"), ["ok", "ok", "failed"]);
    assert_eq!(documents[2]["problem"], "binary data, expected text; give a text file");

    let mentions = table(out.path(), "mentions");
    let texts = ["VIENNA", "16 October 2019", "Jürgen\n Stock", "INTERPOL", "Austrian", "=SUM(1)", "Wien", "Jurgen Stock", "Austria"];
    assert_eq!(column(&mentions, "text"), texts);
    let stock = &mentions[2];
    assert_eq!((&*stock["target_id"], &*stock["name"], &*stock["confidence"]), ("person/jurgen-stock", "Jürgen Stock", "0.97"));
    assert_eq!((&*stock["line"], &*stock["column"]), ("2", "4"));
    assert_eq!((&*stock["before"], &*stock["after"]), ("VIENNA, 16 October 2019 – Mr ", ", Secretary \"General\" of INTERPOL, met t"));
    assert_eq!((&*mentions[4]["target_id"], &*mentions[4]["name"]), ("place/geonames-2782113", "Austria"));
    assert_eq!((&*mentions[1]["target_id"], &*mentions[1]["name"]), ("date/2019-10-16", "2019-10-16"));

    let entities = table(out.path(), "entities");
    assert_eq!(column(&entities, "entity_id"), ["organization/interpol", "person/jurgen-stock", "product/sum-1"]);
    let stock = &entities[1];
    assert_eq!((&*stock["aliases"], &*stock["mentions"], &*stock["documents"]), ("Jurgen Stock | Jürgen Stock", "2", "2"));
    assert_eq!((&*stock["first_published"], &*stock["last_published"]), ("2019-10-16", "2019-11-27"));

    let locations = table(out.path(), "locations");
    let austria = &locations[1];
    assert_eq!((&*austria["mentions"], &*austria["documents"]), ("1", "2"), "a nationality counts in documents only");
    assert_eq!((&*austria["latitude"], &*austria["longitude"]), ("47", "0"));
    assert_eq!((&*locations[0]["latitude"], &*locations[0]["mentions"], &*locations[0]["documents"]), ("48.20849", "2", "1"));

    let roles = table(out.path(), "roles");
    assert_eq!((&*roles[0]["person_id"], &*roles[0]["organization_id"]), ("person/jurgen-stock", "organization/interpol"));
    assert_eq!((&*roles[0]["role"], &*roles[0]["as_of"]), ("Secretary \"General\"", "2019-10-16T10:23"));
    assert_eq!(roles[0]["text"], "Secretary \"General\" of\tINTERPOL");
    assert_eq!(column(&table(out.path(), "problems"), "doc_id"), ["0-noise.txt", "b.txt"], "by document id");
}

#[test]
fn the_same_run_gives_the_same_bytes_and_leaves_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    let files = |name: &str| {
        let out = home.path().join(name);
        write(&out, WriteOptions { version: "1.2.3".into(), ..WriteOptions::default() }, documents());
        write(&out, WriteOptions { version: "1.2.3".into(), ..WriteOptions::default() }, documents());
        let mut all: Vec<_> = fs::read_dir(&out).unwrap().map(|e| e.unwrap().path()).collect();
        all.sort();
        all.into_iter().map(|p| (p.file_name().unwrap().to_owned(), fs::read(p).unwrap())).collect::<Vec<_>>()
    };
    let (one, two) = (files("one"), files("two"));
    assert_eq!(one, two);
    assert_eq!(one.len(), 9);
    assert!(one.iter().all(|(name, bytes)| bytes.ends_with(b"\n") && !bytes.ends_with(b"\n\n") || name.is_empty()));
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2, "no temporary folder is left");
}

#[test]
fn cells_are_quoted_only_where_needed() {
    let out = tempfile::tempdir().unwrap();
    write(out.path(), WriteOptions::default(), documents());
    let text = fs::read_to_string(out.path().join("mentions.csv")).unwrap();
    assert!(text.contains(",\"Jürgen\n Stock\",entity,person,person/jurgen-stock,Jürgen Stock,0.97,"), "{text}");
    assert!(text.contains("\", Secretary \"\"General\"\" of INTERPOL, met t\"\n"), "{text}");
    assert!(text.contains(",=SUM(1),entity,product,product/sum-1,=SUM(1),"), "plain CSV alters nothing");
}

#[test]
fn spreadsheets_get_no_formulas_and_their_mark() {
    let out = tempfile::tempdir().unwrap();
    let options = WriteOptions { spreadsheet_safe: true, bom: true, ..WriteOptions::default() };
    let mut all = documents();
    all[0].1.places[0].point = Some((-33.5, -0.25));
    all[1].0.id = "-b".into();
    write(out.path(), options, all);
    for (name, columns) in COLUMNS {
        assert!(fs::read_to_string(out.path().join(format!("{name}.csv"))).unwrap().starts_with(&format!("\u{feff}{columns}\n")));
    }
    let mentions = table(out.path(), "mentions");
    assert_eq!((&*mentions[5]["text"], &*mentions[5]["name"], &*mentions[8]["doc_id"]), ("'=SUM(1)", "'=SUM(1)", "'-b"));
    let locations = table(out.path(), "locations");
    assert_eq!((&*locations[0]["latitude"], &*locations[0]["longitude"]), ("-33.5", "-0.25"), "numbers are never touched");
}

#[test]
fn the_run_record_says_what_made_the_tables() {
    let out = tempfile::tempdir().unwrap();
    let options = WriteOptions {
        version: "0.1.0".into(),
        options: [("locale".to_string(), "en-GB".into())].into(),
        lists: vec![("gazetteers/un.csv".into(), "22".into())],
        ..WriteOptions::default()
    };
    write(out.path(), options, documents());
    let run: serde_json::Value = serde_json::from_slice(&fs::read(out.path().join("run.json")).unwrap()).unwrap();
    assert_eq!(run["options"], serde_json::json!({"bom": false, "locale": "en-GB", "spreadsheet-safe": false}));
    assert_eq!(run["inputs"][0], serde_json::json!({"path": "in/a.txt", "blake3": "11"}), "by path");
    assert_eq!(run["lists"][0]["path"], "gazetteers/un.csv");
    assert_eq!((&run["counts"]["mentions"], &run["counts"]["problems"]["error"]), (&9.into(), &1.into()));
}

#[test]
fn targets_that_are_missing_end_in_empty_cells() {
    let out = tempfile::tempdir().unwrap();
    let text = "Sahel and Nowhere";
    let found = Extraction {
        mentions: vec![
            mention(text, "Sahel", Kind::Place, "region", Target::Place(7)),
            mention(text, "Nowhere", Kind::Place, "city", Target::Place(0)),
        ],
        places: vec![Place { name: "Nowhere".into(), ..Place::default() }],
        dateline_place: Some(3),
        focus_place: Some(5),
        ..Extraction::default()
    };
    write(out.path(), WriteOptions::default(), vec![(document("a", text), found)]);
    let mentions = table(out.path(), "mentions");
    assert_eq!((column(&mentions, "target_id"), column(&mentions, "name")), (vec![String::new(); 2], vec!["".into(), "Nowhere".into()]));
    assert!(table(out.path(), "locations").is_empty());
}

#[test]
fn documents_of_one_id_are_told_apart() {
    let out = tempfile::tempdir().unwrap();
    write(out.path(), WriteOptions::default(), vec![documents().remove(0), documents().remove(0)]);
    assert_eq!(column(&table(out.path(), "documents"), "doc_id"), ["a.txt", "a.txt#2"]);
    assert_eq!(column(&table(out.path(), "roles"), "doc_id"), ["a.txt", "a.txt#2"]);
    assert_eq!(column(&table(out.path(), "problems"), "code"), ["duplicate-id"]);
}

#[test]
fn an_interrupted_run_leaves_the_old_tables() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    write(&out, WriteOptions::default(), documents());
    let old = fs::read(out.join("mentions.csv")).unwrap();
    let mut writer = Writer::create(&out, WriteOptions::default()).unwrap();
    let (document, found) = documents().remove(1);
    writer.accept(&document, found).unwrap();
    drop(writer);
    assert_eq!(fs::read(out.join("mentions.csv")).unwrap(), old);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    fs::write(home.path().join("file"), "").unwrap();
    let error = Writer::create(&home.path().join("file"), WriteOptions::default()).err().unwrap();
    assert!(matches!(&error, Error::NotAFolder { .. }) && error.to_string().contains("--out"), "{error}");
}

#[test]
fn rendering_on_other_threads_changes_nothing() {
    use rayon::prelude::*;
    let home = tempfile::tempdir().unwrap();
    let (one, two) = (home.path().join("one"), home.path().join("two"));
    let many: Vec<_> = (0..9).flat_map(|_| documents()).collect(); // ids repeat: claims must be in order
    write(&one, WriteOptions::default(), many.clone());
    let mut writer = Writer::create(&two, WriteOptions::default()).unwrap();
    let claimed: Vec<_> = many.into_iter().map(|(document, found)| (writer.claim(&document), document, found)).collect();
    let renderer = writer.renderer();
    let rendered: Vec<_> = claimed.into_par_iter().map(|(id, document, found)| renderer.render(id, &document, found).unwrap()).collect();
    rendered.into_iter().for_each(|r| writer.push(r).unwrap());
    writer.finish(vec![("in/a.txt".into(), "11".into()), ("in/b.txt".into(), "00".into())]).unwrap();
    for name in ["documents.csv", "mentions.csv", "entities.csv", "roles.csv", "problems.csv", "run.json"] {
        assert_eq!(fs::read(one.join(name)).unwrap(), fs::read(two.join(name)).unwrap(), "{name}");
    }
}

#[test]
fn keys_of_the_data_package_hold() {
    let out = tempfile::tempdir().unwrap();
    write(out.path(), WriteOptions::default(), documents());
    for schema in schema::TABLES {
        let rows = table(out.path(), schema.name);
        let key = |row: &std::collections::BTreeMap<String, String>| schema.primary_key.iter().map(|c| row[*c].clone()).collect::<Vec<_>>();
        let distinct: std::collections::BTreeSet<_> = rows.iter().map(key).collect();
        assert!(schema.primary_key.is_empty() || distinct.len() == rows.len(), "{}", schema.name);
        for (column_here, there, column_there) in schema.foreign_keys {
            let keys = column(&table(out.path(), there), column_there);
            for value in column(&rows, column_here).iter().filter(|v| !v.is_empty()) {
                assert!(keys.contains(value), "{}.{column_here} {value} is not in {there}", schema.name);
            }
        }
    }
}
