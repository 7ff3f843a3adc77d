//! Posts: who holds which, where, as the document states it.
//!
//! In: the scene, what was settled, the entities and places it was linked to. Out: [`Role`]s. A phrase before a
//! name belongs to it ("SCO Secretary-General Vladimir Norov"; a comma or title may stand between), a phrase
//! after a comma behind it too ("Lukáš Parízek, State Secretary of …"). In a list of many, what stands first
//! in the sentence, post or name, says which way the list reads.

mod phrase;

use crate::gazetteer::TypeId;
use crate::link::entity::Entities;
use crate::link::place::Places;
use crate::model::Role;
use crate::settle::Settled;
use crate::spot::{Label, Scene};
use crate::text::line::name_line;
use phrase::{Cover, Phrase, phrases};
use rustc_hash::{FxHashMap, FxHashSet};

/// Find posts and their holders.
pub fn link(scene: &Scene, settled: &Settled, entities: &Entities, places: &Places) -> Vec<Role> {
    let mut cover: Vec<Option<Cover>> = vec![None; scene.doc.tokens.len() + 1];
    let mut people: Vec<Cover> = Vec::new();
    for (k, &i) in settled.chosen.iter().enumerate() {
        let c = &settled.candidates[i];
        let here = Cover { k, label: c.label, first: c.first as usize, end: c.end as usize };
        for slot in &mut cover[c.range()] {
            *slot = Some(here);
        }
        if c.label == Label::Person {
            people.push(here);
        }
    }
    let phrases = Phrases::new(scene, phrases(scene, &cover), &people);
    let mut out = Vec::new();
    let mut used = vec![false; phrases.all.len()];
    let add = |scene: &Scene, p: &Phrase, person: &Cover, out: &mut Vec<Role>| {
        let Some(link) = &entities.links[person.k] else { return };
        let (organization, country_code) = owner(p, settled, entities, places);
        let start = scene.doc.tokens[p.first.min(person.first)].start as usize;
        let end = scene.doc.tokens[p.end.max(person.end) - 1].end as usize;
        out.push(Role { person: link.entity, role: p.role.clone(), status: p.status, organization, country_code, start, end });
    };
    for person in &people {
        // before: nearest first, then on through commas and `and`
        let mut at = skip_back(scene, &cover, person.first);
        let direct = at == person.first || !(at..person.first).any(|t| scene.doc.word(t) == ",");
        if let Some(n) = phrases.ending(at)
            && !used[n]
            && same_sentence(scene, phrases.all[n].first, person.first)
            && (direct || phrases.reads_forward(scene, person))
        {
            let mut n = n;
            loop {
                used[n] = true;
                let mut p = phrases.all[n].clone();
                // "Foreign Minister Wang Yi of the People's Republic of China"
                p.owner = p.owner.or_else(|| of_country(scene, &cover, person.end).map(|c| c.0));
                add(scene, &p, person, &mut out);
                at = phrases.all[n].first;
                let back = skip_joint(scene, at);
                match phrases.ending(back).filter(|m| *m < n && back < at) {
                    Some(m)
                        if !used[m]
                            && same_sentence(scene, phrases.all[m].first, person.first)
                            && !apposed(scene, &cover, &phrases.all[m]) =>
                    {
                        n = m
                    }
                    _ => break,
                }
            }
        }
    }
    for person in &people {
        after(scene, &phrases, &cover, person, &mut used, |p| add(scene, p, person, &mut out));
    }
    ranks(scene, &cover, &people, entities, &mut out);
    out.sort_by_key(|r| (r.start, r.person));
    dedup(&mut out);
    out
}

fn same_sentence(scene: &Scene, a: usize, b: usize) -> bool {
    scene.doc.sentence_of(a) == scene.doc.sentence_of(b)
}

/// Step back from a name over titles and one comma: where a phrase before it would end.
fn skip_back(scene: &Scene, cover: &[Option<Cover>], first: usize) -> usize {
    let mut at = first;
    for _ in 0..4 {
        if at == 0 || !same_sentence(scene, at - 1, first) {
            break;
        }
        if let Some(h) = scene.title_before(at)
            && (h.first as usize..at).all(|t| cover[t].is_none())
        {
            at = h.first as usize;
        } else if scene.doc.word(at - 1) == "," && at == first || scene.doc.word(at - 1) == "," && scene.title_before(first).is_some() {
            at -= 1;
        } else {
            break;
        }
    }
    at
}

