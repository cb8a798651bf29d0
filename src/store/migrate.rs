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
    version(connection.pragma_query_value(None, "user_version", |row| row.get(0))?, MIGRATIONS).map(drop)
}

/// Fails when the file is not exactly of this program's schema; reads only.
pub(super) fn refuse_other(tx: &ReadTx<'_>) -> Result<(), MigrateError> {
    let found = tx.prepare("pragma user_version")?.query_row([], |row| row.get(0))?;
    if version(found, MIGRATIONS)? < MIGRATIONS.len() {
        return Err(MigrateError::Failed(
            "it was written by an older proctor; run `proctor run` once to upgrade it".to_owned(),
        ));
    }
    Ok(())
}

/// Applies the steps that the file does not have yet, all of them or none.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), MigrateError> {
    apply(connection, MIGRATIONS)
}

fn apply(connection: &mut Connection, steps: &[&str]) -> Result<(), MigrateError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let applied = version(tx.pragma_query_value(None, "user_version", |row| row.get(0))?, steps)?;
    for step in &steps[applied..] {
        tx.execute_batch(step)?;
    }
    tx.pragma_update(None, "user_version", count(steps))?;
    tx.commit()?;
    Ok(())
}

fn version(found: u32, steps: &[&str]) -> Result<usize, MigrateError> {
    if found > count(steps) {
        return Err(MigrateError::Newer { found, known: count(steps) });
    }
    Ok(found as usize)
}

fn count(steps: &[&str]) -> u32 {
    u32::try_from(steps.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "create table thing (name text not null) strict;";
    const SECOND: &str = "alter table thing add column size integer not null default 7;";

    fn things(connection: &Connection) -> Vec<(String, u32)> {
        let mut statement = connection.prepare("select name, size from thing order by name").unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn an_older_database_is_upgraded_with_its_rows() {
        let mut connection = Connection::open_in_memory().unwrap();
        assert!(apply(&mut connection, &[FIRST]).is_ok());
        connection.execute("insert into thing (name) values ('kept')", []).unwrap();

        assert!(apply(&mut connection, &[FIRST, SECOND]).is_ok());
        assert!(apply(&mut connection, &[FIRST, SECOND]).is_ok(), "a second start changes nothing");

        assert_eq!(things(&connection), [("kept".to_owned(), 7)]);
    }

    #[test]
    fn a_step_that_fails_leaves_the_database_as_it_was() {
        let mut connection = Connection::open_in_memory().unwrap();
        assert!(apply(&mut connection, &[FIRST]).is_ok());

        assert!(apply(&mut connection, &[FIRST, SECOND, "create nonsense;"]).is_err());
        assert!(apply(&mut connection, &[FIRST, SECOND]).is_ok(), "the second step was not half done");
    }

    #[test]
    fn a_newer_database_is_refused() {
        let mut connection = Connection::open_in_memory().unwrap();
        assert!(apply(&mut connection, &[FIRST, SECOND]).is_ok());
        assert!(matches!(apply(&mut connection, &[FIRST]), Err(MigrateError::Newer { found: 2, known: 1 })));
    }
}
