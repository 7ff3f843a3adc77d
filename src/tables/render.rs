//! Rendering: everything about a document's rows that needs no other document.
//!
//! In: a document and what was found in it. Out: [`Rendered`], rows as CSV bytes that only lack their targets'
//! ids, ready for the journal. Most of the work of the tables is here, and it may run on any thread; [`super::Writer::push`]
//! then only numbers targets and copies bytes.

use super::cell::{Decimal, Lines, Style};
use super::error::{Result, writing};
use super::ids::{DocId, MentionIds};
use super::journal::{Key, Rest, Rows, assemble, encode};
use super::position::{Position, after, before, measure};
use super::rows::{DocumentRow, MentionHead, MentionTail, ProblemRow, RoleHead, RoleMiddle, RoleTail};
use crate::link::across::Provisional;
use crate::model::{Extraction, Mention, Problem, Role, Severity, Target};
use crate::read::{Document, Met, Status};
use crate::text::line::one_line;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::ops::Range;
use std::path::Path;

/// Renders documents; a copy for every thread.
#[derive(Debug, Clone, Copy)]
pub struct Renderer {
    pub(super) style: Style,
}

/// A document's rows.
#[derive(Debug)]
pub struct Rendered {
    pub(super) rest: Rest,
    /// What the journal keeps of it: `Rows`, `Rest`, CSV.
    pub(super) payload: Vec<u8>,
    /// Where in it the CSV stands that the ranges in `Rows` and `Rest` point into.
    pub(super) lines: Range<usize>,
}

impl Rendered {
    /// How many problems it has of each severity and code.
    pub fn problems(&self) -> &[(Severity, String)] {
        &self.rest.problems
    }
}

/// A mention's row before and after the target's cells.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RenderedMention {
    pub head: Range<usize>,
    pub tail: Range<usize>,
    pub target: Target,
    pub counts: bool,
}

/// A row of roles.csv before the person, between person and organisation, and after it; these by the document's indices.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RenderedRole {
    pub person: usize,
    pub organization: Option<usize>,
    pub pieces: [Range<usize>; 3],
}

impl Renderer {
    /// Render a document whose id is unlike all others; `met` holds its own.
    pub(crate) fn render_settled(&self, met: &Met, document: &Document, found: Extraction) -> Result<Rendered> {
        self.keyed(DocId::settled(document), Key::of(&met.id, &met.blake3), document, found)
    }

    /// Render a document, which goes by `id`.
    ///
    /// # Errors
    /// None that a document can bring about.
    pub fn render(&self, id: DocId, document: &Document, found: Extraction) -> Result<Rendered> {
        self.keyed(id, Key::of(&document.id, &document.blake3), document, found)
    }

    fn keyed(&self, id: DocId, key: Key, document: &Document, found: Extraction) -> Result<Rendered> {
        let (dateline_place, focus_place) = (found.dateline_place, found.focus_place);
        let focus_country = found.focus_country.clone();
        let Extraction { mut mentions, entities, places, dates, mut roles, published, sentences, problems, .. } = found;
        let DocId { id: doc_id, problem } = id;
        let text = document.text.as_str();
        let mut problems: Vec<Problem> = document.problems.iter().cloned().chain(problems).chain(problem).collect();
        mentions.retain(|m| keep_span(text, m.start, m.end, &mut problems));
        roles.retain(|r| r.person < entities.len() && keep_span(text, r.start, r.end, &mut problems));
        for m in &mut mentions {
            m.target = within(m.target, entities.len(), places.len(), dates.len());
        }
        mentions.sort_by(|a, b| (a.start, Reverse(a.end), a.kind, &a.type_).cmp(&(b.start, Reverse(b.end), b.kind, &b.type_)));
        let positions = Positions::of(text, &mentions, &roles);
        let broken = problems.iter().any(|p| p.severity == Severity::Error);
        let status = if document.status == Status::Ok && broken { Status::Partial } else { document.status };
        let published = published.or_else(|| document.published.clone());
        let (published, basis) = published.map_or((String::new(), ""), |p| (p.value, p.basis));

        let named: Vec<usize> = [dateline_place, focus_place].into_iter().flatten().filter(|&p| p < places.len()).collect();
        let used = Used::of(&mentions, &roles, &named);
        let place_id = |p: Option<usize>| p.and_then(|p| places.get(p)).map_or("", |p| p.id.as_str());
        let mut lines = Lines::new();
        let document_row = self.document_row(&doc_id, document, status, &problems);
        let row = DocumentRow {
            published: self.style.text(published.as_str()),
            published_basis: basis,
            place_id: self.style.text(place_id(dateline_place)),
            focus_country: self.style.text(focus_country.as_str()),
            focus_place_id: self.style.text(place_id(focus_place)),
            characters: positions.characters(),
            sentences,
            mentions: mentions.len(),
            ..document_row
        };
        let document_range = with_end(lines.put(&row));
        let mentions_met = mentions.len();
        let rendered_mentions = self.mentions(&doc_id, text, mentions, &positions, &mut lines);
        let problem_rows = self.problems(&doc_id, &document.path, &problems, &mut lines);
        let role = |r: &Role| self.role(&doc_id, text, r, &published, &positions, entities.len(), &mut lines);
        let rendered_roles = roles.iter().map(role).collect();
        let rows = Rows { day: day_of(&published), mentions: rendered_mentions, references: used.references.clone() };
        let rest = Rest {
            key,
            text_bytes: text.len() as u64,
            mentions: mentions_met,
            local_entities: entities.len(),
            status,
            document: document_range,
            roles: rendered_roles,
            entities: keep(entities, &used.entities, Provisional::new),
            places: keep(places, &used.places, |p| p),
            dates: keep(dates, &used.dates, |d| d),
            problems: problems.iter().map(|p| (p.severity, p.code.to_owned())).collect(),
            problem_rows,
            doc_id,
        };
        let at = writing(Path::new("journal"));
        let (payload, lines) = assemble(&encode(&rows).map_err(&at)?, &encode(&rest).map_err(&at)?, &lines.into_bytes());
        Ok(Rendered { rest, payload, lines })
    }

