//! Postal addresses: a run of parts (street and number, box, building, postcode, city, country) with only commas,
//! dashes, brackets and single line ends between.
//!
//! In: the scene and the telephone numbers. Out: [`Address`]es. The order of the parts is free, because it
//! differs from country to country: "Via Terracina 230, 80125 Naples, Italy", "119200, Moscow, Smolenskaya
//! Square 32", "12 rue de la Paix, F-75002 Paris", "1600 Main Street, Suite 5, Athens, GA 30601". What makes a
//! run an address is a street with its number, or a box, together with a postcode or a place.

use super::phone::Phone;
use crate::gazetteer::TypeId;
use crate::spot::{Scene, TokenInfo};
use crate::text::token::{Class, is_hyphen};
use crate::text::words::Words;

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// A street with its number.
    Street,
    /// A street alone: it goes on an address, but makes none.
    BareStreet,
    /// "P.O. Box 12".
    Box,
    /// "Palazzo PiCo", "Palais des Nations".
    Building,
    /// "Suite 500", "3rd Floor".
    Room,
    /// Figures (and letters) of a postcode.
    Postcode,
    /// A division's letters in brackets: "Rome (RM)".
    Region,
    /// A town, district or division.
    City,
    /// A country.
    Country,
}

/// A part. `first..end` are tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// First token.
    pub first: usize,
    /// Token after the last.
    pub end: usize,
    /// Kind.
    pub kind: PartKind,
}

/// An address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// First token.
    pub first: usize,
    /// Token after the last.
    pub end: usize,
    /// Its parts in text order.
    pub parts: Vec<Part>,
}

/// Types of street before the name; in the list of head words they would make a place of every "Square X".
static BEFORE: Words<64> = Words::new(&[
    "strasse",
    "straße",
    "piazza",
    "piazzale",
    "place",
    "vicolo",
    "lungotevere",
    "lungomare",
    "plaza",
    "allée",
    "route",
    "avenue",
    "boulevard",
    "quai",
    "square",
    "ul",
    "ulitsa",
    "ulica",
    "prospekt",
    "passage",
]);
/// Types of street after the name which are other things too.
static AFTER: Words<64> = Words::new(&[
    "square", "place", "plaza", "gardens", "grove", "hill", "ul", "ulitsa", "st", "str", "strasse", "straße", "prospekt", "pl", "platz",
    "broadway", "circle",
]);
/// Endings of one-word German, Dutch and Swedish streets.
const ENDINGS: &[&str] = &[
    "strasse", "straße", "gasse", "platz", "allee", "ufer", "damm", "straat", "gracht", "laan", "gatan", "weg", "ring", "graben", "markt",
];
/// German streets that begin with a preposition: "Am Hof 4", "Unter den Linden 77".
const PREPOSITIONS: &[&str] = &["Am", "An", "Auf", "Im", "Unter", "Zum", "Zur"];
/// Words inside street and building names in lower case.
const SMALL: &[&str] = &[
    "de", "la", "le", "les", "du", "des", "d", "l", "di", "del", "della", "dei", "delle", "da", "der", "den", "dem", "y", "el", "of",
    "the", "und", "et",
];
/// First words of buildings.
const BUILDING_FIRST: &[&str] = &["Palazzo", "Palais", "Villa", "Maison", "Château", "Schloss", "Torre"];
/// Last words of buildings.
const BUILDING_LAST: &[&str] = &["House", "Building", "Tower", "Towers", "Centre", "Center", "Haus", "Hall", "Bldg"];
/// Between a street and its number.
static NUMBER_SIGNS: Words<32> = Words::new(&["n", "no", "nr", "№", "d", "bld", "num", "numero"]);
/// Tokens before a figure in which an address may begin: two parts before the street's number.
const REACH: usize = 10;
/// Words of a street's or building's name.
const NAME: usize = 5;
/// Parts of an address: building, room, street, box, postcode, city, district, division, country, and some said twice. A longer run is
/// a list of years or of towns.
const PARTS: usize = 12;

