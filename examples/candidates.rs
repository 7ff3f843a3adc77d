//! Development aid: every candidate of a text given as argument, with its evidence.
use dateline::gazetteer::Gazetteer;
use dateline::spot::{self, Scene};
use dateline::text::Prepared;

fn main() {
    let gazetteer = Gazetteer::shipped();
    for text in std::env::args().skip(1) {
        let doc = Prepared::new(&text);
        let dates = spot::date::spot(&doc);
        let mut scene = Scene::new(&doc, &gazetteer);
        scene.mark_dates(&dates);
        let contact = spot::contact::Contact::spot(&scene);
        let (candidates, definitions) = spot::spot(&scene, &dates, &contact);
        let settled = dateline::settle::settle(&scene, candidates, &definitions);
        for (i, c) in settled.candidates.iter().enumerate() {
            let mark = if settled.chosen.contains(&i) { "*" } else { " " };
            println!("{mark} {:6.2} {:?} {} {:?} {:?}", c.score, c.label, c.rule, doc.slice(c.first as usize, c.end as usize), c.evidence);
        }
    }
}
