//! The compiled form of lists: entries, surfaces and strings in one run of bytes.
//!
//! In: [`Row`]s with the policy of their list. Out: bytes that the build script embeds and the program reads
//! in place, or that the program makes for a user's lists with the same code. Nothing is parsed at start-up.
//!
//! Layout, little-endian: a header of section ends, then the sections
//! `lists types slots postings surfaces entries extra strings`.

use super::manifest::{Case, Diacritics, Inflection, ListSpec};
use super::row::Row;
use crate::text::fold;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

const SECTIONS: usize = 8;
const LISTS: usize = 0;
const TYPES: usize = 1;
const SLOTS: usize = 2;
const POSTINGS: usize = 3;
const SURFACES: usize = 4;
const ENTRIES: usize = 5;
const EXTRA: usize = 6;
const STRINGS: usize = 7;

/// Set in the last posting of a key.
const LAST: u32 = 1 << 31;

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
}

/// An entry as the list gives it. Empty cells are empty or `None`.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(missing_docs)] // the columns are described in docs/gazetteers.md
pub struct Entry<'a> {
    pub list: u16,
    pub type_: u16,
    pub line: u32,
    pub name: &'a str,
    pub id: &'a str,
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

fn push_str(out: &mut Vec<u8>, s: &str) {
    let n = s.len().min(usize::from(u16::MAX));
    out.extend_from_slice(&(n as u16).to_le_bytes());
    out.extend_from_slice(&s.as_bytes()[..n]);
}

impl Compiled {
    /// Read compiled bytes in place.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Self {
        let bytes = bytes.into();
        let mut ends = [0; SECTIONS];
        for (i, end) in ends.iter_mut().enumerate() {
            *end = u32_at(&bytes, i * 4) as usize;
        }
        let mut this = Compiled { bytes, ends, lists: Vec::new(), types: Vec::new() };
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
        let length = u32_at(s, at + 8);
        let from = u32_at(s, at + 4) as usize;
        let text = self.section(STRINGS).get(from..from + (length & 0xffff) as usize).unwrap_or_default();
        Surface { entry: u32_at(s, at), text: std::str::from_utf8(text).unwrap_or_default(), flags: SurfaceFlags((length >> 16) as u16) }
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
        for (k, field) in [
            &mut out.name,
            &mut out.id,
            &mut out.acronym,
            &mut out.country,
            &mut out.admin1,
            &mut out.admin2,
            &mut out.feature,
            &mut out.parent,
            &mut out.wikidata,
            &mut out.gender,
            &mut out.valid_from,
            &mut out.valid_to,
            &mut out.context,
            &mut out.note,
        ]
        .into_iter()
        .enumerate()
        {
            if mask & (1 << (5 + k)) != 0 {
                let n = x.get(p..p + 2).map_or(0, |b| usize::from(u16::from_le_bytes([b[0], b[1]])));
                *field = x.get(p + 2..p + 2 + n).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default();
                p += 2 + n;
            }
        }
        out
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
        let mut p = u32_at(self.section(ENTRIES), i as usize * 12 + 8) as usize;
        let mask = u32_at(x, p);
        p += 4 + 4 * (mask & 31).count_ones() as usize;
        let mut text = |bit: u32| {
            if mask & (1 << bit) == 0 {
                return "";
            }
            let n = x.get(p..p + 2).map_or(0, |b| usize::from(u16::from_le_bytes([b[0], b[1]])));
            let bytes = x.get(p + 2..p + 2 + n);
            p += 2 + n;
            // the codes are short; names before them need no look
            if bit < 8 { "" } else { bytes.and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default() }
        };
        // name, id, acronym, then country, division: the order of the columns in `entry`
        for bit in 5..8 {
            text(bit);
        }
        let country = text(8);
        (country, text(9))
    }

    /// Surfaces stored under the hash of a folded phrase, and whether a longer phrase begins with it.
    pub fn find(&self, key: u64) -> Option<(Postings<'_>, bool)> {
        let slots = self.section(SLOTS);
        let n = slots.len() / 8;
        if n == 0 {
            return None;
        }
        let tag = (key >> 32) as u32 | 1; // never 0, which marks an empty slot
        let mut at = key as usize & (n - 1);
        loop {
            let t = u32_at(slots, at * 8);
            if t == 0 {
                return None;
            }
            if t == tag {
                let v = u32_at(slots, at * 8 + 4);
                return Some((Postings { bytes: self.section(POSTINGS), at: (v >> 1) as usize }, v & 1 != 0));
            }
            at = (at + 1) & (n - 1);
        }
    }
}

