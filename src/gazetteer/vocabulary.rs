//! The types of lists that the rules know, and which of them are vocabulary: words the rules ask for, not names of
//! things.

/// Types the rules know, in the order of their numbers; a user's types come after.
pub const KNOWN: &[&str] = &[
    "deny",
    "country",
    "admin1",
    "admin2",
    "city",
    "region",
    "continent",
    "water",
    "mountain",
    "facility",
    "nationality",
    "organization",
    "person",
    "event",
    "agreement",
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

/// How many of [`KNOWN`] name things; the rest are vocabulary.
const NAMES: usize = 15;

/// Types of vocabulary lists.
pub const TYPES: &[&str] = KNOWN.split_at(NAMES).1;

/// Is a list of this type vocabulary?
pub fn is_vocabulary(type_: &str) -> bool {
    TYPES.contains(&type_)
}
