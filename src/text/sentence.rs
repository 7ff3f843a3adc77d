//! Sentence bounds.
//!
//! In: text and tokens. Out: half-open ranges of token indices. A sentence ends at `.`, `!`, `?` or `…` before
//! a capital, digit, quote or line end, but not after an abbreviation or an initial; and at a line end that is
//! not a mere wrap of running text.

use super::token::{Class, Token};
use super::words::Words;

/// Abbreviations whose point does not end a sentence when more of the name follows.
static ABBREVIATIONS: Words<512> = Words::new(&[
    "mr", "mrs", "ms", "dr", "prof", "rev", "fr", "sr", "jr", "st", "hon", "amb", "gov", "sen", "rep", "sens", "reps", "gen", "lt", "col",
    "maj", "capt", "cpt", "cmdr", "cdr", "sgt", "cpl", "pvt", "pfc", "spc", "adm", "brig", "supt", "insp", "det", "ret", "no", "nos", "vs",
    "art", "para", "paras", "approx", "est", "dept", "messrs", "msgr", "mt", "ft", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
    "sept", "oct", "nov", "dec", "tel", "ext", "ave", "blvd", "rd", "ed", "eds", "al", "cf", "e", "i", "ala", "ariz", "ark", "calif",
    "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky", "la", "md", "mass", "mich", "minn", "miss", "mo", "mont", "neb", "nev",
    "okla", "ore", "pa", "tenn", "tex", "va", "vt", "wash", "wis", "wyo", "ont", "que", "alta", "sask", "man",
]);

/// Company forms: their point ends a sentence only before a line end.
const TRAILING: &[&str] = &["inc", "corp", "co", "ltd", "bros", "plc"];

/// Ranges of token indices, in order and covering every token.
pub fn split(text: &str, tokens: &[Token]) -> Vec<(u32, u32)> {
    let mut out = Vec::new();
    let mut start = 0usize;
    for i in 0..tokens.len() {
        let Some(next) = tokens.get(i + 1) else { break };
        let (end, after) = (tokens[i].end as usize, next.start as usize);
        // a word and a space, or a word and its comma: nearly every token
        if tokens[i].class != Class::Punct && (after == end || after == end + 1 && text.as_bytes()[end] == b' ') {
            continue;
        }
        let gap = &text[end..after];
        let line_end = gap.contains(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}']);
        let ends = if line_end { hard_break(text, tokens, i, gap) } else { !gap.is_empty() && stops(text, tokens, start, i) };
        if ends {
            out.push((start as u32, i as u32 + 1));
            start = i + 1;
        }
    }
    if start < tokens.len() {
        out.push((start as u32, tokens.len() as u32));
    }
    out
}

