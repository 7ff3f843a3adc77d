//! From bytes to text. In: the bytes of one document or record, and what is known of their encoding; out: the text
//! exactly as encoded, what had to be guessed or replaced, or the finding that the bytes are no text.
//!
//! Order of belief: byte order mark, `--encoding`, valid UTF-8, what the page declares (HTML), what the start of the
//! file suggested (containers), a guess. Nothing is folded: CRLF, no-break spaces, soft hyphens and U+2028 stay.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::model::{Problem, Severity};

/// A text and what is to be said about how it was come by.
#[derive(Debug, Clone, Default)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// Rows for problems.csv.
    pub problems: Vec<Problem>,
    /// Some bytes were no text and are U+FFFD now.
    pub damaged: bool,
}

/// What is known of the encoding beforehand.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints {
    /// The bytes are part of a file whose start was looked at: no byte order mark is expected, nor UTF-16.
    pub part: bool,
    /// `--encoding`.
    pub given: Option<&'static Encoding>,
    /// What the document itself declares.
    pub declared: Option<&'static Encoding>,
    /// What the start of the file suggested.
    pub fallback: Option<&'static Encoding>,
}

/// Decode; `first_line` is the line in the file that the bytes start on. `Err`: why the bytes are no text.
pub fn decode(bytes: Vec<u8>, hints: Hints, first_line: usize) -> Result<Decoded, String> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes).filter(|_| !hints.part) {
        return finish(encoding, bytes, mark, first_line, None);
    }
    if let Some(encoding) = hints.given {
        return finish(encoding, bytes, 0, first_line, None);
    }
    // An ISO-2022-JP page is pure ASCII to the eye of a UTF-8 decoder, so only its own word tells.
    if hints.declared == Some(encoding_rs::ISO_2022_JP) {
        return finish(encoding_rs::ISO_2022_JP, bytes, 0, first_line, None);
    }
    if let Some(encoding) = utf16_without_mark(&bytes).filter(|_| !hints.part) {
        return finish(encoding, bytes, 0, first_line, Some(guessed(encoding, first_line)));
    }
    if let Some(why) = binary(&bytes) {
        return Err(why);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text, ..Decoded::default() }),
        Err(e) => e.into_bytes(),
    };
    if let Some(encoding) = hints.declared.filter(|e| *e != UTF_8) {
        return finish(encoding, bytes, 0, first_line, None);
    }
    if hints.declared == Some(UTF_8) || is_damaged_utf8(&bytes) {
        return finish(UTF_8, bytes, 0, first_line, None);
    }
    let encoding = hints.fallback.unwrap_or_else(|| guess(&bytes));
    finish(encoding, bytes, 0, first_line, Some(guessed(encoding, first_line)))
}

/// Decode as `encoding` from byte `start` on.
fn finish(
    encoding: &'static Encoding,
    mut bytes: Vec<u8>,
    start: usize,
    first_line: usize,
    note: Option<Problem>,
) -> Result<Decoded, String> {
    let mut problems: Vec<Problem> = note.into_iter().collect();
    if encoding == UTF_8 && start > 0 {
        bytes.drain(..start);
    }
    let (text, damaged) = if encoding == UTF_8 {
        match String::from_utf8(bytes) {
            Ok(text) => (text, false),
            Err(e) => (String::from_utf8_lossy(e.as_bytes()).into_owned(), true),
        }
    } else {
        let (text, damaged) = encoding.decode_without_bom_handling(&bytes[start..]);
        (text.into_owned(), damaged)
    };
    if let Some(why) = mostly_controls(text.chars().take(LOOKED_AT).map(|c| c < ' ' && !is_layout(c as u8)), 20) {
        return Err(why);
    }
    if damaged {
        let at = text.find('\u{fffd}').unwrap_or(0);
        let places = match text.matches('\u{fffd}').count() {
            1 => "1 place".to_owned(),
            n => format!("{n} places"),
        };
        let line = first_line + text.as_bytes()[..at].iter().filter(|b| **b == b'\n').count();
        let message = format!(
            "bytes that are not valid {}, in {places}, the first on this line; they were read as U+FFFD; name the right encoding with --encoding or mend the file",
            encoding.name()
        );
        problems.push(Problem { line, severity: Severity::Warning, code: "encoding-errors", message });
    }
    Ok(Decoded { text, problems, damaged })
}

