//! `gazetteer check`: every fault planted in lists is found in its line, and none is invented on the shipped ones.
#![allow(clippy::unwrap_used)] // a panic is how a test fails

mod common;

use common::{Files, at, dateline};
use dateline::gazetteer::Gazetteer;
use dateline::lint::{self, Options};
use dateline::model::Severity;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static SHIPPED: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::shipped);

fn today() -> Options {
    Options { today: "2024-06-01".into(), allow: Vec::new() }
}

#[test]
fn the_shipped_lists_have_no_fault() {
    let report = lint::check(&[at("gazetteers")], &SHIPPED, &today());
    let shown: Vec<String> = report.findings.iter().take(40).map(|f| format!("{}: {} [{}]", f.place(), f.message, f.code)).collect();
    assert!(shown.is_empty(), "{}\n{}", shown.join("\n"), report.totals());
    assert!(report.files.len() > 25, "{:?}", report.files);
}

/// A list of bodies without a fault, to stand beside a faulty one.
const SOUND: &str = "name,id,aliases,acronym,country,parent,context,note\n\
    Quibble Trust,organization/quibble-trust,Trust of Quibble,QBT,GB,United Nations,,founded as a jest\n";

/// A file, its content, and the faults in it: code, line, column.
type Planted = (&'static str, &'static str, &'static [(&'static str, usize, usize)]);

