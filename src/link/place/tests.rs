//! Small documents of our own with the places they must give.

use crate::Extractor;
use crate::model::{Extraction, Target};
use crate::read::Document;
use std::sync::OnceLock;

fn extractor() -> &'static Extractor {
    static ONE: OnceLock<Extractor> = OnceLock::new();
    ONE.get_or_init(|| Extractor::builder().build().expect("the shipped lists load"))
}

fn run(text: &str) -> Extraction {
    extractor().extract(&Document { text: text.to_owned(), ..Document::default() })
}

/// Ids of the places of each mention with this text, in order.
fn ids(text: &str, mention: &str) -> Vec<String> {
    let found = run(text);
    let of = |t: Target| match t {
        Target::Place(p) => found.places[p].id.trim_start_matches("place/").to_owned(),
        _ => "none".to_owned(),
    };
    found.mentions.iter().filter(|m| &text[m.start..m.end] == mention).map(|m| of(m.target)).collect()
}

#[track_caller]
fn every(text: &str, mention: &str, id: &str) {
    let got = ids(text, mention);
    assert!(!got.is_empty() && got.iter().all(|g| g == id), "{mention} in {text:?}: expected {id}, got {got:?}");
}

#[test]
fn georgia_is_a_country_or_a_state() {
    let country = "geonames-614540";
    every("Ministers from Armenia, Azerbaijan and Georgia met in Tbilisi on Monday.", "Georgia", country);
    every("The delegation visited Georgia and Ukraine.", "Georgia", country);
    every("Police in Atlanta and Savannah, Georgia, said the roads of Georgia were closed near Macon.", "Georgia", "geonames-4197000");
}

#[test]
fn washington_is_a_capital_or_a_state() {
    every("The minister travelled to Washington for talks with the United States.", "Washington", "geonames-4140963");
    every(
        "Fires burned near Spokane, Washington, and in Tacoma and Yakima, officials of Washington said.",
        "Washington",
        "geonames-5815135",
    );
}

#[test]
fn rome_and_athens() {
    every("Talks between Italy and Greece were held in Rome and Athens.", "Rome", "geonames-3169070");
    every("Talks between Italy and Greece were held in Rome and Athens.", "Athens", "geonames-264371");
    every("The bus runs from Athens, Ga., to Rome, Ga. The mayor of Athens was on it.", "Athens", "geonames-4180386");
}

#[test]
fn tripoli_goes_with_its_country() {
    every("Fighting resumed in Tripoli, Libya, and in Misrata.", "Tripoli", "geonames-2210247");
    every("The army of Lebanon deployed from Beirut and Sidon to Tripoli.", "Tripoli", "geonames-266826");
}

#[test]
fn countries_beat_hamlets() {
    every("Envoys of Guinea and Mali spoke in Conakry.", "Guinea", "geonames-2420477");
    every("Refugees crossed from Congo into Rwanda and Burundi.", "Congo", "geonames-203312");
    every("The ambassadors of Oman, Jordan, Lebanon and Cuba signed in New York.", "Jordan", "geonames-248816");
    every("The ambassadors of Oman, Jordan, Lebanon and Cuba signed in New York.", "Lebanon", "geonames-272103");
}

#[test]
fn a_container_decides_and_carries_over() {
    let text = "Fire crews in Paris, Texas, were called twice on Friday. Nobody in Paris was hurt.";
    every(text, "Paris", "geonames-4717560");
    every("The company has its seat in Long Beach, CA 90802.", "Long Beach", "geonames-5367929");
    every("The company has its seat in Long Beach, CA 90802.", "CA", "geonames-5332921");
    every("PAM Secretariat, Via Santa Lucia 107, 80132 Naples, Italy", "Naples", "geonames-3172394");
}

#[test]
fn a_listed_town_may_end_in_a_buildings_word() {
    every("The tide fell early at Imperial Beach, and the piers stood dry.", "Imperial Beach", "geonames-5359054");
    every("Ships left Pearl Harbor at dawn.", "Pearl Harbor", "pearl-harbor");
}

#[test]
fn a_seat_is_the_city_and_not_its_division() {
    every("Delegates met in Geneva on Monday.", "Geneva", "geonames-2660646");
    every("Talks went on in Zurich for a week.", "Zurich", "geonames-2657896");
    every("Ministers from Quebec came to the talks.", "Quebec", "geonames-6115047");
}

