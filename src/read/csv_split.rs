//! Cutting a CSV file into records without loading it. In: lines; out: the raw bytes of one record after the other
//! (a quoted cell may hold line ends), to be parsed elsewhere, on any thread.
//!
//! Strict where leniency would alter text: a quote inside a quoted cell must be doubled, and after a closing quote
//! comes a separator or the line's end. A record that breaks this is reported, and reading goes on at the line after
//! the one the record started on, so that one stray quote never swallows the rest of the file.

use std::io::{self, BufRead};

use super::line_source::{Content, Line, LineSource};

/// Bytes of lines that may be read a second time after a broken record, for a whole file. A real file with stray
/// quotes re-reads a few lines each; only one made to be nasty comes near.
const REREAD_BUDGET: u64 = 1 << 30;

/// One record or what stands in its place.
#[derive(Debug, PartialEq, Eq)]
pub enum Cut {
    /// Its bytes without the last line end.
    Record(Vec<u8>),
    /// Its quotes are broken.
    Broken {
        /// Bytes of its first line.
        bytes: Vec<u8>,
        /// Line of the fault.
        line: usize,
        /// Column of the fault in bytes, from 1.
        column: usize,
        /// What was met and expected there.
        message: &'static str,
    },
    /// Longer than the limit, in bytes.
    TooLong(u64),
    /// The file breaks so often that the rest is not read.
    GivenUp,
}

/// Reads record after record.
pub struct CsvSplitter<R> {
    lines: LineSource<R>,
    delimiter: u8,
    terminator: u8,
    limit: usize,
    reread: u64,
    done: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    CellStart,
    Plain,
    Quoted,
    QuoteInQuoted,
}

impl<R: BufRead> CsvSplitter<R> {
    /// Records of `reader`.
    pub fn new(reader: R, delimiter: u8, terminator: u8, limit: usize) -> Self {
        CsvSplitter { lines: LineSource::new(reader, terminator, limit), delimiter, terminator, limit, reread: 0, done: false }
    }

    /// Line that was last read.
    pub fn lines_read(&self) -> usize {
        self.lines.lines_read()
    }

    /// The next record and the line it starts on; lines that are empty are no records.
    pub fn next_record(&mut self) -> io::Result<Option<(usize, Cut)>> {
        loop {
            let first = match self.lines.next_line()? {
                Some(line) if !self.done => line,
                _ => return Ok(None),
            };
            let number = first.number;
            match &first.content {
                Content::Bytes(bytes) if self.trim(bytes).is_empty() => {}
                Content::Bytes(_) => return self.assemble(first).map(|cut| Some((number, cut))),
                Content::TooLong(length) => return Ok(Some((number, Cut::TooLong(*length)))),
            }
        }
    }

