//! The two views of the database that an action can hold: one that reads, one that also writes.

use std::ops::Deref;

use super::StoreError;
use super::counts::Counts;
use super::engines::{Engine, Statement};

/// A view that can only read.
#[derive(Debug)]
pub struct ReadTx<'c> {
    engine: Engine<'c>,
    /// What the transaction has counted so far and not written yet.
    counts: Option<&'c Counts>,
}

impl<'c> ReadTx<'c> {
    pub(super) fn new(engine: Engine<'c>) -> Self {
        Self { engine, counts: None }
    }

    pub(super) fn engine(&self) -> Engine<'c> {
        self.engine
    }

    /// Prepares a statement; what was counted before it is in the tables.
    pub(super) fn prepare(&self, sql: &str) -> Result<Statement<'c>, StoreError> {
        if let Some(counts) = self.counts {
            counts.write(self.engine)?;
        }
        self.prepare_uncounted(sql)
    }

    /// Prepares a statement that neither reads nor changes how many answered a round, nor the tally: it need not wait for
    /// them. What runs for each answer is prepared so.
    pub(super) fn prepare_uncounted(&self, sql: &str) -> Result<Statement<'c>, StoreError> {
        self.engine.prepare(sql)
    }
}

/// A view that can write; whatever reads takes it too.
#[derive(Debug)]
pub struct WriteTx<'c> {
    reads: ReadTx<'c>,
    counts: &'c Counts,
}

impl<'c> WriteTx<'c> {
    pub(super) fn new(engine: Engine<'c>, counts: &'c Counts) -> Self {
        Self { reads: ReadTx { engine, counts: Some(counts) }, counts }
    }

    pub(super) fn counts(&self) -> &'c Counts {
        self.counts
    }
}

impl<'c> Deref for WriteTx<'c> {
    type Target = ReadTx<'c>;

    fn deref(&self) -> &ReadTx<'c> {
        &self.reads
    }
}
