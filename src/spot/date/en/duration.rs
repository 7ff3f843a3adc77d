//! Lengths of time.

use super::{guard, make};
use crate::spot::date::lex::class;
use crate::spot::date::rule::{Match, Rule, kind};
use crate::spot::date::tree::{Expr, Modifier, Unit};

/// The rules.
pub const RULES: &[Rule] = &[
    Rule {
        name: "duration/number-unit",
        kind: kind::LENGTH,
        level: 0,
        pattern: "( nearly|almost|over | more|less|fewer than | at least|most | up to | no more|less|fewer than )? <num> ( more|additional|full|consecutive|further|long|short|whole|straight|trading|working|calendar|business|extra )? <unit> ( and a half )? ( or so )?",
        reason: "A number of units; ages are none, and \"a second\", \"a quarter\", \"a minute\" mean other things too often.",
        build: number_unit,
        score: 0.85,
        yes: &[
            ("marking [40 years] of friendship", "P40Y"),
            ("for [more than a decade] now", "P10Y"),
            ("for [two and a half years] he", "P2Y6M"),
            ("took [90 minutes] in all", "PT90M"),
            ("for [a couple of years] he", "P2Y"),
            ("within [a few days] of it", "PXD"),
            ("in [3 1/2 years] since", "P3Y6M"),
            ("[twenty-five years] on", "P25Y"),
        ],
        no: &[
            "a 52 years old man",
            "for a second time",
            "a quarter of them",
            "24/7 days",
            "She is 10 years of age.",
            "a 5 second-hand cars lot",
            "a minute quantity",
            "They may one day return.",
            "on the programme 60 Minutes he spoke",
            "from a fiscal to a calendar year",
            "costs $2 million a year",
            "adds 700 seats a week",
            "open 24 hours a day",
            "open seven days a week, 365 days a year",
        ],
    },
    Rule {
        name: "duration/two-units",
        kind: kind::LENGTH,
        level: 0,
        pattern: "<plainnum=n> <unit> ,? and? <plainnum=n2> <unit=u2> ( ,? and? <plainnum=n3> <unit=u3> )?",
        reason: "\"two hours and ten minutes\" is one length.",
        build: two_units,
        score: 0.9,
        yes: &[
            ("lasted [two hours and ten minutes] in all", "PT2H10M"),
            ("jailed for [3 years and 6 months]", "P3Y6M"),
            ("for [five years, three months and two days]", "P5Y3M2D"),
        ],
        no: &["two hours and ten men"],
    },
    Rule {
        name: "duration/range",
        kind: kind::LENGTH,
        level: 0,
        pattern: "<plainnum=n> to|or|- <plainnum=n2> <unit>",
        reason: "\"two to three weeks\": the lower bound, marked as such.",
        build: |m| {
            let unit = make::unit(m, "unit")?;
            let (a, b) = (m.number("n")?, m.number("n2")?);
            (a < b && plain_unit(m, unit)).then(|| make::length(a, unit).with(Modifier::More))
        },
        score: 0.85,
        yes: &[("ready in some [two to three weeks] or never", "P2W")],
        no: &["two to three men", "5 to 3 days", "for 5 to 9 year-olds"],
    },
    Rule {
        name: "duration/adjective",
        kind: kind::LENGTH,
        level: 0,
        pattern: "<num> - <unit> ( - long )?",
        reason: "\"three-year\" before a noun; \"-old\" makes an age of it.",
        build: adjective,
        score: 0.9,
        yes: &[
            ("a [three-year] plan", "P3Y"),
            ("a [7-hour] wait", "PT7H"),
            ("a [five‑day] visit", "P5D"),
            ("a [two-month-long] tour", "P2M"),
        ],
        no: &["a 27-year-old man", "a second-hour show", "the 3-day-old child"],
    },
    Rule {
        name: "duration/unit-long",
        kind: kind::LENGTH,
        level: 0,
        pattern: "<unit> - long",
        reason: "\"day-long\", \"decades-long\".",
        build: unit_long,
        score: 0.9,
        yes: &[("a [day-long] meeting", "P1D"), ("a [decades-long] war", "PXY")],
        no: &["a mile-long queue"],
    },
    Rule {
        name: "duration/which-units",
        kind: kind::LENGTH,
        level: 0,
        pattern: "( at least )? the? ( <which> | first|latest|final|opening|remaining ) ( <num> ( to|or|- <plainnum=n2> )? | <few> | couple of )? <units=unit> ( or so )?",
        reason: "\"the past two years\", \"the first nine months\": annotators take these for lengths.",
        build: which_units,
        score: 0.9,
        yes: &[
            ("in [the past seven months] rents", "P7M"),
            ("over [the last five months], aid", "P5M"),
            ("in [the first ten months] of it", "P10M"),
            ("for [the next couple of years] nobody", "P2Y"),
        ],
        no: &["the last two men", "first things", "It will last two years."],
    },
    Rule {
        name: "duration/the-units",
        kind: kind::LENGTH,
        level: 0,
        pattern: "the <plainnum=num> <units=unit>",
        reason: "\"for the nine months\": a stretch that was spoken of.",
        build: |m| {
            let unit = make::unit(m, "unit")?;
            plain_unit(m, unit).then(|| m.number("num").map(|n| make::length(n, unit))).flatten()
        },
        score: 0.88,
        yes: &[("For [the eleven months], rain fell", "P11M")],
        no: &["the eleven men"],
    },
    Rule {
        name: "duration/recent-units",
        kind: kind::LENGTH,
        level: 0,
        pattern: "the? recent <units=unit>",
        reason: "No number: a vague length.",
        build: |m| make::unit(m, "unit").map(|u| make::length(f64::NAN, u)),
        score: 0.8,
        yes: &[("in [recent years] it grew", "PXY")],
        no: &["recent seasons"],
    },
    Rule {
        name: "duration/coming-units",
        kind: kind::LENGTH,
        level: 0,
        pattern: "( the )? ( coming|upcoming <units=unit> | <units=unit> ahead | <units=unit> to come )",
        reason: "No number: some time to come.",
        build: |m| make::unit(m, "unit").map(|u| make::length(f64::NAN, u)),
        score: 0.8,
        yes: &[("in [the coming weeks] we", "PXW"), ("for [decades to come] and", "PXY")],
        no: &["coming attractions"],
    },
    Rule {
        name: "duration/units",
        kind: kind::LENGTH,
        level: 0,
        pattern: "<units=unit>",
        reason: "A bare plural only where it measures: after \"for\", \"within\", \"in\", or before \"of\", \"before\", \"after\".",
        build: units,
        score: 0.6,
        yes: &[("It lasted for [years] and", "PXY"), ("after [weeks] of drought", "PXW"), ("rain for the first time in [months].", "PXM")],
        no: &["five working-class years old", "the Days Inn", "seconds out", "visiting hours", "in minutes of the meeting"],
    },
];

