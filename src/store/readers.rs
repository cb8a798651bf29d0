//! The connections that read: opened read-only, handed out one at a time, never behind the writer.

use std::path::PathBuf;
use std::sync::Mutex;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::writer::lock;
use super::{ReadTx, StoreError};

/// How long a connection waits for another program's lock.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Connections kept open between queries; more are opened for a burst and closed after it.
const KEPT: usize = 4;

#[derive(Debug)]
pub(super) struct Readers {
    path: PathBuf,
    /// `None` once the database is closed.
    idle: Mutex<Option<Vec<Connection>>>,
}

impl Readers {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, idle: Mutex::new(Some(Vec::new())) }
    }

    /// Closes the connections that are idle; those at work are closed when they are done.
    pub(super) fn close(&self) {
        drop(lock(&self.idle).take());
    }

    pub(super) fn run<T>(&self, query: impl FnOnce(&ReadTx<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let idle = lock(&self.idle).as_mut().ok_or(StoreError::Closed)?.pop();
        let connection = idle.map_or_else(|| open(&self.path), Ok)?;

        // One transaction a query, so that all its statements see the same moment.
        connection.prepare_cached("begin")?.execute([])?;
        // A connection whose query failed may have lost its transaction: it is not used again.
        let outcome = query(&ReadTx::new(&connection))?;
        connection.prepare_cached("rollback")?.execute([])?;

        if let Some(idle) = lock(&self.idle).as_mut().filter(|idle| idle.len() < KEPT) {
            idle.push(connection);
        }
        Ok(outcome)
    }
}

fn open(path: &std::path::Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}