/// Numbers of surfaces under one key.
#[derive(Debug, Clone, Copy)]
pub struct Postings<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Iterator for Postings<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        if self.at == 0 {
            return None;
        }
        let v = u32_at(self.bytes, self.at * 4);
        self.at = if v & LAST != 0 { 0 } else { self.at + 1 };
        Some(v & !LAST)
    }
}

/// Gathers rows and writes the compiled form.
#[derive(Debug, Default)]
pub struct Builder {
    lists: Vec<ListInfo>,
    types: Vec<String>,
    surfaces: Vec<(u32, u32, u32)>,
    entries: Vec<u8>,
    count: u32,
    extra: Vec<u8>,
    strings: Vec<u8>,
    keys: Vec<(u64, u32)>,
    prefixes: Vec<u64>,
    seen: FxHashMap<String, u32>,
    indexed: bool,
}

impl Builder {
    /// A builder; `indexed` also makes the hash index that [`Compiled::find`] needs.
    pub fn new(indexed: bool) -> Self {
        Builder { indexed, ..Builder::default() }
    }

    /// Add a list.
    pub fn add(&mut self, spec: &ListSpec, rows: &[Row]) {
        let list = self.lists.len() as u16;
        self.lists.push(ListInfo { file: spec.file.clone(), priority: spec.priority });
        let mut policy = match spec.case {
            Case::Any => SurfaceFlags::ANY_CASE,
            Case::Name => 0,
            Case::Exact => SurfaceFlags::EXACT_CASE,
        };
        if spec.diacritics == Diacritics::Exact {
            policy |= SurfaceFlags::EXACT_MARKS;
        }
        let plural = spec.inflection.contains(&Inflection::Plural);
        for row in rows {
            let type_ = self.type_number(if spec.type_ == "deny" || row.type_.is_empty() { &spec.type_ } else { &row.type_ });
            let entry = self.count;
            self.count += 1;
            self.entries.extend_from_slice(&(u32::from(list) | u32::from(type_) << 16).to_le_bytes());
            self.entries.extend_from_slice(&row.line.to_le_bytes());
            self.entries.extend_from_slice(&(self.extra.len() as u32).to_le_bytes());
            self.write_extra(spec, row);
            self.surface(entry, &row.name, policy | SurfaceFlags::NAME, plural);
            for alias in &row.aliases {
                self.surface(entry, alias, policy, plural);
            }
            for acronym in &row.acronyms {
                self.surface(entry, acronym, SurfaceFlags::ACRONYM | SurfaceFlags::EXACT_CASE, false);
            }
        }
    }

    fn type_number(&mut self, type_: &str) -> u16 {
        match self.types.iter().position(|t| t == type_) {
            Some(i) => i as u16,
            None => {
                self.types.push(type_.to_owned());
                self.types.len() as u16 - 1
            }
        }
    }

