//! What `PostgreSQL` says when it cannot do something, as the store says it.

use tokio_postgres::error::{DbError, SqlState};

use crate::store::StoreError;

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        match error.as_db_error() {
            Some(said) => from_server(said),
            // A value that cannot be sent or read is ours; all else is the line to the server.
            None if error.is_closed() => Self::Unreachable(error.to_string()),
            None => match std::error::Error::source(&error) {
                Some(cause) if cause.is::<std::io::Error>() => Self::Unreachable(cause.to_string()),
                Some(cause) => Self::Engine(format!("{error}: {cause}")),
                None => Self::Unreachable(error.to_string()),
            },
        }
    }
}

fn from_server(said: &DbError) -> StoreError {
    let code = said.code();
    let text = said.message().to_owned();
    match *code {
        SqlState::T_R_SERIALIZATION_FAILURE | SqlState::T_R_DEADLOCK_DETECTED | SqlState::LOCK_NOT_AVAILABLE => {
            StoreError::Conflict
        }
        SqlState::DISK_FULL => StoreError::Full,
        // A server that is going, or comes up, or is a copy that takes no writes until it is promoted.
        SqlState::ADMIN_SHUTDOWN
        | SqlState::CRASH_SHUTDOWN
        | SqlState::CANNOT_CONNECT_NOW
        | SqlState::READ_ONLY_SQL_TRANSACTION
        | SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT
        | SqlState::TOO_MANY_CONNECTIONS => StoreError::Unreachable(text),
        _ => match code.code().get(..2) {
            Some("08") => StoreError::Unreachable(text),
            Some("23") => StoreError::Inconsistent(text),
            Some("XX") => StoreError::Corrupt(text),
            _ => StoreError::Engine(text),
        },
    }
}
