//! What a date rule is, and the machine that runs a language's rules.
//!
//! In: the rules and words of a language. Out: a [`Grammar`]: for each word the rules that may begin with it.
//! A rule stands with its reason and with sentences it must and must not match; `cargo test` runs them all.

use super::lex::{Lex, Lexicon, class};
use super::pattern::{Capture, Name, Opening, Pattern, Reader, Value};
use super::tree::Expr;
use crate::text::Prepared;
use std::cell::RefCell;

/// Kinds of rules, as bits: what `<@kind>` in a higher rule refers to.
pub mod kind {
    /// A day: "7 October 2010", "last Friday", "today".
    pub const DAY: u16 = 1;
    /// A longer stretch of the calendar: month, quarter, season, year, decade.
    pub const PERIOD: u16 = 2;
    /// A time of day.
    pub const CLOCK: u16 = 4;
    /// A length of time.
    pub const LENGTH: u16 = 8;
    /// What no higher rule builds on.
    pub const OTHER: u16 = 16;
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// `family/what`, as it stands in the `rule` column.
    pub name: &'static str,
    /// See [`kind`].
    pub kind: u16,
    /// Rules refer to rules of lower levels only.
    pub level: u8,
    /// See [`super::pattern`].
    pub pattern: &'static str,
    /// Why the rule is as it is.
    pub reason: &'static str,
    /// Builds the tree; `None` refuses the match.
    pub build: fn(&Match) -> Option<Expr>,
    /// Confidence, 0 to 1.
    pub score: f32,
    /// Sentences with the span in square brackets, and the value; read on 2019-11-27, a Wednesday, unless they
    /// begin with `@DATE `, or `@ ` for none.
    pub yes: &'static [(&'static str, &'static str)],
    /// Sentences in which the rule must find nothing.
    pub no: &'static [&'static str],
}

/// What a builder sees: the match and its surroundings.
pub struct Match<'a, 'd> {
    /// Captures in order.
    pub caps: &'a [Capture],
    /// The document.
    pub doc: &'a Prepared<'d>,
    /// Its labelled tokens.
    pub lexed: &'a [Lex],
    /// First token.
    pub start: usize,
    /// Token after the last.
    pub end: usize,
}

impl<'d> Match<'_, 'd> {
    /// The capture of that name.
    pub fn get(&self, name: &str) -> Option<&Capture> {
        self.caps.iter().find(|c| c.name == name)
    }

    /// The labelled token captured under that name.
    pub fn lex(&self, name: &str) -> Option<Lex> {
        match self.get(name)?.value {
            Value::Token(lex) => Some(lex),
            _ => None,
        }
    }

    /// The value of a token or number captured under that name.
    pub fn num(&self, name: &str) -> Option<i32> {
        match self.get(name)?.value {
            Value::Token(lex) => Some(lex.num),
            // A vague number (few, several) is not a number.
            Value::Number(n) if n.is_nan() => None,
            Value::Number(n) => Some(n as i32),
            Value::Tree(_) => None,
        }
    }

    /// The number phrase captured under that name: `None` if absent, not a number if vague.
    pub fn number(&self, name: &str) -> Option<f64> {
        match self.get(name)?.value {
            Value::Number(n) => Some(n),
            Value::Token(lex) => Some(f64::from(lex.num)),
            Value::Tree(_) => None,
        }
    }

    /// The tree captured under that name.
    pub fn tree(&self, name: &str) -> Option<Expr> {
        match &self.get(name)?.value {
            Value::Tree(e) => Some(e.clone()),
            _ => None,
        }
    }

    /// The text of token `i`.
    pub fn word(&self, i: usize) -> &'d str {
        self.doc.word(i)
    }

    /// The text of the n-th token before the match; empty at the start of the document.
    pub fn back(&self, n: usize) -> &'d str {
        self.start.checked_sub(n).map_or("", |i| self.doc.word(i))
    }

    /// The text of the n-th token after the match, from 1; empty at the end.
    pub fn ahead(&self, n: usize) -> &'d str {
        self.doc.word(self.end + n - 1)
    }

    /// Token before the match stands in the same phrase as it: nothing but white space without a break between.
    pub fn back_is(&self, words: &[&str]) -> bool {
        self.start > 0 && !self.lexed[self.start].broken && words.iter().any(|w| self.back(1).eq_ignore_ascii_case(w))
    }

    /// Token after the match is one of the words.
    pub fn ahead_is(&self, words: &[&str]) -> bool {
        !self.lexed.get(self.end).is_none_or(|l| l.broken) && words.iter().any(|w| self.ahead(1).eq_ignore_ascii_case(w))
    }

    /// The token after the match touches it.
    pub fn glued_after(&self) -> bool {
        self.lexed.get(self.end).is_some_and(|l| l.glued)
    }

    /// The token before the match touches it.
    pub fn glued_before(&self) -> bool {
        self.start > 0 && self.lexed[self.start].glued
    }
}

/// What a rule found: half-open token range, tree, index of the rule.
#[derive(Debug, Clone)]
pub struct Hit {
    /// First token.
    pub start: usize,
    /// Token after the last.
    pub end: usize,
    /// What it says.
    pub tree: Expr,
    /// Index into [`Grammar::rules`].
    pub rule: usize,
}

