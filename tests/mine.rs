//! `mine`: names no list claims come out as a list that can be used.
#![allow(clippy::unwrap_used)] // a panic is how a test fails

mod common;

use common::{Files, Row, dateline, said, table};

#[test]
fn what_is_mined_can_be_added() {
    let folder = Files::new(&[
        (
            "in/a.txt",
            "They talked of Zorblaxia and of the Vexling Quorv for hours. The OSCE met in Geneva. Later Zorblaxia came up again.\n",
        ),
        ("in/b.txt", "Nobody had heard of Zorblaxia before, nor of the Vexling Quorv, and the weather was fine.\n"),
    ]);
    let mined = |args: &[&str]| {
        let output = dateline(&folder, &[&["mine", "in"], args].concat(), b"");
        assert_eq!(output.status.code(), Some(0));
        output.stdout
    };
    std::fs::create_dir(folder.path().join("mine")).unwrap();
    std::fs::write(folder.path().join("mine/x.csv"), mined(&[])).unwrap();
    let rows = table(&folder.path().join("mine"), "x.csv");
    let of = |name: &str| rows.iter().find(|r| r["name"] == name).unwrap_or_else(|| panic!("{name} in {rows:?}"));
    let note = &of("Zorblaxia")["note"];
    assert!(note.starts_with("3 times in 2 documents, claimed by nothing: "), "{note}");
    assert!(note.contains("They talked of Zorblaxia and of the Vexling Quorv for (a.txt)"), "{note}");
    assert!(rows.iter().any(|r| r["name"] == "Vexling Quorv"), "{rows:?}");
    assert!(rows.iter().all(|r| !["OSCE", "Geneva", "They", "Later", "Nobody"].contains(&r["name"].as_str())), "{rows:?}");
    assert_eq!(said(&folder, &["gazetteer", "check", "mine"]), (Some(0), String::new()), "ready to be added");
    assert_eq!(said(&folder, &["extract", "in", "--out", "out", "--gazetteers", "mine", "--quiet"]), (Some(0), String::new()));
    let mentions = table(&folder.path().join("out"), "mentions.csv");
    let found = |r: &&Row| r["text"] == "Zorblaxia" && r["source"].starts_with("mine/x.csv:");
    assert_eq!(mentions.iter().filter(found).count(), 3);
    let top = String::from_utf8(mined(&["--top", "1"])).unwrap();
    assert!(top.lines().count() == 2 && top.contains("Zorblaxia,"), "{top}");
    assert!(String::from_utf8(mined(&["--min-count", "4"])).unwrap() == "name,type,note\n");
}
