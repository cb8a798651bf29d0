//! Why the store could not do what was asked, by kind and in plain words.

use rusqlite::ErrorCode;

/// Why the store could not do what was asked: our failure, never a member's. Nothing of it was kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Another program held the lock for longer than is waited for it.
    #[error("another program holds the lock of the database")]
    Busy,
    /// There is no room left.
    #[error("the disk of the database is full")]
    Full,
    /// The file, its folder or its disk takes no writes.
    #[error("the database cannot be written to: it is read-only")]
    ReadOnly,
    /// The file is damaged, or is no database.
    #[error("the database is damaged: {0}")]
    Corrupt(String),
    /// The system could not read, write or open the file.
    #[error("the disk of the database failed: {0}")]
    Disk(String),
    /// A value is not what its column holds.
    #[error("a value in the database cannot be read: {0}")]
    Unreadable(String),
    /// A row that must be there is not, or one would be that must not.
    #[error("the rows of the database do not fit together: {0}")]
    Inconsistent(String),
    /// Another change came in between again and again.
    #[error("other changes to the database kept coming in between")]
    Conflict,
    /// No server of the database answers, or the one that did went away.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// The database said something else.
    #[error("the database failed: {0}")]
    Engine(String),
    /// The action broke off in the middle.
    #[error("an action on the database broke off")]
    BrokeOff,
    /// The store is closing or closed.
    #[error("the database is closed")]
    Closed,
}

impl StoreError {
    /// Whether a single row is damaged; the database itself works.
    pub fn is_unreadable(&self) -> bool {
        matches!(self, Self::Unreadable(_))
    }

    /// Whether the same may well succeed a moment later: nothing was wrong with it.
    pub(super) fn is_passing(&self) -> bool {
        matches!(self, Self::Conflict | Self::Unreachable(_))
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as Sqlite;
        let said = error.to_string();
        match error {
            Sqlite::FromSqlConversionFailure(..)
            | Sqlite::IntegralValueOutOfRange(..)
            | Sqlite::InvalidColumnType(..)
            | Sqlite::Utf8Error(..) => Self::Unreadable(said),
            Sqlite::QueryReturnedNoRows => Self::Inconsistent(said),
            other => match other.sqlite_error_code() {
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
                Some(ErrorCode::DiskFull) => Self::Full,
                Some(ErrorCode::ReadOnly) => Self::ReadOnly,
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Corrupt(said),
                Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                    Self::Disk(said)
                }
                Some(ErrorCode::ConstraintViolation) => Self::Inconsistent(said),
                _ => Self::Engine(said),
            },
        }
    }
}
