//! Property: on any text with any spans, `text[start:end]` by code points is the text cell, rows are in order,
//! and lines and columns are those a plain count gives.

use super::sample::*;
use crate::model::*;
use crate::tables::WriteOptions;
use proptest::prelude::*;

/// Any text, thick with what breaks offsets, lines and CSV.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z ]{1,8}",
        2 => Just("\r\n".to_string()),
        2 => Just("\"".to_string()),
        1 => "[\\n\\r,=\\t\\u{2028}\\u{85}\\u{a0}\\u{ad}\\u{feff}\\u{301}İß𝔸👩]{1,3}",
        1 => "\\PC{1,4}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|p| p.concat())
}

fn kinds() -> impl Strategy<Value = Kind> {
    prop_oneof![Just(Kind::Date), Just(Kind::Entity), Just(Kind::Place)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_cell_is_the_text_at_its_offsets(
        texts in prop::collection::vec((texts(), prop::collection::vec((0usize..120, 0usize..20, kinds()), 0..12)), 1..4)
    ) {
        let folder = tempfile::tempdir().unwrap();
        let documents = texts.iter().enumerate().map(|(i, (text, spans))| {
            let mentions = spans.iter().map(|&(start, length, kind)| Mention {
                start,
                end: start + length,
                kind,
                ..mention("x", "x", kind, "t", Target::None)
            });
            (document(&format!("d{i}"), text), Extraction { mentions: mentions.collect(), ..Extraction::default() })
        });
        let summary = write(folder.path(), WriteOptions::default(), documents.collect());
        let rows = table(folder.path(), "mentions");
        prop_assert_eq!(rows.len(), summary.mentions);
        let given: usize = texts.iter().map(|(_, spans)| spans.len()).sum();
        prop_assert_eq!(given, summary.mentions + summary.problems.warning, "a bad span is a problem, never a lost row");
        let mut last = (String::new(), 0, 0, String::new());
        let mut ids = std::collections::BTreeSet::new();
        for row in &rows {
            let number = |name: &str| row[name].parse::<usize>().unwrap();
            let text = &texts[row["doc_id"][1..].parse::<usize>().unwrap()].0;
            let chars: Vec<char> = text.chars().collect();
            let (start, end) = (number("start"), number("end"));
            prop_assert_eq!(chars[start..end].iter().collect::<String>(), row["text"].as_str());
            prop_assert_eq!(&text[number("byte_start")..number("byte_end")], row["text"].as_str());
            let head: String = chars[..start].iter().collect();
            // A CR that an LF follows ends no line, also where the LF is the mention's first character.
            let after_head = if head.ends_with('\r') && chars[start] == '\n' { &head[..head.len() - 1] } else { head.as_str() };
            let lines: Vec<String> = after_head.replace("\r\n", "\n").replace('\r', "\n").split('\n').map(String::from).collect();
            prop_assert_eq!(number("line"), lines.len());
            let column = lines[lines.len() - 1].chars().count() + 1 + (head.len() - after_head.len());
            prop_assert_eq!(number("column"), column);
            for side in ["before", "after"] {
                prop_assert!(row[side].chars().count() <= 40 && !row[side].contains(char::is_control));
            }
            let key = (row["doc_id"].clone(), start, usize::MAX - end, row["kind"].clone());
            prop_assert!(last <= key);
            last = key;
            prop_assert!(ids.insert(row["mention_id"].clone()), "ids are unique");
        }
    }
}
