//! What an expression means, and how that is written in the tables.
//!
//! In: a [`Meaning`]. Out: a [`DateValue`]: EDTF, TIMEX3, granularity and bounds.

use super::calendar::{When, iso, plus, season_code, unit_word};
use crate::model::{DateType, DateValue};
use crate::spot::date::tree::{Clock, Every, Modifier, Part, Unit, Vague};
use jiff::civil::Date;

/// What an expression means.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// A stretch of the calendar.
    Calendar(When),
    /// A day and a time of it.
    At(Date, Clock),
    /// A day and a part of it.
    Part(Date, Part),
    /// From one to another; `None`: open.
    Span(Box<Meaning>, Option<Box<Meaning>>),
    /// Part of a stretch: its days, and the stretch, by which TIMEX3 calls it.
    Portion(Box<Meaning>, When),
    /// One of two days: the order of day and month is open.
    Either(Date, Date),
    /// A TIMEX3 template that wants a reference date: value, grain, is it a time of day.
    Template(String, Unit, bool),
    /// A length.
    Length(Vec<(Option<f64>, Unit)>),
    /// A recurrence.
    Set(Every),
    /// Present, past or future.
    Vague(Vague),
}

/// The word in the modifier column; "less" and "more" are of lengths and have none.
pub fn modifier(m: Modifier) -> &'static str {
    match m {
        Modifier::Start => "start",
        Modifier::Mid => "mid",
        Modifier::End => "end",
        Modifier::Approximate => "approximate",
        Modifier::Before => "before",
        Modifier::After => "after",
        Modifier::Since => "since",
        Modifier::Less | Modifier::More => "",
    }
}

/// TIMEX3 code of a part of the day.
fn part_code(p: Part) -> &'static str {
    match p {
        Part::Morning => "MO",
        Part::Afternoon => "AF",
        Part::Evening => "EV",
        Part::Night => "NI",
        Part::Midday => "MI",
    }
}

/// TIMEX3 word of a vague time.
pub fn vague(v: Vague) -> &'static str {
    match v {
        Vague::Present => "PRESENT_REF",
        Vague::Past => "PAST_REF",
        Vague::Future => "FUTURE_REF",
    }
}

/// A clock time as `T10:23`; whole hours get their minutes, as ISO 8601 wants beside a zone.
pub fn clock(c: &Clock) -> String {
    let mut out = format!("T{:02}:{:02}", c.hour, c.minute.unwrap_or(0));
    if let Some(s) = c.second {
        out += &format!(":{s:02}");
    }
    out
}

fn zone(c: &Clock) -> String {
    match c.offset {
        None => String::new(),
        Some(0) => "Z".to_owned(),
        Some(m) => format!("{}{:02}:{:02}", if m < 0 { '-' } else { '+' }, m.abs() / 60, m.abs() % 60),
    }
}

/// ISO letters of a unit in a period, and by how much its number is multiplied.
fn period(unit: Unit) -> (char, f64, bool) {
    match unit {
        Unit::Second => ('S', 1.0, true),
        Unit::Minute => ('M', 1.0, true),
        Unit::Hour => ('H', 1.0, true),
        Unit::Day => ('D', 1.0, false),
        Unit::Weekend => ('D', 2.0, false),
        Unit::Week => ('W', 1.0, false),
        Unit::Fortnight => ('W', 2.0, false),
        Unit::Month => ('M', 1.0, false),
        Unit::Quarter => ('M', 3.0, false),
        Unit::Half => ('M', 6.0, false),
        Unit::Year => ('Y', 1.0, false),
        Unit::Decade => ('Y', 10.0, false),
        Unit::Century => ('Y', 100.0, false),
        Unit::Millennium => ('Y', 1000.0, false),
    }
}

/// The next finer unit for the half of one, and how many of it make the half.
fn half(unit: Unit) -> Option<(Unit, f64)> {
    Some(match unit {
        Unit::Minute => (Unit::Second, 60.0),
        Unit::Hour => (Unit::Minute, 60.0),
        Unit::Day => (Unit::Hour, 24.0),
        Unit::Year => (Unit::Month, 12.0),
        _ => return None,
    })
}

