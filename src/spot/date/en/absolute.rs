//! Dates with a month or weekday in words, and bare years.

use super::{guard, make};
use crate::spot::date::lex::class;
use crate::spot::date::rule::{Match, Rule, kind};
use crate::spot::date::tree::{Expr, Fields, YearRef};

/// The rules.
pub const RULES: &[Rule] = &[
    Rule {
        name: "date/day-month-year",
        kind: kind::DAY,
        level: 0,
        pattern: "( <weekday> ,? the? )? <day> of? <month> ,? ( of | in )? <year>",
        reason: "The usual order outside the United States; the weekday belongs to the date.",
        build: make::date,
        score: 0.98,
        yes: &[
            ("The talks open on [7 October 2010] in Sochi.", "2010-10-07"),
            ("Released [07 october 2010] by the press office.", "2010-10-07"),
            ("LISBON [14 JUNE 2016]", "2016-06-14"),
            ("On [Tuesday, 17 March 2015] the panel sat.", "2015-03-17"),
            ("the [24th of May 1997] agreement", "1997-05-24"),
            ("adopted on [1\u{a0}Sept.\u{a0}2019] in Vienna", "2019-09-01"),
            ("signed on the [3rd of March, 2001]", "2001-03-03"),
            ("a conference which the host country opened on [16\nOctober 2019] by request", "2019-10-16"),
        ],
        no: &["There were 40 May 2010 entries.", "On 31 \n\n June 2010 began."],
    },
    Rule {
        name: "date/month-day-year",
        kind: kind::DAY,
        level: 0,
        pattern: "( <weekday> ,? )? <month> the? <day> ,? <year>",
        reason: "The usual order in the United States; the comma after the year is left outside.",
        build: month_day_year,
        score: 0.98,
        yes: &[
            ("It was signed on [August 14, 2003], in Accra.", "2003-08-14"),
            ("TUNIS, Tunisia ([Feb. 21, 2014]) — Judges met.", "2014-02-21"),
            ("On [Sunday, July 4, 1993] they spoke.", "1993-07-04"),
            ("[March 1 2019] is the deadline.", "2019-03-01"),
        ],
        no: &["In March 40, 2019 people came."],
    },
    Rule {
        name: "date/year-month-day",
        kind: kind::DAY,
        level: 0,
        pattern: "<four=year> ,? <month> <day>",
        reason: "Year first with the month in words, as translations from Chinese and Hungarian write.",
        build: make::date,
        score: 0.9,
        yes: &[("Issued [2019 October 16] in Beijing.", "2019-10-16")],
        no: &["In 2019 May 40 came."],
    },
    Rule {
        name: "date/day-mon-yy",
        kind: kind::DAY,
        level: 0,
        pattern: "<numeral=day> ~ -|/|. ~ <month> ~ -|/|. ~ ( <four=year> | <two> )",
        reason: "Day, month in letters and year joined by marks, as in tables and message headers.",
        build: make::date,
        score: 0.95,
        yes: &[("Report of [19-Nov-12] from the field.", "2012-11-19"), ("as of [03/Feb/2011] the fund held", "2011-02-03")],
        no: &["the 4-may-5 rule", "line 31-Jun-12 of the log"],
    },
    Rule {
        name: "date/day-month",
        kind: kind::DAY,
        level: 0,
        pattern: "( <weekday> ,? the? )? <day> of? <month>",
        reason: "Without a year: the resolver takes the nearest.",
        build: day_month,
        score: 0.95,
        yes: &[
            ("The picnic of [19 February] was short.", "2020-02-19"),
            ("It began on [Monday 25 November] in Nice.", "2019-11-25"),
            ("on the [21st of June]", "2019-06-21"),
            ("by [12 August]: the reply", "2019-08-12"),
        ],
        no: &[
            "He lives in 17 November Street.",
            "the 26 July Movement",
            "Some 12 may leave.",
            "The 20 march on.",
            "All 30 February entries",
            "version 3.10 May be late",
        ],
    },
    Rule {
        name: "date/month-day",
        kind: kind::DAY,
        level: 0,
        pattern: "( ( this coming|past? )? <weekday> ,? )? <month> the? ( <day> | <ord=day> )",
        reason: "As above, American order; ordinals in words too.",
        build: month_day,
        score: 0.95,
        yes: &[
            ("near the town of Ghent, Belgium, [July 9].", "2019-07-09"),
            ("@ near the town of Ghent, Belgium, [July 9].", "XXXX-07-09"),
            ("[Sept. 6]: the bridge was closed", "2019-09-06"),
            ("It is [this coming Sunday, December first].", "2019-12-01"),
            ("at the [Jan. 22] hearing", "2020-01-22"),
        ],
        no: &["On May 10,000 people marched.", "a March 3.5 percent fall", "June 40 was fine", "she may 3 times"],
    },
    Rule {
        name: "date/weekday",
        kind: kind::DAY,
        level: 0,
        pattern: "<weekday>",
        reason: "A bare weekday; abbreviations are words of their own (sat, sun, wed) and need a date beside them.",
        build: weekday,
        score: 0.9,
        yes: &[
            ("Ministers met on [Tuesday] in Brussels.", "2019-11-26"),
            ("Ministers met on [Wednesday] in Brussels.", "2019-11-27"),
            ("Ministers will meet on [Friday] in Brussels.", "2019-11-29"),
        ],
        no: &[
            "The Sun rose.",
            "He sat down.",
            "the Sunday Times reported",
            "Mayor Sunday Okoro greeted them.",
            "Ruby Tuesday restaurants",
            "Black Friday sales",
            "They wed in Rome.",
        ],
    },
    Rule {
        name: "period/month-year",
        kind: kind::PERIOD,
        level: 0,
        pattern: "<month> ( , | of | in )? <year>",
        reason: "A month with its year.",
        build: month_year,
        score: 0.97,
        yes: &[
            ("She has taught since [March 2011].", "2011-03"),
            ("in [Sept. 2019] and after", "2019-09"),
            ("the [May 2019] elections", "2019-05"),
            ("in [December, 2009] the board", "2009-12"),
            ("in [August nineteen eighty-four] a flood", "1984-08"),
        ],
        no: &["In May 1000 people came.", "It may 2019 be.", "He will march 1900 kilometres."],
    },
    Rule {
        name: "period/month",
        kind: kind::PERIOD,
        level: 0,
        pattern: "<month>",
        reason: "A bare month; May, March, April, June and August are words or names as well.",
        build: month,
        score: 0.85,
        yes: &[
            ("They meet in Turin in [December] again.", "2019-12"),
            ("Since [February], bees have flown.", "2019-02"),
            ("[June]'s figures were low.", "2019-06"),
            ("He left in [May].", "2019-05"),
        ],
        no: &[
            "It may rain.",
            "May I speak?",
            "Mrs May met him.",
            "Theresa May said so.",
            "April Jones came.",
            "They march on.",
            "March on Rome was a coup.",
            "The Dec panel met.",
            "an august body",
            "June Carter sang.",
            "Tom Brown and June Smith came.",
            "MAY BE REPRODUCED FREELY",
            "Prime Minister May said no.",
            "Ms August spoke.",
            "June says her father was there.",
            "Jan Novak and May Chidiac met.",
        ],
    },
    Rule {
        name: "period/year",
        kind: kind::PERIOD,
        level: 0,
        pattern: "( the year )? <year>",
        reason: "Four digits are a year unless what stands beside them numbers or counts.",
        build: year,
        score: 0.85,
        yes: &[
            ("In [2006], she led the choir.", "2006"),
            ("resolution 1373 ([2001]) of the Council", "2001"),
            ("the [2016] census", "2016"),
            ("since [1648] the treaty", "1648"),
            ("the class of ['68]", "1968"),
            ("in [nineteen eighty-six] it was", "1986"),
        ],
        no: &[
            "resolution 1373 was adopted",
            "about 2000 troops left",
            "Room 2019 is free.",
            "tel. +43 2010 1999",
            "It cost $1999 then.",
            "2017-04-XR-358",
            "Boeing 1990 seats",
            "the year-2000-ready box",
            "ISO 9001 and 1999.5 points",
            "some 1950 kilometres",
            "Canberra ACT 2600",
            "a list of 1234 names",
            "a loan of EUR 2018 or 1950 USD",
            "a run from 1900 to 2000 metres",
        ],
    },
];

