//! What a date is not: refusals that several English rules share.
//!
//! In: a [`Match`]. Out: whether what stands around it speaks against a date. Each list says why it is there.

use crate::spot::date::lex::class;
use crate::spot::date::rule::Match;
use crate::text::Casing;
use crate::text::token::Class;

/// Words after which a month or a year is a date and no name.
const LEAD: &[&str] = &[
    "in",
    "since",
    "until",
    "till",
    "by",
    "of",
    "from",
    "during",
    "last",
    "next",
    "this",
    "early",
    "mid",
    "late",
    "through",
    "throughout",
    "to",
    "for",
    "between",
    "before",
    "after",
    "past",
    "each",
    "every",
    "around",
    "about",
    "as",
    "and",
    "or",
    "late-",
    "mid-",
    "previous",
    "following",
    "coming",
    "into",
    "within",
    "than",
    "earlier",
    "on",
    "circa",
    "ca",
    "starting",
    "beginning",
    "ending",
    "ended",
];

/// Does a word stand before the match after which it is surely a date?
pub fn led(m: &Match) -> bool {
    m.back_is(LEAD) || m.back(1) == "-" && m.start > 1 && LEAD.iter().any(|l| m.back(2).eq_ignore_ascii_case(l))
}

/// A phrase of time all in capitals where the sentence is not: the name of a programme or a paper ("This Week",
/// "60 Minutes"). At the head of a sentence one capital proves nothing.
pub fn title(m: &Match) -> bool {
    let word = |i: &usize| m.doc.tokens[*i].class == Class::Word;
    let words = (m.start..m.end).filter(word);
    // figures and marks that open a sentence are a bullet, a number, a quote: few
    const OPENING: usize = 32;
    let first = m.doc.sentences.get(m.doc.sentence_of(m.start)).map_or(0, |s| s.start as usize);
    let opens = m.start - first <= OPENING && !(first..m.start).any(|i| word(&i))
        || m.start > 0 && matches!(m.back(1), "\"" | "“" | "`" | "'" | ":" | "*" | "•" | "-" | "–" | "—");
    let capitals = words.clone().all(|i| m.doc.tokens[i].is_capital());
    // a capital on a word that is not the first of the phrase is the title's own
    capitals && !shouting(m) && (words.clone().any(|i| i > m.start) || !opens && words.count() > 0)
}

/// Words after which a month stands even when a capital follows it ("in June Smith left"); "and", "or", "for"
/// and "to" join persons as well.
const FIRM: &[&str] =
    &["in", "since", "until", "till", "by", "during", "last", "next", "this", "early", "mid", "late", "through", "throughout", "from"];

/// The sentence's capitals prove nothing.
pub fn shouting(m: &Match) -> bool {
    m.doc.sentences.get(m.doc.sentence_of(m.start)).is_some_and(|s| s.casing != Casing::Sentence)
}

/// The numeral at the end of the match goes on: `25.5`, `10,000`, `12:30`, `7/8`, `25%`.
pub fn number_goes_on(m: &Match) -> bool {
    let glued = |i: usize| m.lexed.get(i).is_some_and(|l| l.glued);
    let mark = m.doc.word(m.end);
    if matches!(mark, "%" | "°") {
        return true;
    }
    glued(m.end)
        && matches!(mark, "." | "," | ":" | "/")
        && glued(m.end + 1)
        && m.lexed.get(m.end + 1).is_some_and(|l| l.is(class::INT | class::ORD))
}

/// The numeral at the start of the match is the end of another: `3.10`, `1,10`, `+10`, `$10`.
pub fn number_went_on(m: &Match) -> bool {
    if m.start == 0 {
        return false;
    }
    let mark = m.back(1);
    if matches!(mark, "$" | "£" | "€" | "#" | "+" | "№" | "§") {
        return true;
    }
    m.glued_before()
        && matches!(mark, "." | "," | ":" | "/")
        && m.start > 1
        && m.lexed[m.start - 1].glued
        && m.lexed[m.start - 2].is(class::INT)
}

