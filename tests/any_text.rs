//! The whole extractor on any text: no panic, spans on character bounds, mentions that overlap only where one
//! may hold the other, a fixed order, targets that exist, and twice the same.
#![allow(clippy::unwrap_used)] // a panic is how a test fails

#[path = "../fuzz/bodies.rs"]
mod bodies;
mod common;

use common::{EXTRACTOR, at};
use dateline::model::Extraction;
use dateline::read::Document;
use proptest::prelude::*;
use std::sync::LazyLock;

fn sound(text: &str) -> Extraction {
    let document = Document::from_text("a", text);
    let found = EXTRACTOR.extract(&document);
    bodies::sound(text, &found);
    assert_eq!(format!("{found:?}"), format!("{:?}", EXTRACTOR.extract(&document)), "twice, and not the same");
    found
}

/// The words of the project's own documents, with the signs between them.
static PIECES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut pieces = Vec::new();
    for file in std::fs::read_dir(at("seeds")).unwrap() {
        let text = String::from_utf8_lossy(&std::fs::read(file.unwrap().path()).unwrap()).into_owned();
        pieces.extend(text.split_inclusive(char::is_whitespace).map(str::to_owned));
    }
    pieces.extend(
        ["(", ")", "\n\n", "\u{a0}", "\u{ad}", "’s ", "–", "\u{2028}", " of the ", " and ", "Mr ", "\"", "\r\n", ", "].map(str::to_owned),
    );
    pieces.sort();
    pieces.dedup();
    pieces
});

fn shuffled() -> impl Strategy<Value = String> {
    proptest::collection::vec((0..PIECES.len(), 0..4u8), 0..60).prop_map(|picks| {
        let one = |(i, how): (usize, u8)| {
            let piece = &PIECES[i];
            match how {
                0 => piece.to_uppercase(),
                1 => piece.trim_end().to_owned(),
                _ => piece.clone(),
            }
        };
        picks.into_iter().map(one).collect()
    })
}

/// Stretches of real sentences cut at any character.
fn stretches() -> impl Strategy<Value = String> {
    let text: String = std::fs::read_dir(at("seeds"))
        .unwrap()
        .map(|f| String::from_utf8_lossy(&std::fs::read(f.unwrap().path()).unwrap()).into_owned())
        .collect();
    let text: Vec<char> = text.chars().collect();
    let length = text.len();
    proptest::collection::vec((0..length, 0..300usize), 1..4)
        .prop_map(move |cuts| cuts.into_iter().flat_map(|(from, n)| text[from..(from + n).min(length)].to_vec()).collect())
}

#[test]
fn texts_that_once_brought_a_rule_to_its_knees() {
    // rules that look behind the last token
    for text in ["AMERICAS\nexecutive", "Kestrelis spokesman", "St", "Ltd of", "Ms. Al-", "in the St. "] {
        sound(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_characters(text in any::<String>()) {
        sound(&text);
    }

    #[test]
    fn letters_digits_and_signs(text in "[A-Za-zÀ-žА-я0-9 .,;:()'’“”\"/&%$#@\n\t\u{a0}\u{ad}\u{301}\u{200b}-]{0,200}") {
        sound(&text);
    }

    #[test]
    fn words_of_releases_in_any_order(text in shuffled()) {
        sound(&text);
    }

    #[test]
    fn stretches_of_releases(text in stretches()) {
        sound(&text);
    }
}

#[test]
fn texts_that_were_or_could_be_trouble() {
    let long_name = "Aaa Bbb ".repeat(4000);
    let brackets = "(".repeat(5000);
    let capitals = "NATO, UN and OSCE ".repeat(1500);
    for text in [
        "",
        " ",
        "\n",
        "\u{feff}",
        "\u{301}",
        "İ",
        "ŉ ǰ ß ﬃ",
        "Mr",
        "Mr.",
        "the",
        "of the of the of the",
        "(UN)",
        "UN (",
        "A.P.L. U.S. U.N. a.m.",
        "’s’s’s",
        "-----",
        "1 2 3 4 5 6 7 8 9 0",
        "99999999999999999999999999 May 99999999999999",
        "0 May 0000, 31 February 2021, 29 February 2100",
        "Ministry of Ministry of Ministry of",
        "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467} met the UN",
        long_name.as_str(),
        brackets.as_str(),
        capitals.as_str(),
    ] {
        sound(text);
    }
}

/// Time grows with the text and not with its square: a text twice as long takes about twice the time.
#[test]
fn long_texts_take_no_more_than_their_share() {
    let base = std::fs::read_to_string(at("seeds/05-interparliamentary.txt")).unwrap();
    let time = |times: usize| {
        let document = Document::from_text("a", base.repeat(times));
        let start = std::time::Instant::now();
        EXTRACTOR.extract(&document);
        start.elapsed().as_secs_f64()
    };
    time(4); // warm up
    let (short, long) = (time(20), time(160));
    // eight times the text; a factor of four leaves room for a busy machine and for caches
    assert!(long < short * 8.0 * 4.0 + 0.2, "20 copies took {short:.3} s, 160 copies {long:.3} s");
}

/// A document of several stretches, of everything that is hostile: what was found in each fits together.
#[test]
fn longer_than_a_stretch() {
    let plain = common::hostile::KINDS.iter().filter(|kind| kind.file.ends_with(".txt"));
    let text: String = plain.map(|kind| kind.of(6 << 10) + "\n").collect();
    assert!(text.len() > dateline::stretch::LONGEST * 3 / 2);
    let found = sound(&text);
    let last = text.len() - dateline::stretch::LONGEST / 4;
    assert!(found.mentions.iter().any(|m| m.start < dateline::stretch::LONGEST) && found.mentions.iter().any(|m| m.start > last));
}
