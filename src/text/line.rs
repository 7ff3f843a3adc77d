//! One line: names and messages without the white space of the page they stood on.
//!
//! In: any text. Out: the same on one line.

use super::token::is_invisible;

/// Text on one line: every run of white space and control characters becomes one space, the ends are cut.
pub fn one_line(text: &str) -> String {
    squeeze(text.trim_matches(|c: char| c.is_whitespace() || c.is_control()))
}

/// Every run of white space and control characters becomes one space.
pub fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // most texts are on one line already, with one space between the words
    let plain = |w: &[u8]| w[0] > b' ' && w[0] < 0x7f || w[0] == b' ' && w.get(1).is_none_or(|n| *n > b' ');
    if text.as_bytes().windows(2).all(plain) && text.as_bytes().last().is_none_or(|b| (b' '..0x7f).contains(b)) {
        out.push_str(text);
        return out;
    }
    let mut gap = false;
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            if !gap {
                out.push(' ');
            }
            gap = true;
        } else {
            out.push(c);
            gap = false;
        }
    }
    out
}

/// A name on one line, without the characters that a reader does not see (soft hyphens, zero-width spaces).
pub fn name_line(text: &str) -> String {
    if text.is_ascii() {
        return one_line(text); // none of them is ASCII
    }
    one_line(&text.chars().filter(|c| !is_invisible(*c)).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_white_space_become_one_space() {
        assert_eq!(squeeze(" a\r\n\u{a0}\u{2028}b\0c "), " a b c ");
        assert_eq!(name_line("Secu\u{ad}rity\u{a0}Coun\u{200b}cil "), "Security Council");
        assert_eq!(one_line("\n Parliamentary\n   Assembly\t"), "Parliamentary Assembly");
    }
}
