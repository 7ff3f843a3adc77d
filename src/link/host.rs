//! What a host name says of the country behind it.

use crate::text::web::stretches;

/// ISO 3166-1 alpha-2 of the country that a host name's top-level domain stands for, or empty: `www.dfat.gov.au` is
/// Australia's, `army.mil` the United States', `example.com` nobody's.
pub fn country_of(host: &str) -> String {
    let top = host.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match top.as_str() {
        "uk" => "GB".to_owned(),
        "gov" | "mil" | "edu" => "US".to_owned(),
        // sold to anyone, for their looks
        "tv" | "me" | "co" | "io" | "ai" | "fm" | "eu" | "su" | "cc" | "ws" | "to" | "ly" | "am" => String::new(),
        t if t.len() == 2 && t.bytes().all(|b| b.is_ascii_lowercase()) => t.to_ascii_uppercase(),
        _ => String::new(),
    }
}

/// Is it a government's or an army's host (`gov.au`, `mil`, `gouv.fr`, `gob.mx`, `gc.ca`, `govt.nz`, `mod.uk`)?
pub fn is_official(host: &str) -> bool {
    let mut labels = host.rsplit('.').map(str::to_ascii_lowercase);
    let top = labels.next().unwrap_or_default();
    let second = labels.next().unwrap_or_default();
    let official = |l: &str| matches!(l, "gov" | "mil" | "gouv" | "gob" | "gv" | "gc" | "govt" | "go" | "mod" | "parliament" | "aph");
    official(&top) || top.len() == 2 && (official(&second) || labels.next().is_some_and(|third| official(&third)))
}

/// The hosts that a text names: in `https://…`, `www.…` and e-mail addresses.
pub fn hosts(text: &str) -> impl Iterator<Item = &str> {
    let end = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | ',' | ';' | '"');
    stretches(text).flat_map(move |(from, to)| text[from..to].split(end)).filter_map(|word| {
        let after = match (word.find("://"), word.rfind('@')) {
            (Some(at), _) => &word[at + 3..],
            (None, Some(at)) => &word[at + 1..],
            _ if word.starts_with("www.") => word,
            _ => return None,
        };
        let host = after.split(['/', '?', '#', ':']).next().unwrap_or_default().trim_end_matches('.');
        (host.contains('.') && host.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.')).then_some(host)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_and_their_countries() {
        let text = "Write to press@defence.example.gov.au, see https://www.example.gouv.fr/fr/a?b or www.example.com.";
        let found: Vec<&str> = hosts(text).collect();
        assert_eq!(found, ["defence.example.gov.au", "www.example.gouv.fr", "www.example.com"]);
        assert_eq!(found.iter().map(|h| country_of(h)).collect::<Vec<_>>(), ["AU", "FR", ""]);
        assert_eq!(found.iter().map(|h| is_official(h)).collect::<Vec<_>>(), [true, true, false]);
        assert!(is_official("army.mil") && !is_official("bit.ly"));
    }
}
