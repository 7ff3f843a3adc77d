//! Folding: the form in which names are compared.
//!
//! In: a text and its tokens. Out: one folded string for each token that counts. Letters are lower-cased and
//! lose their diacritics; hyphens, white space and invisible characters do not count, so that
//! `Secretary‑General`, `Secretary General` and `secretary general` have one folded form. The given text is
//! never changed: [`Folded`] keeps, for each folded token, the token it came from.

use super::token::{self, Token};
use unicode_normalization::UnicodeNormalization;

/// The folded tokens of a text.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    /// The folded tokens with one space between them.
    pub text: String,
    /// For each folded token: byte offset in `text`, index of the token, hash of the folded token.
    pub words: Vec<FoldedWord>,
}

/// One folded token.
#[derive(Debug, Clone, Copy)]
pub struct FoldedWord {
    /// Byte offset in [`Folded::text`].
    pub start: u32,
    /// Byte offset after the last byte in [`Folded::text`].
    pub end: u32,
    /// Index into the tokens it was made from.
    pub token: u32,
    /// Hash of the folded bytes.
    pub hash: u64,
}

/// Fold one character into `out`.
fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    if token::is_apostrophe(c) {
        out.push('\'');
        return;
    }
    // Letters that do not decompose but are written without their stroke or as two letters elsewhere.
    match c {
        'ß' | 'ẞ' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'ø' | 'Ø' => out.push('o'),
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        'ł' | 'Ł' => out.push('l'),
        'ħ' | 'Ħ' => out.push('h'),
        'þ' | 'Þ' => out.push_str("th"),
        'ı' | 'İ' => out.push('i'),
        'ə' | 'Ə' => out.push('a'),
        '“' | '”' | '„' | '«' | '»' => out.push('"'),
        '—' | '―' | '•' | '·' | '€' | '£' | '°' => out.push(c), // they stand for themselves, and are met often
        _ if token::is_invisible(c) => {}
        _ => {
            for d in std::iter::once(c).nfkd() {
                if !unicode_normalization::char::is_combining_mark(d) {
                    out.extend(d.to_lowercase().filter(|l| !unicode_normalization::char::is_combining_mark(*l)));
                }
            }
        }
    }
}

/// Fold a single word.
pub fn fold_word(word: &str, out: &mut String) {
    for c in word.chars() {
        fold_char(c, out);
    }
}

/// Fold a text whose tokens are known.
pub fn fold(text: &str, tokens: &[Token]) -> Folded {
    let mut out: Vec<u8> = Vec::with_capacity(text.len() + 8);
    let mut words = Vec::with_capacity(tokens.len());
    let mut letters = String::new();
    for (i, t) in tokens.iter().enumerate() {
        if t.shape & Token::HYPHEN != 0 {
            continue;
        }
        if !out.is_empty() {
            out.push(b' ');
        }
        let start = out.len();
        let hash = match short(text.as_bytes(), t) {
            Some(word) => {
                // eight bytes are written in one step, and those that are not the word's taken back
                out.extend_from_slice(&word.to_le_bytes());
                out.truncate(start + t.len());
                hash_short(word, t.len())
            }
            None if t.of(text).is_ascii() => {
                out.extend_from_slice(t.of(text).as_bytes());
                out[start..].make_ascii_lowercase();
                hash(&out[start..])
            }
            None => {
                letters.clear();
                fold_word(t.of(text), &mut letters);
                out.extend_from_slice(letters.as_bytes());
                hash(letters.as_bytes())
            }
        };
        words.push(FoldedWord { start: start as u32, end: out.len() as u32, token: i as u32, hash });
    }
    Folded { text: String::from_utf8(out).unwrap_or_default(), words }
}

/// A token of up to eight plain letters, folded, as the number its bytes make; most tokens are one.
fn short(text: &[u8], token: &Token) -> Option<u64> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let (start, n) = (token.start as usize, token.len());
    let eight = text.get(start..start + 8)?.first_chunk::<8>()?;
    if n > 8 {
        return None;
    }
    let word = u64::from_le_bytes(*eight) & (u64::MAX >> (64 - 8 * n as u32).min(63));
    if word & (ONES << 7) != 0 {
        return None; // a letter beyond ASCII
    }
    // the top bit of each byte: from `A` on, and not beyond `Z`
    let capitals = (word + (0x80 - u64::from(b'A')) * ONES) & !(word + (0x7f - u64::from(b'Z')) * ONES) & (ONES << 7);
    Some(word | capitals >> 2)
}

/// [`hash`] of up to eight bytes, given as the number they make.
fn hash_short(word: u64, n: usize) -> u64 {
    mix(n as u64 ^ GOLDEN, word)
}

/// The golden ratio in 64 bits: spreads neighbouring values.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

fn mix(hash: u64, word: u64) -> u64 {
    let h = (hash ^ word).wrapping_mul(GOLDEN);
    h ^ h >> 29
}

