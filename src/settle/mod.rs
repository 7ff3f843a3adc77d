//! **settle**: one reading for each stretch of text.
//!
//! In: the scene and all candidates. Out: [`Settled`], the same candidates with the chosen ones marked. Staged
//! as the best rule systems were: what is sure by itself first, then what the document's own sure names make
//! likely (surnames, acronyms, repeated names), then everything once more together.

pub mod propagate;
pub mod schedule;
mod shorten;

use crate::gazetteer::TypeId;
use crate::spot::{Candidate, Label, Scene, acronym::Definition};

/// What a settled document holds.
#[derive(Debug)]
pub struct Settled {
    /// Every candidate, losers too, in order of (first, -end, label, rule).
    pub candidates: Vec<Candidate>,
    /// Indices of the chosen ones, in text order, without overlap.
    pub chosen: Vec<usize>,
}

/// Choose.
pub fn settle(scene: &Scene, mut candidates: Vec<Candidate>, definitions: &[Definition]) -> Settled {
    order(&mut candidates);
    let first = schedule::choose(&candidates);
    propagate::propagate(scene, &mut candidates, &first, definitions);
    order(&mut candidates);
    let mut chosen = schedule::choose(&candidates);
    chosen.retain(|&i| candidates[i].label != Label::Nothing);
    let inner = nested(&candidates, &chosen);
    chosen.extend(inner);
    chosen.sort_by_key(|&i| (candidates[i].first, std::cmp::Reverse(candidates[i].end), i));
    Settled { candidates, chosen }
}

/// Bodies named inside the title of an agreement or event: "Charter of the United Nations" names the United
/// Nations too. The one kind of mention that stands inside another; only listed bodies and defined acronyms are
/// sure enough for it.
fn nested(candidates: &[Candidate], chosen: &[usize]) -> Vec<usize> {
    let mut out = Vec::new();
    for &outer in chosen {
        let o = &candidates[outer];
        if !matches!(o.label, Label::Other(TypeId::AGREEMENT | TypeId::EVENT)) {
            continue;
        }
        // candidates are in order of their first token
        let from = candidates.partition_point(|c| c.first < o.first);
        let mut end = o.first;
        for (i, c) in candidates[from..].iter().enumerate().take_while(|(_, c)| c.first < o.end) {
            let body = c.label == Label::Organization && (c.rule.starts_with("list/") || c.rule == "acronym/defined");
            let inside = c.end <= o.end && (c.first, c.end) != (o.first, o.end) && c.first >= end;
            if body && inside && c.score > 0.0 {
                end = c.end;
                out.push(from + i);
            }
        }
    }
    out
}

/// The fixed order of candidates, which also breaks ties: (first, -end, label, -score, rule).
fn order(candidates: &mut [Candidate]) {
    candidates.sort_by(|a, b| {
        (a.first, std::cmp::Reverse(a.end), a.label)
            .cmp(&(b.first, std::cmp::Reverse(b.end), b.label))
            .then(b.score.total_cmp(&a.score))
            // the names of rules are of one making: mostly the very same
            .then_with(|| if std::ptr::eq(a.rule, b.rule) { std::cmp::Ordering::Equal } else { a.rule.cmp(b.rule) })
    });
}
