//! Names by type. In: gold spans and mentions; out: exact, partial (any overlap, one to one, largest first), relaxed
//! (equal after titles and a genitive are taken off), value and link accuracy.

use std::sync::LazyLock;

use regex::Regex;

use super::kind_of;
use crate::evaluate::gold::{GoldDoc, Name};
use crate::evaluate::{Counts, Evaluation, Said};
use crate::tables::load::MentionRow;

/// Types that are always scored where the gold is ours; of another gold, those it has.
const OURS: [&str; 3] = ["person", "organization", "place"];

#[allow(clippy::unwrap_used)] // two constant patterns, run by the tests
static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    let words = "the|mr|mrs|ms|dr|prof|sir|dame|lord|lady|gen|col|lt|maj|capt|sgt|adm|brig|sen|rep|gov|president|prime|minister|secretary|foreign|king|queen|prince|princess|pope|sheikh|ambassador|chancellor|premier|general|colonel|captain";
    Regex::new(&format!(r"(?i)^(?:(?:{words})\.?\s+)+")).unwrap()
});
#[allow(clippy::unwrap_used)]
static GENITIVE: LazyLock<Regex> = LazyLock::new(|| Regex::new("['’]s?$").unwrap());

type Span = (usize, usize);

/// Later ones of one span replace the type and keep the place in the order.
fn put<T>(spans: &mut Vec<(Span, T)>, span: Span, what: T) {
    match spans.iter_mut().find(|(s, _)| *s == span) {
        Some(slot) => slot.1 = what,
        None => spans.push((span, what)),
    }
}

/// Score names.
pub fn score(gold: &[GoldDoc], said: &Said, out: &mut Evaluation) {
    let docs: Vec<(&GoldDoc, &Vec<Name>)> = gold.iter().filter_map(|d| Some((d, d.ner.as_ref()?))).collect();
    let mut types: Vec<&str> = docs.iter().flat_map(|(_, names)| names.iter().map(|n| n.type_.as_str())).collect();
    types.sort_unstable();
    types.dedup();
    if docs.iter().any(|(d, _)| d.every_type) {
        types = OURS.to_vec();
    } else {
        types.retain(|t| matches!(*t, "person" | "organization" | "place" | "nationality" | "date"));
    }
    for (doc, names) in docs {
        let chars: Vec<char> = doc.text.chars().collect();
        let mut golds: Vec<(Span, &Name)> = Vec::new();
        for n in names.iter().filter(|n| types.contains(&n.type_.as_str())) {
            put(&mut golds, (n.start, n.end), n);
        }
        let mut saids: Vec<(Span, (&str, &MentionRow))> = Vec::new();
        for m in said.of(&doc.id) {
            if let Some(kind) = kind_of(m).filter(|k| types.contains(k)) {
                put(&mut saids, (m.start, m.end), (kind, *m));
            }
        }
        one(doc, &chars, &types, &golds, &saids, said, out);
    }
}

