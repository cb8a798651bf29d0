//! Moves all that is in one database into another one, of the same engine or of the other.

mod shape;
mod table;

use chrono::{DateTime, Utc};
use rusqlite::named_params;
use rusqlite::types::Value;
use tokio::runtime::Handle;

use self::shape::{Sequence, sequences, set_sequence, tables};
use self::table::{Table, Tally};
use super::open::{Address, OpenError, read_only};
use super::{ReadTx, Store, StoreError, WriteTx, remembered};

/// The name under which a database remembers that a move into it goes on; what is kept there says from where.
const UNDER_WAY: &str = "move-under-way";

/// How many rows share a transaction.
const CHUNK: usize = 1_000;

/// Why the move did not come to its end. The database that was to be copied is as it was.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// One of the two cannot be used.
    #[error(transparent)]
    Unusable(#[from] OpenError),
    /// The target holds something already.
    #[error("the database {0} is not empty; name an empty one")]
    NotEmpty(Address),
    /// What is to be copied is itself half of something.
    #[error("a move into {0} was begun and has not ended; end that one first")]
    Half(Address),
    /// A move from elsewhere into the target was begun and did not end.
    #[error("a move from {from} into {to} was begun and has not ended; end that one, or name an empty database")]
    OtherBegun {
        /// Where that move comes from.
        from: String,
        to: Address,
    },
    /// The two are not alike after all was copied.
    #[error(
        "{table} is not the same in both after the copy ({found} rows instead of {wanted}): stop every proctor that uses {from}, empty {to} and begin again"
    )]
    Differs { table: String, wanted: u64, found: u64, from: Address, to: Address },
    /// A database failed on the way.
    #[error("the move broke off: {0}; the same command goes on with it")]
    BrokeOff(#[from] StoreError),
}

/// What was moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moved {
    /// How many servers.
    pub servers: u64,
    /// How many rounds.
    pub rounds: u64,
    /// How many answers.
    pub answers: u64,
    /// How many members' standings in a period.
    pub standings: u64,
}

/// Whether a move into this database has begun and not ended: until then nothing may run on it.
pub fn is_under_way(tx: &ReadTx<'_>) -> Result<bool, StoreError> {
    Ok(remembered::get(tx, UNDER_WAY)?.is_some())
}

/// Copies all rows from one database into an empty one, some at a time, and compares both at the end. One that broke off is
/// gone on with. Nobody else may use the two, which must not be one; `now` is when it began.
pub async fn move_all(from: &Address, to: &Address, now: DateTime<Utc>) -> Result<Moved, MoveError> {
    // Before anything is made there.
    if tokio::task::block_in_place(|| read_only(from, is_under_way))? {
        return Err(MoveError::Half(from.clone()));
    }
    let target = Store::at(to).await?;
    let outcome = move_into(from, to, &target, now).await;
    target.close().await;
    outcome
}

async fn move_into(from: &Address, to: &Address, target: &Store, now: DateTime<Utc>) -> Result<Moved, MoveError> {
    begin(from, to, target, now).await?;
    let handle = Handle::current();
    // What fails at the target is no fault of the source.
    tokio::task::block_in_place(|| {
        read_only(from, |tx| Ok(tables(tx)?.iter().try_for_each(|table| copy(tx, table, target, &handle))))
    })??;

    // Both anew: whatever wrote to the first one meanwhile is missed in the second.
    let (wanted, sequences) = tokio::task::block_in_place(|| read_only(from, |tx| Ok((tallies(tx)?, sequences(tx)?))))?;
    let found = target.read(tallies).await?;
    let moved = compare(&wanted, &found, from, to)?;
    target.write(move |tx| end(tx, &sequences)).await?;
    Ok(moved)
}

/// Refuses a target that holds something else than a part of this move.
async fn begin(from: &Address, to: &Address, target: &Store, now: DateTime<Utc>) -> Result<(), MoveError> {
    let source = from.to_string();
    let begun = target
        .write(move |tx| {
            if let Some(begun) = remembered::get(tx, UNDER_WAY)? {
                return Ok(Begun::By(begun));
            }
            for table in tables(tx)? {
                if table.tally(tx)?.rows > 0 {
                    return Ok(Begun::NotEmpty);
                }
            }
            remembered::set(tx, UNDER_WAY, &format!("{source} {}", now.timestamp()))?;
            Ok(Begun::Now)
        })
        .await?;
    match begun {
        Begun::Now => Ok(()),
        Begun::NotEmpty => Err(MoveError::NotEmpty(to.clone())),
        Begun::By(begun) => match begun.rsplit_once(' ') {
            Some((source, _)) if source == from.to_string() => Ok(()),
            Some((source, _)) => Err(MoveError::OtherBegun { from: source.to_owned(), to: to.clone() }),
            None => Err(MoveError::OtherBegun { from: begun, to: to.clone() }),
        },
    }
}

/// How a target was found.
enum Begun {
    /// Empty.
    Now,
    /// With rows of its own.
    NotEmpty,
    /// With a part of this move.
    By(String),
}

/// Copies what the target does not have of a table. The thread waits.
fn copy(tx: &ReadTx<'_>, table: &Table, target: &Store, handle: &Handle) -> Result<(), StoreError> {
    let wanted = table.clone();
    let mut last = handle.block_on(target.read(move |tx| wanted.last(tx)))?;
    loop {
        let rows = table.after(tx, last.as_deref(), CHUNK)?;
        let Some(end) = rows.last() else { return Ok(()) };
        last = Some(table.key_of(end));
        let table = table.clone();
        handle.block_on(target.write(move |tx| table.insert(tx, &rows)))?;
    }
}

fn tallies(tx: &ReadTx<'_>) -> Result<Vec<(String, Tally)>, StoreError> {
    tables(tx)?.into_iter().map(|table| Ok((table.name.clone(), table.tally(tx)?))).collect()
}

fn compare(
    wanted: &[(String, Tally)],
    found: &[(String, Tally)],
    from: &Address,
    to: &Address,
) -> Result<Moved, MoveError> {
    let mut moved = Moved::default();
    for (table, wanted) in wanted {
        let found = found.iter().find(|(name, _)| name == table).map(|(_, found)| found);
        if found != Some(wanted) {
            return Err(MoveError::Differs {
                table: table.clone(),
                wanted: wanted.rows,
                found: found.map_or(0, |found| found.rows),
                from: from.clone(),
                to: to.clone(),
            });
        }
        match table.as_str() {
            "server" => moved.servers = wanted.rows,
            "round" => moved.rounds = wanted.rows,
            "answer" => moved.answers = wanted.rows,
            "standing" => moved.standings = wanted.rows,
            _ => {}
        }
    }
    Ok(moved)
}

/// Numbers go on where they were, and the database may be used.
fn end(tx: &WriteTx<'_>, sequences: &[Sequence]) -> Result<(), StoreError> {
    for sequence in sequences {
        set_sequence(tx, sequence)?;
    }
    tx.prepare("delete from remembered where name = :name")?.execute(named_params! { ":name": UNDER_WAY })?;
    Ok(())
}

/// A row as it stands, column after column.
type Values = Vec<Value>;
