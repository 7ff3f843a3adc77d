//! Pieces of a longer stretch: "the first week of December", "the last Monday in May", "the second half of the 1990s",
//! and a day told by its number alone.

use super::{guard, make};
use crate::spot::date::lex::class;
use crate::spot::date::rule::{Match, Rule, kind};
use crate::spot::date::tree::{Every, Expr, Fields, Piece, Unit, Which, YearRef};

/// The rules.
pub const RULES: &[Rule] = &[
    Rule {
        name: "piece/units-of",
        kind: kind::PERIOD,
        level: 2,
        pattern: "the? ( <ord=nth> | <which=nth> | final|closing|opening ) <plainnum=n>? <unit> of|in ( the )? <@period>",
        reason: "A day, week or weekend by its number, or some of them, of a month or year. Weeks of a month have seven days from its first, or up to its last. Months of a year are lengths, as annotators have them.",
        build: units_of,
        score: 0.95,
        yes: &[
            ("during [the last week of November]", "2019-11-24/2019-11-30"),
            ("in [the first week of December] they", "2019-12-01/2019-12-07"),
            ("over [the first ten days of March 2019] it", "2019-03-01/2019-03-10"),
            ("by [the last day of the month]", "2019-11-30"),
            ("on [the first weekend of June 2019]", "2019-06-01/2019-06-02"),
        ],
        no: &["the first day of the 2021 festival", "the last week of the war", "the first nine months of 2019", "the next week in May"],
    },
    Rule {
        name: "piece/weekday-of",
        kind: kind::DAY,
        level: 2,
        pattern: "the? ( <ord=nth> | <which=nth> ) <weekday> of|in ( the )? <@period>",
        reason: "A weekday by its number in a month.",
        build: weekday_of,
        score: 0.95,
        yes: &[
            ("on [the first Monday of November 2019]", "2019-11-04"),
            ("held [the last Sunday in October 2018]", "2018-10-28"),
            ("on [the fourth Thursday of this month]", "2019-11-28"),
        ],
        no: &["the first Monday of the war", "the sixth Monday in May"],
    },
    Rule {
        name: "piece/weekday-of-each",
        kind: kind::OTHER,
        level: 0,
        pattern: "( the | every | each )? ( <ord=nth> | <which=nth> ) <weekday> of|in ( every|each|the ) month",
        reason: "\"the first Monday of each month\": it recurs once a month.",
        build: |m| {
            let recurs = (m.start..m.end).any(|i| matches!(m.word(i).to_ascii_lowercase().as_str(), "every" | "each"));
            nth(m)?;
            (recurs && m.doc.tokens[m.get("weekday")?.start].is_capital()).then_some(Expr::Set(Every::Units(1, Unit::Month)))
        },
        score: 0.96,
        yes: &[("meets on [the first Monday of each month] in Bern", "P1M"), ("[Every second Tuesday of the month] it meets.", "P1M")],
        no: &["on the first Monday of the month"],
    },
    Rule {
        name: "piece/every-other-weekday",
        kind: kind::OTHER,
        level: 0,
        pattern: "every ( second|other|third ) <weekday>",
        reason: "Every so many weeks.",
        build: |m| {
            let n = if m.word(m.start + 1).eq_ignore_ascii_case("third") { 3 } else { 2 };
            m.doc.tokens[m.get("weekday")?.start].is_capital().then_some(Expr::Set(Every::Units(n, Unit::Week)))
        },
        score: 0.94,
        yes: &[("meets [every other Friday] at noon", "P2W"), ("[Every third Sunday] it rests.", "P3W")],
        no: &["every other sun"],
    },
    Rule {
        name: "piece/half-of",
        kind: kind::PERIOD,
        level: 2,
        pattern: "the? ( <ord=nth> | <which=nth> | latter ) -? half of ( the )? <@period>",
        reason: "Halves of a month, a decade, a century; those of a year told have a rule of their own.",
        build: half_of,
        score: 0.89,
        yes: &[
            ("in [the second half of the 1990s] it", "1995/1999"),
            ("in [the first half of October 2019]", "2019-10-01/2019-10-15"),
            ("in [the latter half of 2018]", "2018-41"),
            ("in [the first half of the 20th century]", "1900/1949"),
        ],
        no: &["the second half of the match", "half of 2019"],
    },
    Rule {
        name: "piece/week-number",
        kind: kind::PERIOD,
        level: 0,
        pattern: "( calendar )? week <int=n> ( of | , | in | / )? <four=year>",
        reason: "A week by its number is one of ISO 8601: week 1 holds 4 January.",
        build: |m| {
            let n = m.num("n").filter(|n| (1..=53).contains(n))?;
            let fourth = Expr::Date(Fields { year: make::year(m), month: Some(1), day: Some(4), ..Fields::default() });
            Some(Expr::WeekOf(Box::new(Expr::Beside(7 * (n - 1), Box::new(fourth)))))
        },
        score: 0.9,
        yes: &[("in [week 47 of 2019] it", "2019-11-18/2019-11-24")],
        no: &["week 60 of 2019", "a week 2019 men worked"],
    },
    Rule {
        name: "piece/nth",
        kind: kind::DAY,
        level: 0,
        pattern: "the <day=nth>",
        reason: "\"on the 17th\": a day of the month last spoken of; only after a word that wants a date and before none that the number could count.",
        build: bare_nth,
        score: 0.7,
        yes: &[
            ("On 3 March 2018 they met; on [the 17th] they parted.", "2018-03-17"),
            ("The seminar was held on [the 17th] in Tirana.", "2019-11-17"),
            ("It will open on [the 3rd].", "2019-12-03"),
            ("@ It will open on [the 3rd].", "XXXX-XX-03"),
        ],
        no: &[
            "on the 17th floor",
            "on the 5th Floor",
            "from the 17th and 18th centuries",
            "on the 3rd of several days",
            "came in on the 2nd try",
        ],
    },
    Rule {
        name: "piece/holiday-week",
        kind: kind::PERIOD,
        level: 1,
        pattern: "<holiday> ( week | weekend )",
        reason: "The week or weekend that holds the day.",
        build: holiday_week,
        score: 0.92,
        yes: &[("over [Easter weekend] they rested", "2019-04-20/2019-04-21"), ("as [Christmas week] began", "2019-12-23/2019-12-29")],
        no: &["Easter weekday"],
    },
];

