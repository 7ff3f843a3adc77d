//! The scene: one document as all rules look at it.
//!
//! In: prepared text and gazetteer. Out: for each token what the lists know of it, and all list hits by their
//! first token.

use crate::gazetteer::lexicon::{WordClass, WordInfo};
use crate::gazetteer::{Gazetteer, Hit, TypeId};
use crate::text::token::Class;
use crate::text::{Casing, Prepared, Zone};

/// Bit of [`Scene::written`]: in small letters somewhere.
const LOWER: u8 = 1;
/// … with a capital that means something.
const PROPER: u8 = 2;

/// What is known of one token.
#[derive(Debug, Clone, Copy, Default)]
pub struct TokenInfo {
    /// Personal-name and ordinary-word weights.
    pub word: WordInfo,
    /// Hash of the folded token, 0 for a token that does not count.
    pub hash: u64,
    /// Which of the document's distinct words it is; past the last of them for a token that does not count.
    kind: u32,
    /// Bits, see the constants.
    pub bits: u32,
}

#[allow(missing_docs)] // bit N: a hit of that type covers (or is exactly) the token
impl TokenInfo {
    /// First word of a sentence, or after an opening quote or bullet: its capital proves nothing.
    pub const INITIAL: u32 = 1;
    /// In a stretch where capitals prove nothing (title or all-capitals casing).
    pub const CAPITALS_VOID: u32 = 2;
    pub const IN_NATIONALITY: u32 = 4;
    pub const IN_COUNTRY: u32 = 8;
    pub const IN_PLACE: u32 = 16;
    pub const IN_ORG: u32 = 32;
    pub const IN_ORG_HEAD: u32 = 64;
    pub const IN_POST: u32 = 128;
    pub const IN_TITLE: u32 = 256;
    pub const IN_SPEECH: u32 = 512;
    pub const IN_PERSON_NOUN: u32 = 1024;
    pub const IN_PLACE_HEAD: u32 = 2048;
    pub const IN_LEGAL_FORM: u32 = 4096;
    pub const IN_EVENT_HEAD: u32 = 8192;
    pub const IN_AGREEMENT_HEAD: u32 = 16384;
    /// Inside a date candidate.
    pub const IN_DATE: u32 = 32768;
    pub const IN_PARTICLE: u32 = 65536;

    /// Any of these bits set?
    pub fn is(&self, bits: u32) -> bool {
        self.bits & bits != 0
    }

    /// Weight as an ordinary lower-case word.
    pub fn common(&self) -> u8 {
        self.word.weight(WordClass::Word)
    }

    /// Weight as a given name.
    pub fn given(&self) -> u8 {
        self.word.weight(WordClass::Given)
    }

    /// Weight as a family name.
    pub fn family(&self) -> u8 {
        self.word.weight(WordClass::Family)
    }

    /// In the list of capitalised words that are no names.
    pub fn capital_word(&self) -> bool {
        self.word.weight(WordClass::Capital) > 0
    }
}

/// One document before the rules.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The text.
    pub doc: &'a Prepared<'a>,
    /// The lists.
    pub gazetteer: &'a Gazetteer,
    /// All hits, in order of (first, -end, entry).
    pub hits: Vec<Hit>,
    /// For each token, the index of the first hit that begins there or later.
    starts: Vec<u32>,
    /// For each token what is known of it.
    pub info: Vec<TokenInfo>,
    /// For each distinct word, how it is written: [`LOWER`], [`PROPER`].
    written: Vec<u8>,
    /// Host name of the publisher, may be empty.
    pub publisher: &'a str,
    vocabulary: std::cell::OnceCell<super::vocabulary::Vocabulary>,
}

fn bit_of(type_: TypeId) -> u32 {
    match type_ {
        TypeId::NATIONALITY => TokenInfo::IN_NATIONALITY,
        TypeId::COUNTRY => TokenInfo::IN_COUNTRY | TokenInfo::IN_PLACE,
        TypeId::ORGANIZATION => TokenInfo::IN_ORG,
        TypeId::ORG_HEAD => TokenInfo::IN_ORG_HEAD,
        TypeId::POST => TokenInfo::IN_POST,
        TypeId::TITLE => TokenInfo::IN_TITLE,
        TypeId::SPEECH_VERB => TokenInfo::IN_SPEECH,
        TypeId::PERSON_NOUN => TokenInfo::IN_PERSON_NOUN,
        TypeId::PLACE_HEAD => TokenInfo::IN_PLACE_HEAD,
        TypeId::LEGAL_FORM => TokenInfo::IN_LEGAL_FORM,
        TypeId::EVENT_HEAD => TokenInfo::IN_EVENT_HEAD,
        TypeId::AGREEMENT_HEAD => TokenInfo::IN_AGREEMENT_HEAD,
        TypeId::PARTICLE => TokenInfo::IN_PARTICLE,
        t if t.is_place() => TokenInfo::IN_PLACE,
        _ => 0,
    }
}

