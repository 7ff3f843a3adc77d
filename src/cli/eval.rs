//! `dateline eval`. In: an answer key and documents, or the tables of a run; out: figures, an exit status.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use dateline::evaluate::gold::{self, GoldDoc};
use dateline::evaluate::{Evaluation, Measures, evaluate, render};
use dateline::tables::load::{self, Run};

use super::args::{EvalArgs, GoldFormat};
use super::work::Work;
use super::{DONE, GATE_FAILED, READ_IN_PART};

/// Score.
pub fn eval(args: &EvalArgs) -> Result<u8> {
    let format = args.gold_format.map(|f| match f {
        GoldFormat::Jsonl => gold::GoldFormat::Jsonl,
        GoldFormat::Spacy => gold::GoldFormat::Spacy,
        GoldFormat::Brat => gold::GoldFormat::Brat,
        GoldFormat::Conll => gold::GoldFormat::Conll,
    });
    let gates = args.min_f1.iter().map(|word| gate(word)).collect::<Result<Vec<_>>>()?;
    let key = gold::read(&args.gold, format)?;
    let (run, all_read) = run(args, &key)?;
    check(&key, &run)?;
    let evaluation = evaluate(&key, &run);
    let old = args.compare.as_ref().map(|folder| Ok::<_, anyhow::Error>(evaluate(&key, &load::load(folder)?))).transpose()?;
    // A gate that names nothing is said before figures are: it is a slip of the command line.
    let failed = failures(&evaluation, &gates)?;
    let said = if args.json { render::json(&evaluation, old.as_ref()) } else { render::text(&evaluation, old.as_ref(), args.errors) };
    super::print(said.as_bytes())?;
    Ok(match () {
        () if !failed.is_empty() => {
            failed.iter().for_each(|message| super::complain(message));
            GATE_FAILED
        }
        () if !all_read => READ_IN_PART,
        () => DONE,
    })
}

/// The tables to score: those of a folder, or of a run made for it.
fn run(args: &EvalArgs, key: &[GoldDoc]) -> Result<(Run, bool)> {
    if let [folder] = &args.inputs[..]
        && load::is_run(Path::new(folder))
    {
        return Ok((load::load(Path::new(folder))?, true));
    }
    let out = tempfile::tempdir().context("no temporary folder can be made; set TMPDIR to one that can be written")?;
    let mut inputs = args.inputs.clone();
    if inputs.is_empty() {
        let own = out.path().join("gold.jsonl");
        if key.iter().any(|d| d.every_type) {
            // our own keys are documents already, with all that a record may say
            std::fs::copy(&args.gold, &own)?;
        } else {
            let mut file = std::fs::File::create(&own)?;
            for doc in key {
                writeln!(file, "{}", serde_json::json!({ "id": doc.id, "text": doc.text, "published": doc.published }))?;
            }
        }
        inputs.push(own.display().to_string());
    }
    let tables = out.path().join("tables");
    let all_read = Work::new(&args.work, &inputs, &[])?.tables(&tables)?;
    Ok((load::load(&tables)?, all_read))
}

/// The run must be over the key's documents.
fn check(key: &[GoldDoc], run: &Run) -> Result<()> {
    let there: BTreeSet<&str> = run.documents.iter().map(|d| d.doc_id.as_str()).collect();
    for doc in key {
        if !there.contains(doc.id.as_str()) {
            let some: Vec<&str> = there.iter().take(3).copied().collect();
            bail!(
                "the answer key has a document {:?}, the run has not; its ids are such as {}; give the key's documents, or name their ids as the run does",
                doc.id,
                some.join(", ")
            );
        }
        let chars = doc.text.chars().count();
        if let Some(row) = run.documents.iter().find(|d| d.doc_id == doc.id && d.characters != chars && d.status == "ok") {
            bail!(
                "{:?} has {} characters in the run and {chars} in the answer key; both must be the same text, to the character",
                doc.id,
                row.characters
            );
        }
    }
    Ok(())
}

fn gate(word: &str) -> Result<(String, f64)> {
    let expected = || format!("--min-f1: `{word}` is no gate; expected one such as person=0.8");
    let (what, limit) = word.split_once('=').with_context(expected)?;
    let limit: f64 = limit.parse().ok().filter(|l| (0.0..=1.0).contains(l)).with_context(expected)?;
    Ok((what.trim().to_owned(), limit))
}

/// What does not pass, in words. A gate names a measure (`ner/exact/person`), or a type, which means its exact measure;
/// `all` likewise.
fn failures(evaluation: &Evaluation, gates: &[(String, f64)]) -> Result<Vec<String>> {
    let totals: Measures = evaluation.totals();
    let mut failed = Vec::new();
    for (what, limit) in gates {
        let named: Vec<&String> = totals.keys().filter(|m| *m == what || m.ends_with(&format!("/exact/{what}"))).collect();
        if named.is_empty() {
            let all: Vec<&str> = totals.keys().map(String::as_str).collect();
            bail!("--min-f1: nothing is called `{what}`; expected a type or one of {}", all.join(", "));
        }
        for measure in named {
            let f1 = totals[measure].f1();
            if f1 < *limit {
                failed.push(format!("--min-f1 {what}={limit}: {measure} is {f1:.3}"));
            }
        }
    }
    Ok(failed)
}
