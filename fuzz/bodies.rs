//! What each fuzz target does with its bytes. In: any bytes; out: nothing, or a panic, which is a finding.
//!
//! The targets of this folder call these under libFuzzer; `tests/fuzzed.rs` calls them with every file of `fuzz/corpus` and
//! with random bytes, so that what was found once is looked at by each `cargo test`.
#![allow(clippy::unwrap_used, dead_code, missing_docs)] // a panic is a finding; a target uses one of them

use dateline::gazetteer::{Gazetteer, check, manifest, row};
use dateline::link::across::judgements::Judgements;
use dateline::link::date::{DateContext, resolve};
use dateline::model::{Extraction, Published, Target};
use dateline::read::{Document, Inputs, ReadOptions, Status, records};
use dateline::tables::{WriteOptions, Writer, merge};
use dateline::text::Prepared;
use dateline::{Extractor, spot};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The shipped lists, loaded once.
static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::builder().build().unwrap());

thread_local! {
    /// A folder of this thread (tests run side by side), and files in it that are written over and over.
    static FOLDER: tempfile::TempDir = tempfile::Builder::new().prefix("dateline-fuzz").tempdir().unwrap();
}

fn folder() -> PathBuf {
    FOLDER.with(|f| f.path().to_owned())
}

/// Longer inputs find nothing that shorter ones do not, and cost time.
const LONGEST: usize = 1 << 14;

/// One reader: the file's name says which.
pub fn reader(name: &str, bytes: &[u8]) {
    let path = folder().join(name);
    std::fs::write(&path, bytes).unwrap();
    let options = ReadOptions { max_document_bytes: 8192, ..ReadOptions::default() };
    let inputs = Inputs::resolve(&[path.to_string_lossy().into_owned()], &options).unwrap();
    let Ok(records) = records(inputs, &options) else { return }; // a table without the column
    let documents: Vec<Document> = records.map(|raw| raw.decode(&options)).collect();
    assert!(!documents.is_empty(), "a file without a row");
    for d in documents {
        assert!(d.status != Status::Failed || d.text.is_empty() && !d.problems.is_empty(), "{d:?}");
        assert!(!d.id.is_empty());
        assert!(d.text.len() <= 64 << 10, "a text of {} bytes of at most 8192", d.text.len());
        for (offset, _) in d.text.char_indices().step_by(17) {
            assert!(d.source_line(offset) >= 1);
        }
    }
}

/// Compressed files: the first byte says what is in it, the rest is what is compressed, or what is taken for it.
pub fn packed(bytes: &[u8]) {
    let Some((&how, rest)) = bytes.split_first() else { return };
    let names = ["a.txt.gz", "a.jsonl.zst", "a.csv.gz", "a.html.zst"];
    reader(names[usize::from(how) % names.len()], rest);
}

/// Lists: a manifest and a list, parted by a zero byte; and the list as judgements.
pub fn lists(bytes: &[u8]) {
    let cut = memchr(bytes);
    let (head, list) = (&bytes[..cut], bytes.get(cut + 1..).unwrap_or_default());
    let text = String::from_utf8_lossy(head);
    let (specs, _) = manifest::parse_all("gazetteers.toml", &text);
    let (rows, faults) = row::read_all("x.csv", list);
    row::columns(list);
    let spec = specs.first().cloned().unwrap_or_else(|| manifest::ListSpec::of_file("x.csv".into()));
    let good = faults.is_empty() && check::faults("x.csv", &spec, &rows).is_empty();
    let lists = folder().join("lists");
    std::fs::create_dir_all(&lists).unwrap();
    std::fs::write(lists.join("x.csv"), list).unwrap();
    let _ = Judgements::read(&[lists.join("x.csv")]);
    // compiling and looking up, where there is something to look up: it loads the shipped lists too, which takes time
    if good && !rows.is_empty() && rows.len() < 50 {
        let manifest = lists.join("gazetteers.toml");
        if specs.is_empty() {
            let _ = std::fs::remove_file(manifest);
        } else {
            std::fs::write(manifest, head).unwrap();
        }
        let Ok(gazetteer) = Gazetteer::loader().folder(&lists).load() else { return };
        let names: Vec<&str> = rows.iter().map(|r| r.name.as_str()).collect();
        let text = names.join(" met ");
        for hit in gazetteer.hits(&Prepared::new(&text)) {
            gazetteer.entry(hit.entry);
            gazetteer.source(hit.entry);
        }
    }
}

