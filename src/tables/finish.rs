//! Finishing: what has to wait until all documents are read.
//!
//! In: the merged entities, the dictionaries, the journal. Out: rows that know their targets' ids, and how often
//! each target was met.

use super::cell::{Decimal, Lines, Style, list};
use super::dictionary::{Count, Dates, Places};
use super::error::{Result, writing};
use super::ids::date_ids;
use super::journal::{Frame, Journal, Rows};
use super::render::PendingRole;
use super::rows::{DateRow, EntityRow, LocationRow, MentionTarget, RoleRow};
use super::spool::Sections;
use super::table::TableFile;
use crate::link::across::{FinalEntity, Merged};
use crate::model::{Place, Target};
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::path::Path;

/// All that mentions and roles can point at, with final ids.
pub struct Targets {
    style: Style,
    merged: Merged,
    places: Places,
    dates: Dates,
    date_ids: Vec<String>,
}

/// The cells `target_id,name` of every target as CSV, and where those of each stand, by final index.
struct Cells {
    csv: Vec<u8>,
    entities: Vec<Range<usize>>,
    places: Vec<Range<usize>>,
    dates: Vec<Range<usize>>,
}

/// How often each target is met, by final index.
pub struct Counts {
    /// Entities.
    pub entities: Vec<Count>,
    /// Places.
    pub places: Vec<Count>,
    /// Dates.
    pub dates: Vec<Count>,
}

impl Targets {
    /// Give the dates their ids; the entities and places have theirs.
    pub fn new(style: Style, merged: Merged, places: Places, dates: Dates) -> Self {
        Targets { style, date_ids: date_ids(dates.values()), merged, places, dates }
    }

    fn entity(&self, handle: usize) -> &FinalEntity {
        &self.merged.entities[self.merged.index_of_handle[handle]]
    }

    /// Rows of entities.csv, by id.
    pub fn entity_rows<'a>(&'a self, counts: &'a [Count]) -> impl Iterator<Item = EntityRow<'a>> {
        let style = self.style;
        self.merged.entities.iter().zip(counts).map(move |(e, count)| EntityRow {
            entity_id: style.text(e.entity_id.as_str()),
            type_: style.text(e.type_.as_str()),
            name: style.text(e.name.as_str()),
            aliases: style.text(list(e.aliases.iter().map(|(form, _)| form.as_str()))),
            acronym: style.text(e.acronym.as_str()),
            country_code: style.text(e.country_code.as_str()),
            wikidata: style.text(e.wikidata.as_str()),
            external_ids: style.text(list(e.external_ids.iter().map(String::as_str))),
            mentions: count.mentions,
            documents: count.documents,
            first_published: &count.first_published,
            last_published: &count.last_published,
            source: style.text(e.source.as_str()),
        })
    }

    /// Rows of dates.csv, by id.
    pub fn date_rows<'a>(&'a self, counts: &[Count]) -> Vec<DateRow<'a>> {
        let style = self.style;
        let mut order: Vec<usize> = (0..self.date_ids.len()).collect();
        order.sort_by_key(|&i| &self.date_ids[i]);
        let row = |i: usize| {
            let d = &self.dates.values()[i];
            DateRow {
                date_id: style.text(self.date_ids[i].as_str()),
                value: style.text(d.value.as_str()),
                type_: d.type_.as_str(),
                granularity: style.text(d.granularity.as_str()),
                earliest: style.text(d.earliest.as_str()),
                latest: style.text(d.latest.as_str()),
                modifier: style.text(d.modifier.as_str()),
                timex3: style.text(d.timex3.as_str()),
                mentions: counts[i].mentions,
                documents: counts[i].documents,
            }
        };
        order.into_iter().map(row).collect()
    }

    /// Rows of locations.csv, by id; a place without an id has none.
    pub fn location_rows<'a>(&'a self, counts: &[Count]) -> Vec<LocationRow<'a>> {
        let style = self.style;
        let mut order: Vec<_> = self.places.values().iter().zip(counts).filter(|(p, _)| !p.id.is_empty()).collect();
        order.sort_by_key(|(p, _)| &p.id);
        let row = |(p, count): (&'a Place, &Count)| LocationRow {
            location_id: style.text(p.id.as_str()),
            name: style.text(p.name.as_str()),
            type_: style.text(p.type_.as_str()),
            country_code: style.text(p.country_code.as_str()),
            country: style.text(p.country.as_str()),
            admin1_code: style.text(p.admin1_code.as_str()),
            admin1: style.text(p.admin1.as_str()),
            latitude: p.point.map(|(latitude, _)| Decimal::degrees(latitude)).unwrap_or_default(),
            longitude: p.point.map(|(_, longitude)| Decimal::degrees(longitude)).unwrap_or_default(),
            population: p.population,
            geonames: p.geonames,
            wikidata: style.text(p.wikidata.as_str()),
            mentions: count.mentions,
            documents: count.documents,
            source: style.text(p.source.as_str()),
        };
        order.into_iter().map(row).collect()
    }

    /// The target's cells in mentions.csv for every target there is, by final index.
    fn cells(&self) -> Result<Cells> {
        let style = self.style;
        let mut lines = Lines::new();
        let at = writing(Path::new("mentions.csv"));
        let mut put = |target_id: &str, name: &str| {
            let (target_id, name) = (style.text(target_id.to_string()), style.text(name.to_string()));
            lines.put(&MentionTarget { target_id, name }).map_err(&at)
        };
        let entities = self.merged.entities.iter().map(|e| put(&e.entity_id, &e.name)).collect::<Result<_>>()?;
        let places = self.places.values().iter().map(|p| put(&p.id, &p.name)).collect::<Result<_>>()?;
        let dates = self.dates.values().iter().zip(&self.date_ids).map(|(d, id)| put(id, &d.value)).collect::<Result<_>>()?;
        Ok(Cells { csv: lines.into_bytes().map_err(&at)?, entities, places, dates })
    }
}

