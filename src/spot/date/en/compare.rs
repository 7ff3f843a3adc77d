//! So long before or after: "three days ago", "two weeks later", "a year earlier", "the same month".

use super::make;
use crate::spot::date::lex::class;
use crate::spot::date::rule::{Match, Rule, kind};
use crate::spot::date::tree::{Anchor, Expr, Modifier, Unit, Vague};

/// The rules.
pub const RULES: &[Rule] = &[
    Rule {
        name: "relative/ago",
        kind: kind::DAY,
        level: 1,
        pattern: "( nearly|almost|about|around|over|some|roughly|approximately|just | more|less than )? <num> <unit> ( or so )? ( ago | back )",
        reason: "The date is as fine as the unit: \"two years ago\" is a year, \"ten days ago\" a day.",
        build: ago,
        score: 0.95,
        yes: &[
            ("It fell [three days ago].", "2019-11-24"),
            ("He left [two years ago].", "2017"),
            ("[Some six months ago] it", "2019-05"),
            ("It began [several years ago].", "PAST_REF"),
            ("[a week ago] they met", "2019-11-18/2019-11-24"),
            ("It was [two hours ago].", "2019-11-27"),
        ],
        no: &["a long time ago", "two men ago", "handed over in days now ago"],
    },
    Rule {
        name: "relative/vague-ago",
        kind: kind::DAY,
        level: 0,
        pattern: "<units> ago",
        reason: "\"years ago\": no number, so no date.",
        build: |_| Some(Expr::Vague(Vague::Past)),
        score: 0.9,
        yes: &[("It closed [years ago].", "PAST_REF")],
        no: &["years agog"],
    },
    Rule {
        name: "relative/later",
        kind: kind::DAY,
        level: 1,
        pattern: "<num> <unit> ( and a half )? ( later | earlier | afterwards|afterward | hence | previously | from now | from today )",
        reason: "Counted from what was last spoken of; \"from now\" from publication.",
        build: later,
        score: 0.9,
        yes: &[
            ("On 4 March 2019 he left. [Two days later] he was back.", "2019-03-06"),
            ("In June 2019 they met, and [three months earlier] too.", "2019-03"),
            ("[two weeks from now] it opens", "2019-12-09/2019-12-15"),
            ("In June 2015 he left; [a year and a half later] he was back.", "2016-12"),
        ],
        no: &["two men later", "10 later editions"],
    },
    Rule {
        name: "relative/year-earlier",
        kind: kind::PERIOD,
        level: 1,
        pattern: "( the quarter )? ( a | one )? year -? ( ago | earlier | before )",
        reason: "Reports compare with the same stretch a year before: a quarter with a quarter.",
        build: year_earlier,
        score: 0.96,
        yes: &[
            ("In the third quarter of 2018 it lost $5, from $6 [a year earlier].", "2017-35"),
            ("It was larger than [a year ago].", "2018"),
            ("In the third quarter of 2018 it won. For [the quarter a year ago] it lost.", "2017-35"),
        ],
        no: &["The year agog"],
    },
    Rule {
        name: "relative/year-earlier-period",
        kind: kind::PERIOD,
        level: 1,
        pattern: "( the | comparable | same | corresponding )? ( comparable | same | corresponding )? year - ago|earlier ( <ord>? quarter | period | results | <plainnum=n> <unit> )?",
        reason: "As above before a noun.",
        build: year_earlier_period,
        score: 0.97,
        yes: &[
            ("In the third quarter of 2018 it lost. In [the year-ago quarter], it won.", "2017-35"),
            ("In the third quarter of 2018 it lost. A [year-earlier] loss was less.", "2017-35"),
        ],
        no: &["the year-agog man"],
    },
    Rule {
        name: "relative/same",
        kind: kind::DAY,
        level: 0,
        pattern: "( that | the same | that same ) <unit>",
        reason: "What was last spoken of, at the unit's grain.",
        build: same,
        score: 0.85,
        yes: &[
            ("On 4 March 2019 he left. [That day], she came.", "2019-03-04"),
            ("On 4 March 2019 he left. In [the same month] she came.", "2019-03"),
            ("In 1976 rivers fell; [that year] all fell.", "1976"),
        ],
        no: &["at the same second", "that hour glass", "that decades have passed"],
    },
];

