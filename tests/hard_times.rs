//! When the machine does not play along: a full disk, a folder that may not be written, another device, a closed pipe, a file
//! that changes while it is read. A clear message, the right exit status, nothing half-written, nothing left behind.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a panic is how a test fails

mod common;

use common::{Files, dateline, said, table};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// A small file system in memory, mounted below a test's folder; `None`, and said so, where this user may not mount.
struct Mounted<'f>(&'f Files, &'static str);

impl<'f> Mounted<'f> {
    fn new(folder: &'f Files, at: &'static str, options: &str) -> Option<Self> {
        let path = folder.path().join(at);
        std::fs::create_dir_all(&path).unwrap();
        let done = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(&path).stderr(Stdio::null()).status();
        if done.is_ok_and(|s| s.success()) {
            return Some(Mounted(folder, at));
        }
        eprintln!("not tested: this user may not mount a file system");
        None
    }

    fn read_only(&self) {
        let path = self.0.path().join(self.1);
        assert!(Command::new("mount").args(["-o", "remount,ro"]).arg(path).status().unwrap().success());
    }

    fn listing(&self) -> Vec<String> {
        let mut names: Vec<String> =
            std::fs::read_dir(self.0.path().join(self.1)).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

impl Drop for Mounted<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path().join(self.1)).status();
    }
}

/// Tables of some two megabytes.
fn many(folder: &Files) {
    let lines: String =
        (0..2000).map(|i| format!("{{\"text\":\"Minister Anna Torv{i} of Norway met the OSCE in Vienna on 3 May 2019.\"}}\n")).collect();
    std::fs::create_dir_all(folder.path().join("in")).unwrap();
    std::fs::write(folder.path().join("in/many.jsonl"), lines).unwrap();
}

#[test]
fn a_full_disk() {
    let folder = Files::new(&[("few/a.txt", "The OSCE met in Vienna.")]);
    many(&folder);
    let Some(disk) = Mounted::new(&folder, "disk", "size=2m") else { return };
    assert_eq!(said(&folder, &["extract", "few", "--out", "disk/out", "--quiet"]), (Some(0), String::new()));
    let before = common::files_below(&folder.path().join("disk"));
    let (code, stderr) = said(&folder, &["extract", "in", "--out", "disk/out"]);
    assert_eq!(code, Some(2), "{stderr}");
    assert!(stderr.starts_with("error: ") && stderr.contains(": writing failed (No space left on device (os error 28)); the output folder still holds what it held before; make room on the disk and run again"), "{stderr}");
    assert!(common::files_below(&folder.path().join("disk")) == before, "half-written");
    assert_eq!(disk.listing(), ["out"], "left behind");
    // and so does a disk that is full before anything is written
    std::fs::write(folder.path().join("disk/filler"), vec![0; 4 << 20]).unwrap_err();
    let (code, stderr) = said(&folder, &["extract", "few", "--out", "disk/new"]);
    assert!(code == Some(2) && stderr.contains("No space left on device"), "{code:?} {stderr}");
    assert_eq!(disk.listing(), ["filler", "out"]);
}

#[test]
fn a_folder_that_is_read_only() {
    let folder = Files::new(&[("few/a.txt", "The OSCE met in Vienna.")]);
    let Some(disk) = Mounted::new(&folder, "disk", "size=4m") else { return };
    assert_eq!(said(&folder, &["extract", "few", "--out", "disk/out", "--quiet"]).0, Some(0));
    disk.read_only();
    for out in ["disk/out", "disk/new/one"] {
        let (code, stderr) = said(&folder, &["extract", "few", "--out", out]);
        let want = format!("error: {out}: the output folder cannot be written: Read-only file system (os error 30)");
        assert!(code == Some(2) && stderr.starts_with(&want) && stderr.contains("choose a folder you may write to"), "{stderr}");
    }
    assert_eq!(disk.listing(), ["out"]);
}

/// The folder is itself a mount, as in a container: its sibling lies on another device.
#[test]
fn output_on_another_device() {
    let folder = Files::new(&[("few/a.txt", "The OSCE met in Vienna.")]);
    let Some(disk) = Mounted::new(&folder, "out", "size=4m") else { return };
    std::fs::write(folder.path().join("out/mine.txt"), "kept").unwrap();
    for flags in [&[][..], &["--shard", "1/1"], &["--resume"]] {
        assert_eq!(said(&folder, &[&["extract", "few", "--out", "out", "--quiet"], flags].concat()).0, Some(0));
        assert_eq!(disk.listing().len(), 10 + usize::from(flags.contains(&"--shard")), "{:?}", disk.listing());
        assert!(disk.listing().iter().all(|n| !n.starts_with('.')), "left behind");
        assert_eq!(table(&folder.path().join("out"), "documents.csv").len(), 1);
    }
    let beside: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(beside.len(), 2, "{beside:?}");
}