    fn write_extra(&mut self, spec: &ListSpec, row: &Row) {
        let degrees = |d: f64| (d * 1e5).round() as i32 as u32;
        let numbers = [row.point.map(|p| degrees(p.0)), row.point.map(|p| degrees(p.1)), row.population, row.geonames, row.weight];
        let context = row.context.join(" | ");
        // What a deny row denies stands in `type`; the entry itself is of type `deny`.
        let feature = if spec.type_ == "deny" { &row.type_ } else { &row.feature };
        let acronym = row.acronyms.first().map_or("", String::as_str);
        let strings = [
            row.name.as_str(),
            &row.id,
            acronym,
            &row.country,
            &row.admin1,
            &row.admin2,
            feature,
            &row.parent,
            &row.wikidata,
            &row.gender,
            &row.valid_from,
            &row.valid_to,
            &context,
            &row.note,
        ];
        let mut mask = 0u32;
        for (i, n) in numbers.iter().enumerate() {
            mask |= u32::from(n.is_some()) << i;
        }
        for (i, s) in strings.iter().enumerate() {
            mask |= u32::from(!s.is_empty()) << (5 + i);
        }
        self.extra.extend_from_slice(&mask.to_le_bytes());
        for n in numbers.into_iter().flatten() {
            self.extra.extend_from_slice(&n.to_le_bytes());
        }
        for s in strings.into_iter().filter(|s| !s.is_empty()) {
            push_str(&mut self.extra, s);
        }
    }

    fn surface(&mut self, entry: u32, text: &str, flags: u16, plural: bool) {
        self.one_surface(entry, text, flags);
        if plural {
            for form in plurals(text) {
                self.one_surface(entry, &form, flags & !SurfaceFlags::NAME | SurfaceFlags::PLURAL);
            }
        }
    }

    fn one_surface(&mut self, entry: u32, text: &str, flags: u16) {
        let from = match self.seen.get(text) {
            Some(&at) => at,
            None => {
                let at = self.strings.len() as u32;
                self.strings.extend_from_slice(text.as_bytes());
                self.seen.insert(text.to_owned(), at);
                at
            }
        };
        let number = self.surfaces.len() as u32;
        let length = text.len().min(0xffff) as u32;
        self.surfaces.push((entry, from, length | u32::from(flags) << 16));
        if self.indexed {
            let tokens = crate::text::token::tokenize(text);
            let folded = fold::fold(text, &tokens);
            let mut key = 0;
            for (i, w) in folded.words.iter().enumerate() {
                key = fold::extend(key, w.hash);
                if i + 1 < folded.words.len() {
                    self.prefixes.push(key);
                }
            }
            if !folded.words.is_empty() {
                self.keys.push((key, number));
            }
        }
    }

    /// The compiled bytes.
    pub fn finish(mut self) -> Vec<u8> {
        self.keys.sort_unstable();
        self.prefixes.sort_unstable();
        self.prefixes.dedup();
        let mut postings: Vec<u32> = vec![0];
        let mut table: Vec<(u64, u32)> = Vec::new();
        for group in self.keys.chunk_by(|a, b| a.0 == b.0) {
            table.push((group[0].0, (postings.len() as u32) << 1));
            postings.extend(group.iter().map(|g| g.1));
            if let Some(last) = postings.last_mut() {
                *last |= LAST;
            }
        }
        let firm = table.len();
        for &p in &self.prefixes {
            match table[..firm].binary_search_by_key(&p, |t| t.0) {
                Ok(i) => table[i].1 |= 1,
                Err(_) => table.push((p, 1)),
            }
        }
        // Two thirds full at the most: linear probing stays short.
        let size = if table.is_empty() { 0 } else { (table.len() * 3 / 2).next_power_of_two() };
        let mut slots = vec![0u8; size * 8];
        for (key, value) in table {
            let mut at = key as usize & (size - 1);
            while u32_at(&slots, at * 8) != 0 {
                at = (at + 1) & (size - 1);
            }
            slots[at * 8..at * 8 + 4].copy_from_slice(&((key >> 32) as u32 | 1).to_le_bytes());
            slots[at * 8 + 4..at * 8 + 8].copy_from_slice(&value.to_le_bytes());
        }
        let mut lists = Vec::new();
        for l in &self.lists {
            push_str(&mut lists, &l.file);
            push_str(&mut lists, &l.priority.to_string());
        }
        let mut types = Vec::new();
        for t in &self.types {
            push_str(&mut types, t);
        }
        let postings: Vec<u8> = postings.iter().flat_map(|p| p.to_le_bytes()).collect();
        let surfaces: Vec<u8> = self.surfaces.iter().flat_map(|s| [s.0, s.1, s.2]).flat_map(u32::to_le_bytes).collect();
        let sections = [lists, types, slots, postings, surfaces, self.entries, self.extra, self.strings];
        let mut out = vec![0u8; SECTIONS * 4];
        for (i, s) in sections.iter().enumerate() {
            out.extend_from_slice(s);
            let end = out.len() as u32;
            out[i * 4..i * 4 + 4].copy_from_slice(&end.to_le_bytes());
        }
        out
    }
}

