//! Named days: holidays that a calendar can compute, and days known by name.
//!
//! The names stand in `named_days.csv` beside this file, a row a day: name, aliases separated by ` | `, the day, a note.
//! The day is written `12-24` (each year), `1944-06-06` (once), `easter-2` or `eastern-easter+1` (days from Easter
//! Sunday), `-1 Monday 5` (the last Monday in May), `1 Monday 11 +1` (the day after the first Monday in November).
//! A name counts with capitals as written; UN days ("World Water Day") are events, not dates, and stay out, and so do
//! days that differ from country to country ("Independence Day").

use super::make;
use crate::spot::date::lex::{Lex, Lexicon, class};
use crate::spot::date::pattern::Value;
use crate::spot::date::rule::{Match, Rule, kind};
use crate::spot::date::tree::{Expr, Holiday, Which, YearRef};
use crate::text::Prepared;
use std::sync::LazyLock;

const CSV: &str = include_str!("named_days.csv");

/// The names, in small letters, one word a token, and the day; longer names before shorter ones.
static DAYS: LazyLock<Vec<(Vec<String>, Holiday)>> = LazyLock::new(|| table(CSV).unwrap_or_default());

/// Read the table. An error names line, value met and what was expected.
fn table(csv: &str) -> Result<Vec<(Vec<String>, Holiday)>, String> {
    let mut out = Vec::new();
    for (i, line) in csv.lines().enumerate().skip(1) {
        let cells: Vec<&str> = line.splitn(4, ',').collect();
        let [name, aliases, day, _] = cells.as_slice() else {
            return Err(format!("named_days.csv:{}: {line:?} has not four cells: expected name,aliases,day,note", i + 1));
        };
        let day = holiday_of(day).ok_or_else(|| {
            format!("named_days.csv:{}: {day:?} is no day: expected 12-24, 1944-06-06, easter-2, `-1 Monday 5` or `1 Monday 11 +1`", i + 1)
        })?;
        for name in std::iter::once(*name).chain(aliases.split(" | ")).filter(|n| !n.is_empty()) {
            let prep = Prepared::new(name);
            out.push(((0..prep.tokens.len()).map(|t| prep.word(t).to_lowercase()).collect(), day));
        }
    }
    out.sort_by_key(|(words, _): &(Vec<String>, Holiday)| std::cmp::Reverse(words.len()));
    Ok(out)
}

/// Read a cell of the day column.
fn holiday_of(cell: &str) -> Option<Holiday> {
    let offset = |s: &str| if s.is_empty() { Some(0) } else { s.parse::<i16>().ok() };
    if let Some(rest) = cell.strip_prefix("eastern-easter") {
        return offset(rest).map(Holiday::EasternEaster);
    }
    if let Some(rest) = cell.strip_prefix("easter") {
        return offset(rest).map(Holiday::Easter);
    }
    if let Some((n, rest)) = cell.split_once(' ') {
        const WEEK: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        let mut rest = rest.split(' ');
        let weekday = rest.next().and_then(|w| WEEK.iter().position(|d| *d == w))? as u8 + 1;
        let month = rest.next()?.parse().ok().filter(|m| (1..=12).contains(m))?;
        let after = rest.next().map_or(Some(0), |o| o.parse().ok())?;
        return Some(Holiday::Nth(n.parse().ok()?, weekday, month, after));
    }
    let parts: Vec<&str> = cell.split('-').collect();
    let number = |s: &&str| s.parse::<i16>().ok();
    match parts.as_slice() {
        [m, d] => Some(Holiday::Fixed(number(m)? as u8, number(d)? as u8)),
        [y, m, d] => Some(Holiday::Once(number(y)?, number(m)? as u8, number(d)? as u8)),
        _ => None,
    }
}

/// The day of a name by its index.
pub fn day(index: i32) -> Option<Holiday> {
    DAYS.get(usize::try_from(index).ok()?).map(|d| d.1)
}

/// Make the first words of the names known.
pub fn add_words(lexicon: &mut Lexicon) {
    for (words, _) in DAYS.iter() {
        if let Some(first) = words.first() {
            lexicon.add(first, class::NAMED, 0, 255);
        }
    }
}

