//! Each precision tool by itself: what it does to a score, and that the score says so.

use super::{PlaceOptions, Tool, spot_with};
use crate::gazetteer::Gazetteer;
use crate::spot::{Candidate, Label, Scene};
use crate::text::Prepared;

/// The listed place with this text, with one tool off or none.
fn place(text: &str, name: &str, off: Option<Tool>) -> Candidate {
    let gazetteer = Gazetteer::shipped();
    let doc = Prepared::new(text);
    let scene = Scene::new(&doc, &gazetteer);
    let options = off.map_or_else(PlaceOptions::default, |t| PlaceOptions::default().without(t));
    let all = spot_with(&scene, &options);
    let found = all.into_iter().find(|c| c.label == Label::Place && doc.slice(c.first as usize, c.end as usize) == name);
    found.expect("proposed")
}

#[test]
fn every_tool_can_be_switched_off() {
    for (tool, text, name, raises) in [
        (Tool::OrdinaryWords, "Reading is good. He likes reading a book.", "Reading", false),
        (Tool::Persons, "Then Mr Jackson spoke.", "Jackson", false),
        (Tool::Acronyms, "He said OK to it.", "OK", false),
        (Tool::Cues, "He lives in Macon, Georgia, today.", "Macon", true),
        (Tool::Support, "He went from Atlanta to Savannah and Augusta in Georgia, then on to Macon.", "Macon", true),
    ] {
        let (on, off) = (place(text, name, None), place(text, name, Some(tool)));
        assert!(on.evidence.iter().any(|e| tool.evidence().contains(&e.0)), "{tool:?}: {:?}", on.evidence);
        assert!(!off.evidence.iter().any(|e| tool.evidence().contains(&e.0)), "{tool:?}: {:?}", off.evidence);
        assert_eq!(on.score > off.score, raises, "{tool:?}: {} with it, {} without", on.score, off.score);
    }
}

#[test]
fn a_language_is_no_nationality() {
    let gazetteer = Gazetteer::shipped();
    let score = |text: &str| {
        let doc = Prepared::new(text);
        let scene = Scene::new(&doc, &gazetteer);
        let all = spot_with(&scene, &PlaceOptions::default());
        all.iter().filter(|c| c.label == Label::Nationality).map(|c| c.score).fold(f32::NEG_INFINITY, f32::max)
    };
    assert!(score("The song is sung in French.") < 0.0);
    assert!(score("She speaks Russian well.") < 0.0);
    assert!(score("It sank in French waters.") > 0.0);
    assert!(score("The Russian minister spoke.") > 0.0);
}