/// What speaks against a number of units being a length.
fn plain_unit(m: &Match, unit: Unit) -> bool {
    let age = m.ahead_is(&["old"])
        || m.ahead(1) == "-" && m.ahead(2).to_ascii_lowercase().starts_with("old")
        || m.ahead_is(&["of"]) && m.ahead(2).eq_ignore_ascii_case("age");
    let clock = m.ahead_is(&["gmt", "utc", "est"]);
    !(age || clock || guard::number_went_on(m) || unit == Unit::Hour && m.ahead_is(&["local"]))
}

fn number_unit(m: &Match) -> Option<Expr> {
    let unit = make::unit(m, "unit")?;
    let lex = m.lex("unit")?;
    let mut n = m.number("num")?;
    let at = m.get("num")?;
    let first = m.word(at.start).to_ascii_lowercase();
    // "will one day return": some day; "changed to a calendar year": a way of counting
    const SOME_DAY: &[&str] = &["will", "would", "may", "might", "could", "can", "to", "should", "he", "she", "they", "we", "i", "it"];
    let kind_of_year = m.word(at.end).eq_ignore_ascii_case("calendar") && first == "a";
    if first == "one" && unit == Unit::Day && m.start == at.start && m.back_is(SOME_DAY)
        || kind_of_year
        || guard::title(m) && !article_opens(m)
    {
        return None;
    }
    if !plain_unit(m, unit) || lex.is(class::ABBR) && unit > Unit::Hour {
        return None;
    }
    let article = matches!(first.as_str(), "a" | "an");
    let bare_article = article && at.end == at.start + 1;
    // "a second", "a quarter", "a minute quantity", "a weekend": other words; "a day" often is
    if bare_article && lex.is(class::PLURAL) || m.glued_after() && m.ahead(1) == "-" {
        return None;
    }
    if bare_article && matches!(unit, Unit::Second | Unit::Quarter | Unit::Weekend) {
        return None;
    }
    if bare_article && unit == Unit::Minute && m.doc.tokens.get(m.end).is_some_and(|t| t.is_lower()) && m.lexed[m.end].word == 0 {
        return None;
    }
    if bare_article
        && unit == Unit::Day
        && (m.ahead_is(&["of", "when", "in", "at", "off", "that", "for", "care"]) || m.back_is(&["such", "what"]))
    {
        return None;
    }
    // "$2 million a year", "700 seats a week": rates
    let counted = m.start > 1 && m.lexed[m.start - 2].is(class::INT) && m.back(1).ends_with('s') && !m.lexed[m.start - 1].is(class::UNIT);
    // "24 hours a day" is always
    let per = if m.ahead_is(&["a"]) { m.ahead(2).to_ascii_lowercase() } else { String::new() };
    let always = matches!((per.as_str(), unit), ("day", Unit::Hour)) && n == 24.0
        || matches!((per.as_str(), unit), ("week" | "year", Unit::Day)) && (n == 7.0 || n == 365.0)
        || bare_article && guard::always(m);
    if bare_article && (guard::amount_before(m) || counted) || always {
        return None;
    }
    // singular after a number: an adjective ("a two day fair"), or another word ("5 second-hand cars")
    if !lex.is(class::PLURAL) && n != 1.0 && !n.is_nan() && n > 1.0 && (matches!(unit, Unit::Second | Unit::Quarter) || m.ahead(1) == "-") {
        return None;
    }
    if n.is_nan() && !lex.is(class::PLURAL)
        || matches!(first.as_str(), "many" | "numerous") && unit < Unit::Day
        || first == "some" && !lex.is(class::PLURAL)
    {
        return None;
    }
    if unit == Unit::Century || unit == Unit::Millennium {
        // "nineteen century" does not occur; "two centuries" does
        if !lex.is(class::PLURAL) && !bare_article && first != "one" && first != "half" {
            return None;
        }
    }
    if (m.start..m.end).any(|i| m.word(i).eq_ignore_ascii_case("half")) && n.fract() == 0.0 {
        n += 0.5;
    }
    if m.lexed[at.start].is(class::YEAR) && at.end == at.start + 1 && unit <= Unit::Day {
        return None;
    }
    let tree = make::length(n, unit);
    let lead = m.word(m.start).to_ascii_lowercase();
    // "over three years" is a stretch of three years; "over an hour" is more than one
    if lead == "over" && !article {
        return None;
    }
    let second = m.word(m.start + 1).to_ascii_lowercase();
    Some(match (lead.as_str(), second.as_str()) {
        _ if m.start == at.start => tree,
        ("nearly" | "almost" | "less" | "fewer" | "up", _) | ("at", "most") => tree.with(Modifier::Less),
        ("no", "more") => tree.with(Modifier::Less),
        _ => tree.with(Modifier::More),
    })
}

