//! `dateline extract`. In: the flags as typed; out: tables, a line on stderr, an exit status.
//!
//! Whatever can be known to be wrong is said before the first document is read.

use std::io::Write;
use std::time::Instant;

use anyhow::Result;
use dateline::read::{self, Inputs};
use dateline::run;
use dateline::tables::Summary;

use super::args::ExtractArgs;
use super::gate::Gate;
use super::progress::Progress;
use super::report::{self, Reporter};
use super::settings::Settings;
use super::{DONE, GATE_FAILED, READ_IN_PART, output};

/// Do it.
pub fn extract(args: &ExtractArgs) -> Result<u8> {
    let started = Instant::now();
    let settings = Settings::new(args, &std::env::current_dir()?)?;
    let inputs = Inputs::resolve(&settings.inputs, &settings.read)?;
    output::check(&settings.out)?;
    inputs.check_output(&settings.out)?;
    let total = total_bytes(&inputs);
    let extractor = stages::extractor(&settings)?;
    let mut records = read::records(inputs, &settings.read)?;
    let mut progress = Progress::start(&settings, total, records.progress());
    if settings.verbose {
        let config = settings.config.as_ref().map_or("no settings file".into(), |p| format!("settings from {}", p.display()));
        progress.say(&format!("{config}; {} threads", settings.threads));
    }
    let writer = stages::writer(&settings, &extractor)?;
    if settings.resume && !settings.quiet {
        progress.say(&report::resumed(writer.known(), writer.summary()));
    }
    let mut reporter = Reporter::new(writer, &mut progress, &settings);
    run::run(&mut records, &settings.read, |d: &read::Document| extractor.extract(d), settings.threads, &mut reporter)?;
    let summary = stages::finish(reporter.inner, records.into_digests())?;
    progress.finish();
    if !settings.quiet {
        let _ = writeln!(std::io::stderr(), "{}", report::summary(&summary, started.elapsed()));
    }
    Ok(status(&settings.gates, &summary))
}

/// A gate was asked for, so its word comes before what the run would say by itself.
pub fn status(gates: &[Gate], summary: &Summary) -> u8 {
    let mut failed = false;
    for gate in gates {
        let caught = gate.caught(summary);
        if caught > 0 {
            failed = true;
            super::complain(&format!("--fail-on {}: {caught} in problems.csv", gate.word()));
        }
    }
    match () {
        () if failed => GATE_FAILED,
        () if !summary.all_read() => READ_IN_PART,
        () => DONE,
    }
}

/// Length of all inputs, if each of them has one.
fn total_bytes(inputs: &Inputs) -> Option<u64> {
    let lengths = inputs.files.iter().map(|f| f.location.as_ref()?.metadata().ok().filter(|m| m.is_file()).map(|m| m.len()));
    lengths.sum()
}

/// The stages after reading.
pub mod stages {
    use anyhow::Result;
    use dateline::Extractor;
    use dateline::link::across::judgements::{self, Judgements};
    use dateline::link::date as dates;
    use dateline::read::InputDigest;
    use dateline::tables::{Summary, WriteOptions, Writer};

    use super::Settings;
    use crate::cli::args::{Locale, Profile};

    /// The extractor; a list that cannot be used is an error here, before anything is read.
    pub fn extractor(settings: &Settings) -> Result<Extractor> {
        let mut builder = Extractor::builder();
        for folder in &settings.gazetteers {
            builder = builder.gazetteers(folder);
        }
        if let Some(locale) = settings.locale {
            builder = builder.day_first(locale == Locale::DayFirst);
        }
        let profile = match settings.profile {
            Profile::News => dates::Profile::News,
            Profile::Narrative => dates::Profile::Narrative,
            Profile::Report => dates::Profile::Report,
        };
        Ok(builder.profile(profile).build()?)
    }

    /// The judgements that the settings name, and those beside the lists; folders first, so that the flag's come last.
    pub fn judgements(settings: &Settings) -> Result<Judgements> {
        let beside = settings.gazetteers.iter().map(|folder| folder.join(judgements::FILE)).filter(|path| path.is_file());
        let paths: Vec<_> = beside.chain(settings.judgements.iter().cloned()).collect();
        Ok(Judgements::read(&paths)?)
    }

    /// The tables writer.
    pub fn writer(settings: &Settings, extractor: &Extractor) -> Result<Writer> {
        let options = WriteOptions {
            spreadsheet_safe: settings.spreadsheet_safe,
            bom: settings.bom,
            options: settings.recorded().into_iter().collect(),
            lists: extractor.gazetteer().hashes(),
            judgements: judgements(settings)?,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            shard: settings.read.shard,
            threads: settings.threads,
            max_entities: settings.max_entities,
        };
        let make = if settings.resume { Writer::resume } else { Writer::create };
        Ok(make(&settings.out, options)?)
    }

    /// Dictionary tables, data package and run record, all moved into place.
    pub fn finish(tables: Writer, digests: Vec<InputDigest>) -> Result<Summary> {
        let inputs = digests.into_iter().map(|d| (d.id, d.blake3)).collect();
        Ok(tables.finish(inputs)?)
    }
}
