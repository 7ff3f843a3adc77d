//! Expressions of time. In: gold TIMEX3 and date mentions; out: exact, partial (any overlap, one to one, exact pairs
//! first), type, value (TempEval-3: the value string, over partial pairs), and the same for what a calendar can hold.

use super::kind_of;
use crate::evaluate::gold::{GoldDoc, Timex};
use crate::evaluate::{Counts, Evaluation, Said};
use crate::tables::load::MentionRow;

/// A date mention as TIMEX3.
struct Mine<'r> {
    start: usize,
    end: usize,
    type_: String,
    value: &'r str,
    mention: &'r MentionRow,
}

#[derive(Clone, Copy, PartialEq)]
enum Focus {
    All,
    /// Dates and times whose value begins with a digit: what a table of days can hold.
    Calendar,
}

/// Score expressions of time.
pub fn score(gold: &[GoldDoc], said: &Said, out: &mut Evaluation) {
    for (doc, golds) in gold.iter().filter_map(|d| Some((d, d.time.as_ref()?))) {
        let mut mine: Vec<Mine> = Vec::new();
        for &mention in said.of(&doc.id).iter().filter(|m| kind_of(m) == Some("date") && m.end > m.start) {
            let Some(date) = said.date(mention) else { continue };
            if mine.iter().all(|m| (m.start, m.end) != (mention.start, mention.end)) {
                let type_ = date.type_.to_uppercase();
                mine.push(Mine { start: mention.start, end: mention.end, type_, value: &date.timex3, mention });
            }
        }
        one(&doc.id, golds, &mine, Focus::All, out);
        one(&doc.id, golds, &mine, Focus::Calendar, out);
    }
}

fn begins_with_a_digit(value: &str) -> bool {
    value.starts_with(|c: char| c.is_ascii_digit())
}

fn overlap(g: &Timex, p: &Mine) -> i64 {
    g.end.min(p.end) as i64 - g.start.max(p.start) as i64
}

fn one(doc: &str, golds: &[Timex], mine: &[Mine], focus: Focus, out: &mut Evaluation) {
    let calendar = |type_: &str| matches!(type_, "DATE" | "TIME");
    let counts = |t: &&Timex| !t.creation_time && (focus == Focus::All || calendar(&t.type_) && begins_with_a_digit(&t.value));
    let wanted: Vec<&Timex> = golds.iter().filter(|t| counts(t)).collect();
    let ignored: Vec<&Timex> = golds.iter().filter(|t| !counts(t)).collect();
    let said: Vec<&Mine> = mine
        .iter()
        .filter(|p| {
            if wanted.iter().any(|t| overlap(t, p) > 0) {
                return true;
            }
            let elsewhere = ignored.iter().any(|t| overlap(t, p) > 0);
            !elsewhere && (focus == Focus::All || calendar(&p.type_) && begins_with_a_digit(p.value))
        })
        .collect();
    let mut pairs = Vec::new();
    for (i, g) in wanted.iter().enumerate() {
        for (j, p) in said.iter().enumerate() {
            let shared = overlap(g, p);
            if shared > 0 {
                pairs.push(((g.start, g.end) != (p.start, p.end), -shared, g.start, p.start, i, j));
            }
        }
    }
    pairs.sort_unstable();
    let (mut used_g, mut used_p) = (vec![false; wanted.len()], vec![false; said.len()]);
    let (mut partial, mut exact, mut types, mut values) = (0, 0, 0, 0);
    for (inexact, .., i, j) in pairs {
        if used_g[i] || used_p[j] {
            continue;
        }
        (used_g[i], used_p[j]) = (true, true);
        let (g, p) = (wanted[i], said[j]);
        let right = g.value == p.value;
        partial += 1;
        exact += usize::from(!inexact);
        types += usize::from(g.type_ == p.type_);
        values += usize::from(right);
        if focus == Focus::All {
            out.judge(p.mention, right);
            *out.confusion.entry((g.type_.to_lowercase(), p.type_.to_lowercase())).or_default() += 1;
            if !right {
                out.error(format!("VALUE {} {:?} gold {} said {}", g.type_.to_lowercase(), p.mention.text, g.value, p.value));
            }
        }
    }
    if focus == Focus::All {
        for g in wanted.iter().zip(&used_g).filter(|(_, used)| !**used).map(|(g, _)| g) {
            out.error(format!("MISS {} {:?}", g.type_.to_lowercase(), g.text));
        }
        for p in said.iter().zip(&used_p).filter(|(_, used)| !**used).map(|(p, _)| p) {
            out.judge(p.mention, false);
            out.error(format!("FALSE {} {:?}", p.type_.to_lowercase(), p.mention.text));
        }
    }
    let of = |right: usize| Counts::new(right, said.len(), wanted.len());
    let prefix = if focus == Focus::All { "" } else { "calendar-" };
    for (measure, right) in [("exact", exact), ("partial", partial), ("type", types), ("value", values)] {
        out.count(doc, format!("time/{prefix}{measure}/all"), of(right));
    }
    out.count(doc, format!("time/{prefix}value-accuracy/all"), Counts::new(values, partial, partial));
}
