//! Which of its readings each toponym means.
//!
//! In: [`Case`]. Out: one [`Resolved`] for each toponym. A pure function: the same case gives the same answer.
//!
//! Every reading has a score on the scale of log-odds: its prior (kind, size), what holds it ("Paris, Texas"),
//! the votes of the document's countries and first-level divisions, nearness to the other places, and the same
//! words resolved by a container elsewhere. Each toponym's voice in these is spread over its readings by their
//! present shares, so that a few rounds let the sure ones decide the others (mean field).

use super::gather::{Case, Reading, Toponym, inside};
use crate::gazetteer::compiled::Entry;
use crate::gazetteer::{EntryRef, TypeId};
use rustc_hash::FxHashMap;

/// The answer for one toponym.
#[derive(Debug, Clone, Default)]
pub struct Resolved {
    /// Index of the reading; `None` without readings.
    pub best: Option<usize>,
    /// The best reading that lies elsewhere.
    pub second: Option<usize>,
    /// Share of the best reading and of those at the same spot.
    pub share: f64,
    /// What decided.
    pub basis: Basis,
    /// Country most likely around it, for a toponym without readings.
    pub country: String,
    /// The town a toponym without readings stands in: index of its toponym, and its entry.
    pub town: Option<(usize, EntryRef)>,
}

/// What decided a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Basis {
    /// No reading at all.
    #[default]
    None,
    /// The lists know no other.
    Only,
    /// A container beside it; index of the container's toponym.
    Container(usize),
    /// The same words stand in a container elsewhere.
    Carried,
    /// The largest or highest in rank.
    Population,
    /// The document's countries and divisions.
    Votes,
    /// Other places of the document are near.
    Near,
}

/// A full chain outweighs any difference of size.
const CONTAINER: f64 = 9.0;
/// The container is also told by what it holds.
const CONTENT: f64 = 5.0;
/// The same words with a container elsewhere in the document.
const CARRY: f64 = 4.0;
/// A document all of one country.
const COUNTRY: f64 = 4.0;
/// A document all of one division.
const DIVISION: f64 = 3.0;
/// Places around.
const NEAR: f64 = 3.0;
/// The publisher's home itself: its readers need no "Texas".
const HOME: f64 = 3.0;
/// What a place without a country gets instead of votes.
const NO_COUNTRY: f64 = 3.0;
/// Half the effect of nearness is reached when this many voices stand at the very spot.
const NEAR_HALF: f64 = 0.7;
/// Scale of nearness (measured on local news: DESIGN.md).
const SCALE_KM: f64 = 123.0;
/// Scale of the publisher's town: its circulation, not its region.
const HOME_KM: f64 = 40.0;
/// Votes of nobody: keeps one small toponym from deciding everything.
const DOUBT: f64 = 0.8;
/// After these rounds the shares no longer move.
const ROUNDS: usize = 4;
/// Two readings nearer than this are one place on a map (a city and the division around it).
const SAME_KM: f64 = 50.0;
const EARTH_KM: f64 = 6371.0;

/// How likely a bare form means an entry, before any context: kinds by rank, cities by size.
pub fn prior(e: &Entry, type_: TypeId, canonical: bool) -> f64 {
    let size = (f64::from(e.population.unwrap_or(0)) + 10.0).log10();
    // GeoNames' alternates are often never used in English; of countries they are the official names.
    let generated = matches!(type_, TypeId::CITY | TypeId::ADMIN1 | TypeId::ADMIN2);
    let alias = if canonical || !generated { 0.0 } else { -2.0 };
    // A region of several countries can have no vote of a country or division: it gets the middling one.
    let broad = if e.country.len() != 2 && !matches!(type_, TypeId::COUNTRY | TypeId::FACILITY) { NO_COUNTRY } else { 0.0 };
    // England, Scotland, Wales and Northern Ireland are countries to their readers.
    let nation = if type_ == TypeId::ADMIN1 && e.country == "GB" { 1.5 } else { 0.0 };
    let seat = match e.feature {
        "PPLC" => 1.5,
        "PPLA" => 0.5,
        "PPLX" => -0.5,
        "PCLH" => -1.0,
        _ => 0.0,
    };
    alias
        + seat
        + broad
        + nation
        + match type_ {
            TypeId::COUNTRY | TypeId::CONTINENT => 6.0,
            TypeId::ADMIN1 => 1.4 + size * 0.4,
            TypeId::REGION | TypeId::WATER | TypeId::MOUNTAIN => 3.0,
            TypeId::FACILITY => 2.5,
            TypeId::ADMIN2 => size * 0.5 - 0.8,
            _ => size * 1.0 - 2.4,
        }
}

