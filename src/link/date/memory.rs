//! What a document spoke of so far: what later expressions count from.
//!
//! In: every meaning as it is resolved. Out: the last stretch of the calendar, and the quarter that a report
//! compares with.

use super::calendar::When;
use super::value::Meaning;
use crate::spot::date::tree::{Expr, Unit};
use jiff::civil::Date;

/// How far back, in bytes, a quarter is still what a report compares with.
const QUARTER_REACH: usize = 900;

/// What was spoken of so far; each with the byte it begins at.
#[derive(Default)]
pub(super) struct Memory {
    /// The last stretch of the calendar.
    pub last: Option<(When, usize)>,
    /// The last quarter.
    quarter: Option<(When, usize)>,
    /// The last quarter that was over when the text was published: what reports compare.
    over: Option<(When, usize)>,
    /// Where a year, or a length of months ("the nine months"), was last spoken of: a comparison after it is one
    /// of years.
    longer: Option<usize>,
}

impl Memory {
    /// Take note of a meaning.
    pub fn note(&mut self, meaning: &Meaning, tree: &Expr, start: usize, reference: Option<Date>) {
        if let Some(when) = meaning.when()
            && when.unit() <= Unit::Year
        {
            self.last = Some((when, start));
            // what a quarter was compared with is no quarter spoken of
            if matches!(when, When::Quarter(..)) && !matches!(tree, Expr::Like(..) | Expr::Stretch(_)) {
                self.quarter = Some((when, start));
                if reference.is_some_and(|d| when.last().is_some_and(|l| l < d)) {
                    self.over = self.quarter;
                }
            }
        }
        if longer(meaning, tree) {
            self.longer = Some(start);
        }
    }

    /// The quarter a comparison at a byte is with: one that is over before one still running, and none where a
    /// longer stretch was spoken of since, unless the grain says that it is a quarter.
    pub fn compared(&self, at: usize, grain: Option<Unit>) -> Option<When> {
        let near = |q: Option<(When, usize)>| q.filter(|(_, from)| at - from < QUARTER_REACH);
        let (q, from) = near(self.over).or(near(self.quarter))?;
        let hidden = grain.is_none() && self.longer.is_some_and(|l| l > from);
        (!hidden).then_some(q)
    }

    /// The quarter "the quarter" speaks of.
    pub fn quarter(&self) -> Option<When> {
        self.over.or(self.quarter).map(|q| q.0)
    }
}

/// Does a report speak of more than a quarter here: a year, or half a year and more in months?
fn longer(meaning: &Meaning, tree: &Expr) -> bool {
    match meaning {
        Meaning::Calendar(When::Year(_)) => !matches!(tree, Expr::Like(..)),
        Meaning::Length(parts) => matches!(parts.as_slice(), [(Some(n), Unit::Month)] if *n >= 6.0 && *n <= 12.0),
        _ => false,
    }
}
