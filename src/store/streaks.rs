//! The days that count for streaks: local days of a server on which it had a round that was posted and is not void.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::named_params;

use super::answers::{self, Answer};
use super::columns::{Day, Millis};
use super::engines::Row;
use super::rounds;
use super::{ReadTx, StoreError};
use crate::domain::ids::{MemberId, RoundId, ServerId};
use crate::domain::round::Round;
use crate::domain::settings::Freezes;
use crate::domain::streak::{Before, Gap, Streak};

/// A round with its day's place in the line of days that count for a member.
#[derive(Debug, Clone)]
pub struct InLine {
    pub round: Round,
    /// Its day; `None` before it is posted.
    pub day: Option<LineDay>,
    /// What came before that day; `None` when the member answered on none.
    pub before: Option<Before>,
    /// Whether a day that counts comes after it.
    pub followed: bool,
}

/// A day of a server's line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineDay {
    pub day: NaiveDate,
    /// Whether it has freezes; what managers change holds from the next day on.
    pub freezes: Freezes,
}

/// A day with a member's answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    pub day: NaiveDate,
    /// Where the member stood with them.
    pub streak: Streak,
}

/// A round by its id, with what a member's answer to it needs to know of other days.
pub fn find_in_line(tx: &ReadTx<'_>, round: RoundId, member: MemberId) -> Result<Option<InLine>, StoreError> {
    let from_row = |row: &Row<'_>| {
        let (followed, any_before): (bool, Option<Day>) = (row.get("followed")?, row.get("day_before")?);
        let day_before: Option<u32> = row.get("streak_before")?;
        let before = match day_before {
            Some(days) => {
                let last = Streak { days, held: row.get("held_before")?, used: row.get("used_before")? };
                Some(Before { last, gap: Gap::NONE })
            }
            None => None,
        };
        let missed = any_before.is_some() && before.is_none();
        Ok((InLine { round: rounds::from_row(row)?, day: line_day(row)?, before, followed }, missed))
    };
    let mut statement = tx.prepare_uncounted(include_str!("sql/find_in_line.sql"))?;
    let found = statement.query_optional(named_params! { ":round": round, ":member": member }, from_row)?;
    let Some((mut found, missed)) = found else { return Ok(None) };
    if let Some(of) = found.day.filter(|_| missed) {
        found.before = before(tx, found.round.server, of.day, member)?;
    }
    Ok(Some(found))
}

fn line_day(row: &Row<'_>) -> rusqlite::Result<Option<LineDay>> {
    let day: Option<Day> = row.get("streak_day")?;
    let freezes = row.get("freezes")?;
    Ok(day.map(|Day(day)| LineDay { day, freezes }))
}

/// What came before a day for a member: the last answers, and what was missed since.
pub fn before(
    tx: &ReadTx<'_>,
    server: ServerId,
    day: NaiveDate,
    member: MemberId,
) -> Result<Option<Before>, StoreError> {
    let Some(last) = answered_before(tx, server, day, member)? else {
        return Ok(None);
    };
    Ok(Some(Before { last: last.streak, gap: missed_between(tx, server, (last.day, day), member)? }))
}

/// The last day before one with a member's answers that count.
pub fn answered_before(
    tx: &ReadTx<'_>,
    server: ServerId,
    day: NaiveDate,
    member: MemberId,
) -> Result<Option<Answered>, StoreError> {
    let params = named_params! { ":server": server, ":day": Day(day), ":member": member };
    let mut statement = tx.prepare_uncounted(include_str!("sql/answered_before.sql"))?;
    statement.query_optional(params, answered_from)
}

fn answered_from(row: &Row<'_>) -> rusqlite::Result<Answered> {
    let streak = Streak { days: row.get("streak")?, held: row.get("freezes")?, used: row.get("freezes_used")? };
    Ok(Answered { day: row.get::<_, Day>("streak_day")?.0, streak })
}

