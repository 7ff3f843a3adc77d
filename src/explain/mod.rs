//! **explain**: why words were found as what they were, or why not.
//!
//! In: the working of a document ([`Trace`]) and a span. Out: [`Explanation`]: the rows over the span, every candidate
//! over it with its evidence and what beat it, what the lists have of it and what kept that from being proposed, what the
//! rules can see of its words, and the answer in one line.
//!
//! Nothing is worked out anew: candidates, evidence and choice are those of the run.

pub mod facts;
pub mod render;
pub mod verdict;

use std::ops::Range;

use crate::extractor::Trace;
use crate::gazetteer::Near;
use crate::model::Target;
use crate::spot::{Label, Scene};
pub use facts::WordFacts;
pub use verdict::Verdict;

/// A candidate over the span.
#[derive(Debug, Clone)]
pub struct Considered {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// The words.
    pub text: String,
    /// What it claims: `person`, `organization`, `place`, a list's type; `no name` takes words away from others.
    pub claim: String,
    /// Sum of the evidence.
    pub score: f32,
    /// The rule that proposed it.
    pub rule: &'static str,
    /// Evidence and its weights.
    pub evidence: Vec<(&'static str, f32)>,
    /// List entries behind it, the likeliest first.
    pub entries: Vec<Listed>,
    /// What became of it.
    pub verdict: Verdict,
}

/// A list entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// `FILE:LINE`.
    pub source: String,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its type.
    pub type_: String,
}

/// A form of the lists that stands in the span and is behind no candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unused {
    /// The words.
    pub text: String,
    /// The entry.
    pub entry: Listed,
    /// Why nothing was proposed for it.
    pub because: String,
}

/// A row of mentions.csv over the span.
#[derive(Debug, Clone)]
pub struct Row {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// The words.
    pub text: String,
    /// Its type.
    pub type_: String,
    /// Name or value of what it points at.
    pub target: String,
    /// How sure.
    pub confidence: f32,
    /// The rule that decided.
    pub rule: String,
    /// The list entry.
    pub source: String,
    /// How the value was come by.
    pub basis: String,
}

/// Everything about a span.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// Document.
    pub doc_id: String,
    /// Bytes of the text.
    pub span: Range<usize>,
    /// The words.
    pub text: String,
    /// The answer.
    pub answer: String,
    /// Rows over the span.
    pub rows: Vec<Row>,
    /// Candidates over the span: those of exactly the span first, then by score.
    pub candidates: Vec<Considered>,
    /// Forms of the lists that came to nothing.
    pub unused: Vec<Unused>,
    /// Entries near to the words, where no list entry and no rule had exactly them.
    pub nearest: Vec<(Near, Listed)>,
    /// What rules see of each word.
    pub words: Vec<WordFacts>,
}

/// Entries shown where nothing was found.
const NEAREST: usize = 5;

/// Explain a span of bytes.
pub fn explain(trace: &Trace, span: Range<usize>) -> Explanation {
    let scene = trace.scene;
    let doc = scene.doc;
    let span = trimmed(doc.text, span);
    let text = doc.text.get(span.clone()).unwrap_or_default().to_owned();
    let tokens = doc.token_at(span.start)..doc.token_at(span.end.saturating_sub(1)).saturating_add(1).min(doc.tokens.len());
    let rows = rows(trace, &span);
    let candidates = verdict::candidates(trace, tokens.clone(), &rows);
    let unused = unused(trace, tokens.clone());
    let listed_so = candidates.iter().any(|c| c.span == span && !c.entries.is_empty());
    let exact = listed_so || rows.iter().any(|r| r.span == span) || unused.iter().any(|u| u.text == text);
    let nearest = if exact {
        Vec::new()
    } else {
        let near = scene.gazetteer.near(&text, NEAREST).into_iter();
        near.map(|n| (kept(scene, &span, tokens.clone(), n.clone()), listed(scene, n.entry))).collect()
    };
    let words = facts::words(scene, tokens.clone());
    let mut explanation =
        Explanation { doc_id: trace.document.id.clone(), span, text, answer: String::new(), rows, candidates, unused, nearest, words };
    explanation.answer = verdict::answer(scene, &explanation, tokens);
    explanation
}

