//! The project's own documents (`seeds/`) against their answer keys (`tests/gold/`).
//!
//! Precision and recall of each figure may rise; a fall below its floor in `tests/own_floors.toml` fails and lists
//! every miss and false alarm. `cargo test --test own_gold -- --nocapture` shows the figures and the list at any time.
//!
//! What counts is what counts on the tuning set: a required mention is found by its exact span; one that touches an
//! optional mention and is not required is neither right nor wrong; identities are judged by pairs of mentions; a post
//! is right with its holder, its words, and its organisation or country.
#![allow(clippy::unwrap_used)] // a panic is how a test fails

mod common;

use common::{Row, at, code_points, run_into, table};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

type Span = (usize, usize);

#[derive(Deserialize)]
struct Key {
    id: String,
    #[serde(default)]
    published: String,
    gold: Gold,
}

#[derive(Deserialize)]
struct Gold {
    rel: Rel,
}

#[derive(Deserialize)]
struct Rel {
    mentions: Vec<Marked>,
    roles: Vec<(String, String, String)>,
}

#[derive(Deserialize)]
struct Marked {
    start: Option<usize>,
    text: String,
    nth: usize,
    #[serde(rename = "type")]
    type_: String,
    optional: bool,
    key: String,
    #[serde(skip)]
    span: Span,
}

/// Counts behind one figure.
#[derive(Default)]
struct Counts {
    right: usize,
    said: usize,
    wanted: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Floor {
    precision: f64,
    recall: f64,
}

#[derive(Default)]
struct Score {
    figures: BTreeMap<&'static str, Counts>,
    errors: Vec<String>,
}

impl Score {
    fn figure(&mut self, name: &'static str) -> &mut Counts {
        self.figures.entry(name).or_default()
    }
}

#[test]
fn own_documents_against_their_keys() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let documents = run_into(&at("seeds"), &out, 1);
    let mut keys = read_keys();
    let texts: BTreeMap<&str, &str> = documents.iter().map(|d| (d.id.as_str(), d.text.as_str())).collect();
    assert_eq!(keys.keys().map(String::as_str).collect::<Vec<_>>(), texts.keys().copied().collect::<Vec<_>>(), "documents and keys");
    for (id, key) in &mut keys {
        for m in &mut key.gold.rel.mentions {
            m.span = place(texts[id.as_str()], m).unwrap_or_else(|| panic!("{id}: {:?} nth {} is not in the text as read", m.text, m.nth));
        }
    }
    let tables = ["documents", "mentions", "entities", "dates", "locations", "roles"].map(|t| table(&out, &format!("{t}.csv")));
    let score = judge(&keys, &tables);
    hold(&score);
}

fn read_keys() -> BTreeMap<String, Key> {
    let mut keys = BTreeMap::new();
    for file in std::fs::read_dir(at("tests/gold")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|e| e == "jsonl") {
            for line in std::fs::read_to_string(&path).unwrap().split('\n').filter(|l| !l.is_empty()) {
                let key: Key = serde_json::from_str(line).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
                assert!(!keys.contains_key(&key.id), "{} has two keys", key.id);
                keys.insert(key.id.clone(), key);
            }
        }
    }
    keys
}

/// Where a marked mention stands, in code points: as the key says, else its nth occurrence.
fn place(text: &str, m: &Marked) -> Option<Span> {
    let length = m.text.chars().count();
    if let Some(start) = m.start {
        return (code_points(text, start, start + length) == m.text).then_some((start, start + length));
    }
    let (at, _) = text.match_indices(&m.text).nth(m.nth)?;
    let start = text[..at].chars().count();
    Some((start, start + length))
}

fn cell<'r>(row: &'r Row, column: &str) -> &'r str {
    row.get(column).unwrap_or_else(|| panic!("no column {column}"))
}

