//! Is a difference more than chance? In: counts of two runs over the same documents; out: for a measure the difference of
//! F1, its interval, and how often chance alone would turn its sign: a paired bootstrap over documents (Efron &
//! Tibshirani 1993; Berg-Kirkpatrick et al. 2012).
//!
//! The drawing is seeded: the same runs give the same figures.

use super::{Counts, Evaluation};

/// Resamples. The interval's ends move by less than 0.1 points from seed to seed at this number.
const SAMPLES: usize = 2000;

/// Any number; it is fixed so that a report can be made again.
const SEED: u64 = 0x5EED_DA7E;

/// A difference between two runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// F1 of the old run, 0 to 1.
    pub before: f64,
    /// F1 of the new run.
    pub after: f64,
    /// 95 % of the resampled differences lie from here …
    pub low: f64,
    /// … to here.
    pub high: f64,
    /// Share of resamples in which the difference is nought or has the other sign, twice: a two-sided p-value.
    pub p: f64,
}

/// Compare a measure that is counted by document; `None` if neither run has it.
pub fn compare(old: &Evaluation, new: &Evaluation, measure: &str) -> Option<Difference> {
    let documents: Vec<&String> = new.documents.keys().filter(|d| old.documents.contains_key(*d)).collect();
    let of = |e: &Evaluation, d: &str| e.documents.get(d).and_then(|m| m.get(measure)).copied();
    let pairs: Vec<(Counts, Counts)> = documents
        .iter()
        .filter(|d| of(old, d).is_some() || of(new, d).is_some())
        .map(|d| (of(old, d).unwrap_or_default(), of(new, d).unwrap_or_default()))
        .collect();
    if pairs.is_empty() {
        return None;
    }
    let scores = |sample: &mut dyn Iterator<Item = usize>| {
        let (mut a, mut b) = (Counts::default(), Counts::default());
        for i in sample {
            a.add(pairs[i].0);
            b.add(pairs[i].1);
        }
        (a.f1(), b.f1())
    };
    let (before, after) = scores(&mut (0..pairs.len()));
    let mut random = SplitMix(SEED);
    let mut differences: Vec<f64> = (0..SAMPLES)
        .map(|_| {
            let (a, b) = scores(&mut (0..pairs.len()).map(|_| random.below(pairs.len())));
            b - a
        })
        .collect();
    differences.sort_by(f64::total_cmp);
    let at = |share: f64| differences[((SAMPLES - 1) as f64 * share).round() as usize];
    let observed = after - before;
    let against = differences.iter().filter(|d| **d * observed.signum() <= 0.0).count() as f64 / SAMPLES as f64;
    let p = if observed == 0.0 { 1.0 } else { (2.0 * against).min(1.0) };
    Some(Difference { before, after, low: at(0.025), high: at(0.975), p })
}

/// SplitMix64 (Steele, Lea & Flood 2014): eight lines, and the same on every machine.
struct SplitMix(u64);

impl SplitMix {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        // multiply and shift: no modulo bias worth the name below 2^32 documents
        ((u128::from(z) * n as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(counts: &[(Counts, Counts)]) -> (Evaluation, Evaluation) {
        let (mut a, mut b) = (Evaluation::default(), Evaluation::default());
        for (i, (old, new)) in counts.iter().enumerate() {
            a.count(&format!("d{i}"), "m".into(), *old);
            b.count(&format!("d{i}"), "m".into(), *new);
        }
        (a, b)
    }

    #[test]
    fn chance_and_more_than_chance() {
        let c = Counts::new;
        let (a, b) = runs(&[(c(5, 10, 10), c(9, 10, 10)); 30]);
        let sure = compare(&a, &b, "m").unwrap_or(Difference { before: 0.0, after: 0.0, low: 0.0, high: 0.0, p: 1.0 });
        assert!(sure.p == 0.0 && (sure.after - sure.before - 0.4).abs() < 1e-9 && sure.low > 0.39, "{sure:?}");
        let wavering: Vec<_> =
            (0..30).map(|i| if i % 2 == 0 { (c(5, 10, 10), c(6, 10, 10)) } else { (c(6, 10, 10), c(5, 10, 10)) }).collect();
        let (a, mut b) = runs(&wavering);
        b.count("d0", "m".into(), c(1, 0, 0));
        let doubt = compare(&a, &b, "m");
        assert!(doubt.is_some_and(|d| d.p > 0.5 && d.low < 0.0 && d.high > 0.0), "{doubt:?}");
        assert_eq!(doubt, compare(&a, &b, "m"), "the same runs give the same figures");
        assert_eq!(compare(&a, &b, "nothing"), None);
    }
}
