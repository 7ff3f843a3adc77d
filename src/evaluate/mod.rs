//! **evaluate**: how right a run is, against an answer key.
//!
//! In: gold documents ([`gold`]: our JSONL, brat, CoNLL, spaCy) and the tables of a run, which is what a user gets. Out:
//! [`Evaluation`]: counts for each measure and document, from which every figure and the bootstrap are made; what was
//! confused with what; the rules and list entries that were wrong most.
//!
//! A task is scored when the gold has it: `ner` (names by type), `geo` (toponyms with points), `time` (TIMEX3), `rel`
//! (releases: names, values, identities, posts).

pub mod bootstrap;
pub mod gold;
pub mod render;
pub mod score;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::tables::load::{DateRow, LocationRow, MentionRow, Run};
use gold::GoldDoc;

/// Right, said and wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Said and right.
    pub right: usize,
    /// Said.
    pub said: usize,
    /// Wanted.
    pub gold: usize,
}

impl Counts {
    /// Counts of one thing.
    pub fn new(right: usize, said: usize, gold: usize) -> Counts {
        Counts { right, said, gold }
    }

    /// Add others.
    pub fn add(&mut self, other: Counts) {
        self.right += other.right;
        self.said += other.said;
        self.gold += other.gold;
    }

    /// Share of what was said that is right, 0 to 1.
    pub fn precision(self) -> f64 {
        if self.said > 0 { self.right as f64 / self.said as f64 } else { 0.0 }
    }

    /// Share of what was wanted that was said, 0 to 1.
    pub fn recall(self) -> f64 {
        if self.gold > 0 { self.right as f64 / self.gold as f64 } else { 0.0 }
    }

    /// Harmonic mean of both, 0 to 1.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

/// Counts by measure, `ner/exact/person`.
pub type Measures = BTreeMap<String, Counts>;

/// Adds up counts, outcomes and errors of all documents.
#[derive(Debug, Clone, Default)]
pub struct Evaluation {
    /// Measures of each document, by its id, for what can be counted a document at a time.
    pub documents: BTreeMap<String, Measures>,
    /// Measures over all documents together that cannot (identities).
    pub whole: Measures,
    /// Gold type, said type, how often, on equal spans; an empty one is nothing.
    pub confusion: BTreeMap<(String, String), usize>,
    /// Rule: right, wrong.
    pub rules: BTreeMap<String, (usize, usize)>,
    /// List entry (`FILE:LINE`) and its name: right, wrong.
    pub entries: BTreeMap<(String, String), (usize, usize)>,
    /// What was wrong, with how often: `MISS person "X"`.
    pub errors: BTreeMap<String, usize>,
}

impl Evaluation {
    /// Totals of every measure.
    pub fn totals(&self) -> Measures {
        let mut out = self.whole.clone();
        for measures in self.documents.values() {
            for (name, counts) in measures {
                out.entry(name.clone()).or_default().add(*counts);
            }
        }
        out
    }

    /// The scores of a task by the names the project's scoreboard gives them, in per cent.
    pub fn figures(&self, task: &str) -> Vec<(&'static str, f64)> {
        let totals = self.totals();
        let of = |name: &str| totals.get(name).copied().unwrap_or_default();
        let f = |name: &str| 100.0 * of(name).f1();
        match task {
            "ner" => {
                let all = of("ner/exact/all");
                let mut out = vec![("F1", 100.0 * all.f1()), ("P", 100.0 * all.precision()), ("R", 100.0 * all.recall())];
                for (name, measure) in
                    [("PER", "person"), ("ORG", "organization"), ("LOC", "place"), ("DATE", "date"), ("DEM", "nationality")]
                {
                    let measure = format!("ner/exact/{measure}");
                    if totals.contains_key(&measure) {
                        out.push((name, f(&measure)));
                    }
                }
                out.push(("relaxed", f("ner/relaxed/all")));
                out
            }
            "geo" => {
                let found = of("geo/partial/place");
                vec![
                    ("F1", 100.0 * found.f1()),
                    ("P", 100.0 * found.precision()),
                    ("R", 100.0 * found.recall()),
                    ("acc161", f("geo/acc161/place")),
                    ("end_to_end", f("geo/end-to-end/place")),
                ]
            }
            "time" => vec![
                ("value", f("time/value/all")),
                ("strict", f("time/exact/all")),
                ("relaxed", f("time/partial/all")),
                ("calendar", f("time/calendar-value/all")),
            ],
            "rel" => vec![
                ("names", f("rel/exact/all")),
                ("PER", f("rel/exact/person")),
                ("ORG", f("rel/exact/organization")),
                ("LOC", f("rel/exact/place")),
                ("loc_value", f("rel/value/place")),
                ("DATE", f("rel/exact/date")),
                ("date_value", f("rel/value/date")),
                ("identity", f("rel/identity/all")),
                ("posts", f("rel/posts/all")),
            ],
            _ => Vec::new(),
        }
    }

