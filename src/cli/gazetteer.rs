//! `dateline gazetteer …`. In: the flags as typed; out: a report, an exit status.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use dateline::exchange;
use dateline::gazetteer::{Gazetteer, manifest, row};
use dateline::lint::{self, corpus::Corpus};
use dateline::model::Severity;
use dateline::report::{Format, Report, Sources, count, github};

use super::args::{CheckArgs, ExportArgs, ExportFormat, ImportArgs, ImportFormat, ReportFormat};
use super::work::{Work, settings};
use super::{DONE, GATE_FAILED, READ_IN_PART};

/// Check lists.
pub fn check(args: &CheckArgs) -> Result<u8> {
    let folders = folders(args)?;
    if let Some(code) = args.allow.iter().find(|code| !lint::is_code(code)) {
        let codes: Vec<&str> = lint::CODES.iter().map(|(code, _)| *code).collect();
        bail!("--allow: `{code}` is no code; expected one of {}", codes.join(", "));
    }
    let today = match &args.today {
        Some(word) => dateline::read::published::parse(word)
            .with_context(|| format!("--today: `{word}` is no day; expected one such as 2019-10-16"))?,
        None => jiff::Zoned::now().date().to_string(),
    };
    let options = lint::Options { today, allow: args.allow.clone() };
    let mut report = lint::check(&folders, &Gazetteer::shipped(), &options);
    let mut all_read = true;
    if !args.corpus.is_empty() {
        // Lists that cannot be loaded have been reported; nothing can be tried with them.
        if report.count(Severity::Error) == 0 || loads(&folders) {
            all_read = try_out(args, &folders, &mut report)?;
            lint::settle(&mut report, &options);
        } else {
            super::remark("--corpus: not tried, because lists cannot be loaded; mend the errors first");
        }
    }
    say(&report, args.format)?;
    Ok(match () {
        () if report.count(Severity::Error) + report.count(Severity::Warning) > 0 => GATE_FAILED,
        () if !all_read => READ_IN_PART,
        () => DONE,
    })
}

fn folders(args: &CheckArgs) -> Result<Vec<PathBuf>> {
    let mut folders = args.folders.clone();
    if folders.is_empty() {
        folders = settings(&args.work, &[])?.gazetteers;
    }
    if folders.is_empty() && Path::new("gazetteers").is_dir() {
        folders.push("gazetteers".into());
    }
    if folders.is_empty() {
        bail!(
            "gazetteer check: no folder of lists is given; expected DIR, or gazetteers = \"DIR\" in dateline.toml, or a folder ./gazetteers"
        );
    }
    if let Some(folder) = folders.iter().find(|f| !f.is_dir()) {
        bail!("{}: no such folder of lists; expected a folder of CSV files (docs/gazetteers.md)", folder.display());
    }
    Ok(folders)
}

fn loads(folders: &[PathBuf]) -> bool {
    folders.iter().fold(Gazetteer::loader(), |l, f| l.folder(f)).load().is_ok()
}

fn try_out(args: &CheckArgs, folders: &[PathBuf], report: &mut Report) -> Result<bool> {
    let work = Work::new(&super::args::WorkArgs { gazetteers: folders.to_vec(), ..args.work.clone() }, &args.corpus, &[])?;
    let mut corpus = Corpus::default();
    let all = work.each(
        |document| {
            let mut one = Corpus::default();
            one.add(&work.extractor, document);
            one
        },
        |_, one| corpus.merge(one),
    )?;
    corpus.judge(&work.extractor, report);
    Ok(all)
}

