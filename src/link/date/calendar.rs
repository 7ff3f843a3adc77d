//! Stretches of the calendar and arithmetic on them.
//!
//! In: years, months, days. Out: a [`When`] with its bounds, its neighbours, its EDTF and its TIMEX3 form.

use crate::spot::date::tree::{Holiday, Season, Unit};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A stretch of the calendar, at its own grain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Hundred years from 100 × n.
    Century(i32),
    /// Ten years from 10 × n.
    Decade(i32),
    /// A year; 0 is 1 BC.
    Year(i32),
    /// A half (1, 2) of a year.
    Half(i32, u8),
    /// A quarter (1 to 4) of a year.
    Quarter(i32, u8),
    /// A season of a year; winter begins in December of it.
    Season(i32, Season),
    /// A month of a year.
    Month(i32, u8),
    /// The week from this Monday.
    Week(Date),
    /// The weekend from this Saturday.
    Weekend(Date),
    /// A day.
    Day(Date),
}

/// A date, if it exists.
pub fn date(year: i32, month: u8, day: u8) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, month as i8, day as i8).ok()
}

/// A date so many days away.
pub fn plus(d: Date, days: i32) -> Option<Date> {
    d.checked_add(days.days()).ok()
}

/// Days from one date to another.
pub fn days_between(a: Date, b: Date) -> i32 {
    a.until(b).map_or(0, |s| s.get_days())
}

/// The Monday of the week a day is in.
pub fn monday(d: Date) -> Option<Date> {
    plus(d, -i32::from(d.weekday().to_monday_zero_offset()))
}

/// Weekday by number, Monday 1.
pub fn weekday(n: u8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(n as i8).ok()
}

/// First month of a season.
fn season_month(s: Season) -> u8 {
    match s {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    }
}

fn season_of(month: i8) -> Season {
    match month {
        3..=5 => Season::Spring,
        6..=8 => Season::Summer,
        9..=11 => Season::Autumn,
        _ => Season::Winter,
    }
}

