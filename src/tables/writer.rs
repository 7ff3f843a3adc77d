//! The writer: takes documents in order, finishes the tables.

use super::cell::{Lines, Style};
use super::dictionary::{Dates, Places};
use super::error::{Error, Result, writing};
use super::finish::{PendingRole, Targets, write_mentions, write_roles};
use super::ids::DocId;
use super::journal::{End, Handles, Header, Journal, Key, Rest, encode};
use super::record::{RunRecord, Summary, write_json};
use super::render::{Rendered, Renderer};
use super::schema;
use super::spool::Sections;
use super::staging::Staging;
use super::table::TableFile;
use crate::link::across::{Across, judgements::Judgements};
use crate::model::Extraction;
use crate::read::{Document, Shard, UniqueIds};
use serde_json::Value;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// The journal in the temporary folder.
pub(super) const JOURNAL: &str = "journal";

/// The journal of a part of a run, in its output folder.
pub const PART: &str = "part.dateline";

/// Distinct entities that a run keeps if nobody says otherwise: about half a kilobyte each while they are merged, which is when
/// they take most, so that these are two and a half gigabytes beside the hundred megabytes of the run itself.
pub const DEFAULT_MAX_ENTITIES: usize = 5_000_000;

/// What a run writes besides rows, and how.
#[derive(Debug, Clone, Default)]
pub struct WriteOptions {
    /// `--spreadsheet-safe`: text that a spreadsheet would take for a formula gets a `'` before it.
    pub spreadsheet_safe: bool,
    /// `--bom`: every CSV starts with a byte order mark.
    pub bom: bool,
    /// The options that can change a row, for run.json. `spreadsheet-safe` and `bom` are added.
    pub options: BTreeMap<String, Value>,
    /// Name and BLAKE3 of each list, for run.json.
    pub lists: Vec<(String, String)>,
    /// What people have decided about who is who; the files are named in run.json beside the lists.
    pub judgements: Judgements,
    /// Version of the program, for run.json.
    pub version: String,
    /// The part of a run that this is; its journal goes into the output folder too, for [`super::merge()`].
    pub shard: Option<Shard>,
    /// Threads that finish the tables; 0: as many as the machine has.
    pub threads: usize,
    /// Distinct entities at which the run ends with an error; `None`: five million.
    pub max_entities: Option<usize>,
}

/// Writes the tables of a run. Dropped without [`Writer::finish`], it leaves the output folder as it was.
pub struct Writer {
    staging: Staging,
    style: Style,
    header: Header,
    limits: Limits,
    doc_ids: UniqueIds,
    pub(super) replayed: super::replay::Replayed,
    documents: TableFile,
    journal: Journal,
    roles: Sections,
    problems: Sections,
    across: Across,
    places: Places,
    dates: Dates,
    summary: Summary,
}

impl Writer {
    /// Make ready to write into the folder `out`, which is made if it is missing. What an interrupted run left there is
    /// cleared away.
    ///
    /// # Errors
    /// When `out` is a file or cannot be written to: nothing has been done then, and nothing is left behind.
    pub fn create(out: &Path, options: WriteOptions) -> Result<Self> {
        let staging = Staging::create(out)?;
        let (header, judgements, limits) = options.split();
        let journal = Journal::create(staging.path(JOURNAL), &header)?;
        Writer::with(staging, journal, header, judgements, limits)
    }

    /// The same, and take up what an interrupted run into `out` has found, if there is any. [`Writer::known`] tells how many
    /// documents that are.
    ///
    /// # Errors
    /// As [`Writer::create`]; and when the interrupted run had other options, lists or another version: it is left as it is.
    pub fn resume(out: &Path, options: WriteOptions) -> Result<Self> {
        let (header, judgements, limits) = options.split();
        let (staging, found) = Staging::carry_on(out, JOURNAL, |path| super::replay::fits(path, &header))?;
        if !found {
            let journal = Journal::create(staging.path(JOURNAL), &header)?;
            return Writer::with(staging, journal, header, judgements, limits);
        }
        let good = super::replay::good(&staging.path(JOURNAL))?;
        let journal = Journal::go_on(staging.path(JOURNAL), good)?;
        let mut writer = Writer::with(staging, journal, header, judgements, limits)?;
        writer.replay(good)?;
        Ok(writer)
    }

