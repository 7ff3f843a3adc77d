//! The lexicon: what is known of a single word as such.
//!
//! In: the lists of given names, family names, name parts and ordinary words. Out: for a folded word, whether
//! and how strongly it is each of them, and on which line of which list. Kept apart from the index because
//! every word of every document asks it, and one small record must answer.

use super::compiled::u32_at;
use super::manifest::ListSpec;
use super::row::Row;
use crate::text::fold;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Classes a word can be in; numbers are positions in a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum WordClass {
    Given = 0,
    Family = 1,
    Part = 2,
    Word = 3,
    Capital = 4,
}

const CLASSES: usize = 5;
/// A slot: a tag and where the word's classes are written.
const SLOT: usize = 8;
const HEADER: usize = 4 + CLASSES * 64;

/// List types that go into the lexicon, with their class.
pub fn class_of(type_: &str) -> Option<WordClass> {
    Some(match type_ {
        "given-name" => WordClass::Given,
        "family-name" => WordClass::Family,
        "name-part" => WordClass::Part,
        "word" => WordClass::Word,
        "capital-word" => WordClass::Capital,
        _ => return None,
    })
}

/// The low bits of a class hold the line, two above them the gender, the high byte the weight. Four million lines
/// are more than a list of names can have.
const LINES: u32 = 0x3f_ffff;
const GENDER_AT: u32 = 22;

/// Gender of a given name or of a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[allow(missing_docs)]
pub enum Gender {
    Female,
    Male,
}

impl Gender {
    /// From a list's `gender` column: `f`, `m`, or nothing.
    pub fn from_column(cell: &str) -> Option<Self> {
        match cell {
            "f" => Some(Gender::Female),
            "m" => Some(Gender::Male),
            _ => None,
        }
    }
}

/// What the lexicon says of one word: weight 1–255 for each class, 0 for none, and the line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WordInfo {
    classes: [u32; CLASSES],
}

impl WordInfo {
    /// Weight in a class, 0 when it is not in it.
    pub fn weight(&self, class: WordClass) -> u8 {
        (self.classes[class as usize] >> 24) as u8
    }

    /// Line of the list, from 1; 0 when it is not in it.
    pub fn line(&self, class: WordClass) -> u32 {
        self.classes[class as usize] & LINES
    }

    /// Gender as a given name, where the list gives one.
    pub fn gender(&self) -> Option<Gender> {
        match (self.classes[WordClass::Given as usize] & !LINES) >> GENDER_AT & 3 {
            1 => Some(Gender::Female),
            2 => Some(Gender::Male),
            _ => None,
        }
    }

    /// Any class of personal names.
    pub fn is_name(&self) -> bool {
        self.classes[0] | self.classes[1] | self.classes[2] != 0
    }
}

/// Where a word's classes are written; 0 for a word in no list, since the header stands there.
#[derive(Debug, Clone, Copy)]
pub struct Place(u32);

/// Compiled lexicon.
#[derive(Debug, Clone)]
pub struct Lexicon {
    bytes: Cow<'static, [u8]>,
    slots: usize,
}

