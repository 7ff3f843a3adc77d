//! Where the publisher's readers live: they know which Paris is meant.
//!
//! In: the scene with the host name (`Document::publisher`) and the case. Out: the same case with a voice for the publisher's home.
//! A listed publisher (`publishers.csv`) has a town or only a country; of an unlisted one the top-level domain tells
//! the country, and the letters of the host may name the town ("dallasnews", "oxford-mail"), in the text or not.

use super::gather::{Case, Toponym, push, vector};
use crate::gazetteer::TypeId;
use crate::spot::Scene;
use crate::text::fold::fold_phrase;

/// A country's own top-level domain, or a listed publisher of a whole country.
const DOMAIN: f64 = 1.5;
/// A place of the text that the publisher is named after.
const NAMESAKE: f64 = 3.0;
/// A town that only the host names: it may be someone's surname.
const LETTERS: f64 = 1.5;
/// The home of a listed publisher: as much as a dateline.
const HOME: f64 = 2.5;
/// Fewer letters occur in a host name by chance.
const LEAST: usize = 5;

/// Words of papers' names around the town.
const PAPER: &[&str] = &[
    "the",
    "my",
    "this",
    "is",
    "our",
    "your",
    "go",
    "daily",
    "weekly",
    "morning",
    "evening",
    "sunday",
    "online",
    "news",
    "newspaper",
    "newspapers",
    "times",
    "herald",
    "tribune",
    "gazette",
    "journal",
    "post",
    "press",
    "star",
    "sun",
    "dispatch",
    "observer",
    "today",
    "chronicle",
    "examiner",
    "telegraph",
    "telegram",
    "courier",
    "sentinel",
    "record",
    "register",
    "mail",
    "echo",
    "reporter",
    "review",
    "citizen",
    "leader",
    "advertiser",
    "standard",
    "express",
    "argus",
    "beacon",
    "banner",
    "messenger",
    "independent",
    "mercury",
    "eagle",
    "city",
    "local",
    "life",
    "live",
    "now",
    "tv",
    "radio",
    "info",
    "web",
    "media",
    "paper",
    "digital",
    "patch",
    "voice",
    "bulletin",
    "pioneer",
    "monitor",
    "world",
    "democrat",
    "republican",
    "enterprise",
    "free",
    "and",
];

/// Add what the host name says.
pub fn home<'a>(scene: &Scene<'a>, case: &mut Case<'a>) {
    let host = scene.publisher;
    let host = host.strip_prefix("www.").unwrap_or(host);
    if host.is_empty() {
        return;
    }
    if let Some(r) = scene.gazetteer.divisions().publisher(host) {
        let e = scene.gazetteer.entry(r);
        let Some(point) = e.point else {
            case.countries.push((e.country, DOMAIN));
            return;
        };
        let mut readings = Vec::new();
        push(scene, Some(r), "", &mut readings);
        for reading in &mut readings {
            reading.type_ = TypeId::CITY;
        }
        case.home = Some(vector(point));
        case.names.push(e.parent);
        case.toponyms.push(silent(readings, HOME));
        return;
    }
    let code = crate::link::host::country_of(host);
    if let Some(r) = scene.gazetteer.divisions().country(&code) {
        case.countries.push((scene.gazetteer.entry(r).country, DOMAIN));
    }
    let letters: String = host.chars().filter(char::is_ascii_alphanumeric).collect();
    let mut named = false;
    for t in &mut case.toponyms {
        let bare: String = t.surface.chars().filter(char::is_ascii_alphanumeric).collect();
        if bare.len() >= LEAST && letters.contains(&bare) {
            t.weight += NAMESAKE;
            named = true;
        }
    }
    if named {
        return;
    }
    for town in towns(host) {
        let mut readings = Vec::new();
        for (r, type_) in scene.gazetteer.lookup(&town) {
            let named_so = fold_phrase(scene.gazetteer.entry(r).name) == town;
            if type_ == TypeId::CITY && named_so {
                push(scene, Some(r), &town, &mut readings);
            }
        }
        if let Some(first) = readings.first() {
            case.names.push(scene.gazetteer.entry(first.entry).name);
            case.toponyms.push(silent(readings, LETTERS));
            return;
        }
    }
}

/// A toponym that has a voice but no mention.
fn silent(readings: Vec<super::gather::Reading<'_>>, weight: f64) -> Toponym<'_> {
    // no surface: it is never taken for a word of the text
    Toponym { first: 0, end: 0, readings, tie: None, weight, surface: String::new(), nationality: false, head: None, anchor: None }
}

/// Towns that the host may be named after, likeliest first: what is left of its longest label without the words of
/// papers' names, as one word and cut into two at each place.
fn towns(host: &str) -> Vec<String> {
    let label = host.split('.').max_by_key(|l| l.len()).unwrap_or_default();
    let mut left = label.replace('-', " ");
    while let Some(shorter) = PAPER.iter().find_map(|word| without(&left, word)) {
        left = shorter;
    }
    if left.len() < LEAST || left == label || !left.is_ascii() || PAPER.contains(&left.as_str()) {
        return Vec::new(); // nothing in it says that it is a paper
    }
    let mut out = vec![left.clone()];
    if !left.contains(' ') {
        out.extend((3..left.len().saturating_sub(2)).map(|i| format!("{} {}", &left[..i], &left[i..])));
    }
    out
}

/// `name` without this word at its head or end, if enough is left.
fn without(name: &str, word: &str) -> Option<String> {
    let cut = |c: &str| Some(c.trim().to_owned()).filter(|c| c.len() >= LEAST);
    name.strip_prefix(word).and_then(cut).or_else(|| name.strip_suffix(word).and_then(cut))
}

#[cfg(test)]
mod tests {
    use super::towns;

    #[test]
    fn the_town_in_a_host_name() {
        for (host, town) in [
            ("thesalinajournal.com", "salina"),
            ("fairmont-daily-post.net", "fairmont"),
            ("newulmherald.com", "new ulm"),
            ("thisisgrimsby.co.uk", "grimsby"),
        ] {
            assert!(towns(host).iter().any(|t| t == town), "{host}: {:?}", towns(host));
        }
        for host in ["un.org", "osce.org", "example.com", "thepost.com", "dailymail.co.uk"] {
            assert_eq!(towns(host), Vec::<String>::new(), "{host}");
        }
    }
}
