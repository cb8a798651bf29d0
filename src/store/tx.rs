//! The two views of the database that an action can hold: one that reads, one that also writes.

use std::ops::Deref;

use rusqlite::{CachedStatement, Connection};

/// A view that can only read.
#[derive(Debug)]
pub struct ReadTx<'c>(&'c Connection);

impl<'c> ReadTx<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        Self(connection)
    }

    pub(super) fn connection(&self) -> &'c Connection {
        self.0
    }

    pub(super) fn prepare(&self, sql: &str) -> rusqlite::Result<CachedStatement<'c>> {
        self.0.prepare_cached(sql)
    }
}

/// A view that can write; whatever reads takes it too.
#[derive(Debug)]
pub struct WriteTx<'c>(ReadTx<'c>);

impl<'c> WriteTx<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        Self(ReadTx::new(connection))
    }

    /// Whether its transaction has ended, as SQLite does by itself when the disk is full.
    pub(super) fn is_over(&self) -> bool {
        self.0.0.is_autocommit()
    }
}

impl<'c> Deref for WriteTx<'c> {
    type Target = ReadTx<'c>;

    fn deref(&self) -> &ReadTx<'c> {
        &self.0
    }
}
