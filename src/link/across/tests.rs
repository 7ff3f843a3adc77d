//! The merge as a whole: equal names, evidence, judgements, ids.
#![allow(clippy::unwrap_used)] // a panic is how a test fails

use super::*;
use crate::gazetteer::lexicon::Gender;
use crate::model::Evidence;
use proptest::prelude::*;

fn entity(type_: &str, name: &str, list_id: &str, forms: &[(&str, usize)]) -> LocalEntity {
    LocalEntity {
        type_: type_.into(),
        name: name.into(),
        list_id: Some(list_id.to_string()).filter(|id| !id.is_empty()),
        forms: forms.iter().map(|(f, n)| (f.to_string(), *n)).collect(),
        ..LocalEntity::default()
    }
}

fn merge(entities: &[LocalEntity]) -> (Vec<String>, Merged) {
    let mut across = Across::new(Judgements::default());
    let handles: Vec<u32> = entities.iter().map(|e| across.add("", Provisional::new(e.clone()))).collect();
    let merged = across.finish();
    (handles.iter().map(|&h| merged.id_and_name(merged.index_of_handle[h as usize] as usize).0.to_owned()).collect(), merged)
}

/// (type, name, list id) → id.
const CASES: [(&str, &str, &str, &str); 16] = [
    ("person", "Jürgen Stock", "", "person/jurgen-stock"),
    ("person", "JURGEN  STOCK", "", "person/jurgen-stock"),
    ("product", "Jürgen Stock", "", "product/jurgen-stock"),
    ("organization", "Interpol", "organization/interpol", "organization/interpol"),
    ("organization", "INTERPOL", "", "organization/interpol"),
    // Two list entries bear this name: a third that is not listed is neither of them.
    ("organization", "Ministry of Defence", "organization/mod-uk", "organization/mod-uk"),
    ("organization", "Ministry of Defence", "organization/mod-in", "organization/mod-in"),
    ("organization", "ministry of defence", "", "organization/ministry-of-defence"),
    // Different names with one slug.
    ("event", "Rose & Crown", "", "event/rose-crown"),
    ("event", "Rose (Crown)", "", "event/rose-crown-2"),
    // Ids that a spreadsheet would take for a number or a date.
    ("agreement", "Treaty", "1/2", "agreement/1/2"),
    ("2019", "Treaty", "", "type-2019/treaty"),
    // Two types with one slug, and names without a letter.
    ("Trade Fair", "Expo", "", "trade-fair/expo"),
    ("trade-fair", "Expo", "", "trade-fair/expo-2"),
    ("event", "–\n", "", "event/6d120ffa"),
    ("event", "– ", "", "event/6d120ffa"),
];

#[test]
fn lists_decide_then_names() {
    let (ids, merged) = merge(&CASES.map(|(type_, name, id, _)| entity(type_, name, id, &[(name, 1)])));
    assert_eq!(ids, CASES.map(|(.., want)| want));
    let stock = merged.entities().find(|e| e.entity_id == "person/jurgen-stock").unwrap();
    assert_eq!(stock.name, "Jürgen Stock", "small letters and diacritics win where counts are equal");
}

