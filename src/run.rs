//! A whole run: work items in, documents and their extractions handed on in order. In: [`Raw`]s, a function that
//! extracts, a [`Sink`]; out: whatever the sink makes of it.
//!
//! ```text
//! cut            decode ──▶ settle ids ──▶ extract ──▶ prepare                       accept
//! in order       any thread   in order     any thread   any thread (Sink::prepare)   in order (Sink::accept)
//! ```
//!
//! Work is handed out by bytes (`CHUNK_BYTES`), not by files, and its results are taken in order by whichever thread has
//! just finished (`in_order`): no thread waits for the end of a batch or for one long document. Memory holds
//! `HELD_BYTES` of input with what was made of it, whatever the size of the input, and as much again as the longest
//! document for each thread.
//!
//! Of a run that is split ([`ReadOptions::shard`]) or that carries on from where an earlier one was interrupted
//! ([`Sink::known`]), documents that are another's affair are decoded for their ids alone.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;

use crate::in_order::in_order;
use crate::model::{Extraction, Problem, Severity};
use crate::read::{Document, Met, Raw, ReadOptions, Status, UniqueIds};
use crate::tables;

/// What a thread takes at a time ends when it holds this many bytes: some ten milliseconds of work, next to which taking it
/// costs nothing, and little enough that no thread stands idle at the end of a run for longer than that.
const CHUNK_BYTES: usize = 64 << 10;

/// What a document costs besides its bytes: so that a file of a million tiny records is not a few chunks of them.
const DOCUMENT_BYTES: usize = 256;

/// Bytes of input that may be under way, with what was made of them: some hundred chunks, which several threads have done
/// while one of them is at a document as long as a book.
const HELD_BYTES: usize = 12 << 20;

/// A batch ends when it holds this many bytes: what a run that is killed has to do again.
const BATCH_BYTES: usize = 4 << 20;

/// … or this many documents.
const BATCH_DOCUMENTS: usize = 1024;

/// What takes the results, in order.
pub trait Sink {
    /// What can go wrong while taking them; the run stops there.
    type Error: Send;

    /// A document made ready to be accepted.
    type Ready: Send;

    /// What makes a document ready, whose id is unlike that of every other, with what was found in it. It runs on the
    /// thread that has worked on the document, beside other documents: all that needs no other document belongs here.
    fn prepare(&self) -> impl Fn(&Met, Document, Extraction) -> Self::Ready + Send + Sync + use<Self>;

    /// Take one document.
    fn accept(&mut self, ready: Self::Ready) -> Result<(), Self::Error>;

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
    type Ready = tables::Result<tables::Rendered>;

    fn prepare(&self) -> impl Fn(&Met, Document, Extraction) -> Self::Ready + Send + Sync + use<> {
        let renderer = self.renderer();
        move |met, document, extraction| renderer.render_settled(met, &document, extraction)
    }

