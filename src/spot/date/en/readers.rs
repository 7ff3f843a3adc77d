//! Native readers: phrases of English that a pattern over tokens would say clumsily.
//!
//! In: a document, its labelled tokens, a token. Out: the token after the phrase and its value, if one begins
//! there: numbers in words, years in words, months and weekdays with the point of an abbreviation, a.m. and
//! p.m., time zones.

use crate::spot::date::lex::{Lex, class::*};
use crate::spot::date::pattern::Value;
use crate::spot::date::rule::Native;
use crate::text::Prepared;

/// The readers by the name patterns use.
pub fn natives() -> Vec<Native> {
    vec![
        ("month", MONTH, &[], month),
        ("weekday", WEEKDAY, &[], weekday),
        ("num", CARD | INT | FEW, &["a", "an", "half", "couple", "some", "dozen"], number),
        ("year", YEAR | CARD, &["'"], year),
        ("ord", ORD | CARD, &[], ordinal),
        ("ampm", AMPM, &["a", "p"], ampm),
        ("zone", ZONE, &["(", "+", "local", "moscow", "eastern", "brussels", "geneva", "central", "pacific", "kabul"], zone),
        ("decade", DECADE, &["'"], decade),
        ("holiday", NAMED, &[], super::named::read),
        ("plainnum", CARD | INT, &[], plain),
    ]
}

type Read = Option<(usize, Value)>;

fn is(lexed: &[Lex], doc: &Prepared, at: usize, word: &str) -> bool {
    at < lexed.len() && doc.word(at).eq_ignore_ascii_case(word)
}

fn at(lexed: &[Lex], i: usize, bits: u32) -> Option<Lex> {
    lexed.get(i).copied().filter(|l| l.is(bits))
}

/// A token of a class, and the point after it if it is an abbreviation that does not end a line.
fn pointed(doc: &Prepared, lexed: &[Lex], i: usize, bits: u32) -> Read {
    let lex = at(lexed, i, bits)?;
    let point = lex.is(ABBR) && doc.word(i + 1) == "." && lexed.get(i + 1).is_some_and(|l| l.glued);
    let end = i + 1 + usize::from(point && lexed.get(i + 2).is_some_and(|l| !l.broken));
    Some((end, Value::Token(lex)))
}

fn month(doc: &Prepared, lexed: &[Lex], i: usize) -> Read {
    pointed(doc, lexed, i, MONTH)
}

fn weekday(doc: &Prepared, lexed: &[Lex], i: usize) -> Read {
    pointed(doc, lexed, i, WEEKDAY)
}

/// Cardinal in words below ten thousand: the value and the token after.
fn words(doc: &Prepared, lexed: &[Lex], mut i: usize) -> Option<(usize, i32)> {
    let first = at(lexed, i, CARD)?;
    i += 1;
    let mut total = first.num;
    let mut last = first.num;
    loop {
        let mut j = i;
        if is(lexed, doc, j, "-") || is(lexed, doc, j, "and") && last >= 100 {
            j += 1;
        }
        let Some(next) = at(lexed, j, CARD).filter(|n| !n.broken) else { break };
        match (last, next.num) {
            (20..=90, 1..=9) => total += next.num,
            (1..=19, 100) if j == i => total = total - last + last * 100,
            (1..=999, 1000) if j == i => total *= 1000,
            (100 | 1000, 1..=90) => total += next.num,
            _ => break,
        }
        last = next.num;
        i = j + 1;
    }
    Some((i, total))
}

/// Digits with thousands, or words.
fn plain(doc: &Prepared, lexed: &[Lex], i: usize) -> Read {
    if let Some((end, n)) = words(doc, lexed, i) {
        return Some((end, Value::Number(f64::from(n))));
    }
    let first = at(lexed, i, INT)?;
    let (mut end, mut n) = (i + 1, f64::from(first.num));
    while doc.word(end) == ","
        && lexed[end].glued
        && doc.word(end + 1).len() == 3
        && at(lexed, end + 1, INT).is_some_and(|l| l.glued)
        && doc.word(end - 1).len() <= 3
    {
        n = n * 1000.0 + f64::from(lexed[end + 1].num);
        end += 2;
    }
    let glued = |j: usize| lexed.get(j).is_some_and(|l| l.glued);
    if doc.word(end) == "." && glued(end) && glued(end + 1) && at(lexed, end + 1, INT).is_some() && doc.word(end + 1).len() <= 2 {
        let scale = if doc.word(end + 1).len() == 1 { 10.0 } else { 100.0 };
        n += f64::from(lexed[end + 1].num) / scale;
        end += 2;
    } else if doc.word(end) == "1" && doc.word(end + 1) == "/" && doc.word(end + 2) == "2" && glued(end + 1) && glued(end + 2) {
        n += 0.5;
        end += 3;
    }
    Some((end, Value::Number(n)))
}

