//! What the places of a board are compared with: the answers of one day, and how many members have how many points.

use chrono::NaiveDate;
use rusqlite::named_params;

use super::columns::Day;
use super::{ReadTx, StoreError, set_aside};
use crate::domain::climb::Gain;
use crate::domain::ids::{MemberId, ServerId};

/// How many places above a member's own one an answer that brought so many points has left behind, in a period.
pub fn passed(
    tx: &ReadTx<'_>,
    server: ServerId,
    period: &str,
    member: MemberId,
    gained: u32,
) -> Result<u64, StoreError> {
    let params = named_params! { ":server": server, ":period": period, ":member": member, ":gained": gained };
    let passed: Option<i64> =
        tx.prepare(include_str!("sql/places_passed.sql"))?.query_optional(params, |row| row.get("passed"))?;
    Ok(passed.and_then(|passed| u64::try_from(passed).ok()).unwrap_or(0))
}

/// The last day, from one on, on which a question has results.
pub fn last_day(tx: &ReadTx<'_>, server: ServerId, from: Option<NaiveDate>) -> Result<Option<NaiveDate>, StoreError> {
    let sql = "select day from round where server_id = :server and day >= coalesce(:from, '') and answered > 0 \
               and (state = 'closed' or (state = 'open' and feedback = 'instant')) order by day desc limit 1";
    let params = named_params! { ":server": server, ":from": from.map(Day) };
    let day: Option<Day> = tx.prepare(sql)?.query_optional(params, |row| row.get("day"))?;
    Ok(day.map(|day| day.0))
}

/// What the questions of a day brought to those who stand on the board of a period.
pub fn gains(tx: &ReadTx<'_>, server: ServerId, period: &str, day: NaiveDate) -> Result<Vec<Gain>, StoreError> {
    let mut statement = tx.prepare(include_str!("sql/gained_on_day.sql"))?;
    let params = named_params! { ":server": server, ":period": period, ":day": Day(day) };
    let rows = statement.query_map(params, |row| {
        let (answered, in_all): (u32, u32) = (row.get("answered")?, row.get("answered_in_all")?);
        Ok(Gain {
            member: row.get("member_id")?,
            points: row.get("points")?,
            gained: row.get("gained")?,
            is_new: in_all <= answered,
        })
    })?;
    set_aside::readable("answer", rows)
}

/// How many members of a board have how many points.
pub fn totals(tx: &ReadTx<'_>, server: ServerId, period: &str) -> Result<Vec<(u32, u64)>, StoreError> {
    let sql = "select points, members from tally where server_id = :server and period = :period and members > 0";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":server": server, ":period": period }, |row| {
        Ok((row.get("points")?, row.get::<_, i64>("members")?.cast_unsigned()))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