#[test]
fn datelines_in_capitals() {
    for (text, place, id) in [
        ("KABUL, Afghanistan (Jan. 5, 2012) – Afghan forces found a cache of weapons on Thursday.", "KABUL", "geonames-1138958"),
        ("TROY, N.C. (AP) -- A storm felled trees on Monday.", "TROY", "geonames-4495714"),
        ("BRATISLAVA, Slovakia – The council met on Tuesday.", "BRATISLAVA", "geonames-3060972"),
    ] {
        every(text, place, id);
        let found = run(text);
        let line = found.dateline_place.map(|p| found.places[p].id.clone());
        assert_eq!(line.as_deref(), Some(format!("place/{id}").as_str()), "{text}");
    }
}

#[test]
fn nationalities_point_at_their_country() {
    let text = "Armenian and Russian officers met in the Armenian-occupied town. The Armenia-Azerbaijan talks go on.";
    every(text, "Armenian", "geonames-174982");
    every(text, "Russian", "geonames-2017370");
    every(text, "Azerbaijan", "geonames-587116");
    let found = run(text);
    let m = found.mentions.iter().find(|m| &text[m.start..m.end] == "Armenian").expect("found");
    assert_eq!(m.type_, "nationality");
    every("A European delegation of the Swiss Confederation arrived in Bern.", "Swiss Confederation", "geonames-2658434");
}

#[test]
fn structural_places() {
    let text =
        "KUNAR PROVINCE, Afghanistan – Troops left Kunar province on Sunday. They were in Omar Kot village and the Pech River Valley.";
    every(text, "Kunar province", "geonames-1135702");
    assert_eq!(ids(text, "Omar Kot").len(), 1);
    assert_eq!(ids(text, "Pech River Valley").len(), 1);
    let found = run("The flood hit Clarke and Oconee counties in Georgia and the city of Athens, Ga.");
    let counties: Vec<&str> =
        found.places.iter().filter(|p| p.admin1_code == "GA" && p.name.ends_with("County")).map(|p| &*p.name).collect();
    assert_eq!(counties, ["Clarke County", "Oconee County"]);
}

#[test]
fn rows_are_complete() {
    let found = run("The plant is in Savannah, Georgia.");
    let p = found.places.iter().find(|p| p.name == "Savannah").expect("found");
    assert_eq!((&*p.country, &*p.country_code, &*p.admin1, &*p.admin1_code), ("United States", "US", "Georgia", "GA"));
    assert!(p.point.is_some() && p.population.is_some() && p.source.starts_with("cities.csv:"));
    let found = run("The president of France spoke.");
    assert!(found.places[0].source.contains("; point: "), "{}", found.places[0].source);
}

#[test]
fn a_doubtful_place_says_so() {
    let found = run("The club is based in Springfield.");
    let problem = found.problems.iter().find(|p| p.code == "ambiguous-place").expect("a note");
    assert!(problem.message.contains("Springfield in US-"), "{}", problem.message);
}

/// Texts of the mentions of a type.
fn texts(text: &str, type_: &str) -> Vec<String> {
    run(text).mentions.iter().filter(|m| m.type_ == type_).map(|m| text[m.start..m.end].to_owned()).collect()
}

