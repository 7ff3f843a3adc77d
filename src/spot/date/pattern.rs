//! The pattern language of date rules: compiled once, matched over labelled tokens.
//!
//! In: a pattern such as `(<weekday> ,?)? <day> of? <month> <year>?`. Out: a [`Pattern`] that is tried at one
//! token and answers how far it reaches and what it captured.
//!
//! | written | matches |
//! | --- | --- |
//! | `word` | that word, in any case |
//! | `one\|two` | one of the words |
//! | `, . - / : '` | that mark; `-` is any hyphen or dash, `'` any apostrophe |
//! | `\(` `\)` | a bracket |
//! | `<name>` | a token of a class, a native reader (a number phrase), or `<@kind>`: what a rule of a lower level found |
//! | `<name=label>` | the same, captured under another name |
//! | `( a b \| c )` | a group with alternatives |
//! | `?` after any of these | may be absent; tried present first |
//! | `~` | no white space here; elsewhere any white space with at most one line end may stand, or none |

use super::lex::{Lex, Lexicon};
use super::tree::Expr;

/// What a capture holds.
#[derive(Debug, Clone)]
pub enum Value {
    /// One token.
    Token(Lex),
    /// A number phrase.
    Number(f64),
    /// What another rule built.
    Tree(Expr),
}

/// A capture: its name, the tokens it covers (half-open), its value.
#[derive(Debug, Clone)]
pub struct Capture {
    /// Name within the rule.
    pub name: &'static str,
    /// First token.
    pub start: usize,
    /// Token after the last.
    pub end: usize,
    /// What it holds.
    pub value: Value,
}

/// What reads the `<name>`s that are no class: the language and the rules below.
pub trait Reader {
    /// Read a native at token `at`; the token after it and the value.
    fn native(&self, id: u16, at: usize) -> Option<(usize, Value)>;
    /// The best match of a rule of the kinds in the mask and a level below, at token `at`.
    fn lower(&self, kinds: u16, level: u8, at: usize) -> Option<(usize, Value)>;
    /// The labelled tokens.
    fn lexed(&self) -> &[Lex];
}

/// What `<name>` means, told by the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name {
    /// A token with one of these class bits.
    Class(u32),
    /// A native reader, which begins with one of these class bits or words.
    Native(u16, u32, &'static [&'static str]),
    /// A rule of one of these kinds.
    Kind(u16),
}

#[derive(Debug, Clone)]
enum Op {
    Word(u16),
    Words(Box<[u16]>),
    Class(u32, &'static str),
    Native(u16, &'static str),
    Lower(u16, &'static str),
    Glue,
    Split(usize, usize),
    Jump(usize),
    Done,
}

/// A compiled pattern.
#[derive(Debug, Clone)]
pub struct Pattern {
    ops: Vec<Op>,
    /// Level of the rule, for references to lower ones.
    level: u8,
}

/// One way a pattern may begin, and what may stand second then: word numbers, and the kinds of lower rules that may.
#[derive(Debug, Clone, Default)]
pub struct Opening {
    /// Words that may be the first token.
    pub first: Vec<u16>,
    /// Kinds of rules that may begin at the first token.
    pub first_kinds: u16,
    /// Words that may be the second token.
    pub second: Vec<u16>,
    /// Kinds of rules that may begin at the second token.
    pub second_kinds: u16,
    /// A native reader may stand first, which may go on to the second token.
    pub native_first: bool,
    /// One token may be the whole match.
    pub single: bool,
}

impl Pattern {
    /// Compile. An unknown name or an unclosed group is an error that quotes the pattern.
    pub fn compile(source: &'static str, level: u8, lexicon: &mut Lexicon, names: &dyn Fn(&str) -> Option<Name>) -> Result<Self, String> {
        let items: Vec<&'static str> = source.split_ascii_whitespace().collect();
        let mut c = Compiler { items: &items, at: 0, ops: Vec::new(), lexicon, names };
        c.alternatives(source)?;
        if c.at != items.len() {
            return Err(format!("pattern {source:?}: `{}` has no beginning", items[c.at]));
        }
        c.ops.push(Op::Done);
        Ok(Pattern { ops: c.ops, level })
    }

    /// The ways it may begin.
    pub fn openings(&self, lexicon: &Lexicon, natives: &dyn Fn(u16) -> (u32, &'static [&'static str])) -> Vec<Opening> {
        let words = |op: &Op, into: &mut Vec<u16>, kinds: &mut u16| match op {
            Op::Word(w) => into.push(*w),
            Op::Words(w) => into.extend(w.iter()),
            Op::Class(bits, _) => into.extend(lexicon.words_of(*bits)),
            Op::Native(id, _) => {
                let (bits, literal) = natives(*id);
                into.extend(lexicon.words_of(bits));
                into.extend(literal.iter().filter_map(|w| lexicon.word(w)));
            }
            Op::Lower(k, _) => *kinds |= k,
            _ => {}
        };
        let way = |pc: usize| {
            let mut out = Opening { native_first: matches!(self.ops[pc], Op::Native(..)), ..Opening::default() };
            words(&self.ops[pc], &mut out.first, &mut out.first_kinds);
            for next in self.consuming(pc + 1) {
                out.single |= matches!(self.ops[next], Op::Done);
                words(&self.ops[next], &mut out.second, &mut out.second_kinds);
            }
            out
        };
        self.consuming(0).into_iter().map(way).collect()
    }

    /// The instructions that take a token (or end the match) and can be reached from one without taking any.
    fn consuming(&self, from: usize) -> Vec<usize> {
        let (mut open, mut seen, mut out) = (vec![from], vec![false; self.ops.len()], Vec::new());
        while let Some(pc) = open.pop() {
            if std::mem::replace(&mut seen[pc], true) {
                continue;
            }
            match &self.ops[pc] {
                Op::Glue => open.push(pc + 1),
                Op::Split(a, b) => open.extend([*a, *b]),
                Op::Jump(a) => open.push(*a),
                _ => out.push(pc),
            }
        }
        out
    }

    /// Try at token `at`; the token after the match. Captures are appended to `caps`.
    pub fn matches<R: Reader>(&self, r: &R, at: usize, caps: &mut Vec<Capture>) -> Option<usize> {
        self.run(r, r.lexed(), 0, at, at, caps)
    }

    fn run<R: Reader>(&self, r: &R, lexed: &[Lex], mut pc: usize, start: usize, mut at: usize, caps: &mut Vec<Capture>) -> Option<usize> {
        loop {
            match &self.ops[pc] {
                Op::Done => return Some(at),
                Op::Jump(to) => {
                    pc = *to;
                    continue;
                }
                Op::Split(a, b) => {
                    let mark = caps.len();
                    if let Some(end) = self.run(r, lexed, *a, start, at, caps) {
                        return Some(end);
                    }
                    caps.truncate(mark);
                    pc = *b;
                    continue;
                }
                op => {
                    let lex = *lexed.get(at)?;
                    if at > start && lex.broken {
                        return None;
                    }
                    match op {
                        Op::Glue if lex.glued => {}
                        Op::Word(w) if lex.word == *w => at += 1,
                        Op::Words(w) if lex.word != 0 && w.contains(&lex.word) => at += 1,
                        Op::Class(bits, name) if lex.bits & bits != 0 => {
                            caps.push(Capture { name, start: at, end: at + 1, value: Value::Token(lex) });
                            at += 1;
                        }
                        Op::Native(id, name) if lex.word != 0 => {
                            let (end, value) = r.native(*id, at)?;
                            caps.push(Capture { name, start: at, end, value });
                            at = end;
                        }
                        Op::Lower(kinds, name) if lex.word != 0 => {
                            let (end, value) = r.lower(*kinds, self.level, at)?;
                            caps.push(Capture { name, start: at, end, value });
                            at = end;
                        }
                        _ => return None,
                    }
                    pc += 1;
                }
            }
        }
    }
}

struct Compiler<'a> {
    items: &'a [&'static str],
    at: usize,
    ops: Vec<Op>,
    lexicon: &'a mut Lexicon,
    names: &'a dyn Fn(&str) -> Option<Name>,
}