#[test]
fn what_a_list_says_stays_and_forms_are_counted() {
    let listed = LocalEntity { source: "un.csv:7".into(), ..entity("organization", "OSCE", "organization/osce", &[("O.S.C.E.", 1)]) };
    let named = LocalEntity { acronym: "OSCE".into(), ..entity("organization", "Osce", "", &[("Osce", 2), ("OSCE\n ", 2)]) };
    let (_, merged) = merge(&[named.clone(), listed, named]);
    let osce = merged.entity(0);
    assert_eq!((merged.len(), &*osce.name, &*osce.source, &*osce.acronym), (1, "OSCE", "un.csv:7", "OSCE"));
    assert_eq!(osce.aliases, [("OSCE".to_string(), 4), ("Osce".to_string(), 4), ("O.S.C.E.".to_string(), 1)]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn the_order_of_documents_decides_nothing(order in Just((0..CASES.len()).collect::<Vec<_>>()).prop_shuffle()) {
        let all = CASES.map(|(type_, name, id, _)| entity(type_, name, id, &[(name, 1)]));
        let (_, first) = merge(&all);
        let (ids, merged) = merge(&order.iter().map(|&i| all[i].clone()).collect::<Vec<_>>());
        prop_assert!(merged.entities().eq(first.entities()));
        prop_assert_eq!(ids, order.iter().map(|&i| CASES[i].3).collect::<Vec<_>>());
    }
}

/// A person with evidence as `post@body`, `body`, `~body around`, `:XX` for a country and `m`/`f` for a title.
fn person(name: &str, list_id: &str, evidence: &str) -> LocalEntity {
    let mut all = Vec::new();
    for word in evidence.split_whitespace() {
        match word.split_once('@') {
            Some((post, country)) if country.len() == 2 && country.chars().all(char::is_uppercase) => {
                all.extend([Evidence::StatePost(post.into(), country.into()), Evidence::Country(country.into())]);
            }
            Some((post, body)) => all.extend([Evidence::Post(post.into(), body.into()), Evidence::Body(body.into())]),
            None if word == "m" => all.push(Evidence::Title(Gender::Male)),
            None if word == "f" => all.push(Evidence::Title(Gender::Female)),
            None => match (word.strip_prefix(':'), word.strip_prefix('^')) {
                (Some(country), _) => all.push(Evidence::Country(country.into())),
                (_, Some(body)) => all.push(Evidence::Around(body.into())),
                _ => all.push(Evidence::Body(word.into())),
            },
        }
    }
    LocalEntity { evidence: all, ..entity("person", name, list_id, &[(name, 1)]) }
}

fn body(name: &str, acronym: &str, country: &str, beside: &[&str]) -> LocalEntity {
    let context = beside.iter().map(|b| Evidence::Beside((*b).into()));
    let evidence = context.chain((!country.is_empty()).then(|| Evidence::Country(country.into()))).collect();
    LocalEntity { acronym: acronym.into(), country_code: country.into(), evidence, ..entity("organization", name, "", &[(name, 1)]) }
}

/// See [`PEOPLE`].
type Case = (&'static [(&'static str, &'static str, &'static str)], usize);

/// People (name, list id, evidence) and how many they are.
const PEOPLE: &[Case] = &[
    // initials, with the list: a body, one around it, a country
    (&[("Y. Orlov", "", "deputy@un"), ("Yuri Orlov", "person/yuri-orlov", "unodc ^un :RU")], 1),
    (&[("Y. Orlov", "", "deputy@un"), ("Yuri Orlov", "person/yuri-orlov", ":RU")], 2),
    (&[("Y. Orlov", "", "minister@RU"), ("Yuri Orlov", "person/yuri-orlov", ":RU")], 1),
    (&[("Y. Orlov", "", "minister@BG"), ("Yuri Orlov", "person/yuri-orlov", ":RU")], 2),
    (&[("Y. Orlov", "", ""), ("Yuri Orlov", "person/yuri-orlov", ":RU unodc")], 2),
    // around, but the countries speak against it
    (&[("Y. Orlov", "", "deputy@un :BG"), ("Yuri Orlov", "person/yuri-orlov", "unodc ^un :RU")], 2),
    (&[("Y. Orlov", "", "deputy@unodc :BG"), ("Yuri Orlov", "", "chief@unodc :RU")], 1),
    // two bodies under one roof are two bodies
    (&[("Y. Orlov", "", "unicef ^un"), ("Yuri Orlov", "", "unodc ^un")], 2),
    // a middle initial, a spelling, another initial, another given name
    (&[("Carl G. Brandt", "", "commander@hq"), ("Carl Brandt", "", "general@hq")], 1),
    (&[("Sergei Markin", "", "spokesman@RU"), ("Sergey Markin", "", "official@RU")], 1),
    (&[("C. G. Brandt", "", "hq"), ("Hans Brandt", "", "hq")], 2),
    (&[("Mary Hart", "", "hq"), ("John Hart", "", "hq")], 2),
    // a surname alone: by its very post only
    (&[("Brandt", "", "commander@hq"), ("Carl Brandt", "", "commander@hq")], 1),
    (&[("Brandt", "", "commander@hq"), ("Carl Brandt", "", "general@hq")], 2),
    (&[("Brandt", "", "senator@US"), ("Carl Brandt", "", "senator@US")], 2),
    // two that it may be, unless one shares more
    (&[("J. Hart", "", "hq"), ("John Hart", "", "hq"), ("Jane Hart", "", "hq")], 3),
    (&[("J. Hart", "", "hq :US"), ("John Hart", "", "hq"), ("Jane Hart", "", "senator@US")], 2),
    (&[("J. Hart", "", "hq"), ("John Hart", "", "hq"), ("John A. Hart", "", "hq")], 1),
    // two that may be it
    (&[("J. A. Hart", "", "hq"), ("J. B. Hart", "", "hq"), ("John Hart", "person/john-hart", "hq")], 3),
    (&[("J. A. Hart", "", "hq"), ("J. B. Hart", "", "hq"), ("John Hart", "", "hq")], 3),
    // titles
    (&[("J. Hart", "", "hq m"), ("Jane Hart", "", "hq f")], 2),
    (&[("J. Hart", "", "hq f"), ("Jane Hart", "", "hq f")], 1),
    (&[("J. Hart", "", "hq m"), ("J. Hart", "", "hq f"), ("Jane Hart", "", "hq f")], 2),
    // a list knows its own
    (&[("John Hart", "person/john-hart", "hq"), ("John A. Hart", "person/john-a-hart", "hq")], 2),
];