/// A native reader: name, class bits and words it may begin with, and the reader.
pub type Native = (&'static str, u32, &'static [&'static str], fn(&Prepared, &[Lex], usize) -> Option<(usize, Value)>);

/// A language's rules, compiled.
#[derive(Debug)]
pub struct Grammar {
    /// The words.
    pub lexicon: Lexicon,
    /// The rules in order of precedence.
    pub rules: Vec<&'static Rule>,
    patterns: Vec<Pattern>,
    natives: Vec<Native>,
    /// For each word number the rules that may begin with it, lower levels first.
    by_word: Vec<Starts>,
    /// One more than the highest level.
    levels: u8,
}

/// The rules that may begin with a word.
#[derive(Debug, Default)]
struct Starts {
    /// Rule, and the words that may follow as bits; all, if the one token may be the whole match.
    rules: Vec<(u16, Box<[u64]>)>,
    /// The words that may follow for any of them.
    after: Box<[u64]>,
}

fn has(bits: &[u64], word: usize) -> bool {
    bits.get(word / 64).is_some_and(|b| b >> (word % 64) & 1 == 1)
}

/// The ways each rule may begin. A reference to lower rules begins as they do.
fn openings(rules: &[&Rule], patterns: &[Pattern], lexicon: &Lexicon, natives: &[Native]) -> Vec<Vec<Opening>> {
    // A native reader may go on to a second token: numbers, the marks within them, the words that join them.
    let mut inner = lexicon.words_of(class::CARD | class::INT | class::ORD | class::DECADE | class::FEW | class::NAMED | class::ZONE);
    let joints = [
        ",", ".", "-", "/", "'", "a", "an", "and", "of", "half", "couple", "dozen", "time", "standard", "daylight", "day", "days", "sunday",
    ];
    inner.extend(joints.iter().filter_map(|w| lexicon.word(w)));
    inner.extend(lexicon.words_of(class::WEEKDAY));
    let mut out: Vec<Vec<Opening>> =
        patterns.iter().map(|p| p.openings(lexicon, &|id| (natives[id as usize].1, natives[id as usize].2))).collect();
    let mut order: Vec<usize> = (0..rules.len()).collect();
    order.sort_by_key(|&i| rules[i].level);
    for &i in &order {
        let mut ways = Vec::new();
        for mut way in std::mem::take(&mut out[i]) {
            let below = |kinds: u16| order.iter().filter(move |&&j| rules[j].level < rules[i].level && rules[j].kind & kinds != 0);
            if way.native_first {
                way.second.extend(&inner);
            }
            for lower in below(way.second_kinds).flat_map(|&j| &out[j]) {
                way.second.extend(&lower.first);
            }
            for lower in below(way.first_kinds).flat_map(|&j| &out[j]) {
                // What follows a lower match of one token follows here as well.
                let mut both = lower.clone();
                if lower.single {
                    both.second.extend(&way.second);
                }
                both.single &= way.single;
                ways.push(both);
            }
            ways.push(way);
        }
        out[i] = ways;
    }
    out
}

impl Grammar {
    /// Compile. A rule that does not compile is an error that names it.
    pub fn new(
        mut lexicon: Lexicon,
        families: &[&'static [Rule]],
        classes: &[(&str, u32)],
        natives: Vec<Native>,
        kinds: &[(&str, u16)],
    ) -> Result<Self, String> {
        let names = |name: &str| {
            classes
                .iter()
                .find(|c| c.0 == name)
                .map(|c| Name::Class(c.1))
                .or_else(|| natives.iter().position(|n| n.0 == name).map(|i| Name::Native(i as u16, natives[i].1, natives[i].2)))
                .or_else(|| kinds.iter().find(|k| Some(k.0) == name.strip_prefix('@')).map(|k| Name::Kind(k.1)))
        };
        for word in natives.iter().flat_map(|n| n.2) {
            lexicon.add(word, 0, 0, 255);
        }
        let rules: Vec<&'static Rule> = families.iter().flat_map(|f| f.iter()).collect();
        let mut patterns = Vec::with_capacity(rules.len());
        for r in &rules {
            patterns.push(Pattern::compile(r.pattern, r.level, &mut lexicon, &names).map_err(|e| format!("rule {}: {e}", r.name))?);
        }
        lexicon.close();
        let words = lexicon.words();
        let blank = || vec![0u64; words / 64 + 1].into_boxed_slice();
        let mut by_word: Vec<Starts> = (0..words).map(|_| Starts { rules: Vec::new(), after: blank() }).collect();
        let ways = openings(&rules, &patterns, &lexicon, &natives);
        let mut order: Vec<usize> = (0..rules.len()).collect();
        order.sort_by_key(|&i| rules[i].level);
        for i in order {
            for way in &ways[i] {
                let mut bits = blank();
                if way.single {
                    bits.fill(u64::MAX);
                }
                way.second.iter().for_each(|&w| bits[w as usize / 64] |= 1 << (w % 64));
                for &w in &way.first {
                    let starts = &mut by_word[w as usize];
                    if starts.rules.last().is_none_or(|r| r.0 != i as u16) {
                        starts.rules.push((i as u16, blank()));
                    }
                    let Some((_, of_rule)) = starts.rules.last_mut() else { continue };
                    for ((a, r), b) in starts.after.iter_mut().zip(of_rule.iter_mut()).zip(&bits) {
                        *a |= b;
                        *r |= b;
                    }
                }
            }
        }
        let levels = rules.iter().map(|r| r.level + 1).max().unwrap_or(0);
        Ok(Grammar { lexicon, rules, patterns, natives, by_word, levels })
    }

    /// May any rule begin with this word when that one follows?
    pub fn begins(&self, word: u16, next: u16) -> bool {
        word != 0 && self.by_word.get(word as usize).is_some_and(|s| has(&s.after, next as usize))
    }
}

/// What the rules found at a token, all levels below `done`.
struct Node {
    at: usize,
    done: u8,
    hits: Vec<Hit>,
}

/// The rules at work on one document.
pub struct Scan<'a, 'd> {
    grammar: &'a Grammar,
    doc: &'a Prepared<'d>,
    lexed: &'a [Lex],
    /// What was found at the tokens ahead: higher rules ask for the same ones after the other.
    nodes: RefCell<Vec<Node>>,
}

impl<'a, 'd> Scan<'a, 'd> {
    /// Set the rules to work.
    pub fn new(grammar: &'a Grammar, doc: &'a Prepared<'d>, lexed: &'a [Lex]) -> Self {
        Scan { grammar, doc, lexed, nodes: RefCell::new(Vec::new()) }
    }

    /// May any rule begin at token `at`, by its word and the next?
    pub fn begins(&self, at: usize) -> bool {
        let Some(lex) = self.lexed.get(at).filter(|l| l.word != 0) else { return false };
        let next = self.lexed.get(at + 1).filter(|l| !l.broken).map_or(0, |l| l.word);
        self.grammar.begins(lex.word, next)
    }

    /// The best hit at token `at`: the longest, then the highest score, then the first rule.
    pub fn best(&self, at: usize) -> Option<Hit> {
        self.nodes.borrow_mut().retain(|n| n.at >= at);
        self.find(at, u16::MAX, self.grammar.levels)
    }

    fn find(&self, at: usize, kinds: u16, level: u8) -> Option<Hit> {
        if !self.begins(at) {
            return None;
        }
        self.try_rules(at, level);
        let nodes = self.nodes.borrow();
        let hits = &nodes.iter().find(|n| n.at == at)?.hits;
        let mut best: Option<&Hit> = None;
        for hit in hits {
            let rule = self.grammar.rules[hit.rule];
            if rule.level >= level || rule.kind & kinds == 0 {
                continue;
            }
            let better = best.is_none_or(|b| {
                let score = self.grammar.rules[b.rule].score;
                hit.end > b.end || hit.end == b.end && (rule.score > score || rule.score == score && hit.rule < b.rule)
            });
            if better {
                best = Some(hit);
            }
        }
        best.cloned()
    }

    /// Try every rule below a level at a token, once.
    fn try_rules(&self, at: usize, level: u8) {
        let position = self.nodes.borrow().iter().position(|n| n.at == at);
        let (index, done) = match position {
            Some(i) => (i, self.nodes.borrow()[i].done),
            None => {
                let mut nodes = self.nodes.borrow_mut();
                nodes.push(Node { at, done: 0, hits: Vec::new() });
                (nodes.len() - 1, 0)
            }
        };
        if done >= level {
            return;
        }
        let next = self.lexed.get(at + 1).filter(|l| !l.broken).map_or(0, |l| l.word as usize);
        let mut caps = Vec::new();
        let mut reached = done;
        for (i, after) in &self.grammar.by_word[self.lexed[at].word as usize].rules {
            let rule = self.grammar.rules[*i as usize];
            if rule.level < done || !has(after, next) {
                continue;
            }
            if rule.level >= level {
                break;
            }
            if rule.level > reached {
                reached = rule.level;
                self.nodes.borrow_mut()[index].done = reached;
            }
            caps.clear();
            let Some(end) = self.grammar.patterns[*i as usize].matches(self, at, &mut caps) else { continue };
            let m = Match { caps: &caps, doc: self.doc, lexed: self.lexed, start: at, end };
            if let Some(tree) = (rule.build)(&m) {
                self.nodes.borrow_mut()[index].hits.push(Hit { start: at, end, tree, rule: *i as usize });
            }
        }
        self.nodes.borrow_mut()[index].done = level;
    }
}

impl Reader for Scan<'_, '_> {
    fn native(&self, id: u16, at: usize) -> Option<(usize, Value)> {
        (self.grammar.natives.get(id as usize)?.3)(self.doc, self.lexed, at)
    }

    fn lower(&self, kinds: u16, level: u8, at: usize) -> Option<(usize, Value)> {
        self.find(at, kinds, level).map(|h| (h.end, Value::Tree(h.tree)))
    }

    fn lexed(&self) -> &[Lex] {
        self.lexed
    }
}
