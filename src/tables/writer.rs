//! The writer: takes documents in order, finishes the tables.

use super::cell::{Lines, Style};
use super::dictionary::{Dates, Places};
use super::error::{Error, Result, writing};
use super::finish::{Targets, write_mentions, write_roles};
use super::ids::DocId;
use super::journal::{End, Header, Journal, Key, Note, Rest, Rows, encode};
use super::record::{RunRecord, Summary, write_json};
use super::render::{PendingRole, Rendered, Renderer};
use super::schema;
use super::spool::Sections;
use super::staging::Staging;
use super::table::TableFile;
use crate::link::across::{Across, judgements::Judgements};
use crate::model::{Extraction, Problem, Severity};
use crate::read::{Document, Shard, Status, UniqueIds};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// The journal in the temporary folder.
pub(super) const JOURNAL: &str = "journal";

/// The journal of a part of a run, in its output folder.
pub const PART: &str = "part.dateline";

/// Distinct entities that a run keeps if nobody says otherwise: about a kilobyte each, and twice that while they are merged,
/// so this is what a machine of sixteen gigabytes can hold.
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
    /// Distinct entities at which the run ends with an error; `None`: five million.
    pub max_entities: Option<usize>,
}

/// Writes the tables of a run. Dropped without [`Writer::finish`], it leaves the output folder as it was.
pub struct Writer {
    staging: Staging,
    style: Style,
    header: Header,
    max_entities: usize,
    doc_ids: UniqueIds,
    /// Key of the document that is to be accepted next.
    met: Option<Key>,
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
        let (header, judgements, max_entities) = options.split();
        let journal = Journal::create(staging.path(JOURNAL), &header)?;
        Writer::with(staging, journal, header, judgements, max_entities)
    }

    /// The same, and take up what an interrupted run into `out` has found, if there is any. [`Writer::known`] tells how many
    /// documents that are.
    ///
    /// # Errors
    /// As [`Writer::create`]; and when the interrupted run had other options, lists or another version: it is left as it is.
    pub fn resume(out: &Path, options: WriteOptions) -> Result<Self> {
        let (header, judgements, max_entities) = options.split();
        let (staging, found) = Staging::carry_on(out, JOURNAL, |path| super::replay::fits(path, &header))?;
        if !found {
            let journal = Journal::create(staging.path(JOURNAL), &header)?;
            return Writer::with(staging, journal, header, judgements, max_entities);
        }
        let good = super::replay::good(&staging.path(JOURNAL))?;
        let journal = Journal::go_on(staging.path(JOURNAL), good)?;
        let mut writer = Writer::with(staging, journal, header, judgements, max_entities)?;
        writer.replay(good)?;
        Ok(writer)
    }

    fn with(staging: Staging, journal: Journal, header: Header, judgements: Judgements, max_entities: usize) -> Result<Self> {
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
            max_entities,
            doc_ids: UniqueIds::default(),
            met: None,
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

    /// Take the next document, whose id is known to be unlike all others.
    ///
    /// # Errors
    /// As [`Writer::push`].
    pub(crate) fn accept_settled(&mut self, document: &Document, found: Extraction) -> Result<()> {
        let rendered = self.renderer().render(DocId::settled(document), document, found)?;
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

    /// The key of the document that is accepted next: what an interrupted run is recognised by.
    pub(super) fn expect(&mut self, key: Key) {
        self.met = Some(key);
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
        let Rendered { mut rows, mut rest, lines } = rendered;
        if let Some(key) = self.met.take() {
            rest.key = key;
        }
        let stored = encode(&rest).map_err(writing(&self.journal_path()))?;
        self.take(&mut rows, rest, &lines)?;
        self.journal.document(&rows, &stored, &lines)
    }

    /// Take the rows of the next document, which the journal has or will have.
    pub(super) fn take(&mut self, rows: &mut Rows, rest: Rest, lines: &[u8]) -> Result<()> {
        let Rest { doc_id, status, document, entities, places, dates, roles, problems, .. } = rest;
        let entities: Vec<Option<usize>> = entities.into_iter().map(|e| e.map(|e| self.across.add(&doc_id, e))).collect();
        if self.across.distinct() > self.max_entities {
            return Err(Error::TooManyEntities { limit: self.max_entities });
        }
        let places = places.into_iter().map(|p| p.map(|p| self.places.add(p))).collect();
        let dates = dates.into_iter().map(|d| d.map(|d| self.dates.add(d))).collect();
        self.documents.raw(lines.get(document).unwrap_or_default())?;
        self.documents.raw(b"\n")?;
        let mut pending = Lines::new();
        for role in roles {
            let handle = |i: usize| entities.get(i).copied().flatten();
            let Some(person) = handle(role.person) else { continue };
            let organization = role.organization.and_then(handle);
            pending.put(&PendingRole { person, organization, ..role }).map_err(writing(Path::new("roles.csv")))?;
        }
        rows.handles = [entities, places, dates];
        self.roles.push(&doc_id, &pending.into_bytes().map_err(writing(Path::new("roles.csv")))?)?;
        let problems = problems.into_iter().map(|(severity, _, row)| (severity, lines.get(row).unwrap_or_default()));
        self.push_problems(&doc_id, problems)?;
        self.summary.documents += 1;
        self.summary.failed += usize::from(status == Status::Failed);
        self.summary.partial += usize::from(status == Status::Partial);
        self.summary.mentions += rows.mentions.len();
        Ok(())
    }

    /// Record a problem that belongs to no document.
    ///
    /// # Errors
    /// When the temporary folder cannot be written to any more.
    pub fn note(&mut self, path: &str, problem: Problem) -> Result<()> {
        let note = self.noted(path, problem)?;
        self.journal.note(&note)?;
        self.take_note(&note)
    }

    fn noted(&self, path: &str, problem: Problem) -> Result<Note> {
        let mut lines = Lines::new();
        let severity = problem.severity;
        self.renderer().problems("", path, &[problem], &mut lines)?;
        let mut row = lines.into_bytes().map_err(writing(Path::new("problems.csv")))?;
        row.pop(); // the line end
        Ok(Note { severity, row })
    }

    pub(super) fn take_note(&mut self, note: &Note) -> Result<()> {
        self.push_problems("", std::iter::once((note.severity, &note.row[..])))
    }

    fn push_problems<'a>(&mut self, doc_id: &str, rows: impl Iterator<Item = (Severity, &'a [u8])>) -> Result<()> {
        let mut section = Vec::new();
        for (severity, row) in rows {
            section.extend_from_slice(row);
            section.push(b'\n');
            *match severity {
                Severity::Error => &mut self.summary.problems.error,
                Severity::Warning => &mut self.summary.problems.warning,
                Severity::Note => &mut self.summary.problems.note,
            } += 1;
        }
        self.problems.push(doc_id, &section)
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
        for problem in &merged.notes {
            self.summary.across.count(problem.code);
            let note = self.noted("", problem.clone())?; // not for the journal: another merge finds its own
            self.take_note(&note)?;
        }
        let Writer { staging, style, mut header, documents, mut journal, roles, problems, places, dates, mut summary, .. } = self;
        documents.finish()?;
        if let Some(shard) = header.shard {
            journal.end(&End { inputs: inputs.clone() })?;
            header.options.insert("shard".into(), shard.to_string().into());
        }
        let targets = Targets::new(style, merged, places, dates);
        let counts = write_mentions(journal, TableFile::create(&staging, &schema::MENTIONS, style)?, &targets)?;
        TableFile::create(&staging, &schema::ENTITIES, style)?.finish_with(targets.entity_rows(&counts.entities))?;
        let date_rows = targets.date_rows(&counts.dates);
        let location_rows = targets.location_rows(&counts.places);
        summary.entities = counts.entities.len();
        summary.dates = date_rows.len();
        summary.places = location_rows.len();
        TableFile::create(&staging, &schema::DATES, style)?.finish_with(date_rows)?;
        TableFile::create(&staging, &schema::LOCATIONS, style)?.finish_with(location_rows)?;
        summary.roles = write_roles(roles, TableFile::create(&staging, &schema::ROLES, style)?, &targets)?;
        let mut table = TableFile::create(&staging, &schema::PROBLEMS, style)?;
        problems.read_back(|rows| table.raw(rows))?;
        table.finish()?;
        write_json(&staging.path(schema::PACKAGE_FILE), &schema::package(&header.version, style.bom))?;
        let run = RunRecord::new(&header.version, &header.options, inputs, header.lists, summary);
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
    fn split(mut self) -> (Header, Judgements, usize) {
        self.options.insert(SPREADSHEET_SAFE.into(), self.spreadsheet_safe.into());
        self.options.insert(BOM.into(), self.bom.into());
        self.lists.extend(self.judgements.files.iter().cloned());
        let judgements = self.judgements.rows.clone();
        let header = Header { version: self.version, options: self.options, lists: self.lists, judgements, shard: self.shard };
        (header, self.judgements, self.max_entities.unwrap_or(DEFAULT_MAX_ENTITIES))
    }
}