/// Which piece: its number, or -1 for the last.
fn nth(m: &Match) -> Option<i8> {
    let c = m.get("nth");
    let Some(c) = c else {
        let word = (m.start..m.end).map(|i| m.word(i).to_ascii_lowercase());
        return word.into_iter().find_map(|w| match w.as_str() {
            "opening" => Some(1),
            "final" | "closing" | "latter" => Some(-1),
            _ => None,
        });
    };
    match m.word(c.start).to_ascii_lowercase().as_str() {
        "last" => Some(-1),
        // "this", "next", "past": counted from now, not within the month
        _ if m.lexed[c.start].is(class::WHICH) => None,
        _ => m.num("nth").filter(|n| (1..=53).contains(n)).map(|n| n as i8),
    }
}

/// The stretch it is a piece of: one that is told or found in the calendar.
fn whole(m: &Match) -> Option<Box<Expr>> {
    let tree = m.tree("period")?;
    // "the first day of the 2021 festival": the year goes with what follows
    let c = m.get("period")?;
    if m.word(c.start - 1).eq_ignore_ascii_case("the") && c.end == c.start + 1 && m.lexed[c.start].is(class::YEAR) {
        return None;
    }
    (!matches!(tree, Expr::Modified(..) | Expr::Range(..) | Expr::Vague(_) | Expr::List(_))).then(|| Box::new(tree))
}

fn units_of(m: &Match) -> Option<Expr> {
    let unit = make::unit(m, "unit").filter(|u| matches!(u, Unit::Day | Unit::Week | Unit::Weekend))?;
    let count = m.num("n").unwrap_or(1);
    let plural = m.lex("unit")?.is(class::PLURAL);
    if !(1..=99).contains(&count) || plural != (count > 1) || guard::title(m) {
        return None;
    }
    Some(Expr::Within(nth(m)?, Piece::Units(count as u16, unit), whole(m)?))
}

fn weekday_of(m: &Match) -> Option<Expr> {
    let day = m.lex("weekday")?;
    if !m.doc.tokens[m.get("weekday")?.start].is_capital() {
        return None;
    }
    let n = nth(m).filter(|n| *n <= 5)?;
    Some(Expr::Within(n, Piece::Weekday(day.num as u8), whole(m)?))
}

fn half_of(m: &Match) -> Option<Expr> {
    let n = nth(m).filter(|n| matches!(n, -1 | 1 | 2))?;
    Some(Expr::Within(n, Piece::Half, whole(m)?))
}

/// Words after which a bare number of a day stands.
const ON: &[&str] = &["on", "until", "by", "till"];
/// Words that may follow it: what follows otherwise is counted ("on the 17th floor").
const NEXT: &[&str] = &[
    "in", "at", "for", "when", "while", "with", "by", "he", "she", "they", "we", "it", "but", "was", "were", "will", "as", "a", "an",
    "there", "that", "from", "before", "after", "under",
];

fn bare_nth(m: &Match) -> Option<Expr> {
    let day = m.lex("nth")?;
    let free = m.doc.tokens.get(m.end).is_none_or(|t| t.class == crate::text::token::Class::Punct && m.ahead(1) != "-")
        || m.lexed[m.end].broken
        || m.ahead_is(NEXT);
    if !day.is(class::NTH) || !m.back_is(ON) || !free {
        return None;
    }
    Some(Expr::Date(Fields { day: Some(day.num as u8), ..Fields::default() }))
}

fn holiday_week(m: &Match) -> Option<Expr> {
    let day = super::named::day(m.num("holiday")?)?;
    let tree = Box::new(Expr::Named(day, YearRef::Untold, Which::Bare));
    let weekend = m.word(m.end - 1).eq_ignore_ascii_case("weekend");
    Some(if weekend { Expr::WeekendOf(tree) } else { Expr::WeekOf(tree) })
}
