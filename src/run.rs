//! A whole run: work items in, documents and their extractions handed on in order. In: [`Raw`]s, a function that
//! extracts, a [`Sink`]; out: a [`Summary`].
//!
//! Of a run that is split ([`ReadOptions::shard`]) or that carries on from where an earlier one was interrupted
//! ([`Sink::known`]), documents that are another's affair are decoded for their ids alone.
//!
//! Items are taken in batches. While one batch is decoded and extracted by all threads, the one before goes to the
//! sink and the next one is read, as one more task of the same pool: no thread is set aside for it. Memory holds
//! three batches at most, whatever the size of the input, and the sink sees documents in the order of the input.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use crate::model::{Extraction, Problem, Severity};
use crate::read::{Document, Met, Raw, ReadOptions, Status, UniqueIds};
use crate::{codes, tables};

/// A batch ends when it holds this many bytes: some hundred milliseconds of work, next to which starting the batch
/// costs nothing, and little enough that three of them do not show in the memory bound.
const BATCH_BYTES: usize = 4 << 20;

/// … or this many documents, so that a file of tiny records does not sit in memory as a million of them.
const BATCH_DOCUMENTS: usize = 1024;

/// Stack of a worker: four times the usual, for the recursion of regular expressions over unusual text.
const STACK_BYTES: usize = 8 << 20;

/// What takes the results, in order.
pub trait Sink {
    /// What can go wrong while taking them; the run stops there.
    type Error: Send;

    /// Take one document, whose id is unlike that of every other, and what was found in it.
    fn accept(&mut self, document: &Document, extraction: Extraction) -> Result<(), Self::Error>;

    /// Number of documents, from the first on, that the sink has from an earlier run: they are met, not accepted.
    fn known(&self) -> usize {
        0
    }

    /// The next document of the input, whether or not it is accepted thereafter. The sink may refuse one that is not the
    /// one it knows.
    fn meet(&mut self, _met: &Met) -> Result<(), Self::Error> {
        Ok(())
    }

    /// A batch is handed over: what was accepted so far may be made to outlive the process.
    fn batch_done(&mut self) -> Result<(), Self::Error> {
        Ok(())
    }
}

impl Sink for tables::Writer {
    type Error = tables::Error;

    fn accept(&mut self, document: &Document, extraction: Extraction) -> tables::Result<()> {
        tables::Writer::accept_settled(self, document, extraction) // `Work::all` has settled it
    }

    fn known(&self) -> usize {
        tables::Writer::known(self)
    }

    fn meet(&mut self, met: &Met) -> tables::Result<()> {
        tables::Writer::meet(self, met)
    }

    fn batch_done(&mut self) -> tables::Result<()> {
        tables::Writer::batch_done(self)
    }
}

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents, whatever their status.
    pub documents: usize,
    /// Documents read in part.
    pub partial: usize,
    /// Documents not read.
    pub failed: usize,
    /// Mentions.
    pub mentions: usize,
    /// Entities, counted anew in each document.
    pub local_entities: usize,
    /// Bytes of text.
    pub text_bytes: u64,
    /// Number of problems of each severity and code.
    pub problems: BTreeMap<(Severity, &'static str), usize>,
}

impl Summary {
    /// Whether every document was read whole.
    pub fn all_read(&self) -> bool {
        self.failed == 0 && self.partial == 0
    }

    /// Count what another did as well.
    pub fn absorb(&mut self, other: &Summary) {
        self.documents += other.documents;
        self.partial += other.partial;
        self.failed += other.failed;
        self.mentions += other.mentions;
        self.local_entities += other.local_entities;
        self.text_bytes += other.text_bytes;
        for (problem, n) in &other.problems {
            *self.problems.entry(*problem).or_default() += n;
        }
    }

    fn count(&mut self, document: &Document, extraction: &Extraction) {
        self.documents += 1;
        match document.status {
            Status::Ok => {}
            Status::Partial => self.partial += 1,
            Status::Failed => self.failed += 1,
        }
        self.mentions += extraction.mentions.len();
        self.local_entities += extraction.entities.len();
        self.text_bytes += document.text.len() as u64;
        for problem in document.problems.iter().chain(&extraction.problems) {
            *self.problems.entry((problem.severity, problem.code)).or_default() += 1;
        }
    }
}

impl From<&tables::Known> for Summary {
    fn from(known: &tables::Known) -> Self {
        let problems = known.problems.iter().filter_map(|((severity, code), n)| Some(((*severity, codes::known(code)?), *n)));
        Summary {
            documents: known.documents,
            partial: known.partial,
            failed: known.failed,
            mentions: known.mentions,
            local_entities: known.local_entities,
            text_bytes: known.text_bytes,
            problems: problems.collect(),
        }
    }
}

