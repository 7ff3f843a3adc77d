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

/// The most tokens of a sentence. Rules look for the verb or the year of the same sentence, and a text without a full stop must
/// not cost them its length for each of its words. Of 28,095 sentences of news and releases the longest had 215.
const LONGEST: usize = 512;
/// A sentence that is cut for its length is cut behind a mark among its last tokens, so that no name is.
const LAST: usize = 64;

/// Ranges of token indices, in order and covering every token.
pub fn split(text: &str, tokens: &[Token]) -> Vec<(u32, u32)> {
    let mut out = Vec::new();
    let mut start = 0usize;
    let mut closers = Closers::default();
    for i in 0..tokens.len() {
        let Some(next) = tokens.get(i + 1) else { break };
        if i + 1 - start == LONGEST {
            let mark = (i + 1 - LAST..=i).rev().find(|&k| tokens[k].class == Class::Punct && tokens[k].shape == 0);
            let cut = mark.unwrap_or(i) + 1;
            out.push((start as u32, cut as u32));
            start = cut;
        }
        let (end, after) = (tokens[i].end as usize, next.start as usize);
        // a word and a space, or a word and its comma: nearly every token
        if tokens[i].class != Class::Punct && (after == end || after == end + 1 && text.as_bytes()[end] == b' ') {
            continue;
        }
        let gap = &text[end..after];
        let line_end = gap.contains(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}']);
        let ends = if line_end {
            hard_break(text, tokens, i, gap)
        } else {
            !gap.is_empty() && stops(text, tokens, closers.before(text, tokens, start, i), i)
        };
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
    const WRAP: usize = 45; // letters are wrapped at 60 to 80 columns; a word of up to 15 letters may not fit
    const WIDE: usize = 200; // no line is wrapped there: each is a paragraph
    // How long the line was, as far as it matters: a wrapped line is nearly full, a heading or list item is not.
    let width = text[..end].chars().rev().take_while(|c| !matches!(c, '\n' | '\u{2028}' | '\u{2029}')).take(WIDE + 1).count();
    let next = tokens[i + 1];
    let opener = next.class == Class::Punct && !matches!(next.of(text), "(" | "“" | "\"" | "‘" | "'" | "$" | "€" | "£");
    if opener || matches!(last.of(text), "." | "!" | "?" | ":" | "…" | "”" | ";") {
        // ends a sentence, or begins a bullet; an abbreviation at the end of a full line may still go on
        return !(last.of(text) == "." && width >= WRAP && !stops(text, tokens, i, i));
    }
    width < WRAP && !next.is_lower() || width > WIDE
}

/// Steps back over closing quotes and brackets, over each once however many follow one another.
#[derive(Default)]
struct Closers {
    /// The last token asked for, and what stood before its run.
    last: Option<(usize, usize)>,
}

impl Closers {
    /// The last token at or before `i`, and not before `start`, that is no closing quote or bracket: `… said.” The`.
    fn before(&mut self, text: &str, tokens: &[Token], start: usize, i: usize) -> usize {
        let mut at = i;
        while at > start && tokens[at].class == Class::Punct && matches!(tokens[at].of(text), "”" | "\"" | "’" | "'" | ")" | "]" | "»")
        {
            if let Some((_, before)) = self.last.filter(|&(last, before)| last == at && before >= start) {
                at = before;
                break;
            }
            at -= 1;
        }
        self.last = Some((i, at));
        at
    }
}

/// Does the token `i`, followed by white space, end a sentence? `at` is what stands before it and its like, see [`Closers`].
fn stops(text: &str, tokens: &[Token], at: usize, i: usize) -> bool {
    if tokens[i].class != Class::Punct {
        return false;
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
