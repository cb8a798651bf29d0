//! A consistent copy of a live database, verified before it gets its name.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

/// Why there is no backup. Nothing was left behind.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The database cannot be read.
    #[error("cannot read the database {path}: {reason}")]
    Source {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        reason: String,
    },
    /// The copy cannot be written.
    #[error("cannot write the backup {path}: {reason}")]
    Destination {
        /// The file.
        path: PathBuf,
        /// What the system or SQLite said.
        reason: String,
    },
    /// The copy is not sound.
    #[error("the copy of the database is not sound ({reason}); nothing was written to {path}")]
    Unsound {
        /// The file that was asked for.
        path: PathBuf,
        /// What the check found.
        reason: String,
    },
}

/// Copies a database that may be in use to a new file.
///
/// The copy is checked and on disk before it is named `destination`; a file of that name is refused.
pub fn backup(database: &Path, destination: &Path) -> Result<(), BackupError> {
    let no_destination = |reason: String| BackupError::Destination { path: destination.to_owned(), reason };
    if destination.exists() {
        return Err(no_destination("it exists already; name a new file".to_owned()));
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let source = Connection::open_with_flags(database, flags)
        .map_err(|error| BackupError::Source { path: database.to_owned(), reason: error.to_string() })?;

    let directory = match destination.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut partial = destination.as_os_str().to_owned();
    partial.push(".part");
    let partial = Unfinished(PathBuf::from(partial));
    // A copy that was cut off earlier is of no use.
    let _ = fs::remove_file(&partial.0);

    copy(&source, &partial.0).map_err(|error| no_destination(error.to_string()))?;
    verify(&partial.0).map_err(|reason| BackupError::Unsound { path: destination.to_owned(), reason })?;
    File::open(&partial.0).and_then(|file| file.sync_all()).map_err(|error| no_destination(error.to_string()))?;
    fs::rename(&partial.0, destination).map_err(|error| no_destination(error.to_string()))?;
    File::open(directory).and_then(|file| file.sync_all()).map_err(|error| no_destination(error.to_string()))
}

/// A file that is removed when it did not get its final name.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        // After the rename there is nothing to remove.
        let _ = fs::remove_file(&self.0);
    }
}

fn copy(source: &Connection, partial: &Path) -> rusqlite::Result<()> {
    const PAGES_A_STEP: i32 = 1_000;
    let mut copy = Connection::open(partial)?;
    Backup::new(source, &mut copy)?.run_to_completion(PAGES_A_STEP, Duration::from_millis(5), None)?;
    // One plain file, without a log beside it.
    copy.pragma_update(None, "journal_mode", "delete")
}

fn verify(partial: &Path) -> Result<(), String> {
    let check = || -> rusqlite::Result<String> {
        let copy = Connection::open_with_flags(partial, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        copy.query_row("pragma integrity_check", [], |row| row.get(0))
    };
    match check() {
        Ok(verdict) if verdict == "ok" => Ok(()),
        Ok(verdict) => Err(verdict),
        Err(error) => Err(error.to_string()),
    }
}
