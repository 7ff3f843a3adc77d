//! **mine**: names that no list claims yet.
//!
//! In: the working of documents. Out: [`Mined`]: runs of capitalised words that became no mention, and mentions that
//! structure alone found and is not sure of, with counts, contexts and a suggested type; as a list's CSV.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::extractor::Trace;
use crate::gazetteer::TypeId;
use crate::model::Mention;
use crate::report::count;
use crate::settle::schedule;
use crate::spot::{Candidate, Label, Scene, TokenInfo};
use crate::text::line::{name_line, one_line};
use crate::text::token::Class;

/// Contexts kept of a name.
const CONTEXTS: usize = 3;

/// Characters of context on each side.
const AROUND: usize = 30;

/// A name met in texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Times it was met.
    pub count: usize,
    /// Documents it was met in.
    pub documents: usize,
    /// Suggested types, with how often each was suggested.
    pub types: BTreeMap<String, usize>,
    /// Why it is listed: rules that were not sure, or nothing.
    pub reasons: BTreeMap<String, usize>,
    /// Where it was met, the first few.
    pub contexts: Vec<String>,
}

/// Names by their words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mined {
    /// What was met.
    pub names: BTreeMap<String, Found>,
}

/// Small words that stand inside names.
const JOINING: &[&str] = &["of", "for", "the", "de", "la", "al", "el", "von", "van", "del", "da", "du", "bin", "ibn"];

impl Mined {
    /// Look at one document. `below`: confidence from which a mention found by structure needs no list entry.
    pub fn of(trace: &Trace, below: f32) -> Mined {
        let scene = trace.scene;
        let found = trace.link();
        let mut out = Mined::default();
        let mut taken = vec![false; scene.doc.tokens.len()];
        // Whatever was chosen, also as no name, has its words.
        let all = &trace.settled.candidates;
        for &i in schedule::choose(all).iter().chain(&trace.settled.chosen) {
            taken[all[i].range()].fill(true);
        }
        for m in &found.mentions {
            let first = scene.doc.token_at(m.start);
            let end = scene.doc.token_at(m.end.saturating_sub(1)) + 1;
            taken[first..end.min(scene.doc.tokens.len())].fill(true);
            if m.source.is_empty() && m.confidence < below && doubtful(m) {
                out.add(trace, first..end, &m.type_, format!("guessed by {}", m.rule));
            }
        }
        for run in runs(scene, &taken) {
            let type_ = suggest(scene, all, run.clone());
            out.add(trace, run, &type_, "claimed by nothing".to_owned());
        }
        out
    }

    fn add(&mut self, trace: &Trace, tokens: Range<usize>, type_: &str, reason: String) {
        let scene = trace.scene;
        let name = name_line(scene.doc.slice(tokens.start, tokens.end));
        if name.is_empty() {
            return;
        }
        let text = scene.doc.text;
        let (start, end) = (scene.doc.tokens[tokens.start].start as usize, scene.doc.tokens[tokens.end - 1].end as usize);
        let before: String = text[..start].chars().rev().take(AROUND).collect::<Vec<_>>().into_iter().rev().collect();
        let after: String = text[end..].chars().take(AROUND).collect();
        let found = self.names.entry(name).or_insert_with(|| Found { documents: 1, ..Found::default() });
        found.count += 1;
        *found.types.entry(type_.to_owned()).or_default() += 1;
        *found.reasons.entry(reason).or_default() += 1;
        if found.contexts.len() < CONTEXTS {
            found.contexts.push(format!("{} ({})", one_line(&format!("{before}{}{after}", &text[start..end])), trace.document.id));
        }
    }

    /// Take over what a later document has.
    pub fn merge(&mut self, other: Mined) {
        for (name, more) in other.names {
            let found = self.names.entry(name).or_default();
            found.count += more.count;
            found.documents += more.documents;
            more.types.into_iter().for_each(|(t, n)| *found.types.entry(t).or_default() += n);
            more.reasons.into_iter().for_each(|(r, n)| *found.reasons.entry(r).or_default() += n);
            found.contexts.extend(more.contexts);
            found.contexts.truncate(CONTEXTS);
        }
    }

    /// As a list: `name,type,note`, sorted by name as lists are.
    pub fn csv(&self, min_count: usize, top: Option<usize>) -> csv::Result<Vec<u8>> {
        let mut names: Vec<(&String, &Found)> = self.names.iter().filter(|(_, f)| f.count >= min_count).collect();
        if let Some(top) = top {
            names.sort_by_key(|(_, f)| std::cmp::Reverse(f.count));
            names.truncate(top);
            names.sort_by_key(|(name, _)| *name);
        }
        let mut out = csv::Writer::from_writer(Vec::new());
        out.write_record(["name", "type", "note"])?;
        for (name, f) in names {
            let most = |of: &BTreeMap<String, usize>| {
                of.iter().max_by_key(|(word, n)| (**n, std::cmp::Reverse((*word).clone()))).map_or(String::new(), |(w, _)| w.clone())
            };
            let note = format!(
                "{} in {}, {}: {}",
                count(f.count, "time"),
                count(f.documents, "document"),
                most(&f.reasons),
                f.contexts.join(" · ")
            );
            out.write_record([name.as_str(), &most(&f.types), &one_line(&note)])?;
        }
        out.into_inner().map_err(|e| e.into_error().into())
    }
}