/// "Two years" at the head of a sentence has one capital of its own right.
fn article_opens(m: &Match) -> bool {
    !m.doc.tokens[m.end - 1].is_capital()
}

fn two_units(m: &Match) -> Option<Expr> {
    let (a, b) = (make::unit(m, "unit")?, make::unit(m, "u2")?);
    if a <= b || !plain_unit(m, b) {
        return None;
    }
    let mut parts = vec![(m.number("n"), a), (m.number("n2"), b)];
    if let Some(c) = make::unit(m, "u3") {
        if c >= b {
            return None;
        }
        parts.push((m.number("n3"), c));
    }
    Some(Expr::Duration(parts))
}

fn adjective(m: &Match) -> Option<Expr> {
    let unit = make::unit(m, "unit")?;
    let n = m.number("num")?;
    let article = matches!(m.word(m.start).to_ascii_lowercase().as_str(), "a" | "an");
    // "three-quarters of" is a fraction
    let fraction = unit == Unit::Quarter && m.lex("unit")?.is(class::PLURAL);
    if article
        || fraction
        || m.ahead(1) == "-"
        || m.ahead_is(&["old"])
        || m.lex("unit")?.is(class::ABBR)
        || guard::number_went_on(m)
        || n == 0.0
    {
        return None;
    }
    Some(make::length(n, unit))
}

