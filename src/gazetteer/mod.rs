//! Gazetteers: the lists every stage consults.
//!
//! In: the shipped lists (compiled by the build script) and folders of a user's own. Out: [`Gazetteer`], which
//! finds all entries in a [`Prepared`](crate::text::Prepared) text ([`Gazetteer::hits`]), overlapping ones too, and answers for an
//! entry's columns and its `FILE:LINE`.
//!
//! One engine finds them: a hash index over sequences of folded words ([`compiled`]), made at build time for the
//! shipped lists and at start for a user's. A lookup begins at a word, goes on while a longer entry begins with the
//! same words, and stops at the first that does not. Among names it begins only at a word that can begin one, so that
//! most of a text costs nothing; vocabulary (posts, titles, head words …) and users' lists may match in any case and
//! are asked at every word.

pub mod check;
pub(crate) mod compile;
pub mod compiled;
pub mod divisions;
pub mod error;
mod hits;
pub mod lexicon;
mod loader;
pub mod manifest;
mod policy;
pub mod row;
pub mod vocabulary;
mod why;

use crate::text::slug::slug;
use compiled::{Compiled, Entry, SurfaceFlags};
use divisions::Divisions;
pub use error::Error;
use lexicon::{Lexicon, WordClass, WordInfo};
pub use loader::Loader;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::sync::OnceLock;
pub use why::Near;

static ATLAS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/atlas.bin"));
static ATLAS_TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/atlas.txt"));
static VOCABULARY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/vocabulary.bin"));
static VOCABULARY_TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/vocabulary.txt"));
static LEXICON: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));
static DIGESTS: &str = include_str!(concat!(env!("OUT_DIR"), "/digests.tsv"));

/// An entry of a list: which compiled set, and its number there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryRef {
    /// 0 atlas, 1 vocabulary, 2 the user's lists.
    pub set: u8,
    /// Number in the set.
    pub entry: u32,
}

impl EntryRef {
    /// The set of the user's lists.
    pub const USER: u8 = 2;
}

/// Number of a type name; see [`Gazetteer::type_name`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub u16);

#[allow(missing_docs)] // each is the type of that name
impl TypeId {
    pub const DENY: TypeId = TypeId(0);
    pub const COUNTRY: TypeId = TypeId(1);
    pub const ADMIN1: TypeId = TypeId(2);
    pub const ADMIN2: TypeId = TypeId(3);
    pub const CITY: TypeId = TypeId(4);
    pub const REGION: TypeId = TypeId(5);
    pub const CONTINENT: TypeId = TypeId(6);
    pub const WATER: TypeId = TypeId(7);
    pub const MOUNTAIN: TypeId = TypeId(8);
    pub const FACILITY: TypeId = TypeId(9);
    pub const NATIONALITY: TypeId = TypeId(10);
    pub const ORGANIZATION: TypeId = TypeId(11);
    pub const PERSON: TypeId = TypeId(12);
    pub const EVENT: TypeId = TypeId(13);
    pub const AGREEMENT: TypeId = TypeId(14);
    pub const POST: TypeId = TypeId(15);
    pub const TITLE: TypeId = TypeId(16);
    pub const STATUS: TypeId = TypeId(17);
    pub const ORG_HEAD: TypeId = TypeId(18);
    pub const LEGAL_FORM: TypeId = TypeId(19);
    pub const EVENT_HEAD: TypeId = TypeId(20);
    pub const AGREEMENT_HEAD: TypeId = TypeId(21);
    pub const PLACE_HEAD: TypeId = TypeId(22);
    pub const SPEECH_VERB: TypeId = TypeId(23);
    pub const PERSON_NOUN: TypeId = TypeId(24);
    pub const PARTICLE: TypeId = TypeId(25);
    pub const PUBLISHER: TypeId = TypeId(26);

    /// A place with a point, from country to facility.
    pub fn is_place(self) -> bool {
        (Self::COUNTRY.0..=Self::FACILITY.0).contains(&self.0)
    }

    /// Vocabulary of the rules: never a mention by itself.
    pub fn is_vocabulary(self) -> bool {
        (Self::POST.0..=Self::PUBLISHER.0).contains(&self.0)
    }
}

/// The first of the codes in a cell, which ` | ` separates: nearly always the only one.
pub fn first_code(cell: &str) -> &str {
    if cell.len() <= 3 { cell } else { cell.split(" | ").next().unwrap_or_default() }
}

/// An entry found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// First token.
    pub first: u32,
    /// Token after the last.
    pub end: u32,
    /// The entry.
    pub entry: EntryRef,
    /// Its type.
    pub type_: TypeId,
    /// What the surface form is to the entry.
    pub flags: SurfaceFlags,
}

