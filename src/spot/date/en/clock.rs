//! Times of day, and dates with times of day.

use super::{guard, make};
use crate::spot::date::lex::class;
use crate::spot::date::rule::{Match, Rule, kind};
use crate::spot::date::tree::Anchor;
use crate::spot::date::tree::{Clock, Expr, Modifier, Part, Unit};

/// The rules.
pub const RULES: &[Rule] = &[
    Rule {
        name: "time/hour-minute",
        kind: kind::CLOCK,
        level: 0,
        pattern: "<int=h> ~ : ~ <int=min> ( ~ : ~ <int=s> )? ( hours|hrs|h )? <ampm>? ( ,? <zone> )?",
        reason: "Hours and minutes with a colon; scores and ratios with a colon are refused by range and neighbours.",
        build: hour_minute,
        score: 0.85,
        yes: &[
            ("The sitting opens at [10:23].", "2019-11-27T10:23"),
            ("at [16:08 UTC] the ship sank", "2019-11-27T16:08Z"),
            ("at [8:40 p.m.] the lights failed", "2019-11-27T20:40"),
            ("at [10:30 a.m. local time] there", "2019-11-27T10:30"),
            ("at [16:30 (local time)] there", "2019-11-27T16:30"),
            ("at [3:30 PM (EST)] there", "2019-11-27T15:30-05:00"),
            ("at [14:05:33 +0100] it left", "2019-11-27T14:05:33+01:00"),
            ("from [18:00 UTC+3] on", "2019-11-27T18:00+03:00"),
        ],
        no: &["a ratio of 1:20", "They won 3:2 at home.", "a ratio of 25:75", "see Luke 12:71", "2:1:15 odds"],
    },
    Rule {
        name: "time/hour-point-minute",
        kind: kind::CLOCK,
        level: 0,
        pattern: "<int=h> ~ . ~ <int=min> ( <ampm> ( ,? <zone> )? | <zone> | hours|hrs )",
        reason: "With a point, as in British and Australian releases, only if a.m., p.m. or a zone says that it is a time.",
        build: hour_minute,
        score: 0.9,
        yes: &[("doors close [1.50 p.m.] sharp", "2019-11-27T13:50"), ("from [10.30 a.m.] on", "2019-11-27T10:30")],
        no: &["It rose 3.50 points.", "section 10.30 applies"],
    },
    Rule {
        name: "time/hour-glued",
        kind: kind::CLOCK,
        level: 0,
        pattern: "( <int=h> ~ .|: ~ )? <mixed=t> ( ,? <zone> )?",
        reason: "`2.15pm` and `10am` without a space.",
        build: glued,
        score: 0.9,
        yes: &[("lunch at [2.15pm] in the hall", "2019-11-27T14:15"), ("doors open at [10am] sharp", "2019-11-27T10:00")],
        no: &["a 15mm gun", "10amp fuses", "the 3pmx code"],
    },
    Rule {
        name: "time/hour-ampm",
        kind: kind::CLOCK,
        level: 0,
        pattern: "( <numeral=h> | <card=h> ) <ampm> ( ,? <zone> )?",
        reason: "A whole hour.",
        build: hour_minute,
        score: 0.95,
        yes: &[
            ("at [10 p.m.] police came", "2019-11-27T22:00"),
            ("after [3 p.m. EST] the line is open", "2019-11-27T15:00-05:00"),
            ("at [9 am] the doors open", "2019-11-27T09:00"),
        ],
        no: &["the 20 PM advisers"],
    },
    Rule {
        name: "time/four-digits",
        kind: kind::CLOCK,
        level: 0,
        pattern: "<int=hhmm> ( hours|hrs | <zone> )",
        reason: "Military time; only with its zone or \"hours\".",
        build: military,
        score: 0.9,
        yes: &[("near [0915 GMT] off the coast", "2019-11-27T09:15Z"), ("from [1600 hours] until dark", "2019-11-27T16:00")],
        no: &["after 4000 hours of work", "after 1000 hours of flight", "2500 UTC"],
    },
    Rule {
        name: "time/o-clock",
        kind: kind::CLOCK,
        level: 0,
        pattern: "( <numeral=h> | <card=h> ) o ~ ' ~ clock ( in the <part> )?",
        reason: "o'clock, with the part of the day that settles the half.",
        build: of_part,
        score: 0.95,
        yes: &[("at [nine o'clock in the evening] he left", "2019-11-27T21:00"), ("at [10 o’clock]", "2019-11-27T10:00")],
        no: &["the o'clock show"],
    },
    Rule {
        name: "time/hour-in-part",
        kind: kind::CLOCK,
        level: 0,
        pattern: "( <numeral=h> | <card=h> ) in the <part>",
        reason: "\"5 in the morning\".",
        build: of_part,
        score: 0.85,
        yes: &[("Bakers rise at [5 in the morning].", "2019-11-27T05:00")],
        no: &["There were 40 in the morning.", "He met 5 in the morning session."],
    },
    Rule {
        name: "time/noon",
        kind: kind::CLOCK,
        level: 0,
        pattern: "<numeral=twelve>? <noon> <zone>?",
        reason: "Noon and midnight are hours of the clock.",
        build: noon,
        score: 0.9,
        yes: &[("at [noon local time] the siren", "2019-11-27T12:00"), ("until [midnight]", "2019-11-27T24:00")],
        no: &["Midnight Express is a film.", "High Noon was shown."],
    },
    Rule {
        name: "time/clock-twice",
        kind: kind::CLOCK,
        level: 1,
        pattern: "<@clock=a> \\( <@clock=b> \\)",
        reason: "\"10:35 a.m. (0735 GMT)\": one hour told twice; the second tells the zone of the first.",
        build: twice,
        score: 0.97,
        yes: &[("at [10:35 a.m. (0735 GMT)] it rang", "2019-11-27T10:35+03:00"), ("at [19:00 (17:00 UTC)]", "2019-11-27T19:00+02:00")],
        no: &["at 10:35 (before lunch)"],
    },
    Rule {
        name: "time/clock-date",
        kind: kind::DAY,
        level: 2,
        pattern: "<@clock> ,? ( on|of )? the? ,? <@day>",
        reason: "A time and the date it belongs to are one value.",
        build: at_date,
        score: 0.97,
        yes: &[
            ("closed at [11 p.m. Wednesday] for good", "2019-11-27T23:00"),
            ("before [3 p.m. EST, Dec. 4] only", "2019-12-04T15:00-05:00"),
            ("began at [noon Tuesday]", "2019-11-26T12:00"),
            ("at [16:08 UTC on 7 October 2010]", "2010-10-07T16:08Z"),
        ],
        no: &["It was 10 on Wednesday.", "from 09:00 to 17:30, Monday to Friday"],
    },
    Rule {
        name: "time/date-clock",
        kind: kind::DAY,
        level: 2,
        pattern: "<@day> ,? -|at|from? from? ( \\( )? <@clock>",
        reason: "As above in the other order: \"07 october 2010, 10:23\".",
        build: at_date,
        score: 0.97,
        yes: &[
            ("[07 october 2010, 10:23]", "2010-10-07T10:23"),
            ("on [Tuesday at 10:30 a.m.] there", "2019-11-26T10:30"),
            ("on [7 October 2010, at 14:30], they met", "2010-10-07T14:30"),
            ("Posted [2019-10-16 14:05]", "2019-10-16T14:05"),
            ("on [7 October 2010, 10:00-12:30] in Sochi", "2010-10-07T10:00/2010-10-07T12:30"),
        ],
        no: &["on Tuesday 3:2 was the score"],
    },
    Rule {
        name: "time/date-part",
        kind: kind::DAY,
        level: 1,
        pattern: "<@day> -? <part>",
        reason: "\"Friday night\": TimeML keeps the part of the day, EDTF has none, so there the value is the day.",
        build: date_part,
        score: 0.95,
        yes: &[
            ("the roof fell [Tuesday night] in rain", "2019-11-26"),
            ("he said [yesterday morning] that", "2019-11-26"),
            ("on [7 October 2010 evening]", "2010-10-07"),
        ],
        no: &["the Friday Morning Post", "Saturday Night Live"],
    },
    Rule {
        name: "time/this-part",
        kind: kind::OTHER,
        level: 0,
        pattern: "this ( past )? <part>",
        reason: "Part of the publication day.",
        build: this_part,
        score: 0.95,
        yes: &[("He spoke [this morning] in Oslo.", "2019-11-27"), ("a lecture [this afternoon] on bees", "2019-11-27")],
        no: &["in this Morning Star report"],
    },
    Rule {
        name: "time/last-night",
        kind: kind::DAY,
        level: 0,
        pattern: "last night",
        reason: "The night that began on the day before publication.",
        build: |_| Some(Expr::PartOf(Box::new(Expr::Shift(Some(-1), Unit::Day, Anchor::Reference)), Part::Night)),
        score: 0.95,
        yes: &[("The dam held [last night].", "2019-11-26")],
        no: &["at long last nightfall came"],
    },
    Rule {
        name: "time/tonight",
        kind: kind::DAY,
        level: 0,
        pattern: "tonight",
        reason: "The night of the publication day.",
        build: |_| Some(Expr::PartOf(Box::new(Expr::Shift(Some(0), Unit::Day, Anchor::Reference)), Part::Night)),
        score: 0.95,
        yes: &[("We speak [tonight] of peace.", "2019-11-27")],
        no: &["to night"],
    },
    Rule {
        name: "time/mid-part",
        kind: kind::OTHER,
        level: 2,
        pattern: "<early=mod> -? <part> ( <@day> )?",
        reason: "\"mid-afternoon yesterday\", \"early morning\".",
        build: mid_part,
        score: 0.85,
        yes: &[("snow by [mid-afternoon yesterday] lay", "2019-11-26")],
        no: &["the early bird"],
    },
    Rule {
        name: "time/next-part",
        kind: kind::OTHER,
        level: 0,
        pattern: "the next|following morning|afternoon|evening|night",
        reason: "The day after the one spoken of.",
        build: |m| {
            let part = part_word(m.word(m.end - 1))?;
            Some(Expr::PartOf(Box::new(Expr::Shift(Some(1), Unit::Day, Anchor::Mention)), part))
        },
        score: 0.85,
        yes: &[("On 4 March 2019 he fled. He was found [the next morning].", "2019-03-05")],
        no: &["the next Morning Star"],
    },
    Rule {
        name: "time/overnight",
        kind: kind::OTHER,
        level: 0,
        pattern: "overnight",
        reason: "The night before publication.",
        build: |_| Some(Expr::PartOf(Box::new(Expr::Shift(Some(-1), Unit::Day, Anchor::Reference)), Part::Night)),
        score: 0.6,
        yes: &[("Shells fell [overnight] on the town.", "2019-11-26")],
        no: &["over night"],
    },
];

