//! The publication date.
//!
//! In: a document, its date candidates, the `--published` option. Out: the reference date with its basis, and
//! problems where sources contradict each other. Order: option, what the source states outside the text, the
//! dateline, a line that is a date, the file name. Wrong is worse than none: only places that hold publication
//! dates are looked at.

use super::calendar::date;
use super::{DateContext, line_of, resolve};
use crate::model::{Problem, Published, Severity};
use crate::read::Document;
use crate::spot::date::DateCandidate;
use crate::spot::date::tree::{Expr, YearRef};
use crate::text::Prepared;
use jiff::civil::Date;

/// Find the reference date.
pub fn published(doc: &Document, prep: &Prepared, cands: &[DateCandidate], option: Option<&str>) -> (Option<Published>, Vec<Problem>) {
    let mut problems = Vec::new();
    let stated = doc.published.as_ref().and_then(|p| match iso(&p.value) {
        Some(value) => Some(Published { value, basis: p.basis }),
        None => {
            problems.push(note(0, "unreadable-date", format!("`{}` as the publication date ({}) is no date: expected 2019-10-16, 2019-10-16T10:23 or a date in words; it was ignored", p.value, p.basis)));
            None
        }
    });
    let given = option.and_then(|o| {
        let value = iso(o);
        if value.is_none() {
            problems.push(note(
                0,
                "unreadable-date",
                format!("`{o}` as the publication date (option) is no date: expected 2019-10-16; it was ignored"),
            ));
        }
        value.map(|value| Published { value, basis: "option" })
    });
    let first = given.or(stated);
    let text = in_text(prep, cands, first.as_ref());
    let mut chosen = first;
    if let Some((found, at)) = text {
        match &chosen {
            Some(c) if !same_day(&c.value, &found.value) => problems.push(note(
                line_of(prep.text, at),
                "published-conflict",
                format!("the {} says {}, the {} {}: the {} was followed", c.basis, c.value, found.basis, found.value, c.basis),
            )),
            Some(_) => {}
            None => chosen = Some(found),
        }
    }
    if chosen.is_none() {
        chosen = file_name(&doc.path).map(|d| Published { value: d.to_string(), basis: "filename" });
    }
    (chosen, problems)
}

fn note(line: usize, code: &'static str, message: String) -> Problem {
    Problem { line, severity: Severity::Warning, code, message }
}

fn same_day(a: &str, b: &str) -> bool {
    a.get(..10) == b.get(..10)
}

/// A date in any spelling the rules know, as an ISO date or date and time. Figures in an open order are none.
pub fn iso(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(day) = text.get(..10).and_then(|d| d.parse::<Date>().ok()) {
        // `2010-10-07T10:23:00+02:00` and the like: the minute is as fine as a reference gets
        let rest = text.get(10..).unwrap_or("");
        let clock = rest.strip_prefix(['T', 't', ' ']).and_then(|t| t.get(..5)).filter(|t| {
            let b = t.as_bytes();
            b[0].is_ascii_digit() && b[1].is_ascii_digit() && b[2] == b':' && b[3].is_ascii_digit() && b[4].is_ascii_digit()
        });
        // midnight is how systems write a date without a time
        return Some(clock.filter(|c| *c != "00:00").map_or_else(|| day.to_string(), |c| format!("{day}T{c}")));
    }
    let prep = Prepared::new(text);
    let cands = crate::spot::date::spot(&prep);
    let ctx = DateContext::new(&prep, None, None);
    let refs: Vec<&DateCandidate> = cands.iter().collect();
    let found = cands.iter().zip(resolve(&refs, &ctx)).find(|(c, _)| full(&c.tree))?.1.value.value;
    found.get(..10)?.parse::<Date>().ok()?;
    Some(found.get(..16).unwrap_or(&found[..10]).to_owned()).filter(|v| !v.contains('/'))
}

