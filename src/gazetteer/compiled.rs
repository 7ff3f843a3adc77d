//! The compiled form of lists: entries, surfaces and a hash index over folded word sequences, read in place.
//!
//! In: the numbers and the text that `compile::Builder` made, at build time for the shipped lists, at
//! start for a user's. Out: entries, surfaces, and what is stored under the hash of a phrase. Nothing is parsed at start-up.
//!
//! Two pieces: numbers, little-endian, a header of section ends and then the sections `lists types slots surfaces
//! entries extra`; and one text that all strings are slices of. The text is apart so that the compiler checks
//! once that it is UTF-8, and no reader of a string has to.

use std::borrow::Cow;

pub(super) const SECTIONS: usize = 6;
const LISTS: usize = 0;
const TYPES: usize = 1;
const SLOTS: usize = 2;
const SURFACES: usize = 3;
const ENTRIES: usize = 4;
const EXTRA: usize = 5;

/// A surface's last number: the length of its text, its flags, its entry's type, and whether it is the last under its
/// key. The surfaces of one key stand behind one another, so that the hundred towns of one name are one walk.
pub(super) const FLAGS_AT: u32 = 16;
pub(super) const TYPE_AT: u32 = 22;
/// The highest type number that fits there; it stands for all from there on, which the entry is asked for.
pub(super) const MOST_TYPES: u32 = 0x1ff;
/// Set in the last surface of a key.
pub(super) const LAST: u32 = 1 << 31;

/// Numbers an entry may have: latitude, longitude, population, GeoNames number, weight. One bit of its mask each.
pub(super) const NUMBERS: u32 = 5;
const NUMBER_BITS: u32 = (1 << NUMBERS) - 1;
/// Text columns an entry may have, one bit of the mask each behind those of the numbers.
pub(super) const TEXTS: usize = 14;
/// Bit of the mask: the id is made of the GeoNames number. A quarter of a million ids of 20 letters are not stored.
pub(super) const GEONAMES_ID: u32 = 1 << 31;
/// What such an id begins with.
pub const GEONAMES: &str = "place/geonames-";

/// What a surface form is to its entry, and how it wants to be matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SurfaceFlags(pub u16);

impl SurfaceFlags {
    /// The entry's canonical name.
    pub const NAME: u16 = 1;
    /// From the acronym column.
    pub const ACRONYM: u16 = 2;
    /// A plural made by the inflection policy.
    pub const PLURAL: u16 = 4;
    /// Matches in any case.
    pub const ANY_CASE: u16 = 8;
    /// Matches letter for letter.
    pub const EXACT_CASE: u16 = 16;
    /// Accents count.
    pub const EXACT_MARKS: u16 = 32;

    /// Is this flag set?
    pub fn has(self, flag: u16) -> bool {
        self.0 & flag != 0
    }
}

/// A surface form of an entry.
#[derive(Debug, Clone, Copy)]
pub struct Surface<'a> {
    /// Number of the entry.
    pub entry: u32,
    /// The form as the list writes it.
    pub text: &'a str,
    /// What it is and how it matches.
    pub flags: SurfaceFlags,
    /// Number of the entry's type.
    pub type_: u16,
}

/// An entry as the list gives it. Empty cells are empty or `None`.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(missing_docs)] // the columns are described in docs/gazetteers.md
pub struct Entry<'a> {
    pub list: u16,
    pub type_: u16,
    pub line: u32,
    pub name: &'a str,
    /// The id where it is text of its own; see [`Entry::id`].
    pub own_id: &'a str,
    pub geonames_id: bool,
    pub acronym: &'a str,
    pub country: &'a str,
    pub admin1: &'a str,
    pub admin2: &'a str,
    pub feature: &'a str,
    pub parent: &'a str,
    pub wikidata: &'a str,
    pub gender: &'a str,
    pub valid_from: &'a str,
    pub valid_to: &'a str,
    pub context: &'a str,
    pub note: &'a str,
    pub point: Option<(f64, f64)>,
    pub population: Option<u32>,
    pub geonames: Option<u32>,
    pub weight: Option<u32>,
}

impl<'a> Entry<'a> {
    /// The id the list gives, may be empty.
    pub fn id(&self) -> Cow<'a, str> {
        match self.geonames {
            Some(n) if self.geonames_id => Cow::Owned(format!("{GEONAMES}{n}")),
            _ => Cow::Borrowed(self.own_id),
        }
    }
}

/// What the program needs to know of a list at run time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListInfo {
    /// File name.
    pub file: String,
    /// Ties: the higher wins.
    pub priority: i32,
}

/// Compiled lists.
#[derive(Debug, Clone)]
pub struct Compiled {
    bytes: Cow<'static, [u8]>,
    text: Cow<'static, str>,
    ends: [usize; SECTIONS],
    lists: Vec<ListInfo>,
    types: Vec<String>,
}