/// Does the phrase stand behind another name and its comma, so that it is that one's?
fn apposed(scene: &Scene, cover: &[Option<Cover>], p: &Phrase) -> bool {
    let mut at = p.first;
    while at > 0 && matches!(scene.doc.word(at - 1), "the" | "a" | "then" | "now") {
        at -= 1;
    }
    at >= 2 && scene.doc.word(at - 1) == "," && cover[at - 2].is_some_and(|c| c.label == Label::Person && c.end == at - 1)
}

/// Step back over `,`, `and`, `and the`, `the` between two posts of one person.
fn skip_joint(scene: &Scene, at: usize) -> usize {
    let mut at = at;
    for _ in 0..3 {
        if at > 0 && matches!(scene.doc.word(at - 1), "," | "and" | "the" | "&" | "as" | "well" | "/") {
            at -= 1;
        }
    }
    at
}

/// The phrases of a document and where they and the names stand.
struct Phrases {
    all: Vec<Phrase>,
    by_end: FxHashMap<usize, usize>,
    by_first: FxHashMap<usize, usize>,
    names: FxHashSet<usize>,
    /// First name and first post of each sentence.
    firsts: FxHashMap<usize, (usize, usize)>,
}

impl Phrases {
    fn new(scene: &Scene, all: Vec<Phrase>, people: &[Cover]) -> Self {
        let mut firsts: FxHashMap<usize, (usize, usize)> = FxHashMap::default();
        let none = (usize::MAX, usize::MAX);
        for p in people {
            let slot = &mut firsts.entry(scene.doc.sentence_of(p.first)).or_insert(none).0;
            *slot = p.first.min(*slot);
        }
        let (mut by_end, mut by_first) = (FxHashMap::default(), FxHashMap::default());
        for (n, p) in all.iter().enumerate() {
            let slot = &mut firsts.entry(scene.doc.sentence_of(p.first)).or_insert(none).1;
            *slot = p.first.min(*slot);
            by_end.entry(p.end).or_insert(n);
            by_first.entry(p.first).or_insert(n);
            by_first.entry(p.head).or_insert(n);
        }
        Phrases { all, by_end, by_first, names: people.iter().map(|p| p.first).collect(), firsts }
    }

    /// The phrase that ends before token `at`.
    fn ending(&self, at: usize) -> Option<usize> {
        self.by_end.get(&at).copied()
    }

    /// The phrase that begins at token `at`, with or without its owner.
    fn beginning(&self, at: usize) -> Option<usize> {
        self.by_first.get(&at).copied()
    }

    /// In this sentence, does a post come before the first name? Then a post before a comma belongs to the name
    /// after it.
    fn reads_forward(&self, scene: &Scene, person: &Cover) -> bool {
        self.firsts.get(&scene.doc.sentence_of(person.first)).is_some_and(|(name, post)| post < name)
    }
}

