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
         [[list]]\nfile = 'bare.csv'\ntype = 'event'\n\n\
         [[list]]\nfile = 'weights.csv'\ntype = 'given-name'\n",
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
         Jobbleton,GB,,51.5,-0.2,,many\n\
         Kobbleton,Germany,,,,,\n",
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
            ("bad-country", 11, 11),
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
    ("weights.csv", "name,weight\nQuibbelina,5000\n,3\n", &[("weight-range", 2, 12), ("no-name", 3, 1)]),
    // no list, and looked at with them
    ("judgements.csv", "left,right,verdict,reason\nAda Quibble,Bea Quibble,perhaps,a guess\n", &[("bad-judgement", 2, 25)]),
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
    let said: Vec<String> = report
        .findings
        .iter()
        .map(|f| format!("{} {}: {}; {}", f.place().rsplit(['/', '\\']).next().unwrap_or_default(), f.code, f.message, f.mend))
        .collect();
    let mine = folder.path().join("mine").display().to_string();
    let said = said.join("\n").replace(&mine, "mine");
    assert_eq!(said, SAID, "\n{said}");
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

/// What is said of each, whole: where, code, what was met and expected, the mend.
const SAID: &str = r#"bare.csv no-name-column: the file is empty; write the names of the columns into the first line, one of them "name", or remove the file
blank.csv:1 empty-list: the list has no row; add one, or remove the list
cut.csv:2:12 control-character: note "open\nno end" holds U+000A, which nobody sees; remove it, or close the quote that lets it in
deny.csv:2:1 deny-without-reason: "Geneva" is denied without a reason; write one into `note`
deny.csv:3:1 denies-nothing: no list has "Quibbleshire" as "city": there is nothing to deny; remove the row, or mend its name or type
filed.csv:2:1 title-in-name: name "Mr Flint Quibble" begins with "Mr"; the name alone would not be met; write "Flint Quibble": titles are known and read off
filed.csv:3:2 inverted-name: name "Quibble, Gus" puts the family name first, with a comma; texts do not; write "Gus Quibble"
forms.csv:2:14 acronym-in-name: the name "Acorn Works (AW)" carries its acronym in brackets and matches only so; write AW into `acronym`
forms.csv:3:32 alias-twice: "Beech House" stands twice in the row of "Beech Works"; keep one
forms.csv:5:15 missing-parent: the parent "Dale Works" is neither an id nor a name of any list; add it, or mend its name
forms.csv:6:28 ambiguous-form: "House of Wood" names "Elm Works" and, in mine/forms.csv:4, "Cedar Works"; give one of the two `context`
forms.csv:6:43 parent-cycle: "Elm Works" is a part of itself: Elm Works → Fir Works → Elm Works; mend one of the parents
forms.csv:7:30 parent-cycle: "Fir Works" is a part of itself: Fir Works → Elm Works → Fir Works; mend one of the parents
forms.csv:8:1 duplicate-entry: "Fir Works" stands in line 7 too; merge the rows, or give one of them `context`
forms.csv:9:1 short-entry: "Owl" has 3 letters and no context; it is a word or a personal name too; give the row `context`: words of which one must stand in the same document
forms.csv:10 duplicate-id: id "organization/beech" stands in line 3 too; ids are unique within a list, merge the rows or rename one
forms.csv:11:16 ambiguous-form: "OSCE" is in the shipped lists: organization/osce (organizations_international.csv:1048); write organization/osce into `id` to replace that entry, or give this one `context`
forms.csv:12:13 id-of-another-type: id "person/rowan" says "person", the row's type is "organization"; write organization/rowan, or mend the type
forms.csv:13:14 bad-id: id "Organization/Spruce" has other characters than a-z, 0-9 and hyphens; write one such as organization/osce: it is used in links and file names
forms.csv:14:1 common-word: "Target" is an everyday word; with a capital it will be taken for "Target"; give the row `context`: words of which one must stand in the same document
forms.csv:15 bad-id: id "spruce works" is not of the form TYPE/SLUG without spaces; write one such as organization/osce
forms.csv:16:1 unsorted: "Nut Works" does not sort after "Teak Works"; sort the rows by name, then by id (bytes of UTF-8)
gazetteers.toml:4:1 unknown-key: unknown field `colour`, expected one of `file`, `type`, `case`, `diacritics`, `inflection`, `priority`, `generated`, `history`, `by`, `licence`, `source`, `version`; see docs/gazetteers.md for the keys of a [[list]] table
gazetteers.toml:15:1 missing-file: there is no file "gone.csv" in this folder; put it there, mend its name or remove its [[list]]
gazetteers.toml:31:1 file-twice: "people.csv" has a [[list]] table in line 23 too; keep one of the tables
gazetteers.toml:36:8 bad-manifest: unknown variant `upper`, expected one of `any`, `name`, `exact`; see docs/gazetteers.md for the keys of a [[list]] table
judgements.csv:2:25 bad-judgement: the verdict is "perhaps", expected same or different; write one of the two
kinds.csv:1:18 unknown-column: unknown column "shade"; expected one of name, id, type, aliases, acronym, country, admin1, admin2, feature, parent, wikidata, geonames, latitude, longitude, population, weight, gender, valid_from, valid_to, context, note; rename or remove it
kinds.csv:1:24 column-twice: column "type" stands twice; keep one
kinds.csv:3 no-type: "Noon Fair" has no type; give the list a `type` in gazetteers.toml or the row one in a column "type"
kinds.csv:4:10 type-slip: no rule knows the type "organisation"; write "organization" if that was meant; allow type-slip if not
letters.csv:2:8 markup: "Bodies &amp; Souls Board" holds HTML: "&amp;"; write the character itself
letters.csv:3:1 not-nfc: name "Cafe\u{301} Board" has letters and accents apart; write "Café Board", letters and accents in one (NFC)
letters.csv:4:1 stray-spaces: name "Ferry  Board" has stray spaces; remove them
letters.csv:6:15 separator: aliases "One Board;Two Board" holds ';'; separate forms by ` | `, with a space on both sides
letters.csv:7:1 separator: name "Ivory Board|Tusk Board" holds '|'; keep one form as the name and put the others into `aliases`
letters.csv:8:1 control-character: name "Joiners\u{2060} Board" holds U+2060, which nobody sees; remove it, or close the quote that lets it in
letters.csv:9:2 mojibake: name "KÃ¶rting Board" holds "Ã¶", which wrong decoding leaves; write what was meant; the file was read in a wrong encoding once
letters.csv:10:1 mixed-scripts: "Mоnument" mixes Latin with letters that look like it: 'о' (U+043E); write the word in one script
nameless.csv:1 no-name-column: no column "name"; the first line must name the columns, one of them "name"
orphan.csv orphan-file: the folder's gazetteers.toml does not name this file: it never loads; give it a [[list]] table, or remove it
people.csv:2:13 bad-gender: gender "x" is neither m nor f; write m, f or nothing
people.csv:3:15 bad-date: valid_from "2019-02-30" is no ISO date; write a year, month or day, as in 2019, 2019-10 or 2019-10-16
people.csv:4:19 dates-backwards: valid_to 2019 lies before valid_from 2020; exchange them
people.csv:5:19 expired-post: "Di Quibble" held this until 2023-05; enter who holds it now; a list of former holders says `history = true` in gazetteers.toml
people.csv:6:14 cell-count: 3 cells, expected 4 as in line 1; add the missing commas or quote a cell that holds one
places.csv:2:10 bad-country: "UK" is no country's code; write GB
places.csv:3:15 null-island: 0, 0 is where missing coordinates go; write the point, or leave both cells empty
places.csv:4:15 wrong-country: -33.9, 151.2 is 400 km or more from any place in AT, and 0 km from one in AU; mend the point or the country
places.csv:5:15 wrong-country: 13.4, 52.5 is 400 km or more from any place in DE; latitude and longitude stand in each other's place
places.csv:6:13 bad-number: geonames "x9" is no whole number below 4294967296; write 9 if that was meant
places.csv:7:15 bad-coordinates: latitude "95.1" is no number from -90 to 90 (decimal degrees); write degrees and their decimals, as in 48.1482 or -17.1077, or leave both cells empty
places.csv:8 half-point: latitude without longitude, or the other way round; give both or neither
places.csv:9:25 bad-wikidata: "90" is no Wikidata id; write Q and a number, as in Q1065
places.csv:10:26 bad-number: population "many" is no whole number below 4294967296; write digits alone, or leave the cell empty
places.csv:11:11 bad-country: "Germany" is no country's code; write an ISO 3166-1 alpha-2 code such as DE, ` | ` between several
shapes.csv:2:1 no-letters: name "20481" has no letter; every such number will be taken for it; remove it
shapes.csv:3:1 capitals-only: the name "ALDER WORKS OF NEWTON" is in capitals and will be met in capitals only; write it as running text does
shapes.csv:4:13 placeholder: aliases "n/a" stands for nothing; leave out what is not known
shapes.csv:5:15 long-acronym: acronym "the Works of all Cherries" is a phrase; put it into `aliases`
shapes.csv:6:14 web-address: aliases "www.damson.example" is an address; write what texts call it, and the address into `note`
shapes.csv:6:34 same-wikidata: Q77 is "Birch Works" in mine/shapes.csv:4 too: one thing will have two ids; merge the rows, or mend one of the ids
shapes.csv:7:17 separator: context "jam, wine" is one phrase with a comma; separate words by ` | `: any one of them is then enough
shapes.csv:8:15 placeholder: aliases "?" stands for nothing; leave out what is not known
shapes.csv:9 header-again: the first line stands here again; remove it; two files were put together
shapes.csv:10:1 quoted-name: name "“Gorse Works”" has quotation marks around it; write "Gorse Works"
weights.csv:2:12 weight-range: weight 5000 is not from 1 to 1000; scale the list's weights
weights.csv:3:1 no-name: the name is empty; every row needs one
windows.csv:1 byte-order-mark: the file begins with a byte order mark; save it as UTF-8 without one
windows.csv:1 line-ends: the line ends with CR; save the file with LF line ends
windows.csv:2 empty-line: the line is empty; remove it"#;

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
    std::fs::write(folder.path().join("toml/gazetteers.toml"), b"\xe9").unwrap();
    assert_eq!(codes("toml"), [("unreadable", 0)]);
}

