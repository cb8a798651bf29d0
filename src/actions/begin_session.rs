//! A session of the gateway is to begin: it is given its turn, or told when to ask again.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::session_start::{Budget, NEAR, Starts, Wait};
use crate::store::{ReadTx, StoreError, WriteTx, session_starts};

/// When a session may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// At this instant, and nobody else who shares the turn near it.
    At(DateTime<Utc>),
    /// Not before this instant, for this reason; whoever waits asks again then.
    Later(DateTime<Utc>, Wait),
}

/// Notes how many sessions Discord says a day has, how many are left, and until when that holds.
pub fn note_budget(tx: &WriteTx<'_>, a_day: u32, unused: u32, resets_at: DateTime<Utc>) -> Result<(), StoreError> {
    let known = session_starts::of_turn(tx, 0)?.budget;
    session_starts::save_budget(tx, Budget { a_day: a_day.max(1), unused, resets_at, ..known })
}

/// When the next session of a turn may begin, were it asked for now.
pub fn next_turn(tx: &ReadTx<'_>, turn: u32, between: TimeDelta, now: DateTime<Utc>) -> Result<Turn, StoreError> {
    let (at, wait) = session_starts::of_turn(tx, turn)?.next(between, now);
    Ok(if at - now > NEAR { Turn::Later(at, wait) } else { Turn::At(at) })
}

/// Takes the next moment of a turn, if it is near: a session begins then, and counts.
pub fn take_turn(tx: &WriteTx<'_>, turn: u32, between: TimeDelta, now: DateTime<Utc>) -> Result<Turn, StoreError> {
    let next = next_turn(tx, turn, between, now)?;
    if let Turn::At(at) = next {
        let starts = session_starts::of_turn(tx, turn)?;
        session_starts::save(tx, turn, starts.with_one(at, now))?;
    }
    Ok(next)
}

/// Notes that a session of a turn has begun by now: Discord counts from when it hears of it, which is later than the turn on
/// a slow way.
pub fn note_begun(tx: &WriteTx<'_>, turn: u32, now: DateTime<Utc>) -> Result<(), StoreError> {
    let starts = session_starts::of_turn(tx, turn)?;
    match starts.last_at {
        Some(last) if last >= now => Ok(()),
        _ => session_starts::save(tx, turn, Starts { last_at: Some(now), ..starts }),
    }
}
