//! Dictionaries: the distinct places and dates of the run, and how often each target is met.
//!
//! In: values of documents in order. Out: an index for each distinct one. Of two descriptions of one place the
//! first document's stands.

use crate::model::{DateValue, Place};
use rustc_hash::FxHashMap;

/// Distinct values in the order they were first met.
#[derive(Debug, Clone)]
pub struct Dictionary<V> {
    index: FxHashMap<Box<str>, u32>,
    values: Vec<V>,
    /// Where a key is made: most values are known already, and their keys need no memory of their own.
    key: String,
}

impl<V> Default for Dictionary<V> {
    fn default() -> Self {
        Dictionary { index: FxHashMap::default(), values: Vec::new(), key: String::new() }
    }
}

/// Stands between the parts of a key, and in none of them.
const BETWEEN: &str = "\0";

impl<V> Dictionary<V> {
    fn at<'k>(&mut self, parts: impl IntoIterator<Item = &'k str>, value: impl FnOnce() -> V) -> u32 {
        self.key.clear();
        parts.into_iter().for_each(|part| self.key.extend([part, BETWEEN]));
        if let Some(at) = self.index.get(self.key.as_str()) {
            return *at;
        }
        let next = self.values.len() as u32; // four thousand million distinct values do not fit into memory
        self.index.insert(self.key.as_str().into(), next);
        self.values.push(value());
        next
    }

    /// The values by index.
    pub fn values(&self) -> &[V] {
        &self.values
    }
}

/// The distinct places.
pub type Places = Dictionary<Place>;

impl Places {
    /// Index of a place; places without an id are told apart by name and have no row.
    pub fn add(&mut self, place: &Place) -> u32 {
        let name = if place.id.is_empty() { place.name.as_str() } else { "" };
        self.at([&place.id, name], || place.clone())
    }
}

/// The distinct date values.
pub type Dates = Dictionary<DateValue>;

impl Dates {
    /// Index of a date value. The bounds follow from the other fields and tell nothing apart.
    pub fn add(&mut self, date: &DateValue) -> u32 {
        let DateValue { value, type_, granularity, earliest: _, latest: _, modifier, timex3 } = date;
        self.at([value, type_.as_str(), granularity, modifier, timex3], || date.clone())
    }
}

/// How often a target is met.
#[derive(Debug, Clone, Copy, Default)]
pub struct Count {
    /// Mentions.
    pub mentions: usize,
    /// Documents that mention it or refer to it.
    pub documents: usize,
    /// First day on which such a document was published.
    first: Day,
    /// Last day.
    last: Day,
}

impl Count {
    /// A document published on this day mentions the target so many times, or refers to it.
    pub fn meet(&mut self, published: Day, mentions: usize) {
        self.mentions += mentions;
        self.documents += 1;
        if published == Day::default() {
            return;
        }
        if self.first == Day::default() || published < self.first {
            self.first = published;
        }
        self.last = self.last.max(published);
    }

    /// First and last ISO date on which a document that mentions it was published, or empty.
    pub fn published(&self) -> [String; 2] {
        [self.first, self.last].map(|day| day.to_string())
    }
}

/// A calendar day, or none: four bytes, for there are two of them for each thing of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(u32);

impl Day {
    /// Of an ISO date such as `2019-10-16`; none where it is empty.
    pub fn of(iso: &str) -> Self {
        let digits = iso.bytes().filter(u8::is_ascii_digit);
        Day(digits.fold(0, |number, digit| number * 10 + u32::from(digit - b'0')))
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Day(number) = *self;
        if number == 0 {
            return Ok(());
        }
        write!(f, "{:04}-{:02}-{:02}", number / 10_000, number / 100 % 100, number % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        for iso in ["2019-10-16", "0987-01-02", ""] {
            assert_eq!(Day::of(iso).to_string(), iso);
        }
        let mut count = Count::default();
        assert_eq!(count.published(), ["", ""]);
        for iso in ["", "2019-10-16", "2018-12-31", "2019-10-17"] {
            count.meet(Day::of(iso), 2);
        }
        assert_eq!((count.mentions, count.documents, count.published()), (8, 4, ["2018-12-31", "2019-10-17"].map(String::from)));
    }

    #[test]
    fn values_are_told_apart_by_all_but_their_bounds() {
        let mut dates = Dates::default();
        let date = |value: &str, timex3: &str, latest: &str| DateValue {
            value: value.into(),
            timex3: timex3.into(),
            latest: latest.into(),
            ..DateValue::default()
        };
        let met: Vec<u32> =
            [date("a", "b", ""), date("a", "c", ""), date("a", "b", "2019"), date("ab", "", "")].iter().map(|d| dates.add(d)).collect();
        assert_eq!(met, [0, 1, 0, 2]);
        let mut places = Places::default();
        let place = |id: &str, name: &str| Place { id: id.into(), name: name.into(), ..Place::default() };
        let met: Vec<u32> =
            [place("x", "a"), place("x", "b"), place("", "a"), place("", "x"), place("", "a")].iter().map(|p| places.add(p)).collect();
        assert_eq!(met, [0, 0, 1, 2, 1]);
    }
}
