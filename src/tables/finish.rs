//! Finishing: what has to wait until all documents are read.
//!
//! In: the merged entities, the dictionaries, the journal. Out: rows that know their targets' ids, and how often
//! each target was met. What can be done of a piece of it without the others runs on all threads.

use super::cell::{Decimal, Lines, Row, Style, list};
use super::dictionary::{Count, Dates, Day, Places};
use super::error::{Result, writing};
use super::ids::date_ids;
use super::journal::{Handles, Journal, Rows, Stored};
use super::rows::{DateRow, EntityRow, LocationRow, TargetCells};
use super::spool::Sections;
use super::table::TableFile;
use crate::in_order::in_order;
use crate::link::across::{FinalEntity, Merged};
use crate::model::{Place, Target};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use std::io;
use std::ops::Range;
use std::path::Path;

/// Bytes of the journal that are worked on together: some milliseconds of work.
const PIECE: usize = 256 << 10;

/// Bytes of the journal that may be under way: some pieces for each thread, little beside what the targets take.
const HELD: usize = 8 << 20;

/// Rows of a dictionary table that are worked on together: about as much of it as a [`PIECE`] is of the journal.
const ROWS: usize = 2048;

/// All that mentions and roles can point at, with final ids.
pub struct Targets {
    style: Style,
    threads: usize,
    merged: Merged,
    places: Places,
    dates: Dates,
    date_ids: Vec<String>,
    cells: Cells,
}

/// The cells `id,name` of every target as CSV, and where each ends, by final index.
struct Cells {
    entities: Ends,
    places: Ends,
    dates: Ends,
}

/// Pieces of CSV behind each other.
#[derive(Default)]
struct Ends {
    csv: Vec<u8>,
    ends: Vec<usize>,
}

impl Ends {
    fn of(rows: impl Iterator<Item = impl Row>) -> Self {
        let mut all = Ends::default();
        for row in rows {
            row.write(&mut all.csv);
            all.ends.push(all.csv.len());
        }
        all.csv.shrink_to_fit();
        all
    }

    fn get(&self, i: usize) -> &[u8] {
        let start = if i == 0 { 0 } else { self.ends[i - 1] };
        &self.csv[start..self.ends[i]]
    }
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
    pub fn new(style: Style, threads: usize, merged: Merged, places: Places, dates: Dates) -> Self {
        let date_ids = date_ids(dates.values());
        let cells = |id: &'_ str, name: &'_ str| TargetCells { id: style.text(id.to_owned()), name: style.text(name.to_owned()) };
        let cells = Cells {
            entities: Ends::of((0..merged.len()).map(|i| merged.id_and_name(i)).map(|(id, name)| cells(id, name))),
            places: Ends::of(places.values().iter().map(|p| cells(&p.id, &p.name))),
            dates: Ends::of(dates.values().iter().zip(&date_ids).map(|(d, id)| cells(id, &d.value))),
        };
        Targets { style, threads, date_ids, merged, places, dates, cells }
    }

    /// Cells of the entity of a handle.
    fn entity(&self, handle: u32) -> &[u8] {
        self.cells.entities.get(self.merged.index_of_handle[handle as usize] as usize)
    }