/// The rules.
pub const RULES: &[Rule] = &[
    Rule {
        name: "named/nine-eleven",
        kind: kind::DAY,
        level: 0,
        pattern: "<numeral=m> ~ / ~ <numeral=d>",
        reason: "The attacks of 11 September 2001; never 9 November.",
        build: nine_eleven,
        score: 0.95,
        yes: &[("since [9/11] the rules are strict", "2001-09-11")],
        no: &["19/11 is a code", "open 24/7", "9/11/2019", "9/12"],
    },
    Rule {
        name: "named/holiday",
        kind: kind::DAY,
        level: 0,
        pattern: "( <which> )? <holiday> ( ( , | of | in )? <year> )?",
        reason: "The nearest, or the one of the year told; the words are names only with capitals.",
        build: holiday,
        score: 0.9,
        yes: &[
            ("found on [Thanksgiving Day] at sea", "2019-11-28"),
            ("on [Christmas Eve 2018] there", "2018-12-24"),
            ("since [last Easter] no talks", "2019-04-21"),
            ("On [Good Friday] the accord was signed.", "2019-04-19"),
            ("before [Christmas] they meet", "2019-12-25"),
            ("posters for [Election Day]", "2019-11-05"),
            ("on [St Patrick's Day 2019] they", "2019-03-17"),
            ("closed on [Whit Monday 2020] there", "2020-06-01"),
            ("on [Orthodox Easter 2021] in Kyiv", "2021-05-02"),
        ],
        no: &[
            "They sent Christmas cards.",
            "an Easter egg hunt",
            "the Easter Islands",
            "a good Friday",
            "the Christmas Islands",
            "new years come",
        ],
    },
];

fn nine_eleven(m: &Match) -> Option<Expr> {
    if m.num("m") != Some(9) || m.num("d") != Some(11) {
        return None;
    }
    let clean = |w: &str| !matches!(w, "/" | "-" | "." | ":");
    if m.glued_before() && !clean(m.back(1))
        || m.glued_after() && !clean(m.ahead(1)) && m.lexed.get(m.end + 1).is_some_and(|l| l.is(class::INT))
    {
        return None;
    }
    Some(Expr::Named(Holiday::Once(2001, 9, 11), YearRef::Untold, Which::Bare))
}

fn holiday(m: &Match) -> Option<Expr> {
    let day = day(m.num("holiday")?)?;
    let which = m.num("which").map_or(Which::Bare, make::which);
    // "Easter Islands", "Christmas Party": a capital after a one-word name makes another name of it
    let c = m.get("holiday")?;
    if c.end == c.start + 1 && m.end == c.end && m.doc.tokens.get(m.end).is_some_and(|t| t.is_capital()) && !m.lexed[m.end].broken {
        return None;
    }
    // "Christmas cards", "an Easter egg hunt": what belongs to the feast is not its day
    const OF_THE_FEAST: &[&str] = &[
        "card",
        "cards",
        "gift",
        "gifts",
        "present",
        "presents",
        "tree",
        "trees",
        "party",
        "parties",
        "market",
        "markets",
        "carol",
        "carols",
        "bonus",
        "bonuses",
        "dinner",
        "lights",
        "lighting",
        "shopping",
        "season",
        "decorations",
        "decoration",
        "egg",
        "eggs",
        "bunny",
        "cake",
        "pudding",
        "song",
        "songs",
        "story",
        "tale",
        "concert",
        "parade",
        "wishes",
        "greetings",
        "message",
        "spirit",
        "turkey",
    ];
    if m.ahead_is(OF_THE_FEAST) && m.end == c.end {
        return None;
    }
    Some(Expr::Named(day, make::year(m), which))
}

/// Read a name; the value is its index. The longest name wins because it stands first in the table.
pub fn read(doc: &Prepared, lexed: &[Lex], at: usize) -> Option<(usize, Value)> {
    let capital = |i: usize| doc.tokens.get(i).is_some_and(|t| t.is_capital());
    if !capital(at) {
        return None;
    }
    let fits = |words: &[String]| {
        words.iter().enumerate().all(|(i, w)| {
            let text = doc.word(at + i);
            let same = text.eq_ignore_ascii_case(w) || w == "'" && matches!(text, "’" | "‘");
            // small words inside a name ("of", "s") may be small; a line break may not stand inside
            same && (i == 0 || lexed.get(at + i).is_some_and(|l| !l.broken)) && (w.len() < 3 || capital(at + i) || i == 0)
        })
    };
    let index = DAYS.iter().position(|(words, _)| fits(words))?;
    Some((at + DAYS[index].0.len(), Value::Number(index as f64)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads_sorted_and_whole() {
        let days = table(CSV).expect("named_days.csv");
        assert!(days.len() > 60);
        let names: Vec<&str> = CSV.lines().skip(1).filter_map(|l| l.split(',').next()).collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(names, sorted, "named_days.csv is sorted by name, each name once");
    }

    #[test]
    fn a_bad_row_is_told() {
        let told = |row: &str| table(&format!("name,aliases,day,note\n{row}\n")).expect_err("an error");
        assert!(told("Whit Sunday,,pentecost,").starts_with("named_days.csv:2: \"pentecost\" is no day: expected"));
        assert!(told("Whit Sunday,,").contains("not four cells"));
    }
}
