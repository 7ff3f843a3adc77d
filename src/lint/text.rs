//! Faults of the letters: what stands in a file or cell that no text will ever match.
//!
//! In: a list. Out: findings.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::list::{At, List};
use crate::gazetteer::row::Row;
use crate::model::Severity;
use crate::report::Finding;
use crate::text::token::is_invisible;

/// Look at the file as a whole.
pub fn file(list: &List, out: &mut Vec<Finding>) {
    if list.text.starts_with('\u{feff}') {
        out.push(list.at_line("byte-order-mark", 1, "the file begins with a byte order mark".into(), "save it as UTF-8 without one"));
    }
    if let Some(at) = list.text.find('\r') {
        let line = list.text[..at].matches('\n').count() + 1;
        out.push(list.at_line("line-ends", line, "the line ends with CR".into(), "save the file with LF line ends"));
    }
    for (i, line) in list.text.lines().enumerate() {
        if line.trim().is_empty() {
            out.push(list.at_line("empty-line", i + 1, "the line is empty".into(), "remove it"));
        }
    }
}

/// Look at the cells of a row that hold text.
pub fn row(list: &List, row: &Row, out: &mut Vec<Finding>) {
    let one = |c: &'static str, cell: &str| (!cell.is_empty()).then(|| (c, cell.to_owned()));
    let cells = one("name", &row.name)
        .into_iter()
        .chain(row.aliases.iter().map(|a| ("aliases", a.clone())))
        .chain(row.acronyms.iter().map(|a| ("acronym", a.clone())))
        .chain(row.context.iter().map(|a| ("context", a.clone())))
        .chain(one("parent", &row.parent))
        .chain(one("note", &row.note));
    for (column, cell) in cells {
        // The note is for people and is matched with nothing.
        let matched = column != "note";
        let mut add = |code, part: &str, message: String, mend: &str| {
            out.push(list.finding(code, Severity::Error, row, At::Part(column, part), message, mend));
        };
        if cell.trim() != cell || cell.contains("  ") {
            add("stray-spaces", &cell, format!("{column} {cell:?} has stray spaces"), "remove them");
        }
        if let Some(c) = cell.chars().find(|c| c.is_control() || is_invisible(*c) && !matches!(c, '\u{200c}' | '\u{200d}')) {
            let met = format!("{column} {cell:?} holds U+{:04X}, which nobody sees", c as u32);
            add("control-character", &cell, met, "remove it, or close the quote that lets it in");
        }
        if cell.is_ascii() {
            markup(&cell, matched, &mut add);
            continue;
        }
        if !is_nfc(&cell) {
            let mend = format!("write {:?}, letters and accents in one (NFC)", cell.nfc().collect::<String>());
            add("not-nfc", &cell, format!("{column} {cell:?} has letters and accents apart"), &mend);
        }
        if let Some(part) = mojibake(&cell) {
            let mend = "write what was meant; the file was read in a wrong encoding once";
            add("mojibake", part, format!("{column} {cell:?} holds {part:?}, which wrong decoding leaves"), mend);
        } else if let Some(word) = cell.split(|c: char| !c.is_alphabetic()).find(|w| mixed(w)).filter(|_| matched) {
            let odd: Vec<String> =
                word.chars().filter(|c| script(*c) != Script::Latin).map(|c| format!("{c:?} (U+{:04X})", c as u32)).collect();
            let met = format!("{word:?} mixes Latin with letters that look like it: {}", odd.join(", "));
            add("mixed-scripts", word, met, "write the word in one script");
        }
        markup(&cell, matched, &mut add);
    }
    // `split` has taken the spaces around the bars away, so the raw separators are looked for here
    for (column, cells) in [("aliases", &row.aliases), ("acronym", &row.acronyms), ("context", &row.context)] {
        for cell in cells {
            if let Some(c) = cell.chars().find(|c| matches!(c, '|' | ';')) {
                let met = format!("{column} {cell:?} holds {c:?}");
                out.push(list.finding(
                    "separator",
                    Severity::Error,
                    row,
                    At::Part(column, cell),
                    met,
                    "separate forms by ` | `, with a space on both sides",
                ));
            }
        }
    }
    if row.name.contains('|') {
        let met = format!("name {:?} holds '|'", row.name);
        out.push(list.finding(
            "separator",
            Severity::Error,
            row,
            At::Cell("name"),
            met,
            "keep one form as the name and put the others into `aliases`",
        ));
    }
}

