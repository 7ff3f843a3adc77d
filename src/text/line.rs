//! One line: names and messages without the white space of the page they stood on.
//!
//! In: any text. Out: the same on one line.

use super::token::is_invisible;

/// Text on one line: every run of white space and control characters becomes one space, the ends are cut.
pub fn one_line(text: &str) -> String {
    squeeze(text).trim().to_string()
}

/// Every run of white space and control characters becomes one space.
pub fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
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
