//! Parts and edges of a date: "early", "the end of", "earlier this", "around", "or later", "post-".

use super::make;
use crate::spot::date::lex::class;
use crate::spot::date::rule::{Match, Rule, kind};
use crate::spot::date::tree::{Anchor, Expr, Fields, Modifier, Unit, YearRef};

/// The rules.
pub const RULES: &[Rule] = &[
    Rule {
        name: "mod/early",
        kind: kind::PERIOD,
        level: 2,
        pattern: "the? <early=mod> -? in? the? <@cal>",
        reason: "\"early 2019\", \"mid-October\", \"the late 1970s\": the value is the whole, the modifier says which part.",
        build: early,
        score: 0.95,
        yes: &[
            ("in [early November] it froze", "2019-11"),
            ("by [mid-2008] it fell", "2008"),
            ("in [the late 1950s]", "195X"),
            ("[late last week] they", "2019-11-18/2019-11-24"),
        ],
        no: &["the early bird", "the late Mr March", "began early on 7 May 2019"],
    },
    Rule {
        name: "mod/end-of",
        kind: kind::PERIOD,
        level: 2,
        pattern: "the? beginning|start|end|middle|close|outset of the? <@cal>",
        reason: "As above in a longer dress.",
        build: end_of,
        score: 0.95,
        yes: &[
            ("until [the end of June] it", "2020-06"),
            ("by [the end of 2013]", "2013"),
            ("from [the middle of September]", "2019-09"),
            ("at [the beginning of this year]", "2019"),
            ("before [the end of the month]", "2019-11"),
        ],
        no: &["the end of the war", "the end of May's career"],
    },
    Rule {
        name: "mod/year-end",
        kind: kind::PERIOD,
        level: 0,
        pattern: "year ( ' ~ s )? -? end <four=year>?",
        reason: "The end of the year.",
        build: |m| {
            let told = make::year(m);
            // what changed since the end of a year changed since the last one
            let last = if m.back_is(&["since", "from"]) { -1 } else { 0 };
            let year = if told == YearRef::Untold { YearRef::Shift(last) } else { told };
            let hyphen = m.word(m.start + 1) == "-";
            Some(if hyphen || told != YearRef::Untold {
                Expr::Date(Fields { year, month: Some(12), day: Some(31), ..Fields::default() })
            } else {
                Expr::Shift(Some(0), Unit::Year, Anchor::Reference).with(Modifier::End)
            })
        },
        score: 0.85,
        yes: &[
            ("by [year-end] all", "2019-12-31"),
            ("by [year's end]", "2019"),
            ("by [year-end 2018]", "2018-12-31"),
            ("up since [year-end]", "2018-12-31"),
        ],
        no: &["the year ended"],
    },
    Rule {
        name: "mod/end-year",
        kind: kind::PERIOD,
        level: 2,
        pattern: "end ~ - ~ <@period>",
        reason: "\"end-2019\", \"end-June\": British for the end of it.",
        build: |m| Some(m.tree("period")?.with(Modifier::End)),
        score: 0.93,
        yes: &[("by [end-2019] all", "2019")],
        no: &["the end-user 2019"],
    },
    Rule {
        name: "mod/earlier",
        kind: kind::PERIOD,
        level: 2,
        pattern: "earlier|later|sometime|some|late ( on|in|time )? the? <@cal>",
        reason: "\"earlier this year\": the part of it that is past, or to come.",
        build: earlier,
        score: 0.93,
        yes: &[
            ("[earlier this year] it adopted", "2019"),
            ("[later this month] they meet", "2019-11"),
            ("[sometime next year] it", "2020"),
        ],
        no: &["earlier 2019 figures", "later May said"],
    },
    Rule {
        name: "mod/or-so",
        kind: kind::PERIOD,
        level: 3,
        pattern: "<@cal> ( or so | or later|earlier | and beyond | or thereabouts )",
        reason: "Vague at the edge.",
        build: or_so,
        score: 0.93,
        yes: &[("work in [2023 or later]", "2023"), ("for [2025 and beyond]", "2025")],
        no: &["2023 or a later year"],
    },
    Rule {
        name: "mod/around",
        kind: kind::PERIOD,
        level: 3,
        pattern: "around|circa|ca|approximately <@cal>",
        reason: "An approximate date.",
        // "a way around Monday's ruling" goes round the ruling
        build: |m| Some(m.tree("cal")?.with(Modifier::Approximate)).filter(|_| !matches!(m.ahead(1), "'" | "’")),
        score: 0.9,
        yes: &[("planted [around Oct. 12] by all", "2019-10-12"), ("built [circa 1850] by", "1850")],
        no: &["around the 2019-strong crowd", "a way around Monday's ruling"],
    },
    Rule {
        name: "mod/post-year",
        kind: kind::OTHER,
        level: 0,
        pattern: "post|pre ~ - ~ <four=year>",
        reason: "\"post-1945\": after, or before, the year.",
        build: |m| {
            let after = m.word(m.start).eq_ignore_ascii_case("post");
            let tree = Expr::Date(Fields { year: make::year(m), ..Fields::default() });
            Some(tree.with(if after { Modifier::After } else { Modifier::Before }))
        },
        score: 0.92,
        yes: &[("the [post-1945] borders", "1945"), ("[pre-2014] borders", "2014")],
        no: &["the post-mortem 2019"],
    },
];