/// The lists.
#[derive(Debug)]
pub struct Gazetteer {
    sets: [Compiled; 3],
    types: [Vec<TypeId>; 3],
    names: Vec<String>,
    lexicon: Lexicon,
    user_lexicon: Option<Lexicon>,
    hidden: FxHashSet<EntryRef>,
    lower_starts: FxHashSet<u64>,
    sources: Vec<(String, String)>,
    divisions: OnceLock<Divisions>,
    parents: OnceLock<FxHashMap<String, String>>,
}

impl Gazetteer {
    /// The shipped lists alone.
    pub fn shipped() -> Self {
        Self::assemble(compile::Builder::default().finish().read(), None, Vec::new())
    }

    /// Begin to load users' folders.
    pub fn loader() -> Loader {
        Loader::default()
    }

    fn assemble(user: Compiled, user_lexicon: Option<Lexicon>, sources: Vec<(String, String)>) -> Self {
        let sets = [Compiled::new(ATLAS, ATLAS_TEXT), Compiled::new(VOCABULARY, VOCABULARY_TEXT), user];
        let mut names: Vec<String> = vocabulary::KNOWN.iter().map(|s| (*s).to_owned()).collect();
        let types = [0, 1, 2].map(|i: usize| {
            let of = |t: &String| match names.iter().position(|n| n == t) {
                Some(p) => TypeId(p as u16),
                None => {
                    names.push(t.clone());
                    TypeId(names.len() as u16 - 1)
                }
            };
            sets[i].types().iter().map(of).collect::<Vec<_>>()
        });
        // Names that begin with a small letter ("al-Shabaab", "de Beers"): the few first words that make the
        // index worth asking at a lower-case word.
        let lower_starts = [
            "al", "el", "de", "der", "den", "la", "le", "du", "da", "di", "dos", "van", "von", "ash", "as", "an", "ad", "bin", "eu", "e",
            "i", "d", "l", // none longer than `hits::SHORT`
        ]
        .iter()
        .map(|w| crate::text::fold::hash(w.as_bytes()))
        .collect();
        Gazetteer {
            types,
            names,
            lexicon: Lexicon::from_bytes(LEXICON),
            user_lexicon,
            hidden: FxHashSet::default(),
            lower_starts,
            sources,
            divisions: OnceLock::new(),
            parents: OnceLock::new(),
            sets,
        }
    }

    /// BLAKE3 of each list, the shipped ones by their file name, users' by their path.
    pub fn hashes(&self) -> Vec<(String, String)> {
        let shipped = DIGESTS.lines().filter_map(|l| l.split_once('\t')).map(|(file, hash)| (file.to_owned(), hash.to_owned()));
        shipped.chain(self.sources.iter().cloned()).collect()
    }

    /// Name of a type.
    pub fn type_name(&self, id: TypeId) -> &str {
        self.names.get(usize::from(id.0)).map_or("", String::as_str)
    }