const PLANTED: &[Planted] = &[
    (
        "gazetteers.toml",
        "[[list]]\nfile = 'bodies.csv'\ntype = 'organization'\ncolour = 'red'\n\n\
         [[list]]\nfile = 'letters.csv'\ntype = 'organization'\n\n\
         [[list]]\nfile = 'forms.csv'\ntype = 'organization'\n\n\
         [[list]]\nfile = 'gone.csv'\ntype = 'event'\n\n\
         [[list]]\nfile = 'places.csv'\ntype = 'city'\n\n\
         [[list]]\nfile = 'people.csv'\ntype = 'person'\n\n\
         [[list]]\nfile = 'deny.csv'\ntype = 'deny'\n\n\
         [[list]]\nfile = 'people.csv'\ntype = 'person'\n\n\
         [[list]]\nfile = 'rows.csv'\ncase = 'upper'\n\n\
         [[list]]\nfile = 'kinds.csv'\n\n\
         [[list]]\nfile = 'cut.csv'\ntype = 'event'\n\n\
         [[list]]\nfile = 'windows.csv'\ntype = 'event'\n\n\
         [[list]]\nfile = 'nameless.csv'\ntype = 'event'\n\n\
         [[list]]\nfile = 'shapes.csv'\ntype = 'organization'\n\n\
         [[list]]\nfile = 'filed.csv'\ntype = 'person'\n\n\
         [[list]]\nfile = 'blank.csv'\ntype = 'event'\n\n\
         [[list]]\nfile = 'bare.csv'\ntype = 'event'\n",
        &[("unknown-key", 4, 1), ("missing-file", 15, 1), ("file-twice", 31, 1), ("bad-manifest", 36, 8)],
    ),
    // its table has an unknown key, so it is not read: nothing is invented about it
    ("bodies.csv", SOUND, &[]),
    ("rows.csv", "name\nAnything\n", &[]),
    ("orphan.csv", SOUND, &[("orphan-file", 0, 0)]),
    (
        "letters.csv",
        "name,aliases,note\n\
         Bodies &amp; Souls Board,,\n\
         Cafe\u{301} Board,,\n\
         Ferry  Board,,\n\
         Garden Board, Board of Gardens,\n\
         Heating Board,One Board;Two Board,\n\
         Ivory Board|Tusk Board,,\n\
         Joiners\u{2060} Board,,\n\
         K\u{c3}\u{b6}rting Board,,\n\
         M\u{43e}nument Board,,\n",
        &[
            ("markup", 2, 8),
            ("not-nfc", 3, 1),
            ("stray-spaces", 4, 1),
            ("separator", 6, 15),
            ("separator", 7, 1),
            ("control-character", 8, 1),
            ("mojibake", 9, 2),
            ("mixed-scripts", 10, 1),
        ],
    ),
    (
        "forms.csv",
        "name,id,aliases,acronym,parent,context,note\n\
         Acorn Works (AW),,,,,,\n\
         Beech Works,organization/beech,Beech House | Beech House,BEWK,,,\n\
         Cedar Works,organization/cedar,House of Wood,,,,\n\
         Dell Works,,,,Dale Works,,\n\
         Elm Works,organization/elm,House of Wood,,Fir Works,,\n\
         Fir Works,organization/fir,,,Elm Works,,\n\
         Fir Works,organization/fir-2,,,,,\n\
         Owl,,,,,,\n\
         Pine Works,organization/beech,,,,,\n\
         Quince Works,,,OSCE,,,\n\
         Rowan Works,person/rowan,,,,,\n\
         Spruce Works,Organization/Spruce,,,,,\n\
         Target,,,,,,\n\
         Teak Works,spruce works,,,,,\n\
         Nut Works,,,,,,\n",
        &[
            ("acronym-in-name", 2, 14),
            ("alias-twice", 3, 32),
            ("missing-parent", 5, 15),
            ("ambiguous-form", 6, 28),
            ("parent-cycle", 6, 43),
            ("parent-cycle", 7, 30),
            ("duplicate-entry", 8, 1),
            ("short-entry", 9, 1),
            ("duplicate-id", 10, 0),
            ("ambiguous-form", 11, 16),
            ("id-of-another-type", 12, 13),
            ("bad-id", 13, 14),
            ("common-word", 14, 1),
            ("bad-id", 15, 0),
            ("unsorted", 16, 1),
        ],
    ),
    (
        "places.csv",
        "name,country,geonames,latitude,longitude,wikidata,population\n\
         Addleton,UK,,,,,\n\
         Bubbleton,GB,,0,0,,\n\
         Cobbleton,AT,,-33.9,151.2,,\n\
         Dabbleton,DE,,13.4,52.5,,\n\
         Ebbleton,GB,x9,51.5,-0.2,,\n\
         Fobbleton,GB,,95.1,-0.2,,\n\
         Gobbleton,GB,,51.5,,,\n\
         Hobbleton,GB,,51.5,-0.2,90,\n\
         Jobbleton,GB,,51.5,-0.2,,many\n",
        &[
            ("bad-country", 2, 10),
            ("null-island", 3, 15),
            ("wrong-country", 4, 15),
            ("wrong-country", 5, 15),
            ("bad-number", 6, 13),
            ("bad-coordinates", 7, 15),
            ("half-point", 8, 0),
            ("bad-wikidata", 9, 25),
            ("bad-number", 10, 26),
        ],
    ),
    (
        "people.csv",
        "name,gender,valid_from,valid_to\n\
         Ada Quibble,x,,\n\
         Bea Quibble,f,2019-02-30,\n\
         Cy Quibble,m,2020,2019\n\
         Di Quibble,f,2019,2023-05\n\
         Ed Quibble,m,2019\n",
        &[("bad-gender", 2, 13), ("bad-date", 3, 15), ("dates-backwards", 4, 19), ("expired-post", 5, 19), ("cell-count", 6, 14)],
    ),
    (
        "deny.csv",
        "name,type,note\nGeneva,city,\nQuibbleshire,city,there is no such place\n",
        &[("deny-without-reason", 2, 1), ("denies-nothing", 3, 1)],
    ),
    (
        "kinds.csv",
        "name,type,weight,shade,type\nMoor Fair,event,,,\nNoon Fair,,,,\nOak Fair,organisation,,,\n",
        &[("unknown-column", 1, 18), ("column-twice", 1, 24), ("no-type", 3, 0), ("type-slip", 4, 10)],
    ),
    ("cut.csv", "name,note\nLark Fair,\"open\nno end", &[("control-character", 2, 12)]),
    ("windows.csv", "\u{feff}name\r\n\r\nMay Day Fair\r\n", &[("byte-order-mark", 1, 0), ("line-ends", 1, 0), ("empty-line", 2, 0)]),
    ("nameless.csv", "id,note\nevent/x,\n", &[("no-name-column", 1, 0)]),
    (
        "shapes.csv",
        "name,aliases,acronym,wikidata,context\n\
         20481,,,,\n\
         ALDER WORKS OF NEWTON,,,,\n\
         Birch Works,n/a,,Q77,\n\
         Cherry Works,,the Works of all Cherries,,\n\
         Damson Works,www.damson.example,,Q77,\n\
         Elder Works,,,,\"jam, wine\"\n\
         Filbert Works,?,,,\n\
         name,aliases,acronym,wikidata,context\n\
         “Gorse Works”,,,,\n",
        &[
            ("no-letters", 2, 1),
            ("capitals-only", 3, 1),
            ("placeholder", 4, 13),
            ("long-acronym", 5, 15),
            ("web-address", 6, 14),
            ("same-wikidata", 6, 34),
            ("separator", 7, 17),
            ("placeholder", 8, 15),
            ("header-again", 9, 0),
            ("quoted-name", 10, 1),
        ],
    ),
    (
        "filed.csv",
        "name,note\nMr Flint Quibble,\n\"Quibble, Gus\",\n\"Quibble, Jr.\",a surname with a suffix\n",
        &[("title-in-name", 2, 1), ("inverted-name", 3, 2)],
    ),
    ("blank.csv", "name,note\n", &[("empty-list", 1, 0)]),
    ("bare.csv", "", &[("no-name-column", 0, 0)]),
];

