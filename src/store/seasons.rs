//! The seasons: one row each, kept for ever. Their standings stand with those of the other periods.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::named_params;

use super::columns::{Day, Millis, soonest};
use super::engines::{Row, Statement};
use super::set_aside::{if_readable, readable};
use super::{ReadTx, StoreError, WriteTx};
use crate::domain::ids::{MemberId, SeasonId, ServerId};
use crate::domain::leaderboard::Scope;
use crate::domain::round::ON_THE_WAY;
use crate::domain::season::{Season, SeasonLength, code};

const COLUMNS: &str = "season_id, server_id, name, length, repeats, anchor_day, nth, first_day, end_day, ends_at, ended_at, told_at, told_winners";

/// One that nobody played takes nothing from the one before it.
const IS_PLAYED: &str = "exists (select 1 from standing where standing.server_id = season.server_id and standing.period = 'season:' || season_id)";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Season> {
    let told_winners: Option<String> = row.get("told_winners")?;
    let told_winners = told_winners.unwrap_or_default();
    Ok(Season {
        id: row.get("season_id")?,
        server: row.get("server_id")?,
        name: row.get("name")?,
        length: row.get("length")?,
        repeats: row.get("repeats")?,
        anchor_day: row.get::<_, Day>("anchor_day")?.0,
        nth: row.get("nth")?,
        first_day: row.get::<_, Day>("first_day")?.0,
        end_day: row.get::<_, Day>("end_day")?.0,
        ends_at: row.get::<_, Millis>("ends_at")?.0,
        ended_at: row.get::<_, Option<Millis>>("ended_at")?.map(|at| at.0),
        told_at: row.get::<_, Option<Millis>>("told_at")?.map(|at| at.0),
        told_winners: told_winners.split(' ').filter_map(|id| id.parse().ok().map(MemberId)).collect(),
    })
}

/// What a new season is made of.
#[derive(Debug, Clone)]
pub struct NewSeason<'a> {
    pub server: ServerId,
    pub name: &'a str,
    pub length: SeasonLength,
    /// Whether the next one begins when it ends.
    pub repeats: bool,
    /// The first day of the first of those that follow each other.
    pub anchor_day: NaiveDate,
    /// How many of them were before it.
    pub nth: u32,
    pub first_day: NaiveDate,
    /// The first local day after it.
    pub end_day: NaiveDate,
    /// From this instant on nothing counts for it.
    pub ends_at: DateTime<Utc>,
    /// Whether answers were given that count for it.
    pub has_answers: bool,
}

/// Begins a season; the server must have none that runs.
pub fn insert(tx: &WriteTx<'_>, new: &NewSeason<'_>) -> Result<SeasonId, StoreError> {
    let params = named_params! {
        ":server": new.server,
        ":name": new.name,
        ":length": new.length,
        ":repeats": new.repeats,
        ":anchor_day": Day(new.anchor_day),
        ":nth": new.nth,
        ":first_day": Day(new.first_day),
        ":end_day": Day(new.end_day),
        ":ends_at": Millis(new.ends_at),
        ":counted_up_to": new.has_answers.then_some(MemberId(0)),
    };
    tx.prepare(include_str!("sql/insert_season.sql"))?.query_row(params, |row| row.get(0))
}

/// A season by its number.
pub fn find(tx: &ReadTx<'_>, season: SeasonId) -> Result<Option<Season>, StoreError> {
    let sql = format!("select {COLUMNS} from season where season_id = :season");
    tx.prepare(&sql)?.query_optional(named_params! { ":season": season }, from_row)
}

/// The season of a server that is not over.
pub fn running(tx: &ReadTx<'_>, server: ServerId) -> Result<Option<Season>, StoreError> {
    let sql = format!("select {COLUMNS} from season where server_id = :server and ended_at is null");
    tx.prepare(&sql)?.query_optional(named_params! { ":server": server }, from_row)
}

/// The newest seasons of a server, the newest first.
pub fn newest(tx: &ReadTx<'_>, server: ServerId, at_most: u32) -> Result<Vec<Season>, StoreError> {
    let sql = format!("select {COLUMNS} from season where server_id = :server order by first_day desc limit :at_most");
    let mut statement = tx.prepare(&sql)?;
    let params = named_params! { ":server": server, ":at_most": at_most };
    readable("season", statement.query_map(params, from_row)?)
}

/// The season of the same server before one that somebody has a place in.
pub fn before(tx: &ReadTx<'_>, season: &Season) -> Result<Option<Season>, StoreError> {
    let sql = format!(
        "select {COLUMNS} from season where server_id = :server and first_day < :first_day \
         and {IS_PLAYED} order by first_day desc limit 1"
    );
    let params = named_params! { ":server": season.server, ":first_day": Day(season.first_day) };
    tx.prepare(&sql)?.query_optional(params, from_row)
}

