//! Faults of a list that only its rows together show.

use super::error::{Error, Fault};
use super::manifest::ListSpec;
use super::row::Row;
use rustc_hash::FxHashMap;

/// Check the rows of one list; collects every fault.
pub fn rows(file: &str, spec: &ListSpec, rows: &[Row]) -> Result<(), Error> {
    let mut faults = Vec::new();
    let mut fault = |line: u32, column: usize, message: String| {
        faults.push(Fault { file: file.to_owned(), line: line as usize, column, message });
    };
    let mut ids: FxHashMap<&str, u32> = FxHashMap::default();
    for row in rows {
        if row.type_.is_empty() && spec.type_.is_empty() {
            fault(
                row.line,
                0,
                format!("{:?} has no type; give the list a `type` in gazetteers.toml or the row one in a column \"type\"", row.name),
            );
        }
        if !row.id.is_empty() {
            if let Some(first) = ids.insert(&row.id, row.line) {
                fault(
                    row.line,
                    0,
                    format!("id {:?} stands in line {first} too; ids are unique within a list, merge the rows or rename one", row.id),
                );
            }
            if !row.id.contains('/') || row.id.contains(char::is_whitespace) {
                fault(row.line, 0, format!("id {:?} is not of the form TYPE/SLUG without spaces, e.g. organization/osce", row.id));
            }
        }
        for (what, cell) in [("name", &row.name)].into_iter().chain(row.aliases.iter().map(|a| ("alias", a))) {
            if cell.trim() != cell.as_str() || cell.contains("  ") {
                fault(row.line, 0, format!("{what} {cell:?} has stray spaces; remove them"));
            }
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Error { faults }) }
}
