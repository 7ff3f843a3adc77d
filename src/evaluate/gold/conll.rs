//! CoNLL columns. In: a token a line with its tag last; out: documents whose text is the tokens with one space between
//! them and a sentence a line: what was between them is not in the file. `-DOCSTART-` begins a document.

use super::{GoldDoc, GoldError, Name, type_of};

#[derive(Default)]
struct Building {
    text: String,
    length: usize,
    names: Vec<Name>,
    /// Label of the name that goes on, if one does.
    open: Option<String>,
    between: &'static str,
}

/// Parse. Documents are called `doc-N`, or by `# newdoc id = …`.
pub fn parse(file: &str, text: &str) -> Result<Vec<GoldDoc>, GoldError> {
    let mut out: Vec<GoldDoc> = Vec::new();
    let (mut doc, mut id) = (Building::default(), None::<String>);
    let mut finish = |doc: &mut Building, id: &mut Option<String>| {
        let done = std::mem::take(doc);
        if !done.text.is_empty() {
            let name = id.take().unwrap_or_else(|| format!("doc-{}", out.len() + 1));
            out.push(GoldDoc { id: name, text: done.text, ner: Some(done.names), ..GoldDoc::default() });
        }
    };
    for (i, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            (doc.between, doc.open) = ("\n", None);
        } else if line.starts_with("-DOCSTART-") {
            finish(&mut doc, &mut id);
        } else if let Some(comment) = line.strip_prefix("# ") {
            if let Some(name) = comment.strip_prefix("newdoc id = ") {
                finish(&mut doc, &mut id);
                id = Some(name.trim().to_owned());
            }
        } else {
            let cells: Vec<&str> = if line.contains('\t') { line.split('\t').collect() } else { line.split_whitespace().collect() };
            // CoNLL-U puts a number before the token
            let token = cells.iter().find(|c| !c.is_empty() && (cells.len() < 3 || !c.bytes().all(|b| b.is_ascii_digit())));
            let (Some(token), Some(tag), true) = (token, cells.last(), cells.len() >= 2) else {
                return Err(GoldError::new(file, i + 1, format!("{line:?} has one column; expected a token and its tag")));
            };
            doc.token(token, tag).map_err(|m| GoldError::new(file, i + 1, m))?;
        }
    }
    finish(&mut doc, &mut id);
    Ok(out)
}

impl Building {
    fn token(&mut self, token: &str, tag: &str) -> Result<(), String> {
        if !self.text.is_empty() {
            self.text.push_str(if self.between.is_empty() { " " } else { self.between });
            self.length += 1;
        }
        self.between = " ";
        let start = self.length;
        self.text.push_str(token);
        self.length += token.chars().count();
        let (mark, label) = match tag.split_once(['-', '_']) {
            _ if tag == "O" || tag == "_" => ("O", ""),
            Some((mark @ ("B" | "I" | "E" | "S" | "L" | "U" | "M"), label)) if !label.is_empty() => (mark, label),
            Some(_) => return Err(format!("{tag:?} is no tag; expected O, or B-, I-, E-, S- and a label")),
            None => ("bare", tag),
        };
        if mark == "O" {
            self.open = None;
            return Ok(());
        }
        let begins = matches!(mark, "B" | "S" | "U") || self.open.as_deref() != Some(label);
        match self.names.last_mut().filter(|_| !begins) {
            Some(last) => last.end = self.length,
            None => self.names.push(Name { start, end: self.length, type_: type_of(label), ..Name::default() }),
        }
        self.open = (!matches!(mark, "E" | "S" | "L" | "U")).then(|| label.to_owned());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags() -> Result<(), GoldError> {
        let text = "-DOCSTART- O\n\nÜnal B-PER\nDemir I-PER\nleft O\nOslo B-LOC\nRome B-LOC\n.\tO\n\nOslo S-LOC\n-DOCSTART- O\nNew B-ORG\nBank E-ORG\nUN I-ORG\n";
        let docs = parse("g", text)?;
        assert_eq!(docs[0].text, "Ünal Demir left Oslo Rome .\nOslo");
        let words = |d: &GoldDoc| -> Vec<String> {
            d.ner
                .iter()
                .flatten()
                .map(|n| d.text.chars().skip(n.start).take(n.end - n.start).collect::<String>() + "/" + &n.type_)
                .collect()
        };
        assert_eq!(words(&docs[0]), ["Ünal Demir/person", "Oslo/place", "Rome/place", "Oslo/place"]);
        assert_eq!(words(&docs[1]), ["New Bank/organization", "UN/organization"]);
        assert_eq!(docs[1].id, "doc-2");
        let fault = |text: &str| parse("g", text).err().map(|e| e.to_string()).unwrap_or_default();
        assert_eq!(fault("a O\nb\n"), "g:2: \"b\" has one column; expected a token and its tag");
        assert_eq!(fault("a X-PER\n"), "g:1: \"X-PER\" is no tag; expected O, or B-, I-, E-, S- and a label");
        Ok(())
    }
}