/// Any number phrase; vague ones are not-a-number.
fn number(doc: &Prepared, lexed: &[Lex], i: usize) -> Read {
    let vague = |end| Some((end, Value::Number(f64::NAN)));
    let few = |j: usize| at(lexed, j, FEW).is_some();
    if is(lexed, doc, i, "a") || is(lexed, doc, i, "an") {
        if lexed.get(i + 1).is_none_or(|l| l.word == 0 || l.broken) {
            return Some((i + 1, Value::Number(1.0)));
        }
        if few(i + 1) {
            return vague(i + 2);
        }
        if is(lexed, doc, i + 1, "couple") {
            return Some((i + 2 + usize::from(is(lexed, doc, i + 2, "of")), Value::Number(2.0)));
        }
        if is(lexed, doc, i + 1, "dozen") {
            return Some((i + 2, Value::Number(12.0)));
        }
        if is(lexed, doc, i + 1, "half") {
            return Some((i + 2, Value::Number(0.5)));
        }
        if at(lexed, i + 1, CARD).is_some_and(|l| l.num >= 100)
            && let Some((end, n)) = words(doc, lexed, i + 1)
        {
            return Some((end, Value::Number(f64::from(n))));
        }
        return Some((i + 1, Value::Number(1.0)));
    }
    if few(i) || is(lexed, doc, i, "some") {
        return vague(i + 1);
    }
    if is(lexed, doc, i, "couple") {
        return Some((i + 1 + usize::from(is(lexed, doc, i + 1, "of")), Value::Number(2.0)));
    }
    if is(lexed, doc, i, "dozen") {
        return Some((i + 1, Value::Number(12.0)));
    }
    if is(lexed, doc, i, "half") {
        let a = is(lexed, doc, i + 1, "a") || is(lexed, doc, i + 1, "an");
        return a.then_some((i + 2, Value::Number(0.5)));
    }
    let (end, value) = plain(doc, lexed, i)?;
    // "two and a half"
    if is(lexed, doc, end, "and")
        && is(lexed, doc, end + 1, "a")
        && is(lexed, doc, end + 2, "half")
        && let Value::Number(n) = value
    {
        return Some((end + 3, Value::Number(n + 0.5)));
    }
    Some((end, value))
}

/// A year: four digits, two after an apostrophe (negative value less one), or words ("nineteen ninety-six").
fn year(doc: &Prepared, lexed: &[Lex], i: usize) -> Read {
    if let Some(l) = at(lexed, i, YEAR) {
        return Some((i + 1, Value::Number(f64::from(l.num))));
    }
    if is(lexed, doc, i, "'") || doc.word(i) == "’" || doc.word(i) == "‘" {
        let two = at(lexed, i + 1, TWO).filter(|l| l.glued && l.is(INT))?;
        return Some((i + 2, Value::Number(-1.0 - f64::from(two.num))));
    }
    let first = at(lexed, i, CARD)?;
    if !(10..=20).contains(&first.num) {
        let (end, n) = words(doc, lexed, i)?;
        return ((2000..2100).contains(&n)).then_some((end, Value::Number(f64::from(n))));
    }
    let (end, rest) = words(doc, lexed, i + 1)?;
    ((10..100).contains(&rest) && first.num >= 15).then(|| (end, Value::Number(f64::from(first.num * 100 + rest))))
}

