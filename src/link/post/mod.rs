//! Posts: who holds which, where, as the document states it.
//!
//! In: the scene, what was settled, the entities and places it was linked to. Out: [`Role`]s. A phrase before a
//! name belongs to it ("SCO Secretary-General Vladimir Norov"; a comma or title may stand between), a phrase
//! after a comma behind it too ("Lukáš Parízek, State Secretary of …"). In a list of many, what stands first
//! in the sentence, post or name, says which way the list reads.

mod home;
mod lower;
mod phrase;
mod predicate;
mod pronoun;

use crate::gazetteer::TypeId;
use crate::link::entity::Entities;
use crate::link::place::Places;
use crate::model::Role;
use crate::settle::Settled;
use crate::spot::person::post_nominal;
use crate::spot::{Label, Scene};
use crate::text::line::name_line;
use phrase::{Cover, Covers, Phrase, phrases};
use predicate::{aside, predicate};
use rustc_hash::{FxHashMap, FxHashSet};

/// Find posts and their holders.
pub fn link(scene: &Scene, settled: &Settled, entities: &Entities, places: &Places, publisher: &str) -> Vec<Role> {
    let mut cover = Covers::new(scene.doc.tokens.len() + 1);
    let mut people: Vec<Cover> = Vec::new();
    for (k, &i) in settled.chosen.iter().enumerate() {
        let c = &settled.candidates[i];
        let here = Cover { k, label: c.label, first: c.first as usize, end: c.end as usize };
        cover.put(here);
        if c.label == Label::Person {
            people.push(here);
        }
    }
    let phrases = Phrases::new(scene, phrases(scene, &cover), &people);
    let mut out = Vec::new();
    let mut of_state: FxHashSet<(usize, usize)> = FxHashSet::default();
    let mut used = vec![false; phrases.all.len()];
    let mut posted: FxHashSet<usize> = FxHashSet::default();
    let mut add = |scene: &Scene, p: &Phrase, person: &Cover, out: &mut Vec<Role>| {
        let Some(link) = &entities.links[person.k] else { return };
        let (organization, country_code) = owner(p, settled, entities, places);
        let start = scene.doc.tokens[p.first.min(person.first)].start as usize;
        let end = scene.doc.tokens[p.end.max(person.end) - 1].end as usize;
        if p.feature == "state" {
            of_state.insert((start, end));
        }
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
            if direct {
                posted.insert(person.first);
            }
            let (mut n, before) = (n, out.len());
            loop {
                used[n] = true;
                let mut p = phrases.all[n].clone();
                // "Foreign Minister Wang Yi of the People's Republic of China"
                p.owner = p.owner.or_else(|| of_country(scene, &cover, person.end).map(|c| c.0));
                add(scene, &p, person, &mut out);
                at = phrases.all[n].first;
                let back = skip_joint(scene, at);
                // "Special Representative for Cyprus Ambassador Ann Hart": a rank of its own holder needs no comma
                let honour = matches!(phrases.all[n].role.as_str(), "Ambassador" | "Senator" | "Dr" | "Professor");
                match phrases.ending(back).filter(|m| *m < n && (back < at || honour)) {
                    Some(m)
                        if !used[m]
                            && same_sentence(scene, phrases.all[m].first, person.first)
                            && behind(scene, &cover, &phrases.all[m])
                                .is_none_or(|other| listed(scene, back, at) && posted.contains(&other.first)) =>
                    {
                        n = m
                    }
                    _ => break,
                }
            }
            same_country(&mut out[before..], entities);
        }
    }
    for person in &people {
        after(scene, &phrases, &cover, person, &mut used, |p| add(scene, p, person, &mut out));
    }
    for person in &pronoun::subjects(scene, settled, &people) {
        after(scene, &phrases, &cover, person, &mut used, |p| add(scene, p, person, &mut out));
    }
    ranks(scene, &cover, &people, entities, &mut out);
    out.sort_by_key(|r| (r.start, r.person));
    fullest(&mut out);
    let unowned = |r: &Role| r.organization.is_none() && r.country_code.is_empty() && of_state.contains(&(r.start, r.end));
    if out.iter().any(unowned) {
        let owners: Vec<(String, String)> = (phrases.all.iter().zip(&used))
            .filter(|(_, used)| !**used)
            .map(|(p, _)| (p.role.clone(), owner(p, settled, entities, places).1))
            .collect();
        let stated = home::stated(owners.iter().map(|(r, c)| (r.as_str(), c.as_str())));
        let home = home::home(scene, settled, entities, places, publisher);
        for r in out.iter_mut().filter(|r| unowned(r)) {
            let own = &entities.entities[r.person].country_code;
            let role = crate::text::fold::fold_phrase(&r.role);
            r.country_code = match stated.get(&role) {
                _ if !own.is_empty() && home::has(own, &role) => own.clone(),
                Some(country) => country.clone(),
                None if home::has(&home, &role) => home.clone(),
                None => String::new(),
            };
        }
    }
    once(&mut out);
    out
}

