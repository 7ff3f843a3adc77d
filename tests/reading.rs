//! Every kind of file that `read` takes, good and bad, made here and read back.

use std::fs;
use std::io::Write;
use std::path::Path;

use dateline::model::Extraction;
use dateline::read::{Document, Inputs, Met, ReadOptions, Status, UniqueIds, records};
use dateline::run::{self, Sink};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A folder of files.
fn folder(files: &[(&str, &[u8])]) -> std::io::Result<tempfile::TempDir> {
    // Not hidden: the usual `.tmp…` name would be left out of a glob.
    let dir = tempfile::Builder::new().prefix("reading").tempdir()?;
    for (name, content) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap_or(dir.path()))?;
        fs::write(path, content)?;
    }
    Ok(dir)
}

fn read_with(given: &[String], options: &ReadOptions) -> Result<Vec<Document>, dateline::read::Error> {
    let mut ids = UniqueIds::default();
    let documents = records(Inputs::resolve(given, options)?, options)?.map(|raw| raw.decode(options));
    Ok(documents
        .map(|mut d| {
            ids.settle(&mut d);
            d
        })
        .collect())
}

fn path(dir: &Path, name: &str) -> String {
    dir.join(name).to_string_lossy().into_owned()
}

/// Read one file of its own.
fn one(name: &str, content: &[u8]) -> Result<Vec<Document>, Box<dyn std::error::Error>> {
    let dir = folder(&[(name, content)])?;
    Ok(read_with(&[path(dir.path(), name)], &ReadOptions::default())?)
}

fn codes(d: &Document) -> Vec<&str> {
    d.problems.iter().map(|p| p.code).collect()
}

fn ids(documents: &[Document]) -> Vec<&str> {
    documents.iter().map(|d| d.id.as_str()).collect()
}

fn gz(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(content)?;
    encoder.finish()
}

#[test]
fn every_format_plain_and_compressed() -> Outcome {
    let jsonl = b"{\"id\":\"a\",\"text\":\"T\xc3\xa9xt\",\"title\":\"Ti\",\"published\":\"2019-10-16\"}\n";
    let csv = "id,title,published,text\na,Ti,2019-10-16,Téxt\n";
    let html = "<html><head><meta charset=utf-8><title>Ti</title><meta name=date content=2019-10-16></head><p>Téxt</p></html>";
    for (extension, content) in [
        ("txt", "Téxt".as_bytes()),
        ("md", "---\ntitle: Ti\ndate: 2019-10-16\n---\nTéxt".as_bytes()),
        ("html", html.as_bytes()),
        ("HTM", html.as_bytes()),
        ("csv", csv.as_bytes()),
        ("tsv", csv.replace(',', "\t").as_bytes()),
        ("jsonl", jsonl),
        ("ndjson", jsonl),
    ] {
        let mut two_members = gz(&content[..3])?;
        two_members.extend(gz(&content[3..])?);
        for (packing, bytes) in [("", content.to_vec()), (".gz", two_members), (".zst", zstd::encode_all(content, 1)?)] {
            let name = format!("f.{extension}{packing}");
            let documents = one(&name, &bytes)?;
            let [d] = documents.as_slice() else { return Err(format!("{name}: {documents:?}").into()) };
            assert_eq!((d.text.as_str(), d.status, codes(d)), ("Téxt", Status::Ok, vec![]), "{name}");
            if extension != "txt" {
                assert_eq!((d.title.as_str(), d.published.as_ref().map(|p| p.value.as_str())), ("Ti", Some("2019-10-16")), "{name}");
            }
            let record = matches!(extension, "csv" | "tsv" | "jsonl" | "ndjson");
            assert_eq!(d.id, if record { "a" } else { name.as_str() });
            if !record {
                assert_eq!(d.blake3, blake3::hash(content).to_hex().to_string(), "{name}: the hash is of the decompressed bytes");
            }
        }
    }
    Ok(())
}

