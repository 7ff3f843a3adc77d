//! Zones and casing: what part of a document a sentence stands in, and what its capitals are worth.
//!
//! In: text, tokens, sentence ranges. Out: [`Sentence`]s. A headline's or a heading's capitals prove nothing
//! ("Security Forces Begin Clearing Eastern Valley"), nor do those of an all-capitals line.

use super::token::{Class, Token};
use super::words::Words;
use super::{Casing, Sentence, Zone};

/// Bytes of the longest of them.
const LONGEST_SMALL: usize = 4;
/// Small words that stay lower-case in a title, so they say nothing about its casing.
static SMALL: Words<64> = Words::new(&[
    "a", "an", "the", "of", "in", "on", "at", "for", "and", "or", "to", "by", "with", "from", "as", "into", "de", "la", "du", "al", "via",
    "over", "is", "its", "nor", "but", "per", "vs", "s",
]);

/// Label every sentence.
pub fn label(text: &str, tokens: &[Token], ranges: &[(u32, u32)]) -> Vec<Sentence> {
    let mut out = Vec::with_capacity(ranges.len());
    let mut in_head = true;
    for (n, &(start, end)) in ranges.iter().enumerate() {
        let words = &tokens[start as usize..end as usize];
        let last = words.last().map_or("", |t| t.of(text));
        let stopped = matches!(last, "." | "!" | "?" | "”" | "\"" | "…");
        let casing = casing(text, words, stopped);
        // The head is the run of lines without a full stop at the top; five lines hold any title, subtitle,
        // number and date line.
        in_head = in_head && n < 5 && !stopped && words.len() <= 40;
        let zone = if is_contact(text, words) {
            Zone::Contact
        } else if in_head {
            Zone::Headline
        } else {
            Zone::Body
        };
        out.push(Sentence { start, end, casing, zone });
    }
    out
}

fn casing(text: &str, words: &[Token], stopped: bool) -> Casing {
    // a sentence that a full stop ends is no title, and without words in capitals it is not in capitals either
    if stopped && !words.iter().any(Token::is_upper) {
        return Casing::Sentence;
    }
    let (mut all, mut capital, mut upper, mut lower) = (0, 0, 0, 0);
    for t in words.iter().filter(|t| t.class == Class::Word && t.len() > 1) {
        let small = t.len() <= LONGEST_SMALL && SMALL.has(t.of(text));
        if t.is_upper() {
            upper += 1;
        }
        if t.is_capital() {
            capital += 1;
        } else if !small && t.shape & Token::HAS_DIGIT == 0 {
            lower += 1;
        }
        if !small {
            all += 1;
        }
    }
    if all >= 3 && upper * 10 >= all * 8 {
        return Casing::Upper;
    }
    // A title of fewer than four words cannot be told from a name; one ordinary lower-case word in five is
    // still a title ("Afghan, ISAF Forces Conduct Air Assault into Monari").
    if !stopped && all >= 4 && words.len() <= 40 && capital > lower * 4 {
        return Casing::Title;
    }
    Casing::Sentence
}

/// Telephone, fax, mail and web lines.
fn is_contact(text: &str, words: &[Token]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    let line = &text[first.start as usize..last.end as usize];
    if line.len() > 400 {
        return false;
    }
    let digits = line.bytes().filter(u8::is_ascii_digit).count();
    // most lines are neither, and need no copy in lower case to be seen so
    if digits < 7 && !line.starts_with(['c', 'C', 'm', 'M']) {
        return false;
    }
    let folded = line.to_lowercase();
    const CUES: &[&str] =
        &["tel", "fax", "phone", "e-mail", "email", "mobile:", "contact:", "contacts:", "media inquiries", "media contact", "www."];
    digits >= 7 && CUES.iter().any(|c| folded.contains(c)) || folded.starts_with("contact:") || folded.starts_with("media contact")
}

#[cfg(test)]
mod tests {
    use crate::text::{Casing, Prepared, Zone};

    #[test]
    fn casing_and_zones() {
        let text = "PAM Addresses Directors of National Security Services in Sochi\n\nThe meeting was held in Sochi. It ended.\n\nTel. +39 06 1234567 Fax +39 06 7654321";
        let p = Prepared::new(text);
        let got: Vec<_> = p.sentences.iter().map(|s| (s.casing, s.zone)).collect();
        assert_eq!(got[0], (Casing::Title, Zone::Headline));
        assert_eq!(got[1], (Casing::Sentence, Zone::Body));
        assert_eq!(got.last().map(|g| g.1), Some(Zone::Contact));
        assert_eq!(Prepared::new("TRILATERAL MEETING IN BALI\n\nText.").sentences[0].casing, Casing::Upper);
        assert_eq!(Prepared::new("Denmark and Estonia met in Oslo and agreed on it.").sentences[0].casing, Casing::Sentence);
    }
}