/// The folded form of a phrase: its folded tokens with one space between them.
pub fn fold_phrase(phrase: &str) -> String {
    if phrase.is_ascii() { fold_ascii(phrase) } else { fold(phrase, &token::tokenize(phrase)).text }
}

/// [`fold_phrase`] of plain letters, in one walk: lists and names are asked for by their folded form all the time.
fn fold_ascii(phrase: &str) -> String {
    let mut out = String::with_capacity(phrase.len() + 4);
    let mut inside = false; // the last character belongs to a word that may go on
    for b in phrase.bytes() {
        let counted = b.is_ascii_alphanumeric();
        if b == b'-' || b.is_ascii_whitespace() || b.is_ascii_control() {
            inside = false;
            continue;
        }
        if !(out.is_empty() || counted && inside) {
            out.push(' ');
        }
        out.push(char::from(b.to_ascii_lowercase()));
        inside = counted;
    }
    out
}

/// Is this the folded form of the phrase? Words are compared by their letters alone, not by where they are cut: for
/// what a hash of the words has found.
pub fn folds_to(phrase: &str, folded: &str) -> bool {
    if !phrase.is_ascii() {
        return fold_phrase(phrase) == folded;
    }
    if phrase.eq_ignore_ascii_case(folded) {
        return true; // no hyphens or marks: nearly all of them
    }
    let counted = phrase.bytes().filter(|b| *b != b'-' && !b.is_ascii_whitespace() && !b.is_ascii_control());
    counted.map(|b| b.to_ascii_lowercase()).eq(folded.bytes().filter(|b| *b != b' '))
}

/// Hash of a byte string. Written out here because the build script and the program must agree on it for
/// ever, which no library promises. Multiply-and-shift over eight-byte words; quality is enough for a table
/// whose hits are checked letter by letter.
pub fn hash(bytes: &[u8]) -> u64 {
    let (whole, rest) = bytes.as_chunks::<8>();
    let h = whole.iter().fold(bytes.len() as u64 ^ GOLDEN, |h, word| mix(h, u64::from_le_bytes(*word)));
    if rest.is_empty() {
        return h;
    }
    // the last bytes as the low ones of a word; a loop over seven at the most, for a copy of unknown length is a call
    mix(h, rest.iter().rev().fold(0, |word, b| word << 8 | u64::from(*b)))
}

/// Hash of a phrase from the hash of all but its last token and of that token.
pub fn extend(phrase: u64, word: u64) -> u64 {
    (phrase.rotate_left(23) ^ word).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_case_marks_hyphens_and_spaces() {
        for (a, b) in [
            ("Jürgen  Stock", "jurgen stock"),
            ("Secretary\u{2011}General", "secretary general"),
            ("İSTANBUL", "istanbul"),
            ("Łódź", "lodz"),
            ("e\u{301}lan co\u{ad}op", "elan coop"),
            ("U.S.", "u . s ."),
            ("Sana’a", "sana ' a"),
            ("Straße", "strasse"),
        ] {
            assert_eq!(fold_phrase(a), b, "{a}");
        }
    }

    #[test]
    fn plain_phrases_fold_as_all_do() {
        for phrase in ["U.S. Navy", "a--b - c", "", "-", " x ", "Tab\tand\u{b}more", "(A)B3c-9!", "a\u{1}b", "O'Brien's", "16-17"] {
            let slow = fold(phrase, &token::tokenize(phrase)).text;
            assert_eq!(fold_phrase(phrase), slow, "{phrase:?}");
            assert!(folds_to(phrase, &slow), "{phrase:?}");
        }
        assert!(folds_to("Łódź", "lodz") && !folds_to("Lodz", "lod") && !folds_to("Bank", "tank"));
    }

    #[test]
    fn short_words_fold_as_all_do() {
        let text = "A aZ [@Z`{ ABCDEFGH Abcdefghi Ä Zürich o’O N0rth 12345678 123456789 ~}DEL end";
        let tokens = token::tokenize(text);
        let folded = fold(text, &tokens);
        for w in &folded.words {
            let mut slow = String::new();
            fold_word(tokens[w.token as usize].of(text), &mut slow);
            assert_eq!(&folded.text[w.start as usize..w.end as usize], slow);
            assert_eq!(w.hash, hash(slow.as_bytes()), "{slow}");
        }
        assert_eq!(folded.words.len(), tokens.len());
    }

    #[test]
    fn every_folded_word_knows_its_token() {
        let text = "Armenia-Azerbaijan talks";
        let tokens = token::tokenize(text);
        let f = fold(text, &tokens);
        let back: Vec<&str> = f.words.iter().map(|w| tokens[w.token as usize].of(text)).collect();
        assert_eq!(back, ["Armenia", "Azerbaijan", "talks"]);
        assert!(f.words.iter().all(|w| w.hash == hash(&f.text.as_bytes()[w.start as usize..w.end as usize])));
    }
}
