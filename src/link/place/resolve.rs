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
/// Toponyms before and behind one that count as near it in the text. No news item has as many; a book of a hundred
/// thousand places is not one neighbourhood, and comparing all with all would take hours.
const WINDOW: usize = 500;

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
    let index = Index::new(case);
    let mut parts: Vec<Vec<Parts>> = Vec::new();
    for _ in 0..ROUNDS {
        parts = score(case, &index, &shares);
        shares = parts.iter().map(|p| softmax(p.iter().map(Parts::sum))).collect();
    }
    let votes = Votes::count(case, &index, &shares);
    tops.iter().enumerate().map(|(i, t)| answer(case, t, i, &shares, &parts[i], (&votes, &index))).collect()
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

/// Numbers in place of the codes of countries and divisions: votes are counted over and over.
#[derive(Debug, Default)]
struct Index<'a> {
    countries: Vec<&'a str>,
    divisions: usize,
    /// For each toponym and reading the numbers of its country and division, [`NOWHERE`] without one.
    seats: Vec<Vec<(u32, u32)>>,
    /// For each voice from outside the number of its country.
    voices: Vec<u32>,
    /// For each toponym that nothing holds, those of the same words that something holds.
    tied: Vec<Vec<u32>>,
}

/// No country, no division.
const NOWHERE: u32 = u32::MAX;

impl<'a> Index<'a> {
    fn new(case: &Case<'a>) -> Self {
        let mut out = Index::default();
        let mut countries: FxHashMap<&str, u32> = FxHashMap::default();
        let mut divisions: FxHashMap<(u32, &str), u32> = FxHashMap::default();
        for &(c, _) in &case.countries {
            let number = out.country(&mut countries, c);
            out.voices.push(number);
        }
        let mut held: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        for (j, t) in case.toponyms.iter().enumerate().filter(|(_, t)| t.tie.is_some()) {
            held.entry(&t.surface).or_default().push(j as u32);
        }
        let of = |t: &Toponym| held.get(t.surface.as_str()).filter(|_| t.tie.is_none()).cloned().unwrap_or_default();
        out.tied = case.toponyms.iter().map(of).collect();
        for t in &case.toponyms {
            let seat = |r: &Reading<'a>| {
                let country = if r.country.is_empty() { NOWHERE } else { out.country(&mut countries, r.country) };
                let next = divisions.len() as u32;
                let division = if r.admin1.is_empty() { NOWHERE } else { *divisions.entry((country, r.admin1)).or_insert(next) };
                (country, division)
            };
            let seats = t.readings.iter().map(seat).collect();
            out.seats.push(seats);
        }
        out.divisions = divisions.len();
        out
    }

    fn country(&mut self, known: &mut FxHashMap<&'a str, u32>, code: &'a str) -> u32 {
        *known.entry(code).or_insert_with(|| {
            self.countries.push(code);
            self.countries.len() as u32 - 1
        })
    }
}

/// The voices of a document for countries and divisions.
#[derive(Debug, Default)]
struct Votes {
    countries: Vec<f64>,
    divisions: Vec<f64>,
    all: f64,
    with_division: f64,
}

impl Votes {
    fn count(case: &Case, index: &Index, shares: &[Vec<f64>]) -> Self {
        let mut v =
            Votes { all: DOUBT, with_division: DOUBT, countries: vec![0.0; index.countries.len()], divisions: vec![0.0; index.divisions] };
        for (&(_, w), &k) in case.countries.iter().zip(&index.voices) {
            v.countries[k as usize] += w;
            v.all += w;
        }
        for (i, t) in case.toponyms.iter().enumerate() {
            v.say(&index.seats[i], &shares[i], t.weight);
        }
        v
    }

