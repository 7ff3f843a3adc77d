//! Acronyms: those the document defines, and bare ones.
//!
//! In: the scene. Out: candidates for the acronym and for its long form, and the pairs that the document
//! defines ("Full Name (ACR)" and "ACR (Full Name)", after Schwartz and Hearst 2003: the letters of the short
//! form are found in the long form from the right, the first one at the start of a word).

use super::person::stop_word;
use super::scene::{Scene, TokenInfo};
use super::{Candidate, Label, weights as w};
use crate::gazetteer::TypeId;
use crate::text::token::{Class, Token};
use rustc_hash::FxHashMap;

/// A definition: token ranges of the long and of the short form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// Long form.
    pub long: (u32, u32),
    /// Short form.
    pub short: (u32, u32),
}

/// Propose acronyms and what they stand for.
///
/// `bodies` are the candidates of the other rules: a body before a bracket may be defined in another language's
/// letters ("Federal Intelligence Service (BND)").
pub fn spot(scene: &Scene, bodies: &[Candidate]) -> (Vec<Candidate>, Vec<Definition>) {
    let mut out = Vec::new();
    let mut definitions = define(scene, bodies);
    // "Democratic Republic of the Congo (DRC)" defines a country
    definitions.retain(|d| !scene.hits_at(d.long.0 as usize).iter().any(|h| h.type_ == TypeId::COUNTRY && h.end == d.long.1));
    for d in &definitions {
        let label = label_of(scene, d.long.0 as usize, d.long.1 as usize);
        let words = scene.words(d.long.0 as usize, d.long.1 as usize);
        out.push(
            Candidate::new(d.long.0 as usize, d.long.1 as usize, label, "acronym/long-form")
                .because("defined", w::DEFINED)
                .because("length", w::WORD * words.saturating_sub(1) as f32),
        );
        let parts = (d.short.1 - d.short.0) / 2; // "IPA-CIS" must beat "IPA" and "CIS"
        out.push(
            Candidate::new(d.short.0 as usize, d.short.1 as usize, label, "acronym/defined")
                .because("defined", w::DEFINED)
                .because("length", w::WORD * parts as f32),
        );
    }
    for i in 0..scene.doc.tokens.len() {
        if let Some(c) = bare(scene, i) {
            out.push(c);
        }
    }
    (out, definitions)
}

/// What a long form is: its head words tell an agreement or event from a body.
fn label_of(scene: &Scene, first: usize, end: usize) -> Label {
    let in_body = (first..end).any(|i| scene.info[i].is(TokenInfo::IN_ORG_HEAD));
    let last = &scene.info[end - 1];
    let head_first = &scene.info[first];
    // "Treaty on the [Non-Proliferation of Nuclear Weapons] (NPT)": the letters leave the head out
    let before =
        (first.saturating_sub(3)..first).rev().find(|&i| !matches!(scene.doc.word(i), "of" | "on" | "for" | "the" | "against" | "to"));
    if before.is_some_and(|i| i + 1 < first && scene.capital(i) && scene.info[i].is(TokenInfo::IN_AGREEMENT_HEAD)) {
        return Label::Other(TypeId::AGREEMENT);
    }
    let agreed = (first..end)
        .flat_map(|i| scene.hits_at(i))
        .any(|h| h.type_ == TypeId::AGREEMENT && h.end as usize == end && h.first as usize <= first + 1);
    if agreed {
        return Label::Other(TypeId::AGREEMENT);
    }
    let other = |type_: TypeId| scene.ending(end, type_).or_else(|| scene.longest(first, type_)).is_some();
    if last.is(TokenInfo::IN_AGREEMENT_HEAD) && other(TypeId::AGREEMENT_HEAD) && !in_body || head_first.is(TokenInfo::IN_AGREEMENT_HEAD) {
        return Label::Other(TypeId::AGREEMENT);
    }
    if last.is(TokenInfo::IN_EVENT_HEAD) && other(TypeId::EVENT_HEAD) && !in_body {
        return Label::Other(TypeId::EVENT);
    }
    // "improvised explosive device (IED)", also where it opens the sentence: "Weapons of mass destruction (WMD)"
    let opens = |i: usize| i == first && head_first.is(TokenInfo::INITIAL) && head_first.common() > 0 && end > first + 1;
    if (first..end).all(|i| !scene.capital(i) || opens(i)) {
        return Label::Nothing;
    }
    Label::Organization
}

