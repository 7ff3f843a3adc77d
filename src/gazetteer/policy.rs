//! Does a spelling met in a text satisfy what its list asks of case and diacritics?

use super::compiled::SurfaceFlags;
use super::lexicon::{Lexicon, WordClass};

/// Does the text's spelling satisfy the surface's policy?
pub fn policy(surface: &str, flags: SurfaceFlags, text: &str, lexicon: &Lexicon) -> bool {
    if flags.has(SurfaceFlags::EXACT_MARKS) && !same_marks(surface, text) {
        return false;
    }
    if flags.has(SurfaceFlags::ANY_CASE) || surface == text {
        return true;
    }
    if flags.has(SurfaceFlags::EXACT_CASE) {
        // British style writes long acronyms as words: Nato, Unesco.
        let letters = surface.len();
        return same_letters(surface, text)
            || flags.has(SurfaceFlags::ACRONYM)
                && letters >= 4
                && surface.bytes().all(|b| b.is_ascii_uppercase())
                && text.starts_with(|c: char| c.is_ascii_uppercase())
                && text[1..].bytes().all(|b| b.is_ascii_lowercase())
                && lexicon.get(crate::text::fold::hash(text.to_ascii_lowercase().as_bytes())).weight(WordClass::Word) == 0;
    }
    name_case(surface, text)
}

fn counted(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars()
        .filter(|c| !c.is_whitespace() && !crate::text::token::is_hyphen(*c) && !crate::text::token::is_invisible(*c))
        .map(|c| if crate::text::token::is_apostrophe(c) { '\'' } else { c })
}

fn same_letters(a: &str, b: &str) -> bool {
    counted(a).eq(counted(b))
}

/// The same letters, accents included, in any case?
pub(super) fn same_marks(a: &str, b: &str) -> bool {
    counted(a).flat_map(char::to_lowercase).eq(counted(b).flat_map(char::to_lowercase))
}

/// The first letter of each word.
fn firsts(s: &str) -> impl Iterator<Item = char> + '_ {
    s.split(|c: char| !c.is_alphanumeric() && !unicode_normalization::char::is_combining_mark(c) && c != '\u{ad}')
        .filter_map(|w| w.chars().next())
}

/// Capitals as in the entry, or more of them: a word the entry capitalises must be capitalised; a small word
/// may be capitalised too (a title's "Of", an all-capitals line).
fn name_case(surface: &str, text: &str) -> bool {
    let (mut a, mut b) = (firsts(surface), firsts(text));
    let mut fits = true;
    loop {
        match (a.next(), b.next()) {
            (Some(x), Some(y)) => fits &= !x.is_uppercase() || y.is_uppercase(),
            (None, None) => return fits,
            // invisible characters or folding moved a bound; the first letter must do
            _ => {
                return firsts(surface).next().is_none_or(|x| !x.is_uppercase()) || firsts(text).next().is_some_and(char::is_uppercase);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies() {
        let lexicon = Lexicon::from_bytes(crate::gazetteer::LEXICON);
        let p = |surface: &str, flags: u16, text: &str| policy(surface, SurfaceFlags(flags), text, &lexicon);
        assert!(p("Republic of Belarus", 0, "REPUBLIC OF BELARUS"));
        assert!(p("Republic of Belarus", 0, "Republic\u{a0}of\nBelarus"));
        assert!(!p("Reading", 0, "reading"));
        assert!(p("OSCE", SurfaceFlags::ACRONYM | SurfaceFlags::EXACT_CASE, "OSCE"));
        assert!(!p("WHO", SurfaceFlags::ACRONYM | SurfaceFlags::EXACT_CASE, "Who"));
        assert!(p("NATO", SurfaceFlags::ACRONYM | SurfaceFlags::EXACT_CASE, "Nato"));
        assert!(p("secretary general", SurfaceFlags::ANY_CASE, "Secretary General"));
        assert!(!p("Köln", SurfaceFlags::EXACT_MARKS, "Koln") && p("Köln", 0, "Koln"));
    }
}
