//! Why an entry does not match. In: words of a text; out: forms of the lists that are those words or nearly, and what
//! keeps each from matching. For people who ask; nothing here is on the way of a document.

use super::compiled::SurfaceFlags;
use super::policy::{policy, same_marks};
use super::{EntryRef, Gazetteer};
use crate::text::fold::fold_phrase;

/// A form of the lists near to some words.
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    /// The form as the list writes it.
    pub form: String,
    /// Its entry.
    pub entry: EntryRef,
    /// Edits between the folded words and the folded form; 0: the same but for case, accents and hyphens.
    pub edits: usize,
    /// What keeps it from matching; empty: nothing in its list does.
    pub objections: Vec<&'static str>,
}

impl Gazetteer {
    /// The forms nearest to these words, the same ones first; at most `limit`.
    pub fn near(&self, words: &str, limit: usize) -> Vec<Near> {
        let wanted = fold_phrase(words);
        if wanted.is_empty() {
            return Vec::new();
        }
        // One slip in a short name, two in a long one; more would be another name.
        let most = (wanted.chars().count() / 4).clamp(0, 2);
        let first = wanted.chars().next();
        let mut out: Vec<Near> = Vec::new();
        for set in 0..self.sets.len() {
            for s in 0..self.sets[set].surfaces() as u32 {
                let surface = self.sets[set].surface(s);
                // Folding half a million forms would take seconds: most are out by their length.
                let longer = surface.text.len() > wanted.len() + most + 24 || surface.text.len() + most < wanted.len();
                if longer || !begins_alike(surface.text, first) {
                    continue;
                }
                let folded = fold_phrase(surface.text);
                let within = folded.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.starts_with(' '));
                let edits = if within { folded.len() - wanted.len() } else { crate::lint::facts::distance(&wanted, &folded) };
                if edits > most && !within {
                    continue;
                }
                let entry = EntryRef { set: set as u8, entry: surface.entry };
                let mut objections = Vec::new();
                if within {
                    objections.push("the entry has more words");
                } else if edits > 0 {
                    objections.push("other letters");
                } else {
                    objections.extend(self.objection(surface.text, surface.flags, words));
                }
                if self.hidden.contains(&entry) {
                    objections.push("a user's list replaces the entry");
                }
                out.push(Near { form: surface.text.to_owned(), entry, edits, objections });
            }
        }
        // of an entry's forms the one spelt as the words are says best what keeps it
        out.sort_by(|a, b| (a.edits, a.form != words, &a.form, a.entry).cmp(&(b.edits, b.form != words, &b.form, b.entry)));
        let mut seen = rustc_hash::FxHashSet::default();
        out.retain(|n| seen.insert(n.entry));
        out.truncate(limit);
        out
    }

    /// What a form's list has against words that fold to the same.
    fn objection(&self, form: &str, flags: SurfaceFlags, words: &str) -> Option<&'static str> {
        if policy(form, flags, words, &self.lexicon) {
            let begins = words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            let indexed = !flags.has(SurfaceFlags::ANY_CASE);
            return (!begins && indexed).then_some("a name is looked for at a capital or a digit");
        }
        Some(if flags.has(SurfaceFlags::EXACT_MARKS) && !same_marks(form, words) {
            "its list wants the accents as they are written there"
        } else if flags.has(SurfaceFlags::ACRONYM) {
            "an acronym matches letter for letter"
        } else if flags.has(SurfaceFlags::EXACT_CASE) {
            "its list wants every letter as it is written there"
        } else {
            "its list wants the capitals of the entry, or the whole name in capitals"
        })
    }
}

/// Do both begin with the same letter, accents aside? A slip in the first letter is rare, and this spares the work.
fn begins_alike(form: &str, first: Option<char>) -> bool {
    let Some(c) = form.chars().next() else { return false };
    !c.is_ascii_alphanumeric() || c.to_lowercase().next() == first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objections() {
        let g = Gazetteer::shipped();
        let of = |words: &str| {
            let near = g.near(words, 20);
            near.into_iter().map(|n| (n.form, n.objections.first().copied().unwrap_or("none"))).collect::<Vec<_>>()
        };
        let has = |words: &str, form: &str, objection: &str| of(words).iter().any(|(f, o)| f == form && *o == objection);
        assert!(has("geneva", "Geneva", "its list wants the capitals of the entry, or the whole name in capitals"), "{:?}", of("geneva"));
        assert!(has("Osce", "OSCE", "none") || has("osce", "OSCE", "an acronym matches letter for letter"), "{:?}", of("osce"));
        assert!(has("Bratislva", "Bratislava", "other letters"), "{:?}", of("Bratislva"));
        assert!(has("Geneva", "Geneva", "none"));
        // an alias in small letters, shipped: the index of names begins at capitals
        assert!(has("glasnost", "glasnost", "a name is looked for at a capital or a digit"), "{:?}", of("glasnost"));
        assert!(of("Qqxxzz").is_empty());
    }
}
