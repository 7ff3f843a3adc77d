//! Lines of a container file, of bounded length. In: a reader; out: lines with their numbers, which can be handed
//! back to be read again (a CSV field whose quote is never closed).

use std::collections::VecDeque;
use std::io::{self, BufRead};

/// One line without interpretation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number from 1.
    pub number: usize,
    /// Its bytes with the terminator, or only how many they were when over the limit.
    pub content: Content,
}

/// What a line holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// The bytes, terminator included.
    Bytes(Vec<u8>),
    /// The line is longer than the limit: its length in bytes. It was read over, not kept.
    TooLong(u64),
}

/// Reads line by line, holding one.
pub struct LineSource<R> {
    reader: R,
    terminator: u8,
    limit: usize,
    read: usize,
    returned: VecDeque<Line>,
}

impl<R: BufRead> LineSource<R> {
    /// Lines of `reader` that end at `terminator`, kept if not longer than `limit` bytes.
    pub fn new(reader: R, terminator: u8, limit: usize) -> Self {
        LineSource { reader, terminator, limit, read: 0, returned: VecDeque::new() }
    }

    /// The next line; `None` at the end.
    pub fn next_line(&mut self) -> io::Result<Option<Line>> {
        if let Some(line) = self.returned.pop_front() {
            return Ok(Some(line));
        }
        let mut bytes: Vec<u8> = Vec::new();
        let mut length = 0_u64;
        loop {
            let chunk = match self.reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            if chunk.is_empty() {
                break;
            }
            let end = memchr::memchr(self.terminator, chunk);
            let taken = end.map_or(chunk.len(), |i| i + 1);
            length += taken as u64;
            if length <= self.limit as u64 {
                bytes.extend_from_slice(&chunk[..taken]);
            } else {
                bytes = Vec::new();
            }
            self.reader.consume(taken);
            if end.is_some() {
                break;
            }
        }
        if length == 0 {
            return Ok(None);
        }
        self.read += 1;
        let content = if length <= self.limit as u64 { Content::Bytes(bytes) } else { Content::TooLong(length) };
        Ok(Some(Line { number: self.read, content }))
    }

    /// Number of the line that was last read from the reader, 0 before the first.
    pub fn lines_read(&self) -> usize {
        self.read
    }

    /// Hand lines back, in order, to be the next ones read.
    pub fn give_back(&mut self, lines: impl DoubleEndedIterator<Item = Line>) {
        for line in lines.rev() {
            self.returned.push_front(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(input: &[u8], limit: usize) -> Vec<Line> {
        let mut source = LineSource::new(io::BufReader::with_capacity(3, input), b'\n', limit);
        std::iter::from_fn(|| source.next_line().ok().flatten()).collect()
    }

    fn line(number: usize, bytes: &[u8]) -> Line {
        Line { number, content: Content::Bytes(bytes.to_vec()) }
    }

    #[test]
    fn lines() {
        assert_eq!(all(b"ab\r\n\nc", 9), [line(1, b"ab\r\n"), line(2, b"\n"), line(3, b"c")]);
        assert_eq!(all(b"", 9), []);
    }

    #[test]
    fn too_long_ones_are_read_over() {
        assert_eq!(all(b"abcdefgh\nx\n", 4), [Line { number: 1, content: Content::TooLong(9) }, line(2, b"x\n")]);
    }

    #[test]
    fn given_back() {
        let mut source = LineSource::new(&b"a\nb\nc\n"[..], b'\n', 9);
        let (a, b) = (source.next_line(), source.next_line());
        source.give_back([a, b].into_iter().filter_map(|l| l.ok().flatten()));
        assert_eq!(source.next_line().ok().flatten(), Some(line(1, b"a\n")));
        assert_eq!(source.next_line().ok().flatten(), Some(line(2, b"b\n")));
        assert_eq!(source.next_line().ok().flatten(), Some(line(3, b"c\n")));
    }
}