fn modifier(word: &str) -> Modifier {
    match word.to_ascii_lowercase().as_str() {
        "beginning" | "start" | "outset" | "early" | "earlier" => Modifier::Start,
        "middle" | "mid" => Modifier::Mid,
        "around" => Modifier::Approximate,
        _ => Modifier::End,
    }
}

fn early(m: &Match) -> Option<Expr> {
    let c = m.get("mod")?;
    let tree = m.tree("cal")?;
    if matches!(tree, Expr::Modified(..) | Expr::At(..) | Expr::Range(..)) {
        return None;
    }
    // "the late Mr March" never gets here; "the late March" would: a person's death is told of persons
    Some(tree.with(modifier(m.word(c.start))))
}

fn end_of(m: &Match) -> Option<Expr> {
    let at = m.start + usize::from(m.word(m.start).eq_ignore_ascii_case("the"));
    let tree = m.tree("cal")?;
    if matches!(tree, Expr::Modified(..) | Expr::At(..)) || m.ahead_is(&["'"]) && m.ahead(2) == "s" {
        return None;
    }
    Some(tree.with(modifier(m.word(at))))
}

fn earlier(m: &Match) -> Option<Expr> {
    let c = m.get("cal")?;
    let first = m.word(c.start).to_ascii_lowercase();
    let weekday = m.lexed[c.start].is(class::WEEKDAY);
    let known = matches!(first.as_str(), "this" | "last" | "next" | "that" | "today" | "yesterday" | "tomorrow" | "tonight" | "in");
    let day_after_in = matches!(m.word(m.start + 1).to_ascii_lowercase().as_str(), "in" | "on");
    if !known && !weekday && !day_after_in {
        return None;
    }
    let tree = m.tree("cal")?;
    if matches!(tree, Expr::Modified(..)) {
        return None;
    }
    let head = m.word(m.start).to_ascii_lowercase();
    // "earlier Friday" is no part of Friday that anyone could tell
    if weekday && head != "late" {
        return None;
    }
    Some(match head.as_str() {
        "earlier" => tree.with(Modifier::Start),
        "later" | "late" => tree.with(Modifier::End),
        _ => tree,
    })
}

fn or_so(m: &Match) -> Option<Expr> {
    let tree = m.tree("cal")?;
    if matches!(tree, Expr::Modified(..)) {
        return None;
    }
    Some(tree.with(match m.word(m.end - 1) {
        "later" | "beyond" => Modifier::After,
        "earlier" => Modifier::Before,
        _ => Modifier::Approximate,
    }))
}