#[test]
fn people_by_evidence() {
    for (people, want) in PEOPLE {
        let all: Vec<LocalEntity> = people.iter().map(|(name, id, evidence)| person(name, id, evidence)).collect();
        let (_, merged) = merge(&all);
        assert_eq!(merged.len(), *want, "{people:?}: {:?}", merged.notes);
        let names = people.iter().map(|p| (p.0, p.1)).collect::<std::collections::BTreeSet<_>>().len();
        assert_eq!(merged.notes.len(), names - want, "a note for each merge: {people:?}");
    }
}

#[test]
fn a_note_says_who_why_and_how_to_overrule() {
    let all = [person("Y. Orlov", "", "deputy@organization/un"), person("Yuri Orlov", "person/yuri-orlov", "organization/un")];
    let (ids, merged) = merge(&all);
    assert_eq!(ids, ["person/yuri-orlov", "person/yuri-orlov"]);
    assert_eq!(
        (merged.notes[0].code, merged.notes[0].message.as_str()),
        (
            "merged-across",
            "person/y-orlov (Y. Orlov) was taken for person/yuri-orlov (Yuri Orlov): the names fit and both have a post in organization/un; if they are two, put the line \"person/y-orlov,person/yuri-orlov,different,\" into judgements.csv"
        )
    );
    // and the line it proposes does it
    let (ids, merged) = judged("left,right,verdict,reason\nperson/y-orlov,person/yuri-orlov,different,\n", &all.map(|p| ("", p)));
    assert_eq!(ids, ["person/y-orlov", "person/yuri-orlov"]);
    assert_eq!(merged.notes, []);
}

#[test]
fn organisations_by_evidence() {
    let agency = "Harbour Defence Agency";
    for (a, b, want) in [
        // spelling, with an acronym or a country, and against another
        (body(agency, "HDA", "", &[]), body("Harbour Defense Agency", "HDA", "", &[]), 1),
        (body(agency, "", "NO", &[]), body("Harbour Defense Agency", "", "NO", &[]), 1),
        (body(agency, "", "", &[]), body("Harbour Defense Agency", "", "", &[]), 2),
        (body(agency, "HDA", "NO", &[]), body("Harbour Defense Agency", "HDA", "DK", &[]), 2),
        (body(agency, "HDA", "NO", &[]), body("Harbour Defense Agency", "HADA", "NO", &[]), 2),
        // an acronym that another document spells out
        (body("HDA", "HDA", "", &["organization/imo"]), body(agency, "HDA", "", &["organization/imo"]), 1),
        (body("HDA", "HDA", "NO", &[]), body(agency, "HDA", "NO", &[]), 1),
        (body("HDA", "HDA", "NO", &["organization/imo"]), body(agency, "HDA", "DK", &["organization/imo"]), 2),
        (body("HDA", "HDA", "", &["organization/imo"]), body(agency, "HDA", "", &["organization/who"]), 2),
    ] {
        let (_, merged) = merge(&[a.clone(), b.clone()]);
        assert_eq!(merged.len(), want, "{} {} / {} {}", a.name, a.country_code, b.name, b.country_code);
    }
    // two bodies of that acronym
    let two = [body("HDA", "HDA", "NO", &[]), body(agency, "HDA", "NO", &[]), body("Highland Deer Association", "HDA", "", &[])];
    assert_eq!(merge(&two).1.len(), 3);
}