/// Each planted fault alone in its folder: none is only found because another stands beside it, and none hides another.
#[test]
fn planted_faults_are_independent() {
    // what is a fault only beside another row or file needs that beside it
    let together = ["gazetteers.toml", "orphan.csv", "bodies.csv", "rows.csv", "judgements.csv"];
    let mut alone = 0;
    for (file, text, faults) in PLANTED.iter().filter(|(file, ..)| !together.contains(file)) {
        let type_ = match *file {
            "letters.csv" | "forms.csv" | "shapes.csv" => "organization",
            "places.csv" => "city",
            "people.csv" | "filed.csv" => "person",
            "deny.csv" => "deny",
            "weights.csv" => "given-name",
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
    let text = "Table five was laid. Table six was sold. Table two was bare. Table nine fell. Table ten stood by a table.\n\
        Quibble Trust met. The zorb rolled on, and a zorb fell, and the zorb sank, one zorb, two zorb.\n\
        Members of Quibble Trust House spoke. Quibble Trust House was full, and Quibble Trust House closed early. \
        Quibble Trust House opened again; Quibble Trust House is old.\n";
    let folder = Files::new(&[
        ("in/a.txt", text),
        (
            "mine/gazetteers.toml",
            "[[list]]\nfile = 'x.csv'\ntype = 'organization'\n\n[[list]]\nfile = 'y.csv'\ntype = 'product'\ncase = 'any'\n",
        ),
        ("mine/x.csv", "name,context\nQuibble Trust,\nQuibble Trust House,\nTable,laid\nTrust House,\nUnheard Society,\n"),
        ("mine/y.csv", "name,context\nzorb,rolled\n"),
    ]);
    let args = ["gazetteer", "check", "mine", "--corpus", "in", "--format", "json"];
    let output = dateline(&folder, &args, b"");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let met: Vec<_> = report["findings"].as_array().unwrap().iter().map(|f| format!("{}:{} {}", f["file"], f["line"], f["code"])).collect();
    let want = [
        "\"mine/x.csv\":4 \"refused-hits\"",
        "\"mine/x.csv\":5 \"always-loses\"",
        "\"mine/x.csv\":6 \"never-fires\"",
        "\"mine/y.csv\":2 \"lower-case-hits\"",
    ];
    assert_eq!(met, want);
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

/// Every code is one that a test above expects.
#[test]
fn every_code_is_met() {
    let planted = PLANTED.iter().flat_map(|(.., faults)| faults.iter().map(|f| f.0));
    let elsewhere = ["always-loses", "lower-case-hits", "never-fires", "refused-hits", "no-lists", "not-csv", "shadowed", "unreadable"];
    let met: BTreeSet<&str> = planted.chain(elsewhere).collect();
    let never: Vec<&str> = lint::CODES.iter().map(|c| c.0).filter(|c| !met.contains(c)).collect();
    assert!(never.is_empty(), "{never:?}");
}

#[test]
fn codes_are_sorted() {
    assert!(lint::CODES.is_sorted_by(|a, b| a.0 < b.0));
    assert!(lint::CODES.iter().all(|(code, meaning)| !code.is_empty() && !meaning.is_empty()));
    assert_eq!(Severity::Error.as_str(), "error");
}
