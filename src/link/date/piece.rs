//! Pieces of a stretch: "the first week of December", "the last Monday in May", "the second half of the 1990s".
//!
//! In: which piece, and the stretch. Out: its days. Weeks of a month are counted as people do without a calendar at
//! hand, seven days each from its first day, or to its last.

use super::calendar::{When, date, days_between, plus, weekday};
use super::value::Meaning;
use crate::spot::date::tree::{Piece, Unit};
use jiff::civil::Date;

/// From one day to another: one day, or a span.
fn days(a: Date, b: Date) -> Meaning {
    let day = |d| Meaning::Calendar(When::Day(d));
    if a == b { day(a) } else { Meaning::Span(Box::new(day(a)), Some(Box::new(day(b)))) }
}

/// The n-th piece of a stretch, from its end if negative; `None` if it has no such piece.
pub(super) fn within(n: i8, piece: Piece, whole: When) -> Option<Meaning> {
    let found = stretch(n, piece, whole)?;
    Some(if matches!(found, Meaning::Span(..)) { Meaning::Portion(Box::new(found), whole) } else { found })
}

fn stretch(n: i8, piece: Piece, whole: When) -> Option<Meaning> {
    let (first, last) = (whole.first()?, whole.last()?);
    let n = i32::from(n);
    match piece {
        Piece::Weekday(w) => {
            let target = weekday(w)?;
            let day = if n > 0 {
                plus(first, i32::from(target.since(first.weekday())) + 7 * (n - 1))?
            } else {
                plus(last, -i32::from(last.weekday().since(target)) + 7 * (n + 1))?
            };
            (first..=last).contains(&day).then(|| days(day, day))
        }
        Piece::Units(count, unit @ (Unit::Day | Unit::Week)) => {
            let length = if unit == Unit::Week { 7 } else { 1 };
            let size = length * i32::from(count);
            let (a, b) = if n > 0 {
                let a = plus(first, length * (n - 1))?;
                (a, plus(a, size - 1)?)
            } else {
                let b = plus(last, length * (n + 1))?;
                (plus(b, 1 - size)?, b)
            };
            (a >= first && a <= last).then(|| days(a, b.min(last)))
        }
        // the weekend that begins in the month
        Piece::Units(1, Unit::Weekend) => {
            let saturday = stretch(n as i8, Piece::Weekday(6), whole)?.when()?;
            Some(Meaning::Calendar(When::Weekend(saturday.first()?)))
        }
        Piece::Units(..) => None,
        Piece::Half => half(n > 0 && n != 2, whole, first, last),
    }
}

/// The first or second half.
fn half(former: bool, whole: When, first: Date, last: Date) -> Option<Meaning> {
    let years = |from: i32, to: i32| {
        let year = |y| Box::new(Meaning::Calendar(When::Year(y)));
        Meaning::Span(year(from), Some(year(to)))
    };
    let y = i32::from(first.year());
    Some(match whole {
        When::Year(y) => Meaning::Calendar(When::Half(y, if former { 1 } else { 2 })),
        When::Decade(_) => {
            if former {
                years(y, y + 4)
            } else {
                years(y + 5, y + 9)
            }
        }
        When::Century(_) => {
            if former {
                years(y, y + 49)
            } else {
                years(y + 50, y + 99)
            }
        }
        // the first half of a month ends on the 15th, of a shorter stretch on the day before its middle
        When::Month(y, m) => {
            let middle = date(y, m, 15)?;
            if former { days(first, middle) } else { days(plus(middle, 1)?, last) }
        }
        _ => {
            let middle = plus(first, days_between(first, last) / 2)?;
            if former { days(first, middle) } else { days(plus(middle, 1)?, last) }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces() {
        let november = When::Month(2019, 11);
        let said = |n, piece, whole| within(n, piece, whole).map(|m| m.value("").value);
        let week = |n| Piece::Units(n, Unit::Week);
        assert_eq!(said(1, week(1), november).as_deref(), Some("2019-11-01/2019-11-07"));
        assert_eq!(said(-1, week(2), november).as_deref(), Some("2019-11-17/2019-11-30"));
        assert_eq!(said(5, week(1), november).as_deref(), Some("2019-11-29/2019-11-30"));
        assert_eq!(said(6, week(1), november), None);
        assert_eq!(said(-1, Piece::Units(1, Unit::Day), november).as_deref(), Some("2019-11-30"));
        assert_eq!(said(1, Piece::Weekday(1), november).as_deref(), Some("2019-11-04"));
        assert_eq!(said(-1, Piece::Weekday(6), november).as_deref(), Some("2019-11-30"));
        assert_eq!(said(-2, Piece::Weekday(5), november).as_deref(), Some("2019-11-22"));
        assert_eq!(said(5, Piece::Weekday(1), november), None);
        assert_eq!(said(1, Piece::Units(1, Unit::Weekend), november).as_deref(), Some("2019-11-02/2019-11-03"));
        assert_eq!(said(2, Piece::Half, When::Decade(199)).as_deref(), Some("1995/1999"));
        assert_eq!(said(1, Piece::Half, november).as_deref(), Some("2019-11-01/2019-11-15"));
        assert_eq!(said(-1, Piece::Half, When::Year(2019)).as_deref(), Some("2019-41"));
    }
}