/// A near form with what kept it: a form that its own list would let match is kept by where it stands.
fn kept(scene: &Scene, span: &Range<usize>, tokens: Range<usize>, mut near: Near) -> Near {
    if near.edits == 0 && near.objections.is_empty() {
        let whole = verdict::span(scene, tokens.start, tokens.end);
        near.objections.push(if whole == *span {
            "what stands between its words keeps them apart"
        } else {
            "it would begin or end inside a word"
        });
    }
    near
}

/// A span without the white space at its ends, which is never part of a name; one of nothing else stays.
fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let given = text.get(span.clone()).unwrap_or_default();
    let inner = given.trim();
    if inner.is_empty() {
        return span;
    }
    let start = span.start + (given.len() - given.trim_start().len());
    start..start + inner.len()
}

fn rows(trace: &Trace, span: &Range<usize>) -> Vec<Row> {
    let found = trace.link();
    let text = trace.scene.doc.text;
    let over = found.mentions.iter().filter(|m| m.start < span.end && span.start < m.end);
    over.map(|m| {
        let target = match m.target {
            Target::Entity(i) => found.entities.get(i).map(|e| e.name.clone()),
            Target::Place(i) => found.places.get(i).map(|p| format!("{} ({})", p.name, p.id)),
            Target::Date(i) => found.dates.get(i).map(|d| d.value.clone()),
            Target::None => None,
        };
        Row {
            span: m.start..m.end,
            text: text.get(m.start..m.end).unwrap_or_default().to_owned(),
            type_: m.type_.clone(),
            target: target.unwrap_or_default(),
            confidence: m.confidence,
            rule: m.rule.clone(),
            source: m.source.clone(),
            basis: m.basis.clone(),
        }
    })
    .collect()
}

/// What a label is called.
fn claim(scene: &Scene, label: Label) -> String {
    match label {
        Label::Person => "person",
        Label::Organization => "organization",
        Label::Place => "place",
        Label::Nationality => "nationality",
        Label::Date(_) => "date",
        Label::Other(t) => scene.gazetteer.type_name(t),
        Label::Nothing => "no name",
    }
    .to_owned()
}

fn listed(scene: &Scene, entry: crate::gazetteer::EntryRef) -> Listed {
    let g = scene.gazetteer;
    Listed {
        source: g.source(entry),
        id: g.id_of(entry).into_owned(),
        name: g.entry(entry).name.to_owned(),
        type_: g.type_name(g.type_of(entry)).to_owned(),
    }
}

/// List hits inside the span that are behind no candidate.
fn unused(trace: &Trace, tokens: Range<usize>) -> Vec<Unused> {
    use crate::gazetteer::TypeId;
    let scene = trace.scene;
    let denials: Vec<_> = scene.hits.iter().filter(|h| h.type_ == TypeId::DENY).collect();
    let mut out = Vec::new();
    for h in scene.hits.iter().filter(|h| (h.first as usize) < tokens.end && tokens.start < h.end as usize) {
        let used = trace.settled.candidates.iter().any(|c| c.first == h.first && c.end == h.end && c.entries.contains(&h.entry));
        if used || h.type_ == TypeId::DENY {
            continue;
        }
        let type_ = scene.gazetteer.type_name(h.type_);
        let denied = denials.iter().find(|d| (d.first, d.end) == (h.first, h.end) && scene.gazetteer.entry(d.entry).feature == type_);
        let because = match denied {
            Some(d) => format!("{} denies it: {}", scene.gazetteer.source(d.entry), scene.gazetteer.entry(d.entry).note),
            None if h.type_.is_vocabulary() => format!("{type_} is vocabulary: rules ask for it, it is no name by itself"),
            None => withheld(scene, h),
        };
        out.push(Unused { text: scene.doc.slice(h.first as usize, h.end as usize).to_owned(), entry: listed(scene, h.entry), because });
    }
    out
}

/// Why a list's form proposed nothing, though nothing denies it.
fn withheld(scene: &Scene, hit: &crate::gazetteer::Hit) -> String {
    let Some(c) = crate::spot::listed::weigh(scene, hit) else {
        return "a sea, mountain or region has the same name and goes before it".to_owned();
    };
    let never = crate::spot::weights::NEVER;
    format!("its evidence sums to {:+.2} ({}); at {never} or less nothing is proposed", c.score, verdict::sum(&c.evidence))
}
