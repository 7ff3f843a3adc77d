//! **settle**: one reading for each stretch of text.
//!
//! In: the scene and all candidates. Out: [`Settled`], the same candidates with the chosen ones marked. Staged
//! as the best rule systems were: what is sure by itself first, then what the document's own sure names make
//! likely (surnames, acronyms, repeated names), then everything once more together.

pub mod propagate;
pub mod schedule;

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
    Settled { candidates, chosen }
}

/// The fixed order of candidates, which also breaks ties: (first, -end, label, -score, rule).
fn order(candidates: &mut [Candidate]) {
    candidates.sort_by(|a, b| {
        (a.first, std::cmp::Reverse(a.end), a.label)
            .cmp(&(b.first, std::cmp::Reverse(b.end), b.label))
            .then(b.score.total_cmp(&a.score))
            .then(a.rule.cmp(b.rule))
    });
}
