//! The host name of a publisher. In: an address, or a host name as a record's field states it. Out: the host in small
//! letters without `www.`, or nothing.

/// The host of an absolute address: `https://www.Example.org:443/a` is `example.org`'s.
pub(super) fn of_address(url: &str) -> Option<String> {
    let rest = url.trim().split_once("://").map(|(_, rest)| rest).or_else(|| url.trim().strip_prefix("//"))?;
    bare(rest)
}

/// What a field says that may hold either: `example.org`, `https://example.org/a`.
pub(super) fn of_field(value: &str) -> Option<String> {
    of_address(value).or_else(|| bare(value.trim()))
}

fn bare(rest: &str) -> Option<String> {
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts() {
        for (value, host) in [
            ("https://www.Example.org:443/a?b", Some("example.org")),
            ("//news.example.co.uk", Some("news.example.co.uk")),
            (" www.example.com ", Some("example.com")),
            ("example.com/world", Some("example.com")),
            ("The Daily Example", None),
            ("politics", None),
            ("", None),
        ] {
            assert_eq!(of_field(value).as_deref(), host, "{value:?}");
        }
        assert_eq!(of_address("example.com/world"), None, "in a page only an absolute address names its host");
    }
}
