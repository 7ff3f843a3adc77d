//! `diff`: planted changes are named, each once, and nothing else is.
#![allow(clippy::unwrap_used)] // a panic is how a test fails

mod common;

use common::{Files, dateline, run_into, said};
use dateline::compare::{self, Change, Kind};
use dateline::tables::load::{DateRow, Digest, DocumentRow, EntityRow, LocationRow, MentionRow, RoleRow, Run, load};

/// A run under construction.
#[derive(Default)]
struct Tables(Run);

impl Tables {
    fn document(mut self, id: &str, digest: &str, published: &str) -> Self {
        self.0.documents.push(DocumentRow { doc_id: id.into(), blake3: digest.into(), published: published.into(), ..Default::default() });
        self
    }

    fn list(mut self, path: &str, digest: &str) -> Self {
        self.0.record.lists.push(Digest { path: path.into(), blake3: digest.into() });
        self
    }

    /// Mentions of one target: the places in documents, and what is there.
    fn mention(&mut self, kind: &str, type_: &str, id: &str, source: &str, at: &[(&str, usize, &str)]) {
        for (doc, start, text) in at {
            self.0.mentions.push(MentionRow {
                doc_id: (*doc).into(),
                start: *start,
                end: start + text.chars().count(),
                text: (*text).into(),
                kind: kind.into(),
                type_: type_.into(),
                target_id: id.into(),
                source: source.into(),
                rule: "rule".into(),
                ..Default::default()
            });
        }
    }

    fn entity(mut self, id: &str, name: &str, source: &str, at: &[(&str, usize, &str)]) -> Self {
        let type_ = id.split('/').next().unwrap();
        self.0.entities.push(EntityRow {
            entity_id: id.into(),
            type_: type_.into(),
            name: name.into(),
            source: source.into(),
            ..Default::default()
        });
        self.mention("entity", type_, id, source, at);
        self
    }

    fn place(mut self, id: &str, name: &str, point: (f64, f64), at: &[(&str, usize, &str)]) -> Self {
        let (latitude, longitude) = (Some(point.0), Some(point.1));
        self.0.locations.push(LocationRow {
            location_id: id.into(),
            type_: "city".into(),
            name: name.into(),
            latitude,
            longitude,
            ..Default::default()
        });
        self.mention("place", "city", id, "cities.csv:2", at);
        self
    }

    fn date(mut self, value: &str, at: &[(&str, usize, &str)]) -> Self {
        let id = format!("date/{value}");
        self.0.dates.push(DateRow { date_id: id.clone(), value: value.into(), type_: "date".into(), timex3: value.into() });
        self.mention("date", "date", &id, "", at);
        self
    }

    fn role(mut self, doc: &str, person: &str, role: &str, body: &str) -> Self {
        let (person_id, organization_id) = (person.into(), body.into());
        self.0.roles.push(RoleRow {
            doc_id: doc.into(),
            person_id,
            role: role.into(),
            status: "current".into(),
            organization_id,
            ..Default::default()
        });
        self
    }
}

const A: &str = "a.txt";
const B: &str = "b.txt";

/// What stays the same in both runs, and would be a change if the ids alone were compared.
fn common(tables: Tables) -> Tables {
    tables
        .entity("person/ed-stay", "Ed Stay", "", &[(A, 900, "Ed Stay")])
        .role(A, "person/ed-stay", "Chair", "organization/quiet-board")
        .entity("organization/quiet-board", "Quiet Board", "mine/x.csv:4", &[(A, 920, "Quiet Board")])
        .place("place/stillton", "Stillton", (51.0, 0.0), &[(A, 940, "Stillton")])
        .date("2019-01-01", &[(A, 960, "New Year 2019")])
}