/// Is the line end after token `i` the end of a sentence?
fn hard_break(text: &str, tokens: &[Token], i: usize, gap: &str) -> bool {
    let breaks = gap.chars().filter(|c| matches!(c, '\n' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}')).count();
    if breaks != 1 {
        return true; // blank line, or a carriage return alone
    }
    let last = tokens[i];
    let end = last.end as usize;
    // How long the line was: a wrapped line is nearly full, a heading or list item is not.
    let line =
        text[..end].char_indices().rev().find(|(_, c)| matches!(c, '\n' | '\u{2028}' | '\u{2029}')).map_or(0, |(p, c)| p + c.len_utf8());
    let width = text[line..end].chars().count();
    const WRAP: usize = 45; // letters are wrapped at 60 to 80 columns; a word of up to 15 letters may not fit
    let next = tokens[i + 1];
    let opener = next.class == Class::Punct && !matches!(next.of(text), "(" | "“" | "\"" | "‘" | "'" | "$" | "€" | "£");
    if opener || matches!(last.of(text), "." | "!" | "?" | ":" | "…" | "”" | ";") {
        // ends a sentence, or begins a bullet; an abbreviation at the end of a full line may still go on
        return !(last.of(text) == "." && width >= WRAP && !stops(text, tokens, i, i));
    }
    width < WRAP && !next.is_lower() || width > 200
}

/// Does the token `i`, followed by white space, end a sentence that began at `start`?
fn stops(text: &str, tokens: &[Token], start: usize, i: usize) -> bool {
    let mut at = i;
    if tokens[i].class != Class::Punct {
        return false;
    }
    // step back over closing quotes and brackets: `… said.” The`
    while at > start && matches!(tokens[at].of(text), "”" | "\"" | "’" | "'" | ")" | "]" | "»") {
        at -= 1;
    }
    let next = tokens[i + 1];
    let opens = next.is_capital()
        || next.class == Class::Number
        || next.shape & Token::HAS_DIGIT != 0
        || matches!(next.of(text), "“" | "\"" | "‘" | "(" | "[" | "«" | "'" | "•" | "–" | "—" | "-" | "*" | "`");
    match tokens[at].of(text) {
        "!" | "?" | "…" => opens,
        "." if at > 0 => {
            let before = tokens[at - 1];
            if before.end != tokens[at].start {
                return opens;
            }
            let word = before.of(text).to_lowercase();
            let spelled = at >= 3 && tokens[at - 2].of(text) == "." && tokens[at - 2].end == before.start; // "U.S."
            if spelled {
                // "in the U.S. He said" ends; "U.S. Army", "p.m. Friday" do not; a function word decides
                return at == i && opens && begins_sentence(next.of(text)) || at < i && opens;
            }
            if before.class == Class::Word && before.len() == 1 && before.is_capital() {
                return false; // an initial
            }
            if before.class == Class::Number && next.is_lower() {
                return false;
            }
            if ABBREVIATIONS.has(&word) {
                return at < i && opens || before.is_lower() && word.len() > 2 && begins_sentence(next.of(text));
            }
            if TRAILING.contains(&word.as_str()) {
                return opens && begins_sentence(next.of(text));
            }
            opens
        }
        _ => false,
    }
}

/// Words that, capitalised after a point, begin a sentence rather than go on with a name.
fn begins_sentence(word: &str) -> bool {
    static OPENERS: Words<128> = Words::new(&[
        "The",
        "A",
        "An",
        "He",
        "She",
        "It",
        "They",
        "We",
        "I",
        "In",
        "On",
        "At",
        "But",
        "And",
        "This",
        "That",
        "These",
        "Those",
        "There",
        "His",
        "Her",
        "Its",
        "Their",
        "Our",
        "As",
        "For",
        "If",
        "When",
        "While",
        "After",
        "Before",
        "However",
        "Mr",
        "Mrs",
        "Ms",
        "According",
        "Since",
        "With",
        "By",
        "To",
        "No",
        "Not",
        "What",
        "Why",
        "How",
        "Who",
        "Under",
        "During",
        "Some",
        "Many",
        "All",
        "Both",
    ]);
    OPENERS.has(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::tokenize;

    fn cut(text: &str) -> Vec<&str> {
        let t = tokenize(text);
        split(text, &t).iter().map(|&(a, b)| &text[t[a as usize].start as usize..t[b as usize - 1].end as usize]).collect()
    }

    #[test]
    fn ends() {
        for (text, n) in [
            ("He came. She went.", 2),
            ("Mr. Norov met Gen. N. P. Patrushev. They spoke.", 2),
            ("The U.S. Army came. It left.", 2),
            ("He lives in the U.S. He works.", 2),
            ("“It is over.” The men left.", 2),
            ("Heading without point\n\nText of it.", 2),
            ("A line of running text that is wrapped because it is\nfull goes on here.", 1),
            ("Short heading\nThe text.", 2),
            ("It rose 3.5 per cent in Jan. 2019 and fell.", 1),
            ("- one\n- two\n- three", 3),
        ] {
            assert_eq!(cut(text).len(), n, "{text:?} -> {:?}", cut(text));
        }
    }
}