/// Does a tree tell day, month and year?
fn full(tree: &Expr) -> bool {
    match tree {
        Expr::Date(f) => f.month.is_some() && f.day.is_some() && matches!(f.year, YearRef::Is(_) | YearRef::Short(_)),
        Expr::Numeric(..) => true,
        Expr::At(e, _) | Expr::Modified(_, e) => full(e),
        _ => false,
    }
}

/// Words that introduce the date of a release on a line of its own.
const ISSUED: &[&str] = &[
    "issued",
    "posted",
    "published",
    "released",
    "release",
    "date",
    "dated",
    "updated",
    "created",
    "on",
    "media",
    "press",
    "statement",
    "for",
    "immediate",
    "the",
    "at",
    "of",
    "by",
];

/// The dateline or a line that is a date.
fn in_text(prep: &Prepared, cands: &[DateCandidate], known: Option<&Published>) -> Option<(Published, usize)> {
    let year = known.and_then(|k| k.value.get(..10)?.parse::<Date>().ok());
    let ctx = DateContext { reference: year, ..DateContext::new(prep, None, None) };
    let order = ctx.day_first.or_else(|| super::proven_order(cands.iter()));
    let ctx = DateContext { day_first: order, ..ctx };
    // Full dates need nothing but themselves, so only those at the right places are worked out.
    let day = |i: usize| {
        let r = resolve(&[&cands[i]], &ctx).pop()?;
        (r.problem.is_none() && !r.value.value.contains(['/', '['])).then_some(r.value.value)
    };
    let told: Vec<usize> = (0..cands.len()).filter(|&i| full(&cands[i].tree)).collect();
    // A page that joins several releases is as new as the newest of them.
    let newest = told.iter().copied().filter(|&i| is_dateline(prep.text, &cands[i])).filter_map(|i| day(i).map(|v| (v, i))).max();
    let stopped = || told.iter().copied().filter(|&i| ends_in_stop(prep.text, &cands[i])).find_map(|i| day(i).map(|v| (v, i)));
    if let Some((value, i)) = newest.or_else(stopped) {
        return Some((Published { value: short(value), basis: "dateline" }, cands[i].start as usize));
    }
    let numbered = cands.iter().filter(|c| is_dateline(prep.text, c)).find_map(|c| Some((year_by_number(prep.text, c)?, c)));
    if let Some((day, c)) = numbered {
        return Some((Published { value: day.to_string(), basis: "dateline" }, c.start as usize));
    }
    let lines = |i: usize| date_line(prep.text, &cands[i]);
    let candidates: Vec<usize> = told.iter().copied().filter(|&i| lines(i) && day(i).is_some()).collect();
    // The first date line at the head wins over one at the foot; two that differ in one place prove nothing.
    let head = candidates.iter().copied().find(|&i| in_head(prep.text, cands[i].start as usize));
    let foot = candidates.iter().copied().rfind(|&i| in_foot(prep.text, cands[i].end as usize));
    let i = head.or(foot)?;
    let value = short(day(i)?);
    Some((Published { value, basis: "text" }, cands[i].start as usize))
}

/// Without zone and seconds, which a reference date has no use for.
fn short(value: String) -> String {
    value.get(..16).map_or(value.clone(), str::to_owned)
}

/// Any character that ends a line.
fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}')
}

/// What stands on the line before and behind a span, [`LINE`] characters of it at most.
fn line_around(text: &str, start: usize, end: usize) -> (&str, &str) {
    // plain letters are looked at as bytes, in which a break is one of two
    let (head, tail) = (start.saturating_sub(LINE), (end + LINE).min(text.len()));
    let (left, right) = (&text.as_bytes()[head..start], &text.as_bytes()[end..tail]);
    if left.is_ascii() && right.is_ascii() {
        let stop = |b: &u8| is_break(char::from(*b));
        let from = left.iter().rposition(stop).map_or(head, |p| head + p + 1);
        let to = right.iter().position(stop).map_or(tail, |p| end + p);
        return (&text[from..start], &text[end..to]);
    }
    let before = text[..start].char_indices().rev().take(LINE).find(|(_, c)| is_break(*c)).map(|(p, c)| p + c.len_utf8());
    let from = before.unwrap_or_else(|| text[..start].char_indices().rev().take(LINE).last().map_or(start, |(p, _)| p));
    let after = text[end..].char_indices().take(LINE).find(|(_, c)| is_break(*c)).map(|(p, _)| end + p);
    let to = after.unwrap_or_else(|| end + text[end..].chars().take(LINE).map(char::len_utf8).sum::<usize>());
    (&text[from..start], &text[end..to])
}