fn before() -> Tables {
    common(Tables::default().document(A, "1", "2019-10-16").document(B, "2", "2019-10-17").document("edited.txt", "3", ""))
        .list("mine/x.csv", "old")
        .list("cities.csv", "same")
        .entity("organization/gone", "Gone Board", "mine/x.csv:9", &[(A, 10, "Gone Board")])
        .entity("organization/name", "Old Name", "mine/x.csv:3", &[(A, 20, "ON")])
        .entity("person/j-doe", "J. Doe", "", &[(A, 30, "J. Doe"), (B, 30, "Doe")])
        .entity("organization/north", "North Office", "", &[(A, 40, "North Office")])
        .entity("organization/south", "South Office", "", &[(A, 50, "South Office")])
        .entity("person/smith", "Smith", "", &[(A, 60, "Smith")])
        .entity("person/ann-smith", "Ann Smith", "", &[(A, 70, "Ann Smith")])
        .entity("person/lee", "Lee", "", &[(A, 80, "Lee"), (B, 80, "Lee")])
        .entity("organization/twin", "Twin Works", "", &[(A, 90, "Twin Works"), (B, 90, "Twin Works"), (B, 190, "Twin")])
        .entity("event/kind", "Kind Fair", "mine/x.csv:5", &[(A, 100, "Kind Fair")])
        .entity("person/orange", "Orange", "", &[(A, 110, "Orange")])
        .entity("organization/derby", "Derby", "", &[(A, 120, "Derby")])
        .place("place/shift", "Shift", (10.0, 10.0), &[(A, 130, "Shift")])
        .place("place/troy-us", "Troy", (42.7, -73.7), &[(A, 140, "Troy")])
        .date("2019-03-04", &[(A, 150, "03.04.2019")])
        .date("2019-05-06", &[(A, 160, "6 May 2019"), (B, 160, "Monday")])
        .entity("person/post", "Pia Post", "", &[(A, 170, "Pia Post")])
        .role(A, "person/post", "Head", "organization/name")
        .role(A, "person/post", "Envoy", "")
        .entity("organization/seen", "Seen Board", "", &[(A, 180, "Seen Board"), (B, 180, "Seen Board")])
        .date("2001", &[(A, 200, "2001")])
        .entity("organization/bound", "The Bound Bank", "", &[(A, 210, "The Bound Bank")])
        .entity("person/edit", "Eve Edit", "", &[("edited.txt", 5, "Eve Edit")])
}

fn after() -> Tables {
    common(Tables::default().document(A, "1", "2019-10-16").document(B, "2", "2019-11-17").document("edited.txt", "3b", ""))
        .list("mine/x.csv", "new")
        .list("cities.csv", "same")
        .entity("person/new", "Nia New", "", &[(B, 10, "Nia New")])
        .entity("organization/name", "New Name", "mine/x.csv:4", &[(A, 20, "ON")])
        .entity("person/jane-doe", "Jane Doe", "", &[(A, 30, "J. Doe"), (B, 30, "Doe")])
        .entity("organization/joint", "Joint Office", "", &[(A, 40, "North Office"), (A, 50, "South Office")])
        .entity("person/ann-smith", "Ann Smith", "", &[(A, 60, "Smith"), (A, 70, "Ann Smith")])
        .entity("person/lee", "Lee", "", &[(A, 80, "Lee")])
        .entity("person/bo-lee", "Bo Lee", "", &[(B, 80, "Lee")])
        .entity("organization/twin-1", "Twin Works of Aby", "", &[(A, 90, "Twin Works")])
        .entity("organization/twin-2", "Twin Works of Ody", "", &[(B, 90, "Twin Works"), (B, 190, "Twin")])
        .entity("agreement/kind", "Kind Fair", "mine/x.csv:6", &[(A, 100, "Kind Fair")])
        .entity("organization/orange", "Orange", "", &[(A, 110, "Orange")])
        .place("place/derby", "Derby", (52.9, -1.5), &[(A, 120, "Derby")])
        .place("place/shift", "Shift", (20.0, 20.0), &[(A, 130, "Shift")])
        .place("place/troy-tr", "Troy", (39.9, 26.2), &[(A, 140, "Troy")])
        .date("2019-04-03", &[(A, 150, "03.04.2019")])
        .date("2019-05-06", &[(A, 160, "6 May 2019")])
        .date("2019-05-13", &[(B, 160, "Monday")])
        .entity("person/post", "Pia Post", "", &[(A, 170, "Pia Post")])
        .role(A, "person/post", "Head", "organization/name")
        .role(A, "person/post", "Special Envoy", "")
        .entity("organization/seen", "Seen Board", "", &[(A, 180, "Seen Board")])
        .entity("organization/bank", "Bound Bank", "", &[(A, 214, "Bound Bank")])
        .entity("person/edit", "Eve Edit", "", &[("edited.txt", 25, "Eve Edit")])
        .entity("person/late", "Lou Late", "", &[("edited.txt", 45, "Lou Late")])
        .place("place/fresh", "Fresh", (1.0, 1.0), &[(B, 300, "Fresh")])
}

