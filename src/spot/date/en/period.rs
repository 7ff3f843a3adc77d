//! Stretches of the calendar: quarters, halves, fiscal years, seasons, decades, centuries, eras.

use super::{guard, make};
use crate::spot::date::lex::class;
use crate::spot::date::rule::{Match, Rule, kind};
use crate::spot::date::tree::{Anchor, Expr, Fields, Unit, Which, YearRef};

/// The rules.
pub const RULES: &[Rule] = &[
    Rule {
        name: "period/quarter",
        kind: kind::PERIOD,
        level: 0,
        pattern: "the? fiscal? -? <ord=q> -? quarter ( of ( fiscal )? <year> | of <which=yw> year | ,? <four=year> )?",
        reason: "A quarter by its number, with its year if told; \"third-quarter\" before a noun too.",
        build: quarter,
        score: 0.9,
        yes: &[
            ("rain in [the third quarter of 2007] fell", "2007-35"),
            ("its [third-quarter] results", "2019-35"),
            ("in [the fourth quarter] sales fell", "2019-36"),
            ("[the first quarter of next year]", "2020-33"),
            ("since [the third quarter 2018] it", "2018-35"),
        ],
        no: &["the fifth quarter", "a second hand quarter", "a third quarter-final", "the second quarter of the old town"],
    },
    Rule {
        name: "period/quarters",
        kind: kind::OTHER,
        level: 0,
        pattern: "the? <ord=a> ( and|or|to|through ) <ord=b> quarters ( ,? of|in? <year> )?",
        reason: "\"the first and third quarters of 2019\": two with one noun, or from one to the other.",
        build: quarters,
        score: 0.92,
        yes: &[
            ("in [the first] and third quarters of 2018 it", "2018-33"),
            ("in the first and [third quarters of 2018] it", "2018-35"),
            ("from [the second to fourth quarters of 2018] it", "2018-04/2018-12"),
        ],
        no: &["the first and fifth quarters"],
    },
    Rule {
        name: "period/year-quarter",
        kind: kind::PERIOD,
        level: 0,
        pattern: "the? ( <four=year> | <which=yw> year ( ' ~ s )? ) ( fiscal )? <ord=q> -? quarter",
        reason: "The year before the quarter: \"the 2006 third quarter\", \"this year's third quarter\".",
        build: quarter,
        score: 0.92,
        yes: &[("in [the 2006 second quarter] it grew", "2006-34"), ("[next year's first quarter]", "2020-33")],
        no: &["the 2006 fifth quarter"],
    },
    Rule {
        name: "period/quarter-code",
        kind: kind::PERIOD,
        level: 0,
        pattern: "<mixed=code> ( of? ,? <year> )?",
        reason: "`Q3 2019`, `3Q19`, `H1 2019`, `FY2019`: codes of reports.",
        build: code,
        score: 0.9,
        yes: &[("revenue in [Q3 2019] grew", "2019-35"), ("in [H1 2019] it fell", "2019-40"), ("guidance for [FY2020]", "2020")],
        no: &["Q7 2019", "the H2O plant", "TR18 is a number", "the G20 summit", "Room B12"],
    },
    Rule {
        name: "period/code-year",
        kind: kind::PERIOD,
        level: 0,
        pattern: "<four=year> -? ~ <mixed=code>",
        reason: "`2019Q3` and `2019-Q3`.",
        build: code,
        score: 0.9,
        yes: &[("output in [2019-Q3] rose", "2019-35")],
        no: &["2019-X3"],
    },
    Rule {
        name: "period/half",
        kind: kind::PERIOD,
        level: 0,
        pattern: "the? ( <ord=h> | <which=h> ) -? half ( of <year> | of <which=yw> year | of the year )",
        reason: "Halves of a year; without the year a half is of anything.",
        build: half,
        score: 0.9,
        yes: &[("in [the first half of 2019] there were", "2019-40"), ("[the second half of the year]", "2019-41")],
        no: &["the first half of the match", "in the second half they scored"],
    },
    Rule {
        name: "period/this-quarter",
        kind: kind::PERIOD,
        level: 0,
        pattern: "the? latest quarter|period",
        reason: "The quarter the report speaks of.",
        build: |_| Some(Expr::Same(Unit::Quarter)),
        score: 0.8,
        yes: &[("For the third quarter of 2018 it lost. Sales in [the latest quarter] rose.", "2018-35")],
        no: &["the latest quarters of life"],
    },
    Rule {
        name: "period/the-quarter",
        kind: kind::PERIOD,
        level: 0,
        pattern: "the|that quarter",
        reason: "The quarter spoken of last.",
        build: |m| (!m.ahead_is(&["of", "final", "finals", "century", "mile", "-"])).then_some(Expr::Same(Unit::Quarter)),
        score: 0.7,
        yes: &[("Profit for the first quarter of 2018 fell. In [the quarter], sales rose.", "2018-33")],
        no: &["the quarter of the city", "the Quartermaster", "the quarter finals"],
    },
    Rule {
        name: "period/year-period",
        kind: kind::PERIOD,
        level: 0,
        pattern: "( the <four=year> period|quarter | the? same|comparable|corresponding period|quarter ,? of|in? ( <which> year | the? year? <four=year> ) | the? <which> year ' ~ s period|quarter )",
        reason: "The same stretch of another year: a quarter, if the report spoke of one.",
        build: year_period,
        score: 0.75,
        yes: &[
            ("a rise in [the 2006 period]", "2006"),
            ("In the third quarter of 2018 it lost more than in [the 2017 quarter].", "2017-35"),
            ("In the first quarter of 2019 it won more than in [the same period last year].", "2018-33"),
            ("fewer than in [the same period of 2017] by far", "2017"),
        ],
        no: &["the 2006 periodical", "in the same period he wrote"],
    },
    Rule {
        name: "period/fiscal-year",
        kind: kind::PERIOD,
        level: 0,
        pattern: "( fiscal|financial|academic|school|budget|calendar year|years | fiscal | fy ) <year> ( ~ -|/ ~ ( <two=to> | <four=to> ) )?",
        reason: "A fiscal year has the number of the year it ends in; written with both it is the stretch.",
        build: fiscal,
        score: 0.92,
        yes: &[
            ("in [fiscal 2012] it built", "2012"),
            ("for [fiscal year 2019] the budget", "2019"),
            ("in [FY 2018-19] it rose", "2018/2019"),
            ("in the [academic year 2019/20] students", "2019/2020"),
            ("the [financial year 2019-2020] ends", "2019/2020"),
        ],
        no: &["a fiscal cliff", "the school 2000 project"],
    },
    Rule {
        name: "period/the-fiscal-year",
        kind: kind::PERIOD,
        level: 0,
        pattern: "the? ( <which> | latest | full )? fiscal|financial|full year",
        reason: "The fiscal year at hand.",
        build: the_fiscal,
        score: 0.75,
        yes: &[
            ("in [the current fiscal year] sales", "2019"),
            ("for [the full year] it rose", "2019"),
            ("[last fiscal year] it fell", "2018"),
        ],
        no: &["a fiscal policy"],
    },
    Rule {
        name: "period/season-year",
        kind: kind::PERIOD,
        level: 0,
        pattern: "the? <season> ,? of? <year>",
        reason: "A season with its year.",
        build: season_year,
        score: 0.95,
        yes: &[("in [the spring 2019] session", "2019-21"), ("in [the winter of 2009] ice", "2009-24")],
        no: &["they fall 2019 feet", "after the Prague Spring 1968"],
    },
    Rule {
        name: "period/season",
        kind: kind::PERIOD,
        level: 0,
        pattern: "the? <season>",
        reason: "A bare season only where it cannot be a verb, a fall in prices or a part of a name.",
        build: season,
        score: 0.7,
        yes: &[
            ("far into [the summer] of talks", "2019-22"),
            ("over [the summer], the firm", "2019-22"),
            ("It opens in [spring].", "2020-21"),
        ],
        no: &[
            "prices fall",
            "the fall of the Wall",
            "Spring Street",
            "the Prague Spring",
            "the summer palace of the king",
            "a spring in the desert",
            "the fall in prices",
            "Summer Olympics",
        ],
    },
    Rule {
        name: "period/decade",
        kind: kind::PERIOD,
        level: 0,
        pattern: "the? <decade>",
        reason: "A decade; \"the nineties\" are those of the last hundred years.",
        build: decade,
        score: 0.92,
        yes: &[("in [the 1930s] they built", "193X"), ("all through [the seventies]", "197X"), ("in [the '80s] it grew", "198X")],
        no: &["He is in his 60s.", "people in their thirties", "temperatures in the 90s Fahrenheit"],
    },
    Rule {
        name: "period/century",
        kind: kind::PERIOD,
        level: 0,
        pattern: "the? <ord> -? century ( bc|bce|ad | b ~ . ~ c ~ .? )?",
        reason: "EDTF names a century by its first two digits, one less than its number.",
        build: century,
        score: 0.92,
        yes: &[
            ("[the 20th century] saw", "19XX"),
            ("a [13th century] abbey", "12XX"),
            ("in [the third century B.C.] it", "-0299/-0200"),
            ("a [twenty-first-century] army", "20XX"),
        ],
        no: &["a half century", "the Century Fund"],
    },
    Rule {
        name: "period/era",
        kind: kind::PERIOD,
        level: 0,
        pattern: "( <int=n> bc|bce|ce | ad <int=n> | <int=n> b ~ . ~ c ~ .? | <int=n> ad )",
        reason: "Years before and after Christ; 1 BC is the year 0 of ISO 8601.",
        build: era,
        score: 0.9,
        yes: &[("built in [AD 79] by slaves", "0079"), ("about [44 BC] in Rome", "-0043")],
        no: &["an ad 30 seconds long", "the BC government"],
    },
];

