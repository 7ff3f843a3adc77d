//! What stands around a place's name.
//!
//! In: the scene and a span. Out: evidence added to the candidate.

use super::weights as p;
use crate::gazetteer::TypeId;
use crate::spot::Candidate;
use crate::spot::scene::{Scene, TokenInfo};
use crate::text::token::Class;

/// Words after a town's name that say who or what is of it.
const OF_IT: &[&str] = &[
    "man",
    "woman",
    "men",
    "women",
    "resident",
    "residents",
    "native",
    "natives",
    "couple",
    "police",
    "teen",
    "teenager",
    "teenagers",
    "boy",
    "girl",
    "family",
    "families",
    "mayor",
    "mother",
    "father",
    "businessman",
    "voters",
    "suburb",
    "suburbs",
    "area",
    "metro",
    "neighborhood",
    "neighbourhood",
    "hospital",
    "airport",
    "firefighters",
    "officials",
    "home",
    "apartment",
    "intersection",
    "branch",
    "councillor",
    "councilman",
    "campus",
    "outskirts",
    "downtown",
    "jail",
    "prison",
    "courthouse",
    "summit",
    "embassy",
    "pub",
    "driver",
    "drivers",
    "firefighter",
    "commissioners",
    "councillors",
    "aldermen",
    "selectmen",
    "pensioner",
    "motorist",
];

/// Kinds of settlement and division in lower case: "Monari village", "the town of Monari".
const KINDS: &[&str] = &[
    "village",
    "villages",
    "town",
    "towns",
    "city",
    "district",
    "districts",
    "county",
    "counties",
    "municipality",
    "hamlet",
    "township",
    "province",
    "provinces",
    "region",
    "governorate",
    "borough",
    "island",
    "islands",
    "neighborhood",
    "neighbourhood",
    "suburb",
];

/// A postal code stands after a town: "Long Beach, CA", "Long Beach CA 90802".
pub fn after_town(scene: &Scene, first: usize) -> bool {
    let town = |i: usize| scene.capital(i) && scene.info[i].is(TokenInfo::IN_PLACE);
    let comma = first >= 2 && scene.doc.word(first - 1) == "," && town(first - 2);
    let plain = first >= 1 && scene.adjacent(first - 1) && town(first - 1);
    // two capitals in an all-capitals line prove nothing after another word
    comma || plain && !scene.info[first].is(TokenInfo::CAPITALS_VOID)
}

/// Is a nationality a language here: "in French.", "speaks English", "the Tamil language"?
pub fn language(scene: &Scene, first: usize, end: usize) -> bool {
    const SPEAK: &[&str] =
        &["speak", "speaks", "speaking", "spoke", "spoken", "fluent", "learn", "learning", "teach", "teaches", "translated"];
    let doc = scene.doc;
    let before = if first > 0 { doc.word(first - 1) } else { "" };
    // "in French" ends a phrase; "in French waters" goes on
    let alone = doc.tokens.get(end).is_none_or(|t| t.class == Class::Punct && doc.word(end) != "-");
    let after = matches!(doc.word(end), "language" | "languages" | "dictionary" | "lessons" | "speaker" | "speakers")
        || doc.word(end) == "-" && doc.word(end + 1) == "speaking";
    after || SPEAK.contains(&before) || alone && matches!(before, "in" | "into")
}

/// Evidence around a place's name.
pub fn cues(scene: &Scene, first: usize, end: usize, c: &mut Candidate) {
    before(scene, first, c);
    after(scene, first, end, c);
    if first == scene.bounds(first).0 {
        line_head(scene, first, end, c);
    }
}

fn before(scene: &Scene, first: usize, c: &mut Candidate) {
    let doc = scene.doc;
    if first == 0 {
        return;
    }
    if scene.adjacent(first - 1) {
        match doc.word(first - 1) {
            "in" | "In" | "near" | "Near" | "outside" | "across" | "throughout" | "around" => c.add("in", p::IN),
            "from" | "From" | "to" | "at" | "At" | "into" | "toward" | "towards" | "between" | "against" | "via" | "over" => {
                c.add("from", p::FROM);
                person_before(scene, first - 1, c);
            }
            "of" => {
                c.add("of", p::OF);
                person_before(scene, first - 1, c);
                if distance_before(scene, first - 1) {
                    c.add("miles of", p::MILES);
                } else if first >= 2 && KINDS.contains(&doc.word(first - 2)) {
                    c.add("kind before", p::KIND_BESIDE);
                }
            }
            "with" | "and" => c.add("of", p::OF),
            "northern" | "southern" | "eastern" | "western" | "central" | "north" | "south" | "east" | "west" | "northeastern"
            | "northwestern" | "southeastern" | "southwestern" | "downtown" | "neighbouring" | "neighboring" => {
                c.add("compass", p::COMPASS)
            }
            _ => {}
        }
        // "the Bath": towns take no article
        if matches!(doc.word(first - 1), "the" | "a" | "an" | "The" | "A") && scene.gazetteer.type_of(c.entries[0]) == TypeId::CITY {
            let of_it = attributive(scene, c.end as usize);
            c.add("article", if of_it { 0.0 } else { p::ARTICLE });
        }
        if scene.ending(first, TypeId::TITLE).is_some() {
            c.add("title before", p::TITLE_BEFORE);
        }
        let given = &scene.info[first - 1];
        if scene.capital(first - 1) && given.given() > 60 && !given.is(TokenInfo::IN_PLACE) && given.common() == 0 {
            c.add("given name before", p::GIVEN_BEFORE);
        }
    }
    // "(R-Ocilla)", "D-Hardy"
    if super::county::constituency(scene, first) {
        c.add("legislator of", p::LEGISLATOR);
    }
    if first >= 2 && doc.word(first - 1) == "," && scene.info[first - 2].is(TokenInfo::IN_PLACE) && scene.capital(first - 2) {
        c.add("inside before", p::INSIDE_BEFORE);
    }
}