/// How many seasons of a server are over.
pub fn count_over(tx: &ReadTx<'_>, server: ServerId) -> Result<u32, StoreError> {
    let sql = "select count(*) from season where server_id = :server and ended_at is not null";
    tx.prepare(sql)?.query_row(named_params! { ":server": server }, |row| row.get(0))
}

/// What counts for the season to whose days a local day belongs. One that cannot be read counts nothing.
pub fn scope_of_day(tx: &ReadTx<'_>, server: ServerId, day: NaiveDate) -> Result<Option<Scope>, StoreError> {
    let sql = "select season_id, first_day, end_day, ends_at, told_at is not null as is_told from season \
               where server_id = :server and first_day <= :day and end_day > :day order by first_day desc limit 1";
    let from_row = |row: &Row<'_>| {
        let season: SeasonId = row.get("season_id")?;
        Ok(Scope {
            code: code(season),
            first_day: Some(row.get::<_, Day>("first_day")?.0),
            end_day: Some(row.get::<_, Day>("end_day")?.0),
            ends_at: Some(row.get::<_, Millis>("ends_at")?.0),
            season: Some(season),
            is_told: row.get("is_told")?,
        })
    };
    let params = named_params! { ":server": server, ":day": Day(day) };
    if_readable("season", tx.prepare_uncounted(sql)?.query_optional(params, from_row))
}

/// The first local day after all seasons of a server.
pub fn last_end_day(tx: &ReadTx<'_>, server: ServerId) -> Result<Option<NaiveDate>, StoreError> {
    let sql = "select end_day from season where server_id = :server order by first_day desc limit 1";
    let day: Option<Day> = tx.prepare(sql)?.query_optional(named_params! { ":server": server }, |row| row.get(0))?;
    Ok(day.map(|day| day.0))
}

/// The last day before one of which a server has a round that was posted.
pub fn last_round_day(tx: &ReadTx<'_>, server: ServerId, before: NaiveDate) -> Result<Option<NaiveDate>, StoreError> {
    let sql = "select day from round where server_id = :server and day < :before and posted_at is not null order by day desc limit 1";
    let params = named_params! { ":server": server, ":before": Day(before) };
    let day: Option<Day> = tx.prepare(sql)?.query_optional(params, |row| row.get(0))?;
    Ok(day.map(|day| day.0))
}

/// Whether a server's rounds of a day and later have answers.
pub fn has_answers_from(tx: &ReadTx<'_>, server: ServerId, day: NaiveDate) -> Result<bool, StoreError> {
    let sql = "select 1 from round where server_id = :server and day >= :day and answered > 0";
    tx.prepare(sql)?.exists(named_params! { ":server": server, ":day": Day(day) })
}

/// Whether an answer to a round of a server that is still open was given at an instant or later.
pub fn has_answers_after(tx: &ReadTx<'_>, server: ServerId, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = "select 1 from round join answer using (round_id) where round.server_id = :server and round.state = 'open' \
               and answer.answered_at >= :at";
    tx.prepare(sql)?.exists(named_params! { ":server": server, ":at": Millis(at) })
}

/// The seasons whose end has come, where the bot is.
pub fn to_end(tx: &ReadTx<'_>, now: DateTime<Utc>, at_most: u32) -> Result<Vec<SeasonId>, StoreError> {
    let sql = "select season_id from season where ended_at is null and ends_at <= :now \
               and exists (select 1 from server where server.server_id = season.server_id and removed_at is null) \
               and not exists (select 1 from set_aside where what = 'season' and row_id = season_id) order by ends_at limit :at_most";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":now": Millis(now), ":at_most": at_most }, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The seasons of whose end something is to be told now.
