//! **text**: one pass over a document: tokens, sentences, zones.
//!
//! In: a document's text. Out: [`Prepared`], which every matcher reads.

pub mod fold;
pub mod kinds;
pub mod line;
pub mod sentence;
pub mod slug;
pub mod token;
pub mod web;
pub mod words;
pub mod zone;

use fold::Folded;
use kinds::Kinds;
use token::{Class, Token};

/// A document cut into tokens and sentences.
#[derive(Debug, Clone)]
pub struct Prepared<'t> {
    /// The document's text.
    pub text: &'t str,
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// Sentences as half-open ranges of token indices, covering all tokens in order.
    pub sentences: Vec<Sentence>,
    /// The folded tokens, which lists are matched against.
    pub folded: Folded,
    /// Where the lines end; made when first asked, for most documents never ask.
    line_ends: std::cell::OnceCell<Vec<u32>>,
    /// The distinct ones among them.
    pub kinds: Kinds,
    /// Indices of the tokens that are neither words nor figures: what a rule that begins at a mark looks through.
    pub marks: Vec<u32>,
    /// For each token the index of its sentence.
    in_sentence: Vec<u32>,
    /// The tokens' texts. The rules ask for them by the dozen, and each cut out of a text asks first whether it cuts a letter.
    words: Vec<&'t str>,
}

impl<'t> Prepared<'t> {
    /// Cut a text.
    pub fn new(text: &'t str) -> Self {
        let tokens = token::tokenize(text);
        let ranges = sentence::split(text, &tokens);
        let sentences = zone::label(text, &tokens, &ranges);
        let folded = fold::fold(text, &tokens);
        let kinds = Kinds::new(&folded.words);
        let mut in_sentence = vec![sentences.len() as u32; tokens.len()];
        for (i, s) in (0u32..).zip(&sentences) {
            in_sentence[s.start as usize..s.end as usize].fill(i);
        }
        let words = tokens.iter().map(|t| t.of(text)).collect();
        let marks = (0u32..).zip(&tokens).filter(|(_, t)| t.class == Class::Punct).map(|(i, _)| i).collect();
        Prepared { text, tokens, sentences, folded, kinds, marks, in_sentence, words, line_ends: std::cell::OnceCell::new() }
    }

    /// Line, from 1, of a byte of the text.
    pub fn line_of(&self, at: usize) -> usize {
        let ends = self.line_ends.get_or_init(|| memchr::memchr_iter(b'\n', self.text.as_bytes()).map(|i| i as u32).collect());
        1 + ends.partition_point(|&end| (end as usize) < at)
    }

    /// The tokens with this folded form, in order.
    pub fn tokens_of(&self, folded: &str) -> impl Iterator<Item = usize> + '_ {
        let kind = self.kinds.find(fold::hash(folded.as_bytes()));
        kind.into_iter().flat_map(|k| self.kinds.places(k)).map(|i| self.folded.words[i as usize].token as usize)
    }

    /// The text of token `i`; empty past the end.
    pub fn word(&self, i: usize) -> &'t str {
        self.words.get(i).copied().unwrap_or_default()
    }

    /// The text from token `first` to before token `end`.
    pub fn slice(&self, first: usize, end: usize) -> &'t str {
        if first >= end || end > self.tokens.len() {
            return "";
        }
        &self.text[self.tokens[first].start as usize..self.tokens[end - 1].end as usize]
    }

    /// Is token `i` a hyphen or dash that joins the parts of a name? Past the end too: nothing stands there that parts.
    pub fn hyphen(&self, i: usize) -> bool {
        self.tokens.get(i).is_none_or(|t| t.shape & Token::HYPHEN != 0)
    }

    /// Is token `i` an apostrophe, however typed? Past the end too.
    pub fn apostrophe(&self, i: usize) -> bool {
        self.tokens.get(i).is_none_or(|t| t.shape & Token::APOSTROPHE != 0)
    }

    /// What lies between token `i` and the one after it.
    pub fn gap(&self, i: usize) -> &'t str {
        match (self.tokens.get(i), self.tokens.get(i + 1)) {
            (Some(a), Some(b)) if a.end < b.start => &self.text[a.end as usize..b.start as usize],
            _ => "",
        }
    }

    /// Index of the sentence that token `i` stands in.
    pub fn sentence_of(&self, i: usize) -> usize {
        self.in_sentence.get(i).map_or(self.sentences.len(), |s| *s as usize)
    }

    /// Index of the first token that ends after byte `at`.
    pub fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|t| t.end as usize <= at)
    }
}

/// A sentence: a half-open range of token indices and what its capitals are worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// First token.
    pub start: u32,
    /// Token after the last.
    pub end: u32,
    /// Casing profile.
    pub casing: Casing,
    /// Part of the document it stands in.
    pub zone: Zone,
}

/// What capital letters prove in a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Casing {
    /// Capitals mark names.
    Sentence,
    /// Most Words Start With Capitals: they prove nothing.
    Title,
    /// ALL LETTERS ARE CAPITALS.
    Upper,
}

/// Part of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// Title lines at the head.
    Headline,
    /// Running text.
    Body,
    /// Address, telephone, contact lines.
    Contact,
}
