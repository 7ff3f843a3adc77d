//! The document as the resolver sees it: toponyms with every reading, chains between them, hints from outside.
//!
//! In: scene, settled candidates. Out: [`Case`], plain data without any choice made.

use crate::gazetteer::compiled::Entry;
use crate::gazetteer::{EntryRef, TypeId};
use crate::settle::Settled;
use crate::spot::contact::Contact;
use crate::spot::{Candidate, Label, Scene};
use rustc_hash::FxHashMap;

/// One place a form may stand for.
#[derive(Debug, Clone)]
pub struct Reading<'a> {
    /// The entry.
    pub entry: EntryRef,
    /// Its type.
    pub type_: TypeId,
    /// ISO 3166-1 alpha-2, the first if it lies in several.
    pub country: &'a str,
    /// First-level code.
    pub admin1: &'a str,
    /// Second-level code.
    pub admin2: &'a str,
    /// Unit vector of its point: a chord is cheaper than a great circle and as good for short distances.
    pub vector: Option<[f64; 3]>,
    /// How likely the form means it before any context, on the scale of log-odds.
    pub prior: f64,
}

/// How firmly a toponym is tied to the one that holds it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tie {
    /// Index of the container's toponym.
    pub container: usize,
    /// 1.0 for "Paris, Texas".
    pub strength: f64,
}

/// A form of the document, with all its occurrences that stand in the same container.
#[derive(Debug, Clone)]
pub struct Toponym<'a> {
    /// Tokens of the first occurrence.
    pub first: usize,
    /// Token after the last of the first occurrence.
    pub end: usize,
    /// What it may be; empty for what only structure found.
    pub readings: Vec<Reading<'a>>,
    /// What holds it.
    pub tie: Option<Tie>,
    /// Voice in the votes: more for what is said often, at the head or in a dateline.
    pub weight: f64,
    /// Key shared by toponyms with the same words.
    pub surface: String,
    /// Only a country's name in another shape: a nationality.
    pub nationality: bool,
    /// Type that a head word gives: "Kunar province".
    pub head: Option<&'a str>,
    /// The toponym whose town it stands in, for a place that no list knows: "Harare’s Third Street".
    pub anchor: Option<usize>,
}

/// An accepted mention.
#[derive(Debug, Clone)]
pub struct Mention {
    /// Index into `Settled::chosen`.
    pub chosen: usize,
    /// Index into [`Case::toponyms`].
    pub toponym: usize,
    /// It stands where a dateline's place stands.
    pub dateline: bool,
    /// First token.
    pub first: usize,
    /// It stands in an address: the issuer's home, not what the text is about.
    pub contact: bool,
}

/// Everything the resolver may look at.
#[derive(Debug, Default)]
pub struct Case<'a> {
    /// Distinct forms.
    pub toponyms: Vec<Toponym<'a>>,
    /// Accepted mentions in text order.
    pub mentions: Vec<Mention>,
    /// Countries spoken for from outside the toponyms: organisations, the publisher's domain.
    pub countries: Vec<(&'a str, f64)>,
    /// The text of each toponym's surface for messages.
    pub names: Vec<&'a str>,
    /// Where the publisher's readers live, as a unit vector.
    pub home: Option<[f64; 3]>,
}

/// A name in an organisation's name says where, but is no mention: half a voice.
const SILENT: f64 = 0.5;
/// A nationality speaks for its country, but many are only adjectives of origin.
const NATIONALITY: f64 = 0.6;
/// A listed organisation's country.
const ORGANIZATION: f64 = 0.3;
/// The dateline and the head of the document say where it happens.
const DATELINE: f64 = 2.5;
/// The country of a telephone number: the issuer's, where it is told at all.
const PHONE: f64 = 0.7;
/// A place in the issuer's address.
const ADDRESS: f64 = 1.0;