fn hour_minute(m: &Match) -> Option<Expr> {
    if guard::number_went_on(m) || guard::number_goes_on(m) {
        return None;
    }
    if let Some(c) = m.get("min")
        && m.word(c.start).len() != 2
    {
        return None;
    }
    if m.get("ampm").is_none() && m.get("zone").is_none() && guard::proportion(m) {
        return None;
    }
    let h = m.num("h")?;
    if m.get("ampm").is_some() && !(0..=23).contains(&h) || m.get("ampm").is_some() && m.get("min").is_none() && !(1..=12).contains(&h) {
        return None;
    }
    // "the 10 PM advisers" is caught by neither; "I am": the pronoun is no number
    make::clock(h, m.num("min"), m.num("s"), m.number("ampm"), m.number("zone")).map(Expr::Time)
}

fn twice(m: &Match) -> Option<Expr> {
    let (Expr::Time(a), Expr::Time(b)) = (m.tree("a")?, m.tree("b")?) else { return None };
    let minutes = |c: &Clock| i16::from(c.hour) * 60 + i16::from(c.minute.unwrap_or(0));
    let (None, Some(offset)) = (a.offset, b.offset) else { return None };
    // zones lie between twelve hours behind and fourteen ahead, on quarters of an hour
    let apart = (minutes(&a) - minutes(&b) + offset + 12 * 60).rem_euclid(24 * 60) - 12 * 60;
    (apart % 15 == 0).then_some(Expr::Time(Clock { offset: Some(apart), ..a }))
}