/// Posts behind a name: `X, Secretary of …`, `X, President, National Urban League`, `X (Director of …)`.
fn after(scene: &Scene, phrases: &Phrases, cover: &[Option<Cover>], person: &Cover, used: &mut [bool], mut add: impl FnMut(&Phrase)) {
    let doc = scene.doc;
    let mut at = person.end;
    // "(Ret.)", "MP", "OAM" between name and post
    while at < doc.tokens.len()
        && (scene.longest(at, TypeId::TITLE).is_some_and(|h| scene.capital(at) && (h.end as usize) < doc.tokens.len()))
    {
        at = scene.longest(at, TypeId::TITLE).map_or(at + 1, |h| h.end as usize);
    }
    // "Fernando Arias of Spain", "Wang Yi of the People's Republic of China"
    if let Some((_, end)) = of_country(scene, cover, at) {
        at = end;
    }
    let stated = predicate(scene, at);
    let opened =
        matches!(doc.word(at), "," | "(" | "–" | "—" | "-") || at < doc.tokens.len() && doc.gap(at.saturating_sub(1)).contains('\n');
    if !opened && stated.is_none() {
        return;
    }
    let mut at = stated.unwrap_or(at + usize::from(matches!(doc.word(at), "," | "(" | "–" | "—" | "-")));
    let begins = |at: usize| phrases.beginning(at).is_some();
    while !begins(at) && matches!(doc.word(at), "the" | "a" | "an" | "who" | "is" | "now" | "currently" | "then" | "and" | "both") {
        at += 1;
    }
    if !begins(at) {
        at = predicate(scene, at).unwrap_or(at);
    }
    let mut found = false;
    let mut held: Vec<Phrase> = Vec::new();
    while let Some(n) = phrases.beginning(at) {
        let p = &phrases.all[n];
        // the post of the next name in a list: "X, Director General Y"
        let next = skip_titles(scene, p.end);
        let of_next = cover.get(next).copied().flatten().is_some_and(|c| c.label == Label::Person && c.first == next);
        let of_next_by_comma = doc.word(p.end) == ","
            && phrases.names.contains(&skip_titles(scene, p.end + 1))
            && !found
            && phrases.reads_forward(scene, person);
        if used[n] || of_next || of_next_by_comma || person_sentence_far(scene, person, p) {
            break;
        }
        used[n] = true;
        found = true;
        let mut p = p.clone();
        at = p.end;
        // "President, National Urban League": the body after its own comma
        if p.owner.is_none()
            && doc.word(at) == ","
            && let Some(c) = cover.get(at + 1).copied().flatten()
            && c.label == Label::Organization
        {
            p.owner = Some(c.k);
            at = c.end;
        }
        held.push(p);
        let mut joint = at;
        while matches!(doc.word(joint), "," | "and" | "&" | "the" | ";" | "as" | "well") {
            joint += 1;
        }
        if joint == at {
            break;
        }
        at = joint;
    }
    // "Assistant to the President & Senior Director, National Security Council": the last one's body is all's
    let last = held.iter().rev().find_map(|p| p.owner);
    for mut p in held {
        p.owner = p.owner.or(last);
        add(&p);
    }
}

/// `of COUNTRY` right behind a name: the mention and the token after it.
fn of_country(scene: &Scene, cover: &[Option<Cover>], at: usize) -> Option<(usize, usize)> {
    if scene.doc.word(at) != "of" {
        return None;
    }
    let j = at + 1 + usize::from(scene.doc.word(at + 1) == "the");
    let c = cover.get(j).copied().flatten()?;
    (c.label == Label::Place && c.first == j).then_some((c.k, c.end))
}

/// `was elected`, `has been appointed as the new`, `begins his term as`, `as`: the token after it, where a post
/// should begin.
fn predicate(scene: &Scene, at: usize) -> Option<usize> {
    const AUXILIARY: &[&str] = &["is", "was", "has", "had", "been", "be", "were", "will", "who", "became", "remains", "remained"];
    const VERBS: &[&str] = &[
        "elected",
        "appointed",
        "named",
        "confirmed",
        "chosen",
        "re",
        "reelected",
        "nominated",
        "sworn",
        "installed",
        "serves",
        "served",
        "serving",
        "acts",
        "acted",
        "acting",
        "begins",
        "began",
        "starts",
        "started",
        "took",
        "takes",
        "continues",
        "continued",
    ];
    const FILLERS: &[&str] = &[
        "his",
        "her",
        "their",
        "term",
        "office",
        "over",
        "in",
        "on",
        "today",
        "yesterday",
        "again",
        "unanimously",
        "also",
        "currently",
        "the",
        "a",
        "an",
        "new",
        "next",
        "-",
        "first",
    ];
    let mut i = at;
    let (mut verb, mut as_) = (false, false);
    while i < at + 9 {
        let word = scene.doc.word(i);
        if AUXILIARY.contains(&word) {
            verb |= matches!(word, "is" | "was" | "became" | "remains" | "remained" | "been");
        } else if VERBS.contains(&word) {
            verb = true;
        } else if word == "as" {
            as_ = true;
        } else if !(FILLERS.contains(&word) && (verb || as_)) {
            break;
        }
        i += 1;
    }
    ((verb || as_) && i > at).then_some(i)
}

/// Only the same sentence, or the very next line.
fn person_sentence_far(scene: &Scene, person: &Cover, p: &Phrase) -> bool {
    scene.doc.sentence_of(p.first).abs_diff(scene.doc.sentence_of(person.first)) > 1
}

