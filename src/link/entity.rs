//! Who is who in one document: mentions become entities.
//!
//! In: the scene, the chosen candidates, the acronyms the document defines. Out: [`LocalEntity`]s and, for each
//! chosen candidate of an entity kind, the entity's index and how it was linked.
//!
//! Order matters and is the order of sureness: listed entries, full names, then forms that lean on them
//! (acronyms, surnames, first names, initials), each to the nearest full name before it.

use super::meaning::listed;
use crate::gazetteer::EntryRef;
use crate::model::{LocalEntity, Problem};
use crate::settle::Settled;
use crate::spot::{Candidate, Label, Scene, acronym::Definition};
use crate::text::fold;
use crate::text::line::name_line;
use rustc_hash::FxHashMap;

/// How a mention came to its entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Index into the entities.
    pub entity: usize,
    /// `explicit`, `acronym:PAM`, `coreference:Vladimir Norov`.
    pub basis: String,
    /// The list entry, if the mention's own form is listed.
    pub entry: Option<EntryRef>,
}

/// Entities and the link of each chosen candidate (`None` for places and dates), parallel to `settled.chosen`.
#[derive(Debug, Default)]
pub struct Entities {
    /// The document's entities, in order of first mention.
    pub entities: Vec<LocalEntity>,
    /// Links, parallel to `Settled::chosen`.
    pub links: Vec<Option<Link>>,
    /// Acronyms that nothing settles.
    pub problems: Vec<Problem>,
}

/// Link.
pub fn link(scene: &Scene, settled: &Settled, definitions: &[Definition]) -> Entities {
    let mut out = Entities { links: vec![None; settled.chosen.len()], ..Entities::default() };
    let chosen: Vec<&Candidate> = settled.chosen.iter().map(|&i| &settled.candidates[i]).collect();
    bodies(scene, &chosen, definitions, &mut out);
    super::person::people(scene, &chosen, &mut out);
    in_order(&mut out);
    for (c, link) in chosen.iter().zip(&out.links) {
        if let Some(l) = link {
            let form = name_line(scene.doc.slice(c.first as usize, c.end as usize));
            *out.entities[l.entity].forms.entry(form).or_default() += 1;
        }
    }
    for e in &mut out.entities {
        if e.name.is_empty() {
            e.name = best_form(e);
        }
    }
    out
}

/// The longest form that is not all capitals; ties by bytes.
fn best_form(e: &LocalEntity) -> String {
    let shouted = |f: &String| f.chars().any(char::is_alphabetic) && !f.chars().any(char::is_lowercase);
    let best = e.forms.keys().max_by_key(|f| (!shouted(f), f.chars().count(), std::cmp::Reverse((*f).clone())));
    match best {
        Some(f) if shouted(f) && f.contains(' ') && e.type_ == "person" => title_case(f),
        Some(f) => f.clone(),
        None => String::new(),
    }
}

/// `ALEXANDER DOWNER` → `Alexander Downer`.
fn title_case(shouted: &str) -> String {
    let mut out = String::with_capacity(shouted.len());
    let mut fresh = true;
    for c in shouted.chars() {
        if c.is_alphabetic() {
            if fresh {
                out.push(c)
            } else {
                out.extend(c.to_lowercase())
            }
            fresh = false;
        } else {
            out.push(c);
            fresh = true;
        }
    }
    out
}

/// Renumber entities by first mention.
fn in_order(out: &mut Entities) {
    let mut rank: Vec<Option<usize>> = vec![None; out.entities.len()];
    let mut next = 0;
    for l in out.links.iter().flatten() {
        if rank[l.entity].is_none() {
            rank[l.entity] = Some(next);
            next += 1;
        }
    }
    let mut sorted: Vec<LocalEntity> = vec![LocalEntity::default(); next];
    for (e, r) in std::mem::take(&mut out.entities).into_iter().zip(&rank) {
        if let Some(r) = r {
            sorted[*r] = e;
        }
    }
    out.entities = sorted;
    for l in out.links.iter_mut().flatten() {
        l.entity = rank[l.entity].unwrap_or(0);
    }
}

