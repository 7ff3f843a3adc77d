//! People of different documents who are one.
//!
//! In: the groups of people. Out: for each that is another's shorter or other spelling, whose, and by what evidence.
//!
//! A name alone proves nothing: the names must fit (see [`compatible`]), the documents must agree on something besides, and
//! one person only may be meant. Groups meet in blocks of one sounding name part and one piece of evidence, so that the
//! work grows with the groups and not with their pairs.

use super::clusters::Clusters;
use super::group::{Fact, Groups, Seen};
use crate::link::person::{Name, Spellings, Told, compatible, parts_of};
use crate::model::Evidence;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

/// A part of a name that more people share in one body or country than this tells none of them ("John" of the United
/// States): the block is passed over. Those that are few meet in the block of their other part.
const CROWD: usize = 200;

/// What two groups share, the weightiest first; [`Shared::asks`] says what the shorter name must bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shared<'g> {
    /// A post in a body: one man's at a time.
    Post(&'g str, &'g str),
    /// A body.
    Body(&'g str),
    /// A post in a state: ministers are one, ambassadors and deputies many.
    StatePost(&'g str, &'g str),
    /// The body of one is around that of the other.
    Around(&'g str),
    /// A country.
    Country(&'g str),
}

impl Shared<'_> {
    /// The number of parts that the shorter name must have: a surname alone is known by its very post only.
    fn asks(&self) -> usize {
        if matches!(self, Shared::Post(..)) { 1 } else { 2 }
    }
}

impl std::fmt::Display for Shared<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let body = |b: &str| b.trim_start_matches('~').to_owned();
        match self {
            Shared::Post(post, b) => write!(f, "both are {post} of {}", body(b)),
            Shared::Body(b) => write!(f, "both have a post in {}", body(b)),
            Shared::StatePost(post, country) => write!(f, "both are {post} of {country}"),
            Shared::Around(b) => write!(f, "both have a post in or under {}", body(b)),
            Shared::Country(country) => write!(f, "both have a post in {country}"),
        }
    }
}

/// What the rules look at.
struct Person<'g> {
    at: usize,
    listed: bool,
    parts: Name,
    group: Seen<'g>,
    told: Option<Told>,
}

impl<'g> Person<'g> {
    /// May the names be one person's, and does no title speak against it?
    fn fits(&self, other: &Person) -> bool {
        let (a, b) = (&self.parts, &other.parts);
        let names = if a.len() <= b.len() { compatible(a, b) } else { compatible(b, a) };
        names && self.told.zip(other.told).is_some_and(|(a, b)| a.agrees(b))
    }

    /// The weightiest thing shared that suffices for these two names.
    fn shared(&self, other: &Person) -> Option<Shared<'g>> {
        let theirs = other.group;
        let one = |(fact, e): (Fact, Evidence<&'g str>)| match e {
            Evidence::Post(post, body) if theirs.says(fact) => Some(Shared::Post(post, body)),
            Evidence::StatePost(post, country) if theirs.says(fact) => Some(Shared::StatePost(post, country)),
            Evidence::Body(body) if theirs.says(fact) => Some(Shared::Body(body)),
            Evidence::Body(body) if theirs.says(fact.around()) => Some(Shared::Around(body)),
            Evidence::Around(body) if theirs.says(fact.body()) => Some(Shared::Around(body)),
            Evidence::Country(country) if theirs.says(fact) => Some(Shared::Country(country)),
            _ => None,
        };
        let best = self.group.evidence().filter_map(one).min()?;
        // documents that put two people into two countries, and into one body only by what is around it, mean two
        let abroad = matches!(best, Shared::Around(_)) && self.contradicts(other);
        (!abroad && self.parts.len().min(other.parts.len()) >= best.asks()).then_some(best)
    }

    fn contradicts(&self, other: &Person) -> bool {
        let country = |e: (Fact, Evidence<&'g str>)| if let Evidence::Country(c) = e.1 { Some(c) } else { None };
        let a: Vec<&str> = self.group.evidence().filter_map(country).collect();
        let b: Vec<&str> = other.group.evidence().filter_map(|e| if let Evidence::Country(c) = e.1 { Some(c) } else { None }).collect();
        !a.is_empty() && !b.is_empty() && !a.iter().any(|c| b.contains(c))
    }

    /// The blocks it stands in: the sound of its first and of its last whole part, for either may be the surname.
    fn blocks(&self) -> Vec<u64> {
        let mut whole = self.parts.iter().filter(|p| p.whole);
        let first = whole.next().map(|p| &p.sound);
        let last = whole.next_back().map(|p| &p.sound).filter(|p| Some(p) != first.as_ref());
        let key = |part: &str, kind: u8, what: (&str, &str)| {
            let mut hasher = FxHasher::default();
            (part, kind, what).hash(&mut hasher);
            hasher.finish()
        };
        let mut out = Vec::new();
        for part in first.into_iter().chain(last) {
            out.extend(self.group.evidence().filter_map(|(_, e)| match e {
                Evidence::Body(b) | Evidence::Around(b) => Some(key(part, 0, (b, ""))),
                Evidence::StatePost(post, country) => Some(key(part, 1, (post, country))),
                Evidence::Country(country) => Some(key(part, 2, (country, ""))),
                // who shares the post shares the body
                _ => None,
            }));
        }
        out
    }
}