/// TIMEX3 code of a season.
pub fn season_code(s: Season) -> &'static str {
    match s {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

/// A year as four digits, with a sign before the era.
pub fn year(y: i32) -> String {
    if y < 0 { format!("-{:04}", -y) } else { format!("{y:04}") }
}

/// A day as ISO 8601 writes it, with a year of four digits before the era too.
pub fn iso(d: Date) -> String {
    format!("{}-{:02}-{:02}", year(i32::from(d.year())), d.month(), d.day())
}

impl When {
    /// The stretch of a unit that holds a day.
    pub fn holding(d: Date, unit: Unit) -> Option<When> {
        let y = i32::from(d.year());
        let m = d.month() as u8;
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => When::Day(d),
            Unit::Weekend => When::Weekend(plus(monday(d)?, 5)?),
            Unit::Week | Unit::Fortnight => When::Week(monday(d)?),
            Unit::Month => When::Month(y, m),
            Unit::Quarter => When::Quarter(y, (m - 1) / 3 + 1),
            Unit::Half => When::Half(y, (m - 1) / 6 + 1),
            Unit::Year => When::Year(y),
            Unit::Decade => When::Decade(y.div_euclid(10)),
            Unit::Century | Unit::Millennium => When::Century(y.div_euclid(100)),
        })
    }

    /// The season that holds a day, in the year its stretch begins in.
    pub fn season_holding(d: Date) -> When {
        let early = d.month() < 3;
        When::Season(i32::from(d.year()) - i32::from(early), season_of(d.month()))
    }

    /// Its own grain.
    pub fn unit(self) -> Unit {
        match self {
            When::Century(_) => Unit::Century,
            When::Decade(_) => Unit::Decade,
            When::Year(_) => Unit::Year,
            When::Half(..) => Unit::Half,
            When::Quarter(..) | When::Season(..) => Unit::Quarter,
            When::Month(..) => Unit::Month,
            When::Week(_) => Unit::Week,
            When::Weekend(_) => Unit::Weekend,
            When::Day(_) => Unit::Day,
        }
    }

    /// First day.
    pub fn first(self) -> Option<Date> {
        match self {
            When::Century(c) => date(c * 100, 1, 1),
            When::Decade(d) => date(d * 10, 1, 1),
            When::Year(y) => date(y, 1, 1),
            When::Half(y, h) => date(y, h * 6 - 5, 1),
            When::Quarter(y, q) => date(y, q * 3 - 2, 1),
            When::Season(y, s) => date(y, season_month(s), 1),
            When::Month(y, m) => date(y, m, 1),
            When::Week(d) | When::Weekend(d) | When::Day(d) => Some(d),
        }
    }

    /// Last day.
    pub fn last(self) -> Option<Date> {
        let month_end = |y: i32, m: u8| date(y, m, 1).map(|d| d.last_of_month());
        match self {
            When::Century(c) => date(c * 100 + 99, 12, 31),
            When::Decade(d) => date(d * 10 + 9, 12, 31),
            When::Year(y) => date(y, 12, 31),
            When::Half(y, h) => month_end(y, h * 6),
            When::Quarter(y, q) => month_end(y, q * 3),
            When::Season(y, Season::Winter) => month_end(y + 1, 2),
            When::Season(y, s) => month_end(y, season_month(s) + 2),
            When::Month(y, m) => month_end(y, m),
            When::Week(d) => plus(d, 6),
            When::Weekend(d) => plus(d, 1),
            When::Day(d) => Some(d),
        }
    }

    /// So many units on, at its own grain; `None` if the unit is finer than the grain.
    pub fn shift(self, n: i32, unit: Unit) -> Option<When> {
        let months = match unit {
            Unit::Month => n,
            Unit::Quarter => n.checked_mul(3)?,
            Unit::Half => n.checked_mul(6)?,
            Unit::Year => n.checked_mul(12)?,
            Unit::Decade => n.checked_mul(120)?,
            Unit::Century => n.checked_mul(1200)?,
            Unit::Millennium => n.checked_mul(12000)?,
            _ => 0,
        };
        let days = match unit {
            Unit::Day => n,
            Unit::Week | Unit::Weekend => n.checked_mul(7)?,
            Unit::Fortnight => n.checked_mul(14)?,
            _ => 0,
        };
        // A span longer than the calendar is no date.
        const LONGEST: i32 = 12 * 9000;
        if months.abs() > LONGEST || days.abs() > LONGEST * 30 {
            return None;
        }
        let by_months = |y: i32, m: i32| {
            let all = y * 12 + m - 1 + months;
            (all.div_euclid(12), all.rem_euclid(12) as u8 + 1)
        };
        let out = match self {
            When::Day(d) => When::Day(d.checked_add(months.months()).ok()?.checked_add(days.days()).ok()?),
            When::Week(d) => When::Week(monday(d.checked_add(months.months()).ok()?.checked_add(days.days()).ok()?)?),
            When::Weekend(d) => When::holding(d.checked_add(months.months()).ok()?.checked_add(days.days()).ok()?, Unit::Weekend)?,
            _ if days != 0 || months == 0 && n != 0 => return None,
            When::Month(y, m) => {
                let (y, m) = by_months(y, i32::from(m));
                When::Month(y, m)
            }
            When::Quarter(y, q) if months % 3 == 0 => {
                let (y, m) = by_months(y, i32::from(q) * 3);
                When::Quarter(y, m / 3)
            }
            When::Half(y, h) if months % 6 == 0 => {
                let (y, m) = by_months(y, i32::from(h) * 6);
                When::Half(y, m / 6)
            }
            When::Season(y, s) if months % 12 == 0 => When::Season(y + months / 12, s),
            When::Year(y) if months % 12 == 0 => When::Year(y + months / 12),
            When::Decade(d) if months % 120 == 0 => When::Decade(d + months / 120),
            When::Century(c) if months % 1200 == 0 => When::Century(c + months / 1200),
            _ => return None,
        };
        out.first()?;
        out.last()?;
        Some(out)
    }

    /// EDTF; a week and a weekend are the interval of their days.
    pub fn edtf(self) -> String {
        match self {
            // EDTF has no unspecified digit before the era: the years themselves
            When::Century(c) if c < 0 => format!("{}/{}", year(c * 100), year(c * 100 + 99)),
            When::Decade(d) if d < 0 => format!("{}/{}", year(d * 10), year(d * 10 + 9)),
            When::Century(c) => format!("{c:02}XX"),
            When::Decade(d) => format!("{d:03}X"),
            When::Year(y) => year(y),
            When::Half(y, h) => format!("{}-{}", year(y), 39 + h),
            When::Quarter(y, q) => format!("{}-{}", year(y), 32 + q),
            When::Season(y, s) => format!("{}-{}", year(y), 20 + season_month(s) / 3),
            When::Month(y, m) => format!("{}-{m:02}", year(y)),
            When::Day(d) => iso(d),
            When::Week(d) => format!("{}/{}", iso(d), iso(plus(d, 6).unwrap_or(d))),
            When::Weekend(d) => format!("{}/{}", iso(d), iso(plus(d, 1).unwrap_or(d))),
        }
    }

    /// TIMEX3 value.
    pub fn timex3(self) -> String {
        match self {
            When::Century(c) => format!("{c:02}"),
            When::Decade(d) => format!("{d:03}"),
            When::Half(y, h) => format!("{}-H{h}", year(y)),
            When::Quarter(y, q) => format!("{}-Q{q}", year(y)),
            When::Season(y, s) => format!("{}-{}", year(y), season_code(s)),
            When::Week(d) => {
                let w = d.iso_week_date();
                format!("{:04}-W{:02}", w.year(), w.week())
            }
            When::Weekend(d) => {
                let w = d.iso_week_date();
                format!("{:04}-W{:02}-WE", w.year(), w.week())
            }
            _ => self.edtf(),
        }
    }

    /// The word in the granularity column.
    pub fn granularity(self) -> &'static str {
        match self {
            When::Season(..) => "season",
            _ => unit_word(self.unit()),
        }
    }
}

