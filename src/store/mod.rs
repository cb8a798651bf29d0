//! Remembers: SQLite or `PostgreSQL` behind two doors, [`Store::write`] and [`Store::read`]. The only folder that knows SQL.

pub mod answers;
pub mod attendance;
pub mod backup;
pub mod calendar;
pub mod ceremonies;
pub mod climbs;
mod close;
mod columns;
mod counts;
pub mod days;
pub mod deliveries;
pub mod editions;
mod engines;
mod error;
pub mod examine;
pub mod greetings;
pub mod hidden;
pub mod history;
pub mod kept;
pub mod live_boards;
pub mod marks;
pub mod members;
mod migrate;
mod open;
pub mod podiums;
pub mod quizzes;
mod readers;
pub mod remembered;
pub mod reports;
pub mod rewards;
pub mod rounds;
pub mod schedules;
pub mod seasons;
pub mod servers;
pub mod session_starts;
pub mod set_aside;
pub mod standings;
pub mod streaks;
pub mod transfer;
pub mod troubles;
mod tx;
mod writer;

pub use engines::postgres::PostgresUrl;
pub use error::StoreError;
pub use open::{Address, OpenError, read_file, read_only};
pub use tx::{ReadTx, WriteTx};

use readers::Readers;

/// The handle to the database: cheap to clone, safe to share.
#[derive(Debug, Clone)]
pub struct Store {
    writer: writer::Writer,
    readers: Readers,
}

impl Store {
    /// Runs an action that may change things; returns when it is on disk.
    ///
    /// Actions that wait at the same time share one commit. One that fails is rolled back alone; the others of its
    /// commit then run once more, so an action changes nothing but the database.
    pub async fn write<T: Send + 'static>(
        &self,
        action: impl FnMut(&WriteTx<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.writer.run(action).await
    }

    /// Runs a query in a transaction that changes nothing and sees one moment; never waits for a writer.
    pub async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&ReadTx<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let readers = self.readers.clone();
        tokio::task::spawn_blocking(move || readers.run(query)).await.map_err(|_| StoreError::BrokeOff)?
    }

    /// Whether other processes may be at work on the database.
    pub fn is_shared(&self) -> bool {
        matches!(self.readers, Readers::Pool(_))
    }

    /// How many actions wait for the writer.
    pub fn queued(&self) -> usize {
        self.writer.queued()
    }

    /// How many transactions were not kept as a whole since the start: an action failed, or the disk. A refusal is no
    /// failure.
    pub fn failed_writes(&self) -> u64 {
        self.writer.failed()
    }

    /// How often a transaction was run once more since the start, because that of another process came in between or the
    /// server went away; a file has one writer, and none of that.
    pub fn retried_writes(&self) -> u64 {
        self.writer.retried()
    }

    /// Finishes what waits, and closes the database; a file then holds everything by itself. Later calls get
    /// [`StoreError::Closed`].
    pub async fn close(&self) {
        self.readers.close();
        self.writer.close().await;
    }
}
