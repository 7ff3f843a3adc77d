//! Dates that lean on what stands in the same document: a day or month framed by a year, a day without a month.
//!
//! In: the fields that are told and what was last spoken of. Out: the stretch meant with what it was counted from, or
//! none where nothing frames it.

use super::DateContext;
use super::calendar::{When, date, days_between};
use super::profile::in_year;
use super::tense::{self, Tense};
use crate::spot::date::tree::{Fields, Which};
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
    let month = |n: i32| When::Month(i32::from(r.year()), r.month() as u8).shift(n, crate::spot::date::tree::Unit::Month)?.first();
    let around: Vec<Date> =
        [-2, -1, 0, 1, 2].into_iter().filter_map(month).filter_map(|m| date(i32::from(m.year()), m.month() as u8, day)).collect();
    let day = match tense::before(ctx.doc, start) {
        Tense::Future => around.into_iter().find(|d| *d >= r),
        Tense::Past => around.into_iter().rfind(|d| *d <= r),
        Tense::Unknown => around.into_iter().min_by_key(|d| days_between(r, *d).abs()),
    }?;
    Some((day, When::Day(r)))
}