/// Organisations, events, agreements and users' types.
fn bodies(scene: &Scene, chosen: &[&Candidate], definitions: &[Definition], out: &mut Entities) {
    let mut by_key: FxHashMap<(String, String), usize> = FxHashMap::default();
    let mut by_short: FxHashMap<String, usize> = FxHashMap::default();
    let mut place: FxHashMap<(u32, u32), usize> = FxHashMap::default();
    let is_body = |c: &Candidate| matches!(c.label, Label::Organization | Label::Other(_));
    let long: FxHashMap<(u32, u32), (u32, u32)> = definitions.iter().map(|d| (d.short, d.long)).collect();
    let short_of: FxHashMap<(u32, u32), (u32, u32)> = definitions.iter().map(|d| (d.long, d.short)).collect();
    let long_of = |c: &Candidate| long.get(&(c.first, c.end)).copied();
    let mut borne = Borne::default();
    // full names first, then short forms that this document defines, then the rest
    for pass in 0..3 {
        for (k, c) in chosen.iter().enumerate().filter(|(_, c)| is_body(c)) {
            if out.links[k].is_some() {
                continue;
            }
            let text = name_line(scene.doc.slice(c.first as usize, c.end as usize));
            let short = is_short(scene, c);
            if pass < 2 && matches!(c.rule, "organization/bare-head" | "organization/recurs") {
                continue; // leans on what was named before, acronyms too
            }
            if pass == 0 && (short || c.rule.starts_with("acronym")) && c.rule != "acronym/long-form" {
                continue;
            }
            if pass == 1 {
                let at = long_of(c).and_then(|l| place.get(&l).copied()).or_else(|| by_short.get(&text).copied());
                if let Some(entity) = at {
                    if out.entities[entity].acronym.is_empty() {
                        out.entities[entity].acronym.clone_from(&text);
                    }
                    out.links[k] = Some(Link { entity, basis: format!("acronym:{text}"), entry: None });
                    by_short.insert(text, entity);
                }
                continue;
            }
            let type_ = match c.label {
                Label::Organization => "organization".to_owned(),
                Label::Other(t) => scene.gazetteer.type_name(t).to_owned(),
                _ => continue,
            };
            let again = match c.rule {
                "organization/bare-head" => antecedent(scene, chosen, out, k),
                "organization/head" => reordered(scene, chosen, out, k),
                "organization/recurs" => lengthened(scene, chosen, out, k),
                _ => None,
            };
            if let Some(n) = again {
                let name = out.entities[n].name.clone();
                let basis = if name.is_empty() { "coreference".to_owned() } else { format!("coreference:{name}") };
                out.links[k] = Some(Link { entity: n, basis, entry: None });
                continue;
            }
            let mut meaning = listed(scene, c);
            // "BND" beside its full name: the body is in the document, whatever its country
            meaning.prefer(|r| by_key.contains_key(&(type_.clone(), format!("#{}.{}", r.set, r.entry))));
            out.problems.extend(meaning.doubt(scene, c).filter(|p| out.problems.iter().all(|q| q.message != p.message)));
            let entry = meaning.entry.filter(|r| !elsewhere(scene, chosen, c, *r, &mut borne));
            let key = match entry {
                Some(r) => format!("#{}.{}", r.set, r.entry),
                None => key_of(&text),
            };
            let entity = *by_key.entry((type_.clone(), key)).or_insert_with(|| {
                let mut e = entity_of(scene, &type_, entry);
                if entry.is_none() && c.label == Label::Organization {
                    e.country_code = super::inside::country(scene, c);
                }
                out.entities.push(e);
                out.entities.len() - 1
            });
            if short && entry.is_none() && out.entities[entity].acronym.is_empty() {
                out.entities[entity].acronym.clone_from(&text);
            }
            let basis = if short && entry.is_some() { format!("acronym:{text}") } else { "explicit".to_owned() };
            out.links[k] = Some(Link { entity, basis, entry });
            place.insert((c.first, c.end), entity);
            if pass == 0
                && let Some(short) = short_of.get(&(c.first, c.end))
            {
                by_short.insert(name_line(scene.doc.slice(short.0 as usize, short.1 as usize)), entity);
            }
        }
    }
}

