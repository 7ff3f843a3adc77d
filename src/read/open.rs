//! Opening one file. In: an [`InputFile`]; out: a reader of its decompressed bytes that hashes and counts what it
//! takes from the source, and for containers also undoes encodings in which a line end is not the byte LF.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use encoding_rs::Encoding;

use super::decode;
use super::format::{self, Packing};
use super::{InputFile, ReadOptions};
use crate::model::{Problem, Severity};

/// Bytes looked at before a container is read: enough to tell its encoding, and read in full even from a pipe, so
/// that the guess does not depend on how the bytes happened to arrive.
const SAMPLE: usize = 64 << 10;

/// One system call for each quarter megabyte keeps the reader well below the cost of what follows.
const BUFFER: usize = 256 << 10;

/// A reader of decompressed bytes that can go to another thread.
pub type Source = Box<dyn BufRead + Send>;

/// Hash and length of what was taken from the source so far.
#[derive(Default)]
pub struct Tally {
    hasher: Mutex<blake3::Hasher>,
    bytes: AtomicU64,
}

impl Tally {
    /// BLAKE3 in hex of the bytes so far.
    pub fn blake3(&self) -> String {
        self.hasher.lock().map(|h| h.finalize().to_hex().to_string()).unwrap_or_default()
    }

    /// Number of bytes so far.
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }
}

struct Tallied<R> {
    inner: R,
    tally: Arc<Tally>,
    total: Arc<AtomicU64>,
}

impl<R: Read> Read for Tallied<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        if let Ok(mut hasher) = self.tally.hasher.lock() {
            hasher.update(&buffer[..n]);
        }
        self.tally.bytes.fetch_add(n as u64, Ordering::Relaxed);
        self.total.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// An open file: its decompressed bytes, and what was taken from the file itself.
pub struct Opened {
    /// Decompressed bytes.
    pub source: Source,
    /// Of the bytes as they lie in the file.
    pub tally: Arc<Tally>,
}

/// Open a file; `total` is raised by every byte taken from it.
pub fn open(file: &InputFile, total: &Arc<AtomicU64>) -> io::Result<Opened> {
    let tally = Arc::new(Tally::default());
    let tallied = |inner: Box<dyn Read + Send>| Tallied { inner, tally: tally.clone(), total: total.clone() };
    let source = match &file.location {
        Some(path) => unpack(BufReader::with_capacity(BUFFER, tallied(Box::new(File::open(path)?))), file.packing)?,
        None => {
            let (start, rest) = peek(tallied(Box::new(io::stdin())), 4)?;
            let packing = format::packing_of_bytes(&start);
            unpack(BufReader::with_capacity(BUFFER, io::Cursor::new(start).chain(rest)), packing)?
        }
    };
    Ok(Opened { source, tally })
}

fn unpack(reader: impl BufRead + Send + 'static, packing: Packing) -> io::Result<Source> {
    Ok(match packing {
        Packing::None => Box::new(reader),
        Packing::Gzip => Box::new(BufReader::with_capacity(BUFFER, flate2::bufread::MultiGzDecoder::new(reader))),
        Packing::Zstd => Box::new(BufReader::with_capacity(BUFFER, zstd::Decoder::with_buffer(reader)?)),
    })
}

/// The first `wanted` bytes (fewer only at the end) and the reader of what follows them.
fn peek<R: Read>(mut reader: R, wanted: usize) -> io::Result<(Vec<u8>, R)> {
    let mut start = Vec::new();
    reader.by_ref().take(wanted as u64).read_to_end(&mut start)?;
    Ok((start, reader))
}

/// What the start of a container file says about the whole.
pub struct Container {
    /// The bytes in an encoding that keeps ASCII bytes as they are, without byte order mark.
    pub source: Source,
    /// The start of `source`.
    pub sample: Vec<u8>,
    /// Encoding of records that are not UTF-8.
    pub fallback: Option<&'static Encoding>,
    /// The start is no text at all, and why.
    pub binary: Option<String>,
    /// Worth a row in problems.csv.
    pub note: Option<Problem>,
}

/// Look at the start of a container.
pub fn container(source: Source, options: &ReadOptions) -> io::Result<Container> {
    let (mut sample, mut rest) = peek(source, SAMPLE)?;
    let mut note = None;
    let mut wide = None;
    match Encoding::for_bom(&sample) {
        Some((encoding, mark)) if encoding == encoding_rs::UTF_8 => drop(sample.drain(..mark)),
        Some((encoding, mark)) => {
            wide = Some(encoding);
            sample.drain(..mark);
        }
        None => {
            let given = options.encoding.filter(|e| !e.is_ascii_compatible() || *e == encoding_rs::ISO_2022_JP);
            let guessed = decode::utf16_without_mark(&sample).filter(|_| options.encoding.is_none());
            wide = given.or(guessed);
            note = guessed.map(|e| decode::guessed(e, 1));
        }
    }
    if let Some(encoding) = wide {
        let before: Source = Box::new(BufReader::new(io::Cursor::new(sample).chain(rest)));
        let reader = Transcoder { inner: before, decoder: encoding.new_decoder_without_bom_handling(), ended: false };
        let buffered: Source = Box::new(BufReader::with_capacity(BUFFER, reader));
        (sample, rest) = peek(buffered, SAMPLE)?;
    }
    let binary = decode::binary_container(&sample);
    let fallback = if wide.is_some() || decode::is_utf8_start(&sample) { None } else { Some(decode::guess(&sample)) };
    let source: Source = Box::new(BufReader::with_capacity(BUFFER, io::Cursor::new(sample.clone()).chain(rest)));
    Ok(Container { source, sample, fallback, binary, note })
}

/// Turns a stream of some encoding into one of UTF-8.
struct Transcoder {
    inner: Source,
    decoder: encoding_rs::Decoder,
    ended: bool,
}

impl Read for Transcoder {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // encoding_rs writes whole characters only: it needs room for the longest.
        if buffer.len() < 16 {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "buffer too small"));
        }
        while !self.ended {
            let chunk = self.inner.fill_buf()?;
            let last = chunk.is_empty();
            let (result, read, written, _) = self.decoder.decode_to_utf8(chunk, buffer, last);
            self.inner.consume(read);
            self.ended = last && result == encoding_rs::CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

/// The problem of a file that could not be opened or read on.
pub fn unreadable(why: &str, line: usize) -> Problem {
    let message = format!("the file cannot be read: {why}; see that it exists, is readable and is whole");
    Problem { line, severity: Severity::Error, code: "unreadable", message }
}
