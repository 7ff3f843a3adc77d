//! Dictionaries: the distinct places and dates of the run, and how often each target is met.
//!
//! In: values of documents in order. Out: an index for each distinct one. Of two descriptions of one place the
//! first document's stands.

use crate::model::{DateValue, Place};
use rustc_hash::FxHashMap;
use std::hash::Hash;

/// Distinct values in the order they were first met.
#[derive(Debug, Clone)]
pub struct Dictionary<K, V> {
    index: FxHashMap<K, usize>,
    values: Vec<V>,
}

impl<K, V> Default for Dictionary<K, V> {
    fn default() -> Self {
        Dictionary { index: FxHashMap::default(), values: Vec::new() }
    }
}

impl<K: Hash + Eq, V> Dictionary<K, V> {
    fn at(&mut self, key: K, value: V) -> usize {
        let next = self.values.len();
        let at = *self.index.entry(key).or_insert(next);
        if at == next {
            self.values.push(value);
        }
        at
    }

    /// The values by index.
    pub fn values(&self) -> &[V] {
        &self.values
    }
}

/// The distinct places.
pub type Places = Dictionary<(String, String), Place>;

impl Places {
    /// Index of a place; places without an id are told apart by name and have no row.
    pub fn add(&mut self, place: Place) -> usize {
        let name = if place.id.is_empty() { place.name.clone() } else { String::new() };
        self.at((place.id.clone(), name), place)
    }
}

/// The distinct date values.
pub type Dates = Dictionary<DateValue, DateValue>;

impl Dates {
    /// Index of a date value. The bounds follow from the other fields and tell nothing apart.
    pub fn add(&mut self, date: DateValue) -> usize {
        self.at(DateValue { earliest: String::new(), latest: String::new(), ..date.clone() }, date)
    }
}

/// How often a target is met, counted in document order.
#[derive(Debug, Clone, Default)]
pub struct Count {
    /// Mentions.
    pub mentions: usize,
    /// Documents that mention it or refer to it.
    pub documents: usize,
    /// Number of the last of these, from 1.
    last: usize,
    /// First ISO date on which such a document was published, or empty.
    pub first_published: String,
    /// Last ISO date, or empty.
    pub last_published: String,
}

impl Count {
    /// The target is met in document number `document` (from 1), published on this day (or empty).
    pub fn meet(&mut self, document: usize, published: &str, is_mention: bool) {
        self.mentions += usize::from(is_mention);
        if self.last == document {
            return;
        }
        self.last = document;
        self.documents += 1;
        if published.is_empty() {
            return;
        }
        if self.first_published.is_empty() || published < self.first_published.as_str() {
            self.first_published = published.to_string();
        }
        if published > self.last_published.as_str() {
            self.last_published = published.to_string();
        }
    }
}