    fn entity_row(&self, e: FinalEntity, count: &Count) -> EntityRow<'static> {
        let style = self.style;
        let [first, last] = count.published();
        EntityRow {
            entity_id: style.text(e.entity_id),
            type_: style.text(e.type_),
            name: style.text(e.name),
            aliases: style.text(list(e.aliases.iter().map(|(form, _)| form.as_str()))),
            acronym: style.text(e.acronym),
            country_code: style.text(e.country_code),
            wikidata: style.text(e.wikidata),
            external_ids: style.text(list(e.external_ids.iter().map(String::as_str))),
            mentions: count.mentions,
            documents: count.documents,
            first_published: style.text(first),
            last_published: style.text(last),
            source: style.text(e.source),
        }
    }

    fn date_row(&self, i: usize, count: &Count) -> DateRow<'_> {
        let (style, d) = (self.style, &self.dates.values()[i]);
        DateRow {
            date_id: style.text(self.date_ids[i].as_str()),
            value: style.text(d.value.as_str()),
            type_: d.type_.as_str(),
            granularity: style.text(d.granularity.as_str()),
            earliest: style.text(d.earliest.as_str()),
            latest: style.text(d.latest.as_str()),
            modifier: style.text(d.modifier.as_str()),
            timex3: style.text(d.timex3.as_str()),
            mentions: count.mentions,
            documents: count.documents,
        }
    }

    fn location_row<'a>(&self, p: &'a Place, count: &Count) -> LocationRow<'a> {
        let style = self.style;
        LocationRow {
            location_id: style.text(p.id.as_str()),
            name: style.text(p.name.as_str()),
            type_: style.text(p.type_.as_str()),
            country_code: style.text(p.country_code.as_str()),
            country: style.text(p.country.as_str()),
            admin1_code: style.text(p.admin1_code.as_str()),
            admin1: style.text(p.admin1.as_str()),
            latitude: p.point.map(|(latitude, _)| Decimal::Degrees(latitude)),
            longitude: p.point.map(|(_, longitude)| Decimal::Degrees(longitude)),
            population: p.population,
            geonames: p.geonames,
            wikidata: style.text(p.wikidata.as_str()),
            mentions: count.mentions,
            documents: count.documents,
            source: style.text(p.source.as_str()),
        }
    }

    /// Write entities.csv, by id; returns the number of rows.
    pub fn write_entities(&self, counts: &Counts, table: TableFile) -> Result<usize> {
        let row = |i: usize| self.entity_row(self.merged.entity(i), &counts.entities[i]);
        self.write_rows((0..self.merged.len()).collect(), row, table)
    }

    /// Write dates.csv, by id; returns the number of rows.
    pub fn write_dates(&self, counts: &Counts, table: TableFile) -> Result<usize> {
        let mut order: Vec<usize> = (0..self.date_ids.len()).collect();
        order.sort_by_key(|&i| &self.date_ids[i]);
        self.write_rows(order, |i| self.date_row(i, &counts.dates[i]), table)
    }

    /// Write locations.csv, by id; returns the number of rows. A place without an id has none.
    pub fn write_locations(&self, counts: &Counts, table: TableFile) -> Result<usize> {
        let places = self.places.values();
        let mut order: Vec<usize> = (0..places.len()).filter(|&i| !places[i].id.is_empty()).collect();
        order.sort_by_key(|&i| &places[i].id);
        self.write_rows(order, |i| self.location_row(&places[i], &counts.places[i]), table)
    }

    fn write_rows<R: Row>(&self, order: Vec<usize>, row: impl Fn(usize) -> R + Sync, mut table: TableFile) -> Result<usize> {
        let mut pieces = order.chunks(ROWS);
        let work = |_, piece: &[usize]| {
            let mut lines = Lines::new();
            for &i in piece {
                lines.put(&row(i));
            }
            lines.into_bytes()
        };
        in_order(self.threads, HELD, || Some((pieces.next()?, PIECE)), work, |bytes: Vec<u8>| table.raw(&bytes))?;
        table.finish()?;
        Ok(order.len())
    }
}

/// Write mentions.csv from the journal and count what the mentions point at.
pub fn write_mentions(journal: Journal, mut table: TableFile, targets: &Targets) -> Result<Counts> {
    let none = |cells: &Ends| vec![Count::default(); cells.ends.len()];
    let cells = &targets.cells;
    let mut counts = Counts { entities: none(&cells.entities), places: none(&cells.places), dates: none(&cells.dates) };
    let at = writing(Path::new("mentions.csv"));
    let mut frames = journal.read_back()?;
    let mut broken = Ok(());
    let next = || {
        let mut payloads = Vec::new();
        match frames.documents(PIECE, &mut payloads) {
            Ok(ranges) if ranges.is_empty() => None,
            Ok(ranges) => Some((Piece { payloads, ranges }, PIECE)),
            Err(e) => {
                broken = Err(e);
                None
            }
        }
    };
    let take = |done: io::Result<Mentions>| {
        let Mentions { csv, met } = done.map_err(&at)?;
        for (day, target, times) in met {
            let count = match target {
                Met::Entity(i) => &mut counts.entities[i],
                Met::Place(i) => &mut counts.places[i],
                Met::Date(i) => &mut counts.dates[i],
            };
            count.meet(day, times);
        }
        table.raw(&csv)
    };
    in_order(targets.threads, HELD, next, |_, piece| mentions_of(&piece, targets), take)?;
    broken?;
    table.finish()?;
    Ok(counts)
}

