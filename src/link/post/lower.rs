//! Posts written in lower case, whose capitals say nothing of where they end: "the chief moderator" holds no post of
//! Chief, "deputy chief of staff for joint operations," has a field.

use super::phrase::Covers;
use crate::gazetteer::TypeId;
use crate::spot::Scene;
use crate::text::token::Class;

/// Is the lower-case post before token `end` the attribute of a noun: "the chief moderator", "a member state"?
pub fn attributive(scene: &Scene, end: usize) -> bool {
    let next = scene.doc.word(end);
    let heads = matches!(scene.doc.word(end - 1), "chief" | "head" | "lead" | "leader" | "member" | "host" | "deputy" | "guest");
    let noun = |w: &str| !w.is_empty() && w.chars().all(char::is_lowercase) && !FUNCTION.contains(&w);
    heads && scene.adjacent(end - 1) && noun(next) && scene.longest(end, TypeId::SPEECH_VERB).is_none()
}

/// Lower-case words that go on after a post without being its noun.
const FUNCTION: &[&str] = &[
    "of",
    "for",
    "at",
    "in",
    "on",
    "to",
    "from",
    "with",
    "and",
    "or",
    "but",
    "as",
    "who",
    "whose",
    "that",
    "which",
    "is",
    "was",
    "has",
    "had",
    "will",
    "would",
    "were",
    "are",
    "be",
    "been",
    "since",
    "until",
    "during",
    "after",
    "before",
    "by",
    "over",
    "under",
    "also",
    "then",
    "now",
    "he",
    "she",
    "the",
    "a",
    "an",
    "his",
    "her",
    "their",
    "its",
    "did",
    "does",
    "may",
    "can",
    "could",
    "should",
    "met",
    "there",
    "here",
    "not",
    "when",
    "while",
    "where",
    "said",
    "says",
    "told",
    "made",
    "took",
    "gave",
    "went",
    "came",
    "left",
    "today",
    "yesterday",
    "last",
    "this",
    "next",
    "through",
    "because",
    "if",
    "than",
    "so",
    "yet",
    "both",
    "again",
    "general",
    "designate",
    "elect",
];

/// The end of a field in lower case, `j` where there is none: "deputy chief of staff for [joint operations], Headquarters …".
/// Only what a comma, a bracket or a body's preposition closes: "director of the play that she wrote" has no field.
pub fn lower_field(scene: &Scene, cover: &Covers, at: usize, e: usize, j: usize) -> usize {
    const LONGEST: usize = 4; // "chemical, biological and nuclear defence" has no more
    let doc = scene.doc;
    let word = |k: usize| doc.tokens.get(k).is_some_and(|t| t.class == Class::Word && t.is_lower()) && cover.get(k).is_none();
    if j != e + 1 || !doc.tokens[at].is_lower() || !matches!(doc.word(e), "for" | "of") {
        return j;
    }
    let mut k = j;
    while k < j + LONGEST && word(k) && (doc.word(k) == "and" || !FUNCTION.contains(&doc.word(k))) && scene.adjacent(k - 1) {
        k += 1;
    }
    let closed = matches!(doc.word(k), "," | "(" | ")" | ";") || matches!(doc.word(k), "at" | "of" | "in" | "for") && k > j;
    if closed && doc.sentence_of(k) == doc.sentence_of(at) { k } else { j }
}