fn memchr(bytes: &[u8]) -> usize {
    bytes.iter().position(|b| *b == 0).unwrap_or(bytes.len())
}

/// Dates: found, resolved, and EDTF as the tables promise.
pub fn dates(bytes: &[u8]) {
    let text = text(bytes);
    let doc = Prepared::new(&text);
    let found = spot::date::spot(&doc);
    let published = Published { value: "2019-11-27".to_owned(), basis: "field" };
    for (published, day_first) in [(None, None), (Some(&published), Some(true)), (Some(&published), Some(false))] {
        let context = DateContext::new(&doc, published, day_first);
        for resolved in resolve(&found.iter().collect::<Vec<_>>(), &context) {
            let v = &resolved.value;
            assert!(!v.value.is_empty() && !v.timex3.is_empty(), "{v:?} in {text:?}");
            for bound in [&v.earliest, &v.latest].into_iter().filter(|b| !b.is_empty()) {
                assert!(
                    bound.parse::<jiff::civil::Date>().is_ok() || bound.starts_with('-') || bound.starts_with('+'),
                    "{v:?} in {text:?}"
                );
            }
            let ordered = v.earliest.is_empty() || v.latest.is_empty() || v.earliest.starts_with('-') || v.earliest <= v.latest;
            assert!(ordered, "{v:?} in {text:?}");
        }
    }
    for c in &found {
        assert!(text.get(c.start as usize..c.end as usize).is_some_and(|t| !t.is_empty()), "{c:?} in {text:?}");
    }
}

/// The whole pipeline on one text: what `extract` gives is sound.
pub fn pipeline(bytes: &[u8]) {
    let text = text(bytes);
    let document = Document::from_text("a", text.as_str());
    sound(&text, &EXTRACTOR.extract(&document));
}

/// The whole pipeline and the tables: every cell comes back from CSV, every offset selects its mention.
pub fn tables(bytes: &[u8]) {
    let out = folder().join("out");
    let texts: Vec<String> = bytes.split(|b| *b == 0).take(4).map(text).collect();
    let options = WriteOptions { shard: "1/1".parse().ok(), ..WriteOptions::default() };
    let mut writer = Writer::create(&out, options).unwrap();
    for text in &texts {
        let document = Document::from_text("a", text.as_str());
        writer.accept(&document, EXTRACTOR.extract(&document)).unwrap();
    }
    let written = writer.finish(Vec::new()).unwrap();
    assert_eq!(written.documents, texts.len());
    let check = |out: &Path| {
        let rows = |name: &str| -> Vec<csv::StringRecord> {
            csv::Reader::from_path(out.join(name)).unwrap().records().map(Result::unwrap).collect()
        };
        let ids: Vec<String> = rows("documents.csv").iter().map(|r| r[0].to_owned()).collect();
        let mentions = rows("mentions.csv");
        assert_eq!((ids.len(), mentions.len()), (texts.len(), written.mentions));
        for m in mentions {
            let text = &texts[ids.iter().position(|id| *id == m[1]).unwrap()];
            let [start, end, from, to] = [5, 6, 7, 8].map(|i| m[i].parse::<usize>().unwrap());
            assert_eq!(&text[from..to], &m[9]);
            assert_eq!(text.chars().skip(start).take(end - start).collect::<String>(), m[9]);
        }
    };
    check(&out);
    // and once more out of the part
    let merged = folder().join("merged");
    merge(std::slice::from_ref(&out), &merged, "", None).unwrap();
    check(&merged);
}

