//! Faults of a list that only its rows together show.

use super::error::Fault;
use super::manifest::ListSpec;
use super::row::Row;
use rustc_hash::FxHashMap;

/// Every fault of one list that makes it unusable.
pub fn faults(file: &str, spec: &ListSpec, rows: &[Row]) -> Vec<Fault> {
    piece(file, spec, rows, &mut Ids::default())
}

/// Ids of a list with their lines: a hundred and twenty-eight bits of BLAKE3 each, so that a million of them are no burden.
pub type Ids = FxHashMap<[u8; 16], u32>;

/// The same for some rows of a list; `ids` are those of the rows before.
pub fn piece(file: &str, spec: &ListSpec, rows: &[Row], ids: &mut Ids) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fault = |code: &'static str, line: u32, message: String, mend: &str| {
        faults.push(Fault { code, file: file.to_owned(), line: line as usize, column: 0, message, mend: mend.to_owned() });
    };
    for row in rows {
        if row.type_.is_empty() && spec.type_.is_empty() {
            let mend = "give the list a `type` in gazetteers.toml or the row one in a column \"type\"";
            fault("no-type", row.line, format!("{:?} has no type", row.name), mend);
        }
        if !row.id.is_empty() {
            let mut key = [0; 16];
            key.copy_from_slice(&blake3::hash(row.id.as_bytes()).as_bytes()[..16]);
            if let Some(first) = ids.insert(key, row.line) {
                let mend = "ids are unique within a list, merge the rows or rename one";
                fault("duplicate-id", row.line, format!("id {:?} stands in line {first} too", row.id), mend);
            }
            if !row.id.contains('/') || row.id.contains(char::is_whitespace) {
                let met = format!("id {:?} is not of the form TYPE/SLUG without spaces", row.id);
                fault("bad-id", row.line, met, "write one such as organization/osce");
            }
        }
        for (what, cell) in [("name", &row.name)].into_iter().chain(row.aliases.iter().map(|a| ("alias", a))) {
            if cell.trim() != cell.as_str() || cell.contains("  ") {
                fault("stray-spaces", row.line, format!("{what} {cell:?} has stray spaces"), "remove them");
            }
        }
    }
    faults
}
