//! What each token could be in a date.
//!
//! In: a prepared document and a language's words. Out: one [`Lex`] for each token: a set of classes, a value,
//! the number of its word. A token that no rule knows has the word 0, and nothing is ever tried there: this is
//! the prefilter that keeps dates cheap.

use super::tree::Unit;
use crate::text::Prepared;
use crate::text::token::{Class, Token, is_apostrophe};
use rustc_hash::FxHashMap;

/// Classes of words, as bits of [`Lex::bits`].
pub mod class {
    /// Month name or abbreviation; value 1 to 12.
    pub const MONTH: u32 = 1;
    /// Weekday name or abbreviation; value 1 (Monday) to 7.
    pub const WEEKDAY: u32 = 1 << 1;
    /// Unit of time, see [`super::Lex::unit`].
    pub const UNIT: u32 = 1 << 2;
    /// Number in words: 0 to 19, tens, 100, 1000.
    pub const CARD: u32 = 1 << 3;
    /// Ordinal, in words or digits.
    pub const ORD: u32 = 1 << 4;
    /// Season; value as in EDTF less 20.
    pub const SEASON: u32 = 1 << 5;
    /// Part of the day; value 1 morning, 2 afternoon, 3 evening, 4 night.
    pub const PART: u32 = 1 << 6;
    /// Numeral from 1 to 31 of one or two digits.
    pub const DAY: u32 = 1 << 7;
    /// Numeral of four digits, 1000 to 2199.
    pub const YEAR: u32 = 1 << 8;
    /// `1990s`, `90s`, "nineties".
    pub const DECADE: u32 = 1 << 9;
    /// Any numeral that fits.
    pub const INT: u32 = 1 << 10;
    /// "today", "yesterday", "tomorrow"; value: days from the reference.
    pub const DEICTIC: u32 = 1 << 11;
    /// First word of a named day.
    pub const NAMED: u32 = 1 << 12;
    /// "last", "this", "next" and the like; value: see the language.
    pub const WHICH: u32 = 1 << 13;
    /// "early", "mid", "late"; value 1, 2, 3.
    pub const EARLY: u32 = 1 << 14;
    /// "few", "several", "many".
    pub const FEW: u32 = 1 << 15;
    /// Time zone; value: minutes from UTC.
    pub const ZONE: u32 = 1 << 16;
    /// Abbreviated: not a word that stands alone.
    pub const ABBR: u32 = 1 << 17;
    /// Plural.
    pub const PLURAL: u32 = 1 << 18;
    /// Numeral of two digits.
    pub const TWO: u32 = 1 << 19;
    /// A numeral with letters (`15pm`, `07T10`, `FY2019`, `Q3`).
    pub const MIXED: u32 = 1 << 20;
    /// "am", "pm" without points; value 0 or 12.
    pub const AMPM: u32 = 1 << 21;
    /// Ordinal in digits (`7th`) up to 31.
    pub const NTH: u32 = 1 << 22;
    /// Adverb or adjective of recurrence ("daily"); value: units between.
    pub const OFTEN: u32 = 1 << 23;
    /// Adverb that means the present, past or future; value 0, -1, 1.
    pub const VAGUE: u32 = 1 << 24;
    /// "noon", "midnight"; value: hour.
    pub const NOON: u32 = 1 << 25;
}

/// What a token could be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lex {
    /// Classes, see [`class`].
    pub bits: u32,
    /// Number of the word in its language, 0 for none; numerals have reserved numbers.
    pub word: u16,
    /// Index into the unit table, or 255.
    pub unit: u8,
    /// No white space before it.
    pub glued: bool,
    /// A break before it that no date runs across.
    pub broken: bool,
    /// Value, by class.
    pub num: i32,
}

impl Lex {
    /// Has one of the classes.
    pub fn is(&self, bits: u32) -> bool {
        self.bits & bits != 0
    }

    /// The unit of time.
    pub fn unit(&self) -> Option<Unit> {
        UNITS.get(self.unit as usize).copied()
    }
}

/// Units by the number a lexicon gives them.
pub const UNITS: [Unit; 13] = [
    Unit::Second,
    Unit::Minute,
    Unit::Hour,
    Unit::Day,
    Unit::Weekend,
    Unit::Week,
    Unit::Fortnight,
    Unit::Month,
    Unit::Quarter,
    Unit::Year,
    Unit::Decade,
    Unit::Century,
    Unit::Millennium,
];

