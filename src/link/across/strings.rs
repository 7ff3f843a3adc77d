//! Every string that the merge across documents keeps, once. In: strings; out: numbers that stand for them.
//!
//! A name is a form, too, a body is evidence for many: what is kept of an entity is numbers into one text, a tenth of what
//! strings of its own would take.

use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// A string by its number; the default is the empty one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Sym(u32);

impl Sym {
    pub fn is_empty(self) -> bool {
        self == Sym::default()
    }

    /// As a plain number, for those who keep others beside it.
    pub fn number(self) -> u32 {
        self.0
    }

    /// From [`Sym::number`].
    pub fn numbered(number: u32) -> Self {
        Sym(number)
    }
}

/// The strings.
#[derive(Debug, Clone, Default)]
pub struct Strings {
    text: String,
    /// Where each but the empty one ends; it begins where the one before ends.
    ends: Vec<usize>,
    /// By hash. A string whose hash is another's stands at the next free number.
    index: FxHashMap<u64, Sym>,
}

impl Strings {
    /// The number of a string, which is kept from now on.
    pub fn of(&mut self, string: &str) -> Sym {
        if string.is_empty() {
            return Sym::default();
        }
        let mut hash = hash(string);
        while let Some(&sym) = self.index.get(&hash) {
            if self.get(sym) == string {
                return sym;
            }
            hash = hash.wrapping_add(1);
        }
        self.text.push_str(string);
        self.ends.push(self.text.len());
        let sym = Sym(self.ends.len() as u32); // four thousand million distinct strings do not fit into memory
        self.index.insert(hash, sym);
        sym
    }

    pub fn get(&self, sym: Sym) -> &str {
        let Some(at) = (sym.0 as usize).checked_sub(1) else { return "" };
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[at]]
    }
}

fn hash(string: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(string.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_one_number() {
        let mut strings = Strings::default();
        let all: Vec<String> = (0..2000).map(|i| format!("n{}", i % 1000)).chain([String::new()]).collect();
        let syms: Vec<Sym> = all.iter().map(|s| strings.of(s)).collect();
        assert!(syms.iter().zip(&all).all(|(sym, s)| strings.get(*sym) == s));
        assert!(syms[..1000] == syms[1000..2000] && syms[2000].is_empty());
        assert_eq!((strings.ends.len(), strings.of("n7")), (1000, syms[7]));
    }

    /// Two strings of one hash are two.
    #[test]
    fn a_hash_may_be_anothers() {
        let mut strings = Strings::default();
        let a = strings.of("a");
        strings.index.insert(hash("b"), a);
        let b = strings.of("b");
        assert_eq!((strings.of("b"), strings.of("a")), (b, a));
        assert_eq!((strings.get(a), strings.get(b)), ("a", "b"));
    }
}
