//! What is known of an entity of the run while documents are read. In: entities of documents; out: [`FinalEntity`].
//!
//! A run may have millions of them, so a [`Group`] is numbers alone; who looks at one does so through [`Seen`].

use super::strings::{Strings, Sym};
use crate::gazetteer::lexicon::Gender;
use crate::link::person::{Told, parts_of};
use crate::model::{Evidence, LocalEntity};
use crate::text::fold::fold_phrase;
use std::cmp::Reverse;

/// All that is known of the entities behind one handle.
#[derive(Debug, Clone, Default)]
pub struct Group {
    list_id: Sym,
    /// The one document it is of, where a judgement parts it from its namesakes elsewhere.
    only_in: Sym,
    /// Sorted, each once.
    facts: Vec<Fact>,
}

/// Something said of an entity: a string with how often it was said, or evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    what: What,
    string: Sym,
    more: u32,
}

impl Fact {
    /// Of a body, that it is around a body of the other's.
    pub fn around(self) -> Self {
        Fact { what: What::Around, ..self }
    }

    /// Of a body around another, that it is the body itself.
    pub fn body(self) -> Self {
        Fact { what: What::Body, ..self }
    }
}

/// What is said; behind it, what [`Fact::more`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum What {
    Type,       // how often
    Name,       // how often
    Form,       // how often
    Acronym,    // how often
    Country,    // how often
    Wikidata,   // how often
    Source,     // how often
    ExternalId, // nothing
    // evidence, see `model::Evidence`, in its order
    Post,      // the body
    StatePost, // the country
    Body,      // nothing
    Around,    // nothing
    InCountry, // nothing
    Beside,    // nothing
    Title,     // the gender
    Given,     // the gender
}

/// An entity of the run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FinalEntity {
    /// `TYPE/slug`, or the list's id.
    pub entity_id: String,
    /// `person`, `organization`, …
    pub type_: String,
    /// Canonical name.
    pub name: String,
    /// Distinct surface forms with their counts, most frequent first.
    pub aliases: Vec<(String, usize)>,
    /// Acronym or empty.
    pub acronym: String,
    /// ISO 3166-1 alpha-2 or empty.
    pub country_code: String,
    /// Wikidata id or empty.
    pub wikidata: String,
    /// `SCHEME:VALUE`, sorted.
    pub external_ids: Vec<String>,
    /// `FILE:LINE` of the list entry, or empty.
    pub source: String,
}

impl Group {
    /// Of no entity yet; `only_in`: see [`Seen::only_in`].
    pub fn new(only_in: Sym) -> Self {
        Group { only_in, ..Group::default() }
    }

    /// Take in an entity, whose names are on one line.
    pub fn add(&mut self, entity: &LocalEntity, strings: &mut Strings) {
        self.count(What::Type, strings.of(&entity.type_), 1);
        self.count(What::Name, strings.of(&entity.name), 1);
        for (form, times) in &entity.forms {
            self.count(What::Form, strings.of(form), u32::try_from(*times).unwrap_or(u32::MAX));
        }
        self.count(What::Acronym, strings.of(&entity.acronym), 1);
        self.count(What::Country, strings.of(&entity.country_code), 1);
        self.count(What::Wikidata, strings.of(&entity.wikidata), 1);
        self.count(What::Source, strings.of(&entity.source), 1);
        for id in &entity.external_ids {
            self.note(What::ExternalId, strings.of(id), 0);
        }
        for evidence in &entity.evidence {
            match evidence {
                Evidence::Post(post, body) => self.note(What::Post, strings.of(post), strings.of(body).number()),
                Evidence::StatePost(post, country) => self.note(What::StatePost, strings.of(post), strings.of(country).number()),
                Evidence::Body(body) => self.note(What::Body, strings.of(body), 0),
                Evidence::Around(body) => self.note(What::Around, strings.of(body), 0),
                Evidence::Country(country) => self.note(What::InCountry, strings.of(country), 0),
                Evidence::Beside(body) => self.note(What::Beside, strings.of(body), 0),
                Evidence::Title(gender) => self.note(What::Title, Sym::default(), code(*gender)),
                Evidence::Given(gender) => self.note(What::Given, Sym::default(), code(*gender)),
            }
        }
        if self.list_id.is_empty()
            && let Some(id) = &entity.list_id
        {
            self.list_id = strings.of(id);
        }
    }

