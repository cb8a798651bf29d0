//! A page of a board, whatever it is of.

use chrono::{DateTime, NaiveDate, Utc};

use super::find_climbers::Climbers;
use crate::domain::ids::MemberId;
use crate::domain::leaderboard::{BoardOf, Period, Standing};
use crate::domain::season::Season;
use crate::store::standings::Edge;

/// The rows of a page.
pub const PAGE: u32 = 10;

/// Which part of the board is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoardPart {
    /// From the top.
    First,
    /// What comes after this row.
    After(Edge),
    /// What comes before this row.
    Before(Edge),
    /// This member's row with its neighbours.
    Around(MemberId),
}

/// What a board is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The period of now.
    Current(Period),
    /// A period that is over.
    Past(Period),
    /// The questions of a local day.
    Day(NaiveDate),
    /// A season, running or over.
    Season(Season),
    /// The server has no such season.
    NoSeason,
}

/// A page of a board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// What it is of.
    pub subject: Subject,
    /// When that ends or has ended; `None` for all time.
    pub ends_at: Option<DateTime<Utc>>,
    /// Whether it has ended.
    pub is_over: bool,
    /// Whether it has ended and questions of its days are still open: its places may change.
    pub is_counting: bool,
    /// The first day of what has not begun yet.
    pub begins: Option<NaiveDate>,
    /// The rows, in the board's order. Those of what is over tell no streak.
    pub rows: Vec<Standing>,
    /// The asking member's row, when there is one.
    pub own: Option<Standing>,
    /// Whether the asking member hides: nobody else sees the row, and no place counts it.
    pub hides: bool,
    /// The place and the points that are next above the asking member's.
    pub next: Option<(u64, u32)>,
    /// How many members the board has.
    pub members: u64,
    /// Leads to the page before.
    pub before: Option<Edge>,
    /// Leads to the page after.
    pub after: Option<Edge>,
    /// The period or season before the one that runs, when anybody has a place there.
    pub last: Option<Last>,
    /// Who climbed most by the last day that has results, while it runs.
    pub climbers: Option<Climbers>,
    /// Yesterday, while what it is of runs and somebody answered then.
    pub yesterday: Option<NaiveDate>,
}

/// What came of the period or season before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    /// Its board, named so that it is the same one for ever.
    pub of: BoardOf,
    /// Those who share the first place, if they have points; of many as many as there is room for. None while it may still
    /// change.
    pub winners: Vec<Standing>,
}

impl Board {
    /// Which board it is, as its buttons name it.
    pub fn of(&self) -> BoardOf {
        match &self.subject {
            Subject::Current(period) => BoardOf::Current(period.kind),
            Subject::Past(period) => BoardOf::Past(*period),
            Subject::Day(day) => BoardOf::Day(*day),
            Subject::Season(season) => BoardOf::OneSeason(season.id),
            Subject::NoSeason => BoardOf::Season,
        }
    }

    /// One without a row.
    pub(super) fn empty(subject: Subject) -> Self {
        Self {
            subject,
            ends_at: None,
            is_over: false,
            is_counting: false,
            begins: None,
            rows: Vec::new(),
            own: None,
            hides: false,
            next: None,
            members: 0,
            before: None,
            after: None,
            last: None,
            climbers: None,
            yesterday: None,
        }
    }
}
