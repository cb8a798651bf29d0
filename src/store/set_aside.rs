//! Rows that could not be read: left alone and told, so that all others go on.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};
use rusqlite::named_params;

use super::columns::Millis;
use super::{ReadTx, StoreError, WriteTx};
use crate::domain::ids::ServerId;

/// The most rows of lists that are told of, each once a run.
const TOLD_UP_TO: usize = 1_000;

/// Sets a row aside that something waits for. It is told to the operator here, once.
pub fn insert(tx: &WriteTx<'_>, what: &str, row: u64, reason: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "insert into set_aside (what, row_id, reason, since) values (:what, :row, :reason, :now) on conflict (what, row_id) do nothing";
    let params = named_params! { ":what": what, ":row": row.cast_signed(), ":reason": reason, ":now": Millis(now) };
    if tx.prepare(sql)?.execute(params)? > 0 {
        tracing::error!(what, row, reason, "a row cannot be read and is set aside; all others go on");
    }
    Ok(())
}

/// How many rows are set aside.
pub fn count(tx: &ReadTx<'_>) -> Result<u64, StoreError> {
    Ok(tx.prepare("select count(*) from set_aside")?.query_row(&[], |row| row.get::<_, i64>(0))?.cast_unsigned())
}

/// How many rows of a server are set aside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SetAside {
    /// Schedules: they ask nothing.
    pub schedules: u32,
    /// Rounds: they are not closed, or not taken out of the points.
    pub rounds: u32,
    /// Deliveries: they are not brought.
    pub deliveries: u32,
    /// Seasons: they do not end.
    pub seasons: u32,
}

impl SetAside {
    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// How many rows of a server are set aside.
pub fn of_server(tx: &ReadTx<'_>, server: ServerId) -> Result<SetAside, StoreError> {
    let mut found = tx.prepare(include_str!("sql/set_aside_of_server.sql"))?;
    found.query_row(named_params! { ":server": server }, |row| {
        Ok(SetAside {
            schedules: row.get("schedules")?,
            rounds: row.get("rounds")?,
            deliveries: row.get("deliveries")?,
            seasons: row.get("seasons")?,
        })
    })
}

/// Takes all rows back: a start looks at each of them again.
pub fn clear(tx: &WriteTx<'_>) -> Result<(), StoreError> {
    tx.prepare("delete from set_aside")?.execute(&[])?;
    Ok(())
}

/// The rows of a list that can be read.
pub(super) fn readable<T>(what: &str, rows: impl Iterator<Item = rusqlite::Result<T>>) -> Result<Vec<T>, StoreError> {
    first_readable(what, rows, usize::MAX)
}

/// The first rows of a list that can be read.
pub(super) fn first_readable<T>(
    what: &str,
    rows: impl Iterator<Item = rusqlite::Result<T>>,
    at_most: usize,
) -> Result<Vec<T>, StoreError> {
    let read = rows.filter_map(|row| if_readable(what, row.map(Some).map_err(StoreError::from)).transpose());
    read.take(at_most).collect()
}

/// A row, or nothing where it cannot be read.
pub fn if_readable<T>(what: &str, row: Result<Option<T>, StoreError>) -> Result<Option<T>, StoreError> {
    match row {
        Err(StoreError::Unreadable(reason)) => {
            tell(what, &reason);
            Ok(None)
        }
        row => row,
    }
}

/// Tells of a row once a run: lists are read again and again.
fn tell(what: &str, reason: &str) {
    static TOLD: Mutex<BTreeSet<(String, String)>> = Mutex::new(BTreeSet::new());
    let mut told = TOLD.lock().unwrap_or_else(PoisonError::into_inner);
    if told.len() < TOLD_UP_TO && told.insert((what.to_owned(), reason.to_owned())) {
        tracing::error!(what, reason, "a row cannot be read and is left out; all others are there");
    }
}
