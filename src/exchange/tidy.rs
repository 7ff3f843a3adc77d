//! Rows as lists want them. In: rows as another program has them; out: clean, merged by id, sorted.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::Imported;
use crate::gazetteer::row::Row;
use crate::lint::facts::is_place;
use crate::text::slug::slug;

/// Make every list ready to be written.
pub fn tidy(imported: &mut Imported) {
    let mut lost = Vec::new();
    for list in imported.lists.values_mut() {
        let mut rows: BTreeMap<(String, String), Row> = BTreeMap::new();
        for mut row in std::mem::take(&mut list.rows) {
            let name = clean(&row.name);
            if name.is_empty() {
                lost.push((row.line as usize, format!("{:?}", row.name), "a name without a letter"));
                continue;
            }
            row.name = name;
            if row.id.is_empty() {
                let kind = if is_place(&row.type_) { "place" } else { &row.type_ };
                row.id = format!("{kind}/{}", slug(&row.name));
            }
            row.note = row.note.split_whitespace().collect::<Vec<_>>().join(" ");
            // the same id again is the same thing under another name
            match rows.get_mut(&(row.type_.clone(), row.id.clone())) {
                Some(first) => {
                    first.aliases.push(row.name);
                    first.aliases.extend(row.aliases);
                    first.acronyms.extend(row.acronyms);
                }
                None => drop(rows.insert((row.type_.clone(), row.id.clone()), row)),
            }
        }
        list.rows = rows.into_values().collect();
        for row in &mut list.rows {
            let mut seen = vec![row.name.clone()];
            for forms in [&mut row.aliases, &mut row.acronyms] {
                let mut kept = Vec::new();
                for form in std::mem::take(forms).iter().map(|f| clean(f)).filter(|f| !f.is_empty()) {
                    if !seen.contains(&form) {
                        seen.push(form.clone());
                        kept.push(form);
                    }
                }
                *forms = kept;
            }
        }
        list.rows.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    }
    imported.lists.retain(|_, l| !l.rows.is_empty());
    for (line, what, why) in lost {
        imported.lose(line, what, why);
    }
}

/// One line, NFC, single spaces, no bars: those separate forms in a list. Nothing, if there is no letter or digit in it.
fn clean(form: &str) -> String {
    let plain: String = form
        .nfc()
        .filter(|c| !crate::text::token::is_invisible(*c))
        .map(|c| if c == '|' || c == ';' || c.is_control() { ' ' } else { c })
        .collect();
    let out = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if out.contains(char::is_alphanumeric) { out } else { String::new() }
}