/// The note that an encoding was guessed.
pub fn guessed(encoding: &'static Encoding, line: usize) -> Problem {
    let message = format!(
        "the text is not UTF-8; it was read as {}, by its bytes; name the right one with --encoding if that is wrong",
        encoding.name()
    );
    Problem { line, severity: Severity::Note, code: "encoding-guessed", message }
}

/// The legacy encoding that bytes are most likely in.
pub fn guess(bytes: &[u8]) -> &'static Encoding {
    // Escape sequences of ISO-2022-JP are rarer in releases than stray escape characters.
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // The detector's opinion does not change after a megabyte, and it is the slowest thing here.
    detector.feed(&bytes[..bytes.len().min(1 << 20)], true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Bytes looked at when the question is whether they are text at all: a page or two.
const LOOKED_AT: usize = 64 << 10;

/// UTF-16 that does not say so: in text of any European language nearly every second byte is zero.
pub fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let looked_at = &bytes[..bytes.len().min(LOOKED_AT) & !1];
    let pairs = looked_at.len() / 2;
    // Fewer than four characters prove nothing.
    if pairs < 4 || bytes.len() % 2 == 1 && bytes.len() < LOOKED_AT {
        return None;
    }
    let (mut first, mut second) = (0, 0);
    for pair in looked_at.chunks_exact(2) {
        first += usize::from(pair[0] == 0);
        second += usize::from(pair[1] == 0);
    }
    // Seven in ten leaves room for typographic quotes and names in other scripts; the other half must hold no zero.
    if second * 10 >= pairs * 7 && first == 0 {
        Some(UTF_16LE)
    } else if first * 10 >= pairs * 7 && second == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Why bytes of an unknown, ASCII-compatible encoding are no text; `None` if they may be.
pub fn binary(bytes: &[u8]) -> Option<String> {
    let bytes = &bytes[..bytes.len().min(LOOKED_AT)];
    if is_utf8_start(bytes) {
        // Text taken out of PDFs holds a stray NUL or form feed now and then: one in twenty is no longer stray.
        return mostly_controls(bytes.iter().map(|b| *b < b' ' && !is_layout(*b)), 20);
    }
    if let Some(at) = memchr::memchr(0, bytes) {
        return Some(format!("a zero byte at offset {at}"));
    }
    // No legacy encoding of text uses control bytes; noise without zeros has one in ten.
    mostly_controls(bytes.iter().map(|b| *b < b' ' && !is_layout(*b)), 50)
}

/// Why the start of a container holds no records. One bad record among good ones does not make it so.
pub fn binary_container(sample: &[u8]) -> Option<String> {
    mostly_controls(sample.iter().map(|b| *b < b' ' && !is_layout(*b)), 20)
}

/// Control characters that text files hold: tab, line ends, page breaks, and ESC, which ISO-2022 shifts with.
fn is_layout(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b)
}

/// Why, if more than one in `rare` is a control character.
fn mostly_controls(controls: impl Iterator<Item = bool>, rare: usize) -> Option<String> {
    let (mut bad, mut all) = (0, 0);
    for is_control in controls {
        all += 1;
        bad += usize::from(is_control);
    }
    (bad * rare > all).then(|| format!("{bad} of the first {all} characters are control characters"))
}

/// Whether bytes are UTF-8, up to a character cut off at the end.
pub fn is_utf8_start(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).map_or_else(|e| e.error_len().is_none(), |_| true)
}