#[test]
fn published_says_where_it_was_found() -> Outcome {
    let basis = |d: &Document| d.published.as_ref().map(|p| (p.value.clone(), p.basis));
    let options = ReadOptions { published: Some("2020-01-01".into()), ..ReadOptions::default() };
    let dir =
        folder(&[("a.txt", b"x"), ("b.md", b"+++\ndate = 2019-10-16\n+++\nx"), ("c.html", b"<time datetime=2019-10-16T10:00>x</time>")])?;
    let documents = read_with(&[path(dir.path(), "")], &options)?;
    let got: Vec<_> = documents.iter().map(basis).collect();
    assert_eq!(
        got,
        [Some(("2020-01-01".into(), "option")), Some(("2019-10-16".into(), "field")), Some(("2019-10-16T10:00".into(), "metadata"))]
    );
    Ok(())
}

#[test]
fn encodings() -> Outcome {
    let polish = "Prezydent spotkał się z ministrami w Gdańsku; mówił o bezpieczeństwie żeglugi.";
    let japanese = "国際連合の事務総長は東京で記者会見を行った。各国の代表が出席した。";
    let wide = |s: &str, mark: &[u8], f: fn(u16) -> [u8; 2]| [mark, &s.encode_utf16().flat_map(f).collect::<Vec<_>>()].concat();
    let (windows, _, _) = encoding_rs::WINDOWS_1250.encode(polish);
    let (shift_jis, _, _) = encoding_rs::SHIFT_JIS.encode(japanese);
    for (name, bytes, want, noted) in [
        ("a.txt", [b"\xef\xbb\xbf", polish.as_bytes()].concat(), polish, vec![]),
        ("b.txt", wide(polish, b"\xff\xfe", u16::to_le_bytes), polish, vec![]),
        ("c.txt", wide(polish, b"\xfe\xff", u16::to_be_bytes), polish, vec![]),
        ("d.txt", windows.to_vec(), polish, vec!["encoding-guessed"]),
        ("e.txt", shift_jis.to_vec(), japanese, vec!["encoding-guessed"]),
    ] {
        let documents = one(name, &bytes)?;
        assert_eq!((documents[0].text.as_str(), codes(&documents[0]), documents[0].status), (want, noted, Status::Ok), "{name}");
    }
    Ok(())
}

