//! Publication dates as sources write them. In: the value of a field, a `<meta>` or a file name; out: ISO 8601, a
//! day or a day and minute with its zone (`2019-10-16T10:23+02:00`), or nothing when the value does not say one day.

use jiff::civil::{Date, Time};

/// English month names and their usual abbreviations are three letters alike.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Normalise a stated date: ISO 8601 in its extended and basic forms, `2019/10/16`, RFC 2822
/// (`Wed, 16 Oct 2019 10:23:00 GMT`), `16 October 2019`, `October 16, 2019`, `16.10.2019`; with slashes only where one
/// number is above 12. A time keeps its minutes and zone; seconds are dropped.
pub fn parse(value: &str) -> Option<String> {
    let value = value.trim().trim_end_matches('.');
    // The longest of these forms is shorter; a whole text in the field is no date.
    if value.len() > 60 || !value.is_ascii() {
        return None;
    }
    let (date, rest) = iso(value).or_else(|| numbers(value)).or_else(|| words(value))?;
    let rest = rest.trim_start_matches([',', ' ', 'T', 't']).trim();
    if rest.is_empty() {
        return Some(date.to_string());
    }
    let (time, zone) = time(rest)?;
    Some(format!("{date}T{:02}:{:02}{zone}", time.hour(), time.minute()))
}

/// The day a file name states: `2019-10-16`, `2019_10_16` or `20191016` between other characters.
pub fn of_file_name(name: &str) -> Option<String> {
    let name = name.rsplit('/').next().unwrap_or(name);
    let is_digit = |i: usize| name.as_bytes().get(i).is_some_and(u8::is_ascii_digit);
    let starts = (0..name.len()).filter(|&i| is_digit(i) && (i == 0 || !is_digit(i - 1)));
    starts.filter_map(|i| name.get(i..)).find_map(|rest| {
        let (date, after) = match rest.as_bytes().get(4)? {
            b'-' | b'_' | b'.' => three(rest, &['-', '_', '.'])?,
            _ => basic(rest)?,
        };
        // A longer number is a serial number, and years outside this range are one as well.
        let plausible = (1900..2100).contains(&date.year()) && !after.starts_with(|c: char| c.is_ascii_digit());
        plausible.then(|| date.to_string())
    })
}

fn iso(value: &str) -> Option<(Date, &str)> {
    let (date, rest) = match value.as_bytes().get(4)? {
        b'-' | b'/' | b'.' => three(value, &['-', '/', '.'])?,
        _ => basic(value)?,
    };
    rest.is_empty().then_some((date, rest)).or_else(|| rest.starts_with([' ', 'T', 't', ',']).then_some((date, rest)))
}

/// `YYYY-M-D` with one of the separators, twice the same.
fn three<'v>(value: &'v str, separators: &[char]) -> Option<(Date, &'v str)> {
    let (year, rest) = digits(value, 4, 4)?;
    let separator = rest.chars().next().filter(|c| separators.contains(c))?;
    let (month, rest) = digits(&rest[1..], 1, 2)?;
    let (day, rest) = digits(rest.strip_prefix(separator)?, 1, 2)?;
    Some((make(year, month, day)?, rest))
}

fn basic(value: &str) -> Option<(Date, &str)> {
    let (all, rest) = digits(value, 8, 8)?;
    Some((make(all / 10_000, all / 100 % 100, all % 100)?, rest))
}

/// `16.10.2019` is day first everywhere; `16/10/2019` or `10/16/2019` only if one number cannot be a month.
fn numbers(value: &str) -> Option<(Date, &str)> {
    let (a, rest) = digits(value, 1, 2)?;
    let separator = rest.chars().next().filter(|c| ['.', '/', '-'].contains(c))?;
    let (b, rest) = digits(&rest[1..], 1, 2)?;
    let (year, rest) = digits(rest.strip_prefix(separator)?, 4, 4)?;
    let date = match separator {
        '.' => make(year, b, a)?,
        _ if a > 12 => make(year, b, a)?,
        _ if b > 12 || a == b => make(year, a, b)?,
        _ => return None,
    };
    Some((date, rest))
}

fn words(value: &str) -> Option<(Date, &str)> {
    let mut rest = value;
    let (first, after) = letters(rest);
    if first.len() >= 3 && month(first).is_none() {
        let is_weekday = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().any(|d| first.to_ascii_lowercase().starts_with(d));
        rest = is_weekday.then_some(after)?.trim_start_matches([',', '.', ' ']);
    }
    let gap = |s: &'_ str| s.len() - s.trim_start_matches([' ', ',', '.', '-']).len();
    if let Some((day, after)) = digits(rest, 1, 2) {
        let after = ["st", "nd", "rd", "th"].iter().find_map(|s| after.strip_prefix(s)).unwrap_or(after);
        let (name, after) = letters(&after[gap(after)..]);
        let (year, after) = digits(&after[gap(after)..], 4, 4)?;
        return Some((make(year, month(name)?, day)?, after));
    }
    let (name, after) = letters(rest);
    let (day, after) = digits(&after[gap(after)..], 1, 2)?;
    let after = ["st", "nd", "rd", "th"].iter().find_map(|s| after.strip_prefix(s)).unwrap_or(after);
    let (year, after) = digits(&after[gap(after)..], 4, 4)?;
    Some((make(year, month(name)?, day)?, after))
}

