//! What a place row's confidence means: the share of such rows that are right, point and all.
//!
//! In: the raw confidence (logistic of the settled score, lowered by the share of the chosen reading). Out: the
//! column. The two numbers are fitted by `benches/calibrate/places.py`, which also checks them on documents the
//! fit has not seen; `docs/calibration.md` has the table.

/// Slope on the scale of log-odds: the sum of the evidence says a little too little.
const SLOPE: f32 = 1.137;
/// Offset: next to none is needed.
const OFFSET: f32 = -0.015;
/// What only structure found, without a list, is in two of five cases a place that people mark, and has no point
/// of its own: such rows keep under 0.6.
const UNLISTED: f32 = 0.6;

/// Calibrate the confidence of a place row; `listed`: it has a reading in a list.
pub fn calibrated(raw: f32, listed: bool) -> f32 {
    if !listed {
        return raw * UNLISTED;
    }
    // two decimals are written: beyond these bounds nothing is known
    let p = raw.clamp(0.005, 0.995);
    1.0 / (1.0 + (-(SLOPE * (p / (1.0 - p)).ln() + OFFSET)).exp())
}

#[cfg(test)]
mod tests {
    use super::calibrated;

    #[test]
    fn monotonous_and_bounded() {
        let at = |p: f32| calibrated(p, true);
        assert!(at(0.2) < at(0.5) && at(0.5) < at(0.9) && at(1.0) < 1.0 && at(0.0) > 0.0);
        assert!(calibrated(1.0, false) < 0.9);
    }
}