fn glued(m: &Match) -> Option<Expr> {
    let t = m.get("t")?;
    let word = m.word(t.start);
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (n, tail) = word.split_at(digits);
    let ampm = if tail.eq_ignore_ascii_case("am") {
        Some(0.0)
    } else if tail.eq_ignore_ascii_case("pm") {
        Some(12.0)
    } else if tail == "h" || tail == "hrs" || tail == "Z" || tail == "GMT" || tail == "UTC" {
        None
    } else {
        return None;
    };
    let zone = if matches!(tail, "Z" | "GMT" | "UTC") { Some(0.0) } else { m.number("zone") };
    let n: i32 = n.parse().ok()?;
    if guard::number_went_on(m) {
        return None;
    }
    match m.num("h") {
        Some(h) if digits == 2 => make::clock(h, Some(n), None, ampm, zone),
        None if ampm.is_some() && (1..=12).contains(&n) => make::clock(n, None, None, ampm, zone),
        None if digits == 4 && n % 100 < 60 => make::clock(n / 100, Some(n % 100), None, None, zone),
        _ => None,
    }
    .map(Expr::Time)
}

fn military(m: &Match) -> Option<Expr> {
    let c = m.get("hhmm")?;
    let n = m.num("hhmm")?;
    let word = m.word(c.start);
    if word.len() != 4 || n % 100 > 59 || n / 100 > 24 || m.ahead_is(&["of"]) || guard::number_went_on(m) {
        return None;
    }
    make::clock(n / 100, Some(n % 100), None, None, m.number("zone")).map(Expr::Time)
}

