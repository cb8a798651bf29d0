//! What the questions of one local day came to, worked out from their answers.

use chrono::NaiveDate;
use rusqlite::named_params;

use super::columns::Day;
use super::standings::{Row, row_from};
use super::{ReadTx, StoreError, set_aside};
use crate::domain::ids::ServerId;

/// What each member's answers to the questions of a day came to, in the board's order, and whether the member hides.
pub fn rows(tx: &ReadTx<'_>, server: ServerId, day: NaiveDate) -> Result<Vec<(Row, bool)>, StoreError> {
    let mut statement = tx.prepare(include_str!("sql/day_rows.sql"))?;
    let params = named_params! { ":server": server, ":day": Day(day) };
    let rows = statement.query_map(params, |row| Ok((row_from(row)?, row.get("hides")?)))?;
    set_aside::readable("answer", rows)
}

/// Whether a member who does not hide has results of a day.
pub fn is_played(tx: &ReadTx<'_>, server: ServerId, day: NaiveDate) -> Result<bool, StoreError> {
    let sql = "select 1 from round join answer using (round_id) where round.server_id = :server and round.day = :day \
               and round.state in ('open', 'closed') and answer.points is not null and not exists \
               (select 1 from hidden where hidden.server_id = :server and hidden.member_id = answer.member_id)";
    tx.prepare(sql)?.exists(named_params! { ":server": server, ":day": Day(day) })
}

/// Whether a question of a day can still be answered.
pub fn is_open(tx: &ReadTx<'_>, server: ServerId, day: NaiveDate) -> Result<bool, StoreError> {
    let sql = "select 1 from round where server_id = :server and day = :day and state = 'open'";
    tx.prepare(sql)?.exists(named_params! { ":server": server, ":day": Day(day) })
}
