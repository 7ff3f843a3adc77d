//! Front matter of Markdown: `---` … `---` with `key: value` lines, or `+++` … `+++` in TOML. In: the file's text;
//! out: the document's text without it and what it says (title, date, id, language).
//!
//! The YAML kind is read line by line: the keys wanted are plain scalars in practice, and a YAML parser would bring
//! anchors, tags and the Norway problem for them.

use super::raw::state_published;
use super::{Document, ReadOptions, SourceLines, Status};
use crate::model::{Problem, Severity};

/// Front matter is longer than this only when the closing line is missing and a rule further down is taken for it.
const LONGEST: usize = 64 << 10;

/// Take the front matter off `text` and put both into the document.
pub fn read(document: &mut Document, text: String, options: &ReadOptions) {
    let Some((fence, head, body)) = split(&text) else {
        document.text = text;
        return;
    };
    let pairs = match fence {
        "+++" => toml_pairs(head).unwrap_or_else(|message| {
            let message = format!("the TOML front matter was not understood: {message}; the text is read without it");
            document.admit(Problem { line: 1, severity: Severity::Warning, code: "front-matter", message }, Status::Ok);
            Vec::new()
        }),
        _ => yaml_pairs(head),
    };
    for (line, key, value) in pairs {
        match key.to_ascii_lowercase().as_str() {
            "title" => document.title = value,
            "lang" | "language" => document.language = value,
            "id" if !value.is_empty() => document.id = value,
            "date" | "published" => state_published(document, &value, &key, line),
            name if name == options.domain() => document.publisher = super::host::of_field(&value).unwrap_or_default(),
            name if name == options.published() => state_published(document, &value, &key, line),
            _ => {}
        }
    }
    let first = 1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..text.len() - body.len()]).count();
    document.lines = SourceLines::Counted { first };
    document.text = body.to_owned();
}

/// Fence, what is between the fences, and what follows.
fn split(text: &str) -> Option<(&'static str, &str, &str)> {
    let fence = if text.starts_with("---") { "---" } else { "+++" };
    let rest = text.strip_prefix(fence)?;
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'))?;
    let mut start = 0;
    for line in rest.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r', ' ']);
        // YAML may end a document with dots.
        if bare == fence || fence == "---" && bare == "..." {
            return Some((fence, &rest[..start], &rest[start + line.len()..]));
        }
        start += line.len();
        if start > LONGEST {
            return None;
        }
    }
    None
}

/// (line, key, value) of each top-level scalar.
fn yaml_pairs(head: &str) -> Vec<(usize, String, String)> {
    let mut pairs: Vec<(usize, String, String)> = Vec::new();
    let mut folding = false;
    for (i, line) in head.lines().enumerate() {
        if line.starts_with([' ', '\t']) {
            // The lines of a block scalar, which people use for long titles; a nested key is none of ours.
            if let (true, Some((_, _, value))) = (folding, pairs.last_mut()) {
                let gap = if value.is_empty() { "" } else { " " };
                value.push_str(gap);
                value.push_str(line.trim());
            }
            continue;
        }
        folding = false;
        if line.starts_with(['#', '-']) {
            continue;
        }
        if let Some((key, value)) = line.split_once(':') {
            let value = value.trim();
            folding = matches!(value, ">" | ">-" | ">+" | "|" | "|-" | "|+");
            let value = if folding { String::new() } else { scalar(value) };
            pairs.push((i + 2, key.trim().trim_matches(['"', '\'']).to_owned(), value));
        }
    }
    pairs
}

/// A YAML scalar without its quotes or trailing comment.
fn scalar(value: &str) -> String {
    if let Some(rest) = value.strip_prefix('"') {
        let mut out = String::new();
        let mut chars = rest.chars();
        while let Some(c) = chars.next() {
            match c {
                '"' => break,
                '\\' => out.extend(chars.next().map(|c| if c == 'n' { ' ' } else { c })),
                c => out.push(c),
            }
        }
        return out;
    }
    if let Some(rest) = value.strip_prefix('\'') {
        const KEPT: &str = "\u{0}"; // stands for a doubled quote; no YAML text may hold it
        let doubled = rest.replace("''", KEPT);
        return doubled.split('\'').next().unwrap_or_default().replace(KEPT, "'");
    }
    if value.starts_with('#') {
        return String::new();
    }
    value.split(" #").next().unwrap_or_default().trim_end().to_owned()
}

fn toml_pairs(head: &str) -> Result<Vec<(usize, String, String)>, String> {
    let table: toml::Table = head.parse().map_err(|e: toml::de::Error| e.message().to_owned())?;
    let pairs = table.into_iter().filter_map(|(key, value)| {
        let value = match value {
            toml::Value::String(s) => s,
            toml::Value::Datetime(d) => d.to_string(),
            toml::Value::Integer(n) => n.to_string(),
            _ => return None,
        };
        Some((1, key, value))
    });
    Ok(pairs.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(text: &str) -> Document {
        let mut document = Document::default();
        read(&mut document, text.to_owned(), &ReadOptions::default());
        document
    }

    #[test]
    fn yaml() {
        let d = met(
            "---\r\ntitle: \"A: \\\"b\\\"\" # c\r\ntags:\r\n  - title: no\r\n- x: y\r\ndate: 2019-10-16 # today\r\nlang: en\r\nid: 'it''s'\r\n---\r\n\r\nBody\r\n---\r\n",
        );
        assert_eq!((d.title.as_str(), d.language.as_str(), d.id.as_str()), ("A: \"b\"", "en", "it's"));
        assert_eq!(d.published.as_ref().map(|p| (p.value.as_str(), p.basis)), Some(("2019-10-16", "field")));
        assert_eq!(d.text, "\r\nBody\r\n---\r\n");
        assert_eq!(d.source_line(2), 11);
    }

    #[test]
    fn folded_title() {
        assert_eq!(met("---\ntitle: >-\n  Long\n  title\ndate: soon\n---\nx").title, "Long title");
        let d = met("---\ndate: soon\n---\nx");
        let message = "the field \"date\" holds \"soon\", expected a day such as 2019-10-16 (also with a time); the document is read as if it stated none".into();
        assert_eq!(d.problems, [Problem { line: 2, severity: Severity::Warning, code: "published-unreadable", message }]);
    }

    #[test]
    fn toml() {
        let d = met("+++\ntitle = 'T'\ndate = 2019-10-16T10:23:00Z\n[extra]\ntitle = 'no'\n+++\nBody");
        assert_eq!((d.title.as_str(), d.text.as_str()), ("T", "Body"));
        assert_eq!(d.published.map(|p| p.value), Some("2019-10-16T10:23Z".into()));
        assert_eq!(met("+++\nnot toml\n+++\nBody").problems.first().map(|p| p.code), Some("front-matter"));
    }

    #[test]
    fn none() {
        for text in ["# Title\n---\nx\n---\n", "---\ntitle: open\n", "----\na: b\n----\n", "", "---"] {
            assert_eq!(met(text).text, text);
        }
    }
}
