//! Opens a database: its settings, its schema, and what is said when it cannot be used.

use std::fs::OpenOptions;
use std::io;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fmt, thread};

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::engines::Engine;
use super::engines::postgres::{Pool, PostgresUrl};
use super::migrate::{self, MigrateError};
use super::readers::{BUSY_TIMEOUT, FileReaders, Readers};
use super::writer::{Home, Writer};
use super::{ReadTx, Store, StoreError};

/// What the writer keeps of the file in memory, in KiB.
const CACHE_KIB: i64 = 16 * 1_024;

/// After so many pages (of 4 KiB) the log is copied into the database file; a burst then pays for it less often.
const CHECKPOINT_PAGES: i64 = 4_000;

/// Where a database is.
#[derive(Debug, Clone)]
pub enum Address {
    /// A file of SQLite, from the root of the disk on.
    File(PathBuf),
    /// A database of `PostgreSQL`.
    Postgres(PostgresUrl),
}

impl Address {
    /// The file, where it is one.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Postgres(_) => None,
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Postgres(url) => url.fmt(f),
        }
    }
}

/// Why a database cannot be used. Nothing was changed in it.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It cannot be opened or reached, or is no database.
    #[error("cannot open the database {place}: {reason}")]
    Unusable {
        place: Address,
        /// What the engine or the system said.
        reason: String,
    },
    /// Another program wrote it.
    #[error("the database {place} belongs to another program; name another file")]
    Foreign { place: Address },
    /// An older proctor wrote it, and who asked may not change it.
    #[error("the database {place} was written by an older proctor; run `proctor run` once to upgrade it")]
    Older { place: Address },
    /// A newer proctor wrote it.
    #[error(
        "the database {place} was written by a newer proctor (schema {found}, this one knows {known}); start that version, or restore a backup"
    )]
    Newer {
        place: Address,
        /// The schema version in the database.
        found: u32,
        /// The newest schema version of this program.
        known: u32,
    },
}

impl Store {
    /// Opens a database file, makes it if there is none, and brings an older one up to date.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let place = Address::File(path.to_owned());
        let unusable = |reason: String| OpenError::Unusable { place: place.clone(), reason };
        create_private(path).map_err(|error| unusable(error.to_string()))?;
        let mut connection = Connection::open(path).map_err(|error| unusable(error.to_string()))?;
        connection.busy_timeout(BUSY_TIMEOUT).map_err(|error| unusable(error.to_string()))?;
        refuse_untouched(&connection).map_err(|error| refused(&place, error))?;
        configure(&connection).map_err(|error| unusable(error.to_string()))?;
        migrate::migrate(&mut connection).map_err(|error| refused(&place, error))?;

        let writer = Writer::start(Home::File(connection)).map_err(|error| unusable(error.to_string()))?;
        Ok(Self { writer, readers: Readers::File(Arc::new(FileReaders::new(path.to_owned()))) })
    }

    /// Opens a database wherever it is, and brings an older one up to date.
    pub async fn at(place: &Address) -> Result<Self, OpenError> {
        let url = match place {
            Address::File(path) => return Self::open(path),
            Address::Postgres(url) => url,
        };
        let pool = Pool::connect(url, true).await.map_err(|error| refused(place, error))?;
        let writer = Writer::start(Home::Pool(pool.clone()))
            .map_err(|error| OpenError::Unusable { place: place.clone(), reason: error.to_string() })?;
        Ok(Self { writer, readers: Readers::Pool(pool) })
    }
}

/// Reads from a database that another program may be using; it changes nothing. The thread waits.
pub fn read_only<T: Send>(
    place: &Address,
    query: impl FnOnce(&ReadTx<'_>) -> Result<T, StoreError> + Send,
) -> Result<T, OpenError> {
    let unusable = |reason: String| OpenError::Unusable { place: place.clone(), reason };
    let path = match place {
        Address::File(path) => path,
        Address::Postgres(url) => {
            // Whoever asks may be at work for a runtime, which must not wait for another.
            let read = || thread::scope(|scope| scope.spawn(|| read_at(place, url, query)).join());
            return read().unwrap_or_else(|_| Err(unusable(StoreError::BrokeOff.to_string())));
        }
    };
    read_file(path, query)
}

/// Reads from a database file that another program may be using; it changes nothing.
pub fn read_file<T>(path: &Path, query: impl FnOnce(&ReadTx<'_>) -> Result<T, StoreError>) -> Result<T, OpenError> {
    let place = Address::File(path.to_owned());
    let unusable = |reason: String| OpenError::Unusable { place: place.clone(), reason };
    if !path.is_file() {
        return Err(unusable("there is no such file".to_owned()));
    }
    FileReaders::new(path.to_owned())
        .run(|tx| {
            if let Engine::Sqlite(connection) = tx.engine()
                && let Err(error) = migrate::refuse_other(connection)
            {
                return Ok(Err(refused(&place, error)));
            }
            query(tx).map(Ok)
        })
        .map_err(|error| unusable(error.to_string()))?
}

fn read_at<T>(
    place: &Address,
    url: &PostgresUrl,
    query: impl FnOnce(&ReadTx<'_>) -> Result<T, StoreError>,
) -> Result<T, OpenError> {
    let unusable = |reason: String| OpenError::Unusable { place: place.clone(), reason };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.map_err(|error| unusable(error.to_string()))?;
    let pool = runtime.block_on(Pool::connect(url, false)).map_err(|error| refused(place, error))?;
    pool.read(query).map_err(|error| unusable(error.to_string()))
}

/// Makes a file that only its owner reads, if there is none: it holds what members wrote. The log beside it takes its mode.
fn create_private(path: &Path) -> io::Result<()> {
    match OpenOptions::new().create_new(true).write(true).mode(0o600).open(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Fails when the file is not to be used, and leaves even its write-ahead log as it is.
fn refuse_untouched(connection: &Connection) -> Result<(), MigrateError> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    migrate::refuse_unknown(connection)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(())
}

fn refused(place: &Address, error: MigrateError) -> OpenError {
    let place = place.clone();
    match error {
        MigrateError::Newer { found, known } => OpenError::Newer { place, found, known },
        MigrateError::Older => OpenError::Older { place },
        MigrateError::Foreign => OpenError::Foreign { place },
        MigrateError::Failed(reason) => OpenError::Unusable { place, reason },
    }
}

fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    // A savepoint keeps the pages that it may have to put back; in memory, not in a file of its own.
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(())
}