fn judge(keys: &BTreeMap<String, Key>, [documents, mentions, _, dates, locations, roles]: &[Vec<Row>; 6]) -> Score {
    let value: BTreeMap<&str, &str> = dates.iter().map(|d| (cell(d, "date_id"), cell(d, "value"))).collect();
    let country: BTreeMap<&str, &str> = locations.iter().map(|l| (cell(l, "location_id"), cell(l, "country_code"))).collect();
    let mut said: BTreeMap<&str, BTreeMap<Span, (&str, &Row)>> = BTreeMap::new();
    for m in mentions {
        let span = (cell(m, "start").parse().unwrap(), cell(m, "end").parse().unwrap());
        if let Some(type_) = type_of(m) {
            said.entry(cell(m, "doc_id")).or_default().insert(span, (type_, m));
        }
    }
    let mut score = Score::default();
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    let mut called: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new(); // what the run called each identity
    let none = BTreeMap::new();
    for (id, key) in keys {
        let said = said.get(id.as_str()).unwrap_or(&none);
        for (type_, figure) in [("PER", "PER"), ("ORG", "ORG"), ("LOC", "LOC"), ("DATE", "DATE"), ("DEM", "DEM")] {
            let all = &key.gold.rel.mentions;
            // nationalities are always optional: their own figure asks for them all the same
            let required = |m: &&Marked| m.type_ == type_ && (!m.optional || type_ == "DEM");
            let wanted: BTreeMap<Span, &Marked> = all.iter().filter(required).map(|m| (m.span, m)).collect();
            let optional: Vec<Span> = all.iter().filter(|m| m.optional && !wanted.contains_key(&m.span)).map(|m| m.span).collect();
            let (mut right, mut predicted, mut values) = (0, 0, 0);
            for (span, (_, row)) in said.iter().filter(|(_, (t, _))| *t == type_) {
                if let Some(m) = wanted.get(span) {
                    (right, predicted) = (right + 1, predicted + 1);
                    let ok = match type_ {
                        "DATE" => value.get(cell(row, "target_id")).is_some_and(|v| *v == m.key),
                        "LOC" => same_country(&m.key, country.get(cell(row, "target_id")).copied()),
                        "PER" | "ORG" => {
                            pairs.push((&m.key, cell(row, "target_id")));
                            true
                        }
                        _ => true,
                    };
                    values += usize::from(ok);
                    if !ok {
                        let line = format!("VALUE {type_} {id}: {:?} is {}, the run says {}", m.text, m.key, cell(row, "name"));
                        score.errors.push(line);
                    }
                } else if !optional.iter().any(|o| span.0 < o.1 && o.0 < span.1) {
                    predicted += 1;
                    score.errors.push(format!("FALSE {type_} {id}: {:?} ({})", cell(row, "text"), cell(row, "rule")));
                }
            }
            for m in wanted.values().filter(|m| said.get(&m.span).is_none_or(|(t, _)| *t != type_)) {
                let instead = said.get(&m.span).map_or("nothing", |(t, _)| t);
                score.errors.push(format!("MISS {type_} {id}: {:?} (said: {instead})", m.text));
            }
            let mut count = |figure, right| {
                let c = score.figure(figure);
                (c.right, c.said, c.wanted) = (c.right + right, c.said + predicted, c.wanted + wanted.len());
            };
            count(figure, right);
            match type_ {
                "DATE" => count("DATE_value", values),
                "LOC" => count("LOC_country", values),
                _ => {}
            }
        }
        for m in &key.gold.rel.mentions {
            if let Some((type_, row)) = said.get(&m.span)
                && *type_ == m.type_
                && matches!(*type_, "PER" | "ORG")
            {
                called.entry(&m.key).or_default().insert(cell(row, "target_id"));
            }
        }
    }
    identity(&mut score, &pairs);
    posts(&mut score, keys, roles, &called);
    published(&mut score, keys, documents);
    score
}

fn type_of(m: &Row) -> Option<&'static str> {
    match (cell(m, "kind"), cell(m, "type")) {
        ("date", _) => Some("DATE"),
        ("place", "nationality") => Some("DEM"),
        ("place", _) => Some("LOC"),
        (_, "person") => Some("PER"),
        (_, "organization") => Some("ORG"),
        _ => None,
    }
}

/// `XX` and `Name XX` want the country; a place of no one country need only be found.
fn same_country(key: &str, found: Option<&str>) -> bool {
    let code = key.split(' ').next_back().unwrap_or_default();
    match code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()) {
        true => found == Some(code),
        false => found.is_some(),
    }
}

/// Over all pairs of mentions of people and bodies: does the run say "the same" where the key does?
fn identity(score: &mut Score, pairs: &[(&str, &str)]) {
    let mut apart: BTreeSet<String> = BTreeSet::new();
    let c = score.figure("identity");
    for (i, a) in pairs.iter().enumerate() {
        for b in &pairs[i + 1..] {
            let (gold, run) = (a.0 == b.0, a.1 == b.1);
            c.wanted += usize::from(gold);
            c.said += usize::from(run);
            c.right += usize::from(gold && run);
            if gold && !run {
                apart.insert(format!("APART {}: {} and {}", a.0, a.1.min(b.1), a.1.max(b.1)));
            } else if run && !gold {
                apart.insert(format!("MERGED {}: {} and {}", a.1, a.0.min(b.0), a.0.max(b.0)));
            }
        }
    }
    score.errors.extend(apart);
}