/// Resolve a case.
pub fn resolve(case: &Case) -> Vec<Resolved> {
    let tops = &case.toponyms;
    let mut shares: Vec<Vec<f64>> = tops.iter().map(|t| softmax(t.readings.iter().map(|r| r.prior))).collect();
    let mut parts: Vec<Vec<Parts>> = Vec::new();
    for _ in 0..ROUNDS {
        parts = score(case, &shares);
        shares = parts.iter().map(|p| softmax(p.iter().map(Parts::sum))).collect();
    }
    let votes = Votes::count(case, &shares);
    tops.iter().enumerate().map(|(i, t)| answer(case, t, i, &shares, &parts[i], &votes)).collect()
}

/// The terms of a reading's score.
#[derive(Debug, Clone, Copy, Default)]
struct Parts {
    prior: f64,
    container: f64,
    carried: f64,
    votes: f64,
    near: f64,
}

impl Parts {
    fn sum(&self) -> f64 {
        self.prior + self.container + self.carried + self.votes + self.near
    }
}

fn softmax(scores: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut s: Vec<f64> = scores.collect();
    let top = s.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut sum = 0.0;
    for x in &mut s {
        *x = (*x - top).exp();
        sum += *x;
    }
    for x in &mut s {
        *x /= sum;
    }
    s
}

/// The voices of a document for countries and divisions.
#[derive(Debug, Default)]
struct Votes<'a> {
    countries: FxHashMap<&'a str, f64>,
    divisions: FxHashMap<(&'a str, &'a str), f64>,
    all: f64,
    with_division: f64,
}

impl<'a> Votes<'a> {
    fn count(case: &Case<'a>, shares: &[Vec<f64>]) -> Self {
        let mut v = Votes { all: DOUBT, with_division: DOUBT, ..Votes::default() };
        for &(c, w) in &case.countries {
            *v.countries.entry(c).or_default() += w;
            v.all += w;
        }
        for (t, s) in case.toponyms.iter().zip(shares) {
            for (r, p) in t.readings.iter().zip(s) {
                let w = t.weight * p;
                if !r.country.is_empty() {
                    *v.countries.entry(r.country).or_default() += w;
                    v.all += w;
                }
                if !r.admin1.is_empty() {
                    *v.divisions.entry((r.country, r.admin1)).or_default() += w;
                    v.with_division += w;
                }
            }
        }
        v
    }

    /// Shares of a reading's country and division without the toponym's own voice.
    fn of(&self, t: &Toponym, shares: &[f64], r: &Reading) -> (f64, f64) {
        let (mut country, mut division, mut all, mut with_division) = (0.0, 0.0, 0.0, 0.0);
        for (x, p) in t.readings.iter().zip(shares) {
            let w = t.weight * p;
            if !x.country.is_empty() {
                all += w;
                country += if x.country == r.country { w } else { 0.0 };
            }
            if !x.admin1.is_empty() {
                with_division += w;
                division += if x.country == r.country && x.admin1 == r.admin1 { w } else { 0.0 };
            }
        }
        let c = self.countries.get(r.country).copied().unwrap_or(0.0) - country;
        let d = if r.admin1.is_empty() { 0.0 } else { self.divisions.get(&(r.country, r.admin1)).copied().unwrap_or(0.0) - division };
        (c.max(0.0) / (self.all - all).max(DOUBT), d.max(0.0) / (self.with_division - with_division).max(DOUBT))
    }
}

