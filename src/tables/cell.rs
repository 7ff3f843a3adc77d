//! Cells: how text and numbers are written.
//!
//! In: strings and numbers. Out: cells as RFC 4180 has them, put behind each other in memory. A row can only hold a string
//! of somebody else's through [`Style::text`], so that no text cell can miss the guard of `--spreadsheet-safe`.

use crate::text::line::one_line;
use std::borrow::Cow;
use std::ops::Range;

/// How the CSV files are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Style {
    /// Text that a spreadsheet would take for a formula gets a `'` before it.
    pub spreadsheet_safe: bool,
    /// Every CSV starts with a byte order mark.
    pub bom: bool,
}

impl Style {
    /// A text cell.
    ///
    /// OWASP's list of first characters that start a formula: `= + - @ TAB CR`.
    pub fn text<'a>(&self, text: impl Into<Cow<'a, str>>) -> Text<'a> {
        let text = text.into();
        if self.spreadsheet_safe && text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            Text(format!("'{text}").into())
        } else {
            Text(text)
        }
    }
}

/// A value that is written as one cell.
pub trait Cell {
    /// Write it.
    fn write(&self, out: &mut Vec<u8>);
}

/// A text cell; made by [`Style::text`] only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text<'a>(Cow<'a, str>);

impl Cell for Text<'_> {
    fn write(&self, out: &mut Vec<u8>) {
        text(&self.0, out);
    }
}

/// A word of our own: of a closed list, or of letters and digits alone.
impl Cell for &str {
    fn write(&self, out: &mut Vec<u8>) {
        text(self, out);
    }
}

/// Text, in quotes where it needs them. (A loop over bytes: a cell is short.)
fn text(text: &str, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    if !bytes.iter().any(|b| matches!(b, b',' | b'"' | b'\n' | b'\r')) {
        out.extend_from_slice(bytes);
        return;
    }
    out.push(b'"');
    for part in bytes.split_inclusive(|b| *b == b'"') {
        out.extend_from_slice(part);
        if part.ends_with(b"\"") {
            out.push(b'"');
        }
    }
    out.push(b'"');
}

impl Cell for usize {
    fn write(&self, out: &mut Vec<u8>) {
        (*self as u64).write(out);
    }
}

impl Cell for u64 {
    fn write(&self, out: &mut Vec<u8>) {
        let mut digits = [0; 20]; // of the largest
        let (mut rest, mut at) = (*self, digits.len());
        loop {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        out.extend_from_slice(&digits[at..]);
    }
}

/// Nothing is an empty cell.
impl<C: Cell> Cell for Option<C> {
    fn write(&self, out: &mut Vec<u8>) {
        if let Some(cell) = self {
            cell.write(out);
        }
    }
}

/// A number with decimals, or an empty cell; never guarded, a minus is a minus.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Decimal {
    /// In hundredths, from 0 to 100.
    Confidence(u8),
    /// In degrees.
    Degrees(f64),
}

impl Decimal {
    /// A confidence: always two decimals, within 0.00 and 1.00.
    pub fn confidence(value: f32) -> Self {
        let value = if value.is_finite() { f64::from(value.clamp(0.0, 1.0)) } else { 0.0 };
        Decimal::Confidence((value * 100.0).round_ties_even() as u8)
    }
}

impl Cell for Decimal {
    fn write(&self, out: &mut Vec<u8>) {
        match *self {
            Decimal::Confidence(hundredths) => {
                let (whole, rest) = (hundredths / 100, hundredths % 100);
                out.extend([b'0' + whole, b'.', b'0' + rest / 10, b'0' + rest % 10]);
            }
            // up to five decimals (about a metre, as GeoNames gives them) and no zeros at the end
            Decimal::Degrees(value) if value.is_finite() => {
                let text = format!("{value:.5}");
                let text = text.trim_end_matches('0').trim_end_matches('.');
                out.extend_from_slice(if text == "-0" { "0" } else { text }.as_bytes());
            }
            Decimal::Degrees(_) => {}
        }
    }
}

