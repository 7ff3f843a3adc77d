//! Weighted interval scheduling: of all sets of candidates that do not overlap, the one whose scores sum
//! highest.
//!
//! In: candidates in their fixed order. Out: indices of the chosen, in text order. Ties fall to the set found
//! first in that order. Time is linear in candidates and tokens: by token where they end, nothing is sorted or searched.

use crate::spot::{Candidate, Label};

/// A candidate must beat "nothing there" by this much; below it is as likely wrong as right.
const ACCEPT: f32 = 0.0;

/// Of two readings with one score the longer wins: "U.S." over "U.S".
const LONGER: f32 = 1e-3;

/// What each mention costs: two names side by side must be surer than the one name they would break
/// ("United States of America", "China Institute of Atomic Energy"). Measured on the gold: 1 to 2 gain alike.
const PIECE: f32 = 1.5;

/// What is left of a score that does not cover the cost: a weak mention still beats none.
const WEAK: f32 = 0.05;

/// What a candidate adds to the sum. What is no mention costs nothing.
fn worth(c: &Candidate) -> f32 {
    if c.label == Label::Nothing { c.score } else { (c.score - PIECE).max(WEAK * c.score) }
}

/// Choose the best set. The candidates are in order of their first tokens.
pub fn choose(candidates: &[Candidate]) -> Vec<usize> {
    // ended[t]: how many candidates end at token t or before it
    let mut ended = vec![0u32; candidates.iter().map(|c| c.end as usize + 1).max().unwrap_or(0)];
    candidates.iter().filter(|c| c.score > ACCEPT).for_each(|c| ended[c.end as usize] += 1);
    let mut sum = 0;
    for n in &mut ended {
        sum += *n;
        *n = sum;
    }
    // their order by (end, first), for they come in order of their first tokens; the last slot of an end is filled first
    let mut by_end = vec![0u32; sum as usize];
    let mut free = ended.clone();
    for (i, c) in candidates.iter().enumerate().rev().filter(|(_, c)| c.score > ACCEPT) {
        let slot = &mut free[c.end as usize];
        *slot -= 1;
        by_end[*slot as usize] = i as u32;
    }
    // best[k]: the best total over the first k candidates by end; taken[k]: whether candidate k-1 is in it.
    // in double precision: a long text's total must not swallow what one of its names is worth
    let mut best = vec![0f64; by_end.len() + 1];
    let mut before = vec![0u32; by_end.len()];
    let mut taken = vec![false; by_end.len() + 1];
    for k in 0..by_end.len() {
        let c = &candidates[by_end[k] as usize];
        let p = ended[c.first as usize] as usize;
        before[k] = p as u32;
        let with = best[p] + f64::from(worth(c) + LONGER * (c.end - c.first) as f32);
        if with > best[k] {
            best[k + 1] = with;
            taken[k + 1] = true;
        } else {
            best[k + 1] = best[k];
        }
    }
    let mut out = Vec::new();
    let mut k = by_end.len();
    while k > 0 {
        if taken[k] {
            out.push(by_end[k - 1] as usize);
            k = before[k - 1] as usize;
        } else {
            k -= 1;
        }
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn c(first: usize, end: usize, score: f32) -> Candidate {
        Candidate::new(first, end, Label::Person, "t").because("t", score)
    }

    #[test]
    fn the_sum_decides() {
        assert_eq!(choose(&[c(0, 4, 5.0), c(0, 1, 2.0), c(2, 4, 2.5)]), [0]);
        assert_eq!(choose(&[c(0, 4, 4.0), c(0, 1, 3.0), c(2, 4, 4.5)]), [1, 2]);
        assert_eq!(choose(&[c(0, 1, -1.0)]), Vec::<usize>::new());
        assert_eq!(choose(&[c(0, 1, 0.2)]), [0]);
    }

    #[test]
    fn the_longer_wins_a_tie_however_long_the_text() {
        // "U.S." over "U.S", behind a hundred thousand names
        let far = 200_000;
        let mut all: Vec<Candidate> = (0..far / 2).map(|n| c(2 * n, 2 * n + 1, 6.3)).collect();
        all.extend([c(far, far + 4, 3.0), c(far, far + 3, 3.0)]);
        assert_eq!(choose(&all).last(), Some(&(far / 2)));
        assert_eq!(choose(&[]), Vec::<usize>::new());
    }

    #[test]
    fn one_name_beats_its_pieces() {
        assert_eq!(choose(&[c(0, 4, 4.0), c(0, 1, 2.0), c(2, 4, 2.5)]), [0]);
    }
}
