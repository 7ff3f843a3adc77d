//! Very long documents, stretch by stretch.
//!
//! In: a document and what extracts from one. Out: one [`Extraction`]. All that is known of a text while it is worked on (tokens,
//! candidates with their evidence) takes some hundred bytes for each of its bytes, and a document of a gigabyte must not take the
//! machine with it. So a document longer than [`LONGEST`] is cut where a paragraph ends, and its stretches are worked on one after another.
//!
//! What the document says of itself goes on from stretch to stretch: its publication date is that of the first stretch; names and acronyms
//! that a later one gives in full, or in short behind their full form, are one entity with the earlier one's. What does not
//! go on: a name believed for no reason but that an earlier one gave it in full.

use crate::link::across::folded;
use crate::model::{DateValue, Extraction, LocalEntity, Place, Problem, Published, Severity, Target};
use crate::read::Document;
use crate::read::lines::floor_char_boundary;
use rustc_hash::{FxHashMap, FxHashSet};

/// Bytes of the longest text that is worked on whole: some eighty pages. No release or article is near it, and the worst text of
/// this length takes some three hundred megabytes.
pub const LONGEST: usize = 256 << 10;

/// Extract from a document, whole or by stretches. `one` is given a stretch and, for all but the first, the publication date.
pub fn extract(document: &Document, one: impl Fn(&Document, Option<&Option<Published>>) -> Extraction) -> Extraction {
    if document.text.len() <= LONGEST {
        return one(document, None);
    }
    let mut whole = Whole::default();
    let mut at = 0;
    while at < document.text.len() {
        let end = cut(&document.text, at);
        let stretch = Document {
            id: document.id.clone(),
            path: document.path.clone(),
            text: document.text[at..end].to_owned(),
            title: document.title.clone(),
            published: document.published.clone(),
            language: document.language.clone(),
            publisher: document.publisher.clone(),
            ..Document::default()
        };
        let found = one(&stretch, (at > 0).then_some(&whole.out.published));
        whole.add(found, &stretch.text, at);
        at = end;
    }
    whole.out
}

/// Where the stretch that begins at `at` ends: behind a blank line, a line, a sentence, a word or, where there is none of these in its
/// last quarter, a character.
fn cut(text: &str, at: usize) -> usize {
    if text.len() - at <= LONGEST {
        return text.len();
    }
    let (from, to) = (floor_char_boundary(text, at + LONGEST / 4 * 3), floor_char_boundary(text, at + LONGEST));
    let end = ["\n\n", "\n", ". ", " "].iter().find_map(|mark| Some(text[from..to].rfind(mark)? + mark.len()));
    end.map_or(to, |end| from + end)
}

/// What was found so far.
#[derive(Default)]
struct Whole {
    out: Extraction,
    lines: usize,
    entities: FxHashMap<(String, String), usize>,
    /// People by surname, bodies by acronym: the last one met.
    short: FxHashMap<(String, String), usize>,
    places: FxHashMap<String, Vec<usize>>,
    dates: FxHashMap<DateValue, usize>,
    roles: FxHashSet<(usize, String, Option<usize>, String)>,
    notes: FxHashSet<String>,
}

impl Whole {
    /// Add a stretch whose text begins at byte `at` of the document.
    fn add(&mut self, stretch: Extraction, text: &str, at: usize) {
        let first = at == 0;
        let entities: Vec<usize> = stretch.entities.into_iter().map(|e| self.entity(e)).collect();
        let places: Vec<usize> = stretch.places.into_iter().map(|p| self.place(p)).collect();
        let dates: Vec<usize> = stretch.dates.into_iter().map(|d| self.date(d)).collect();
        let sentences = self.out.sentences;
        self.out.mentions.extend(stretch.mentions.into_iter().map(|mut m| {
            (m.start, m.end, m.sentence) = (m.start + at, m.end + at, m.sentence + sentences);
            m.target = match m.target {
                Target::Entity(i) => Target::Entity(entities[i]),
                Target::Place(i) => Target::Place(places[i]),
                Target::Date(i) => Target::Date(dates[i]),
                Target::None => Target::None,
            };
            m
        }));
        for mut r in stretch.roles {
            (r.start, r.end) = (r.start + at, r.end + at);
            (r.person, r.organization) = (entities[r.person], r.organization.map(|o| entities[o]));
            let role = crate::text::fold::fold_phrase(&r.role);
            if self.roles.insert((r.person, role, r.organization, r.country_code.clone())) {
                self.out.roles.push(r);
            }
        }
        // a note is about a name of the document, a warning about a place in it
        let lines = self.lines;
        let new = |p: &Problem| p.severity != Severity::Note || self.notes.insert(p.message.clone());
        let moved = |p: Problem| Problem { line: if p.line > 0 { p.line + lines } else { 0 }, ..p };
        self.out.problems.extend(stretch.problems.into_iter().filter(new).map(moved));
        if first {
            self.out.published = stretch.published;
            self.out.dateline_place = stretch.dateline_place.map(|p| places[p]);
        }
        if self.out.focus_place.is_none() && self.out.focus_country.is_empty() {
            self.out.focus_place = stretch.focus_place.map(|p| places[p]);
            self.out.focus_country = stretch.focus_country;
        }
        self.out.sentences += stretch.sentences;
        self.lines += memchr::memchr_iter(b'\n', text.as_bytes()).count();
    }

