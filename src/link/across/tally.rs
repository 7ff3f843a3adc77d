//! Counted strings. In: strings as they are met; out: the best of them, whatever the order they came in.

/// Strings with how often each was seen, sorted by the strings.
#[derive(Debug, Clone, Default)]
pub struct Tally(Vec<(Box<str>, usize)>);

impl Tally {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(text, _)| &**text)
    }

    pub fn add(&mut self, text: &str, times: usize) {
        if text.is_empty() {
            return;
        }
        match self.0.binary_search_by(|(t, _)| (**t).cmp(text)) {
            Ok(i) => self.0[i].1 += times,
            Err(i) => self.0.insert(i, (text.into(), times)),
        }
    }

    pub fn absorb(&mut self, other: &Tally) {
        other.0.iter().for_each(|(text, times)| self.add(text, *times));
    }

    /// The most frequent; of equals one with small letters (capitals throughout hide the spelling), then the
    /// longest (it has the diacritics), then the first by bytes.
    pub fn best(&self) -> String {
        let merit = |(text, times): &&(Box<str>, usize)| (*times, text.chars().any(char::is_lowercase), text.len());
        self.0.iter().rev().max_by_key(merit).map_or(String::new(), |(text, _)| text.to_string())
    }

    /// Most frequent first, equals by bytes.
    pub fn most_frequent_first(&self) -> Vec<(String, usize)> {
        let mut all: Vec<(String, usize)> = self.0.iter().map(|(text, times)| (text.to_string(), *times)).collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        all
    }
}
