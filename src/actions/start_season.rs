//! A manager starts a season, or the next one begins by itself; answers of its days that were given before count too.

use chrono::{DateTime, NaiveDate, Utc};

use super::tell_season::announcement_channel;
use super::update_standings;
use crate::domain::ids::{ChannelId, MemberId, SeasonId, ServerId};
use crate::domain::leaderboard::midnight;
use crate::domain::season::{Season, SeasonLength, name_of};
use crate::store::seasons::NewSeason;
use crate::store::servers::{self, Server};
use crate::store::set_aside::{self, if_readable};
use crate::store::{StoreError, WriteTx, live_boards, members, seasons};

/// What a manager wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// As it was typed.
    pub name: String,
    pub length: SeasonLength,
    /// Whether the next one begins when it ends.
    pub repeats: bool,
}

/// A season that a manager started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Started {
    pub season: Season,
    /// The server's local day.
    pub today: NaiveDate,
    /// Whether answers that were given before count for it.
    pub has_answers: bool,
    /// Where its podium goes, as things stand now.
    pub podium: Option<ChannelId>,
}

/// What became of a manager's wish to start a season.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StartOutcome {
    /// It is there. It begins today, or on the day after the last one.
    Started(Box<Started>),
    /// One is running; nothing changed.
    Running(Season),
    /// The name is empty or too long.
    BadName,
    /// One is there that cannot be read.
    Damaged,
    /// The server was not set up.
    NotSetUp,
}

/// Starts a season of a server.
pub fn start_season(
    tx: &WriteTx<'_>,
    server: ServerId,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> Result<StartOutcome, StoreError> {
    let Some(server) = servers::find(tx, server)? else {
        return Ok(StartOutcome::NotSetUp);
    };
    let Some(name) = name_of(&wanted.name) else {
        return Ok(StartOutcome::BadName);
    };
    match seasons::running(tx, server.id) {
        Err(error) if error.is_unreadable() => return Ok(StartOutcome::Damaged),
        running => {
            if let Some(running) = running? {
                return Ok(StartOutcome::Running(running));
            }
        }
    }
    let today = server.day_at(now);
    // A day belongs to one season.
    let anchor = seasons::last_end_day(tx, server.id)?.map_or(today, |free| free.max(today));
    let begun = begin(tx, &server, &name, wanted, (anchor, 0))?;
    let season = begun.map_or(Ok(None), |id| seasons::find(tx, id))?;
    let season =
        season.ok_or_else(|| StoreError::Inconsistent("a season that was just made is not there".to_owned()))?;
    let has_answers = seasons::has_answers_from(tx, server.id, season.first_day)?;
    let podium = announcement_channel(tx, server.id)?;
    Ok(StartOutcome::Started(Box::new(Started { season, today, has_answers, podium })))
}

/// Has the season begin that follows one that is over, if it repeats.
pub(super) fn begin_next(tx: &WriteTx<'_>, server: &Server, over: &Season) -> Result<(), StoreError> {
    let wanted = Wanted { name: over.name.clone(), length: over.length, repeats: over.repeats };
    if over.repeats {
        begin(tx, server, &over.name, &wanted, (over.anchor_day, over.nth + 1))?;
    }
    Ok(())
}

/// `None` where the calendar ends.
fn begin(
    tx: &WriteTx<'_>,
    server: &Server,
    name: &str,
    wanted: &Wanted,
    (anchor_day, nth): (NaiveDate, u32),
) -> Result<Option<SeasonId>, StoreError> {
    let days = |nth| wanted.length.first_day(anchor_day, nth);
    let Some((first_day, end_day)) = days(nth).zip(days(nth + 1)) else { return Ok(None) };
    let Some(ends_at) = midnight(end_day, server.settings.zone) else { return Ok(None) };
    let new = NewSeason {
        server: server.id,
        name,
        length: wanted.length,
        repeats: wanted.repeats,
        anchor_day,
        nth,
        first_day,
        end_day,
        ends_at,
        has_answers: seasons::has_answers_from(tx, server.id, first_day)?,
    };
    live_boards::look_again(tx, server.id);
    seasons::insert(tx, &new).map(Some)
}

/// How many members' answers are counted at once; the rest follows.
pub const MEMBERS_AT_ONCE: u32 = 50;

/// Counts the answers of so many members that were given before their season was there; says whether there are more.
pub fn continue_start(tx: &WriteTx<'_>, at_most: u32, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let Some((id, up_to)) = seasons::to_count(tx)? else {
        return Ok(false);
    };
    let season = match seasons::find(tx, id) {
        Err(error) if error.is_unreadable() => {
            set_aside::insert(tx, "season", id.0, &error.to_string(), now)?;
            None
        }
        found => found?,
    };
    if let Some(season) = season {
        count(tx, &season, up_to, at_most)?;
    }
    Ok(seasons::to_count(tx)?.is_some())
}

fn count(tx: &WriteTx<'_>, season: &Season, up_to: MemberId, at_most: u32) -> Result<(), StoreError> {
    let members = members::after(tx, season.server, up_to, at_most)?;
    for member in &members {
        let counted = update_standings::count_season(tx, season, *member).map(Some);
        if_readable("standing", counted)?;
    }
    let more = members.last().copied().filter(|_| members.len() >= at_most as usize);
    seasons::set_counted_up_to(tx, season.id, more)
}
