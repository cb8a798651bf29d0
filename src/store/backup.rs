//! A consistent copy of a live database, verified before it gets its name.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
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
        path: PathBuf,
        /// What SQLite said.
        reason: String,
    },
    /// The copy cannot be written.
    #[error("cannot write the backup {path}: {reason}")]
    Destination {
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
/// The copy is of one moment. It is checked and on disk before it is named `destination`; a file of that name is refused,
/// and so is a second copy to the same name at the same time.
pub fn backup(database: &Path, destination: &Path) -> Result<Copied, BackupError> {
    let no_destination = |reason: String| BackupError::Destination { path: destination.to_owned(), reason };
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let source = Connection::open_with_flags(database, flags)
        .and_then(|source| source.query_row("select count(*) from sqlite_schema", [], |_| Ok(())).map(|()| source))
        .map_err(|error| BackupError::Source { path: database.to_owned(), reason: error.to_string() })?;

    let partial = Partial::begin(destination).map_err(no_destination)?;
    copy(&source, &partial.path).map_err(|error| no_destination(error.to_string()))?;
    verify(&partial.path).map_err(|reason| BackupError::Unsound { path: destination.to_owned(), reason })?;
    let copied = count(&partial.path)
        .map_err(|error| BackupError::Source { path: database.to_owned(), reason: error.to_string() })?;
    partial.finish(destination).map_err(|error| no_destination(error.to_string()))?;
    Ok(copied)
}

/// What a copy holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copied {
    /// How many rounds.
    pub rounds: u32,
    /// How many answers.
    pub answers: u32,
}

fn count(copy: &Path) -> rusqlite::Result<Copied> {
    let copy = Connection::open_with_flags(copy, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let sql = "select (select count(*) from round) as rounds, (select count(*) from answer) as answers";
    copy.query_row(sql, [], |row| Ok(Copied { rounds: row.get("rounds")?, answers: row.get("answers")? }))
}

/// The copy while it is made: held for one program alone, and removed when it did not get its final name.
struct Partial {
    path: PathBuf,
    file: File,
}

impl Partial {
    /// Takes the place beside `destination`, over what a copy that was cut off has left there.
    fn begin(destination: &Path) -> Result<Self, String> {
        let mut path = destination.as_os_str().to_owned();
        path.push(".part");
        let path = PathBuf::from(path);
        let mut options = OpenOptions::new();
        // It holds what members wrote.
        options.create(true).truncate(false).read(true).write(true).mode(0o600);
        let file = options.open(&path).map_err(|error| error.to_string())?;
        let another = "another backup to it is being made".to_owned();
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(another),
            Err(TryLockError::Error(error)) => return Err(error.to_string()),
        }
        // Whoever held it before may have given it its final name, or removed it, since it was opened.
        if !is_at(&file, &path) {
            return Err(another);
        }
        let partial = Self { path, file };
        if destination.exists() {
            return Err("it exists already; name a new file".to_owned());
        }
        partial.file.set_len(0).map_err(|error| error.to_string())?;
        partial.remove_journal();
        Ok(partial)
    }

    fn finish(self, destination: &Path) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.path, destination)?;
        let folder = destination.parent().filter(|parent| !parent.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
    }

    fn remove_journal(&self) {
        for ending in ["-journal", "-wal", "-shm"] {
            let mut journal = self.path.as_os_str().to_owned();
            journal.push(ending);
            // Hardly ever is there one.
            let _ = fs::remove_file(journal);
        }
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        self.remove_journal();
        // After the rename, the file is no longer at this place; one that is there belongs to somebody else.
        if is_at(&self.file, &self.path) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Whether an open file is the one that a path names.
fn is_at(file: &File, path: &Path) -> bool {
    let same = |file: fs::Metadata, named: fs::Metadata| (file.dev(), file.ino()) == (named.dev(), named.ino());
    file.metadata().and_then(|file| Ok(same(file, fs::metadata(path)?))).unwrap_or(false)
}

fn copy(source: &Connection, partial: &Path) -> rusqlite::Result<()> {
    const PAGES_A_STEP: i32 = 1_000;
    let mut copy = Connection::open(partial)?;
    // Read in one transaction, the source is of one moment; without, each write of the bot would have it begin anew.
    source.execute_batch("begin; select count(*) from sqlite_schema;")?;
    Backup::new(source, &mut copy)?.run_to_completion(PAGES_A_STEP, Duration::from_millis(5), None)?;
    source.execute_batch("rollback")?;
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
