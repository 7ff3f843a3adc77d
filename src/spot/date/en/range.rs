//! Stretches from one date to another, and lists that share their parts.

use super::make;
use crate::spot::date::lex::class;
use crate::spot::date::rule::{Match, Rule, kind};
use crate::spot::date::tree::{Expr, Fields, YearRef};

/// The rules.
pub const RULES: &[Rule] = &[
    Rule {
        name: "range/days-month",
        kind: kind::OTHER,
        level: 0,
        pattern: "( <weekday> ,? )? <day=a> ( -|to|until|till|through|and|/ ) ( <weekday=w2> ,? )? <day> of? <month> ( ,? <year> )?",
        reason: "\"16-17 October 2019\": both days are in the month.",
        build: days_month,
        score: 0.97,
        yes: &[
            ("was held on [16-17 October 2019] in Vienna", "2019-10-16/2019-10-17"),
            ("from [16 to 19 May 2018] there", "2018-05-16/2018-05-19"),
            ("on [26 and 27 November] they", "2019-11-26/2019-11-27"),
            ("[3–5 December]", "2019-12-03/2019-12-05"),
        ],
        no: &["pages 16-17 may differ", "19 to 16 May 2018"],
    },
    Rule {
        name: "range/month-days",
        kind: kind::OTHER,
        level: 0,
        pattern: "<month> <day=a> ( -|to|until|till|through|/ ) <day> ( ,? <year> )?",
        reason: "The same in American order.",
        build: days_month,
        score: 0.97,
        yes: &[("held [October 16-17, 2019] in Vienna", "2019-10-16/2019-10-17"), ("[Nov. 20 to 22] in Rome", "2019-11-20/2019-11-22")],
        no: &["May 16-inch guns", "October 17-16"],
    },
    Rule {
        name: "range/month-day-list",
        kind: kind::OTHER,
        level: 0,
        pattern: "<month> <day=a> ( , <day=b> )? ( , <day=c> )? ,? ( and|& | or ) <day=z> ( ,? <year> )?",
        reason: "\"May 3, 10 and 17, 2019\": each day is a date of its own, and only the first names the month.",
        build: list,
        score: 0.96,
        yes: &[("on May 3, 10 and [17, 2019] we", "2019-05-17"), ("on [June 8] and 9", "2019-06-08")],
        no: &["on May 3 and 4000 others"],
    },
    Rule {
        name: "range/day-list-month",
        kind: kind::OTHER,
        level: 0,
        pattern: "<day=a> ( , <day=b> )? ( , <day=c> )? ,? ( and|& | or ) <day=z> of? <month> ( ,? <year> )?",
        reason: "The same with the day first.",
        build: list,
        score: 0.96,
        yes: &[
            ("on 3, 10 and [17 May 2019] we", "2019-05-17"),
            ("on [3], 10 and 17 May 2019 we", "2019-05-03"),
            ("on 7 or [8 April 2019]", "2019-04-08"),
            ("held between [7 and 9 April 2019]", "2019-04-07/2019-04-09"),
        ],
        no: &["3, 10 and 17 may be"],
    },
    Rule {
        name: "range/dates",
        kind: kind::OTHER,
        level: 2,
        pattern: "<@day=a> ( -|/|to|until|till|through ) the? <@day=b>",
        reason: "From one day to another; month, year and zone are shared leftwards.",
        build: dates,
        score: 0.96,
        yes: &[
            ("from [28 October to 1 November 2019] in Nice", "2019-10-28/2019-11-01"),
            ("([20 August – 30 September])", "2019-08-20/2019-09-30"),
            ("from [Monday to Wednesday] there", "2019-11-25/2019-11-27"),
            ("on [30 September/1 October 2018] they", "2018-09-30/2018-10-01"),
            ("open [2019-10-16/2019-10-20] daily", "2019-10-16/2019-10-20"),
        ],
        no: &["from Monday to the hall"],
    },
    Rule {
        name: "range/months",
        kind: kind::OTHER,
        level: 2,
        pattern: "( <early> -? )? <@period=a> ( -|to|until|till|through ) the? ( <early> -? )? <@period=b>",
        reason: "From one month, year or season to another; \"mid-\" at either end says nothing that an interval could hold.",
        build: dates,
        score: 0.94,
        yes: &[
            ("from [March to May 2019] it", "2019-03/2019-05"),
            ("([October 2008 – March 2009])", "2008-10/2009-03"),
            ("from [2003 to 2007] he", "2003/2007"),
            ("served ([March – July 2018]) there", "2018-03/2018-07"),
            ("from [spring to autumn 2018] it", "2018-03/2018-11"),
            ("from [mid-June to late July 2018] they", "2018-06/2018-07"),
        ],
        no: &["from March to the end"],
    },
    Rule {
        name: "range/between",
        kind: kind::OTHER,
        level: 2,
        pattern: "<@cal=a> and <@cal=b>",
        reason: "\"between March and May\": the words before say that it is a stretch.",
        build: between,
        score: 0.94,
        yes: &[("between [March and May 2019] it", "2019-03/2019-05"), ("between [2010 and 2015] he", "2010/2015")],
        no: &["in March and May 2019 it", "between France and Germany"],
    },
    Rule {
        name: "range/shared-year",
        kind: kind::OTHER,
        level: 3,
        pattern: "<@cal=a> ( , <@cal=b> )? ( , <@cal=c> )? ,? and|or|& <@cal=z>",
        reason: "\"3 October and 5 December 2018\": each is a date of its own, and only the last tells the year.",
        build: shared,
        score: 0.93,
        yes: &[
            ("met on [3 October], 14 November and 5 December 2018 in Bonn", "2018-10-03"),
            ("met on 3 October, [14 November] and 5 December 2018 in Bonn", "2018-11-14"),
            ("@ fell in [late March] and early April 2016 there", "2016-03"),
            ("in [February] and June last year it", "2018-02"),
        ],
        no: &["on Monday and 5 December 2018", "in 2015 and May 2018", "in December 2017 and May 2018", "between March and May 2018"],
    },
    Rule {
        name: "range/years",
        kind: kind::OTHER,
        level: 0,
        pattern: "<four=a> -|/ ( <four=b> | <two=b> )",
        reason: "\"2004-2008\", \"2019/20\"; the last two digits share the century.",
        build: years,
        score: 0.93,
        yes: &[
            ("envoy in Chile ([2003-2007])", "2003/2007"),
            ("the [2019/20] session", "2019/2020"),
            ("over [2014–20] it", "2014/2020"),
            ("in [2019-11] alone", "2019-11"),
        ],
        no: &["pp. 1990-1995", "2019-5", "2017-04-XR-358", "call 2008-2004", "112/2013", "resolution 1540-1541"],
    },
    Rule {
        name: "range/years-to",
        kind: kind::OTHER,
        level: 0,
        pattern: "<four=a> to <two=b>",
        reason: "\"from 1998 to 99\" in tables.",
        build: years,
        score: 0.6,
        yes: &[("from [1998 to 99] it", "1998/1999")],
        no: &["rose from 2010 to 10"],
    },
    Rule {
        name: "range/open",
        kind: kind::OTHER,
        level: 2,
        pattern: "<@cal> ( -|to|until ) ( the )? present|date|now",
        reason: "From a date up to the time of writing.",
        build: |m| Some(Expr::Open(Box::new(m.tree("cal")?))),
        score: 0.93,
        yes: &[("ambassador ([2014-present])", "2014/.."), ("[October 2008 to date]", "2008-10/..")],
        no: &["from 2014 to data"],
    },
    Rule {
        name: "range/clock",
        kind: kind::CLOCK,
        level: 1,
        pattern: "<@clock=a> ( -|to|until|till|and ) <@clock=b>",
        reason: "Opening and closing times are one stretch.",
        build: clocks,
        score: 0.95,
        yes: &[
            ("coffee [3.20pm-3.45pm] next", "2019-11-27T15:20/2019-11-27T15:45"),
            ("[11.40 am - 1.10  Pm] tour", "2019-11-27T11:40/2019-11-27T13:10"),
            ("open from [10:00 to 12:00]", "2019-11-27T10:00/2019-11-27T12:00"),
        ],
        no: &["10:00 to the minute"],
    },
    Rule {
        name: "range/hours",
        kind: kind::CLOCK,
        level: 1,
        pattern: "( <numeral=h> ) ( -|to|until|and ) <@clock=b>",
        reason: "\"9-11 a.m.\": the half of the day is shared leftwards.",
        build: hours,
        score: 0.9,
        yes: &[
            ("open [9-11 a.m.] only", "2019-11-27T09:00/2019-11-27T11:00"),
            ("between [5 and 9 p.m.] it", "2019-11-27T17:00/2019-11-27T21:00"),
        ],
        no: &["a 9-10:30 loss", "at 5 and 9 p.m."],
    },
];