#[test]
fn addresses_of_many_countries() {
    for (text, address) in [
        (
            "Regional Office\n80125 Naples, Italy\nVia Terracina 230 (Palazzo PiCo)\nTel.: +39 081 555 2019",
            "80125 Naples, Italy\nVia Terracina 230 (Palazzo PiCo)",
        ),
        ("Via XX Settembre 97/E, 00187 Rome (RM), Italy.", "Via XX Settembre 97/E, 00187 Rome (RM), Italy"),
        ("The Secretariat, Wallnerstrasse 6, 1010 Vienna, Austria. Tel. +43 1 555 00 00", "Wallnerstrasse 6, 1010 Vienna, Austria"),
        (
            "Palais des Nations, 8-14 Avenue de la Paix, CH-1211 Geneva 10, Switzerland",
            "Palais des Nations, 8-14 Avenue de la Paix, CH-1211 Geneva 10, Switzerland",
        ),
        ("Write to 12, rue de la Paix, 75002 Paris, France for more.", "12, rue de la Paix, 75002 Paris, France"),
        ("Straße des 17. Juni 135, D-10623 Berlin, Germany", "Straße des 17. Juni 135, D-10623 Berlin, Germany"),
        (
            "Press office: 10 St James's Square, London SW1Y 4LE, United Kingdom. Phone +44 20 7957 5700",
            "10 St James's Square, London SW1Y 4LE, United Kingdom",
        ),
        ("The office is at 453 Oak Street NE, Suite 5, Atlanta, GA 30307.", "453 Oak Street NE, Suite 5, Atlanta, GA 30307"),
        (
            "The Ministry, 32/34 Smolenskaya-Sennaya Square, 119200, Moscow, Russia. Tel +7 499 244-16-06",
            "32/34 Smolenskaya-Sennaya Square, 119200, Moscow, Russia",
        ),
        ("ul. Tverskaya, d. 13, 125032 Moscow, Russian Federation", "ul. Tverskaya, d. 13, 125032 Moscow, Russian Federation"),
        (
            "P.O. Box 3243, Roosevelt Street, W21K19, Addis Ababa, Ethiopia",
            "P.O. Box 3243, Roosevelt Street, W21K19, Addis Ababa, Ethiopia",
        ),
    ] {
        assert_eq!(texts(text, "address"), [address], "{text}");
        let found = run(text);
        assert!(found.mentions.iter().all(|m| !matches!(&*m.type_, "date" | "time" | "person")), "{text}: {:?}", found.mentions);
        // the town inside is a mention of its own, and lends its point
        let row = found.places.iter().find(|p| p.type_ == "address").expect("a row");
        assert!(row.source.contains("; point: of ") && row.point.is_some() && !row.country_code.is_empty(), "{text}: {row:?}");
    }
    for text in [
        "In 2019 the town of Paris had 2000 men on Main Street.",
        "He met 12 envoys in Rome, Italy, on 5 May 2019.",
        "The 2019 Athens forum",
    ] {
        assert!(texts(text, "address").is_empty(), "{text}");
    }
}

#[test]
fn the_issuers_home_decides() {
    every("The mayor of Alexandria spoke.\n\nTel. +20 3 555 0192", "Alexandria", "geonames-361058");
    every("The mayor of Alexandria spoke.\n\nCity Hall, 301 King Street, Richmond, VA 23219", "Alexandria", "geonames-4744091");
}

#[test]
fn what_a_document_is_about() {
    let focus = |text: &str| {
        let found = run(text);
        (found.focus_country.clone(), found.focus_place.map(|p| found.places[p].name.clone()).unwrap_or_default())
    };
    let about = |c: &str, p: &str| (c.to_owned(), p.to_owned());
    let text = "VIENNA, 5 May 2019 – Observers went to Tirana. In Tirana and Durrës, Albanian officials met them. Albania holds elections.";
    assert_eq!(focus(text), about("AL", "Tirana"));
    assert_eq!(focus("The ministers of France, Italy, Spain, Greece and Malta met."), about("", ""));
    assert_eq!(focus("Drought returned to the Sahel. The Sahel has had no rain."), about("", "Sahel"));
    assert_eq!(focus("Nothing happened anywhere."), about("", ""));
    assert_eq!(focus("The president of Ghana spoke."), about("GH", "Ghana"));
}

/// Texts of the mentions of places, in order.
fn places(text: &str) -> Vec<String> {
    run(text).mentions.iter().filter(|m| m.kind == crate::model::Kind::Place).map(|m| text[m.start..m.end].to_owned()).collect()
}

#[test]
fn the_publishers_home_decides() {
    let at = |host: &str| {
        let text = "The council of Manhattan met on Tuesday. Nobody in Manhattan was against it.";
        let found = extractor().extract(&Document { text: text.to_owned(), publisher: host.to_owned(), ..Document::default() });
        let of = |t: Target| match t {
            Target::Place(p) => found.places[p].admin1_code.clone(),
            _ => String::new(),
        };
        found.mentions.iter().filter(|m| &text[m.start..m.end] == "Manhattan").map(|m| of(m.target)).collect::<Vec<_>>()
    };
    assert_eq!(at("themercury.com"), ["KS", "KS"], "a listed paper of Manhattan, Kansas");
    assert_eq!(at("news.themercury.com"), ["KS", "KS"], "its other hosts too");
    assert_eq!(at(""), ["NY", "NY"]);
    assert_eq!(at("example.com"), ["NY", "NY"]);
}