fn unit_long(m: &Match) -> Option<Expr> {
    let unit = make::unit(m, "unit")?;
    if !m.lex("unit")?.is(class::PLURAL) {
        return Some(make::length(1.0, unit));
    }
    // "decades-long" is told in years, as annotators do
    let unit = if unit >= Unit::Decade { Unit::Year } else { unit };
    Some(make::length(f64::NAN, unit))
}

fn which_units(m: &Match) -> Option<Expr> {
    let unit = make::unit(m, "unit")?;
    // "will last three years": the verb
    const HELPERS: &[&str] = &["will", "would", "may", "might", "can", "could", "should", "shall", "must", "to", "not"];
    if m.word(m.start).eq_ignore_ascii_case("last") && m.back_is(HELPERS) {
        return None;
    }
    let n = m.number("num").unwrap_or(if m.word(m.end - 2).eq_ignore_ascii_case("of") { 2.0 } else { f64::NAN });
    let n = if m.get("n2").is_some() { f64::NAN } else { n };
    if !plain_unit(m, unit) || unit < Unit::Hour && n.is_nan() {
        return None;
    }
    if n.is_nan() && m.num("which") == Some(super::words::which::COMING) {
        return None; // "the coming weeks" has a rule of its own
    }
    // "last days", "first years" without a number or an article
    if n.is_nan() && !m.word(m.start).eq_ignore_ascii_case("the") && m.get("few").is_none() {
        return None;
    }
    Some(make::length(n, unit))
}

fn units(m: &Match) -> Option<Expr> {
    let lex = m.lex("unit")?;
    let unit = lex.unit()?;
    if !m.doc.tokens[m.start].is_lower() || lex.is(class::ABBR) || unit < Unit::Hour || matches!(unit, Unit::Weekend | Unit::Quarter) {
        return None;
    }
    let lead = m.back_is(&["for", "within", "in", "over", "after", "took", "take", "lasted", "last", "the", "spent", "many"]);
    let tail = m.ahead_is(&["before", "after", "of", "later", "afterward", "afterwards", "earlier", "since"]);
    // "the first time in years": nothing follows that would make them years of something
    let ends = m.doc.tokens.get(m.end).is_some_and(|t| t.class == crate::text::token::Class::Punct && m.ahead(1) != "-");
    let strong = m.back_is(&["for", "within", "after", "took"]) || m.back_is(&["in"]) && ends && unit >= Unit::Week;
    let hyphen = m.glued_after() && m.ahead(1) == "-" || m.glued_before();
    if hyphen || !(strong || lead && (tail || unit >= Unit::Decade)) {
        return None;
    }
    if unit == Unit::Hour && !strong {
        return None;
    }
    Some(make::length(f64::NAN, unit))
}
