//! A user's own lists: what a folder given with `--gazetteers` adds, overrides, defines and refuses.
#![allow(clippy::unwrap_used)] // a panic is how a test fails

mod common;

use common::{Files, Row, said, table};

const TEXT: &str = "The Quibble Trust met the OSCE in Geneva. Zorblax 9 was shown to Ms Jane Smith of the Quibble Trust.\n";

/// Mentions of a run over [`TEXT`] with these lists.
fn run(lists: &[(&str, &str)], text: &str) -> Vec<Row> {
    let folder = Files::new(&[&[("in/a.txt", text)], lists].concat());
    let mut args = vec!["extract", "in", "--out", "out", "--quiet"];
    if !lists.is_empty() {
        args.extend(["--gazetteers", "mine"]);
    }
    assert_eq!(said(&folder, &args), (Some(0), String::new()));
    table(&folder.path().join("out"), "mentions.csv")
}

fn of<'m>(mentions: &'m [Row], text: &str) -> Option<&'m Row> {
    mentions.iter().find(|m| m["text"] == text)
}

#[test]
fn a_row_adds_a_name() {
    let without = run(&[], "Quibblers Anonymous won.\n");
    assert!(of(&without, "Quibblers Anonymous").is_none_or(|m| m["source"].is_empty()));
    let with =
        run(&[("mine/x.csv", "name,type,id\nQuibblers Anonymous,organization,organization/quibblers\n")], "Quibblers Anonymous won.\n");
    let m = of(&with, "Quibblers Anonymous").unwrap();
    assert_eq!(
        (m["type"].as_str(), m["target_id"].as_str(), m["source"].as_str()),
        ("organization", "organization/quibblers", "mine/x.csv:2")
    );
}

#[test]
fn a_row_without_an_id_gets_one_from_its_name() {
    let with = run(&[("mine/x.csv", "name,type\nQuibblers Anonymous,organization\n")], "Quibblers Anonymous won.\n");
    assert_eq!(of(&with, "Quibblers Anonymous").unwrap()["target_id"], "organization/quibblers-anonymous");
}

#[test]
fn a_row_with_a_shipped_id_replaces_the_shipped_row() {
    let shipped = run(&[], TEXT);
    assert_eq!(of(&shipped, "OSCE").unwrap()["target_id"], "organization/osce");
    let row = "name,type,id,acronym\nOur Society for Cakes and Eclairs,organization,organization/osce,OSCE\n";
    let mine = run(&[("mine/x.csv", row)], TEXT);
    let m = of(&mine, "OSCE").unwrap();
    assert_eq!((m["name"].as_str(), m["source"].as_str()), ("Our Society for Cakes and Eclairs", "mine/x.csv:2"));
}

#[test]
fn the_later_folder_wins() {
    let list = |name: &str| format!("name,type,id,acronym\n{name},organization,organization/osce,OSCE\n");
    let (first, second) = (list("First Body"), list("Second Body"));
    let folder = Files::new(&[("in/a.txt", TEXT), ("one/x.csv", &first), ("two/x.csv", &second)]);
    assert_eq!(said(&folder, &["extract", "in", "--out", "out", "--quiet", "--gazetteers", "one", "--gazetteers", "two"]).0, Some(0));
    assert_eq!(of(&table(&folder.path().join("out"), "mentions.csv"), "OSCE").unwrap()["name"], "Second Body");
}

#[test]
fn a_new_type_needs_no_code() {
    let lists = [
        ("mine/gazetteers.toml", "[[list]]\nfile = 'things.csv'\ntype = 'product'\ncase = 'any'\n"),
        ("mine/things.csv", "name,id\nZorblax 9,product/zorblax-9\n"),
    ];
    let mentions = run(&lists, TEXT);
    let m = of(&mentions, "Zorblax 9").unwrap();
    let cells = ["kind", "type", "target_id", "source"].map(|c| m[c].as_str());
    assert_eq!(cells, ["entity", "product", "product/zorblax-9", "mine/things.csv:2"]);
}

