//! A manager takes a void back: the round stands where it stood, counts again, and everyone's points are put right.

use chrono::{DateTime, Utc};

use super::record_arrival::owe;
use super::recount_round::{MEMBERS_AT_ONCE, continue_recount};
use super::void_round::IS_VOID;
use crate::domain::delivery::DeliveryKind;
use crate::domain::ids::{RoundId, ServerId};
use crate::domain::round::{Round, RoundState};
use crate::store::editions::Drawn;
use crate::store::{ReadTx, StoreError, WriteTx, deliveries, editions, rounds, servers};

/// What became of a manager's wish to take a void back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RestoreOutcome {
    /// It counts again; so many members had answered.
    Restored {
        round: Box<Drawn>,
        /// Whose answers count again.
        answered: u32,
    },
    /// It is not void; nothing changed.
    IsNotVoid(Box<Drawn>),
    /// The server has no such round.
    NoRound,
    /// The server was not set up.
    NotSetUp,
}

/// Takes the void of a round of a server back: of the named one, else of the newest.
pub fn restore_round(
    tx: &WriteTx<'_>,
    server: ServerId,
    asked: Option<RoundId>,
    now: DateTime<Utc>,
) -> Result<RestoreOutcome, StoreError> {
    if servers::find(tx, server)?.is_none() {
        return Ok(RestoreOutcome::NotSetUp);
    }
    let found = match asked {
        Some(id) => rounds::find(tx, id)?.filter(|round| round.server == server && round.message.is_some()),
        None => rounds::last_void_in(tx, server, 1)?.into_iter().next(),
    };
    let Some(round) = found else {
        return Ok(RestoreOutcome::NoRound);
    };
    if round.state != RoundState::Void {
        return Ok(RestoreOutcome::IsNotVoid(Box::new(editions::drawn(tx, round)?)));
    }
    let answered = rounds::answered(tx, round.id)?;

    rounds::set_restored(tx, round.id, now)?;
    let round = rounds::find(tx, round.id)?.unwrap_or(round);
    continue_recount(tx, MEMBERS_AT_ONCE, now)?;
    tell(tx, &round, now)?;
    Ok(RestoreOutcome::Restored { round: Box::new(editions::drawn(tx, round)?), answered })
}

/// The post shows again what it showed, and the channel is told where it was told of the void.
fn tell(tx: &WriteTx<'_>, round: &Round, now: DateTime<Utc>) -> Result<(), StoreError> {
    if !deliveries::cancel(tx, round.id, DeliveryKind::Void, "the void was taken back", now)? {
        owe(tx, round, DeliveryKind::Restored, now)?;
    }
    if round.state == RoundState::Open {
        deliveries::cancel(tx, round.id, DeliveryKind::Close, "the round is open again", now)?;
        if let Some(count) = deliveries::of_round(tx, round.id, DeliveryKind::Count)? {
            // What the post shows is no count now; it is drawn at once.
            deliveries::set_subject(tx, count.id, "")?;
            deliveries::set_pace(tx, count.id, now)?;
            deliveries::rearm_count(tx, round.id)?;
        }
        return Ok(());
    }
    owe(tx, round, DeliveryKind::Close, now)?;
    deliveries::revive(tx, round.id, DeliveryKind::Reveal, IS_VOID, now)
}

/// The void rounds that a manager may have count again, the newest first.
pub fn restorable_rounds(tx: &ReadTx<'_>, server: ServerId) -> Result<Vec<Drawn>, StoreError> {
    const OFFERED: u32 = 25;
    editions::all_drawn(tx, rounds::last_void_in(tx, server, OFFERED)?)
}
