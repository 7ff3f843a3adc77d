//! Post phrases: what a post is called and whose it is, before anyone is found to hold it.
//!
//! In: the scene and which mention covers each token. Out: [`Phrase`]s in text order, e.g.
//! `[SCO] Deputy Secretary-General`, `Director of [the UN Office of Counter-Terrorism]`,
//! `[Russian] Deputy Foreign Minister`, `Special Representative of the [UN] Secretary General`.

use super::lower::{attributive, lower_field};
use crate::gazetteer::TypeId;
use crate::spot::person::stop_word;
use crate::spot::{Label, Scene, TokenInfo, owner_goes_on};
use crate::text::line::name_line;
use crate::text::token::Class;

/// What covers a token: the index into `chosen` and the candidate's label and range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cover {
    /// Index into `Settled::chosen`.
    pub k: usize,
    /// Label.
    pub label: Label,
    /// First token.
    pub first: usize,
    /// Token after the last.
    pub end: usize,
}

/// What covers each token, if anything does.
#[derive(Debug)]
pub struct Covers {
    all: Vec<Cover>,
    /// For each token the number of its cover from 1; 0 where there is none.
    of: Vec<u32>,
}

impl Covers {
    /// Of so many tokens, none covered yet.
    pub fn new(tokens: usize) -> Self {
        Covers { all: Vec::new(), of: vec![0; tokens] }
    }

    /// Cover what a mention takes; the later of two that overlap stays.
    pub fn put(&mut self, cover: Cover) {
        self.all.push(cover);
        self.of[cover.first..cover.end].fill(self.all.len() as u32);
    }

    /// What covers token `i`.
    pub fn get(&self, i: usize) -> Option<Cover> {
        let number = *self.of.get(i)?;
        self.all.get(number.checked_sub(1)? as usize).copied()
    }

    /// Is there a token `i`, and nothing that covers it?
    pub fn free(&self, i: usize) -> bool {
        self.of.get(i) == Some(&0)
    }
}

/// A post, its owner and its status.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    /// First token, owner included.
    pub first: usize,
    /// Token after the last, owner included.
    pub end: usize,
    /// Post as written, without the owner.
    pub role: String,
    /// `current acting former elect honorary`.
    pub status: &'static str,
    /// Mention (index into `chosen`) of the body or place that the post belongs to.
    pub owner: Option<usize>,
    /// Feature of the list row: `office`, `state`, `job`, `member`, or `rank`.
    pub feature: String,
    /// First token of the post itself.
    pub head: usize,
}

/// All post phrases.
pub fn phrases(scene: &Scene, cover: &Covers) -> Vec<Phrase> {
    let mut out: Vec<Phrase> = Vec::new();
    let mut i = 0;
    while i < scene.doc.tokens.len() {
        let floor = out.last().map_or(0, |p| p.end);
        match phrase(scene, cover, i, floor) {
            Some(p) => {
                i = p.end.max(i + 1);
                out.push(p);
            }
            None => i += 1,
        }
    }
    share_owner(scene, &mut out);
    out
}

/// A post at token `i` that no mention covers.
fn post_at(scene: &Scene, cover: &Covers, i: usize) -> Option<(usize, String)> {
    if !scene.info.get(i)?.is(TokenInfo::IN_POST) {
        return None;
    }
    let hit = scene
        .hits_at(i)
        .iter()
        .find(|h| h.type_ == TypeId::POST && !owner_goes_on(scene, h) && (i..h.end as usize).all(|t| cover.get(t).is_none()))?;
    if attributive(scene, hit.end as usize) {
        return None;
    }
    let feature = scene.gazetteer.entry(hit.entry).feature.to_owned();
    // an occupation in lower case ("lawyer") is no post, unless a body owns it
    Some((hit.end as usize, feature))
}

fn is_place(l: Label) -> bool {
    matches!(l, Label::Place)
}

fn is_owner(l: Label) -> bool {
    matches!(l, Label::Organization | Label::Place | Label::Nationality)
}