fn judged(csv: &str, entities: &[(&str, LocalEntity)]) -> (Vec<String>, Merged) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(judgements::FILE);
    std::fs::write(&path, csv).unwrap();
    let mut across = Across::new(Judgements::read(&[path]).unwrap());
    let handles: Vec<u32> = entities.iter().map(|(doc, e)| across.add(doc, Provisional::new(e.clone()))).collect();
    let merged = across.finish();
    (handles.iter().map(|&h| merged.id_and_name(merged.index_of_handle[h as usize] as usize).0.to_owned()).collect(), merged)
}

#[test]
fn judgements_part_and_join() {
    let hart = |id: &str| entity("person", "Ann Hart", id, &[("Ann Hart", 1)]);
    let bell = |id: &str| entity("person", "Ann Bell", id, &[("Ann Bell", 1)]);
    let head = "left,right,verdict,reason,left_doc,right_doc\n";
    for (rows, entities, want, notes) in [
        // two people of one name
        (
            "Ann Hart,Ann Hart,different,,a.txt,\n",
            vec![("a.txt", hart("")), ("b.txt", hart("")), ("c.txt", hart(""))],
            vec!["person/ann-hart-2", "person/ann-hart", "person/ann-hart"],
            vec![],
        ),
        (
            "person/ann-hart,person/ann-hart,different,,a.txt,b.txt\n",
            vec![("a.txt", hart("person/ann-hart")), ("b.txt", hart("person/ann-hart"))],
            vec!["person/ann-hart-2", "person/ann-hart"],
            vec![],
        ),
        (
            "Ann Hart,Ann Hart,different,,,a.txt\n",
            vec![("a.txt", hart("")), ("b.txt", hart(""))],
            vec!["person/ann-hart-2", "person/ann-hart"],
            vec![],
        ),
        // one person of two names: by name and id, in one document only, of two list entries
        ("Ann Bell,person/ann-hart,same,married,,\n", vec![("a.txt", hart("")), ("b.txt", bell(""))], vec!["person/ann-bell"; 2], vec![]),
        (
            "Ann Bell,Ann Hart,same,,b.txt,\n",
            vec![("a.txt", hart("person/ann-hart")), ("b.txt", bell("")), ("c.txt", bell(""))],
            vec!["person/ann-hart", "person/ann-hart", "person/ann-bell"],
            vec![],
        ),
        ("person/h,person/b,same,,,\n", vec![("a.txt", hart("person/h")), ("b.txt", bell("person/b"))], vec!["person/b"; 2], vec![]),
        // a listed one and its namesake
        (
            "person/h,Ann Hart,different,,,\n",
            vec![("a.txt", hart("person/h")), ("b.txt", hart(""))],
            vec!["person/h", "person/ann-hart"],
            vec![],
        ),
        // what cannot be heeded
        ("Ann Hart,Eve Cole,same,,,\n", vec![("a.txt", hart(""))], vec!["person/ann-hart"], vec!["judgement-unknown"]),
        (
            "Ann Hart,Ann Bell,same,,,\n",
            vec![("a.txt", hart("person/h")), ("b.txt", hart("person/i")), ("c.txt", bell(""))],
            vec!["person/h", "person/i", "person/ann-bell"],
            vec!["judgement-unknown"],
        ),
        ("Ann Hart,person/ann-hart,different,,,\n", vec![("a.txt", hart(""))], vec!["person/ann-hart"], vec!["judgement-conflict"]),
        (
            "Ann Hart,Ann Bell,same,,,\nAnn Bell,Eve Cole,same,,,\nAnn Hart,Eve Cole,different,,,\n",
            vec![("a.txt", hart("")), ("b.txt", bell("")), ("c.txt", entity("person", "Eve Cole", "", &[]))],
            vec!["person/ann-bell", "person/ann-bell", "person/eve-cole"],
            vec!["judgement-conflict"],
        ),
    ] {
        let (ids, merged) = judged(&format!("{head}{rows}"), &entities);
        assert_eq!(ids, want, "{rows}{:?}", merged.notes);
        assert_eq!(merged.notes.iter().map(|n| n.code).collect::<Vec<_>>(), notes, "{rows}");
    }
}

