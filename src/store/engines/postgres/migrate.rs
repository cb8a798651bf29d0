//! Brings a `PostgreSQL` database up to date, whichever of the processes comes first; refuses a newer one untouched.

use tokio_postgres::{Client, IsolationLevel};

use crate::store::migrate::MigrateError;

/// What the processes wait for each other with while one of them changes the schema: "prct".
const LOCK: i64 = i64::from_be_bytes(*b"\0\0\0\0prct");

/// The steps by their numbers, which are those of SQLite's steps: the first makes what those up to it made. Append only.
const STEPS: &[(u32, &str)] = &[
    (25, include_str!("../../../../migrations/postgres/0025_the_schema.sql")),
    (26, include_str!("../../../../migrations/postgres/0026_sessions_of_the_gateway.sql")),
];

impl From<tokio_postgres::Error> for MigrateError {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Failed(error.as_db_error().map_or_else(|| error.to_string(), |said| said.message().to_owned()))
    }
}

/// Applies the steps that the database does not have yet, all of them or none.
pub(super) async fn migrate(client: &mut Client) -> Result<(), MigrateError> {
    // Whoever waited for the lock has to see what the one before it made, whatever the role's own setting is.
    let start = client.build_transaction().isolation_level(IsolationLevel::ReadCommitted).read_only(false);
    let tx = start.start().await?;
    tx.query_one("select pg_advisory_xact_lock($1)", &[&LOCK]).await?;
    let found = version(&tx).await?;
    for (number, sql) in STEPS.iter().filter(|(number, _)| *number > found) {
        tx.batch_execute(sql).await.map_err(|error| {
            let MigrateError::Failed(said) = MigrateError::from(error) else { return MigrateError::Foreign };
            MigrateError::Failed(format!("step {number}: {said}"))
        })?;
    }
    if found == 0 {
        tx.batch_execute("create table schema_version (version bigint not null)").await?;
        tx.execute("insert into schema_version values (0)", &[]).await?;
    }
    tx.execute("update schema_version set version = $1 where version < $1", &[&i64::from(known())]).await?;
    Ok(tx.commit().await?)
}

/// Fails when the database is not exactly of this program's schema; reads only.
pub(super) async fn refuse_other(client: &Client) -> Result<(), MigrateError> {
    if version(client).await? == known() { Ok(()) } else { Err(MigrateError::Older) }
}

/// The newest step of a database; 0 where there is nothing yet.
async fn version(client: &impl tokio_postgres::GenericClient) -> Result<u32, MigrateError> {
    let exists = "select count(*), count(*) filter (where c.relname in ('schema_version', 'remembered')) \
                  from pg_class c join pg_namespace n on n.oid = c.relnamespace \
                  where n.nspname = current_schema() and c.relkind in ('r', 'p')";
    let row = client.query_one(exists, &[]).await?;
    match (row.get::<_, i64>(0), row.get::<_, i64>(1)) {
        (0, _) => Ok(0),
        (_, 2) => {
            let row = client.query_one("select max(cast(version as bigint)) from schema_version", &[]).await?;
            let found = row.get::<_, Option<i64>>(0).and_then(|found| u32::try_from(found).ok()).unwrap_or(0);
            if found > known() { Err(MigrateError::Newer { found, known: known() }) } else { Ok(found) }
        }
        _ => Err(MigrateError::Foreign),
    }
}

fn known() -> u32 {
    STEPS.last().map_or(0, |(number, _)| *number)
}
