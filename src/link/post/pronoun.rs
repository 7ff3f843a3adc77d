//! Who "He" is at the head of a sentence: "Mr Hale is a career officer. He was Director of … from 2001 to 2004."
//!
//! In: the scene and the people of a document. Out: for each such pronoun, the person it takes up, standing where the
//! pronoun stands, so that the posts behind it can be read like posts behind a name. Only the plain case of a
//! biography is taken: the person named in the sentence before, or in the one before that, alone or first.

use super::phrase::Cover;
use crate::gazetteer::lexicon::Gender;
use crate::link::person::gender_of;
use crate::settle::Settled;
use crate::spot::Scene;

/// How many sentences back the person may have been named last: a biography says "He" for a paragraph.
const BACK: usize = 4;

/// People by the pronoun that opens a sentence.
pub fn subjects(scene: &Scene, settled: &Settled, people: &[Cover]) -> Vec<Cover> {
    let mut out: Vec<Cover> = Vec::new();
    let mut last: Option<(usize, Cover)> = None; // sentence and subject
    let mut n = 0;
    for (s, sentence) in scene.doc.sentences.iter().enumerate() {
        let (first, end) = (sentence.start as usize, sentence.end as usize);
        let at = opener(scene, first, end);
        let begins = n;
        while n < people.len() && people[n].first < end {
            n += 1;
        }
        let named = &people[begins..n];
        let gender = match scene.doc.word(at) {
            "He" | "he" => Some(Gender::Male),
            "She" | "she" => Some(Gender::Female),
            _ => None,
        };
        if let Some(gender) = gender {
            let fits = |c: &Cover| gender_of(scene, &settled.candidates[settled.chosen[c.k]]).is_none_or(|g| g == gender);
            match last.filter(|(t, c)| s - t <= BACK && fits(c)) {
                Some((_, c)) => {
                    out.push(Cover { first: at, end: at + 1, ..c });
                    last = Some((s, c));
                }
                None => last = None,
            }
        } else if let Some(c) = named.first() {
            // of several people only the subject, at the head of the sentence, can be meant
            let one = named.iter().all(|o| same(settled, scene, o, c));
            let leads = c.first <= first + LEAD;
            last = (one || leads).then_some((s, *c));
            if !one {
                continue;
            }
        }
        if let Some((_, c)) = last.filter(|(t, _)| *t == s) {
            clauses(scene, at.max(c.end.min(end)), end, c, &mut out);
        }
    }
    out
}

/// Further predicates of a sentence's only person: "Mr Hale joined in 1990, and was most recently Director of …".
fn clauses(scene: &Scene, from: usize, end: usize, subject: Cover, out: &mut Vec<Cover>) {
    for t in from + 1..end {
        let joins = matches!(scene.doc.word(t), "and" | "but");
        if joins && matches!(scene.doc.word(t + 1), "was" | "is" | "has" | "had" | "served" | "serves" | "later" | "previously") {
            out.push(Cover { first: t, end: t + 1, ..subject });
        }
    }
}

/// Tokens of title and post that a subject may have before it ("Foreign Minister Dr Ann Hale").
const LEAD: usize = 6;

/// Two mentions of one person, as far as the words tell: the shorter ends the longer.
fn same(settled: &Settled, scene: &Scene, a: &Cover, b: &Cover) -> bool {
    let text = |c: &Cover| {
        let c = &settled.candidates[settled.chosen[c.k]];
        scene.doc.slice(c.first as usize, c.end as usize)
    };
    text(a).ends_with(text(b)) || text(b).ends_with(text(a))
}

/// The token at which a sentence's subject stands: after "In 2004," and "Prior to that,".
fn opener(scene: &Scene, first: usize, end: usize) -> usize {
    const LONGEST: usize = 7; // "Before joining the Department in 2001," has seven
    if !matches!(scene.doc.word(first), "In" | "From" | "Prior" | "Before" | "Previously" | "Earlier" | "Since" | "Until" | "Between") {
        return first;
    }
    (first + 1..end.min(first + 1 + LONGEST)).find(|&t| scene.doc.word(t) == ",").map_or(first, |t| t + 1)
}
