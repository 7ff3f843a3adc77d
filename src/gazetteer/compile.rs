//! Compiling lists: the writing side of [`compiled`](super::compiled).
//!
//! In: [`Row`]s with the policy of their list. Out: the numbers and the text that the build script embeds, or that the
//! program makes for a user's lists with the same code.

use super::compiled::{
    self, FLAGS_AT, GEONAMES, GEONAMES_ID, LAST, ListInfo, MOST_TYPES, NUMBERS, SECTIONS, SurfaceFlags, TEXTS, TYPE_AT, slot_of, tag_of,
    u32_at,
};
use super::manifest::{Case, Diacritics, Inflection, ListSpec};
use super::row::Row;
use crate::text::fold;
use rustc_hash::FxHashMap;

/// Compiled lists as they are stored.
#[derive(Debug, Default)]
pub struct Pieces {
    /// Everything but the strings.
    pub numbers: Vec<u8>,
    /// All strings.
    pub text: String,
}

impl Pieces {
    /// Ready to be asked.
    pub fn read(self) -> compiled::Compiled {
        compiled::Compiled::new(self.numbers, self.text)
    }
}

fn push_str(out: &mut Vec<u8>, s: &str) {
    let n = s.len().min(usize::from(u16::MAX));
    out.extend_from_slice(&(n as u16).to_le_bytes());
    out.extend_from_slice(&s.as_bytes()[..n]);
}