#[test]
fn planted_faults_are_found_in_their_lines() {
    let files: Vec<(String, &str)> = PLANTED.iter().map(|(file, text, _)| (format!("mine/{file}"), *text)).collect();
    let folder = Files::new(&files.iter().map(|(file, text)| (file.as_str(), *text)).collect::<Vec<_>>());
    let report = lint::check(&[folder.path().join("mine")], &SHIPPED, &today());
    let mut want: BTreeSet<(String, usize, usize, &str)> = BTreeSet::new();
    for (file, _, faults) in PLANTED {
        want.extend(faults.iter().map(|(code, line, column)| ((*file).to_owned(), *line, *column, *code)));
    }
    let file = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    let met: BTreeSet<_> = report.findings.iter().map(|f| (file(&f.file), f.line, f.column, f.code)).collect();
    let missing: Vec<_> = want.difference(&met).collect();
    let invented: Vec<String> = report
        .findings
        .iter()
        .filter(|f| !want.contains(&(file(&f.file), f.line, f.column, f.code)))
        .map(|f| format!("{} {} {}", f.place(), f.code, f.message))
        .collect();
    assert!(missing.is_empty() && invented.is_empty(), "missing: {missing:#?}\ninvented: {invented:#?}");
    let mendless: Vec<_> = report.findings.iter().filter(|f| f.mend.trim().is_empty()).map(|f| (f.place(), f.code)).collect();
    assert!(mendless.is_empty(), "every finding says what to do: {mendless:?}");
    assert!(want.len() >= 60, "{} faults of {} kinds", want.len(), want.iter().map(|w| w.3).collect::<BTreeSet<_>>().len());
    assert!(want.iter().map(|w| w.3).collect::<BTreeSet<_>>().len() >= 50);
    assert!(report.findings.iter().all(|f| lint::is_code(f.code)), "every code is one of CODES");
    // What the mends say is half of a finding.
    let mend = |code: &str| report.findings.iter().find(|f| f.code == code).map(|f| f.mend.as_str());
    assert_eq!(mend("bad-country"), Some("write GB"));
    let swapped = report.findings.iter().find(|f| f.code == "wrong-country" && f.line == 5).map(|f| f.mend.as_str());
    assert_eq!(swapped, Some("latitude and longitude stand in each other's place"));
    assert_eq!(mend("type-slip"), Some("write \"organization\" if that was meant; allow type-slip if not"));
}

