//! Which list types are vocabulary: words the rules ask for, not names of things.

/// Types of vocabulary lists.
pub const TYPES: &[&str] = &[
    "post",
    "title",
    "status",
    "organization-head",
    "legal-form",
    "event-head",
    "agreement-head",
    "place-head",
    "speech-verb",
    "person-noun",
    "particle",
    "publisher",
];

/// Is a list of this type vocabulary?
pub fn is_vocabulary(type_: &str) -> bool {
    TYPES.contains(&type_)
}
