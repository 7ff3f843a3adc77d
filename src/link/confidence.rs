//! How sure a name is, as a share: of the rows that say 0.9, nine in ten are right.
//!
//! In: the rule that a mention came by and its score. Out: 0.01 to 0.99. Each rule has a slope and an offset, fitted to the answer keys
//! of `ner_*` and `rel_dev` by `benches/calibrate/names.py`; docs/calibration.md says how well they hold.

/// Rule, slope, offset; in byte order of the rules.
const RULES: &[(&str, f32, f32)] = &[
    ("acronym/bare", 0.010, 0.449),
    ("acronym/defined", 0.151, 1.657),
    ("acronym/long-form", 0.010, 1.579),
    ("list/acronym", 0.116, 1.649),
    ("list/organization", 0.078, 1.361),
    ("list/person", 0.153, 2.346),
    ("organization/bare-head", 0.148, 0.682),
    ("organization/called", 0.051, 1.562),
    ("organization/head", 0.010, 1.136),
    ("organization/head-of", 0.010, 0.891),
    ("organization/led", 0.020, 1.554),
    ("organization/legal-form", 0.010, 1.221),
    ("organization/recurs", 0.010, 1.083),
    ("person/first-name", 0.040, 1.754),
    ("person/name", 0.498, 0.123),
    ("person/noun", 0.387, 1.238),
    ("person/post", 0.363, 1.071),
    ("person/surname", 0.273, 2.170),
    ("person/title", 0.221, 0.643),
];

/// Every other rule: all of them together.
const REST: (f32, f32) = (0.046, 1.482);

/// Beyond this score more evidence says no more: the keys have too few such rows to tell.
const MOST: f32 = 12.0;

/// The confidence of a person or an organisation.
pub fn of(rule: &str, score: f32) -> f32 {
    let (slope, offset) = RULES.binary_search_by(|r| r.0.cmp(rule)).map_or(REST, |i| (RULES[i].1, RULES[i].2));
    (1.0 / (1.0 + (-slope * score.min(MOST) - offset).exp())).clamp(0.01, 0.99)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_sorted_and_more_evidence_is_surer() {
        assert!(RULES.is_sorted_by(|a, b| a.0 < b.0));
        for &(rule, slope, _) in RULES {
            assert!(slope > 0.0 && of(rule, 4.0) > of(rule, 1.0), "{rule}");
        }
        assert!(of("no/such-rule", 8.0) > 0.5 && of("no/such-rule", 1e9) <= 0.99);
    }
}
