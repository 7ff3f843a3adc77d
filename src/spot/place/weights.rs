//! Weights of places, on the scale of [`crate::spot::weights`].

/// A country or continent by name.
pub const COUNTRY: f32 = 3.3;
/// A first-level division.
pub const ADMIN1: f32 = 1.8;
/// Hand-kept regions, waters, mountains, facilities.
pub const REGION: f32 = 1.6;
/// A second-level division under its bare name.
pub const ADMIN2: f32 = -0.2;
/// Each tenfold of inhabitants.
pub const SIZE: f32 = 0.9;
/// What a place without inhabitants starts from: 1,000 are -0.9, 100,000 are 0.9, 10 million 2.7.
pub const SMALL: f32 = 3.6;
/// Inhabitants of a town that a user lists without any: who lists a town expects to meet it.
pub const OWN_PLACE: u32 = 100_000;
/// A generated alternate name.
pub const ALTERNATE: f32 = -0.6;
/// A listed name with a hyphen in it: as much as its parts earn by what stands around them.
pub const HYPHENATED: f32 = 1.8;
/// A listed name that ends in its own division: what town and container would earn beside each other.
pub const LISTED_CHAIN: f32 = 7.0;
/// Share of a further word's weight that a place's further word has.
pub const LENGTH: f32 = 0.8;
/// More than one word, and the canonical name of more than a town.
pub const FULL_NAME: f32 = 0.95;
/// The same of a country.
pub const FULL_COUNTRY: f32 = 0.8;
/// The form is a given or family name of full weight.
pub const PERSONAL_NAME: f32 = -1.2;
/// The name of a town or division that is only a kind of place: "Islands".
pub const KIND_ITSELF: f32 = -3.0;
/// A compass word in capitals right before a place is a part of that name.
pub const SIDE_OF: f32 = -5.0;
/// Four capitals or fewer that are no listed acronym.
pub const ACRONYM: f32 = -2.0;
/// "US$": a currency.
pub const CURRENCY: f32 = -5.0;
/// A postal code of a state without a town before it.
pub const POSTAL_ALONE: f32 = -5.0;

/// An abbreviated state after a town: "Jackson, Miss.".
pub const AFTER_TOWN: f32 = 2.5;

/// "in X".
pub const IN: f32 = 1.3;
/// "from X", "to X".
pub const FROM: f32 = 0.6;
/// "of X", "and X".
pub const OF: f32 = 0.2;
/// "northern X".
pub const COMPASS: f32 = 1.5;
/// "the X": towns take no article.
pub const ARTICLE: f32 = -1.5;
/// "Mr X".
pub const TITLE_BEFORE: f32 = -3.0;
/// "John X".
pub const GIVEN_BEFORE: f32 = -2.5;
/// "X, Texas".
pub const CONTAINER_FOLLOWS: f32 = 1.8;
/// "Paris, X".
pub const INSIDE_BEFORE: f32 = 1.0;
/// "X Smith".
pub const FAMILY_AFTER: f32 = -1.2;
/// First in a line before a dash, bracket, comma.
pub const LINE_HEAD: f32 = 0.8;
/// The same in capitals before a dash: a dateline.
pub const DATELINE: f32 = 3.0;
/// Two words or more in capitals at the head of a line that goes on in small letters.
pub const BARE_DATELINE: f32 = 2.0;
/// "X man", "X residents", "X police".
pub const PEOPLE_OF: f32 = 1.5;
/// "(R-X)", "D-X".
pub const LEGISLATOR: f32 = 3.0;
/// "20 miles west of X".
pub const MILES: f32 = 2.0;
/// "X village", "town of X".
pub const KIND_BESIDE: f32 = 1.8;

/// A nationality that is a language here: "in French", "speaks English".
pub const LANGUAGE: f32 = -6.0;

/// A head word in capitals with a name: "Kunar Province", "Lake Robinson".
pub const HEAD: f32 = 2.2;
/// A head word in lower case that belongs to the name: "Kunar province".
pub const SMALL_HEAD: f32 = 1.8;
/// The name before a head is listed as such a place.
pub const HEAD_LISTED: f32 = 1.5;
/// An unknown word that only "village" or "town" beside it makes a place.
pub const UNKNOWN_BESIDE: f32 = 1.2;
/// A division by its bare name in a list: "Clarke and Oconee counties".
pub const IN_COUNTIES: f32 = 3.0;
/// A street of a pair: "Elm and Mill streets".
pub const IN_STREETS: f32 = 2.0;
/// A person of that place: "Jane Poe, 34, of X".
pub const AGED_OF: f32 = 2.0;
/// The same without the age: "Jane Poe of X".
pub const PERSON_OF: f32 = 1.0;
/// The head's name begins with an ordinary word at the head of a sentence.
pub const HEAD_INITIAL: f32 = -2.5;

/// The document is about the division the place lies in.
pub const HOME_DIVISION: f32 = 1.3;
/// The document is about the country the place lies in.
pub const HOME_COUNTRY: f32 = 0.4;
/// None of the places of that name lies in a country of the document.
pub const ELSEWHERE: f32 = -0.8;
/// A person or organisation by structure alone whose words are a listed place.
pub const CLAIMED: f32 = -2.0;
/// A person with "St." for a title where title and name are a listed place: as much as the title is worth.
pub const SAINT: f32 = -3.0;
/// "Clarke" where "Clarke County" is named too.
pub const SHORT_FORM: f32 = 1.5;
