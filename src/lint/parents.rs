//! Faults of `parent`: what is missing, what goes in a circle. In: all lists; out: findings.

use rustc_hash::FxHashMap;

use super::known::Known;
use super::list::{At, List};
use crate::gazetteer::row::Row;
use crate::model::Severity::Error;
use crate::report::Finding;

/// Look at all parents.
pub fn check(lists: &[List], known: &Known, out: &mut Vec<Finding>) {
    let mut rows: FxHashMap<&str, &Row> = FxHashMap::default();
    // a people's parent is its land, which may be called like it ("Caribbean"): nobody is part of a people
    for row in lists.iter().filter(|l| l.spec.type_ != "nationality").flat_map(|l| &l.rows) {
        rows.entry(&row.name).or_insert(row);
    }
    // an id goes before a name that looks like one
    for row in lists.iter().flat_map(|l| &l.rows).filter(|r| !r.id.is_empty()) {
        rows.insert(&row.id, row);
    }
    for list in lists {
        for row in list.rows.iter().filter(|r| !r.parent.is_empty()) {
            if !known.entry(&row.parent) {
                let met = format!("the parent {:?} is neither an id nor a name of any list", row.parent);
                out.push(list.finding("missing-parent", Error, row, At::Cell("parent"), met, "add it, or mend its name"));
            } else if let Some(circle) = circle(row, &rows) {
                let met = format!("{:?} is a part of itself: {circle}", row.name);
                out.push(list.finding("parent-cycle", Error, row, At::Cell("parent"), met, "mend one of the parents"));
            }
        }
    }
}

/// The way from a row by its parents back to it.
fn circle(from: &Row, rows: &FxHashMap<&str, &Row>) -> Option<String> {
    const DEEP: usize = 64; // no body has so many above it; a circle that does not pass here is another row's
    let mut way = vec![from.name.as_str()];
    let mut at = from;
    while way.len() < DEEP {
        at = rows.get(at.parent.as_str())?;
        way.push(&at.name);
        if std::ptr::eq(at, from) {
            return Some(way.join(" → "));
        }
    }
    None
}
