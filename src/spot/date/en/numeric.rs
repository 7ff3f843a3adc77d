//! Dates in figures: ISO, dotted, slashed, dashed.

use super::make;
use crate::spot::date::lex::class;
use crate::spot::date::rule::{Match, Rule, kind};
use crate::spot::date::tree::{Clock, Expr, Fields, YearRef};

/// The rules.
pub const RULES: &[Rule] = &[
    Rule {
        name: "numeric/iso",
        kind: kind::DAY,
        level: 0,
        pattern: "<four=year> ~ -|/|. ~ <int=month> ~ -|/|. ~ <int=day>",
        reason: "Year first is month second in every country that writes so; both separators must be the same.",
        build: iso,
        score: 0.98,
        yes: &[
            ("The text was issued on [2019-10-16] in Vienna.", "2019-10-16"),
            ("Filed [2010/10/07] under security.", "2010-10-07"),
            ("Dated [2018.03.01] and signed.", "2018-03-01"),
        ],
        no: &["Release 2017-04-XR-358 is out.", "Call 2019-44-71 for details.", "It is 2019-10-16-004 in the register."],
    },
    Rule {
        name: "numeric/iso-time",
        kind: kind::OTHER,
        level: 0,
        pattern: "<four=year> ~ - ~ <int=month> ~ - ~ <mixed=t> ( ~ : ~ <sec=m> )? ( ~ : ~ <sec=s> )? ( ~ . ~ <sec=fraction> )? ( ~ +|- ~ <int=zh> ( ~ : )? ~ <int=zm> )?",
        reason: "An ISO time stamp; its zone is kept.",
        build: iso_time,
        score: 0.98,
        yes: &[
            ("Updated [2010-10-07T10:23] by the press office.", "2010-10-07T10:23"),
            ("Posted [2019-10-16T14:05:33+02:00] by admin", "2019-10-16T14:05:33+02:00"),
            ("Posted [2019-10-16T14:05Z] by admin", "2019-10-16T14:05Z"),
        ],
        no: &["Part 2010-10-07X10 is missing."],
    },
    Rule {
        name: "numeric/day-month-year",
        kind: kind::DAY,
        level: 0,
        pattern: "( <weekday> ,? )? <int=a> ~ ( . ~ <int=b> ~ . | / ~ <int=b> ~ / | - ~ <int=b> ~ - ) ~ ( <four=year> | <two> )",
        reason: "Day and month in either order: the resolver decides by a day over 12, by the rest of the document, or keeps both.",
        build: numeric,
        score: 0.9,
        yes: &[
            ("issued on [27.11.2019] by the secretariat", "2019-11-27"),
            ("Port Authority [23/05/2011] Circular", "2011-05-23"),
            ("on [10/16/2019] in Washington", "2019-10-16"),
            ("valid until [27-11-2019]", "2019-11-27"),
            ("signed on [03.04.2019]", "[2019-03-04,2019-04-03]"),
        ],
        no: &[
            "version 1.2.19 of the software",
            "versions 1.2.2019 and later",
            "address 10.12.20.30 on the network",
            "tel. 02-12-2019-44",
            "a ratio of 40/50/2010",
        ],
    },
    Rule {
        name: "numeric/dotted-range",
        kind: kind::OTHER,
        level: 0,
        pattern: "<numeral=a> ~ . ( ~ <numeral=b> ~ .? )? ( -|to|until ) <numeral=c> ~ . ~ <numeral=d> ~ . ~ <four=year>",
        reason: "Two days with points that share the year, or month and year; no month stands first in such a pair.",
        build: dotted_range,
        score: 0.95,
        yes: &[
            ("from [30.09. to 02.10.2019] in Graz", "2019-09-30/2019-10-02"),
            ("vom [12.-14.10.2019] in Graz", "2019-10-12/2019-10-14"),
            ("([28.02. – 01.03.2020])", "2020-02-28/2020-03-01"),
        ],
        no: &["sections 3.4 to 5.6.2019", "14.-12.10.2019"],
    },
];

/// "30.09. - 02.10.2019" and "12.-14.10.2019": points, day first, as most of Europe writes.
fn dotted_range(m: &Match) -> Option<Expr> {
    if in_code(m) {
        return None;
    }
    let year = make::year(m);
    let (a, b, c, d) = (m.num("a")?, m.num("b"), m.num("c")?, m.num("d")?);
    let day = |day: i32, month: i32| {
        let f = Fields { year, month: Some(month as u8), day: Some(day as u8), ..Fields::default() };
        ((1..=12).contains(&month) && make::exists(&f)).then_some(Expr::Date(f))
    };
    let from = b.unwrap_or(d);
    ((from, a) < (d, c)).then(|| Some(Expr::Range(Box::new(day(a, from)?), Box::new(day(c, d)?))))?
}