/// No dateline or date line is longer; a document of one line must not be walked through for each of its dates.
const LINE: usize = 400;

/// A place and its country are short.
const LONGEST_PLACE: usize = 60;

/// "TUNIS, Tunisia (Feb. 21, 2014) — Judges" and "VIENNA, 16 October 2019 – The": few words, the first in
/// capitals or a place, before; a dash after; at the head of a paragraph.
pub(super) fn is_dateline(text: &str, c: &DateCandidate) -> bool {
    // what must follow is seen at once, and in running text it does not
    if !text[c.end as usize..].trim_start().starts_with(['—', '–', '-', '_', '―', ')', '(']) {
        return false;
    }
    let (before, after) = line_around(text, c.start as usize, c.end as usize);
    let after = after.trim_start();
    let bracket = before.trim_end().ends_with('(');
    let after = if bracket { after.strip_prefix(')').unwrap_or(after).trim_start() } else { after };
    // an agency may stand between: "(Xinhua) --"
    let after = match after.strip_prefix('(').and_then(|a| a.split_once(')')) {
        Some((agency, rest)) if agency.len() < 25 => rest.trim_start(),
        _ => after,
    };
    let dash = ["—", "–", "--", "-", "_", "―"]
        .iter()
        .any(|d| after.strip_prefix(d).is_some_and(|r| !r.trim_start().is_empty() && !r.starts_with(|c: char| c.is_ascii_digit())));
    let place = before.trim().trim_end_matches(['(', ',', ':', ' ', '/', '-', '–']);
    // Every long word of a place has a capital.
    let capitals = !place.is_empty()
        && place.len() <= LONGEST_PLACE
        && place.split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().count() > 3).all(|w| w.starts_with(char::is_uppercase));
    dash && capitals
}

/// "MOSCOW, 30 October 2019. The Council": a dateline without a dash. A full stop ends captions and addresses too, so
/// the line must open with the place, every word of it with a capital, and a sentence must follow; at the head only.
fn ends_in_stop(text: &str, c: &DateCandidate) -> bool {
    let (before, after) = line_around(text, c.start as usize, c.end as usize);
    let sentence = after.strip_prefix('.').is_some_and(|a| a.starts_with(' ') && a.trim_start().starts_with(char::is_uppercase));
    let Some(place) = before.trim().strip_suffix(',') else { return false };
    // "Rio de Janeiro", "Port of Spain", "Saint-Jean-sur-Richelieu"
    const SMALL: &[&str] = &["de", "la", "le", "of", "al", "el", "sur", "d", "am", "an", "der"];
    let mut words = place.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).peekable();
    let first = words.peek().is_some_and(|w| w.starts_with(char::is_uppercase) && !ISSUED.contains(&w.to_ascii_lowercase().as_str()));
    let names = words.all(|w| w.starts_with(char::is_uppercase) || SMALL.contains(&w));
    sentence && first && names && place.len() <= LONGEST_PLACE && in_head(text, c.start as usize)
}

