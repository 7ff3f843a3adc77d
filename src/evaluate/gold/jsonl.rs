//! Our own answer keys. In: JSON lines; out: documents.

use serde_json::Value;

use super::{GoldDoc, GoldError, Keyed, Name, Post, Release, Timex, Toponym, check_span, type_of};

/// Parse.
pub fn parse(file: &str, text: &str) -> Result<Vec<GoldDoc>, GoldError> {
    let mut out = Vec::new();
    // Only LF ends a record: a text may hold other line ends.
    for (i, line) in text.split('\n').enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let fault = |message: String| GoldError::new(file, i + 1, message);
        let value: Value =
            serde_json::from_str(line).map_err(|e| fault(format!("column {}: {e}; expected one JSON object a line", e.column())))?;
        out.push(document(&value).map_err(fault)?);
    }
    Ok(out)
}

fn document(value: &Value) -> Result<GoldDoc, String> {
    let word = |v: &Value, key: &str| {
        v[key].as_str().map(str::to_owned).ok_or_else(|| format!("no {key:?}, or it is no text; a record wants id, text and gold"))
    };
    let text = word(value, "text")?;
    let length = text.chars().count();
    let gold = value.get("gold").filter(|g| g.is_object()).ok_or("no \"gold\" object; a record wants id, text and gold")?;
    let list = |v: &Value, key: &str| -> Result<Option<Vec<Value>>, String> {
        match v.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Array(all)) => Ok(Some(all.clone())),
            Some(_) => Err(format!("{key:?} is no list; expected a list of objects")),
        }
    };
    let span = |v: &Value| -> Result<(usize, usize), String> {
        let at =
            |key: &str| v[key].as_u64().map(|n| n as usize).ok_or_else(|| format!("no {key:?} in {v}; expected a number of characters"));
        let (start, end) = (at("start")?, at("end")?);
        check_span(length, start, end)?;
        if let Some(said) = v["text"].as_str() {
            let met: String = text.chars().skip(start).take(end - start).collect();
            if met != said {
                return Err(format!(
                    "the text from {start} to {end} is {met:?}, the key says {said:?}; count code points of the text as given"
                ));
            }
        }
        Ok((start, end))
    };
    let some = |v: &Value| match v {
        Value::String(s) if !s.is_empty() => Some(s.clone()),
        Value::Number(n) => Some(n.to_string()),
        _ => None,
    };
    let said = |v: &Value| v["text"].as_str().unwrap_or_default().to_owned();
    let mut doc = GoldDoc { id: word(value, "id")?, published: some(&value["published"]), every_type: true, ..GoldDoc::default() };
    if let Some(all) = list(gold, "ner")? {
        let name = |v: &Value| -> Result<Name, String> {
            let (start, end) = span(v)?;
            let link = ["id", "wikidata", "geonames", "target"].iter().find_map(|k| some(&v[*k]));
            Ok(Name { start, end, type_: type_of(&word(v, "type")?), link, value: some(&v["value"]) })
        };
        doc.ner = Some(all.iter().map(name).collect::<Result<_, _>>()?);
    }
    if let Some(all) = list(gold, "geo")? {
        let toponym = |v: &Value| -> Result<Toponym, String> {
            let (start, end) = span(v)?;
            let point = v["lat"].as_f64().zip(v["lon"].as_f64());
            let geonames = some(&v["geonames_id"]).and_then(|n| n.parse().ok());
            Ok(Toponym { start, end, text: said(v), point, geonames })
        };
        doc.geo = Some(all.iter().map(toponym).collect::<Result<_, _>>()?);
    }
    if let Some(all) = list(gold, "time")? {
        let timex = |v: &Value| -> Result<Timex, String> {
            let (start, end) = span(v)?;
            let creation_time = v["dct"].as_bool().unwrap_or(false);
            Ok(Timex { start, end, text: said(v), type_: word(v, "type")?, value: some(&v["value"]).unwrap_or_default(), creation_time })
        };
        doc.time = Some(all.iter().map(timex).collect::<Result<_, _>>()?);
    }
    if let Some(rel) = gold.get("rel").filter(|r| !r.is_null()) {
        let keyed = |v: &Value| -> Result<Keyed, String> {
            let (start, end) = span(v)?;
            let optional = v["optional"].as_bool().unwrap_or(false);
            Ok(Keyed { start, end, text: said(v), type_: type_of(&word(v, "type")?), optional, key: some(&v["key"]).unwrap_or_default() })
        };
        let post = |v: &Value| -> Result<Post, String> {
            let cell = |i: usize| v.get(i).and_then(Value::as_str).map(str::to_owned);
            let (Some(person), Some(role)) = (cell(0), cell(1)) else {
                return Err(format!("{v} is no post; expected [person key, role, organisation key or country or \"\"]"));
            };
            Ok(Post { person, role, owner: cell(2).unwrap_or_default() })
        };
        doc.rel = Some(Release {
            mentions: list(rel, "mentions")?.unwrap_or_default().iter().map(keyed).collect::<Result<_, _>>()?,
            roles: list(rel, "roles")?.unwrap_or_default().iter().map(post).collect::<Result<_, _>>()?,
        });
    }
    if doc.ner.is_none() && doc.geo.is_none() && doc.time.is_none() && doc.rel.is_none() {
        return Err("\"gold\" has none of ner, geo, time, rel; expected at least one".to_owned());
    }
    doc.text = text;
    Ok(doc)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(line: &str) -> String {
        parse("g.jsonl", line).err().map(|e| e.to_string()).unwrap_or_default()
    }

    #[test]
    fn messages() {
        assert_eq!(fault("\n{"), "g.jsonl:2: column 1: EOF while parsing an object at line 1 column 1; expected one JSON object a line");
        assert_eq!(fault("{\"id\":\"a\"}"), "g.jsonl:1: no \"text\", or it is no text; a record wants id, text and gold");
        assert_eq!(fault("{\"id\":\"a\",\"text\":\"x\"}"), "g.jsonl:1: no \"gold\" object; a record wants id, text and gold");
        assert_eq!(
            fault("{\"id\":\"a\",\"text\":\"x\",\"gold\":{}}"),
            "g.jsonl:1: \"gold\" has none of ner, geo, time, rel; expected at least one"
        );
        let ner =
            |span: &str| fault(&format!("{{\"id\":\"a\",\"text\":\"Ünal Demir\",\"gold\":{{\"ner\":[{{{span},\"type\":\"PER\"}}]}}}}"));
        assert_eq!(
            ner("\"start\":3,\"end\":30"),
            "g.jsonl:1: the span 3 to 30 is not in the text, which has 10 characters; offsets count code points from 0, the end not included"
        );
        assert_eq!(
            ner("\"start\":0,\"end\":5,\"text\":\"Ünal\""),
            "g.jsonl:1: the text from 0 to 5 is \"Ünal \", the key says \"Ünal\"; count code points of the text as given"
        );
        assert_eq!(ner("\"start\":0,\"end\":4,\"text\":\"Ünal\""), "");
    }
}
