//! Brings an older database up to date, with its rows; refuses a newer one untouched.

use rusqlite::{Connection, TransactionBehavior};

use super::ReadTx;

/// The schema's steps, oldest first. Append only: a released step is never edited.
const MIGRATIONS: &[&str] = &[include_str!("../../migrations/0001_the_daily_round.sql")];

pub(super) enum MigrateError {
    Newer { found: u32, known: u32 },
    Failed(String),
}

impl From<rusqlite::Error> for MigrateError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// Fails when a newer program wrote the file; reads only.
pub(super) fn refuse_newer(connection: &Connection) -> Result<(), MigrateError> {
    version(connection.pragma_query_value(None, "user_version", |row| row.get(0))?).map(drop)
}

/// Fails when the file is not exactly of this program's schema; reads only.
pub(super) fn refuse_other(tx: &ReadTx<'_>) -> Result<(), MigrateError> {
    let found = tx.prepare("pragma user_version")?.query_row([], |row| row.get(0))?;
    if version(found)? < MIGRATIONS.len() {
        return Err(MigrateError::Failed("it was written by an older proctor; run `proctor run` once to upgrade it".to_owned()));
    }
    Ok(())
}

/// Applies the steps that the file does not have yet, all of them or none.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), MigrateError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let applied = version(tx.pragma_query_value(None, "user_version", |row| row.get(0))?)?;
    for step in &MIGRATIONS[applied..] {
        tx.execute_batch(step)?;
    }
    tx.pragma_update(None, "user_version", known())?;
    tx.commit()?;
    Ok(())
}

fn version(found: u32) -> Result<usize, MigrateError> {
    if found > known() {
        return Err(MigrateError::Newer { found, known: known() });
    }
    Ok(found as usize)
}

fn known() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}
