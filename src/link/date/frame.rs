//! Dates that lean on what stands beside them: a day or month framed by a year, a day without a month, a weekend by
//! its verb, hours by the time of publication.
//!
//! In: what is told and what was last spoken of. Out: the stretch meant, with what it was counted from where that is not
//! the reference; none where nothing frames it.

use super::DateContext;
use super::calendar::{When, date, days_between};
use super::profile::in_year;
use super::tense::{self, Tense};
use super::value::Meaning;
use crate::spot::date::tree::{Clock, Fields, Unit, Which};
use jiff::civil::Date;

/// A day or month in the frame of a past year, or of the part of this year that is over, told in the same sentence: "In 1992 he left; on 5 October …", "the
/// summit of 1992, at which they met (5 October)". A year that only goes with a name ("founded in 1949, the
/// council met on 5 October") is no frame.
pub(super) fn by_year(ctx: &DateContext, f: &Fields, last: Option<(When, usize)>, start: usize, end: usize) -> Option<(When, When)> {
    let (year @ When::Year(y), told) = last? else { return None };
    let this_year = ctx.reference.is_some_and(|r| y == i32::from(r.year()));
    if f.which != Which::Bare || f.month.is_none() || ctx.reference.is_some_and(|r| y > i32::from(r.year())) {
        return None;
    }
    let doc = ctx.doc;
    let (from, to) = (doc.token_at(told), doc.token_at(start));
    let sentence = doc.sentence_of(from);
    if sentence != doc.sentence_of(to) || tense::around(doc, start, end) == Tense::Future {
        return None;
    }
    if this_year {
        // "the third meeting this year, after those in February and June"
        let over = in_year(f, y).filter(|w| w.last() < ctx.reference)?;
        return (tense::around(doc, start, end) == Tense::Past).then_some((over, year));
    }
    let opens = doc.sentences.get(sentence)?.start as usize + 1 == from && doc.word(from - 1) == "In";
    let relative = (from..to).any(|i| matches!(doc.word(i), "when" | "which" | "where"));
    (opens || relative).then(|| Some((in_year(f, y)?, year)))?
}

/// How far back, in bytes, the month of "the 17th" may have been told: a sentence or two.
const MONTH_REACH: usize = 300;

/// A day without a month: that of the month last spoken of, else the nearest to the reference by tense.
pub(super) fn nth_day(
    ctx: &DateContext,
    day: u8,
    last: Option<(When, usize)>,
    start: usize,
    reference: Option<Date>,
) -> Option<(Date, When)> {
    let near = last.filter(|(w, at)| start - at <= MONTH_REACH && matches!(w, When::Day(_) | When::Month(..)));
    if let Some((w, _)) = near {
        let first = w.first()?;
        return Some((date(i32::from(first.year()), first.month() as u8, day)?, w));
    }
    let r = reference?;
    let month = |n: i32| When::Month(i32::from(r.year()), r.month() as u8).shift(n, Unit::Month)?.first();
    let around: Vec<Date> =
        [-2, -1, 0, 1, 2].into_iter().filter_map(month).filter_map(|m| date(i32::from(m.year()), m.month() as u8, day)).collect();
    let day = match tense::before(ctx.doc, start) {
        Tense::Future => around.into_iter().find(|d| *d >= r),
        Tense::Past => around.into_iter().rfind(|d| *d <= r),
        Tense::Unknown => around.into_iter().min_by_key(|d| days_between(r, *d).abs()),
    }?;
    Some((day, When::Day(r)))
}

/// Hours and minutes from the time of publication, if it is told.
pub(super) fn hours(ctx: &DateContext, r: Date, n: i32, unit: Unit) -> Option<Meaning> {
    let (h, m) = ctx.time?;
    let minutes = i64::from(n) * if unit == Unit::Hour { 60 } else { 1 };
    let t = r.at(h, m, 0, 0).checked_add(jiff::Span::new().try_minutes(minutes).ok()?).ok()?;
    Some(Meaning::At(t.date(), Clock { hour: t.hour() as u8, minute: Some(t.minute() as u8), second: None, offset: None }))
}

/// The weekend before publication; towards the end of a week, or with a future verb, the one to come.
pub(super) fn weekend(ctx: &DateContext, r: Date, n: i32, start: usize) -> Option<Meaning> {
    let this = When::holding(r, Unit::Weekend)?;
    let begun = this.first().is_some_and(|f| f <= r);
    let future = tense::before(ctx.doc, start) == Tense::Future;
    let steps = match n {
        1 if !begun => 0,
        -1 if begun || future => 0,
        n => n,
    };
    Some(Meaning::Calendar(this.shift(steps, Unit::Week)?))
}