const PLANTED: &[(Kind, &str, &str)] = &[
    (Kind::Added, "person/new", "list mine/x.csv edited"),
    (Kind::Added, "person/late", "input edited.txt edited"),
    (Kind::Added, "place/fresh", "list mine/x.csv edited"),
    (Kind::Removed, "organization/gone", "list mine/x.csv edited"),
    (Kind::Removed, "date/2001", "list mine/x.csv edited"),
    (Kind::Renamed, "organization/name", "list mine/x.csv edited"),
    (Kind::Renamed, "person/j-doe", "list mine/x.csv edited"),
    (Kind::Renamed, "organization/bound", "list mine/x.csv edited"),
    (Kind::Merged, "organization/north", "list mine/x.csv edited"),
    (Kind::Merged, "person/smith", "list mine/x.csv edited"),
    (Kind::Split, "person/lee", "list mine/x.csv edited"),
    (Kind::Split, "organization/twin", "list mine/x.csv edited"),
    (Kind::Retyped, "event/kind", "list mine/x.csv edited"),
    (Kind::Retyped, "person/orange", "list mine/x.csv edited"),
    (Kind::Retyped, "organization/derby", "list mine/x.csv edited"),
    (Kind::Moved, "place/shift", "list mine/x.csv edited"),
    (Kind::Moved, "place/troy-us", "list mine/x.csv edited"),
    (Kind::ReDated, "date/2019-03-04", "list mine/x.csv edited"),
    (Kind::ReDated, "date/2019-05-06", "list mine/x.csv edited"),
    (Kind::ReDated, "b.txt", "list mine/x.csv edited"),
    (Kind::Posts, "person/post", "list mine/x.csv edited"),
    (Kind::Mentions, "organization/seen", "list mine/x.csv edited"),
];

#[test]
fn planted_changes_are_named_and_nothing_else() {
    let comparison = compare::compare(&before().0, &after().0);
    let key = |c: &Change| (c.kind, c.id.clone(), c.cause.to_string());
    let mut met: Vec<_> = comparison.changes.iter().map(key).collect();
    let mut want: Vec<_> = PLANTED.iter().map(|(kind, id, cause)| (*kind, (*id).to_owned(), (*cause).to_owned())).collect();
    met.sort();
    want.sort();
    assert_eq!(met, want);
    assert!(want.len() >= 20);
    let of = |id: &str| comparison.changes.iter().find(|c| c.id == id).unwrap();
    assert_eq!(of("organization/north").before, ["North Office (organization/north)", "South Office (organization/south)"]);
    assert_eq!(of("person/lee").after, ["Lee (person/lee)", "Bo Lee (person/bo-lee)"]);
    assert_eq!(
        (&of("person/post").before, &of("person/post").after),
        (&vec!["Envoy (a.txt)".to_owned()], &vec!["Special Envoy (a.txt)".to_owned()])
    );
    assert_eq!(of("organization/seen").before, ["\"Seen Board\" in b.txt line 0"]);
    assert_eq!(of("b.txt").after, ["published 2019-11-17"]);
    let page = compare::render::markdown(&comparison);
    assert!(page.contains("| posts changed | person/post | - Envoy (a.txt)<br>+ Special Envoy (a.txt) | a.txt |"), "{page}");
    assert!(page.contains("| mentions changed | organization/seen | - \"Seen Board\" in b.txt line 0 | b.txt |"), "{page}");
    let none = compare::compare(&before().0, &before().0);
    assert!(none.changes.is_empty() && none.circumstances.is_empty());
}

