//! Dates alone over a JSONL file of documents, for scoring before the tables exist.
//!
//! `cargo run --release --example dates GOLD.jsonl > PRED.jsonl`: one prediction a line, offsets in code points.
//! `--edtf` writes the EDTF value instead of TIMEX3; `--basis` finds the reference date in the text alone.

use dateline::link::date::{DateContext, reference, resolve};
use dateline::model::Published;
use dateline::read::Document;
use dateline::spot::date::spot;
use dateline::text::Prepared;
use serde_json::{Value, json};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let flag = |name: &str| args.iter().any(|a| a == name);
    let file = args.iter().find(|a| !a.starts_with("--")).ok_or_else(|| anyhow::anyhow!("usage: dates [--edtf] [--blind] GOLD.jsonl"))?;
    // More passes over the same text, for a steady measure of speed.
    let passes: u32 = args.iter().find_map(|a| a.strip_prefix("--passes=")?.parse().ok()).unwrap_or(1);
    LazyLock::force(&dateline::spot::date::en::GRAMMAR);
    let mut label = Duration::ZERO;
    let (mut bytes, mut prepare, mut find, mut mean) = (0, Duration::ZERO, Duration::ZERO, Duration::ZERO);
    for line in std::fs::read_to_string(file)?.split('\n').filter(|l| !l.trim().is_empty()) {
        let record: Value = serde_json::from_str(line)?;
        let text = record["text"].as_str().unwrap_or_default();
        let id = record["id"].as_str().unwrap_or_default();
        let started = Instant::now();
        let prep = Prepared::new(text);
        prepare += started.elapsed();
        let started = Instant::now();
        let lexed = dateline::spot::date::en::GRAMMAR.lexicon.label(&prep);
        label += started.elapsed();
        std::hint::black_box(lexed);
        let started = Instant::now();
        let mut cands = spot(&prep);
        for _ in 1..passes {
            cands = spot(&prep);
        }
        find += started.elapsed() / passes;
        let started = Instant::now();
        let stated = record["published"].as_str().filter(|_| !flag("--blind"));
        let doc = Document {
            id: id.to_owned(),
            text: text.to_owned(),
            published: stated.map(|p| Published { value: p.to_owned(), basis: "field" }),
            ..Document::default()
        };
        let (published, problems) = reference::published(&doc, &prep, &cands, None);
        let ctx = DateContext::new(&prep, published.as_ref(), None);
        let refs: Vec<_> = cands.iter().collect();
        let resolved = resolve(&refs, &ctx);
        mean += started.elapsed();
        bytes += text.len();
        if flag("--published") {
            println!("{id}\t{}\t{published:?}\t{problems:?}", record["published"]);
            continue;
        }
        for (c, r) in cands.iter().zip(resolved) {
            let (start, end) = (c.start as usize, c.end as usize);
            let point = |at: usize| text[..at].chars().count();
            let value = if flag("--edtf") { &r.value.value } else { &r.value.timex3 };
            println!(
                "{}",
                json!({"doc": id, "start": point(start), "end": point(end), "text": &text[start..end],
                       "type": r.value.type_.as_str().to_uppercase(), "value": value, "rule": c.rule, "basis": r.basis})
            );
        }
    }
    let speed = |d: Duration| bytes as f64 / 1e6 / d.as_secs_f64();
    eprintln!(
        "{bytes} bytes; MB/s: prepare {:.1}, label {:.1}, find (with labels) {:.1}, resolve {:.1}",
        speed(prepare),
        speed(label),
        speed(find),
        speed(mean)
    );
    Ok(())
}