fn same_sentence(scene: &Scene, a: usize, b: usize) -> bool {
    scene.doc.sentence_of(a) == scene.doc.sentence_of(b)
}

/// Step back from a name over titles and one comma: where a phrase before it would end.
fn skip_back(scene: &Scene, cover: &Covers, first: usize) -> usize {
    let mut at = first;
    for _ in 0..4 {
        if at == 0 || !same_sentence(scene, at - 1, first) {
            break;
        }
        if let Some(h) = scene.title_before(at)
            && (h.first as usize..at).all(|t| cover.get(t).is_none())
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

/// Posts that one name bears in one breath are of one country: "Chief of Staff of the Azerbaijani Presidential
/// Administration, Secretary of the Security Council" – where the others are of no international body.
fn same_country(roles: &mut [Role], entities: &Entities) {
    let mut countries: Vec<&str> = roles.iter().map(|r| r.country_code.as_str()).filter(|c| !c.is_empty()).collect();
    countries.dedup();
    if let [one] = countries[..] {
        let one = one.to_owned();
        let open = |r: &Role| r.organization.is_none_or(|o| entities.entities[o].list_id.is_none());
        for r in roles.iter_mut().filter(|r| r.country_code.is_empty() && open(r)) {
            r.country_code.clone_from(&one);
        }
    }
}

/// The other name behind whose comma the phrase stands, so that it may be that one's.
fn behind(scene: &Scene, cover: &Covers, p: &Phrase) -> Option<Cover> {
    let mut at = p.first;
    while at > 0 && matches!(scene.doc.word(at - 1), "the" | "a" | "then" | "now") {
        at -= 1;
    }
    if at < 2 || scene.doc.word(at - 1) != "," {
        return None;
    }
    cover.get(at - 2).filter(|c| c.label == Label::Person && c.end == at - 1)
}

/// Are two posts joined by a bare `and`? In a list whose names have their posts before them, both are the next name's:
/// "Speaker of A Ann Bell, Director of B and Chair of C Dan Eck".
fn listed(scene: &Scene, from: usize, to: usize) -> bool {
    let joint: Vec<&str> = (from..to).map(|t| scene.doc.word(t)).filter(|w| *w != "the").collect();
    matches!(joint[..], ["and"] | ["&"])
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

/// Titles or letters of honours that stand side by side at the most: "His Excellency Mr Justice Dr", "AC, KBE, CB".
const HONOURS: usize = 8;

/// Posts behind a name: `X, Secretary of …`, `X, President, National Urban League`, `X (Director of …)`.
fn after(scene: &Scene, phrases: &Phrases, cover: &Covers, person: &Cover, used: &mut [bool], mut add: impl FnMut(&Phrase)) {
    let doc = scene.doc;
    let mut at = person.end;
    // "(Ret.)", "MP", "OAM" between name and post
    for _ in 0..HONOURS {
        if at + 1 >= doc.tokens.len() || !scene.capital(at) {
            break;
        }
        at = match scene.longest(at, TypeId::TITLE) {
            Some(h) if (h.end as usize) < doc.tokens.len() => h.end as usize,
            _ if post_nominal(doc.word(at)) => at + 1,
            _ => break,
        };
    }
    // "Gen. Ann Hart (Ret.), Advisor": the post is behind the parenthesis, not in it
    if doc.word(at) == "(" && doc.word(aside(scene, at)) == "," && !(at..aside(scene, at)).any(|t| phrases.beginning(t).is_some()) {
        at = aside(scene, at);
    }
    // "Admiral Ann Hart, U.S. Navy (Ret.), former Chairman": the service between name and post
    if doc.word(at) == ","
        && let Some(c) = cover.get(at + 1).filter(|c| c.label == Label::Organization)
        && doc.word(aside(scene, c.end)) == ","
        && scene.title_before(person.first).is_some()
        && phrases.beginning(aside(scene, c.end) + 1).is_some()
    {
        at = aside(scene, c.end);
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
    let past = (at..stated.unwrap_or(at)).any(|t| matches!(doc.word(t), "previously" | "formerly" | "earlier"));
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
        let of_next = cover.get(next).is_some_and(|c| c.label == Label::Person && c.first == next)
            && same_sentence(scene, p.end - 1, next)
            && scene.adjacent(p.end - 1);
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
        if past && p.status == "current" {
            p.status = "former";
        }
        at = p.end;
        // "President, National Urban League": the body after its own comma
        if p.owner.is_none()
            && doc.word(at) == ","
            && let Some(c) = cover.get(at + 1)
            && c.label == Label::Organization
        {
            p.owner = Some(c.k);
            at = c.end;
        }
        held.push(p);
        let mut joint = aside(scene, at);
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
fn of_country(scene: &Scene, cover: &Covers, at: usize) -> Option<(usize, usize)> {
    if scene.doc.word(at) != "of" {
        return None;
    }
    let j = at + 1 + usize::from(scene.doc.word(at + 1) == "the");
    let c = cover.get(j)?;
    (c.label == Label::Place && c.first == j).then_some((c.k, c.end))
}

/// Only the same sentence, or the very next line.
fn person_sentence_far(scene: &Scene, person: &Cover, p: &Phrase) -> bool {
    scene.doc.sentence_of(p.first).abs_diff(scene.doc.sentence_of(person.first)) > 1
}

fn skip_titles(scene: &Scene, at: usize) -> usize {
    let next = |at: &usize| scene.longest(*at, TypeId::TITLE).map(|h| h.end as usize);
    std::iter::successors(Some(at), next).take(HONOURS + 1).last().unwrap_or(at)
}

/// A rank counts as a post where its service is named: "U.S. Army Capt. X", "Col. X of the ISAF Joint Command".
fn ranks(scene: &Scene, cover: &Covers, people: &[Cover], entities: &Entities, out: &mut Vec<Role>) {
    for person in people {
        let Some(h) = scene.title_before(person.first) else { continue };
        if scene.gazetteer.entry(h.entry).feature != "rank" {
            continue;
        }
        // "U.S. Army General": the service may end inside what the list calls the rank
        let service = cover.get(h.first as usize).filter(|c| c.label == Label::Organization && c.end < h.end as usize);
        let first = service.map_or(h.first as usize, |c| c.end);
        let before = (first.checked_sub(1).filter(|&b| scene.adjacent(b)).and_then(|b| cover.get(b)))
            .filter(|c| c.label == Label::Organization && c.end == first);
        let behind = matches!(scene.doc.word(person.end), "of" | ",").then(|| {
            let j = person.end + 1 + usize::from(scene.doc.word(person.end + 1) == "the");
            let body = cover.get(j).filter(|c| c.label == Label::Organization && c.first == j)?;
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
fn once(roles: &mut Vec<Role>) {
    let mut seen = FxHashSet::default();
    roles.retain(|r| {
        let role = crate::text::fold::fold_phrase(&r.role);
        seen.insert((r.person, role, r.organization, r.country_code.clone()))
    });
}

/// Leave out what says less of a post than another row.
fn fullest(roles: &mut Vec<Role>) {
    // A post said again in short ("Minister Debus" after "Minister for Home Affairs, Bob Debus") adds nothing.
    // by person: the words of the posts of several words, and the posts with an owner
    let mut fuller: FxHashMap<usize, (FxHashSet<String>, FxHashSet<String>)> = FxHashMap::default();
    for r in roles.iter() {
        let owned = r.organization.is_some() || !r.country_code.is_empty();
        let (words, posts) = fuller.entry(r.person).or_default();
        let role = crate::text::fold::fold_phrase(&r.role);
        if owned || r.role.contains(' ') {
            words.extend(role.split(' ').filter(|w| *w != role).map(str::to_owned));
        }
        if owned {
            posts.insert(role);
        }
    }
    roles.retain(|r| {
        let bare = r.organization.is_none() && r.country_code.is_empty();
        let role = crate::text::fold::fold_phrase(&r.role);
        !bare || fuller.get(&r.person).is_none_or(|(words, posts)| !words.contains(&role) && !posts.contains(&role))
    });
}
