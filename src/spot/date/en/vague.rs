//! Words that mean the present, the past or the future and no day.

use crate::spot::date::rule::{Match, Rule, kind};
use crate::spot::date::tree::{Expr, Unit, Vague};

/// The rules.
pub const RULES: &[Rule] = &[
    Rule {
        name: "vague/now",
        kind: kind::OTHER,
        level: 0,
        pattern: "right? now|currently|presently|nowadays",
        reason: "The time of publication.",
        build: now,
        score: 0.7,
        yes: &[
            ("The ministry [now] employs more.", "PRESENT_REF"),
            ("He is [currently] in Oslo.", "PRESENT_REF"),
            ("between [now] and May", "PRESENT_REF"),
        ],
        no: &["NOW is a network", "now and then he came"],
    },
    Rule {
        name: "vague/current",
        kind: kind::OTHER,
        level: 0,
        pattern: "current",
        reason: "Marked by annotators of news more often than not.",
        build: small,
        score: 0.5,
        yes: &[("under [current] conditions", "PRESENT_REF")],
        no: &["an electric current", "Current Affairs", "the currents"],
    },
    Rule {
        name: "vague/at-present",
        kind: kind::OTHER,
        level: 0,
        pattern: "( at present | at the present time | at the moment | these days )",
        reason: "As above.",
        build: |_| Some(Expr::Vague(Vague::Present)),
        score: 0.7,
        yes: &[("[These days] few come.", "PRESENT_REF")],
        no: &["at a moment's notice"],
    },
    Rule {
        name: "vague/recent",
        kind: kind::OTHER,
        level: 0,
        pattern: "( more | most )? recently|lately",
        reason: "Some time past.",
        build: |_| Some(Expr::Vague(Vague::Past)),
        score: 0.7,
        yes: &[("He [recently] spoke.", "PAST_REF")],
        no: &["the recency of it"],
    },
    Rule {
        name: "vague/soon",
        kind: kind::OTHER,
        level: 0,
        pattern: "soon",
        reason: "Only beside the verb that looks ahead: elsewhere annotators leave it out (\"soon after\", \"as soon as\").",
        build: soon,
        score: 0.6,
        yes: &[("They may [soon] sign it.", "FUTURE_REF"), ("It [soon] will open.", "FUTURE_REF")],
        no: &["as soon as trading opens", "He was soon released.", "soon after the vote", "The flood soon came."],
    },
    Rule {
        name: "vague/future-units",
        kind: kind::OTHER,
        level: 0,
        pattern: "future <units=unit>",
        reason: "\"in future quarters\": stretches to come, without a number.",
        build: |m| m.lex("unit")?.unit().filter(|u| *u >= Unit::Day).map(|_| Expr::Vague(Vague::Future)),
        score: 0.6,
        yes: &[("to be paid in [future years] by all", "FUTURE_REF")],
        no: &["future losses", "future seconds of it"],
    },
    Rule {
        name: "vague/the-past",
        kind: kind::OTHER,
        level: 0,
        pattern: "the? ( recent | distant )? past",
        reason: "\"in the past\": only as a noun.",
        build: past,
        score: 0.6,
        yes: &[("In [the past], it was so.", "PAST_REF")],
        no: &["the past nine years of", "past the gate", "the past president"],
    },
    Rule {
        name: "vague/the-future",
        kind: kind::OTHER,
        level: 0,
        pattern: "( the ( near | foreseeable | not too distant )? future | the near|short term )",
        reason: "Only as a noun after \"the\"; \"future\" before a noun is not told apart from its other uses.",
        build: |m| {
            // "the Future Combat Air System": the capital is a name's
            let name = m.doc.tokens[m.end - 1].is_capital() && !crate::spot::date::en::guard::shouting(m);
            (!name && !m.ahead_is(&["of", "'s"]) && m.word(m.end - 2) != "-").then_some(Expr::Vague(Vague::Future))
        },
        score: 0.6,
        yes: &[
            ("in [the near future] it will", "FUTURE_REF"),
            ("plans for [the future] and", "FUTURE_REF"),
            ("aims for [the short term] only", "FUTURE_REF"),
        ],
        no: &[
            "a study for the Future Rail System",
            "the future of the region",
            "a future leader",
            "the short-term plan",
            "the short term of office",
        ],
    },
];

fn now(m: &Match) -> Option<Expr> {
    // "Now, you must …" opens a speech
    if m.doc.tokens[m.start].is_capital() && m.ahead(1) == "," {
        return None;
    }
    let upper = m.doc.tokens[m.start].is_upper();
    // "now and then" is no time; "between now and May" is
    (!upper && (!m.ahead_is(&["and"]) || m.back_is(&["between"])) && !m.back_is(&["from", "by", "until-"]))
        .then_some(Expr::Vague(Vague::Present))
}

fn small(m: &Match) -> Option<Expr> {
    let noun = m.back_is(&["electric", "electrical", "ocean", "strong", "a", "an", "alternating", "direct"]);
    let ends = !m.doc.tokens.get(m.end).is_some_and(|t| t.class != crate::text::token::Class::Punct);
    (m.doc.tokens[m.start].is_lower() && !noun && !ends).then_some(Expr::Vague(Vague::Present))
}

fn soon(m: &Match) -> Option<Expr> {
    const MODAL: &[&str] = &["will", "may", "might", "could", "can", "to", "would", "should", "shall", "must"];
    (m.back_is(MODAL) || m.ahead_is(MODAL) && !m.ahead_is(&["to"])).then_some(Expr::Vague(Vague::Future))
}

fn past(m: &Match) -> Option<Expr> {
    let the = m.word(m.start).eq_ignore_ascii_case("the");
    let ends = m.doc.tokens.get(m.end).is_none_or(|t| t.class == crate::text::token::Class::Punct)
        || m.lexed[m.end].broken
        || m.ahead_is(&["that", "and", "it", "he", "they", "when", "as", "have", "has", "for", "with", "or", "but", "to", "by"]);
    let name = m.doc.tokens[m.end - 1].is_capital() && !crate::spot::date::en::guard::shouting(m);
    (the && ends && !name && m.back_is(&["in", "from", "of"])).then_some(Expr::Vague(Vague::Past))
}