    fn document_row<'a>(&self, doc_id: &'a str, document: &'a Document, status: Status, problems: &[Problem]) -> DocumentRow<'a> {
        let worst = problems.iter().min_by_key(|p| p.severity).filter(|_| status != Status::Ok);
        DocumentRow {
            doc_id: self.style.text(doc_id),
            path: self.style.text(document.path.as_str()),
            title: self.style.text(document.title.as_str()),
            published: self.style.text(""),
            published_basis: "",
            place_id: self.style.text(""),
            language: self.style.text(document.language.as_str()),
            characters: 0,
            sentences: 0,
            mentions: 0,
            blake3: &document.blake3,
            status: match status {
                Status::Ok => "ok",
                Status::Partial => "partial",
                Status::Failed => "failed",
            },
            problem: self.style.text(worst.map_or(String::new(), |p| one_line(&p.message))),
            focus_country: self.style.text(""),
            focus_place_id: self.style.text(""),
        }
    }

    fn mentions(&self, doc_id: &str, text: &str, mentions: Vec<Mention>, positions: &Positions, lines: &mut Lines) -> Vec<RenderedMention> {
        let style = self.style;
        let mut ids = MentionIds::new(doc_id);
        let mut rendered = Vec::with_capacity(mentions.len());
        for m in mentions {
            let (start, end) = (positions.of_byte(m.start), positions.of_byte(m.end));
            let head = MentionHead {
                mention_id: style.text(ids.of(start.chars, end.chars, m.kind)),
                doc_id: style.text(doc_id),
                sentence: m.sentence,
                line: start.line,
                column: start.column,
                start: start.chars,
                end: end.chars,
                byte_start: m.start,
                byte_end: m.end,
                text: style.text(&text[m.start..m.end]),
                kind: m.kind.as_str(),
                type_: style.text(m.type_.as_str()),
            };
            let tail = MentionTail {
                confidence: Decimal::confidence(m.confidence),
                rule: style.text(m.rule.as_str()),
                source: style.text(m.source.as_str()),
                basis: style.text(m.basis.as_str()),
                before: style.text(before(text, m.start)),
                after: style.text(after(text, m.end)),
            };
            let (head, tail) = (lines.put(&head), lines.put(&tail));
            rendered.push(RenderedMention { head, tail, target: m.target, counts: m.type_ != "nationality" });
        }
        rendered
    }

    /// Rows of problems.csv, one behind the other.
    pub(super) fn problems(&self, doc_id: &str, path: &str, problems: &[Problem], lines: &mut Lines) -> Range<usize> {
        let mut all: Option<Range<usize>> = None;
        for p in problems {
            let row = with_end(lines.put(&ProblemRow {
                doc_id: self.style.text(doc_id),
                path: self.style.text(path),
                line: Some(p.line).filter(|&l| l > 0),
                severity: p.severity.as_str(),
                code: p.code,
                message: self.style.text(one_line(&p.message)),
            }));
            all = Some(all.map_or(row.start, |a| a.start)..row.end);
        }
        all.unwrap_or_default()
    }

