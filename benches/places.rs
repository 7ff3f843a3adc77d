//! How fast places alone are, on one thread: contact blocks, recognition and resolution, from a text that is cut into
//! tokens and looked up already (every family of rules shares that; `pipeline` measures it).
//!
//! The text is the answer-keyed news in the folder that `DATELINE_GOLD` names, else the seeds of this repository.
//! The bound is 25 MB/s.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::Extractor;
use dateline::link;
use dateline::read::{Document, Inputs, ReadOptions, records};
use dateline::settle::{self, Settled};
use dateline::spot::{self, Scene, contact::Contact};
use dateline::text::Prepared;
use std::hint::black_box;
use std::path::{Path, PathBuf};

/// News with a key if there is any, else the seeds.
fn documents() -> Vec<Document> {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let gold = std::env::var_os("DATELINE_GOLD").map(|f| PathBuf::from(f).join("geo_lgl.jsonl")).filter(|f| f.exists());
    let options = ReadOptions::default();
    let given = [gold.unwrap_or(seeds).display().to_string()];
    let Ok(Ok(found)) = Inputs::resolve(&given, &options).map(|inputs| records(inputs, &options)) else { return Vec::new() };
    found.map(|raw| raw.decode(&options)).filter(|d| !d.text.is_empty()).collect()
}

fn places(c: &mut Criterion) {
    let Ok(extractor) = Extractor::builder().build() else { return };
    let documents = documents();
    let bytes: usize = documents.iter().map(|d| d.text.len()).sum();
    let prepared: Vec<Prepared> = documents.iter().map(|d| Prepared::new(&d.text)).collect();
    let scenes: Vec<Scene> = prepared.iter().map(|p| Scene::new(p, extractor.gazetteer())).collect();
    let contacts: Vec<Contact> = scenes.iter().map(Contact::spot).collect();
    let settled: Vec<Settled> = scenes.iter().map(|s| settle::settle(s, spot::place::spot(s), &[])).collect();
    let mut group = c.benchmark_group("places");
    group.throughput(Throughput::Bytes(bytes as u64)).sample_size(20);
    group.bench_function("contact", |b| b.iter(|| scenes.iter().map(|s| black_box(Contact::spot(s)).addresses.len()).sum::<usize>()));
    group.bench_function("spot", |b| b.iter(|| scenes.iter().map(|s| black_box(spot::place::spot(s)).len()).sum::<usize>()));
    group.bench_function("link", |b| {
        let each = || scenes.iter().zip(&settled).zip(&contacts);
        b.iter(|| each().map(|((s, t), k)| black_box(link::place::link(s, t, k)).places.len()).sum::<usize>());
    });
    group.bench_function("places alone", |b| {
        let one = |(s, t): (&Scene, &Settled)| {
            let contact = Contact::spot(s);
            black_box(spot::place::spot(s)).len() + black_box(link::place::link(s, t, &contact)).places.len()
        };
        b.iter(|| scenes.iter().zip(&settled).map(one).sum::<usize>());
    });
    group.finish();
}

criterion_group!(benches, places);
criterion_main!(benches);