    /// An entry's columns.
    pub fn entry(&self, r: EntryRef) -> Entry<'_> {
        self.sets[usize::from(r.set)].entry(r.entry)
    }

    /// An entry's inhabitants, without reading the rest of it.
    pub fn population(&self, r: EntryRef) -> Option<u32> {
        self.sets[usize::from(r.set)].population(r.entry)
    }

    /// An entry's country (all of them) and first-level division, without reading the rest of it.
    pub fn seat(&self, r: EntryRef) -> (&str, &str) {
        self.sets[usize::from(r.set)].seat(r.entry)
    }

    /// An entry's id: its own, else one of its type and name (`place/…` for all types of places).
    pub fn id_of(&self, r: EntryRef) -> Cow<'_, str> {
        let entry = self.entry(r);
        let own = entry.id();
        if !own.is_empty() {
            return own;
        }
        let type_ = self.type_of(r);
        let kind = if type_.is_place() { "place" } else { self.type_name(type_) };
        Cow::Owned(format!("{kind}/{}", slug(entry.name)))
    }

    /// An entry's type.
    pub fn type_of(&self, r: EntryRef) -> TypeId {
        self.type_number(r.set, self.sets[usize::from(r.set)].type_of(r.entry))
    }

    /// The type that a set knows by a number of its own.
    fn type_number(&self, set: u8, local: u16) -> TypeId {
        self.types[usize::from(set)].get(usize::from(local)).copied().unwrap_or(TypeId::DENY)
    }

    /// `FILE:LINE` of an entry.
    pub fn source(&self, r: EntryRef) -> String {
        let set = &self.sets[usize::from(r.set)];
        let (list, line) = set.place(r.entry);
        let file = set.lists().get(usize::from(list)).map_or("", |l| l.file.as_str());
        format!("{file}:{line}")
    }

    /// Priority of an entry's list.
    pub fn priority(&self, r: EntryRef) -> i32 {
        let set = &self.sets[usize::from(r.set)];
        set.lists().get(usize::from(set.place(r.entry).0)).map_or(0, |l| l.priority)
    }

    /// All entries of the atlas and the user's lists with this type, for building lookup tables.
    pub fn entries_of(&self, type_: TypeId) -> impl Iterator<Item = EntryRef> + '_ {
        [0u8, 1, 2].into_iter().flat_map(move |set| {
            (0..self.sets[usize::from(set)].len() as u32)
                .map(move |entry| EntryRef { set, entry })
                .filter(move |r| self.type_of(*r) == type_ && !self.hidden.contains(r))
        })
    }

    /// Every entry that is not hidden, with its type.
    pub fn all_entries(&self) -> impl Iterator<Item = (EntryRef, TypeId)> + '_ {
        [0u8, 1, 2].into_iter().flat_map(move |set| {
            (0..self.sets[usize::from(set)].len() as u32)
                .map(move |entry| EntryRef { set, entry })
                .filter(move |r| !self.hidden.contains(r))
                .map(move |r| (r, self.type_of(r)))
        })
    }

    /// Countries and first-level divisions by code; made when first asked for.
    pub fn divisions(&self) -> &Divisions {
        self.divisions.get_or_init(|| Divisions::new(self))
    }

    /// The bodies around a listed organisation, nearest first, by id.
    pub fn around(&self, id: &str) -> Vec<&str> {
        /// Deeper nesting there is none in any list, but a user's list may go in a circle.
        const DEEPEST: usize = 8;
        let parents = self.parents.get_or_init(|| {
            let with_parent = self.entries_of(TypeId::ORGANIZATION).filter(|r| !self.entry(*r).parent.is_empty());
            with_parent.map(|r| (self.id_of(r).into_owned(), self.entry(r).parent.to_owned())).collect()
        });
        let up = |id: &&str| parents.get(*id).map(String::as_str);
        std::iter::successors(up(&id), up).take(DEEPEST).collect()
    }

    /// Every form that [`Gazetteer::hits`] may find, as the lists write it; a form of two entries comes twice.
    pub fn surfaces(&self) -> impl Iterator<Item = &str> {
        self.sets.iter().flat_map(|set| (0..set.surfaces() as u32).map(|s| set.surface(s).text))
    }

    /// What the lexicon knows of a folded word by its hash.
    pub fn word(&self, hash: u64) -> WordInfo {
        self.word_at(hash, self.lexicon.place(hash))
    }

    /// The same of a word whose place in the shipped lexicon is known; what a user's list says of it comes first.
    fn word_at(&self, hash: u64, place: lexicon::Place) -> WordInfo {
        let own = self.user_lexicon.as_ref().map(|user| user.get(hash));
        own.filter(|info| *info != WordInfo::default()).unwrap_or_else(|| self.lexicon.at(place))
    }

    /// The same for many words, gathered before any is looked at, so that the waits for the table are one.
    pub fn words(&self, hashes: impl Iterator<Item = u64>) -> Vec<WordInfo> {
        let places: Vec<(u64, lexicon::Place)> = hashes.map(|h| (h, self.lexicon.place(h))).collect();
        places.into_iter().map(|(hash, place)| self.word_at(hash, place)).collect()
    }

    /// `FILE:LINE` for a word's class.
    pub fn word_source(&self, info: WordInfo, class: WordClass) -> String {
        format!("{}:{}", self.lexicon.file(class), info.line(class))
    }

    /// Names whose folded form is exactly this phrase, in any case: for looking things up, not for matching.
    pub fn lookup(&self, phrase: &str) -> Vec<(EntryRef, TypeId)> {
        let mut key = 0;
        let folded = crate::text::fold::fold_phrase(phrase);
        for word in folded.split(' ') {
            key = crate::text::fold::extend(key, crate::text::fold::hash(word.as_bytes()));
        }
        let mut out: Vec<(EntryRef, TypeId)> = Vec::new();
        let atlas = &self.sets[0];
        for surface in atlas.postings(atlas.found(key)).map(|s| atlas.surface(s)) {
            let r = EntryRef { set: 0, entry: surface.entry };
            if crate::text::fold::folds_to(surface.text, &folded) && !self.hidden.contains(&r) && out.iter().all(|o| o.0 != r) {
                out.push((r, self.type_number(r.set, surface.type_)));
            }
        }
        out
    }

    /// A user's entries replace the shipped ones of the same id.
    fn hide(&mut self, ids: &FxHashMap<String, u32>) {
        let numbers: FxHashSet<u32> = ids.keys().filter_map(|id| id.strip_prefix(compiled::GEONAMES)?.parse().ok()).collect();
        for set in 0..2u8 {
            let lists = &self.sets[usize::from(set)];
            for entry in (0..lists.len() as u32).filter(|_| !ids.is_empty()) {
                let e = lists.entry(entry);
                let replaced = if e.geonames_id { e.geonames.is_some_and(|n| numbers.contains(&n)) } else { ids.contains_key(e.own_id) };
                if replaced {
                    self.hidden.insert(EntryRef { set, entry });
                }
            }
        }
    }
}