#[test]
fn other_causes() {
    let cause = |change: &dyn Fn(&mut Run)| {
        let (old, mut new) = (before().0, before().0);
        new.dates.retain(|d| d.value != "2001");
        new.mentions.retain(|m| m.target_id != "date/2001");
        change(&mut new);
        compare::compare(&old, &new).changes.iter().map(|c| c.cause.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(cause(&|new| new.record.version = "2.0".into()), ["version  → 2.0, rule rule → none"]);
    assert_eq!(
        cause(&|new| drop(new.record.options.insert("locale".into(), "day-first".into()))),
        ["option locale: unset → \"day-first\""]
    );
    assert_eq!(cause(&|new| new.record.lists.clear()), ["one of: list cities.csv removed; list mine/x.csv removed"]);
    assert_eq!(cause(&|_| ()), ["same version, rule rule → none"]);
}

/// Two real runs, before and after a list edit.
#[test]
fn the_command() {
    let text = "The Quibble Trust met in Geneva. Ms Jane Smith of the Quibble Trust spoke.\n";
    let folder = Files::new(&[
        ("in/a.txt", text),
        ("mine/x.csv", "name,type,id\nQuibble Trust,organization,organization/quibble\n"),
        ("other/x.csv", "name,type,id\nQuibble Trust,event,event/quibble\n"),
    ]);
    for (lists, out) in [("mine", "old"), ("other", "new"), ("mine", "again")] {
        assert_eq!(said(&folder, &["extract", "in", "--out", out, "--gazetteers", lists, "--quiet"]).0, Some(0));
    }
    let run = |args: &[&str]| {
        let output = dateline(&folder, &[&["diff"], args].concat(), b"");
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(run(&["old", "again", "--fail-on-change"]), (Some(0), "no change\n".into(), String::new()));
    let (status, text, error) = run(&["old", "new", "--fail-on-change"]);
    assert_eq!((status, error.starts_with("error: --fail-on-change: ")), (Some(1), true), "{text}{error}");
    assert!(
        text.contains("  retyped organization/quibble\n    organization Quibble Trust → event Quibble Trust\n    in a.txt\n"),
        "{text}"
    );
    assert!(text.contains("because of one of: list mine/x.csv removed; list other/x.csv added\n"), "{text}");
    let json: serde_json::Value = serde_json::from_str(&run(&["old", "new", "--format", "json"]).1).unwrap();
    assert_eq!(json["counts"]["retyped"], 1);
    assert!(
        run(&["old", "new", "--format", "markdown"])
            .1
            .contains("| retyped | organization/quibble | organization Quibble Trust → event Quibble Trust | a.txt |")
    );
    assert_eq!(run(&["old", "new", "--max-removed", "0"]).0, Some(0), "nothing was removed");
    let (status, _, error) = run(&["old", "nowhere"]);
    assert_eq!(status, Some(2));
    assert!(error.starts_with("error: nowhere/run.json: cannot be read: "), "{error}");
}

/// What a run writes can be read back, and is no different from itself.
#[test]
fn a_run_is_the_same_as_itself() {
    let out = tempfile::tempdir().unwrap();
    run_into(&common::at("seeds/07-nato-madrid.md"), out.path(), 1);
    let run = load(out.path()).unwrap();
    assert!(run.mentions.len() > 20 && !run.roles.is_empty() && !run.locations.is_empty());
    assert!(compare::compare(&run, &run).changes.is_empty());
}
