//! The meaning of a CSV file's header and rows. In: raw records; out: [`Layout`] (which column is what, for the
//! whole file) and the fields of one row.

use super::{Error, ReadOptions};

/// Which cell of a row holds what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Names of all columns.
    pub columns: Vec<String>,
    /// Separator of cells.
    pub delimiter: u8,
    /// Cell of the text.
    pub text: usize,
    /// Cell of the id.
    pub id: Option<usize>,
    /// Cell of the title.
    pub title: Option<usize>,
    /// Cell of the publication date.
    pub published: Option<usize>,
    /// Cell of the publisher's host name.
    pub domain: Option<usize>,
}

/// What a row says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    /// Id, empty if there is none.
    pub id: String,
    /// Text.
    pub text: String,
    /// Title, empty if there is none.
    pub title: String,
    /// Publication date as written, empty if there is none.
    pub published: String,
    /// Publisher's host name or the page's address as written, empty if there is none.
    pub domain: String,
    /// Line ends in the cells before the text.
    pub lines_before_text: usize,
}

/// Read a header. `path` and `line` say where it stands.
pub fn layout(header: &str, delimiter: u8, options: &ReadOptions, path: &str, line: usize) -> Result<Layout, Error> {
    let columns = cells(header, delimiter);
    let find = |name: &str| columns.iter().position(|c| c == name);
    let missing = |name: &str, flag: &str| {
        let found = columns.iter().map(|c| format!("`{c}`")).collect::<Vec<_>>().join(", ");
        let mend = match other_delimiter(header, delimiter, name) {
            Some((other, word)) => format!("the cells look separated by {word}: say so with --delimiter '{other}'"),
            None => format!("name the column with {flag}"),
        };
        Error::at(path, line, format!("no column is called `{name}`; the columns are {found}; {mend}"))
    };
    let text = find(options.text()).ok_or_else(|| missing(options.text(), "--text-field NAME"))?;
    // A column that was asked for must be there; one that is only our default may be missing.
    let optional = |name: &str, asked: bool, flag: &str| match find(name) {
        None if asked => Err(missing(name, flag)),
        found => Ok(found),
    };
    let id = optional(options.id(), options.id_field.is_some(), "--id-field NAME")?;
    let title = optional(options.title(), options.title_field.is_some(), "--title-field NAME")?;
    let published = optional(options.published(), options.published_field.is_some(), "--published-field NAME")?;
    let domain = optional(options.domain(), options.domain_field.is_some(), "--domain-field NAME")?;
    Ok(Layout { columns, delimiter, text, id, title, published, domain })
}

/// A separator with which the header would hold the column that is missing.
fn other_delimiter(header: &str, delimiter: u8, name: &str) -> Option<(&'static str, &'static str)> {
    [(b';', ";", "semicolons"), (b'\t', "\\t", "tabs"), (b',', ",", "commas"), (b'|', "|", "bars")]
        .into_iter()
        .find(|(other, _, _)| *other != delimiter && cells(header, *other).iter().any(|c| c == name))
        .map(|(_, shown, word)| (shown, word))
}

/// Read a row. `Err`: the cell, from 1, and what is wrong.
pub fn row(record: &str, layout: &Layout) -> Result<Fields, (usize, String)> {
    let mut cells = cells(record, layout.delimiter);
    let wanted = layout.columns.len();
    // Spreadsheets leave empty cells behind at the right; they are no fault.
    while cells.len() > wanted && cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    if cells.len() != wanted {
        let at = cells.len().min(wanted) + 1;
        let few_or_many = if cells.len() < wanted { "add the missing ones" } else { "quote a cell that holds a separator" };
        return Err((
            at,
            format!("cells in the row: {}, in the header: {wanted} ({}); {few_or_many}", cells.len(), layout.columns.join(", ")),
        ));
    }
    let lines_before_text = cells[..layout.text].iter().map(|c| memchr::memchr_iter(b'\n', c.as_bytes()).count()).sum();
    let mut take = |cell: Option<usize>| cell.map(|i| std::mem::take(&mut cells[i])).unwrap_or_default();
    let (id, title, published) = (take(layout.id), take(layout.title), take(layout.published));
    let domain = take(layout.domain);
    let text = take(Some(layout.text));
    Ok(Fields { id, text, title, published, domain, lines_before_text })
}

/// The cells of one record, which holds no line end outside quotes.
fn cells(record: &str, delimiter: u8) -> Vec<String> {
    // The csv crate takes a mark at the start for the file's; here it is a character of the first cell.
    let kept;
    let record = if record.starts_with('\u{feff}') {
        kept = format!("\u{feff}{record}");
        kept.as_str()
    } else {
        record
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        // The record is cut already: a CR inside a plain cell is a character of it.
        .terminator(csv::Terminator::Any(b'\n'))
        .buffer_capacity(record.len().clamp(64, 64 << 10))
        .from_reader(record.as_bytes());
    let mut cells = csv::StringRecord::new();
    match reader.read_record(&mut cells) {
        Ok(true) => cells.iter().map(str::to_owned).collect(),
        Ok(false) | Err(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_and_a_row() {
        let layout = layout("published,id,text,domain", b',', &ReadOptions::default(), "a.csv", 1);
        let Ok(layout) = layout else { panic!("{layout:?}") };
        assert_eq!((layout.text, layout.id, layout.title, layout.published, layout.domain), (2, Some(1), None, Some(0), Some(3)));
        let fields = row("2019-10-16,\"a\nb\",\"He said \"\"no\"\"\r\nand left\",example.org,", &layout);
        let want = Fields {
            id: "a\nb".into(),
            text: "He said \"no\"\r\nand left".into(),
            published: "2019-10-16".into(),
            title: String::new(),
            domain: "example.org".into(),
            lines_before_text: 1,
        };
        assert_eq!(fields, Ok(want));
        assert_eq!(
            row("1,2", &layout),
            Err((3, "cells in the row: 2, in the header: 4 (published, id, text, domain); add the missing ones".into()))
        );
        assert_eq!(
            row("1,2,3,4,5", &layout),
            Err((5, "cells in the row: 5, in the header: 4 (published, id, text, domain); quote a cell that holds a separator".into()))
        );
    }

    #[test]
    fn a_column_that_is_not_there() {
        let met = |header: &str, options: &ReadOptions| layout(header, b',', options, "p/a.csv", 1).map(|_| ()).map_err(|e| e.to_string());
        assert_eq!(
            met("id,body", &ReadOptions::default()),
            Err("p/a.csv:1: no column is called `text`; the columns are `id`, `body`; name the column with --text-field NAME".into())
        );
        assert_eq!(
            met("id;text", &ReadOptions::default()),
            Err("p/a.csv:1: no column is called `text`; the columns are `id;text`; the cells look separated by semicolons: say so with --delimiter ';'".into())
        );
        let options = ReadOptions { id_field: Some("nr".into()), ..ReadOptions::default() };
        assert_eq!(
            met("id,text", &options),
            Err("p/a.csv:1: no column is called `nr`; the columns are `id`, `text`; name the column with --id-field NAME".into())
        );
    }
}
