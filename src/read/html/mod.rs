//! Web pages. In: the page's source as text; out: the text a reader sees, title, publication date, language and
//! publisher, and for every offset of the text the line of the source it comes from.
//!
//! ```text
//! guard ──▶ tree ──▶ main_content ──▶ render
//! tame      a flat    which element    its text
//! source    outline     └──▶ meta: title, published, publisher
//! ```
//!
//! Tokens and entities are html5ever's; its tree is not used, for it keeps no line numbers and takes time quadratic
//! in the depth of nesting. Ours is a flat list in document order: no walk over it recurses.

mod guard;
mod main_content;
mod meta;
mod render;
mod tree;

use encoding_rs::Encoding;

use super::{Document, SourceLines};
use crate::model::Published;

/// A declaration of the encoding stands within this many bytes (the HTML standard's own figure).
const DECLARED_WITHIN: usize = 1024;

/// Read a page into the document.
pub fn read(document: &mut Document, source: &str) {
    let source = guard::tame(source);
    let page = tree::parse(&source);
    let main = main_content::choose(&page);
    let rendered = render::render(&page, &main);
    let facts = meta::facts(&page, &main);
    document.title = facts.title;
    document.language = facts.language;
    document.publisher = facts.publisher;
    document.published = facts.published.map(|value| Published { value, basis: "metadata" });
    document.text = rendered.text;
    document.lines = SourceLines::Table(rendered.lines);
}

/// The encoding a page declares: `<meta charset>`, `<meta http-equiv … charset=>` or an XML declaration.
pub fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED_WITHIN)]).to_ascii_lowercase();
    let xml =
        start.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split("?>").next()).and_then(|head| label_after(head, "encoding"));
    let meta = || {
        let metas = start.match_indices("<meta").map(|(i, _)| start[i..].split('>').next().unwrap_or_default());
        metas.filter_map(|tag| label_after(tag, "charset")).next()
    };
    let encoding = xml.or_else(meta)?;
    // A page that calls itself UTF-16 in bytes that read as ASCII is not (the standard says so too).
    Some(if encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE { encoding_rs::UTF_8 } else { encoding })
}

fn label_after(text: &str, name: &str) -> Option<&'static Encoding> {
    let value = text[text.find(name)? + name.len()..].trim_start().strip_prefix('=')?;
    let value = value.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '/' | '>')).unwrap_or(value.len());
    super::options::encoding(&value[..end]).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations() {
        let name = |page: &str| declared_encoding(page.as_bytes()).map(|e| e.name());
        assert_eq!(name("<!DOCTYPE html><META charset=iso-8859-2>"), Some("ISO-8859-2"));
        assert_eq!(name("<meta http-equiv='Content-Type' content='text/html; charset=Shift_JIS'>"), Some("Shift_JIS"));
        assert_eq!(name("<?xml version='1.0' encoding='windows-1251'?><html>"), Some("windows-1251"));
        assert_eq!(name("<meta charset='utf-16'>"), Some("UTF-8"));
        assert_eq!(name("<meta name='x'><p>charset=latin1</p>"), None);
    }
}