fn push_varint(out: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Keys up to which a table may have room to spare: at eight bytes a slot it still fits a processor's cache.
const SMALL_TABLE: usize = 1 << 16;

/// Gathers rows and writes the compiled form.
#[derive(Debug, Default)]
pub struct Builder {
    lists: Vec<ListInfo>,
    types: Vec<String>,
    surfaces: Vec<(u32, u32, u32)>,
    entries: Vec<u8>,
    count: u32,
    extra: Vec<u8>,
    text: String,
    keys: Vec<(u64, u32)>,
    prefixes: Vec<u64>,
    /// Where in the text a form stands already, by its hash; what is found there is compared.
    seen: FxHashMap<u64, u32>,
}

impl Builder {
    /// Begin a list, whose rows come by [`Builder::more`].
    pub fn begin(&mut self, spec: &ListSpec) {
        self.lists.push(ListInfo { file: spec.file.clone(), priority: spec.priority });
    }

    /// Add rows to the list that was begun last.
    pub fn more(&mut self, spec: &ListSpec, rows: &[Row]) {
        let list = self.lists.len().saturating_sub(1) as u16;
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
            let name = self.write_extra(spec, row);
            self.seen.entry(fold::hash(row.name.as_bytes())).or_insert(name);
            let of = (entry, u32::from(type_).min(MOST_TYPES));
            self.surface(of, &row.name, policy | SurfaceFlags::NAME, plural);
            for alias in &row.aliases {
                self.surface(of, alias, policy, plural);
            }
            for acronym in &row.acronyms {
                self.surface(of, acronym, SurfaceFlags::ACRONYM | SurfaceFlags::EXACT_CASE, false);
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

    /// Write an entry's columns; tells where in the text its name stands.
    fn write_extra(&mut self, spec: &ListSpec, row: &Row) -> u32 {
        let degrees = |d: f64| (d * 1e5).round() as i32 as u32;
        let numbers = [row.point.map(|p| degrees(p.0)), row.point.map(|p| degrees(p.1)), row.population, row.geonames, row.weight];
        let context = row.context.join(" | ");
        // What a deny row denies stands in `type`; the entry itself is of type `deny`.
        let feature = if spec.type_ == "deny" { &row.type_ } else { &row.feature };
        let acronym = row.acronyms.first().map_or("", String::as_str);
        let made = row.geonames.is_some_and(|n| row.id.strip_prefix(GEONAMES).is_some_and(|rest| rest == n.to_string()));
        let strings: [&str; TEXTS] = [
            row.name.as_str(),
            if made { "" } else { &row.id },
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
        let mut mask = if made { GEONAMES_ID } else { 0 };
        for (i, n) in numbers.iter().enumerate() {
            mask |= u32::from(n.is_some()) << i;
        }
        for (i, s) in strings.iter().enumerate() {
            mask |= u32::from(!s.is_empty()) << (NUMBERS as usize + i);
        }
        self.extra.extend_from_slice(&mask.to_le_bytes());
        for n in numbers.into_iter().flatten() {
            self.extra.extend_from_slice(&n.to_le_bytes());
        }
        let at = self.text.len() as u32;
        self.extra.extend_from_slice(&at.to_le_bytes());
        for s in strings.into_iter().filter(|s| !s.is_empty()) {
            push_varint(&mut self.extra, s.len());
            self.text.push_str(s);
        }
        at
    }

    /// A form of an entry, whose type goes with it.
    fn surface(&mut self, of: (u32, u32), text: &str, flags: u16, plural: bool) {
        self.one_surface(of, text, flags);
        if plural {
            for form in plurals(text) {
                self.one_surface(of, &form, flags & !SurfaceFlags::NAME | SurfaceFlags::PLURAL);
            }
        }
    }

    fn one_surface(&mut self, (entry, type_): (u32, u32), text: &str, flags: u16) {
        let hash = fold::hash(text.as_bytes());
        let old = self.seen.get(&hash).copied().filter(|&at| self.text.get(at as usize..).is_some_and(|t| t.starts_with(text)));
        let from = old.unwrap_or_else(|| {
            let at = self.text.len() as u32;
            self.text.push_str(text);
            self.seen.insert(hash, at);
            at
        });
        let number = self.surfaces.len() as u32;
        let length = text.len().min(0xffff) as u32;
        self.surfaces.push((entry, from, length | u32::from(flags) << FLAGS_AT | type_ << TYPE_AT));
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

    /// The compiled lists. What is not needed any more goes at once: with a million rows each of these takes a good part of
    /// what the compiled lists do.
    pub fn finish(mut self) -> Pieces {
        drop(self.seen);
        self.keys.sort_unstable();
        self.prefixes.sort_unstable();
        self.prefixes.dedup();
        let mut surfaces: Vec<u8> = Vec::with_capacity(self.keys.len() * 12);
        let mut table: Vec<(u64, u32)> = Vec::new();
        let mut first = 1;
        for group in self.keys.chunk_by(|a, b| a.0 == b.0) {
            table.push((group[0].0, first << 1));
            first += group.len() as u32;
            for (i, (_, number)) in group.iter().enumerate() {
                let (entry, from, packed) = self.surfaces[*number as usize];
                let last = if i + 1 == group.len() { LAST } else { 0 };
                surfaces.extend([entry, from, packed | last].into_iter().flat_map(u32::to_le_bytes));
            }
        }
        (self.keys, self.surfaces) = Default::default();
        let firm = table.len();
        for &p in &self.prefixes {
            match table[..firm].binary_search_by_key(&p, |t| t.0) {
                Ok(i) => table[i].1 |= 1,
                Err(_) => table.push((p, 1)),
            }
        }
        drop(self.prefixes);
        // Most words of a text are in no list, and a word that is not there is looked for up to the next empty slot: the
        // fifth on average of a table two thirds full, the second of one a third full. The small table is asked at every word,
        // the big one at capitals only.
        let size = if table.len() < SMALL_TABLE { table.len() * 3 } else { table.len() * 3 / 2 };
        let mut slots = vec![0u8; size * 8];
        for (key, value) in table {
            let mut at = slot_of(key, size);
            while u32_at(&slots, at * 8) != 0 {
                at = (at + 1) % size;
            }
            slots[at * 8..at * 8 + 4].copy_from_slice(&tag_of(key).to_le_bytes());
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
        let length = [&lists, &types, &slots, &surfaces, &self.entries, &self.extra].iter().map(|s| s.len()).sum::<usize>();
        let mut out = Vec::with_capacity(SECTIONS * 4 + length);
        out.resize(SECTIONS * 4, 0);
        let sections: [Vec<u8>; SECTIONS] = [lists, types, slots, surfaces, self.entries, self.extra];
        for (i, s) in sections.into_iter().enumerate() {
            out.extend_from_slice(&s);
            let end = out.len() as u32;
            out[i * 4..i * 4 + 4].copy_from_slice(&end.to_le_bytes());
        }
        Pieces { numbers: out, text: self.text }
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
        let mut b = Builder::default();
        let spec = ListSpec { type_: "organization".into(), priority: 3, ..ListSpec::of_file("x.csv".into()) };
        b.begin(&spec);
        b.more(&spec, &rows);
        let c = b.finish().read();
        let e = c.entry(0);
        assert_eq!((e.name, e.id().as_ref(), e.acronym, e.context, e.line), ("Bank of Rome", "organization/br", "BR", "money", 2));
        assert_eq!((e.point, e.population, c.types()[usize::from(e.type_)].as_str()), (Some((-41.5, 12.25)), Some(7), "organization"));
        let word = |w: &str| fold::hash(w.as_bytes());
        let bank = fold::extend(0, word("bank"));
        let found = c.found(bank);
        assert!(found.is_some() && c.postings(found).next().is_none() && found.longer());
        let whole = fold::extend(fold::extend(bank, word("of")), word("rome"));
        let hits: Vec<_> = c.postings(c.found(whole)).map(|s| c.surface(s).text).collect();
        assert_eq!(hits, ["Bank of Rome"]);
        assert!(!c.found(word("nothing")).is_some());
    }
}