fn day(m: &Match, day: u8, year: YearRef) -> Option<Expr> {
    let f = Fields { year, month: m.num("month").map(|n| n as u8), day: Some(day), ..Fields::default() };
    make::exists(&f).then_some(Expr::Date(f))
}

fn proper(m: &Match) -> Option<()> {
    let at = m.get("month")?.start;
    (m.doc.tokens[at].is_capital() || !matches!(m.num("month")?, 3 | 5)).then_some(())
}

fn days_month(m: &Match) -> Option<Expr> {
    proper(m)?;
    let (a, z) = (m.num("a")?, m.num("day")?);
    let year = make::year(m);
    if matches!(year, YearRef::Is(n) if !(1500..=2100).contains(&n)) || m.ahead(1) == "-" && m.glued_after() {
        return None;
    }
    let joined = (m.start..m.end).any(|i| m.word(i).eq_ignore_ascii_case("and"));
    if joined && z != a + 1 || super::guard::number_went_on(m) {
        return None;
    }
    (a < z).then(|| Some(Expr::Range(Box::new(day(m, a as u8, year)?), Box::new(day(m, z as u8, year)?))))?
}

fn list(m: &Match) -> Option<Expr> {
    proper(m)?;
    let year = make::year(m);
    let days: Vec<_> = ["a", "b", "c", "z"].iter().filter_map(|n| m.get(n)).collect();
    let last = days.len().checked_sub(1)?;
    // "between 10 and 12 February" is a stretch
    if let (true, [a, z]) = (m.back_is(&["between"]), days.as_slice()) {
        let number = |c: &crate::spot::date::pattern::Capture| m.lexed[c.start].num as u8;
        let (a, z) = (number(a), number(z));
        return (a < z).then(|| Some(Expr::Range(Box::new(day(m, a, year)?), Box::new(day(m, z, year)?))))?;
    }
    let mut out = Vec::new();
    for (i, c) in days.iter().enumerate() {
        let crate::spot::date::pattern::Value::Token(lex) = c.value else { return None };
        let start = if i == 0 { m.start } else { c.start };
        let end = if i == last { m.end } else { c.end };
        out.push((start as u32, end as u32, day(m, lex.num as u8, year)?));
    }
    Some(Expr::List(out))
}

