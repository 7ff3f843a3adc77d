//! Does the text around an expression look back or ahead?
//!
//! In: a document and the bytes of an expression. Out: a [`Tense`]. No tagger: a list of future cues, a list of
//! irregular pasts and the ending `-ed` reach the figures of the policies in `DESIGN.md`.

use crate::text::Prepared;
use crate::text::token::Class;
use crate::text::words::Words;

/// What the verbs beside an expression say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// It is past.
    Past,
    /// It is to come.
    Future,
    /// Nothing says.
    Unknown,
}

/// Cues of what is to come, which count in the whole sentence.
static FAR: Words<64> = Words::new(&[
    "will",
    "shall",
    "ll",
    "scheduled",
    "expected",
    "expects",
    "expect",
    "upcoming",
    "plans",
    "until",
    "till",
    "forthcoming",
    "slated",
    "tomorrow",
    "intends",
    "hopes",
    "soon",
    "would",
]);
/// How many letters they have.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=11;
/// Of the future cues those that may also stand in a past tale; they do not count for a weekday.
const WEAK: &[&str] = &["due", "planned", "starting", "by", "may", "early", "going", "deadline", "should", "begins"];
/// Words that look ahead when "to" or "for" follows: "planned to leave", "set for Washington".
const AHEAD_WITH_TO: &[&str] = &[
    "planned",
    "plan",
    "plans",
    "planning",
    "scheduled",
    "expected",
    "supposed",
    "set",
    "due",
    "slated",
    "likely",
    "ready",
    "going",
    "is",
    "are",
    "meant",
    "hoped",
];
const PAST: &[&str] = &[
    "was", "were", "had", "did", "said", "met", "began", "took", "came", "went", "held", "made", "gave", "told", "won", "fell", "rose",
    "left", "led", "became", "got", "saw", "found", "fled", "sent", "spoke", "stood", "put", "set", "struck", "shot", "bought", "sold",
    "grew", "built", "lost", "paid", "ran", "broke", "drew", "flew", "fought", "heard", "kept", "knew", "sought", "threw", "wrote",
    "drove", "been", "ended", "since", "has", "have", "hit", "read", "brought", "taught", "thought", "sank", "hid",
];

/// How far a verb may stand from the expression, in bytes (DESIGN.md: past verbs within 60 characters).
const REACH: usize = 60;

fn past(word: &str, capital: bool) -> bool {
    // "ed" on a word of five letters or more; shorter ones are names and nouns (red, bed, Ted), and so are words
    // with a capital (United)
    PAST.contains(&word) || !capital && word.len() >= 5 && word.ends_with("ed") && !FAR.has(word) && !WEAK.contains(&word)
}

/// "planned to", "set for", "is to", "planned a".
fn looks_ahead(doc: &Prepared, i: usize, word: &str) -> bool {
    // what is planned is to come, where it is new to the text: "planned the attack" is over
    if matches!(word, "planned" | "planning") && matches!(doc.word(i + 1), "a" | "an" | "another" | "more" | "further") {
        return true;
    }
    AHEAD_WITH_TO.contains(&word) && (doc.word(i + 1) == "to" || doc.word(i + 1) == "for" && !matches!(word, "is" | "are"))
}

/// The two words right before an expression, in small letters: the nearer one first.
pub fn lead(doc: &Prepared, start: usize) -> [String; 2] {
    let at = doc.token_at(start);
    let word = |n: usize| at.checked_sub(n).map_or_else(String::new, |i| doc.word(i).to_ascii_lowercase());
    [word(1), word(2)]
}

/// The tense around a month, season or holiday.
pub fn around(doc: &Prepared, start: usize, end: usize) -> Tense {
    let at = doc.token_at(start);
    let sentence = doc.sentences.get(doc.sentence_of(at));
    let Some(s) = sentence else { return Tense::Unknown };
    let mut best: Option<(usize, Tense)> = None;
    for i in s.start as usize..s.end as usize {
        let t = &doc.tokens[i];
        if t.class != Class::Word || (t.start as usize) < end && t.end as usize > start {
            continue;
        }
        let distance = if t.end as usize <= start { start - t.end as usize } else { t.start as usize - end };
        // far away only the strong cues count: most words need no copy in small letters
        if distance > REACH && (t.is_lower() && !FAR.has(t.of(doc.text)) || !LETTERS.contains(&t.len())) {
            continue;
        }
        let word = t.of(doc.text).to_ascii_lowercase();
        let strong = FAR.has(&word);
        let tense = if strong || distance <= REACH && looks_ahead(doc, i, &word) {
            Tense::Future
        } else if past(&word, t.is_capital()) && distance <= REACH {
            Tense::Past
        } else {
            continue;
        };
        // A strong future cue counts in the whole sentence, but what is nearer counts first.
        if best.is_none_or(|b| distance < b.0) {
            best = Some((distance, tense));
        }
    }
    best.map_or(Tense::Unknown, |b| b.1)
}

