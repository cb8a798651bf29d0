//! The two views of the database that an action can hold: one that reads, one that also writes.

use std::ops::Deref;

use rusqlite::{CachedStatement, Connection};

use super::StoreError;
use super::counts::Counts;

/// A view that can only read.
#[derive(Debug)]
pub struct ReadTx<'c> {
    connection: &'c Connection,
    /// What the transaction has counted so far and not written yet.
    counts: Option<&'c Counts>,
}

impl<'c> ReadTx<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        Self { connection, counts: None }
    }

    pub(super) fn connection(&self) -> &'c Connection {
        self.connection
    }

    /// Prepares a statement; what was counted before it is in the tables.
    pub(super) fn prepare(&self, sql: &str) -> Result<CachedStatement<'c>, StoreError> {
        if let Some(counts) = self.counts {
            counts.write(self.connection)?;
        }
        self.prepare_uncounted(sql)
    }

    /// Prepares a statement that neither reads nor changes how many answered a round, nor the tally: it need not wait for
    /// them. What runs for each answer is prepared so.
    pub(super) fn prepare_uncounted(&self, sql: &str) -> Result<CachedStatement<'c>, StoreError> {
        Ok(self.connection.prepare_cached(sql)?)
    }
}

/// A view that can write; whatever reads takes it too.
#[derive(Debug)]
pub struct WriteTx<'c> {
    reads: ReadTx<'c>,
    counts: &'c Counts,
}

impl<'c> WriteTx<'c> {
    pub(super) fn new(connection: &'c Connection, counts: &'c Counts) -> Self {
        Self { reads: ReadTx { connection, counts: Some(counts) }, counts }
    }

    pub(super) fn counts(&self) -> &'c Counts {
        self.counts
    }

    /// Whether its transaction has ended, as SQLite does by itself when the disk is full.
    pub(super) fn is_over(&self) -> bool {
        self.reads.connection.is_autocommit()
    }
}

impl<'c> Deref for WriteTx<'c> {
    type Target = ReadTx<'c>;

    fn deref(&self) -> &ReadTx<'c> {
        &self.reads
    }
}
