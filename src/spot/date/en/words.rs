//! The English words of time.
//!
//! In: nothing. Out: the [`Lexicon`] and the names of the classes that patterns use. Words that stand in
//! patterns only are added when the patterns are compiled.

use crate::spot::date::lex::{Lexicon, class::*};

/// Classes by the name patterns use.
pub const CLASSES: &[(&str, u32)] = &[
    ("monthname", MONTH),
    ("unit", UNIT),
    ("units", PLURAL),
    ("card", CARD),
    ("season", SEASON),
    ("part", PART),
    ("day", DAY | NTH),
    ("numeral", DAY),
    ("int", INT),
    ("two", TWO),
    ("four", YEAR),
    ("decadename", DECADE),
    ("deictic", DEICTIC),
    ("which", WHICH),
    ("early", EARLY),
    ("mixed", MIXED),
    ("sec", MIXED | INT),
    ("noon", NOON),
    ("often", OFTEN),
    ("few", FEW),
    ("vague", VAGUE),
    ("named", NAMED),
];

/// Values of "last", "this", "next" and their like.
pub mod which {
    /// "last", "past".
    pub const LAST: i32 = -1;
    /// "this", "current".
    pub const THIS: i32 = 0;
    /// "next".
    pub const NEXT: i32 = 1;
    /// "coming", "upcoming".
    pub const COMING: i32 = 2;
    /// "previous", "preceding".
    pub const BEFORE: i32 = -3;
    /// "following".
    pub const AFTER: i32 = 3;
}

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
/// Short forms of months; "mar" and "jun" as well as "sept".
const MONTHS_SHORT: &[(&str, i32)] = &[
    ("jan", 1),
    ("feb", 2),
    ("febr", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const WEEKDAYS_SHORT: &[(&str, i32)] = &[
    ("mon", 1),
    ("tue", 2),
    ("tues", 2),
    ("wed", 3),
    ("weds", 3),
    ("thu", 4),
    ("thur", 4),
    ("thurs", 4),
    ("fri", 5),
    ("sat", 6),
    ("sun", 7),
];
/// Singular, plural and further forms of the units, in the order of `lex::UNITS`.
const UNITS: [&[&str]; 13] = [
    &["second", "seconds", "sec", "secs"],
    &["minute", "minutes", "min", "mins"],
    &["hour", "hours", "hr", "hrs"],
    &["day", "days"],
    &["weekend", "weekends"],
    &["week", "weeks"],
    &["fortnight", "fortnights"],
    &["month", "months"],
    &["quarter", "quarters"],
    &["year", "years", "yr", "yrs"],
    &["decade", "decades"],
    &["century", "centuries"],
    &["millennium", "millennia"],
];
const CARDINALS: &[(&str, i32)] = &[
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("hundred", 100),
    ("thousand", 1000),
];
const ORDINALS: &[(&str, i32)] = &[
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("eleventh", 11),
    ("twelfth", 12),
    ("thirteenth", 13),
    ("fourteenth", 14),
    ("fifteenth", 15),
    ("sixteenth", 16),
    ("seventeenth", 17),
    ("eighteenth", 18),
    ("nineteenth", 19),
    ("twentieth", 20),
    ("thirtieth", 30),
];
const DECADES: &[(&str, i32)] = &[
    ("twenties", 20),
    ("thirties", 30),
    ("forties", 40),
    ("fifties", 50),
    ("sixties", 60),
    ("seventies", 70),
    ("eighties", 80),
    ("nineties", 90),
];
const SEASONS: &[(&str, i32)] =
    &[("spring", 1), ("springtime", 1), ("summer", 2), ("summertime", 2), ("autumn", 3), ("fall", 3), ("winter", 4), ("wintertime", 4)];
const PARTS: &[(&str, i32)] = &[("morning", 1), ("afternoon", 2), ("evening", 3), ("night", 4)];
const WHICH_WORDS: &[(&str, i32)] = &[
    ("last", which::LAST),
    ("past", which::LAST),
    ("this", which::THIS),
    ("current", which::THIS),
    ("next", which::NEXT),
    ("coming", which::COMING),
    ("upcoming", which::COMING),
    ("forthcoming", which::COMING),
    ("previous", which::BEFORE),
    ("preceding", which::BEFORE),
    ("prior", which::BEFORE),
    ("following", which::AFTER),
    ("ensuing", which::AFTER),
];
/// Zones by their offset in minutes; EST and EDT are those of North America, IST is left out for being three.
const ZONES: &[(&str, i32)] = &[
    ("utc", 0),
    ("gmt", 0),
    ("zulu", 0),
    ("wet", 0),
    ("bst", 60),
    ("cet", 60),
    ("cest", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("aest", 600),
    ("aedt", 660),
    ("awst", 480),
    ("acst", 570),
    ("nzst", 720),
    ("nzdt", 780),
    ("jst", 540),
    ("hkt", 480),
    ("sgt", 480),
];

/// All words with a class.
pub fn lexicon() -> Lexicon {
    let mut l = Lexicon::default();
    // The reserved units 255 = none.
    const NO: u8 = 255;
    for (i, m) in MONTHS.iter().enumerate() {
        l.add(m, MONTH, i as i32 + 1, NO);
    }
    for &(m, n) in MONTHS_SHORT {
        l.add(m, MONTH | ABBR, n, NO);
    }
    for (i, d) in WEEKDAYS.iter().enumerate() {
        l.add(d, WEEKDAY, i as i32 + 1, NO);
        l.add(&format!("{d}s"), 0, i as i32 + 1, NO);
    }
    for &(d, n) in WEEKDAYS_SHORT {
        l.add(d, WEEKDAY | ABBR, n, NO);
    }
    for &(w, n) in CARDINALS {
        l.add(w, CARD, n, NO);
    }
    for &(w, n) in ORDINALS {
        l.add(w, ORD, n, NO);
    }
    for (i, forms) in UNITS.iter().enumerate() {
        for (j, form) in forms.iter().enumerate() {
            l.add(
                form,
                UNIT | if form.ends_with('s') || *form == "millennia" { PLURAL } else { 0 } | if j > 1 { ABBR } else { 0 },
                0,
                i as u8,
            );
        }
    }
    // "second" is an ordinal first.
    l.add("second", ORD | UNIT, 2, 0);
    for (table, bit) in [(DECADES, DECADE), (SEASONS, SEASON), (PARTS, PART), (WHICH_WORDS, WHICH), (ZONES, ZONE)] {
        for &(w, n) in table {
            l.add(w, bit, n, NO);
        }
    }
    for (w, n) in [("today", 0), ("yesterday", -1), ("tomorrow", 1)] {
        l.add(w, DEICTIC, n, NO);
    }
    for (w, n) in [("early", 1), ("mid", 2), ("late", 3)] {
        l.add(w, EARLY, n, NO);
    }
    for w in ["few", "several", "many", "numerous"] {
        l.add(w, FEW, 0, NO);
    }
    for (w, n) in [("am", 0), ("pm", 12)] {
        l.add(w, AMPM, n, NO);
    }
    for (w, n) in [("noon", 12), ("midday", 12), ("midnight", 24)] {
        l.add(w, NOON, n, NO);
    }
    // Units by their place in `lex::UNITS`.
    for (w, u) in
        [("hourly", 2), ("daily", 3), ("nightly", 3), ("weekly", 5), ("fortnightly", 6), ("monthly", 7), ("annually", 9), ("yearly", 9)]
    {
        l.add(w, OFTEN, 1, u);
    }
    l
}
