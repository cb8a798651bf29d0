//! Which servers were greeted: each is once, however often the bot comes and goes.

use chrono::{DateTime, Utc};
use rusqlite::named_params;

use super::columns::Millis;
use super::{StoreError, WriteTx};
use crate::domain::ids::ServerId;

/// Notes that a server is greeted; `false` when it was before.
pub fn note(tx: &WriteTx<'_>, server: ServerId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = "insert into greeted (server_id, greeted_at) values (:server, :now) on conflict do nothing";
    Ok(tx.prepare(sql)?.execute(named_params! { ":server": server, ":now": Millis(now) })? > 0)
}