/// An ISO 8601 duration; a vague number is X, as in TIMEX3.
pub fn duration(parts: &[(Option<f64>, Unit)]) -> String {
    let (mut days, mut time) = (String::new(), String::new());
    let mut put = |n: Option<f64>, unit: Unit| {
        let (letter, factor, clock) = period(unit);
        let out = if clock { &mut time } else { &mut days };
        match n {
            None if factor > 1.0 && letter == 'Y' => out.push_str("XY"),
            None => out.push_str(&format!("X{letter}")),
            Some(n) => out.push_str(&format!("{}{letter}", n * factor)),
        }
    };
    for &(n, unit) in parts {
        match (n, half(unit)) {
            (Some(x), Some((finer, of))) if x.fract() != 0.0 && (x.fract() * of).fract() == 0.0 => {
                if x >= 1.0 {
                    put(Some(x.trunc()), unit);
                }
                put(Some(x.fract() * of), finer);
            }
            _ => put(n, unit),
        }
    }
    if time.is_empty() { format!("P{days}") } else { format!("P{days}T{time}") }
}

fn every(e: &Every) -> (String, Unit) {
    match *e {
        Every::Units(1, Unit::Weekend) => ("XXXX-WXX-WE".to_owned(), Unit::Weekend),
        Every::Units(n, unit) => (duration(&[(Some(f64::from(n)), unit)]), unit),
        Every::Weekday(d, None) => (format!("XXXX-WXX-{d}"), Unit::Day),
        Every::Weekday(d, Some(p)) => (format!("XXXX-WXX-{d}T{}", part_code(p)), Unit::Day),
        Every::Month(m) => (format!("XXXX-{m:02}"), Unit::Month),
        Every::Day(m, d) => (format!("XXXX-{m:02}-{d:02}"), Unit::Day),
        Every::Season(s) => (format!("XXXX-{}", season_code(s)), Unit::Quarter),
        Every::Part(p) => (format!("XXXX-XX-XXT{}", part_code(p)), Unit::Day),
    }
}

impl Meaning {
    /// The first and last day it may cover.
    pub fn bounds(&self) -> (Option<Date>, Option<Date>) {
        match self {
            Meaning::Calendar(w) => (w.first(), w.last()),
            Meaning::At(d, c) if c.hour == 24 => (Some(*d), plus(*d, 1)),
            Meaning::At(d, _) | Meaning::Part(d, _) => (Some(*d), Some(*d)),
            Meaning::Portion(days, _) => days.bounds(),
            Meaning::Span(a, b) => (a.bounds().0, b.as_ref().and_then(|b| b.bounds().1)),
            Meaning::Either(a, b) => (Some(*a.min(b)), Some(*a.max(b))),
            _ => (None, None),
        }
    }

    /// As a stretch of the calendar, for expressions that count from it.
    pub fn when(&self) -> Option<When> {
        match self {
            Meaning::Calendar(w) => Some(*w),
            Meaning::At(d, _) | Meaning::Part(d, _) => Some(When::Day(*d)),
            Meaning::Span(a, _) | Meaning::Portion(a, _) => a.when(),
            _ => None,
        }
    }

    /// EDTF of one end of an interval: a week ends in a day.
    fn edge(&self, first: bool) -> String {
        match self {
            Meaning::Calendar(w @ (When::Week(_) | When::Weekend(_))) => {
                if first { w.first() } else { w.last() }.map_or_else(String::new, iso)
            }
            // Nor quarters, halves and seasons: the month they begin or end in.
            Meaning::Calendar(w @ (When::Quarter(..) | When::Half(..) | When::Season(..))) => if first { w.first() } else { w.last() }
                .map_or_else(String::new, |d| When::Month(i32::from(d.year()), d.month() as u8).edtf()),
            // Level 1 allows no unspecified digits in an interval's end: its bound is given.
            Meaning::Calendar(w @ (When::Decade(_) | When::Century(_))) => {
                if first { w.first() } else { w.last() }.map_or_else(String::new, |d| super::calendar::year(i32::from(d.year())))
            }
            Meaning::Portion(days, _) => days.edge(first),
            Meaning::Span(a, Some(b)) => if first { a } else { b }.edge(first),
            _ => self.edtf(),
        }
    }

