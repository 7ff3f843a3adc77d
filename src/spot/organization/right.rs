//! What a head word governs: `Office [for Security Policy of the Federal Department of Defence … of the Swiss
//! Confederation]`, `3rd Battalion[, 187th Infantry Regiment]`.

use super::super::person::person_begins;
use super::super::scene::{Scene, TokenInfo};
use super::head::Head;
use super::left::topic;
use crate::gazetteer::TypeId;
use crate::gazetteer::compiled::SurfaceFlags;
use crate::text::token::{Class, Token};

/// Where a name may end whose head ends before `he`: after each complement.
pub(super) fn right(scene: &Scene, h: usize, he: usize, head: Head) -> Vec<usize> {
    let mut ends = vec![he];
    let mut at = he;
    if head == Head::Lead
        && let Some(end) = foreign(scene, he)
    {
        at = end;
        ends.push(end);
    }
    const MOST: usize = 7; // complements of complements; the Swiss office in the seeds has four
    for _ in 0..MOST {
        let next = match head {
            Head::Unit => unit_tail(scene, at).or_else(|| complement(scene, h, at)),
            _ => complement(scene, h, at),
        };
        match next {
            Some(end) => {
                at = end;
                ends.push(end);
            }
            None => break,
        }
    }
    let last = *ends.last().unwrap_or(&he);
    if last == he { vec![he] } else { vec![last, he] }
}

/// Words that join the parts of a name in the languages of the heads that lead.
const JOINTS: &[&str] = &[
    "a",
    "al",
    "alla",
    "cha",
    "d",
    "da",
    "das",
    "de",
    "dei",
    "del",
    "della",
    "delle",
    "den",
    "der",
    "des",
    "di",
    "do",
    "dos",
    "du",
    "e",
    "ee",
    "el",
    "en",
    "et",
    "för",
    "für",
    "i",
    "in",
    "for",
    "kwa",
    "l",
    "la",
    "las",
    "le",
    "les",
    "los",
    "na",
    "o",
    "og",
    "och",
    "para",
    "per",
    "por",
    "pour",
    "pro",
    "sul",
    "ul",
    "und",
    "v",
    "van",
    "voor",
    "y",
    "ya",
    "ye",
    "z",
    "za",
    "zur",
    "împotriva",
];

/// The longest name after a head that leads, in words: "Instituto Nacional de Estudos e Pesquisas Educacionais Anísio Teixeira"
/// has eight behind its head.
const MOST_FOREIGN: usize = 9;

/// `Partido [Solidaridad Democrática]`, `Universidad [Nacional de Colombia]`, `Tehreek[-e-Insaf]`: capitals, and joints
/// between them.
fn foreign(scene: &Scene, he: usize) -> Option<usize> {
    let doc = scene.doc;
    let limit = scene.bounds(he - 1).1;
    let (mut end, mut i, mut words) = (he, he, 0);
    while i < limit && words < MOST_FOREIGN && scene.adjacent(i - 1) {
        let word = doc.word(i);
        let closed = doc.gap(i - 1).is_empty();
        if scene.capital(i) {
            // what English puts behind a name: a post, a head of its own ("Universidad de Chile President", "… Hospital")
            let english =
                words > 0 && scene.info[i].is(TokenInfo::IN_POST | TokenInfo::IN_TITLE | TokenInfo::IN_DATE) && scene.info[i].common() > 60;
            if english || super::stop_word(word) && !JOINTS.contains(&word.to_lowercase().as_str()) || person_begins(scene, i) && words > 1
            {
                break;
            }
            words += 1;
            end = i + 1;
        } else {
            let hyphen = closed && (doc.hyphen(i) || doc.apostrophe(i));
            // an English preposition joins only what goes on in capitals, and "in" or "for" before a land is English
            let joint = JOINTS.contains(&word) && !(matches!(word, "in" | "for" | "a") && scene.info.get(i + 1)?.is(TokenInfo::IN_PLACE));
            if !hyphen && !joint {
                break;
            }
        }
        i += 1;
    }
    (end > he).then_some(end)
}