/// Faults that end the reading of a file, each in a file of its own.
#[test]
fn what_is_no_list_at_all() {
    let folder = Files::new(&[("bytes/x.csv", "name,type\n"), ("none/readme.txt", "no lists here"), ("toml/gazetteers.toml", "[[list]\n")]);
    std::fs::write(folder.path().join("bytes/x.csv"), b"name,type\nCaf\xe9,event\n").unwrap();
    let codes = |name: &str| {
        let report = lint::check(&[folder.path().join(name)], &SHIPPED, &today());
        report.findings.iter().map(|f| (f.code, f.line)).collect::<Vec<_>>()
    };
    assert_eq!(codes("bytes"), [("not-csv", 2)]);
    assert_eq!(codes("none"), [("no-lists", 0)]);
    assert_eq!(codes("toml"), [("bad-manifest", 1)]);
}

/// Each planted fault alone in its folder: none is only found because another stands beside it, and none hides another.
#[test]
fn planted_faults_are_independent() {
    // what is a fault only beside another row or file needs that beside it
    let together = ["gazetteers.toml", "orphan.csv", "bodies.csv", "rows.csv"];
    let mut alone = 0;
    for (file, text, faults) in PLANTED.iter().filter(|(file, ..)| !together.contains(file)) {
        let type_ = match *file {
            "letters.csv" | "forms.csv" | "shapes.csv" => "organization",
            "places.csv" => "city",
            "people.csv" | "filed.csv" => "person",
            "deny.csv" => "deny",
            "kinds.csv" => "",
            _ => "event",
        };
        let typed = if type_.is_empty() { String::new() } else { format!("type = '{type_}'\n") };
        let manifest = format!("[[list]]\nfile = '{file}'\n{typed}");
        let path = format!("mine/{file}");
        let of = |text: &str| {
            let folder = Files::new(&[("mine/gazetteers.toml", manifest.as_str()), (path.as_str(), text)]);
            let report = lint::check(&[folder.path().join("mine")], &SHIPPED, &today());
            report.findings.iter().map(|f| (f.code, f.line)).collect::<Vec<_>>()
        };
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        for (code, line, _) in faults.iter().filter(|(code, line, _)| *line > 1 && !NEEDS_COMPANY.contains(code)) {
            let end = if *file == "cut.csv" { lines.len() } else { *line };
            let one = [&lines[..1], &lines[line - 1..end]].concat().concat();
            let met = of(&one);
            let others = faults.iter().filter(|f| f.1 == *line).count();
            assert!(met.contains(&(*code, 2)) && met.iter().filter(|f| f.1 == 2).count() <= others, "{file}:{line} {code}: {met:?}\n{one}");
            alone += 1;
        }
    }
    assert!(alone >= 40, "{alone} faults stand alone");
}

/// Faults of a row beside another: a second holder of a form or id, a circle, an order; and of a first line.
const NEEDS_COMPANY: &[&str] = &[
    "ambiguous-form",
    "parent-cycle",
    "duplicate-entry",
    "duplicate-id",
    "unsorted",
    "header-again",
    "same-wikidata",
    "no-type", // the first line of its file has faults of its own
    "type-slip",
    "empty-line",
];

#[test]
fn a_shadowed_entry_and_one_that_is_shipped() {
    let folder = Files::new(&[
        ("mine/gazetteers.toml", "[[list]]\nfile = 'a.csv'\ntype = 'event'\npriority = 2\n\n[[list]]\nfile = 'b.csv'\ntype = 'event'\n"),
        ("mine/a.csv", "name,id,aliases\nQuibble Fair,event/quibble-fair,Fair of Quibble\n"),
        ("mine/b.csv", "name,id,aliases\nFair of Quibble,event/fair-of-quibble,\nQuibble Races,event/races,\n"),
    ]);
    let report = lint::check(&[folder.path().join("mine")], &SHIPPED, &today());
    let met: Vec<_> = report.findings.iter().map(|f| (f.code, f.line)).collect();
    assert_eq!(met, [("shadowed", 2)], "{:?}", report.findings);
}

