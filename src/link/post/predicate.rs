//! What may stand between a name and the post behind it: a predicate ("was elected as the new …"), a parenthesis.

use crate::spot::Scene;

/// `was elected`, `has been appointed as the new`, `begins his term as`, `as`: the token after it, where a post
/// should begin.
pub fn predicate(scene: &Scene, at: usize) -> Option<usize> {
    const AUXILIARY: &[&str] = &["is", "was", "has", "had", "been", "be", "were", "will", "who", "became", "remains", "remained"];
    const VERBS: &[&str] = &[
        "elected",
        "appointed",
        "named",
        "confirmed",
        "chosen",
        "re",
        "reelected",
        "nominated",
        "sworn",
        "installed",
        "serves",
        "served",
        "serving",
        "acts",
        "acted",
        "acting",
        "begins",
        "began",
        "starts",
        "started",
        "took",
        "takes",
        "continues",
        "continued",
    ];
    const FILLERS: &[&str] = &[
        "his",
        "her",
        "their",
        "term",
        "office",
        "over",
        "in",
        "on",
        "today",
        "yesterday",
        "again",
        "unanimously",
        "previously",
        "formerly",
        "earlier",
        "recently",
        "most",
        "overseas",
        "abroad",
        "also",
        "currently",
        "the",
        "a",
        "an",
        "new",
        "next",
        "-",
        "first",
    ];
    let mut i = at;
    let (mut verb, mut as_) = (false, false);
    while i < at + 9 {
        let word = scene.doc.word(i);
        if AUXILIARY.contains(&word) {
            verb |= matches!(word, "is" | "was" | "became" | "remains" | "remained" | "been");
        } else if VERBS.contains(&word) {
            verb = true;
        } else if word == "as" {
            as_ = true;
        } else if !(FILLERS.contains(&word) && (verb || as_ || i > at)) {
            break;
        }
        i += 1;
    }
    ((verb || as_) && i > at).then_some(i)
}

/// Over a short parenthesis: "United States Senator (R-TN) and former Ambassador".
pub fn aside(scene: &Scene, at: usize) -> usize {
    const LONGEST: usize = 6; // tokens inside: a party and a state, a year, an acronym
    if scene.doc.word(at) != "(" {
        return at;
    }
    (at + 1..at + 2 + LONGEST).find(|&t| scene.doc.word(t) == ")").map_or(at, |t| t + 1)
}
