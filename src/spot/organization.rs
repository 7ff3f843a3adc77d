//! Organisations by structure: a head word, what leads up to it, what it governs.
//!
//! In: the scene. Out: organisation candidates, e.g. `[Azerbaijani Presidential] Administration`,
//! `Office [for Security Policy of the Federal Department of Defence, Civil Protection and Sports of the Swiss
//! Confederation]`, `3rd Battalion, 187th Infantry Regiment`, `Gazprom Neft PJSC`. No open list covers the
//! bodies a release names; their grammar does.

use super::person::{person_begins, stop_word};
use super::scene::{Scene, TokenInfo};
use super::{Candidate, Label, weights as w};
use crate::gazetteer::compiled::SurfaceFlags;
use crate::gazetteer::{Hit, TypeId};
use crate::text::fold;
use crate::text::token::{Class, Token};

/// Heads of events that are bodies more often than not.
const BODY_TOO: &[&str] = &["Assembly", "Congress", "Forum", "Mission", "Parliament"];

/// What numbers an event and not a body.
const ORDINALS: &[&str] = &[
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Sixth",
    "Seventh",
    "Eighth",
    "Ninth",
    "Tenth",
    "Eleventh",
    "Twelfth",
    "Inaugural",
    "Annual",
];

/// How a head behaves, from the list's `feature` column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
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
}

fn head_of(feature: &str) -> Head {
    match feature {
        "tail" | "company" => Head::Tail,
        "media" | "sport" => Head::Weak,
        "unit" => Head::Unit,
        "facility" => Head::Facility,
        _ => Head::Both,
    }
}

/// Propose organisations, and buildings as places.
pub fn spot(scene: &Scene) -> Vec<Candidate> {
    let mut out = Vec::new();
    for hit in &scene.hits {
        // "the Interior Ministry's press service": the list matches the possessive too, the name ends before it
        let owned = hit.end >= hit.first + 3
            && scene.doc.word(hit.end as usize - 1) == "s"
            && scene.doc.word(hit.end as usize - 2).chars().all(crate::text::token::is_apostrophe);
        let hit = &Hit { end: if owned { hit.end - 2 } else { hit.end }, ..*hit };
        let small_form = hit.type_ == TypeId::LEGAL_FORM && scene.at(hit.first as usize, "plc");
        if !(scene.capital(hit.first as usize) || small_form)
            || !small_form && !scene.capital(hit.end as usize - 1) && !scene.doc.word(hit.end as usize - 1).starts_with('.')
        {
            continue;
        }
        match hit.type_ {
            TypeId::ORG_HEAD => headed(scene, hit, &mut out),
            TypeId::LEGAL_FORM => legal(scene, hit, &mut out),
            TypeId::ORGANIZATION => led(scene, hit, &mut out),
            _ => {}
        }
    }
    out
}

