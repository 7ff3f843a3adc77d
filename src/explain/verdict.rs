//! What became of each candidate, and the answer. In: the working and a range of tokens; out: verdicts in words.

use std::fmt;
use std::ops::Range;

use super::{Considered, Explanation, Row, claim, facts, listed};
use crate::extractor::Trace;
use crate::settle::schedule;
use crate::spot::{Candidate, Label, Scene};

/// What became of a candidate.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// It became a row.
    Row,
    /// It was chosen, and linking left it without a row.
    Unlinked,
    /// It was chosen as no name: its words are nobody's.
    TakesAway,
    /// Its evidence speaks against it.
    Refused,
    /// These, chosen, overlap it and sum to more.
    Beaten(Vec<Rival>),
}

/// What beat a candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct Rival {
    /// Its words.
    pub text: String,
    /// Its claim.
    pub claim: String,
    /// Its rule.
    pub rule: &'static str,
    /// Its score.
    pub score: f32,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Verdict::Row => f.write_str("chosen"),
            Verdict::Unlinked => {
                f.write_str("chosen, and left without a row: a short form or head counts only where the document names what it stands for")
            }
            Verdict::TakesAway => f.write_str("chosen as no name: it takes its words away from others"),
            Verdict::Refused => f.write_str("refused: its evidence sums to nothing or less"),
            Verdict::Beaten(rivals) => {
                f.write_str("beaten by ")?;
                for (i, r) in rivals.iter().enumerate() {
                    let and = if i > 0 { " and " } else { "" };
                    write!(f, "{and}{} {:?} ({}, {:.2})", r.claim, r.text, r.rule, r.score)?;
                }
                Ok(())
            }
        }
    }
}

/// Candidates over a range of tokens: of exactly the range first, then by score.
pub fn candidates(trace: &Trace, tokens: Range<usize>, rows: &[Row]) -> Vec<Considered> {
    let all = &trace.settled.candidates;
    // With those that are no names, which `Settled::chosen` leaves out.
    let mut chosen = schedule::choose(all);
    chosen.extend(trace.settled.chosen.iter().copied());
    chosen.sort_unstable();
    chosen.dedup();
    let over = |c: &Candidate| (c.first as usize) < tokens.end && tokens.start < c.end as usize;
    let mut out: Vec<Considered> = all
        .iter()
        .enumerate()
        .filter(|(_, c)| over(c))
        .map(|(i, c)| considered(trace, c, verdict(trace, c, chosen.contains(&i), &chosen, rows)))
        .collect();
    let exact = span(trace.scene, tokens.start, tokens.end);
    out.sort_by(|a, b| (b.span == exact).cmp(&(a.span == exact)).then(b.score.total_cmp(&a.score)));
    out
}

/// The bytes of a range of tokens.
pub fn span(scene: &Scene, first: usize, end: usize) -> Range<usize> {
    let tokens = &scene.doc.tokens;
    match (tokens.get(first), tokens.get(end.wrapping_sub(1))) {
        (Some(a), Some(b)) => a.start as usize..b.end as usize,
        _ => 0..0,
    }
}

fn considered(trace: &Trace, c: &Candidate, verdict: Verdict) -> Considered {
    let scene = trace.scene;
    Considered {
        span: span(scene, c.first as usize, c.end as usize),
        text: scene.doc.slice(c.first as usize, c.end as usize).to_owned(),
        claim: claim(scene, c.label),
        score: c.score,
        rule: c.rule,
        evidence: c.evidence.clone(),
        entries: c.entries.iter().map(|e| listed(scene, *e)).collect(),
        verdict,
    }
}

fn verdict(trace: &Trace, c: &Candidate, chosen: bool, all: &[usize], rows: &[Row]) -> Verdict {
    let scene = trace.scene;
    if chosen {
        let at = span(scene, c.first as usize, c.end as usize);
        // a date's row may leave out the last token's full stop
        let row = rows.iter().any(|r| r.span == at || matches!(c.label, Label::Date(_)) && r.span.start < at.end && at.start < r.span.end);
        return match c.label {
            Label::Nothing => Verdict::TakesAway,
            _ if row => Verdict::Row,
            _ => Verdict::Unlinked,
        };
    }
    let rivals: Vec<&Candidate> = all.iter().map(|i| &trace.settled.candidates[*i]).filter(|r| r.overlaps(c)).collect();
    if c.score <= 0.0 || rivals.is_empty() {
        return Verdict::Refused;
    }
    let rival = |r: &&Candidate| Rival {
        text: scene.doc.slice(r.first as usize, r.end as usize).to_owned(),
        claim: claim(scene, r.label),
        rule: r.rule,
        score: r.score,
    };
    Verdict::Beaten(rivals.iter().map(rival).collect())
}

