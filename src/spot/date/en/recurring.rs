//! Recurring times: "daily", "every Monday", "a year" as a rate.

use super::{guard, make};
use crate::spot::date::lex::class;
use crate::spot::date::rule::{Match, Rule, kind};
use crate::spot::date::tree::{Every, Expr, Unit};

/// The rules.
pub const RULES: &[Rule] = &[
    Rule {
        name: "set/adverb",
        kind: kind::OTHER,
        level: 0,
        pattern: "<often>",
        reason: "An adverb or adjective of recurrence.",
        build: often,
        score: 0.75,
        yes: &[("The group meets [annually] in Nice.", "P1Y"), ("feed the geese [daily] and", "P1D")],
        no: &["the party daily Zora wrote", "the Daily Mail", "News Weekly", "to grow by 20% annually", "costs $3 million annually"],
    },
    Rule {
        name: "set/every-unit",
        kind: kind::OTHER,
        level: 0,
        pattern: "( each | every ) ( <plainnum=n> | other | few )? <unit>",
        reason: "\"every three years\", \"each month\".",
        build: every,
        score: 0.93,
        yes: &[("storks return [each year].", "P1Y"), ("meets [every two years] in", "P2Y"), ("meets [every other week] in", "P2W")],
        no: &["every second counts", "every man"],
    },
    Rule {
        name: "set/every-day-name",
        kind: kind::OTHER,
        level: 0,
        pattern: "( each | every ) ( <weekday> <part>? | <monthname> | <season> | <part> | weekend )",
        reason: "\"every Monday\", \"each July\", \"every morning\".",
        build: every_name,
        score: 0.93,
        yes: &[("sails [each Thursday] at", "XXXX-WXX-4"), ("swim [each August] off", "XXXX-08"), ("opens [every summer] here", "XXXX-SU")],
        no: &["every spring in the mattress broke", "every march"],
    },
    Rule {
        name: "set/weekdays",
        kind: kind::OTHER,
        level: 0,
        pattern: "mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays",
        reason: "A weekday in the plural.",
        build: weekdays,
        score: 0.85,
        yes: &[("closed on [Mondays] all year", "XXXX-WXX-1")],
        no: &["the movement Fridays for Future", "TGI Fridays restaurant", "the Happy Mondays"],
    },
    Rule {
        name: "set/a-unit",
        kind: kind::OTHER,
        level: 0,
        pattern: "( a | an | per ) <unit>",
        reason: "How often: only after a number or a count of times. A rate of money is an amount and no time.",
        build: rate,
        score: 0.9,
        yes: &[("bakes 40 loaves twice [a month] here", "P1M"), ("sings at six concerts, three times [a year] now", "P1Y")],
        no: &["He spent a year there.", "a day at sea", "for a second time", "costs €48 million a year now", "open 24 hours a day"],
    },
];

fn often(m: &Match) -> Option<Expr> {
    let lex = m.lex("often")?;
    // titles of papers: the capital is theirs, save at the head of a sentence
    if m.doc.tokens[m.start].is_capital() {
        return None;
    }
    // "the party daily Granma": a paper
    let paper = matches!(m.word(m.start), "daily" | "weekly" | "monthly")
        && m.doc.tokens.get(m.end).is_some_and(|t| t.is_capital() && t.class == crate::text::token::Class::Word)
        && !m.lexed[m.end].broken
        && !m.lexed[m.end].is(class::WEEKDAY | class::MONTH);
    if paper || guard::amount_before(m) {
        return None;
    }
    Some(Expr::Set(Every::Units(1, lex.unit()?)))
}

fn every(m: &Match) -> Option<Expr> {
    let unit = make::unit(m, "unit")?;
    let plural = m.lex("unit")?.is(class::PLURAL);
    let second = m.word(m.start + 1).to_ascii_lowercase();
    let n = match second.as_str() {
        "other" => 2,
        "few" => return None,
        _ => m.num("n").unwrap_or(1),
    };
    if unit < Unit::Minute || plural == (n == 1) && second != "other" || !(1..1000).contains(&n) {
        return None;
    }
    Some(Expr::Set(Every::Units(n as u16, unit)))
}

fn every_name(m: &Match) -> Option<Expr> {
    let capital = |name: &str| m.get(name).is_some_and(|c| m.doc.tokens[c.start].is_capital());
    if capital("weekday") {
        return Some(Expr::Set(Every::Weekday(m.num("weekday")? as u8, m.num("part").map(make::part))));
    }
    if capital("monthname") {
        return Some(Expr::Set(Every::Month(m.num("monthname")? as u8)));
    }
    if m.get("weekday").is_some() || m.get("monthname").is_some() || m.ahead_is(&["in", "of"]) {
        return None;
    }
    if let Some(s) = m.num("season") {
        return Some(Expr::Set(Every::Season(make::season(s))));
    }
    match m.num("part") {
        Some(p) => Some(Expr::Set(Every::Part(make::part(p)))),
        None => Some(Expr::Set(Every::Units(1, Unit::Weekend))),
    }
}

fn weekdays(m: &Match) -> Option<Expr> {
    let named =
        m.start > 0 && m.doc.tokens[m.start - 1].is_capital() && !m.back_is(&["on"]) || m.ahead_is(&["for"]) && m.ahead(2) == "Future";
    if named || !m.doc.tokens[m.start].is_capital() {
        return None;
    }
    Some(Expr::Set(Every::Weekday(m.lexed[m.start].num as u8, None)))
}

fn rate(m: &Match) -> Option<Expr> {
    let unit = make::unit(m, "unit")?;
    if unit < Unit::Hour || m.lex("unit")?.is(class::PLURAL) || unit == Unit::Quarter || m.start == 0 {
        return None;
    }
    if guard::amount_before(m) || guard::always(m) {
        return None;
    }
    if m.ahead_is(&["ago", "earlier", "later", "before", "after", "from", "old", "long", "-", "and", "or"]) {
        return None;
    }
    let per = m.word(m.start).eq_ignore_ascii_case("per");
    const AMOUNT: &[&str] =
        &["%", "percent", "cent", "million", "billion", "trillion", "thousand", "hundred", "once", "twice", "thrice", "times", "times-"];
    const COUNTED: &[&str] = &[
        "hours",
        "days",
        "dollars",
        "euros",
        "cents",
        "tons",
        "tonnes",
        "barrels",
        "interviews",
        "people",
        "pounds",
        "roubles",
        "flights",
        "shares",
    ];
    let counted = m.back_is(COUNTED) || m.back_is(AMOUNT) || m.lexed[m.start - 1].is(class::INT | class::CARD);
    (per || counted).then_some(Expr::Set(Every::Units(1, unit)))
}
