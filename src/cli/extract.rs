//! `dateline extract`. In: the flags as typed; out: tables, a line on stderr, an exit status.
//!
//! Whatever can be known to be wrong is said before the first document is read.

use std::io::Write;
use std::time::Instant;

use anyhow::Result;
use dateline::read::{self, Inputs};
use dateline::run::{self, Summary};

use super::args::ExtractArgs;
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
    let mut reporter = Reporter::new(stages::writer(&settings)?, &mut progress, &settings);
    let summary = run::run(&mut records, &settings.read, extractor, settings.threads, &mut reporter)?;
    let entities = stages::finish(reporter.inner, &settings, records.digests(), &summary)?;
    progress.finish();
    if !settings.quiet {
        let _ = writeln!(std::io::stderr(), "{}", report::summary(&summary, entities, started.elapsed()));
    }
    Ok(status(&settings, &summary))
}

/// A gate was asked for, so its word comes before what the run would say by itself.
fn status(settings: &Settings, summary: &Summary) -> u8 {
    let mut failed = false;
    for gate in &settings.gates {
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

/// ===== PLUG IN HERE: the extractor and the tables writer =====
///
/// The one place that knows the stages after reading. Until they are merged, nothing is found and nothing written.
mod stages {
    use anyhow::Result;
    use dateline::model::Extraction;
    use dateline::read::{Document, InputDigest};
    use dateline::run::{Sink, Summary};

    use super::Settings;

    /// `dateline::Extractor::builder()` with `settings.gazetteers`, `.locale`, `.profile`; a list that cannot be used
    /// is an error here, before anything is read.
    pub fn extractor(_settings: &Settings) -> Result<impl Fn(&Document) -> Extraction + Sync> {
        Ok(|_: &Document| Extraction::default())
    }

    /// `dateline::tables::Writer` for `settings.out`, `.spreadsheet_safe`, `.bom`.
    pub fn writer(settings: &Settings) -> Result<impl Sink<Error = std::io::Error> + Send + use<>> {
        let _ = (&settings.gazetteers, settings.locale, settings.profile);
        Ok(Nowhere)
    }

    /// Dictionary tables, data package and run record (`settings.recorded()`, `digests`, `summary`), all moved into
    /// place. Returns the number of distinct entities.
    pub fn finish(_writer: impl Sink, settings: &Settings, _digests: &[InputDigest], summary: &Summary) -> Result<usize> {
        let _ = settings.recorded();
        Ok(summary.local_entities)
    }

    struct Nowhere;

    impl Sink for Nowhere {
        type Error = std::io::Error;

        fn accept(&mut self, _: &Document, _: Extraction) -> std::io::Result<()> {
            Ok(())
        }
    }
}