impl<'a> Scene<'a> {
    /// Look everything up once.
    pub fn new(doc: &'a Prepared<'a>, gazetteer: &'a Gazetteer) -> Self {
        let hits = gazetteer.hits(doc);
        let mut info = vec![TokenInfo { kind: u32::MAX, ..TokenInfo::default() }; doc.tokens.len()];
        let words = doc.kinds.firsts().iter().map(|&i| doc.folded.words[i as usize]);
        let known: Vec<WordInfo> = gazetteer.words(words.map(|w| w.hash));
        let mut written = vec![0; doc.kinds.len()];
        for (w, &kind) in doc.folded.words.iter().zip(doc.kinds.of()) {
            let (token, info) = (&doc.tokens[w.token as usize], &mut info[w.token as usize]);
            (info.hash, info.kind) = (w.hash, kind);
            if token.class == Class::Word {
                info.word = known[kind as usize];
            }
            if token.is_lower() {
                written[kind as usize] |= LOWER;
            }
        }
        for s in &doc.sentences {
            let void = s.casing != Casing::Sentence;
            let mut initial = true;
            let tokens = s.start as usize..s.end as usize;
            for (i, info) in tokens.clone().zip(&mut info[tokens]) {
                if void {
                    info.bits |= TokenInfo::CAPITALS_VOID;
                }
                let t = &doc.tokens[i];
                if t.class == Class::Punct {
                    // after an opening quote, a colon or a bullet a capital is again an initial one
                    initial |= matches!(doc.word(i), "“" | "\"" | "‘" | "«" | ":" | "•" | "*" | "…" | "–" | "—") || i == s.start as usize;
                } else {
                    if initial {
                        info.bits |= TokenInfo::INITIAL;
                    }
                    initial = false;
                }
            }
        }
        for h in &hits {
            let bit = bit_of(h.type_);
            for i in &mut info[h.first as usize..h.end as usize] {
                i.bits |= bit;
            }
        }
        let mut starts = vec![0u32; doc.tokens.len() + 1];
        let mut at = 0;
        for (i, s) in starts.iter_mut().enumerate() {
            while at < hits.len() && (hits[at].first as usize) < i {
                at += 1;
            }
            *s = at as u32;
        }
        for (t, info) in doc.tokens.iter().zip(&info) {
            if t.is_capital()
                && !info.is(TokenInfo::INITIAL | TokenInfo::CAPITALS_VOID)
                && let Some(w) = written.get_mut(info.kind as usize)
            {
                *w |= PROPER;
            }
        }
        Scene { doc, gazetteer, hits, starts, info, written, publisher: "", vocabulary: std::cell::OnceCell::new() }
    }

    /// The same, from a publisher whose host name is known.
    pub fn published_by(mut self, host: &'a str) -> Self {
        self.publisher = host;
        self
    }

    /// Where the document's words stand.
    pub fn vocabulary(&self) -> &super::vocabulary::Vocabulary {
        self.vocabulary.get_or_init(|| super::vocabulary::Vocabulary::new(self.doc))
    }

    fn is_written(&self, i: usize, how: u8) -> bool {
        self.info.get(i).and_then(|info| self.written.get(info.kind as usize)).is_some_and(|w| w & how != 0)
    }

    /// Does the word of token `i` stand in small letters anywhere in the document?
    pub fn lower_seen(&self, i: usize) -> bool {
        self.is_written(i, LOWER)
    }

    /// Does the word of token `i` stand anywhere in the document with a capital that means something?
    pub fn proper_seen(&self, i: usize) -> bool {
        self.is_written(i, PROPER)
    }

    /// Mark the tokens of date expressions, so that no name begins in one.
    pub fn mark_dates(&mut self, dates: &[super::date::DateCandidate]) {
        for d in dates {
            let first = self.doc.token_at(d.start as usize);
            let end = self.doc.token_at((d.end as usize).saturating_sub(1)) + 1;
            for info in self.info.get_mut(first..end).unwrap_or_default() {
                info.bits |= TokenInfo::IN_DATE;
            }
        }
    }

