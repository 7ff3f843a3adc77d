//! Whose President, whose Minister? A post of state that the text gives no country.
//!
//! In: posts found, the document's bodies and places. Out: the country of each post that belongs to a state and names
//! none, in the order of sureness: the holder's own in a list of office-holders; the one country whose same post the
//! document names without a holder ("visit of the President of Lebanon … President Sleiman"); the country that the
//! document speaks for, told by its bodies, hosts, addresses and dateline. Where none is sure the country stays empty:
//! a guess would put one country's minister into another's government.

use crate::link::entity::Entities;
use crate::link::host;
use crate::link::place::Places;
use crate::settle::Settled;
use crate::spot::{Candidate, Label, Scene};
use crate::text::{Zone, fold};
use rustc_hash::FxHashMap;

/// A listed body with a country: the issuer's own ministries and agencies are named more than foreign ones.
const BODY: f64 = 1.0;
/// The same in the headline or the contact block, where the issuer names itself.
const MASTHEAD: f64 = 2.0;
/// Share of a body's weight that each further mention adds, up to as much again.
const AGAIN: f64 = 0.25;
/// A government's host (`gov.au`): nobody else may use it.
const OFFICIAL_HOST: f64 = 4.0;
/// Any other host under a country's domain.
const HOST: f64 = 1.5;
/// The dateline: a minister abroad writes from there too.
const DATELINE: f64 = 1.0;
/// A line of nothing but place and date, above or below the text: where the issuer signed.
const SIGNED: f64 = 3.0;
/// The issuer's postal address.
const ADDRESS: f64 = 3.0;
/// A country or nationality named in the text: says little, but an issuer names its own most.
const NAMED: f64 = 0.1;
/// Least evidence for a home, a body or a government's host and something more.
const ENOUGH: f64 = 1.5;
/// How many times the runner-up's evidence a home has.
const LEAD: f64 = 2.0;

/// The country that a document speaks for, or empty.
pub fn home(scene: &Scene, settled: &Settled, entities: &Entities, places: &Places, publisher: &str) -> String {
    let mut said: FxHashMap<String, f64> = FxHashMap::default();
    let mut add = |code: &str, weight: f64| {
        if code.len() == 2 {
            *said.entry(code.to_owned()).or_default() += weight;
        }
    };
    let mut met: FxHashMap<usize, f64> = FxHashMap::default();
    for (k, &i) in settled.chosen.iter().enumerate() {
        let c = &settled.candidates[i];
        let masthead = !matches!(scene.zone(c.first as usize), Zone::Body);
        if let Some(&n) = settled.chosen.get(k + 1)
            && signed(scene, c, &settled.candidates[n])
        {
            let place = places.links[if c.label == Label::Place { k } else { k + 1 }].as_ref().and_then(|l| l.place);
            add(place.map_or("", |p| &places.places[p].country_code), SIGNED);
        }
        match c.label {
            Label::Organization | Label::Person => {
                let Some(l) = &entities.links[k] else { continue };
                let weight = if masthead { MASTHEAD } else { BODY };
                let best = met.entry(l.entity).or_default();
                *best = if *best == 0.0 { weight } else { (best.max(weight) + AGAIN * BODY).min(2.0 * weight.max(BODY)) };
            }
            Label::Place | Label::Nationality => {
                let place = places.links[k].as_ref().and_then(|l| l.place);
                add(place.map_or("", |p| &places.places[p].country_code), NAMED);
            }
            _ => {}
        }
    }
    // in the entities' order, so that sums of floats are the same in every run
    for (n, e) in entities.entities.iter().enumerate() {
        if let Some(weight) = met.get(&n) {
            add(&e.country_code, *weight);
        }
    }
    for a in &places.addresses {
        add(&places.places[a.place].country_code, ADDRESS);
    }
    add(places.dateline.map_or("", |p| &places.places[p].country_code), DATELINE);
    for h in host::hosts(scene.doc.text).chain((!publisher.is_empty()).then_some(publisher)) {
        add(&host::country_of(h), if host::is_official(h) { OFFICIAL_HOST } else { HOST });
    }
    let mut ranked: Vec<(String, f64)> = said.into_iter().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let second = ranked.get(1).map_or(0.0, |r| r.1);
    ranked.into_iter().next().filter(|(_, n)| *n >= ENOUGH && *n >= LEAD * second).map_or(String::new(), |(c, _)| c)
}