fn after(scene: &Scene, first: usize, end: usize, c: &mut Candidate) {
    let doc = scene.doc;
    let next = doc.word(end);
    if next == "," && end + 1 < doc.tokens.len() && scene.info[end + 1].is(TokenInfo::IN_PLACE) && scene.capital(end + 1) {
        c.add("container follows", p::CONTAINER_FOLLOWS);
    }
    if !scene.adjacent(end - 1) || end >= doc.tokens.len() {
        return;
    }
    if scene.capital(end) {
        let info = &scene.info[end];
        if info.family() > 30 && info.common() == 0 && !info.is(TokenInfo::IN_PLACE) {
            c.add("family name follows", p::FAMILY_AFTER);
        }
    } else if OF_IT.contains(&next) && (scene.info[first].common() == 0 || !scene.info[first].is(TokenInfo::INITIAL)) {
        c.add("people of", p::PEOPLE_OF);
    } else if KINDS.contains(&next) && !matches!(next, "province" | "governorate") {
        c.add("kind after", p::KIND_BESIDE);
    }
}

/// "Jane Poe, 34, of X", "Jane Poe of X", before the word at `of`.
fn person_before(scene: &Scene, of: usize, c: &mut Candidate) {
    let doc = scene.doc;
    let name =
        |i: usize| scene.capital(i) && scene.info[i].word.is_name() && !scene.info[i].is(TokenInfo::IN_ORG_HEAD | TokenInfo::IN_POST);
    let age = of >= 4
        && doc.word(of - 1) == ","
        && doc.tokens[of - 2].class == Class::Number
        && doc.tokens[of - 2].len() <= 2
        && doc.word(of - 3) == ","
        && scene.capital(of - 4);
    if age {
        c.add("age before", p::AGED_OF);
    } else if of >= 2 && doc.word(of) == "of" && name(of - 1) && name(of - 2) && scene.adjacent(of - 2) && scene.info[of - 1].common() == 0
    {
        c.add("person before", p::PERSON_OF);
    }
}

/// After "the X": does a noun follow that X belongs to, so that the article is the noun's ("the Bath spa", "a Bonn lawyer")?
fn attributive(scene: &Scene, next: usize) -> bool {
    const FUNCTION: &[&str] = &[
        "is", "was", "are", "were", "has", "had", "have", "and", "or", "of", "in", "on", "at", "to", "for", "from", "by", "with", "said",
        "says", "will", "would", "that", "which", "who", "as", "but", "can", "could", "may", "did", "does", "when", "while", "than",
        "into",
    ];
    let word = scene.doc.word(next);
    OF_IT.contains(&word)
        || KINDS.contains(&word)
        || scene.adjacent(next - 1)
            && scene.doc.tokens.get(next).is_some_and(|t| t.is_lower() && t.len() > 3)
            && scene.info[next].common() > 0
            && !FUNCTION.contains(&word)
}

/// "20 miles west of", "three kilometres from".
fn distance_before(scene: &Scene, of: usize) -> bool {
    const LENGTHS: &[&str] = &["miles", "mile", "km", "kilometers", "kilometres", "kilometer", "kilometre"];
    const SIDES: &[&str] = &[
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "outside",
        "just",
        "northwards",
        "southwards",
    ];
    (of.saturating_sub(4)..of).any(|i| LENGTHS.contains(&scene.doc.word(i))) || of > 0 && SIDES.contains(&scene.doc.word(of - 1))
}

/// The first words of a line before a dash or bracket.
fn line_head(scene: &Scene, first: usize, end: usize, c: &mut Candidate) {
    let doc = scene.doc;
    let next = doc.word(end);
    let dash =
        matches!(next, "–" | "—") || next == "-" && (doc.word(end + 1) == "-" || !doc.gap(end - 1).is_empty() && !doc.gap(end).is_empty());
    let capitals = (first..end).all(|i| doc.tokens[i].class != Class::Word || doc.tokens[i].is_upper());
    let letters: usize = (first..end).map(|i| doc.tokens[i].len()).sum();
    if capitals && letters >= 4 && (dash || next == "(" && doc.tokens.get(end + 1).is_some_and(|t| t.is_upper())) {
        c.add("dateline", p::DATELINE);
    } else if dash || matches!(next, "(" | ":" | ",") {
        c.add("line head", p::LINE_HEAD);
    }
}
