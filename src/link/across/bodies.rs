//! Organisations of different documents that are one.
//!
//! In: the groups of organisations. Out: for each that is another's spelling or acronym, whose, and by what evidence.
//!
//! "Harbour Defense Agency" and "Harbour Defence Agency" are one where the documents give them one acronym or one country.
//! A bare acronym is the one body of the run that is called so, where the documents share a country or name a further body
//! both: three letters are soon somebody else's.

use super::clusters::Clusters;
use super::group::{Group, Rank};
use super::people::Merge;
use crate::link::entity::key_of;
use crate::model::Evidence;
use crate::text::fold::fold_phrase;
use rustc_hash::FxHashMap;

/// Join the groups of one organisation.
pub fn join(groups: &[Option<Group>], ranks: &[Rank], clusters: &mut Clusters) -> Vec<Merge> {
    let mut bodies: Vec<(usize, &Group)> = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        bodies.extend(group.as_ref().filter(|g| g.type_() == "organization").map(|g| (at, g)));
    }
    bodies.sort_by(|a, b| ranks[a.0].cmp(&ranks[b.0]));
    let mut merges = Vec::new();
    spelt_alike(&bodies, ranks, clusters, &mut merges);
    by_acronym(&bodies, ranks, clusters, &mut merges);
    merges
}

/// Bodies of one name in two spellings.
fn spelt_alike(bodies: &[(usize, &Group)], ranks: &[Rank], clusters: &mut Clusters, merges: &mut Vec<Merge>) {
    let mut by_key: FxHashMap<String, Vec<(usize, &Group)>> = FxHashMap::default();
    for &(at, body) in bodies {
        by_key.entry(key_of(&body.name())).or_default().push((at, body));
    }
    let mut keys: Vec<_> = by_key.into_iter().filter(|(_, b)| b.len() > 1).collect();
    keys.sort_by(|a, b| a.0.cmp(&b.0));
    for (_, same) in keys {
        for (i, &(at, body)) in same.iter().enumerate().filter(|(_, b)| b.1.list_id.is_none()) {
            let targets = same[..i].iter().filter(|t| !clusters.parted(at, t.0) && !contradict(body, t.1));
            let found: Vec<(usize, String)> = targets.filter_map(|t| Some((t.0, name_and(body, t.1)?))).collect();
            take_single(at, &found, ranks, clusters, merges);
        }
    }
}

/// What two bodies of one name share besides.
fn name_and(a: &Group, b: &Group) -> Option<String> {
    let acronym = a.acronyms().find(|x| b.acronyms().any(|y| x == &y)).map(|x| format!("the acronym {x}"));
    let country = || a.countries().find(|x| b.countries().any(|y| x == &y)).map(|x| format!("the country {x}"));
    Some(format!("the names differ in spelling only and both have {}", acronym.or_else(country)?))
}

/// Bare acronyms with the one body of that acronym.
fn by_acronym(bodies: &[(usize, &Group)], ranks: &[Rank], clusters: &mut Clusters, merges: &mut Vec<Merge>) {
    let mut called: FxHashMap<&str, Vec<(usize, &Group)>> = FxHashMap::default();
    for &(at, body) in bodies.iter().filter(|b| !bare(b.1)) {
        body.acronyms().for_each(|a| called.entry(a).or_default().push((at, body)));
    }
    for &(at, body) in bodies.iter().filter(|b| bare(b.1)) {
        let name = body.name();
        let Some(all) = called.get(name.as_str()) else { continue };
        // any second body of that acronym, listed or not, makes it anybody's
        if all.iter().any(|t| clusters.root(t.0) != clusters.root(all[0].0)) {
            continue;
        }
        let found: Vec<(usize, String)> = all
            .iter()
            .filter(|t| !clusters.parted(at, t.0) && !contradict(body, t.1))
            .filter_map(|t| Some((t.0, format!("no other body of this run is called {name} and {}", surroundings(body, t.1)?))))
            .collect();
        take_single(at, &found, ranks, clusters, merges);
    }
}

/// An acronym of which the documents do not say what it stands for.
fn bare(body: &Group) -> bool {
    body.list_id.is_none() && {
        let name = fold_phrase(&body.name());
        body.acronyms().any(|a| fold_phrase(a) == name)
    }
}

/// What the documents of both speak of.
fn surroundings(a: &Group, b: &Group) -> Option<String> {
    a.evidence.intersection(&b.evidence).find_map(|e| match e {
        Evidence::Country(country) => Some(format!("the documents are both about {country}")),
        Evidence::Beside(body) => Some(format!("the documents both name {body}")),
        _ => None,
    })
}

/// Two countries, or two acronyms, are two bodies.
fn contradict(a: &Group, b: &Group) -> bool {
    fn differ(a: &[&str], b: &[&str]) -> bool {
        !a.is_empty() && !b.is_empty() && !a.iter().any(|x| b.contains(x))
    }
    let lists = |g: &Group| (g.countries().map(str::to_owned).collect::<Vec<_>>(), g.acronyms().map(str::to_owned).collect::<Vec<_>>());
    let ((ac, aa), (bc, ba)) = (lists(a), lists(b));
    fn refs(v: &[String]) -> Vec<&str> {
        v.iter().map(String::as_str).collect()
    }
    differ(&refs(&ac), &refs(&bc)) || differ(&refs(&aa), &refs(&ba))
}

/// Join with what was found, if it is one.
fn take_single(at: usize, found: &[(usize, String)], ranks: &[Rank], clusters: &mut Clusters, merges: &mut Vec<Merge>) {
    let Some((first, why)) = found.first() else { return };
    let into = clusters.root(*first);
    let single = found.iter().all(|(t, _)| clusters.root(*t) == into) && clusters.root(at) != into;
    if single && clusters.join(at, into, |g| ranks[g].clone()) {
        merges.push(Merge { from: at, into: clusters.root(at), why: why.clone() });
    }
}
