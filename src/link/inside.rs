//! The country of a body that no list knows, read off its own name: `Office … of the Swiss Confederation`,
//! `Azerbaijani Presidential Administration`, `University of Sydney`.

use crate::gazetteer::TypeId;
use crate::spot::{Candidate, Scene};

/// Towns below this share their names with surnames and words ("Summit", "Reading"): they say nothing.
const CITY: u32 = 300_000;

/// ISO 3166-1 alpha-2 of the one country that the name speaks of, or empty: where it names two, it is nobody's alone
/// ("Armenia-Azerbaijan Border Commission"), and "UN Mission in Kosovo" is the UN's.
pub fn country(scene: &Scene, c: &Candidate) -> String {
    let (first, end) = (c.first as usize, c.end as usize);
    let mut sure: Vec<&str> = Vec::new();
    let mut towns: Vec<&str> = Vec::new();
    for i in first..end {
        for h in scene.hits_at(i).iter().filter(|h| h.end as usize <= end && scene.capital(i)) {
            let e = scene.gazetteer.entry(h.entry);
            match h.type_ {
                // the last complement owns all before it: "… Department of Defence … of the Swiss Confederation"
                TypeId::COUNTRY if h.end as usize == end && i > first && !sent(scene, first, i) && e.valid_to.is_empty() => {
                    return one(e.country).unwrap_or_default().to_owned();
                }
                // where a mission is sent to is not whose it is
                TypeId::COUNTRY | TypeId::NATIONALITY if !sent(scene, first, i) && e.valid_to.is_empty() => sure.extend(one(e.country)),
                TypeId::COUNTRY | TypeId::NATIONALITY => return String::new(),
                // the body around it: "Division of the Department of Foreign Affairs and Trade"
                TypeId::ORGANIZATION if (h.end - h.first > 1) && h.first > c.first => sure.extend(one(e.country)),
                TypeId::CITY | TypeId::ADMIN1 if e.population.is_some_and(|p| p >= CITY) => towns.extend(one(e.country)),
                _ => {}
            }
        }
    }
    let all = if sure.is_empty() { towns } else { sure };
    match all.split_first() {
        Some((a, rest)) if rest.iter().all(|b| a == b) => (*a).to_owned(),
        _ => String::new(),
    }
}

/// A demonym of several countries ("Congolese") tells none.
fn one(country: &str) -> Option<&str> {
    (country.len() == 2).then_some(country)
}

/// Does `in`, `to` or `with` stand before token `i` within the name?
fn sent(scene: &Scene, first: usize, i: usize) -> bool {
    let mut at = i;
    while at > first && scene.at(at - 1, "the") {
        at -= 1;
    }
    at > first && matches!(scene.doc.word(at - 1), "in" | "to" | "with" | "for" | "on")
}
