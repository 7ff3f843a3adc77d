//! The writer: takes documents in order, finishes the tables.

use super::cell::{Lines, Style};
use super::dictionary::{Dates, Places};
use super::error::{Result, writing};
use super::finish::{Targets, write_mentions, write_roles};
use super::ids::DocId;
use super::record::{RunRecord, Summary, write_json};
use super::render::{PendingRole, Rendered, Renderer};
use super::schema;
use super::spool::{Handle, MentionSpool, Record, Sections};
use super::staging::Staging;
use super::table::TableFile;
use crate::link::across::{Across, judgements::Judgements};
use crate::model::{Extraction, Problem, Severity, Target};
use crate::read::{Document, Status, UniqueIds};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

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
}

/// Writes the tables of a run. Dropped without [`Writer::finish`], it leaves the output folder as it was.
pub struct Writer {
    staging: Staging,
    style: Style,
    options: WriteOptions,
    doc_ids: UniqueIds,
    documents: TableFile,
    mentions: MentionSpool,
    roles: Sections,
    problems: Sections,
    across: Across,
    places: Places,
    dates: Dates,
    summary: Summary,
}

impl Writer {
    /// Make ready to write into the folder `out`, which is made if it is missing.
    ///
    /// # Errors
    /// When `out` is a file or cannot be written to: nothing has been done then, and nothing is left behind.
    pub fn create(out: &Path, mut options: WriteOptions) -> Result<Self> {
        let style = Style { spreadsheet_safe: options.spreadsheet_safe, bom: options.bom };
        options.options.insert("spreadsheet-safe".into(), style.spreadsheet_safe.into());
        options.options.insert("bom".into(), style.bom.into());
        let judgements = std::mem::take(&mut options.judgements);
        options.lists.extend(judgements.files.iter().cloned());
        let staging = Staging::create(out)?;
        Ok(Writer {
            documents: TableFile::create(&staging, &schema::DOCUMENTS, style)?,
            mentions: MentionSpool::create(staging.path("mentions.spool"))?,
            roles: Sections::create(staging.path("roles.spool"))?,
            problems: Sections::create(staging.path("problems.spool"))?,
            staging,
            style,
            options,
            doc_ids: UniqueIds::default(),
            across: Across::new(judgements),
            places: Places::default(),
            dates: Dates::default(),
            summary: Summary::default(),
        })
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

    /// Take the rows of the next document, in document order.
    ///
    /// # Errors
    /// When the temporary folder cannot be written to any more.
    pub fn push(&mut self, rendered: Rendered) -> Result<()> {
        let Rendered { doc_id, status, day, lines, document, mentions, entities, places, dates, references, roles, problems } = rendered;
        let entities: Vec<Option<usize>> = entities.into_iter().map(|e| e.map(|e| self.across.add(&doc_id, e))).collect();
        let places: Vec<Option<usize>> = places.into_iter().map(|p| p.map(|p| self.places.add(p))).collect();
        let dates: Vec<Option<usize>> = dates.into_iter().map(|d| d.map(|d| self.dates.add(d))).collect();
        let handle = |target| match target {
            Target::Entity(i) => entities[i].map(Handle::Entity),
            Target::Place(i) => places[i].map(Handle::Place),
            Target::Date(i) => dates[i].map(Handle::Date),
            Target::None => None,
        };
        self.documents.raw(&lines[document])?;
        self.documents.raw(b"\n")?;
        self.mentions.push(Record::Document(&day))?;
        for m in &mentions {
            let (head, tail) = (&lines[m.head.clone()], &lines[m.tail.clone()]);
            self.mentions.push(Record::Mention { target: handle(m.target), counts: m.counts, head, tail })?;
        }
        references.into_iter().filter_map(handle).try_for_each(|h| self.mentions.push(Record::Reference(h)))?;
        let mut pending = Lines::new();
        for role in roles {
            let Some(person) = entities[role.person] else { continue };
            let organization = role.organization.and_then(|o| entities[o]);
            pending.put(&PendingRole { person, organization, ..role }).map_err(writing(Path::new("roles.csv")))?;
        }
        self.roles.push(&doc_id, &pending.into_bytes().map_err(writing(Path::new("roles.csv")))?)?;
        self.push_problems(&doc_id, &lines, &problems)?;
        self.summary.documents += 1;
        self.summary.failed += usize::from(status == Status::Failed);
        self.summary.partial += usize::from(status == Status::Partial);
        self.summary.mentions += mentions.len();
        Ok(())
    }

    /// Record a problem that belongs to no document.
    ///
    /// # Errors
    /// When the temporary folder cannot be written to any more.
    pub fn note(&mut self, path: &str, problem: Problem) -> Result<()> {
        let mut lines = Lines::new();
        let rows = self.renderer().problems("", path, &[problem], &mut lines)?;
        let bytes = lines.into_bytes().map_err(writing(Path::new("problems.csv")))?;
        self.push_problems("", &bytes, &rows)
    }

    fn push_problems(&mut self, doc_id: &str, lines: &[u8], rows: &[(Severity, std::ops::Range<usize>)]) -> Result<()> {
        let mut section = Vec::new();
        for (severity, row) in rows {
            section.extend_from_slice(&lines[row.clone()]);
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
        let merged = std::mem::take(&mut self.across).finish();
        for problem in &merged.notes {
            self.summary.across.count(problem.code);
            self.note("", problem.clone())?;
        }
        let Writer { staging, style, options, documents, mentions, roles, problems, places, dates, mut summary, .. } = self;
        documents.finish()?;
        let targets = Targets::new(style, merged, places, dates);
        let counts = write_mentions(mentions, TableFile::create(&staging, &schema::MENTIONS, style)?, &targets)?;
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
        write_json(&staging.path(schema::PACKAGE_FILE), &schema::package(&options.version, style.bom))?;
        let run = RunRecord::new(&options.version, &options.options, inputs, options.lists.clone(), summary);
        write_json(&staging.path(schema::RUN_FILE), &run)?;
        let mut names: Vec<String> = schema::TABLES.iter().map(|t| t.file()).collect();
        names.extend([schema::PACKAGE_FILE.to_string(), schema::RUN_FILE.to_string()]);
        staging.commit(&names.iter().map(String::as_str).collect::<Vec<_>>())?;
        Ok(summary)
    }
}
