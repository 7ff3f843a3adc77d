//! Names of the lists alone over a JSONL file of documents: what `benches/peers` holds against programs that only look names up.
//!
//! `cargo run --release --example lists FILE.jsonl` prints how many forms of the shipped lists stand in the texts.

use dateline::gazetteer::Gazetteer;
use dateline::text::Prepared;
use serde_json::Value;

fn main() -> anyhow::Result<()> {
    let file = std::env::args().nth(1).ok_or_else(|| anyhow::anyhow!("usage: lists FILE.jsonl"))?;
    let gazetteer = Gazetteer::shipped();
    let mut found = 0;
    for line in std::fs::read_to_string(file)?.split('\n').filter(|l| !l.trim().is_empty()) {
        let record: Value = serde_json::from_str(line)?;
        let doc = Prepared::new(record["text"].as_str().unwrap_or_default());
        found += gazetteer.hits(&doc).len();
    }
    println!("{found}");
    Ok(())
}