/// The phrase whose first status word or post is token `i`; nothing before `floor`, where the phrase before it ended.
fn phrase(scene: &Scene, cover: &Covers, i: usize, floor: usize) -> Option<Phrase> {
    let doc = scene.doc;
    let mut status = "current";
    let mut head = i;
    // status words before the post: "Acting", "former", "then"
    let mut at = i;
    // "the then acting former" is as much as was ever said of a post
    const STATUSES: usize = 6;
    for _ in 0..STATUSES {
        let Some(h) = scene.hits_at(at).iter().find(|h| h.type_ == TypeId::STATUS) else { break };
        let feature = scene.gazetteer.entry(h.entry).feature;
        status = status_of(feature);
        at = h.end as usize;
        if doc.word(at) == "-" {
            at += 1;
        }
        if at >= doc.tokens.len() || !scene.adjacent(at - 1) {
            return None;
        }
    }
    // "Former United States Ambassador": the owner between status and post
    let mut owner = None;
    if at > i
        && let Some(c) = cover.get(at)
        && is_owner(c.label)
        && c.first == at
        && post_at(scene, cover, c.end).is_some()
    {
        owner = Some(c.k);
        at = c.end;
    }
    let (mut end, feature) = post_at(scene, cover, at)?;
    let mut first = i;
    if at == i {
        // capitalised words that lead up to the post: "Transitional Administrator", "Joint Special Envoy"
        while head > floor
            && cover.get(head - 1).is_none()
            && scene.capital(head - 1)
            && !scene.info[head - 1].is(TokenInfo::CAPITALS_VOID)
            && scene.capital(at)
            && scene.adjacent(head - 1)
            && doc.sentence_of(head - 1) == doc.sentence_of(head)
            && !stop_word(doc.word(head - 1))
            && !scene.info[head - 1].is(TokenInfo::IN_TITLE)
            && !(scene.info[head - 1].is(TokenInfo::INITIAL)
                && scene.info[head - 1].common() > 60
                && !scene.info[head - 1].is(TokenInfo::IN_POST))
            && at - head < 4
        {
            head -= 1;
        }
        first = head;
        if let Some(h) = scene.ending(head, TypeId::STATUS)
            && scene.adjacent(head - 1)
        {
            status = status_of(scene.gazetteer.entry(h.entry).feature);
            head = h.first as usize;
            first = head;
        }
    }
    let mut pieces: Vec<(usize, usize)> =
        if owner.is_some() { vec![(i, cover.get(at - 1).map_or(at, |c| c.first)), (at, end)] } else { vec![(head, end)] };
    // the owner before: "SCO Deputy …", "East Timor's Chief Minister", "Russian …"
    if owner.is_none() && first > 0 {
        let mut p = first;
        if doc.word(p - 1) == "s" && p >= 3 && doc.apostrophe(p - 2) {
            p -= 2;
        } else if doc.word(p - 1) == "." || doc.apostrophe(p - 1) && p > 1 {
            p -= usize::from(cover.get(p - 1).is_none());
        }
        if let Some(c) = cover.get(p.wrapping_sub(1))
            && is_owner(c.label)
            && c.end == p
            && scene.adjacent(p - 1)
            && doc.sentence_of(c.first) == doc.sentence_of(i)
            && !(c.label == Label::Place && shouted(scene, c.first, c.end) && !shouted(scene, at, end))
        {
            owner = Some(c.k);
            first = c.first;
        }
    }
    // status after the post: "President Emeritus", "President-elect"
    if let Some(h) = scene.hits_at(end).iter().chain(scene.hits_at(end + 1)).find(|h| h.type_ == TypeId::STATUS)
        && scene.adjacent(end - 1)
        && (h.first as usize == end || doc.word(end) == "-")
        && matches!(scene.gazetteer.entry(h.entry).feature, "elect" | "honorary")
    {
        status = status_of(scene.gazetteer.entry(h.entry).feature);
        end = h.end as usize;
        if let Some(p) = pieces.last_mut() {
            p.1 = end;
        }
    }
    tail(scene, cover, at, &mut end, &mut owner, &mut pieces);
    // "(UNOCT)" after the owner
    if owner.is_some()
        && doc.word(end) == "("
        && let Some(c) = cover.get(end + 1)
        && c.label == Label::Organization
        && doc.word(c.end) == ")"
    {
        end = c.end + 1;
    }
    // "The late President": the article is no part of the post
    if let Some(p) = pieces.first_mut()
        && p.1 > p.0 + 1
        && matches!(doc.word(p.0), "The" | "the")
    {
        p.0 += 1;
    }
    // "President-elect" is listed as a post of its own
    if status == "current" {
        let last = pieces.last().map_or(at, |p| p.1.saturating_sub(1));
        status = match doc.word(last).to_ascii_lowercase().as_str() {
            "elect" | "designate" => "elect",
            "emeritus" | "emerita" => "honorary",
            _ => status,
        };
    }
    let role: Vec<String> = pieces.iter().filter(|p| p.1 > p.0).map(|&(a, b)| name_line(doc.slice(a, b))).collect();
    let end = end.max(at + 1);
    Some(Phrase { first, end, role: role.join(" "), status, owner, feature, head })
}

