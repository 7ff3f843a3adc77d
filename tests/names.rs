//! Names, bodies, acronyms, posts and who is who, by classes of cases in `tests/names/*.tsv`.
//!
//! A line is `text TAB expected`; `#` names the class of the lines below it. A leading `?` marks a known failure:
//! it is counted, and once it passes the test asks for its promotion, so that nothing mended can break again.
//! `-` expects nothing; a mention after `~` may be there or not (conventions of `tests/gold/README.md`).
#![allow(clippy::unwrap_used)] // a panic is how a test fails

mod common;

use common::{EXTRACTOR, at};
use dateline::model::{Extraction, Target};
use dateline::read::Document;
use std::collections::BTreeMap;

/// An extraction with its text.
struct Read {
    text: String,
    found: Extraction,
}

/// A mention of an entity: its text and its entity.
type Named<'a> = (&'a str, usize);

impl Read {
    fn new(text: &str) -> Self {
        let text = text.replace("\\n", "\n");
        let found = EXTRACTOR.extract(&Document { text: text.clone(), ..Document::default() });
        Read { text, found }
    }

    /// Mentions of a type with their entities, in text order.
    fn mentions(&self, type_: &str) -> Vec<Named<'_>> {
        let of = |m: &dateline::model::Mention| match m.target {
            Target::Entity(e) if m.type_ == type_ => Some((&self.text[m.start..m.end], e)),
            _ => None,
        };
        self.found.mentions.iter().filter_map(of).collect()
    }

    fn texts(&self, type_: &str) -> String {
        join(self.mentions(type_).into_iter().map(|m| m.0))
    }
}

fn join<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    let all: Vec<&str> = parts.collect();
    if all.is_empty() { "-".to_owned() } else { all.join(" | ") }
}

/// Are these the expected mentions, those after `~` left or taken?
fn same_mentions(expected: &str, found: &[&str]) -> bool {
    let mut left = found.iter().peekable();
    for want in expected.split(" | ").filter(|w| *w != "-") {
        let optional = want.strip_prefix('~');
        if left.peek().is_some_and(|f| **f == optional.unwrap_or(want)) {
            left.next();
        } else if optional.is_none() {
            return false;
        }
    }
    left.next().is_none()
}