/// Find the addresses.
pub fn spot(scene: &Scene, phones: &[Phone]) -> Vec<Address> {
    let doc = scene.doc;
    let mut out: Vec<Address> = Vec::new();
    let (mut free, mut tried) = (0, 0);
    for k in 0..doc.tokens.len() {
        let figure = doc.tokens[k].class == Class::Number || doc.tokens[k].shape & crate::text::token::Token::HAS_DIGIT != 0;
        if k < free || !figure || in_phone(phones, k) {
            continue;
        }
        // an address has a figure within reach of its first part, so that text without figures costs nothing
        for s in k.saturating_sub(REACH).max(free).max(tried)..=k {
            tried = s + 1;
            if let Some(a) = (Run { scene, phones }).from(s) {
                free = a.end;
                tried = a.end;
                out.push(a);
                break;
            }
        }
    }
    out
}

/// `Wallnerstrasse`, `Opernring`, `Hauptstr`: a street in one word?
fn german_street(word: &str) -> bool {
    if !word.is_ascii() {
        let lower = word.to_lowercase();
        return ENDINGS.iter().any(|e| lower.len() > e.len() + 2 && lower.ends_with(e)) || lower.len() > 4 && lower.ends_with("str");
    }
    let ends = |e: &str| word.len() >= e.len() && word.as_bytes()[word.len() - e.len()..].eq_ignore_ascii_case(e.as_bytes());
    ENDINGS.iter().any(|e| word.len() > e.len() + 2 && ends(e)) || word.len() > 4 && ends("str")
}

/// Does a telephone number (they are in text order) cover the token?
fn in_phone(phones: &[Phone], i: usize) -> bool {
    phones.get(phones.partition_point(|p| p.end <= i)).is_some_and(|p| p.first <= i)
}

/// Parses parts one after the other.
struct Run<'s, 'a> {
    scene: &'s Scene<'a>,
    phones: &'s [Phone],
}

impl Run<'_, '_> {
    fn from(&self, start: usize) -> Option<Address> {
        let mut parts: Vec<Part> = vec![self.part(start, None)?];
        let mut end;
        loop {
            let last = *parts.last()?;
            let reach = if last.kind == PartKind::City { self.district(last.end) } else { last.end };
            let (next, marked) = self.separators(reach)?;
            let Some(part) = self.part(next, Some(last.kind)) else {
                end = reach;
                break;
            };
            // without a mark only what is written so: "Main Street Athens" is no address, "Naples 80125" is
            let runs_on = matches!(
                (last.kind, part.kind),
                (PartKind::City | PartKind::Country | PartKind::Street, PartKind::Postcode)
                    | (PartKind::Postcode, PartKind::City | PartKind::Country)
                    | (PartKind::City, PartKind::City)
            );
            if !marked && !runs_on {
                end = reach;
                break;
            }
            parts.push(part);
            if parts.len() > PARTS {
                return None;
            }
        }
        // what follows in brackets or after a comma may be prose again: a bare street or room never ends it
        while parts.last().is_some_and(|p| p.kind == PartKind::BareStreet) {
            parts.pop();
            end = parts.last()?.end;
        }
        let has = |k: PartKind| parts.iter().any(|p| p.kind == k);
        let placed = has(PartKind::City) || has(PartKind::Country);
        let street = (has(PartKind::Street) || has(PartKind::Box)) && (has(PartKind::Postcode) || placed);
        let building = has(PartKind::Building) && has(PartKind::Postcode) && placed;
        if !(street || building) {
            return None;
        }
        let first = parts.first()?.first;
        let open = (first..end).filter(|&i| self.word(i) == "(").count() > (first..end).filter(|&i| self.word(i) == ")").count();
        if open && self.word(end) == ")" {
            end += 1;
        }
        Some(Address { first, end, parts })
    }

    fn word(&self, i: usize) -> &str {
        self.scene.doc.word(i)
    }

    /// The next token after separators, and whether there were any; `None` at a blank line.
    fn separators(&self, from: usize) -> Option<(usize, bool)> {
        let doc = self.scene.doc;
        let (mut i, mut marked, mut lines) = (from, false, 0);
        loop {
            let gap = doc.gap(i.checked_sub(1)?);
            lines += gap.matches('\n').count();
            marked |= gap.contains('\n');
            if lines > 2 || gap.matches('\n').count() > 1 || i - from > 3 {
                return Some((usize::MAX, false));
            }
            let dash = self.scene.doc.hyphen(i) && !self.word(i).is_empty() && !gap.is_empty();
            if dash || matches!(self.word(i), "," | ";" | "|" | "•" | "·" | "(" | ")") {
                marked = true;
                i += 1;
            } else {
                return Some((i, marked));
            }
        }
    }