/// The little-endian number at a byte; 0 past the end.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at..at + 4) {
        Some(b) => u32::from_le_bytes([b[0], b[1], b[2], b[3]]),
        None => 0,
    }
}

fn strings_of(mut bytes: &[u8]) -> Vec<String> {
    let mut out = Vec::new();
    while bytes.len() >= 2 {
        let n = usize::from(u16::from_le_bytes([bytes[0], bytes[1]]));
        out.push(String::from_utf8_lossy(bytes.get(2..2 + n).unwrap_or_default()).into_owned());
        bytes = bytes.get(2 + n..).unwrap_or_default();
    }
    out
}

/// The number at a byte in seven bits a byte, low ones first, and the byte after it.
fn varint(bytes: &[u8], mut at: usize) -> (usize, usize) {
    match bytes.get(at) {
        Some(&b) if b < 0x80 => return (usize::from(b), at + 1),
        _ => {}
    }
    let (mut value, mut shift) = (0, 0);
    while let Some(&b) = bytes.get(at) {
        value |= usize::from(b & 0x7f) << shift;
        at += 1;
        shift += 7;
        if b < 0x80 || shift > 28 {
            break;
        }
    }
    (value, at)
}

/// The slot where a key is looked for first: the key scaled to the size of the table.
pub(super) fn slot_of(key: u64, slots: usize) -> usize {
    ((u128::from(key) * slots as u128) >> 64) as usize
}

/// What a slot keeps of its key: never 0, which marks an empty one. The low bits, since the high ones choose the slot.
pub(super) fn tag_of(key: u64) -> u32 {
    key as u32 | 1
}

impl Compiled {
    /// Read compiled lists in place.
    pub fn new(bytes: impl Into<Cow<'static, [u8]>>, text: impl Into<Cow<'static, str>>) -> Self {
        let bytes = bytes.into();
        let mut ends = [0; SECTIONS];
        for (i, end) in ends.iter_mut().enumerate() {
            *end = u32_at(&bytes, i * 4) as usize;
        }
        let mut this = Compiled { bytes, text: text.into(), ends, lists: Vec::new(), types: Vec::new() };
        let names = strings_of(this.section(LISTS));
        this.lists = names
            .chunks(2)
            .map(|c| ListInfo { file: c[0].clone(), priority: c.get(1).and_then(|p| p.parse().ok()).unwrap_or(0) })
            .collect();
        this.types = strings_of(this.section(TYPES));
        this
    }

    fn section(&self, i: usize) -> &[u8] {
        let start = if i == 0 { SECTIONS * 4 } else { self.ends[i - 1] };
        self.bytes.get(start..self.ends[i]).unwrap_or_default()
    }

    /// The lists, in the order of the manifest.
    pub fn lists(&self) -> &[ListInfo] {
        &self.lists
    }

    /// Names of types, by number.
    pub fn types(&self) -> &[String] {
        &self.types
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.section(ENTRIES).len() / 12
    }

    /// Are there no entries?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of surface forms.
    pub fn surfaces(&self) -> usize {
        self.section(SURFACES).len() / 12
    }

