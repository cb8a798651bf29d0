//! Those who read, never behind the writer: connections to a file, opened read-only and handed out one at a time, or a pool.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::engines::{Engine, postgres};
use super::writer::lock;
use super::{ReadTx, StoreError};

/// How long a connection waits for another program's lock.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Connections kept open between queries; more are opened for a burst and closed after it.
const KEPT: usize = 4;

/// The way to the database for those who read.
#[derive(Debug, Clone)]
pub(super) enum Readers {
    File(Arc<FileReaders>),
    Pool(postgres::Pool),
}

impl Readers {
    pub(super) fn run<T>(&self, query: impl FnOnce(&ReadTx<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        match self {
            Self::File(readers) => readers.run(query),
            Self::Pool(pool) => pool.read(query),
        }
    }

    /// Closes the connections that are idle; those at work are closed when they are done. A pool is the writer's too, who
    /// closes it when what waits is done.
    pub(super) fn close(&self) {
        match self {
            Self::File(readers) => drop(lock(&readers.idle).take()),
            Self::Pool(_) => {}
        }
    }
}

/// The connections to a file.
#[derive(Debug)]
pub(super) struct FileReaders {
    path: PathBuf,
    /// `None` once the database is closed.
    idle: Mutex<Option<Vec<Connection>>>,
}

impl FileReaders {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, idle: Mutex::new(Some(Vec::new())) }
    }

    pub(super) fn run<T>(&self, query: impl FnOnce(&ReadTx<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let idle = lock(&self.idle).as_mut().ok_or(StoreError::Closed)?.pop();
        let connection = idle.map_or_else(|| open(&self.path), Ok)?;

        // One transaction a query, so that all its statements see the same moment.
        connection.prepare_cached("begin")?.execute([])?;
        // A connection whose query failed may have lost its transaction: it is not used again.
        let outcome = query(&ReadTx::new(Engine::Sqlite(&connection)))?;
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