/// States whose head is a monarch or the Pope: a President there is another state's.
const NO_PRESIDENT: &[&str] = &[
    "AD", "AE", "AG", "AU", "BB", "BE", "BH", "BN", "BS", "BT", "BZ", "CA", "DK", "ES", "GB", "GD", "JM", "JO", "JP", "KH", "KN", "KW",
    "LC", "LI", "LS", "LU", "MA", "MC", "MY", "NL", "NO", "NZ", "OM", "PG", "QA", "SA", "SB", "SE", "SZ", "TH", "TO", "TV", "VA", "VC",
];
/// States whose government a president leads, without a prime minister.
const NO_PRIME_MINISTER: &[&str] = &[
    "AO", "AR", "BJ", "BO", "BR", "BW", "CL", "CO", "CR", "CY", "DO", "EC", "GH", "GM", "GT", "HN", "ID", "KE", "LR", "MV", "MW", "MX",
    "NG", "NI", "PA", "PH", "PW", "PY", "SC", "SL", "SV", "TM", "US", "UY", "VE", "ZM",
];

/// May this post (folded) be one of that country? A president met in Canberra is no Australian's.
pub fn has(country: &str, role: &str) -> bool {
    match role {
        "president" | "vice president" => !NO_PRESIDENT.contains(&country),
        "prime minister" | "deputy prime minister" => !NO_PRIME_MINISTER.contains(&country),
        "king" | "queen" | "crown prince" => NO_PRESIDENT.contains(&country),
        // a rank for life, borne by officials of international bodies too
        "ambassador" => false,
        _ => true,
    }
}

/// The place of a line that holds a place and a date only: "CANBERRA  10 APRIL 2012", "6 December 2021, Minsk".
fn signed(scene: &Scene, here: &Candidate, next: &Candidate) -> bool {
    let one_date = matches!((here.label, next.label), (Label::Place, Label::Date(_)) | (Label::Date(_), Label::Place));
    let doc = scene.doc;
    let (first, end) = (here.first as usize, next.end as usize);
    one_date
        && (first == 0 || doc.gap(first - 1).contains('\n'))
        && (end >= doc.tokens.len() || doc.gap(end - 1).contains('\n'))
        && (here.end as usize..next.first as usize).all(|t| matches!(doc.word(t), "," | "-" | "–" | "—" | "the"))
}

/// Posts that the document names with their country but without a holder: role (folded) → its one country.
pub fn stated<'p>(unheld: impl Iterator<Item = (&'p str, &'p str)>) -> FxHashMap<String, String> {
    let mut out: FxHashMap<String, Option<String>> = FxHashMap::default();
    for (role, country) in unheld.filter(|(_, c)| !c.is_empty()) {
        out.entry(fold::fold_phrase(role))
            .and_modify(|c| {
                if c.as_deref() != Some(country) {
                    *c = None; // two presidents are expected: neither is this one
                }
            })
            .or_insert_with(|| Some(country.to_owned()));
    }
    out.into_iter().filter_map(|(r, c)| c.map(|c| (r, c))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_that_the_country_has_not() {
        assert!(has("FR", "president") && has("FR", "prime minister"));
        assert!(!has("AU", "president") && !has("US", "prime minister") && !has("FR", "king"));
        assert!(has("AU", "minister for home affairs"));
    }

    #[test]
    fn one_country_is_stated_or_none() {
        let said = [("President", "LB"), ("president", "LB"), ("Foreign Minister", "NO"), ("Foreign Minister", "SE"), ("King", "")];
        let stated = stated(said.into_iter());
        assert_eq!(stated.get("president").map(String::as_str), Some("LB"));
        assert_eq!(stated.len(), 1);
    }
}
