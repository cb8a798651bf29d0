//! Rows that could not be read: left alone and told, so that all others go on.

use chrono::{DateTime, Utc};
use rusqlite::named_params;

use super::columns::Millis;
use super::{StoreError, WriteTx};

/// Sets a row aside. It is told to the operator here, once.
pub fn insert(tx: &WriteTx<'_>, what: &str, row: u64, reason: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "insert into set_aside (what, row_id, reason, since) values (:what, :row, :reason, :now) on conflict (what, row_id) do nothing";
    let params = named_params! { ":what": what, ":row": row.cast_signed(), ":reason": reason, ":now": Millis(now) };
    if tx.prepare(sql)?.execute(params)? > 0 {
        tracing::error!(what, row, reason, "a row cannot be read and is set aside; all others go on");
    }
    Ok(())
}

/// Takes all rows back: a start looks at each of them again.
pub fn clear(tx: &WriteTx<'_>) -> Result<(), StoreError> {
    tx.prepare("delete from set_aside")?.execute([])?;
    Ok(())
}