fn quarter(m: &Match) -> Option<Expr> {
    let q = m.num("q").filter(|q| (1..=4).contains(q))?;
    if m.ahead_is(&["final", "finals", "century"]) || m.ahead(1) == "-" && m.ahead(2).to_ascii_lowercase().starts_with("final") {
        return None;
    }
    // "the second quarter of the old town"
    let of_a_year = |n: usize| matches!(m.ahead(n).to_ascii_lowercase().as_str(), "year" | "fiscal" | "financial" | "calendar");
    if m.ahead_is(&["of"]) && m.ahead(2).eq_ignore_ascii_case("the") && !of_a_year(3) && !of_a_year(4) {
        return None;
    }
    // Before a noun ("the third-quarter figure") the article is the noun's.
    if m.word(m.start).eq_ignore_ascii_case("the") && m.word(m.end - 2) == "-" {
        return None;
    }
    let (year, which) = match (m.get("year"), m.num("yw")) {
        (Some(_), _) => (make::year(m), Which::Bare),
        (_, Some(n)) if n.abs() <= 1 => (YearRef::Shift(n), Which::Bare),
        (_, Some(_)) => return None,
        _ => (YearRef::Untold, Which::Bare),
    };
    Some(Expr::Date(Fields { year, quarter: Some(q as u8), which, ..Fields::default() }))
}