    /// Take in another's; this one keeps its own name, the other's are forms only.
    pub fn absorb(&mut self, other: &Group) {
        for fact in &other.facts {
            match fact.what {
                What::Type | What::Name | What::Source => {}
                What::Form | What::Acronym | What::Country | What::Wikidata => self.count(fact.what, fact.string, fact.more),
                _ => self.note(fact.what, fact.string, fact.more),
            }
        }
    }

    pub fn is_listed(&self) -> bool {
        !self.list_id.is_empty()
    }

    fn count(&mut self, what: What, string: Sym, times: u32) {
        if string.is_empty() {
            return;
        }
        match self.facts.binary_search_by_key(&(what, string), |f| (f.what, f.string)) {
            Ok(i) => self.facts[i].more = self.facts[i].more.saturating_add(times),
            Err(i) => self.facts.insert(i, Fact { what, string, more: times }),
        }
    }

    fn note(&mut self, what: What, string: Sym, more: u32) {
        let fact = Fact { what, string, more };
        if let Err(i) = self.facts.binary_search(&fact) {
            self.facts.insert(i, fact);
        }
    }

    fn of(&self, what: What) -> &[Fact] {
        let (from, to) = (self.facts.partition_point(|f| f.what < what), self.facts.partition_point(|f| f.what <= what));
        &self.facts[from..to]
    }
}

fn code(gender: Gender) -> u32 {
    match gender {
        Gender::Female => 0,
        Gender::Male => 1,
    }
}

/// A group with its strings.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'g> {
    pub group: &'g Group,
    pub strings: &'g Strings,
}

