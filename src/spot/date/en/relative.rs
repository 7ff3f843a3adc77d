//! Dates told from the publication date or from what was last spoken of.

use super::words::which;
use super::{guard, make};
use crate::spot::date::lex::class;
use crate::spot::date::rule::{Match, Rule, kind};
use crate::spot::date::tree::{Anchor, Expr, Fields, Unit, YearRef};

/// The rules.
pub const RULES: &[Rule] = &[
    Rule {
        name: "relative/today",
        kind: kind::DAY,
        level: 0,
        pattern: "<deictic>",
        reason: "Days counted from publication; in a quotation \"today\" may be the present, which cannot be told apart here.",
        build: today,
        score: 0.95,
        yes: &[
            ("The minister met them [today].", "2019-11-27"),
            ("[Yesterday] we saw it.", "2019-11-26"),
            ("The jury returns [tomorrow].", "2019-11-28"),
        ],
        no: &["USA todayish", "He writes for Science Today and others.", "the needs of today's world"],
    },
    Rule {
        name: "relative/day-before-yesterday",
        kind: kind::DAY,
        level: 0,
        pattern: "the? day before|after <deictic=d>",
        reason: "Two days from publication.",
        build: |m| {
            let d = m.num("d").filter(|d| *d != 0)?;
            Some(Expr::Shift(Some(d * 2), Unit::Day, Anchor::Reference))
        },
        score: 0.95,
        yes: &[("He left [the day before yesterday].", "2019-11-25")],
        no: &["the day before today's vote"],
    },
    Rule {
        name: "relative/which-unit",
        kind: kind::PERIOD,
        level: 0,
        pattern: "( the )? <which> ( ( calendar )? <unit> )",
        reason: "\"last week\" is the calendar week before; \"the following year\" counts from what was spoken of.",
        build: which_unit,
        score: 0.92,
        yes: &[
            ("He came [last week].", "2019-11-18/2019-11-24"),
            ("[This week], a choir sings in Turku.", "2019-11-25/2019-12-01"),
            ("a vote [next year] is due", "2020"),
            ("plant more trees [this year].", "2019"),
            ("@ plant more trees [this year].", "PRESENT_REF"),
            ("in [the current month] we", "2019-11"),
            ("In 2001 he left. [The following year] he died.", "2002"),
            ("On 6 May 2019 he left; [the following week] she did.", "2019-05-13/2019-05-19"),
            ("through [the past year] wages", "2018"),
            ("over [the past decade] wages", "P10Y"),
        ],
        no: &[
            "at the last minute",
            "the next second",
            "this day and age",
            "last days of the war",
            "the last day",
            "on the programme This Week he said",
        ],
    },
    Rule {
        name: "relative/which-day",
        kind: kind::DAY,
        level: 0,
        pattern: "( the )? <which> ( <which=w2> )? <weekday>",
        reason: "\"last Friday\" is the one before publication day, \"next\" the one after it.",
        build: which_day,
        score: 0.94,
        yes: &[
            ("held [last Friday] in Nice", "2019-11-22"),
            ("held [last Wednesday] in Nice", "2019-11-20"),
            ("to be held [next Monday]", "2019-12-02"),
            ("It is [this coming Sunday].", "2019-12-01"),
            ("On 4 March 2019 he left; [the previous Friday] he", "2019-03-01"),
        ],
        no: &["the last Sat nav"],
    },
    Rule {
        name: "relative/which-month",
        kind: kind::PERIOD,
        level: 0,
        pattern: "( the )? <which> ( <which=w2> )? ( <monthname> | <season> )",
        reason: "\"last May\" is the one before the publication month, \"this September\" the one in the same year.",
        build: which_month,
        score: 0.94,
        yes: &[
            ("opened [last May] near Rome", "2019-05"),
            ("The harvest [this September] was thin.", "2019-09"),
            ("[next spring] they return", "2020-21"),
            ("the storks left [this spring].", "2019-21"),
            ("began [last fall] in Bergen when", "2018-23"),
        ],
        no: &["this may be", "the last march of the men", "these last falls", "the last fall in prices"],
    },
    Rule {
        name: "relative/month-which-year",
        kind: kind::PERIOD,
        level: 0,
        pattern: "<month> <day>? ,? ( of )? <which> year",
        reason: "\"June last year\".",
        build: month_which_year,
        score: 0.95,
        yes: &[
            ("In [June last year], nobody came.", "2018-06"),
            ("from [April next year] on", "2020-04"),
            ("on [October 8 this year] it", "2019-10-08"),
        ],
        no: &["June, the last years"],
    },
    Rule {
        name: "relative/day-month-which-year",
        kind: kind::DAY,
        level: 0,
        pattern: "<day> <month> ,? ( of )? <which> year",
        reason: "As above, day first.",
        build: month_which_year,
        score: 0.95,
        yes: &[("on [8 October last year] it", "2018-10-08")],
        no: &["8 October, the last years"],
    },
    Rule {
        name: "relative/nth-of-month",
        kind: kind::DAY,
        level: 0,
        pattern: "<day> of <which> month",
        reason: "\"the 17th of this month\".",
        build: |m| {
            let month = Expr::Shift(Some(m.num("which").filter(|n| n.abs() <= 1)?), Unit::Month, Anchor::Reference);
            Some(Expr::Beside(m.num("day")? - 1, Box::new(month)))
        },
        score: 0.95,
        yes: &[("on the [17th of this month] they", "2019-11-17")],
        no: &["the 17th of these months"],
    },
    Rule {
        name: "relative/weekday-which-week",
        kind: kind::DAY,
        level: 0,
        pattern: "<weekday> ( of )? <which> week",
        reason: "\"Monday last week\".",
        build: weekday_in_week,
        score: 0.95,
        yes: &[("on [Monday last week] they", "2019-11-18"), ("by [Friday of this week]", "2019-11-29")],
        no: &["Monday, the last weeks"],
    },
    Rule {
        name: "relative/the-year",
        kind: kind::PERIOD,
        level: 0,
        pattern: "( so far ( in )? )? the year|month|week",
        reason: "The unit that holds the publication day, where nothing follows that makes it another.",
        build: the_unit,
        score: 0.7,
        yes: &[("For [the year], volume fell.", "2019")],
        no: &["the year he was born", "the week of 4 June", "the year that changed us", "man of the year award", "the month after"],
    },
    Rule {
        name: "relative/weekend",
        kind: kind::DAY,
        level: 0,
        pattern: "( the | <which> )? weekend",
        reason: "The weekend before publication; on a Thursday or Friday, or with a future verb, the one to come.",
        build: weekend,
        score: 0.85,
        yes: &[("Over [the weekend], divers searched.", "2019-11-23/2019-11-24"), ("[next weekend] they meet", "2019-11-30/2019-12-01")],
        no: &["a weekend cottage", "weekend trips"],
    },
    Rule {
        name: "relative/week-of",
        kind: kind::PERIOD,
        level: 2,
        pattern: "( the week | the weekend ) ( of | beginning|starting|ending|ended | beginning on ) <@day> ( ~ - ~ <day> )?",
        reason: "The calendar week or weekend that holds the day.",
        build: week_of,
        score: 0.94,
        yes: &[
            ("a seminar in [the week of April 15]", "2020-04-13/2020-04-19"),
            ("in [the week of November 18-22] it", "2019-11-18/2019-11-24"),
        ],
        no: &["the week of talks"],
    },
    Rule {
        name: "relative/day-before-date",
        kind: kind::DAY,
        level: 2,
        pattern: "the? day|week before|after ( last|next )? <@day>",
        reason: "A day beside another.",
        build: beside,
        score: 0.9,
        yes: &[("[the day before 4 June 2019] they", "2019-06-03")],
        no: &["the day before the vote"],
    },
];

