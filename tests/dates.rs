//! Sentences of releases that hold no date at all, whatever rule is asked; and whole sentences with every value.

use dateline::link::date::{DateContext, Resolved, resolve};
use dateline::model::{DateValue, Published};
use dateline::spot::date::en::FAMILIES;
use dateline::spot::date::spot;
use dateline::text::Prepared;

/// What is found in a text published on 27 November 2019, a Wednesday: the mention and what it means.
fn resolved(text: &str) -> Vec<(String, Resolved)> {
    let prep = Prepared::new(text);
    let cands = spot(&prep);
    let published = Published { value: "2019-11-27".to_owned(), basis: "field" };
    let ctx = DateContext::new(&prep, Some(&published), None);
    let values = resolve(&cands.iter().collect::<Vec<_>>(), &ctx);
    cands.iter().zip(values).map(|(c, r)| (text[c.start as usize..c.end as usize].to_owned(), r)).collect()
}

/// (mention, value).
fn dates(text: &str) -> Vec<(String, String)> {
    resolved(text).into_iter().map(|(span, r)| (span, r.value.value)).collect()
}

/// Sentences of our own, the spans in square brackets, what each means and the days it covers; and sentences that
/// hold no date. Tables, so that a person who knows no Rust can add a line.
const SENTENCES: &str = include_str!("dates/sentences.tsv");
const TRAPS: &str = include_str!("dates/traps.txt");

#[test]
fn traps() {
    let wrong: Vec<_> = TRAPS.lines().map(|t| (t, dates(t))).filter(|(_, d)| !d.is_empty()).collect();
    assert!(TRAPS.lines().count() >= 60);
    assert!(wrong.is_empty(), "{} traps caught something:\n{wrong:#?}", wrong.len());
}

/// Text without brackets, and what stood in them.
fn bracketed(source: &str) -> (String, Vec<String>) {
    let spans = source.split('[').skip(1).filter_map(|s| s.split_once(']')).map(|s| s.0.to_owned()).collect();
    (source.replace(['[', ']'], ""), spans)
}

#[test]
fn sentences() {
    let mut wrong = Vec::new();
    let lines = SENTENCES.lines().skip(1);
    assert!(lines.clone().count() >= 150);
    for line in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        let [source, values, intervals] = cells.as_slice() else {
            wrong.push(format!("not three cells: {line}"));
            continue;
        };
        let (text, spans) = bracketed(source);
        let want: Vec<(String, String, String)> = spans
            .into_iter()
            .zip(values.split(" | ").zip(intervals.split(" | ")))
            .map(|(s, (v, i))| (s, v.to_owned(), i.to_owned()))
            .collect();
        let interval = |v: &DateValue| match (v.earliest.as_str(), v.latest.as_str()) {
            ("", "") => String::new(),
            (a, b) => format!("{a}/{b}"),
        };
        let got: Vec<_> = resolved(&text).into_iter().map(|(span, r)| (span, r.value.value.clone(), interval(&r.value))).collect();
        if got != want {
            wrong.push(format!("{source}\n  want {want:?}\n  got  {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} sentences:\n{}", wrong.len(), wrong.join("\n"));
}

/// Every value of the sentences and of the examples beside the rules, for `.ci/check_edtf.py`: one a line, with its
/// bounds. Written where cargo keeps what tests leave behind.
#[test]
fn dump_for_the_edtf_parser() -> std::io::Result<()> {
    let examples = FAMILIES.iter().flat_map(|f| f.iter()).flat_map(|r| r.yes.iter()).map(|(text, _)| text.trim_start_matches("@ "));
    let sentences = SENTENCES.lines().skip(1).filter_map(|l| l.split('\t').next());
    let mut rows = Vec::new();
    for source in sentences.chain(examples) {
        let (text, _) = bracketed(source);
        for (_, r) in resolved(&text) {
            assert!(!r.basis.is_empty(), "{text}");
            let v = r.value;
            rows.push(format!("{},{},{},{},{}\n", cell(&v.value), v.type_.as_str(), v.granularity, v.earliest, v.latest));
        }
    }
    rows.sort();
    rows.dedup();
    assert!(rows.len() > 200);
    let head = "value,type,granularity,earliest,latest\n";
    std::fs::write(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("dates.csv"), head.to_owned() + &rows.concat())
}

/// A set of two readings has a comma in it.
fn cell(value: &str) -> String {
    if value.contains(',') { format!("\"{value}\"") } else { value.to_owned() }
}

#[test]
fn rule_and_basis_are_told() {
    let text = "On 4 March 2019 they met; two days later, on Wednesday, they left. On 5 May they met again, yesterday once more.";
    let prep = Prepared::new(text);
    let cands = spot(&prep);
    let names: Vec<&str> = FAMILIES.iter().flat_map(|f| f.iter()).map(|r| r.name).collect();
    assert!(cands.iter().all(|c| names.contains(&c.rule)));
    let basis: Vec<String> = resolved(text).into_iter().map(|(_, r)| r.basis).collect();
    assert_eq!(basis, ["explicit", "relative:2019-03-04", "relative:2019-11-27", "year-from:2019-11-27", "relative:2019-11-27"]);
}

#[test]
fn whole_sentences() {
    let cases: &[(&str, &[(&str, &str)])] = &[
        (
            "The meeting, held on 16-17 October 2019 in Vienna, gathered 370 experts; the next one is due in spring 2020.",
            &[("16-17 October 2019", "2019-10-16/2019-10-17"), ("spring 2020", "2020-21")],
        ),
        (
            "Since 9/11, resolutions 1373 (2001) and 2178 (2014) have guided us.",
            &[("9/11", "2001-09-11"), ("2001", "2001"), ("2014", "2014")],
        ),
        (
            "Ambassador in Cairo (2003-2007) and, from October 2008 to March 2011, in Rome.",
            &[("2003-2007", "2003/2007"), ("October 2008 to March 2011", "2008-10/2011-03")],
        ),
        (
            "The concert starts at 6.45 p.m. on Friday, 11 May 2012, and runs until 9 p.m.",
            &[("6.45 p.m. on Friday, 11 May 2012", "2012-05-11T18:45"), ("9 p.m.", "2012-05-11T21:00")],
        ),
        (
            "Ministers met on Tuesday and will meet again next month; they last met in June 2018.",
            &[("Tuesday", "2019-11-26"), ("next month", "2019-12"), ("June 2018", "2018-06")],
        ),
        (
            "Applications close on 31 December 2019, 23:59 CET, and open on 1 May each year.",
            &[("31 December 2019, 23:59 CET", "2019-12-31T23:59+01:00"), ("1 May", "2020-05-01"), ("each year", "P1Y")],
        ),
        ("By the end of 2020, and no later than mid-2021, it will be ready.", &[("the end of 2020", "2020"), ("mid-2021", "2021")]),
        ("On Wednesday, 27\u{a0}November\u{2009}2019, it rained.", &[("Wednesday, 27\u{a0}November\u{2009}2019", "2019-11-27")]),
    ];
    for (text, want) in cases {
        let want: Vec<_> = want.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        assert_eq!(dates(text), want, "{text}");
    }
}
