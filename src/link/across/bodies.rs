//! Organisations of different documents that are one.
//!
//! In: the groups of organisations. Out: for each that is another's spelling or acronym, whose, and by what evidence.
//!
//! "Harbour Defense Agency" and "Harbour Defence Agency" are one where the documents give them one acronym or one country.
//! A bare acronym is the one body of the run that is called so, where the documents share a country or name a further body
//! both: three letters are soon somebody else's.

use super::clusters::Clusters;
use super::group::{Groups, Seen};
use super::people::Merge;
use crate::link::entity::key_of;
use crate::model::Evidence;
use crate::text::fold::fold_phrase;
use rustc_hash::FxHashMap;

/// Join the groups of one organisation.
pub fn join(groups: &Groups, clusters: &mut Clusters) -> Vec<Merge> {
    let mut bodies: Vec<(usize, Seen)> = groups.iter().filter(|(_, g)| g.type_() == "organization").collect();
    bodies.sort_by_cached_key(|(_, body)| body.rank());
    let mut merges = Vec::new();
    spelt_alike(&bodies, groups, clusters, &mut merges);
    by_acronym(&bodies, groups, clusters, &mut merges);
    merges
}

/// Bodies of one name in two spellings.
fn spelt_alike(bodies: &[(usize, Seen)], groups: &Groups, clusters: &mut Clusters, merges: &mut Vec<Merge>) {
    // by key, those of one key in the order they stand in
    let mut keyed: Vec<(String, u32)> = bodies.iter().zip(0..).map(|((_, body), i)| (key_of(body.name()), i)).collect();
    keyed.sort_unstable();
    for same in keyed.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
        let same: Vec<(usize, Seen)> = same.iter().map(|(_, i)| bodies[*i as usize]).collect();
        for (i, &(at, body)) in same.iter().enumerate().filter(|(_, b)| !b.1.group.is_listed()) {
            let targets = same[..i].iter().filter(|t| !clusters.parted(at, t.0) && !contradict(body, t.1));
            let found: Vec<(usize, String)> = targets.filter_map(|t| Some((t.0, name_and(body, t.1)?))).collect();
            take_single(at, &found, groups, clusters, merges);
        }
    }
}

/// What two bodies of one name share besides.
fn name_and(a: Seen, b: Seen) -> Option<String> {
    let acronym = a.acronyms().filter(|x| b.acronyms().any(|y| *x == y)).min().map(|x| format!("the acronym {x}"));
    let country = || a.countries().filter(|x| b.countries().any(|y| *x == y)).min().map(|x| format!("the country {x}"));
    Some(format!("the names differ in spelling only and both have {}", acronym.or_else(country)?))
}

/// Bare acronyms with the one body of that acronym.
fn by_acronym(bodies: &[(usize, Seen)], groups: &Groups, clusters: &mut Clusters, merges: &mut Vec<Merge>) {
    let mut called: FxHashMap<&str, Vec<(usize, Seen)>> = FxHashMap::default();
    for &(at, body) in bodies.iter().filter(|b| !bare(b.1)) {
        body.acronyms().for_each(|a| called.entry(a).or_default().push((at, body)));
    }
    for &(at, body) in bodies.iter().filter(|b| bare(b.1)) {
        let name = body.name();
        let Some(all) = called.get(name) else { continue };
        // any second body of that acronym, listed or not, makes it anybody's
        if all.iter().any(|t| clusters.root(t.0) != clusters.root(all[0].0)) {
            continue;
        }
        let found: Vec<(usize, String)> = all
            .iter()
            .filter(|t| !clusters.parted(at, t.0) && !contradict(body, t.1))
            .filter_map(|t| Some((t.0, format!("no other body of this run is called {name} and {}", surroundings(body, t.1)?))))
            .collect();
        take_single(at, &found, groups, clusters, merges);
    }
}

/// An acronym of which the documents do not say what it stands for.
fn bare(body: Seen) -> bool {
    !body.group.is_listed() && {
        let name = fold_phrase(body.name());
        body.acronyms().any(|a| fold_phrase(a) == name)
    }
}

/// What the documents of both speak of.
fn surroundings(a: Seen, b: Seen) -> Option<String> {
    let shared = a.evidence().filter(|(fact, e)| matches!(e, Evidence::Country(_) | Evidence::Beside(_)) && b.says(*fact));
    match shared.map(|(_, e)| e).min()? {
        Evidence::Country(country) => Some(format!("the documents are both about {country}")),
        Evidence::Beside(body) => Some(format!("the documents both name {body}")),
        _ => None,
    }
}

/// Two countries, or two acronyms, are two bodies.
fn contradict(a: Seen, b: Seen) -> bool {
    fn differ(a: &[&str], b: &[&str]) -> bool {
        !a.is_empty() && !b.is_empty() && !a.iter().any(|x| b.contains(x))
    }
    let (ac, bc): (Vec<&str>, Vec<&str>) = (a.countries().collect(), b.countries().collect());
    let (aa, ba): (Vec<&str>, Vec<&str>) = (a.acronyms().collect(), b.acronyms().collect());
    differ(&ac, &bc) || differ(&aa, &ba)
}

/// Join with what was found, if it is one.
fn take_single(at: usize, found: &[(usize, String)], groups: &Groups, clusters: &mut Clusters, merges: &mut Vec<Merge>) {
    let Some((first, why)) = found.first() else { return };
    let into = clusters.root(*first);
    let single = found.iter().all(|(t, _)| clusters.root(*t) == into) && clusters.root(at) != into;
    if single && clusters.join(at, into, |g| groups.rank(g)) {
        merges.push(Merge { from: at, into: clusters.root(at), why: why.clone() });
    }
}