fn today(m: &Match) -> Option<Expr> {
    // "today's world" is the present one; "today's vote" is a date
    const AGE: &[&str] = &["world", "youth", "society", "generation", "standards", "technology", "economy", "children", "realities"];
    let age = matches!(m.ahead(1), "'" | "’") && m.ahead(2) == "s" && AGE.iter().any(|w| m.ahead(3).eq_ignore_ascii_case(w));
    // "tomorrow", "today" with a capital inside a sentence name a paper or a programme
    if age || guard::title(m) {
        return None;
    }
    Some(Expr::Shift(Some(m.num("deictic")?), Unit::Day, Anchor::Reference))
}

fn which_unit(m: &Match) -> Option<Expr> {
    if guard::title(m) {
        return None;
    }
    let unit = make::unit(m, "unit")?;
    let lex = m.lex("unit")?;
    let n = m.num("which")?;
    if unit < Unit::Day || unit == Unit::Weekend || lex.is(class::PLURAL) || m.glued_after() && m.ahead(1) == "-" {
        return None;
    }
    if unit == Unit::Day {
        // "the next day" is a date; "last day", "this day" are not
        let the = m.word(m.start).eq_ignore_ascii_case("the");
        return match n {
            which::NEXT | which::AFTER if the => Some(Expr::Shift(Some(1), Unit::Day, Anchor::Mention)),
            which::BEFORE if the => Some(Expr::Shift(Some(-1), Unit::Day, Anchor::Mention)),
            _ => None,
        };
    }
    if unit == Unit::Quarter && m.ahead_is(&["final", "finals"]) {
        return None;
    }
    // "over the past decade" is the ten years up to now, not those of the calendar
    if unit == Unit::Decade && m.word(m.get("which")?.start).eq_ignore_ascii_case("past") {
        return Some(make::length(1.0, unit));
    }
    Some(match n {
        which::LAST => Expr::Shift(Some(-1), unit, Anchor::Reference),
        which::THIS => Expr::Shift(Some(0), unit, Anchor::Reference),
        which::NEXT | which::COMING => Expr::Shift(Some(1), unit, Anchor::Reference),
        n => {
            let tree = Expr::Shift(Some(if n == which::BEFORE { -1 } else { 1 }), unit, Anchor::Mention);
            // "the following week" is a week, "a week later" a day
            if unit == Unit::Week { Expr::WeekOf(Box::new(tree)) } else { tree }
        }
    })
}