fn one(
    doc: &GoldDoc,
    chars: &[char],
    types: &[&str],
    golds: &[(Span, &Name)],
    saids: &[(Span, (&str, &MentionRow))],
    said: &Said,
    out: &mut Evaluation,
) {
    let words = |s: Span| chars[s.0.min(chars.len())..s.1.min(chars.len())].iter().collect::<String>().replace('\n', " ");
    let gold_at = |s: Span| golds.iter().find(|(g, _)| *g == s).map(|(_, n)| *n);
    for (span, (kind, m)) in saids {
        let wanted = gold_at(*span);
        let right = wanted.is_some_and(|n| n.type_ == *kind);
        out.judge(m, right);
        *out.confusion.entry((wanted.map_or(String::new(), |n| n.type_.clone()), (*kind).to_owned())).or_default() += 1;
        if !right {
            out.error(format!("FALSE {kind} {:?}", words(*span)));
        }
        if let Some(n) = wanted.filter(|_| right) {
            if let Some(link) = &n.link {
                out.count(&doc.id, format!("ner/link/{kind}"), Counts::new(usize::from(said.links_to(m, link)), 1, 1));
            }
            if let Some(value) = &n.value {
                let met = said.date(m).is_some_and(|d| d.value == *value || d.timex3 == *value);
                out.count(&doc.id, format!("ner/value/{kind}"), Counts::new(usize::from(met), 1, 1));
            }
        }
    }
    for (span, n) in golds {
        let there = saids.iter().find(|(s, _)| s == span);
        if there.is_none_or(|(_, (kind, _))| *kind != n.type_) {
            out.error(format!("MISS {} {:?}", n.type_, words(*span)));
        }
        if there.is_none() {
            *out.confusion.entry((n.type_.clone(), String::new())).or_default() += 1;
        }
    }
    for type_ in types {
        let g: Vec<Span> = golds.iter().filter(|(_, n)| n.type_ == *type_).map(|(s, _)| *s).collect();
        let p: Vec<Span> = saids.iter().filter(|(_, (k, _))| k == type_).map(|(s, _)| *s).collect();
        let trimmed = |spans: &[Span]| {
            let mut out: Vec<Span> = spans.iter().map(|s| trim(chars, *s)).collect();
            out.sort_unstable();
            out.dedup();
            out
        };
        let (gt, pt) = (trimmed(&g), trimmed(&p));
        let same = |a: &[Span], b: &[Span]| a.iter().filter(|s| b.contains(s)).count();
        for (measure, counts) in [
            ("exact", Counts::new(same(&g, &p), p.len(), g.len())),
            ("partial", Counts::new(overlapping(&g, &p), p.len(), g.len())),
            ("relaxed", Counts::new(same(&gt, &pt), pt.len(), gt.len())),
        ] {
            out.count(&doc.id, format!("ner/{measure}/{type_}"), counts);
            out.count(&doc.id, format!("ner/{measure}/all"), counts);
        }
    }
}

/// Take titles off the front and a genitive off the end.
fn trim(chars: &[char], (start, end): Span) -> Span {
    let text: String = chars[start.min(chars.len())..end.min(chars.len())].iter().collect();
    let head = TITLE.find(&text).map(|m| m.end()).filter(|e| *e < text.len()).unwrap_or(0);
    let rest = &text[head..];
    let start = start + text[..head].chars().count();
    let end = match GENITIVE.find(rest).filter(|m| m.start() > 0) {
        Some(m) => start + rest[..m.start()].chars().count(),
        None => end,
    };
    (start, end)
}

/// Pairs one to one by size of overlap.
fn overlapping(gold: &[Span], said: &[Span]) -> usize {
    let mut pairs = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in said.iter().enumerate().filter(|(_, p)| g.0 < p.1 && p.0 < g.1) {
            pairs.push((std::cmp::Reverse(g.1.min(p.1) - g.0.max(p.0)), i, j));
        }
    }
    pairs.sort_unstable();
    let (mut used_g, mut used_p) = (vec![false; gold.len()], vec![false; said.len()]);
    for (_, i, j) in pairs {
        if !used_g[i] && !used_p[j] {
            (used_g[i], used_p[j]) = (true, true);
        }
    }
    used_g.iter().filter(|u| **u).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trimmed() {
        let at = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            let (a, b) = trim(&chars, (0, chars.len()));
            chars[a..b].iter().collect::<String>()
        };
        assert_eq!(at("the Prime Minister Ünal Demir’s"), "Ünal Demir");
        assert_eq!(at("President"), "President");
        assert_eq!(at("Mr. Quibble"), "Quibble");
    }

    #[test]
    fn one_to_one() {
        assert_eq!(overlapping(&[(0, 10)], &[(0, 4), (5, 10)]), 1);
        assert_eq!(overlapping(&[(0, 4), (4, 8)], &[(3, 8), (0, 1)]), 2);
    }
}
