//! Development aid: mentions of a JSONL file of answer-keyed documents, one JSON object a line, without tables.
use dateline::{
    Extractor,
    model::{Kind, Target},
    read::Document,
};
use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: predict FILE.jsonl")?;
    let extractor = Extractor::builder().build()?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::BufReader::new(std::fs::File::open(path)?).split(b'\n') {
        let record: serde_json::Value = serde_json::from_slice(&line?)?;
        let text = record["text"].as_str().unwrap_or_default();
        let publisher = record["domain"].as_str().unwrap_or_default().to_owned();
        let found = extractor.extract(&Document { text: text.to_owned(), publisher, ..Document::default() });
        for m in &found.mentions {
            let start = text[..m.start].chars().count();
            let mention = &text[m.start..m.end];
            let type_ = match (m.kind, m.type_.as_str()) {
                (Kind::Place, "nationality") => "DEM",
                (Kind::Place, _) => "LOC",
                (_, "person") => "PER",
                (_, "organization") => "ORG",
                _ => "MISC",
            };
            let place = match m.target {
                Target::Place(p) => found.places.get(p),
                _ => None,
            };
            let (lat, lon) = place.and_then(|p| p.point).unzip();
            let row = serde_json::json!({"lat": lat, "lon": lon, "geonames_id": place.and_then(|p| p.geonames), "place": place.map(|p| &p.id), "country": place.map(|p| &p.country_code), "basis": m.basis, "doc": record["id"], "start": start, "end": start + mention.chars().count(), "text": mention, "type": type_, "rule": m.rule, "confidence": m.confidence});
            writeln!(out, "{row}")?;
        }
    }
    Ok(())
}
