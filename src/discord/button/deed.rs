//! What a manager confirms with a button: it names the round or the day, so that a late press does nothing else.

use std::fmt;

use chrono::NaiveDate;

use super::number;
use crate::domain::ids::{RoundId, ScheduleId, SeasonId};

/// What a manager confirms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// `close:4821`: the round closes early.
    Close(RoundId),
    /// `void:4821`: the round counts for nobody.
    Void(RoundId),
    /// `restore:4821`: the round counts again.
    Restore(RoundId),
    /// `skip:7:2026-12-02`: the schedule has no round on the day.
    Skip(ScheduleId, NaiveDate),
    /// `unskip:7:2026-12-02`: it has one after all.
    Unskip(ScheduleId, NaiveDate),
    /// `end-season:12`: the season ends now.
    EndSeason(SeasonId),
    /// `cancel-season:12`: the season, which nobody has played yet, is gone.
    CancelSeason(SeasonId),
    /// `last-season:12`: no other follows the season.
    StopRepeat(SeasonId),
}

impl fmt::Display for Deed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Close(round) => write!(f, "close:{round}"),
            Self::Void(round) => write!(f, "void:{round}"),
            Self::Restore(round) => write!(f, "restore:{round}"),
            Self::Skip(schedule, day) => write!(f, "skip:{schedule}:{day}"),
            Self::Unskip(schedule, day) => write!(f, "unskip:{schedule}:{day}"),
            Self::EndSeason(season) => write!(f, "end-season:{season}"),
            Self::CancelSeason(season) => write!(f, "cancel-season:{season}"),
            Self::StopRepeat(season) => write!(f, "last-season:{season}"),
        }
    }
}

impl Deed {
    /// The deed that this text is; `None` for one that no version has drawn.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (word, rest) = text.split_once(':')?;
        let round = || Some(RoundId(number(rest)?));
        Some(match word {
            "close" => Self::Close(round()?),
            "void" => Self::Void(round()?),
            "restore" => Self::Restore(round()?),
            "end-season" => Self::EndSeason(SeasonId(number(rest)?)),
            "cancel-season" => Self::CancelSeason(SeasonId(number(rest)?)),
            "last-season" => Self::StopRepeat(SeasonId(number(rest)?)),
            "skip" | "unskip" => {
                let (schedule, day) = rest.split_once(':')?;
                let (schedule, day) = (ScheduleId(number(schedule)?), date(day)?);
                if word == "skip" { Self::Skip(schedule, day) } else { Self::Unskip(schedule, day) }
            }
            _ => return None,
        })
    }
}

/// A day in its one spelling.
fn date(text: &str) -> Option<NaiveDate> {
    let date: NaiveDate = text.parse().ok()?;
    (date.to_string() == text).then_some(date)
}
