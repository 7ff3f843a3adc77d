//! Which entry of the lists a name means, where several bear it.
//!
//! In: a chosen candidate and the document's words. Out: [`Meaning`]: the entry, or none, and the others that might be meant. An acronym
//! is anybody's: an entry that asks for context words and finds none in the document is not it, however alone it stands in the list.
//! What is left unsettled keeps its row as a body of its own, and problems.csv names the candidates.

use super::entity::is_short;
use crate::gazetteer::compiled::SurfaceFlags;
use crate::gazetteer::{EntryRef, TypeId};
use crate::model::{Problem, Severity};
use crate::spot::listed::context_met;
use crate::spot::{Candidate, Label, Scene};

/// What a name means.
#[derive(Debug, Default)]
pub(super) struct Meaning {
    /// The entry it is.
    pub entry: Option<EntryRef>,
    /// Entries it may be as well, or instead where there is no `entry`.
    pub others: Vec<EntryRef>,
}

/// Entries that a message names; the rest are counted.
const NAMED: usize = 4;

impl Meaning {
    /// A body that the document names in full is what its acronym means.
    pub fn prefer(&mut self, named: impl Fn(EntryRef) -> bool) {
        if let Some(&r) = self.others.iter().find(|r| named(**r)) {
            *self = Meaning { entry: Some(r), others: Vec::new() };
        }
    }

    /// The note on an acronym that the document does not settle.
    pub fn doubt(&self, scene: &Scene, c: &Candidate) -> Option<Problem> {
        if self.others.is_empty() {
            return None;
        }
        let form = scene.doc.slice(c.first as usize, c.end as usize);
        let each = |&r: &EntryRef| format!("{} ({})", scene.gazetteer.entry(r).name, scene.gazetteer.source(r));
        let named: Vec<String> = self.others.iter().take(NAMED).map(each).collect();
        let more = match self.others.len().saturating_sub(NAMED) {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        let message = match self.entry {
            Some(r) => format!(
                "{form} is taken for {}, but the document speaks as much for {}{more}; a full name in the text, or a context word in the \
                 list, settles it",
                each(&r),
                named.join(", ")
            ),
            None => format!(
                "{form} is defined nowhere in the document and may be {}{more}; it stays a body of its own: a full name in the text, or a \
                 context word in the list, settles it",
                named.join(", ")
            ),
        };
        Some(Problem {
            line: scene.doc.line_of(scene.doc.tokens[c.first as usize].start as usize),
            severity: Severity::Note,
            code: "unsettled-acronym",
            message,
        })
    }
}

/// The best list entry whose form is exactly this span.
pub(super) fn listed(scene: &Scene, c: &Candidate) -> Meaning {
    let wanted = match c.label {
        Label::Organization => TypeId::ORGANIZATION,
        Label::Other(t) => t,
        _ => return Meaning::default(),
    };
    if c.rule == "organization/led" {
        return Meaning { entry: led(scene, c), others: Vec::new() };
    }
    // context words met (the more the better), no context asked, context asked in vain
    let standing = |r: EntryRef| {
        let words = scene.gazetteer.entry(r).context;
        if words.is_empty() {
            return 0;
        }
        let met = context_met(scene, words, c.first as usize, c.end as usize).count() as i32;
        if met > 0 { met } else { -1 }
    };
    let mut hits: Vec<_> =
        scene.hits_at(c.first as usize).iter().filter(|h| h.end == c.end && h.type_ == wanted).map(|h| (standing(h.entry), h)).collect();
    hits.sort_by_key(|(standing, h)| {
        let class = if *standing > 0 { 0 } else { 1 + i32::from(*standing < 0) };
        (class, -scene.gazetteer.priority(h.entry), -standing, !h.flags.has(SurfaceFlags::NAME), h.entry)
    });
    hits.dedup_by_key(|(_, h)| h.entry);
    let Some(&(best, first)) = hits.first() else { return Meaning::default() };
    if !is_short(scene, c) || !first.flags.has(SurfaceFlags::ACRONYM) {
        return Meaning { entry: Some(first.entry), others: Vec::new() };
    }
    if best < 0 {
        return Meaning { entry: None, others: hits.iter().map(|(_, h)| h.entry).collect() };
    }
    let rival = |(standing, h): &&(i32, &crate::gazetteer::Hit)| {
        *standing == best && best > 0 && scene.gazetteer.priority(h.entry) == scene.gazetteer.priority(first.entry)
    };
    Meaning { entry: Some(first.entry), others: hits[1..].iter().filter(rival).map(|(_, h)| h.entry).collect() }
}

/// A listed body led by its own parent or country is that entry: "Russian Federal Security Service".
fn led(scene: &Scene, c: &Candidate) -> Option<EntryRef> {
    let r = *c.entries.first()?;
    let e = scene.gazetteer.entry(r);
    let lead = scene.hits_at(c.first as usize);
    let same = lead.iter().any(|h| {
        let l = scene.gazetteer.entry(h.entry);
        match h.type_ {
            TypeId::NATIONALITY | TypeId::COUNTRY => {
                !e.country.is_empty() && l.country.split(" | ").any(|x| e.country.split(" | ").any(|y| x == y))
            }
            TypeId::ORGANIZATION => !e.parent.is_empty() && e.parent == l.id(),
            _ => false,
        }
    });
    same.then_some(r)
}

#[cfg(test)]
mod tests {
    use crate::model::Extraction;

    fn extract(text: &str) -> Extraction {
        let document = crate::read::Document { text: text.to_owned(), ..Default::default() };
        crate::Extractor::builder().build().expect("the shipped lists").extract(&document)
    }

    /// The name of the body that the acronym's first mention means.
    fn means(text: &str, acronym: &str) -> String {
        let found = extract(text);
        let at = text.find(acronym).expect("the acronym");
        let m = found.mentions.iter().find(|m| m.start == at && m.end == at + acronym.len()).expect("a mention");
        match m.target {
            crate::model::Target::Entity(e) => found.entities[e].name.clone(),
            ref other => panic!("{other:?}"),
        }
    }

    #[test]
    fn context_settles() {
        assert_eq!(means("In Tokyo the NPA opened an inquiry, Japanese papers wrote.", "NPA"), "National Police Agency of Japan");
        assert_eq!(means("In Manila the NPA denied it, Philippine papers wrote.", "NPA"), "New People's Army");
    }

    #[test]
    fn without_context_it_is_nobody_in_the_lists() {
        let text = "Officials of the NPA met in Lusaka. The NPA said that talks went on.";
        assert_eq!(means(text, "NPA"), "NPA");
        let notes: Vec<_> = extract(text).problems.into_iter().filter(|p| p.code == "unsettled-acronym").collect();
        assert_eq!(notes.len(), 1, "one note for one acronym: {notes:?}");
        assert!(notes[0].message.contains("National Police Agency of Japan (organizations_state.csv:"), "{}", notes[0].message);
    }

    #[test]
    fn a_definition_needs_no_list() {
        let text = "The National Port Authority (NPA) met in Lusaka. The NPA said that talks went on.";
        assert_eq!(means(text, "NPA"), "National Port Authority");
        assert!(extract(text).problems.iter().all(|p| p.code != "unsettled-acronym"));
    }
}