#[test]
fn every_publisher_of_the_list_has_a_home() {
    let g = extractor().gazetteer();
    for r in g.entries_of(crate::gazetteer::TypeId::PUBLISHER) {
        let e = g.entry(r);
        assert!(g.divisions().country(e.country).is_some(), "{}: no country", e.name);
        assert_eq!(e.point.is_some(), !e.parent.is_empty(), "{}: a town has a point, a country alone has none", e.name);
        let town = |x: &(crate::gazetteer::EntryRef, _)| g.entry(x.0).geonames == e.geonames;
        assert!(e.parent.is_empty() || g.lookup(e.parent).iter().any(town), "{}: {} is not in cities.csv", e.name, e.parent);
    }
}

#[test]
fn hyphens_join_two_countries_or_are_part_of_a_name() {
    assert_eq!(places("The Armenia-Azerbaijan border was quiet."), ["Armenia", "Azerbaijan"]);
    assert_eq!(places("Snow fell in Gilgit-Baltistan and in Baden-Württemberg."), ["Gilgit-Baltistan", "Baden-Württemberg"]);
    assert_eq!(places("The people of Miami-Dade will vote."), ["Miami-Dade"]);
    let text = "The SCO-Afghanistan Contact Group met in Tashkent.";
    assert_eq!(
        (texts(text, "organization"), places(text)),
        (vec!["SCO-Afghanistan Contact Group".to_owned()], vec!["Tashkent".to_owned()])
    );
}

#[test]
fn a_capital_that_speaks_is_still_a_place() {
    every("Moscow said it would answer. Paris and Berlin disagreed with Moscow.", "Moscow", "geonames-524901");
}

#[test]
fn capitals_that_prove_nothing() {
    assert_eq!(places("MINISTERS OF FRANCE AND KENYA MEET IN NAIROBI\n\nThey met on Monday."), ["FRANCE", "KENYA", "NAIROBI"]);
    assert_eq!(places("Foreign Ministers of Peru and Chile Discuss Trade in Lima\n\nThey met on Monday."), ["Peru", "Chile", "Lima"]);
}

#[test]
fn towns_of_saints_and_towns_of_people() {
    assert_eq!(places("Two boys were hurt near St. Paris on Monday."), ["St. Paris"]);
    assert_eq!(texts("They honoured St. Gregory in song.", "person"), ["Gregory"]);
    assert!(places("The driver, Kai Poe, 30, of Elida, was not hurt.").contains(&"Elida".to_owned()));
    assert_eq!(places("She lives in Madison Twp. in Ohio."), ["Madison Twp", "Ohio"]);
}

#[test]
fn a_name_that_goes_on_is_no_place() {
    assert!(!places("He reads the Salem City News Journal daily.").contains(&"Salem City".to_owned()));
    assert_eq!(places("He lives in Washington, D.C., with his dog."), ["Washington, D.C."]);
    assert!(places("It cost US$ 3 million and US$4.").is_empty());
    assert!(places("The Islands were quiet. The Summit was long.").is_empty());
}

#[test]
fn streets_and_counties_by_two() {
    assert_eq!(places("They met at Fair Street and South Lowry Avenue."), ["Fair Street", "South Lowry Avenue"]);
    let text = "The meeting of Oconee County, Georgia, was long. Later the Oconee sheriff spoke. Rep. Jane Poe (R-Oconee) listened.";
    assert_eq!(places(text).iter().filter(|p| p.starts_with("Oconee")).count(), 3, "{:?}", places(text));
}

#[test]
fn bodies_end_before_where_and_when() {
    let text = "The Embassy of Norway in Lebanon thanked the Committee on Monday.";
    assert_eq!(texts(text, "organization"), ["Embassy of Norway"]);
    assert_eq!(places(text), ["Lebanon"]);
}

#[test]
fn a_people_of_no_land_is_no_nationality() {
    assert!(texts("Igbo elders and Jewish leaders met Latino voters.", "nationality").is_empty());
    assert_eq!(texts("British government officials met the German army.", "nationality"), ["British", "German"]);
    every("English rivers and English hills.", "English", "geonames-6269131");
    every("A European summit.", "European", "europe");
}

#[test]
fn a_name_is_inside_an_address_or_outside() {
    for text in ["10\n40em STREET, Almagro CombatANA BASE \n", "Write to 12 Elm Street, Salem Base Command, today."] {
        let found = run(text);
        for a in &found.mentions {
            for b in found.mentions.iter().filter(|b| a.start < b.end && b.start < a.end) {
                let nested = a.start <= b.start && b.end <= a.end || b.start <= a.start && a.end <= b.end;
                assert!(nested, "{:?} and {:?} in {text:?}", &text[a.start..a.end], &text[b.start..b.end]);
            }
        }
    }
}