/// `3rd Battalion[, 187th Infantry Regiment]`
pub(super) fn unit_tail(scene: &Scene, at: usize) -> Option<usize> {
    let doc = scene.doc;
    if doc.word(at) != "," || doc.tokens.get(at + 1)?.shape & Token::HAS_DIGIT == 0 {
        return None;
    }
    (at + 2..(at + 6).min(doc.tokens.len())).find_map(|i| {
        let h = scene.longest(i, TypeId::ORG_HEAD)?;
        (scene.capital(i)
            && scene.gazetteer.entry(h.entry).feature == "unit"
            && (at + 1..i).all(|k| scene.adjacent(k) && (k == at + 1 || scene.capital(k))))
        .then_some(h.end as usize)
    })
}

/// One complement after token `at`: `of the X`, `for X and Y`, `on X, Y and Z`.
pub(super) fn complement(scene: &Scene, h: usize, at: usize) -> Option<usize> {
    let doc = scene.doc;
    if at == 0 || !scene.adjacent(at - 1) {
        return None;
    }
    let connector = doc.word(at);
    if !matches!(
        connector,
        "under"
            | "of"
            | "for"
            | "on"
            | "against"
            | "to"
            | "de"
            | "du"
            | "des"
            | "del"
            | "della"
            | "in"
            | "with"
            | "&"
            | "Of"
            | "For"
            | "On"
    ) {
        return None;
    }
    let sentence_end = scene.bounds(at).1;
    let mut i = at + 1;
    if matches!(doc.word(i), "the" | "The" | "la" | "las" | "los" | "all" | "an" | "a") {
        i += 1;
    }
    let start = i;
    if i >= sentence_end {
        return None;
    }
    // "Mission in Kosovo", "Forces in Europe", "Committee to Protect Journalists": only where the next word decides
    let place = |k: usize| scene.info[k].is(TokenInfo::IN_COUNTRY | TokenInfo::IN_PLACE);
    let sent = |k: usize| place(k) || scene.info[k].is(TokenInfo::IN_ORG); // "Permanent Mission of Qatar to the United Nations"
    match connector {
        // "Academy of Public Administration under the President of Kazakhstan"
        "under" if start == at + 1 || !matches!(doc.word(i), "President" | "Government" | "Cabinet" | "Ministry") => return None,
        // a land, not a town: "Committee on Trade in Rome" met there
        // and an embassy's name is whole without where it stands: "the Embassy of Norway in Lebanon"
        "in" if !(place(i) && !town(scene, i) && scene.capital(i) && mission_head(scene, h, at)) || scene.at(h, "Embassy") => return None,
        "to" if !(scene.capital(i) && (scene.info[i].common() > 100 && !place(i) || sent(i) && mission_head(scene, h, at))) => {
            return None;
        }
        "with" | "against" if !topic(scene, i) => return None,
        _ => {}
    }
    let mut end = phrase(scene, i, sentence_end)?;
    // coordination inside the complement: topics only
    loop {
        let w0 = doc.word(end);
        if matches!(w0, "and" | "&" | "And") && scene.adjacent(end - 1) {
            let mut k = end + 1;
            let article = doc.word(k) == "the";
            k += usize::from(article);
            if coordinates(scene, start, k, article)
                && let Some(e) = phrase(scene, k, sentence_end)
            {
                end = e;
                continue;
            }
        } else if w0 == ","
            && topic(scene, end + 1)
            && coordinates(scene, start, end + 1, false)
            && topic(scene, start)
            && list_closes(scene, end + 1, sentence_end)
            && let Some(e) = phrase(scene, end + 1, sentence_end)
        {
            end = e;
            if doc.word(end) == "," && matches!(doc.word(end + 1), "and" | "&") && topic(scene, end + 2) {
                end += 1; // the Oxford comma
            }
            continue;
        }
        break;
    }
    Some(end)
}