/// Look the whole document over.
pub fn gather<'a>(scene: &Scene<'a>, settled: &Settled, contact: &Contact) -> Case<'a> {
    let mut case = Case::default();
    let mut seats: FxHashMap<(String, Option<usize>), usize> = FxHashMap::default();
    let chosen: Vec<&Candidate> = settled.chosen.iter().map(|&i| &settled.candidates[i]).collect();
    let places: Vec<usize> = (0..chosen.len()).filter(|&k| matches!(chosen[k].label, Label::Place | Label::Nationality)).collect();
    let dateline = dateline(scene, &chosen, &places);
    // Containers first: going from the last to the first, "Paris, Texas, USA" meets each container before
    // what it holds.
    let mut toponym_of: FxHashMap<usize, usize> = FxHashMap::default();
    let mut said: Vec<u32> = Vec::new();
    let mut cache: FxHashMap<(String, Label), Vec<Reading<'a>>> = FxHashMap::default();
    for (n, &k) in places.iter().enumerate().rev() {
        let c = chosen[k];
        let surface = surface_of(scene, c);
        let readings = &*cache.entry((surface.clone(), c.label)).or_insert_with(|| readings(scene, c, &surface));
        let tie = places.get(n + 1).and_then(|&next| {
            let strength = tie_strength(scene, c, chosen[next], readings, places.get(n + 2).map(|&j| chosen[j]))?;
            let container = *toponym_of.get(&next)?;
            let holds = case.toponyms[container].readings.iter().any(|b| readings.iter().any(|a| inside(a, b)));
            (holds || readings.is_empty()).then_some(Tie { container, strength })
        });
        let key = (format!("{surface}{}", if c.label == Label::Nationality { "\u{1}" } else { "" }), tie.map(|t| t.container));
        let at = *seats.entry(key.clone()).or_insert_with(|| {
            case.names.push(scene.doc.slice(c.first as usize, c.end as usize));
            case.toponyms.push(Toponym {
                first: c.first as usize,
                end: c.end as usize,
                readings: readings.clone(),
                tie,
                weight: 0.0,
                surface: key.0,
                nationality: c.label == Label::Nationality,
                head: c.entries.iter().map(|&r| (r, scene.gazetteer.type_of(r))).find_map(|(r, t)| match t {
                    TypeId::ORG_HEAD => Some("facility"),
                    TypeId::PLACE_HEAD => Some(scene.gazetteer.entry(r).feature),
                    _ => None,
                }),
                anchor: None,
            });
            case.toponyms.len() - 1
        });
        said.resize(case.toponyms.len(), 0);
        let t = &mut case.toponyms[at];
        (t.first, t.end) = (c.first as usize, c.end as usize);
        let voice = if c.label == Label::Nationality { NATIONALITY } else { 1.0 };
        // each further occurrence adds less: 1, 1.5, 1.83, …
        t.weight += voice / (1.0 + f64::from(said[at]));
        said[at] += 1;
        if dateline == Some(k) {
            t.weight += DATELINE;
        }
        if contact.in_address(c.first) {
            t.weight += ADDRESS;
        }
        toponym_of.insert(k, at);
        let (first, contact) = (c.first as usize, contact.in_address(c.first));
        case.mentions.push(Mention { chosen: k, toponym: at, dateline: dateline == Some(k), first, contact });
    }
    case.mentions.reverse();
    silent(scene, settled, &chosen, &mut case);
    anchors(scene, settled, &mut case);
    super::publisher::home(scene, &mut case);
    for p in contact.phones.iter().filter(|p| !p.country.is_empty()) {
        case.countries.push((p.country, PHONE));
    }
    case
}

/// The folded words of a mention.
fn surface_of(scene: &Scene, c: &Candidate) -> String {
    crate::text::fold::fold_phrase(scene.doc.slice(c.first as usize, c.end as usize))
}

/// Everything a candidate of these folded words may stand for.
fn readings<'a>(scene: &Scene<'a>, c: &Candidate, surface: &str) -> Vec<Reading<'a>> {
    let mut out: Vec<Reading<'a>> = Vec::new();
    let divisions = scene.gazetteer.divisions();
    for &r in &c.entries {
        let type_ = scene.gazetteer.type_of(r);
        let e = scene.gazetteer.entry(r);
        if type_ == TypeId::NATIONALITY {
            for code in e.country.split(" | ").filter(|_| e.parent.is_empty()) {
                push(scene, divisions.country(code), surface, &mut out);
            }
            if !e.parent.is_empty() {
                let by_name = || {
                    let named = scene.gazetteer.lookup(e.parent);
                    let broad = |t: TypeId| matches!(t, TypeId::REGION | TypeId::CONTINENT | TypeId::COUNTRY);
                    // "Texan" has its country in the list, "European" has none
                    let division = |r: EntryRef, t: TypeId| t == TypeId::ADMIN1 && scene.gazetteer.entry(r).country == e.country;
                    named
                        .iter()
                        .find(|x| if e.country.len() == 2 { division(x.0, x.1) } else { broad(x.1) })
                        .or_else(|| named.iter().find(|x| broad(x.1)))
                        .map(|x| x.0)
                };
                push(scene, divisions.by_id(e.parent).or_else(by_name), surface, &mut out);
            }
        } else if e.feature == "abbreviation" {
            push(scene, divisions.admin1(e.country, e.admin1), surface, &mut out);
        } else if type_.is_place() {
            add(r, type_, &e, surface, &mut out);
        }
    }
    namesakes(scene, &mut out);
    out
}