/// English plurals of a phrase: of its last word, and of the head before `of` or `-General`
/// (`Ministers of Justice`, `Secretaries General`).
fn plurals(phrase: &str) -> Vec<String> {
    let one = |word: &str| -> String {
        let lower = word.to_lowercase();
        if lower.ends_with("man") {
            format!("{}en", &word[..word.len() - 2])
        } else if lower.ends_with('s') || lower.ends_with("ch") || lower.ends_with("sh") || lower.ends_with('x') {
            format!("{word}es")
        } else if lower.ends_with('y') && !lower.ends_with("ay") && !lower.ends_with("ey") && !lower.ends_with("oy") {
            format!("{}ies", &word[..word.len() - 1])
        } else {
            format!("{word}s")
        }
    };
    if !phrase.ends_with(|c: char| c.is_ascii_alphabetic()) {
        return Vec::new();
    }
    let mut out = Vec::new();
    let head = [" of ", " for ", " to ", "-General", " General", "-general", " general"].iter().filter_map(|m| phrase.find(m)).min();
    if let Some(at) = head {
        let from = phrase[..at].rfind([' ', '-']).map_or(0, |p| p + 1);
        if phrase[from..at].is_ascii() && at > from {
            out.push(format!("{}{}{}", &phrase[..from], one(&phrase[from..at]), &phrase[at..]));
        }
    } else {
        let from = phrase.rfind([' ', '-']).map_or(0, |p| p + 1);
        out.push(format!("{}{}", &phrase[..from], one(&phrase[from..])));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plural_forms() {
        for (a, b) in [
            ("Foreign Minister", "Foreign Ministers"),
            ("Secretary-General", "Secretaries-General"),
            ("Minister of Justice", "Ministers of Justice"),
            ("spokesman", "spokesmen"),
            ("Deputy", "Deputies"),
        ] {
            assert_eq!(plurals(a), [b]);
        }
    }

    #[test]
    fn what_goes_in_comes_out() {
        let rows = super::super::row::read(
            "x.csv",
            "name,id,aliases,acronym,latitude,longitude,population,context\nBank of Rome,organization/br,Rome Bank,BR,-41.5,12.25,7,money\n"
                .as_bytes(),
        )
        .unwrap();
        let mut b = Builder::new(true);
        b.add(&ListSpec { type_: "organization".into(), priority: 3, ..ListSpec::of_file("x.csv".into()) }, &rows);
        let c = Compiled::from_bytes(b.finish());
        let e = c.entry(0);
        assert_eq!((e.name, e.id, e.acronym, e.context, e.line), ("Bank of Rome", "organization/br", "BR", "money", 2));
        assert_eq!((e.point, e.population, c.types()[usize::from(e.type_)].as_str()), (Some((-41.5, 12.25)), Some(7), "organization"));
        let word = |w: &str| fold::hash(w.as_bytes());
        let bank = fold::extend(0, word("bank"));
        assert!(c.find(bank).is_some_and(|(mut p, longer)| p.next().is_none() && longer));
        let whole = fold::extend(fold::extend(bank, word("of")), word("rome"));
        let hits: Vec<_> = c.find(whole).unwrap().0.map(|s| c.surface(s).text).collect();
        assert_eq!(hits, ["Bank of Rome"]);
        assert!(c.find(word("nothing")).is_none());
    }
}