#[test]
fn encodings_of_containers() -> Outcome {
    let record = "{\"id\":\"1\",\"text\":\"Le Président a été reçu à l’Élysée par des députés européens\"}\n";
    let text = "Le Président a été reçu à l’Élysée par des députés européens";
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(record.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let (legacy, _, _) = encoding_rs::WINDOWS_1252.encode(record);
    for (bytes, noted) in
        [(wide, vec![]), (legacy.to_vec(), vec!["encoding-guessed"]), ([b"\xef\xbb\xbf", record.as_bytes()].concat(), vec![])]
    {
        let documents = one("a.jsonl", &bytes)?;
        assert_eq!((documents[0].text.as_str(), codes(&documents[0])), (text, noted));
    }
    let table = format!("id,text\n1,{text}\n");
    let wide: Vec<u8> = [0xfe, 0xff].into_iter().chain(table.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    assert_eq!(one("a.csv", &wide)?[0].text, text);
    // An option is believed without a note.
    let dir = folder(&[("a.csv", &encoding_rs::WINDOWS_1252.encode(&table).0)])?;
    let options = ReadOptions { encoding: Some(encoding_rs::WINDOWS_1252), ..ReadOptions::default() };
    let documents = read_with(&[path(dir.path(), "a.csv")], &options)?;
    assert_eq!((documents[0].text.as_str(), codes(&documents[0])), (text, vec![]));
    Ok(())
}

#[test]
fn a_record_ends_at_lf_alone() -> Outcome {
    let content = "{\"text\":\"a\u{2028}b\u{85}c\u{2029}\"}\r\n\r\n \n{\"text\":\"x\\r\\ny\"}";
    let documents = one("a.jsonl", content.as_bytes())?;
    assert_eq!(documents.iter().map(|d| d.text.as_str()).collect::<Vec<_>>(), ["a\u{2028}b\u{85}c\u{2029}", "x\r\ny"]);
    assert_eq!(ids(&documents), ["a.jsonl#1", "a.jsonl#4"]);
    assert_eq!(documents[1].source_line(3), 4);
    assert_eq!(documents[0].blake3, blake3::hash("{\"text\":\"a\u{2028}b\u{85}c\u{2029}\"}".as_bytes()).to_hex().to_string());
    Ok(())
}

#[test]
fn text_is_never_altered() -> Outcome {
    let text = "\u{feff}A\r\nB\rC\u{a0}\u{ad}\u{200b}\u{2009}e\u{301} İstanbul\u{c}\t \n\n";
    // As the first character of a file U+FEFF is a byte order mark; anywhere else it is text.
    assert_eq!(one("a.txt", text.as_bytes())?[0].text, text[3..]);
    let record = serde_json::json!({ "text": text }).to_string();
    assert_eq!(one("a.jsonl", record.as_bytes())?[0].text, text);
    assert_eq!(one("a.csv", format!("text\r\n\"{text}\"\r\n").as_bytes())?[0].text, text);
    assert_eq!(one("a.csv", format!("x,text\n1,\"{text}\"").as_bytes())?[0].text, text);
    assert_eq!(one("a.csv", "text\n\u{feff}b\n".as_bytes())?[0].text, "\u{feff}b");
    Ok(())
}

#[test]
fn half_broken_jsonl() -> Outcome {
    let content = b"{\"id\":\"a\",\"text\":\"good\"}\n{\"id\":\"b\",\"text\":\n[1]\n{\"id\":\"c\",\"text\":null}\n\xff\xfe\0\0{}\n{\"id\":5,\"text\":\"also\"}\n";
    let documents = one("h.jsonl", content)?;
    assert_eq!(ids(&documents), ["a", "h.jsonl#2", "h.jsonl#3", "h.jsonl#4", "h.jsonl#5", "5"]);
    let failed: Vec<bool> = documents.iter().map(|d| d.status == Status::Failed).collect();
    assert_eq!(failed, [false, true, true, true, true, false]);
    let said: Vec<(usize, &str)> = documents.iter().flat_map(|d| &d.problems).map(|p| (p.line, p.message.as_str())).collect();
    let expected = "expected one JSON object such as {\"id\": \"a\", \"text\": \"…\"} on a line of its own; the record was skipped";
    assert_eq!(said[0], (2, format!("column 17: EOF while parsing a value; {expected}").as_str()));
    assert_eq!(said[1], (3, format!("column 1: invalid type: sequence, expected an object; {expected}").as_str()));
    assert_eq!(said[2], (4, "column 1: the field \"text\" holds null, expected a string; the record was skipped"));
    assert_eq!(said.len(), 4);
    Ok(())
}

#[test]
fn half_broken_csv() -> Outcome {
    let content = "id,text\na,\"good\ntext\"\nb\nc,\"open\nd,\"fine\"\ne,x,y\nf,x,,\n\"g\",\"never closed\nh,last\n";
    let documents = one("h.csv", content.as_bytes())?;
    assert_eq!(ids(&documents), ["a", "h.csv#4", "h.csv#5", "d", "h.csv#7", "f", "h.csv#9", "h"]);
    let said: Vec<(usize, &str)> = documents.iter().flat_map(|d| &d.problems).map(|p| (p.line, p.message.as_str())).collect();
    assert_eq!(
        said,
        [
            (4, "column 2: cells in the row: 1, in the header: 2 (id, text); add the missing ones; the record was skipped"),
            (
                6,
                "column 3: a quote stands inside a quoted cell; expected it doubled (\"\"), or a separator or the line's end after it; the record was skipped"
            ),
            (7, "column 3: cells in the row: 3, in the header: 2 (id, text); quote a cell that holds a separator; the record was skipped"),
            (9, "column 5: a quoted cell is opened here and never closed; expected a closing quote; the record was skipped"),
        ]
    );
    assert_eq!((documents[0].text.as_str(), documents[0].source_line(5)), ("good\ntext", 3));
    Ok(())
}

#[test]
fn nothing_and_noise() -> Outcome {
    for name in ["e.txt", "e.md", "e.html", "e.jsonl", "e.csv", "e.tsv.gz"] {
        let content = if name.ends_with("gz") { gz(b"")? } else { vec![] };
        let documents = one(name, &content)?;
        assert_eq!((ids(&documents), documents[0].status, codes(&documents[0])), (vec![name], Status::Ok, vec!["empty"]), "{name}");
    }
    assert_eq!(codes(&one("header.csv", b"id,text\n")?[0]), ["empty"]);
    let mut state = 1_u64;
    let mut byte = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    let noise: Vec<u8> = (0..4096).map(|_| byte()).collect();
    for name in ["n.txt", "n.md", "n.html", "n.jsonl", "n.csv", "n.tsv", "n.bin"] {
        let documents = one(name, &noise)?;
        assert_eq!((documents.len(), documents[0].status, codes(&documents[0])), (1, Status::Failed, vec!["binary"]), "{name}");
    }
    for name in ["n.txt.gz", "n.jsonl.zst", "n.csv.gz"] {
        assert_eq!((codes(&one(name, &noise)?[0]), one(name, &noise)?[0].status), (vec!["unreadable"], Status::Failed), "{name}");
    }
    Ok(())
}

#[test]
fn archives_that_break_off() -> Outcome {
    let text: String = (0..200_000).map(|i| format!("line {i} of the text\n")).collect();
    let packed = gz(text.as_bytes())?;
    let documents = one("t.txt.gz", &packed[..packed.len() / 2])?;
    assert_eq!((documents[0].status, codes(&documents[0])), (Status::Partial, vec!["unreadable"]));
    assert!(documents[0].text.len() > 100_000 && text.starts_with(&documents[0].text));
    let lines: String = (0..50_000).map(|i| format!("{{\"id\":{i},\"text\":\"t{}\"}}\n", i * 7919)).collect();
    let packed = gz(lines.as_bytes())?;
    let documents = one("t.jsonl.gz", &packed[..packed.len() / 2])?;
    let Some((last, before)) = documents.split_last() else { return Err("no documents".into()) };
    assert!(before.len() > 1000 && before.iter().all(|d| d.status == Status::Ok));
    assert_eq!((last.status, codes(last)), (Status::Failed, vec!["unreadable"]));
    Ok(())
}

#[test]
fn a_long_line() -> Outcome {
    let word = "The delegation met in Geneva. ";
    let text = word.repeat((20 << 20) / word.len());
    let content = format!("{{\"id\":\"long\",\"text\":\"{text}\"}}\n{{\"id\":\"next\",\"text\":\"x\"}}\n");
    let dir = folder(&[("a.jsonl", content.as_bytes()), ("b.txt", text.as_bytes())])?;
    let documents = read_with(&[path(dir.path(), "")], &ReadOptions::default())?;
    assert_eq!(documents.iter().map(|d| d.text.len()).collect::<Vec<_>>(), [text.len(), 1, text.len()]);
    let options = ReadOptions { max_document_bytes: 1 << 20, ..ReadOptions::default() };
    let documents = read_with(&[path(dir.path(), "")], &options)?;
    assert_eq!(ids(&documents), ["a.jsonl#1", "next", "b.txt"]);
    let said: Vec<&str> = documents.iter().flat_map(|d| &d.problems).map(|p| p.message.as_str()).collect();
    let mend = "split it, or raise the limit with --max-document-bytes";
    let length = content.find('\n').unwrap_or(0) + 1;
    assert_eq!(
        said,
        [
            format!("the document has {length} bytes, more than the 1048576 allowed; {mend}"),
            format!("the document has more than 1048576 bytes; {mend}")
        ]
    );
    Ok(())
}

#[test]
fn deep_pages() -> Outcome {
    let page = format!("{}Geneva{}", "<div><b>".repeat(100_000), "</div>".repeat(100_000));
    let documents = one("deep.html", page.as_bytes())?;
    assert_eq!((documents[0].text.as_str(), documents[0].status), ("Geneva", Status::Ok));
    let many = format!("<p {}>Geneva", "a=b ".repeat(200_000));
    assert_eq!(one("attributes.html", many.as_bytes())?[0].status, Status::Ok);
    Ok(())
}

#[test]
fn pages_declare_their_encoding() -> Outcome {
    let page = "<html lang=pl><meta charset=iso-8859-2><p>Gdańsk\n<p>Łódź</html>";
    let documents = one("p.html", &encoding_rs::ISO_8859_2.encode(page).0)?;
    let d = &documents[0];
    assert_eq!((d.text.as_str(), codes(d), d.language.as_str()), ("Gdańsk\n\nŁódź", vec![], "pl"));
    assert_eq!((d.source_line(0), d.source_line(9)), (1, 2));
    Ok(())
}

#[test]
fn folders_are_walked_in_order() -> Outcome {
    let dir = folder(&[
        ("b.txt", b"x"),
        ("a/z.txt", b"x"),
        ("a-b.txt", b"x"),
        ("B.md", b"x"),
        (".hidden.txt", b"x"),
        (".git/HEAD", b"x"),
        (".git/x.txt", b"x"),
        (".gitignore", b"ignored\n*.tmp.txt\n"),
        ("ignored/x.txt", b"x"),
        ("q.tmp.txt", b"x"),
        ("image.png", b"x"),
        ("a/r.jsonl", b"{\"text\":\"1\"}\n{\"text\":\"2\"}"),
    ])?;
    let documents = read_with(&[path(dir.path(), "")], &ReadOptions::default())?;
    assert_eq!(ids(&documents), ["B.md", "a-b.txt", "a/r.jsonl#1", "a/r.jsonl#2", "a/z.txt", "b.txt"]);
    // What is named is read, hidden or ignored or not; twice is once.
    let named = [path(dir.path(), ".hidden.txt"), path(dir.path(), "ignored/x.txt"), path(dir.path(), "./ignored/x.txt")];
    assert_eq!(ids(&read_with(&named, &ReadOptions::default())?), [".hidden.txt", "ignored/x.txt"]);
    Ok(())
}

#[cfg(unix)]
#[test]
fn links_that_loop_or_lead_nowhere() -> Outcome {
    let dir = folder(&[("a/x.txt", b"x")])?;
    std::os::unix::fs::symlink(dir.path(), dir.path().join("a/loop"))?;
    std::os::unix::fs::symlink(dir.path().join("gone.txt"), dir.path().join("dangling.txt"))?;
    let documents = read_with(&[path(dir.path(), "")], &ReadOptions::default())?;
    assert_eq!(ids(&documents), ["a/x.txt", "dangling.txt"]);
    assert_eq!((codes(&documents[1]), documents[1].status), (vec!["unreadable"], Status::Failed));
    Ok(())
}

#[test]
fn roots_and_globs() -> Outcome {
    let dir = folder(&[("p/a.txt", b"x"), ("p/q/a.txt", b"x"), ("p/q/b.log", b"x"), ("r/a.txt", b"x")])?;
    let read = |given: &[&str]| {
        let given: Vec<String> = given.iter().map(|g| path(dir.path(), g)).collect();
        read_with(&given, &ReadOptions::default()).map(|d| d.iter().map(|d| d.id.clone()).collect::<Vec<_>>())
    };
    assert_eq!(read(&["p/a.txt"])?, ["a.txt"]);
    assert_eq!(read(&["p"])?, ["a.txt", "q/a.txt"]);
    assert_eq!(read(&["p/*"])?, ["a.txt"]);
    assert_eq!(read(&["p/**/*"])?, ["a.txt", "q/a.txt"]);
    assert_eq!(read(&["p/**/*.log"])?, ["q/b.log"]);
    assert_eq!(read(&["p", "r/a.txt"])?, ["p/a.txt", "p/q/a.txt", "r/a.txt"]);
    assert_eq!(read(&["p/a.txt", "p/q/a.txt"])?, ["a.txt", "q/a.txt"]);
    assert_eq!(read(&["p", "p/a.txt"])?, ["a.txt", "q/a.txt"]);
    Ok(())
}

#[test]
fn duplicate_ids() -> Outcome {
    let documents = one("d.jsonl", b"{\"id\":\"a\",\"text\":\"1\"}\n{\"id\":\"a\",\"text\":\"2\"}\n")?;
    assert_eq!((ids(&documents), documents[1].status), (vec!["a", "a#2"], Status::Ok));
    let p = &documents[1].problems[0];
    let message = "the id `a` was met before; this document goes by `a#2`; give every record an id of its own";
    assert_eq!((p.code, p.line, p.message.as_str()), ("duplicate-id", 2, message));
    Ok(())
}

#[test]
fn requests_that_cannot_be_carried_out() -> Outcome {
    let dir = folder(&[("a/x.txt", b"x"), ("t.csv", b"id,body\n1,x\n"), ("q.csv", b"id,\"text\n1,x\n")])?;
    let error = |given: &str| {
        let said = read_with(&[path(dir.path(), given)], &ReadOptions::default()).err().map(|e| e.to_string()).unwrap_or_default();
        said.replace(&path(dir.path(), ""), "")
    };
    assert_eq!(error("nope"), "nope: no such file or folder; expected a file, a folder, a glob, or - for standard input");
    assert_eq!(error("*.html"), "*.html: the glob matches no file; expected at least one .txt, .md, .html, .csv, .tsv or .jsonl file");
    assert_eq!(error("t.csv"), "t.csv:1: no column is called `text`; the columns are `id`, `body`; name the column with --text-field NAME");
    assert_eq!(error("q.csv"), "q.csv:1: column 4 of the header: a quoted cell is opened here and never closed; expected a closing quote");
    let output = |given: &str, out: &str| {
        let inputs = Inputs::resolve(&[path(dir.path(), given)], &ReadOptions::default());
        let said = inputs.and_then(|i| i.check_output(&dir.path().join(out))).err().map(|e| e.to_string()).unwrap_or_default();
        said.replace(&path(dir.path(), ""), "")
    };
    assert_eq!(output("a", "tables"), "");
    assert_eq!(
        output("a", "a/new/tables"),
        "a/new/tables: the output folder lies in the input folder `a`, so the next run would read its own tables; choose a folder beside it, such as --out tables"
    );
    assert_eq!(
        output("a/x.txt", "a"),
        "a: the output folder holds the input `a/x.txt`, which the tables might replace; choose a folder of its own, such as --out tables"
    );
    assert_eq!(
        output("**/*.csv", "tables"),
        "tables: the input glob `**/*.csv` matches the tables in the output folder, so the next run would read them; choose a folder outside it"
    );
    assert_eq!(output("a/*.txt", "tables"), "");
    Ok(())
}

#[test]
fn digests_of_inputs() -> Outcome {
    let plain = b"{\"text\":\"1\"}\n";
    let packed = gz(plain)?;
    let dir = folder(&[("a.jsonl", plain), ("b.jsonl.gz", &packed), ("c.txt", b""), ("d.txt.gz", b"broken")])?;
    let options = ReadOptions::default();
    let mut reader = records(Inputs::resolve(&[path(dir.path(), "")], &options)?, &options)?;
    assert_eq!(reader.by_ref().count(), 4);
    let got: Vec<_> = reader.digests().iter().map(|d| (d.id.as_str(), d.bytes, d.blake3.clone())).collect();
    let want = [("a.jsonl", &plain[..]), ("b.jsonl.gz", &packed), ("c.txt", b""), ("d.txt.gz", b"broken")];
    assert_eq!(got, want.map(|(id, bytes)| (id, bytes.len() as u64, blake3::hash(bytes).to_hex().to_string())));
    Ok(())
}

/// Keeps what it is given, in order.
#[derive(Default)]
struct Kept(Vec<Document>);

impl Sink for Kept {
    type Error = String;
    type Ready = Document;

    fn prepare(&self) -> impl Fn(&Met, Document, Extraction) -> Document + Send + Sync + use<> {
        |_, document, _| document
    }

    fn accept(&mut self, document: Document) -> Result<(), String> {
        let stop = document.text == "stop";
        self.0.push(document);
        if stop { Err("stopped".into()) } else { Ok(()) }
    }
}

fn run_over(content: &str, threads: usize) -> Result<(Kept, Result<(), String>), Box<dyn std::error::Error>> {
    let dir = folder(&[("a.jsonl", content.as_bytes())])?;
    let options = ReadOptions::default();
    let mut reader = records(Inputs::resolve(&[path(dir.path(), "a.jsonl")], &options)?, &options)?;
    let mut kept = Kept::default();
    let extract = |d: &Document| {
        assert!(d.text != "panic", "a document that panics");
        Extraction { sentences: 1, ..Extraction::default() }
    };
    let outcome = run::run(&mut reader, &options, extract, threads, &mut kept);
    Ok((kept, outcome))
}

#[test]
fn a_run_is_in_order_on_any_number_of_threads() -> Outcome {
    let content: String = (0..5000).map(|i| format!("{{\"id\":{},\"text\":\"text {i}\"}}\n", i % 4000)).collect();
    let (one, outcome) = run_over(&content, 1)?;
    assert_eq!(one.0.len(), 5000);
    assert_eq!((one.0[4001].id.as_str(), one.0[4001].text.as_str()), ("1#2", "text 4001"));
    let (three, same) = run_over(&content, 3)?;
    assert_eq!((outcome, same), (Ok(()), Ok(())));
    assert!(one.0.iter().zip(&three.0).all(|(a, b)| a.id == b.id && a.text == b.text && a.problems == b.problems));
    Ok(())
}

/// A document longer than many chunks among short ones, ids that collide over chunks, more threads than chunks: the same.
#[test]
fn long_documents_and_many_threads_change_nothing() -> Outcome {
    let long = "The long one. ".repeat(60_000);
    let content: String = (0..900)
        .map(|i| match i {
            0 | 450 | 899 => format!("{{\"id\":\"long\",\"text\":\"{long}\"}}\n"),
            _ => format!("{{\"id\":{},\"text\":\"text {i}\"}}\n", i % 400),
        })
        .collect();
    let (one, _) = run_over(&content, 1)?;
    assert_eq!([0, 450, 899].map(|i| one.0[i].id.as_str()), ["long", "long#2", "long#3"]);
    for threads in [2, 5, 32] {
        let (many, outcome) = run_over(&content, threads)?;
        outcome?;
        assert_eq!(many.0.len(), 900);
        assert!(one.0.iter().zip(&many.0).all(|(a, b)| a.id == b.id && a.text == b.text && a.problems == b.problems), "{threads}");
    }
    let (few, _) = run_over("{\"text\":\"a\"}\n", 16)?;
    assert_eq!(few.0.len(), 1);
    assert_eq!(run_over("", 3)?.0.0.len(), 1, "the row of an empty file");
    Ok(())
}

#[test]
fn a_panic_is_one_failed_document() -> Outcome {
    let (kept, outcome) = run_over("{\"text\":\"a\"}\n{\"text\":\"panic\"}\n{\"text\":\"b\"}\n", 2)?;
    outcome?;
    assert_eq!(kept.0.iter().map(|d| d.status).collect::<Vec<_>>(), [Status::Ok, Status::Failed, Status::Ok]);
    let d = &kept.0[1];
    assert_eq!((d.id.as_str(), d.status, codes(d)), ("a.jsonl#2", Status::Failed, vec!["internal-error"]));
    let message =
        "a fault in dateline while working on this document (a document that panics); please report it together with the document";
    assert_eq!(d.problems[0].message, message);
    Ok(())
}

#[test]
fn a_sink_that_fails_ends_the_run() -> Outcome {
    let (kept, outcome) = run_over("{\"text\":\"a\"}\n{\"text\":\"stop\"}\n{\"text\":\"b\"}\n", 2)?;
    assert_eq!((kept.0.len(), outcome), (2, Err("stopped".into())));
    Ok(())
}