/// Whether bytes that are not UTF-8 are UTF-8 gone wrong here and there rather than some other encoding.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    // Legacy bytes form a valid sequence by chance only now and then, so one good for each bad settles it; and a
    // file whose only fault is its cut-off end was UTF-8.
    good >= bad || is_utf8_start(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Vec<&'static str>) {
        match decode(bytes.to_vec(), Hints::default(), 1) {
            Ok(d) => (d.text, d.problems.iter().map(|p| p.code).collect()),
            Err(why) => (why, vec!["binary"]),
        }
    }

    #[test]
    fn utf8_is_kept_as_it_is() {
        let text = "a\r\nb\u{a0}c\u{ad}d\u{2028}e\u{feff}f İ\u{200b}e\u{301}";
        assert_eq!(read(text.as_bytes()), (text.into(), vec![]));
        assert_eq!(read(&[b"\xef\xbb\xbf", text.as_bytes()].concat()), (text.into(), vec![]), "the mark is not text");
    }

    #[test]
    fn utf16() {
        let wide = |s: &str, f: fn(u16) -> [u8; 2]| s.encode_utf16().flat_map(f).collect::<Vec<u8>>();
        let text = "Geneva, 3 May — “OSCE”";
        assert_eq!(read(&[b"\xff\xfe", &wide(text, u16::to_le_bytes)[..]].concat()), (text.into(), vec![]));
        assert_eq!(read(&[b"\xfe\xff", &wide(text, u16::to_be_bytes)[..]].concat()), (text.into(), vec![]));
        assert_eq!(read(&wide(text, u16::to_le_bytes)), (text.into(), vec!["encoding-guessed"]));
        assert_eq!(read(&wide(text, u16::to_be_bytes)), (text.into(), vec!["encoding-guessed"]));
    }

    #[test]
    fn legacy() {
        let french = "Le Président de la République a été reçu à l’Élysée par des députés européens.";
        let bytes = encoding_rs::WINDOWS_1252.encode(french).0.into_owned();
        assert_eq!(read(&bytes), (french.into(), vec!["encoding-guessed"]));
        let japanese = "国際連合の事務総長は東京で記者会見を行った。";
        let bytes = encoding_rs::SHIFT_JIS.encode(japanese).0.into_owned();
        assert_eq!(read(&bytes), (japanese.into(), vec!["encoding-guessed"]));
        let met = decode(bytes, Hints::default(), 4).map(|d| d.problems);
        let message =
            "the text is not UTF-8; it was read as Shift_JIS, by its bytes; name the right one with --encoding if that is wrong".into();
        assert_eq!(met, Ok(vec![Problem { line: 4, severity: Severity::Note, code: "encoding-guessed", message }]));
    }

    #[test]
    fn damage() {
        let (text, codes) = read(b"Andr\xc3\xa9 and Ren\xc3\xa9\nmet\xff here");
        assert_eq!((text.as_str(), codes), ("André and René\nmet\u{fffd} here", vec!["encoding-errors"]));
        let (text, codes) = read(b"cut off in the middle of Ren\xc3");
        assert_eq!((text.as_str(), codes), ("cut off in the middle of Ren\u{fffd}", vec!["encoding-errors"]));
        let met = decode(b"\xc3\xa9\n\xff".to_vec(), Hints::default(), 1).map(|d| (d.damaged, d.problems));
        let message = "bytes that are not valid UTF-8, in 1 place, the first on this line; they were read as U+FFFD; name the right encoding with --encoding or mend the file".into();
        assert_eq!(met, Ok((true, vec![Problem { line: 2, severity: Severity::Warning, code: "encoding-errors", message }])));
    }

    #[test]
    fn what_is_no_text() {
        let mut state = 7_u64;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 56) as u8
        })
        .take(4096)
        .collect();
        assert_eq!(read(&noise).1, ["binary"]);
        assert_eq!(read(&noise.iter().map(|b| b | 1).collect::<Vec<_>>()).1, ["binary"], "noise without zeros");
        assert_eq!(read(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0").1, ["binary"]);
        assert_eq!(read(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").1, ["binary"]);
        let stray = format!("{}\0{}", "a page of text ".repeat(9), "and more");
        assert_eq!(read(stray.as_bytes()), (stray, vec![]));
    }

    #[test]
    fn hints() {
        let bytes = b"Gda\xf1sk \xb3".to_vec();
        let with = |hints| decode(bytes.clone(), hints, 1).map(|d| (d.text, d.problems.len()));
        let latin2 = Some(encoding_rs::ISO_8859_2);
        assert_eq!(with(Hints { given: latin2, ..Hints::default() }), Ok(("Gdańsk ł".into(), 0)));
        assert_eq!(with(Hints { declared: latin2, ..Hints::default() }), Ok(("Gdańsk ł".into(), 0)));
        assert_eq!(with(Hints { fallback: latin2, ..Hints::default() }), Ok(("Gdańsk ł".into(), 1)));
        assert_eq!(with(Hints { given: Some(UTF_8), ..Hints::default() }), Ok(("Gda\u{fffd}sk \u{fffd}".into(), 1)));
    }
}