/// A name around a head word.
fn headed(scene: &Scene, hit: &Hit, out: &mut Vec<Candidate>) {
    let (h, he) = (hit.first as usize, hit.end as usize);
    let feature = scene.gazetteer.entry(hit.entry).feature;
    let mut head = head_of(feature);
    // "Global", "Action", "Security": they end names, but far more often ordinary phrases.
    if head == Head::Tail && he == h + 1 && scene.info[h].common() > 60 {
        head = Head::Weak;
    }
    // The head inside a longer head ("Security" in "Security Council") proposes nothing of its own.
    let inside = |o: &Hit| o.type_ == TypeId::ORG_HEAD && o.entry != hit.entry && o.end >= hit.end && o.end - o.first > hit.end - hit.first;
    if (h.saturating_sub(3)..=h).any(|i| scene.hits_at(i).iter().any(inside)) {
        return;
    }
    // The tail of a post ("Chief-of-Staff of …") and the head of an event ("Conference of …") are no body's.
    let in_post = (h.saturating_sub(4)..h).any(|i| scene.hits_at(i).iter().any(|o| o.type_ == TypeId::POST && o.end as usize >= he));
    let event = scene.hits_at(h).iter().any(|o| o.type_ == TypeId::EVENT_HEAD && o.end == hit.end);
    if in_post || event && !BODY_TOO.contains(&scene.doc.word(h)) {
        return;
    }
    let starts = left(scene, h, head);
    // "Seventh World Congress of Families": what is numbered takes place
    if event && starts.iter().any(|&s| s < h && ORDINALS.contains(&scene.doc.word(s))) {
        return;
    }
    let owned = head == Head::Tail && starts[0] < h && scene.at(he, "of") && {
        let k = he + 1 + usize::from(scene.at(he + 1, "the"));
        scene.capital(k) && scene.info[k].is(TokenInfo::IN_COUNTRY)
    };
    let ends = if owned {
        right(scene, h, he, Head::Both) // "State Oil Company of the Azerbaijan Republic"
    } else if matches!(head, Head::Tail | Head::Weak) {
        vec![he]
    } else {
        right(scene, h, he, head)
    };
    let void = scene.info[h].is(TokenInfo::CAPITALS_VOID);
    for &start in &starts {
        for &end in &ends {
            let modifiers = words(scene, start, h);
            let complements = words(scene, he, end);
            if modifiers + complements == 0 {
                out.extend(bare(scene, hit, head));
                continue;
            }
            let label = if head == Head::Facility { Label::Place } else { Label::Organization };
            let rule = match (head, complements > 0) {
                (Head::Facility, _) => "place/facility-head",
                (Head::Unit, _) => "organization/unit",
                (_, true) => "organization/head-of",
                _ => "organization/head",
            };
            let mut c = Candidate::new(start, end, label, rule);
            c.entries.push(hit.entry);
            c.add("head", if head == Head::Weak { w::WEAK_HEAD } else { w::HEAD });
            c.add("length", w::WORD * (words(scene, start, end) - 1) as f32);
            let inner = (start..h).chain(he..end).filter(|&i| scene.info[i].is(TokenInfo::IN_COUNTRY) && scene.capital(i)).count();
            c.add("country inside", w::INNER_PLACE * inner.min(2) as f32);
            if plural(scene, he - 1) && !proper_part(scene, start, end) {
                continue; // "International and Regional Organisations"
            }
            c.add("listed body inside", body_inside(scene, start, end));
            if start < h {
                modifier_evidence(scene, start, h, head, &mut c);
            }
            // The name goes on in capitals: this is a piece of it ("UN Global" of "UN Global Strategy").
            if complements == 0 && !void && scene.goes_on(end) {
                c.add("goes on in capitals", w::PIECE);
            }
            if void {
                c.add("capitals prove nothing", w::VOID_CAPITALS - 0.2 * w::WORD * (words(scene, start, end) - 1) as f32);
            }
            out.push(c);
        }
    }
}

/// A listed body led by its parent or country: `OSCE Conflict Prevention Centre`, `Russian Federal Security
/// Service`. One name, however much of it a list knows.
fn led(scene: &Scene, hit: &Hit, out: &mut Vec<Candidate>) {
    let (h, he) = (hit.first as usize, hit.end as usize);
    if h == 0 || hit.flags.has(SurfaceFlags::ACRONYM) || !scene.adjacent(h - 1) || words(scene, h, he) < 2 {
        return;
    }
    let mut start = h - 1;
    if scene.doc.word(start) == "." && start > 2 {
        start -= 3; // "U.S."
    }
    let info = &scene.info[start];
    let leads = scene.capital(start)
        && (info.is(TokenInfo::IN_NATIONALITY | TokenInfo::IN_COUNTRY) || scene.doc.tokens[start].is_upper() && !info.capital_word())
        && !info.is(TokenInfo::CAPITALS_VOID)
        && scene.doc.sentence_of(start) == scene.doc.sentence_of(h);
    if leads && (h..he).any(|i| scene.info[i].is(TokenInfo::IN_ORG_HEAD)) {
        let n = words(scene, start, he) - 1;
        let c = Candidate::new(start, he, Label::Organization, "organization/led").from_entry(hit.entry);
        out.push(c.because("listed", w::LISTED).because("length", w::LISTED_WORD * n as f32).because("parent or country leads", 1.0));
    }
}

