//! Toponyms to points.
//!
//! In: a scene and what was settled. Out: [`Places`]: a place for each accepted
//! place mention, with how it was come by, how sure that is and what else it might have been.
//!
//! [`gather`] turns the document into plain data (toponyms with all their readings, chains, hints from outside
//! the text), [`resolve`] is one pure function over it, [`row`] writes the rows.

pub mod address;
pub mod confidence;
pub mod focus;
pub mod gather;
pub mod publisher;
pub mod resolve;
pub mod row;
#[cfg(test)]
mod tests;

use crate::model::{Place, Problem, Severity};
use crate::settle::Settled;
use crate::spot::Scene;
use crate::spot::contact::Contact;
use resolve::Resolved;

/// Places and links parallel to `Settled::chosen`.
#[derive(Debug, Default)]
pub struct Places {
    /// The document's places.
    pub places: Vec<Place>,
    /// One for each chosen candidate that is a place or a nationality.
    pub links: Vec<Option<Link>>,
    /// Index into `places` of the dateline's place.
    pub dateline: Option<usize>,
    /// Country the document is about, ISO 3166-1 alpha-2 or empty.
    pub focus_country: String,
    /// Index into `places` of the place the document is about.
    pub focus: Option<usize>,
    /// Addresses with their rows.
    pub addresses: Vec<address::Located>,
    /// Places that could not be told.
    pub problems: Vec<Problem>,
}

/// What a place mention came to.
#[derive(Debug, Clone, Default)]
pub struct Link {
    /// Index into [`Places::places`].
    pub place: Option<usize>,
    /// Mention type: `country`, `city`, `nationality`, …
    pub type_: String,
    /// `FILE:LINE` of the entry.
    pub source: String,
    /// How the place was come by: `only-reading`, `container:Texas`, `near`, `votes`, `population`, …
    pub basis: String,
    /// How sure the reading is, given that it is a place at all.
    pub confidence: f32,
    /// It has a reading in a list.
    pub listed: bool,
}

/// A reading less sure than this is reported as ambiguous: two in five such rows are wrong.
const AMBIGUOUS: f64 = 0.6;

/// Resolve every place of a document.
pub fn link(scene: &Scene, settled: &Settled, contact: &Contact) -> Places {
    let mut out = Places { links: vec![None; settled.chosen.len()], ..Places::default() };
    let case = gather::gather(scene, settled, contact);
    let resolved = resolve::resolve(&case);
    let mut rows = row::Rows::new(scene.gazetteer);
    let mut told = vec![false; case.toponyms.len()];
    let lines = std::cell::OnceCell::new();
    for m in &case.mentions {
        let (toponym, answer) = (&case.toponyms[m.toponym], &resolved[m.toponym]);
        let link = rows.link(&case, toponym, m, answer);
        if m.dateline && out.dateline.is_none() && answer.best.is_some() {
            out.dateline = link.place;
        }
        if !std::mem::replace(&mut told[m.toponym], true) {
            out.problems.extend(ambiguous(scene, toponym, answer, &lines));
        }
        out.links[m.chosen] = Some(link);
    }
    out.addresses = contact.addresses.iter().map(|a| address::locate(scene, a, &case, &resolved, &mut rows)).collect();
    let focus = focus::focus(scene, &case, &resolved);
    out.focus_country = focus.country;
    out.focus = focus.place.map(|r| rows.row(r));
    out.places = rows.places;
    out
}

/// A place that context could not tell from another far away.
fn ambiguous(scene: &Scene, toponym: &gather::Toponym, answer: &Resolved, lines: &std::cell::OnceCell<Vec<usize>>) -> Option<Problem> {
    let (best, second) = (answer.best?, answer.second?);
    if answer.share >= AMBIGUOUS {
        return None;
    }
    let say = |i: usize| {
        let r = &toponym.readings[i];
        let e = scene.gazetteer.entry(r.entry);
        format!("{} in {}{}{} ({})", e.name, e.country, if e.admin1.is_empty() { "" } else { "-" }, e.admin1, e.id())
    };
    let first = scene.doc.tokens.get(toponym.first)?;
    let text = scene.doc.text;
    Some(Problem {
        line: lines.get_or_init(|| memchr::memchr_iter(b'\n', text.as_bytes()).collect()).partition_point(|n| *n < first.start as usize)
            + 1,
        severity: Severity::Note,
        code: "ambiguous-place",
        message: format!(
            "“{}” was read as {}, it may be {}; name its state or country in the text, or deny the wrong one in a list of your own",
            scene.doc.slice(toponym.first, toponym.end),
            say(best),
            say(second)
        ),
    })
}