/// What a town loses that bears the name of a division of its country without being its seat: California, West
/// Virginia, is hardly ever meant.
const NAMESAKE_OF_DIVISION: f64 = 2.0;

/// A seat with this share of the people of the division that bears its name is what the bare name means: Geneva has two
/// fifths of its canton and Fribourg an eighth; Quebec City a fifteenth of Quebec, which is the province.
const SEAT_SHARE: f64 = 0.1;
/// By how much such a seat is the likelier reading: enough to win, little enough for votes to turn.
const SEAT_LEAD: f64 = 0.5;

fn namesakes(scene: &Scene, readings: &mut [Reading]) {
    let people = |r: &Reading| f64::from(scene.gazetteer.entry(r.entry).population.unwrap_or(0));
    let divisions: Vec<(&str, &str, f64, f64)> =
        readings.iter().filter(|r| r.type_ == TypeId::ADMIN1).map(|r| (r.country, r.admin1, people(r), r.prior)).collect();
    if divisions.is_empty() {
        return;
    }
    for r in readings.iter_mut().filter(|r| r.type_ == TypeId::CITY) {
        let seat = matches!(scene.gazetteer.entry(r.entry).feature, "PPLC" | "PPLA");
        let own = divisions.iter().find(|d| (d.0, d.1) == (r.country, r.admin1));
        match own {
            Some(d) if seat && people(r) >= SEAT_SHARE * d.2 => r.prior = r.prior.max(d.3 + SEAT_LEAD),
            None if !seat && divisions.iter().any(|d| d.0 == r.country) => r.prior -= NAMESAKE_OF_DIVISION,
            _ => {}
        }
    }
}

pub(super) fn push<'a>(scene: &Scene<'a>, entry: Option<EntryRef>, surface: &str, out: &mut Vec<Reading<'a>>) {
    if let Some(entry) = entry {
        add(entry, scene.gazetteer.type_of(entry), &scene.gazetteer.entry(entry), surface, out);
    }
}

fn add<'a>(entry: EntryRef, type_: TypeId, e: &Entry<'a>, surface: &str, out: &mut Vec<Reading<'a>>) {
    if out.iter().any(|r| r.entry == entry) {
        return;
    }
    out.push(Reading {
        entry,
        type_,
        country: crate::gazetteer::first_code(e.country),
        admin1: e.admin1,
        admin2: e.admin2,
        vector: e.point.map(vector),
        prior: super::resolve::prior(e, type_, canonical(e.name, surface)),
    });
}

/// The entry's own name, or all of it but a last "City" ("New York").
fn canonical(name: &str, surface: &str) -> bool {
    // nearly all names: folding would only make the letters small
    if name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b' ') {
        let own = name.len().checked_sub(5).filter(|&n| name[n..].eq_ignore_ascii_case(" city")).map(|n| &name[..n]);
        return name.eq_ignore_ascii_case(surface) || own.is_some_and(|n| n.eq_ignore_ascii_case(surface));
    }
    let name = crate::text::fold::fold_phrase(name);
    name == surface || name.strip_suffix(" city") == Some(surface)
}

pub(super) fn vector((latitude, longitude): (f64, f64)) -> [f64; 3] {
    let (a, b) = (latitude.to_radians(), longitude.to_radians());
    [a.cos() * b.cos(), a.cos() * b.sin(), a.sin()]
}

