//! One line of a JSONL file. In: the line as text; out: its fields, or where and why it is no record.
//!
//! Only the named fields are kept; all others are skipped without being built.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::ReadOptions;
use super::csv_row::Fields;

/// Read a record. `Err`: the column in characters, from 1, and what was met and expected.
pub fn record(line: &str, options: &ReadOptions) -> Result<Fields, (usize, String)> {
    // Files with a byte order mark that were strung together leave marks at the start of records.
    let line = line.trim_start_matches('\u{feff}');
    let mut json = serde_json::Deserializer::from_str(line);
    let raw = Wanted(options).deserialize(&mut json).and_then(|raw| json.end().map(|()| raw)).map_err(|e| {
        let column = characters(line, e.column());
        let said = e.to_string();
        let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
        (column, format!("{said}; expected one JSON object such as {{\"id\": \"a\", \"{}\": \"…\"}} on a line of its own", options.text()))
    })?;
    let text = match raw.text {
        Some(Value::String(text)) => text,
        None => {
            return Err((
                1,
                format!("the record has no field \"{}\"; name the field that holds the text with --text-field", options.text()),
            ));
        }
        Some(other) => return Err((1, format!("the field \"{}\" holds {}, expected a string", options.text(), kind(&other)))),
    };
    let plain = |value: Option<Value>, name: &str| match value {
        None | Some(Value::Null) => Ok(String::new()),
        Some(Value::String(text)) => Ok(text),
        Some(Value::Number(number)) => Ok(number.to_string()),
        Some(other) => Err((1, format!("the field \"{name}\" holds {}, expected a string or a number", kind(&other)))),
    };
    let id = plain(raw.id, options.id())?;
    let title = plain(raw.title, options.title())?;
    let published = plain(raw.published, options.published())?;
    // many a record has a field of this name for something else: only a string can be a host name
    let domain = raw.domain.and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    Ok(Fields { id, text, title, published, domain, lines_before_text: 0 })
}

/// serde_json counts bytes; people count characters.
fn characters(line: &str, column: usize) -> usize {
    let end = super::lines::floor_char_boundary(line, column.saturating_sub(1));
    line[..end].chars().count() + 1
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[derive(Default)]
struct Raw {
    id: Option<Value>,
    text: Option<Value>,
    title: Option<Value>,
    published: Option<Value>,
    domain: Option<Value>,
}

struct Wanted<'o>(&'o ReadOptions);

impl<'de> DeserializeSeed<'de> for Wanted<'_> {
    type Value = Raw;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Wanted<'_> {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut raw = Raw::default();
        while let Some(key) = map.next_key::<String>()? {
            // One field may serve twice (`--id-field title`), so this is no `match`; the last of equal keys counts.
            let slots = [
                (self.0.id(), &mut raw.id),
                (self.0.text(), &mut raw.text),
                (self.0.title(), &mut raw.title),
                (self.0.published(), &mut raw.published),
                (self.0.domain(), &mut raw.domain),
            ];
            let mut named: Vec<&mut Option<Value>> = slots.into_iter().filter(|(name, _)| *name == key).map(|(_, slot)| slot).collect();
            match named.pop() {
                None => drop(map.next_value::<IgnoredAny>()?),
                Some(slot) => {
                    let value: Value = map.next_value()?;
                    named.into_iter().for_each(|other| *other = Some(value.clone()));
                    *slot = Some(value);
                }
            }
        }
        Ok(raw)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(line: &str) -> Result<Fields, (usize, String)> {
        record(line, &ReadOptions::default())
    }

    #[test]
    fn records() {
        let want = Fields { id: "7".into(), text: "a\u{2028}b\0\r\n".into(), published: "2019-10-16".into(), ..Fields::default() };
        assert_eq!(met("{\"id\":7,\"x\":[{}],\"text\":\"a\u{2028}b\\u0000\\r\\n\",\"published\":\"2019-10-16\"} "), Ok(want));
        let options = ReadOptions { text_field: Some("body".into()), id_field: Some("title".into()), ..ReadOptions::default() };
        let want = Fields { text: "a".into(), domain: "example.org".into(), ..Fields::default() };
        assert_eq!(met(r#"{"text":"a","domain":"example.org"}"#), Ok(want));
        assert_eq!(met(r#"{"text":"a","domain":["b"]}"#).map(|f| f.domain), Ok(String::new()));
        let want = Fields { id: "t".into(), text: "b".into(), title: "t".into(), ..Fields::default() };
        assert_eq!(record(r#"{"title":"t","body":"b","text":3}"#, &options), Ok(want));
        let deep = format!("{{\"text\":\"a\",\"x\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(met(&deep).map(|f| f.text), Ok("a".into()), "an ignored field may be as deep as it likes");
    }

    #[test]
    fn what_is_no_record() {
        let expected = "expected one JSON object such as {\"id\": \"a\", \"text\": \"…\"} on a line of its own";
        for (line, column, message) in [
            ("{\"id\":\"b\",\"text\":", 17, format!("EOF while parsing a value; {expected}")),
            ("{\"id\":\"é\" \"text\":1}", 11, format!("expected `,` or `}}`; {expected}")),
            ("[1]", 1, format!("invalid type: sequence, expected an object; {expected}")),
            ("{\"text\":\"a\"} x", 14, format!("trailing characters; {expected}")),
            ("{}", 1, "the record has no field \"text\"; name the field that holds the text with --text-field".into()),
            ("{\"text\":3}", 1, "the field \"text\" holds a number, expected a string".into()),
            ("{\"text\":\"\",\"id\":[]}", 1, "the field \"id\" holds an array, expected a string or a number".into()),
        ] {
            assert_eq!(met(line), Err((column, message)), "{line}");
        }
    }
}
