//! What a document's sure names make likely elsewhere in it.
//!
//! In: candidates and the first choice among them. Out: more candidates: surnames of people named in full,
//! acronyms the document defines, names that recur where their capitals prove nothing.

use crate::gazetteer::TypeId;
use crate::spot::acronym::Definition;
use crate::spot::listed::ordinary;
use crate::spot::{Candidate, Label, Scene, TokenInfo, weights as w};
use crate::text::token::Class;
use rustc_hash::FxHashMap;

/// Scores from which a name is sure enough to lend its parts.
pub(super) const SURE: f32 = 1.5;

/// Add what follows from the first choice.
pub fn propagate(scene: &Scene, candidates: &mut Vec<Candidate>, chosen: &[usize], definitions: &[Definition]) {
    let mut known = Known::default();
    let mut names: FxHashMap<Vec<u64>, (Label, f32, usize)> = FxHashMap::default();
    for &i in chosen {
        let c = &candidates[i];
        if c.score < SURE {
            continue;
        }
        let hashes: Vec<u64> = hashes(scene, c).collect();
        if c.label == Label::Person {
            let parts: Vec<usize> =
                c.range().filter(|&t| scene.doc.tokens[t].class == Class::Word && scene.doc.tokens[t].len() > 1).collect();
            if let (true, Some(&last)) = (parts.len() >= 2, parts.last()) {
                let suffix = matches!(scene.doc.word(last), "Jr" | "Sr" | "II" | "III" | "IV");
                let last = if suffix { parts[parts.len() - 2] } else { last };
                // "Moon Jae-in": the syllable after the hyphen is no surname, the family stands first
                let last = if scene.doc.tokens[last].is_lower() { parts[0] } else { last };
                let s = known.surnames.entry(scene.info[last].hash).or_default();
                *s = s.max(c.score);
                // Family name first: "Xie Xiaoyong", "Ban Ki-moon"; one-word Arabic and Asian usage goes by the first name too.
                let (head, tail) = (&scene.info[parts[0]], &scene.info[last]);
                if head.family() >= 100 && head.family() > head.given() && tail.family() < head.family() {
                    let s = known.surnames.entry(head.hash).or_default();
                    *s = s.max(c.score);
                }
                let g = known.givens.entry(scene.info[parts[0]].hash).or_default();
                *g = g.max(c.score);
            } else if let [only] = parts[..] {
                let s = known.surnames.entry(scene.info[only].hash).or_default();
                *s = s.max(c.score);
            }
        }
        if matches!(c.label, Label::Person | Label::Organization | Label::Place) && !hashes.is_empty() {
            let slot = names.entry(hashes).or_insert((c.label, c.score, i));
            if c.score > slot.1 {
                *slot = (c.label, c.score, i);
            }
        }
    }
    let mut more = Vec::new();
    let mut taken = vec![false; scene.doc.tokens.len()];
    for c in chosen.iter().map(|&i| &candidates[i]).filter(|c| c.label == Label::Person && c.end - c.first > 1) {
        taken[c.range()].fill(true);
    }
    single_names(scene, &known, &taken, &mut more);
    agree(scene, candidates, &names);
    // A company or town of the same single word gives way: "Santos" after "José dos Santos".
    for c in candidates.iter_mut().filter(|c| matches!(c.label, Label::Organization | Label::Place) && c.end - c.first == 1) {
        let info = &scene.info[c.first as usize];
        if known.surnames.contains_key(&info.hash) && !info.is(TokenInfo::IN_COUNTRY) {
            c.add("surname of a person named here", -1.5);
        }
    }
    recur(scene, candidates, definitions, &mut more);
    super::shorten::spot(scene, candidates, chosen, &mut more);
    candidates.extend(more);
}

fn hashes<'s>(scene: &'s Scene, c: &Candidate) -> impl Iterator<Item = u64> + 's {
    c.range().map(|i| scene.info[i].hash).filter(|h| *h != 0)
}

