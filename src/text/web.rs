//! Where addresses of the web may stand in a text.
//!
//! In: a text. Out: the stretches between white space that hold a sign which every web or mail address has. Most texts have
//! few, and the search for a byte is all but free; patterns need not look at the rest.

/// The stretches between (ASCII) white space with an `@`, a `/` or a `www.` in them, as ranges of bytes, in order.
pub fn stretches(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let bytes = text.as_bytes();
    let mut signs = memchr::memchr2_iter(b'@', b'/', bytes).peekable();
    let mut webs = memchr::memmem::find_iter(bytes, "www.").peekable();
    let mut done = 0;
    std::iter::from_fn(move || {
        while signs.next_if(|s| *s < done).is_some() {}
        while webs.next_if(|w| *w < done).is_some() {}
        let at = match (signs.peek(), webs.peek()) {
            (Some(s), Some(w)) => *s.min(w),
            (one, other) => *one.or(other)?,
        };
        let from = bytes[done..at].iter().rposition(u8::is_ascii_whitespace).map_or(done, |p| done + p + 1);
        let to = bytes[at..].iter().position(u8::is_ascii_whitespace).map_or(bytes.len(), |p| at + p);
        done = to;
        Some((from, to))
    })
}

#[cfg(test)]
mod tests {
    use super::stretches;

    #[test]
    fn stretches_stand_between_white_space() {
        let text = "See www.example.org/a@b (and/or\tx@y) then é/www.";
        let found: Vec<&str> = stretches(text).map(|(a, b)| &text[a..b]).collect();
        assert_eq!(found, ["www.example.org/a@b", "(and/or", "x@y)", "é/www."]);
        assert_eq!(stretches("Nothing here. w w w").count(), 0);
    }
}