/// Mentions as far back as a reader remembers, and no farther in a document of a million names.
const MEMORY: usize = 300;

/// The nearest body before mention `k` whose full name has the same head: "the Organisation" after the SCO.
fn antecedent(scene: &Scene, chosen: &[&Candidate], out: &Entities, k: usize) -> Option<usize> {
    let head = fold::fold_phrase(scene.doc.slice(chosen[k].first as usize, chosen[k].end as usize)).replace("isation", "ization");
    (k.saturating_sub(MEMORY)..k).rev().find_map(|j| {
        let l = out.links[j].as_ref()?;
        let e = &out.entities[l.entity];
        let own = fold::fold_phrase(scene.doc.slice(chosen[j].first as usize, chosen[j].end as usize));
        let name = if e.name.is_empty() { own } else { fold::fold_phrase(&e.name) }.replace("isation", "ization");
        (e.type_ == "organization" && name != head && name.split(' ').any(|w| w == head)).then_some(l.entity)
    })
}

/// The body whose longer name begins with the words of mention `k`: "Kestrelis" of "Kestrelis Holdings Ltd"; the nearest
/// before it, else the first behind.
fn lengthened(scene: &Scene, chosen: &[&Candidate], out: &Entities, k: usize) -> Option<usize> {
    let text = |c: &Candidate| scene.doc.slice(c.first as usize, c.end as usize);
    let whole = |j: usize| {
        let l = out.links[j].as_ref()?;
        let rest = text(chosen[j]).strip_prefix(text(chosen[k]))?;
        (chosen[j].label == Label::Organization && rest.starts_with([' ', ','])).then_some(l.entity)
    };
    let (from, to) = (k.saturating_sub(MEMORY), chosen.len().min(k + MEMORY));
    (from..k).rev().find_map(whole).or_else(|| (k + 1..to).find_map(whole))
}

/// The body before mention `k` whose full name has all its words in another order: "the Counter-Terrorism Office" after
/// the "UN Office of Counter-Terrorism". Only with the article, and with a word beside the head: "the Joint Office" may
/// be any.
fn reordered(scene: &Scene, chosen: &[&Candidate], out: &Entities, k: usize) -> Option<usize> {
    let c = chosen[k];
    let article = (c.first as usize).checked_sub(1).is_some_and(|t| matches!(scene.doc.word(t), "the" | "The"));
    if !article || listed(scene, c).entry.is_some() {
        return None;
    }
    let text = |c: &Candidate| scene.doc.slice(c.first as usize, c.end as usize);
    let content = |c: &Candidate| -> Vec<String> {
        let words = key_of(text(c));
        words.split([' ', '-']).filter(|w| !matches!(*w, "of" | "for" | "on" | "and" | "")).map(str::to_owned).collect()
    };
    let mine = content(c);
    if mine.len() < 2 {
        return None;
    }
    (k.saturating_sub(MEMORY)..k).rev().find_map(|j| {
        let l = out.links[j].as_ref().filter(|l| out.entities[l.entity].type_ == "organization")?;
        let same_order = text(chosen[j]).ends_with(text(c));
        let theirs = if same_order { Vec::new() } else { content(chosen[j]) };
        (theirs.len() > mine.len() && mine.iter().all(|w| theirs.contains(w))).then_some(l.entity)
    })
}

/// Names of the document's bodies, folded, each once; and which listed forms other bodies bear.
#[derive(Default)]
struct Borne {
    names: std::cell::OnceCell<Vec<String>>,
    known: FxHashMap<String, bool>,
}