/// An ordinal: a word, digits, or a compound ("twenty-first").
fn ordinal(doc: &Prepared, lexed: &[Lex], i: usize) -> Read {
    if let Some(l) = at(lexed, i, ORD) {
        return Some((i + 1, Value::Number(f64::from(l.num))));
    }
    let tens = at(lexed, i, CARD).filter(|l| (20..=90).contains(&l.num))?;
    let j = i + 1 + usize::from(doc.word(i + 1) == "-");
    let ones = at(lexed, j, ORD).filter(|l| l.num < 10)?;
    Some((j + 1, Value::Number(f64::from(tens.num + ones.num))))
}

/// `am`, `a.m.`, `p.m`; the value is what to add to the hour.
fn ampm(doc: &Prepared, lexed: &[Lex], i: usize) -> Read {
    if let Some(l) = at(lexed, i, AMPM) {
        // "10 am." : the point is the sentence's
        return Some((i + 1, Value::Number(f64::from(l.num))));
    }
    let add = if doc.word(i).eq_ignore_ascii_case("a") {
        0.0
    } else if doc.word(i).eq_ignore_ascii_case("p") {
        12.0
    } else {
        return None;
    };
    let glued = |j: usize| lexed.get(j).is_some_and(|l| l.glued);
    let m = i + 2;
    if doc.word(i + 1) != "." || !doc.word(m).eq_ignore_ascii_case("m") || !glued(i + 1) {
        return None;
    }
    let point = doc.word(m + 1) == "." && glued(m + 1);
    Some((m + 1 + usize::from(point), Value::Number(add)))
}

/// A zone: an abbreviation in capitals, or "local time", "Moscow time". The value is minutes, or not a number.
fn zone(doc: &Prepared, lexed: &[Lex], i: usize) -> Read {
    if doc.word(i) == "(" {
        let (end, value) = zone(doc, lexed, i + 1).filter(|_| doc.word(i + 1) != "(")?;
        return (doc.word(end) == ")").then_some((end + 1, value));
    }
    // "+0100": four figures, or it is a sum
    if doc.word(i) == "+" {
        let n = at(lexed, i + 1, INT).filter(|l| l.glued && doc.word(i + 1).len() == 4 && l.num <= 1400)?.num;
        return Some((i + 2, Value::Number(f64::from(n / 100 * 60 + n % 100))));
    }
    if let Some(l) = at(lexed, i, ZONE) {
        let capitals = doc.word(i).bytes().all(|b| b.is_ascii_uppercase());
        // "UTC+3", "GMT-5"
        let sign = match doc.word(i + 1) {
            "+" => 60,
            "-" | "\u{2212}" | "–" => -60,
            _ => 0,
        };
        let glued = |j: usize| lexed.get(j).is_some_and(|l| l.glued);
        let hours = at(lexed, i + 2, INT).filter(|h| l.num == 0 && sign != 0 && glued(i + 1) && glued(i + 2) && h.num <= 14);
        let (end, minutes) = hours.map_or((i + 1, l.num), |h| (i + 3, h.num * sign));
        return capitals.then_some((end, Value::Number(f64::from(minutes))));
    }
    // "on time" and "in time" are no zones
    if !is(lexed, doc, i, "local") && !doc.tokens.get(i).is_some_and(|t| t.is_capital()) {
        return None;
    }
    let end = if is(lexed, doc, i + 1, "time") {
        i + 2
    } else if is(lexed, doc, i + 1, "standard") || is(lexed, doc, i + 1, "daylight") || is(lexed, doc, i + 1, "european") {
        is(lexed, doc, i + 2, "time").then_some(i + 3)?
    } else {
        return None;
    };
    Some((end, Value::Number(if doc.word(i).eq_ignore_ascii_case("moscow") { 180.0 } else { f64::NAN })))
}

/// A decade: `1990s`, `'90s`, "nineties"; the value is its first year, or negative less one for two digits.
fn decade(doc: &Prepared, lexed: &[Lex], i: usize) -> Read {
    let short = |n: i32| if n < 100 { -1 - n } else { n };
    if let Some(l) = at(lexed, i, DECADE) {
        return Some((i + 1, Value::Number(f64::from(short(l.num)))));
    }
    let l = at(lexed, i + 1, DECADE).filter(|l| l.glued && l.num < 100)?;
    matches!(doc.word(i), "'" | "’" | "‘" | "`").then_some((i + 2, Value::Number(f64::from(short(l.num)))))
}