    fn part(&self, i: usize, after: Option<PartKind>) -> Option<Part> {
        if i >= self.scene.doc.tokens.len() || in_phone(self.phones, i) {
            return None;
        }
        // a mark begins no part, and of words without a capital only a box and a type of street do
        let token = &self.scene.doc.tokens[i];
        if token.class == Class::Punct {
            return None;
        }
        let make = |kind: PartKind| move |end: usize| Part { first: i, end, kind };
        let boxed = self.po_box(i).map(make(PartKind::Box));
        if token.is_lower() && token.shape & crate::text::token::Token::HAS_DIGIT == 0 {
            return boxed.or_else(|| {
                self.street(i).map(|(end, numbered)| make(if numbered { PartKind::Street } else { PartKind::BareStreet })(end))
            });
        }
        boxed
            .or_else(|| self.room(i).map(make(PartKind::Room)))
            .or_else(|| self.street(i).map(|(end, numbered)| make(if numbered { PartKind::Street } else { PartKind::BareStreet })(end)))
            .or_else(|| self.postcode(i).map(make(PartKind::Postcode)))
            .or_else(|| self.building(i).map(make(PartKind::Building)))
            .or_else(|| self.place(i, after))
    }

    /// A head word of addresses that begins here and is of none of `not`: its end.
    fn head(&self, i: usize, side: &str) -> Option<usize> {
        if !self.scene.info.get(i)?.is(TokenInfo::IN_PLACE_HEAD) {
            return None;
        }
        let hits = self.scene.hits_at(i);
        let hit = hits.iter().find(|h| {
            let e = || self.scene.gazetteer.entry(h.entry);
            h.type_ == TypeId::PLACE_HEAD
                && e().feature == "address"
                && e().note.split(';').next().is_some_and(|s| s == side || s == "both")
        })?;
        Some(self.point(hit.end as usize))
    }

    /// After the point of an abbreviation.
    fn point(&self, end: usize) -> usize {
        if self.word(end) == "." && self.scene.doc.gap(end - 1).is_empty() { end + 1 } else { end }
    }

    fn po_box(&self, i: usize) -> Option<usize> {
        const SPELLINGS: &[&[&str]] = &[
            &["P", ".", "O", ".", "Box"],
            &["PO", "Box"],
            &["P", ".", "O", "Box"],
            &["Postfach"],
            &["B", ".", "P", "."],
            &["BP"],
            &["Boîte", "postale"],
            &["Casella", "postale"],
        ];
        if !self.word(i).starts_with(['P', 'p', 'B', 'b', 'C', 'c']) {
            return None;
        }
        let found = SPELLINGS.iter().find(|s| s.iter().enumerate().all(|(n, w)| self.word(i + n).eq_ignore_ascii_case(w)))?;
        let at = i + found.len();
        (self.scene.doc.tokens.get(at)?.class == Class::Number).then_some(at + 1)
    }

    /// "Suite 500", "Room 5A", "3rd Floor".
    fn room(&self, i: usize) -> Option<usize> {
        static ROOMS: Words<32> =
            Words::new(&["suite", "ste", "room", "apartment", "apt", "unit", "floor", "level", "office", "building", "bldg"]);
        let digit =
            |i: usize| self.scene.doc.tokens.get(i).is_some_and(|t| t.len() <= 5) && self.word(i).bytes().any(|b| b.is_ascii_digit());
        if self.scene.capital(i) && ROOMS.has_any_case(self.word(i)) {
            let at = self.point(i + 1);
            return digit(at).then_some(at + 1);
        }
        (digit(i) && self.word(i).len() <= 4 && self.word(i).ends_with(['t', 'd', 'h']) && self.word(i + 1).eq_ignore_ascii_case("floor"))
            .then_some(i + 2)
    }

