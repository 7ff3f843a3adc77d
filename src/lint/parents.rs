//! Faults of `parent`: what is missing, what goes in a circle. In: all lists; out: findings.

use rustc_hash::FxHashMap;

use super::known::Known;
use super::list::{At, List};
use crate::gazetteer::row::Row;
use crate::model::Severity::Error;
use crate::report::Finding;

/// Look at all parents.
pub fn check(lists: &[List], known: &Known, out: &mut Vec<Finding>) {
    let mut rows: Rows = FxHashMap::default();
    // an id goes before a name that looks like one
    for row in lists.iter().flat_map(|l| &l.rows).filter(|r| !r.id.is_empty()) {
        rows.entry(&row.id).or_default().push(row);
    }
    for row in lists.iter().flat_map(|l| &l.rows) {
        rows.entry(&row.name).or_default().push(row);
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

type Rows<'l> = FxHashMap<&'l str, Vec<&'l Row>>;

/// The way from a row by its parents back to it.
fn circle(from: &Row, rows: &Rows) -> Option<String> {
    const DEEP: usize = 64; // no body has so many above it; a circle that does not pass here is another row's
    let mut way = vec![from.name.as_str()];
    let mut at = from;
    while way.len() < DEEP {
        // the people of a place may be called as the place is
        let named = rows.get(at.parent.as_str())?;
        at = named.iter().find(|r| !std::ptr::eq(**r, at)).or(named.first())?;
        way.push(&at.name);
        if std::ptr::eq(at, from) {
            return Some(way.join(" → "));
        }
    }
    None
}