    fn with(staging: Staging, journal: Journal, header: Header, judgements: Judgements, limits: Limits) -> Result<Self> {
        let flag = |name: &str| header.options.get(name).and_then(Value::as_bool).unwrap_or_default();
        let style = Style { spreadsheet_safe: flag(SPREADSHEET_SAFE), bom: flag(BOM) };
        Ok(Writer {
            documents: TableFile::create(&staging, &schema::DOCUMENTS, style)?,
            journal,
            roles: Sections::create(staging.path("roles.spool"))?,
            problems: Sections::create(staging.path("problems.spool"))?,
            staging,
            style,
            header,
            limits,
            doc_ids: UniqueIds::default(),
            replayed: Default::default(),
            across: Across::new(judgements),
            places: Places::default(),
            dates: Dates::default(),
            summary: Summary::default(),
        })
    }

    /// Leave what was found so far to a later run.
    pub(super) fn keep(&mut self) {
        self.staging.keep();
    }

    /// Where the journal is.
    pub(super) fn journal_path(&self) -> std::path::PathBuf {
        self.staging.path(JOURNAL)
    }

    /// Take the next document: [`Writer::claim`], [`Renderer::render`] and [`Writer::push`] in one.
    ///
    /// # Errors
    /// When the temporary folder cannot be written to any more.
    pub fn accept(&mut self, document: &Document, found: Extraction) -> Result<()> {
        let id = self.claim(document);
        let rendered = self.renderer().render(id, document, found)?;
        self.push(rendered)
    }

    /// The id of the next document, in document order; unlike all before it.
    pub fn claim(&mut self, document: &Document) -> DocId {
        DocId::claim(document, &mut self.doc_ids)
    }

    /// What renders documents on other threads.
    pub fn renderer(&self) -> Renderer {
        Renderer { style: self.style }
    }

    /// What was counted so far; the dictionary tables are counted when they are written.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// The next document is in another part of the run.
    pub(super) fn pass(&mut self, key: Key) -> Result<()> {
        self.journal.elsewhere(key)
    }

    /// See [`crate::run::Sink::batch_done`].
    ///
    /// # Errors
    /// When the temporary folder cannot be written to any more.
    pub fn batch_done(&mut self) -> Result<()> {
        self.journal.batch()
    }

    /// Take the rows of the next document, in document order.
    ///
    /// # Errors
    /// When the temporary folder cannot be written to any more, or there are more distinct entities than allowed.
    pub fn push(&mut self, rendered: Rendered) -> Result<()> {
        let Rendered { rest, payload, lines } = rendered;
        let handles = self.take(rest, payload.get(lines).unwrap_or_default())?;
        self.journal.document(&payload, &handles)
    }

    /// Take the rows of the next document, which the journal has or will have.
    pub(super) fn take(&mut self, rest: Rest, lines: &[u8]) -> Result<Handles> {
        self.summary.count(&rest);
        let Rest { doc_id, document, entities, places, dates, roles, problem_rows, .. } = rest;
        let entities: Vec<Option<u32>> = entities.into_iter().map(|e| e.map(|e| self.across.add(&doc_id, e))).collect();
        if self.across.distinct() > self.limits.max_entities {
            return Err(Error::TooManyEntities { limit: self.limits.max_entities });
        }
        let places = places.iter().map(|p| p.as_ref().map(|p| self.places.add(p))).collect();
        let dates = dates.iter().map(|d| d.as_ref().map(|d| self.dates.add(d))).collect();
        let part = |range: Range<usize>| lines.get(range).unwrap_or_default();
        self.documents.raw(part(document))?;
        self.problems.push(&doc_id, part(problem_rows))?;
        if !roles.is_empty() {
            let handle = |i: usize| entities.get(i).copied().flatten();
            let pending = roles.into_iter().filter_map(|role| {
                let (person, organization) = (handle(role.person)?, role.organization.and_then(handle));
                Some(PendingRole { person, organization, pieces: role.pieces.map(part) })
            });
            let section = encode(&pending.collect::<Vec<_>>()).map_err(writing(Path::new("roles.csv")))?;
            self.roles.push(&doc_id, &section)?;
        }
        Ok([entities, places, dates])
    }

