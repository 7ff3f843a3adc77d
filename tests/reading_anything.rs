//! Whatever the bytes are: no panic, at least one document, and text that is text comes back as it was.

use dateline::read::{Document, Inputs, ReadOptions, Status, records};
use proptest::prelude::*;

const NAMES: [&str; 10] = ["a.txt", "a.md", "a.html", "a.csv", "a.tsv", "a.jsonl", "a.jsonl.gz", "a.csv.zst", "a.txt.gz", "a.unknown"];

/// `None`: the file was refused before it was read (a CSV file without the column).
fn read(name: &str, content: &[u8]) -> std::io::Result<Option<Vec<Document>>> {
    let dir = tempfile::Builder::new().prefix("anything").tempdir()?;
    let path = dir.path().join(name);
    std::fs::write(&path, content)?;
    let options = ReadOptions { max_document_bytes: 4096, ..ReadOptions::default() };
    let inputs = Inputs::resolve(&[path.to_string_lossy().into_owned()], &options).map_err(std::io::Error::other)?;
    Ok(records(inputs, &options).ok().map(|r| r.map(|raw| raw.decode(&options)).collect()))
}

fn sound(name: &str, documents: &[Document]) {
    assert!(!documents.is_empty(), "{name}: a file without a row");
    for d in documents {
        assert!(d.status != Status::Failed || d.text.is_empty() && !d.problems.is_empty(), "{name}: {d:?}");
        assert!(!d.id.is_empty());
        for (offset, _) in d.text.char_indices() {
            assert!(d.source_line(offset) >= 1);
        }
    }
}

/// Pieces that readers care about.
fn fragments() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"\"".to_vec()),
        Just(b"\"\"".to_vec()),
        Just(b",".to_vec()),
        Just(b"\n".to_vec()),
        Just(b"\r\n".to_vec()),
        Just(b"---\n".to_vec()),
        Just(b"title: x\n".to_vec()),
        Just(b"id,text\n".to_vec()),
        Just(b"{\"text\":\"a\"}\n".to_vec()),
        Just(b"{\"text\":".to_vec()),
        Just(b"<p>".to_vec()),
        Just(b"</div><table><td>".to_vec()),
        Just(b"<main><ul><li><a href=x>".to_vec()),
        Just(b"<script>".to_vec()),
        Just(b"</script>".to_vec()),
        Just(b"&amp;&nosuch;&#x".to_vec()),
        Just(b"<!--".to_vec()),
        Just(b"\xff\xfe".to_vec()),
        Just(b"\xef\xbb\xbf".to_vec()),
        Just(b"Ren\xc3\xa9 \xc3".to_vec()),
        Just(vec![0]),
        "[a-z ]{0,8}".prop_map(String::into_bytes),
        proptest::collection::vec(any::<u8>(), 0..6),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(content in fragments(), which in 0..NAMES.len()) {
        if let Some(documents) = read(NAMES[which], &content)? {
            sound(NAMES[which], &documents);
        }
    }

    #[test]
    fn text_comes_back(text in "\\PC{0,60}(\r\n|\n|\u{2028}|\u{a0}|\u{ad}|\"|,)?\\PC{0,60}") {
        let record = format!("{}\n", serde_json::json!({ "text": text }));
        let quoted = format!("id,text\n1,\"{}\"\n", text.replace('"', "\"\""));
        for (name, content) in [("a.jsonl", record.as_str()), ("a.csv", &quoted)] {
            let documents = read(name, content.as_bytes())?.unwrap_or_default();
            prop_assert_eq!(documents.iter().map(|d| d.text.as_str()).collect::<Vec<_>>(), [text.as_str()], "{}", name);
        }
        if !text.starts_with('\u{feff}') {
            prop_assert_eq!(&read("a.txt", text.as_bytes())?.unwrap_or_default()[0].text, &text);
        }
    }
}