    fn entity(&mut self, e: LocalEntity) -> usize {
        let key = (e.type_.clone(), e.list_id.clone().unwrap_or_else(|| folded(&e.name)));
        let lone = |name: &str| !name.contains(char::is_whitespace);
        let known = self.entities.get(&key).copied().or_else(|| {
            let leans = e.list_id.is_none() && lone(&e.name);
            self.short.get(&(e.type_.clone(), e.name.clone())).copied().filter(|_| leans)
        });
        let at = known.unwrap_or(self.out.entities.len());
        match self.out.entities.get_mut(at) {
            Some(old) => {
                e.forms.into_iter().for_each(|(form, n)| *old.forms.entry(form).or_default() += n);
                let news: Vec<_> = e.evidence.into_iter().filter(|x| !old.evidence.contains(x)).collect();
                old.evidence.extend(news);
                for (mine, theirs) in [(&mut old.acronym, e.acronym), (&mut old.country_code, e.country_code)] {
                    if mine.is_empty() {
                        *mine = theirs;
                    }
                }
            }
            None => {
                let short =
                    if e.type_ == "person" { e.name.rsplit(' ').next().filter(|_| !lone(&e.name)) } else { Some(e.acronym.as_str()) };
                if let Some(short) = short.filter(|s| !s.is_empty()) {
                    self.short.insert((e.type_.clone(), short.to_owned()), at);
                }
                self.out.entities.push(e);
            }
        }
        self.entities.insert(key, at);
        at
    }

    fn place(&mut self, p: Place) -> usize {
        let same = self.places.entry(p.id.clone()).or_default();
        let places = &mut self.out.places;
        // one id has one row; what tells its source differently is kept as it is met, and there are few
        same.iter().copied().find(|&i| places[i] == p).unwrap_or_else(|| {
            same.push(places.len());
            places.push(p);
            places.len() - 1
        })
    }

    fn date(&mut self, d: DateValue) -> usize {
        *self.dates.entry(d).or_insert_with_key(|d| {
            self.out.dates.push(d.clone());
            self.out.dates.len() - 1
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Extractor;

    fn names(found: &Extraction, text: &str) -> Vec<(usize, String)> {
        found.mentions.iter().map(|m| (m.start, text[m.start..m.end].to_owned())).collect()
    }

    #[test]
    fn cut_where_it_hurts_least() {
        let unit = "Word ".repeat(LONGEST / 5 - 2);
        for (text, want) in [
            (format!("{unit}x\n\ny. z\nw {unit}"), unit.len() + 3),
            (format!("{unit}y. z\nw {unit}"), unit.len() + 5),
            (format!("{unit}y. z w {unit}"), unit.len() + 3),
            ("a".repeat(2 * LONGEST), LONGEST),
            ("é".repeat(LONGEST), LONGEST),
            (format!("a{}", "é".repeat(LONGEST)), LONGEST - 1),
            ("a".repeat(LONGEST), LONGEST),
        ] {
            assert_eq!(cut(&text, 0), want, "{:?}", &text[..20]);
        }
    }

    #[test]
    fn stretches_make_one_document() {
        let extractor = Extractor::builder().build().expect("the shipped lists");
        let head = "OSLO, 16 October 2019 – Prime Minister Signe Dalvik of Norway met the Ruritanian Reindeer Council (RRC) yesterday.\n\n";
        let pause = "Nothing was said for a while.\n".repeat(LONGEST / 30 + 100);
        let tail = "Ms Dalvik left on Monday. The RRC met in Oslo on 16 October 2019. Nobody knew 03.04.2019.\n";
        let text = format!("{head}{pause}{tail}");
        let found = extractor.extract(&Document::from_text("a", text.as_str()));
        let all = names(&found, &text);
        assert!(all.is_sorted(), "{all:?}");
        let of = |word: &str| -> Vec<Target> {
            let same = found.mentions.iter().filter(|m| &text[m.start..m.end] == word);
            same.map(|m| m.target).collect()
        };
        for (long, short) in [("Signe Dalvik", "Dalvik"), ("Ruritanian Reindeer Council", "RRC")] {
            let targets: Vec<Target> = of(long).into_iter().chain(of(short)).collect();
            assert!(targets.len() >= 2 && targets.iter().all(|t| *t == targets[0]), "{long}: {targets:?} {all:?}");
        }
        assert_eq!(found.published.as_ref().map(|p| p.value.as_str()), Some("2019-10-16"));
        let value = |word: &str| match of(word)[..] {
            [Target::Date(d), ..] => found.dates[d].value.clone(),
            _ => String::new(),
        };
        assert_eq!((value("yesterday"), value("Monday")), ("2019-10-15".to_owned(), "2019-10-14".to_owned()), "counted from the head");
        let days = of("16 October 2019");
        assert!(days.len() == 2 && days[0] == days[1], "{days:?}");
        let line = 1 + text.trim_end().matches('\n').count();
        assert!(found.problems.iter().any(|p| p.code == "ambiguous-day-month" && p.line == line), "{line}: {:?}", found.problems);
        assert_eq!(found.places.iter().filter(|p| p.name == "Oslo").count(), 1);
    }
}