    /// Merge, write what had to wait, move the tables into place.
    ///
    /// `inputs`: path and BLAKE3 of each input file, for run.json.
    ///
    /// # Errors
    /// When a file cannot be written or moved; before the first is moved the output folder is as it was.
    pub fn finish(mut self, inputs: Vec<(String, String)>) -> Result<Summary> {
        self.all_met()?;
        let merged = std::mem::take(&mut self.across).finish();
        // not for the journal: another merge finds its own
        merged.notes.iter().for_each(|problem| self.summary.count_across(problem));
        let mut notes = Lines::new();
        self.renderer().problems("", "", &merged.notes, &mut notes);
        self.problems.push("", &notes.into_bytes())?;
        let Writer { staging, style, mut header, limits, documents, mut journal, roles, problems, places, dates, mut summary, .. } = self;
        documents.finish()?;
        if let Some(shard) = header.shard {
            journal.end(&End { inputs: inputs.clone() })?;
            header.options.insert("shard".into(), shard.to_string().into());
        }
        let table = |schema| TableFile::create(&staging, schema, style);
        let targets = Targets::new(style, limits.threads, merged, places, dates);
        let counts = write_mentions(journal, table(&schema::MENTIONS)?, &targets)?;
        summary.entities = targets.write_entities(&counts, table(&schema::ENTITIES)?)?;
        summary.dates = targets.write_dates(&counts, table(&schema::DATES)?)?;
        summary.places = targets.write_locations(&counts, table(&schema::LOCATIONS)?)?;
        summary.roles = write_roles(roles, table(&schema::ROLES)?, &targets)?;
        let mut table = table(&schema::PROBLEMS)?;
        problems.read_back(|rows| table.raw(rows))?;
        table.finish()?;
        write_json(&staging.path(schema::PACKAGE_FILE), &schema::package(&header.version, style.bom))?;
        let run = RunRecord::new(&header.version, &header.options, inputs, header.lists, &summary);
        write_json(&staging.path(schema::RUN_FILE), &run)?;
        let mut names: Vec<String> = schema::TABLES.iter().map(|t| t.file()).collect();
        if header.shard.is_some() {
            staging.rename(JOURNAL, PART)?;
            names.push(PART.to_string());
        }
        names.extend([schema::PACKAGE_FILE.to_string(), schema::RUN_FILE.to_string()]);
        staging.commit(&names.iter().map(String::as_str).collect::<Vec<_>>(), &[PART])?;
        Ok(summary)
    }
}

const SPREADSHEET_SAFE: &str = "spreadsheet-safe";
const BOM: &str = "bom";

impl WriteOptions {
    /// What is the same for a whole run, and the rest.
    fn split(mut self) -> (Header, Judgements, Limits) {
        self.options.insert(SPREADSHEET_SAFE.into(), self.spreadsheet_safe.into());
        self.options.insert(BOM.into(), self.bom.into());
        self.lists.extend(self.judgements.files.iter().cloned());
        let judgements = self.judgements.rows.clone();
        let header = Header { version: self.version, options: self.options, lists: self.lists, judgements, shard: self.shard };
        let max_entities = self.max_entities.unwrap_or(DEFAULT_MAX_ENTITIES);
        (header, self.judgements, Limits { threads: self.threads, max_entities })
    }
}

/// What a writer may take of the machine.
#[derive(Debug, Clone, Copy)]
struct Limits {
    threads: usize,
    max_entities: usize,
}
