//! The policies: which Monday, which May, which year.
//!
//! In: a reference day, what recurs, which one is named, the tense around. Out: a day or a stretch. The figures
//! are those of `DESIGN.md`, measured on news: a bare weekday is the last one including the publication day
//! (91 %), a day and month without year the nearest (94 %), a bare month by tense, else the nearest (84 %).

use super::calendar::{When, date, days_between, holiday, plus, weekday};
use super::tense::Tense;
use crate::spot::date::tree::{Holiday, Season, Which};
use jiff::civil::Date;

/// The weekday meant.
pub fn weekday_near(reference: Date, day: u8, which: Which, tense: Tense) -> Option<Date> {
    let target = weekday(day)?;
    let back = i32::from(reference.weekday().since(target)); // 0 to 6 days ago
    let ahead = (7 - back) % 7;
    let days = match which {
        Which::Bare if tense == Tense::Future => ahead,
        Which::Bare => -back,
        Which::Last | Which::Before => -(if back == 0 { 7 } else { back }),
        Which::Next | Which::After | Which::Coming => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
        // "this Monday": of the same week by the calendar, unless the tense says otherwise
        Which::This => match tense {
            Tense::Future => ahead,
            Tense::Past => -back,
            Tense::Unknown => i32::from(day) - i32::from(reference.weekday().to_monday_one_offset()),
        },
    };
    plus(reference, days)
}

/// How many days back a past verb beside a bare month reaches.
const PAST_REACH: i32 = 245;

/// Of stretches that recur every year, the one meant. `make` gives the one of a year.
fn yearly(reference: Date, which: Which, tense: Tense, make: impl Fn(i32) -> Option<When>) -> Option<When> {
    let y = i32::from(reference.year());
    let around: Vec<When> = (y - 2..=y + 2).filter_map(&make).collect();
    let holds = |w: &When| w.first().is_some_and(|f| f <= reference) && w.last().is_some_and(|l| l >= reference);
    let past = |w: &When| w.last().is_some_and(|l| l < reference);
    let to_come = |w: &When| w.first().is_some_and(|f| f > reference);
    let last = || around.iter().copied().rfind(past);
    let next = || around.iter().copied().find(to_come);
    let now = around.iter().copied().find(holds);
    // Days between the reference and the middle: what "nearest" means for a stretch.
    let distance = |w: &When| match (w.first(), w.last()) {
        (Some(f), Some(l)) => (days_between(reference, f) + days_between(reference, l)).abs(),
        _ => i32::MAX,
    };
    match which {
        // "last February" said in March is the one of the year before: the one just over is "last month"
        Which::Last => last().map(|w| match w {
            When::Month(y, m) if reference.first_of_month().yesterday().is_ok_and(|d| d.month() as u8 == m) => When::Month(y - 1, m),
            w => w,
        }),
        Which::Before => last(),
        Which::Next | Which::Coming | Which::After => next(),
        Which::This => now.or_else(|| make(y)),
        Which::Bare => match tense {
            _ if now.is_some() => now,
            // A past verb reaches back so many months; beyond them it belongs to something else in the sentence
            // ("a mission planned for March", said in February).
            Tense::Past if last().and_then(When::last).is_some_and(|l| days_between(l, reference) <= PAST_REACH) => last(),
            Tense::Future => next(),
            _ => around.iter().copied().min_by_key(distance),
        },
    }
}

/// The month meant.
pub fn month_near(reference: Date, month: u8, which: Which, tense: Tense) -> Option<When> {
    yearly(reference, which, tense, |y| Some(When::Month(y, month)))
}

/// The season meant.
pub fn season_near(reference: Date, season: Season, which: Which, tense: Tense) -> Option<When> {
    if which == Which::This && season == Season::Winter && reference.month() > 3 {
        return Some(When::Season(i32::from(reference.year()), season));
    }
    yearly(reference, which, tense, |y| Some(When::Season(y, season)))
}

/// The quarter meant: the last one begun, or with a future verb the next one.
pub fn quarter_near(reference: Date, quarter: u8, which: Which, tense: Tense) -> Option<When> {
    let y = i32::from(reference.year());
    let begun = |w: &When| w.first().is_some_and(|f| f <= reference);
    let this = When::Quarter(y, quarter);
    let last = When::Quarter(y - 1, quarter);
    Some(match which {
        Which::Next | Which::Coming => return yearly(reference, which, tense, |y| Some(When::Quarter(y, quarter))),
        Which::Bare if tense == Tense::Future && !begun(&this) => this,
        _ if begun(&this) => this,
        // A quarter less than three months ahead is spoken of as one to come.
        _ if tense != Tense::Past && this.first().is_some_and(|f| days_between(reference, f) < 92) && reference.month() % 3 == 0 => this,
        _ => last,
    })
}

/// The half-year meant: the last one begun.
pub fn half_near(reference: Date, half: u8) -> When {
    let y = i32::from(reference.year());
    let this = When::Half(y, half);
    if this.first().is_some_and(|f| f <= reference) { this } else { When::Half(y - 1, half) }
}

/// The day of the year meant: the nearest; a weekday told beside it settles the year where it can.
pub fn day_near(reference: Date, month: u8, day: u8, day_name: Option<u8>, tense: Tense) -> Option<Date> {
    let y = i32::from(reference.year());
    // 29 February may be four years away.
    let candidates = (y - 4..=y + 4).filter_map(|y| date(y, month, day));
    let near = |d: &Date| days_between(reference, *d).abs();
    if let Some(name) = day_name.and_then(weekday) {
        let fits = candidates.clone().filter(|d| d.weekday() == name && near(d) < 550).min_by_key(near);
        if fits.is_some() {
            return fits;
        }
    }
    let nearest = candidates.clone().min_by_key(near)?;
    // A past verb turns what would be more than a month ahead, if the last one is not much farther away.
    const MONTH: i32 = 31;
    if tense == Tense::Past && days_between(reference, nearest) > MONTH {
        let last = candidates.filter(|d| *d <= reference).max();
        return last.filter(|d| near(d) <= PAST_REACH).or(Some(nearest));
    }
    Some(nearest)
}

/// The last such day, publication day included.
pub fn last_day(reference: Date, month: u8, day: u8) -> Option<Date> {
    let y = i32::from(reference.year());
    (y - 8..=y).rev().filter_map(|y| date(y, month, day)).find(|d| *d <= reference)
}

/// The holiday meant.
pub fn holiday_near(reference: Date, h: Holiday, which: Which, tense: Tense) -> Option<Date> {
    if matches!(h, Holiday::Once(..)) {
        return holiday(h, 0);
    }
    let found = yearly(reference, which, Tense::Unknown, |y| holiday(h, y).map(When::Day))?.first()?;
    // Within two months the nearest is meant whatever the verb; beyond, the tense counts.
    const CLEAR: i32 = 60;
    if which != Which::Bare || days_between(reference, found).abs() <= CLEAR || tense == Tense::Unknown {
        return Some(found);
    }
    yearly(reference, which, tense, |y| holiday(h, y).map(When::Day))?.first()
}

/// A year told by two digits: the last one with them, up to ten years ahead of the reference.
pub fn short_year(reference: Option<Date>, n: i32) -> i32 {
    match reference {
        Some(r) => {
            let y = i32::from(r.year());
            let guess = y / 100 * 100 + n;
            if guess > y + 10 { guess - 100 } else { guess }
        }
        // Without a reference the century turns at 50, as in most software that had to choose.
        None => {
            if n < 50 {
                2000 + n
            } else {
                1900 + n
            }
        }
    }
}