/// A head alone, capitalised in running text: "the Assembly", "Parliament". It stands for a body named before or
/// known to all readers.
fn bare(scene: &Scene, hit: &Hit, head: Head) -> Option<Candidate> {
    let (h, he) = (hit.first as usize, hit.end as usize);
    let document = scene.hits_at(h).iter().any(|o| matches!(o.type_, TypeId::AGREEMENT_HEAD | TypeId::EVENT_HEAD) && o.end == hit.end)
        && !BODY_TOO.contains(&scene.doc.word(h));
    // "the Government", "the Organization": said of whichever was meant, and rarely marked by anyone
    let document =
        document || matches!(scene.doc.word(h), "Government" | "Organization" | "Organisation" | "Section" | "Panel" | "Committee");
    if head != Head::Both || document || plural(scene, he - 1) || hit.flags.has(SurfaceFlags::PLURAL) || !(h..he).all(|i| scene.proper(i)) {
        return None;
    }
    // what goes on in capitals, or after "of", is a longer name or a title
    // ("The Commission" opens a sentence: believed where the document has named a commission in full)
    // ("The Interior Ministry's": two words are enough)
    let opened = h > 0 && scene.at(h - 1, "The") && (words(scene, h, he) > 1 || named_before(scene, h));
    if scene.capital(he) && scene.adjacent(he - 1) || h > 0 && scene.capital(h - 1) && scene.adjacent(h - 1) && !opened {
        return None;
    }
    if matches!(scene.doc.word(he), "-" | "/") || h > 0 && matches!(scene.doc.word(h - 1), "-" | "/" | "“" | "\"" | "‘") {
        return None;
    }
    let definite =
        h > 0 && matches!(scene.doc.word(h - 1), "the" | "The" | "by" | "in" | "to" | "of" | "from" | "and" | "that" | "its" | "this");
    let c = Candidate::new(h, he, Label::Organization, "organization/bare-head").because("capital in running text", w::BARE_HEAD);
    Some(if definite { c.because("definite", 0.5) } else { c }).filter(|_| !scene.lower_seen.contains(&scene.info[he - 1].hash))
}

/// Does a longer name with the head at token `h` stand before it?
fn named_before(scene: &Scene, h: usize) -> bool {
    (1..h).any(|j| {
        let led = scene.capital(j - 1) && scene.adjacent(j - 1) && !stop_word(scene.doc.word(j - 1));
        scene.info[j].hash == scene.info[h].hash && scene.capital(j) && (led || matches!(scene.doc.word(j + 1), "of" | "for"))
    })
}

/// What a listed body inside a longer name would earn alone beyond what its words earn here: a whole must beat
/// its best-known part ("Office for Security Policy of the Federal Department of …").
fn body_inside(scene: &Scene, start: usize, end: usize) -> f32 {
    let mut best = 0f32;
    for i in start..end {
        for h in scene.hits_at(i).iter().filter(|h| h.type_ == TypeId::ORGANIZATION && h.end as usize <= end) {
            let n = words(scene, i, h.end as usize);
            if (i, h.end as usize) != (start, end) && n >= 2 {
                best = best.max(w::LISTED + w::LISTED_WORD * (n - 1) as f32 - w::WORD * n as f32);
            }
        }
    }
    best.max(0.0)
}

