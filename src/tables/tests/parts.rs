//! Parts that cannot be merged, and runs that cannot be carried on, which a command line does not bring about: files cut,
//! damaged, or written by another version. Each is refused with a message that says what to do.

use super::sample::*;
use crate::model::Extraction;
use crate::read::Met;
use crate::tables::{Error, WriteOptions, Writer, merge};
use std::fs;
use std::path::{Path, PathBuf};

const MEND: &str = "; expected the file that `dateline extract --shard I/N` wrote; make this part again";
const ALIKE: &str = "; make all parts with the same program, lists, options and inputs";

fn options(shard: &str, version: &str) -> WriteOptions {
    WriteOptions { shard: shard.parse().ok(), version: version.into(), ..WriteOptions::default() }
}

/// A part of one document, which is its own or another part's.
fn part(folder: &Path, shard: &str, ours: bool) -> PathBuf {
    let out = folder.join(shard.replace('/', "-"));
    let mut writer = Writer::create(&out, options(shard, "1")).unwrap();
    let document = document("a.txt", "Ann Hart");
    let met = Met { id: document.id.clone(), path: document.path.clone(), blake3: document.blake3.clone(), ours };
    writer.meet(&met).unwrap();
    if ours {
        writer.accept(&document, Extraction::default()).unwrap();
    }
    writer.finish(Vec::new()).unwrap();
    out.join("part.dateline")
}

/// The journal of a run that is under way, after its first batch.
fn journal(folder: &Path, shard: &str) -> PathBuf {
    let mut writer = Writer::create(&folder.join("running"), options(shard, "1")).unwrap();
    writer.accept(&document("a.txt", "Ann Hart"), Extraction::default()).unwrap();
    writer.batch_done().unwrap();
    let copy = folder.join("copy.dateline");
    fs::copy(writer.journal_path(), &copy).unwrap();
    copy
}

/// What is said of these parts, without the folder.
fn refused(folder: &Path, parts: &[PathBuf], version: &str) -> String {
    let said = merge(parts, &folder.join("merged"), version, None).unwrap_err().to_string();
    assert!(!folder.join("merged").exists(), "something was written");
    said.replace(&format!("{}{}", folder.display(), std::path::MAIN_SEPARATOR), "")
}

#[test]
fn parts_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    assert_eq!(refused(at, &[], "1"), "no part was given; expected the folders of all parts of a run; name them");
    let one = part(at, "1/1", true);
    assert_eq!(refused(at, &[one], "2"), format!("1-1/part.dateline is of version 1, this is version 2{ALIKE}"));
    let both = [part(at, "1/2", true), part(at, "2/2", true)];
    let want = "1-2/part.dateline and 2-2/part.dateline both hold document number 1 of the input, `a.txt`";
    assert_eq!(refused(at, &both, "1"), format!("{want}{ALIKE}"));
    let neither = [part(at, "1/2", false), part(at, "2/2", false)];
    assert_eq!(refused(at, &neither, "1"), format!("no part holds document number 1 of the input{ALIKE}"));
}

#[test]
fn what_is_no_whole_part_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let whole = journal(at, "");
    let want = "copy.dateline: it is no part of a run but a whole run, which was made without --shard";
    assert_eq!(refused(at, &[whole], "1"), format!("{want}{MEND}"));
    let running = journal(at, "1/1");
    let want = "copy.dateline: it breaks off between two batches, before its end";
    assert_eq!(refused(at, std::slice::from_ref(&running), "1"), format!("{want}{MEND}"));
    let bytes = fs::read(&running).unwrap();
    fs::write(&running, &bytes[..30]).unwrap();
    let header = u64::from_le_bytes(bytes[16..24].try_into().unwrap());
    let want = format!("copy.dateline: it breaks off in its header, which says that it has {header} bytes; the file has 30{MEND}");
    assert_eq!(refused(at, std::slice::from_ref(&running), "1"), want);
}

/// A frame whose bytes are those that were written, and that holds nothing known: of a version that writes more.
#[test]
fn a_frame_that_nobody_knows_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let path = journal(at, "1/1");
    let bytes = fs::read(&path).unwrap();
    let start = 24 + u64::from_le_bytes(bytes[16..24].try_into().unwrap()) as usize;
    let frame = |kind: u8, payload: &[u8]| [&[kind][..], &(payload.len() as u64).to_le_bytes(), payload].concat();
    for (kind, payload, want) in [
        (99, &b"new"[..], format!("what it holds at byte {} cannot be read", start + 9)),
        // its pieces are there and hold nothing
        (1, &[0; 24], "a document that it holds cannot be read (Hit the end of buffer, expected more data)".to_owned()),
    ] {
        let frame = frame(kind, payload);
        let batch = [&[5][..], &32_u64.to_le_bytes(), blake3::hash(&frame).as_bytes()].concat();
        fs::write(&path, [&bytes[..start], &frame, &batch].concat()).unwrap();
        assert_eq!(refused(at, std::slice::from_ref(&path), "1"), format!("copy.dateline: {want}{MEND}"));
    }
}

#[test]
fn a_run_of_another_version_is_not_carried_on() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let mut killed = Writer::create(&out, options("", "1")).unwrap();
    killed.accept(&document("a.txt", "Ann Hart"), Extraction::default()).unwrap();
    killed.batch_done().unwrap();
    killed.keep();
    drop(killed);
    let said = Writer::resume(&out, options("", "2")).err().map(|e| e.to_string()).unwrap_or_default();
    let mend = "run again with what the interrupted run had, or without --resume to start anew";
    assert_eq!(said, format!("--resume: the interrupted run was of version 1, this is 2; {mend}"));
    let carried_on = Writer::resume(&out, options("", "1")).unwrap();
    assert_eq!((carried_on.known(), carried_on.summary().documents), (1, 1));
    let ended = carried_on.finish(Vec::new()).unwrap_err();
    assert!(matches!(ended, Error::Resume { .. }), "{ended}");
}
