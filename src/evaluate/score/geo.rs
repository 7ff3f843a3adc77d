//! Toponyms with points. In: gold toponyms and place mentions; out: recognition (exact and any overlap, one to one),
//! resolution among the recognised (within 161 km, the same GeoNames number), end to end.

use crate::evaluate::gold::{GoldDoc, Toponym};
use crate::evaluate::{Counts, Evaluation, Said};
use crate::lint::known::kilometres;
use crate::tables::load::MentionRow;

/// A hundred miles: what the literature counts as right (Gritta et al. 2018).
const RADIUS_KM: f64 = 161.0;

/// Score toponyms.
pub fn score(gold: &[GoldDoc], said: &Said, out: &mut Evaluation) {
    for (doc, golds) in gold.iter().filter_map(|d| Some((d, d.geo.as_ref()?))) {
        let mut places: Vec<&MentionRow> = said.of(&doc.id).iter().filter(|m| m.kind == "place").copied().collect();
        places.sort_by_key(|m| (m.start, m.end));
        one(&doc.id, golds, &places, said, out);
    }
}

fn one(doc: &str, golds: &[Toponym], places: &[&MentionRow], said: &Said, out: &mut Evaluation) {
    let mut pairs = Vec::new();
    for (i, g) in golds.iter().enumerate() {
        for (j, p) in places.iter().enumerate() {
            let shared = g.end.min(p.end) as i64 - g.start.max(p.start) as i64;
            if shared > 0 {
                let lengths = (p.end as i64 - p.start as i64 - (g.end as i64 - g.start as i64)).abs();
                pairs.push((g.start == p.start && g.end == p.end, shared, -lengths, i, j));
            }
        }
    }
    pairs.sort_unstable();
    let mut of_gold: Vec<Option<usize>> = vec![None; golds.len()];
    let mut of_said: Vec<Option<usize>> = vec![None; places.len()];
    for (.., i, j) in pairs.into_iter().rev() {
        if of_gold[i].is_none() && of_said[j].is_none() {
            (of_gold[i], of_said[j]) = (Some(j), Some(i));
        }
    }
    let matched = of_gold.iter().flatten().count();
    let exact =
        of_gold.iter().enumerate().filter(|(i, j)| j.is_some_and(|j| golds[*i].start == places[j].start && golds[*i].end == places[j].end));
    let wanted = golds.iter().filter(|g| g.point.is_some()).count();
    let (mut near, mut located, mut claimed, mut linked) = (0, 0, 0, Counts::default());
    for (j, m) in places.iter().enumerate() {
        let Some(g) = of_said[j].map(|i| &golds[i]) else {
            claimed += 1;
            out.judge(m, false);
            out.error(format!("FALSE place {:?}", m.text));
            continue;
        };
        let Some(point) = g.point else { continue };
        claimed += 1;
        located += 1;
        let place = said.place(m);
        let km = place.and_then(|p| p.point()).map(|p| kilometres(point, p));
        let right = km.is_some_and(|km| km <= RADIUS_KM);
        near += usize::from(right);
        out.judge(m, right);
        if !right {
            let far = km.map_or("nowhere".to_owned(), |km| format!("{km:.0} km away, {}", m.target_id));
            out.error(format!("VALUE place {:?} {far}", m.text));
        }
        if let (Some(a), Some(b)) = (g.geonames, place.and_then(|p| p.geonames)) {
            linked.add(Counts::new(usize::from(a == b), 1, 1));
        }
    }
    for g in golds.iter().zip(&of_gold).filter(|(_, j)| j.is_none()).map(|(g, _)| g) {
        out.error(format!("MISS place {:?}", g.text));
    }
    for (measure, counts) in [
        ("exact", Counts::new(exact.count(), places.len(), golds.len())),
        ("partial", Counts::new(matched, places.len(), golds.len())),
        ("acc161", Counts::new(near, located, located)),
        ("end-to-end", Counts::new(near, claimed, wanted)),
        ("link", linked),
    ] {
        out.count(doc, format!("geo/{measure}/place"), counts);
    }
}