/// Reserved word numbers for numerals, so that rules can be filed under them like under words.
pub const NUMERALS: [(u16, u32); 8] = [
    (1, class::DAY | class::INT),
    (2, class::INT),
    (3, class::YEAR | class::INT),
    (4, class::DECADE),
    (5, class::ORD | class::NTH),
    (6, class::ORD),
    (7, class::MIXED),
    (8, class::DAY | class::INT | class::TWO),
];
/// Two digits above 31 share this one.
const TWO_DIGITS: u16 = 9;
/// First number of a real word.
const FIRST_WORD: u16 = 10;

const NONE: Lex = Lex { bits: 0, word: 0, unit: 255, glued: false, broken: false, num: 0 };
/// The longest word of a lexicon has 14 letters; 24 leaves room for another language.
const LONGEST: usize = 24;
/// Size of the filter in bits: some four hundred words leave nine in ten of its slots free.
const SLOTS: usize = 4096;

/// Where a word stands in the filter: its first and last letter, small or capital, its second, its length.
fn slot(word: &[u8]) -> usize {
    let at = |i: usize| word.get(i).map_or(0, |b| usize::from(b | 0x20));
    (at(0) * 37 + at(1) * 5 + at(word.len().wrapping_sub(1)) * 11 + word.len() * 131) % SLOTS
}

/// A language's words.
#[derive(Debug, Default)]
pub struct Lexicon {
    by_text: FxHashMap<Box<[u8]>, usize>,
    /// Which hashes of (first letter, last letter, length) any word has: most words of a text have none of them.
    filter: Vec<u64>,
    /// Entries by word number less [`FIRST_WORD`].
    entries: Vec<Lex>,
    /// What each mark of ASCII is: every comma of a text asks.
    marks: Vec<Lex>,
}

impl Lexicon {
    /// Add a word with its classes and value; classes of a word given twice are joined.
    pub fn add(&mut self, text: &str, bits: u32, num: i32, unit: u8) -> u16 {
        if let Some(&i) = self.by_text.get(text.as_bytes()) {
            let e = &mut self.entries[i];
            if bits & !class::NAMED != 0 && e.bits & !(class::PLURAL | class::NAMED) == 0 {
                (e.num, e.unit) = (num, unit);
            } else if unit != 255 {
                // a word with two readings keeps the first one's value and the second one's unit ("second")
                e.unit = unit;
            }
            e.bits |= bits;
            return e.word;
        }
        let word = FIRST_WORD + self.entries.len() as u16;
        self.by_text.insert(text.as_bytes().into(), self.entries.len());
        self.entries.push(Lex { bits, word, unit, glued: false, broken: false, num });
        word
    }

    /// How many word numbers there are.
    pub fn words(&self) -> usize {
        FIRST_WORD as usize + self.entries.len()
    }

    /// The number of a word.
    pub fn word(&self, text: &str) -> Option<u16> {
        self.by_text.get(text.as_bytes()).map(|&i| self.entries[i].word)
    }

    /// No more words: make the filter.
    pub fn close(&mut self) {
        self.filter = vec![0; SLOTS / 64];
        for text in self.by_text.keys() {
            let at = slot(text);
            self.filter[at / 64] |= 1 << (at % 64);
        }
        let of = |mark: &str| self.by_text.get(punct(mark).as_bytes()).map_or(NONE, |&i| self.entries[i]);
        self.marks = (0..0x80u8).map(|b| of(char::from(b).encode_utf8(&mut [0; 4]))).collect();
    }

    /// The numbers of all words (and numerals) of one of the classes.
    pub fn words_of(&self, bits: u32) -> Vec<u16> {
        let numerals = NUMERALS.iter().copied().chain([(TWO_DIGITS, class::INT | class::TWO)]);
        let mut out: Vec<u16> = numerals.filter(|n| n.1 & bits != 0).map(|n| n.0).collect();
        out.extend(self.entries.iter().filter(|e| e.bits & bits != 0).map(|e| e.word));
        out
    }

