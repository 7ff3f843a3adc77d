//! Telephone and fax numbers.
//!
//! In: the scene. Out: [`Phone`]s: spans of tokens, with the country that an international prefix names.

use super::calling;
use crate::spot::Scene;
use crate::text::token::Class;

/// A telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phone {
    /// First token of the figures (or the `+`).
    pub first: usize,
    /// Token after the last figure.
    pub end: usize,
    /// ISO 3166-1 alpha-2 of the international prefix, or empty.
    pub country: &'static str,
}

/// Words before a number that say it is one; single letters need a colon or point after them.
const CUES: &[&str] =
    &["tel", "telephone", "phone", "fax", "mobile", "mob", "cell", "ph", "tél", "téléphone", "telefon", "telefono", "тел", "t", "f", "m"];
/// ITU-T E.164: no number has more.
const MOST: usize = 15;
/// With a prefix: country code and subscriber's number.
const LEAST_PREFIXED: usize = 7;
/// After a cue: the shortest local numbers in print.
const LEAST: usize = 5;

/// Find the numbers.
pub fn spot(scene: &Scene) -> Vec<Phone> {
    let doc = scene.doc;
    let mut out: Vec<Phone> = Vec::new();
    let mut i = 0;
    while i < doc.tokens.len() {
        if doc.tokens[i].class != Class::Number {
            i += 1;
            continue;
        }
        let plus = i > 0 && doc.word(i - 1) == "+" && doc.gap(i - 1).len() <= 1;
        let prefixed = plus || i > 1 && doc.word(i - 1) == "(" && doc.word(i - 2) == "+";
        if !prefixed && !cue(scene, i) {
            i += 1;
            continue;
        }
        let (end, digits) = figures(scene, i);
        if (if prefixed { LEAST_PREFIXED } else { LEAST }..=MOST).contains(&digits) && doc.word(end) != "%" {
            let first = if plus { i - 1 } else { i };
            let country = if prefixed { calling::country(doc.word(i), doc.word(i + 1)) } else { "" };
            out.push(Phone { first, end, country });
        }
        i = end.max(i + 1);
    }
    out
}

/// Does a cue stand before the figures at `i`, with only marks between?
fn cue(scene: &Scene, i: usize) -> bool {
    let mut at = i;
    let mut marks = false;
    while at > 0 && i - at < 3 && matches!(scene.doc.word(at - 1), "." | ":" | "(" | "/") {
        at -= 1;
        marks = true;
    }
    let Some(word) = at.checked_sub(1).map(|w| scene.doc.word(w)) else { return false };
    let folded = word.to_lowercase();
    CUES.contains(&folded.as_str()) && (marks || word.len() > 2)
}

/// Token after the last figure of a number that begins at `i`, and how many digits it has.
fn figures(scene: &Scene, i: usize) -> (usize, usize) {
    let doc = scene.doc;
    let (mut end, mut digits) = (i + 1, doc.word(i).len());
    let mut at = i + 1;
    while at < doc.tokens.len() && doc.gap(at - 1).len() <= 1 && !doc.gap(at - 1).contains('\n') {
        if doc.tokens[at].class == Class::Number {
            digits += doc.word(at).len();
            at += 1;
            end = at;
        } else if matches!(doc.word(at), "-" | "." | "/" | "(" | ")" | "–") && at - end < 2 {
            at += 1;
        } else {
            break;
        }
    }
    (end, digits)
}