fn ago(m: &Match) -> Option<Expr> {
    let n = m.number("num")?;
    let unit = make::unit(m, "unit")?;
    if m.ahead_is(&["to"]) && m.word(m.end - 1) == "back" || m.word(m.end - 1) == "back" && unit < Unit::Month {
        return None;
    }
    let tree = if n.is_nan() {
        Expr::Vague(Vague::Past)
    } else if n == 1.0 && unit == Unit::Year {
        Expr::Like(-1, Unit::Year, None)
    } else if n < 1.0 {
        return None;
    } else {
        Expr::Shift(Some(-(n as i32)), unit, Anchor::Reference)
    };
    let first = m.word(m.start).to_ascii_lowercase();
    // "handed over three days ago": the particle of a verb
    const BEFORE_OVER: &[&str] = &["", ",", ".", "was", "were", "is", "are", "little", "well", "just", "of", "from", "to", "for", "since"];
    if first == "over" && !BEFORE_OVER.iter().any(|w| m.back(1).eq_ignore_ascii_case(w)) {
        return None;
    }
    let vague = matches!(
        first.as_str(),
        "nearly" | "almost" | "about" | "around" | "over" | "some" | "roughly" | "approximately" | "more" | "less"
    );
    Some(if vague || m.word(m.end - 2) == "so" { tree.with(Modifier::Approximate) } else { tree })
}

fn later(m: &Match) -> Option<Expr> {
    let n = m.number("num")?;
    let unit = make::unit(m, "unit")?;
    let last = m.word(m.end - 1).to_ascii_lowercase();
    let forward = !matches!(last.as_str(), "earlier" | "previously");
    let anchor = if matches!(last.as_str(), "now" | "today" | "hence") { Anchor::Reference } else { Anchor::Mention };
    if n.is_nan() {
        return Some(Expr::Vague(if forward { Vague::Future } else { Vague::Past })).filter(|_| anchor == Anchor::Reference);
    }
    if unit < Unit::Day || n < 1.0 {
        return None;
    }
    // "a year and a half later" is told in months; half of anything else is too vague for a date
    let half = (m.start..m.end).any(|i| m.word(i).eq_ignore_ascii_case("half"));
    let (n, unit) = match unit {
        Unit::Year if half => (n.trunc() as i32 * 12 + 6, Unit::Month),
        _ if half => return None,
        _ => (n as i32, unit),
    };
    Some(Expr::Shift(Some(if forward { n } else { -n }), unit, anchor))
}

fn year_earlier(m: &Match) -> Option<Expr> {
    // "the quarter a year ago"
    let quarter = m.word(m.start + 1).eq_ignore_ascii_case("quarter");
    let first = m.start + if quarter { 2 } else { 0 };
    let article = matches!(m.word(first).to_ascii_lowercase().as_str(), "a" | "one");
    let hyphen = m.word(m.end - 2) == "-";
    if article == hyphen
        || m.word(m.end - 1).eq_ignore_ascii_case("before") && m.ahead_is(&["the", "he", "she", "it", "they", "his", "her"])
    {
        return None;
    }
    Some(Expr::Like(-1, Unit::Year, quarter.then_some(Unit::Quarter)))
}

fn year_earlier_period(m: &Match) -> Option<Expr> {
    if m.word(m.end - 1).eq_ignore_ascii_case("results") {
        return None;
    }
    // "the year-earlier nine months": a length, as without the year
    if let Some(unit) = make::unit(m, "unit") {
        return (unit >= Unit::Month).then(|| m.number("n").map(|n| make::length(n, unit))).flatten();
    }
    let quarter = m.word(m.end - 1).eq_ignore_ascii_case("quarter");
    Some(Expr::Like(-1, Unit::Year, quarter.then_some(Unit::Quarter)))
}

fn same(m: &Match) -> Option<Expr> {
    let unit = make::unit(m, "unit")?;
    let lex = m.lex("unit")?;
    if unit < Unit::Day || lex.is(class::PLURAL) || m.glued_after() && m.ahead(1) == "-" {
        return None;
    }
    Some(Expr::Same(unit))
}