/// Verbs and helpers that follow "March" and "May" as words of their own.
const VERB_TAIL: &[&str] = &["on", "for", "against", "toward", "towards", "be", "not", "have", "also", "well", "of", "past", "out"];

/// "Ms August", "Mayor Sunday Okoro": right after a title stands a name; the title may open the sentence.
pub fn after_title(m: &Match) -> bool {
    const TITLES: &[&str] = &[
        "Mr",
        "Mrs",
        "Ms",
        "Miss",
        "Dr",
        "Sir",
        "Lord",
        "Lady",
        "Judge",
        "Minister",
        "President",
        "Ambassador",
        "Mayor",
        "Chief",
        "General",
    ];
    TITLES.contains(&m.back(1)) && !shouting(m)
}

/// "a ratio of 1:20", "the odds are 2:15": what such a word counts is no clock.
pub fn proportion(m: &Match) -> bool {
    const WORDS: &[&str] = &["ratio", "ratios", "scale", "odds", "score", "slope", "proportion", "won", "lost", "beat", "verse", "chapter"];
    (1..=3).any(|n| WORDS.iter().any(|w| m.back(n).eq_ignore_ascii_case(w)))
}

/// A bare month name that is a month: in capitals, not a surname, a given name, or a verb.
pub fn is_month(m: &Match, token: usize, month: i32) -> bool {
    let word = m.word(token);
    if !m.doc.tokens.get(token).is_some_and(|t| t.is_capital()) {
        return false;
    }
    let next = m.doc.tokens.get(m.end);
    let next_capital = next.is_some_and(|t| t.is_capital()) && !m.lexed[m.end].broken;
    // "Mrs May", "Ms. June", "Senator March"; "Theresa May": a capital before that is no preposition
    let before = m.back(1);
    let title = m.start > 0 && !m.lexed[m.start].broken && {
        let capital = m.doc.tokens[m.start - 1].is_capital() && m.doc.tokens[m.start - 1].class == Class::Word;
        let dotted = before == "." && matches!(m.back(2), "Mr" | "Mrs" | "Ms" | "Dr" | "Sen" | "Gov" | "Gen");
        let opener = m.doc.sentences[m.doc.sentence_of(m.start)].start as usize + 1 == m.start;
        dotted || capital && !led(m) && !opener && !shouting(m) && !m.lexed[m.start - 1].is(class::WEEKDAY | class::MONTH)
    };
    if title || after_title(m) {
        return false;
    }
    // "Jan Novak and May Chidiac": these join persons too, save after another month
    if next_capital
        && m.back_is(&["and", "or", "for", "to", "as", "than", "about"])
        && !(m.start > 1 && m.lexed[m.start - 2].is(class::MONTH))
    {
        return false;
    }
    // "June says her father was there"
    const SAYS: &[&str] = &["says", "said", "told", "tells", "asks", "asked", "explains", "explained", "recalls", "recalled", "laughs"];
    if m.ahead_is(SAYS) && !led(m) {
        return false;
    }
    match month {
        // "may" and "march" are verbs first; at the head of a sentence or in capitals they prove nothing.
        5 => led(m) && !m.ahead_is(&["have", "be"]) && (word != "MAY" || shouting(m)),
        3 if m.ahead_is(VERB_TAIL) && !m.back_is(&["in", "since", "last", "until", "from", "by"]) => false,
        3 if shouting(m) && !led(m) => false,
        // "April Jones", "June Carter", "August Wilson": a capital follows and nothing leads
        4 | 6 | 8 if next_capital && !m.back_is(FIRM) => false,
        // "the Augusts", "an August man" is beyond us; lower case was refused above
        _ => true,
    }
}

