//! Texts that nobody writes and somebody sends: each kind in any length, for the tests and for `benches/doubling.rs`.
#![allow(dead_code)] // a test uses a part

/// A kind of hostile input.
pub struct Kind {
    /// What it is.
    pub name: &'static str,
    /// Name of the file it goes into; its end says how it is read.
    pub file: &'static str,
    make: Make,
}

enum Make {
    /// One piece over and over.
    Repeat(&'static str),
    /// Pieces that each bear a number of their own.
    Counted(fn(usize) -> String),
    /// Opened so often, closed as often.
    Nested(&'static str, &'static str),
    /// Before, over and over, after.
    Around(&'static str, &'static str, &'static str),
    /// The first half of one piece, the second of another.
    Halves(&'static str, &'static str),
}

impl Kind {
    /// A text of about so many bytes.
    pub fn of(&self, bytes: usize) -> String {
        match self.make {
            Make::Repeat(piece) => piece.repeat(bytes / piece.len()),
            Make::Counted(piece) => {
                let mut text = String::with_capacity(bytes + 64);
                let mut n = 0;
                while text.len() < bytes {
                    text.push_str(&piece(n));
                    n += 1;
                }
                text
            }
            Make::Nested(open, close) => {
                let times = bytes / (open.len() + close.len());
                open.repeat(times) + &close.repeat(times)
            }
            Make::Halves(first, second) => first.repeat(bytes / 2 / first.len()) + &second.repeat(bytes / 2 / second.len()),
            Make::Around(before, piece, after) => format!("{before}{}{after}", piece.repeat(bytes / piece.len())),
        }
    }
}

const fn repeat(name: &'static str, piece: &'static str) -> Kind {
    Kind { name, file: "a.txt", make: Make::Repeat(piece) }
}

const fn counted(name: &'static str, piece: fn(usize) -> String) -> Kind {
    Kind { name, file: "a.txt", make: Make::Counted(piece) }
}

/// A word of letters that no other number has; capital first.
pub fn word(mut n: usize) -> String {
    let mut word = String::from("V");
    for _ in 0..5 {
        word.push(char::from(b"bdfghklmnprstvz"[n % 15]));
        word.push(char::from(b"aeiou"[n / 15 % 5]));
        n /= 75;
        if n == 0 {
            break;
        }
    }
    word
}

fn capitals(n: usize) -> String {
    word(n).to_uppercase()
}

/// All kinds.
pub const KINDS: &[Kind] = &[
    repeat("one token", "a"),
    repeat("one token in capitals", "A"),
    repeat("one number", "1"),
    repeat("`a.a.a.a`", "a."),
    repeat("`A.A.A.A`", "A."),
    repeat("`A. A. A.`", "A. "),
    repeat("`1.1.1.1`", "1."),
    repeat("`1/1/1/1`", "1/"),
    repeat("`1 1 1 1`", "1 "),
    repeat("opening brackets", "("),
    repeat("closing brackets", ")"),
    Kind { name: "nested brackets", file: "a.txt", make: Make::Nested("(", ")") },
    repeat("brackets in pairs", "() "),
    repeat("`(A) (A)`", "(A) "),
    repeat("quotes", "\""),
    repeat("apostrophes", "a’s "),
    repeat("hyphens", "-"),
    repeat("`a-a-a-a`", "a-"),
    repeat("`A-A-A-A`", "A-"),
    repeat("commas", ","),
    repeat("spaces", " "),
    repeat("line ends", "\n"),
    repeat("lines of one letter", "a\n"),
    repeat("line separators", "\u{2028}"),
    repeat("combining marks", "\u{301}"),
    repeat("soft hyphens", "a\u{ad}"),
    repeat("joined emoji", "\u{1F469}\u{200D}"),
    repeat("words in capitals", "NATO UN OSCE "),
    repeat("one capitalised word", "Aaa "),
    repeat("capitalised words on a line", "Norway Bank Council "),
    counted("distinct capitalised words", |n| format!("{} ", word(n))),
    counted("distinct words in capitals", |n| format!("{} ", capitals(n))),
    repeat("dates", "3 May 2021 "),
    repeat("dates in figures", "03.04.2019, "),
    repeat("ranges of dates", "3-4 May to 5 June 2021 and "),
    repeat("months", "May "),
    repeat("weekdays", "Monday, "),
    repeat("`last last last`", "last "),
    repeat("`the the the`", "the "),
    repeat("`of the of the`", "of the "),
    repeat("`and and and`", "and "),
    repeat("`Ministry of Ministry of`", "Ministry of "),
    repeat("`Ministry of the and the`", "Ministry of Trade and the "),
    repeat("titles", "Mr "),
    repeat("posts", "Deputy Prime Minister and "),
    repeat("speakers", "Prime Minister Anna Torv of Norway, "),
    counted("distinct speakers", |n| format!("Prime Minister Anna {} of Norway, ", word(n))),
    counted("distinct people of one surname", |n| format!("Mr {} Torv said. ", word(n))),
    counted("distinct people and a surname each", |n| format!("Anna {w} came. {w} spoke. ", w = word(n))),
    counted("distinct bodies and their acronyms", |n| format!("The {} Council ({}C) met. ", word(n), &capitals(n)[..3])),
    counted("bodies of one acronym", |n| format!("The {} Council (VC) met the VC. ", word(n))),
    repeat("one city", "Springfield, "),
    repeat("cities and states", "Paris, Texas, "),
    repeat("cities and cities", "Springfield, Franklin, Clinton, Madison, "),
    repeat("countries", "Norway and "),
    repeat("addresses", "12 Main Street, 1010 Vienna, Austria, "),
    repeat("telephones", "+43 1 514 36 "),
    repeat("mail addresses", "a@example.org "),
    repeat("web addresses", "https://example.org/a/b?c=d "),
    repeat("one web address", "https://example.org/a/"),
    repeat("one mail address", "a@a."),
    counted("sentences that repeat a definition", |n| format!("Lake Council (LC) number {n} of the LC. ")),
    repeat("quotes and spaces", "\" "),
    repeat("closing brackets and spaces", ") "),
    repeat("lines parted by vertical tabs", "a\u{b}"),
    repeat("lines parted by carriage returns", "Norway\r"),
    counted("distinct words in capitals and hyphens", |n| format!("{}-", capitals(n))),
    repeat("capitals, hyphens and tabs", "Lake Police Department-Blue Hill\t"),
    repeat("capitals and slashes", "Norway/Council/"),
    repeat("years", "1990, "),
    repeat("days without a year", "3 May, "),
    repeat("clock times", "10:30, "),
    repeat("clock times and days", "10:30, 3 May, "),
    repeat("days behind a month", "3 May and the 4th, the 5th, "),
    repeat("last year, this year", "last year in May, this week, "),
    Kind { name: "spaces, then dates", file: "a.txt", make: Make::Halves(" ", "3 May 2021. ") },
    Kind { name: "dates, then spaces", file: "a.txt", make: Make::Halves("3 May 2021. ", " ") },
    repeat("a body that a bracket does not spell", "The Lake Council (BND) met. "),
    repeat("a head in small letters and large", "The Council met a council. "),
    Kind { name: "a county and its short form", file: "a.txt", make: Make::Around("Clarke County. ", "Clarke sat. ", "") },
    repeat("constituencies", "D-Madison, "),
    repeat("posts of one person", "Anna Torv, Minister. Mr Torv, President of Norway. "),
    counted("distinct posts of one person", |n| format!("Anna Torv, {} Minister. ", word(n))),
    counted("context words of one beginning", |n| format!("UNODC intergov{} ", &word(n)[1..])),
    counted("distinct cities beside a state", |n| format!("{}ville, Ohio, ", word(n))),
    repeat("nationalities", "Norwegian, "),
    repeat("titles without end", "Dr Prof Sir "),
    repeat("letters of honours", "MD "),
    repeat("`former former former`", "former "),
    repeat("`Aa'Aa'Aa'Aa`", "Aa'"),
    repeat("`Aa-Aa-Aa-Aa`", "Torv-"),
    repeat("posts and commas", "Minister, "),
    repeat("posts of lands", "Minister of Norway and "),
    repeat("portfolios", "Minister for Trade and Labour and Trade and Labour, "),
    repeat("`said said said`", "Torv said "),
    repeat("initials", "A. B. Torv, "),
    repeat("particles", "von der de la "),
    Kind { name: "HTML: nested", file: "a.html", make: Make::Nested("<div>", "</div>") },
    Kind { name: "HTML: never closed", file: "a.html", make: Make::Repeat("<b><p>") },
    Kind { name: "HTML: tables in tables", file: "a.html", make: Make::Repeat("<table><td>") },
    Kind { name: "HTML: misnested", file: "a.html", make: Make::Repeat("<a><b></a><p>x</b>") },
    Kind { name: "HTML: one tag of attributes", file: "a.html", make: Make::Around("<p ", "a=b ", ">x") },
    Kind {
        name: "HTML: distinct attributes",
        file: "a.html",
        make: Make::Counted(|n| format!("{} a{n}=b ", if n == 0 { "<p" } else { "" })),
    },
    Kind { name: "HTML: entities", file: "a.html", make: Make::Repeat("&amp;&nosuch;") },
    Kind { name: "HTML: a comment without end", file: "a.html", make: Make::Around("<!--", "- ", "") },
    Kind { name: "HTML: `<`", file: "a.html", make: Make::Repeat("<") },
    Kind { name: "HTML: lists of links", file: "a.html", make: Make::Repeat("<ul><li><a href=x>UN</a>") },
    Kind { name: "Markdown: front matter without end", file: "a.md", make: Make::Around("---\n", "a: b\n", "") },
    Kind { name: "CSV: quotes never closed", file: "a.csv", make: Make::Around("id,text\n", "1,\"a\n", "") },
    Kind { name: "CSV: quotes inside quotes", file: "a.csv", make: Make::Around("id,text\n1,\"", "\"\"", "\"\n") },
    Kind { name: "CSV: empty cells", file: "a.csv", make: Make::Around("id,text\n1,x", ",", "\n") },
    Kind { name: "JSON: nested", file: "a.jsonl", make: Make::Around("{\"text\":\"x\",\"y\":", "[", "\n") },
    Kind { name: "JSON: escapes", file: "a.jsonl", make: Make::Around("{\"text\":\"", "\\u00e9\\n", "\"}\n") },
    Kind { name: "JSON: a record of fields", file: "a.jsonl", make: Make::Around("{\"text\":\"x\"", ",\"text\":\"y\"", "}\n") },
    Kind { name: "records of one id", file: "a.jsonl", make: Make::Repeat("{\"id\":\"a\",\"text\":\"The UN met.\"}\n") },
    Kind {
        name: "records whose ids look like suffixes",
        file: "a.jsonl",
        make: Make::Counted(|n| format!("{{\"id\":\"a#{}\",\"text\":\"UN\"}}\n{{\"id\":\"a\",\"text\":\"UN\"}}\n", n / 2)),
    },
    Kind {
        name: "records of people of one name each",
        file: "a.jsonl",
        make: Make::Counted(|n| format!("{{\"text\":\"Minister Anna {} of Norway met the OSCE.\"}}\n", word(n))),
    },
    Kind {
        name: "records of people of one surname",
        file: "a.jsonl",
        make: Make::Counted(|n| format!("{{\"text\":\"OSCE Secretary General {} Torv spoke.\"}}\n", word(n))),
    },
    Kind { name: "records of broken JSON", file: "a.jsonl", make: Make::Repeat("{\n") },
];