/// A merge that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// The group that went.
    pub from: usize,
    /// The group it went into.
    pub into: usize,
    /// Why.
    pub why: String,
}

/// Join the groups of one person.
pub fn join(groups: &Groups, clusters: &mut Clusters) -> Vec<Merge> {
    let people = people(groups);
    let blocks = blocks(&people);
    let mut of_person: Vec<Vec<u32>> = vec![Vec::new(); people.len()];
    for (n, block) in blocks.iter().enumerate() {
        block.iter().for_each(|&p| of_person[p as usize].push(n as u32));
    }
    let place: FxHashMap<usize, usize> = people.iter().enumerate().map(|(i, p)| (p.at, i)).collect();
    let mut merges = Vec::new();
    for (i, person) in people.iter().enumerate().filter(|(_, p)| !p.listed) {
        let mut mates: Vec<usize> = of_person[i].iter().flat_map(|&b| blocks[b as usize].iter().map(|&p| p as usize)).collect();
        mates.sort_unstable();
        mates.dedup();
        // fuller ones come before it; several that are one already are one
        let mut targets: Vec<(Shared, usize)> = Vec::new();
        for other in mates.iter().take_while(|&&m| m < i).map(|&m| &people[m]) {
            if person.fits(other)
                && let Some(shared) = person.shared(other)
                && !clusters.parted(person.at, other.at)
            {
                targets.push((shared, clusters.root(other.at)));
            }
        }
        let Some(best) = targets.iter().min().copied() else { continue };
        let level = std::mem::discriminant(&best.0);
        let single = targets.iter().filter(|t| std::mem::discriminant(&t.0) == level).all(|t| t.1 == best.1);
        let members: Vec<&Person> = clusters.all(best.1).filter_map(|m| place.get(&m)).map(|&m| &people[m]).collect();
        let all_fit = members.iter().all(|m| person.fits(m));
        // "J. A. Hart" and "J. B. Hart" may each be John Hart, and so neither is
        let rival = mates.iter().map(|&m| &people[m]).any(|r| {
            let outside = r.at != person.at && !r.listed && clusters.root(r.at) != best.1;
            outside && !person.fits(r) && members.iter().all(|m| r.fits(m)) && members.iter().any(|m| r.shared(m).is_some())
        });
        if single && all_fit && !rival && clusters.root(person.at) != best.1 && clusters.join(person.at, best.1, |g| groups.rank(g)) {
            merges.push(Merge { from: person.at, into: clusters.root(person.at), why: format!("the names fit and {}", best.0) });
        }
    }
    merges
}

/// The people of whom something is known beside the name, by rank.
fn people(groups: &Groups) -> Vec<Person<'_>> {
    let mut people: Vec<Person> = Vec::new();
    let mut spellings = Spellings::default();
    for (at, group) in groups.iter().filter(|(_, g)| g.evidence().next().is_some() && g.type_() == "person") {
        let parts = parts_of(group.name()).iter().map(|p| spellings.of(p)).collect();
        people.push(Person { at, listed: group.group.is_listed(), parts, told: group.told(), group });
    }
    people.sort_by_cached_key(|p| p.group.rank());
    people
}

/// People, by number, who share a sounding part and a piece of evidence.
fn blocks(people: &[Person]) -> Vec<Vec<u32>> {
    let mut keyed: Vec<(u64, u32)> = Vec::new();
    for (i, person) in people.iter().enumerate() {
        keyed.extend(person.blocks().into_iter().map(|key| (key, i as u32)));
    }
    keyed.sort_unstable();
    keyed.dedup();
    let of_key = keyed.chunk_by(|a, b| a.0 == b.0).filter(|b| (2..=CROWD).contains(&b.len()));
    of_key.map(|b| b.iter().map(|(_, p)| *p).collect()).collect()
}
