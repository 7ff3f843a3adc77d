//! Weights of evidence, in one readable place.
//!
//! They are on the scale of log-odds: 0 is even, +3 is twenty to one for, -3 against. A candidate's score is
//! their sum; it is accepted when it beats both 0 and every overlapping set of others. Because a longer name
//! must beat the sum of the shorter ones inside it, each further word of a name adds [`WORD`].

/// Below this a candidate is not even kept for the record.
pub const NEVER: f32 = -6.0;

/// Each further word a name explains. Larger than what a word alone can earn as a city or a surname, so that
/// a whole beats its parts.
pub const WORD: f32 = 2.0;

/// Each further word of a listed name: exact, so worth more than a country inside it ("U.S. Marine Corps").
pub const LISTED_WORD: f32 = 3.4;
/// A country, place or nationality inside a longer name: what it would have earned alone.
pub const INNER_PLACE: f32 = 1.5;

/// A full name in a list of ours.
pub const LISTED: f32 = 2.6;
/// An acronym in a list: letter for letter, but acronyms have many holders.
pub const LISTED_ACRONYM: f32 = 2.4;
/// The entry asks for a context word and the document has none.
pub const NO_CONTEXT: f32 = -4.5;
/// A listed acronym that is a word, in an all-capitals line.
pub const VOID_WORD: f32 = -4.0;
/// A head word's name that goes on in capitals: it is a piece of a longer one.
pub const PIECE: f32 = -4.0;
/// A single listed word followed by a capitalised name part.
pub const GOES_ON: f32 = -2.5;
/// A listed person whose form only ends a longer name: never that person.
pub const PART_OF_NAME: f32 = -20.0;
/// A single listed word that is an ordinary word too: in mid-sentence its capital speaks for it.
pub const ORDINARY: f32 = -0.7;
/// The same, when the document also has it in lower case.
pub const ORDINARY_SEEN: f32 = -2.0;
/// The same at the head of a sentence or in a title, when the document has it with a capital inside a sentence too, and
/// never in lower case.
pub const ORDINARY_RECURS: f32 = -1.6;
/// The same at the head of a sentence or in a title.
pub const ORDINARY_INITIAL: f32 = -3.2;

/// A title or rank stands before a name: "Mr", "Col.".
pub const TITLE: f32 = 3.0;
/// A post stands before a name: "Foreign Minister", "spokesman".
pub const POST: f32 = 2.2;
/// An occupation in lower case before a name: "activist".
pub const NOUN: f32 = 1.8;
/// A post or age follows after a comma: "X Y, State Secretary of …", "X Y, 34,".
pub const APPOSITION: f32 = 1.6;
/// A verb of saying stands next to the name.
pub const SPEECH: f32 = 1.2;
/// "who", "whose" after the name.
pub const RELATIVE: f32 = 0.6;
/// The first word is a given name of full weight.
pub const GIVEN: f32 = 1.8;
/// A later word is a family name of full weight.
pub const FAMILY: f32 = 0.9;
/// A word that no list knows: names are full of them.
pub const UNKNOWN: f32 = 0.7;
/// An initial with its point.
pub const INITIAL_LETTER: f32 = 1.3;
/// A word that is only ever an ordinary word.
pub const ONLY_WORD: f32 = -2.2;
/// A name of one word without a trigger.
pub const SINGLE: f32 = -2.6;
/// A given name at the head, but the capitals prove nothing.
pub const VOID_CAPITALS: f32 = -1.2;
/// The next word goes on with the name.
pub const HALF: f32 = -3.5;
/// A word inside that is an organisation's head or a place's.
pub const HEAD_INSIDE: f32 = -2.5;

/// A head word with what it needs: "Ministry of …", "… Agency".
pub const HEAD: f32 = 1.6;
/// A head that ends many things besides organisations: "Star", "Today", "Group".
pub const WEAK_HEAD: f32 = -0.4;
/// A company's legal form.
pub const LEGAL_FORM: f32 = 3.0;
/// Capitals that nothing explains and that may be an acronym.
pub const BARE_ACRONYM: f32 = 1.0;
/// Defined in this document: "Full Name (ACR)".
pub const DEFINED: f32 = 3.5;
/// Found elsewhere in this document with good evidence.
pub const PROPAGATED: f32 = 2.5;
/// A head word alone with a capital in running text.
pub const BARE_HEAD: f32 = 0.2;
/// A post of several words is no body: "Minister for Foreign Affairs".
pub const POST_PHRASE: f32 = 1.0;
/// Each word of a post's portfolio, beyond its length: more than a place or body of that name earns.
pub const PORTFOLIO: f32 = 1.5;
/// A date expression of full confidence: its rules have refused what only looks like one.
pub const DATE: f32 = 4.5;
/// A web or mail address, or a document's symbol: what stands in it names nothing. More than the longest name inside
/// one can earn.
pub const VERBATIM: f32 = 40.0;