fn calendar(year: i32, month: i32, day: i32) -> Option<Expr> {
    let f = Fields { year: YearRef::Is(year), month: Some(month as u8), day: Some(day as u8), ..Fields::default() };
    ((1..=12).contains(&month) && (1..=31).contains(&day) && make::exists(&f)).then_some(Expr::Date(f))
}

/// A figure that is part of a longer code.
fn in_code(m: &Match) -> bool {
    let mark = |w: &str| matches!(w, "-" | "–" | "/" | "." | ":" | "_");
    // two dates with a slash between are the interval of ISO 8601
    let year = |i: usize| m.lexed.get(i).is_some_and(|l| l.is(class::YEAR));
    let interval = m.ahead(1) == "/" && year(m.end + 1) || m.back(1) == "/" && m.start > 5 && year(m.start - 6);
    if interval {
        return false;
    }
    let before = m.start > 1 && m.glued_before() && mark(m.back(1)) && m.lexed[m.start - 1].glued;
    let after = m.glued_after() && mark(m.ahead(1)) && m.lexed.get(m.end + 1).is_some_and(|l| l.glued);
    before || after && !(m.ahead(1) == "." && m.ahead(2).starts_with(char::is_uppercase))
}

fn iso(m: &Match) -> Option<Expr> {
    let same = m.word(m.start + 1) == m.word(m.start + 3);
    let padded = m.doc.word(m.start + 2).len() == 2 || m.word(m.start + 1) != "-";
    if !same || !padded || in_code(m) {
        return None;
    }
    calendar(m.num("year")?, m.num("month")?, m.num("day")?)
}

fn iso_time(m: &Match) -> Option<Expr> {
    let t = m.get("t")?;
    let (day, hour) = m.word(t.start).split_once(['T', 't'])?;
    let day = calendar(m.num("year")?, m.num("month")?, day.parse().ok()?)?;
    // The last figure may carry the Z of UTC: `10:23Z`.
    let figure = |name: &str| m.get(name).map(|c| m.word(c.start).trim_end_matches(['Z', 'z'])).and_then(|w| w.parse::<u8>().ok());
    let utc = ["fraction", "s", "m"].iter().any(|n| m.get(n).is_some_and(|c| m.word(c.start).ends_with(['Z', 'z'])));
    let sign = m.get("zh").map(|c| if m.word(c.start - 1) == "+" { 1 } else { -1 });
    let offset = match (sign, m.num("zh"), m.num("zm")) {
        (Some(sign), Some(h), Some(min)) if h < 15 && min < 60 => Some((sign * (h * 60 + min)) as i16),
        _ => utc.then_some(0),
    };
    let clock = Clock {
        hour: hour.get(..2)?.parse().ok().filter(|&h: &u8| h < 25)?,
        minute: figure("m").filter(|&n| n < 60),
        second: figure("s").filter(|&n| n < 60),
        offset,
    };
    Some(Expr::At(Box::new(day), clock))
}

fn numeric(m: &Match) -> Option<Expr> {
    let (a, b) = (m.get("a")?, m.get("b")?);
    let separator = m.word(a.start + 1);
    let both_padded = m.word(a.start).len() == 2 && m.word(b.start).len() == 2;
    // Three short figures with points are a version or a section unless written in full pairs.
    if in_code(m) || m.get("two").is_some() && separator == "." && !both_padded || m.get("two").is_some() && separator == "-" {
        return None;
    }
    const NUMBERED: &[&str] =
        &["version", "versions", "v", "section", "sections", "release", "tel", "phone", "fax", "article", "art", "chapter", "build"];
    if m.back_is(NUMBERED) || m.word(a.start).len() > 2 || m.word(b.start).len() > 2 {
        return None;
    }
    if m.lexed[a.start].is(class::YEAR) {
        return None;
    }
    let (a, b) = (m.num("a")?, m.num("b")?);
    if !(1..=31).contains(&a) || !(1..=31).contains(&b) || a > 12 && b > 12 {
        return None;
    }
    // Nothing about the document is known here; the separator says a little (no American writes points).
    Some(Expr::Numeric(a as u8, b as u8, make::short_year(m), None))
}
