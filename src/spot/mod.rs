//! **spot**: every candidate, with evidence. Matchers propose and decide nothing.
//!
//! In: a [`Prepared`](crate::text::Prepared) text and the [`Gazetteer`](crate::gazetteer::Gazetteer). Out: [`Scene`],
//! what all rules look at, and [`Candidate`]s from each family of rules. A candidate's score is the sum of its evidence: log-odds-like weights, each a
//! named constant beside the rule that gives it. Candidates may overlap; `settle` chooses.

pub mod acronym;
pub mod contact;
pub mod date;
pub mod listed;
pub mod organization;
pub mod person;
pub mod place;
pub mod scene;
pub mod verbatim;
pub mod vocabulary;
pub mod weights;

use crate::gazetteer::{EntryRef, TypeId};
pub use scene::{Scene, TokenInfo};

/// What a candidate claims to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Label {
    /// A person's name, without title or post.
    Person,
    /// An organisation.
    Organization,
    /// A place of any kind.
    Place,
    /// A nationality or other demonym.
    Nationality,
    /// A date expression; the number is an index into the document's date candidates.
    Date(u32),
    /// Any other type a list defines: event, agreement, …
    Other(TypeId),
    /// Refused: it takes its span away from others and yields no mention.
    Nothing,
}

/// A proposed mention. `first..end` are token indices.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// First token.
    pub first: u32,
    /// Token after the last.
    pub end: u32,
    /// Claim.
    pub label: Label,
    /// Sum of the evidence's weights.
    pub score: f32,
    /// The rule that proposed it, `person/title`.
    pub rule: &'static str,
    /// List entries it may stand for; best first. Empty for what structure alone found.
    pub entries: Vec<EntryRef>,
    /// Evidence: what and how much.
    pub evidence: Vec<(&'static str, f32)>,
}

/// Pieces of evidence that most candidates have at the most: room for them is made at once.
const EVIDENCE: usize = 6;

impl Candidate {
    /// A candidate without evidence yet.
    pub fn new(first: usize, end: usize, label: Label, rule: &'static str) -> Self {
        Candidate {
            first: first as u32,
            end: end as u32,
            label,
            score: 0.0,
            rule,
            entries: Vec::new(),
            evidence: Vec::with_capacity(EVIDENCE),
        }
    }

    /// Add evidence.
    pub fn because(mut self, what: &'static str, weight: f32) -> Self {
        self.add(what, weight);
        self
    }

    /// Add evidence in place.
    pub fn add(&mut self, what: &'static str, weight: f32) {
        if weight != 0.0 {
            self.score += weight;
            self.evidence.push((what, weight));
        }
    }

    /// Name the list entry behind it.
    pub fn from_entry(mut self, entry: EntryRef) -> Self {
        self.entries.push(entry);
        self
    }

    /// Token range as `usize`.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.first as usize..self.end as usize
    }

    /// Do the spans share a token?
    pub fn overlaps(&self, other: &Candidate) -> bool {
        self.first < other.end && other.first < self.end
    }
}

/// Run every family of rules over a scene; `dates` were found before it was set.
pub fn spot(scene: &Scene, dates: &[date::DateCandidate], contact: &contact::Contact) -> (Vec<Candidate>, Vec<acronym::Definition>) {
    let mut out = listed::spot(scene);
    out.extend(dated(scene, dates));
    out.extend(place::spot(scene));
    out.extend(posts(scene));
    out.extend(verbatim::spot(scene));
    out.extend(person::spot(scene));
    out.extend(organization::spot(scene));
    let (acronyms, definitions) = acronym::spot(scene, &out);
    out.extend(acronyms);
    place::support::claim(scene, &mut out);
    contact.guard(&mut out);
    (out, definitions)
}

