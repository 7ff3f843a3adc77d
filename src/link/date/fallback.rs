//! What an expression means that does not say enough by itself: clock times without a date, dates without a year.
//!
//! In: what was resolved so far. Out: the day a clock time belongs to; TIMEX3 templates (`XXXX-06-25`).

use super::DateContext;
use super::calendar::When;
use super::resolve::{Basis, Found};
use super::value::Meaning;
use crate::spot::date::DateCandidate;
use crate::spot::date::tree::{Clock, Expr, Fields, Unit, Vague, YearRef};
use rustc_hash::FxHashMap;

/// Bare clock times take the day nearest to them in their sentence, else the publication day.
pub(super) fn times_of_day(cands: &[&DateCandidate], ctx: &DateContext, found: &mut [Found]) {
    let sentences: Vec<usize> = cands.iter().map(|c| ctx.doc.sentence_of(ctx.doc.token_at(c.start as usize))).collect();
    let mut by_sentence: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (i, s) in sentences.iter().enumerate() {
        by_sentence.entry(*s).or_default().push(i);
    }
    for i in 0..cands.len() {
        let mut tree = &cands[i].tree;
        while let Expr::Modified(_, inner) = tree {
            tree = inner;
        }
        let clocks: Vec<Clock> = match tree {
            Expr::Time(c) => vec![*c],
            Expr::Range(a, b) => match (&**a, &**b) {
                (Expr::Time(a), Expr::Time(b)) => vec![*a, *b],
                _ => continue,
            },
            _ => continue,
        };
        let day_of = |j: usize| match &found[j].0 {
            Meaning::Calendar(When::Day(d)) | Meaning::Part(d, _) => Some(*d),
            Meaning::At(d, _) if !matches!(cands[j].tree, Expr::Time(_)) => Some(*d),
            _ => None,
        };
        let near = by_sentence[&sentences[i]]
            .iter()
            .copied()
            .filter(|&j| j != i)
            .filter_map(|j| day_of(j).map(|d| (cands[j].start.abs_diff(cands[i].start), d)))
            .min_by_key(|n| n.0);
        let Some(day) = near.map(|n| n.1).or(ctx.reference) else { continue };
        let at = |c: &Clock| Meaning::At(day, *c);
        found[i].0 = match clocks.as_slice() {
            [a, b] => over_midnight(at(a), at(b)),
            [a, ..] => at(a),
            [] => continue,
        };
        found[i].2 = Basis::Relative(day.to_string());
    }
}

/// From one clock time to another; what ends before it begins ends on the day after: "22:00 to 05:00".
pub(super) fn over_midnight(a: Meaning, b: Meaning) -> Meaning {
    let b = match (&a, b) {
        (Meaning::At(d, from), Meaning::At(e, to)) if *d == e && (to.hour, to.minute) < (from.hour, from.minute) => {
            Meaning::At(super::calendar::plus(e, 1).unwrap_or(e), to)
        }
        (_, b) => b,
    };
    Meaning::Span(Box::new(a), Some(Box::new(b)))
}

/// TIMEX3 template of a date whose year nothing gives.
pub(super) fn template(f: &Fields) -> Meaning {
    let (text, unit) = match (f.quarter, f.half, f.season, f.month, f.day, f.weekday) {
        (Some(q), ..) => (format!("XXXX-Q{q}"), Unit::Quarter),
        (_, Some(h), ..) => (format!("XXXX-H{h}"), Unit::Half),
        (_, _, Some(s), ..) => (format!("XXXX-{}", super::calendar::season_code(s)), Unit::Quarter),
        (_, _, _, Some(m), Some(d), _) => (format!("XXXX-{m:02}-{d:02}"), Unit::Day),
        (_, _, _, None, Some(d), _) => (format!("XXXX-XX-{d:02}"), Unit::Day),
        (_, _, _, Some(m), ..) => (format!("XXXX-{m:02}"), Unit::Month),
        (.., Some(w)) => (format!("XXXX-WXX-{w}"), Unit::Day),
        _ => {
            return Meaning::Vague(match f.year {
                YearRef::Shift(n) if n < 0 => Vague::Past,
                YearRef::Shift(n) if n > 0 => Vague::Future,
                _ => Vague::Present,
            });
        }
    };
    Meaning::Template(text, unit, false)
}
