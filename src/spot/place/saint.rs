//! Houses of saints: `[St George’s Chapel]`, "at `[St Patrick’s]`". The saint is nobody's mention there.
//!
//! In: the scene. Out: places; and for feasts, `St Patrick’s Day`, a refusal of the span.

use super::super::scene::Scene;
use super::super::{Candidate, Label};
use crate::text::token::Class;

/// Buildings and grounds called after saints that are places before they are bodies. In byte order.
const HOUSES: &[&str] = &["Abbey", "Basilica", "Cathedral", "Chapel", "Church", "Churchyard", "Park", "Priory", "Square"];
/// Names behind a saint's that are neither place nor body. In byte order.
const FEASTS: &[&str] = &["Day", "Eve"];
/// What may follow where nothing is the saint's but the house: "St Mary’s pupils" are somebody's.
const LINKS: &[&str] = &["and", "at", "by", "during", "for", "from", "in", "is", "on", "or", "to", "was", "were", "when", "where", "with"];
/// A possessive saint is a house: more than title and name earn as a person.
const HOUSE: f32 = 6.0;
/// The saint's name in words: "St John Nepomuk".
const MOST: usize = 2;

/// Propose them.
pub(super) fn spot(scene: &Scene) -> Vec<Candidate> {
    let mut titles: Vec<usize> = ["st", "saint"].iter().flat_map(|t| scene.doc.tokens_of(t)).collect();
    titles.sort_unstable();
    titles.into_iter().filter_map(|i| house(scene, i)).collect()
}

/// A saint's title at token `i`: where the name behind it begins.
pub(in crate::spot) fn name_after(scene: &Scene, i: usize) -> Option<usize> {
    if !matches!(scene.doc.word(i), "St" | "Saint") {
        return None;
    }
    let point = scene.at(i + 1, ".") && scene.doc.gap(i).is_empty();
    let name = i + 1 + usize::from(point);
    (scene.capital(name) && scene.adjacent(name - 1)).then_some(name)
}

fn house(scene: &Scene, i: usize) -> Option<Candidate> {
    let doc = scene.doc;
    let name = name_after(scene, i)?;
    let last = (name..name + MOST).take_while(|&k| scene.capital(k) && scene.adjacent(k - 1)).last()?;
    let owner = (name..=last).find(|&k| k + 1 < doc.tokens.len() && doc.gap(k).is_empty() && doc.apostrophe(k + 1))?;
    let end = if doc.gap(owner + 1).is_empty() && scene.at(owner + 2, "s") { owner + 3 } else { owner + 2 };
    let next = doc.word(end);
    let goes_on = scene.capital(end) && scene.adjacent(end - 1) && doc.tokens[end].class == Class::Word;
    let place = |end: usize| Some(Candidate::new(i, end, Label::Place, "place/saint").because("a saint’s house", HOUSE));
    if FEASTS.binary_search(&next).is_ok() {
        return Some(Candidate::new(i, end + 1, Label::Nothing, "place/saint").because("a saint’s feast", HOUSE));
    }
    if HOUSES.binary_search(&next).is_ok() {
        return place(end + 1);
    }
    // "St Mary’s Hospital" is a body by its head, and "St Mary’s pupils" are a school's; "in St Mary’s" is where it stands
    let stands = i > 0 && matches!(scene.doc.word(i - 1), "at" | "in" | "inside" | "outside" | "near") && end == owner + 3;
    (stands && !goes_on && !doc.tokens.get(end).is_some_and(|t| t.is_lower() && !LINKS.contains(&next))).then(|| place(end)).flatten()
}

#[cfg(test)]
mod tests {
    use crate::model::Kind;

    fn mentions(text: &str) -> Vec<(String, Kind)> {
        let document = crate::read::Document { text: text.to_owned(), ..Default::default() };
        let found = crate::Extractor::builder().build().expect("the shipped lists").extract(&document);
        found.mentions.iter().filter(|m| m.kind != Kind::Date).map(|m| (text[m.start..m.end].to_owned(), m.kind)).collect()
    }

    #[test]
    fn houses_are_places() {
        assert_eq!(mentions("They met at St Dunstan’s Chapel for an hour."), [("St Dunstan’s Chapel".to_owned(), Kind::Place)]);
        assert_eq!(mentions("The choir sang twice in St. Dunstan's and left."), [("St. Dunstan's".to_owned(), Kind::Place)]);
    }

    #[test]
    fn bodies_feasts_and_people_are_not() {
        assert_eq!(mentions("Pupils of St Dunstan’s College agreed."), [("St Dunstan’s College".to_owned(), Kind::Entity)]);
        assert!(mentions("They danced on St Dunstan’s Day.").is_empty());
        assert!(mentions("The St Dunstan’s pupils danced.").iter().all(|m| m.1 != Kind::Place));
        assert_eq!(mentions("He wrote on St Dunstan and his age."), [("Dunstan".to_owned(), Kind::Entity)]);
    }
}