fn month_day_year(m: &Match) -> Option<Expr> {
    if m.num("day")? > 31 || guard::number_goes_on(m) {
        return None;
    }
    make::date(m)
}

/// A month name that is no name of a person and no verb when it stands beside a day.
fn proper(m: &Match) -> Option<()> {
    let c = m.get("month")?;
    // "may 3 times", "march 10 abreast" are verbs; other months are written small only by mistake
    let verb = matches!(m.num("month")?, 3 | 5);
    (m.doc.tokens[c.start].is_capital() || !verb).then_some(())
}

fn day_month(m: &Match) -> Option<Expr> {
    proper(m)?;
    let c = m.get("month")?;
    // "the 12 May be told": a bare number before the verb cannot be seen; lower case was refused.
    if guard::number_went_on(m) || m.doc.tokens[c.start].len() < 3 || guard::names_a_thing(m) {
        return None;
    }
    make::date(m)
}

fn month_day(m: &Match) -> Option<Expr> {
    proper(m)?;
    if guard::number_goes_on(m) || m.num("day")? > 31 || m.ahead_is(&["percent", "per", "million", "billion", "%"]) {
        return None;
    }
    // "April first-quarter results"
    if m.ahead(1) == "-"
        && m.glued_after()
        && m.get("day").is_some_and(|d| !matches!(d.value, crate::spot::date::pattern::Value::Token(l) if l.is(class::INT)))
    {
        return None;
    }
    if m.lex("day").is_some_and(|l| l.is(class::ORD) && !l.is(class::NTH)) && m.ahead_is(&["quarter", "half", "week", "time"]) {
        return None;
    }
    make::date(m)
}

