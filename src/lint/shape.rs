//! Faults of shape: forms that are no names, or not as texts write them, and lists that lost their rows.
//!
//! In: a list, a row, all rows. Out: findings.

use rustc_hash::FxHashMap;

use super::facts::is_place;
use super::list::{At, List};
use crate::gazetteer::row::Row;
use crate::model::Severity::{Error, Warning};
use crate::report::Finding;

/// Look at the list as a whole.
pub fn list(list: &List, sound: bool, out: &mut Vec<Finding>) {
    // one that could not be understood, or of which every row has a fault, has had its say
    if list.rows.is_empty() && sound {
        out.push(list.at_line("empty-list", 1, "the list has no row".into(), "add one, or remove the list"));
    }
}

/// Is the row the first line again? Then nothing else of it is worth saying.
pub fn header_again(list: &List, row: &Row, out: &mut Vec<Finding>) -> bool {
    let mut lines = list.text.lines();
    // looking up a line reads the file up to it: only where the name is a column's
    let again = list.has(&row.name) && lines.next().is_some_and(|first| lines.nth((row.line as usize).saturating_sub(2)) == Some(first));
    if again {
        let met = "the first line stands here again".to_owned();
        out.push(list.finding("header-again", Error, row, At::Row, met, "remove it; two files were put together"));
    }
    again
}

/// Look at one row's forms.
pub fn row(list: &List, row: &Row, out: &mut Vec<Finding>) {
    if let [context] = row.context.as_slice()
        && context.contains(',')
    {
        let met = format!("context {context:?} is one phrase with a comma");
        let mend = "separate words by ` | `: any one of them is then enough";
        out.push(list.finding("separator", Warning, row, At::Cell("context"), met, mend));
    }
    if !list.names_things(row) {
        return;
    }
    let type_ = list.type_of(row);
    let aliases = row.aliases.iter().map(|a| ("aliases", a.as_str()));
    let acronyms = row.acronyms.iter().map(|a| ("acronym", a.as_str()));
    for (column, form) in [("name", row.name.as_str())].into_iter().chain(aliases).chain(acronyms) {
        let mut add = |code, severity, message: String, mend: &str| {
            out.push(list.finding(code, severity, row, At::Part(column, form), message, mend));
        };
        if PLACEHOLDERS.contains(&form) || !form.is_empty() && !form.contains(char::is_alphanumeric) {
            add("placeholder", Error, format!("{column} {form:?} stands for nothing"), "leave out what is not known");
        } else if !form.contains(char::is_alphabetic) && !form.contains('/') {
            add("no-letters", Warning, format!("{column} {form:?} has no letter; every such number will be taken for it"), "remove it");
        } else if type_ != "publisher" && is_address(form) {
            add(
                "web-address",
                Warning,
                format!("{column} {form:?} is an address"),
                "write what texts call it, and the address into `note`",
            );
        } else if let Some(bare) = unquoted(form) {
            add("quoted-name", Warning, format!("{column} {form:?} has quotation marks around it"), &format!("write {bare:?}"));
        } else if type_ == "person" {
            person(form, column, &mut add);
        } else if column == "acronym" && form.split_whitespace().count() > ACRONYM_WORDS {
            add("long-acronym", Warning, format!("acronym {form:?} is a phrase"), "put it into `aliases`");
        }
    }
    capitals_only(list, row, type_, out);
}

/// What spreadsheets and exports write where nothing is known. No place or body is spelt so; `None` is a town.
const PLACEHOLDERS: &[&str] = &["n/a", "N/A", "#N/A", "TBD", "tbd", "TODO", "null", "NULL", "nan", "NaN", "unknown", "Unknown", "#REF!"];

/// "EU EOM", "AHA Centre", "JHA Council": more words than three are no acronym.
const ACRONYM_WORDS: usize = 3;

fn is_address(form: &str) -> bool {
    let mail = || form.split_once('@').is_some_and(|(a, b)| !a.is_empty() && b.contains('.') && !form.contains(' '));
    form.contains("://") || form.starts_with("www.") || mail()
}

