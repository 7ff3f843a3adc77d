//! From an offset of a document's text back to the line of its source. In: what the readers note while they make
//! the text; out: [`SourceLines::line_of`]. A line ends at LF, as editors and `grep -n` count.

/// Which line of the source each byte offset of a text comes from; lines count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceLines {
    /// The text stands in the source as it is, from this line on (plain text, Markdown, a CSV cell).
    Counted {
        /// Line of the text's first character.
        first: usize,
    },
    /// The whole text stands on one line (a JSONL record).
    Fixed(usize),
    /// The text was made from the source (HTML): (offset, line) pairs with both in ascending order of offset, each
    /// good up to the next.
    Table(Vec<(usize, usize)>),
}

impl Default for SourceLines {
    fn default() -> Self {
        SourceLines::Counted { first: 1 }
    }
}

impl SourceLines {
    /// Line, from 1, of the source that byte `offset` of `text` comes from. An offset past the end is the end's.
    pub fn line_of(&self, text: &str, offset: usize) -> usize {
        match self {
            SourceLines::Counted { first } => {
                let before = &text.as_bytes()[..offset.min(text.len())];
                first + memchr::memchr_iter(b'\n', before).count()
            }
            SourceLines::Fixed(line) => *line,
            SourceLines::Table(table) => match table.partition_point(|&(start, _)| start <= offset) {
                0 => table.first().map_or(1, |&(_, line)| line),
                after => table[after - 1].1,
            },
        }
    }
}

/// The last character boundary at or before a byte offset (the standard library's own came after our minimum Rust).
pub(crate) fn floor_char_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counted_from_the_first_line() {
        let lines = SourceLines::Counted { first: 4 };
        let text = "a\r\nb\u{2028}c\nd";
        assert_eq!([0, 3, 7, 9, 99].map(|o| lines.line_of(text, o)), [4, 5, 5, 6, 6], "U+2028 ends no line of the file");
    }

    #[test]
    fn table() {
        let lines = SourceLines::Table(vec![(0, 3), (10, 7)]);
        assert_eq!([0, 9, 10, 50].map(|o| lines.line_of("", o)), [3, 3, 7, 7]);
        assert_eq!(SourceLines::Table(vec![]).line_of("", 3), 1);
    }
}