/// Read, extract and hand on everything, on `threads` threads (0: as many as the machine has).
///
/// A panic while one document is worked on makes that document fail, with the problem `internal-error`; the others
/// are not touched. `Err` is the sink's.
pub fn run<I, X, S>(raws: I, options: &ReadOptions, extract: X, threads: usize, sink: &mut S) -> Result<Summary, S::Error>
where
    I: Iterator<Item = Raw> + Send,
    X: Fn(&Document) -> Extraction + Sync,
    S: Sink + Send,
{
    let work = Work { options, extract: &extract };
    let builder = || rayon::ThreadPoolBuilder::new().stack_size(STACK_BYTES);
    // Where the system gives no threads (a container at its limit), this one does the work.
    match builder().num_threads(threads).build().or_else(|_| builder().num_threads(1).use_current_thread().build()) {
        Ok(pool) => pool.install(|| work.all(raws, sink)),
        Err(_) => work.all(raws, sink),
    }
}

/// A document, and what was found in it unless it is another's affair.
type Done = Vec<(Met, Option<(Document, Extraction)>)>;

struct Work<'w, X> {
    options: &'w ReadOptions,
    extract: &'w X,
}

impl<X: Fn(&Document) -> Extraction + Sync> Work<'_, X> {
    fn all<I: Iterator<Item = Raw> + Send, S: Sink + Send>(&self, mut raws: I, sink: &mut S) -> Result<Summary, S::Error> {
        let mut summary = Summary::default();
        let mut ids = UniqueIds::default();
        let known = sink.known();
        let mut taken = 0;
        let mut batch = take_batch(&mut raws);
        let mut done: Done = Vec::new();
        loop {
            let finished = batch.is_empty();
            let first = taken;
            taken += batch.len();
            let (results, rest) = rayon::join(
                || batch.into_par_iter().enumerate().map(|(i, raw)| self.one(raw, first + i < known)).collect::<Done>(),
                || {
                    for (met, found) in &mut done {
                        sink.meet(met)?;
                        let Some((document, extraction)) = found else {
                            ids.take(&met.id);
                            continue;
                        };
                        ids.settle(document);
                        summary.count(document, extraction);
                        sink.accept(document, std::mem::take(extraction))?;
                    }
                    sink.batch_done()?;
                    Ok(take_batch(&mut raws))
                },
            );
            done = results;
            batch = rest?;
            if finished {
                return Ok(summary);
            }
        }
    }

    fn one(&self, raw: Raw, known: bool) -> (Met, Option<(Document, Extraction)>) {
        let (id, path, file) = (raw.default_id(), raw.path().to_owned(), raw.file_name());
        let document = guarded(|| raw.decode(self.options)).unwrap_or_else(|why| {
            let mut document = Document { id, path, ..Document::default() };
            fail(&mut document, &why);
            document
        });
        let ours = self.options.shard.is_none_or(|s| s.holds(file.as_deref().unwrap_or(&document.id)));
        let blake3 = if ours { document.blake3.clone() } else { String::new() };
        let met = Met { id: document.id.clone(), path: document.path.clone(), blake3, ours };
        let found = (ours && !known).then(|| self.extracted(document));
        (met, found)
    }

    fn extracted(&self, mut document: Document) -> (Document, Extraction) {
        if document.status == Status::Failed {
            return (document, Extraction::default());
        }
        match guarded(|| (self.extract)(&document)) {
            Ok(extraction) => (document, extraction),
            Err(why) => {
                fail(&mut document, &why);
                (document, Extraction::default())
            }
        }
    }
}

fn take_batch(raws: &mut impl Iterator<Item = Raw>) -> Vec<Raw> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while batch.len() < BATCH_DOCUMENTS && bytes < BATCH_BYTES {
        let Some(raw) = raws.next() else { break };
        bytes += raw.size();
        batch.push(raw);
    }
    batch
}

/// Nothing that `work` borrows is looked at again after a panic, except to be dropped or failed.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let said = payload.downcast_ref::<&str>().map(|s| (*s).to_owned()).or_else(|| payload.downcast_ref::<String>().cloned());
        said.unwrap_or_else(|| "no reason given".into())
    })
}

fn fail(document: &mut Document, why: &str) {
    document.text.clear();
    let why = why.lines().next().unwrap_or_default();
    let message = format!("a fault in dateline while working on this document ({why}); please report it together with the document");
    document.status = Status::Failed;
    document.problems.push(Problem { line: 0, severity: Severity::Error, code: "internal-error", message });
}