/// Run every line of a file through `check`, which answers with what was found where that is not what was expected.
fn run(name: &str, least: usize, check: impl Fn(&str, &str) -> Option<String>) {
    let path = at("tests/names").join(name);
    let lines = std::fs::read_to_string(&path).unwrap();
    let mut class = "";
    let mut classes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut faults = String::new();
    let (mut cases, mut known) = (0, 0);
    for (n, line) in lines.lines().enumerate() {
        if let Some(c) = line.strip_prefix('#') {
            class = c.trim();
            continue;
        }
        let (mark, case) = line.strip_prefix('?').map_or((false, line), |c| (true, c));
        let (text, expected) = case.split_once('\t').unwrap_or_else(|| panic!("{}:{}: no tab", path.display(), n + 1));
        let wrong = check(text, expected);
        cases += 1;
        let tally = classes.entry(class).or_default();
        tally.0 += 1;
        tally.1 += usize::from(wrong.is_some());
        match wrong {
            Some(_) if mark => known += 1,
            Some(found) => faults += &format!("{name}:{}: {text}\n    expected {expected}\n    found    {found}\n", n + 1),
            None if mark => faults += &format!("{name}:{}: passes now, take the ? away: {text}\n", n + 1),
            None => {}
        }
    }
    println!("{name}: {cases} cases, {known} known failures");
    for (class, (all, wrong)) in classes.iter().filter(|c| c.1.1 > 0) {
        println!("    {wrong} of {all} fail: {class}");
    }
    assert!(cases >= least, "{name} has {cases} cases, {least} are promised");
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn organizations() {
    run("organizations.tsv", 300, |text, expected| {
        let read = Read::new(text);
        let found: Vec<&str> = read.mentions("organization").iter().map(|m| m.0).collect();
        (!same_mentions(expected, &found)).then(|| read.texts("organization"))
    });
}

#[test]
fn people() {
    run("people.tsv", 100, |text, expected| {
        let read = Read::new(text);
        let found: Vec<&str> = read.mentions("person").iter().map(|m| m.0).collect();
        (!same_mentions(expected, &found)).then(|| read.texts("person"))
    });
}

/// `Name=1 | NAME=1 | OTHER=2`: mentions in text order, those of one number are one entity.
#[test]
fn acronyms() {
    run("acronyms.tsv", 100, |text, expected| {
        let read = Read::new(text);
        let found = read.mentions("organization");
        let want: Vec<(&str, &str)> =
            expected.split(" | ").filter(|w| *w != "-").map(|w| w.rsplit_once('=').unwrap_or_else(|| panic!("no number: {w}"))).collect();
        let texts = want.len() == found.len() && want.iter().zip(&found).all(|(w, f)| w.0 == f.0);
        let ids = || (0..want.len()).all(|a| (0..a).all(|b| (want[a].1 == want[b].1) == (found[a].1 == found[b].1)));
        (!(texts && ids())).then(|| {
            let all: Vec<String> = found.iter().map(|(text, e)| format!("{text}={}", e + 1)).collect();
            join(all.iter().map(String::as_str))
        })
    });
}

/// `A = B | C = D`: A and B are one entity, C and D another. `Name#2` is the second place where the text has that
/// string. A mention after `~` may be missing, but not be another's.
#[test]
fn coreference() {
    run("coreference.tsv", 60, |text, expected| {
        let read = Read::new(text);
        let at = |want: &str| {
            let (name, nth) = want.split_once('#').map_or((want, 1), |(n, k)| (n, k.parse().unwrap()));
            let (start, _) = read.text.match_indices(name).nth(nth - 1).unwrap_or_else(|| panic!("{want} is not in the text"));
            let m = read.found.mentions.iter().find(|m| m.start == start && m.end == start + name.len());
            m.and_then(|m| if let Target::Entity(e) = m.target { Some(e) } else { None })
        };
        let mut seen: Vec<usize> = Vec::new();
        let mut right = true;
        for group in expected.split(" | ") {
            let mut one = None;
            for want in group.split(" = ") {
                match at(want.trim_start_matches('~')) {
                    Some(e) if one.is_none() => one = Some(e),
                    Some(e) => right &= one == Some(e),
                    None => right &= want.starts_with('~'),
                }
            }
            right &= one.is_none_or(|e| !seen.contains(&e));
            seen.extend(one);
        }
        (!right).then(|| {
            let all: Vec<String> = read
                .found
                .mentions
                .iter()
                .filter_map(
                    |m| if let Target::Entity(e) = m.target { Some(format!("{}={}", &read.text[m.start..m.end], e + 1)) } else { None },
                )
                .collect();
            join(all.iter().map(String::as_str))
        })
    });
}

/// `PERSON | ROLE | STATUS | BODY or country code`, several separated by ` ;; `. A body may be given by any form of its
/// own; `-` where the text names neither body nor country.
#[test]
fn posts() {
    run("posts.tsv", 150, |text, expected| {
        let read = Read::new(text);
        let entities = &read.found.entities;
        let known = |e: usize, name: &str| entities[e].name == name || entities[e].forms.contains_key(name);
        let roles = &read.found.roles;
        let want: Vec<Vec<&str>> = expected.split(" ;; ").filter(|w| *w != "-").map(|w| w.split(" | ").collect()).collect();
        let fits = |w: &Vec<&str>| {
            let [person, role, status, owner] = w[..] else { panic!("four cells wanted: {w:?}") };
            roles.iter().any(|r| {
                let owned = match r.organization {
                    Some(o) => known(o, owner) || entities[o].acronym == owner,
                    None => r.country_code == owner || r.country_code.is_empty() && owner == "-",
                };
                known(r.person, person) && r.role == role && r.status == status && owned
            })
        };
        (want.len() != roles.len() || !want.iter().all(fits)).then(|| {
            let all: Vec<String> = roles
                .iter()
                .map(|r| {
                    let owner = r.organization.map_or(r.country_code.as_str(), |o| entities[o].name.as_str());
                    format!("{} | {} | {} | {owner}", entities[r.person].name, r.role, r.status)
                })
                .collect();
            if all.is_empty() { "-".to_owned() } else { all.join(" ;; ") }
        })
    });
}
