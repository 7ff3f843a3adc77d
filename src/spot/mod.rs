//! **spot**: every candidate, with evidence. Matchers propose and decide nothing.
//!
//! In: a [`Prepared`] text and the [`Gazetteer`]. Out: [`Scene`], what all rules look at, and [`Candidate`]s
//! from each family of rules. A candidate's score is the sum of its evidence: log-odds-like weights, each a
//! named constant beside the rule that gives it. Candidates may overlap; `settle` chooses.

pub mod acronym;
pub mod contact;
pub mod date;
pub mod listed;
pub mod organization;
pub mod person;
pub mod place;
pub mod scene;
pub mod weights;

use crate::gazetteer::{EntryRef, TypeId};
pub use scene::{Scene, TokenInfo};

/// What a candidate claims to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Label {
    /// A person's name, without title or post.
    Person,
    /// An organisation.
    Organization,
    /// A place of any kind.
    Place,
    /// A nationality or other demonym.
    Nationality,
    /// A date expression; the number is an index into the document's date candidates.
    Date(u32),
    /// Any other type a list defines: event, agreement, …
    Other(TypeId),
    /// Refused: it takes its span away from others and yields no mention.
    Nothing,
}

/// A proposed mention. `first..end` are token indices.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// First token.
    pub first: u32,
    /// Token after the last.
    pub end: u32,
    /// Claim.
    pub label: Label,
    /// Sum of the evidence's weights.
    pub score: f32,
    /// The rule that proposed it, `person/title`.
    pub rule: &'static str,
    /// List entries it may stand for; best first. Empty for what structure alone found.
    pub entries: Vec<EntryRef>,
    /// Evidence: what and how much.
    pub evidence: Vec<(&'static str, f32)>,
}

impl Candidate {
    /// A candidate without evidence yet.
    pub fn new(first: usize, end: usize, label: Label, rule: &'static str) -> Self {
        Candidate { first: first as u32, end: end as u32, label, score: 0.0, rule, entries: Vec::new(), evidence: Vec::new() }
    }

    /// Add evidence.
    pub fn because(mut self, what: &'static str, weight: f32) -> Self {
        self.add(what, weight);
        self
    }

    /// Add evidence in place.
    pub fn add(&mut self, what: &'static str, weight: f32) {
        if weight != 0.0 {
            self.score += weight;
            self.evidence.push((what, weight));
        }
    }

    /// Name the list entry behind it.
    pub fn from_entry(mut self, entry: EntryRef) -> Self {
        self.entries.push(entry);
        self
    }

    /// Token range as `usize`.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.first as usize..self.end as usize
    }

    /// Do the spans share a token?
    pub fn overlaps(&self, other: &Candidate) -> bool {
        self.first < other.end && other.first < self.end
    }
}

/// Run every family of rules over a scene; `dates` were found before it was set.
pub fn spot(scene: &Scene, dates: &[date::DateCandidate], contact: &contact::Contact) -> (Vec<Candidate>, Vec<acronym::Definition>) {
    let mut out = listed::spot(scene);
    out.extend(dated(scene, dates));
    out.extend(place::spot(scene));
    out.extend(posts(scene));
    out.extend(person::spot(scene));
    out.extend(organization::spot(scene));
    let (acronyms, definitions) = acronym::spot(scene);
    out.extend(acronyms);
    place::support::claim(&mut out);
    contact.guard(&mut out);
    (out, definitions)
}

/// Posts of several words take their span: the `Foreign Affairs` in `Minister for Foreign Affairs` is no body.
fn posts(scene: &Scene) -> Vec<Candidate> {
    let mut out = Vec::new();
    for h in &scene.hits {
        let words = (h.first..h.end).filter(|&i| scene.info[i as usize].hash != 0).count();
        if h.type_ != TypeId::POST || words < 2 || !scene.capital(h.first as usize) {
            continue;
        }
        // "Chairman of the Joint Chiefs of Staff" names a body all the same
        let names_body =
            (h.first + 1..h.end).any(|i| scene.info[i as usize].is(TokenInfo::IN_ORG | TokenInfo::IN_PLACE | TokenInfo::IN_NATIONALITY));
        if !names_body {
            out.push(
                Candidate::new(h.first as usize, h.end as usize, Label::Nothing, "post")
                    .from_entry(h.entry)
                    .because("post", weights::POST_PHRASE)
                    .because("length", weights::WORD * (words - 1) as f32),
            );
        }
    }
    out
}

/// Date expressions compete with names like any other reading: "March" is a town, "May" a family.
fn dated(scene: &Scene, dates: &[date::DateCandidate]) -> Vec<Candidate> {
    let mut out = Vec::new();
    for (n, d) in dates.iter().enumerate() {
        let first = scene.doc.token_at(d.start as usize);
        let end = scene.doc.token_at((d.end as usize).saturating_sub(1)) + 1;
        if end > first && end <= scene.doc.tokens.len() {
            out.push(
                Candidate::new(first, end, Label::Date(n as u32), d.rule)
                    .because("date expression", weights::DATE * d.score)
                    .because("length", weights::WORD * (scene.words(first, end).saturating_sub(1)) as f32),
            );
        }
    }
    out
}