/// Heads that always end in s and name one thing.
const COLLECTIVE: &[&str] = &[
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
fn plural(scene: &Scene, i: usize) -> bool {
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

/// Does the name hold a proper part: a nationality, place, body or acronym?
fn proper_part(scene: &Scene, start: usize, end: usize) -> bool {
    (start..end).any(|i| {
        let info = &scene.info[i];
        info.is(TokenInfo::IN_COUNTRY | TokenInfo::IN_NATIONALITY) || scene.doc.tokens[i].is_upper() && !info.capital_word()
    })
}

/// Number of counted words in a token range.
fn words(scene: &Scene, first: usize, end: usize) -> usize {
    scene.words(first, end)
}

/// Evidence of the words before a head.
fn modifier_evidence(scene: &Scene, start: usize, head: usize, kind: Head, c: &mut Candidate) {
    let first = &scene.info[start];
    if first.is(TokenInfo::IN_NATIONALITY | TokenInfo::IN_ORG | TokenInfo::IN_PLACE) {
        c.add("nationality, place or body leads", 0.8);
    }
    if first.is(TokenInfo::INITIAL) && first.common() > 0 && !first.is(TokenInfo::IN_NATIONALITY | TokenInfo::IN_ORG | TokenInfo::IN_PLACE)
    {
        // "Senior Government officials", "New Commission to …": the first word may only open the sentence
        c.add("sentence start", -1.4);
    }
    // Weak heads need a modifier that is no ordinary word.
    let ordinary = (start..head)
        .filter(|&i| scene.doc.tokens[i].class == Class::Word)
        .all(|i| scene.info[i].common() > 60 && !scene.info[i].word.is_name());
    if kind == Head::Weak && ordinary {
        c.add("ordinary modifiers", -3.0);
    }
    let single_person =
        head - start == 1 && first.given() > 150 && first.common() == 0 && !first.is(TokenInfo::IN_PLACE | TokenInfo::IN_ORG);
    if single_person && kind == Head::Weak {
        c.add("given name before", -2.5);
    }
}

/// Where a name may begin whose head begins at `h`; the head itself is always one.
fn left(scene: &Scene, h: usize, head: Head) -> Vec<usize> {
    let doc = scene.doc;
    let mut starts = vec![h];
    let mut at = h;
    const MOST: usize = 9; // words before the head of the longest bodies met
    let mut count = 0;
    let mut coordinated = false;
    while at > 0 && count < MOST {
        let p = at - 1;
        if doc.sentence_of(p) != doc.sentence_of(h) {
            break;
        }
        let word = doc.word(p);
        let token = doc.tokens[p];
        let closed = doc.gap(p).is_empty();
        // hyphen or slash or ampersand between capitals: "Anti-Terrorism Centre", "Food & Drug Administration"
        let bridge = token.class == Class::Punct
            && p > 0
            && (closed && doc.gap(p - 1).is_empty() && (word.chars().all(fold::is_hyphen) || word == "/") || word == "&")
            && (scene.capital(p - 1) || doc.tokens[p - 1].shape & Token::HAS_DIGIT != 0);
        if bridge {
            at = p - 1;
            if !modifier(scene, at, head) {
                break;
            }
            starts.push(at);
            count += 1;
            continue;
        }
        if !scene.adjacent(p) {
            break;
        }
        // the point of "U.S." and of initials
        if word == "." && p > 0 && doc.gap(p - 1).is_empty() && scene.capital(p - 1) && doc.tokens[p - 1].len() <= 2 {
            at = p - 1;
            while at >= 2
                && doc.word(at - 1) == "."
                && doc.gap(at - 1).is_empty()
                && doc.gap(at - 2).is_empty()
                && doc.tokens[at - 2].len() == 1
            {
                at -= 2;
            }
            starts.push(at);
            count += 1;
            continue;
        }
        // "People's Party", "Children's Fund", but "Russia's Security Service" begins after the 's
        if word == "s" && p > 0 && doc.word(p - 1).chars().all(crate::text::token::is_apostrophe) && p > 1 && scene.capital(p - 2) {
            // "Prosecutor General's Office": the post whole
            if let Some(post) = scene.ending(p - 1, TypeId::POST).filter(|o| at == h && o.end - o.first > 1) {
                starts.push(post.first as usize);
                break;
            }
            let owner = &scene.info[p - 2];
            let common = owner.common() > 0 && !owner.is(TokenInfo::IN_COUNTRY | TokenInfo::IN_NATIONALITY | TokenInfo::IN_ORG);
            if !common || owner.word.is_name() && owner.common() < 40 {
                break;
            }
            at = p - 2;
            starts.push(at);
            count += 1;
            continue;
        }
        if crate::text::token::is_apostrophe(word.chars().next().unwrap_or(' ')) && token.class == Class::Punct {
            // "Workers' Party"
            if p > 0
                && doc.gap(p - 1).is_empty()
                && scene.capital(p - 1)
                && doc.word(p - 1).ends_with('s')
                && scene.info[p - 1].common() > 0
            {
                at = p - 1;
                starts.push(at);
                count += 1;
                continue;
            }
            break;
        }
        // "Foreign Affairs, Defence and Trade Committee": a comma between topics of a list that closed with `and`
        if word == "," && p > 0 && coordinated && scene.capital(p - 1) && topic(scene, p - 1) && topic(scene, at) {
            at = p - 1;
            starts.push(at);
            count += 1;
            continue;
        }
        // "Elm Street and North Mill Road" are two, "Border and Customs Agency" is one
        if word == "and" && p > 0 && head == Head::Facility && scene.info[p - 1].is(TokenInfo::IN_PLACE_HEAD | TokenInfo::IN_ORG_HEAD) {
            break;
        }
        // "Border and Customs Agency": `and` between two capitals, before the head's own modifier
        if word == "and" && p > 0 && scene.capital(p - 1) && scene.adjacent(p - 1) && at < h && topic(scene, p - 1) && topic(scene, at) {
            at = p - 1;
            coordinated = true;
            starts.push(at);
            count += 2;
            continue;
        }
        if !modifier(scene, p, head) {
            break;
        }
        at = p;
        starts.push(at);
        count += 1;
    }
    // Keep the farthest start, the one after a doubtful first word, and the bare head.
    let farthest = *starts.last().unwrap_or(&h);
    let mut kept = vec![farthest];
    if scene.info[farthest].is(TokenInfo::INITIAL) && starts.len() >= 2 {
        kept.push(starts[starts.len() - 2]);
    }
    if !kept.contains(&h) {
        kept.push(h);
    }
    kept
}

/// Can this word lead up to a head?
fn modifier(scene: &Scene, i: usize, head: Head) -> bool {
    let token = scene.doc.tokens[i];
    if token.class == Class::Number || token.shape & Token::HAS_DIGIT != 0 {
        // "3rd Battalion", "1st Division", "20th Century Fund"
        return token.class == Class::Word || head == Head::Unit;
    }
    if !scene.capital(i) {
        return false;
    }
    let info = &scene.info[i];
    if stop_word(scene.doc.word(i)) || info.is(TokenInfo::IN_DATE) {
        return matches!(scene.doc.word(i), "First" | "Second" | "Third" | "All");
    }
    // A post or title belongs to a person or stands alone: "Secretary General", "President", "Gen."
    let post = scene.ending(i + 1, TypeId::POST).or_else(|| scene.ending(i + 1, TypeId::TITLE));
    post.is_none_or(|p| info.is(TokenInfo::IN_NATIONALITY | TokenInfo::IN_ORG) && p.end - p.first == 1)
}

/// Is this capitalised word a topic ("Trade", "Defence"), not a name?
fn topic(scene: &Scene, i: usize) -> bool {
    let info = scene.info.get(i).copied().unwrap_or_default();
    scene.capital(i)
        && info.common() > 0
        && !info.is(TokenInfo::IN_COUNTRY | TokenInfo::IN_NATIONALITY)
        && !(info.given() > 200 && info.common() < 40)
        && !stop_word(scene.doc.word(i))
}

/// Where a name may end whose head ends before `he`: after each complement.
fn right(scene: &Scene, h: usize, he: usize, head: Head) -> Vec<usize> {
    let mut ends = vec![he];
    let mut at = he;
    const MOST: usize = 7; // complements of complements; the Swiss office in the seeds has four
    for _ in 0..MOST {
        let next = match head {
            Head::Unit => unit_tail(scene, at).or_else(|| complement(scene, h, at)),
            _ => complement(scene, h, at),
        };
        match next {
            Some(end) => {
                at = end;
                ends.push(end);
            }
            None => break,
        }
    }
    let last = *ends.last().unwrap_or(&he);
    if last == he { vec![he] } else { vec![last, he] }
}

/// `3rd Battalion[, 187th Infantry Regiment]`
fn unit_tail(scene: &Scene, at: usize) -> Option<usize> {
    let doc = scene.doc;
    if doc.word(at) != "," || doc.tokens.get(at + 1)?.shape & Token::HAS_DIGIT == 0 {
        return None;
    }
    (at + 2..(at + 6).min(doc.tokens.len())).find_map(|i| {
        let h = scene.longest(i, TypeId::ORG_HEAD)?;
        (scene.capital(i)
            && scene.gazetteer.entry(h.entry).feature == "unit"
            && (at + 1..i).all(|k| scene.adjacent(k) && (k == at + 1 || scene.capital(k))))
        .then_some(h.end as usize)
    })
}

/// One complement after token `at`: `of the X`, `for X and Y`, `on X, Y and Z`.
fn complement(scene: &Scene, h: usize, at: usize) -> Option<usize> {
    let doc = scene.doc;
    if at == 0 || !scene.adjacent(at - 1) {
        return None;
    }
    let connector = doc.word(at);
    if !matches!(
        connector,
        "under"
            | "of"
            | "for"
            | "on"
            | "against"
            | "to"
            | "de"
            | "du"
            | "des"
            | "del"
            | "della"
            | "in"
            | "with"
            | "&"
            | "Of"
            | "For"
            | "On"
    ) {
        return None;
    }
    let sentence_end = scene.bounds(at).1;
    let mut i = at + 1;
    // "the Committee on Monday", "the Office for May 2019"
    if scene.info.get(i).is_some_and(|info| info.is(TokenInfo::IN_DATE)) {
        return None;
    }
    if matches!(doc.word(i), "the" | "The" | "la" | "las" | "los" | "all" | "an" | "a") {
        i += 1;
    }
    let start = i;
    if i >= sentence_end {
        return None;
    }
    // "Mission in Kosovo", "Forces in Europe", "Committee to Protect Journalists": only where the next word decides
    let place = |k: usize| scene.info[k].is(TokenInfo::IN_COUNTRY | TokenInfo::IN_PLACE);
    let sent = |k: usize| place(k) || scene.info[k].is(TokenInfo::IN_ORG); // "Permanent Mission of Qatar to the United Nations"
    match connector {
        // "Academy of Public Administration under the President of Kazakhstan"
        "under" if start == at + 1 || !matches!(doc.word(i), "President" | "Government" | "Cabinet" | "Ministry") => return None,
        // a land, not a town: "Committee on Trade in Rome" met there
        // and an embassy's name is whole without where it stands: "the Embassy of Norway in Lebanon"
        "in" if !(place(i) && !town(scene, i) && scene.capital(i) && mission_head(scene, h, at)) || scene.at(h, "Embassy") => return None,
        "to" if !(scene.capital(i) && (scene.info[i].common() > 100 && !place(i) || sent(i) && mission_head(scene, h, at))) => {
            return None;
        }
        "with" | "against" if !topic(scene, i) => return None,
        _ => {}
    }
    let mut end = phrase(scene, i, sentence_end)?;
    // coordination inside the complement: topics only
    loop {
        let w0 = doc.word(end);
        if matches!(w0, "and" | "&" | "And") && scene.adjacent(end - 1) {
            let mut k = end + 1;
            let article = doc.word(k) == "the";
            k += usize::from(article);
            if coordinates(scene, start, k, article)
                && let Some(e) = phrase(scene, k, sentence_end)
            {
                end = e;
                continue;
            }
        } else if w0 == ","
            && topic(scene, end + 1)
            && coordinates(scene, start, end + 1, false)
            && topic(scene, start)
            && list_closes(scene, end + 1, sentence_end)
            && let Some(e) = phrase(scene, end + 1, sentence_end)
        {
            end = e;
            if doc.word(end) == "," && matches!(doc.word(end + 1), "and" | "&") && topic(scene, end + 2) {
                end += 1; // the Oxford comma
            }
            continue;
        }
        break;
    }
    Some(end)
}

/// A town is called so and no land: Vienna is a division of Austria too, Luxembourg a country.
fn town(scene: &Scene, i: usize) -> bool {
    // the longest name counts: "Mexico City" is no country
    let longest = scene.hits_at(i).iter().filter(|h| h.type_.is_place()).map(|h| h.end).max();
    let hits = || scene.hits_at(i).iter().filter(|h| h.type_.is_place() && Some(h.end) == longest);
    let city = hits().any(|h| h.type_ == TypeId::CITY && h.flags.has(SurfaceFlags::NAME));
    hits().all(|h| matches!(h.type_, TypeId::CITY | TypeId::ADMIN2) || city && h.type_ == TypeId::ADMIN1)
}

/// Heads that sit somewhere: "Mission in …", "Organization for … in Europe".
fn mission_head(scene: &Scene, h: usize, at: usize) -> bool {
    (h..at).any(|i| {
        matches!(
            scene.doc.word(i),
            "Mission" | "Force" | "Forces" | "Organization" | "Organisation" | "Administration" | "Embassy" | "Presence" | "Operation"
        )
    })
}

/// After `and`: may the phrase at `k` still belong to the complement that begins at `start`?
fn coordinates(scene: &Scene, start: usize, k: usize, article: bool) -> bool {
    let doc = scene.doc;
    if article || !topic(scene, k) || doc.tokens[k].is_upper() || !topic(scene, start) && !scene.info[start].is(TokenInfo::IN_NATIONALITY) {
        return false;
    }
    // "… and Ministry of Interior": a head with its own complement begins another body
    let own_head = scene.longest(k, TypeId::ORG_HEAD).is_some_and(|h| matches!(doc.word(h.end as usize), "of" | "for"));
    let post =
        scene.longest(k, TypeId::POST).is_some_and(|h| matches!(doc.word(h.end as usize), "of" | "for") || scene.capital(h.end as usize));
    !own_head && !post
}

/// In `X, Y and Z` after a head: does an `and` + topic follow within the list?
fn list_closes(scene: &Scene, from: usize, end: usize) -> bool {
    let doc = scene.doc;
    let mut i = from;
    let mut steps = 0;
    while i < end && steps < 14 {
        let word = doc.word(i);
        if matches!(word, "and" | "&") {
            return topic(scene, i + 1);
        }
        if word != "," && !topic(scene, i) && !matches!(word, "of" | "-" | "the") {
            return false;
        }
        i += 1;
        steps += 1;
    }
    false
}

/// A run of capitalised words, hyphens and slashes included; its end.
fn phrase(scene: &Scene, start: usize, limit: usize) -> Option<usize> {
    let doc = scene.doc;
    // "the Lok Sabha on Monday", "the Foundation for March 2021"
    if scene.info[start].is(TokenInfo::IN_DATE) {
        return None;
    }
    let mut i = start;
    while i < limit {
        let token = doc.tokens[i];
        let word = doc.word(i);
        if token.class == Class::Word && token.is_capital() || token.shape & Token::HAS_DIGIT != 0 && i > start {
            if i > start && !scene.adjacent(i - 1) {
                break;
            }
            // A person named right after a body ends it: "… of Belarus Natalya Kochanova", "of PAM Alia Hatoug-Bouran"
            if i > start && person_begins(scene, i) {
                break;
            }
            i += 1;
            // "U.S.", "St."
            if doc.word(i) == "." && doc.gap(i - 1).is_empty() && token.len() <= 2 && i < limit {
                i += 1;
            }
            continue;
        }
        let closed = i > start && doc.gap(i - 1).is_empty() && doc.gap(i).is_empty();
        let joins = closed && (word.chars().all(fold::is_hyphen) || word == "/") && i + 1 < limit;
        let and_part = joins && (scene.capital(i + 1) || doc.tokens[i + 1].class == Class::Word);
        if and_part {
            i += 2;
            continue;
        }
        // "of the People's Republic", "Workers' Rights"
        if closed
            && crate::text::token::is_apostrophe(word.chars().next().unwrap_or(' '))
            && doc.word(i + 1) == "s"
            && scene.capital(i + 2)
            && scene.info[i - 1].common() > 0
        {
            i += 2;
            continue;
        }
        break;
    }
    (i > start && scene.capital(start)).then_some(i)
}

/// A name that ends in a legal form.
fn legal(scene: &Scene, hit: &Hit, out: &mut Vec<Candidate>) {
    let h = hit.first as usize;
    let mut at = h;
    if at > 0 && scene.doc.word(at - 1) == "," {
        at -= 1;
    }
    let mut start = at;
    let mut count = 0;
    while start > 0 && count < 6 {
        let p = start - 1;
        let word = scene.doc.word(p);
        let joins = matches!(word, "&" | "-") && p > 0 && scene.capital(p - 1);
        if joins {
            start = p - 1;
        } else if scene.capital(p) && scene.adjacent(p) && !stop_word(word) && scene.doc.sentence_of(p) == scene.doc.sentence_of(h) {
            start = p;
        } else {
            break;
        }
        count += 1;
    }
    if start == at {
        return;
    }
    let mut c = Candidate::new(start, hit.end as usize, Label::Organization, "organization/legal-form");
    c.entries.push(hit.entry);
    c.add("legal form", w::LEGAL_FORM);
    c.add("length", w::WORD * (words(scene, start, hit.end as usize) - 1) as f32);
    c.add("listed body inside", body_inside(scene, start, hit.end as usize));
    out.push(c);
}
