//! Whether time stays linear whatever the text: each kind of hostile text in lengths that double, and what a doubling costs.
//!
//! `cargo bench --bench doubling [-- NAME…]` prints a table (docs/reliability.md holds one) and fails where doubling the
//! input costs more than [`MOST`] times the time. The time is that of the processor for one thread, where the system tells
//! it, so that a busy machine says little; the best of some rounds counts.
#![allow(clippy::unwrap_used)] // a panic is how a bench fails

#[path = "../tests/common/cpu.rs"]
mod cpu;
#[path = "../tests/common/hostile.rs"]
mod hostile;

use dateline::Extractor;
use dateline::read::{Document, Inputs, ReadOptions, records};
use dateline::tables::{WriteOptions, Writer};
use std::path::Path;
use std::time::Duration;

/// Bytes of the shortest text; three doublings follow, of which the last two count together: half of what is seen of one is
/// the machine's caches.
const SHORTEST: usize = 128 << 10;
const DOUBLINGS: u32 = 3;
/// What is done with the longest sooner than this is measured at eight times the lengths: so little time says nothing.
const TOO_SOON: Duration = Duration::from_millis(60);
/// What a doubling may cost: caches and allocation take their part beside the two.
const MOST: f64 = 2.2;
/// Rounds of the two lengths, where the first round says more than [`MOST`].
const ROUNDS: usize = 5;
/// For the gate (`--gate`): a text and one of sixteen times its length. It takes some seconds, and sees what is quadratic.
const GATE: [usize; 2] = [16 << 10, 256 << 10];
/// What a doubling may cost there: from the shorter text to the longer one a processor's caches are left; what is quadratic costs four.
const GATE_MOST: f64 = 2.5;

/// Read a file, extract, write tables, on this thread.
fn whole(extractor: &Extractor, folder: &Path, input: &Path) -> Duration {
    let options = ReadOptions::default();
    let out = folder.join("out");
    cpu::time(|| {
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

/// What a doubling costs, of two times and lengths.
fn per_doubling(short: (Duration, usize), long: (Duration, usize)) -> f64 {
    let (time, bytes) = (long.0.as_secs_f64() / short.0.as_secs_f64().max(1e-6), long.1 as f64 / short.1 as f64);
    time.powf(1.0 / bytes.log2())
}

fn main() {
    let (flags, wanted): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|a| a.starts_with('-'));
    let gate = flags.iter().any(|f| f == "--gate");
    let most = if gate { GATE_MOST } else { MOST };
    let extractor = Extractor::builder().build().unwrap();
    let folder = tempfile::Builder::new().prefix("dateline-doubling").tempdir().unwrap();
    if !gate {
        println!("| input | {} kB | doubled | again | again | a doubling | MB/s |", SHORTEST >> 10);
        println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    }
    let mut all: Vec<(f64, f64, &str)> = Vec::new();
    for kind in hostile::KINDS.iter().filter(|k| wanted.is_empty() || wanted.iter().any(|w| k.name.contains(w.as_str()))) {
        let run = |bytes: usize| {
            let path = folder.path().join(kind.file);
            let text = kind.of(bytes);
            std::fs::write(&path, &text).unwrap();
            let time = whole(&extractor, folder.path(), &path);
            std::fs::remove_file(&path).unwrap();
            (time, text.len())
        };
        let longer = if !gate && run(SHORTEST << DOUBLINGS).0 < TOO_SOON { 8 } else { 1 };
        let lengths: Vec<usize> = if gate { GATE.to_vec() } else { (0..=DOUBLINGS).map(|n| (longer * SHORTEST) << n).collect() };
        let mut times: Vec<(Duration, usize)> = lengths.iter().map(|&bytes| run(bytes)).collect();
        // what the first two lengths say is said again by the others
        let (before, last) = (lengths.len().saturating_sub(3), lengths.len() - 1);
        for _ in 1..ROUNDS {
            if per_doubling(times[before], times[last]) <= most {
                break;
            }
            times[before].0 = times[before].0.min(run(lengths[before]).0);
            times[last].0 = times[last].0.min(run(lengths[last]).0);
        }
        let ratio = per_doubling(times[before], times[last]);
        let speed = times[last].1 as f64 / 1e6 / times[last].0.as_secs_f64();
        if !gate {
            let cells: Vec<String> = times.iter().map(|(t, _)| format!("{:.0} ms", t.as_secs_f64() * 1e3)).collect();
            let mark = if longer > 1 { " (× 8)" } else { "" };
            println!("| {}{mark} | {} | {ratio:.2} | {speed:.1} |", kind.name, cells.join(" | "));
        }
        all.push((ratio, speed, kind.name));
    }
    let slowest = all.iter().min_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
    let worst = all.iter().max_by(|a, b| a.0.total_cmp(&b.0)).unwrap();
    println!(
        "{} kinds; the slowest is {} ({:.2} MB/s), the dearest to double {} ({:.2})",
        all.len(),
        slowest.2,
        slowest.1,
        worst.2,
        worst.0
    );
    let over: Vec<String> = all.iter().filter(|k| k.0 > most).map(|k| format!("{} ({:.2})", k.2, k.0)).collect();
    assert!(over.is_empty(), "doubling the input costs more than {most} times the time: {}", over.join(", "));
}