/// Does `b` hold `a`?
pub fn inside(a: &Reading, b: &Reading) -> bool {
    if a.entry == b.entry || a.country.is_empty() || a.country != b.country {
        return false;
    }
    match b.type_ {
        TypeId::COUNTRY => a.type_ != TypeId::COUNTRY,
        TypeId::ADMIN1 => !matches!(a.type_, TypeId::COUNTRY | TypeId::ADMIN1) && a.admin1 == b.admin1,
        TypeId::ADMIN2 => {
            !matches!(a.type_, TypeId::COUNTRY | TypeId::ADMIN1 | TypeId::ADMIN2)
                && a.admin1 == b.admin1
                && a.admin2 == b.admin2
                && !a.admin2.is_empty()
        }
        _ => false,
    }
}

/// How firmly the text ties a mention to the next one as its container, if at all.
fn tie_strength(scene: &Scene, c: &Candidate, next: &Candidate, readings: &[Reading], after: Option<&Candidate>) -> Option<f64> {
    if next.label == Label::Nationality || c.label == Label::Nationality {
        return None;
    }
    let between = scene.doc.slice(c.end as usize, next.first as usize);
    let short = || next.entries.iter().any(|&r| scene.gazetteer.entry(r).feature == "abbreviation");
    match between {
        "," | "" | "(" if short() => Some(1.0),
        "," => {
            let country = readings.iter().any(|r| r.type_ == TypeId::COUNTRY);
            // "Mexico, California and Texas" is a list, "Lebanon, Pennsylvania" a chain: a country's name
            // needs more than a comma when the list goes on.
            let goes_on =
                after.is_some_and(|a| matches!(scene.doc.slice(next.end as usize, a.first as usize), "," | "and" | ", and" | "or" | "&"));
            let follows_list = c.first > 0 && matches!(scene.doc.word(c.first as usize - 1), "," | "and");
            Some(if country && (goes_on || follows_list) {
                0.15
            } else if goes_on || country {
                0.7
            } else {
                1.0
            })
        }
        "(" => Some(0.7),
        "in" | ", in" | "at" => Some(0.5),
        _ => None,
    }
}

/// The mention that stands where a dateline stands: at the head of a line, before a dash, a bracket with the
/// agency or a colon, perhaps with its container between.
fn dateline(scene: &Scene, chosen: &[&Candidate], places: &[usize]) -> Option<usize> {
    places.iter().copied().find(|&k| {
        let c = chosen[k];
        let (first, mut end) = (c.first as usize, c.end as usize);
        if c.label != Label::Place || first != scene.bounds(first).0 {
            return false;
        }
        // "CITY, State, Month day (AGENCY) –": at most fourteen tokens to the dash, and no verb can hide there
        // because everything between is capitals, digits and marks.
        for _ in 0..14 {
            match scene.doc.word(end) {
                "–" | "—" | "--" => return true,
                "-" if !scene.doc.gap(end).is_empty() || scene.doc.word(end + 1) == "-" => return true,
                ":" => return end == c.end as usize && scene.doc.tokens[first].is_upper(),
                // an agency; a date may stand in brackets too, and the dash after it decides
                "(" if scene.doc.tokens.get(end + 1).is_some_and(|t| t.is_upper())
                    || matches!(scene.doc.word(end + 1), "Reuters" | "Interfax" | "Xinhua" | "Bloomberg") =>
                {
                    return true;
                }
                "," | "." | "(" | ")" | "/" => {}
                _ => match scene.doc.tokens.get(end) {
                    Some(t) if t.is_capital() || t.class == crate::text::token::Class::Number => {}
                    _ => return false,
                },
            }
            end += 1;
        }
        false
    })
}

/// Places inside the names of organisations, and the countries of listed ones.
fn silent<'a>(scene: &Scene<'a>, settled: &Settled, chosen: &[&Candidate], case: &mut Case<'a>) {
    let mut untied: FxHashMap<String, usize> = FxHashMap::default();
    for (i, t) in case.toponyms.iter().enumerate().filter(|(_, t)| t.tie.is_none()) {
        untied.entry(t.surface.clone()).or_insert(i);
    }
    for c in chosen.iter().filter(|c| matches!(c.label, Label::Organization | Label::Other(_))) {
        if let Some(&r) = c.entries.first()
            && scene.gazetteer.type_of(r) == TypeId::ORGANIZATION
        {
            let country = scene.gazetteer.entry(r).country;
            if country.len() == 2 {
                case.countries.push((country, ORGANIZATION));
            }
            continue;
        }
        let from = settled.candidates.partition_point(|x| x.first < c.first);
        let mut covered = 0;
        for inner in settled.candidates[from..].iter().take_while(|x| x.first < c.end) {
            if !matches!(inner.label, Label::Place | Label::Nationality) || inner.end > c.end || inner.first < covered || inner.score <= 0.0
            {
                continue;
            }
            covered = inner.end;
            let surface = surface_of(scene, inner);
            if let Some(&t) = untied.get(&surface) {
                case.toponyms[t].weight += SILENT / 2.0;
                continue;
            }
            let readings = readings(scene, inner, &surface);
            if readings.is_empty() {
                continue;
            }
            untied.insert(surface.clone(), voice(scene, inner, readings, surface, case));
        }
    }
}