/// A cell that holds a list: items on one line each, joined by ` | `. A bar inside an item would tear it in
/// two, so it is written as `¦`.
pub fn list<'a>(items: impl IntoIterator<Item = &'a str>) -> String {
    let items: Vec<String> = items.into_iter().map(|i| one_line(i).replace('|', "¦")).filter(|i| !i.is_empty()).collect();
    items.join(" | ")
}

/// A row of a table, or a part of one; see `rows.rs`.
pub trait Row {
    /// Write its cells with commas between them.
    fn write(&self, out: &mut Vec<u8>);
}

/// CSV in memory: rows are written one after the other and found again by their ranges.
#[derive(Debug, Default)]
pub struct Lines(Vec<u8>);

impl Lines {
    /// No rows.
    pub fn new() -> Self {
        Lines::default()
    }

    /// Write a row; its range in the bytes of [`Lines::into_bytes`] does not hold the line end.
    pub fn put(&mut self, row: &impl Row) -> Range<usize> {
        let start = self.0.len();
        row.write(&mut self.0);
        self.0.push(b'\n');
        start..self.0.len() - 1
    }

    /// All rows.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn written(cell: impl Cell) -> String {
        let mut out = Vec::new();
        cell.write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_are_short_and_never_scientific() {
        for (value, want) in [(12.5, "12.5"), (-0.000001, "0"), (43.0, "43"), (-33.868820, "-33.86882"), (0.1 + 0.2, "0.3"), (f64::NAN, "")]
        {
            assert_eq!(written(Decimal::Degrees(value)), want);
        }
        for (value, want) in
            [(0.974, "0.97"), (7.0, "1.00"), (-1.0, "0.00"), (f32::NAN, "0.00"), (0.09, "0.09"), (0.994, "0.99"), (1.0, "1.00")]
        {
            assert_eq!(written(Decimal::confidence(value)), want);
        }
        for value in 0..=100_000_u32 {
            let value = value as f32 / 100_000.0;
            assert_eq!(written(Decimal::confidence(value)), format!("{value:.2}"));
        }
        for number in [0, 7, 10, 1_691_468, u64::MAX] {
            assert_eq!(written(number), number.to_string());
        }
        assert_eq!((written(Some(3_usize)), written(None::<usize>)), ("3".to_owned(), String::new()));
    }

    #[test]
    fn only_text_that_starts_a_formula_is_guarded() {
        let safe = Style { spreadsheet_safe: true, bom: false };
        for (text, want) in [("=1+1", "'=1+1"), ("-3", "'-3"), ("\tx", "'\tx"), ("\rx", "'\rx"), ("@x", "'@x"), ("a=b", "a=b"), ("", "")] {
            assert_eq!(safe.text(text), Text(want.into()));
            assert_eq!(Style::default().text(text), Text(text.into()));
        }
    }

    #[test]
    fn lists_can_be_split_again() {
        assert_eq!(list(["U.N.", "United\n Nations", "a | b", " "]), "U.N. | United Nations | a ¦ b");
    }

    /// What another writer of CSV makes of the same text.
    #[test]
    fn quotes_are_where_they_are_needed() {
        for text in
            ["", "a", "a b", "a,b", "\"", "a\"", "\"a\" b", "a\nb", "a\r", ",\",\"\n", "\u{feff}é", "a\tb", "'=1", " a ", "#", "a;b"]
        {
            let mut theirs = csv::Writer::from_writer(Vec::new());
            theirs.write_record([text, "x"]).unwrap();
            let theirs = String::from_utf8(theirs.into_inner().unwrap()).unwrap();
            assert_eq!(format!("{},x\n", written(Style::default().text(text))), theirs);
        }
    }

    #[test]
    fn lines_are_found_by_their_ranges() {
        struct Two(&'static str, usize);
        impl Row for Two {
            fn write(&self, out: &mut Vec<u8>) {
                Cell::write(&self.0, out);
                out.push(b',');
                self.1.write(out);
            }
        }
        let mut lines = Lines::new();
        let ranges = [lines.put(&Two("b\n\"c\"", 1)), lines.put(&Two("", 3))];
        let bytes = lines.into_bytes();
        let found: Vec<&str> = ranges.into_iter().map(|r| std::str::from_utf8(&bytes[r]).unwrap()).collect();
        assert_eq!(found, ["\"b\n\"\"c\"\"\",1", ",3"]);
    }
}
