//! Dates, second half: what the expressions mean.
//!
//! In: the candidates of one document in text order and a [`DateContext`]. Out: one [`Resolved`] for each: the
//! row of dates.csv, how it was come by, and what could not be settled. [`mod@reference`] finds the publication
//! date. Everything here is a pure function of its arguments.

pub mod calendar;
mod fallback;
mod frame;
mod memory;
mod piece;
pub mod policy;
mod profile;
pub mod reference;
mod resolve;
pub mod tense;
pub mod value;

pub use profile::Profile;

#[cfg(test)]
mod tests;

use crate::model::{DateValue, Problem, Published};
use crate::spot::date::DateCandidate;
use crate::spot::date::tree::Expr;
use crate::text::Prepared;
use jiff::civil::{Date, DateTime};

/// What is known beside the expressions.
#[derive(Debug, Clone)]
pub struct DateContext<'a> {
    /// The document.
    pub doc: &'a Prepared<'a>,
    /// The publication date relative expressions count from.
    pub reference: Option<Date>,
    /// The hour and minute of publication, if told.
    pub time: Option<(i8, i8)>,
    /// Order of day and month in figures, where an option or the locale settles it.
    pub day_first: Option<bool>,
    /// What kind of text it is.
    pub profile: Profile,
}

impl<'a> DateContext<'a> {
    /// A context; a `published` that is no ISO date counts as none.
    pub fn new(doc: &'a Prepared<'a>, published: Option<&Published>, day_first: Option<bool>) -> Self {
        let value = published.map_or("", |p| p.value.as_str());
        let reference = value.get(..10).and_then(|d| d.parse::<Date>().ok());
        let time = value.get(..16).and_then(|t| t.parse::<DateTime>().ok()).map(|t| (t.hour(), t.minute()));
        DateContext { doc, reference, time, day_first, profile: Profile::News }
    }

    /// The same for another kind of text.
    #[must_use]
    pub fn with_profile(self, profile: Profile) -> Self {
        DateContext { profile, ..self }
    }
}

/// What one expression means.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// The row of dates.csv.
    pub value: DateValue,
    /// How the value was come by: `explicit`, `relative:2019-11-27`, `year-from:2019-10-16`, `unresolved`.
    pub basis: String,
    /// What the document does not settle.
    pub problem: Option<Problem>,
    /// 0 to 1.
    pub confidence: f32,
}

/// Turn the expressions of a document, in text order, into values.
pub fn resolve(cands: &[&DateCandidate], ctx: &DateContext) -> Vec<Resolved> {
    resolve::run(cands, ctx)
}

/// The order of day and month that the document itself proves: a figure over 12 in one of the two places. Two
/// dates that contradict each other prove nothing.
pub fn proven_order<'c>(cands: impl Iterator<Item = &'c DateCandidate>) -> Option<bool> {
    let (mut day_first, mut month_first) = (false, false);
    for c in cands {
        let mut look = |e: &Expr| {
            if let Expr::Numeric(a, b, ..) = e {
                day_first |= *a > 12;
                month_first |= *b > 12;
            }
        };
        match &c.tree {
            Expr::Modified(_, e) | Expr::At(e, _) | Expr::PartOf(e, _) => look(e),
            Expr::Range(a, b) => {
                look(a);
                look(b);
            }
            e => look(e),
        }
    }
    (day_first != month_first).then_some(day_first)
}
