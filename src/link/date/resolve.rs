//! From tree to meaning.
//!
//! In: the candidates in text order and the context. Out: [`Resolved`] for each. Two passes: the first takes
//! every expression in order and remembers what was last spoken of; the second gives bare clock times the day
//! that stands nearest in their sentence.

use super::calendar::{When, date, plus};
use super::memory::Memory;
use super::profile::{self, Profile, in_year};
use super::tense::{self, Tense};
use super::value::{Meaning, modifier};
use super::{DateContext, Resolved, fallback, frame, piece, policy, proven_order};
use crate::model::{DateType, Problem, Severity};
use crate::spot::date::DateCandidate;
use crate::spot::date::tree::{Anchor, Expr, Fields, Holiday, Unit, Vague, Which, YearRef};
use jiff::civil::Date;

/// How a value was come by.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Basis {
    Explicit,
    Relative(String),
    YearFrom(String),
    Unresolved,
}

/// An expression's meaning, its modifier's word, how it was come by, what is open.
pub(super) type Found = (Meaning, &'static str, Basis, Option<Problem>);

struct Resolver<'a> {
    ctx: &'a DateContext<'a>,
    /// The reference date for what is at hand: the publication date, or that of the dateline above.
    reference: Option<Date>,
    day_first: Option<bool>,
    memory: Memory,
    /// Bytes of the expression at hand.
    start: usize,
    end: usize,
    basis: Basis,
    problem: Option<Problem>,
}

/// How many days before publication a dateline may lie; an older one is quoted.
const DATELINE_REACH: i32 = 31;

pub(super) fn run(cands: &[&DateCandidate], ctx: &DateContext) -> Vec<Resolved> {
    let day_first = ctx.day_first.or_else(|| proven_order(cands.iter().copied()));
    let mut r = Resolver {
        ctx,
        reference: ctx.reference,
        day_first,
        memory: Memory::default(),
        start: 0,
        end: 0,
        basis: Basis::Explicit,
        problem: None,
    };
    let mut found: Vec<Found> = Vec::with_capacity(cands.len());
    for c in cands {
        (r.start, r.end) = (c.start as usize, c.end as usize);
        (r.basis, r.problem) = (Basis::Explicit, None);
        let mut word = "";
        let mut tree = &c.tree;
        while let Expr::Modified(m, inner) = tree {
            word = if word.is_empty() { modifier(*m) } else { word };
            tree = inner;
        }
        let meaning = r.meaning(tree).unwrap_or_else(|| r.lost(tree));
        r.memory.note(&meaning, tree, r.start, r.reference);
        // Under a dateline of its own, text counts from that: pages that join several releases, and releases put
        // on the web some days later.
        if let (Some(reference), Meaning::Calendar(When::Day(d))) = (ctx.reference, &meaning)
            && (0..=DATELINE_REACH).contains(&super::calendar::days_between(*d, reference))
            && super::reference::is_dateline(ctx.doc.text, c)
        {
            r.reference = Some(*d);
        }
        found.push((meaning, word, r.basis.clone(), r.problem.take()));
    }
    fallback::times_of_day(cands, ctx, &mut found);
    found
        .into_iter()
        .zip(cands)
        .map(|((meaning, word, basis, problem), c)| {
            let value = meaning.value(word);
            let unsure = problem.is_some() || matches!(basis, Basis::Unresolved);
            let guessed = matches!(basis, Basis::YearFrom(_));
            // What had to be guessed is less sure than what was told; the figures are the policies' own.
            let factor = if unsure {
                0.6
            } else if guessed {
                0.94
            } else {
                1.0
            };
            Resolved { confidence: c.score * factor, basis: said(&basis, &value.type_), value, problem }
        })
        .collect()
}

fn said(basis: &Basis, type_: &DateType) -> String {
    match basis {
        Basis::Explicit => "explicit".to_owned(),
        Basis::Relative(to) => format!("relative:{to}"),
        Basis::YearFrom(d) => format!("year-from:{d}"),
        Basis::Unresolved if *type_ == DateType::Set => "explicit".to_owned(),
        Basis::Unresolved => "unresolved".to_owned(),
    }
}

