//! Faults of single facts: ids, dates, codes, points, weights.
//!
//! In: a row. Out: findings.

use super::known::{Known, is_code};
use super::list::{At, List};
use crate::gazetteer::row::Row;
use crate::gazetteer::{TypeId, vocabulary};
use crate::model::Severity::{Error, Warning};
use crate::report::Finding;

/// Types of the lexicon's lists.
const WORDS: &[&str] = &["given-name", "family-name", "name-part", "word", "capital-word"];

/// Place types share the first part of their ids.
pub fn is_place(type_: &str) -> bool {
    let places = usize::from(TypeId::COUNTRY.0)..=usize::from(TypeId::FACILITY.0);
    vocabulary::KNOWN[places].contains(&type_)
}

/// Look at a row's facts. `today` is an ISO date.
pub fn row(list: &List, row: &Row, known: &Known, today: &str, out: &mut Vec<Finding>) {
    let type_ = list.type_of(row).to_owned();
    let mut add = |code, severity, at: At, message: String, mend: &str| out.push(list.finding(code, severity, row, at, message, mend));
    if let Some(meant) = slip(&type_) {
        let at = if row.type_.is_empty() { At::Row } else { At::Cell("type") };
        add(
            "type-slip",
            Warning,
            at,
            format!("no rule knows the type {type_:?}"),
            &format!("write {meant:?} if that was meant; allow type-slip if not"),
        );
    }
    identity(list, row, &type_, &mut add);
    for code in row.country.split(" | ").filter(|c| !c.is_empty() && !known.country(c)) {
        let mend = match code.trim().to_ascii_uppercase() {
            upper if upper != code && known.country(&upper) => format!("write {upper}"),
            upper if upper == "UK" => "write GB".to_owned(),
            _ => "write an ISO 3166-1 alpha-2 code such as DE, ` | ` between several".to_owned(),
        };
        add("bad-country", Error, At::Part("country", code), format!("{code:?} is no country's code"), &mend);
    }
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !row.wikidata.is_empty() && !row.wikidata.strip_prefix('Q').is_some_and(digits) {
        add(
            "bad-wikidata",
            Error,
            At::Cell("wikidata"),
            format!("{:?} is no Wikidata id", row.wikidata),
            "write Q and a number, as in Q1065",
        );
    }
    if !matches!(row.gender.as_str(), "" | "m" | "f") {
        add("bad-gender", Error, At::Cell("gender"), format!("gender {:?} is neither m nor f", row.gender), "write m, f or nothing");
    }
    if let Some(weight) = row.weight.filter(|w| !(1..=1000).contains(w)) {
        add("weight-range", Error, At::Cell("weight"), format!("weight {weight} is not from 1 to 1000"), "scale the list's weights");
    }
    dates(row, &type_, list.spec.history, today, &mut add);
    point(row, &type_, known, &mut add);
    if list.denies() && row.note.trim().is_empty() {
        add("deny-without-reason", Error, At::Cell("name"), format!("{:?} is denied without a reason", row.name), "write one into `note`");
    }
}

type Add<'a> = dyn FnMut(&'static str, crate::model::Severity, At, String, &str) + 'a;

fn identity(list: &List, row: &Row, type_: &str, add: &mut Add) {
    let Some((kind, slug)) = row.id.split_once('/') else { return };
    let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if row.id.contains(char::is_whitespace) {
        return; // said as the list was read
    }
    if !plain(kind) || !plain(slug) {
        let met = format!("id {:?} has other characters than a-z, 0-9 and hyphens", row.id);
        add("bad-id", Error, At::Cell("id"), met, "write one such as organization/osce: it is used in links and file names");
        return;
    }
    let wanted = if is_place(type_) { "place" } else { type_ };
    if list.names_things(row) && kind != wanted && type_ != "nationality" && !type_.is_empty() {
        let met = format!("id {:?} says {kind:?}, the row's type is {type_:?}", row.id);
        add("id-of-another-type", Error, At::Cell("id"), met, &format!("write {wanted}/{slug}, or mend the type"));
    }
}

fn dates(row: &Row, type_: &str, history: bool, today: &str, add: &mut Add) {
    let mut sound = true;
    for (column, cell) in [("valid_from", &row.valid_from), ("valid_to", &row.valid_to)] {
        if !cell.is_empty() && !is_date(cell) {
            sound = false;
            let met = format!("{column} {cell:?} is no ISO date");
            add("bad-date", Error, At::Cell(column), met, "write a year, month or day, as in 2019, 2019-10 or 2019-10-16");
        }
    }
    let (from, to) = (&row.valid_from, &row.valid_to);
    if !sound || to.is_empty() {
        return;
    }
    // "2019" ends with the year: only what they both state is compared
    let before = |a: &str, b: &str| a[..a.len().min(b.len())] < b[..a.len().min(b.len())];
    if !from.is_empty() && before(to, from) {
        add("dates-backwards", Error, At::Cell("valid_to"), format!("valid_to {to} lies before valid_from {from}"), "exchange them");
    } else if !history && matches!(type_, "person" | "post") && before(to, today) {
        let met = format!("{:?} held this until {to}", row.name);
        add(
            "expired-post",
            Warning,
            At::Cell("valid_to"),
            met,
            "enter who holds it now; a list of former holders says `history = true` in gazetteers.toml",
        );
    }
}