    /// End of a house number: "12", "12A", "12-14", "12/A", "12 bis".
    fn house(&self, i: usize) -> Option<usize> {
        let doc = self.scene.doc;
        let digits = |i: usize| doc.tokens.get(i).is_some_and(|t| t.len() <= 5) && self.word(i).starts_with(|c: char| c.is_ascii_digit());
        if !digits(i) {
            return None;
        }
        let mut end = i + 1;
        let joined = |k: usize| doc.gap(k - 1).is_empty() && doc.gap(k).is_empty();
        if (self.word(end) == "/" || self.scene.doc.hyphen(end)) && !self.word(end).is_empty() && joined(end) {
            let single = self.word(end + 1).chars().count() == 1;
            if digits(end + 1) || single {
                end += 2;
            }
        }
        if matches!(self.word(end), "bis" | "ter" | "quater") {
            end += 1;
        }
        Some(end)
    }

    /// A street's name, beginning here: capitals with small words between; all ends, shortest first.
    fn names(&self, i: usize) -> Vec<usize> {
        let scene = self.scene;
        let mut out = Vec::new();
        let mut at = i;
        while at < i + 2 * NAME && scene.adjacent(at.max(1) - 1) | (at == i) && out.len() < NAME {
            if at > i && scene.doc.gap(at - 1).contains('\n') {
                break;
            }
            let word = scene.doc.word(at);
            // "5th"; the day in "Piazza 25 Aprile", "Straße des 17. Juni"
            let figure = word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 4 && word.chars().any(char::is_alphabetic);
            let day = at > i.saturating_sub(1)
                && word.len() <= 2
                && scene.doc.tokens.get(at).is_some_and(|t| t.class == Class::Number)
                && scene.capital(self.point(at + 1));
            if day {
                at = self.point(at + 1);
                continue;
            }
            let genitive = at > i && word == "s" && matches!(scene.doc.word(at - 1), "'" | "’");
            if genitive {
                at += 1;
                out.push(at);
                continue;
            }
            let inner = at > i || SMALL.contains(&word);
            if scene.capital(at) || figure {
                at = self.point(at + 1);
                // "Dr. Karl": a point belongs to abbreviations only
                if at > i + 1 && self.word(at - 1) == "." && self.word(at - 2).len() > 4 {
                    at -= 1;
                }
                out.push(at);
            } else if inner
                && (SMALL.contains(&word)
                    || matches!(word, "’" | "'")
                    || word.chars().all(is_hyphen) && !word.is_empty() && scene.doc.gap(at - 1).is_empty())
            {
                at += 1;
            } else {
                break;
            }
        }
        out
    }

    /// End of a street, and whether it has its number.
    fn street(&self, i: usize) -> Option<(usize, bool)> {
        let comma = |end: usize| if self.word(end) == "," { end + 1 } else { end };
        if let Some(end) = self.house(i) {
            let at = comma(end);
            if let Some(end) = self.before(at) {
                return Some((end, true));
            }
            return self.after(at).map(|end| (end, true));
        }
        let end = self.before(i).or_else(|| self.after(i))?;
        // "12", ", 12", " n. 12"
        let mut at = comma(end);
        if NUMBER_SIGNS.has_any_case(self.word(at)) {
            at = self.point(at + 1);
            if self.word(at) == "°" {
                at += 1;
            }
        }
        let plain = at == end;
        match self.house(at) {
            // after a comma five figures are a postcode
            Some(number) if plain && self.word(at).len() <= 4 || self.word(at).len() <= 3 => Some((number, true)),
            _ => Some((end, false)),
        }
    }

    /// "via Santa Lucia", "rue de la Paix", "Am Hof".
    fn before(&self, i: usize) -> Option<usize> {
        let head = self.head(i, "before").or_else(|| BEFORE.has_any_case(self.word(i)).then(|| self.point(i + 1)));
        let german = PREPOSITIONS.contains(&self.word(i)).then_some(i + 1);
        let named = self.names(head.or(german)?);
        // the longest name: what ends it is a figure or a mark
        named.last().copied()
    }

