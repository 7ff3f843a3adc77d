//! Ids of mentions, dates and documents. (Entities get theirs in `link::across`, places in their lists.)
//!
//! Every id starts with a word and a slash, so that no spreadsheet takes it for a number or a date.

use crate::model::{DateType, DateValue, Kind, Problem};
use crate::read::unique::duplicate;
use crate::read::{Document, UniqueIds};
use rustc_hash::{FxHashMap, FxHashSet};
use std::io::Write as _;

/// Bytes of a hash in a mention's id: 80 bits make it unlikely (1 : 10⁸) that two of 10⁸ mentions meet.
const MENTION_BYTES: usize = 10;

/// Gives the mentions of one document their ids.
///
/// `mention/` and a hash of (document, start, end, kind): a mention keeps its id when documents are added, when
/// other mentions come or go, and when its own type or target is mended, so that notes and `diff` can refer to
/// it. A running number would change with every one of these.
pub struct MentionIds {
    /// What is hashed: the document's id, and behind it the mention's own.
    key: Vec<u8>,
    document: usize,
    seen: FxHashMap<(usize, usize, Kind), u32>,
}

impl MentionIds {
    /// For the mentions of this document.
    pub fn new(doc_id: &str) -> Self {
        MentionIds { key: doc_id.as_bytes().to_vec(), document: doc_id.len(), seen: FxHashMap::default() }
    }

    /// The id of the mention at these code points.
    pub fn of(&mut self, start: usize, end: usize, kind: Kind) -> String {
        let times = self.seen.entry((start, end, kind)).and_modify(|n| *n += 1).or_insert(0);
        self.key.truncate(self.document);
        // writing into memory does not fail
        let _ = write!(self.key, "\0{start}\0{end}\0{}\0{times}", kind.as_str());
        let hash = blake3::hash(&self.key);
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut id = String::with_capacity(8 + 2 * MENTION_BYTES);
        id.push_str("mention/");
        for byte in &hash.as_bytes()[..MENTION_BYTES] {
            id.extend([byte >> 4, byte & 15].map(|d| char::from(DIGITS[usize::from(d)])));
        }
        id
    }
}

/// A document's id, unlike that of every other document of the run. Made by
/// [`super::Writer::claim`] only.
#[derive(Debug, Clone)]
pub struct DocId {
    pub(super) id: String,
    pub(super) problem: Option<Problem>,
}

impl DocId {
    /// The document's own id, which somebody has made unlike all others.
    pub(super) fn settled(document: &Document) -> DocId {
        DocId { id: document.id.clone(), problem: None }
    }

    /// The document's own id (its path, where it has none), made unlike all before it.
    pub(super) fn claim(document: &Document, taken: &mut UniqueIds) -> DocId {
        let given = [&document.id, &document.path].into_iter().find(|s| !s.is_empty()).map_or("document", String::as_str);
        match taken.take(given) {
            None => DocId { id: given.to_string(), problem: None },
            Some(id) => DocId { problem: Some(duplicate(0, given, &id)), id },
        }
    }
}

/// The ids of all date values: `date/2019-10-16`, `date/2019-10-16--2019-10-17`, `date/2019-start`,
/// `duration/P3Y`, `date/2019-11-18--2019-11-24-week`.
///
/// Two values whose ids would be the same (they differ in `timex3` only, or in signs that an id does not
/// hold) are told apart by `-2`, in the order of their values, whatever order they came in.
pub fn date_ids(values: &[DateValue]) -> Vec<String> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    let key = |i: &usize| {
        let v = &values[*i];
        (date_id(v), &v.value, v.type_, &v.granularity, &v.modifier, &v.timex3)
    };
    order.sort_by_cached_key(key);
    let mut taken = FxHashSet::default();
    let mut ids = vec![String::new(); values.len()];
    for i in order {
        let wanted = date_id(&values[i]);
        let id = if taken.contains(&wanted) {
            (2..).map(|n| format!("{wanted}-{n}")).find(|id| !taken.contains(id)).unwrap_or_default()
        } else {
            wanted
        };
        taken.insert(id.clone());
        ids[i] = id;
    }
    ids
}

