//! Stretches that are no prose: web addresses, mail addresses, symbols of documents.
//!
//! In: the scene. Out: candidates that take their span and name nothing, so that `un.org/Geneva` holds no place and
//! `A/RES/74/306` no organisation.

use super::{Candidate, Label, Scene, weights as w};
use crate::text::web::stretches;
use regex::Regex;
use std::sync::LazyLock;

/// What such a stretch looks like. ASCII classes alone: none of the three may hold anything else, and the automaton of
/// Unicode classes would cost a good part of the start-up.
static VERBATIM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"(?x)
        (?-u:\b) (?: https?:// | www\. ) [^\s<>"“”]* [^\s<>"“”.,;:!?)\]'’]   # a full stop after an address ends the sentence
        | (?-u:\b) [A-Za-z0-9._%+-]+ @ [A-Za-z0-9-]+ (?: \. [A-Za-z0-9-]+ )+
        | (?-u:\b) [A-Z][A-Z.]{0,7} (?: / [A-Z]{1,8} )* (?: / [0-9]{1,5} )+ (?-u:\b)   # A/RES/74/306, S/2015/206
        "#,
    )
    .ok()
});

/// Propose nothing, firmly, where a stretch is not prose.
pub fn spot(scene: &Scene) -> Vec<Candidate> {
    let text = scene.doc.text;
    let mut out = Vec::new();
    let Some(pattern) = VERBATIM.as_ref() else { return out };
    for (from, to) in stretches(text) {
        for found in pattern.find_iter(&text[from..to]) {
            let first = scene.doc.token_at(from + found.start());
            let end = scene.doc.token_at(from + found.end() - 1) + 1;
            if first < end && end <= scene.doc.tokens.len() {
                out.push(Candidate::new(first, end, Label::Nothing, "verbatim").because("no prose", w::VERBATIM));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::VERBATIM;
    use crate::text::web::stretches;

    #[test]
    fn what_is_no_prose_and_what_is() {
        for (text, want) in [
            ("See https://www.un.org/en/Geneva-talks.", &["https://www.un.org/en/Geneva-talks"][..]),
            ("(www.interpol.int/Lyon), then", &["www.interpol.int/Lyon"]),
            ("Write to press.office@OSCE.org.", &["press.office@OSCE.org"]),
            ("Resolution A/RES/74/306 and S/2015/206 of the Council", &["A/RES/74/306", "S/2015/206"]),
            ("the OSCE/ODIHR mission, 3/5/2021, and/or NATO", &[]),
            ("@NATO met the EU in the U.S.", &[]),
        ] {
            let pattern = VERBATIM.as_ref().unwrap();
            let found: Vec<&str> = stretches(text).flat_map(|(a, b)| pattern.find_iter(&text[a..b])).map(|m| m.as_str()).collect();
            assert_eq!(found, want, "{text}");
            assert_eq!(pattern.find_iter(text).map(|m| m.as_str()).collect::<Vec<_>>(), want, "the same as in the whole: {text}");
        }
    }
}
