//! Keeps a hostile page from costing quadratic time. In: the source; out: the same source, unless a tag carries
//! hundreds of attributes.
//!
//! The tokenizer compares each attribute of a tag with all before it. A real tag has a dozen, one of a page builder
//! a hundred; one of a million would keep it busy for hours.

use std::borrow::Cow;

/// Characters that end an attribute within one tag. Past them the rest of the tag is taken for a single attribute.
const SEPARATORS: usize = 1024;

/// The source, tamed.
pub fn tame(source: &str) -> Cow<'_, str> {
    let bytes = source.as_bytes();
    let mut out: Option<Vec<u8>> = None;
    let mut at = 0;
    while let Some(start) = memchr::memchr(b'<', &bytes[at..]).map(|i| at + i) {
        at = start + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let mut separators = 0;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'>' => break,
                // In a script `a<b` is no tag and the next `<` starts another count.
                b'<' if separators <= SEPARATORS => break,
                b' ' | b'\t' | b'\n' | b'\r' | 0x0c | b'/' | b'"' | b'\'' => {
                    separators += 1;
                    // `</` ends a script; it must go on doing so.
                    if separators > SEPARATORS && bytes[at - 1] != b'<' {
                        out.get_or_insert_with(|| bytes.to_vec())[at] = b'_';
                    }
                }
                _ => {}
            }
            at += 1;
        }
    }
    // Only ASCII bytes were replaced, by an ASCII byte: still UTF-8.
    out.and_then(|bytes| String::from_utf8(bytes).ok()).map_or(Cow::Borrowed(source), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_monsters_are_touched() {
        let page = "<p class='a b' title=\"é\">a < b</p>";
        assert!(matches!(tame(page), Cow::Borrowed(same) if same == page));
        let monster = format!("<p {}>é</p>", "a ".repeat(5000));
        let tamed = tame(&monster);
        assert!(tamed.ends_with("a_a_>é</p>"));
        assert_eq!(tamed.len(), monster.len());
    }
}