/// The tense before a weekday: the nearest cue in the same sentence, no more than eight words back; a verb of
/// saying between hides what stands before it.
pub fn before(doc: &Prepared, start: usize) -> Tense {
    let at = doc.token_at(start);
    let Some(s) = doc.sentences.get(doc.sentence_of(at)) else { return Tense::Unknown };
    let lead = lead(doc, start);
    // "as early as Sunday", "as soon as Sunday"
    if lead[0] == "as" && matches!(lead[1].as_str(), "early" | "soon" | "late") {
        return Tense::Future;
    }
    let mut seen = 0;
    for i in (s.start as usize..at).rev() {
        let t = &doc.tokens[i];
        if t.class != Class::Word {
            continue;
        }
        let word = t.of(doc.text).to_ascii_lowercase();
        // "Until Thursday, they had not spoken": what follows says when
        if i == s.start as usize && matches!(word.as_str(), "until" | "till") {
            break;
        }
        if looks_ahead(doc, i, &word) {
            // "had been due to expire Friday": what was to come is over
            let over = i > 1 && doc.word(i - 1).eq_ignore_ascii_case("been") || i > 2 && doc.word(i - 2).eq_ignore_ascii_case("been");
            return if over { Tense::Past } else { Tense::Future };
        }
        if past(&word, t.is_capital()) {
            return Tense::Past;
        }
        if FAR.has(&word) {
            return Tense::Future;
        }
        seen += 1;
        if seen == WINDOW {
            return Tense::Unknown;
        }
    }
    if seen <= OPENING { opened(doc, at, s.end as usize) } else { Tense::Unknown }
}

/// How far back a weekday's verb may stand, in words.
const WINDOW: usize = 8;

/// How many words ("On", "But on", "Until late on") may stand before a weekday that opens its sentence.
const OPENING: usize = 3;

/// The tense behind a weekday that opens a sentence: "On Tuesday, the league plans to meet", "Until Thursday they had
/// not spoken". The first verb decides; a clause further on may speak of another time.
fn opened(doc: &Prepared, at: usize, end: usize) -> Tense {
    let words = (at + 1..end).filter(|&i| doc.tokens[i].class == Class::Word);
    // as far as a subject with its titles and tails is long
    const SUBJECT: usize = 12;
    for i in words.take(SUBJECT) {
        let word = doc.tokens[i].of(doc.text).to_ascii_lowercase();
        if past(&word, doc.tokens[i].is_capital()) {
            return Tense::Past;
        }
        if looks_ahead(doc, i, &word) || FAR.has(&word) {
            return Tense::Future;
        }
    }
    Tense::Unknown
}

/// Does a past verb govern the expression itself ("awarded on 31 January", "published in March")? Then it is past
/// however far back. "to be held on" and "will be held on" are not: what is to be done has "be" before it.
pub fn governed_by_past(doc: &Prepared, start: usize) -> bool {
    let at = doc.token_at(start);
    let word = |n: usize| at.checked_sub(n).map_or_else(String::new, |i| doc.word(i).to_ascii_lowercase());
    // helpers that go with a participle to come ("has until"), and verbs whose past looks like their infinitive
    const NO_PROOF: &[&str] = &["has", "have", "had", "since", "set", "put", "hit", "read", "been", "ended"];
    // past participles that do not end in "-ed"; alone they are no tense, so they stand here only
    const PARTICIPLES: &[&str] = &[
        "spent",
        "given",
        "taken",
        "written",
        "chosen",
        "born",
        "shown",
        "drawn",
        "sworn",
        "stolen",
        "begun",
        "laid",
        "caught",
        "dealt",
        "sunk",
        "driven",
        "broken",
        "seen",
        "done",
        "spoken",
        "shaken",
        "thrown",
        "grown",
        "flown",
        "withdrawn",
        "undertaken",
    ];
    let verb = word(2);
    let capital = at.checked_sub(2).is_some_and(|i| doc.tokens[i].is_capital());
    // "papers received by 15 March" may be to come; "was spent by March" is over
    let by = word(1) == "by" && (matches!(word(3).as_str(), "was" | "were") || word(3) == "been" && word(4) == "had");
    (matches!(word(1).as_str(), "on" | "in") || by)
        && (past(&verb, capital) || PARTICIPLES.contains(&verb.as_str()))
        && !NO_PROOF.contains(&verb.as_str())
        && !(3..6).any(|n| matches!(word(n).as_str(), "be" | "being" | "is" | "are" | "to" | "will" | "if"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cues_that_reach_far_are_of_the_lengths_looked_at() {
        for word in FAR.all() {
            assert!(LETTERS.contains(&word.len()) && !WEAK.contains(word), "{word}");
        }
    }
}