/// Write a report to standard output, and the summary page where GitHub wants it.
pub fn say(report: &Report, format: ReportFormat) -> Result<()> {
    let format = match format {
        ReportFormat::Text => Format::Text,
        ReportFormat::Json => Format::Json,
        ReportFormat::Github => Format::Github,
        ReportFormat::Sarif => Format::Sarif,
        ReportFormat::Junit => Format::Junit,
    };
    let coloured = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    super::print(format.render(report, &mut Sources::default(), coloured).as_bytes())?;
    if format == Format::Github
        && let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|p| !p.is_empty())
    {
        let mut file = std::fs::OpenOptions::new().append(true).create(true).open(&path);
        let shown = Path::new(&path).display();
        file.as_mut().map_err(|e| anyhow::anyhow!("{e}")).and_then(|f| Ok(f.write_all(github::summary(report).as_bytes())?)).with_context(
            || format!("{shown}: the summary that $GITHUB_STEP_SUMMARY names cannot be written; unset the variable or mend the path"),
        )?;
    }
    Ok(())
}

/// The file to read: of a folder that a program has written, the one it begins with.
fn entry_file(given: &Path, format: ImportFormat) -> PathBuf {
    let first = match format {
        ImportFormat::Spacy => "patterns.jsonl",
        ImportFormat::Gate => "lists.def",
        _ => return given.to_owned(),
    };
    if given.is_dir() && given.join(first).is_file() { given.join(first) } else { given.to_owned() }
}

/// Make a folder of lists from another program's.
pub fn import(args: &ImportArgs) -> Result<u8> {
    let path = entry_file(&args.file, args.format);
    let shown = path.display().to_string();
    let text = || std::fs::read_to_string(&path).with_context(|| format!("{shown}: cannot be read; expected a file in UTF-8"));
    let imported = match args.format {
        ImportFormat::Geonames => exchange::geonames::read(&shown, &text()?),
        ImportFormat::Gate => exchange::gate::read(&path, &args.type_),
        ImportFormat::Spacy => exchange::spacy::read(&shown, &text()?),
        ImportFormat::Corenlp => exchange::corenlp::read(&shown, &text()?),
        ImportFormat::Wikidata => exchange::wikidata::read(&shown, &text()?, &args.type_),
        ImportFormat::Ftm => exchange::ftm::read(&shown, &text()?),
        ImportFormat::Plain => Ok(exchange::plain::read(&text()?, &args.type_)),
    };
    let mut imported = imported.map_err(anyhow::Error::msg)?;
    exchange::tidy::tidy(&mut imported);
    if imported.lists.is_empty() {
        bail!("{shown}: no entry in it that could be carried\n{}", imported.report().trim_end());
    }
    let files = exchange::write::write(&imported, &args.out).map_err(anyhow::Error::msg)?;
    let rows: usize = imported.lists.values().map(|l| l.rows.len()).sum();
    let said = format!("{} in {} ({})\n{}", count(rows, "entry"), args.out.display(), files.join(", "), imported.report());
    super::print(said.as_bytes())?;
    Ok(DONE)
}

/// Write lists for another program.
pub fn export(args: &ExportArgs) -> Result<u8> {
    let mut lists = exchange::export::Lists::new();
    for spec in manifest::of_folder(&args.folder)? {
        let path = args.folder.join(&spec.file);
        let bytes = std::fs::read(&path).with_context(|| {
            format!("{}: cannot be read; the manifest names this file, put it there or remove its [[list]]", path.display())
        })?;
        lists.push((spec, row::read(&path.display().to_string(), &bytes)?));
    }
    let shown = args.out.display();
    let failed = || format!("{shown}: cannot be written; choose another --out");
    if args.out.exists() {
        bail!("{shown}: is there already; expected a name that is not taken, so that nothing is overwritten");
    }
    match args.format {
        ExportFormat::Spacy => std::fs::write(&args.out, exchange::export::spacy(&lists)).with_context(failed)?,
        ExportFormat::Gate => {
            std::fs::create_dir_all(&args.out).with_context(failed)?;
            for (name, text) in exchange::export::gate(&lists) {
                std::fs::write(args.out.join(name), text).with_context(failed)?;
            }
        }
    }
    let rows: usize = lists.iter().map(|(_, rows)| rows.len()).sum();
    let mut said = vec![format!("{} in {shown}", count(rows, "entry"))];
    said.extend(exchange::export::lost(&lists));
    super::print(format!("{}\n", said.join("\n")).as_bytes())?;
    Ok(DONE)
}
