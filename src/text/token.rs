//! Tokens: the smallest pieces every later stage counts in.
//!
//! In: a text. Out: [`Token`]s in order, covering everything but white space. A token is a run of letters,
//! digits and marks, or one other character. The rule looks at no neighbours, so a list entry is cut the same
//! way as the text it is to match ("A.P.L." is six tokens in both).

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// Letters, perhaps with digits and marks.
    Word,
    /// Digits only.
    Number,
    /// Any other single character.
    Punct,
}

/// A token. Offsets are bytes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// What it is made of.
    pub class: Class,
    /// Letter case, see the constants.
    pub shape: u8,
}

impl Token {
    /// The first letter is a capital.
    pub const FIRST_UPPER: u8 = 1;
    /// It has a lower-case letter.
    pub const HAS_LOWER: u8 = 2;
    /// It has a capital after the first character.
    pub const INNER_UPPER: u8 = 4;
    /// It has a digit.
    pub const HAS_DIGIT: u8 = 8;
    /// It is a hyphen or dash that joins the parts of a name. The rules ask it so often that it is noted once.
    pub const HYPHEN: u8 = 16;
    /// It is an apostrophe, however typed.
    pub const APOSTROPHE: u8 = 32;

    /// The token's bytes in `text`.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..self.end as usize]
    }

    /// Starts with a capital letter.
    pub fn is_capital(&self) -> bool {
        self.shape & Self::FIRST_UPPER != 0
    }

    /// A word of at least two letters, all capitals.
    pub fn is_upper(&self) -> bool {
        self.shape & (Self::FIRST_UPPER | Self::INNER_UPPER | Self::HAS_LOWER) == Self::FIRST_UPPER | Self::INNER_UPPER
    }

    /// A word without any capital.
    pub fn is_lower(&self) -> bool {
        self.class == Class::Word && self.shape & (Self::FIRST_UPPER | Self::INNER_UPPER) == 0
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    /// Never true for a token the tokeniser made.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }
}

/// Hyphens and dashes that join the parts of a name.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2212}')
}

/// Characters that a reader does not see: soft hyphen, zero-width (non-)joiner and space, word joiner, byte-order
/// mark.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Characters that stand inside a word without being letters.
fn joins(c: char) -> bool {
    is_invisible(c) || unicode_normalization::char::is_combining_mark(c)
}

/// Modifier letters that people type for an apostrophe: one character of their own, like `'`.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | 'ʹ' | 'ˈ')
}

/// What each character of ASCII adds to the shape of a token: 0 for one that belongs to no word.
const PLAIN: [u8; 128] = {
    let mut kinds = [0; 128];
    let mut b = 0;
    while b < 128 {
        let c = b as u8;
        kinds[b] = if c.is_ascii_lowercase() {
            Token::HAS_LOWER
        } else if c.is_ascii_uppercase() {
            Token::INNER_UPPER
        } else if c.is_ascii_digit() {
            Token::HAS_DIGIT
        } else {
            0
        };
        b += 1;
    }
    kinds
};

/// Cut `text` into tokens.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 5 + 4);
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        let b = bytes[i];
        if b == b' ' || b == b'\n' {
            i += 1;
            continue;
        }
        let start = i;
        let (mut letters, mut digits, mut shape) = (false, false, 0u8); // of letters beyond ASCII; the others show in the shape
        while i < bytes.len() {
            let b = bytes[i];
            if b < 0x80 {
                let kind = PLAIN[usize::from(b)];
                if kind == 0 {
                    break;
                }
                shape |= if i == start && kind == Token::INNER_UPPER { Token::FIRST_UPPER } else { kind };
                i += 1;
                continue;
            }
            let c = char_at(text, i);
            if is_apostrophe(c) {
                break;
            }
            if c.is_alphabetic() {
                letters = true;
                if c.is_uppercase() {
                    shape |= if i == start { Token::FIRST_UPPER } else { Token::INNER_UPPER };
                } else if c.is_lowercase() {
                    shape |= Token::HAS_LOWER;
                }
            } else if c.is_numeric() {
                shape |= Token::HAS_DIGIT;
                digits = true;
            } else if !(joins(c) && i > start) {
                break;
            }
            i += c.len_utf8();
        }
        if i > start {
            letters |= shape & (Token::HAS_LOWER | Token::FIRST_UPPER | Token::INNER_UPPER) != 0;
            digits |= shape & Token::HAS_DIGIT != 0;
            let class = if letters { Class::Word } else { Class::Number };
            debug_assert!(letters || digits);
            out.push(Token { start: start as u32, end: i as u32, class, shape });
            continue;
        }
        let c = char_at(text, i);
        i += c.len_utf8();
        if !c.is_whitespace() && !c.is_control() && !joins(c) {
            let hyphen = if is_hyphen(c) { Token::HYPHEN } else { 0 };
            let shape = if is_apostrophe(c) { Token::APOSTROPHE } else { hyphen };
            out.push(Token { start: start as u32, end: i as u32, class: Class::Punct, shape });
        }
    }
    out
}

fn char_at(text: &str, i: usize) -> char {
    text[i..].chars().next().unwrap_or(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        tokenize(text).iter().map(|t| t.of(text)).collect()
    }

    #[test]
    fn words_numbers_marks() {
        assert_eq!(cut("Mr. N.P. Patrushev’s 16-17"), ["Mr", ".", "N", ".", "P", ".", "Patrushev", "’", "s", "16", "-", "17"]);
        assert_eq!(cut("a\u{a0}b\u{2009}c\r\nd"), ["a", "b", "c", "d"]);
        assert_eq!(cut("co\u{ad}operation İstanbul e\u{301}"), ["co\u{ad}operation", "İstanbul", "e\u{301}"]);
        assert_eq!(cut("187th AK-47"), ["187th", "AK", "-", "47"]);
    }

    #[test]
    fn shapes() {
        let t = |s: &str| tokenize(s)[0];
        assert!(t("OSCE").is_upper() && !t("Osce").is_upper() && !t("O").is_upper());
        assert!(t("Élan").is_capital() && t("élan").is_lower() && !t("iPhone").is_capital());
    }
}
