//! Plain lists. In: a name a line, other spellings behind a tab (` | ` between them), `#` before remarks; out: rows.

use super::Imported;
use crate::gazetteer::row::Row;

/// Read.
pub fn read(text: &str, type_: &str) -> Imported {
    let mut out = Imported::from("a plain list");
    for (i, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let mut cells = line.split('\t');
        let name = cells.next().unwrap_or_default().to_owned();
        let aliases = cells.next().unwrap_or_default().split('|').map(|a| a.trim().to_owned()).filter(|a| !a.is_empty()).collect();
        for more in cells.filter(|c| !c.is_empty()) {
            out.lose(i + 1, format!("{more:?}"), "a third column has no meaning in a plain list");
        }
        out.row(Row { line: i as u32 + 1, name, type_: type_.to_owned(), aliases, ..Row::default() });
    }
    out
}