/// Tags and character references. A bare ampersand is a letter of many names.
fn markup(cell: &str, matched: bool, add: &mut impl FnMut(&'static str, &str, String, &str)) {
    let reference = cell.find('&').and_then(|at| {
        let rest = &cell[at..];
        let end = rest.find(';').filter(|end| *end <= 9)?;
        rest[1..end].bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#').then_some(&rest[..=end])
    });
    let tag = cell.find('<').and_then(|at| {
        let rest = &cell[at..];
        let end = rest.find('>')?;
        rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/').then_some(&rest[..=end])
    });
    if let Some(part) = reference.or(tag).filter(|_| matched) {
        add("markup", part, format!("{cell:?} holds HTML: {part:?}"), "write the character itself");
    }
}

/// What UTF-8 looks like when it is read as windows-1252: a lead byte's letter and then a sign that no word has there.
fn mojibake(cell: &str) -> Option<&str> {
    if let Some(at) = cell.find('\u{fffd}') {
        return Some(&cell[at..at + '\u{fffd}'.len_utf8()]);
    }
    let mut before: Option<(usize, char)> = None;
    for (at, c) in cell.char_indices() {
        let end = at + c.len_utf8();
        if let Some((from, lead)) = before {
            // a continuation byte, 80 to BF, as windows-1252 shows it: a control, a sign, or what lies in 80 to 9F
            let sign = matches!(c, '\u{80}'..='\u{bf}') || "€‚ƒ„…†‡ˆ‰‹“•˜™›Ž".contains(c);
            // letters, quotes and dashes follow a letter in good text too, but not these capitals inside a word
            let odd = "Šš–—‘’”žŸœŒ".contains(c) && cell[end..].starts_with(char::is_alphabetic);
            let met = match lead {
                'Ã' => sign || odd,
                'Â' | 'Ä' | 'Å' | 'Ð' | 'Ñ' | 'Ø' | 'Ù' => sign,
                'â' => matches!(c, '€' | '„'),
                _ => false,
            };
            if met {
                return Some(&cell[from..end]);
            }
        }
        before = Some((at, c));
    }
    None
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
    Other,
}

fn script(c: char) -> Script {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{370}'..='\u{3ff}' => Script::Greek,
        _ => Script::Other,
    }
}

/// A word of Latin and Cyrillic or Greek letters together. Scripts that do not look alike (`Y字`) are no slip.
fn mixed(word: &str) -> bool {
    let has = |s| word.chars().any(|c| script(c) == s);
    !word.is_ascii() && has(Script::Latin) && (has(Script::Cyrillic) || has(Script::Greek))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoded_wrongly() {
        for (cell, want) in [
            ("SÃ£o Tomé", Some("Ã£")),
            ("the bankâ€™s", Some("â€")),
            ("KÃ¶ln", Some("Ã¶")),
            ("Ã–sterreich", Some("Ã–")),
            ("caf\u{fffd}", Some("\u{fffd}")),
            ("Åland", None),
            ("ÅŽ", Some("ÅŽ")),
            ("São Tomé", None),
            ("Château d’Eau", None),
            ("Câ’k", None),
            ("SÃO PAULO", None),
            ("Ðakovo", None),
            ("Zarâžko", None),
        ] {
            assert_eq!(mojibake(cell).map(|p| p.contains(want.unwrap_or("?")) || want == Some(p)), want.map(|_| true), "{cell}");
        }
    }

    #[test]
    fn scripts() {
        assert!(mixed("Моscow") && mixed("Αthens"));
        assert!(!mixed("Москва") && !mixed("Zürich") && !mixed("Y字"));
    }
}