fn quarters(m: &Match) -> Option<Expr> {
    let year = make::year(m);
    let quarter = |name: &str| {
        let q = m.num(name).filter(|q| (1..=4).contains(q))?;
        Some(Expr::Date(Fields { year, quarter: Some(q as u8), ..Fields::default() }))
    };
    let (a, b) = (quarter("a")?, quarter("b")?);
    let (from, to) = (m.get("a")?.end, m.get("b")?.start);
    if matches!(m.word(from).to_ascii_lowercase().as_str(), "to" | "through") {
        return (m.num("a") < m.num("b")).then(|| Expr::Range(Box::new(a), Box::new(b)));
    }
    Some(Expr::List(vec![(m.start as u32, from as u32, a), (to as u32, m.end as u32, b)]))
}

fn code(m: &Match) -> Option<Expr> {
    let c = m.get("code")?;
    let word = m.word(c.start);
    if !word.is_ascii() || word.len() < 2 || guard::number_goes_on(m) {
        return None;
    }
    let number = |s: &str| s.bytes().all(|b| b.is_ascii_digit()).then(|| s.parse::<i32>().ok()).flatten();
    let (head, tail) = word.split_at(1);
    let told = make::year(m);
    let field = |letter: &str, n: i32, year: YearRef| match letter {
        "Q" if (1..=4).contains(&n) => Some(Fields { quarter: Some(n as u8), year, ..Fields::default() }),
        "H" if (1..=2).contains(&n) => Some(Fields { half: Some(n as u8), year, ..Fields::default() }),
        _ => None,
    };
    if let (Some(n), true) = (number(tail).filter(|_| tail.len() == 1), matches!(head, "Q" | "H")) {
        // "H1" alone is a visa or a headline level
        if told == YearRef::Untold && head == "H" {
            return None;
        }
        return field(head, n, told).map(Expr::Date);
    }
    if word.len() >= 2
        && let (Some(n), letter) = (number(head), &tail[..1])
        && matches!(letter, "Q" | "H")
    {
        let year = match number(&tail[1..]) {
            Some(y) if tail.len() == 3 => YearRef::Short(y),
            Some(y) if tail.len() == 5 => YearRef::Is(y),
            _ if tail.len() == 1 => told,
            _ => return None,
        };
        return field(letter, n, year).map(Expr::Date);
    }
    for prefix in ["FY", "CY"] {
        if let Some(n) = word.strip_prefix(prefix).and_then(number) {
            let year = match word.len() {
                4 => YearRef::Short(n),
                6 => YearRef::Is(n),
                _ => return None,
            };
            return Some(Expr::Date(Fields { year, ..Fields::default() }));
        }
    }
    None
}