fn score(case: &Case, shares: &[Vec<f64>]) -> Vec<Vec<Parts>> {
    let tops = &case.toponyms;
    let votes = Votes::count(case, shares);
    // For nearness only what is fairly sure counts, and only what is smaller than a country.
    let anchors: Vec<(usize, [f64; 3], f64)> = tops
        .iter()
        .enumerate()
        .flat_map(|(i, t)| {
            t.readings.iter().zip(&shares[i]).filter_map(move |(r, &p)| {
                let small = !matches!(r.type_, TypeId::COUNTRY | TypeId::CONTINENT | TypeId::ADMIN1);
                (p > 0.15 && small).then(|| r.vector.map(|v| (i, v, t.weight * p))).flatten()
            })
        })
        .collect();
    let mut parts: Vec<Vec<Parts>> = tops
        .iter()
        .enumerate()
        .map(|(i, t)| {
            t.readings
                .iter()
                .map(|r| {
                    let (country, division) = votes.of(t, &shares[i], r);
                    let mut p = Parts { prior: r.prior, votes: COUNTRY * country + DIVISION * division, ..Parts::default() };
                    let small = !matches!(r.type_, TypeId::COUNTRY | TypeId::CONTINENT);
                    if let (Some(v), true) = (r.vector, small && t.readings.len() > 1) {
                        let n: f64 = anchors.iter().filter(|a| a.0 != i).map(|a| a.2 * (-distance(v, a.1) / SCALE_KM).exp()).sum();
                        let home = case.home.map_or(0.0, |h| (-distance(v, h) / HOME_KM).exp());
                        p.near = NEAR * n / (n + NEAR_HALF) + HOME * home;
                    }
                    p
                })
                .collect()
        })
        .collect();
    for (i, t) in tops.iter().enumerate() {
        let Some(tie) = t.tie else { continue };
        let holder = &tops[tie.container];
        for (k, r) in t.readings.iter().enumerate() {
            let held: f64 = holder.readings.iter().zip(&shares[tie.container]).filter(|(b, _)| inside(r, b)).map(|(_, p)| p).sum();
            parts[i][k].container += CONTAINER * tie.strength * held;
        }
        for (k, b) in holder.readings.iter().enumerate() {
            let held: f64 = t.readings.iter().zip(&shares[i]).filter(|(a, _)| inside(a, b)).map(|(_, p)| p).sum();
            parts[tie.container][k].container += CONTENT * tie.strength * held;
        }
    }
    // One sense a surface, but only where there was evidence.
    for (i, t) in tops.iter().enumerate().filter(|(_, t)| t.tie.is_none()) {
        for (j, other) in tops.iter().enumerate().filter(|(_, o)| o.tie.is_some() && o.surface == t.surface) {
            let strength = other.tie.map_or(0.0, |x| x.strength);
            for (k, r) in t.readings.iter().enumerate() {
                let same = other.readings.iter().position(|x| x.entry == r.entry).map_or(0.0, |x| shares[j][x]);
                parts[i][k].carried += CARRY * strength * same;
            }
        }
    }
    parts
}

fn distance(a: [f64; 3], b: [f64; 3]) -> f64 {
    let d = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    EARTH_KM * (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]).sqrt()
}

fn answer(case: &Case, t: &Toponym, i: usize, shares: &[Vec<f64>], parts: &[Parts], votes: &Votes) -> Resolved {
    if t.readings.is_empty() {
        let town = t.anchor.and_then(|o| {
            let best = (0..shares[o].len()).max_by(|&a, &b| shares[o][a].total_cmp(&shares[o][b]).then(b.cmp(&a)))?;
            let r = &case.toponyms[o].readings[best];
            matches!(r.type_, TypeId::CITY | TypeId::ADMIN2 | TypeId::FACILITY).then_some((o, r))
        });
        if let Some((o, r)) = town {
            return Resolved { town: Some((o, r.entry)), country: r.country.to_owned(), ..Resolved::default() };
        }
        return Resolved { country: around(case, t, shares, votes), ..Resolved::default() };
    }
    let s = &shares[i];
    let mut order: Vec<usize> = (0..s.len()).collect();
    order.sort_by(|&a, &b| s[b].total_cmp(&s[a]).then(t.readings[a].entry.cmp(&t.readings[b].entry)));
    let best = order[0];
    let same_spot = |k: usize| match (t.readings[best].vector, t.readings[k].vector) {
        (Some(a), Some(b)) => distance(a, b) < SAME_KM,
        _ => false,
    };
    let share = order.iter().filter(|&&k| k == best || same_spot(k)).map(|&k| s[k]).sum();
    let second = order.iter().copied().find(|&k| k != best && !same_spot(k));
    let p = &parts[best];
    let by_prior = parts.iter().all(|q| q.prior <= p.prior);
    let basis = if t.readings.len() == 1 {
        Basis::Only
    } else if let (Some(tie), true) = (t.tie, p.container > 1.0) {
        Basis::Container(tie.container)
    } else if p.carried > 1.0 {
        Basis::Carried
    } else if by_prior {
        Basis::Population
    } else if p.near > p.votes {
        Basis::Near
    } else {
        Basis::Votes
    };
    Resolved { best: Some(best), second, share, basis, ..Resolved::default() }
}

/// The country a place without readings lies in: its container's, else the one most voices speak for.
fn around(case: &Case, t: &Toponym, shares: &[Vec<f64>], votes: &Votes) -> String {
    if let Some(tie) = t.tie {
        let holder = &case.toponyms[tie.container];
        let best = holder.readings.iter().zip(&shares[tie.container]).max_by(|a, b| a.1.total_cmp(b.1));
        if let Some((r, _)) = best {
            return r.country.to_owned();
        }
    }
    let mut countries: Vec<_> = votes.countries.iter().collect();
    countries.sort_by(|a, b| b.1.total_cmp(a.1).then(a.0.cmp(b.0)));
    match countries[..] {
        // more than half of all voices, or it is a guess
        [(c, n), ..] if n / votes.all > 0.5 => (*c).to_owned(),
        _ => String::new(),
    }
}