impl Lexicon {
    /// Read compiled bytes in place.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Self {
        let bytes = bytes.into();
        let slots = u32_at(&bytes, 0) as usize;
        Lexicon { bytes, slots }
    }

    /// What is known of the folded word with this hash.
    pub fn get(&self, hash: u64) -> WordInfo {
        self.at(self.place(hash))
    }

    /// Where it is written what is known of the folded word with this hash.
    pub fn place(&self, hash: u64) -> Place {
        if self.slots == 0 {
            return Place(0);
        }
        let tag = tag_of(hash);
        let mut at = slot_of(hash, self.slots);
        loop {
            let p = HEADER + at * SLOT;
            let t = u32_at(&self.bytes, p);
            if t == tag {
                return Place(u32_at(&self.bytes, p + 4));
            }
            if t == 0 {
                return Place(0);
            }
            at += 1;
            if at == self.slots {
                at = 0;
            }
        }
    }

    /// What is known of the word there.
    pub fn at(&self, place: Place) -> WordInfo {
        let mut info = WordInfo::default();
        if place.0 == 0 {
            return info;
        }
        let mut from = place.0 as usize;
        let classes = self.bytes.get(from).copied().unwrap_or(0);
        from += 1;
        for (i, c) in info.classes.iter_mut().enumerate() {
            if classes & (1 << i) != 0 {
                *c = u32_at(&self.bytes, from);
                from += 4;
            }
        }
        info
    }

    /// File name of the list behind a class.
    pub fn file(&self, class: WordClass) -> &str {
        let at = 4 + class as usize * 64;
        let n = usize::from(self.bytes.get(at).copied().unwrap_or(0));
        self.bytes.get(at + 1..at + 1 + n).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
    }
}

/// Gathers single words.
#[derive(Debug, Default)]
pub struct LexiconBuilder {
    words: BTreeMap<u64, WordInfo>,
    files: [String; CLASSES],
}

impl LexiconBuilder {
    /// Add a list; rows of more than one token are passed over (they belong in an index).
    pub fn add(&mut self, spec: &ListSpec, rows: &[Row]) {
        let Some(class) = class_of(&spec.type_) else { return };
        self.files[class as usize].clone_from(&spec.file);
        for row in rows {
            let folded = fold::fold_phrase(&row.name);
            if folded.is_empty() || folded.contains(' ') {
                continue;
            }
            // Weights of 1 to 1000 in one byte; the scale is coarse on purpose.
            let weight = row.weight.map_or(1, |w| (w / 4).clamp(1, 255));
            let slot = &mut self.words.entry(fold::hash(folded.as_bytes())).or_default().classes[class as usize];
            if *slot >> 24 < weight {
                let gender = match Gender::from_column(&row.gender) {
                    Some(Gender::Female) => 1,
                    Some(Gender::Male) => 2,
                    None => 0,
                };
                *slot = weight << 24 | gender << GENDER_AT | row.line & LINES;
            }
        }
    }

    /// The compiled bytes: header, slots, and for each word one byte of classes and four for each class.
    pub fn finish(self) -> Vec<u8> {
        // Three quarters full: probing stays short and the table small.
        let size = self.words.len() * 4 / 3 + usize::from(!self.words.is_empty());
        let mut out = vec![0u8; HEADER + size * SLOT];
        out[..4].copy_from_slice(&(size as u32).to_le_bytes());
        for (i, f) in self.files.iter().enumerate() {
            let n = f.len().min(63);
            out[4 + i * 64] = n as u8;
            out[4 + i * 64 + 1..4 + i * 64 + 1 + n].copy_from_slice(&f.as_bytes()[..n]);
        }
        for (hash, info) in self.words {
            let mut at = slot_of(hash, size);
            while u32_at(&out, HEADER + at * SLOT) != 0 {
                at = (at + 1) % size;
            }
            let p = HEADER + at * SLOT;
            let from = out.len() as u32;
            out[p..p + 4].copy_from_slice(&tag_of(hash).to_le_bytes());
            out[p + 4..p + 8].copy_from_slice(&from.to_le_bytes());
            let present = info.classes.iter().enumerate().filter(|(_, c)| **c != 0);
            out.push(present.clone().fold(0, |mask, (i, _)| mask | 1 << i));
            for (_, c) in present {
                out.extend_from_slice(&c.to_le_bytes());
            }
        }
        out
    }
}

/// A slot's tag: never 0, which marks an empty one.
fn tag_of(hash: u64) -> u32 {
    hash as u32 | 1
}

/// The first slot to look in: the hash scaled to the table's size.
fn slot_of(hash: u64, slots: usize) -> usize {
    ((u128::from(hash) * slots as u128) >> 64) as usize
}
