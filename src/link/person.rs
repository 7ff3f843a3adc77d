//! Who is who among the people of one document.
//!
//! In: the scene and the chosen candidates. Out: a link for each person. Full names come first; a shorter form
//! leans on the nearest full name it may belong to. Two given names that differ, initials that do not fit and a
//! title of the other gender keep people apart.

use crate::gazetteer::lexicon::Gender;
use crate::gazetteer::{EntryRef, TypeId};
use crate::link::entity::{Entities, Link, entity_of};
use crate::model::LocalEntity;
use crate::spot::listed::has_context;
use crate::spot::{Candidate, Label, Scene};
use crate::text::line::name_line;
use crate::text::token::Class;
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// A given name tells a person's gender from this weight on (of 255); rarer ones are too often anybody's.
const TELLING: u8 = 60;

/// Given names that one country gives to women and another to men: they tell nothing.
const EITHER: &[&str] = &[
    "andrea",
    "ali",
    "alexis",
    "daniele",
    "dominique",
    "gabriele",
    "jan",
    "jean",
    "joan",
    "kim",
    "laurence",
    "michele",
    "nicola",
    "robin",
    "sasha",
    "simone",
];

/// A distinct form of a person's name.
struct Known {
    parts: Name,
    entity: usize,
    /// Where it stands (first tokens), ascending.
    at: Vec<u32>,
}

impl Known {
    /// The occurrence nearest to a mention: the last one before it, else the first one behind; before is better.
    fn nearest(&self, first: u32) -> (bool, u32) {
        match self.at.partition_point(|a| *a <= first) {
            0 => (false, u32::MAX - self.at.first().copied().unwrap_or(0)),
            n => (true, self.at[n - 1]),
        }
    }
}

/// Names that sound alike in a word, compared at the most: a document of a million names stays linear.
const NAMESAKES: usize = 200;

/// What is known of a person's gender: a title says it, a given name suggests it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told {
    pub title: Option<Gender>,
    pub given: Option<Gender>,
}

impl Told {
    /// Can both be one person? Two given names are compared as names; here a title must be on one side.
    pub fn agrees(self, other: Told) -> bool {
        let differ = |a: Option<Gender>, b: Option<Gender>| a.is_some() && b.is_some() && a != b;
        if self.title.is_some() && other.title.is_some() {
            return self.title == other.title;
        }
        !differ(self.title, other.given) && !differ(self.given, other.title)
    }

    fn learn(&mut self, other: Told) {
        self.title = self.title.or(other.title);
        self.given = self.given.or(other.given);
    }
}

/// Link people.
pub fn people(scene: &Scene, chosen: &[&Candidate], out: &mut Entities) {
    let mut known: Vec<Known> = Vec::new();
    let mut exact: FxHashMap<Name, Vec<usize>> = FxHashMap::default();
    let mut by_sound: FxHashMap<Rc<str>, Vec<usize>> = FxHashMap::default();
    let mut spellings = Spellings::default();
    let mut told: FxHashMap<usize, Told> = FxHashMap::default();
    let mut listed: FxHashMap<EntryRef, usize> = FxHashMap::default();
    let people = chosen.iter().enumerate().filter(|(_, c)| c.label == Label::Person);
    let mut persons: Vec<(usize, Name)> = people.map(|(k, c)| (k, parts(scene, c).map(|w| spellings.of(w)).collect())).collect();
    // more words first, initials count half; then text order
    let weight = |p: &[Rc<Part>]| p.iter().map(|w| if w.whole { 2 } else { 1 }).sum::<usize>();
    persons.sort_by_cached_key(|(k, p)| (std::cmp::Reverse(weight(p).min(4)), *k));
    for (k, p) in persons {
        let c = chosen[k];
        let said = gender(scene, c, p.len(), p.first().map_or("", |w| &w.text));
        let agrees = |n: &&Known| told.get(&n.entity).is_none_or(|t: &Told| t.agrees(said));
        // the nearest name that may be the same, before the mention if there is one
        let nearest = |n: &&Known| (n.nearest(c.first), std::cmp::Reverse(n.entity));
        let entry = c.entries.iter().copied().find(|r| scene.gazetteer.type_of(*r) == TypeId::PERSON).or_else(|| entry_of(scene, c));
        let same = exact.get(&p).into_iter().flatten().map(|&n| &known[n]).filter(agrees).max_by_key(nearest);
        let mut basis = "explicit".to_owned();
        let entity = if let Some(r) = entry {
            *listed.entry(r).or_insert_with(|| {
                out.entities.push(entity_of(scene, "person", Some(r)));
                out.entities.len() - 1
            })
        } else if let Some(n) = same {
            n.entity
        } else {
            let fits = |n: &&Known| agrees(n) && if p.len() <= n.parts.len() { compatible(&p, &n.parts) } else { compatible(&n.parts, &p) };
            let namesakes = p.iter().filter_map(|w| by_sound.get(&w.sound)).flat_map(|l| l.iter().rev().take(NAMESAKES));
            match namesakes.map(|&n| &known[n]).filter(fits).max_by_key(nearest) {
                Some(n) => {
                    let full = chosen.binary_search_by_key(&n.at[0], |o| o.first).map(|i| chosen[i]);
                    let name = full.map_or(String::new(), |o| name_line(scene.doc.slice(o.first as usize, o.end as usize)));
                    basis = format!("coreference:{name}");
                    n.entity
                }
                None => {
                    out.entities.push(LocalEntity { type_: "person".to_owned(), ..LocalEntity::default() });
                    out.entities.len() - 1
                }
            }
        };
        told.entry(entity).or_default().learn(said);
        let first_form = basis == "explicit";
        out.links[k] = Some(Link { entity, basis, entry });
        let old = exact.get(&p).into_iter().flatten().copied().find(|&n| known[n].entity == entity);
        match old {
            Some(n) => known[n].at.push(c.first),
            // a surname that leans on a full name lends nothing to others
            None if p.len() > 1 || first_form => {
                for w in p.iter().filter(|w| w.whole) {
                    by_sound.entry(w.sound.clone()).or_default().push(known.len());
                }
                exact.entry(p.clone()).or_default().push(known.len());
                known.push(Known { parts: p, entity, at: vec![c.first] });
            }
            None => {}
        }
    }
}