pub fn to_tell(tx: &ReadTx<'_>, now: DateTime<Utc>, at_most: u32) -> Result<Vec<SeasonId>, StoreError> {
    let mut statement = tx.prepare(include_str!("sql/seasons_to_tell.sql"))?;
    // What was pressed before the end may still be on its way.
    let params = named_params! { ":now": Millis(now - ON_THE_WAY), ":at_most": at_most };
    let rows = statement.query_map(params, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The next instant at which a season ends, or one that has ended can be told of.
pub fn next_at(tx: &ReadTx<'_>, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, StoreError> {
    let ends = tx.prepare("select min(ends_at) from season where ended_at is null and ends_at > :now")?;
    let told = tx.prepare("select min(ends_at) from season where owes = 1 and ends_at > :now")?;
    let soonest = |mut statement: Statement<'_>, after: DateTime<Utc>| {
        statement.query_row(named_params! { ":now": Millis(after) }, soonest)
    };
    let told = soonest(told, now - ON_THE_WAY)?.map(|at| at + ON_THE_WAY);
    Ok(soonest(ends, now)?.into_iter().chain(told).min())
}

/// Notes that a season is over from an instant on; `false` when that was noted before.
pub fn set_ended(
    tx: &WriteTx<'_>,
    season: SeasonId,
    (end_day, ends_at): (NaiveDate, DateTime<Utc>),
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = "update season set ended_at = :now, ends_at = :ends_at, end_day = :end_day, owes = 1 \
               where season_id = :season and ended_at is null";
    let params = named_params! {
        ":season": season,
        ":end_day": Day(end_day),
        ":ends_at": Millis(ends_at),
        ":now": Millis(now),
    };
    Ok(tx.prepare(sql)?.execute(params)? > 0)
}

/// Plans the end of a season that runs.
pub fn set_ends_at(tx: &WriteTx<'_>, season: SeasonId, ends_at: DateTime<Utc>) -> Result<(), StoreError> {
    tx.prepare("update season set ends_at = :ends_at where season_id = :season and ended_at is null")?
        .execute(named_params! { ":season": season, ":ends_at": Millis(ends_at) })?;
    Ok(())
}

/// Has no other season follow one that runs.
pub fn set_last(tx: &WriteTx<'_>, season: SeasonId) -> Result<(), StoreError> {
    tx.prepare("update season set repeats = 0 where season_id = :season and ended_at is null")?
        .execute(named_params! { ":season": season })?;
    Ok(())
}

/// Deletes a season that nobody has played.
pub fn delete(tx: &WriteTx<'_>, season: SeasonId) -> Result<(), StoreError> {
    tx.prepare("delete from season where season_id = :season")?.execute(named_params! { ":season": season })?;
    Ok(())
}

/// Notes that the final board of a season changed after it was told.
pub fn note_change(tx: &WriteTx<'_>, season: SeasonId) -> Result<(), StoreError> {
    tx.prepare("update season set owes = 1 where season_id = :season and told_at is not null")?
        .execute(named_params! { ":season": season })?;
    Ok(())
}

/// The newest season of a server whose end was told and that somebody has a place in.
pub fn newest_told(tx: &ReadTx<'_>, server: ServerId) -> Result<Option<SeasonId>, StoreError> {
    let sql = format!(
        "select season_id from season where server_id = :server and told_at is not null and {IS_PLAYED} \
         order by first_day desc limit 1"
    );
    tx.prepare(&sql)?.query_optional(named_params! { ":server": server }, |row| row.get(0))
}

/// The servers in whose seasons a member has a place.
pub fn servers_played_in(tx: &ReadTx<'_>, member: MemberId) -> Result<Vec<ServerId>, StoreError> {
    let sql = "select distinct server_id from standing where member_id = :member and period like 'season:%'";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":member": member }, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Notes that what a season owed is owed as a delivery, or came to nothing that could be told.
pub fn set_told(tx: &WriteTx<'_>, season: SeasonId, now: DateTime<Utc>) -> Result<(), StoreError> {
    tx.prepare("update season set owes = 0, told_at = :now where season_id = :season")?
        .execute(named_params! { ":season": season, ":now": Millis(now) })?;
    Ok(())
}

/// Notes who is about to be told as the winner.
pub fn set_winners_drawn(tx: &WriteTx<'_>, season: SeasonId, winners: &[MemberId]) -> Result<(), StoreError> {
    let winners: Vec<String> = winners.iter().map(ToString::to_string).collect();
    tx.prepare("update season set winners_drawn = :winners where season_id = :season")?
        .execute(named_params! { ":season": season, ":winners": winners.join(" ") })?;
    Ok(())
}

/// Notes that they are told.
pub fn set_winners_told(tx: &WriteTx<'_>, season: SeasonId) -> Result<(), StoreError> {
    let sql = "update season set told_winners = winners_drawn, winners_drawn = null \
               where season_id = :season and winners_drawn is not null";
    tx.prepare(sql)?.execute(named_params! { ":season": season })?;
    Ok(())
}

/// A season that lacks answers which were given before it was there, with the last member who has theirs.
pub fn to_count(tx: &ReadTx<'_>) -> Result<Option<(SeasonId, MemberId)>, StoreError> {
    let sql = "select season_id, counted_up_to from season where counted_up_to is not null \
               and not exists (select 1 from set_aside where what = 'season' and row_id = season_id) order by season_id limit 1";
    tx.prepare(sql)?.query_optional(&[], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Notes for which member the answers were counted last; `None` when for all.
pub fn set_counted_up_to(tx: &WriteTx<'_>, season: SeasonId, member: Option<MemberId>) -> Result<(), StoreError> {
    tx.prepare("update season set counted_up_to = :member where season_id = :season")?
        .execute(named_params! { ":season": season, ":member": member })?;
    Ok(())
}

/// The longest streak that an answer of a season was given with.
pub fn best_streak(tx: &ReadTx<'_>, season: &Season) -> Result<u32, StoreError> {
    let sql = "select coalesce(max(best_streak), 0) from standing where server_id = :server and period = :period and shown = 1";
    let params = named_params! { ":server": season.server, ":period": code(season.id) };
    tx.prepare(sql)?.query_row(params, |row| row.get(0))
}
