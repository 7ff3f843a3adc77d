//! The typed tree: what an expression *says*, before anything is known about when it was said.
//!
//! In: what a rule's builder read. Out: an [`Expr`] for [`crate::link::date`], which turns it into a value when
//! the reference date, the mentions before it and the tense around it are known. Nothing here is resolved:
//! "last May" stays "the May before the reference", "the 7th" has no month.

/// A unit of the calendar or the clock, from fine to coarse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Second.
    Second,
    /// Minute.
    Minute,
    /// Hour.
    Hour,
    /// Day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Week, from Monday.
    Week,
    /// Fourteen days.
    Fortnight,
    /// Month.
    Month,
    /// Quarter of a year.
    Quarter,
    /// Half of a year.
    Half,
    /// Year.
    Year,
    /// Ten years.
    Decade,
    /// Hundred years.
    Century,
    /// Thousand years.
    Millennium,
}

/// Part of a day, with the TIMEX3 code of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// `MO`
    Morning,
    /// `AF`
    Afternoon,
    /// `EV`
    Evening,
    /// `NI`
    Night,
    /// `MI`, the middle of the day as a stretch
    Midday,
}

/// Season of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Season {
    /// March to May (EDTF 21).
    Spring,
    /// June to August (EDTF 22).
    Summer,
    /// September to November (EDTF 23).
    Autumn,
    /// December to February (EDTF 24).
    Winter,
}

/// How the year of a date is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum YearRef {
    /// Not at all.
    #[default]
    Untold,
    /// In full.
    Is(i32),
    /// By its last two digits.
    Short(i32),
    /// So many years from the reference ("June last year": -1).
    Shift(i32),
}

/// Which of the recurring Mondays, Mays or springs is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Which {
    /// Nothing says ("on Monday").
    #[default]
    Bare,
    /// "last Monday".
    Last,
    /// "this May".
    This,
    /// "next spring".
    Next,
    /// "this coming Sunday", "the coming winter".
    Coming,
    /// "the previous Friday": before what was spoken of.
    Before,
    /// "the following Tuesday": after what was spoken of.
    After,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Clock {
    /// Hour, 0 to 24.
    pub hour: u8,
    /// Minute, if told.
    pub minute: Option<u8>,
    /// Second, if told.
    pub second: Option<u8>,
    /// Offset from UTC in minutes, if a zone that has one offset is told.
    pub offset: Option<i16>,
}

/// Calendar fields, as far as they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Fields {
    /// Year.
    pub year: YearRef,
    /// Half of the year, 1 or 2.
    pub half: Option<u8>,
    /// Quarter, 1 to 4.
    pub quarter: Option<u8>,
    /// Season.
    pub season: Option<Season>,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month, 1 to 31.
    pub day: Option<u8>,
    /// Day of the week, 1 (Monday) to 7.
    pub weekday: Option<u8>,
    /// Which one, when the year is not told.
    pub which: Which,
}

/// What a relative expression counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// The publication date.
    Reference,
    /// What was last spoken of ("two days later"), else the publication date.
    Mention,
}

/// What modifies a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Modifier {
    /// "early 2019", "the beginning of".
    Start,
    /// "mid-October".
    Mid,
    /// "late 2019", "the end of".
    End,
    /// "about", "around".
    Approximate,
    /// "before 2010", "by June".
    Before,
    /// "after 1945".
    After,
    /// "since 2014".
    Since,
    /// "less than", "nearly": the length is an upper bound. Durations only.
    Less,
    /// "more than", "over". Durations only.
    More,
}

/// A time without a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Vague {
    /// "now", "currently".
    Present,
    /// "recently", "in the past".
    Past,
    /// "soon", "in the future".
    Future,
}

/// What is counted within a longer stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Piece {
    /// A day of the week ("the first Monday of").
    Weekday(u8),
    /// So many days or weeks of seven days ("the last two weeks of").
    Units(u16, Unit),
    /// A half.
    Half,
}