    /// Hits that begin at token `i`, longest first.
    pub fn hits_at(&self, i: usize) -> &[Hit] {
        match (self.starts.get(i), self.starts.get(i + 1)) {
            (Some(&a), Some(&b)) => &self.hits[a as usize..b as usize],
            _ => &[],
        }
    }

    /// The longest hit of a type that begins at token `i`.
    pub fn longest(&self, i: usize, type_: TypeId) -> Option<&Hit> {
        self.may_cover(i, type_).then(|| self.hits_at(i).iter().find(|h| h.type_ == type_))?
    }

    /// Can a hit of a type cover token `i`, by the token's bits? Nearly always they say no, and nothing need be looked through.
    fn may_cover(&self, i: usize, type_: TypeId) -> bool {
        let bit = bit_of(type_);
        bit == 0 || self.info.get(i).is_some_and(|info| info.is(bit))
    }

    /// A hit of a type that ends before token `end`, the longest.
    pub fn ending(&self, end: usize, type_: TypeId) -> Option<&Hit> {
        if !self.may_cover(end.checked_sub(1)?, type_) {
            return None;
        }
        // No vocabulary entry has more than eight tokens.
        (end.saturating_sub(8)..end).find_map(|i| self.hits_at(i).iter().find(|h| h.type_ == type_ && h.end as usize == end))
    }

    /// A title that ends before token `end` and is not the tail of a post: the `General` of `Secretary-General`
    /// is no rank.
    pub fn title_before(&self, end: usize) -> Option<&Hit> {
        let title = self.ending(end, TypeId::TITLE)?;
        let post = self.ending(end, TypeId::POST);
        (post.is_none_or(|p| p.end - p.first <= title.end - title.first)).then_some(title)
    }

    /// A word that begins with a capital, and whose capital means something there.
    pub fn proper(&self, i: usize) -> bool {
        self.capital(i) && !self.info[i].is(TokenInfo::INITIAL | TokenInfo::CAPITALS_VOID)
    }

    /// A word that begins with a capital, wherever.
    pub fn capital(&self, i: usize) -> bool {
        self.doc.tokens.get(i).is_some_and(|t| t.is_capital() && t.class == Class::Word)
    }

    /// Tokens `i` and `i + 1` are separated by nothing but white space without a blank line.
    pub fn adjacent(&self, i: usize) -> bool {
        let (Some(a), Some(b)) = (self.doc.tokens.get(i), self.doc.tokens.get(i + 1)) else { return true };
        if a.end == b.start || a.end + 1 == b.start && self.doc.text.as_bytes()[a.end as usize] == b' ' {
            return true; // nearly all of them
        }
        let gap = self.doc.gap(i);
        gap.chars().all(char::is_whitespace) && gap.matches('\n').count() <= 1
    }

    /// A name that ends before token `end` goes on in capitals there, so that it is only a piece of a longer one
    /// ("UN Global" of "UN Global Strategy", "Salem City" of "Salem City Schools"), and what follows is no name, title
    /// or function word of its own.
    pub fn goes_on(&self, end: usize) -> bool {
        if !(self.capital(end) && self.adjacent(end.saturating_sub(1))) {
            return false;
        }
        let info = &self.info[end];
        let other = info.word.is_name() && info.common() < 60
            || info.is(TokenInfo::IN_POST | TokenInfo::IN_TITLE)
            || super::person::stop_word(self.doc.word(end));
        !other
    }

    /// The word of token `i` is this, in this case.
    pub fn at(&self, i: usize, word: &str) -> bool {
        self.doc.word(i) == word
    }

    /// Number of words in a token range; letters with points ("U.S.") are one.
    pub fn words(&self, first: usize, end: usize) -> usize {
        (first..end)
            .filter(|&i| {
                let letter = |k: usize| self.doc.tokens[k].len() == 1 && self.doc.tokens[k].class == Class::Word;
                let goes_on = letter(i) && i >= first + 2 && self.at(i - 1, ".") && letter(i - 2) && self.doc.gap(i - 1).is_empty();
                self.doc.tokens[i].class != Class::Punct && !goes_on
            })
            .count()
    }

    /// Sentence bounds around token `i`.
    pub fn bounds(&self, i: usize) -> (usize, usize) {
        let s = self.doc.sentence_of(i);
        self.doc.sentences.get(s).map_or((i, i), |s| (s.start as usize, s.end as usize))
    }

    /// Zone of token `i`.
    pub fn zone(&self, i: usize) -> Zone {
        self.doc.sentences.get(self.doc.sentence_of(i)).map_or(Zone::Body, |s| s.zone)
    }
}