/// What a document adds renames nothing: an id goes only where it is joined to another, and stays one of that one's.
#[test]
fn ids_stay_when_documents_are_added() {
    let old = [person("Y. Orlov", "", "deputy@un"), person("Carl Brandt", "", "hq"), body("Harbour Defence Agency", "HDA", "NO", &[])];
    let (before, _) = merge(&old);
    assert_eq!(before, ["person/y-orlov", "person/carl-brandt", "organization/harbour-defence-agency"]);
    for new in [person("Eve Cole", "", "hq"), person("Brandt", "", "hq"), person("CARL BRANDT", "", ":NO"), body("HDA", "HDA", "NO", &[])] {
        let (after, _) = merge(&[&old[..], &[new]].concat());
        assert_eq!(after[..3], before);
    }
    // a fuller name for one of them: that one id goes, the others stay
    let (after, merged) = merge(&[&old[..], &[person("Yuri Orlov", "", "chief@un")]].concat());
    assert_eq!(after, ["person/yuri-orlov", "person/carl-brandt", "organization/harbour-defence-agency", "person/yuri-orlov"]);
    assert_eq!(merged.notes.len(), 1, "and the note names the old id");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn evidence_too_is_weighed_in_no_order(order in Just((0..PEOPLE.iter().map(|p| p.0.len()).sum::<usize>()).collect::<Vec<_>>()).prop_shuffle(), keep in 1..60_usize) {
        // all in one run, so that they are rivals too; a part of them, so that it is another run each time
        let all: Vec<LocalEntity> = PEOPLE.iter().flat_map(|p| p.0).map(|(name, id, evidence)| person(name, id, evidence)).collect();
        let chosen: Vec<usize> = order.into_iter().take(keep).collect();
        let mut sorted = chosen.clone();
        sorted.sort_unstable();
        let (_, one) = merge(&sorted.iter().map(|&i| all[i].clone()).collect::<Vec<_>>());
        let (_, other) = merge(&chosen.iter().map(|&i| all[i].clone()).collect::<Vec<_>>());
        prop_assert!(one.entities().eq(other.entities()));
        prop_assert_eq!(one.notes, other.notes);
    }
}

/// A million mentions of two hundred thousand people, each with a post; a quarter of the names occur with an initial too.
#[test]
fn a_million_mentions_merge_in_seconds() {
    const PEOPLE: usize = 200_000;
    let syllables = ["bar", "den", "fo", "gul", "har", "ki", "lom", "mer", "nas", "pet", "ros", "sil", "tov", "ur", "vin", "zel"];
    let word = |mut n: usize| {
        let mut out = String::new();
        for _ in 0..5 {
            out.push_str(syllables[n % 16]);
            n /= 16;
        }
        out
    };
    let mention = |i: usize| {
        let who = i % PEOPLE;
        let (given, surname) = (word(who * 7 + 3), word(who / 2));
        let name =
            if i / PEOPLE == 4 && who.is_multiple_of(4) { format!("{}. {surname}", &given[..1]) } else { format!("{given} {surname}") };
        let country = char::from(b'A' + (who % 20) as u8);
        person(&name, "", &format!("minister@{country}X chief@office-{}", who % 5000))
    };
    let mut across = Across::new(Judgements::default());
    let started = std::time::Instant::now();
    for i in 0..5 * PEOPLE {
        across.add("", Provisional::new(mention(i)));
    }
    let added = started.elapsed();
    let merged = across.finish();
    let (took, all) = (started.elapsed() - added, merged.len());
    println!("1,000,000 mentions: {added:.1?} to take in, {took:.1?} to merge into {all} entities, {} by evidence", merged.notes.len());
    assert!(merged.notes.len() > 10_000 && all + merged.notes.len() > PEOPLE, "{all} entities, {} merges", merged.notes.len());
    // ten times what it takes, for slow machines; pairs of people would take hours
    assert!(took.as_secs() < 60, "{took:?}");
}
