//! Closes a database, so that its file holds everything by itself.

use std::time::Duration;

use rusqlite::Connection;

/// How long the close of the database waits for those who still read.
const PATIENCE_WITH_READERS: Duration = Duration::from_secs(1);

/// Copies the log into the file and empties it, then closes the connection. The last one would do so by itself, but another
/// program may have the database open.
pub(super) fn close(connection: Connection) {
    // A reader at work keeps the log in use: it stays then, and the next start reads it.
    let emptied = connection
        .busy_timeout(PATIENCE_WITH_READERS)
        .and_then(|()| connection.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get::<_, bool>(0)));
    if emptied != Ok(false) {
        tracing::warn!(
            ?emptied,
            "the database's log could not be emptied; it belongs to the file and must stay with it"
        );
    }
    drop(connection);
}