#[test]
fn a_place_of_ones_own_has_its_point() {
    let row = "name,type,id,country,latitude,longitude\nQuibbleton,city,place/quibbleton,GB,51.5,-0.25\n";
    let folder = Files::new(&[("in/a.txt", "They met in Quibbleton on Monday.\n"), ("mine/x.csv", row)]);
    assert_eq!(said(&folder, &["extract", "in", "--out", "out", "--quiet", "--gazetteers", "mine"]).0, Some(0));
    let places = table(&folder.path().join("out"), "locations.csv");
    let cells = ["location_id", "country_code", "latitude", "longitude"].map(|c| places[0][c].as_str());
    assert_eq!((places.len(), cells), (1, ["place/quibbleton", "GB", "51.5", "-0.25"]));
}

#[test]
fn a_denied_name_is_refused() {
    assert!(of(&run(&[], TEXT), "Geneva").is_some());
    let lists = [
        ("mine/gazetteers.toml", "[[list]]\nfile = 'deny.csv'\ntype = 'deny'\ncase = 'any'\n"),
        (
            "mine/deny.csv",
            "name,type,note\nGeneva,admin1,ours is a mainframe\nGeneva,admin2,ours is a mainframe\nGeneva,city,ours is a mainframe\n",
        ),
    ];
    let mentions = run(&lists, TEXT);
    assert!(of(&mentions, "Geneva").is_none_or(|m| m["kind"] != "place"), "{:?}", of(&mentions, "Geneva"));
    assert!(of(&mentions, "OSCE").is_some(), "the rest stays");
}

#[test]
fn context_decides_between_two_holders_of_an_acronym() {
    let list = "name,type,id,acronym,context\nCake Club,organization,organization/cake,QZX,cake | bakers\nKart Club,organization,organization/kart,QZX,\n";
    let name = |text: &str| of(&run(&[("mine/x.csv", list)], text), "QZX").map(|m| m["target_id"].clone());
    assert_eq!(name("The QZX met the bakers in Geneva.\n").as_deref(), Some("organization/cake"));
    assert_eq!(name("The QZX met the drivers in Geneva.\n").as_deref(), Some("organization/kart"));
}

#[test]
fn policies_of_a_list() {
    let lists = |policy: &str| format!("[[list]]\nfile = 'x.csv'\ntype = 'product'\n{policy}\n");
    let found = |policy: &str, text: &str| {
        let manifest = lists(policy);
        let files = [("mine/gazetteers.toml", manifest.as_str()), ("mine/x.csv", "name\nCafé Zorblax\n")];
        run(&files, text).iter().any(|m| m["type"] == "product")
    };
    for (policy, text, want) in [
        ("", "They saw Café Zorblax there.", true),
        ("", "They saw Cafe Zorblax there.", true),
        ("diacritics = 'exact'", "They saw Cafe Zorblax there.", false),
        ("", "They saw café zorblax there.", false),
        ("", "They saw CAFÉ ZORBLAX there.", true),
        ("case = 'any'", "They saw café zorblax there.", true),
        ("case = 'exact'", "They saw CAFÉ ZORBLAX there.", false),
        ("", "They saw Café Zorblax’s owner.", true),
        ("", "They saw Café\u{a0}Zorblax and Café\nZorblax there.", true),
        ("", "They saw Café Zorblaxian there.", false),
        ("", "They saw two Café Zorblaxes there.", false),
        ("inflection = ['plural']", "They saw two Café Zorblaxes there.", true),
    ] {
        assert_eq!(found(policy, text), want, "{policy:?} {text:?}");
    }
}

#[test]
fn places_without_ids_stay_apart() {
    let rows = "name,type,country,latitude,longitude\nQuibbleton,city,GB,51.5,-0.25\nZorblax Springs,city,US,40,-100\n";
    let mentions = run(&[("mine/x.csv", rows)], "They met in Quibbleton and in Zorblax Springs.\n");
    let ids = ["Quibbleton", "Zorblax Springs"].map(|t| of(&mentions, t).map(|m| m["target_id"].as_str()));
    assert_eq!(ids, [Some("place/quibbleton"), Some("place/zorblax-springs")]);
}