/// Surnames and first names of people named in full, alone or side by side ("Ribas Domènech").
fn single_names(scene: &Scene, known: &Known, taken: &[bool], more: &mut Vec<Candidate>) {
    let n = scene.doc.tokens.len();
    let mut i = 0;
    while i < n {
        let Some((rule, base)) = known.worth(scene, i) else {
            i += 1;
            continue;
        };
        if taken[i] {
            i += 1;
            continue;
        }
        // with its particle: "bin Laden", "de Mistura", "al-Assad"
        let mut start = i;
        // from the name backwards, so that "von" of "von der Leyen" finds "der" taken
        for h in (i.saturating_sub(4)..i).rev().filter_map(|k| scene.longest(k, TypeId::PARTICLE)) {
            let reach = h.end as usize;
            let closes = reach == start || reach + 1 == start && scene.doc.hyphen(reach);
            let tight = scene.doc.gap(reach - 1).len() <= 1 && scene.doc.gap(start - 1).len() <= 1;
            if closes && tight && (scene.doc.tokens[h.first as usize].is_lower() || scene.capital(h.first as usize)) {
                start = start.min(h.first as usize);
            }
        }
        // several known words in a row are one name
        let mut end = i + 1;
        let mut words = 1;
        loop {
            let hyphen = scene.doc.hyphen(end)
                && !scene.doc.word(end).is_empty()
                && scene.doc.gap(end - 1).is_empty()
                && scene.doc.gap(end).is_empty();
            let next = if hyphen { end + 1 } else { end };
            if next < n && scene.adjacent(end - 1) && known.worth(scene, next).is_some() {
                end = next + 1;
                words += 1;
            } else {
                break;
            }
        }
        let info = &scene.info[i];
        let mut c = Candidate::new(start, end, Label::Person, rule).because("named in full in this document", base);
        c.add("length", w::WORD * (words - 1) as f32);
        if words == 1 {
            c.add("ordinary word", ordinary(scene, i) * 0.6);
            if info.is(TokenInfo::IN_COUNTRY | TokenInfo::IN_NATIONALITY) {
                c.add("country or nationality", -1.5);
            }
            if info.is(TokenInfo::CAPITALS_VOID) {
                c.add("capitals prove nothing", -0.5);
            }
            // "crews in Hutchinson": nobody stands in a person
            if info.is(TokenInfo::IN_PLACE) && i > 0 && matches!(scene.doc.word(i - 1), "in" | "In" | "near" | "Near" | "across") {
                c.add("in a place", -3.0);
            }
        }
        // "Atlanta-area calls", "a Houston-based firm": where, though a person of that name is spoken of
        if end < n
            && scene.doc.hyphen(end)
            && scene.doc.gap(end - 1).is_empty()
            && matches!(scene.doc.word(end + 1), "area" | "based" | "bound")
        {
            c.add("where, not who", -3.0);
        }
        let next = &scene.info.get(end).copied().unwrap_or_default();
        if scene.capital(end) && scene.adjacent(end - 1) {
            if next.is(TokenInfo::IN_ORG_HEAD | TokenInfo::IN_PLACE_HEAD | TokenInfo::IN_LEGAL_FORM) {
                c.add("head word follows", -1.5);
            } else if next.is(TokenInfo::IN_EVENT_HEAD | TokenInfo::IN_AGREEMENT_HEAD) {
                c.add("event or agreement follows", -1.0);
            }
        }
        more.push(c);
        i = end;
    }
}

/// Words of people named in full.
#[derive(Default)]
struct Known {
    surnames: FxHashMap<u64, f32>,
    givens: FxHashMap<u64, f32>,
}

impl Known {
    fn worth(&self, scene: &Scene, i: usize) -> Option<(&'static str, f32)> {
        if !scene.capital(i) || scene.doc.tokens[i].len() < 2 {
            return None;
        }
        let info = &scene.info[i];
        // A title or particle alone is nobody: "the Sheikh", "Al".
        if scene.longest(i, TypeId::PARTICLE).is_some() || scene.longest(i, TypeId::TITLE).is_some() && info.given() < 200 {
            return None;
        }
        match (self.surnames.get(&info.hash), self.givens.get(&info.hash)) {
            (Some(_), _) => Some(("person/surname", w::PROPAGATED)),
            (None, Some(_)) if info.common() == 0 || info.given() > info.common() => Some(("person/first-name", w::PROPAGATED - 1.4)),
            _ => None,
        }
    }
}

/// The same words elsewhere are most likely the same thing.
fn agree(scene: &Scene, candidates: &mut [Candidate], names: &FxHashMap<Vec<u64>, (Label, f32, usize)>) {
    const AGREE: f32 = 1.0;
    const DISAGREE: f32 = -1.0;
    let spans: FxHashMap<usize, (u32, u32)> = names.values().map(|n| (n.2, (candidates[n.2].first, candidates[n.2].end))).collect();
    let mut words = Vec::new();
    for (i, c) in candidates.iter_mut().enumerate() {
        if !matches!(c.label, Label::Person | Label::Organization | Label::Place) {
            continue;
        }
        words.clear();
        words.extend(hashes(scene, c));
        if let Some(&(label, score, from)) = names.get(&words)
            && from != i
        {
            if label == c.label {
                // another rule's reading of the very words is not elsewhere
                if spans.get(&from) != Some(&(c.first, c.end)) && score > c.score + 0.5 {
                    c.add("so elsewhere in the document", AGREE);
                }
            } else if score > c.score + 1.0 {
                c.add("something else elsewhere in the document", DISAGREE);
            }
        }
    }
}

/// Other occurrences of the short forms the document defines.
fn recur(scene: &Scene, candidates: &[Candidate], definitions: &[Definition], more: &mut Vec<Candidate>) {
    let long: FxHashMap<(u32, u32), Label> =
        candidates.iter().filter(|c| c.rule == "acronym/long-form").map(|c| ((c.first, c.end), c.label)).collect();
    // by their first word: what a short form spells, of how many tokens, where it was defined
    let mut short: FxHashMap<u64, Vec<(&str, usize, usize, Label)>> = FxHashMap::default();
    for d in definitions {
        let (first, end) = (d.short.0 as usize, d.short.1 as usize);
        if let Some(&label) = long.get(&d.long) {
            let forms = short.entry(scene.info[first].hash).or_default();
            let text = scene.doc.slice(first, end);
            if forms.iter().all(|f| f.0 != text) {
                forms.push((text, end - first, first, label));
            }
        }
    }
    if short.is_empty() {
        return;
    }
    for i in 0..scene.doc.tokens.len() {
        for &(text, n, defined, label) in short.get(&scene.info[i].hash).map_or(&[][..], Vec::as_slice) {
            if i != defined && scene.doc.slice(i, i + n) == text {
                more.push(Candidate::new(i, i + n, label, "acronym/defined").because("defined in this document", w::DEFINED));
            }
        }
    }
}