/// The list entry of exactly this name, where another rule than the list's found the mention. A name of one word is
/// left to the list's own rule, which doubts it.
fn entry_of(scene: &Scene, c: &Candidate) -> Option<EntryRef> {
    let fits = |context: &str| context.is_empty() || has_context(scene, context, c.first as usize, c.end as usize);
    let hits = scene.hits_at(c.first as usize).iter();
    let mut same = hits.filter(|h| c.end - c.first > 1 && h.end == c.end && h.type_ == TypeId::PERSON);
    same.find(|h| fits(scene.gazetteer.entry(h.entry).context)).map(|h| h.entry)
}

/// What a mention says of its bearer's gender, by title or else by given name.
pub(super) fn gender_of(scene: &Scene, c: &Candidate) -> Option<Gender> {
    let told = told(scene, c);
    told.title.or(told.given)
}

/// What a mention says of its bearer's gender.
pub(super) fn told(scene: &Scene, c: &Candidate) -> Told {
    let mut parts = parts(scene, c);
    let first = parts.next().unwrap_or_default();
    gender(scene, c, usize::from(!first.is_empty()) + parts.count(), first)
}

/// The parts of a name that stands alone: its words, folded.
pub(super) fn parts_of(name: &str) -> Vec<String> {
    let counted = |w: &&str| w.starts_with(char::is_alphabetic) && !matches!(*w, "jr" | "sr");
    crate::text::fold::fold_phrase(name).split(' ').filter(counted).map(str::to_owned).collect()
}

/// Gender by the titles before a name (`H.E. Ms`) and by the given name of a full one.
fn gender(scene: &Scene, c: &Candidate, parts: usize, given: &str) -> Told {
    let first = c.first as usize;
    let mut title = None;
    let mut at = first;
    // "H.E. the Hon. Dr. Mrs": more titles than these are no person's
    const TITLES: usize = 8;
    for _ in 0..TITLES {
        let Some(h) = scene.title_before(at).filter(|_| title.is_none()) else { break };
        title = Gender::from_column(scene.gazetteer.entry(h.entry).gender);
        at = h.first as usize;
    }
    let word = &scene.info[first].word;
    // "Li Wei": what stands first is the family
    let info = &scene.info[first];
    let telling = parts > 1 && info.given() >= TELLING && info.given() > info.family() && !EITHER.contains(&given);
    let given = telling.then(|| word.gender()).flatten();
    Told { title, given }
}

/// A person's name as its counted words, folded.
fn parts<'s>(scene: &'s Scene, c: &Candidate) -> impl Iterator<Item = &'s str> {
    let f = &scene.doc.folded;
    let end = c.end;
    f.words[f.words.partition_point(|w| w.token < c.first)..]
        .iter()
        .take_while(move |w| w.token < end)
        .filter(|w| scene.doc.tokens[w.token as usize].class == Class::Word)
        .map(|w| &f.text[w.start as usize..w.end as usize])
        .filter(|w| !matches!(*w, "jr" | "sr"))
}

fn whole(part: &str) -> bool {
    part.chars().nth(1).is_some()
}

/// A part of a name with all the forms it is compared by. Names are compared with many others: what a part sounds like
/// is worked out once for each word of a document, or of a merge.
#[derive(Debug)]
pub(super) struct Part {
    /// Folded.
    pub text: String,
    /// More than an initial.
    pub whole: bool,
    spelt: String,
    /// With qaf as `k` and as `g`.
    sounded: [String; 2],
    /// What parts that [`same_part`] may call the same have in common: a key to find namesakes by.
    pub sound: Rc<str>,
}

impl Part {
    /// Of a folded word.
    pub fn new(text: &str) -> Self {
        let spelt = spelt(text);
        let first = sounded(&spelt, "k");
        let second = if spelt.contains('q') { sounded(&spelt, "g") } else { first.clone() };
        let sounded = [first, second];
        Part { whole: whole(text), sound: sounded[0].replace('g', "k").into(), text: text.to_owned(), spelt, sounded }
    }
}