/// Capitals that may be an acronym: two to eight letters, no numeral, not in an all-capitals line.
fn bare(scene: &Scene, i: usize) -> Option<Candidate> {
    let token = scene.doc.tokens[i];
    let text = scene.doc.word(i);
    let letters = token.len();
    if !token.is_upper() || !(2..=8).contains(&letters) || token.shape & Token::HAS_DIGIT != 0 {
        return None;
    }
    let info = &scene.info[i];
    if info.is(TokenInfo::CAPITALS_VOID | TokenInfo::IN_PLACE | TokenInfo::IN_TITLE | TokenInfo::IN_POST | TokenInfo::IN_DATE)
        || info.capital_word()
    {
        return None;
    }
    if text.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C')) || stop_word(text) {
        return None;
    }
    let mut c = Candidate::new(i, i + 1, Label::Organization, "acronym/bare").because("capitals", w::BARE_ACRONYM);
    if info.common() > 60 {
        c.add("ordinary word", -1.6);
    }
    let neighbours = [i.checked_sub(1), Some(i + 1)];
    // Capitals beside capitals are a shouted line, not an acronym.
    if neighbours.into_iter().flatten().any(|k| scene.doc.tokens.get(k).is_some_and(|t| t.is_upper()) && scene.info[k].common() > 0) {
        c.add("capitals around", -1.5);
    }
    // a number or a code: "AK-47", "MH17", "USD 3"
    if scene.doc.tokens.get(i + 1).is_some_and(|t| t.class == Class::Number && scene.doc.gap(i).len() <= 1) {
        c.add("number follows", -1.5);
    }
    if scene.doc.word(i + 1) == "-"
        && scene.doc.gap(i).is_empty()
        && scene.doc.tokens.get(i + 2).is_some_and(|t| t.shape & Token::HAS_DIGIT != 0)
    {
        c.add("code", -3.0);
    }
    if i > 0 && scene.doc.word(i - 1) == "-" && scene.doc.gap(i - 1).is_empty() {
        c.add("part of a compound", -1.0);
    }
    Some(c)
}

/// A body that another language abbreviates: what stands before the bracket must be sure by itself.
const SURE_BODY: f32 = 3.0;

/// Sure bodies by the token they end before: where the surest of each begins.
type SureBodies = FxHashMap<u32, (u32, f32)>;

fn sure_bodies(bodies: &[Candidate]) -> SureBodies {
    let mut out = SureBodies::default();
    for c in bodies.iter().filter(|c| c.label == Label::Organization && c.end > c.first + 1 && c.score >= SURE_BODY) {
        let surest = out.entry(c.end).or_insert((c.first, c.score));
        if c.score.total_cmp(&surest.1).is_ge() {
            *surest = (c.first, c.score);
        }
    }
    out
}

/// The surest organisation that ends before token `open`, for a short form whose letters are not its initials.
fn body_before(scene: &Scene, bodies: &SureBodies, open: usize, short: (usize, usize)) -> Option<usize> {
    let doc = scene.doc;
    let letters = doc.tokens[short.0].len();
    // Two letters are a country ("Ministry of Defence (UK)"), a listed form is its own body or place.
    let foreign = short.1 == short.0 + 1 && letters >= 3 && doc.tokens[short.0].is_upper() && doc.word(short.1) == ")";
    let info = &scene.info[short.0];
    if !foreign || info.is(TokenInfo::IN_PLACE | TokenInfo::CAPITALS_VOID | TokenInfo::IN_ORG) || info.capital_word() {
        return None;
    }
    bodies.get(&(open as u32)).map(|b| b.0 as usize)
}

/// `Full Name, or ACR`, `ACR, or Full Name`, `Full Name, known as ACR`: what stands on both sides.
fn apposed(scene: &Scene, comma: usize, out: &mut Vec<Definition>) {
    let doc = scene.doc;
    let mut i = comma + 1;
    while i < comma + 4 && matches!(doc.word(i), "or" | "also" | "known" | "better" | "abbreviated" | "as" | "called" | "simply") {
        i += 1;
    }
    let opened = matches!(doc.word(i - 1), "or" | "as" | "called" | "abbreviated");
    i += usize::from(doc.word(i) == "the");
    if !opened || comma == 0 || i >= doc.tokens.len() {
        return;
    }
    if doc.tokens[i].is_upper() && short_form(scene, i, i + 1) {
        if let Some(start) = long_before(scene, comma, doc.word(i)) {
            out.push(Definition { long: (start as u32, comma as u32), short: (i as u32, i as u32 + 1) });
        }
    } else if doc.tokens[comma - 1].is_upper() && short_form(scene, comma - 1, comma) && scene.capital(i) {
        let end = (i..scene.bounds(i).1).find(|&k| doc.tokens[k].class == Class::Punct && !doc.gap(k).is_empty()).unwrap_or(i);
        if end > i + 1 && matches(doc.word(comma - 1), doc.slice(i, end)) {
            out.push(Definition { long: (i as u32, end as u32), short: (comma as u32 - 1, comma as u32) });
        }
    }
}