/// Nouns before a number that number things: "resolution 1373", "room 2019", "flight 1990".
const NUMBERED: &[&str] = &[
    "resolution",
    "resolutions",
    "no",
    "nos",
    "number",
    "room",
    "flight",
    "page",
    "pages",
    "p",
    "pp",
    "tel",
    "fax",
    "phone",
    "telephone",
    "box",
    "model",
    "boeing",
    "version",
    "v",
    "suite",
    "article",
    "para",
    "paragraph",
    "section",
    "chapter",
    "route",
    "highway",
    "channel",
    "form",
    "res",
    "unit",
    "apartment",
    "level",
    "windows",
    "peugeot",
    "lot",
    "order",
    "case",
    "docket",
    "ext",
    "extension",
    "some",
    "nearly",
    "almost",
    "approximately",
    "roughly",
    "exactly",
    "only",
    "least",
    "most",
    "over",
    "postcode",
    "zip",
    "gate",
    "platform",
    "line",
    "type",
    "nsw",
    "vic",
    "act",
    "qld",
    "eur",
    "usd",
    "gbp",
    "chf",
];
/// Nouns after a number that are counted: "2000 troops". Years stand before nouns too ("the 1996 campaign"), so
/// only what is counted by the thousand is here.
const COUNTED: &[&str] = &[
    "people",
    "persons",
    "troops",
    "soldiers",
    "men",
    "women",
    "children",
    "students",
    "participants",
    "delegates",
    "employees",
    "workers",
    "jobs",
    "euros",
    "dollars",
    "pounds",
    "roubles",
    "rubles",
    "yen",
    "francs",
    "km",
    "kilometers",
    "kilometres",
    "metres",
    "meters",
    "miles",
    "feet",
    "tons",
    "tonnes",
    "kg",
    "kilograms",
    "hectares",
    "acres",
    "barrels",
    "members",
    "residents",
    "refugees",
    "deaths",
    "cases",
    "homes",
    "houses",
    "families",
    "police",
    "officers",
    "hours",
    "hrs",
    "percent",
    "per",
    "million",
    "billion",
    "thousand",
    "times",
    "days",
    "weeks",
    "months",
    "years",
    "minutes",
    "seconds",
    "copies",
    "points",
    "votes",
    "shares",
    "civilians",
    "volunteers",
    "vehicles",
    "square",
    "degrees",
    "m",
    "ft",
    "mw",
    "gw",
    "mhz",
    "dead",
    "wounded",
    "others",
    "more",
    "inhabitants",
    "patients",
    "victims",
    "calories",
    "units",
    "eur",
    "usd",
    "gbp",
    "chf",
    "euro",
    "bn",
];

/// "24 hours a day", "seven days a week", "365 days a year", seen from the rate: always, which is no time.
pub fn always(m: &Match) -> bool {
    let count = m.back(2).to_ascii_lowercase();
    m.back_is(&["hours"]) && count == "24" || m.back_is(&["days"]) && matches!(count.as_str(), "7" | "seven" | "365")
}

/// "12 May Street", "the 26 July Movement": a thing named after a day, which is no time.
pub fn names_a_thing(m: &Match) -> bool {
    const THINGS: &[&str] = &[
        "Street",
        "Square",
        "Avenue",
        "Road",
        "Boulevard",
        "Bridge",
        "Movement",
        "Brigade",
        "Battalion",
        "University",
        "Stadium",
        "Park",
        "Prize",
        "Airport",
        "Hospital",
        "Revolution",
        "Organisation",
        "Organization",
    ];
    THINGS.contains(&m.ahead(1)) && !shouting(m)
}

/// Pages: "pp. 1990-1995", "page 2001".
pub fn paged(m: &Match) -> bool {
    const PAGES: &[&str] = &["p", "pp", "page", "pages", "para", "paras", "paragraphs", "lines", "nos"];
    m.back_is(PAGES) || m.back(1) == "." && PAGES.iter().any(|w| m.back(2).eq_ignore_ascii_case(w))
}

/// An amount of money or a percentage right before: "$17.9 million annually" is a rate, told in dollars.
pub fn amount_before(m: &Match) -> bool {
    const MONEY: &[&str] = &["dollars", "euros", "pounds", "roubles", "rubles", "yen", "francs", "%", "percent", "cent"];
    const SCALE: &[&str] = &["million", "billion", "trillion", "thousand", "hundred", "m", "bn"];
    // a currency, a figure with its comma or point, "million"
    const NEAR: usize = 5;
    let figure = m.start > 0 && (m.back_is(SCALE) || m.lexed[m.start - 1].is(class::INT | class::YEAR));
    m.back_is(MONEY) || figure && (1..=NEAR).any(|n| matches!(m.back(n), "$" | "€" | "£" | "¥" | "#"))
}