impl Resolver<'_> {
    /// The day relative expressions count from: in a story what was last mentioned, else the publication date.
    fn now(&self) -> (Option<Date>, Option<String>) {
        let told = self.memory.last.filter(|_| self.ctx.profile == Profile::Narrative);
        let said = |w: When| Some((w.first()?, w.edtf()));
        match told.and_then(|(w, _)| said(w)) {
            Some((d, text)) => (Some(d), Some(text)),
            None => (self.reference, self.reference.map(|d| d.to_string())),
        }
    }

    fn relative(&mut self) -> Option<Date> {
        let (day, said) = self.now();
        self.basis = Basis::Relative(said?);
        day
    }

    fn year_from(&mut self) -> Option<Date> {
        let (day, said) = self.now();
        self.basis = Basis::YearFrom(said?);
        day
    }

    fn mentioned(&mut self) -> Option<When> {
        match self.memory.last {
            Some((w, _)) => {
                self.basis = Basis::Relative(w.edtf());
                Some(w)
            }
            None => self.relative().map(When::Day),
        }
    }

    /// What an expression without enough to hold on to still says.
    fn lost(&mut self, tree: &Expr) -> Meaning {
        self.basis = Basis::Unresolved;
        match tree {
            Expr::Date(f) => fallback::template(f),
            Expr::Named(Holiday::Fixed(m, d), ..) => Meaning::Template(format!("XXXX-{m:02}-{d:02}"), Unit::Day, false),
            Expr::Named(..) => Meaning::Template("XXXX-XX-XX".to_owned(), Unit::Day, false),
            Expr::Shift(Some(n), ..) | Expr::Like(n, ..) => Meaning::Vague(match n.signum() {
                -1 => Vague::Past,
                1 => Vague::Future,
                _ => Vague::Present,
            }),
            Expr::Same(_) => Meaning::Vague(Vague::Past),
            Expr::Time(c) => Meaning::Template(format!("XXXX-XX-XX{}", super::value::clock(c)), Unit::Minute, true),
            Expr::PartOf(e, _)
            | Expr::At(e, _)
            | Expr::WeekOf(e)
            | Expr::WeekendOf(e)
            | Expr::InWeek(_, e)
            | Expr::Beside(_, e)
            | Expr::Within(_, _, e) => {
                let inner = self.meaning(e).unwrap_or_else(|| self.lost(e));
                self.basis = Basis::Unresolved;
                match (tree, inner) {
                    (Expr::At(_, c), Meaning::Template(t, ..)) => {
                        Meaning::Template(format!("{t}{}", super::value::clock(c)), Unit::Minute, true)
                    }
                    (_, inner) => inner,
                }
            }
            Expr::Range(a, b) => {
                let whole = |r: &mut Self, e: &Expr| r.meaning(e).unwrap_or_else(|| r.lost(e));
                let (a, b) = (whole(self, a), whole(self, b));
                self.basis = Basis::Unresolved;
                match (a.bounds().0, b.bounds().1) {
                    // "this year to March" with no reference: the end that says more
                    _ if matches!(a, Meaning::Vague(_)) => b,
                    _ if matches!(b, Meaning::Vague(_)) => a,
                    // A stretch that ends before it begins is none: its first end is all that is known.
                    (Some(first), Some(last)) if first > last => a,
                    _ => Meaning::Span(Box::new(a), Some(Box::new(b))),
                }
            }
            Expr::Open(a) => {
                let a = self.meaning(a).unwrap_or_else(|| self.lost(a));
                Meaning::Span(Box::new(a), None)
            }
            Expr::PartOnly(_) => Meaning::Vague(Vague::Past),
            _ => Meaning::Vague(Vague::Present),
        }
    }

    fn meaning(&mut self, tree: &Expr) -> Option<Meaning> {
        Some(match tree {
            Expr::Modified(_, e) => return self.meaning(e),
            Expr::Date(f) => return self.fields(f),
            Expr::Numeric(a, b, y, _) => return self.numeric(*a, *b, *y),
            Expr::Decade(n) if *n >= 100 => Meaning::Calendar(When::Decade(n / 10)),
            Expr::Decade(n) => Meaning::Calendar(When::Decade(policy::short_year(self.reference, *n) / 10)),
            Expr::Century(n) if *n > 0 => Meaning::Calendar(When::Century(n - 1)),
            // The first century BC is the years -99 to 0.
            Expr::Century(n) => {
                let last = (n + 1) * 100;
                let year = |y| Box::new(Meaning::Calendar(When::Year(y)));
                Meaning::Span(year(last - 99), Some(year(last)))
            }
            Expr::Shift(None, ..) => Meaning::Vague(Vague::Past),
            Expr::Shift(Some(n), unit, anchor) => return self.shift(*n, *unit, *anchor),
            Expr::Like(n, unit, grain) => return self.like(*n, *unit, *grain),
            Expr::Stretch(year) => {
                let y = self.year(*year)?;
                let told = &self.ctx.doc.text[self.start..self.end];
                let grain = told.ends_with("quarter").then_some(Unit::Quarter);
                match self.memory.compared(self.start, grain) {
                    Some(When::Quarter(_, q)) => Meaning::Calendar(When::Quarter(y, q)),
                    _ => Meaning::Calendar(When::Year(y)),
                }
            }
            Expr::Same(unit) => return self.same(*unit),
            Expr::Named(h, year, which) => {
                let d = match year {
                    YearRef::Untold => {
                        let r = if matches!(h, Holiday::Once(..)) { self.ctx.reference.or(date(2000, 1, 1))? } else { self.year_from()? };
                        policy::holiday_near(r, *h, *which, tense::around(self.ctx.doc, self.start, self.end))?
                    }
                    _ => super::calendar::holiday(*h, self.year(*year)?)?,
                };
                Meaning::Calendar(When::Day(d))
            }
            Expr::Time(c) => Meaning::At(self.relative()?, *c),
            Expr::PartOnly(p) => Meaning::Part(self.relative()?, *p),
            Expr::At(e, c) => match self.meaning(e)? {
                Meaning::Calendar(When::Day(d)) => Meaning::At(d, *c),
                _ => return None,
            },
            Expr::PartOf(e, p) => match self.meaning(e)? {
                Meaning::Calendar(When::Day(d)) => Meaning::Part(d, *p),
                other => other,
            },
            Expr::WeekOf(e) => Meaning::Calendar(When::holding(self.meaning(e)?.when()?.first()?, Unit::Week)?),
            Expr::WeekendOf(e) => Meaning::Calendar(When::holding(self.meaning(e)?.when()?.first()?, Unit::Weekend)?),
            Expr::InWeek(n, e) => Meaning::Calendar(When::Day(plus(self.meaning(e)?.when()?.first()?, i32::from(*n) - 1)?)),
            Expr::Within(n, what, e) => return piece::within(*n, *what, self.meaning(e)?.when()?),
            Expr::Beside(n, e) => Meaning::Calendar(When::Day(plus(self.meaning(e)?.when()?.first()?, *n)?)),
            Expr::Range(a, b) => return self.range(a, b),
            Expr::Open(e) => Meaning::Span(Box::new(self.meaning(e)?), None),
            Expr::Duration(parts) => Meaning::Length(parts.clone()),
            Expr::Set(e) => Meaning::Set(*e),
            Expr::Vague(v) => {
                self.basis = Basis::Unresolved;
                Meaning::Vague(*v)
            }
            Expr::List(_) => return None,
        })
    }

    fn year(&mut self, y: YearRef) -> Option<i32> {
        match y {
            YearRef::Is(n) => Some(n),
            YearRef::Short(n) => Some(policy::short_year(self.reference, n)),
            YearRef::Shift(n) => Some(i32::from(self.relative()?.year()) + n),
            YearRef::Untold => None,
        }
    }

    fn fields(&mut self, f: &Fields) -> Option<Meaning> {
        if f.year != YearRef::Untold {
            let y = self.year(f.year)?;
            let when = in_year(f, y)?;
            if let When::Day(d) = when {
                self.check_weekday(f, d);
            }
            return Some(Meaning::Calendar(when));
        }
        if let (Some(day), None) = (f.day, f.month) {
            let (day, from) = frame::nth_day(self.ctx, day, self.memory.last, self.start, self.reference)?;
            self.basis = Basis::Relative(from.edtf());
            return Some(Meaning::Calendar(When::Day(day)));
        }
        if let Some((when, year)) = frame::by_year(self.ctx, f, self.memory.last, self.start, self.end) {
            self.basis = Basis::YearFrom(year.edtf());
            return Some(Meaning::Calendar(when));
        }
        let spoken = self.memory.last.map(|m| m.0);
        if let Some(when) = profile::from_mention(self.ctx.profile, f, spoken) {
            self.basis = Basis::YearFrom(spoken.map_or_else(String::new, When::edtf));
            return Some(Meaning::Calendar(when));
        }
        let counted = matches!(f.which, Which::Before | Which::After);
        let reference = if counted {
            let w = self.mentioned()?;
            if f.which == Which::Before { w.first()? } else { w.last()? }
        } else if f.weekday.is_some() && f.day.is_none() {
            self.relative()?
        } else {
            self.year_from()?
        };
        let around = || tense::around(self.ctx.doc, self.start, self.end);
        let when = match (f.quarter, f.half, f.season, f.month, f.day, f.weekday) {
            (Some(q), ..) => {
                let spoken = self.memory.last.map(|m| m.0);
                // "the second quarter" of a year just spoken of
                match spoken {
                    Some(When::Year(y)) if f.which == Which::Bare && self.memory.last.is_some_and(|m| self.start - m.1 < 40) => {
                        When::Quarter(y, q)
                    }
                    _ => policy::quarter_near(reference, q, f.which, tense::before(self.ctx.doc, self.start))?,
                }
            }
            (_, Some(h), ..) => policy::half_near(reference, h),
            (_, _, Some(s), ..) => policy::season_near(reference, s, f.which, around())?,
            (_, _, _, Some(m), Some(d), w) => match self.lead().as_str() {
                // "the year ended April 30" is over, "ending" is not
                "ended" => When::Day(
                    policy::day_near(reference, m, d, w, Tense::Past)
                        .filter(|d| *d <= reference)
                        .or_else(|| date(i32::from(reference.year()), m, d).filter(|d| *d <= reference))
                        .or_else(|| date(i32::from(reference.year()) - 1, m, d))?,
                ),
                _ if w.is_none() && tense::governed_by_past(self.ctx.doc, self.start) => When::Day(policy::last_day(reference, m, d)?),
                _ => When::Day(policy::day_near(reference, m, d, w, around())?),
            },
            (_, _, _, Some(m), None, _) => {
                let (which, tense) = match self.lead().as_str() {
                    "by" if !tense::governed_by_past(self.ctx.doc, self.start) => (f.which, Tense::Future),
                    // what has lasted since a month began in the last one, however long ago that is
                    "since" if f.which == Which::Bare && m != reference.month() as u8 => (Which::Before, Tense::Past),
                    _ if f.which == Which::Bare && m != reference.month() as u8 && tense::governed_by_past(self.ctx.doc, self.start) => {
                        (Which::Before, Tense::Past)
                    }
                    _ => (f.which, around()),
                };
                policy::month_near(reference, m, which, tense)?
            }
            (.., Some(w)) => {
                let t = match f.which {
                    // "Wednesday's ruling" is the last one (17 of 18 in news, the other older still), whatever the verb does
                    Which::Bare if self.ctx.doc.text[self.end..].starts_with(['\'', '’']) => Tense::Unknown,
                    Which::Bare | Which::This => match tense::before(self.ctx.doc, self.start) {
                        // a deadline, unless a verb before it is past
                        Tense::Unknown if self.lead() == "by" => Tense::Future,
                        t => t,
                    },
                    _ => Tense::Unknown,
                };
                When::Day(policy::weekday_near(reference, w, f.which, t)?)
            }
            _ => return None,
        };
        if f.which != Which::Bare {
            self.basis = Basis::Relative(reference.to_string());
        }
        Some(Meaning::Calendar(when))
    }

    /// The word before the expression, in small letters.
    fn lead(&self) -> String {
        let [word, _] = tense::lead(self.ctx.doc, self.start);
        word
    }

    /// A weekday told beside a full date must be the date's own.
    fn check_weekday(&mut self, f: &Fields, d: Date) {
        let Some(told) = f.weekday.and_then(super::calendar::weekday) else { return };
        if d.weekday() != told {
            self.problem = Some(self.warn(
                "weekday-mismatch",
                format!("{d} is a {:?}, the text says {told:?}: the date was kept; mend the text or ignore the weekday", d.weekday()),
            ));
        }
    }

    fn warn(&self, code: &'static str, message: String) -> Problem {
        Problem { line: self.ctx.doc.line_of(self.start), severity: Severity::Warning, code, message }
    }

    fn numeric(&mut self, a: u8, b: u8, y: YearRef) -> Option<Meaning> {
        let y = self.year(y)?;
        let (day_first, month_first) = (date(y, b, a), date(y, a, b));
        let day = |d| Some(Meaning::Calendar(When::Day(d)));
        match (day_first, month_first) {
            (Some(d), None) | (None, Some(d)) => day(d),
            (Some(p), Some(q)) if p == q => day(p),
            (Some(p), Some(q)) => match self.day_first {
                Some(true) => day(p),
                Some(false) => day(q),
                // A date line gives the day of publication.
                None if self.reference == Some(p) => day(p),
                None if self.reference == Some(q) => day(q),
                None => {
                    let text = &self.ctx.doc.text[self.start..self.end];
                    self.problem = Some(self.warn(
                        "ambiguous-day-month",
                        format!("`{text}` is {p} or {q}: nothing in the document settles the order; both are kept, set the order of day and month to choose"),
                    ));
                    Some(Meaning::Either(p, q))
                }
            },
            (None, None) => None,
        }
    }

    fn shift(&mut self, n: i32, unit: Unit, anchor: Anchor) -> Option<Meaning> {
        if anchor == Anchor::Mention {
            let w = self.mentioned()?;
            let whole = matches!(unit, Unit::Month | Unit::Year | Unit::Decade) && n.abs() == 1 || w.unit() < unit && unit >= Unit::Year;
            // "the following year" of a day is a year; "two days later" of a year is beyond knowing
            let moved = if whole && w.unit() < unit { When::holding(w.first()?, unit)?.shift(n, unit) } else { w.shift(n, unit) };
            return Some(match moved {
                Some(w) => Meaning::Calendar(w),
                None => {
                    self.basis = Basis::Unresolved;
                    Meaning::Length(vec![(Some(f64::from(n.abs())), unit)])
                }
            });
        }
        let r = self.relative()?;
        if unit < Unit::Day {
            return Some(frame::hours(self.ctx, r, n, unit).unwrap_or(Meaning::Calendar(When::Day(r))));
        }
        if unit == Unit::Weekend {
            return frame::weekend(self.ctx, r, n, self.start);
        }
        if unit == Unit::Fortnight {
            return Some(Meaning::Calendar(When::holding(r, Unit::Week)?.shift(n * 2, Unit::Week)?));
        }
        // Decades ago are told in years; "the last decade" is one.
        let ago = self.ctx.doc.text[self.start..self.end].ends_with("ago");
        if unit >= Unit::Decade && (n < -1 || ago) {
            return Some(Meaning::Calendar(When::Year(i32::from(r.year())).shift(n, unit)?));
        }
        Some(Meaning::Calendar(When::holding(r, unit)?.shift(n, unit)?))
    }

    /// A year before what the report speaks of: a quarter if one stands near, else the year.
    fn like(&mut self, n: i32, unit: Unit, grain: Option<Unit>) -> Option<Meaning> {
        if let Some(q) = self.memory.compared(self.start, grain) {
            self.basis = Basis::Relative(q.edtf());
            return Some(Meaning::Calendar(q.shift(n, unit)?));
        }
        let r = self.relative()?;
        Some(Meaning::Calendar(When::holding(r, unit)?.shift(n, unit)?))
    }

    fn same(&mut self, unit: Unit) -> Option<Meaning> {
        if unit == Unit::Quarter {
            if let Some(q) = self.memory.quarter() {
                self.basis = Basis::Relative(q.edtf());
                return Some(Meaning::Calendar(q));
            }
            // Reports speak of the quarter that is over.
            let r = self.relative()?;
            return Some(Meaning::Calendar(When::holding(r, Unit::Quarter)?.shift(-1, Unit::Quarter)?));
        }
        let w = self.mentioned()?;
        if w.unit() > unit {
            return None;
        }
        Some(Meaning::Calendar(if w.unit() == unit { w } else { When::holding(w.first()?, unit)? }))
    }

    fn range(&mut self, a: &Expr, b: &Expr) -> Option<Meaning> {
        if let (Expr::Time(_), Expr::Time(_)) = (a, b) {
            return None; // the second pass gives them their day
        }
        let (left, right) = (self.meaning(a)?, self.meaning(b)?);
        let (mut left, right) = (left, right);
        if let (Some(f), Some(l)) = (left.bounds().0, right.bounds().1)
            && f > l
        {
            // Untold years were chosen one by one: the left end moves back until it is one.
            let back = match left.when()? {
                When::Day(d) if a.fields().is_some_and(|f| f.day.is_none() && f.weekday.is_some()) => When::Day(d).shift(-1, Unit::Week),
                w => w.shift(-1, Unit::Year),
            }?;
            left = Meaning::Calendar(back);
            if back.first()? > l {
                return None;
            }
        }
        Some(fallback::over_midnight(left, right))
    }
}