    fn edtf(&self) -> String {
        match self {
            Meaning::Calendar(w) => w.edtf(),
            Meaning::At(d, c) => format!("{}{}{}", iso(*d), clock(c), zone(c)),
            Meaning::Part(d, _) => iso(*d),
            Meaning::Portion(days, _) => days.edtf(),
            Meaning::Span(a, None) => format!("{}/..", a.edge(true)),
            Meaning::Span(a, Some(b)) => format!("{}/{}", a.edge(true), b.edge(false)),
            Meaning::Either(a, b) => format!("[{},{}]", iso(*a.min(b)), iso(*a.max(b))),
            Meaning::Length(parts) => duration(parts),
            Meaning::Set(e) => every(e).0,
            Meaning::Template(..) | Meaning::Vague(_) => self.timex3(),
        }
    }

    fn timex3(&self) -> String {
        match self {
            Meaning::Calendar(w) => w.timex3(),
            Meaning::At(d, c) => format!("{}{}", iso(*d), clock(c)),
            Meaning::Part(d, p) => format!("{}T{}", iso(*d), part_code(*p)),
            Meaning::Portion(_, whole) => whole.timex3(),
            Meaning::Span(a, None) => a.timex3(),
            Meaning::Span(..) | Meaning::Either(..) => self.edtf(),
            Meaning::Template(t, ..) => t.clone(),
            // TIMEX3 has a quarter among its periods, ISO 8601 has not.
            Meaning::Length(parts) => match parts.as_slice() {
                [(n, Unit::Quarter)] => n.map_or_else(|| "PXQ".to_owned(), |n| format!("P{n}Q")),
                parts => duration(parts),
            },
            Meaning::Set(Every::Units(n, Unit::Quarter)) => format!("P{n}Q"),
            Meaning::Set(e) => every(e).0,
            Meaning::Vague(v) => vague(*v).to_owned(),
        }
    }

    fn type_(&self) -> DateType {
        match self {
            Meaning::At(..) | Meaning::Part(..) | Meaning::Template(_, _, true) => DateType::Time,
            Meaning::Length(_) => DateType::Duration,
            Meaning::Set(_) => DateType::Set,
            Meaning::Span(a, _) | Meaning::Portion(a, _) => a.type_(),
            _ => DateType::Date,
        }
    }

    fn granularity(&self) -> &'static str {
        match self {
            Meaning::Calendar(w) => w.granularity(),
            Meaning::At(_, c) if c.second.is_some() => "second",
            Meaning::At(_, c) if c.minute.is_some() => "minute",
            Meaning::At(..) => "hour",
            Meaning::Part(..) | Meaning::Either(..) => "day",
            Meaning::Span(a, _) | Meaning::Portion(a, _) => a.granularity(),
            Meaning::Template(_, u, _) => unit_word(*u),
            Meaning::Length(parts) => parts.last().map_or("", |p| unit_word(p.1)),
            Meaning::Set(e) => unit_word(every(e).1),
            Meaning::Vague(_) => "",
        }
    }

    /// The row of dates.csv.
    pub fn value(&self, modifier_word: &str) -> DateValue {
        let (first, last) = self.bounds();
        let text = |d: Option<Date>| d.map_or_else(String::new, iso);
        DateValue {
            value: self.edtf(),
            type_: self.type_(),
            granularity: self.granularity().to_owned(),
            earliest: text(first),
            latest: text(last),
            modifier: modifier_word.to_owned(),
            timex3: self.timex3(),
        }
    }
}
