//! brat standoff. In: a folder of `NAME.txt` beside `NAME.ann`, or one `.ann`; out: documents with names. A span of
//! several parts is read from the first to the last of them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::{GoldDoc, GoldError, Name, check_span, type_of};

/// Read. A document is called after its text file.
pub fn read(path: &Path) -> Result<Vec<GoldDoc>, GoldError> {
    let mut files: Vec<PathBuf> = Vec::new();
    if path.is_dir() {
        let entries = std::fs::read_dir(path)
            .map_err(|e| GoldError::new(path.display().to_string(), 0, format!("cannot be read: {e}; expected a folder of brat files")))?;
        files.extend(entries.filter_map(|e| Some(e.ok()?.path())).filter(|p| p.extension().is_some_and(|e| e == "ann")));
        files.sort();
    } else {
        files.push(path.to_owned());
    }
    let read = |file: &Path| {
        let mend = "every .ann wants a .txt of the same name beside it, both in UTF-8";
        std::fs::read_to_string(file).map_err(|e| GoldError::new(file.display().to_string(), 0, format!("cannot be read: {e}; {mend}")))
    };
    files
        .iter()
        .map(|ann| {
            let source = ann.with_extension("txt");
            let (text, marks) = (read(&source)?, read(ann)?);
            let id = source.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_owned();
            let names = parse(&ann.display().to_string(), &text, &marks)?;
            Ok(GoldDoc { id, text, ner: Some(names), ..GoldDoc::default() })
        })
        .collect()
}

/// Names of one annotation file.
pub fn parse(file: &str, text: &str, marks: &str) -> Result<Vec<Name>, GoldError> {
    let length = text.chars().count();
    let mut names: Vec<(String, Name)> = Vec::new();
    let (mut links, mut values): (HashMap<String, String>, HashMap<String, String>) = Default::default();
    for (i, line) in marks.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let fault = |message: String| GoldError::new(file, i + 1, message);
        let mut parts = line.split('\t');
        let (id, body) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let words: Vec<&str> = body.split([' ', ';']).collect();
        match id.chars().next() {
            Some('T') => {
                let numbers: Option<Vec<usize>> =
                    words.get(1..).filter(|w| w.len() >= 2).map(|w| w.iter().map_while(|n| n.parse().ok()).collect());
                let Some([start, .., end]) = numbers.as_deref() else {
                    return Err(fault(format!("{line:?} is no span; expected T1<TAB>Label 0 5<TAB>words")));
                };
                check_span(length, *start, *end).map_err(fault)?;
                names.push((id.to_owned(), Name { start: *start, end: *end, type_: type_of(words[0]), ..Name::default() }));
            }
            // N1<TAB>Reference T1 Wikidata:Q42<TAB>words
            Some('N') if words.len() >= 3 => drop(links.insert(words[1].to_owned(), words[2].to_owned())),
            // A1<TAB>value T1 2019-10-16
            Some('A') if words.len() >= 3 && words[0] == "value" => drop(values.insert(words[1].to_owned(), words[2].to_owned())),
            // #1<TAB>AnnotatorNotes T1<TAB>value=2019-10-16
            Some('#') if words.len() >= 2 => {
                if let Some(value) = parts.next().and_then(|n| n.strip_prefix("value=")) {
                    values.insert(words[1].to_owned(), value.trim().to_owned());
                }
            }
            // relations, events and other attributes are no names
            Some('R' | 'E' | 'A' | 'M' | '*' | '#' | 'N') => {}
            _ => return Err(fault(format!("{line:?} is no annotation; expected a line that begins with T, N, A, R, E, M, * or #"))),
        }
    }
    let with = |(id, name): (String, Name)| Name { link: links.get(&id).cloned(), value: values.get(&id).cloned(), ..name };
    Ok(names.into_iter().map(with).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() -> Result<(), GoldError> {
        let marks = "T1\tPerson 0 4\tÜnal\nT2\tDATE 8 10;11 16\t16 October\nN1\tReference T1 Wikidata:Q7\tÜnal\nA1\tvalue T2 XXXX-10-16\nR1\tAt Arg1:T1 Arg2:T2\n";
        let names = parse("a.ann", "Ünal on 16 October", marks)?;
        assert_eq!(names[0], Name { start: 0, end: 4, type_: "person".into(), link: Some("Wikidata:Q7".into()), value: None });
        assert_eq!((names[1].start, names[1].end, names[1].value.as_deref()), (8, 16, Some("XXXX-10-16")));
        let fault = |marks: &str| parse("a.ann", "Ünal", marks).err().map(|e| e.to_string()).unwrap_or_default();
        assert_eq!(fault("\nT1\tPerson x"), "a.ann:2: \"T1\\tPerson x\" is no span; expected T1<TAB>Label 0 5<TAB>words");
        assert!(fault("T1\tPerson 0 9\tÜnal").starts_with("a.ann:1: the span 0 to 9 is not in the text, which has 4 characters"));
        assert!(fault("what").starts_with("a.ann:1: \"what\" is no annotation; expected a line that begins with T"));
        Ok(())
    }
}