fn shared(m: &Match) -> Option<Expr> {
    if m.back_is(&["between"]) {
        return None;
    }
    let last = m.tree("z")?;
    let told = *last.fields()?;
    if told.year == YearRef::Untold || told.month.is_none() && told.season.is_none() && told.quarter.is_none() {
        return None;
    }
    let mut out = Vec::new();
    for name in ["a", "b", "c"] {
        let Some(c) = m.get(name) else { continue };
        let mut tree = m.tree(name)?;
        let f = tree.fields_mut()?;
        // only what is told as finely, and has no year or "last" of its own
        let alike = f.month.is_some() == told.month.is_some() && f.day.is_some() == told.day.is_some();
        if f.year != YearRef::Untold || f.which != crate::spot::date::tree::Which::Bare || !alike {
            return None;
        }
        f.year = told.year;
        out.push((c.start as u32, c.end as u32, tree));
    }
    out.push((m.get("z")?.start as u32, m.end as u32, last));
    Some(Expr::List(out))
}

/// Give the left date what only the right one tells, or refuse two that are not of one kind.
fn share(a: &mut Expr, b: &Expr) -> Option<()> {
    if let (Some(right), Some(left)) = (b.fields().copied(), a.fields_mut()) {
        if left.year == YearRef::Untold && left.which == right.which && left.weekday.is_none() == right.weekday.is_none() {
            left.year = right.year;
            // "28 October to 1 November 2019" in one year, "20 December to 6 January 2020" over the turn of it
            if let (YearRef::Is(y), Some(m1), Some(m2)) = (right.year, left.month, right.month)
                && m1 > m2
            {
                left.year = YearRef::Is(y - 1);
            }
        }
        let grain = |f: &Fields| {
            (f.month.is_some() || f.quarter.is_some() || f.season.is_some(), f.day.is_some(), f.weekday.is_some() && f.day.is_none())
        };
        return (grain(left) == grain(&right)).then_some(());
    }
    Some(())
}

