//! Head words of organisations: how each behaves, and which are plurals of a class ("Organisations") rather than names.

use super::super::scene::Scene;

/// How a head behaves, from the list's `feature` column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// Takes a complement or modifiers.
    Both,
    /// Only ends a name.
    Tail,
    /// Ends many other things too.
    Weak,
    /// Military unit.
    Unit,
    /// A building: a place.
    Facility,
    /// A head of a language that puts what it governs behind it: "Partido", "Universitas", "Ministerstvo".
    Lead,
}

pub(super) fn head_of(feature: &str) -> Head {
    match feature {
        "tail" | "company" => Head::Tail,
        "media" | "sport" => Head::Weak,
        "unit" => Head::Unit,
        "facility" => Head::Facility,
        "lead" => Head::Lead,
        _ => Head::Both,
    }
}

/// Heads that always end in s and name one thing.
pub(super) const COLLECTIVE: &[&str] = &[
    "forces",
    "affairs",
    "services",
    "nations",
    "states",
    "communications",
    "airlines",
    "airways",
    "industries",
    "systems",
    "works",
    "chiefs",
    "marines",
    "brothers",
    "sons",
    "times",
    "news",
];

/// `Organisations`, `Agencies`: a head in the plural, not one that always ends in s ("Forces", "Affairs").
pub(super) fn plural(scene: &Scene, i: usize) -> bool {
    let word = crate::text::fold::fold_phrase(scene.doc.word(i));
    let singular = word.strip_suffix("ies").map(|w| format!("{w}y")).or_else(|| word.strip_suffix('s').map(str::to_owned));
    !COLLECTIVE.contains(&word.as_str())
        && singular.is_some_and(|s| {
            matches!(
                s.as_str(),
                "organization"
                    | "organisation"
                    | "agency"
                    | "institution"
                    | "ministry"
                    | "committee"
                    | "council"
                    | "commission"
                    | "parliament"
                    | "government"
                    | "university"
                    | "court"
                    | "department"
                    | "office"
                    | "authority"
                    | "party"
                    | "union"
                    | "association"
                    | "bank"
                    | "assembly"
                    | "embassy"
                    | "school"
                    | "college"
                    | "company"
                    | "group"
                    | "movement"
                    | "foundation"
                    | "institute"
                    | "centre"
                    | "center"
                    | "club"
                    | "church"
                    | "hospital"
            )
        })
}
