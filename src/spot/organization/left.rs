//! What leads up to a head word: `[Azerbaijani Presidential] Administration`, `[Foreign Affairs, Defence and Trade] Committee`.

use super::super::person::stop_word;
use super::super::place::saint::name_after;
use super::super::scene::{Scene, TokenInfo};
use super::head::Head;
use crate::gazetteer::TypeId;
use crate::gazetteer::compiled::SurfaceFlags;
use crate::text::token::{Class, Token};

/// Where a name may begin whose head begins at `h`; the head itself is always one.
pub(super) fn left(scene: &Scene, h: usize, head: Head) -> Vec<usize> {
    let doc = scene.doc;
    let mut starts = vec![h];
    let mut at = h;
    const MOST: usize = 9; // words before the head of the longest bodies met
    let mut count = 0;
    let mut coordinated = false;
    while at > 0 && count < MOST {
        let p = at - 1;
        if doc.sentence_of(p) != doc.sentence_of(h) {
            break;
        }
        let word = doc.word(p);
        let token = doc.tokens[p];
        let closed = doc.gap(p).is_empty();
        // hyphen or slash or ampersand between capitals: "Anti-Terrorism Centre", "Food & Drug Administration"
        let bridge = token.class == Class::Punct
            && p > 0
            && (closed && doc.gap(p - 1).is_empty() && (doc.hyphen(p) || word == "/") || word == "&")
            && (scene.capital(p - 1) || doc.tokens[p - 1].shape & Token::HAS_DIGIT != 0);
        if bridge {
            at = p - 1;
            if !modifier(scene, at, head) {
                break;
            }
            starts.push(at);
            count += 1;
            continue;
        }
        if !scene.adjacent(p) {
            break;
        }
        // the point of "U.S." and of initials
        if word == "." && p > 0 && doc.gap(p - 1).is_empty() && scene.capital(p - 1) && doc.tokens[p - 1].len() <= 2 {
            at = p - 1;
            while at >= 2
                && doc.word(at - 1) == "."
                && doc.gap(at - 1).is_empty()
                && doc.gap(at - 2).is_empty()
                && doc.tokens[at - 2].len() == 1
            {
                at -= 2;
            }
            starts.push(at);
            count += 1;
            continue;
        }
        // "People's Party", "Children's Fund", but "Russia's Security Service" begins after the 's
        if word == "s" && p > 0 && doc.apostrophe(p - 1) && p > 1 && scene.capital(p - 2) {
            // "Prosecutor General's Office": the post whole
            if let Some(post) = scene.ending(p - 1, TypeId::POST).filter(|o| at == h && o.end - o.first > 1) {
                starts.push(post.first as usize);
                break;
            }
            let owner = &scene.info[p - 2];
            // "St Mary’s Hospital"
            let saint = (p.saturating_sub(4)..p - 2).find(|&k| name_after(scene, k) == Some(p - 2));
            if let Some(st) = saint {
                starts.push(st);
                break;
            }
            let common = owner.common() > 0 && !owner.is(TokenInfo::IN_COUNTRY | TokenInfo::IN_NATIONALITY | TokenInfo::IN_ORG);
            if !common || owner.word.is_name() && owner.common() < 40 {
                break;
            }
            at = p - 2;
            starts.push(at);
            count += 1;
            continue;
        }
        if crate::text::token::is_apostrophe(word.chars().next().unwrap_or(' ')) && token.class == Class::Punct {
            // "Workers' Party"
            if p > 0
                && doc.gap(p - 1).is_empty()
                && scene.capital(p - 1)
                && doc.word(p - 1).ends_with('s')
                && scene.info[p - 1].common() > 0
            {
                at = p - 1;
                starts.push(at);
                count += 1;
                continue;
            }
            break;
        }
        // "Foreign Affairs, Defence and Trade Committee": a comma between topics of a list that closed with `and`
        if word == "," && p > 0 && coordinated && scene.capital(p - 1) && topic(scene, p - 1) && topic(scene, at) {
            at = p - 1;
            starts.push(at);
            count += 1;
            continue;
        }
        // "Elm Street and North Mill Road" are two, "Border and Customs Agency" is one
        if word == "and" && p > 0 && head == Head::Facility && scene.info[p - 1].is(TokenInfo::IN_PLACE_HEAD | TokenInfo::IN_ORG_HEAD) {
            break;
        }
        // "Border and Customs Agency": `and` between two capitals, before the head's own modifier
        if word == "and" && p > 0 && scene.capital(p - 1) && scene.adjacent(p - 1) && at < h && topic(scene, p - 1) && topic(scene, at) {
            at = p - 1;
            coordinated = true;
            starts.push(at);
            count += 2;
            continue;
        }
        if !modifier(scene, p, head) {
            break;
        }
        at = p;
        starts.push(at);
        count += 1;
    }
    // "Bank of Ruritania Foundation", "Alliance for Europe Party": a listed body of several parts leads
    if let Some(body) = (at..=h).find_map(|end| whole_body(scene, end, at)) {
        starts.push(body);
    }
    // Keep the farthest start, the one after a doubtful first word, and the bare head.
    let farthest = *starts.last().unwrap_or(&h);
    let mut kept = vec![farthest];
    if scene.info[farthest].is(TokenInfo::INITIAL) && starts.len() >= 2 {
        kept.push(starts[starts.len() - 2]);
    }
    if !kept.contains(&h) {
        kept.push(h);
    }
    kept
}

/// The start of a listed body that ends before token `end`, if small words of its name stand before token `at`: those the
/// walk to the left could not pass.
fn whole_body(scene: &Scene, end: usize, at: usize) -> Option<usize> {
    if end == 0 || !scene.adjacent(end - 1) {
        return None;
    }
    let body = scene.ending(end, TypeId::ORGANIZATION).filter(|o| !o.flags.has(SurfaceFlags::ACRONYM))?;
    let first = body.first as usize;
    let small = (first..at).any(|i| scene.doc.tokens[i].is_lower());
    (small && scene.capital(first) && scene.doc.sentence_of(first) == scene.doc.sentence_of(end)).then_some(first)
}

/// Can this word lead up to a head?
pub(super) fn modifier(scene: &Scene, i: usize, head: Head) -> bool {
    let token = scene.doc.tokens[i];
    if token.class == Class::Number || token.shape & Token::HAS_DIGIT != 0 {
        // "3rd Battalion", "1st Division", "20th Century Fund"
        return token.class == Class::Word || head == Head::Unit;
    }
    if !scene.capital(i) {
        return false;
    }
    let info = &scene.info[i];
    if stop_word(scene.doc.word(i)) || info.is(TokenInfo::IN_DATE) {
        return matches!(scene.doc.word(i), "First" | "Second" | "Third" | "All");
    }
    // A post or title belongs to a person or stands alone: "Secretary General", "President", "Gen."
    let post = scene.ending(i + 1, TypeId::POST).or_else(|| scene.ending(i + 1, TypeId::TITLE));
    post.is_none_or(|p| info.is(TokenInfo::IN_NATIONALITY | TokenInfo::IN_ORG) && p.end - p.first == 1)
}

/// Is this capitalised word a topic ("Trade", "Defence"), not a name?
pub(super) fn topic(scene: &Scene, i: usize) -> bool {
    let info = scene.info.get(i).copied().unwrap_or_default();
    scene.capital(i)
        && info.common() > 0
        && !info.is(TokenInfo::IN_COUNTRY | TokenInfo::IN_NATIONALITY)
        && !(info.given() > 200 && info.common() < 40)
        && !stop_word(scene.doc.word(i))
}
