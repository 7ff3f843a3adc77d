//! CoreNLP's TokensRegexNER. In: pattern, type, overwritable types, priority, with tabs between them; out: rows. Each word
//! of a pattern is a regular expression; a pattern is carried when all of them are plain words.

use super::{Imported, fault, type_of};
use crate::gazetteer::row::Row;

/// Read.
pub fn read(file: &str, text: &str) -> Result<Imported, String> {
    let mut out = Imported::from("a TokensRegexNER mapping of CoreNLP");
    for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [pattern, label, rest @ ..] = &cells[..] else {
            return Err(fault(file, i + 1, "one column; expected a pattern and a type with a tab between them"));
        };
        match plain(pattern) {
            Some(name) => out.row(Row { line: i as u32 + 1, name, type_: kind(label), ..Row::default() }),
            None => out.lose(i + 1, *pattern, "patterns that are regular expressions and no names"),
        }
        for (cell, why) in rest.iter().zip([
            "types that an entry may overwrite",
            "priorities: here a list has one, not an entry",
            "a group of the pattern",
        ]) {
            if !cell.is_empty() {
                out.lose(i + 1, *cell, why);
            }
        }
    }
    Ok(out)
}

/// CoreNLP's TITLE is what someone is (president, director), our post; our titles are forms of address.
fn kind(label: &str) -> String {
    if label == "TITLE" { "post".to_owned() } else { type_of(label) }
}

/// The words of a pattern without its escapes; nothing if it is more than words.
fn plain(pattern: &str) -> Option<String> {
    let mut out = String::new();
    let mut characters = pattern.trim().chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => out.push(characters.next().filter(|c| !c.is_alphanumeric())?),
            // a full stop that is not escaped means any character, and was meant as a full stop in all but a few of them
            '(' | ')' | '[' | ']' | '{' | '}' | '*' | '+' | '?' | '|' | '^' | '$' | '/' => return None,
            c => out.push(c),
        }
    }
    (!out.is_empty()).then_some(out)
}