/// A part of a run that is none; and one that is whole and holds these bytes as its only document.
pub fn part(bytes: &[u8]) {
    let path = folder().join("part.dateline");
    let merged = folder().join("merged");
    std::fs::write(&path, bytes).unwrap();
    assert!(merge(std::slice::from_ref(&path), &merged, "", None).is_err(), "bytes that nobody wrote are a part");
    let header = br#"{"version":"","options":{},"lists":[],"judgements":[],"shard":{"number":1,"of":1}}"#;
    let frame = |kind: u8, payload: &[u8]| [&[kind][..], &(payload.len() as u64).to_le_bytes(), payload].concat();
    let frames = [frame(1, bytes), frame(4, &[0])].concat();
    let batch = frame(5, blake3::hash(&frames).as_bytes());
    let file = [b"dateline part 1\n", &(header.len() as u64).to_le_bytes()[..], header, &frames, &batch].concat();
    std::fs::write(&path, file).unwrap();
    // what it holds may be wrong, and then that is said; or it is a document, and then there are tables
    if merge(&[path], &merged, "", None).is_ok() {
        let documents = csv::ReaderBuilder::new().flexible(true).from_path(merged.join("documents.csv")).unwrap().into_byte_records();
        documents.for_each(drop);
    }
}

fn text(bytes: &[u8]) -> String {
    let mut text = String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST)]).into_owned();
    // bytes as they come are mostly no text: what is not is taken for a space
    text = text.replace('\u{fffd}', " ");
    text
}

/// Types whose names may hold other names.
const HOLDERS: &[&str] = &["address", "agreement", "event"];

/// Spans on character bounds, in order, overlapping only where one may hold the other; targets that exist.
pub fn sound(text: &str, found: &Extraction) {
    let mut open: Vec<&dateline::model::Mention> = Vec::new();
    assert!(found.mentions.is_sorted_by_key(|m| (m.start, std::cmp::Reverse(m.end), m.kind)), "out of order in {text:?}");
    for m in &found.mentions {
        assert!(m.start < m.end && text.get(m.start..m.end).is_some(), "no span of whole characters: {m:?} in {text:?}");
        open.retain(|outer| outer.end > m.start);
        for outer in &open {
            let holds = m.end <= outer.end && (m.start, m.end) != (outer.start, outer.end);
            assert!(holds && HOLDERS.contains(&outer.type_.as_str()), "{m:?} overlaps {outer:?} in {text:?}");
        }
        open.push(m);
        assert!((0.0..=1.0).contains(&m.confidence), "{m:?}");
        assert!(m.sentence >= 1 && m.sentence <= found.sentences.max(1), "{m:?} in {text:?}");
        let there = match m.target {
            Target::Entity(i) => i < found.entities.len(),
            Target::Place(i) => i < found.places.len(),
            Target::Date(i) => i < found.dates.len(),
            Target::None => true,
        };
        assert!(there, "{m:?} points at nothing");
    }
    for r in &found.roles {
        assert!(r.person < found.entities.len() && r.organization.is_none_or(|o| o < found.entities.len()));
        assert!(text.get(r.start..r.end).is_some(), "{r:?} in {text:?}");
    }
}

/// A target's name and what it does.
pub type Body = (&'static str, fn(&[u8]));

/// Every target by its name.
pub const ALL: &[Body] = &[
    ("read_text", |b| reader("a.txt", b)),
    ("read_markdown", |b| reader("a.md", b)),
    ("read_html", |b| reader("a.html", b)),
    ("read_csv", |b| reader("a.csv", b)),
    ("read_tsv", |b| reader("a.tsv", b)),
    ("read_jsonl", |b| reader("a.jsonl", b)),
    ("read_packed", packed),
    ("lists", lists),
    ("dates", dates),
    ("pipeline", pipeline),
    ("tables", tables),
    ("part", part),
];

/// Run one of them.
pub fn run(name: &str, bytes: &[u8]) {
    let (_, body) = ALL.iter().find(|(target, _)| *target == name).unwrap();
    body(bytes);
}
