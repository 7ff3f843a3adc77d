//! How fast the extractor is, beside the physical floor: one bare Aho–Corasick pass over the same lists and text.
//!
//! `cargo bench` measures each stage with criterion, then the ratios that docs/performance.md records. Ratios are taken
//! from runs that alternate in one process, and on one thread from the processor's time, so that a busy machine says little.
#![allow(clippy::unwrap_used)] // a panic is how a bench fails

use aho_corasick::{AhoCorasick, MatchKind};
use criterion::{Criterion, SamplingMode, Throughput};
use dateline::read::{Document, Inputs, ReadOptions, records};
use dateline::spot::{self, Scene};
use dateline::text::{Prepared, fold, sentence, token, zone};
use dateline::{Extractor, link, settle};
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Text to measure over: all answer-keyed documents, enough that one pass takes a good part of a second.
const BYTES: usize = 4 << 20;
/// Rounds of alternating runs; the median of an odd number is a run that was.
const ROUNDS: usize = 9;

/// Documents with a text, repeated or cut to [`BYTES`].
struct Corpus {
    name: &'static str,
    documents: Vec<Document>,
    bytes: usize,
}

impl Corpus {
    fn new(name: &'static str, paths: &[&str]) -> Option<Corpus> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let given: Vec<String> = paths.iter().map(|p| root.join(p).display().to_string()).collect();
        let options = ReadOptions::default();
        let inputs = Inputs::resolve(&given, &options).ok()?;
        let read: Vec<Document> = records(inputs, &options).ok()?.map(|raw| raw.decode(&options)).filter(|d| !d.text.is_empty()).collect();
        let mut bytes = 0;
        let more = |d: &&Document| {
            let go_on = bytes < BYTES;
            bytes += if go_on { d.text.len() } else { 0 };
            go_on
        };
        let documents: Vec<Document> = read.iter().cycle().take_while(more).cloned().collect();
        Some(Corpus { name, bytes, documents })
    }
}

/// The bare pass: every surface of the lists in one automaton, every overlapping hit counted.
struct Floor {
    engine: AhoCorasick,
    texts: Vec<String>,
}

impl Floor {
    fn new(extractor: &Extractor, corpus: &Corpus) -> Floor {
        let mut surfaces: Vec<String> = extractor.gazetteer().surfaces().map(fold::fold_phrase).filter(|s| !s.is_empty()).collect();
        surfaces.sort_unstable();
        surfaces.dedup();
        let start = Instant::now();
        let engine = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&surfaces).unwrap();
        println!(
            "bare automaton: {} surfaces, built in {:.2} s, {} MB",
            surfaces.len(),
            start.elapsed().as_secs_f64(),
            engine.memory_usage() >> 20
        );
        Floor { engine, texts: Floor::fold(corpus) }
    }

    fn fold(corpus: &Corpus) -> Vec<String> {
        corpus.documents.iter().map(|d| Prepared::new(&d.text).folded.text).collect()
    }

    fn pass(&self) -> usize {
        self.texts.iter().map(|t| self.engine.find_overlapping_iter(t).count()).sum()
    }
}

fn whole(extractor: &Extractor, corpus: &Corpus) -> usize {
    corpus.documents.iter().map(|d| extractor.extract(d).mentions.len()).sum()
}

fn time(work: impl FnOnce() -> usize) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

/// Time of work on one thread: of its processor where the system says (a machine that others use lengthens the wall
/// clock and not this), else the wall clock.
fn cpu_time(work: impl FnOnce() -> usize) -> Duration {
    let spent = || -> Option<u64> { std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok() };
    let (before, wall) = (spent(), time(work));
    match (before, spent()) {
        (Some(before), Some(after)) if after > before => Duration::from_nanos(after - before),
        _ => wall,
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Time of one stage alone over all documents; what it takes in is made outside the clock.
fn stage<'d, I>(corpus: &'d Corpus, make: impl Fn(&'d Document) -> I, work: impl Fn(&'d Document, I) -> usize) -> Duration {
    let one = |d: &'d Document| {
        let input = make(d);
        time(|| work(d, input))
    };
    corpus.documents.iter().map(one).sum()
}

fn stages(criterion: &mut Criterion, extractor: &Extractor, corpus: &Corpus, floor: &Floor) {
    let lists = extractor.gazetteer();
    let mut group = criterion.benchmark_group(corpus.name);
    group.throughput(Throughput::Bytes(corpus.bytes as u64)).sample_size(10).sampling_mode(SamplingMode::Flat);
    group.measurement_time(Duration::from_secs(2));
    group.warm_up_time(Duration::from_millis(500));
    group.bench_function("whole pipeline", |b| b.iter(|| whole(extractor, corpus)));
    group.bench_function("bare Aho-Corasick", |b| b.iter(|| floor.pass()));
    let mut add = |name: &str, once: &dyn Fn() -> Duration| {
        group.bench_function(name, |b| b.iter_custom(|n| (0..n).map(|_| once()).sum()));
    };
    add("text: tokens", &|| stage(corpus, |_| (), |d, ()| token::tokenize(&d.text).len()));
    add("text: sentences and zones", &|| {
        stage(corpus, |d| token::tokenize(&d.text), |d, tokens| zone::label(&d.text, &tokens, &sentence::split(&d.text, &tokens)).len())
    });
    add("text: fold", &|| stage(corpus, |d| token::tokenize(&d.text), |d, tokens| fold::fold(&d.text, &tokens).words.len()));
    add("gazetteer: hits", &|| stage(corpus, |d| Prepared::new(&d.text), |_, doc| lists.hits(&doc).len()));
    add("spot: dates", &|| stage(corpus, |d| Prepared::new(&d.text), |_, doc| spot::date::spot(&doc).len()));
    // the later stages borrow from the earlier ones, so they are clocked inside one walk through a document
    for (at, name) in ["spot: scene", "spot: names", "settle", "link"].into_iter().enumerate() {
        add(name, &|| corpus.documents.iter().map(|d| later(extractor, d)[at]).sum());
    }
    group.finish();
}

