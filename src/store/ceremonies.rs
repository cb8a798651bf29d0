//! The weekly ceremonies: when a server's next one is due, which weeks have had theirs, and what only they tell.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::named_params;

use super::columns::{Day, Millis, soonest};
use super::engines::Row;
use super::{ReadTx, StoreError, WriteTx};
use crate::domain::ids::{MemberId, RoundId, ServerId};
use crate::domain::stats::Tally;

/// When a server's next ceremony is due; `None` where there are none.
pub fn planned(tx: &ReadTx<'_>, server: ServerId) -> Result<Option<DateTime<Utc>>, StoreError> {
    let sql = "select ceremony_at from server where server_id = :server";
    let found =
        tx.prepare(sql)?.query_optional(named_params! { ":server": server }, |row| row.get::<_, Option<Millis>>(0));
    Ok(found?.flatten().map(|at| at.0))
}

/// Plans a server's next ceremony, or has none any more.
pub fn plan(tx: &WriteTx<'_>, server: ServerId, at: Option<DateTime<Utc>>) -> Result<(), StoreError> {
    let sql = "update server set ceremony_at = :at where server_id = :server";
    tx.prepare(sql)?.execute(named_params! { ":server": server, ":at": at.map(Millis) })?;
    Ok(())
}

/// The servers whose ceremonies are due, so many at most.
pub fn due(tx: &ReadTx<'_>, now: DateTime<Utc>, at_most: u32) -> Result<Vec<ServerId>, StoreError> {
    let sql = "select server_id from server where ceremony_at <= :now and removed_at is null order by ceremony_at limit :at_most";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":now": Millis(now), ":at_most": at_most }, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// When the next ceremony of any server is due.
pub fn next_at(tx: &ReadTx<'_>) -> Result<Option<DateTime<Utc>>, StoreError> {
    let sql = "select min(ceremony_at) from server where ceremony_at is not null and removed_at is null";
    tx.prepare(sql)?.query_row(&[], soonest)
}

/// Notes that the week that begins on a day has its ceremony; `false` when it had it before.
pub fn note(tx: &WriteTx<'_>, server: ServerId, week: NaiveDate) -> Result<bool, StoreError> {
    let sql = "insert into ceremony (server_id, week) values (:server, :week) on conflict do nothing";
    Ok(tx.prepare(sql)?.execute(named_params! { ":server": server, ":week": Day(week) })? > 0)
}

/// Whether the week that begins on a day has had its ceremony.
pub fn is_noted(tx: &ReadTx<'_>, server: ServerId, week: NaiveDate) -> Result<bool, StoreError> {
    let sql = "select 1 from ceremony where server_id = :server and week = :week";
    tx.prepare(sql)?.exists(named_params! { ":server": server, ":week": Day(week) })
}

/// The member on the board of a period who has most points more than in the one before, of those who are in both.
pub fn most_improved(
    tx: &ReadTx<'_>,
    server: ServerId,
    period: &str,
    before: &str,
) -> Result<Option<(MemberId, u32)>, StoreError> {
    let sql = "select standing.member_id, standing.points - earlier.points as gained from standing \
               join standing as earlier on earlier.server_id = standing.server_id and earlier.member_id = standing.member_id \
               and earlier.period = :before \
               where standing.server_id = :server and standing.period = :period and standing.shown = 1 \
               and standing.points > earlier.points \
               order by gained desc, standing.points desc, standing.reached_at, standing.member_id limit 1";
    let params = named_params! { ":server": server, ":period": period, ":before": before };
    tx.prepare(sql)?.query_optional(params, |row| Ok((row.get("member_id")?, row.get("gained")?)))
}

/// The member with the longest streak on the days between two, of those who do not hide.
pub fn longest_streak(
    tx: &ReadTx<'_>,
    server: ServerId,
    (first, end): (NaiveDate, NaiveDate),
) -> Result<Option<(MemberId, u32)>, StoreError> {
    let sql = "select answer.member_id, answer.streak from round join answer using (round_id) \
               where round.server_id = :server and round.streak_day >= :first and round.streak_day < :end \
               and round.state in ('open', 'closed') and not exists (select 1 from hidden \
               where hidden.server_id = round.server_id and hidden.member_id = answer.member_id) \
               order by answer.streak desc, round.streak_day, answer.answered_at, answer.member_id limit 1";
    let params = named_params! { ":server": server, ":first": Day(first), ":end": Day(end) };
    tx.prepare(sql)?.query_optional(params, |row| Ok((row.get("member_id")?, row.get("streak")?)))
}

/// The closed round of the days between two that the smallest share had right, with how many that were.
pub fn hardest_round(
    tx: &ReadTx<'_>,
    server: ServerId,
    (first, end): (NaiveDate, NaiveDate),
) -> Result<Option<(RoundId, Tally)>, StoreError> {
    let sql = "select round_id, sum(answer.correct) as correct, count(answer.correct) as answered \
               from round join answer using (round_id) where round.server_id = :server and round.day >= :first and round.day < :end \
               and round.state = 'closed' and answer.correct is not null group by round_id \
               order by 1.0 * sum(answer.correct) / count(answer.correct), count(answer.correct) desc, round_id limit 1";
    let params = named_params! { ":server": server, ":first": Day(first), ":end": Day(end) };
    tx.prepare(sql)?.query_optional(params, |row| {
        Ok((row.get("round_id")?, Tally { right: row.get("correct")?, answered: row.get("answered")? }))
    })
}

/// How the members of a period who are shown answered together.
pub fn together(tx: &ReadTx<'_>, server: ServerId, period: &str) -> Result<Tally, StoreError> {
    let sql = "select coalesce(sum(correct), 0) as correct, coalesce(sum(answered), 0) as answered from standing \
               where server_id = :server and period = :period and shown = 1";
    let params = named_params! { ":server": server, ":period": period };
    let tally = |row: &Row<'_>| Ok(Tally { right: row.get("correct")?, answered: row.get("answered")? });
    tx.prepare(sql)?.query_row(params, tally)
}
