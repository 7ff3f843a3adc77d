//! Training data of spaCy and Prodigy. In: JSON lines; out: documents with names. A list of two, `[text, {"entities":
//! […]}]`, is understood too.

use serde_json::Value;

use super::{GoldDoc, GoldError, Name, check_span, type_of};

/// Parse. Documents without an id get `doc-N` by their place.
pub fn parse(file: &str, text: &str) -> Result<Vec<GoldDoc>, GoldError> {
    let mut out: Vec<GoldDoc> = Vec::new();
    for (i, line) in text.split('\n').enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let fault = |message: String| GoldError::new(file, i + 1, message);
        let value: Value =
            serde_json::from_str(line).map_err(|e| fault(format!("column {}: {e}; expected one JSON object a line", e.column())))?;
        let (text, marks) = match &value {
            Value::Array(pair) => (pair.first().and_then(Value::as_str), pair.get(1).cloned().unwrap_or_default()),
            other => (other["text"].as_str(), other.clone()),
        };
        let text = text.ok_or_else(|| fault("no \"text\"; expected {\"text\", \"entities\"} or {\"text\", \"spans\"}".to_owned()))?;
        let spans = ["entities", "spans", "ents", "label"].iter().find_map(|k| marks[*k].as_array());
        let spans = spans
            .ok_or_else(|| fault("no \"entities\" and no \"spans\"; expected one of them, empty where there is no name".to_owned()))?;
        let mut names = Vec::new();
        for span in spans {
            let name = name(span)
                .ok_or_else(|| fault(format!("{span} is no entity; expected [start, end, label] or {{\"start\", \"end\", \"label\"}}")))?;
            check_span(text.chars().count(), name.start, name.end).map_err(fault)?;
            names.push(name);
        }
        let id = value.get("id").or_else(|| value.pointer("/meta/id")).map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
        out.push(GoldDoc {
            id: id.unwrap_or_else(|| format!("doc-{}", out.len() + 1)),
            text: text.to_owned(),
            ner: Some(names),
            ..GoldDoc::default()
        });
    }
    Ok(out)
}

fn name(span: &Value) -> Option<Name> {
    let number = |v: Option<&Value>| v.and_then(Value::as_u64).map(|n| n as usize);
    let text = |v: Option<&Value>| v.and_then(Value::as_str).filter(|s| !s.is_empty()).map(str::to_owned);
    let (start, end, label, link) = match span {
        Value::Array(_) => (number(span.get(0)), number(span.get(1)), text(span.get(2)), text(span.get(3))),
        _ => (number(span.get("start")), number(span.get("end")), text(span.get("label")), text(span.get("kb_id"))),
    };
    Some(Name { start: start?, end: end?, type_: type_of(&label?), link, value: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_shapes() -> Result<(), GoldError> {
        let text = "{\"text\":\"Mr Ünal spoke.\",\"entities\":[[3,7,\"PERSON\"]]}\n\
            {\"id\":7,\"text\":\"Oslo\",\"spans\":[{\"start\":0,\"end\":4,\"label\":\"GPE\",\"kb_id\":\"Q585\"}]}\n\
            [\"Oslo\",{\"entities\":[]}]\n";
        let docs = parse("g", text)?;
        let shown: Vec<_> = docs
            .iter()
            .map(|d| (d.id.as_str(), d.ner.iter().flatten().map(|n| (n.start, n.type_.as_str(), n.link.clone())).collect::<Vec<_>>()))
            .collect();
        assert_eq!(shown, [("doc-1", vec![(3, "person", None)]), ("7", vec![(0, "place", Some("Q585".to_owned()))]), ("doc-3", vec![])]);
        let fault = |line: &str| parse("g", line).err().map(|e| e.to_string()).unwrap_or_default();
        assert_eq!(fault("{\"text\":\"a\"}"), "g:1: no \"entities\" and no \"spans\"; expected one of them, empty where there is no name");
        assert_eq!(
            fault("{\"text\":\"a\",\"spans\":[3]}"),
            "g:1: 3 is no entity; expected [start, end, label] or {\"start\", \"end\", \"label\"}"
        );
        Ok(())
    }
}