    /// Add the voice of a toponym, or take it away (a negative weight).
    fn say(&mut self, seats: &[(u32, u32)], shares: &[f64], weight: f64) {
        for (&(country, division), p) in seats.iter().zip(shares) {
            let w = weight * p;
            if country != NOWHERE {
                self.countries[country as usize] += w;
                self.all += w;
            }
            if division != NOWHERE {
                self.divisions[division as usize] += w;
                self.with_division += w;
            }
        }
    }

    /// Shares of a country and a division.
    fn of(&self, (country, division): (u32, u32)) -> (f64, f64) {
        let share = |voices: &[f64], k: u32, all: f64| if k == NOWHERE { 0.0 } else { voices[k as usize].max(0.0) / all.max(DOUBT) };
        (share(&self.countries, country, self.all), share(&self.divisions, division, self.with_division))
    }
}

fn score(case: &Case, index: &Index, shares: &[Vec<f64>]) -> Vec<Vec<Parts>> {
    let tops = &case.toponyms;
    let mut votes = Votes::count(case, index, shares);
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
            let around = anchors.partition_point(|a| a.0 + WINDOW < i)..anchors.partition_point(|a| a.0 <= i + WINDOW);
            // without the toponym's own voice
            votes.say(&index.seats[i], &shares[i], -t.weight);
            let each = t.readings.iter().zip(&index.seats[i]).map(|(r, &seat)| {
                let (country, division) = votes.of(seat);
                let mut p = Parts { prior: r.prior, votes: COUNTRY * country + DIVISION * division, ..Parts::default() };
                let small = !matches!(r.type_, TypeId::COUNTRY | TypeId::CONTINENT);
                if let (Some(v), true) = (r.vector, small && t.readings.len() > 1) {
                    let n: f64 = anchors[around.clone()].iter().filter(|a| a.0 != i).map(|a| a.2 * nearness(v, a.1, SCALE_KM)).sum();
                    let home = case.home.map_or(0.0, |h| nearness(v, h, HOME_KM));
                    p.near = NEAR * n / (n + NEAR_HALF) + HOME * home;
                }
                p
            });
            let scored = each.collect();
            votes.say(&index.seats[i], &shares[i], t.weight);
            scored
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
        for (j, other) in index.tied[i].iter().map(|&j| (j as usize, &tops[j as usize])) {
            let strength = other.tie.map_or(0.0, |x| x.strength);
            for (k, r) in t.readings.iter().enumerate() {
                let same = other.readings.iter().position(|x| x.entry == r.entry).map_or(0.0, |x| shares[j][x]);
                parts[i][k].carried += CARRY * strength * same;
            }
        }
    }
    parts
}

/// 1 at the very spot, falling to nothing with distance. Beyond ten times the scale it is less than the votes' noise,
/// and most pairs of readings lie on different continents: these need no root and no power.
fn nearness(a: [f64; 3], b: [f64; 3], scale: f64) -> f64 {
    let d = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    let square = (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]) * (EARTH_KM * EARTH_KM);
    if square > 100.0 * scale * scale { 0.0 } else { (-square.sqrt() / scale).exp() }
}

fn distance(a: [f64; 3], b: [f64; 3]) -> f64 {
    let d = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    EARTH_KM * (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]).sqrt()
}

fn answer(case: &Case, t: &Toponym, i: usize, shares: &[Vec<f64>], parts: &[Parts], votes: (&Votes, &Index)) -> Resolved {
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
fn around(case: &Case, t: &Toponym, shares: &[Vec<f64>], (votes, index): (&Votes, &Index)) -> String {
    if let Some(tie) = t.tie {
        let holder = &case.toponyms[tie.container];
        let best = holder.readings.iter().zip(&shares[tie.container]).max_by(|a, b| a.1.total_cmp(b.1));
        if let Some((r, _)) = best {
            return r.country.to_owned();
        }
    }
    // more than half of all voices, or it is a guess
    let most = votes.countries.iter().position(|n| n / votes.all > 0.5);
    most.map_or(String::new(), |k| index.countries[k].to_owned())
}