/// The word for a unit in the granularity column.
pub fn unit_word(unit: Unit) -> &'static str {
    match unit {
        Unit::Second => "second",
        Unit::Minute => "minute",
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::Weekend | Unit::Week | Unit::Fortnight => "week",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Half => "half",
        Unit::Year => "year",
        Unit::Decade => "decade",
        Unit::Century | Unit::Millennium => "century",
    }
}

/// The day of a holiday in a year.
pub fn holiday(h: Holiday, y: i32) -> Option<Date> {
    match h {
        Holiday::Fixed(m, d) => date(y, m, d),
        Holiday::Nth(n, w, m, after) => plus(date(y, m, 1)?.nth_weekday_of_month(n, weekday(w)?).ok()?, i32::from(after)),
        Holiday::Easter(offset) => plus(easter(y)?, i32::from(offset)),
        Holiday::EasternEaster(offset) => plus(eastern_easter(y)?, i32::from(offset)),
        Holiday::Once(y, m, d) => date(i32::from(y), m, d),
    }
}

/// Easter Sunday of the western churches, by the anonymous Gregorian computus (Meeus, Jones, Butcher).
fn easter(y: i32) -> Option<Date> {
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    date(y, (n / 31) as u8, (n % 31 + 1) as u8)
}

/// Easter Sunday of the eastern churches on the Gregorian calendar: Meeus' Julian computus, moved by the thirteen days
/// the calendars are apart from 1900 to 2099.
fn eastern_easter(y: i32) -> Option<Date> {
    let d = (19 * (y % 19) + 15) % 30;
    let e = (2 * (y % 4) + 4 * (y % 7) - d + 34) % 7;
    let n = d + e + 114;
    plus(date(y, (n / 31) as u8, (n % 31 + 1) as u8)?, 13).filter(|_| (1900..2100).contains(&y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feasts() {
        for (y, m, d) in [(2019, 4, 28), (2021, 5, 2), (2024, 5, 5), (2025, 4, 20)] {
            assert_eq!(eastern_easter(y), date(y, m, d));
        }
        for (y, m, d) in [(1998, 4, 12), (2000, 4, 23), (2019, 4, 21), (2024, 3, 31), (2038, 4, 25)] {
            assert_eq!(easter(y), date(y, m, d));
        }
        assert_eq!(holiday(Holiday::Nth(4, 4, 11, 0), 1999), date(1999, 11, 25));
        assert_eq!(holiday(Holiday::Nth(1, 1, 11, 1), 1998), date(1998, 11, 3));
    }

    #[test]
    fn shifts_and_forms() {
        let day = date(2019, 11, 27).expect("a date");
        let w = When::holding(day, Unit::Week).expect("a week");
        assert_eq!((w.edtf().as_str(), w.timex3().as_str()), ("2019-11-25/2019-12-01", "2019-W48"));
        assert_eq!(When::Quarter(2019, 1).shift(-1, Unit::Quarter), Some(When::Quarter(2018, 4)));
        assert_eq!(When::Month(2019, 1).shift(-13, Unit::Month), Some(When::Month(2017, 12)));
        assert_eq!(When::Year(2019).shift(1, Unit::Day), None);
        assert_eq!(When::Year(-43).edtf(), "-0043");
        assert_eq!(When::Season(2019, Season::Winter).edtf(), "2019-24");
    }
}