/// The definitions in a document.
pub fn define(scene: &Scene, bodies: &[Candidate]) -> Vec<Definition> {
    let doc = scene.doc;
    let mut out = Vec::new();
    let mut sure: Option<SureBodies> = None;
    for open in doc.marks.iter().map(|m| *m as usize) {
        if doc.word(open) == "," {
            apposed(scene, open, &mut out);
        }
        if doc.word(open) != "(" || open == 0 {
            continue;
        }
        // quotes inside the bracket do not count: (“PAM”)
        let mut s = open + 1;
        while matches!(doc.word(s), "“" | "\"" | "the" | "‘" | "hereinafter" | "hereafter" | "formerly" | "or") {
            s += 1;
        }
        let mut e = s;
        while e < doc.tokens.len() && e - s < 12 && !matches!(doc.word(e), ")" | ";" | "”" | "\"") {
            e += 1;
        }
        // "(DPTN, Vienna)": the short form ends at the comma
        if let Some(comma) = (s + 1..e.min(s + 4)).find(|&k| doc.word(k) == ",")
            && short_form(scene, s, comma)
        {
            e = comma;
        }
        if e == s || e >= doc.tokens.len() || doc.word(e) == ";" && e - s > 5 {
            continue;
        }
        // "(HIV/AIDS)", "(COVID-19)": capitals, but of no body
        let known = (s..e).any(|i| scene.info[i].capital_word());
        if !known && short_form(scene, s, e) {
            if let Some(start) = long_before(scene, open, &doc.text[doc.tokens[s].start as usize..doc.tokens[e - 1].end as usize]) {
                out.push(Definition { long: (start as u32, open as u32), short: (s as u32, e as u32) });
            } else if let Some(start) = body_before(scene, sure.get_or_insert_with(|| sure_bodies(bodies)), open, (s, e)) {
                out.push(Definition { long: (start as u32, open as u32), short: (s as u32, e as u32) });
            }
        } else if scene.capital(s) {
            // ACR (Full Name)
            let p = open - 1;
            if doc.tokens[p].is_upper() && short_form(scene, p, p + 1) && matches(doc.word(p), doc.slice(s, e)) {
                out.push(Definition { long: (s as u32, e as u32), short: (p as u32, p as u32 + 1) });
            }
        }
    }
    out
}

/// One word (or hyphenated pair) of mostly capitals, two to ten letters.
fn short_form(scene: &Scene, s: usize, e: usize) -> bool {
    if e - s > 3 {
        return false;
    }
    let text = scene.doc.slice(s, e);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    (2..=10).contains(&letters)
        && capitals >= 2
        && capitals * 2 > letters
        && text.starts_with(char::is_alphabetic)
        && (s..e).all(|i| scene.doc.tokens[i].class == Class::Word || matches!(scene.doc.word(i), "-" | "/" | "." | "–"))
}

/// First token of the long form that ends before token `open` and spells `short`.
fn long_before(scene: &Scene, open: usize, short: &str) -> Option<usize> {
    let doc = scene.doc;
    let letters = short.chars().filter(|c| c.is_alphanumeric()).count();
    let (sentence_start, _) = scene.bounds(open);
    // Schwartz and Hearst: at most min(|A| + 5, 2|A|) words; small words do not count here, for "of the"
    let most = (letters + 5).min(letters * 2);
    let mut words = 0;
    let mut best = None;
    let mut i = open;
    while i > sentence_start && words <= most {
        i -= 1;
        let token = doc.tokens[i];
        if token.class == Class::Punct {
            if matches!(doc.word(i), "." | ";" | ":" | "(" | ")") {
                break;
            }
            continue;
        }
        if doc.word(i).len() > 3 || scene.capital(i) {
            words += 1;
        }
        let capital = token.is_capital() || token.is_upper();
        if capital && !stop_word(doc.word(i)) && matches(short, doc.slice(i, open)) {
            best = Some(i);
            // The whole name, not its tail: go on only while the words before are capitalised and still fit.
            if initials_agree(scene, short, i, open) {
                break;
            }
        }
    }
    best
}

/// Do the initials of the counted words spell the short form exactly?
fn initials_agree(scene: &Scene, short: &str, first: usize, end: usize) -> bool {
    let spelled: String =
        (first..end).filter(|&i| scene.capital(i)).filter_map(|i| scene.doc.word(i).chars().next()).flat_map(char::to_uppercase).collect();
    let short: String = short.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    spelled == short
}

/// Schwartz and Hearst's test: every letter of `short` stands in `long`, in order, the first at a word's start.
fn matches(short: &str, long: &str) -> bool {
    let s: Vec<char> = short.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let l: Vec<char> = long.chars().flat_map(char::to_lowercase).collect();
    let mut at = l.len();
    for (k, &c) in s.iter().enumerate().rev() {
        loop {
            if at == 0 {
                return false;
            }
            at -= 1;
            let starts_word = at == 0 || !l[at - 1].is_alphanumeric();
            if l[at] == c && (k > 0 || starts_word && at == 0) {
                break;
            }
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_the_short_form() {
        assert!(matches("PAM", "Parliamentary Assembly of the Mediterranean"));
        assert!(matches("UNOCT", "UN Office of Counter-Terrorism"));
        assert!(matches("IPA-CIS", "Interparliamentary Assembly of the Commonwealth of Independent States"));
        assert!(!matches("PAM", "Assembly of the Mediterranean"));
    }
}