    #[allow(clippy::too_many_arguments)] // what a row is made of
    fn role(
        &self,
        doc_id: &str,
        text: &str,
        role: &Role,
        as_of: &str,
        positions: &Positions,
        entities: usize,
        lines: &mut Lines,
    ) -> RenderedRole {
        let style = self.style;
        let pieces = [
            lines.put(&RoleHead { doc_id: style.text(doc_id) }),
            lines.put(&RoleMiddle { role: style.text(one_line(&role.role)), status: role.status }),
            lines.put(&RoleTail {
                country_code: style.text(role.country_code.as_str()),
                as_of: style.text(as_of),
                start: positions.of_byte(role.start).chars,
                end: positions.of_byte(role.end).chars,
                text: style.text(&text[role.start..role.end]),
            }),
        ];
        RenderedRole { person: role.person, organization: role.organization.filter(|&o| o < entities), pieces }
    }
}

/// Positions of all starts and ends of a document's spans, in order: a document may have millions.
struct Positions {
    bytes: Vec<usize>,
    places: Vec<Position>,
}

impl Positions {
    fn of(text: &str, mentions: &[Mention], roles: &[Role]) -> Self {
        let spans = mentions.iter().map(|m| (m.start, m.end)).chain(roles.iter().map(|r| (r.start, r.end)));
        let mut bytes: Vec<usize> = spans.flat_map(|(s, e)| [s, e]).chain([text.len()]).collect();
        bytes.sort_unstable();
        bytes.dedup();
        let places = measure(text, bytes.iter().copied());
        Positions { bytes, places }
    }

    fn of_byte(&self, byte: usize) -> Position {
        let at = self.bytes.binary_search(&byte).ok();
        at.map_or(Position { chars: byte, line: 1, column: 1 }, |at| self.places[at])
    }

    /// Length of the text.
    fn characters(&self) -> usize {
        self.places.last().map_or(0, |p| p.chars)
    }
}

/// Which targets a document refers to.
struct Used {
    entities: Vec<usize>,
    places: Vec<usize>,
    dates: Vec<usize>,
    references: Vec<Target>,
}

impl Used {
    fn of(mentions: &[Mention], roles: &[Role], named: &[usize]) -> Self {
        let mut used = Used { entities: Vec::new(), places: Vec::new(), dates: Vec::new(), references: Vec::new() };
        for m in mentions {
            match m.target {
                Target::Entity(i) => used.entities.push(i),
                Target::Place(i) => used.places.push(i),
                Target::Date(i) => used.dates.push(i),
                Target::None => {}
            }
        }
        let of_roles = roles.iter().flat_map(|r| [Some(r.person), r.organization]).flatten();
        used.references.extend(of_roles.clone().map(Target::Entity).chain(named.iter().map(|&p| Target::Place(p))));
        used.entities.extend(of_roles);
        used.places.extend(named);
        used
    }
}

/// The values that are used, by their old indices.
fn keep<T, U>(values: Vec<T>, used: &[usize], make: impl Fn(T) -> U) -> Vec<Option<U>> {
    let mut wanted = vec![false; values.len()];
    used.iter().for_each(|&i| {
        if let Some(w) = wanted.get_mut(i) {
            *w = true;
        }
    });
    values.into_iter().zip(wanted).map(|(v, w)| w.then(|| make(v))).collect()
}

/// A target that is there, or none.
fn within(target: Target, entities: usize, places: usize, dates: usize) -> Target {
    match target {
        Target::Entity(i) if i < entities => target,
        Target::Place(i) if i < places => target,
        Target::Date(i) if i < dates => target,
        _ => Target::None,
    }
}

/// Whether a span selects text. One that does not is a fault of a matcher: the row is dropped, and said so,
/// rather than the run ended.
fn keep_span(text: &str, start: usize, end: usize, problems: &mut Vec<Problem>) -> bool {
    let good = start < end && text.is_char_boundary(start) && text.is_char_boundary(end);
    if !good {
        problems.push(Problem {
            line: 0,
            severity: Severity::Warning,
            code: "bad-span",
            message: format!("a row at bytes {start}..{end} was dropped, expected a span of whole characters within {} bytes; this is a fault in dateline, please report it", text.len()),
        });
    }
    good
}

/// The range of a row with the line end behind it.
fn with_end(row: Range<usize>) -> Range<usize> {
    row.start..row.end + 1
}

/// The day of a publication date or date and time; empty where it is not known to the day.
fn day_of(published: &str) -> String {
    let day = published.get(..10).filter(|d| d.parse::<jiff::civil::Date>().is_ok());
    day.filter(|_| published[10..].is_empty() || published[10..].starts_with(['T', ' '])).unwrap_or_default().to_string()
}