fn skip_titles(scene: &Scene, at: usize) -> usize {
    let mut at = at;
    while let Some(h) = scene.longest(at, TypeId::TITLE) {
        at = h.end as usize;
    }
    at
}

/// A rank counts as a post where its service is named: "U.S. Army Capt. X", "Col. X of the ISAF Joint Command".
fn ranks(scene: &Scene, cover: &[Option<Cover>], people: &[Cover], entities: &Entities, out: &mut Vec<Role>) {
    for person in people {
        let Some(h) = scene.title_before(person.first) else { continue };
        if scene.gazetteer.entry(h.entry).feature != "rank" {
            continue;
        }
        // "U.S. Army General": the service may end inside what the list calls the rank
        let service = cover[h.first as usize].filter(|c| c.label == Label::Organization && c.end < h.end as usize);
        let first = service.map_or(h.first as usize, |c| c.end);
        let before = first.checked_sub(1).and_then(|b| cover[b]).filter(|c| c.label == Label::Organization && c.end == first);
        let behind = matches!(scene.doc.word(person.end), "of" | ",").then(|| {
            let j = person.end + 1 + usize::from(scene.doc.word(person.end + 1) == "the");
            let body = cover.get(j).copied().flatten().filter(|c| c.label == Label::Organization && c.first == j)?;
            // "Col. X, Task Force Y Commander" names Y's commander, not X's service
            let closed = scene.doc.word(person.end) == "of" || matches!(scene.doc.word(body.end), "(" | ",");
            closed.then_some(body)
        });
        let Some(body) = before.or(behind.flatten()) else { continue };
        let (Some(who), Some(org)) = (&entities.links[person.k], &entities.links[body.k]) else { continue };
        let role = name_line(scene.doc.slice(first, h.end as usize));
        let retired = scene.doc.slice(person.end, (person.end + 6).min(scene.doc.tokens.len())).contains("Ret");
        out.push(Role {
            person: who.entity,
            role,
            status: if retired { "former" } else { "current" },
            organization: Some(org.entity),
            country_code: entities.entities[org.entity].country_code.clone(),
            start: scene.doc.tokens[first.min(body.first)].start as usize,
            end: scene.doc.tokens[person.end.max(body.end) - 1].end as usize,
        });
    }
}

/// Organisation and country of a phrase's owner.
fn owner(p: &Phrase, settled: &Settled, entities: &Entities, places: &Places) -> (Option<usize>, String) {
    let Some(k) = p.owner else { return (None, String::new()) };
    let label = settled.candidates[settled.chosen[k]].label;
    match label {
        Label::Organization => match &entities.links[k] {
            Some(l) => (Some(l.entity), entities.entities[l.entity].country_code.clone()),
            None => (None, String::new()),
        },
        _ => {
            let place = places.links[k].as_ref().and_then(|l| l.place);
            (None, place.map_or(String::new(), |i| places.places[i].country_code.clone()))
        }
    }
}

/// One row a post: the same person, post and owner stated twice is one, the first.
fn dedup(roles: &mut Vec<Role>) {
    let mut seen = FxHashSet::default();
    // A post said again in short ("Minister Debus" after "Minister for Home Affairs, Bob Debus") adds nothing.
    let mut fuller: FxHashMap<usize, Vec<(String, bool)>> = FxHashMap::default();
    for r in roles.iter() {
        let owned = r.organization.is_some() || !r.country_code.is_empty();
        if owned || r.role.contains(' ') {
            fuller.entry(r.person).or_default().push((crate::text::fold::fold_phrase(&r.role), owned));
        }
    }
    roles.retain(|r| {
        let role = crate::text::fold::fold_phrase(&r.role);
        let bare = r.organization.is_none() && r.country_code.is_empty();
        let others = fuller.get(&r.person).map_or(&[][..], Vec::as_slice);
        let said = |o: &(String, bool)| o.0 != role && o.0.split(' ').any(|w| w == role) || o.0 == role && o.1;
        !bare || !others.iter().any(said)
    });
    roles.retain(|r| {
        let role = crate::text::fold::fold_phrase(&r.role);
        seen.insert((r.person, role, r.organization, r.country_code.clone()))
    });
}
