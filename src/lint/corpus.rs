//! What entries do in real texts. In: lists under check, loaded as a user's, and documents; out: findings for entries
//! that are never met, met as ordinary words, mostly refused, or never chosen.

use rustc_hash::FxHashMap;

use crate::extractor::Extractor;
use crate::gazetteer::EntryRef;
use crate::model::Severity;
use crate::read::Document;
use crate::report::{Finding, Report, count};

/// Hits below which nothing is said of how an entry fares: two documents prove nothing.
const ENOUGH: usize = 5;

/// Of a list longer than this, entries that are never met are counted, not listed.
const LISTED: usize = 200;

/// What to do about entries that are never met.
const SILENT: &str = "compare its spelling with the texts; what they never name costs nothing";

/// What one entry did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Times it was met in a text, whatever came of it.
    pub hits: usize,
    /// … of them in lower case throughout.
    pub lower: usize,
    /// … of them proposed as a mention.
    pub proposed: usize,
    /// … of them with a score above nothing.
    pub believed: usize,
    /// … of them chosen.
    pub chosen: usize,
}

/// Tallies of the entries of the lists under check.
#[derive(Debug, Default)]
pub struct Corpus {
    tallies: FxHashMap<EntryRef, Tally>,
    documents: usize,
}

impl Corpus {
    /// Count one document.
    pub fn add(&mut self, extractor: &Extractor, document: &Document) {
        self.documents += 1;
        extractor.trace(document, |trace| {
            let (scene, settled) = (trace.scene, trace.settled);
            let chosen: rustc_hash::FxHashSet<usize> = settled.chosen.iter().copied().collect();
            for hit in scene.hits.iter().filter(|h| h.entry.set == EntryRef::USER) {
                let tally = self.tallies.entry(hit.entry).or_default();
                tally.hits += 1;
                let tokens = hit.first as usize..hit.end as usize;
                tally.lower += usize::from(!tokens.clone().any(|i| scene.doc.tokens[i].is_capital()));
                // candidates are in order of their first token
                let from = settled.candidates.partition_point(|c| c.first < hit.first);
                let here = settled.candidates[from..].iter().take_while(|c| c.first == hit.first);
                let mine: Vec<_> = (from..).zip(here).filter(|(_, c)| c.end == hit.end && c.entries.contains(&hit.entry)).collect();
                tally.proposed += usize::from(!mine.is_empty());
                tally.believed += usize::from(mine.iter().any(|(_, c)| c.score > 0.0));
                tally.chosen += usize::from(mine.iter().any(|(i, c)| chosen.contains(i) && c.entries.first() == Some(&hit.entry)));
            }
        });
    }

    /// Take over what another has counted.
    pub fn merge(&mut self, other: Corpus) {
        self.documents += other.documents;
        for (entry, more) in other.tallies {
            let tally = self.tallies.entry(entry).or_default();
            tally.hits += more.hits;
            tally.lower += more.lower;
            tally.proposed += more.proposed;
            tally.believed += more.believed;
            tally.chosen += more.chosen;
        }
    }

    /// Say what came of it, as findings of `report`.
    pub fn judge(&self, extractor: &Extractor, report: &mut Report) {
        let gazetteer = extractor.gazetteer();
        let mut silent: FxHashMap<String, Vec<(usize, String)>> = FxHashMap::default();
        let mut entries: FxHashMap<String, usize> = FxHashMap::default();
        for (r, type_) in gazetteer.all_entries().filter(|(r, t)| r.set == EntryRef::USER && !t.is_vocabulary()) {
            let source = gazetteer.source(r);
            let Some((file, line)) = source.rsplit_once(':').and_then(|(f, l)| Some((f, l.parse::<usize>().ok()?))) else { continue };
            *entries.entry(file.to_owned()).or_default() += 1;
            let name = gazetteer.entry(r).name;
            let tally = self.tallies.get(&r).copied().unwrap_or_default();
            if tally.hits == 0 {
                silent.entry(file.to_owned()).or_default().push((line, name.to_owned()));
                continue;
            }
            if tally.hits < ENOUGH || type_ == crate::gazetteer::TypeId::DENY {
                continue;
            }
            let Tally { hits, lower, believed, chosen, .. } = tally;
            let verdict = if lower * 2 > hits {
                let met = format!("{name:?} is met {hits} times, {lower} of them in lower case");
                Some(("lower-case-hits", met, "give its list `case = \"name\"`, or the row `context`"))
            } else if believed * 2 < hits {
                let met = format!("{name:?} is met {hits} times and refused {} times", hits - believed);
                Some(("refused-hits", met, "give the row `context`, or remove the form that is an ordinary word"))
            } else if chosen == 0 {
                let met = format!("{name:?} is met {hits} times and never chosen");
                Some(("always-loses", met, "`dateline explain` says what beats it"))
            } else {
                None
            };
            if let Some((code, met, mend)) = verdict {
                report.findings.push(finding(code, Severity::Warning, file, line, met, mend));
            }
        }
        for (file, mut rows) in silent {
            let of = entries.get(&file).copied().unwrap_or_default();
            if of > LISTED {
                let met = format!("{} of {of} entries are never met in {}", rows.len(), count(self.documents, "document"));
                report.findings.push(finding("never-fires", Severity::Note, &file, 0, met, SILENT));
                continue;
            }
            rows.sort();
            for (line, name) in rows {
                let met = format!("{name:?} is never met in {}", count(self.documents, "document"));
                report.findings.push(finding("never-fires", Severity::Note, &file, line, met, SILENT));
            }
        }
    }
}

fn finding(code: &'static str, severity: Severity, file: &str, line: usize, message: String, mend: &str) -> Finding {
    Finding { code, severity, file: file.to_owned(), line, column: 0, end_column: 0, message, mend: mend.to_owned() }
}