    /// "Main Street", "Wallnerstrasse", "Tverskaya ul.".
    fn after(&self, i: usize) -> Option<usize> {
        if !self.scene.capital(i) && !self.word(i).starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let german = german_street(self.word(i));
        if german {
            return Some(self.point(i + 1));
        }
        self.names(i).into_iter().find_map(|end| {
            // a direction may follow: "Main Street NW"
            let head = self.head(end, "after").or_else(|| AFTER.has_any_case(self.word(end)).then(|| self.point(end + 1)))?;
            let side = matches!(self.word(head), "N" | "S" | "E" | "W" | "NW" | "NE" | "SW" | "SE");
            Some(if side { self.point(head + 1) } else { head })
        })
    }

    /// "80125", "CH-1211", "SW1A 2AA", "30601-1234".
    fn postcode(&self, i: usize) -> Option<usize> {
        let doc = self.scene.doc;
        let token = doc.tokens.get(i)?;
        let word = self.word(i);
        let number = |i: usize, range: std::ops::RangeInclusive<usize>| {
            doc.tokens.get(i).is_some_and(|t| t.class == Class::Number && range.contains(&t.len()))
        };
        let hyphen = |i: usize| self.scene.doc.hyphen(i) && !self.word(i).is_empty() && doc.gap(i - 1).is_empty() && doc.gap(i).is_empty();
        if number(i, 4..=6) {
            return Some(if hyphen(i + 1) && number(i + 2, 3..=4) { i + 3 } else { i + 1 });
        }
        if token.is_capital() && word.len() <= 2 && word.bytes().all(|b| b.is_ascii_uppercase()) && hyphen(i + 1) && number(i + 2, 4..=5) {
            return Some(i + 3);
        }
        let coded = |w: &str| w.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) && w.bytes().any(|b| b.is_ascii_digit());
        let outward = token.is_capital() && (2..=4).contains(&word.len()) && coded(word);
        let next = self.word(i + 1);
        if outward && next.len() == 3 && next.starts_with(|c: char| c.is_ascii_digit()) && coded(next) {
            return Some(i + 2);
        }
        (token.is_capital() && (5..=7).contains(&word.len()) && coded(word)).then_some(i + 1)
    }

    /// "Palazzo PiCo", "UN House".
    fn building(&self, i: usize) -> Option<usize> {
        if BUILDING_FIRST.contains(&self.word(i)) {
            return self.names(i + 1).last().copied();
        }
        self.scene.capital(i).then(|| self.names(i).into_iter().find(|&end| BUILDING_LAST.contains(&self.word(end))).map(|end| end + 1))?
    }

    /// A listed place, any name after a postcode, or a division's letters in brackets after a town.
    fn place(&self, i: usize, after: Option<PartKind>) -> Option<Part> {
        let scene = self.scene;
        if !scene.capital(i) {
            return None;
        }
        let bracketed = i > 0 && self.word(i - 1) == "(" && self.word(i + 1) == ")";
        if bracketed && after == Some(PartKind::City) && scene.doc.tokens[i].is_upper() && self.word(i).len() <= 3 {
            return Some(Part { first: i, end: i + 1, kind: PartKind::Region });
        }
        let hits = scene.hits_at(i);
        if let Some(hit) = hits.iter().find(|h| h.type_.is_place()) {
            // a division's name is a country's too ("Georgia"): in an address either will do
            let country = hits.iter().any(|h| h.end == hit.end && h.type_ == TypeId::COUNTRY);
            return Some(Part { first: i, end: hit.end as usize, kind: if country { PartKind::Country } else { PartKind::City } });
        }
        let end = self.names(i).first().copied().filter(|_| after == Some(PartKind::Postcode))?;
        Some(Part { first: i, end, kind: PartKind::City })
    }

    /// "Geneva 10", "Paris Cedex 07": token after a delivery district that follows a town.
    fn district(&self, end: usize) -> usize {
        let at = if matches!(self.word(end), "Cedex" | "CEDEX") { end + 1 } else { end };
        let number = self.scene.doc.tokens.get(at).is_some_and(|t| t.class == Class::Number && t.len() <= 2);
        if number && self.scene.adjacent(at - 1) && !self.scene.doc.gap(at - 1).contains('\n') { at + 1 } else { at }
    }
}