/// A town is called so and no land: Vienna is a division of Austria too, Luxembourg a country.
pub(super) fn town(scene: &Scene, i: usize) -> bool {
    // the longest name counts: "Mexico City" is no country
    let longest = scene.hits_at(i).iter().filter(|h| h.type_.is_place()).map(|h| h.end).max();
    let hits = || scene.hits_at(i).iter().filter(|h| h.type_.is_place() && Some(h.end) == longest);
    let city = hits().any(|h| h.type_ == TypeId::CITY && h.flags.has(SurfaceFlags::NAME));
    hits().all(|h| matches!(h.type_, TypeId::CITY | TypeId::ADMIN2) || city && h.type_ == TypeId::ADMIN1)
}

/// Heads that sit somewhere: "Mission in …", "Organization for … in Europe".
pub(super) fn mission_head(scene: &Scene, h: usize, at: usize) -> bool {
    (h..at).any(|i| {
        matches!(
            scene.doc.word(i),
            "Mission" | "Force" | "Forces" | "Organization" | "Organisation" | "Administration" | "Embassy" | "Presence" | "Operation"
        )
    })
}

/// After `and`: may the phrase at `k` still belong to the complement that begins at `start`?
pub(super) fn coordinates(scene: &Scene, start: usize, k: usize, article: bool) -> bool {
    let doc = scene.doc;
    if article || !topic(scene, k) || doc.tokens[k].is_upper() || !topic(scene, start) && !scene.info[start].is(TokenInfo::IN_NATIONALITY) {
        return false;
    }
    // "… and Ministry of Interior": a head with its own complement begins another body
    let own_head = scene.longest(k, TypeId::ORG_HEAD).is_some_and(|h| matches!(doc.word(h.end as usize), "of" | "for"));
    let post =
        scene.longest(k, TypeId::POST).is_some_and(|h| matches!(doc.word(h.end as usize), "of" | "for") || scene.capital(h.end as usize));
    !own_head && !post
}

/// In `X, Y and Z` after a head: does an `and` + topic follow within the list?
pub(super) fn list_closes(scene: &Scene, from: usize, end: usize) -> bool {
    let doc = scene.doc;
    let mut i = from;
    let mut steps = 0;
    while i < end && steps < 14 {
        let word = doc.word(i);
        if matches!(word, "and" | "&") {
            return topic(scene, i + 1);
        }
        if word != "," && !topic(scene, i) && !matches!(word, "of" | "-" | "the") {
            return false;
        }
        i += 1;
        steps += 1;
    }
    false
}

/// A run of capitalised words, hyphens and slashes included; its end.
pub(super) fn phrase(scene: &Scene, start: usize, limit: usize) -> Option<usize> {
    let doc = scene.doc;
    // "the Lok Sabha on Monday", "the Foundation for March 2021"
    if scene.info[start].is(TokenInfo::IN_DATE) {
        return None;
    }
    let mut i = start;
    while i < limit {
        let token = doc.tokens[i];
        let word = doc.word(i);
        if token.class == Class::Word && token.is_capital() || token.shape & Token::HAS_DIGIT != 0 && i > start {
            if i > start && !scene.adjacent(i - 1) {
                break;
            }
            // A person named right after a body ends it: "… of Belarus Natalya Kochanova", "of PAM Alia Hatoug-Bouran"
            if i > start && person_begins(scene, i) {
                break;
            }
            i += 1;
            // "U.S.", "St."
            if doc.word(i) == "." && doc.gap(i - 1).is_empty() && token.len() <= 2 && i < limit {
                i += 1;
            }
            continue;
        }
        let closed = i > start && doc.gap(i - 1).is_empty() && doc.gap(i).is_empty();
        let joins = closed && (doc.hyphen(i) || word == "/") && i + 1 < limit;
        let and_part = joins && (scene.capital(i + 1) || doc.tokens[i + 1].class == Class::Word);
        if and_part {
            i += 2;
            continue;
        }
        // "of the People's Republic", "Workers' Rights"
        if closed
            && crate::text::token::is_apostrophe(word.chars().next().unwrap_or(' '))
            && doc.word(i + 1) == "s"
            && scene.capital(i + 2)
            && scene.info[i - 1].common() > 0
        {
            i += 2;
            continue;
        }
        break;
    }
    (i > start && scene.capital(start)).then_some(i)
}
