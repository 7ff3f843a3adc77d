//! The bodies of the fuzz targets, without a fuzzer: over every input that `fuzz/corpus` keeps (what was found once is there
//! for good), and over bytes and pieces put together at random. Also the values of dates, for a parser of another's making.
#![allow(clippy::unwrap_used)] // a panic is how a test fails

#[path = "../fuzz/bodies.rs"]
mod bodies;

use dateline::link::date::{DateContext, resolve};
use dateline::model::{DateType, DateValue, Published};
use dateline::text::Prepared;
use proptest::prelude::*;
use std::path::Path;

#[test]
fn what_is_kept() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let mut inputs = 0;
    for (name, body) in bodies::ALL {
        let folder = corpus.join(name);
        for file in std::fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
            let path = file.unwrap().path();
            println!("{}", path.display()); // the last one said is the one that fails
            body(&std::fs::read(path).unwrap());
            inputs += 1;
        }
    }
    assert!(inputs >= 2 * bodies::ALL.len(), "only {inputs} inputs");
}

/// Pieces that readers, lists and dates care about.
const PIECES: &[&str] = &[
    "\"",
    "\"\"",
    ",",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "---\n",
    "id: a\n",
    "id,text\n",
    "name,type,aliases\n",
    "[[list]]\n",
    "file = 'x.csv'\n",
    "type = 'organization'\n",
    "Lake Council,organization,LC | Council\n",
    "{\"text\":\"",
    "\"}\n",
    "<p>",
    "</div>",
    "<table>",
    "<!--",
    "&amp;",
    "&#x110000;",
    "\u{feff}",
    "René",
    "İ",
    "\u{301}",
    "\u{ad}",
    "\u{2028}",
    "3 May 2021",
    "03.04.2019",
    "29 February",
    "31 ",
    "last ",
    "early ",
    "Monday",
    "mid-",
    "19",
    "99",
    "00",
    "/",
    "-",
    "–",
    "to ",
    "between ",
    "and ",
    "the ",
    "1990s",
    "BC ",
    "5th century",
    "Q3 ",
    "10:23",
    "24:00",
    " p.m. ",
    "GMT+2",
    "Easter ",
    "every ",
    "Mr ",
    "Anna Torv",
    "Ministry of ",
    "Vienna",
    ", ",
    "(LC)",
    "OSCE ",
    "12 Main Street",
];

fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        8 => (0..PIECES.len()).prop_map(|i| PIECES[i].as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 0..5),
    ];
    proptest::collection::vec(piece, 0..30).prop_map(|all| all.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn what_is_put_together(bytes in pieces()) {
        for (name, body) in bodies::ALL {
            // compiling lists loads the shipped ones too
            if *name != "lists" || bytes.len() % 8 == 0 {
                body(&bytes);
            }
        }
    }
}

/// Forms of dates. `d n y M W S h t` stand for numbers and names, of which some are no day, month or year.
const FORMS: &[&str] = &[
    "{d} {M} {y}",
    "{M} {d}, {y}",
    "{d}/{n}/{y}",
    "{d}.{n}.{y}",
    "{y}-{n}-{d}",
    "{d}-{M}-{y}",
    "{M} {y}",
    "{M} {d}",
    "{d} {M}",
    "{y}",
    "in {y}",
    "early {y}",
    "mid-{y}",
    "late {M} {y}",
    "early {M}",
    "end of {M} {y}",
    "the beginning of {y}",
    "about {y}",
    "before {M} {y}",
    "since {d} {M} {y}",
    "the {t}th century",
    "the early {t}th century",
    "the {y}s",
    "the {t}0s",
    "{S} {y}",
    "{S} of {y}",
    "Q{t} {y}",
    "the first quarter of {y}",
    "the second half of {y}",
    "H{t} {y}",
    "from {d} {M} to {d} {M} {y}",
    "{d}-{d} {M} {y}",
    "{d} and {d} {M} {y}",
    "{M} {d}-{d}, {y}",
    "{y}-{y}",
    "{y}/{t}",
    "between {M} and {M} {y}",
    "{M} {y} to {M} {y}",
    "from {y} until {y}",
    "{W}, {d} {M} {y}",
    "{W} {d} {M}",
    "last {W}",
    "next {M}",
    "this {S}",
    "{t} days ago",
    "{t} years later",
    "in {t} weeks",
    "the week of {d} {M} {y}",
    "week {t} of {y}",
    "{d} {M} {y} at {h}:{t}",
    "{h}:{t} p.m. on {d} {M} {y}",
    "{h} a.m. {W}",
    "{d} {M} {y}, {h}:{t} GMT",
    "{y} BC",
    "{t} BC",
    "FY{y}",
    "fiscal year {y}/{t}",
    "Christmas {y}",
    "Easter {y}",
    "yesterday",
    "the night of {d} to {d} {M} {y}",
    "the last {t} months",
    "the weekend of {d} {M}",
];

