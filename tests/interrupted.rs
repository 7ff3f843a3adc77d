//! A run that is killed leaves the tables of the run before, and `--resume` carries it on to the same bytes.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a panic is how a test fails

mod common;

use common::hostile::word;
use common::{Files, files_below, said};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

type Listing = BTreeMap<PathBuf, Vec<u8>>;

/// Documents enough for six batches (which end at 1024 of them), some of one id, some that fail, people that several share.
fn inputs() -> Files {
    let folder = Files::new(&[("in/first.txt", "The UN met in Geneva on 3 May 2021.")]);
    let mut lines = String::new();
    for i in 0..6_000 {
        let (id, who, day) = (i % 5_800, word(i % 700), i % 28 + 1);
        let text = format!("OSLO, {day} May 2019 – Foreign Minister Anna {who} of Norway met the {who} Council and Ban Ki-moon in Geneva.");
        let line = if i % 997 == 0 { "{broken\n".to_owned() } else { format!("{{\"id\":\"r{id}\",\"text\":\"{text}\"}}\n") };
        lines.push_str(&line);
    }
    std::fs::write(folder.path().join("in/many.jsonl"), lines).unwrap();
    folder
}

/// A journal of this length holds two whole batches: a document of [`inputs`] takes about 2.3 kB of it.
const TWO_BATCHES: u64 = 5 << 20;

fn start(folder: &Files, args: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(args)
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn kill(mut child: Child, after: Duration) -> bool {
    let started = Instant::now();
    while started.elapsed() < after {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap(); // SIGKILL
    child.wait().unwrap();
    true
}

/// What lies in the folder besides the named.
fn left_overs(folder: &Files) -> Vec<String> {
    let names = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned());
    names.filter(|n| n.starts_with('.')).collect()
}

fn journal(folder: &Files) -> Option<PathBuf> {
    let with = left_overs(folder).into_iter().map(|n| folder.path().join(n).join("journal"));
    with.filter(|j| j.is_file()).max_by_key(|j| std::fs::metadata(j).map_or(0, |m| m.len()))
}

/// Moments that nobody chose, the same in every run of the test: a linear congruential generator.
fn moments(n: usize, within: Duration) -> Vec<Duration> {
    let mut state = 20_191_127_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        within.mul_f64((state >> 40) as f64 / f64::from(1 << 24))
    };
    (0..n).map(|_| next()).collect()
}

#[test]
fn killed_at_any_moment_and_carried_on() {
    let folder = inputs();
    let out = folder.path().join("out");
    std::fs::write(folder.path().join("old.txt"), "The OSCE met in Vienna.").unwrap();
    assert_eq!(said(&folder, &["extract", "old.txt", "--out", "out", "--quiet"]).0, Some(0));
    let old = files_below(&out);
    let started = Instant::now();
    assert_eq!(said(&folder, &["extract", "in", "--out", "whole", "--quiet"]).0, Some(3));
    // of a run that nobody else slowed down; the shortest met tells
    let mut whole_run = started.elapsed();
    let whole = files_below(&folder.path().join("whole"));
    let is_whole = |met: &Listing| *met == old || *met == whole;

    // twenty moments, each of a run from the start; the last ones are about the end, where the tables change places
    let mut interrupted = 0;
    for (i, part) in moments(20, Duration::from_secs(1)).into_iter().map(|m| m.as_secs_f64()).enumerate() {
        let moment = whole_run.mul_f64(if i < 14 { part } else { 0.85 + 0.2 * part });
        let started = Instant::now();
        let done = !kill(start(&folder, &["extract", "in", "--out", "out"]), moment);
        if done {
            whole_run = whole_run.min(started.elapsed());
        }
        let met = files_below(&out);
        assert!(is_whole(&met), "killed after {moment:?}: the output is neither the old one nor the new one");
        assert!(!done || met == whole);
        interrupted += usize::from(!done);
        if met == whole {
            assert_eq!(said(&folder, &["extract", "old.txt", "--out", "out", "--quiet"]).0, Some(0));
        }
    }
    assert!(interrupted >= 10, "only {interrupted} of 20 were interrupted");

    // one run, killed again and again, each time carried on
    for moment in moments(6, whole_run.mul_f64(0.4)) {
        if !kill(start(&folder, &["extract", "in", "--out", "out", "--resume"]), moment) {
            break;
        }
        assert!(is_whole(&files_below(&out)));
    }
    interrupt(&folder, &["extract", "in", "--out", "out", "--resume"]);
    let (code, stderr) = said(&folder, &["extract", "in", "--out", "out", "--resume"]);
    assert!(code == Some(3) && stderr.starts_with("carrying on after "), "{code:?} {stderr}");
    let met = files_below(&out);
    for (name, bytes) in &whole {
        assert!(met[name] == *bytes, "{} differs from that of an uninterrupted run", name.display());
    }
    assert_eq!(left_overs(&folder), [""; 0], "left behind");
}

