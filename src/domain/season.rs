//! Seasons: local days of a server that somebody wins, how long they are, and when the next one begins.

use chrono::{DateTime, Days, Months, NaiveDate, Utc};

use super::ids::{MemberId, SeasonId, ServerId};
use super::leaderboard::Scope;
use super::visible::is_invisible;

/// The longest name of a season, in characters.
pub const LONGEST_NAME: usize = 40;

/// How long a season is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SeasonLength {
    /// To the same day of the next month.
    Month,
    /// Three months.
    Quarter,
    /// Four weeks.
    FourWeeks,
    /// Six weeks.
    SixWeeks,
    /// Eight weeks.
    EightWeeks,
}

impl SeasonLength {
    /// The lengths in the order of the command's choices.
    pub const ALL: [SeasonLength; 5] = [Self::Month, Self::Quarter, Self::FourWeeks, Self::SixWeeks, Self::EightWeeks];

    /// The word used in the command and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::FourWeeks => "4-weeks",
            Self::SixWeeks => "6-weeks",
            Self::EightWeeks => "8-weeks",
        }
    }

    /// The length with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|length| length.code() == code)
    }

    /// The first day of the season before which so many others lie, the first of which began on `anchor`.
    ///
    /// Counted from the anchor, so that months that begin on a 31st do so again after a shorter one. `None` where the
    /// calendar ends.
    pub fn first_day(self, anchor: NaiveDate, nth: u32) -> Option<NaiveDate> {
        let weeks = |weeks: u64| anchor.checked_add_days(Days::new(7 * weeks * u64::from(nth)));
        match self {
            Self::Month => anchor.checked_add_months(Months::new(nth)),
            Self::Quarter => anchor.checked_add_months(Months::new(nth.checked_mul(3)?)),
            Self::FourWeeks => weeks(4),
            Self::SixWeeks => weeks(6),
            Self::EightWeeks => weeks(8),
        }
    }
}

/// A season of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Season {
    pub id: SeasonId,
    pub server: ServerId,
    /// As the manager typed it.
    pub name: String,
    pub length: SeasonLength,
    /// Whether the next one begins when it ends.
    pub repeats: bool,
    /// The first day of the first of those that follow each other.
    pub anchor_day: NaiveDate,
    /// How many of them were before this one.
    pub nth: u32,
    pub first_day: NaiveDate,
    /// The first local day after it.
    pub end_day: NaiveDate,
    /// From this instant on nothing counts for it.
    pub ends_at: DateTime<Utc>,
    /// When it was noted that it is over.
    pub ended_at: Option<DateTime<Utc>>,
    /// When its end was told, or came to nothing that could be told.
    pub told_at: Option<DateTime<Utc>>,
    /// Who was told as its winner last.
    pub told_winners: Vec<MemberId>,
}

impl Season {
    /// Its last local day.
    pub fn last_day(&self) -> NaiveDate {
        self.end_day.pred_opt().unwrap_or(self.end_day)
    }

    /// Which it is of those that follow each other, from 1 on.
    pub fn number(&self) -> u64 {
        u64::from(self.nth) + 1
    }

    /// What counts for it.
    pub fn scope(&self) -> Scope {
        Scope {
            code: code(self.id),
            first_day: Some(self.first_day),
            end_day: Some(self.end_day),
            ends_at: Some(self.ends_at),
            season: Some(self.id),
            is_told: self.told_at.is_some(),
        }
    }

    /// Whether it is over at an instant.
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.ended_at.is_some() || self.ends_at <= now
    }
}

/// The name of a season's period in the database: `season:12`.
pub fn code(season: SeasonId) -> String {
    format!("season:{season}")
}

/// A name as it is kept: in one line, without what surrounds it; `None` when nothing of it is seen or it is too long.
pub fn name_of(typed: &str) -> Option<String> {
    let name = typed.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let name = name.collect::<Vec<_>>().join(" ");
    let is_seen = name.chars().any(|c| !c.is_whitespace() && !is_invisible(c));
    (is_seen && name.chars().count() <= LONGEST_NAME).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_length_has_one_word() {
        for length in SeasonLength::ALL {
            assert_eq!(SeasonLength::from_code(length.code()), Some(length));
        }
    }

    #[test]
    fn seasons_follow_each_other_without_a_gap() {
        let table = [
            (SeasonLength::Month, "2026-11-24", ["2026-12-24", "2027-01-24"]),
            (SeasonLength::Month, "2027-01-31", ["2027-02-28", "2027-03-31"]),
            (SeasonLength::Quarter, "2026-11-30", ["2027-02-28", "2027-05-30"]),
            (SeasonLength::FourWeeks, "2026-11-24", ["2026-12-22", "2027-01-19"]),
            (SeasonLength::SixWeeks, "2026-11-24", ["2027-01-05", "2027-02-16"]),
            (SeasonLength::EightWeeks, "2026-11-24", ["2027-01-19", "2027-03-16"]),
        ];
        for (length, anchor, next) in table {
            let found = [1, 2].map(|nth| length.first_day(day(anchor), nth));
            assert_eq!(found, next.map(|next| Some(day(next))), "{length:?} from {anchor}");
        }
        assert_eq!(SeasonLength::Quarter.first_day(NaiveDate::MAX, 1), None);
    }

    #[test]
    fn a_name_is_one_short_line() {
        assert_eq!(name_of("  겨울\n\t시즌 "), Some("겨울 시즌".to_owned()));
        assert_eq!(name_of(" \n "), None);
        assert_eq!(name_of("\u{3164}\u{200b} \u{2800}"), None);
        assert_eq!(name_of(&"가".repeat(40)), Some("가".repeat(40)));
        assert_eq!(name_of(&"가".repeat(41)), None);
    }
}
