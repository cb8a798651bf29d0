//! The days that count for streaks: local days of a server on which it had a round that was posted and is not void.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, Row, named_params};

use super::answers::{self, Answer};
use super::columns::Day;
use super::rounds;
use super::{ReadTx, StoreError};
use crate::domain::ids::{MemberId, RoundId, ServerId};
use crate::domain::round::Round;

/// A round with its day's place in the line of days that count for a member.
#[derive(Debug, Clone)]
pub struct InLine {
    pub round: Round,
    /// The member's streak on the day before that counts; `None` when there is none or it was missed.
    pub streak_before: Option<u32>,
    /// Whether a day that counts comes after the round's.
    pub followed: bool,
}

/// A round by its id, with what a member's answer to it needs to know of other days.
pub fn find_in_line(tx: &ReadTx<'_>, round: RoundId, member: MemberId) -> Result<Option<InLine>, StoreError> {
    let from_row = |row: &Row<'_>| {
        let (streak_before, followed) = (row.get("streak_before")?, row.get("followed")?);
        Ok(InLine { round: rounds::from_row(row)?, streak_before, followed })
    };
    let mut statement = tx.prepare_uncounted(include_str!("sql/find_in_line.sql"))?;
    Ok(statement.query_row(named_params! { ":round": round, ":member": member }, from_row).optional()?)
}

/// The day for which an answer to a round counts: the round's own, or a later one when it opened after that one's rounds.
pub fn day_of(tx: &ReadTx<'_>, round: RoundId) -> Result<Option<NaiveDate>, StoreError> {
    let sql = "select streak_day from round where round_id = :round";
    let day: Option<Option<Day>> =
        tx.prepare(sql)?.query_row(named_params! { ":round": round }, |row| row.get(0)).optional()?;
    Ok(day.flatten().map(|day| day.0))
}

/// The next day after one that counts for a member.
pub fn day_after(
    tx: &ReadTx<'_>,
    server: ServerId,
    day: NaiveDate,
    member: MemberId,
) -> Result<Option<NaiveDate>, StoreError> {
    let sql = "select streak_day from round where server_id = :server and streak_day > :day \
               and (state in ('open', 'closed') or voided_up_to < :member) order by streak_day limit 1";
    one_day(tx, sql, server, day, member)
}

/// The last day before one that counts for a member.
pub fn day_before(
    tx: &ReadTx<'_>,
    server: ServerId,
    day: NaiveDate,
    member: MemberId,
) -> Result<Option<NaiveDate>, StoreError> {
    let sql = "select streak_day from round where server_id = :server and streak_day < :day \
               and (state in ('open', 'closed') or voided_up_to < :member) order by streak_day desc limit 1";
    one_day(tx, sql, server, day, member)
}

fn one_day(
    tx: &ReadTx<'_>,
    sql: &str,
    server: ServerId,
    day: NaiveDate,
    member: MemberId,
) -> Result<Option<NaiveDate>, StoreError> {
    let params = named_params! { ":server": server, ":day": Day(day), ":member": member };
    let found: Option<Day> = tx.prepare(sql)?.query_row(params, |row| row.get(0)).optional()?;
    Ok(found.map(|day| day.0))
}

/// A member's answers on a day that count, each with its round.
pub fn answers_of(
    tx: &ReadTx<'_>,
    server: ServerId,
    day: NaiveDate,
    member: MemberId,
) -> Result<Vec<(Round, Answer)>, StoreError> {
    let mut given = Vec::new();
    for round in rounds::on_streak_day(tx, server, day, member)? {
        if let Some(answer) = answers::find(tx, round.id, member)? {
            given.push((round, answer));
        }
    }
    Ok(given)
}

/// The last days of a server that count, the newest first.
pub fn latest_days(tx: &ReadTx<'_>, server: ServerId, at_most: u32) -> Result<Vec<NaiveDate>, StoreError> {
    let sql = "select distinct streak_day from round where server_id = :server and streak_day is not null \
               and state in ('open', 'closed') order by streak_day desc limit :at_most";
    let mut statement = tx.prepare(sql)?;
    let rows =
        statement.query_map(named_params! { ":server": server, ":at_most": at_most }, |row| row.get::<_, Day>(0))?;
    Ok(rows.map(|day| Ok(day?.0)).collect::<Result<_, rusqlite::Error>>()?)
}