/// "this coming", "this past": the second word decides.
fn decided(m: &Match) -> Option<i32> {
    let n = m.num("which")?;
    match m.num("w2") {
        None => Some(n),
        Some(second) if n == which::THIS => Some(second),
        Some(_) => None,
    }
}

fn which_day(m: &Match) -> Option<Expr> {
    let lex = m.lex("weekday")?;
    if lex.is(class::ABBR) || !m.doc.tokens[m.get("weekday")?.start].is_capital() {
        return None;
    }
    Some(Expr::Date(Fields { weekday: Some(lex.num as u8), which: make::which(decided(m)?), ..Fields::default() }))
}

fn which_month(m: &Match) -> Option<Expr> {
    let which = make::which(decided(m)?);
    if let Some(lex) = m.lex("monthname") {
        let at = m.get("monthname")?.start;
        if lex.is(class::ABBR) || !m.doc.tokens[at].is_capital() {
            return None;
        }
        return Some(Expr::Date(Fields { month: Some(lex.num as u8), which, ..Fields::default() }));
    }
    // "the last fall in prices", but "last fall in Berlin"
    if (m.word(m.start).eq_ignore_ascii_case("the") || m.back_is(&["the"])) && m.ahead_is(&["of", "in", "from"]) {
        return None;
    }
    Some(Expr::Date(Fields { season: m.num("season").map(make::season), which, ..Fields::default() }))
}

fn month_which_year(m: &Match) -> Option<Expr> {
    let n = m.num("which").filter(|n| n.abs() <= 1)?;
    let at = m.get("month")?.start;
    if !m.doc.tokens[at].is_capital() {
        return None;
    }
    let f =
        Fields { year: YearRef::Shift(n), month: m.num("month").map(|n| n as u8), day: m.num("day").map(|n| n as u8), ..Fields::default() };
    make::exists(&f).then_some(Expr::Date(f))
}

fn weekday_in_week(m: &Match) -> Option<Expr> {
    let n = m.num("which").filter(|n| n.abs() <= 1)?;
    let day = m.num("weekday")? as u8;
    Some(Expr::InWeek(day, Box::new(Expr::Shift(Some(n), Unit::Week, Anchor::Reference))))
}

fn the_unit(m: &Match) -> Option<Expr> {
    // What makes it a year of its own, an award, or a stretch told later.
    const TAIL: &[&str] = &[
        "he",
        "she",
        "they",
        "it",
        "we",
        "i",
        "of",
        "that",
        "when",
        "in",
        "after",
        "before",
        "award",
        "ahead",
        "round",
        "since",
        "which",
        "leading",
        "preceding",
        "prior",
        "later",
        "and",
        "long",
        "-",
        "one",
    ];
    if m.ahead_is(TAIL) || m.ahead_is(&["ended", "ending"]) && m.back_is(&["of"]) {
        return None;
    }
    let unit = match m.word(m.end - 1).to_ascii_lowercase().as_str() {
        "year" => Unit::Year,
        "month" => Unit::Month,
        _ => Unit::Week,
    };
    if m.ahead_is(&["ended", "ending", "to"]) {
        return Some(make::length(1.0, unit));
    }
    if m.back_is(&["of"])
        && matches!(m.back(2).to_ascii_lowercase().as_str(), "man" | "person" | "woman" | "player" | "time" | "times" | "day" | "book")
        // "the last day of the month" is of this one
        && !(m.start > 2 && m.lexed[m.start - 3].is(class::ORD | class::WHICH))
    {
        return None;
    }
    Some(Expr::Shift(Some(0), unit, Anchor::Reference))
}

fn weekend(m: &Match) -> Option<Expr> {
    let next = m.doc.tokens.get(m.end);
    if m.end - m.start == 1
        || m.word(m.start).eq_ignore_ascii_case("the") && next.is_some_and(|t| t.is_lower()) && m.ahead_is(&["of", "cottage", "trips"])
    {
        return None;
    }
    let shift = match m.num("which") {
        None | Some(which::LAST | which::BEFORE) => -1,
        Some(which::NEXT | which::COMING | which::AFTER) => 1,
        Some(_) => 0,
    };
    if guard::shouting(m) && m.get("which").is_none() {
        return None;
    }
    Some(Expr::Shift(Some(shift), Unit::Weekend, Anchor::Reference))
}

fn week_of(m: &Match) -> Option<Expr> {
    let day = Box::new(m.tree("day")?);
    Some(if m.word(m.start + 1).eq_ignore_ascii_case("weekend") { Expr::WeekendOf(day) } else { Expr::WeekOf(day) })
}

fn beside(m: &Match) -> Option<Expr> {
    let at = m.start + usize::from(m.word(m.start).eq_ignore_ascii_case("the"));
    let after = m.word(at + 1).eq_ignore_ascii_case("after");
    if !m.word(at).eq_ignore_ascii_case("day") {
        return None;
    }
    Some(Expr::Beside(if after { 1 } else { -1 }, Box::new(m.tree("day")?)))
}