/// "resolutions 1540, 1977 and 2325": what numbers the first of a list numbers them all.
fn numbered_list(m: &Match) -> bool {
    // such a list names a dozen at the most; a page of figures must not be walked back through for each of them
    const LONGEST: usize = 48;
    let mut at = m.start;
    while let Some(before) = at.checked_sub(1).filter(|_| m.start - at < LONGEST) {
        let word = m.word(before);
        let joint = matches!(word, "," | "and" | "or" | "&");
        if !joint && !m.lexed[before].is(class::INT) {
            return at < m.start && NUMBERED.iter().any(|w| word.eq_ignore_ascii_case(w));
        }
        at = before;
    }
    false
}

/// A bare numeral of four digits that is a year.
pub fn is_year(m: &Match, n: i32) -> bool {
    if number_went_on(m) || number_goes_on(m) {
        return false;
    }
    let glued_mark = |w: &str| matches!(w, "-" | "–" | "—" | "/" | "." | "@" | "_" | ":" | "x" | "&" | "=");
    // part of a code, a path, a telephone number: `2017-04-XR-358`, `112/2013` is one of them too
    if m.glued_before() && glued_mark(m.back(1)) && m.start > 1 && m.lexed[m.start - 1].glued && !m.back_is(&["mid", "post", "pre"]) {
        let lead = m.back(2);
        if !["mid", "early", "late", "end", "post", "pre"].iter().any(|w| lead.eq_ignore_ascii_case(w)) {
            return false;
        }
    }
    if m.glued_after()
        && glued_mark(m.ahead(1))
        && m.lexed.get(m.end + 1).is_some_and(|l| l.glued)
        && m.doc.tokens.get(m.end + 1).is_some_and(|t| t.class == Class::Number || !m.ahead(2).starts_with(|c: char| c.is_lowercase()))
        && m.ahead(1) != "."
    {
        return false;
    }
    if m.back_is(NUMBERED) || m.ahead_is(COUNTED) || numbered_list(m) {
        return false;
    }
    // "resolutions 2462 (2019) and 1989 (2011)": a number with its year behind it, unless a word before wants a year
    let dated = m.ahead(1) == "(" && m.ahead(3) == ")" && m.lexed.get(m.end + 1).is_some_and(|l| l.is(class::YEAR));
    if dated && !m.back_is(&["in", "since", "until", "by", "of"]) {
        return false;
    }
    // "from 1900 to 2000 metres"
    if m.ahead_is(&["to"]) && COUNTED.iter().any(|w| m.ahead(3).eq_ignore_ascii_case(w)) {
        return false;
    }
    // "from 1900 to 19000 units"
    if m.ahead_is(&["to"]) && m.lexed.get(m.end + 1).is_some_and(|l| l.is(class::INT) && l.num > 2200) {
        return false;
    }
    // "No. 1990"
    if m.back(1) == "." && matches!(m.back(2).to_ascii_lowercase().as_str(), "no" | "nos" | "tel" | "p" | "pp") {
        return false;
    }
    // telephone numbers and lists of figures: a numeral right before or after
    let numeral = |i: Option<usize>| {
        i.and_then(|i| m.doc.tokens.get(i)).is_some_and(|t| t.class == Class::Number)
            && i.is_some_and(|i| !m.lexed[i.max(m.start).min(m.lexed.len() - 1)].broken)
    };
    let neighbours = numeral(m.start.checked_sub(1)) || numeral(Some(m.end)) && !m.lexed[m.end].broken;
    if neighbours && !led(m) {
        return false;
    }
    // Years told without a word before them are near ours; older ones need one ("in 1648", "of 1648", "(1648)").
    (1900..=2100).contains(&n)
        || led(m) && (1400..1900).contains(&n) && !m.back_is(&["for", "to", "about", "as", "than", "around", "and", "or"])
}