/// A form without the marks that embrace it. Single straight ones are letters of Arabic names.
fn unquoted(form: &str) -> Option<&str> {
    let (a, b) = [('"', '"'), ('“', '”'), ('„', '“'), ('„', '”'), ('«', '»'), ('‘', '’')]
        .into_iter()
        .find(|(a, b)| form.starts_with(*a) && form.ends_with(*b) && form.len() > a.len_utf8() + b.len_utf8())?;
    let inner = &form[a.len_utf8()..form.len() - b.len_utf8()];
    (!inner.contains([a, b])).then_some(inner)
}

/// Forms of address that texts write before a name and that a list must not hold: the name is looked for without them.
/// Titles that are part of how someone is known (King, Pope, Sheikh) are not among them.
const ADDRESSES: &[&str] = &["mr", "mrs", "ms", "miss", "dr", "prof", "sir", "dame", "h.e", "hon", "ambassador", "minister", "president"];

/// What may follow a comma in a person's name.
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv", "esq", "phd", "md"];

fn person(form: &str, column: &str, add: &mut impl FnMut(&'static str, crate::model::Severity, String, &str)) {
    let folded = |w: &str| w.trim_end_matches('.').to_lowercase();
    if let Some((family, given)) = form.split_once(", ") {
        if !SUFFIXES.contains(&folded(given).as_str()) {
            let met = format!("{column} {form:?} puts the family name first, with a comma; texts do not");
            add("inverted-name", Warning, met, &format!("write {:?}", format!("{given} {family}")));
        }
    } else if let Some((title, rest)) = form.split_once(' ')
        && ADDRESSES.contains(&folded(title).as_str())
    {
        let met = format!("{column} {form:?} begins with {title:?}; the name alone would not be met");
        add("title-in-name", Warning, met, &format!("write {rest:?}: titles are known and read off"));
    }
}

/// Words of a form from which capitals throughout are no acronym but a slip of whoever typed the list.
const SHOUTED_WORDS: usize = 3;

/// A long name in capitals throughout is met in capitals only, unless another form of the row has small letters.
fn capitals_only(list: &List, row: &Row, type_: &str, out: &mut Vec<Finding>) {
    let loud = |form: &str| form.contains(char::is_alphabetic) && !form.contains(char::is_lowercase);
    let words = row.name.split_whitespace().filter(|w| w.contains(char::is_alphabetic)).count();
    let any_case = list.spec.case == crate::gazetteer::manifest::Case::Any;
    if is_place(type_) || any_case || words < SHOUTED_WORDS || !loud(&row.name) || !row.aliases.iter().all(|a| loud(a)) {
        return;
    }
    let met = format!("the name {:?} is in capitals and will be met in capitals only", row.name);
    out.push(list.finding("capitals-only", Warning, row, At::Cell("name"), met, "write it as running text does"));
}

/// Entries of one type that say they are the same thing of Wikidata.
pub fn across(lists: &[List], out: &mut Vec<Finding>) {
    let mut first: FxHashMap<(&str, &str), (&List, &Row)> = FxHashMap::default();
    for list in lists {
        for row in list.rows.iter().filter(|r| !r.wikidata.is_empty() && list.names_things(r)) {
            let key = (list.type_of(row), row.wikidata.as_str());
            let Some((other, there)) = first.get(&key) else {
                first.insert(key, (list, row));
                continue;
            };
            // a later folder's row of the same id replaces the other
            if !row.id.is_empty() && row.id == there.id {
                continue;
            }
            let place = format!("{}:{}", other.file, there.line);
            let met = format!("{} is {:?} in {place} too: one thing will have two ids", row.wikidata, there.name);
            out.push(list.finding("same-wikidata", Warning, row, At::Cell("wikidata"), met, "merge the rows, or mend one of the ids"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks() {
        for (form, want) in [
            ("“Foo Board”", Some("Foo Board")),
            ("\"Foo\"", Some("Foo")),
            ("„Foo“", Some("Foo")),
            ("“Foo” and “Bar”", None),
            ("'Uyun al Jiwa'", None),
            ("Foo \"Bar\"", None),
        ] {
            assert_eq!(unquoted(form), want, "{form}");
        }
    }

    #[test]
    fn addresses() {
        assert!(is_address("https://a.example") && is_address("www.a.example") && is_address("a@b.example"));
        assert!(!is_address("S@ctuary") && !is_address("AT&T") && !is_address("Booking.com"));
    }
}
