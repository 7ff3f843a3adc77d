//! A fixed set of words that is asked at every token of a text.
//!
//! In: the words, at compile time. Out: [`Words`], which answers whether a word is one of them with one look into a
//! table. A search through the words themselves compares dozens of strings for each token.

/// A set of words in a table of `SLOTS` places, at least twice as many as words.
#[derive(Debug)]
pub struct Words<const SLOTS: usize> {
    /// Number of the word in its list from 1; 0 is free.
    slots: [u16; SLOTS],
    words: &'static [&'static str],
}

impl<const SLOTS: usize> Words<SLOTS> {
    /// The set of these words. Does not compile when the table is too small for them.
    pub const fn new(words: &'static [&'static str]) -> Self {
        assert!(words.len() * 2 <= SLOTS, "the table wants two places for each word");
        let mut slots = [0; SLOTS];
        let mut i = 0;
        while i < words.len() {
            let mut at = slot(words[i].as_bytes()) % SLOTS;
            while slots[at] != 0 {
                at = (at + 1) % SLOTS;
            }
            i += 1;
            slots[at] = i as u16;
        }
        Words { slots, words }
    }

    /// The words, in the order in which they were given.
    pub fn all(&self) -> &'static [&'static str] {
        self.words
    }

    /// Is the word one of them, letter for letter?
    pub fn has(&self, word: &str) -> bool {
        if word.is_empty() {
            return false;
        }
        let mut at = slot(word.as_bytes()) % SLOTS;
        loop {
            match self.slots[at] {
                0 => return false,
                n if self.words[usize::from(n) - 1] == word => return true,
                _ => at = (at + 1) % SLOTS,
            }
        }
    }
}

impl<const SLOTS: usize> Words<SLOTS> {
    /// Is the word one of them in any case? The set's own words are in small letters.
    pub fn has_any_case(&self, word: &str) -> bool {
        let [first, .., last] = *word.as_bytes() else { return self.has(&word.to_ascii_lowercase()) };
        if !word.is_ascii() {
            return self.has(&word.to_lowercase());
        }
        let small = [first, word.as_bytes()[word.len() / 2], last].map(|b| b.to_ascii_lowercase());
        let mut at = place(small, word.len()) % SLOTS;
        loop {
            match self.slots[at] {
                0 => return false,
                n if self.words[usize::from(n) - 1].eq_ignore_ascii_case(word) => return true,
                _ => at = (at + 1) % SLOTS,
            }
        }
    }
}

/// Where a word is looked for: by its length and its first, middle and last byte, which few words share.
const fn slot(word: &[u8]) -> usize {
    let n = word.len();
    place([word[0], word[n / 2], word[n - 1]], n)
}

const fn place([first, middle, last]: [u8; 3], n: usize) -> usize {
    let mixed = (first as u32) << 24 ^ (middle as u32) << 16 ^ (last as u32) << 8 ^ n as u32;
    (mixed.wrapping_mul(0x9E37_79B1) >> 16) as usize // the golden ratio in 32 bits: spreads neighbouring values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_its_words_and_no_others() {
        static SET: Words<16> = Words::new(&["The", "A", "An", "Thé", "of"]);
        assert!(["The", "A", "An", "Thé", "of"].iter().all(|w| SET.has(w)));
        static SMALL: Words<16> = Words::new(&["the", "n", "straße", "ul"]);
        assert!(["THE", "The", "N", "Straße", "Ul"].iter().all(|w| SMALL.has_any_case(w)));
        assert!(["", "t", "Then", "Strase", "l"].iter().all(|w| !SMALL.has_any_case(w)));
        assert!(["the", "", "Ann", "Tha", "o", "off"].iter().all(|w| !SET.has(w)));
    }
}