    /// Label every token of a document.
    pub fn label(&self, doc: &Prepared) -> Vec<Lex> {
        let mut out = Vec::with_capacity(doc.tokens.len());
        let bytes = doc.text.as_bytes();
        let mut end = 0usize;
        for t in &doc.tokens {
            let (start, stop) = (t.start as usize, t.end as usize);
            let word = &bytes[start..stop];
            let mut lex = if self.none(word, t) { NONE } else { self.look(word, doc.text, t) };
            lex.glued = start == end;
            lex.broken = start > end + 1 && breaks(&bytes[end..start]);
            out.push(lex);
            end = stop;
        }
        for s in &doc.sentences {
            // A line that ends a sentence ends a date; a full stop is no part of one anyway.
            if let Some(lex) = out.get_mut(s.start as usize)
                && let Some(at) = doc.tokens.get(s.start as usize)
                && s.start > 0
            {
                let before = doc.tokens[s.start as usize - 1].end as usize;
                lex.broken |= doc.text[before..at.start as usize].contains(['\n', '\r', '\u{2028}', '\u{2029}']);
            }
        }
        out
    }

    /// Can it be seen without looking that a token is no word of a rule?
    fn none(&self, word: &[u8], t: &Token) -> bool {
        if t.shape & Token::HAS_DIGIT != 0 || t.class == Class::Punct {
            return false;
        }
        let at = slot(word);
        word.len() > LONGEST || self.filter.get(at / 64).is_some_and(|f| f >> (at % 64) & 1 == 0)
    }

    fn look(&self, word: &[u8], text: &str, t: &Token) -> Lex {
        if t.shape & Token::HAS_DIGIT != 0 {
            return numeral(word);
        }
        if word.len() > LONGEST {
            return NONE;
        }
        if let (Class::Punct, &[mark]) = (t.class, word)
            && let Some(lex) = self.marks.get(usize::from(mark))
        {
            return *lex;
        }
        let mut low = [0u8; LONGEST];
        let low = &mut low[..word.len()];
        for (l, b) in low.iter_mut().zip(word) {
            *l = b.to_ascii_lowercase();
        }
        let key = if t.class == Class::Punct { punct(&text[t.start as usize..t.end as usize]).as_bytes() } else { &*low };
        self.by_text.get(key).map_or(NONE, |&i| self.entries[i])
    }
}

/// One spelling for each kind of mark.
fn punct(mark: &str) -> &str {
    match mark.chars().next() {
        Some('\u{2010}'..='\u{2015}' | '\u{2212}') => "-",
        Some('\u{2044}' | '\u{2215}') => "/",
        Some(c) if is_apostrophe(c) => "'",
        _ => mark,
    }
}

/// Does white space hold a break that no date runs across: two line ends?
fn breaks(gap: &[u8]) -> bool {
    let plain = gap.iter().filter(|&&b| matches!(b, b'\n' | 0x0b | 0x0c)).count();
    let wide = gap.windows(3).filter(|w| matches!(w, [0xe2, 0x80, 0xa8 | 0xa9])).count();
    plain + wide > 1
}

/// Label a token with a digit in it.
fn numeral(word: &[u8]) -> Lex {
    let digits = word.iter().take_while(|b| b.is_ascii_digit()).count();
    let mut lex = Lex { bits: class::MIXED, word: 7, unit: 255, glued: false, broken: false, num: 0 };
    // Nine digits fit an i32; no numeral in a date is longer.
    if digits > 9 {
        return Lex { word: 0, bits: 0, ..lex };
    }
    let num = word[..digits].iter().fold(0i32, |n, b| n * 10 + i32::from(b - b'0'));
    let rest = &word[digits..];
    lex.num = num;
    if digits == 0 {
        return lex;
    }
    if rest.is_empty() {
        (lex.word, lex.bits) = match (digits, num) {
            (1, 1..=9) => NUMERALS[0],
            (2, 1..=31) => NUMERALS[7],
            (4, 1000..=2199) => NUMERALS[2],
            (2, _) => (TWO_DIGITS, class::INT | class::TWO),
            _ => NUMERALS[1],
        };
    } else if rest.eq_ignore_ascii_case(b"s")
        && (digits == 4 && num % 10 == 0 && (1000..=2190).contains(&num) || digits == 2 && num % 10 == 0)
    {
        (lex.word, lex.bits) = NUMERALS[3];
    } else if [&b"st"[..], b"nd", b"rd", b"th"].iter().any(|s| rest.eq_ignore_ascii_case(s)) && digits <= 3 {
        (lex.word, lex.bits) = if (1..=31).contains(&num) { NUMERALS[4] } else { NUMERALS[5] };
    }
    lex
}
