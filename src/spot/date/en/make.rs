//! Small builders that the English rules share.
//!
//! In: a [`Match`]. Out: pieces of an [`Expr`].

use super::words::which;
use crate::spot::date::rule::Match;
use crate::spot::date::tree::{Clock, Expr, Fields, Part, Season, Unit, Which, YearRef};

/// The year captured as `year` (a number phrase, four digits or two).
pub fn year(m: &Match) -> YearRef {
    match m.number("year") {
        None => YearRef::Untold,
        Some(n) if n < 0.0 => YearRef::Short(-(n as i32) - 1),
        Some(n) => YearRef::Is(n as i32),
    }
}

/// A two-digit year captured as `two`, or the full one.
pub fn short_year(m: &Match) -> YearRef {
    match m.num("two") {
        Some(n) => YearRef::Short(n),
        None => year(m),
    }
}

/// Day, month, year and weekday as captured; `None` when the day does not exist in the month.
pub fn date(m: &Match) -> Option<Expr> {
    let f = Fields {
        year: short_year(m),
        month: m.num("month").map(|n| n as u8),
        day: m.num("day").map(|n| n as u8),
        weekday: m.num("weekday").map(|n| n as u8),
        ..Fields::default()
    };
    exists(&f).then_some(Expr::Date(f))
}

/// Does the month have the day? (29 February passes: the year decides later.)
pub fn exists(f: &Fields) -> bool {
    let longest = match f.month {
        Some(2) => 29,
        Some(4 | 6 | 9 | 11) => 30,
        _ => 31,
    };
    f.day.is_none_or(|d| (1..=longest).contains(&d))
}

/// The unit captured under a name.
pub fn unit(m: &Match, name: &str) -> Option<Unit> {
    m.lex(name)?.unit()
}

/// "last", "this", "next" by the value of the word.
pub fn which(n: i32) -> Which {
    match n {
        which::LAST => Which::Last,
        which::NEXT => Which::Next,
        which::COMING => Which::Coming,
        which::BEFORE => Which::Before,
        which::AFTER => Which::After,
        _ => Which::This,
    }
}

/// Part of the day by the value of the word.
pub fn part(n: i32) -> Part {
    match n {
        1 => Part::Morning,
        2 => Part::Afternoon,
        3 => Part::Evening,
        _ => Part::Night,
    }
}

/// Season by the value of the word.
pub fn season(n: i32) -> Season {
    match n {
        1 => Season::Spring,
        2 => Season::Summer,
        3 => Season::Autumn,
        _ => Season::Winter,
    }
}

/// A clock time from hour, minute, second, what "pm" adds and the zone.
pub fn clock(hour: i32, minute: Option<i32>, second: Option<i32>, ampm: Option<f64>, zone: Option<f64>) -> Option<Clock> {
    let hour = match ampm {
        Some(add) if (1..=12).contains(&hour) => hour % 12 + add as i32,
        // "13:30 pm" is 13:30
        Some(_) if hour > 23 => return None,
        _ => hour,
    };
    if hour > 24 || hour == 24 && minute.unwrap_or(0) > 0 || minute.is_some_and(|n| n > 59) || second.is_some_and(|n| n > 59) {
        return None;
    }
    Some(Clock {
        hour: hour as u8,
        minute: minute.map(|n| n as u8),
        second: second.map(|n| n as u8),
        offset: zone.filter(|z| !z.is_nan()).map(|z| z as i16),
    })
}

/// A length of so many units.
pub fn length(n: f64, unit: Unit) -> Expr {
    Expr::Duration(vec![((!n.is_nan()).then_some(n), unit)])
}