/// A dateline without a year under a release number that begins with year and month: "2010-06-CA-071 … KABUL,
/// Afghanistan (June 19) -". The month must be the number's own, and the numbers above must agree.
fn year_by_number(text: &str, c: &DateCandidate) -> Option<Date> {
    let Expr::Date(f) = &c.tree else { return None };
    let (YearRef::Untold, Some(month), Some(day)) = (f.year, f.month, f.day) else { return None };
    let start = c.start as usize;
    if !in_head(text, start) {
        return None;
    }
    let number = |code: &str| {
        let mut parts = code.splitn(3, '-');
        let (y, m, rest) = (parts.next()?, parts.next()?, parts.next()?);
        let figures = y.len() == 4 && m.len() == 2 && !rest.is_empty();
        let (y, m) = (y.parse::<i32>().ok()?, m.parse::<u8>().ok()?);
        (figures && (1900..2100).contains(&y) && m == month).then_some(y)
    };
    let mut years = text[..start].split_whitespace().filter_map(number);
    let year = years.next()?;
    years.all(|y| y == year).then(|| date(year, month, day))?
}

/// A line that is a date, perhaps with a place or a word like "Issued on": nothing else stands there.
fn date_line(text: &str, c: &DateCandidate) -> bool {
    let (before, after) = line_around(text, c.start as usize, c.end as usize);
    let words = |s: &str| s.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).count();
    let clean = |s: &str| {
        s.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).all(|w| {
            w.starts_with(char::is_uppercase) || ISSUED.contains(&w.to_ascii_lowercase().as_str()) || w.bytes().any(|b| b.is_ascii_digit())
        })
    };
    if before.trim_end().ends_with(['.', ';', '!', '?', '"', '”']) || after.trim_start().starts_with(['(', '"', '“']) {
        return false;
    }
    let (b, a) = (words(before), words(after));
    // "TR18 27 January 2004", "MINISTER OF PORTS  The Hon. A. N. Other  May 4, 2013": two spaces part the date
    let parted = before.ends_with("  ") || before.ends_with('\t') || before.is_empty();
    let lead = before.to_ascii_lowercase();
    let issued = ["issued", "posted", "published", "released", "date:", "updated"].iter().any(|w| lead.contains(w));
    let short_before = b <= 4 && clean(before) || parted && b <= 14;
    let short_after = a <= 3 && clean(after);
    // An announcement of an event tells its date in a line as well ("When: 5 May 2019"): it is led by such words.
    let event = ["when", "from", "until", "by ", "before", "deadline", "meeting", "conference", "since", "born", "between", "and"]
        .iter()
        .any(|w| lead.split_whitespace().any(|x| x.trim_matches(|c: char| !c.is_alphabetic()) == w.trim()));
    (issued && b <= 8 && a <= 8 || short_before && short_after) && !event
}

/// The first lines of a text: a head of title, number and addresses is rarely longer than this.
const HEAD: usize = 900;
/// The last lines.
const FOOT: usize = 300;

fn in_head(text: &str, at: usize) -> bool {
    let lead = text.len() - text.trim_start().len();
    at < lead + HEAD
}

fn in_foot(text: &str, at: usize) -> bool {
    text.trim_end().len().saturating_sub(at) < FOOT
}

/// `2019-10-16-foo.txt`, `20191016_foo.txt`: a full date at an end of the name.
fn file_name(path: &str) -> Option<Date> {
    let name = path.rsplit(['/', '\\']).next()?;
    let stem = name.split_once('.').map_or(name, |n| n.0);
    let fields: Vec<&str> = stem.split(|c: char| !c.is_ascii_digit()).collect();
    let year_ok = |y: i32| (1900..2100).contains(&y);
    for w in fields.windows(3) {
        if let ([y, m, d], true) = (w, w[0].len() == 4 && w[1].len() == 2 && w[2].len() == 2)
            && let (Ok(y), Ok(m), Ok(d)) = (y.parse(), m.parse(), d.parse())
            && year_ok(y)
        {
            return date(y, m, d);
        }
    }
    let eight = fields.iter().find(|f| f.len() == 8)?;
    let (y, m, d) = (eight[..4].parse().ok()?, eight[4..6].parse().ok()?, eight[6..].parse().ok()?);
    year_ok(y).then(|| date(y, m, d))?
}
