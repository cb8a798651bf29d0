//! Opens a database: its settings, its schema, and what is said when it cannot be used.

use std::fs::OpenOptions;
use std::io;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::migrate::{self, MigrateError};
use super::readers::{BUSY_TIMEOUT, Readers};
use super::writer::Writer;
use super::{ReadTx, Store, StoreError};

/// What the writer keeps of the file in memory, in KiB.
const CACHE_KIB: i64 = 16 * 1_024;

/// After so many pages (of 4 KiB) the log is copied into the database file; a burst then pays for it less often.
const CHECKPOINT_PAGES: i64 = 4_000;

/// Why a database cannot be used. Nothing was changed in it.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file cannot be opened or is no database.
    #[error("cannot open the database {path}: {reason}")]
    Unusable {
        path: PathBuf,
        /// What SQLite or the system said.
        reason: String,
    },
    /// Another program wrote it.
    #[error("the database {path} belongs to another program; name another file")]
    Foreign { path: PathBuf },
    /// An older proctor wrote it, and who asked may not change it.
    #[error("the database {path} was written by an older proctor; run `proctor run` once to upgrade it")]
    Older { path: PathBuf },
    /// A newer proctor wrote it.
    #[error(
        "the database {path} was written by a newer proctor (schema {found}, this one knows {known}); start that version, or restore a backup"
    )]
    Newer {
        path: PathBuf,
        /// The schema version in the file.
        found: u32,
        /// The newest schema version of this program.
        known: u32,
    },
}

impl Store {
    /// Opens a database, makes it if there is none, and brings an older one up to date.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let unusable = |reason: String| OpenError::Unusable { path: path.to_owned(), reason };
        create_private(path).map_err(|error| unusable(error.to_string()))?;
        let mut connection = Connection::open(path).map_err(|error| unusable(error.to_string()))?;
        connection.busy_timeout(BUSY_TIMEOUT).map_err(|error| unusable(error.to_string()))?;
        refuse_untouched(&connection).map_err(|error| refused(path, error))?;
        configure(&connection).map_err(|error| unusable(error.to_string()))?;
        migrate::migrate(&mut connection).map_err(|error| refused(path, error))?;

        let writer = Writer::start(connection).map_err(|error| unusable(error.to_string()))?;
        Ok(Self { writer, readers: Arc::new(Readers::new(path.to_owned())) })
    }
}

/// Reads from a database that another program may be using; it changes nothing.
pub fn read_only<T>(path: &Path, query: impl FnOnce(&ReadTx<'_>) -> Result<T, StoreError>) -> Result<T, OpenError> {
    let unusable = |reason: String| OpenError::Unusable { path: path.to_owned(), reason };
    if !path.is_file() {
        return Err(unusable("there is no such file".to_owned()));
    }
    Readers::new(path.to_owned())
        .run(|tx| {
            if let Err(error) = migrate::refuse_other(tx.connection()) {
                return Ok(Err(refused(path, error)));
            }
            query(tx).map(Ok)
        })
        .map_err(|error| unusable(error.to_string()))?
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

fn refused(path: &Path, error: MigrateError) -> OpenError {
    let path = path.to_owned();
    match error {
        MigrateError::Newer { found, known } => OpenError::Newer { path, found, known },
        MigrateError::Older => OpenError::Older { path },
        MigrateError::Foreign => OpenError::Foreign { path },
        MigrateError::Failed(reason) => OpenError::Unusable { path, reason },
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
