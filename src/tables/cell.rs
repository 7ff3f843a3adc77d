//! Cells: how text and numbers are written.
//!
//! In: strings and numbers. Out: values that serde and csv write as they stand. A row can only hold a string
//! through [`Style::text`], so that no text cell can miss the guard of `--spreadsheet-safe`.

use crate::text::line::one_line;
use serde::Serialize;
use std::borrow::Cow;
use std::io;
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

/// A text cell; made by [`Style::text`] only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Text<'a>(Cow<'a, str>);

/// A number with a fixed number of decimals, or an empty cell; never guarded, a minus is a minus.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Decimal(String);

impl Decimal {
    /// A confidence: always two decimals, within 0.00 and 1.00.
    pub fn confidence(value: f32) -> Self {
        let value = if value.is_finite() { value.clamp(0.0, 1.0) } else { 0.0 };
        Decimal(format!("{value:.2}"))
    }

    /// Degrees with up to five decimals (about a metre, as GeoNames gives them) and no zeros at the end.
    pub fn degrees(value: f64) -> Self {
        if !value.is_finite() {
            return Decimal::default();
        }
        let text = format!("{value:.5}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        Decimal(if text == "-0" { "0" } else { text }.to_string())
    }
}

/// A cell that holds a list: items on one line each, joined by ` | `. A bar inside an item would tear it in
/// two, so it is written as `¦`.
pub fn list<'a>(items: impl IntoIterator<Item = &'a str>) -> String {
    let items: Vec<String> = items.into_iter().map(|i| one_line(i).replace('|', "¦")).filter(|i| !i.is_empty()).collect();
    items.join(" | ")
}

/// CSV in memory: rows are written one after the other and found again by their ranges.
pub struct Lines(csv::Writer<Vec<u8>>);

impl Lines {
    /// No rows.
    pub fn new() -> Self {
        Lines(csv::WriterBuilder::new().has_headers(false).flexible(true).from_writer(Vec::new()))
    }

    /// Write a row; its range in the bytes of [`Lines::into_bytes`] does not hold the line end.
    pub fn put(&mut self, row: &impl Serialize) -> io::Result<Range<usize>> {
        let start = self.0.get_ref().len();
        self.0.serialize(row)?;
        self.0.flush()?;
        Ok(start..self.0.get_ref().len() - 1)
    }

    /// All rows.
    pub fn into_bytes(self) -> io::Result<Vec<u8>> {
        self.0.into_inner().map_err(|e| io::Error::other(e.to_string()))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_never_scientific() {
        for (value, want) in [(12.5, "12.5"), (-0.000001, "0"), (43.0, "43"), (-33.868820, "-33.86882"), (0.1 + 0.2, "0.3"), (f64::NAN, "")]
        {
            assert_eq!(Decimal::degrees(value), Decimal(want.to_string()));
        }
        assert_eq!(Decimal::confidence(0.974), Decimal("0.97".to_string()));
        assert_eq!(Decimal::confidence(7.0), Decimal("1.00".to_string()));
        assert_eq!(Decimal::confidence(f32::NAN), Decimal("0.00".to_string()));
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

    #[test]
    fn lines_are_found_by_their_ranges() {
        let mut lines = Lines::new();
        let ranges = [lines.put(&("a", "b\n\"c\"")).unwrap(), lines.put(&("", 3)).unwrap()];
        let bytes = lines.into_bytes().unwrap();
        let found: Vec<&str> = ranges.into_iter().map(|r| std::str::from_utf8(&bytes[r]).unwrap()).collect();
        assert_eq!(found, ["a,\"b\n\"\"c\"\"\"", ",3"]);
    }
}