/// A listed post with an owner that goes on behind it: `President of the Republic` in "President of the Republic of
/// Moldova", `Governor of the Central Bank` in "… of Armenia". The owner is longer than the list knows.
pub fn owner_goes_on(scene: &Scene, post: &crate::gazetteer::Hit) -> bool {
    let end = post.end as usize;
    // "President of the United States" of "… of America"
    let whole = |h: &crate::gazetteer::Hit| h.type_ == TypeId::COUNTRY && h.end > post.end;
    if (post.first as usize + 1..end).any(|i| scene.hits_at(i).iter().any(whole)) {
        return true;
    }
    let inner = (post.first as usize + 1..end.saturating_sub(1)).any(|i| scene.at(i, "of") && scene.at(i + 1, "the"));
    let next = end + 1 + usize::from(scene.at(end + 1, "the"));
    inner && scene.at(end, "of") && scene.capital(next) && scene.info[next].is(TokenInfo::IN_COUNTRY)
}

/// Posts take their span, and the portfolio they govern: the `Foreign Affairs` in `Minister for Foreign Affairs`
/// and the `Europe` in `Minister for Europe, Integration and Foreign Affairs` are no names.
fn posts(scene: &Scene) -> Vec<Candidate> {
    let mut out = Vec::new();
    for h in &scene.hits {
        if h.type_ != TypeId::POST || !scene.capital(h.first as usize) || owner_goes_on(scene, h) {
            continue;
        }
        let (first, end) = (h.first as usize, portfolio(scene, h.end as usize).unwrap_or(h.end as usize));
        let words = scene.words(first, end);
        // "Chairman of the Joint Chiefs of Staff" names a body all the same
        let names_body = (first..h.end as usize).any(|i| names_something(scene, i, h.end));
        if words < 2 || names_body {
            continue;
        }
        let governed = scene.words(h.end as usize, end);
        out.push(
            Candidate::new(first, end, Label::Nothing, "post")
                .from_entry(h.entry)
                .because("post", weights::POST_PHRASE)
                .because("length", weights::WORD * (words - 1) as f32)
                .because("portfolio", weights::PORTFOLIO * governed as f32),
        );
    }
    out
}

/// Heads that make what follows a post a body and no portfolio.
const BODY_HEADS: &[&str] = &[
    "Ministry",
    "Department",
    "Agency",
    "Office",
    "Council",
    "Committee",
    "Commission",
    "Assembly",
    "Parliament",
    "Board",
    "Bureau",
    "Centre",
    "Center",
    "Organization",
    "Organisation",
    "Union",
    "Bank",
    "Court",
    "Administration",
    "Secretariat",
    "Institute",
    "University",
    "Directorate",
    "Division",
    "Mission",
    "Delegation",
    "Command",
    "Force",
    "Army",
    "Navy",
    "Police",
    "Group",
    "Party",
    "Fund",
    "Foundation",
    "Association",
    "Federation",
    "League",
    "House",
    "Senate",
    "Congress",
    "Government",
    "Cabinet",
    "Authority",
    "Service",
    "Headquarters",
    "Branch",
    "Section",
    "Regiment",
    "Battalion",
    "Brigade",
    "Corps",
    "Tribunal",
    "Chamber",
    "Chambers",
    "Company",
    "Network",
];

