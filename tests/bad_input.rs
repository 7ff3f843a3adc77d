//! What cannot be carried out: a message with file, line, value, what was expected and the mend, exit status 2, and
//! nothing written. One row a slip; the message is compared whole.
#![allow(clippy::unwrap_used)] // a panic is how a test fails

mod common;

use common::{Files, dateline, said};

/// Files to lay out, the command line, the whole of stderr.
type Case = (&'static [(&'static str, &'static str)], &'static [&'static str], &'static str);

const IN: (&str, &str) = ("in/a.txt", "The UN met in Geneva on 3 May 2021.");

const CASES: &[Case] = &[
    (
        &[],
        &["not-there", "--out", "out"],
        "error: not-there: no such file or folder; expected a file, a folder, a glob, or - for standard input",
    ),
    (
        &[],
        &["in/*.html", "--out", "out"],
        "error: in/*.html: the glob matches no file; expected at least one .txt, .md, .html, .csv, .tsv or .jsonl file",
    ),
    (&[], &["in"], "error: --out: no folder for the tables is given; expected --out DIR, or out = \"DIR\" in dateline.toml"),
    (
        &[],
        &["in", "--out", ""],
        "error: a value is required for '--out <DIR>' but none was supplied\n\nFor more information, try '--help'.",
    ),
    (
        &[("taken", "x")],
        &["in", "--out", "taken"],
        "error: taken: the output folder is a file; expected a folder, or a name that is not taken",
    ),
    (
        &[("taken", "x")],
        &["in", "--out", "taken/out"],
        "error: taken/out: the output folder cannot be made, because `taken` is no folder; choose another place",
    ),
    (
        &[],
        &["in", "--out", "in/out"],
        "error: in/out: the output folder lies in the input folder `in`, so the next run would read its own tables; choose a folder \
         beside it, such as --out tables",
    ),
    (
        &[],
        &["in/a.txt", "--out", "in"],
        "error: in: the output folder holds the input `in/a.txt`, which the tables might replace; choose a folder of its own, such as \
         --out tables",
    ),
    (
        &[],
        &["in", "--out", "out", "--colour", "red"],
        "error: unexpected argument '--colour' found\n\n  tip: a similar argument exists: '--color'\n\nUsage: dateline extract --out <DIR> \
         --color <WHEN> <INPUT>...\n\nFor more information, try '--help'.",
    ),
    (&[], &["in", "--out", "out", "--published", "soon"], "error: --published: `soon` is no day; expected one such as 2019-10-16"),
    (
        &[],
        &["in", "--out", "out", "--encoding", "klingon"],
        "error: --encoding: no encoding is called `klingon`; expected a WHATWG label such as utf-8, windows-1252, iso-8859-2, utf-16le, \
         shift_jis",
    ),
    (&[], &["in", "--out", "out", "--threads", "0"], "error: --threads: 0 threads do nothing; expected 1 or more"),
    (
        &[("t.csv", "id,body\n1,x\n")],
        &["t.csv", "--out", "out"],
        "error: t.csv:1: no column is called `text`; the columns are `id`, `body`; name the column with --text-field NAME",
    ),
    (
        &[("t.csv", "id,text\n1,x\n")],
        &["t.csv", "--out", "out", "--published-field", "day"],
        "error: t.csv:1: no column is called `day`; the columns are `id`, `text`; name the column with --published-field NAME",
    ),
    (
        &[("dateline.toml", "out = 'out'\n\nthreds = 2\n")],
        &["in"],
        "error: dateline.toml:3:1: unknown key `threds`, expected one of `out`, `gazetteers`, `judgements`, `published`, `locale`, `profile`, `format`, \
         `encoding`, `delimiter`, `id-field`, `text-field`, `title-field`, `published-field`, `domain-field`, `max-document-bytes`, `max-entities`, `spreadsheet-safe`, \
         `bom`, `fail-on`, `threads`, `quiet`, `verbose`, `color`; mend the line, or pass --no-config",
    ),
    (
        &[("dateline.toml", "out = 'out'\nthreads = 'many'\n")],
        &["in"],
        "error: dateline.toml:2:11: invalid type: string \"many\", expected usize; mend the line, or pass --no-config",
    ),
    (
        &[("dateline.toml", "out = 'out\n")],
        &["in"],
        "error: dateline.toml:1:11: invalid literal string, expected `'`; mend the line, or pass --no-config",
    ),
    (
        &[("dateline.toml", "out = 'out'\nlocale = 'sideways'\n")],
        &["in"],
        "error: dateline.toml:2: locale: no choice is called `sideways`; expected day-first or month-first",
    ),
    (
        &[("l/x.csv", "name,colour\nA Body,red\n")],
        &["in", "--out", "out", "--gazetteers", "l"],
        "error: l/x.csv:1:2: unknown column \"colour\"; expected one of name, id, type, aliases, acronym, country, admin1, admin2, \
         feature, parent, wikidata, geonames, latitude, longitude, population, weight, gender, valid_from, valid_to, context, note; \
         rename or remove it",
    ),
    (
        &[("l/x.csv", "name,id,type\nA Body,organization/a,organization\nB Body,organization/a,organization\n")],
        &["in", "--out", "out", "--gazetteers", "l"],
        "error: l/x.csv:3: id \"organization/a\" stands in line 2 too; ids are unique within a list, merge the rows or rename one",
    ),
    (
        &[("l/x.csv", "name,id,type\nA Body,organization/a\n")],
        &["in", "--out", "out", "--gazetteers", "l"],
        "error: l/x.csv:2:2: 2 cells, expected 3 as in line 1; add the missing commas or quote a cell that holds one",
    ),
    (
        &[("l/x.csv", "name\nA Body\n")],
        &["in", "--out", "out", "--gazetteers", "l"],
        "error: l/x.csv:2: \"A Body\" has no type; give the list a `type` in gazetteers.toml or the row one in a column \"type\"",
    ),
    (
        &[("l/x.csv", "name,type,latitude,longitude\nA Town,city,95,3\n")],
        &["in", "--out", "out", "--gazetteers", "l"],
        "error: l/x.csv:2:3: latitude \"95\" is no number from -90 to 90 (decimal degrees); write degrees and their decimals, as in 48.1482 \
         or -17.1077, or leave both cells empty",
    ),
    (
        &[("l/gazetteers.toml", "[[list]]\nfile = 'x.csv'\ntyp = 'organization'\n")],
        &["in", "--out", "out", "--gazetteers", "l"],
        "error: l/gazetteers.toml:3:1: unknown field `typ`, expected one of `file`, `type`, `case`, `diacritics`, `inflection`, \
         `priority`, `generated`, `history`, `by`, `licence`, `source`, `version`; see docs/gazetteers.md for the keys of a [[list]] table",
    ),
    (
        &[("l/gazetteers.toml", "[[list]]\nfile = 'x.csv'\ntype = 'organization'\n")],
        &["in", "--out", "out", "--gazetteers", "l"],
        "error: l/x.csv: cannot be read: No such file or directory (os error 2); the manifest names this file, put it there or remove \
         its [[list]]",
    ),
    (
        &[("l/readme.txt", "no list")],
        &["in", "--out", "out", "--gazetteers", "l"],
        "error: l: no gazetteers.toml and no .csv file in this folder; put a list there (docs/gazetteers.md)",
    ),
    (
        &[],
        &["in", "--out", "out", "--gazetteers", "no-lists"],
        "error: no-lists: cannot be read: No such file or directory (os error 2); --gazetteers expects a folder of CSV files \
         (docs/gazetteers.md)",
    ),
    (
        &[("l/x.csv", "name,type\n Body,organization\nA  Body,organization\n")],
        &["in", "--out", "out", "--gazetteers", "l"],
        "error: l/x.csv:2: name \" Body\" has stray spaces; remove them\nl/x.csv:3: name \"A  Body\" has stray spaces; remove them",
    ),
];

#[test]
fn each_slip_is_named_and_nothing_is_written() {
    let mut wrong = Vec::new();
    for (files, args, want) in CASES {
        let folder = Files::new(&[&[IN], *files].concat());
        let before = folder.listing();
        let (code, stderr) = said(&folder, &[&["extract"], *args].concat());
        // the settings file is named by its full path
        let stderr = stderr.trim_end().replace(&format!("{}/", folder.path().canonicalize().unwrap().display()), "");
        if code != Some(2) || stderr != *want {
            wrong.push(format!("{args:?}: exit {code:?}\n  said   {stderr}\n  wanted {want}"));
        }
        if folder.listing() != before {
            wrong.push(format!("{args:?} wrote something: {:?}", folder.listing()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Files::new(&[IN, ("locked/keep.txt", "x")]);
    let locked = folder.path().join("locked");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o555)).unwrap();
    if std::fs::File::create(locked.join("probe")).is_ok() {
        return; // root may write anywhere: nothing to see
    }
    let (code, stderr) = said(&folder, &["extract", "in", "--out", "locked/out"]);
    let want = "error: locked/out: the output folder cannot be written: ";
    assert!(code == Some(2) && stderr.starts_with(want) && stderr.contains("choose a folder you may write to"), "{code:?} {stderr}");
}

/// A run that cannot finish leaves the tables of the run before as they were.
#[test]
fn an_old_run_survives_a_refused_one() {
    let folder = Files::new(&[IN, ("t.csv", "id,body\n1,x\n")]);
    assert_eq!(said(&folder, &["extract", "in", "--out", "out", "--quiet"]), (Some(0), String::new()));
    let before = folder.listing();
    assert_eq!(said(&folder, &["extract", "in", "t.csv", "--out", "out"]).0, Some(2));
    assert_eq!(said(&folder, &["extract", "in", "--out", "out", "--gazetteers", "in"]).0, Some(2));
    assert_eq!(folder.listing(), before);
}

#[test]
fn a_bad_document_costs_its_own_row_alone() {
    let folder = Files::new(&[IN, ("in/half.jsonl", "{\"id\":\"a\",\"text\":\"The UN met in Geneva.\"}\n{\"id\":\"b\",\"text\":\n")]);
    std::fs::write(folder.path().join("in/noise.txt"), [0u8, 255, 7, 0].repeat(64)).unwrap();
    std::fs::write(folder.path().join("in/empty.txt"), "").unwrap();
    std::fs::write(folder.path().join("in/packed.txt.gz"), "this is no gzip").unwrap();
    let output = dateline(&folder, &["extract", "in", "--out", "out", "--quiet"], b"");
    assert_eq!(output.status.code(), Some(3));
    assert!(output.stderr.is_empty() && output.stdout.is_empty());
    let out = folder.path().join("out");
    let documents: Vec<(String, String)> =
        common::table(&out, "documents.csv").iter().map(|d| (d["doc_id"].clone(), d["status"].clone())).collect();
    let want = [
        ("a.txt", "ok"),
        ("empty.txt", "ok"),
        ("a", "ok"),
        ("half.jsonl#2", "failed"),
        ("noise.txt", "failed"),
        ("packed.txt.gz", "failed"),
    ];
    assert_eq!(documents, want.map(|(id, status)| (id.to_owned(), status.to_owned())));
    let codes: Vec<String> = common::table(&out, "problems.csv").iter().map(|p| p["code"].clone()).collect();
    assert_eq!(codes, ["empty", "row-skipped", "binary", "unreadable"]);
    assert!(common::table(&out, "mentions.csv").iter().any(|m| m["doc_id"] == "a" && m["text"] == "Geneva"));
}