/// A toponym that is no mention and has only a voice; its index.
fn voice<'a>(scene: &Scene<'a>, inner: &Candidate, readings: Vec<Reading<'a>>, surface: String, case: &mut Case<'a>) -> usize {
    case.names.push(scene.doc.slice(inner.first as usize, inner.end as usize));
    case.toponyms.push(Toponym {
        first: inner.first as usize,
        end: inner.end as usize,
        readings,
        tie: None,
        weight: SILENT,
        surface,
        nationality: inner.label == Label::Nationality,
        head: None,
        anchor: None,
    });
    case.toponyms.len() - 1
}

/// The towns that places no list knows stand in: named inside them ("Vancouver International Airport"), as their
/// container ("Hopkins Park in DeKalb") or as their owner ("Harare’s Third Street").
fn anchors<'a>(scene: &Scene<'a>, settled: &Settled, case: &mut Case<'a>) {
    let mut by_end: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    let mut by_surface: FxHashMap<String, usize> = FxHashMap::default();
    for (i, t) in case.toponyms.iter().enumerate() {
        by_end.entry(t.end).or_default().push(i);
        if !t.nationality {
            by_surface.entry(t.surface.clone()).or_insert(i);
        }
    }
    for at in 0..case.toponyms.len() {
        let t = &case.toponyms[at];
        if !t.readings.is_empty() || t.nationality {
            continue;
        }
        let (first, end) = (t.first, t.end);
        let town = |rs: &[Reading]| rs.iter().any(|r| matches!(r.type_, TypeId::CITY | TypeId::ADMIN2));
        let owner = || {
            let apart = |o: usize| matches!(scene.doc.slice(o, first), "’s" | "'s" | "’" | "'");
            // the mark of the genitive is one token or two
            let before = first.saturating_sub(2)..first;
            let owners = before.filter(|&end| apart(end)).filter_map(|end| by_end.get(&end)).flatten().copied();
            owners.filter(|&o| town(&case.toponyms[o].readings)).min()
        };
        // "St Dunstan’s Chapel at Windsor Castle": a building stands in a building's grounds, too
        let ground = |rs: &[Reading]| town(rs) || rs.iter().any(|r| r.type_ == TypeId::FACILITY);
        let held = t.tie.map(|tie| tie.container).filter(|&o| ground(&case.toponyms[o].readings)).or_else(owner);
        if held.is_some() {
            case.toponyms[at].anchor = held;
            continue;
        }
        let from = settled.candidates.partition_point(|x| (x.first as usize) < first);
        let inner = settled.candidates[from..]
            .iter()
            .take_while(|x| (x.first as usize) < end)
            .find(|x| x.rule == "place/list" && x.end as usize <= end && ((x.first, x.end) != (first as u32, end as u32)));
        let Some(inner) = inner else { continue };
        let surface = surface_of(scene, inner);
        let known = by_surface.get(&surface).copied();
        let readings = readings(scene, inner, &surface);
        // "Trump Tower", "Washington Square": a town that the document does not name lends its own only to
        // what is called after its town as a rule.
        let rule = ["airport", "station", "hospital", "harbor", "harbour", "port", "jail", "prison", "stadium", "courthouse", "mall"];
        let called = || crate::text::fold::fold_phrase(scene.doc.slice(first, end)).split(' ').any(|w| rule.contains(&w));
        if known.is_none() && (!called() || !town(&readings)) {
            continue;
        }
        let anchor = known.unwrap_or_else(|| {
            let new = voice(scene, inner, readings, surface.clone(), case);
            by_end.entry(inner.end as usize).or_default().push(new);
            by_surface.insert(surface, new);
            new
        });
        case.toponyms[at].anchor = Some(anchor);
    }
}
