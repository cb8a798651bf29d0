//! The seasons of a server: the one that runs, those that are over with their winners, and their names.

use chrono::{DateTime, NaiveDate, Utc};

use super::board_rows::placed;
use super::show_leaderboard::season_is_counting;
use super::show_race::show_race;
use crate::domain::ids::ServerId;
use crate::domain::leaderboard::Standing;
use crate::domain::race::Race;
use crate::domain::season::{Season, code};
use crate::store::set_aside::if_readable;
use crate::store::{ReadTx, StoreError, seasons, servers, standings};

/// The most members that are told as first.
pub const WINNERS_TOLD: u32 = 10;

/// A season with what came of it so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Played {
    pub season: Season,
    /// The first places, in the board's order; of equals as many as there is room for.
    pub top: Vec<Standing>,
    /// How many members have a place.
    pub members: u64,
    /// The longest streak that an answer was given with; 0 without any.
    pub best_streak: u32,
    /// Whether answers to its questions wait for their verdict though it is over.
    pub is_counting: bool,
}

impl Played {
    /// Those who share the first place, if they have points.
    pub fn winners(&self) -> impl Iterator<Item = &Standing> {
        self.top.iter().filter(|row| row.place == 1 && row.points > 0)
    }
}

/// A season with its first places, read as the boards are.
pub(super) fn played(tx: &ReadTx<'_>, season: Season) -> Result<Played, StoreError> {
    let code = code(season.id);
    let rows = standings::after(tx, season.server, &code, None, WINNERS_TOLD)?;
    let top = placed(tx, season.server, &code, &rows, &[])?;
    let members = standings::members(tx, season.server, &code)?;
    let best_streak = seasons::best_streak(tx, &season)?;
    let is_counting = season.ended_at.is_some() && season_is_counting(tx, &season)?;
    Ok(Played { season, top, members, best_streak, is_counting })
}

/// The season of now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// One runs, or begins soon.
    Running {
        played: Played,
        /// How its first ones came to their points.
        race: Option<Race>,
        /// The server's local day.
        today: NaiveDate,
    },
    /// None runs; the last one, when there was one.
    Idle(Option<Played>),
    /// The server was not set up.
    NotSetUp,
}

/// The season that runs in a server, else the last one.
pub fn show_season(tx: &ReadTx<'_>, server: ServerId, now: DateTime<Utc>) -> Result<Shown, StoreError> {
    let Some(found) = servers::find(tx, server)? else {
        return Ok(Shown::NotSetUp);
    };
    if let Some(running) = if_readable("season", seasons::running(tx, server))? {
        let (played, today) = (played(tx, running)?, found.day_at(now));
        return Ok(Shown::Running { race: show_race(tx, &played.season, &played.top, today)?, played, today });
    }
    let last = seasons::newest(tx, server, 1)?.into_iter().next();
    Ok(Shown::Idle(last.map(|last| played(tx, last)).transpose()?))
}

/// The seasons that are over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// The newest of them, the newest first.
    pub seasons: Vec<Played>,
    /// How many there are.
    pub count: u32,
}

/// How many seasons one list shows.
const LISTED: u32 = 20;

/// The seasons of a server that are over; `None` when it was not set up.
pub fn list_seasons(tx: &ReadTx<'_>, server: ServerId) -> Result<Option<Past>, StoreError> {
    if servers::find(tx, server)?.is_none() {
        return Ok(None);
    }
    let newest = seasons::newest(tx, server, LISTED + 1)?.into_iter();
    let over = newest.filter(|season| season.ended_at.is_some()).take(LISTED as usize);
    let seasons = over.map(|season| played(tx, season)).collect::<Result<_, _>>()?;
    Ok(Some(Past { seasons, count: seasons::count_over(tx, server)? }))
}

/// All seasons of a server, the newest first, for a name that is being typed.
pub fn all_seasons(tx: &ReadTx<'_>, server: ServerId) -> Result<Vec<Season>, StoreError> {
    const OFFERED: u32 = 500;
    seasons::newest(tx, server, OFFERED)
}