impl<'g> Seen<'g> {
    fn string(self, sym: Sym) -> &'g str {
        self.strings.get(sym)
    }

    /// The list's id, or empty.
    pub fn list_id(self) -> &'g str {
        self.string(self.group.list_id)
    }

    /// The one document it is of, where a judgement parts it from its namesakes elsewhere, or empty.
    pub fn only_in(self) -> &'g str {
        self.string(self.group.only_in)
    }

    /// The most frequent; of equals one with small letters (capitals throughout hide the spelling), then the
    /// longest (it has the diacritics), then the first by bytes.
    fn best(self, what: What) -> &'g str {
        let facts = self.group.of(what);
        if let [only] = facts {
            return self.string(only.string);
        }
        let merit = |fact: &Fact| {
            let text = self.string(fact.string);
            (fact.more, text.chars().any(char::is_lowercase), text.len(), Reverse(text))
        };
        facts.iter().map(merit).max().map_or("", |m| m.3.0)
    }

    pub fn type_(self) -> &'g str {
        self.best(What::Type)
    }

    pub fn name(self) -> &'g str {
        let name = self.best(What::Name);
        if name.is_empty() { self.best(What::Form) } else { name }
    }

    pub fn acronyms(self) -> impl Iterator<Item = &'g str> {
        self.group.of(What::Acronym).iter().map(move |f| self.string(f.string))
    }

    pub fn countries(self) -> impl Iterator<Item = &'g str> {
        self.group.of(What::Country).iter().map(move |f| self.string(f.string))
    }

    /// Where a merge goes: from later to earlier. Listed ones first, then names of more words, of more letters, then by
    /// bytes, so that nothing depends on the order of documents.
    pub fn rank(self) -> Rank<'g> {
        let name = self.name();
        let parts = parts_of(name);
        let (words, letters) = (parts.len(), parts.iter().map(|p| p.chars().count()).sum::<usize>());
        (!self.group.is_listed(), usize::MAX - words, usize::MAX - letters, fold_phrase(name), name, self.list_id(), self.only_in())
    }

    /// The pieces of evidence, in no order.
    pub fn evidence(self) -> impl Iterator<Item = (Fact, Evidence<&'g str>)> {
        let from = self.group.facts.partition_point(|f| f.what < What::Post);
        self.group.facts[from..].iter().filter_map(move |fact| Some((*fact, self.piece(*fact)?)))
    }

    /// Does another group's piece of evidence hold of this one, too?
    pub fn says(self, fact: Fact) -> bool {
        self.group.facts.binary_search(&fact).is_ok()
    }

    fn piece(self, fact: Fact) -> Option<Evidence<&'g str>> {
        let (string, more) = (self.string(fact.string), || self.string(Sym::numbered(fact.more)));
        let gender = if fact.more == code(Gender::Female) { Gender::Female } else { Gender::Male };
        Some(match fact.what {
            What::Post => Evidence::Post(string, more()),
            What::StatePost => Evidence::StatePost(string, more()),
            What::Body => Evidence::Body(string),
            What::Around => Evidence::Around(string),
            What::InCountry => Evidence::Country(string),
            What::Beside => Evidence::Beside(string),
            What::Title => Evidence::Title(gender),
            What::Given => Evidence::Given(gender),
            _ => return None,
        })
    }

    /// What titles and given names tell of the gender; `None` where the documents contradict each other, so that one name
    /// stands for several people.
    pub fn told(self) -> Option<Told> {
        let mut told = Told::default();
        let mut agree = true;
        for (_, e) in self.evidence() {
            match e {
                Evidence::Title(g) => agree &= told.title.replace(g).is_none_or(|old| old == g),
                Evidence::Given(g) => agree &= told.given.replace(g).is_none_or(|old| old == g),
                _ => {}
            }
        }
        agree.then_some(told)
    }

    /// Its row.
    pub fn describe(self, entity_id: &str) -> FinalEntity {
        let mut aliases: Vec<(&str, u32)> = self.group.of(What::Form).iter().map(|f| (self.string(f.string), f.more)).collect();
        aliases.sort_unstable_by_key(|(text, times)| (Reverse(*times), *text));
        let mut external_ids: Vec<String> = self.group.of(What::ExternalId).iter().map(|f| self.string(f.string).to_owned()).collect();
        external_ids.sort_unstable();
        FinalEntity {
            entity_id: entity_id.to_owned(),
            type_: self.type_().to_owned(),
            name: self.name().to_owned(),
            aliases: aliases.into_iter().map(|(text, times)| (text.to_owned(), times as usize)).collect(),
            acronym: self.best(What::Acronym).to_owned(),
            country_code: self.best(What::Country).to_owned(),
            wikidata: self.best(What::Wikidata).to_owned(),
            external_ids,
            source: self.best(What::Source).to_owned(),
        }
    }
}

/// See [`Seen::rank`].
pub type Rank<'g> = (bool, usize, usize, String, &'g str, &'g str, &'g str);

/// The groups of a run by number, some of them gone into others.
#[derive(Debug, Clone, Default)]
pub struct Groups {
    pub strings: Strings,
    pub all: Vec<Option<Group>>,
}

impl Groups {
    pub fn get(&self, at: usize) -> Option<Seen<'_>> {
        let group = self.all.get(at)?.as_ref()?;
        Some(Seen { group, strings: &self.strings })
    }

    /// Those that are still there.
    pub fn iter(&self) -> impl Iterator<Item = (usize, Seen<'_>)> {
        (0..self.all.len()).filter_map(|at| Some((at, self.get(at)?)))
    }

    pub fn rank(&self, at: usize) -> Option<Rank<'_>> {
        self.get(at).map(Seen::rank)
    }

    /// Move groups into those they belong to; they themselves are gone then.
    pub fn move_into(&mut self, goes_to: &[u32]) {
        for (from, into) in goes_to.iter().map(|into| *into as usize).enumerate().filter(|(from, into)| from != into) {
            if let Some(moved) = self.all[from].take()
                && let Some(into) = self.all[into].as_mut()
            {
                into.absorb(&moved);
            }
        }
    }
}
