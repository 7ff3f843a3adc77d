//! What kind of text it is: what an expression that tells too little counts from.
//!
//! In: the fields that are told and what was last spoken of. Out: the stretch meant, or none where the policies of
//! news ([`super::policy`]) decide.
//!
//! | profile | "today", "last week" | "Monday", "5 March", "in June" |
//! | --- | --- | --- |
//! | `news` | publication date | by tense; the last weekday, the nearest day and month |
//! | `narrative` | what was last mentioned | the first one from there on: a story is told in order |
//! | `report` | publication date | day, month, quarter: in the year last mentioned, the period under report |
//!
//! Where nothing was mentioned yet, all three count from the publication date.

use super::calendar::{When, date};
use super::policy;
use super::tense::Tense;
use crate::spot::date::tree::{Fields, Which};

/// Kind of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Profile {
    /// Press releases and news: what happened lately.
    #[default]
    News,
    /// Stories: what happened after what was told before.
    Narrative,
    /// Reports and minutes: the period under report.
    Report,
}

/// The fields in a year.
pub(super) fn in_year(f: &Fields, y: i32) -> Option<When> {
    Some(match (f.half, f.quarter, f.season, f.month, f.day) {
        (Some(h), ..) => When::Half(y, h),
        (_, Some(q), ..) => When::Quarter(y, q),
        (_, _, Some(s), ..) => When::Season(y, s),
        (.., Some(m), Some(d)) => When::Day(date(y, m, d)?),
        (.., Some(m), None) => When::Month(y, m),
        _ => When::Year(y),
    })
}

/// How many years a story may leap until the day it names: 29 February comes every fourth, at the turn of some
/// centuries after eight.
const LEAP: i32 = 8;

/// What fields without a year mean, counted from what was last spoken of; `None`: as in news.
pub(super) fn from_mention(profile: Profile, f: &Fields, spoken: Option<When>) -> Option<When> {
    let from = spoken?.first()?;
    let y = i32::from(from.year());
    let weekday = f.weekday.filter(|_| f.day.is_none() && f.month.is_none());
    match profile {
        _ if f.which != Which::Bare => None,
        Profile::News => None,
        Profile::Report if weekday.is_some() => None,
        Profile::Report => in_year(f, y),
        Profile::Narrative => match weekday {
            Some(w) => policy::weekday_near(from, w, Which::Bare, Tense::Future).map(When::Day),
            None => (y..=y + LEAP).filter_map(|y| in_year(f, y)).find(|w| w.last().is_some_and(|l| l >= from)),
        },
    }
}