/// What a post governs: `of the Security Council`, `to Japan`, `for National Security Affairs`,
/// `of the [UN] Secretary General in East Timor`.
fn tail(scene: &Scene, cover: &Covers, at: usize, end: &mut usize, owner: &mut Option<usize>, pieces: &mut Vec<(usize, usize)>) {
    let doc = scene.doc;
    // "Minister for Europe and Foreign Affairs": the list knows the first field only
    let field = (at..*end).any(|t| matches!(doc.word(t), "for" | "of"));
    while field
        && matches!(doc.word(*end), "and" | "&")
        && scene.capital(*end + 1)
        && cover.free(*end + 1)
        && scene.info[*end + 1].common() > 0
        && post_at(scene, cover, *end + 1).is_none()
        && !scene.info[*end + 1].is(TokenInfo::IN_TITLE)
        && doc.sentence_of(*end + 1) == doc.sentence_of(at)
    {
        *end += 2;
        while scene.capital(*end)
            && cover.get(*end).is_none()
            && scene.adjacent(*end - 1)
            && scene.info[*end].common() > 0
            && !scene.info[*end].is(TokenInfo::IN_TITLE)
        {
            *end += 1;
        }
        if let Some(p) = pieces.last_mut() {
            p.1 = *end;
        }
    }
    for _ in 0..3 {
        let e = *end;
        if e >= doc.tokens.len() || e > 0 && !scene.adjacent(e - 1) || doc.sentence_of(e) != doc.sentence_of(at) {
            return;
        }
        let connector = doc.word(e);
        if !matches!(connector, "of" | "for" | "to" | "at" | "in" | "on" | "with" | "from" | "Of" | "For") {
            return;
        }
        let mut j = e + 1;
        if matches!(doc.word(j), "the" | "The" | "its" | "all") {
            j += 1;
        }
        let Some(c) = attributed(scene, cover, j) else {
            // "Assistant to the President", "for Homeland Security", "of External Affairs"
            let mut k = j;
            while k < doc.tokens.len()
                && cover.get(k).is_none()
                && (scene.capital(k) || k > j && (matches!(doc.word(k), "and" | "of" | "for" | "&" | "," | "the") || doc.hyphen(k)))
                && scene.adjacent(k - 1)
                && doc.sentence_of(k) == doc.sentence_of(at)
                && !scene.info[k].is(TokenInfo::IN_TITLE)
            {
                k += 1;
            }
            // give back what dangles, and the next post: "…, Secretary", "and Chair of"
            while k > j && (!scene.capital(k - 1) || doc.tokens[k - 1].class == Class::Punct) {
                k -= 1;
            }
            if let Some(cut) = (j + 1..k).find(|&m| matches!(doc.word(m), "and" | "," | "&") && post_at(scene, cover, m + 1).is_some()) {
                k = cut;
            }
            if k == j {
                k = lower_field(scene, cover, at, e, j);
            }
            if k == j || !matches!(connector, "of" | "for" | "to" | "on" | "Of" | "For") {
                return;
            }
            if let Some(p) = pieces.last_mut() {
                p.1 = k;
            }
            *end = k;
            continue;
        };
        if c.first < j || c.label == Label::Person {
            return;
        }
        // "Assistant to the President for Homeland Security": the field, though a body is called so too
        let field = matches!(connector, "for" | "For" | "on") && j == e + 1 && c.first == j && !doc.tokens[j].is_upper();
        match c.label {
            Label::Organization if field => {
                if let Some(p) = pieces.last_mut() {
                    p.1 = c.end;
                }
                *end = c.end;
            }
            Label::Organization if owner.is_none() => {
                let c = division(scene, cover, c);
                *owner = Some(c.k);
                *end = c.end;
                // "of the [UN] Secretary General"
                if let Some((e2, _)) = post_at(scene, cover, c.end)
                    && scene.adjacent(c.end - 1)
                {
                    if let Some(p) = pieces.last_mut() {
                        p.1 = j;
                    }
                    pieces.push((c.end, e2));
                    *end = e2;
                }
            }
            l if is_place(l) && matches!(connector, "of" | "Of") && owner.is_none() => {
                *owner = Some(c.k);
                *end = c.end;
            }
            // "Ambassador to Japan", "Special Representative for Afghanistan Reconciliation", "Director for Europe"
            l if (is_place(l) || l == Label::Nationality && !scene.capital(c.end)) && matches!(connector, "to" | "for" | "For") => {
                let mut k = c.end;
                // "Minister for Europe and Foreign Affairs"
                while matches!(doc.word(k), "and" | "," | "&")
                    && scene.capital(k + 1)
                    && cover.free(k + 1)
                    && post_at(scene, cover, k + 1).is_none()
                    && scene.info[k + 1].common() > 0
                    && matches!(connector, "for" | "For")
                {
                    k += 2;
                }
                while scene.capital(k)
                    && cover.free(k)
                    && scene.adjacent(k - 1)
                    && !scene.info[k].is(TokenInfo::IN_TITLE)
                    && post_at(scene, cover, k).is_none()
                {
                    k += 1;
                }
                if let Some(p) = pieces.last_mut() {
                    p.1 = k;
                }
                *end = k;
            }
            // "High Commissioner in Kenya": an envoy's country is part of the post
            l if is_place(l) && connector == "in" && ENVOYS.contains(&doc.word(e - 1)) => {
                if let Some(p) = pieces.last_mut() {
                    p.1 = c.end;
                }
                *end = c.end;
            }
            l if is_place(l) && matches!(connector, "in" | "at" | "from") => {
                // where, not what: part of the statement, not of the post
                *end = c.end;
                if doc.word(*end) == "/" {
                    return;
                }
            }
            Label::Organization if matches!(connector, "to" | "with") => {
                // "Permanent Representative to the OSCE"
                if let Some(p) = pieces.last_mut() {
                    p.1 = c.end;
                }
                *end = c.end;
            }
            _ => return,
        }
    }
}