fn of_part(m: &Match) -> Option<Expr> {
    let h = m.num("h")?;
    if !(1..=12).contains(&h) || m.ahead_is(&["session", "sitting", "meeting"]) {
        return None;
    }
    if m.get("part").is_some()
        && m.word(m.start + 1) == "in"
        && !m.back_is(&["at", "about", "around", "by", "until", "till", "from", "before", "after"])
    {
        return None;
    }
    let ampm = m.num("part").map(|p| if p == 1 || p == 4 && h < 5 { 0.0 } else { 12.0 });
    make::clock(h, None, None, ampm, None).map(Expr::Time)
}

fn noon(m: &Match) -> Option<Expr> {
    let c = m.get("noon")?;
    if m.num("twelve").is_some_and(|n| n != 12) {
        return None;
    }
    // "Midnight Express", "High Noon"
    if m.doc.tokens[c.start].is_capital()
        && (m.doc.tokens.get(m.end).is_some_and(|t| t.is_capital()) || m.start > 0 && m.doc.tokens[m.start - 1].is_capital())
    {
        return None;
    }
    if m.back_is(&["high"]) {
        return None;
    }
    let zone = m.number("zone").filter(|z| !z.is_nan()).map(|z| z as i16);
    Some(Expr::Time(Clock { hour: m.num("noon")? as u8, minute: Some(0), second: None, offset: zone }))
}

fn at_date(m: &Match) -> Option<Expr> {
    let (clock, day) = (m.tree("clock")?, m.tree("day")?);
    // "09:00 to 17:30, Monday to Friday": the day is the beginning of a stretch of its own
    let goes_on = m.ahead_is(&["to", "through", "until", "-", "–", "—"]) && m.lexed.get(m.end + 1).is_some_and(|l| l.is(class::WEEKDAY));
    if goes_on && m.lexed[m.end - 1].is(class::WEEKDAY) {
        return None;
    }
    // A time of day beside a time of day is no date.
    if matches!(day, Expr::At(..) | Expr::PartOf(..)) {
        return None;
    }
    let at = |c: Clock| Expr::At(Box::new(day.clone()), c);
    match clock {
        Expr::Time(c) => Some(at(c)),
        // opening and closing times
        Expr::Range(a, b) => match (*a, *b) {
            (Expr::Time(a), Expr::Time(b)) => Some(Expr::Range(Box::new(at(a)), Box::new(at(b)))),
            _ => None,
        },
        _ => None,
    }
}

fn date_part(m: &Match) -> Option<Expr> {
    let c = m.get("part")?;
    // "Saturday Night Live", "Friday Morning Post"
    if m.doc.tokens[c.start].is_capital() && !guard::shouting(m) {
        return None;
    }
    let day = m.tree("day")?;
    if matches!(day, Expr::At(..) | Expr::PartOf(..)) {
        return None;
    }
    Some(Expr::PartOf(Box::new(day), make::part(m.num("part")?)))
}

fn this_part(m: &Match) -> Option<Expr> {
    let c = m.get("part")?;
    if m.doc.tokens[c.start].is_capital() && !guard::shouting(m) {
        return None;
    }
    Some(Expr::PartOf(Box::new(Expr::Shift(Some(0), Unit::Day, Anchor::Reference)), make::part(m.num("part")?)))
}

fn part_word(word: &str) -> Option<Part> {
    Some(match word {
        "morning" => Part::Morning,
        "afternoon" => Part::Afternoon,
        "evening" => Part::Evening,
        "night" => Part::Night,
        _ => return None, // in capitals: part of a name
    })
}

fn mid_part(m: &Match) -> Option<Expr> {
    let part = make::part(m.num("part")?);
    let tree = match m.tree("day") {
        Some(day) => Expr::PartOf(Box::new(day), part),
        None if m.lexed[m.end - 1].is(class::PART) => Expr::PartOnly(part),
        None => return None,
    };
    Some(tree.with(match m.num("mod")? {
        1 => Modifier::Start,
        2 => Modifier::Mid,
        _ => Modifier::End,
    }))
}