/// Nobody reads on: the program ends, without a word and without a panic, as if it had been read.
#[test]
fn a_closed_pipe() {
    let folder = Files::new(&[("few/a.txt", "Anna Quibble met Odran Velle."), ("old.txt", "The UN"), ("few.txt", "The OSCE")]);
    for (input, out) in [("old.txt", "a"), ("few.txt", "b")] {
        assert_eq!(said(&folder, &["extract", input, "--out", out, "--quiet"]).0, Some(0));
    }
    for args in [
        &["completions", "bash"][..],
        &["man"],
        &["mine", "few"],
        &["diff", "a", "b"],
        &["explain", "old.txt", "--text", "UN"],
        &["--help"],
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(args)
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        let code = child.wait().unwrap().code();
        assert!(code == Some(0) && stderr.is_empty(), "{args:?}: {code:?} {stderr}");
    }
    // standard error closed: there is nobody to say anything to, and the tables are written all the same
    let script = "exec \"$0\" extract few --out c 2>&-";
    let done = Command::new("sh").args(["-c", script, env!("CARGO_BIN_EXE_dateline")]).current_dir(folder.path()).status().unwrap();
    assert_eq!(done.code(), Some(0));
    assert_eq!(table(&folder.path().join("c"), "documents.csv").len(), 1);
}

fn fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// A file that is gone when its turn comes, and one that stops short: rows that say so.
#[test]
fn files_that_change_while_a_run_goes_on() {
    let folder = Files::new(&[("in/b.txt", "The UN"), ("in/c.csv", "id,text\nx,The OSCE\n"), ("in/d.txt", "UNODC")]);
    fifo(&folder.path().join("in/a.jsonl"));
    let run = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["extract", "in/a.jsonl", "in/b.txt", "in/c.csv", "in/d.txt", "--out", "out", "--quiet"])
        .current_dir(folder.path())
        .spawn()
        .unwrap();
    // the run waits for this; its list of files is made
    let mut first = std::fs::File::options().write(true).open(folder.path().join("in/a.jsonl")).unwrap();
    std::fs::remove_file(folder.path().join("in/b.txt")).unwrap();
    std::fs::write(folder.path().join("in/c.csv"), "id,body\nx,The OSCE\n").unwrap();
    std::fs::write(folder.path().join("in/d.txt"), "U").unwrap();
    first.write_all(b"{\"id\":\"one\",\"text\":\"The UN\"}\n{\"id\":\"two\",\"te").unwrap();
    drop(first);
    assert_eq!(run.wait_with_output().unwrap().status.code(), Some(3));
    let documents = table(&folder.path().join("out"), "documents.csv");
    let met: Vec<(&str, &str)> = documents.iter().map(|d| (d["doc_id"].as_str(), d["status"].as_str())).collect();
    assert_eq!(met, [("one", "ok"), ("a.jsonl#2", "failed"), ("b.txt", "failed"), ("c.csv", "failed"), ("d.txt", "ok")]);
    assert!(documents[2]["problem"].contains("No such file or directory"), "{documents:?}");
}

/// A file that is written anew and cut again and again under the reader: whatever is met, the tables are whole.
#[test]
fn a_file_that_shrinks_under_the_reader() {
    let folder = Files::new(&[]);
    let path = folder.path().join("a.jsonl");
    let line = "{\"text\":\"Minister Anna Torv of Norway met the OSCE in Vienna on 3 May 2019.\"}\n";
    let whole = line.repeat(20_000);
    std::fs::write(&path, &whole).unwrap();
    let stop = std::sync::atomic::AtomicBool::new(false);
    let output = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                let file = std::fs::File::options().write(true).open(&path).unwrap();
                file.set_len(whole.len() as u64 / 3 + 11).unwrap();
                std::thread::sleep(std::time::Duration::from_millis(2));
                std::fs::write(&path, &whole).unwrap();
            }
        });
        let output = dateline(&folder, &["extract", "a.jsonl", "--out", "out", "--quiet"], b"");
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        output
    });
    assert!(matches!(output.status.code(), Some(0 | 3)), "{output:?}");
    let documents = table(&folder.path().join("out"), "documents.csv");
    let record: serde_json::Value = serde_json::from_slice(&std::fs::read(folder.path().join("out/run.json")).unwrap()).unwrap();
    assert_eq!(record["counts"]["documents"], documents.len());
    assert_eq!(record["counts"]["mentions"], table(&folder.path().join("out"), "mentions.csv").len());
    assert_eq!(record["inputs"][0]["blake3"].as_str().map(str::len), Some(64));
}

/// No permission. (Who may do anything, as root may, sees nothing of it.)
#[test]
fn files_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Files::new(&[("in/a.txt", "The UN"), ("in/closed/b.txt", "The OSCE"), ("in/c.txt", "UNODC")]);
    let lock = |name: &str, mode| std::fs::set_permissions(folder.path().join(name), std::fs::Permissions::from_mode(mode)).unwrap();
    lock("in/c.txt", 0o000);
    lock("in/closed", 0o000);
    let free = std::fs::read(folder.path().join("in/c.txt")).is_ok();
    let (code, stderr) = said(&folder, &["extract", "in", "--out", "out"]);
    let documents = table(&folder.path().join("out"), "documents.csv");
    lock("in/closed", 0o700);
    if free {
        eprintln!("not tested: this user may read anything");
        return;
    }
    assert_eq!(code, Some(3), "{stderr}");
    let met: Vec<(&str, &str)> = documents.iter().map(|d| (d["doc_id"].as_str(), d["status"].as_str())).collect();
    assert_eq!(met, [("a.txt", "ok"), ("c.txt", "failed"), ("closed", "failed")]);
    assert!(documents[1]["problem"].contains("Permission denied"));
}