/// What recurs in a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Every {
    /// Every so many units ("every three years", "daily").
    Units(u16, Unit),
    /// Every Monday, with a part of the day ("on Tuesday nights").
    Weekday(u8, Option<Part>),
    /// Every May.
    Month(u8),
    /// Every 1 May.
    Day(u8, u8),
    /// Every summer.
    Season(Season),
    /// Every morning.
    Part(Part),
}

/// A holiday, by its index in the named-day table of its language, and the year if told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holiday {
    /// A day of the year.
    Fixed(u8, u8),
    /// So many days after the n-th weekday of a month, from the end if negative: (n, weekday, month, days).
    Nth(i8, u8, u8, i8),
    /// So many days from Easter Sunday.
    Easter(i16),
    /// So many days from Easter Sunday of the eastern churches.
    EasternEaster(i16),
    /// One day in history.
    Once(i16, u8, u8),
}

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// Calendar fields.
    Date(Fields),
    /// Two numbers whose order is open, and a year: `03.04.2019`. The flag: the usual reading where the
    /// separator speaks for one (points: day first).
    Numeric(u8, u8, YearRef, Option<bool>),
    /// A decade by its first year, or by its last two digits ("the 90s").
    Decade(i32),
    /// A century by number, negative for BC.
    Century(i32),
    /// So many units from the anchor, at the unit's own grain ("last week": -1 week). `None`: vague ("years ago").
    Shift(Option<i32>, Unit, Anchor),
    /// So many units from the anchor, at the anchor's grain ("a year earlier" of a quarter is a quarter); the
    /// grain, where it is told ("the year-earlier quarter").
    Like(i32, Unit, Option<Unit>),
    /// The unit last spoken of ("the quarter", "the same day").
    Same(Unit),
    /// The stretch spoken of, in the year told ("the 1988 quarter", "the 2006 period").
    Stretch(YearRef),
    /// A holiday.
    Named(Holiday, YearRef, Which),
    /// A clock time with no date of its own.
    Time(Clock),
    /// A part of the day with no date of its own ("overnight").
    PartOnly(Part),
    /// A date and a clock time.
    At(Box<Expr>, Clock),
    /// A date and a part of the day.
    PartOf(Box<Expr>, Part),
    /// The week that holds a date.
    WeekOf(Box<Expr>),
    /// So many days from a date ("the day before 4 June").
    Beside(i32, Box<Expr>),
    /// A weekday of a week ("Monday last week").
    InWeek(u8, Box<Expr>),
    /// The n-th piece of a longer stretch, from the end if negative ("the last week of November").
    Within(i8, Piece, Box<Expr>),
    /// The weekend beside a date ("the weekend of 5 May").
    WeekendOf(Box<Expr>),
    /// From one to another.
    Range(Box<Expr>, Box<Expr>),
    /// Open end ("2014–").
    Open(Box<Expr>),
    /// A length: number (`None`: vague) of units, and halves or further parts ("two hours and ten minutes").
    Duration(Vec<(Option<f64>, Unit)>),
    /// A recurring time.
    Set(Every),
    /// A length within the year ("the first nine months"): TIMEX3 counts it as a duration.
    Vague(Vague),
    /// A modified expression.
    Modified(Modifier, Box<Expr>),
    /// Several expressions in one construction, each with its own tokens (start, end) within the document.
    List(Vec<(u32, u32, Expr)>),
}

impl Expr {
    /// The same expression under a modifier.
    pub fn with(self, m: Modifier) -> Expr {
        Expr::Modified(m, Box::new(self))
    }

    /// The calendar fields of a plain date.
    pub fn fields(&self) -> Option<&Fields> {
        match self {
            Expr::Date(f) => Some(f),
            Expr::Modified(_, e) => e.fields(),
            _ => None,
        }
    }

    /// The calendar fields of a plain date, to complete.
    pub fn fields_mut(&mut self) -> Option<&mut Fields> {
        match self {
            Expr::Date(f) => Some(f),
            Expr::Modified(_, e) => e.fields_mut(),
            _ => None,
        }
    }
}