/// A form that a list gives to an international body ("Security Council") but which other bodies of this document
/// bear with their country ("Security Council of the Russian Federation"): nobody's, unless the sentence says so.
fn elsewhere(scene: &Scene, chosen: &[&Candidate], c: &Candidate, entry: EntryRef, borne: &mut Borne) -> bool {
    let e = scene.gazetteer.entry(entry);
    if e.context.is_empty() || !e.country.is_empty() || c.end - c.first < 2 {
        return false;
    }
    let form = fold::fold_phrase(scene.doc.slice(c.first as usize, c.end as usize));
    let names = borne.names.get_or_init(|| {
        let bodies = chosen.iter().filter(|o| o.label == Label::Organization);
        let mut names: Vec<String> = bodies.map(|o| fold::fold_phrase(scene.doc.slice(o.first as usize, o.end as usize))).collect();
        names.sort_unstable();
        names.dedup();
        names.retain(|name| !name.contains("united nations") && !name.starts_with("un "));
        names
    });
    let longer = |name: &String| name.len() > form.len() && name.contains(&form);
    let others = match borne.known.get(&form) {
        Some(known) => *known,
        None => *borne.known.entry(form.clone()).or_insert(names.iter().any(longer)),
    };
    if !others {
        return false;
    }
    let (start, end) = scene.bounds(c.first as usize);
    let from = chosen.partition_point(|o| (o.first as usize) < start);
    let says = chosen[from..]
        .iter()
        .take_while(|o| (o.first as usize) < end)
        .any(|o| matches!(scene.doc.slice(o.first as usize, o.end as usize), "UN" | "U.N." | "United Nations" | "UNSC"));
    others && !says
}

/// One token of capitals.
pub(super) fn is_short(scene: &Scene, c: &Candidate) -> bool {
    let text = scene.doc.slice(c.first as usize, c.end as usize);
    !text.contains(char::is_whitespace) && text.chars().filter(|c| c.is_uppercase()).count() >= 2
}

/// Spelling that does not tell bodies apart: Organization/Organisation, Defense/Defence, Center/Centre, `&`.
pub(super) fn key_of(text: &str) -> String {
    let folded = fold::fold_phrase(text);
    let words: Vec<String> = folded
        .split(' ')
        .filter(|w| !matches!(*w, "the" | "'" | "," | "."))
        .map(|w| match w {
            "&" => "and".to_owned(),
            "center" => "centre".to_owned(),
            "defense" => "defence".to_owned(),
            "program" => "programme".to_owned(),
            "labor" => "labour".to_owned(),
            w => w.replace("isation", "ization"),
        })
        .collect();
    // Bodies lead their organs by name or by initials: "United Nations Office", "UN Office", "U.N. Office".
    const LEADS: &[(&str, &str)] = &[
        ("united nations ", "un "),
        ("u n ", "un "),
        ("united states ", "us "),
        ("u s ", "us "),
        ("european union ", "eu "),
        ("e u ", "eu "),
    ];
    let key = words.join(" ").replace("co operation", "cooperation");
    let lead = LEADS.iter().find_map(|(long, short)| key.strip_prefix(long).map(|rest| format!("{short}{rest}")));
    lead.unwrap_or(key)
}

pub(super) fn entity_of(scene: &Scene, type_: &str, entry: Option<EntryRef>) -> LocalEntity {
    let mut e = LocalEntity { type_: type_.to_owned(), ..LocalEntity::default() };
    if let Some(r) = entry {
        let row = scene.gazetteer.entry(r);
        row.name.clone_into(&mut e.name);
        e.list_id = Some(scene.gazetteer.id_of(r).into_owned());
        row.acronym.clone_into(&mut e.acronym);
        crate::gazetteer::first_code(row.country).clone_into(&mut e.country_code);
        row.wikidata.clone_into(&mut e.wikidata);
        e.source = scene.gazetteer.source(r);
    }
    e
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_names() {
        assert_eq!(title_case("ALEXANDER DOWNER"), "Alexander Downer");
        assert_eq!(key_of("Defense & Trade Organisation"), "defence and trade organization");
    }
}
