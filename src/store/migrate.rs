//! Brings an older database up to date, with its rows; refuses a newer one, and one of another program, untouched.

use rusqlite::{Connection, Transaction, TransactionBehavior};

/// What SQLite keeps in the header of a database file for the program that it belongs to: "prct".
const APPLICATION_ID: i32 = i32::from_be_bytes(*b"prct");

/// A step of the schema.
struct Step {
    /// Its file in `migrations/sqlite`; it begins with the step's number.
    name: &'static str,
    sql: &'static str,
}

macro_rules! steps {
    ($($name:literal),* $(,)?) => {
        &[$(Step { name: $name, sql: include_str!(concat!("../../migrations/sqlite/", $name, ".sql")) }),*]
    };
}

/// The schema's steps, oldest first. Append only: a released step is never edited.
const STEPS: &[Step] = steps![
    "0001_the_daily_round",
    "0002_indexes",
    "0003_void_by_member",
    "0004_the_outbox",
    "0005_marks_and_reports",
    "0006_tally_by_span",
    "0007_servers_of_a_manager",
    "0008_editions",
    "0009_schedules",
    "0010_streaks_by_day",
    "0011_leases",
    "0012_voids_taken_back",
    "0013_greetings",
    "0014_hidden_members",
    "0015_reports_answered",
    "0016_live_boards",
    "0017_freezes",
    "0018_ceremonies",
    "0019_quizzes",
    "0020_seasons",
    "0021_rewards",
    "0022_podium_messages",
    "0023_managers_may_be_forgotten",
    "0024_winners_told",
    "0025_leavers_told_once",
    "0026_sessions_of_the_gateway",
];

/// Why a schema cannot be used.
#[derive(Debug)]
pub(super) enum MigrateError {
    Newer { found: u32, known: u32 },
    Older,
    Foreign,
    Failed(String),
}

impl From<rusqlite::Error> for MigrateError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// Fails when a newer program or another one wrote the file; reads only.
pub(super) fn refuse_unknown(connection: &Connection) -> Result<(), MigrateError> {
    applied(connection, STEPS).map(drop)
}

/// Fails when the file is not exactly of this program's schema; reads only.
pub(super) fn refuse_other(connection: &Connection) -> Result<(), MigrateError> {
    if applied(connection, STEPS)? == STEPS.len() { Ok(()) } else { Err(MigrateError::Older) }
}

/// Applies the steps that the file does not have yet, all of them or none.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), MigrateError> {
    apply(connection, STEPS)
}

fn apply(connection: &mut Connection, steps: &[Step]) -> Result<(), MigrateError> {
    // A step may build a table anew; dropping the old one must not take the rows that point at it. SQLite takes this
    // setting only outside a transaction.
    connection.pragma_update(None, "foreign_keys", "off")?;
    let outcome = apply_unchecked(connection, steps);
    connection.pragma_update(None, "foreign_keys", "on")?;
    outcome
}

fn apply_unchecked(connection: &mut Connection, steps: &[Step]) -> Result<(), MigrateError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let missing = &steps[applied(&tx, steps)?..];
    for (step, number) in missing.iter().zip(count(steps) - count(missing) + 1..) {
        tx.execute_batch(step.sql).map_err(|error| MigrateError::Failed(format!("{}: {error}", step.name)))?;
        tx.pragma_update(None, "user_version", number)?;
    }
    if !missing.is_empty() {
        refuse_dangling(&tx)?;
    }
    if owner(&tx)? != APPLICATION_ID {
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    }
    Ok(tx.commit()?)
}

fn refuse_dangling(tx: &Transaction<'_>) -> Result<(), MigrateError> {
    let mut dangling = tx.prepare("pragma foreign_key_check")?;
    let mut rows = dangling.query([])?;
    match rows.next()? {
        Some(row) => {
            let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
            Err(MigrateError::Failed(format!("a row of {table} would point at no row of {parent}")))
        }
        None => Ok(()),
    }
}