/// Numbers in a fixed order that looks like none: a linear congruential generator.
struct Dice(u64);

impl Dice {
    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        all[(self.0 >> 33) as usize % all.len()]
    }

    fn fill(&mut self, form: &str) -> String {
        let mut text = String::new();
        let mut rest = form;
        while let Some((before, after)) = rest.split_once('{') {
            let (slot, after) = after.split_once('}').unwrap();
            text.push_str(before);
            text.push_str(match slot {
                "d" => self.of(&["1", "3", "12", "28", "29", "30", "31", "32", "0", "07", "21st"]),
                "n" => self.of(&["1", "02", "6", "9", "11", "12", "13", "00"]),
                "y" => self.of(&["2019", "2020", "2021", "1999", "2000", "1900", "1848", "987", "44", "'99", "20190", "0044"]),
                "M" => self.of(&["January", "February", "Feb.", "March", "May", "June", "September", "Sept", "October", "December"]),
                "W" => self.of(&["Monday", "Tuesday", "Wed", "Friday", "Sunday"]),
                "S" => self.of(&["spring", "summer", "autumn", "fall", "winter"]),
                "h" => self.of(&["0", "9", "10", "12", "23", "24", "25"]),
                _ => self.of(&["0", "1", "2", "3", "4", "5", "19", "20", "30", "45", "59", "60"]),
            });
            rest = after;
        }
        text + rest
    }
}

fn values(text: &str) -> Vec<DateValue> {
    let doc = Prepared::new(text);
    let found = dateline::spot::date::spot(&doc);
    let published = Published { value: "2019-11-27".to_owned(), basis: "field" };
    let context = DateContext::new(&doc, Some(&published), Some(true));
    resolve(&found.iter().collect::<Vec<_>>(), &context).into_iter().map(|r| r.value).collect()
}

/// What it finds goes into a table that `.ci/check_edtf.py` gives to the parser of another project.
#[test]
fn dates_of_any_words_are_edtf() {
    let mut dice = Dice(20_191_127);
    let mut seen = std::collections::BTreeMap::new();
    for _ in 0..8000 {
        let (form, tail) = (dice.of(FORMS), dice.of(&["", ".", ", ", " to ", " or ", " and "]));
        let mut text = format!("It was {}{tail}", dice.fill(form));
        if tail.len() > 2 {
            let form = dice.of(FORMS);
            text += &dice.fill(form);
        }
        bodies::dates(text.as_bytes());
        for v in values(&text).into_iter().filter(|v| v.type_ == DateType::Date || v.type_ == DateType::Time) {
            seen.entry((v.value.clone(), v.granularity.clone())).or_insert((v, text.clone()));
        }
    }
    assert!(seen.len() > 500, "only {} values", seen.len());
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("dates-random.csv");
    let mut table = csv::Writer::from_path(&path).unwrap();
    table.write_record(["value", "type", "earliest", "latest", "text"]).unwrap();
    for (v, text) in seen.values() {
        table.write_record([&v.value, v.type_.as_str(), &v.earliest, &v.latest, text]).unwrap();
    }
    table.flush().unwrap();
}
