//! Whether time stays linear whatever the text: each kind of hostile text in lengths that double, and what a doubling costs.
//!
//! `cargo bench --bench doubling [-- NAME…]` prints a table (docs/reliability.md holds one) and fails where doubling the
//! input costs more than [`MOST`] times the time. The time is that of the processor for one thread, where the system tells
//! it, so that a busy machine says little; the best of some rounds counts.
#![allow(clippy::unwrap_used)] // a panic is how a bench fails

#[path = "../tests/common/hostile.rs"]
mod hostile;

use dateline::Extractor;
use dateline::read::{Document, Inputs, ReadOptions, records};
use dateline::tables::{WriteOptions, Writer};
use std::path::Path;
use std::time::{Duration, Instant};

/// Bytes of the shortest text; three doublings follow, of which the last two count together: half of what is seen of one is
/// the machine's caches.
const SHORTEST: usize = 128 << 10;
const DOUBLINGS: u32 = 3;
/// What a doubling may cost: caches and allocation take their part beside the two.
const MOST: f64 = 2.2;
/// Rounds of the two lengths, where the first round says more than [`MOST`].
const ROUNDS: usize = 4;

fn cpu_time(work: impl FnOnce()) -> Duration {
    let spent = || -> Option<u64> { std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok() };
    let (before, started) = (spent(), Instant::now());
    work();
    match (before, spent()) {
        (Some(before), Some(after)) if after > before => Duration::from_nanos(after - before),
        _ => started.elapsed(),
    }
}

/// Read a file, extract, write tables, on this thread.
fn whole(extractor: &Extractor, folder: &Path, input: &Path) -> Duration {
    let options = ReadOptions::default();
    let out = folder.join("out");
    cpu_time(|| {
        let inputs = Inputs::resolve(&[input.display().to_string()], &options).unwrap();
        let mut writer = Writer::create(&out, WriteOptions::default()).unwrap();
        let mut ids = dateline::read::UniqueIds::default();
        for raw in records(inputs, &options).unwrap() {
            let mut document: Document = raw.decode(&options);
            ids.settle(&mut document);
            let found = extractor.extract(&document);
            writer.accept(&document, found).unwrap();
        }
        writer.finish(Vec::new()).unwrap();
    })
}

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let extractor = Extractor::builder().build().unwrap();
    let folder = tempfile::Builder::new().prefix("dateline-doubling").tempdir().unwrap();
    println!("| input | {} kB | doubled | again | again | a doubling | MB/s |", SHORTEST >> 10);
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    let mut worst: Vec<(f64, &str)> = Vec::new();
    for kind in hostile::KINDS.iter().filter(|k| wanted.is_empty() || wanted.iter().any(|w| k.name.contains(w.as_str()))) {
        let run = |doubling: u32| {
            let path = folder.path().join(kind.file);
            let text = kind.of(SHORTEST << doubling);
            std::fs::write(&path, &text).unwrap();
            let time = whole(&extractor, folder.path(), &path);
            std::fs::remove_file(&path).unwrap();
            (time, text.len())
        };
        let mut times: Vec<(Duration, usize)> = (0..=DOUBLINGS).map(run).collect();
        let [_, before, .., last] = &mut times[..] else { unreachable!("three doublings") };
        let per_doubling = |a: &(Duration, usize), b: &(Duration, usize)| {
            let (time, bytes) = (b.0.as_secs_f64() / a.0.as_secs_f64(), b.1 as f64 / a.1 as f64);
            time.powf(1.0 / bytes.log2())
        };
        for _ in 1..ROUNDS {
            if per_doubling(before, last) <= MOST {
                break;
            }
            before.0 = before.0.min(run(1).0);
            last.0 = last.0.min(run(DOUBLINGS).0);
        }
        let ratio = per_doubling(before, last);
        let speed = last.1 as f64 / 1e6 / last.0.as_secs_f64();
        let cells: Vec<String> = times.iter().map(|(t, _)| format!("{:.0} ms", t.as_secs_f64() * 1e3)).collect();
        println!("| {} | {} | {ratio:.2} | {speed:.1} |", kind.name, cells.join(" | "));
        worst.push((ratio, kind.name));
    }
    worst.sort_by(|a, b| b.0.total_cmp(&a.0));
    let over: Vec<String> = worst.iter().filter(|(r, _)| *r > MOST).map(|(r, name)| format!("{name} ({r:.2})")).collect();
    assert!(over.is_empty(), "doubling the input costs more than {MOST} times the time: {}", over.join(", "));
}