/// The next day after one with a member's answers that count.
pub fn answered_after(
    tx: &ReadTx<'_>,
    server: ServerId,
    day: NaiveDate,
    member: MemberId,
) -> Result<Option<LineDay>, StoreError> {
    let params = named_params! { ":server": server, ":day": Day(day), ":member": member };
    let mut statement = tx.prepare_uncounted(include_str!("sql/answered_after.sql"))?;
    Ok(statement.query_optional(params, line_day)?.flatten())
}

/// The days between two that count for a member, who answered on none of them.
pub fn missed_between(
    tx: &ReadTx<'_>,
    server: ServerId,
    (after, before): (NaiveDate, NaiveDate),
    member: MemberId,
) -> Result<Gap, StoreError> {
    let params = named_params! { ":server": server, ":after": Day(after), ":before": Day(before), ":member": member };
    let mut statement = tx.prepare_uncounted(include_str!("sql/missed_between.sql"))?;
    statement.query_row(params, |row| Ok(Gap { missed: row.get("missed")?, freezes: row.get("freezes")? }))
}

/// The day for which an answer to a round counts: the round's own, or a later one when it opened after that one's rounds.
pub fn day_of(tx: &ReadTx<'_>, round: RoundId) -> Result<Option<LineDay>, StoreError> {
    let sql = "select streak_day, freezes from round where round_id = :round";
    Ok(tx.prepare(sql)?.query_optional(named_params! { ":round": round }, line_day)?.flatten())
}

/// Whether a member had answered another round of a day before an instant.
pub fn has_answered_before(
    tx: &ReadTx<'_>,
    (server, day): (ServerId, NaiveDate),
    (round, at): (RoundId, DateTime<Utc>),
    member: MemberId,
) -> Result<bool, StoreError> {
    let sql = "select exists (select 1 from round join answer using (round_id) where round.server_id = :server \
               and streak_day = :day and round_id <> :round and answer.member_id = :member and answered_at < :at)";
    let params =
        named_params! { ":server": server, ":day": Day(day), ":round": round, ":member": member, ":at": Millis(at) };
    tx.prepare_uncounted(sql)?.query_row(params, |row| row.get(0))
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
pub fn latest_days(tx: &ReadTx<'_>, server: ServerId, at_most: u32) -> Result<Vec<LineDay>, StoreError> {
    let sql = "select streak_day, max(freezes) as freezes from round where server_id = :server and streak_day is not null \
               and state in ('open', 'closed') group by streak_day order by streak_day desc limit :at_most";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":server": server, ":at_most": at_most }, line_day)?;
    Ok(rows.filter_map(Result::transpose).collect::<Result<_, rusqlite::Error>>()?)
}

/// The last day of a member in a server on which freezes went for the days before it.
pub fn last_use(tx: &ReadTx<'_>, server: ServerId, member: MemberId) -> Result<Option<Answered>, StoreError> {
    let sql = "select streak_day, streak, answer.freezes, freezes_used from answer join round using (round_id) \
               where answer.member_id = :member and round.server_id = :server and freezes_used > 0 \
               and round.state in ('open', 'closed') order by streak_day desc limit 1";
    let params = named_params! { ":server": server, ":member": member };
    tx.prepare(sql)?.query_optional(params, answered_from)
}

/// The last days before one that count for a member, the earliest first.
pub fn days_before(
    tx: &ReadTx<'_>,
    server: ServerId,
    day: NaiveDate,
    member: MemberId,
    at_most: u32,
) -> Result<Vec<NaiveDate>, StoreError> {
    let sql = "select distinct streak_day from round where server_id = :server and streak_day < :day \
               and (state in ('open', 'closed') or voided_up_to < :member) order by streak_day desc limit :at_most";
    let params = named_params! { ":server": server, ":day": Day(day), ":member": member, ":at_most": at_most };
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(params, |row| row.get::<_, Day>(0))?;
    let mut days = rows.map(|day| Ok(day?.0)).collect::<Result<Vec<_>, rusqlite::Error>>()?;
    days.reverse();
    Ok(days)
}