    fn trim<'a>(&self, bytes: &'a [u8]) -> &'a [u8] {
        let bytes = bytes.strip_suffix(&[self.terminator]).unwrap_or(bytes);
        bytes.strip_suffix(b"\r").unwrap_or(bytes)
    }

    /// Add lines to the first until its quotes are balanced.
    fn assemble(&mut self, first: Line) -> io::Result<Cut> {
        let mut lines = vec![first];
        let mut state = State::CellStart;
        let mut opened = (0, 0);
        let mut length = 0;
        loop {
            let Some(Line { number, content: Content::Bytes(bytes) }) = lines.last() else {
                // A line over the limit inside a quoted cell: the cell is, too.
                return Ok(self.break_off(lines, opened, "a quoted cell is opened here and not closed within --max-document-bytes"));
            };
            length += bytes.len();
            if length > self.limit {
                return Ok(self.break_off(lines, opened, "a quoted cell is opened here and not closed within --max-document-bytes"));
            }
            let body = self.trim(bytes);
            let mut i = 0;
            while i < body.len() {
                // Nearly all bytes are inside a cell, where only one byte matters: jump to it.
                let skip = match state {
                    State::Quoted => memchr::memchr(b'"', &body[i..]),
                    State::Plain => memchr::memchr(self.delimiter, &body[i..]),
                    State::CellStart | State::QuoteInQuoted => Some(0),
                };
                let Some(skip) = skip else { break };
                i += skip;
                state = match (state, body[i]) {
                    (State::Quoted, _) => State::QuoteInQuoted,
                    (State::QuoteInQuoted, b'"') => State::Quoted,
                    (State::CellStart, b'"') => {
                        opened = (*number, i + 1);
                        State::Quoted
                    }
                    (_, byte) if byte == self.delimiter => State::CellStart,
                    (State::QuoteInQuoted, _) => {
                        let fault = (*number, i);
                        let message =
                            "a quote stands inside a quoted cell; expected it doubled (\"\"), or a separator or the line's end after it";
                        return Ok(self.break_off(lines, fault, message));
                    }
                    (_, _) => State::Plain,
                };
                i += 1;
            }
            if state != State::Quoted {
                return Ok(Cut::Record(self.join(&lines)));
            }
            match self.lines.next_line()? {
                Some(line) => lines.push(line),
                None => {
                    return Ok(self.break_off(lines, opened, "a quoted cell is opened here and never closed; expected a closing quote"));
                }
            }
        }
    }

    fn join(&self, lines: &[Line]) -> Vec<u8> {
        let mut record = Vec::new();
        for line in lines {
            if let Content::Bytes(bytes) = &line.content {
                record.extend_from_slice(bytes);
            }
        }
        let length = self.trim(&record).len();
        record.truncate(length);
        record
    }

    /// Report the first line as broken and hand the others back.
    fn break_off(&mut self, mut lines: Vec<Line>, (line, column): (usize, usize), message: &'static str) -> Cut {
        let rest = lines.split_off(1);
        let again: u64 = rest
            .iter()
            .map(|l| match &l.content {
                Content::Bytes(b) => b.len() as u64,
                Content::TooLong(_) => 0,
            })
            .sum();
        self.reread += again;
        if self.reread > REREAD_BUDGET {
            self.done = true;
            return Cut::GivenUp;
        }
        self.lines.give_back(rest.into_iter());
        Cut::Broken { bytes: self.join(&lines), line, column, message }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(input: &str) -> Vec<String> {
        let mut splitter = CsvSplitter::new(input.as_bytes(), b',', b'\n', 60);
        std::iter::from_fn(|| splitter.next_record().ok().flatten())
            .map(|(line, cut)| match cut {
                Cut::Record(bytes) => format!("{line} {}", String::from_utf8_lossy(&bytes)),
                Cut::Broken { line: at, column, message, .. } => format!("{line} broken {at}:{column} {}", &message[..20]),
                Cut::TooLong(n) => format!("{line} long {n}"),
                Cut::GivenUp => "given up".into(),
            })
            .collect()
    }

    #[test]
    fn records() {
        assert_eq!(cut("a,b\r\n\r\n1,\"x\r\ny\"\"z\"\n2,\"\"\n"), ["1 a,b", "3 1,\"x\r\ny\"\"z\"", "5 2,\"\""]);
        assert_eq!(cut("a,5\" gun,b"), ["1 a,5\" gun,b"], "a quote in a plain cell is a character");
        assert_eq!(cut(""), Vec::<String>::new());
    }

    #[test]
    fn a_stray_quote_costs_one_line() {
        assert_eq!(cut("1,\"open\n2,\"fine\"\n3,c\n"), ["1 broken 2:3 a quote stands insid", "2 2,\"fine\"", "3 3,c"]);
        assert_eq!(cut("1,\"open\n2,b\n"), ["1 broken 1:3 a quoted cell is ope", "2 2,b"]);
        assert_eq!(cut("1,\"he said \"no\" twice\"\n2,b"), ["1 broken 1:12 a quote stands insid", "2 2,b"]);
    }

    #[test]
    fn over_the_limit() {
        let long = "x".repeat(61);
        assert_eq!(cut(&format!("{long}\n2,b\n")), ["1 long 62", "2 2,b"]);
        assert_eq!(
            cut(&format!("1,\"{}\n{}\"\n2,b\n", &long[..40], &long[..40])),
            ["1 broken 1:3 a quoted cell is ope", &format!("2 {}\"", &long[..40]), "3 2,b"]
        );
    }
}
