//! A season ends, at its local midnight or early: its board is frozen, and the next one begins if it repeats.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::start_season::begin_next;
use crate::domain::ids::{MemberId, SeasonId, ServerId};
use crate::domain::leaderboard::midnight;
use crate::domain::season::Season;
use crate::store::servers::{self, Server};
use crate::store::{ReadTx, StoreError, WriteTx, live_boards, seasons, set_aside};

/// Ends seasons whose last day is over, so many at most; says whether there may be more.
pub fn end_due_seasons(tx: &WriteTx<'_>, now: DateTime<Utc>, at_most: u32) -> Result<bool, StoreError> {
    let due = seasons::to_end(tx, now, at_most)?;
    for id in &due {
        match end_one(tx, *id, now) {
            Err(error) if error.is_unreadable() => set_aside::insert(tx, "season", id.0, &error.to_string(), now)?,
            ended => ended?,
        }
    }
    // The next season of one that ended long ago may be over too.
    Ok(!due.is_empty())
}

fn end_one(tx: &WriteTx<'_>, id: SeasonId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let Some(season) = seasons::find(tx, id)? else {
        return Ok(());
    };
    let Some(server) = servers::find(tx, season.server)? else {
        return Ok(());
    };
    if seasons::set_ended(tx, id, (season.end_day, season.ends_at), now)? {
        live_boards::look_again(tx, server.id);
        begin_next(tx, &server, &season)?;
    }
    Ok(())
}

/// What became of a manager's wish to end a season.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EndOutcome {
    /// It is over; its end is told in the channel.
    Ended(Season),
    /// It had not begun, and is gone.
    Cancelled(Season),
    /// Nobody had answered a question of it, and it is gone.
    CancelledEmpty(Season),
    /// It was to go only if nobody had played it, and somebody has; nothing changed.
    IsPlayed,
    /// It was over before; nothing changed.
    IsOver(Season),
    /// No season is running.
    NoSeason,
    /// It cannot be read.
    Damaged,
}

/// What a manager was asked about a season, and so what they confirm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum If {
    /// It ends, whoever has played it.
    Anyway,
    /// It goes as long as nobody has answered a question of it.
    NobodyPlayed,
}

/// How far a season has come that is to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It has not begun.
    Ahead,
    /// It runs, and nobody has answered a question of it.
    Empty,
    /// It runs, and has answers.
    Played,
}

fn stage(tx: &ReadTx<'_>, season: &Season, server: &Server, now: DateTime<Utc>) -> Result<Stage, StoreError> {
    if server.day_at(now) < season.first_day {
        return Ok(Stage::Ahead);
    }
    let is_played = seasons::has_answers_from(tx, season.server, season.first_day)?;
    Ok(if is_played { Stage::Played } else { Stage::Empty })
}

/// The season that a manager would end, and how far it has come; an error that `is_unreadable` where its row is damaged.
pub fn season_to_end(
    tx: &ReadTx<'_>,
    server: ServerId,
    now: DateTime<Utc>,
) -> Result<Option<(Season, Stage)>, StoreError> {
    let Some((season, server)) = seasons::running(tx, server)?.zip(servers::find(tx, server)?) else {
        return Ok(None);
    };
    let stage = stage(tx, &season, &server, now)?;
    Ok(Some((season, stage)))
}

/// Ends a season of a server now. It does not repeat.
pub fn end_season(
    tx: &WriteTx<'_>,
    server: ServerId,
    asked: SeasonId,
    only_if: If,
    now: DateTime<Utc>,
) -> Result<EndOutcome, StoreError> {
    let season = match seasons::find(tx, asked) {
        Err(error) if error.is_unreadable() => return Ok(EndOutcome::Damaged),
        found => found?.filter(|season| season.server == server),
    };
    let Some((season, server)) = season.zip(servers::find(tx, server)?) else {
        return Ok(EndOutcome::NoSeason);
    };
    if season.is_over(now) {
        return Ok(EndOutcome::IsOver(season));
    }
    let stage = stage(tx, &season, &server, now)?;
    if stage == Stage::Played && only_if == If::NobodyPlayed {
        return Ok(EndOutcome::IsPlayed);
    }
    live_boards::look_again(tx, server.id);
    // What nobody played takes no prize from anybody, and its days are free again.
    if stage != Stage::Played {
        seasons::delete(tx, season.id)?;
        let is_ahead = stage == Stage::Ahead;
        return Ok(if is_ahead { EndOutcome::Cancelled(season) } else { EndOutcome::CancelledEmpty(season) });
    }
    let end_day = first_free_day(tx, &season, &server, now)?;
    seasons::set_ended(tx, season.id, (end_day, now), now)?;
    leave_out_later(tx, &season, now)?;
    Ok(EndOutcome::Ended(Season { end_day, ends_at: now, ended_at: Some(now), ..season }))
}

/// Answers that were pressed after an end and were kept before it count no more.
fn leave_out_later(tx: &WriteTx<'_>, season: &Season, ends_at: DateTime<Utc>) -> Result<(), StoreError> {
    if seasons::has_answers_after(tx, season.server, ends_at)? {
        seasons::set_counted_up_to(tx, season.id, Some(MemberId(0)))?;
    }
    Ok(())
}

/// The day after today, and after all days whose rounds counted.
fn first_free_day(
    tx: &ReadTx<'_>,
    season: &Season,
    server: &Server,
    now: DateTime<Utc>,
) -> Result<NaiveDate, StoreError> {
    let today = server.day_at(now);
    let last = seasons::last_round_day(tx, server.id, season.end_day)?.map_or(today, |last| last.max(today));
    Ok(last.checked_add_days(Days::new(1)).unwrap_or(season.end_day).min(season.end_day))
}

/// A server's zone changed: the season that runs there ends at the midnight of the new one, and never before now.
pub(super) fn move_end(tx: &WriteTx<'_>, server: ServerId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let season = set_aside::if_readable("season", seasons::running(tx, server))?;
    let Some((season, server)) = season.zip(servers::find(tx, server)?) else {
        return Ok(());
    };
    match midnight(season.end_day, server.settings.zone) {
        // What was over in the old zone stays so.
        Some(ends_at) if season.ends_at > now => {
            let ends_at = ends_at.max(now);
            seasons::set_ends_at(tx, season.id, ends_at)?;
            leave_out_later(tx, &season, ends_at)
        }
        _ => Ok(()),
    }
}