/// How many of the steps the file has.
fn applied(connection: &Connection, steps: &[Step]) -> Result<usize, MigrateError> {
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let ours = match owner(connection)? {
        APPLICATION_ID => true,
        // The first releases did not sign their file.
        0 if found > 0 => has_table(connection, "name = 'remembered'")?,
        0 => !has_table(connection, "true")?,
        _ => false,
    };
    if !ours {
        return Err(MigrateError::Foreign);
    }
    if found > count(steps) {
        return Err(MigrateError::Newer { found, known: count(steps) });
    }
    Ok(found as usize)
}

fn owner(connection: &Connection) -> rusqlite::Result<i32> {
    connection.pragma_query_value(None, "application_id", |row| row.get(0))
}

fn has_table(connection: &Connection, which: &str) -> rusqlite::Result<bool> {
    let sql = format!("select exists (select 1 from sqlite_schema where type = 'table' and {which})");
    connection.query_row(&sql, [], |row| row.get(0))
}

fn count(steps: &[Step]) -> u32 {
    u32::try_from(steps.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Step =
        Step { name: "0001_first", sql: "create table remembered (name text primary key, size integer) strict;" };
    const SECOND: Step = Step {
        name: "0002_second",
        sql: "create table part (name text references remembered on delete cascade) strict; insert into part values ('kept');",
    };
    const REBUILDS: Step = Step {
        name: "0003_rebuilds",
        sql: "create table anew (name text primary key) strict; insert into anew select name from remembered; \
              drop table remembered; alter table anew rename to remembered;",
    };
    const FORGETS: Step = Step { name: "0003_forgets", sql: "delete from remembered;" };
    const NONSENSE: Step = Step { name: "0003_nonsense", sql: "delete from part; create nonsense;" };

    fn with_rows() -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        apply(&mut connection, &[FIRST]).unwrap();
        connection.execute("insert into remembered values ('kept', 7)", []).unwrap();
        apply(&mut connection, &[FIRST, SECOND]).unwrap();
        connection
    }

    fn number(connection: &Connection, sql: &str) -> u32 {
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn the_steps_are_the_files_of_their_folder_in_their_order() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite");
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
        let mut files: Vec<String> = files.collect();
        files.sort();
        assert_eq!(files, STEPS.iter().map(|step| format!("{}.sql", step.name)).collect::<Vec<_>>());
        for (step, number) in STEPS.iter().zip(1..) {
            assert!(step.name.starts_with(&format!("{number:04}_")), "{} is step {number}", step.name);
        }
    }

    #[test]
    fn a_step_is_applied_once_and_counted() {
        let mut connection = with_rows();
        apply(&mut connection, &[FIRST, SECOND]).unwrap();
        assert_eq!(number(&connection, "select count(*) from part"), 1);
        assert_eq!(number(&connection, "pragma user_version"), 2);
    }

    #[test]
    fn a_table_that_is_built_anew_keeps_the_rows_that_point_at_it() {
        let mut connection = with_rows();
        apply(&mut connection, &[FIRST, SECOND, REBUILDS]).unwrap();
        assert_eq!(number(&connection, "select count(*) from part"), 1);
        assert_eq!(number(&connection, "pragma foreign_keys"), 1, "they are looked at again");
    }

    #[test]
    fn a_step_that_leaves_a_row_without_what_it_points_at_is_taken_back() {
        let mut connection = with_rows();
        let refused = apply(&mut connection, &[FIRST, SECOND, FORGETS]);
        assert!(matches!(refused, Err(MigrateError::Failed(reason)) if reason.contains("part")));
        assert_eq!(number(&connection, "select count(*) from remembered"), 1);
        assert_eq!(number(&connection, "pragma user_version"), 2);
        assert_eq!(number(&connection, "pragma foreign_keys"), 1, "they are looked at again");
    }

    #[test]
    fn a_step_that_fails_takes_the_ones_before_it_back() {
        let mut connection = with_rows();
        assert!(apply(&mut connection, &[FIRST, SECOND, NONSENSE]).is_err());
        assert_eq!(number(&connection, "select count(*) from part"), 1);
        assert_eq!(number(&connection, "pragma user_version"), 2);
    }

    #[test]
    fn a_newer_database_is_refused() {
        let mut connection = with_rows();
        assert!(matches!(apply(&mut connection, &[FIRST]), Err(MigrateError::Newer { found: 2, known: 1 })));
    }
}