fn half(m: &Match) -> Option<Expr> {
    let h = match m.num("h")? {
        1 => 1,
        2 | -1 => 2,
        _ => return None,
    };
    let year = match m.num("yw") {
        Some(n) if n.abs() <= 1 => YearRef::Shift(n),
        Some(_) => return None,
        None if m.get("year").is_some() => make::year(m),
        None => YearRef::Shift(0),
    };
    Some(Expr::Date(Fields { year, half: Some(h), ..Fields::default() }))
}

fn year_period(m: &Match) -> Option<Expr> {
    match m.num("which") {
        Some(n) if n.abs() <= 1 => Some(Expr::Stretch(YearRef::Shift(n))),
        Some(_) => None,
        None => Some(Expr::Stretch(make::year(m))),
    }
}

fn fiscal(m: &Match) -> Option<Expr> {
    let start = make::year(m);
    let first = Expr::Date(Fields { year: start, ..Fields::default() });
    let YearRef::Is(from) = start else { return Some(first) };
    let Some(to) = m.num("to") else { return Some(first) };
    let to = if to < 100 { from / 100 * 100 + to } else { to };
    (to > from).then(|| Expr::Range(Box::new(first), Box::new(Expr::Date(Fields { year: YearRef::Is(to), ..Fields::default() }))))
}

fn the_fiscal(m: &Match) -> Option<Expr> {
    // "the latest fiscal year" is the last one that is over
    let latest = (m.start..m.end).any(|i| m.word(i).eq_ignore_ascii_case("latest"));
    let n = m.num("which").unwrap_or(if latest { -1 } else { 0 }).clamp(-1, 1);
    // "the financial year 2019" has a rule of its own
    if m.lexed.get(m.end).is_some_and(|l| l.is(class::YEAR)) {
        return None;
    }
    // "full year", "fiscal year" need a determiner
    (m.end - m.start >= 3 || m.get("which").is_some()).then_some(Expr::Shift(Some(n), Unit::Year, Anchor::Reference))
}

