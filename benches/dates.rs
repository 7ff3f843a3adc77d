//! Speed of dates alone, on one thread: finding the expressions, and finding out what they mean.
//!
//! `cargo bench --bench dates` prints MiB/s over the documents of `seeds/`; `DATELINE_BENCH_TEXT=FILE` takes another
//! text, one document a paragraph block of the file. Issue 3 asks for 40 MB/s.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::link::date::{DateContext, resolve};
use dateline::model::Published;
use dateline::spot::date::{DateCandidate, spot};
use dateline::text::Prepared;
use std::hint::black_box;
use std::path::Path;

/// Every text of the seeds, or of the file the environment names.
fn texts() -> Vec<String> {
    if let Some(file) = std::env::var_os("DATELINE_BENCH_TEXT") {
        return vec![std::fs::read_to_string(file).unwrap_or_default()];
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut files: Vec<_> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    files.sort();
    files.iter().filter_map(|f| std::fs::read_to_string(f).ok()).collect()
}

fn dates(c: &mut Criterion) {
    let texts = texts();
    let prepared: Vec<Prepared> = texts.iter().map(|t| Prepared::new(t)).collect();
    let found: Vec<Vec<DateCandidate>> = prepared.iter().map(spot).collect();
    let published = Published { value: "2019-11-27".to_owned(), basis: "field" };
    let mut group = c.benchmark_group("dates");
    group.throughput(Throughput::Bytes(texts.iter().map(|t| t.len() as u64).sum()));
    group.bench_function("find", |b| b.iter(|| prepared.iter().map(|p| black_box(spot(p)).len()).sum::<usize>()));
    group.bench_function("resolve", |b| {
        b.iter(|| {
            for (doc, cands) in prepared.iter().zip(&found) {
                let context = DateContext::new(doc, Some(&published), None);
                black_box(resolve(&cands.iter().collect::<Vec<_>>(), &context));
            }
        })
    });
    group.finish();
}

criterion_group!(benches, dates);
criterion_main!(benches);
