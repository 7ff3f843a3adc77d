//! Positions: byte offsets become code points, lines and columns, and a mention gets its context.
//!
//! In: a text and the byte offsets that matter, in order. Out: one [`Position`] each. The text is walked once,
//! however many offsets there are, so that 100 MB on one line cost one pass.

use crate::text::line::squeeze;

/// Context of a mention in code points on each side.
pub const CONTEXT: usize = 40; // the contract's; enough to see a title before a name or a verb after it

/// Where an offset lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Code points before it.
    pub chars: usize,
    /// Line, from 1. A line ends at LF, CRLF or CR; U+2028 and U+0085 are text.
    pub line: usize,
    /// Code points from the start of the line, from 1.
    pub column: usize,
}

/// The positions of `offsets`, which must be in order, at character boundaries and within the text.
pub fn measure(text: &str, offsets: impl IntoIterator<Item = usize>) -> Vec<Position> {
    let bytes = text.as_bytes();
    let (mut at, mut chars, mut line, mut line_start) = (0, 0, 1, 0);
    offsets
        .into_iter()
        .map(|offset| {
            while at < offset.min(bytes.len()) {
                let byte = bytes[at];
                at += 1;
                // Bytes 10xxxxxx continue a character.
                chars += usize::from(byte & 0b1100_0000 != 0b1000_0000);
                if byte == b'\n' || (byte == b'\r' && bytes.get(at) != Some(&b'\n')) {
                    line += 1;
                    line_start = chars;
                }
            }
            Position { chars, line, column: chars - line_start + 1 }
        })
        .collect()
}

/// Up to [`CONTEXT`] code points before byte `start`, on one line. White space next to the mention is kept as
/// one space, so that before + text + after reads as the sentence does.
pub fn before(text: &str, start: usize) -> String {
    let head = &text[..start];
    // plain letters need no walk back from character to character
    let near = start.saturating_sub(CONTEXT);
    if text.as_bytes()[near..start].is_ascii() {
        return squeeze(&text[near..start]).trim_start().to_string();
    }
    let from = head.char_indices().rev().take(CONTEXT).last().map_or(start, |(i, _)| i);
    squeeze(&head[from..]).trim_start().to_string()
}

/// Up to [`CONTEXT`] code points after byte `end`, on one line.
pub fn after(text: &str, end: usize) -> String {
    let tail = &text[end..];
    let near = tail.len().min(CONTEXT);
    if tail.as_bytes()[..near].is_ascii() {
        return squeeze(&tail[..near]).trim_end().to_string();
    }
    let to = tail.char_indices().nth(CONTEXT).map_or(tail.len(), |(i, _)| i);
    squeeze(&tail[..to]).trim_end().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_counts_once() {
        let text = "a\nb\r\nc\rd\u{2028}e\r\r\nf";
        let seen: Vec<(char, usize, usize)> = text
            .char_indices()
            .zip(measure(text, text.char_indices().map(|(i, _)| i)))
            .filter(|((_, c), _)| c.is_alphabetic())
            .map(|((_, c), p)| (c, p.line, p.column))
            .collect();
        assert_eq!(seen, [('a', 1, 1), ('b', 2, 1), ('c', 3, 1), ('d', 4, 1), ('e', 4, 3), ('f', 6, 1)]);
    }

    #[test]
    fn columns_count_code_points() {
        let text = "né 𝔸 x";
        assert_eq!(measure(text, [text.len() - 1]), [Position { chars: 5, line: 1, column: 6 }]);
    }

    #[test]
    fn context_is_one_line_and_never_longer() {
        let text = format!("{}\r\n\u{a0} the Hon.\u{2028}NAME,\n\tsaid{}", "x".repeat(60), "é".repeat(60));
        let start = text.find("NAME").unwrap_or(0);
        assert_eq!(before(&text, start), format!("{} the Hon. ", "x".repeat(27)));
        assert_eq!(after(&text, start + 4), format!(", said{}", "é".repeat(33)));
        assert_eq!((before(&text, 0), after(&text, text.len())), (String::new(), String::new()));
    }
}
