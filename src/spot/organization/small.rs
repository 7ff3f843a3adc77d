//! Bodies whose head is written small: "the Conservative party", "the Foreign ministry", and parties called by one word.
//!
//! In: the scene. Out: candidates. Many papers write the head small as a matter of style, so the name must be one that the lists know
//! with a capital there: "a Birthday party" is none.

use super::super::scene::{Scene, TokenInfo};
use super::super::{Candidate, Label, weights as w};
use crate::gazetteer::TypeId;
use crate::text::token::Class;

/// Heads that are written small by style.
const HEADS: &[&str] = &["commission", "council", "court", "ministry", "parliament", "party", "senate"];
/// Words before the head: "Social Democratic and Labour party" has four.
const MOST: usize = 4;
/// Parties called by a word that is neither adjective nor plural: "a Labour MP", "under Labour".
const PARTIES: &[&str] = &["Labor", "Labour"];
/// What follows such a word where it is the party and not work.
const POLITICS: &[&str] = &[
    "MP",
    "MPs",
    "MEP",
    "MEPs",
    "MSP",
    "TD",
    "TDs",
    "backbencher",
    "backbenchers",
    "candidate",
    "candidates",
    "conference",
    "council",
    "councillor",
    "councillors",
    "front",
    "frontbencher",
    "government",
    "governments",
    "leader",
    "leaders",
    "leadership",
    "lord",
    "lords",
    "manifesto",
    "member",
    "members",
    "minister",
    "ministers",
    "opposition",
    "party",
    "peer",
    "peers",
    "politician",
    "politicians",
    "premier",
    "senator",
    "senators",
    "supporter",
    "supporters",
    "voter",
    "voters",
];

/// Propose names with a small head.
pub(super) fn spot(scene: &Scene) -> Vec<Candidate> {
    let doc = scene.doc;
    let mut out = Vec::new();
    for head in HEADS {
        let small = doc.tokens_of(head).filter(|&i| doc.tokens[i].is_lower() && doc.word(i) == *head);
        out.extend(small.filter_map(|i| headed(scene, i)));
    }
    let parties: Vec<usize> =
        PARTIES.iter().flat_map(|p| doc.tokens_of(&p.to_ascii_lowercase()).filter(|&i| doc.word(i) == *p).collect::<Vec<_>>()).collect();
    let is_politics = |k: usize| POLITICS.contains(&doc.word(k + 1)) && scene.adjacent(k);
    // said once with its MPs or its leader, it is the party elsewhere too
    let known = parties.iter().any(|&k| is_politics(k) || scene.at(k + 1, "Party"));
    for i in parties {
        let beside = is_politics(i);
        if beside || known && scene.proper(i) && !scene.capital(i + 1) {
            let c = Candidate::new(i, i + 1, Label::Organization, "organization/party-word");
            out.push(if beside { c.because("politics beside", w::PROPAGATED) } else { c.because("politics elsewhere", w::HEAD) });
        }
    }
    out
}

/// The longest listed name that ends in the small head at token `h`.
fn headed(scene: &Scene, h: usize) -> Option<Candidate> {
    let reach = (1..=MOST)
        .take_while(|&n| {
            h >= n && scene.adjacent(h - n) && (scene.capital(h - n) || n > 1 && matches!(scene.doc.word(h - n), "and" | "of" | "-"))
        })
        .last()?;
    (1..=reach).rev().find_map(|n| {
        let first = h - n;
        if !scene.capital(first) || scene.info[first].is(TokenInfo::CAPITALS_VOID) || scene.doc.tokens[first].class != Class::Word {
            return None;
        }
        // "the British parliament" describes, and names as little as "the British team"
        let land = scene
            .hits_at(first)
            .iter()
            .any(|o| matches!(o.type_, TypeId::NATIONALITY | TypeId::COUNTRY) && scene.gazetteer.entry(o.entry).country.len() == 2);
        if n == 1 && land {
            return None;
        }
        let body = scene.gazetteer.lookup(scene.doc.slice(first, h + 1)).into_iter().find(|(_, t)| *t == TypeId::ORGANIZATION);
        // a mere head must not be the capital of a sentence's first word
        let opens = scene.info[first].is(TokenInfo::INITIAL) && scene.info[first].common() > 0;
        let head = || scene.hits_at(first).iter().find(|o| !opens && o.type_ == TypeId::ORG_HEAD && o.end as usize == h + 1);
        let entry = body.map(|b| b.0).or_else(|| head().map(|o| o.entry))?;
        let c = Candidate::new(first, h + 1, Label::Organization, "organization/small-head").from_entry(entry);
        Some(c.because("listed with a capital head", w::LISTED).because("length", w::WORD * n as f32))
    })
}