#[test]
fn what_entries_do_in_texts() {
    let text = "Quibble Trust met. The zorb rolled on, and a zorb fell, and the zorb sank, one zorb, two zorb.\n\
        Members of Quibble Trust House spoke. Quibble Trust House was full, and Quibble Trust House closed early. \
        Quibble Trust House opened again; Quibble Trust House is old.\n";
    let folder = Files::new(&[
        ("in/a.txt", text),
        (
            "mine/gazetteers.toml",
            "[[list]]\nfile = 'x.csv'\ntype = 'organization'\n\n[[list]]\nfile = 'y.csv'\ntype = 'product'\ncase = 'any'\n",
        ),
        ("mine/x.csv", "name,context\nQuibble Trust,\nQuibble Trust House,\nTrust House,\nUnheard Society,\n"),
        ("mine/y.csv", "name,context\nzorb,rolled\n"),
    ]);
    let args = ["gazetteer", "check", "mine", "--corpus", "in", "--format", "json"];
    let output = dateline(&folder, &args, b"");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let met: Vec<_> = report["findings"].as_array().unwrap().iter().map(|f| format!("{}:{} {}", f["file"], f["line"], f["code"])).collect();
    assert_eq!(met, ["\"mine/x.csv\":4 \"always-loses\"", "\"mine/x.csv\":5 \"never-fires\"", "\"mine/y.csv\":2 \"lower-case-hits\"",]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn the_command() {
    let folder = Files::new(&[
        ("mine/x.csv", "name,type\nZorblax  Board,organization\n"),
        ("fine/x.csv", "name,type\nZorblax Board,organization\n"),
    ]);
    let run = |args: &[&str]| {
        let output = dateline(&folder, &[&["gazetteer", "check"], args].concat(), b"");
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let want = "\
error[stray-spaces]: name \"Zorblax  Board\" has stray spaces
 --> mine/x.csv:2:1
  |
2 | Zorblax  Board,organization
  | ^^^^^^^^^^^^^^
  |
  = help: remove them

1 error in 1 file
";
    assert_eq!(run(&["mine"]), (Some(1), want.to_owned(), String::new()));
    assert_eq!(run(&["fine"]), (Some(0), "nothing found in 1 file\n".to_owned(), String::new()));
    assert_eq!(run(&["mine", "--allow", "stray-spaces"]).0, Some(0));
    let (status, annotations, _) = run(&["mine", "--format", "github"]);
    assert_eq!(status, Some(1));
    assert!(annotations.starts_with("::error file=mine/x.csv,line=2,col=1,endColumn=14,title=stray-spaces::name"), "{annotations}");
    assert!(run(&["mine", "--format", "sarif"]).1.contains("\"version\": \"2.1.0\""));
    assert!(run(&["mine", "--format", "junit"]).1.contains("<failure type=\"error\""));
    for (args, message) in [
        (&["nowhere"][..], "error: nowhere: no such folder of lists; expected a folder of CSV files (docs/gazetteers.md)\n"),
        (
            &[],
            "error: gazetteer check: no folder of lists is given; expected DIR, or gazetteers = \"DIR\" in dateline.toml, or a folder ./gazetteers\n",
        ),
        (&["fine", "--today", "soon"], "error: --today: `soon` is no day; expected one such as 2019-10-16\n"),
    ] {
        assert_eq!(run(args), (Some(2), String::new(), message.to_owned()));
    }
    assert!(
        run(&["fine", "--allow", "stray-space"])
            .2
            .starts_with("error: --allow: `stray-space` is no code; expected one of acronym-in-name, ")
    );
}

/// The summary page goes where GitHub says.
#[test]
fn the_summary_page() {
    let folder = Files::new(&[("mine/x.csv", "name,type\nZorblax  Board,organization\n")]);
    let page = folder.path().join("summary.md");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"));
    let args = ["gazetteer", "check", "mine", "--format", "github"];
    command.args(args).current_dir(folder.path()).env("GITHUB_STEP_SUMMARY", &page);
    assert_eq!(command.output().unwrap().status.code(), Some(1));
    let page = std::fs::read_to_string(page).unwrap();
    assert!(page.contains("| mine/x.csv:2:1 | error | stray-spaces |"), "{page}");
}

#[test]
fn codes_are_sorted() {
    assert!(lint::CODES.is_sorted_by(|a, b| a.0 < b.0));
    assert!(lint::CODES.iter().all(|(code, meaning)| !code.is_empty() && !meaning.is_empty()));
    assert_eq!(Severity::Error.as_str(), "error");
}