/// Where in its year something begins or ends, in months.
fn position(f: &Fields) -> Option<u8> {
    use crate::spot::date::tree::Season;
    let season = |s| match s {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    };
    f.month.or(f.season.map(season)).or(f.quarter.map(|q| q * 3)).or(f.half.map(|h| h * 6))
}

fn pair(m: &Match) -> Option<Expr> {
    let (mut a, b) = (m.tree("a")?, m.tree("b")?);
    if matches!(a, Expr::Range(..) | Expr::Vague(_) | Expr::List(_)) || matches!(b, Expr::Range(..) | Expr::Vague(_) | Expr::List(_)) {
        return None;
    }
    share(&mut a, &b)?;
    if let (Some(x), Some(y)) = (a.fields(), b.fields())
        && let (YearRef::Is(p), YearRef::Is(q)) = (x.year, y.year)
        && (p, position(x), x.day) >= (q, position(y), y.day)
    {
        return None;
    }
    Some(Expr::Range(Box::new(a), Box::new(b)))
}

fn dates(m: &Match) -> Option<Expr> {
    pair(m)
}

fn between(m: &Match) -> Option<Expr> {
    m.back_is(&["between"]).then(|| pair(m))?
}

fn years(m: &Match) -> Option<Expr> {
    let (a, b) = (m.num("a")?, m.num("b")?);
    let short = m.get("b").is_some_and(|c| m.lexed[c.start].is(class::TWO));
    let mark = |w: &str| matches!(w, "-" | "–" | "—" | "/" | ".");
    let went_on = m.glued_before() && m.start > 1 && mark(m.back(1))
        || m.glued_after() && mark(m.ahead(1)) && m.lexed.get(m.end + 1).is_some_and(|l| l.glued);
    if went_on
        || super::guard::paged(m)
        || !(1500..=2100).contains(&a)
        || m.back_is(&["resolution", "resolutions", "tel", "no", "call"])
        || m.back(1) == "+"
    {
        return None;
    }
    let to = if short { a / 100 * 100 + b } else { b };
    let word_between = m.word(m.start + 1);
    if short && (1..=12).contains(&b) && to != a + 1 && matches!(word_between, "-") && to <= a {
        return Some(Expr::Date(Fields { year: YearRef::Is(a), month: Some(b as u8), ..Fields::default() }));
    }
    let year = |n| Box::new(Expr::Date(Fields { year: YearRef::Is(n), ..Fields::default() }));
    (to > a && to - a < 400).then(|| Expr::Range(year(a), year(to)))
}

fn clocks(m: &Match) -> Option<Expr> {
    let (Expr::Time(mut a), Expr::Time(b)) = (m.tree("a")?, m.tree("b")?) else { return None };
    a.offset = a.offset.or(b.offset);
    Some(Expr::Range(Box::new(Expr::Time(a)), Box::new(Expr::Time(b))))
}

fn hours(m: &Match) -> Option<Expr> {
    let Expr::Time(b) = m.tree("b")? else { return None };
    let mut h = m.num("h").filter(|h| (1..=12).contains(h))? as u8;
    if m.word(m.start + 1).eq_ignore_ascii_case("and") && !m.back_is(&["between"]) {
        return None;
    }
    // only "a.m." and "p.m." are shared: what stood without would be a score or a count
    if b.minute.is_some() || super::guard::number_went_on(m) {
        return None;
    }
    if b.hour > 12 && h + 12 < b.hour {
        h += 12;
    }
    let a = crate::spot::date::tree::Clock { hour: h, minute: None, second: None, offset: b.offset };
    (h < b.hour).then(|| Expr::Range(Box::new(Expr::Time(a)), Box::new(Expr::Time(b))))
}