    fn accept(&mut self, ready: Self::Ready) -> tables::Result<()> {
        self.push(ready?)
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

/// Read, extract and hand on everything, on `threads` threads (0: as many as the machine has).
///
/// A panic while one document is worked on makes that document fail, with the problem `internal-error`; the others
/// are not touched. `Err` is the sink's.
pub fn run<I, X, S>(mut raws: I, options: &ReadOptions, extract: X, threads: usize, sink: &mut S) -> Result<(), S::Error>
where
    I: Iterator<Item = Raw> + Send,
    X: Fn(&Document) -> Extraction + Sync,
    S: Sink + Send,
{
    let prepare = sink.prepare();
    let work = Work { options, known: sink.known(), extract: &extract, prepare: &prepare, ids: Ids::default() };
    let mut first = 0;
    let next = || {
        let chunk = Chunk::take(&mut raws, first)?;
        first += chunk.raws.len();
        let size = chunk.size;
        Some((chunk, size))
    };
    let (mut bytes, mut documents) = (0, 0);
    let take = |done: Done<S::Ready>| {
        documents += done.documents.len();
        bytes += done.size;
        for (met, ready) in done.documents {
            sink.meet(&met)?;
            ready.map_or(Ok(()), |ready| sink.accept(ready))?;
        }
        if bytes >= BATCH_BYTES || documents >= BATCH_DOCUMENTS {
            (bytes, documents) = (0, 0);
            sink.batch_done()?;
        }
        Ok(())
    };
    in_order(threads, HELD_BYTES, next, |number, chunk| work.chunk(number, chunk), take)?;
    sink.batch_done()
}

/// What a thread takes at a time.
struct Chunk {
    raws: Vec<Raw>,
    /// Number of the first of them in the input.
    first: usize,
    size: usize,
}

impl Chunk {
    fn take(raws: &mut impl Iterator<Item = Raw>, first: usize) -> Option<Chunk> {
        let mut chunk = Chunk { raws: Vec::new(), first, size: 0 };
        while chunk.size < CHUNK_BYTES {
            let Some(raw) = raws.next() else { break };
            chunk.size += raw.size() + DOCUMENT_BYTES;
            chunk.raws.push(raw);
        }
        (!chunk.raws.is_empty()).then_some(chunk)
    }
}

/// What came of a chunk: every document that was met, and those that are ours made ready.
struct Done<R> {
    documents: Vec<(Met, Option<R>)>,
    size: usize,
}

/// A document that was met, and unless it is another's affair, what was found in it.
type Found = (Met, Option<(Document, Extraction)>);

struct Work<'w, X, P> {
    options: &'w ReadOptions,
    known: usize,
    extract: &'w X,
    prepare: &'w P,
    ids: Ids,
}

impl<X: Fn(&Document) -> Extraction + Sync, R, P: Fn(&Met, Document, Extraction) -> R> Work<'_, X, P> {
    fn chunk(&self, number: usize, chunk: Chunk) -> Done<R> {
        let Chunk { raws, first, size } = chunk;
        let decoded: Vec<(Met, Option<Document>)> = raws.into_iter().enumerate().map(|(i, raw)| self.decoded(raw, first + i)).collect();
        self.ids.claim(number, decoded.iter().map(|(met, _)| met.id.clone()).collect());
        let found: Vec<Found> = decoded.into_iter().map(|(met, document)| (met, document.map(|d| self.extracted(d)))).collect();
        let ready = |((met, found), other): (Found, Option<String>)| {
            let ready = found.map(|(mut document, extraction)| {
                if let Some(other) = other {
                    UniqueIds::rename(&mut document, other);
                }
                (self.prepare)(&met, document, extraction)
            });
            (met, ready)
        };
        Done { documents: found.into_iter().zip(self.ids.settled(number)).map(ready).collect(), size }
    }

    /// The document, unless it is another's affair.
    fn decoded(&self, raw: Raw, number: usize) -> (Met, Option<Document>) {
        let (id, path, file) = (raw.default_id(), raw.path().to_owned(), raw.file_name());
        let document = guarded(|| raw.decode(self.options)).unwrap_or_else(|why| {
            let mut document = Document { id, path, ..Document::default() };
            fail(&mut document, &why);
            document
        });
        let ours = self.options.shard.is_none_or(|s| s.holds(file.as_deref().unwrap_or(&document.id)));
        let blake3 = if ours { document.blake3.clone() } else { String::new() };
        let met = Met { id: document.id.clone(), path: document.path.clone(), blake3, ours };
        (met, (ours && number >= self.known).then_some(document))
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

/// Settles the ids of all chunks in their order, as soon as they are known: before the costly work, so that what comes after
/// it need not wait for the chunks before.
#[derive(Default)]
struct Ids {
    state: Mutex<IdState>,
    moved: Condvar,
}

#[derive(Default)]
struct IdState {
    unique: UniqueIds,
    /// Number of the chunk whose turn it is.
    turn: usize,
    claimed: BTreeMap<usize, Vec<String>>,
    /// For each document another id, if its own was met before.
    settled: FxHashMap<usize, Vec<Option<String>>>,
}

impl Ids {
    fn lock(&self) -> MutexGuard<'_, IdState> {
        // a panic in here leaves nothing half-done: `UniqueIds` does not panic
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The ids of a chunk, as its documents have them.
    fn claim(&self, number: usize, ids: Vec<String>) {
        let mut state = self.lock();
        state.claimed.insert(number, ids);
        let turn = state.turn;
        while let IdState { unique, turn, claimed, settled } = &mut *state
            && let Some(ids) = claimed.remove(turn)
        {
            settled.insert(*turn, ids.iter().map(|id| unique.take(id)).collect());
            *turn += 1;
        }
        if state.turn > turn {
            self.moved.notify_all();
        }
    }

    /// What became of them. It waits while a chunk before is still being decoded, which each does first.
    fn settled(&self, number: usize) -> Vec<Option<String>> {
        let mut state = self.lock();
        loop {
            match state.settled.remove(&number) {
                Some(ids) => return ids,
                None => state = self.moved.wait(state).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }
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
