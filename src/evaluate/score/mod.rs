//! The arithmetic, one task a file. It is that of the project's scoreboard, to the letter: which pairs count, in which
//! order ties fall, what is neither right nor wrong.

pub mod geo;
pub mod ner;
pub mod rel;
pub mod time;

use crate::tables::load::MentionRow;

/// A mention's type as gold names it: `person`, `organization`, `place`, `nationality`, `date`; nothing for others.
pub fn kind_of(m: &MentionRow) -> Option<&'static str> {
    match (m.kind.as_str(), m.type_.as_str()) {
        ("date", _) => Some("date"),
        ("place", "nationality") => Some("nationality"),
        ("place", _) => Some("place"),
        ("entity", "person") => Some("person"),
        ("entity", "organization") => Some("organization"),
        _ => None,
    }
}