fn date_id(date: &DateValue) -> String {
    let mut id = format!("{}/", date.type_.as_str());
    let head = id.len();
    for c in date.value.chars() {
        match c {
            'A'..='Z' | 'a'..='z' | '0'..='9' | '-' | '.' | '_' => id.push(c),
            '/' => id.push_str("--"), // as ISO 8601 itself writes a span where a solidus cannot stand
            ',' => id.push_str("-or-"),
            '~' => id.push_str("-approximately"),
            '?' => id.push_str("-perhaps"),
            '%' => id.push_str("-perhaps-approximately"),
            '+' => id.push_str("-plus-"),
            ':' | '[' | ']' | '{' | '}' | ' ' => {}
            _ => id.push('_'),
        }
    }
    if id.len() == head {
        id.push_str("none");
    }
    if !date.modifier.is_empty() {
        id.push('-');
        id.push_str(&date.modifier);
    }
    // A week and the seven days it has are two values; so are a decade and the ten years.
    if date.type_ == DateType::Date
        && !date.granularity.is_empty()
        && written_granularity(&date.value).is_some_and(|g| g != date.granularity)
    {
        id.push('-');
        id.push_str(&date.granularity);
    }
    id
}

/// The granularity that the form of an EDTF date shows; for a span, that of its ends.
fn written_granularity(value: &str) -> Option<&'static str> {
    let date = value.trim_start_matches(['[', '{', '/', '.']).split(['/', ',', '.', '~', '?', '%']).next()?;
    if !date.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some(match (date.len(), date.get(5..7)) {
        (4, _) if date.ends_with("XX") => "century",
        (4, _) if date.ends_with('X') => "decade",
        (4, _) => "year",
        (7, Some("21" | "22" | "23" | "24")) => "season",
        (7, Some("33" | "34" | "35" | "36")) => "quarter",
        (7, Some("40" | "41")) => "half",
        (7, _) => "month",
        (10, _) => "day",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(value: &str, granularity: &str, modifier: &str, timex3: &str) -> DateValue {
        DateValue {
            value: value.into(),
            granularity: granularity.into(),
            modifier: modifier.into(),
            timex3: timex3.into(),
            ..DateValue::default()
        }
    }

    #[test]
    fn date_ids_are_readable_and_differ() {
        let week = date("2019-11-18/2019-11-24", "week", "", "2019-W47");
        let days = date("2019-11-18/2019-11-24", "day", "", "2019-11-18/2019-11-24");
        let three_years = DateValue { type_: DateType::Duration, granularity: "year".into(), ..date("P3Y", "year", "", "P3Y") };
        let values = [
            (date("2019-10-16", "day", "", "2019-10-16"), "date/2019-10-16"),
            (week, "date/2019-11-18--2019-11-24-week"),
            (days, "date/2019-11-18--2019-11-24"),
            (date("2019", "year", "start", "2019"), "date/2019-start"),
            (date("201X", "decade", "", "201"), "date/201X"),
            (date("2019-34", "quarter", "", "2019-Q2"), "date/2019-34"),
            (date("[2019-03-04,2019-04-03]", "day", "", "2019-03-04"), "date/2019-03-04-or-2019-04-03"),
            (date("PRESENT_REF", "", "", "PRESENT_REF"), "date/PRESENT_REF"),
            (date("1984~", "year", "", "1984"), "date/1984-approximately"),
            (three_years, "duration/P3Y"),
            (date("2019", "year", "", "2019"), "date/2019"),
            (date("2019", "year", "", "2019-XX"), "date/2019-2"),
        ];
        let ids = date_ids(&values.clone().map(|(v, _)| v));
        assert_eq!(ids, values.map(|(_, id)| id));
    }

    #[test]
    fn mention_ids_do_not_depend_on_other_mentions() {
        let mut ids = MentionIds::new("a.txt");
        let first = ids.of(3, 7, Kind::Entity);
        assert_ne!(first, ids.of(3, 7, Kind::Place));
        assert_ne!(first, ids.of(3, 7, Kind::Entity), "the same span twice");
        assert_eq!(first, MentionIds::new("a.txt").of(3, 7, Kind::Entity));
        assert_ne!(first, MentionIds::new("b.txt").of(3, 7, Kind::Entity));
        assert_eq!(first.len(), "mention/".len() + 2 * MENTION_BYTES);
    }

    #[test]
    fn a_document_without_an_id_goes_by_its_path() {
        let mut taken = UniqueIds::default();
        let document = |id: &str, path: &str| Document { id: id.into(), path: path.into(), ..Document::default() };
        let given: Vec<String> =
            [("a", "p"), ("", "p"), ("a", "q"), ("", "")].map(|(id, path)| DocId::claim(&document(id, path), &mut taken).id).into();
        assert_eq!(given, ["a", "p", "a#2", "document"]);
    }
}