fn month(name: &str) -> Option<i32> {
    const FULL: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    let name = name.to_ascii_lowercase();
    let at = MONTHS.iter().position(|m| name.starts_with(m))?;
    (FULL[at].starts_with(&name) || name == "sept").then_some(at as i32 + 1)
}

/// `10:23`, `10:23:45.6`, `10.23 pm`, `102345`, followed by a zone or nothing.
fn time(value: &str) -> Option<(Time, String)> {
    let (mut hour, minute, mut rest) = match digits(value, 1, 2).filter(|(_, rest)| rest.starts_with([':', '.'])) {
        Some((hour, rest)) => {
            let (minute, rest) = digits(&rest[1..], 2, 2)?;
            let rest = rest.strip_prefix(':').and_then(|r| digits(r, 2, 2)).map_or(rest, |(_, r)| r);
            (hour, minute, rest)
        }
        None => {
            let (all, rest) = digits(value, 6, 6).or_else(|| digits(value, 4, 4).map(|(n, r)| (n * 100, r)))?;
            (all / 10_000, all / 100 % 100, rest)
        }
    };
    if let Some(fraction) = rest.strip_prefix(['.', ',']) {
        rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    let word = rest.trim().to_ascii_lowercase();
    let half = ["am", "pm", "a.m", "p.m"].iter().find(|h| word.starts_with(**h));
    let zone = match half {
        Some(half) => {
            hour = hour % 12 + if half.starts_with('p') { 12 } else { 0 };
            ""
        }
        None => rest.trim(),
    };
    Some((Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()?, zone_of(zone)?))
}

/// A numeric zone, or UTC by any of its names. Other names are dropped: they do not change the day.
fn zone_of(zone: &str) -> Option<String> {
    match zone.to_ascii_uppercase().as_str() {
        "" => return Some(String::new()),
        "Z" | "UTC" | "GMT" | "UT" => return Some("Z".into()),
        name if name.starts_with(|c: char| c.is_ascii_alphabetic()) => return Some(String::new()),
        _ => {}
    }
    let sign = zone.chars().next().filter(|c| ['+', '-'].contains(c))?;
    let (hours, minutes) = match digits(&zone[1..], 4, 4) {
        Some((both, _)) => (both / 100, both % 100),
        None => {
            let (hours, rest) = digits(&zone[1..], 2, 2)?;
            (hours, rest.strip_prefix(':').and_then(|r| digits(r, 2, 2)).map_or(0, |(n, _)| n))
        }
    };
    (hours < 24 && minutes < 60).then(|| format!("{sign}{hours:02}:{minutes:02}"))
}

fn make(year: i32, month: i32, day: i32) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A number of `least` to `most` digits, and no more, at the start.
fn digits(value: &str, least: usize, most: usize) -> Option<(i32, &str)> {
    let n = value.bytes().take_while(u8::is_ascii_digit).count();
    // The basic form (20191016) is asked for by its exact length and must not be cut from a longer number either.
    (least..=most).contains(&n).then(|| value[..n].parse().ok().map(|number| (number, &value[n..])))?
}

fn letters(value: &str) -> (&str, &str) {
    value.split_at(value.bytes().take_while(u8::is_ascii_alphabetic).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stated_dates() {
        for (value, want) in [
            ("2019-10-16", "2019-10-16"),
            (" 2019/10/6 ", "2019-10-06"),
            ("20191016", "2019-10-16"),
            ("2019-10-16T10:23:45.678Z", "2019-10-16T10:23Z"),
            ("2019-10-16 10:23:45 +0200", "2019-10-16T10:23+02:00"),
            ("20191016T102345Z", "2019-10-16T10:23Z"),
            ("Wed, 16 Oct 2019 10:23:00 GMT", "2019-10-16T10:23Z"),
            ("07 october 2010, 10:23", "2010-10-07T10:23"),
            ("16 Sept. 2019", "2019-09-16"),
            ("16-Oct-2019", "2019-10-16"),
            ("October 16th, 2019 4:05 PM EST", "2019-10-16T16:05"),
            ("Wednesday, October 16, 2019", "2019-10-16"),
            ("27.11.2019", "2019-11-27"),
            ("27/11/2019", "2019-11-27"),
            ("11/27/2019", "2019-11-27"),
        ] {
            assert_eq!(parse(value).as_deref(), Some(want), "{value}");
        }
    }

    #[test]
    fn what_states_no_day() {
        for value in [
            "",
            "soon",
            "2019",
            "2019-10",
            "2019-13-01",
            "2019-02-30",
            "03/04/2019",
            "1571234567",
            "2019-10-16T25:00",
            "Marching 3 2019",
            "3 May",
            "٣ May 2019",
        ] {
            assert_eq!(parse(value), None, "{value}");
        }
    }

    #[test]
    fn file_names() {
        for (name, want) in [
            ("a/2019-10-16-release.txt", Some("2019-10-16")),
            ("PR_20191016_en.txt", Some("2019-10-16")),
            ("x2019_10_16.md", Some("2019-10-16")),
            ("001_105e082bcbc74425.txt", None),
            ("12345678.txt", None),
            ("2019-10-16/a.txt", None),
            ("201910161.txt", None),
        ] {
            assert_eq!(of_file_name(name).as_deref(), want, "{name}");
        }
    }
}
