//! Rows as lists want them. In: rows as another program has them; out: clean, merged by id, sorted.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::Imported;
use crate::gazetteer::row::Row;
use crate::gazetteer::{Gazetteer, TypeId};
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
            if row.point == Some((0.0, 0.0)) {
                lost.push((row.line as usize, row.name.clone(), "the point 0, 0, where missing coordinates go"));
                row.point = None;
            }
            row.country = countries(&row, &mut lost);
            if row.type_ == "nationality" && row.country.is_empty() {
                let why = "the country of a nationality, without which it points nowhere; write it into `country`";
                lost.push((row.line as usize, row.name.clone(), why));
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

/// The shipped lists, which say what countries there are.
pub fn shipped() -> &'static Gazetteer {
    static SHIPPED: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::shipped);
    &SHIPPED
}

/// The codes of a row's countries that a country has: `EU`, `ZZ` and regions within countries are none.
fn countries(row: &Row, lost: &mut Vec<(usize, String, &'static str)>) -> String {
    let known = |code: &str| shipped().entries_of(TypeId::COUNTRY).any(|r| shipped().entry(r).country == code);
    let mut kept = Vec::new();
    for code in row.country.split(" | ").filter(|c| !c.is_empty()) {
        if row.type_ == "country" || known(code) {
            kept.push(code);
        } else {
            lost.push((row.line as usize, format!("{code} of {:?}", row.name), "codes that no country has"));
        }
    }
    kept.join(" | ")
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
