//! What the commands of the workbench share: the settings of `extract`, its lists, its documents. In: [`WorkArgs`]; out:
//! [`Work`].

use std::path::Path;

use anyhow::Result;
use dateline::Extractor;
use dateline::read::{self, Document, Inputs, Status};
use dateline::run;
use dateline::tables::{WriteOptions, Writer};
use rayon::prelude::*;

use super::args::{ExtractArgs, WorkArgs};
use super::extract::stages;
use super::settings::Settings;

/// Settings and lists.
pub struct Work {
    /// What `extract` would do.
    pub settings: Settings,
    /// What it would do it with.
    pub extractor: Extractor,
}

/// Documents worked on together: enough for two cores, few enough to forget.
const BATCH: usize = 256;

impl Work {
    /// Make ready. `more`: folders of lists besides those of the settings.
    pub fn new(args: &WorkArgs, inputs: &[String], more: &[std::path::PathBuf]) -> Result<Work> {
        let mut settings = settings(args, inputs)?;
        settings.gazetteers.extend(more.iter().cloned());
        let extractor = stages::extractor(&settings)?;
        Ok(Work { settings, extractor })
    }

    /// Do something with every document, in parallel, and take the results in order. Documents that cannot be read are
    /// said on stderr. Gives whether all were read.
    pub fn each<T: Send>(&self, work: impl Fn(&Document) -> T + Sync, mut take: impl FnMut(Document, T)) -> Result<bool> {
        let options = &self.settings.read;
        let inputs = Inputs::resolve(&self.settings.inputs, options)?;
        let mut records = read::records(inputs, options)?;
        let mut ids = read::UniqueIds::default();
        let mut all = true;
        loop {
            let batch: Vec<read::Raw> = records.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                return Ok(all);
            }
            let one = |raw: read::Raw| {
                let document = raw.decode(options);
                let done = (document.status != Status::Failed).then(|| work(&document));
                (document, done)
            };
            for (mut document, done) in batch.into_par_iter().map(one).collect::<Vec<_>>() {
                ids.settle(&mut document);
                all &= document.status == Status::Ok;
                for problem in document.problems.iter().filter(|p| p.severity == dateline::model::Severity::Error) {
                    super::complain(&format!("{}: {}", document.path, problem.message));
                }
                if let Some(done) = done {
                    take(document, done);
                }
            }
        }
    }
}

impl Work {
    /// Run over the settings' inputs, write the tables, and give whether every document was read.
    pub fn tables(&self, out: &Path) -> Result<bool> {
        let inputs = Inputs::resolve(&self.settings.inputs, &self.settings.read)?;
        let mut records = read::records(inputs, &self.settings.read)?;
        let options = WriteOptions {
            options: self.settings.recorded().into_iter().collect(),
            judgements: stages::judgements(&self.settings)?,
            ..WriteOptions::default()
        };
        let mut writer = Writer::create(out, options)?;
        run::run(&mut records, &self.settings.read, |d: &Document| self.extractor.extract(d), self.settings.threads, &mut writer)?;
        Ok(writer.finish(Vec::new())?.all_read())
    }
}

/// The settings `extract` would have with these flags.
pub fn settings(args: &WorkArgs, inputs: &[String]) -> Result<Settings> {
    let args = ExtractArgs {
        inputs: inputs.to_vec(),
        out: Some(Path::new(".").to_owned()), // nothing is written there
        gazetteers: args.gazetteers.clone(),
        published: args.published.clone(),
        format: args.input_format.clone(),
        config: args.config.clone(),
        no_config: args.no_config,
        ..ExtractArgs::default()
    };
    Settings::new(&args, &std::env::current_dir()?)
}
