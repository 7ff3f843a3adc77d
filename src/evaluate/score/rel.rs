//! Releases: names, dates by value, places by country, identities across documents, posts. In: gold and tables; out:
//! counts. What the gold marks as optional is neither missed nor wrong.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::kind_of;
use crate::evaluate::gold::{GoldDoc, Release};
use crate::evaluate::{Counts, Evaluation, Said};
use crate::tables::load::{LocationRow, MentionRow};

type Span = (usize, usize);

/// Score releases.
pub fn score(gold: &[GoldDoc], said: &Said, out: &mut Evaluation) {
    let docs: Vec<(&str, &Release)> = gold.iter().filter_map(|d| Some((d.id.as_str(), d.rel.as_ref()?))).collect();
    if docs.is_empty() {
        return;
    }
    // the last row of a span is what was said of it
    let at: HashMap<&str, BTreeMap<Span, (&'static str, &MentionRow)>> = docs
        .iter()
        .map(|(doc, _)| {
            let rows = said.of(doc).iter().filter_map(|m| Some(((m.start, m.end), (kind_of(m)?, *m))));
            (*doc, rows.collect())
        })
        .collect();
    let mut pairs: Vec<(String, String)> = Vec::new();
    for kind in ["person", "organization", "place", "date"] {
        for (doc, release) in &docs {
            names(doc, release, kind, &at[doc], said, &mut pairs, out);
        }
    }
    out.whole.insert("rel/identity/all".to_owned(), identity(&pairs));
    posts(&docs, &at, said, out);
}

fn names(
    doc: &str,
    release: &Release,
    kind: &'static str,
    at: &BTreeMap<Span, (&'static str, &MentionRow)>,
    said: &Said,
    pairs: &mut Vec<(String, String)>,
    out: &mut Evaluation,
) {
    let required: BTreeMap<Span, &str> =
        release.mentions.iter().filter(|g| g.type_ == kind && !g.optional).map(|g| ((g.start, g.end), g.key.as_str())).collect();
    let optional: Vec<Span> = release.mentions.iter().filter(|g| g.optional).map(|g| (g.start, g.end)).collect();
    let (mut right, mut predicted, mut valued) = (0, 0, 0);
    for (span, (_, m)) in at.iter().filter(|(_, (k, _))| *k == kind) {
        if let Some(key) = required.get(span) {
            (right, predicted) = (right + 1, predicted + 1);
            let ok = match kind {
                "date" => said.date(m).is_some_and(|d| d.value == *key),
                "place" => same_country(key, said.place(m)),
                _ => {
                    pairs.push(((*key).to_owned(), m.target_id.clone()));
                    true
                }
            };
            valued += usize::from(ok);
            out.judge(m, ok);
            if !ok {
                out.error(format!("VALUE {kind} {:?} gold {key} said {}", m.text, m.name));
            }
        } else if !optional.iter().any(|(s, e)| span.0 < *e && *s < span.1) {
            predicted += 1;
            out.judge(m, false);
            out.error(format!("FALSE {kind} {:?}", m.text));
        }
    }
    for g in release.mentions.iter().filter(|g| g.type_ == kind && !g.optional) {
        let there = at.get(&(g.start, g.end)).map_or("", |(k, _)| k);
        *out.confusion.entry((kind.to_owned(), there.to_owned())).or_default() += 1;
        if there != kind {
            out.error(format!("MISS {kind} {:?}", g.text));
        }
    }
    let counts = Counts::new(right, predicted, required.len());
    out.count(doc, format!("rel/exact/{kind}"), counts);
    if kind != "date" {
        out.count(doc, "rel/exact/all".to_owned(), counts);
    }
    if matches!(kind, "date" | "place") {
        out.count(doc, format!("rel/value/{kind}"), Counts::new(valued, predicted, required.len()));
    }
}

/// `XX` or `Name XX`: the place lies in that country; `Name`: found at all.
fn same_country(key: &str, place: Option<&LocationRow>) -> bool {
    let code = key.split_whitespace().last().unwrap_or_default();
    if code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()) {
        place.is_some_and(|p| p.country_code == code)
    } else {
        place.is_some()
    }
}

/// Of all pairs of mentions found: which are one, by the gold and by the run.
fn identity(pairs: &[(String, String)]) -> Counts {
    let mut out = Counts::default();
    for (i, a) in pairs.iter().enumerate() {
        for b in &pairs[i + 1..] {
            let (gold, said) = (a.0 == b.0, a.1 == b.1);
            out.add(Counts::new(usize::from(gold && said), usize::from(said), usize::from(gold)));
        }
    }
    out
}

/// Letters that count in the name of a post.
fn norm(text: &str) -> String {
    let spaced: String =
        text.chars().map(|c| if c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}') { ' ' } else { c }).collect();
    spaced.split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ").to_lowercase()
}

fn posts(docs: &[(&str, &Release)], at: &HashMap<&str, BTreeMap<Span, (&'static str, &MentionRow)>>, said: &Said, out: &mut Evaluation) {
    // what the run calls each identity of the gold
    let mut ids: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for (doc, release) in docs {
        for g in release.mentions.iter().filter(|g| matches!(g.type_.as_str(), "person" | "organization")) {
            if let Some((kind, m)) = at[doc].get(&(g.start, g.end))
                && *kind == g.type_
            {
                ids.entry(g.key.as_str()).or_default().insert(&m.target_id);
            }
        }
    }
    let is = |key: &str, id: &str| ids.get(key).is_some_and(|all| all.contains(id));
    for (doc, release) in docs {
        let mine: Vec<_> = said.run.roles.iter().filter(|r| r.doc_id == **doc).collect();
        let bare: BTreeSet<String> = release.roles.iter().filter(|r| r.owner.is_empty()).map(|r| norm(&r.role)).collect();
        let predicted: BTreeSet<_> = mine
            .iter()
            .filter(|r| !r.organization_id.is_empty() || !r.country_code.is_empty() || bare.contains(&norm(&r.role)))
            .map(|r| (&r.person_id, norm(&r.role), &r.organization_id, &r.country_code))
            .collect();
        let mut right = 0;
        for g in &release.roles {
            let hit = mine.iter().any(|r| {
                let owner = g.owner.is_empty() || r.country_code == g.owner || is(&g.owner, &r.organization_id);
                is(&g.person, &r.person_id) && norm(&r.role) == norm(&g.role) && owner
            });
            right += usize::from(hit);
            if !hit {
                out.error(format!("MISS post {} | {} | {}", g.person, g.role, g.owner));
            }
        }
        out.count(doc, "rel/posts/all".to_owned(), Counts::new(right, predicted.len(), release.roles.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_posts() {
        assert_eq!(norm(" Deputy  Secretary\u{2010}General"), "deputy secretary general");
    }

    #[test]
    fn countries() {
        let place = LocationRow { country_code: "IT".into(), ..LocationRow::default() };
        assert!(same_country("Naples IT", Some(&place)) && same_country("IT", Some(&place)) && same_country("Sahel", Some(&place)));
        assert!(!same_country("FR", Some(&place)) && !same_country("Sahel", None));
    }

    #[test]
    fn pairs() {
        let p = |k: &str, i: &str| (k.to_owned(), i.to_owned());
        assert_eq!(identity(&[p("a", "1"), p("a", "1"), p("a", "2"), p("b", "2")]), Counts::new(1, 2, 3));
    }
}