/// Times of scene (lookups included), candidates, settling and linking.
fn later(extractor: &Extractor, document: &Document) -> [Duration; 4] {
    let doc = Prepared::new(&document.text);
    let mut dates = spot::date::spot(&doc);
    let start = Instant::now();
    let mut scene = Scene::new(&doc, extractor.gazetteer());
    let contact = spot::contact::Contact::spot(&scene);
    contact.keep_dates(&scene, &mut dates);
    scene.mark_dates(&dates);
    let set = Instant::now();
    let (candidates, definitions) = spot::spot(&scene, &dates, &contact);
    let spotted = Instant::now();
    let settled = settle::settle(&scene, candidates, &definitions);
    let chosen = Instant::now();
    black_box(link::link(
        document,
        &scene,
        &link::Found { settled: &settled, definitions: &definitions, dates: &dates, contact: &contact },
        &link::DateOptions::default(),
    ));
    [set - start, spotted - set, chosen - spotted, chosen.elapsed()]
}

fn ratios(extractor: &Extractor, corpus: &Corpus, floor: &Floor) {
    let pool = |n| rayon::ThreadPoolBuilder::new().num_threads(n).build().unwrap();
    let (one, two) = (pool(1), pool(2));
    let mut times: [Vec<Duration>; 4] = Default::default();
    let all = || extractor.extract_all(&corpus.documents).len();
    for _ in 0..ROUNDS {
        times[0].push(cpu_time(|| floor.pass()));
        times[1].push(cpu_time(|| whole(extractor, corpus)));
        times[2].push(time(|| one.install(all)));
        times[3].push(time(|| two.install(all)));
    }
    // medians of the ratios, not ratios of the medians: a round's runs share the machine's mood
    let ratio = |a: usize, b: usize| {
        let mut ratios: Vec<f64> = times[a].iter().zip(&times[b]).map(|(a, b)| a.as_secs_f64() / b.as_secs_f64()).collect();
        ratios.sort_by(f64::total_cmp);
        ratios[ROUNDS / 2]
    };
    let (bare, threads) = (ratio(0, 1), ratio(2, 3));
    let [floor, whole, one, two] = times.map(|t| corpus.bytes as f64 / 1e6 / median(t).as_secs_f64());
    println!("\n{}: {} documents, {:.1} MB", corpus.name, corpus.documents.len(), corpus.bytes as f64 / 1e6);
    println!("  whole pipeline, one thread   {whole:7.1} MB/s");
    println!("  bare Aho-Corasick            {floor:7.1} MB/s   pipeline : bare = {bare:.2}");
    println!("  pool of one, pool of two     {one:7.1} MB/s, {two:.1} MB/s   two : one = {threads:.2}");
}

/// The library ready to work, and the program over one small document, from its start to its end.
fn start_up() {
    let build = median((0..ROUNDS).map(|_| time(|| Extractor::builder().build().map_or(0, |e| e.gazetteer().hashes().len()))).collect());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt");
    std::fs::write(&file, "The UN met in Geneva on 3 May 2021.").unwrap();
    let run = || {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"));
        let status = command.arg("extract").arg(&file).args(["--quiet", "--no-config", "--out"]).arg(folder.path().join("out")).status();
        usize::from(status.unwrap().success())
    };
    let program = median((0..ROUNDS).map(|_| time(run)).collect());
    println!("\nstart-up: library {:.1} ms; program over one sentence {:.1} ms", build.as_secs_f64() * 1e3, program.as_secs_f64() * 1e3);
}

/// The answer-keyed documents beside the project, if they are there.
fn gold() -> Vec<String> {
    let folder = "../shared/gold";
    let entries = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.filter_map(|e| e.file_name().into_string().ok()).filter(|n| n.ends_with(".jsonl")).collect();
    names.sort();
    names.into_iter().map(|n| format!("{folder}/{n}")).collect()
}

fn main() {
    let extractor = Extractor::builder().build().unwrap();
    let own = Corpus::new("own seeds", &["seeds"]);
    let files = gold();
    let gold = Corpus::new("releases and news", &files.iter().map(String::as_str).collect::<Vec<_>>());
    let corpora: Vec<Corpus> = own.into_iter().chain(gold).collect();
    let mut floor = Floor::new(&extractor, &corpora[0]);
    let mut criterion = Criterion::default().configure_from_args();
    for corpus in &corpora {
        floor.texts = Floor::fold(corpus);
        stages(&mut criterion, &extractor, corpus, &floor);
    }
    criterion.final_summary();
    for corpus in &corpora {
        floor.texts = Floor::fold(corpus);
        ratios(&extractor, corpus, &floor);
    }
    start_up();
}