/// Words that make a title of a weekday.
const PAPERS: &[&str] =
    &["Times", "Telegraph", "Mail", "Mirror", "Herald", "Express", "Post", "Night", "Independent", "Tribune", "Review", "School", "World"];
const NAMED_DAYS: &[&str] = &[
    "Black", "Bloody", "Good", "Ash", "Palm", "Easter", "Cyber", "Fat", "Shrove", "Ruby", "Maundy", "Holy", "Super", "Casual", "Man", "Joe",
];

fn weekday(m: &Match) -> Option<Expr> {
    let lex = m.lex("weekday")?;
    if lex.is(class::ABBR) || !m.doc.tokens[m.start].is_capital() {
        return None;
    }
    let title = PAPERS.contains(&m.ahead(1)) && !guard::shouting(m) && m.ahead(1) != "Night";
    // "Friday-Jones"; "Monday-Friday" is the range rule's
    let double = m.ahead(1) == "-"
        && m.glued_after()
        && m.doc.tokens.get(m.end + 1).is_some_and(|t| t.is_capital())
        && !m.lexed[m.end + 1].is(class::WEEKDAY);
    if title
        || double
        || guard::after_title(m) && m.doc.tokens.get(m.end).is_some_and(|t| t.is_capital())
        || NAMED_DAYS.contains(&m.back(1))
    {
        return None;
    }
    Some(Expr::Date(Fields { weekday: Some(lex.num as u8), ..Fields::default() }))
}

fn month_year(m: &Match) -> Option<Expr> {
    proper(m)?;
    let year = make::year(m);
    if let YearRef::Is(n) = year
        && (!(1500..=2100).contains(&n) || m.ahead_is(&["people", "troops", "kilometres", "soldiers", "men", "miles"]))
    {
        return None;
    }
    if guard::number_goes_on(m) {
        return None;
    }
    Some(Expr::Date(Fields { year, month: m.num("month").map(|n| n as u8), ..Fields::default() }))
}

fn month(m: &Match) -> Option<Expr> {
    let lex = m.lex("month")?;
    // "the 26 July Movement"
    if guard::names_a_thing(m) {
        return None;
    }
    if lex.is(class::ABBR) && !m.back_is(&["in", "since", "until", "by", "of", "from"]) || !guard::is_month(m, m.start, lex.num) {
        return None;
    }
    if lex.is(class::ABBR) && m.word(m.end - 1) != "." {
        return None;
    }
    Some(Expr::Date(Fields { month: Some(lex.num as u8), ..Fields::default() }))
}

fn year(m: &Match) -> Option<Expr> {
    let year = make::year(m);
    match year {
        YearRef::Is(n) if m.lexed[m.end - 1].is(class::YEAR) && m.end - m.start == 1 => guard::is_year(m, n).then_some(())?,
        YearRef::Short(_) => (m.back_is(&["in", "since", "of", "from", "until", "during"]) && !guard::number_goes_on(m)).then_some(())?,
        _ => {}
    }
    Some(Expr::Date(Fields { year, ..Fields::default() }))
}