/// One line.
pub fn answer(scene: &Scene, e: &Explanation, tokens: Range<usize>) -> String {
    if e.text.trim().is_empty() {
        return "no word stands there".to_owned();
    }
    if let Some(row) = e.rows.iter().find(|r| r.span == e.span) {
        let because = if row.source.is_empty() { String::new() } else { format!(", {}", row.source) };
        let basis = if row.basis.is_empty() { String::new() } else { format!(", {}", row.basis) };
        return format!("{} {} ({}{because}{basis})", row.type_, row.target, row.rule);
    }
    if let Some(c) = e.candidates.iter().find(|c| c.span == e.span) {
        // beaten names who beat it; refused names what spoke against it
        let evidence = if c.verdict == Verdict::Refused { format!(" ({})", sum(&c.evidence)) } else { String::new() };
        return format!("proposed as {} by {}, {}{evidence}", c.claim, c.rule, c.verdict);
    }
    let inside = bounds(e);
    // words of which a part was asked for
    let (first, last) = (scene.doc.tokens.get(tokens.start), scene.doc.tokens.get(tokens.end.wrapping_sub(1)));
    if let (Some(a), Some(b)) = (first, last)
        && (e.span.start > a.start as usize || e.span.end < b.end as usize)
        && !e.text.trim().is_empty()
    {
        let whole = scene.doc.slice(tokens.start, tokens.end);
        return format!("{inside}a name begins and ends with whole words, here {whole:?}");
    }
    if e.rows.iter().any(|r| r.span.start <= e.span.start && e.span.end <= r.span.end) {
        return format!("{inside}that takes these words in, and no rule proposed them alone");
    }
    let time = facts::time_words(scene, tokens.clone());
    if !time.is_empty() && e.rows.is_empty() {
        return format!("{:?} speaks of time, and no rule of dates reads it as it stands here", time.join(" "));
    }
    if let Some(u) = e.unused.iter().find(|u| u.text == e.text) {
        return format!("{inside}in the lists as {} ({}), and not proposed: {}", u.entry.type_, u.entry.source, u.because);
    }
    if let Some((near, entry)) = e.nearest.iter().find(|(n, _)| n.edits == 0) {
        let kept = near.objections.join("; ");
        return format!("{inside}in the lists as {} {:?} ({}), which does not match: {kept}", entry.type_, near.form, entry.source);
    }
    if let Some(left) = left_over(e) {
        return format!("{inside}no rule takes in {left}");
    }
    let missing = facts::missing(scene, tokens);
    let why = if missing.is_empty() {
        "no rule proposes these bounds; what rules see of its words is below".to_owned()
    } else {
        missing.join("; ")
    };
    format!("{inside}in no list, and no rule proposed exactly this: {why}")
}

/// Evidence as a sum: `+1.22 words, -2.60 single word`.
pub fn sum(evidence: &[(&'static str, f32)]) -> String {
    let parts: Vec<String> = evidence.iter().map(|(what, weight)| format!("{weight:+.2} {what}")).collect();
    parts.join(", ")
}

/// Rows named in an answer; a whole paragraph may be asked for.
const ROWS: usize = 3;

/// What was found over the span with other bounds, the row with most of its words first.
fn bounds(e: &Explanation) -> String {
    let shared = |r: &Row| r.span.end.min(e.span.end).saturating_sub(r.span.start.max(e.span.start));
    let mut rows: Vec<&Row> = e.rows.iter().collect();
    rows.sort_by_key(|r| (std::cmp::Reverse(shared(r)), r.span.start));
    if rows.is_empty() {
        return String::new();
    }
    let named: Vec<String> = rows.iter().take(ROWS).map(|r| format!("{} {:?} ({})", r.type_, r.text, r.rule)).collect();
    let more = if rows.len() > ROWS { format!(" and {} more", rows.len() - ROWS) } else { String::new() };
    format!("found with other bounds: {}{more}; ", named.join(", "))
}

/// Words named in an answer.
const WORDS: usize = 4;

/// The words of the span that rows inside it leave over, with what the rules see of them; none where no row is inside.
fn left_over(e: &Explanation) -> Option<String> {
    let inside = |r: &&Row| e.span.start <= r.span.start && r.span.end <= e.span.end;
    if !e.rows.iter().any(|r| inside(&r)) {
        return None;
    }
    let left = e.words.iter().filter(|w| e.rows.iter().all(|r| r.span.end <= w.span.start || w.span.end <= r.span.start));
    let left: Vec<_> = left.collect();
    let told: Vec<String> = left
        .iter()
        .take(WORDS)
        .map(|w| if w.facts.is_empty() { format!("{:?}", w.word) } else { format!("{:?} ({})", w.word, w.facts.join("; ")) })
        .collect();
    let more = if left.len() > WORDS { format!(" and {} more words", left.len() - WORDS) } else { String::new() };
    (!left.is_empty()).then(|| format!("{}{more}", told.join(", ")))
}
