//! `dateline explain`. In: a document and a place in it; out: every candidate there and what became of it.

use std::io::IsTerminal;
use std::ops::Range;

use anyhow::{Context, Result, bail};
use dateline::explain::{Explanation, explain as one, render};
use dateline::extractor::Trace;
use dateline::read::Document;

use super::args::ExplainArgs;
use super::work::Work;
use super::{DONE, READ_IN_PART};

/// Occurrences of `--text` that are explained; a common word would fill screens.
const OCCURRENCES: usize = 20;

/// Explain.
pub fn explain(args: &ExplainArgs) -> Result<u8> {
    let work = Work::new(&args.work, std::slice::from_ref(&args.file), &[])?;
    let mut documents = Vec::new();
    let all_read = work.each(|_| (), |document, ()| documents.push(document))?;
    if let Some(id) = &args.doc {
        let ids: Vec<String> = documents.iter().map(|d| d.id.clone()).take(5).collect();
        documents.retain(|d| d.id == *id);
        if documents.is_empty() {
            bail!("--doc: {} has no document {id:?}; its ids are such as {}", args.file, ids.join(", "));
        }
    }
    if documents.len() > 1 && args.text.is_none() {
        let ids: Vec<&str> = documents.iter().take(5).map(|d| d.id.as_str()).collect();
        bail!("{}: {} documents are in it; name one with --doc, such as {}", args.file, documents.len(), ids.join(", "));
    }
    let mut said: Vec<(usize, Explanation)> = Vec::new();
    for (n, document) in documents.iter().enumerate() {
        let spans = spans(args, document, &work)?;
        let of = work.extractor.trace(document, |trace| spans.iter().map(|s| one(trace, s.clone())).collect::<Vec<_>>());
        said.extend(of.into_iter().map(|e| (n, e)));
    }
    if said.is_empty()
        && let Some(text) = &args.text
    {
        bail!("--text: {text:?} does not stand in {}; expected words as they are written there", args.file);
    }
    let more = said.len().saturating_sub(OCCURRENCES);
    said.truncate(OCCURRENCES);
    if args.json {
        let all: Vec<_> = said.iter().map(|(n, e)| render::json(e, &documents[*n].text)).collect();
        super::print(format!("{:#}\n", serde_json::Value::from(all)).as_bytes())?;
    } else {
        let coloured = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
        let texts: Vec<String> = said.iter().map(|(n, e)| render::text(e, &documents[*n].text, coloured)).collect();
        super::print(texts.join("\n").as_bytes())?;
    }
    if more > 0 {
        super::remark(&format!("{more} more occurrences are not explained; name one with --at"));
    }
    Ok(if all_read { DONE } else { READ_IN_PART })
}

/// The spans asked for, in bytes.
fn spans(args: &ExplainArgs, document: &Document, work: &Work) -> Result<Vec<Range<usize>>> {
    let text = &document.text;
    if let Some(words) = args.text.as_deref().filter(|w| !w.is_empty()) {
        return Ok(text.match_indices(words).map(|(at, m)| at..at + m.len()).collect());
    }
    if let Some(at) = &args.at {
        let numbers = at.split_once(':').and_then(|(a, b)| Some((a.trim().parse::<usize>().ok()?, b.trim().parse::<usize>().ok()?)));
        let length = text.chars().count();
        let (start, end) = numbers.filter(|(a, b)| a < b && *b <= length).with_context(|| {
            format!("--at: `{at}` is no span of the document; expected START:END in code points, the end not included, within 0:{length}")
        })?;
        let byte = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(i, _)| i);
        return Ok(std::iter::once(byte(start)..byte(end)).collect());
    }
    let Some(number) = args.line else { bail!("--text: nothing is asked for; expected words as they stand in the document") };
    let lines = text.split('\n').count();
    let start = number
        .checked_sub(1)
        .and_then(|n| text.split('\n').take(n + 1).nth(n).map(|_| text.split('\n').take(n).map(|l| l.len() + 1).sum::<usize>()));
    let start = start.with_context(|| format!("--line: the document has no line {number}; expected 1 to {lines}"))?;
    let end = start + text[start..].split('\n').next().unwrap_or_default().len();
    Ok(work.extractor.trace(document, |trace| on_line(trace, start..end)))
}

/// What a line holds, each explained with all that lies inside it: candidates, also those that reach over its ends, and forms
/// of the lists that proposed nothing; the line as a whole where there is none.
fn on_line(trace: &Trace, line: Range<usize>) -> Vec<Range<usize>> {
    let tokens = &trace.scene.doc.tokens;
    let bytes =
        |first: u32, end: u32| Some((tokens.get(first as usize)?.start as usize, tokens.get((end as usize).checked_sub(1)?)?.end as usize));
    let proposed = trace.settled.candidates.iter().filter_map(|c| bytes(c.first, c.end));
    let listed = trace.scene.hits.iter().filter(|h| !h.type_.is_vocabulary()).filter_map(|h| bytes(h.first, h.end));
    let mut spans: Vec<(usize, usize)> = proposed.chain(listed).filter(|(a, b)| *a < line.end && line.start < *b).collect();
    spans.sort_by_key(|(a, b)| (*a, std::cmp::Reverse(*b)));
    let mut outer: Vec<Range<usize>> = Vec::new();
    for (a, b) in spans {
        if outer.last().is_none_or(|o| b > o.end) {
            outer.push(a..b);
        }
    }
    if outer.is_empty() {
        outer.push(line);
    }
    outer
}