fn normal(role: &str) -> String {
    let plain = role.replace(|c: char| matches!(c, '-' | '\u{2010}'..='\u{2015}'), " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn posts(score: &mut Score, keys: &BTreeMap<String, Key>, roles: &[Row], called: &BTreeMap<&str, BTreeSet<&str>>) {
    let none = BTreeSet::new();
    for (id, key) in keys {
        let gold = &key.gold.rel.roles;
        let mine: Vec<&Row> = roles.iter().filter(|r| cell(r, "doc_id") == id).collect();
        let bare: BTreeSet<String> = gold.iter().filter(|g| g.2.is_empty()).map(|g| normal(&g.1)).collect();
        let mut said: BTreeMap<[String; 4], bool> = BTreeMap::new();
        let form = |r: &Row| {
            [cell(r, "person_id").into(), normal(cell(r, "role")), cell(r, "organization_id").into(), cell(r, "country_code").into()]
        };
        for r in &mine {
            // a bare title counts only where the key has it bare
            if !cell(r, "organization_id").is_empty() || !cell(r, "country_code").is_empty() || bare.contains(&normal(cell(r, "role"))) {
                said.entry(form(r)).or_insert(false);
            }
        }
        let mut right = 0;
        for (person, role, body) in gold {
            let (people, bodies) = (called.get(person.as_str()).unwrap_or(&none), called.get(body.as_str()).unwrap_or(&none));
            let held = |r: &&&Row| {
                people.contains(cell(r, "person_id"))
                    && normal(cell(r, "role")) == normal(role)
                    && (body.is_empty() || cell(r, "country_code") == body || bodies.contains(cell(r, "organization_id")))
            };
            let hits: Vec<&&Row> = mine.iter().filter(held).collect();
            right += usize::from(!hits.is_empty());
            for hit in &hits {
                said.insert(form(hit), true);
            }
            if hits.is_empty() {
                score.errors.push(format!("MISS POST {id}: {person} | {role} | {body}"));
            }
        }
        for post in said.iter().filter(|(_, hit)| !**hit).map(|(post, _)| post) {
            score.errors.push(format!("FALSE POST {id}: {}", post.join(" | ")));
        }
        let c = score.figure("posts");
        (c.right, c.said, c.wanted) = (c.right + right, c.said + said.len(), c.wanted + gold.len());
    }
}

/// The day of publication; how it was come by is left open between `dateline` and `text`.
fn published(score: &mut Score, keys: &BTreeMap<String, Key>, documents: &[Row]) {
    for d in documents {
        let id = cell(d, "doc_id");
        let said = cell(d, "published").split('T').next().unwrap_or_default();
        let wanted = keys[id].published.as_str();
        if said != wanted {
            score.errors.push(format!("PUBLISHED {id}: is {wanted:?}, the run says {said:?}"));
        }
        let c = score.figure("published");
        c.said += usize::from(!said.is_empty());
        c.wanted += usize::from(!wanted.is_empty());
        c.right += usize::from(said == wanted && !said.is_empty());
    }
}

/// Compare with the floors.
fn hold(score: &Score) {
    let floors: BTreeMap<String, Floor> = toml::from_str(&std::fs::read_to_string(at("tests/own_floors.toml")).unwrap()).unwrap();
    let (mut lines, mut fallen) = (Vec::new(), Vec::new());
    for (name, c) in &score.figures {
        let share = |of: usize| if of == 0 { 100.0 } else { 100.0 * c.right as f64 / of as f64 };
        let (precision, recall) = (share(c.said), share(c.wanted));
        let floor = floors.get(*name).unwrap_or_else(|| panic!("tests/own_floors.toml has no [{name}]"));
        let mut note = String::new();
        for (what, figure, floor) in [("precision", precision, floor.precision), ("recall", recall, floor.recall)] {
            if figure < floor {
                fallen.push(format!("{name} {what} fell to {figure:.1}, its floor is {floor:.1}"));
            } else if figure > floor + 0.5 {
                note.push_str(&format!("  {what} may be recorded as {:.1}", (figure * 10.0).floor() / 10.0));
            }
        }
        let counts = format!("{}/{} said, {} wanted", c.right, c.said, c.wanted);
        lines.push(format!("{name:12} precision {precision:5.1}  recall {recall:5.1}  {counts:28}{note}"));
    }
    let unknown: Vec<&String> = floors.keys().filter(|k| !score.figures.contains_key(k.as_str())).collect();
    assert!(unknown.is_empty(), "tests/own_floors.toml: no figure is called {unknown:?}");
    let report = format!("{}\n{}", score.errors.join("\n"), lines.join("\n"));
    println!("{report}");
    // The test harness shows what was printed when a test fails, so the message holds the verdict alone.
    assert!(fallen.is_empty(), "{}", fallen.join("\n"));
}
