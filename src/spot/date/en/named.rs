//! Named days: holidays that a calendar can compute, and days known by name.
//!
//! A name with capitals as written here; UN days ("World Water Day") are events, not dates, and stay out.

use super::make;
use crate::spot::date::lex::{Lex, Lexicon, class};
use crate::spot::date::pattern::Value;
use crate::spot::date::rule::{Match, Rule, kind};
use crate::spot::date::tree::{Expr, Holiday, Which, YearRef};
use crate::text::Prepared;

/// The names, in small letters, one word a token, and the day.
const DAYS: &[(&[&str], Holiday)] = &[
    (&["christmas", "eve"], Holiday::Fixed(12, 24)),
    (&["christmas", "day"], Holiday::Fixed(12, 25)),
    (&["christmas"], Holiday::Fixed(12, 25)),
    (&["boxing", "day"], Holiday::Fixed(12, 26)),
    (&["new", "year", "'", "s", "eve"], Holiday::Fixed(12, 31)),
    (&["new", "year", "'", "s", "day"], Holiday::Fixed(1, 1)),
    (&["new", "year", "'", "s"], Holiday::Fixed(1, 1)),
    (&["valentine", "'", "s", "day"], Holiday::Fixed(2, 14)),
    (&["st", ".", "patrick", "'", "s", "day"], Holiday::Fixed(3, 17)),
    (&["may", "day"], Holiday::Fixed(5, 1)),
    (&["halloween"], Holiday::Fixed(10, 31)),
    (&["anzac", "day"], Holiday::Fixed(4, 25)),
    (&["bastille", "day"], Holiday::Fixed(7, 14)),
    (&["armistice", "day"], Holiday::Fixed(11, 11)),
    (&["veterans", "day"], Holiday::Fixed(11, 11)),
    (&["fourth", "of", "july"], Holiday::Fixed(7, 4)),
    (&["thanksgiving", "day"], Holiday::Nth(4, 4, 11)),
    (&["thanksgiving"], Holiday::Nth(4, 4, 11)),
    (&["labor", "day"], Holiday::Nth(1, 1, 9)),
    (&["memorial", "day"], Holiday::Nth(-1, 1, 5)),
    (&["election", "day"], Holiday::ElectionDay),
    (&["good", "friday"], Holiday::Easter(-2)),
    (&["palm", "sunday"], Holiday::Easter(-7)),
    (&["ash", "wednesday"], Holiday::Easter(-46)),
    (&["easter", "sunday"], Holiday::Easter(0)),
    (&["easter", "monday"], Holiday::Easter(1)),
    (&["easter"], Holiday::Easter(0)),
    (&["whit", "monday"], Holiday::Easter(50)),
    (&["d", "-", "day"], Holiday::Once(1944, 6, 6)),
    (&["ve", "day"], Holiday::Once(1945, 5, 8)),
];

/// Make the first words of the names known.
pub fn add_words(lexicon: &mut Lexicon) {
    for (words, _) in DAYS {
        lexicon.add(words[0], class::NAMED, 0, 255);
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
        ],
        no: &["the Easter Islands", "a good Friday", "the Christmas Islands", "new years come"],
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
    let (_, day) = DAYS.get(m.num("holiday")? as usize)?;
    let which = m.num("which").map_or(Which::Bare, make::which);
    // "Easter Islands", "Christmas Party": a capital after a one-word name makes another name of it
    let c = m.get("holiday")?;
    if c.end == c.start + 1 && m.end == c.end && m.doc.tokens.get(m.end).is_some_and(|t| t.is_capital()) && !m.lexed[m.end].broken {
        return None;
    }
    Some(Expr::Named(*day, make::year(m), which))
}

/// Read a name; the value is its index. The longest name wins because it stands first in the table.
pub fn read(doc: &Prepared, lexed: &[Lex], at: usize) -> Option<(usize, Value)> {
    let capital = |i: usize| doc.tokens.get(i).is_some_and(|t| t.is_capital());
    if !capital(at) {
        return None;
    }
    let fits = |words: &[&str]| {
        words.iter().enumerate().all(|(i, w)| {
            let text = doc.word(at + i);
            let same = text.eq_ignore_ascii_case(w) || *w == "'" && matches!(text, "’" | "‘");
            // small words inside a name ("of", "s") may be small; a line break may not stand inside
            same && (i == 0 || lexed.get(at + i).is_some_and(|l| !l.broken)) && (w.len() < 3 || capital(at + i) || i == 0)
        })
    };
    let index = DAYS.iter().position(|(words, _)| fits(words))?;
    Some((at + DAYS[index].0.len(), Value::Number(index as f64)))
}
