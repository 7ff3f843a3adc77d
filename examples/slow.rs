//! Development aid: looks for texts that cost more than their length. Random pieces are made of the words that rules and lists ask
//! for, each is repeated to a length and to many times that length, and what costs more than so many times the time is printed.
//!
//! `cargo run --release --example slow -- SECONDS [SEED]`. What it finds belongs into `tests/common/hostile.rs`, with a mend.
#[path = "../tests/common/cpu.rs"]
mod cpu;

use dateline::{Extractor, read::Document};
use std::time::Instant;

/// Bytes of the short text, and how many times that the long one has: a term that is quadratic and small shows at this length.
const SHORT: usize = 32 << 10;
const TIMES: usize = 16;
/// A doubling may cost so much: four doublings of it are reported.
const MOST: f64 = 2.2;

/// What stands between pieces, and a mark for a word or number of its own.
const JOINTS: &[&str] =
    &[" ", " ", " ", " ", "", ", ", ". ", "\n", "\n\n", " (", ") ", "-", "’s ", "\u{b}", "\t", " and ", " of the ", "\" "];
const OWN: &[&str] = &["{word}", "{WORD}", "{n}", "{lower}"];

/// xorshift: the same finds for the same seed, and no crate for it.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// String literals of the rules and names of the small lists: what a text can be asked for.
fn words() -> std::io::Result<Vec<String>> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut out = Vec::new();
    for entry in ignore::Walk::new(root.join("src")).flatten().filter(|e| e.path().extension().is_some_and(|x| x == "rs")) {
        for line in std::fs::read_to_string(entry.path())?.lines().filter(|l| !l.trim_start().starts_with("//")) {
            out.extend(
                line.split('"')
                    .skip(1)
                    .step_by(2)
                    .filter(|w| !w.is_empty() && w.len() <= 40 && !w.contains(['\\', '{']))
                    .map(str::to_owned),
            );
        }
    }
    for entry in ignore::Walk::new(root.join("gazetteers")).flatten().filter(|e| e.path().extension().is_some_and(|x| x == "csv")) {
        let names = std::fs::read_to_string(entry.path())?;
        let names: Vec<&str> = names.lines().skip(1).filter_map(|l| l.split(',').next()).filter(|w| !w.is_empty()).collect();
        out.extend(names.iter().step_by(names.len() / 150 + 1).map(|w| (*w).to_owned()));
    }
    Ok(out)
}

fn own(n: usize) -> String {
    let (mut n, mut word) = (n, String::from("v"));
    for _ in 0..5 {
        word.push(char::from(b"bdfghklmnprstvz"[n % 15]));
        word.push(char::from(b"aeiou"[n / 15 % 5]));
        n /= 75;
    }
    word
}

fn of(pieces: &[String], bytes: usize) -> String {
    let mut text = String::new();
    for piece in pieces {
        let until = text.len() + bytes / pieces.len();
        let mut n = 0;
        while text.len() < until {
            n += 1;
            if piece.contains('{') {
                let word = own(n);
                let capital = word[..1].to_uppercase() + &word[1..];
                let piece = piece.replace("{word}", &capital).replace("{WORD}", &word.to_uppercase());
                text += &piece.replace("{n}", &n.to_string()).replace("{lower}", &word);
            } else {
                text += piece;
            }
        }
    }
    text
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<u64> = std::env::args().skip(1).map(|a| a.parse()).collect::<Result<_, _>>()?;
    let [seconds, seed] = [args.first().copied().unwrap_or(60), args.get(1).copied().unwrap_or(1)];
    let extractor = Extractor::builder().build()?;
    let words = words()?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let time = |pieces: &[String], bytes: usize| {
        let document = Document::from_text("a", of(pieces, bytes));
        cpu::time(|| drop(extractor.extract(&document))).as_secs_f64()
    };
    let started = Instant::now();
    let mut tried = 0;
    while started.elapsed().as_secs() < seconds {
        let piece = |dice: &mut Dice| {
            let mut piece = String::new();
            for _ in 0..=dice.below(4) {
                piece += if dice.below(4) == 0 { dice.pick(OWN) } else { dice.pick(&words) };
                piece += dice.pick(JOINTS);
            }
            piece
        };
        let pieces: Vec<String> = (0..=usize::from(dice.below(3) == 0)).map(|_| piece(&mut dice)).collect();
        tried += 1;
        let bound = MOST.powi(TIMES.ilog2() as i32);
        let (mut short, mut long) = (time(&pieces, SHORT), time(&pieces, SHORT * TIMES));
        for _ in 0..2 {
            if long / short > bound {
                short = short.min(time(&pieces, SHORT)).max(1e-4);
                long = long.min(time(&pieces, SHORT * TIMES));
            }
        }
        let speed = (SHORT * TIMES) as f64 / 1e6 / long;
        if long / short > bound || speed < 0.3 {
            println!("{:6.2} a doubling, {speed:6.2} MB/s: {pieces:?}", (long / short).powf(1.0 / f64::from(TIMES.ilog2())));
        }
    }
    println!("{tried} tried");
    Ok(())
}
