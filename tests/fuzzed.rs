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

/// Words of which dates are made, in any order.
const OF_DATES: &[&str] = &[
    "3",
    "31",
    "29",
    "00",
    "12",
    "2019",
    "2020",
    "1900",
    "'99",
    "0044",
    "12019",
    "May",
    "February",
    "Sept.",
    "Monday",
    "th",
    "of",
    "the",
    "last",
    "next",
    "this",
    "in",
    "early",
    "late",
    "mid-",
    "-",
    "–",
    "/",
    ".",
    ",",
    "to",
    "from",
    "between",
    "and",
    "until",
    "since",
    "before",
    "about",
    "century",
    "1990s",
    "20th",
    "BC",
    "spring",
    "quarter",
    "first",
    "half",
    "Q4",
    "H1",
    "week",
    "months",
    "two",
    "ago",
    "day",
    "weekend",
    "10:23",
    "24:00",
    "p.m.",
    "noon",
    "GMT",
    "+02:00",
    "every",
    "yesterday",
    "today",
    "decade",
    "years",
    "end",
    "or",
    "Christmas",
    "fiscal",
    "FY2019/20",
];

fn values(text: &str) -> Vec<DateValue> {
    let doc = Prepared::new(text);
    let found = dateline::spot::date::spot(&doc);
    let published = Published { value: "2019-11-27".to_owned(), basis: "field" };
    let context = DateContext::new(&doc, Some(&published), Some(true));
    resolve(&found.iter().collect::<Vec<_>>(), &context).into_iter().map(|r| r.value).collect()
}

/// Writes what it found to a table that `.ci/check_edtf.py` gives to the parser of another project.
#[test]
fn dates_of_any_words_are_edtf() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let words = proptest::collection::vec((0..OF_DATES.len(), any::<bool>()), 1..12);
    let mut seen = std::collections::BTreeMap::new();
    for _ in 0..4000 {
        let words = words.new_tree(&mut runner).unwrap().current();
        let text: String = words.into_iter().map(|(i, space)| format!("{}{}", OF_DATES[i], if space { " " } else { "" })).collect();
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