/// Write mentions.csv from the journal and count what the mentions point at.
pub fn write_mentions(journal: Journal, mut table: TableFile, targets: &Targets) -> Result<Counts> {
    let cells = targets.cells()?;
    let none = |n: usize| vec![Count::default(); n];
    let mut counts = Counts { entities: none(cells.entities.len()), places: none(cells.places.len()), dates: none(cells.dates.len()) };
    let mut document = 0;
    let at = writing(Path::new("mentions.csv"));
    let mut frames = journal.read_back()?;
    while let Some(frame) = frames.next()? {
        let Frame::Document(stored) = frame else { continue };
        let Rows { day, mentions, references, handles } = stored.rows().map_err(&at)?;
        document += 1;
        let mut meet = |target: Target, is_mention: bool| {
            let handle = |kind: usize, i: usize| handles[kind].get(i).copied().flatten();
            let (count, cell) = match target {
                Target::Entity(i) => {
                    let i = targets.merged.index_of_handle[handle(0, i)?];
                    (&mut counts.entities[i], &cells.entities[i])
                }
                Target::Place(i) => handle(1, i).map(|i| (&mut counts.places[i], &cells.places[i]))?,
                Target::Date(i) => handle(2, i).map(|i| (&mut counts.dates[i], &cells.dates[i]))?,
                Target::None => return None,
            };
            count.meet(document, &day, is_mention);
            Some(&cells.csv[cell.clone()])
        };
        for m in &mentions {
            let cells = meet(m.target, m.counts).unwrap_or(b",");
            let (head, tail) = (part(stored.lines, &m.head), part(stored.lines, &m.tail));
            [head, b",", cells, b",", tail, b"\n"].into_iter().try_for_each(|part| table.raw(part))?;
        }
        for target in references {
            meet(target, false);
        }
    }
    table.finish()?;
    Ok(counts)
}

/// A piece of a document's CSV. The journal was read back whole, so it is there.
fn part<'a>(lines: &'a [u8], range: &Range<usize>) -> &'a [u8] {
    lines.get(range.clone()).unwrap_or_default()
}

/// Write roles.csv from its spool; returns the number of rows. Two rows of a document that have become the
/// same by the merge are one.
pub fn write_roles(spool: Sections, mut table: TableFile, targets: &Targets) -> Result<usize> {
    let mut rows = 0;
    let mut waiting = Vec::new();
    spool.read_back(|section| {
        waiting.extend_from_slice(section);
        if waiting.len() >= ROLES_AT_ONCE {
            rows += roles(&waiting, &mut table, targets)?;
            waiting.clear();
        }
        Ok(())
    })?;
    rows += roles(&waiting, &mut table, targets)?;
    table.finish()?;
    Ok(rows)
}

/// Bytes of sections that are read together: making a reader of CSV costs more than reading a document's few roles.
const ROLES_AT_ONCE: usize = 1 << 16;

/// Write the roles of some sections, each document's own.
fn roles(sections: &[u8], table: &mut TableFile, targets: &Targets) -> Result<usize> {
    let style = targets.style;
    let at = writing(Path::new("roles.csv"));
    let mut rows = 0;
    let mut lines = Lines::new();
    let mut ranges = Vec::new();
    let mut document = String::new();
    for role in csv::ReaderBuilder::new().has_headers(false).from_reader(sections).into_deserialize::<PendingRole>() {
        let role = role.map_err(|e| at(e.into()))?;
        let first = role.doc_id != document;
        if first {
            document.clone_from(&role.doc_id);
        }
        let person = targets.entity(role.person);
        let organization = role.organization.map(|o| targets.entity(o));
        let row = RoleRow {
            doc_id: style.text(role.doc_id),
            person_id: style.text(person.entity_id.as_str()),
            person: style.text(person.name.as_str()),
            role: style.text(role.role),
            status: style.text(role.status),
            organization_id: style.text(organization.map_or("", |o| o.entity_id.as_str())),
            organization: style.text(organization.map_or("", |o| o.name.as_str())),
            country_code: style.text(role.country_code),
            as_of: style.text(role.as_of),
            start: role.start,
            end: role.end,
            text: style.text(role.text),
        };
        ranges.push((first, lines.put(&row).map_err(&at)?));
    }
    let bytes = lines.into_bytes().map_err(&at)?;
    let mut written = FxHashSet::default();
    for (first, row) in ranges {
        if first {
            written.clear();
        }
        if written.insert(&bytes[row.clone()]) {
            table.raw(&bytes[row])?;
            table.raw(b"\n")?;
            rows += 1;
        }
    }
    Ok(rows)
}