/// A year, month or day that the calendar has.
fn is_date(cell: &str) -> bool {
    let parts: Vec<&str> = cell.split('-').collect();
    let digits = parts.iter().zip([4, 2, 2]).all(|(p, n)| p.len() == n && p.bytes().all(|b| b.is_ascii_digit()));
    let padded = match parts.len() {
        1 => format!("{cell}-01-01"),
        2 => format!("{cell}-01"),
        3 => cell.to_owned(),
        _ => return false,
    };
    digits && padded.parse::<jiff::civil::Date>().is_ok()
}

/// A point further than this from every place of its country lies elsewhere: the emptiest inhabited country has a
/// listed place every few hundred kilometres.
const HOME_KM: f64 = 400.0;

/// A point this near to a place of another country, and far from its own, lies there. More would take in deserts and
/// islets beside a neighbour's coast.
const ABROAD_KM: f64 = 50.0;

/// Territories that have a code of their own, with the code under which they are listed as well (ISO 3166-1).
const TERRITORIES: &[(&str, &str)] = &[
    ("AS", "US"),
    ("AX", "FI"),
    ("BL", "FR"),
    ("BV", "NO"),
    ("CC", "AU"),
    ("CX", "AU"),
    ("FK", "GB"),
    ("FO", "DK"),
    ("GF", "FR"),
    ("GI", "GB"),
    ("GL", "DK"),
    ("GP", "FR"),
    ("GS", "GB"),
    ("GU", "US"),
    ("HK", "CN"),
    ("IO", "GB"),
    ("MF", "FR"),
    ("MO", "CN"),
    ("MP", "US"),
    ("MQ", "FR"),
    ("NC", "FR"),
    ("NF", "AU"),
    ("PF", "FR"),
    ("PM", "FR"),
    ("PN", "GB"),
    ("PR", "US"),
    ("RE", "FR"),
    ("SH", "GB"),
    ("SJ", "NO"),
    ("TF", "FR"),
    ("UM", "US"),
    ("VI", "US"),
    ("WF", "FR"),
    ("YT", "FR"),
];

fn point(row: &Row, type_: &str, known: &Known, add: &mut Add) {
    let Some((lat, lon)) = row.point else { return };
    if lat == 0.0 && lon == 0.0 {
        let met = "0, 0 is where missing coordinates go".to_owned();
        add("null-island", Error, At::Cell("latitude"), met, "write the point, or leave both cells empty");
        return;
    }
    let countries: Vec<&str> = row.country.split(" | ").filter(|c| is_code(c) && known.country(c)).collect();
    if countries.is_empty() {
        return;
    }
    let territories = TERRITORIES.iter().filter(|(_, of)| countries.contains(of)).map(|(code, _)| *code);
    let home: Vec<&str> = countries.iter().copied().chain(territories).collect();
    let near = |point, km| known.points().any_near(point, &home, km, row.geonames);
    if near((lat, lon), HOME_KM) {
        return;
    }
    // slips of the hand, each with the mend; a glacier or a strait may well be far from any town
    let inhabited = matches!(type_, "city" | "admin1" | "admin2" | "country" | "facility" | "organization");
    let slips = [
        ((lon, lat), "latitude and longitude stand in each other's place"),
        ((-lat, lon), "the latitude wants the other sign"),
        ((lat, -lon), "the longitude wants the other sign"),
    ];
    let slip = slips.into_iter().filter(|_| inhabited).find(|((a, b), _)| a.abs() <= 90.0 && b.abs() <= 180.0 && near((*a, *b), ABROAD_KM));
    let abroad = known.points().abroad((lat, lon), &home, ABROAD_KM, row.geonames);
    let countries = countries.join(" or ");
    match (slip, abroad) {
        (Some((_, mend)), _) => {
            add(
                "wrong-country",
                Error,
                At::Cell("latitude"),
                format!("{lat}, {lon} is {HOME_KM} km or more from any place in {countries}"),
                mend,
            );
        }
        (None, Some((other, km))) => {
            let met = format!("{lat}, {lon} is {HOME_KM} km or more from any place in {countries}, and {km:.0} km from one in {other}");
            add("wrong-country", Error, At::Cell("latitude"), met, "mend the point or the country");
        }
        // The high seas, the ice: who lists such a place knows where it is.
        (None, None) => {}
    }
}

/// The known type that an unknown one is a slip of.
fn slip(type_: &str) -> Option<&'static str> {
    let known = || vocabulary::KNOWN.iter().chain(WORDS).copied();
    if type_.is_empty() || known().any(|t| t == type_) {
        return None;
    }
    let folded = type_.to_ascii_lowercase().replace([' ', '_'], "-");
    known().find(|t| folded == **t || distance(&folded, t) <= usize::from(t.len() > 4) + usize::from(t.len() > 8))
}

/// Levenshtein distance.
pub fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_types() {
        for (type_, want) in [
            ("organisation", Some("organization")),
            ("organizations", Some("organization")),
            ("Person", Some("person")),
            ("given_name", Some("given-name")),
            ("person", None),
            ("product", None),
            ("port", None),
            ("", None),
        ] {
            assert_eq!(slip(type_), want, "{type_}");
        }
        assert_eq!((distance("kitten", "sitting"), distance("", "ab"), distance("a", "a")), (3, 2, 0));
    }

    #[test]
    fn dates_of_the_calendar() {
        assert!(["2019", "2019-02", "2020-02-29"].into_iter().all(is_date));
        assert!(["19", "2019-13", "2019-02-29", "2019-2-3", "2019-02-03-04", "May 2019"].into_iter().all(|d| !is_date(d)));
    }

    #[test]
    fn places() {
        assert!(["country", "city", "facility", "continent"].into_iter().all(is_place));
        assert!(!is_place("nationality") && !is_place("organization") && !is_place("deny"));
    }
}