fn season_year(m: &Match) -> Option<Expr> {
    let year = make::year(m);
    if matches!(year, YearRef::Is(n) if !(1500..=2100).contains(&n)) || m.ahead_is(&["feet", "points", "people"]) {
        return None;
    }
    // "the Prague Spring 1968": a capital before a capital makes a name
    let at = m.get("season")?.start;
    if at == m.start && m.doc.tokens[at].is_capital() && !guard::shouting(m) {
        let opens = m.doc.sentences.get(m.doc.sentence_of(at)).is_none_or(|s| s.start as usize + 1 >= at);
        let named = at > 0 && m.doc.tokens[at - 1].is_capital() && m.doc.tokens[at - 1].class == crate::text::token::Class::Word;
        if named && !opens {
            return None;
        }
    }
    Some(Expr::Date(Fields { year, season: m.num("season").map(make::season), ..Fields::default() }))
}

/// What a season goes with as a kind of it: "the summer palace", "spring training".
const GOES_WITH: &[&str] = &[
    "palace",
    "capital",
    "residence",
    "training",
    "camp",
    "camps",
    "school",
    "schools",
    "house",
    "home",
    "job",
    "olympics",
    "games",
    "hit",
];

fn season(m: &Match) -> Option<Expr> {
    let n = m.num("season")?;
    let at = m.get("season")?.start;
    let capital = m.doc.tokens[at].is_capital();
    let the = m.word(m.start).eq_ignore_ascii_case("the");
    let lead = |ws: &[&str]| ws.iter().any(|w| m.back(1).eq_ignore_ascii_case(w));
    let lead_in = lead(&["in", "by", "during", "until", "since", "over", "into", "through", "throughout", "before", "after", "of", "from"]);
    // "spring to autumn 2018", but "spring to life"
    let range = m.ahead_is(&["to"]) && m.lexed.get(m.end + 1).is_some_and(|l| l.is(class::SEASON | class::MONTH));
    if capital
        || !range && m.ahead_is(&["of", "in", "from", "to", "olympics", "games", "below", "and", "water"]) && n != 2
        || m.ahead_is(GOES_WITH)
    {
        return None;
    }
    // "fall" and "spring" are other things too: only "in/by/since fall", "in the fall", never with more after it.
    let ok = match n {
        3 if m.word(at).eq_ignore_ascii_case("fall") => {
            lead(&["in", "by", "this", "since", "until"]) && !m.ahead_is(&["on", "by", "through", "behind", "short"])
        }
        1 => lead_in,
        _ => lead_in || the,
    };
    ok.then(|| Expr::Date(Fields { season: Some(make::season(n)), ..Fields::default() }))
}

fn decade(m: &Match) -> Option<Expr> {
    if m.back_is(&["his", "her", "their", "my", "mid", "my"]) && !m.back_is(&["mid"]) || m.ahead_is(&["fahrenheit", "degrees", "celsius"]) {
        return None;
    }
    let n = m.number("decade")? as i32;
    // bare `60s` without "the" or an apostrophe is an age or a score
    if n < 0
        && !m.word(m.start).eq_ignore_ascii_case("the")
        && !matches!(m.word(m.start), "'" | "’" | "‘" | "`")
        && !m.back_is(&["the", "early", "late", "mid", "-"])
    {
        return None;
    }
    Some(Expr::Decade(if n < 0 { -1 - n } else { n }))
}

fn century(m: &Match) -> Option<Expr> {
    let n = m.num("ord").filter(|n| (1..=30).contains(n))?;
    let end = m.get("ord").map_or(m.end, |c| c.end);
    let before = (end..m.end).any(|i| m.word(i).starts_with(['b', 'B']));
    Some(Expr::Century(if before { -n } else { n }))
}

fn era(m: &Match) -> Option<Expr> {
    let c = m.get("n")?;
    let capital = (m.start..m.end).all(|i| m.doc.tokens[i].shape & crate::text::token::Token::HAS_LOWER == 0);
    let n = m.num("n").filter(|&n| n > 0 && n < 10000)?;
    if !capital || guard::number_went_on(m) {
        return None;
    }
    let before = (m.start..m.end).any(|i| i != c.start && m.word(i).starts_with('B'));
    Some(Expr::Date(Fields { year: YearRef::Is(if before { 1 - n } else { n }), ..Fields::default() }))
}
