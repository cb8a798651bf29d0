//! The leaderboard: its periods, and how equals share a place.

use chrono::{DateTime, Datelike, Days as DayCount, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use super::ids::{MemberId, SeasonId};
use super::schedule::Timetable;
use super::settings::Days;

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PeriodKind {
    /// The local week, Monday to Sunday.
    Week,
    /// The local month.
    Month,
    /// Everything.
    All,
}

impl PeriodKind {
    /// The kinds in the order of the command's choices.
    pub const ALL: [PeriodKind; 3] = [Self::Week, Self::Month, Self::All];

    /// The word used in commands and button ids.
    pub fn code(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::All => "all",
        }
    }

    /// The kind with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// One period (season) that standings are kept for, named by its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// Its kind.
    pub kind: PeriodKind,
    /// Its first local day; for [`PeriodKind::All`] the first day of the calendar.
    pub first_day: NaiveDate,
}

impl Period {
    /// The period of a kind that a local day belongs to.
    pub fn of(kind: PeriodKind, day: NaiveDate) -> Self {
        let first_day = match kind {
            PeriodKind::Week => day.checked_sub_days(DayCount::new(u64::from(day.weekday().num_days_from_monday()))),
            PeriodKind::Month => day.with_day(1),
            PeriodKind::All => Some(NaiveDate::MIN),
        };
        Self { kind, first_day: first_day.unwrap_or(day) }
    }

    /// The three periods that an answer of a local day counts for.
    pub fn all_of(day: NaiveDate) -> [Self; 3] {
        PeriodKind::ALL.map(|kind| Self::of(kind, day))
    }

    /// The first local day after it; `None` for [`PeriodKind::All`].
    pub fn end_day(&self) -> Option<NaiveDate> {
        match self.kind {
            PeriodKind::Week => self.first_day.checked_add_days(DayCount::new(7)),
            PeriodKind::Month => self.first_day.checked_add_months(chrono::Months::new(1)),
            PeriodKind::All => None,
        }
    }

    /// The instant at which it ends in a zone.
    pub fn ends_at(&self, zone: Tz) -> Option<DateTime<Utc>> {
        self.end_day().and_then(|day| midnight(day, zone))
    }

    /// The one before it; `None` for [`PeriodKind::All`].
    pub fn before(&self) -> Option<Self> {
        let last_day = self.first_day.pred_opt().filter(|_| self.kind != PeriodKind::All)?;
        Some(Self::of(self.kind, last_day))
    }

    /// What counts for it.
    pub fn scope(&self) -> Scope {
        Scope {
            code: self.code(),
            first_day: self.end_day().map(|_| self.first_day),
            end_day: self.end_day(),
            ends_at: None,
            season: None,
            is_told: false,
        }
    }

    /// Its name in the database and in exports: `all`, `month:2026-11`, `week:2026-11-23`.
    pub fn code(&self) -> String {
        match self.kind {
            PeriodKind::Week => format!("week:{}", self.first_day),
            PeriodKind::Month => format!("month:{}", self.first_day.format("%Y-%m")),
            PeriodKind::All => "all".to_owned(),
        }
    }
}

/// The instant at which a local day begins in a zone.
pub fn midnight(day: NaiveDate, zone: Tz) -> Option<DateTime<Utc>> {
    let midnight = Timetable { time: NaiveTime::MIN, zone, days: Days::EVERY };
    // A zone may have no such day; what begins then begins with the next one.
    midnight.instant_on(day).or_else(|| midnight.next_after_day(day).map(|due| due.at))
}

/// The answers that standings of a period or a season are made of: those to rounds of its days, and of a season those that
/// were given before its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// The name of the period in the database.
    pub code: String,
    /// Its first local day; `None` where it has none.
    pub first_day: Option<NaiveDate>,
    /// The first local day after it; `None` where it has no end.
    pub end_day: Option<NaiveDate>,
    /// Answers from this instant on do not count.
    pub ends_at: Option<DateTime<Utc>>,
    /// The season that it is of.
    pub season: Option<SeasonId>,
    /// Whether its end was told: whoever changes it then has something to tell.
    pub is_told: bool,
}

impl Scope {
    /// Whether an answer of an instant counts.
    pub fn takes(&self, at: DateTime<Utc>) -> bool {
        self.ends_at.is_none_or(|end| at < end)
    }
}

/// Which board is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BoardOf {
    /// `month`: of the period of now.
    Current(PeriodKind),
    /// `month/2026-10-01`: of the period with this first day.
    Past(Period),
    /// `day/2026-11-23`: of the questions of one local day.
    Day(NaiveDate),
    /// `season`: of the season that runs, else of the last one.
    Season,
    /// `season/12`: of one season.
    OneSeason(SeasonId),
}

impl From<PeriodKind> for BoardOf {
    fn from(kind: PeriodKind) -> Self {
        Self::Current(kind)
    }
}

impl std::fmt::Display for BoardOf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Current(kind) => f.write_str(kind.code()),
            Self::Past(period) => write!(f, "{}/{}", period.kind.code(), period.first_day),
            Self::Day(day) => write!(f, "day/{day}"),
            Self::Season => f.write_str("season"),
            Self::OneSeason(season) => write!(f, "season/{season}"),
        }
    }
}

impl BoardOf {
    /// The board that this text names.
    pub fn parse(text: &str) -> Option<Self> {
        let board = match text.split_once('/') {
            None if text == "season" => Self::Season,
            None => Self::Current(PeriodKind::from_code(text)?),
            Some(("season", number)) => Self::OneSeason(SeasonId(number.parse().ok()?)),
            Some(("day", day)) => Self::Day(day.parse().ok()?),
            Some((kind, day)) => {
                let kind = PeriodKind::from_code(kind).filter(|kind| *kind != PeriodKind::All)?;
                Self::Past(Period::of(kind, day.parse().ok()?))
            }
        };
        // In its one spelling.
        (board.to_string() == text).then_some(board)
    }
}

/// A member's row in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub member: MemberId,
    /// The place; equals share it (1, 1, 3).
    pub place: u64,
    /// The name that the member had at the last answer.
    pub name: String,
    /// The points in the period.
    pub points: u32,
    /// The answers in the period.
    pub answered: u32,
    /// The right ones among them.
    pub right: u32,
    /// The rounds in a row that the member answered, up to now.
    pub streak: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_week_starts_on_monday() {
        assert_eq!(Period::of(PeriodKind::Week, day("2026-11-24")).code(), "week:2026-11-23");
        assert_eq!(Period::of(PeriodKind::Week, day("2026-11-23")).code(), "week:2026-11-23");
        assert_eq!(Period::of(PeriodKind::Week, day("2027-01-03")).code(), "week:2026-12-28");
    }

    #[test]
    fn a_month_ends_at_local_midnight() {
        let november = Period::of(PeriodKind::Month, day("2026-11-24"));
        assert_eq!(november.code(), "month:2026-11");
        let end = november.ends_at(Tz::Asia__Seoul).map(|at| at.to_rfc3339());
        assert_eq!(end.as_deref(), Some("2026-11-30T15:00:00+00:00"));
        assert_eq!(Period::of(PeriodKind::All, day("2026-11-24")).ends_at(Tz::UTC), None);
    }
}