/// Last words of the posts of those whom a country sends.
const ENVOYS: &[&str] = &["Ambassador", "Commissioner", "Consul", "Envoy", "Attaché", "Minister-Counsellor"];

/// The body that a body's genitive leads to: "DFAT's [International Security Division]".
fn division(scene: &Scene, cover: &Covers, c: Cover) -> Cover {
    let apostrophe = scene.doc.apostrophe(c.end) && !scene.doc.word(c.end).is_empty();
    let next = if apostrophe && scene.doc.word(c.end + 1) == "s" { c.end + 2 } else { c.end + 1 };
    let body = cover.get(next).filter(|n| apostrophe && n.first == next && n.label == Label::Organization);
    body.unwrap_or(c)
}

/// More than an acronym in capitals: the end of a heading ("… PRESIDENT OF LEBANON" before "Prime Minister Holt").
fn shouted(scene: &Scene, first: usize, end: usize) -> bool {
    const ACRONYM: usize = 5; // letters of the longest usual acronym
    (first..end).all(|t| !scene.doc.word(t).chars().any(char::is_lowercase)) && (first..end).any(|t| scene.doc.tokens[t].len() > ACRONYM)
}

/// The mention at token `j`, or the body behind its attributes: `[the] Slovak 2019 [OSCE Chairmanship]`.
fn attributed(scene: &Scene, cover: &Covers, j: usize) -> Option<Cover> {
    let c = cover.get(j).filter(|c| c.first == j)?;
    let mut at = c;
    // a nation and a year; a third attribute would be a phrase of its own
    for _ in 0..2 {
        if !matches!(at.label, Label::Nationality | Label::Date(_)) || !scene.adjacent(at.end - 1) {
            break;
        }
        match cover.get(at.end) {
            Some(next) if next.first == at.end => at = next,
            _ => break,
        }
    }
    Some(if at.label == Label::Organization { at } else { c })
}

fn status_of(feature: &str) -> &'static str {
    match feature {
        "acting" => "acting",
        "former" => "former",
        "elect" => "elect",
        "honorary" => "honorary",
        _ => "current",
    }
}

/// `Under-Secretary-General and Executive Director of the UNODC`: posts joined by `and` share the owner that
/// only the last, or only the first, names.
fn share_owner(scene: &Scene, phrases: &mut [Phrase]) {
    for i in (1..phrases.len()).rev() {
        let between: Vec<&str> = (phrases[i - 1].end..phrases[i].first).map(|t| scene.doc.word(t)).collect();
        let same_sentence = scene.doc.sentence_of(phrases[i - 1].first) == scene.doc.sentence_of(phrases[i].first);
        if same_sentence && matches!(between[..], ["and"] | ["&"] | ["and", "the"] | [","]) {
            let joined_by_and = between[0] != ",";
            if phrases[i - 1].owner.is_none() && joined_by_and {
                phrases[i - 1].owner = phrases[i].owner;
            } else if phrases[i].owner.is_none() && joined_by_and {
                phrases[i].owner = phrases[i - 1].owner;
            }
        }
    }
}