/// Payloads of some documents.
struct Piece {
    payloads: Vec<u8>,
    ranges: Vec<Range<usize>>,
}

/// Their rows, and for each of them what it met: its day, a target, in how many mentions.
struct Mentions {
    csv: Vec<u8>,
    met: Vec<(Day, Met, usize)>,
}

/// A target by its final index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Met {
    Entity(usize),
    Place(usize),
    Date(usize),
}

fn mentions_of(piece: &Piece, targets: &Targets) -> io::Result<Mentions> {
    let mut all = Mentions { csv: Vec::with_capacity(piece.payloads.len()), met: Vec::new() };
    let mut of_document: Vec<(Met, bool)> = Vec::new();
    for range in &piece.ranges {
        let stored = Stored::of(&piece.payloads[range.clone()])?;
        let (Rows { day, mentions, references }, handles) = (stored.rows()?, stored.handles()?);
        of_document.clear();
        for m in &mentions {
            let met = met(m.target, &handles, targets);
            of_document.extend(met.map(|met| (met, m.counts)));
            let cells = match met {
                Some(Met::Entity(i)) => targets.cells.entities.get(i),
                Some(Met::Place(i)) => targets.cells.places.get(i),
                Some(Met::Date(i)) => targets.cells.dates.get(i),
                None => b",",
            };
            let (head, tail) = (part(stored.lines, &m.head), part(stored.lines, &m.tail));
            [head, b",", cells, b",", tail, b"\n"].into_iter().for_each(|part| all.csv.extend_from_slice(part));
        }
        of_document.extend(references.into_iter().filter_map(|target| Some((met(target, &handles, targets)?, false))));
        of_document.sort_unstable();
        let day = Day::of(&day);
        for same in of_document.chunk_by(|a, b| a.0 == b.0) {
            all.met.push((day, same[0].0, same.iter().filter(|m| m.1).count()));
        }
    }
    Ok(all)
}

/// What a document's own target is in the whole run.
fn met(target: Target, handles: &Handles, targets: &Targets) -> Option<Met> {
    let handle = |kind: usize, i: usize| handles[kind].get(i).copied().flatten().map(|h| h as usize);
    match target {
        Target::Entity(i) => handle(0, i).map(|h| Met::Entity(targets.merged.index_of_handle[h] as usize)),
        Target::Place(i) => handle(1, i).map(Met::Place),
        Target::Date(i) => handle(2, i).map(Met::Date),
        Target::None => None,
    }
}

/// A piece of a document's CSV. The journal was read back whole, so it is there.
fn part<'a>(lines: &'a [u8], range: &Range<usize>) -> &'a [u8] {
    lines.get(range.clone()).unwrap_or_default()
}

/// A row of roles.csv in its spool: handles of person and organisation, and the pieces around them.
#[derive(Debug, Serialize, Deserialize)]
pub struct PendingRole<'a> {
    pub person: u32,
    pub organization: Option<u32>,
    #[serde(borrow)]
    pub pieces: [&'a [u8]; 3],
}

/// Write roles.csv from its spool; returns the number of rows. Two rows of a document that have become the
/// same by the merge are one.
pub fn write_roles(spool: Sections, mut table: TableFile, targets: &Targets) -> Result<usize> {
    let mut rows = 0;
    let at = writing(Path::new("roles.csv"));
    spool.read_back(|section| {
        let roles: Vec<PendingRole> = postcard::from_bytes(section).map_err(|e| at(io::Error::other(e)))?;
        let mut written = FxHashSet::default();
        for role in roles {
            let [head, middle, tail] = role.pieces;
            let organization = role.organization.map_or(&b","[..], |o| targets.entity(o));
            let row = [head, targets.entity(role.person), middle, organization, tail].join(&b","[..]);
            if !written.contains(&row) {
                table.raw(&row)?;
                table.raw(b"\n")?;
                written.insert(row);
                rows += 1;
            }
        }
        Ok(())
    })?;
    table.finish()?;
    Ok(rows)
}