/// End of the portfolio after a post: `for Foreign Affairs`, `of Social Solidarity`, `for Europe, Integration and
/// Foreign Affairs`. Topics only; a body (`of the Central Intelligence Agency`) is none.
fn portfolio(scene: &Scene, at: usize) -> Option<usize> {
    let doc = scene.doc;
    let last = doc.word(at.checked_sub(1)?);
    let governs = match doc.word(at) {
        "for" | "For" => true,
        "of" | "Of" => matches!(last, "Minister" | "Ministers" | "Secretary" | "MINISTER" | "State"),
        _ => false,
    };
    if !governs || !scene.adjacent(at - 1) {
        return None;
    }
    let mut i = at + 1;
    i += usize::from(doc.word(i) == "the");
    let limit = scene.bounds(at).1;
    let topic = |k: usize| {
        let info = scene.info.get(k)?;
        let name =
            info.is(TokenInfo::IN_COUNTRY | TokenInfo::IN_NATIONALITY) || doc.tokens[k].is_upper() && !info.is(TokenInfo::CAPITALS_VOID);
        // "the Middle East" stays a place; towns called Trade or Defence do not count
        let region = names_something(scene, k, u32::MAX);
        // "Europe" is a topic where more of the list follows
        let listed = matches!(doc.word(k), "Europe" | "Africa" | "Asia") && matches!(doc.word(k + 1), "," | "and" | "&");
        let name = name || info.given() > 150 && info.given() >= info.common(); // "Secretary of State John Kerry"
        let body = BODY_HEADS.contains(&doc.word(k));
        (scene.capital(k) && !name && !body && !person::stop_word(doc.word(k)) && (info.common() > 0 && !region || listed)).then_some(())
    };
    let mut end = None;
    while i < limit && (i == at + 1 || scene.adjacent(i - 1)) {
        let word = doc.word(i);
        let goes_on = end == Some(i)
            && topic(i + 1).is_some()
            && (matches!(word, "and" | "&")
                || word == "," && list_goes_on(scene, i + 1, limit)
                || word == "-" && doc.gap(i - 1).is_empty() && doc.gap(i).is_empty());
        if topic(i).is_some() && !(end.is_some() && person::person_begins(scene, i)) {
            end = Some(i + 1);
        } else if !goes_on {
            break;
        }
        i += 1;
    }
    // A head word right behind makes it a body after all: "Secretary for Trade Office".
    end.filter(|&e| !(scene.capital(e) && scene.adjacent(e - 1) && scene.info[e].is(TokenInfo::IN_ORG_HEAD)))
}

/// Does a country, region, nationality or body stand at token `k` and end by `end`? Towns do not count (there is
/// one called Trade), nor do single words that are bodies only in the right company.
fn names_something(scene: &Scene, k: usize, end: u32) -> bool {
    scene.hits_at(k).iter().filter(|h| h.end <= end).any(|h| match h.type_ {
        TypeId::CITY | TypeId::ADMIN2 => h.end as usize > k + 1 && end == u32::MAX,
        TypeId::NATIONALITY => true,
        TypeId::ORGANIZATION => {
            let long = h.end as usize > k + 1;
            let known = long && (scene.doc.word(k + 1) == "of" || scene.gazetteer.entry(h.entry).context.is_empty());
            known || end != u32::MAX && scene.info[k].common() == 0 // "Taliban leader"
        }
        t => t.is_place(),
    })
}

/// After a comma in a portfolio: does `and` + capital close the list before the sentence does?
fn list_goes_on(scene: &Scene, from: usize, limit: usize) -> bool {
    (from..limit.min(from + 10))
        .take_while(|&k| scene.capital(k) || matches!(scene.doc.word(k), "," | "and" | "&"))
        .any(|k| matches!(scene.doc.word(k), "and" | "&") && scene.capital(k + 1))
        && !scene.info[from].is(TokenInfo::IN_POST | TokenInfo::IN_TITLE)
}

/// Date expressions compete with names like any other reading: "March" is a town, "May" a family.
fn dated(scene: &Scene, dates: &[date::DateCandidate]) -> Vec<Candidate> {
    let mut out = Vec::new();
    for (n, d) in dates.iter().enumerate() {
        let first = scene.doc.token_at(d.start as usize);
        let end = scene.doc.token_at((d.end as usize).saturating_sub(1)) + 1;
        if end > first && end <= scene.doc.tokens.len() {
            out.push(
                Candidate::new(first, end, Label::Date(n as u32), d.rule)
                    .because("date expression", weights::DATE * d.score)
                    .because("length", weights::WORD * (scene.words(first, end).saturating_sub(1)) as f32),
            );
        }
    }
    out
}
