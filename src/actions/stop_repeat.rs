//! A season that repeats is to be the last: it runs to its end, and no next one begins.

use chrono::{DateTime, Utc};

use crate::domain::ids::{SeasonId, ServerId};
use crate::domain::season::Season;
use crate::store::{StoreError, WriteTx, seasons};

/// What became of a manager's wish that a season be the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StopOutcome {
    /// No other follows it.
    Stopped(Season),
    /// It was over before; nothing changed.
    IsOver(Season),
    /// It is not there any more.
    NoSeason,
    /// It cannot be read.
    Damaged,
}

/// Has a season of a server not repeat.
pub fn stop_repeat(
    tx: &WriteTx<'_>,
    server: ServerId,
    season: SeasonId,
    now: DateTime<Utc>,
) -> Result<StopOutcome, StoreError> {
    let season = match seasons::find(tx, season) {
        Err(error) if error.is_unreadable() => return Ok(StopOutcome::Damaged),
        found => found?.filter(|season| season.server == server),
    };
    let Some(season) = season else {
        return Ok(StopOutcome::NoSeason);
    };
    // The next one may not have begun yet where this one's end is past by a moment: whoever presses then is too late as well.
    if season.is_over(now) {
        return Ok(StopOutcome::IsOver(season));
    }
    seasons::set_last(tx, season.id)?;
    Ok(StopOutcome::Stopped(Season { repeats: false, ..season }))
}