/// Mentions that a list entry could make sure.
fn doubtful(m: &Mention) -> bool {
    !matches!(m.type_.as_str(), "address" | "nationality") && m.kind != crate::model::Kind::Date
}

/// Runs of capitalised words that nothing has taken.
fn runs(scene: &Scene, taken: &[bool]) -> Vec<Range<usize>> {
    let free = |i: usize| {
        taken.get(i) == Some(&false)
            && scene.capital(i)
            && !scene.info[i].is(TokenInfo::CAPITALS_VOID | TokenInfo::IN_DATE | TokenInfo::IN_SPEECH)
    };
    let mut out = Vec::new();
    let mut i = 0;
    while i < scene.doc.tokens.len() {
        if !free(i) {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        loop {
            let joined = scene.adjacent(end - 1);
            if joined && free(end) {
                end += 1;
            } else if joined && JOINING.contains(&scene.doc.word(end)) && scene.adjacent(end) && free(end + 1) {
                end += 2;
            } else if joined
                && JOINING.contains(&scene.doc.word(end))
                && scene.doc.word(end + 1) == "the"
                && scene.adjacent(end + 1)
                && free(end + 2)
            {
                end += 3;
            } else {
                break;
            }
        }
        // an article or other small word at the head of a sentence is no part of a name
        let mut first = i;
        while first < end
            && (scene.info[first].is(TokenInfo::INITIAL) && scene.info[first].common() > 0 || scene.info[first].capital_word())
        {
            first += 1;
        }
        while first < end && !scene.capital(first) {
            first += 1;
        }
        if worth(scene, first..end) {
            out.push(first..end);
        }
        i = end;
    }
    out
}

/// Could a run be a name? A post, a title or an ordinary word alone is none.
fn worth(scene: &Scene, run: Range<usize>) -> bool {
    let vocabulary = TokenInfo::IN_POST | TokenInfo::IN_TITLE | TokenInfo::IN_PERSON_NOUN | TokenInfo::IN_NATIONALITY;
    let words: Vec<&TokenInfo> = run.clone().filter(|i| scene.capital(*i)).map(|i| &scene.info[i]).collect();
    match words.as_slice() {
        [] => false,
        [one] => {
            // a word at the head of a sentence counts where its capital is earned elsewhere in the document
            let earned = || (0..scene.info.len()).any(|i| scene.info[i].hash == one.hash && scene.proper(i));
            let none = one.common() > 0 || one.is(vocabulary | TokenInfo::IN_ORG_HEAD) || one.capital_word();
            !none && scene.doc.word(run.start).chars().count() > 1 && (!one.is(TokenInfo::INITIAL) || earned())
        }
        several => several.iter().any(|w| !w.is(vocabulary) && !w.capital_word()),
    }
}

/// The likeliest type: what was proposed and refused, else what its words and neighbours say.
fn suggest(scene: &Scene, candidates: &[Candidate], run: Range<usize>) -> String {
    let proposed = candidates.iter().filter(|c| c.range() == run && !matches!(c.label, Label::Nothing | Label::Date(_)));
    let any = |bits: u32| run.clone().any(|i| scene.info[i].is(bits));
    let before = run.start.checked_sub(1).map_or("", |i| scene.doc.word(i));
    let word = if any(TokenInfo::IN_ORG_HEAD | TokenInfo::IN_LEGAL_FORM) {
        "organization"
    } else if any(TokenInfo::IN_AGREEMENT_HEAD) {
        "agreement"
    } else if any(TokenInfo::IN_EVENT_HEAD) {
        "event"
    } else if any(TokenInfo::IN_PLACE_HEAD) {
        "region"
    } else if let Some(best) = proposed.max_by(|a, b| a.score.total_cmp(&b.score)) {
        match best.label {
            Label::Person => "person",
            Label::Place => best.entries.first().map_or("region", |e| scene.gazetteer.type_name(scene.gazetteer.type_of(*e))),
            Label::Nationality => "nationality",
            Label::Other(t) => scene.gazetteer.type_name(t),
            _ => "organization",
        }
    } else if scene.title_before(run.start).is_some()
        || scene.ending(run.start, TypeId::POST).is_some()
        || run.clone().any(|i| scene.info[i].given() > 0)
    {
        "person"
    } else if matches!(before, "in" | "at" | "near" | "from" | "outside") && scene.doc.tokens[run.start].class == Class::Word {
        "city"
    } else {
        "organization"
    };
    word.to_owned()
}