/// Kill a run as soon as it has a batch to carry on with.
fn interrupt(folder: &Files, args: &[&str]) {
    let mut child = start(folder, args);
    let started = Instant::now();
    loop {
        let ready = journal(folder).is_some_and(|j| std::fs::metadata(j).is_ok_and(|m| m.len() > TWO_BATCHES));
        assert!(child.try_wait().unwrap().is_none(), "the run was over before it could be interrupted");
        if ready {
            break;
        }
        assert!(started.elapsed() < Duration::from_secs(120));
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn only_the_same_run_is_carried_on() {
    let folder = inputs();
    assert_eq!(said(&folder, &["extract", "in", "--out", "whole", "--quiet"]).0, Some(3));
    interrupt(&folder, &["extract", "in", "--out", "out"]);
    let mend = "; run again with what the interrupted run had, or without --resume to start anew";
    let refused = |args: &[&str], want: &str| {
        let (code, stderr) = said(&folder, &[&["extract", "--out", "out", "--resume"], args].concat());
        let met: String = stderr.lines().filter(|l| l.starts_with("error:")).collect();
        assert_eq!((code, met), (Some(2), format!("error: --resume: {want}{mend}")));
        let kept = journal(&folder).is_some_and(|j| std::fs::metadata(j).unwrap().len() > TWO_BATCHES / 4);
        assert!(kept, "what is refused stays for the right one");
    };
    refused(&["in", "--locale", "day-first"], "locale was not set in the interrupted run and is \"day-first\" now");
    refused(&["in", "--shard", "1/2"], "--shard was none in the interrupted run and is 1/2 now");
    std::fs::create_dir(folder.path().join("lists")).unwrap();
    std::fs::write(folder.path().join("lists/x.csv"), "name,type\nLake Council,organization\n").unwrap();
    refused(&["in", "--gazetteers", "lists"], "the list lists/x.csv is not as it was in the interrupted run");
    // inputs, by content
    let first = folder.path().join("in/first.txt");
    let text = std::fs::read_to_string(&first).unwrap();
    std::fs::write(&first, "The UN met in Geneva on 4 May 2021.").unwrap();
    refused(&["in"], "document number 1 of the input, `first.txt` in in/first.txt, had other content in the interrupted run");
    std::fs::write(&first, &text).unwrap();
    std::fs::write(folder.path().join("in/another.txt"), "The OSCE").unwrap();
    refused(&["in"], "document number 1 of the input, `another.txt` in in/another.txt, was another one in the interrupted run");
    std::fs::remove_file(folder.path().join("in/another.txt")).unwrap();
    let many = folder.path().join("in/many.jsonl");
    let lines = std::fs::read_to_string(&many).unwrap();
    std::fs::write(&many, lines.split_inclusive('\n').take(3).collect::<String>()).unwrap();
    let (code, stderr) = said(&folder, &["extract", "in", "--out", "out", "--resume"]);
    assert!(code == Some(2) && stderr.contains("the input has 4 documents, the interrupted run had met "), "{stderr}");
    std::fs::write(&many, lines).unwrap();

    let (code, stderr) = said(&folder, &["extract", "in", "--out", "out", "--resume"]);
    assert!(code == Some(3) && stderr.starts_with("carrying on after "), "{stderr}");
    let same = files_below(&folder.path().join("out")) == files_below(&folder.path().join("whole"));
    assert!(same, "the tables are not those of an uninterrupted run");
    assert_eq!(left_overs(&folder), [""; 0]);
}

/// Without `--resume`, what a killed run left goes; with it and nothing there, the run starts.
#[test]
fn left_overs_go() {
    let folder = inputs();
    interrupt(&folder, &["extract", "in", "--out", "out"]);
    assert_eq!(said(&folder, &["extract", "in/first.txt", "--out", "out", "--quiet"]), (Some(0), String::new()));
    assert_eq!(left_overs(&folder), [""; 0]);
    let (code, stderr) = said(&folder, &["extract", "in/first.txt", "--out", "out", "--resume"]);
    assert!(code == Some(0) && stderr.starts_with("nothing to carry on with; starting at the first document\n"), "{stderr}");
}

/// A part of a run can be carried on as well, and merged.
#[test]
fn a_part_is_carried_on() {
    let folder = inputs();
    assert_eq!(said(&folder, &["extract", "in", "--out", "whole", "--quiet"]).0, Some(3));
    interrupt(&folder, &["extract", "in", "--out", "1", "--shard", "1/2"]);
    assert_eq!(said(&folder, &["extract", "in", "--out", "1", "--shard", "1/2", "--resume", "--quiet"]).0, Some(3));
    assert_eq!(said(&folder, &["extract", "in", "--out", "2", "--shard", "2/2", "--quiet"]).0, Some(3));
    assert_eq!(said(&folder, &["merge", "1", "2", "--out", "out", "--quiet"]).0, Some(3));
    assert!(files_below(&folder.path().join("out")) == files_below(Path::new(&folder.path().join("whole"))));
}