    /// Tasks that were scored.
    pub fn tasks(&self) -> Vec<String> {
        let names: BTreeSet<String> = self.totals().keys().filter_map(|m| Some(m.split('/').next()?.to_owned())).collect();
        names.into_iter().collect()
    }

    fn count(&mut self, doc: &str, measure: String, counts: Counts) {
        self.documents.entry(doc.to_owned()).or_default().entry(measure).or_default().add(counts);
    }

    fn judge(&mut self, mention: &MentionRow, right: bool) {
        let add = |slot: &mut (usize, usize)| if right { slot.0 += 1 } else { slot.1 += 1 };
        add(self.rules.entry(mention.rule.clone()).or_default());
        if let Some(source) = mention.source.split(';').next().filter(|s| !s.is_empty()) {
            add(self.entries.entry((source.to_owned(), mention.name.clone())).or_default());
        }
    }

    fn error(&mut self, text: String) {
        *self.errors.entry(text).or_default() += 1;
    }
}

/// A run as scorers ask it.
pub struct Said<'r> {
    /// The run.
    pub run: &'r Run,
    mentions: HashMap<&'r str, Vec<&'r MentionRow>>,
    dates: HashMap<&'r str, &'r DateRow>,
    places: HashMap<&'r str, &'r LocationRow>,
    wikidata: HashMap<&'r str, &'r str>,
}

impl<'r> Said<'r> {
    /// Index a run.
    pub fn new(run: &'r Run) -> Self {
        let mut mentions: HashMap<&str, Vec<&MentionRow>> = HashMap::new();
        for m in &run.mentions {
            mentions.entry(&m.doc_id).or_default().push(m);
        }
        Said {
            run,
            mentions,
            dates: run.dates.iter().map(|d| (d.date_id.as_str(), d)).collect(),
            places: run.locations.iter().map(|l| (l.location_id.as_str(), l)).collect(),
            wikidata: run.entities.iter().map(|e| (e.entity_id.as_str(), e.wikidata.as_str())).collect(),
        }
    }

    /// Mentions of a document, in their order.
    pub fn of(&self, doc: &str) -> &[&'r MentionRow] {
        self.mentions.get(doc).map_or(&[], Vec::as_slice)
    }

    /// The date a mention points at.
    pub fn date(&self, m: &MentionRow) -> Option<&'r DateRow> {
        self.dates.get(m.target_id.as_str()).copied()
    }

    /// The place a mention points at.
    pub fn place(&self, m: &MentionRow) -> Option<&'r LocationRow> {
        self.places.get(m.target_id.as_str()).copied()
    }

    /// Does a mention point at what the gold names by an id of ours, of Wikidata or of GeoNames?
    pub fn links_to(&self, m: &MentionRow, gold: &str) -> bool {
        let id = gold.rsplit_once(':').map_or(gold, |(_, id)| id);
        let place = self.place(m);
        let geonames = place.and_then(|p| p.geonames).is_some_and(|n| n.to_string() == id);
        let wikidata = self.wikidata.get(m.target_id.as_str()).copied().or(place.map(|p| p.wikidata.as_str())).unwrap_or_default();
        m.target_id == gold || geonames || !wikidata.is_empty() && wikidata == id
    }
}

/// Score a run. Documents of the run that the gold does not have are not looked at.
pub fn evaluate(gold: &[GoldDoc], run: &Run) -> Evaluation {
    let said = Said::new(run);
    let mut out = Evaluation::default();
    score::ner::score(gold, &said, &mut out);
    score::geo::score(gold, &said, &mut out);
    score::time::score(gold, &said, &mut out);
    score::rel::score(gold, &said, &mut out);
    out
}
