//! Terms of office against the publication date.
//!
//! In: the roles of a document, its entities and their list entries, the publication date. Out: a `term-conflict` note for each post
//! that the document gives to somebody, or in some body, years off from what the list says. The document's word stands: a list may be
//! out of date, and a text may speak of the past in the present tense.

use super::entity::Entities;
use crate::gazetteer::EntryRef;
use crate::gazetteer::compiled::Entry;
use crate::model::{Extraction, Problem, Severity};
use crate::spot::Scene;
use crate::text::fold::fold_phrase;

/// Years by which a document may lie outside a term: lists give years, and take-overs are reported before and after.
const SLACK: i32 = 1;

/// Notes on the document's posts; `found` holds its roles and publication date.
pub fn conflicts(scene: &Scene, entities: &Entities, found: &Extraction) -> Vec<Problem> {
    let Some(year) = found.published.as_ref().and_then(|p| p.value.get(..4)?.parse::<i32>().ok()) else { return Vec::new() };
    let mut out: Vec<Problem> = Vec::new();
    for role in found.roles.iter().filter(|r| matches!(r.status, "current" | "acting")) {
        let holder = entry_of(entities, role.person).filter(|&r| holds(&role.role, scene.gazetteer.entry(r).feature));
        for entry in [holder, role.organization.and_then(|o| entry_of(entities, o))].into_iter().flatten() {
            let e = scene.gazetteer.entry(entry);
            if !outside(year, &e) || dated(scene, role.end) {
                continue;
            }
            let message = format!(
                "{} is {} here, in a document of {year}, but {} has {} {}; the row keeps the document's word: correct the years in the list, \
                 or read the row as being of another time",
                entities.entities[role.person].name,
                role.role,
                scene.gazetteer.source(entry),
                e.name,
                term(&e),
            );
            if out.iter().all(|p| p.message != message) {
                out.push(Problem { line: 0, severity: Severity::Note, code: "term-conflict", message });
            }
        }
    }
    out
}

/// The list entry behind an entity.
fn entry_of(entities: &Entities, entity: usize) -> Option<EntryRef> {
    entities.entities[entity].list_id.as_ref()?;
    entities.links.iter().flatten().find(|l| l.entity == entity)?.entry
}

/// Is this one of the posts the list knows the holder by? `Minister of Foreign Affairs` is `Foreign Minister`.
fn holds(role: &str, posts: &str) -> bool {
    let words = |s: &str| -> Vec<String> {
        fold_phrase(s).split([' ', '-']).filter(|w| !matches!(*w, "of" | "for" | "the" | "and" | "")).map(str::to_owned).collect()
    };
    let said = words(role);
    posts.split(" | ").filter(|p| !p.is_empty()).map(words).any(|listed| {
        let within = |a: &[String], b: &[String]| a.iter().all(|w| b.contains(w));
        !said.is_empty() && (within(&listed, &said) || said.len() > 1 && within(&said, &listed))
    })
}

/// Does the year lie outside the entry's, by more than [`SLACK`]?
fn outside(year: i32, e: &Entry) -> bool {
    let bound = |s: &str| s.get(..4).and_then(|y| y.parse::<i32>().ok());
    bound(e.valid_from).is_some_and(|from| year < from - SLACK) || bound(e.valid_to).is_some_and(|to| year > to + SLACK)
}

/// Does the text give the years itself: "President of Chad from 1982 to 1990"?
fn dated(scene: &Scene, end: usize) -> bool {
    let behind = scene.doc.text.get(end..).unwrap_or_default().trim_start_matches([' ', ',', '(']);
    let word = behind.split(' ').next().unwrap_or_default();
    let year = |s: &str| s.len() >= 4 && s.bytes().take(4).all(|b| b.is_ascii_digit());
    year(word) || matches!(word, "from" | "until" | "between" | "since" | "in" | "during") && behind.split(' ').nth(1).is_some_and(year)
}

/// The term as words.
fn term(e: &Entry) -> String {
    match (e.valid_from, e.valid_to) {
        ("", to) => format!("until {to}"),
        (from, "") => format!("from {from}"),
        (from, to) => format!("from {from} to {to}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Published;
    use crate::read::Document;

    fn notes(text: &str, published: &str) -> Vec<String> {
        let extractor = crate::Extractor::builder().build().expect("the shipped lists");
        let document = Document {
            text: text.to_owned(),
            published: Some(Published { value: published.to_owned(), basis: "field" }),
            ..Document::default()
        };
        let found = extractor.extract(&document);
        assert!(!found.roles.is_empty(), "no role in {text:?}");
        found.problems.into_iter().filter(|p| p.code == "term-conflict").map(|p| p.message).collect()
    }

    #[test]
    fn a_term_that_is_over_or_has_not_begun_is_noted() {
        let text = "Foreign Minister Alfred Nzo met the delegation in Pretoria.";
        assert!(notes(text, "1996-03-01").is_empty());
        let late = notes(text, "2019-03-01");
        assert!(late.len() == 1 && late[0].contains("people.csv:") && late[0].contains("2019") && late[0].contains("1999"), "{late:?}");
        assert_eq!(notes(text, "1981-03-01").len(), 1);
    }

    #[test]
    fn former_posts_and_other_posts_are_not() {
        assert!(notes("Former Foreign Minister Alfred Nzo met the delegation in Pretoria.", "2010-03-01").is_empty());
        assert!(notes("Ambassador Alfred Nzo met the delegation in Pretoria.", "2010-03-01").is_empty());
    }

    #[test]
    fn years_in_the_text_are_no_conflict() {
        let text = "Albert Reynolds, Taoiseach of Ireland from 1992 to 1994, came too.";
        assert!(notes(text, "2010-03-01").is_empty());
    }

    /// A year around a change of office belongs to both.
    #[test]
    fn one_year_of_grace() {
        assert!(notes("Foreign Minister Alfred Nzo met the delegation in Pretoria.", "2000-03-01").is_empty());
    }
}