impl Compiler<'_> {
    /// `a b | c d`, up to a closing bracket or the end.
    fn alternatives(&mut self, source: &str) -> Result<(), String> {
        let mut ends = Vec::new();
        loop {
            let begin = self.ops.len();
            self.sequence(source)?;
            if self.items.get(self.at) != Some(&"|") {
                break;
            }
            self.at += 1;
            self.ops.insert(begin, Op::Split(begin + 1, 0));
            shift(&mut self.ops[begin + 1..], begin);
            ends.push(self.ops.len());
            self.ops.push(Op::Jump(0));
            let next = self.ops.len();
            self.ops[begin] = Op::Split(begin + 1, next);
        }
        let end = self.ops.len();
        for e in ends {
            self.ops[e] = Op::Jump(end);
        }
        Ok(())
    }

    fn sequence(&mut self, source: &str) -> Result<(), String> {
        while let Some(&item) = self.items.get(self.at) {
            if item == "|" || item == ")" || item == ")?" {
                return Ok(());
            }
            let begin = self.ops.len();
            self.at += 1;
            let optional = if item == "(" {
                self.alternatives(source)?;
                let close = *self.items.get(self.at).ok_or_else(|| format!("pattern {source:?}: a group is not closed"))?;
                self.at += 1;
                close == ")?"
            } else {
                let (body, optional) = match item.strip_suffix('?') {
                    Some(body) if !body.is_empty() => (body, true),
                    _ => (item, false),
                };
                self.atom(body, source)?;
                optional
            };
            if optional {
                self.ops.insert(begin, Op::Jump(0));
                shift(&mut self.ops[begin + 1..], begin);
                self.ops[begin] = Op::Split(begin + 1, self.ops.len());
            }
        }
        Ok(())
    }

    fn atom(&mut self, item: &'static str, source: &str) -> Result<(), String> {
        if item == "~" {
            self.ops.push(Op::Glue);
            return Ok(());
        }
        if let Some(name) = item.strip_prefix('<').and_then(|n| n.strip_suffix('>')) {
            let (name, label) = name.split_once('=').unwrap_or((name, name.trim_start_matches('@')));
            let op = match (self.names)(name).ok_or_else(|| format!("pattern {source:?}: nothing is called <{name}>"))? {
                Name::Class(bits) => Op::Class(bits, label),
                Name::Native(id, ..) => Op::Native(id, label),
                Name::Kind(kinds) => Op::Lower(kinds, label),
            };
            self.ops.push(op);
            return Ok(());
        }
        let item = item.strip_prefix('\\').unwrap_or(item);
        let mut words: Vec<u16> = item.split('|').map(|w| self.lexicon.add(w, 0, 0, 255)).collect();
        words.sort_unstable();
        self.ops.push(match words.as_slice() {
            [one] => Op::Word(*one),
            _ => Op::Words(words.into()),
        });
        Ok(())
    }
}

/// Targets behind an inserted instruction move by one.
fn shift(ops: &mut [Op], begin: usize) {
    let moved = |t: &mut usize| {
        if *t >= begin {
            *t += 1;
        }
    };
    for op in ops {
        match op {
            Op::Split(a, b) => {
                moved(a);
                moved(b);
            }
            Op::Jump(a) => moved(a),
            _ => {}
        }
    }
}