    /// Surface form `i`.
    pub fn surface(&self, i: u32) -> Surface<'_> {
        let s = self.section(SURFACES);
        let at = i as usize * 12;
        let (entry, from, packed) = (u32_at(s, at), u32_at(s, at + 4) as usize, u32_at(s, at + 8));
        let text = self.text.get(from..from + (packed & 0xffff) as usize).unwrap_or_default();
        let flags = SurfaceFlags((packed >> FLAGS_AT & ((1 << (TYPE_AT - FLAGS_AT)) - 1)) as u16);
        let type_ = packed >> TYPE_AT & MOST_TYPES;
        let type_ = if type_ == MOST_TYPES { self.type_of(entry) } else { type_ as u16 };
        Surface { entry, text, flags, type_ }
    }

    /// Type number of entry `i`, without reading the rest of it.
    pub fn type_of(&self, i: u32) -> u16 {
        (u32_at(self.section(ENTRIES), i as usize * 12) >> 16) as u16
    }

    /// Entry `i`.
    pub fn entry(&self, i: u32) -> Entry<'_> {
        let e = self.section(ENTRIES);
        let at = i as usize * 12;
        let head = u32_at(e, at);
        let mut out = Entry { list: head as u16, type_: (head >> 16) as u16, line: u32_at(e, at + 4), ..Entry::default() };
        let x = self.section(EXTRA);
        let mut p = u32_at(e, at + 8) as usize;
        let mask = u32_at(x, p);
        p += 4;
        let mut number = |bit: u32| {
            (mask & (1 << bit) != 0).then(|| {
                let v = u32_at(x, p);
                p += 4;
                v
            })
        };
        let latitude = number(0);
        let longitude = number(1);
        out.point = latitude.zip(longitude).map(|(a, b)| (f64::from(a as i32) / 1e5, f64::from(b as i32) / 1e5));
        out.population = number(2);
        out.geonames = number(3);
        out.weight = number(4);
        out.geonames_id = mask & GEONAMES_ID != 0;
        let mut columns = [""; TEXTS];
        let mut at = u32_at(x, p) as usize;
        p += 4;
        // one step for each column there is; most entries have six of the fourteen
        let mut left = (mask >> NUMBERS) & ((1 << TEXTS) - 1);
        while left != 0 {
            let (n, next) = varint(x, p);
            columns[left.trailing_zeros() as usize] = self.text.get(at..at + n).unwrap_or_default();
            (at, p) = (at + n, next);
            left &= left - 1;
        }
        [
            out.name,
            out.own_id,
            out.acronym,
            out.country,
            out.admin1,
            out.admin2,
            out.feature,
            out.parent,
            out.wikidata,
            out.gender,
            out.valid_from,
            out.valid_to,
            out.context,
            out.note,
        ] = columns;
        out
    }

    /// Line of entry `i` in its list, and the number of the list.
    pub fn place(&self, i: u32) -> (u16, u32) {
        let e = self.section(ENTRIES);
        (u32_at(e, i as usize * 12) as u16, u32_at(e, i as usize * 12 + 4))
    }

    /// Inhabitants of entry `i`, without reading the rest of it.
    pub fn population(&self, i: u32) -> Option<u32> {
        let x = self.section(EXTRA);
        let p = u32_at(self.section(ENTRIES), i as usize * 12 + 8) as usize;
        let mask = u32_at(x, p);
        (mask & 4 != 0).then(|| u32_at(x, p + 4 + 4 * (mask & 3).count_ones() as usize))
    }

    /// Country and first-level division of entry `i`, without reading the rest of it.
    pub fn seat(&self, i: u32) -> (&str, &str) {
        let x = self.section(EXTRA);
        let p = u32_at(self.section(ENTRIES), i as usize * 12 + 8) as usize;
        let mask = u32_at(x, p);
        let p = p + 4 + 4 * (mask & NUMBER_BITS).count_ones() as usize;
        let mut texts = Texts { mask, at: u32_at(x, p) as usize, lengths: x, p: p + 4, text: &self.text };
        // name, id, acronym, then country, division: the order of the columns in `entry`
        for column in 0..3 {
            texts.skip(column);
        }
        (texts.take(3), texts.take(4))
    }

    /// What stands under the hash of a folded phrase: little enough to be gathered for many phrases at once, so that the
    /// processor waits for all of their places in the table together and not for one after the other.
    pub fn found(&self, key: u64) -> Found {
        let slots = self.section(SLOTS).as_chunks::<8>().0;
        if slots.is_empty() {
            return Found(0);
        }
        let tag = tag_of(key);
        let mut at = slot_of(key, slots.len());
        loop {
            let slot = u64::from_le_bytes(slots[at]);
            let (t, v) = (slot as u32, (slot >> 32) as u32);
            if t == tag {
                return Found(v);
            }
            if t == 0 {
                return Found(0);
            }
            at += 1;
            if at == slots.len() {
                at = 0;
            }
        }
    }

    /// The numbers of the surfaces of what was found.
    pub fn postings(&self, found: Found) -> Postings<'_> {
        Postings { surfaces: self.section(SURFACES), at: found.0 >> 1 }
    }
}

/// What stands under a key: where its surfaces are, and whether a longer phrase begins with it. 0 where nothing does.
#[derive(Debug, Clone, Copy, Default)]
pub struct Found(u32);

impl Found {
    /// Does anything stand there?
    pub fn is_some(self) -> bool {
        self.0 != 0
    }

    /// Does a longer phrase begin so?
    pub fn longer(self) -> bool {
        self.0 & 1 != 0
    }
}

/// The text columns of one entry, which stand behind one another in the text in the order of the columns.
struct Texts<'a> {
    mask: u32,
    at: usize,
    lengths: &'a [u8],
    p: usize,
    text: &'a str,
}

impl<'a> Texts<'a> {
    /// The next column's text; columns are asked for in their order.
    fn take(&mut self, column: u32) -> &'a str {
        let from = self.at;
        self.skip(column);
        self.text.get(from..self.at).unwrap_or_default()
    }

    fn skip(&mut self, column: u32) {
        if self.mask & (1 << (NUMBERS + column)) != 0 {
            let (n, p) = varint(self.lengths, self.p);
            self.at += n;
            self.p = p;
        }
    }
}

/// Numbers of surfaces under one key.
#[derive(Debug, Clone, Copy)]
pub struct Postings<'a> {
    surfaces: &'a [u8],
    /// Number of the next one from 1; 0 when there is none.
    at: u32,
}

impl Iterator for Postings<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let number = self.at.checked_sub(1)?;
        let last = u32_at(self.surfaces, number as usize * 12 + 8) & LAST != 0;
        self.at = if last { 0 } else { self.at + 1 };
        Some(number)
    }
}