impl PartialEq for Part {
    fn eq(&self, other: &Part) -> bool {
        self.text == other.text
    }
}

impl Eq for Part {}

impl std::hash::Hash for Part {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

/// A name: its parts.
pub(super) type Name = Vec<Rc<Part>>;

/// The parts met so far, each once.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    by_text: FxHashMap<String, Rc<Part>>,
}

impl Spellings {
    /// The part of this folded word.
    pub fn of(&mut self, word: &str) -> Rc<Part> {
        match self.by_text.get(word) {
            Some(part) => part.clone(),
            None => self.by_text.entry(word.to_owned()).or_insert(Rc::new(Part::new(word))).clone(),
        }
    }
}

/// Can the shorter name be the longer one's? Each word must be one of its words or the initial of one, in
/// order, and a word of the shorter must be a whole word of the longer.
pub(super) fn compatible(short: &[Rc<Part>], long: &[Rc<Part>]) -> bool {
    // Two names in full may differ more in their letters than a surname alone, which is anybody's.
    let full = short.iter().filter(|w| w.whole).count() > 1;
    if !short.iter().any(|w| w.whole && long.iter().any(|l| same_part(w, l, full))) {
        return false;
    }
    // Two full given names that differ are two people.
    let mut at = 0;
    for w in short {
        let found = long[at..]
            .iter()
            .position(|l| same_part(l, w, full) || !w.whole && l.text.starts_with(&w.text) || !l.whole && w.text.starts_with(&l.text));
        match found {
            Some(p) => at += p + 1,
            None => return false,
        }
    }
    true
}

/// Shorter parts are compared letter for letter: `Li` and `Ly` are two families.
const SHORTEST_SPELT: usize = 4;

/// The same part, in another spelling of the same sounds (`Sergey`/`Sergei`, `Dmitriy`/`Dmitri`); of full names
/// also in another alphabet's (`Khatami`/`Hatami`, `Mohammed`/`Muhammad`, `Qaddafi`/`Gaddafi`).
fn same_part(a: &Part, b: &Part, full: bool) -> bool {
    if a.text == b.text {
        return true;
    }
    if !a.whole || !b.whole || a.text.len().min(b.text.len()) < SHORTEST_SPELT {
        return false;
    }
    a.spelt == b.spelt || full && a.sounded.iter().zip(&b.sounded).any(|(a, b)| a == b)
}

/// One spelling for what transliteration and habit spell in several ways.
fn spelt(part: &str) -> String {
    let mut part = part.replace('y', "i");
    if part.starts_with("ie") {
        part.remove(0); // Yevgeny, Evgeny
    }
    let part = [("ue", "u"), ("oe", "o"), ("ae", "a"), ("j", "i")].into_iter().fold(part, put); // Juergen
    let mut out = String::with_capacity(part.len());
    for c in part.chars() {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// One spelling for what languages write differently; `q` is Arabic's letter qaf, written `k` or `g` too.
fn sounded(spelt: &str, q: &str) -> String {
    let consonants = spelt.chars().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u'));
    if spelt.ends_with('d') && consonants.eq("mhmd".chars()) {
        return "muhammad".to_owned(); // it has more spellings than any other name
    }
    let one = [("q", q), ("kh", "h"), ("gh", "g"), ("ou", "u"), ("ph", "f"), ("w", "v"), ("x", "ks"), ("dh", "d")];
    let mut plain = one.into_iter().fold(spelt.to_owned(), put);
    if plain.ends_with("ander") {
        plain.truncate(plain.len() - 2);
        plain.push('r');
    }
    plain
}

/// Put one spelling for another; what has it not, as most names, is not copied.
fn put(text: String, (old, new): (&str, &str)) -> String {
    let bytes = old.as_bytes();
    if text.as_bytes().windows(bytes.len()).any(|w| w == bytes) { text.replace(old, new) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    fn w(name: &str) -> Name {
        fold::fold_phrase(name).split(' ').filter(|w| *w != ".").map(|w| Rc::new(Part::new(w))).collect()
    }

    #[test]
    fn names_that_may_be_one_persons() {
        for (a, b, yes) in [
            ("Norov", "Vladimir Norov", true),
            ("N. P. Patrushev", "Nikolai Patrushev", false),
            ("N. Patrushev", "Nikolai Patrushev", true),
            ("John Smith", "Mary Smith", false),
            ("Ban", "Ban Ki-moon", true),
            ("J. Smith", "Mary Smith", false),
            ("Sergey Lavrov", "Sergei Lavrov", true),
            ("Yevgeny Primakov", "Evgenii Primakov", true),
            ("Zelenskyy", "Volodymyr Zelensky", true),
            ("Muammar Qaddafi", "Muammar Gaddafi", true),
            ("Aleksandr Petrov", "Alexander Petrov", true),
            ("Khan", "Han Zheng", false),
            ("Li Wei", "Ly Wei", false),
            ("Kim Jong Un", "Kim Yong Nam", false),
        ] {
            assert_eq!(compatible(&w(a), &w(b)), yes, "{a} / {b}");
        }
    }
}
