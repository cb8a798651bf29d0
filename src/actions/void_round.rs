//! A manager declares a question faulty: the round counts for nobody, and everyone's points are put right.

use chrono::{DateTime, Utc};

use super::record_arrival::owe;
use super::recount_round::{MEMBERS_AT_ONCE, continue_recount};
use crate::domain::delivery::DeliveryKind;
use crate::domain::ids::{RoundId, ServerId};
use crate::domain::round::{Round, RoundState};
use crate::store::editions::Drawn;
use crate::store::{ReadTx, StoreError, WriteTx, deliveries, editions, marks, reports, rounds, servers};

/// What became of a manager's wish to void a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VoidOutcome {
    /// It was void before; nothing changed.
    AlreadyVoid(Box<Drawn>),
    /// It is void; so many members had answered.
    Void {
        round: Box<Drawn>,
        /// Whose answers do not count any more.
        answered: u32,
    },
    /// The server has no such posted round.
    NoRound,
    /// The server was not set up.
    NotSetUp,
}

/// Voids a round of a server: the named one, else the newest posted.
pub fn void_round(
    tx: &WriteTx<'_>,
    server: ServerId,
    asked: Option<RoundId>,
    now: DateTime<Utc>,
) -> Result<VoidOutcome, StoreError> {
    if servers::find(tx, server)?.is_none() {
        return Ok(VoidOutcome::NotSetUp);
    }
    let Some(round) = meant(tx, server, asked)? else {
        return Ok(VoidOutcome::NoRound);
    };
    if round.state == RoundState::Void {
        return Ok(VoidOutcome::AlreadyVoid(Box::new(editions::drawn(tx, round)?)));
    }
    let answered = rounds::answered(tx, round.id)?;

    rounds::set_void(tx, round.id, now)?;
    if !round.takes_answers_at(now) {
        marks::delete_of(tx, round.id)?;
    }
    if let Some(question) = &round.question {
        reports::set_dealt(tx, server, question, now)?;
    }
    continue_recount(tx, MEMBERS_AT_ONCE, now)?;
    deliveries::cancel(tx, round.id, DeliveryKind::Reveal, IS_VOID, now)?;
    deliveries::cancel(tx, round.id, DeliveryKind::Restored, IS_VOID, now)?;
    owe(tx, &round, DeliveryKind::Close, now)?;
    owe(tx, &round, DeliveryKind::Void, now)?;
    Ok(VoidOutcome::Void { round: Box::new(editions::drawn(tx, round)?), answered })
}

/// Why the reveal of a void round is not told.
pub(super) const IS_VOID: &str = "the round is void";

/// The posted rounds that a manager may void, the newest first.
pub fn voidable_rounds(tx: &ReadTx<'_>, server: ServerId) -> Result<Vec<Drawn>, StoreError> {
    const OFFERED: u32 = 25;
    editions::all_drawn(tx, rounds::last_posted_in(tx, server, OFFERED)?)
}

/// The round that a manager would void: the named one, else the newest posted; with how many members answered it.
pub fn round_to_void(
    tx: &ReadTx<'_>,
    server: ServerId,
    asked: Option<RoundId>,
) -> Result<Option<(Drawn, u32)>, StoreError> {
    let Some(round) = meant(tx, server, asked)?.filter(|round| round.state != RoundState::Void) else {
        return Ok(None);
    };
    let answered = rounds::answered(tx, round.id)?;
    Ok(Some((editions::drawn(tx, round)?, answered)))
}

fn meant(tx: &ReadTx<'_>, server: ServerId, asked: Option<RoundId>) -> Result<Option<Round>, StoreError> {
    let Some(id) = asked else {
        return Ok(rounds::last_posted_in(tx, server, 1)?.into_iter().next());
    };
    let was_posted = |state| matches!(state, RoundState::Open | RoundState::Closed | RoundState::Void);
    Ok(rounds::find(tx, id)?.filter(|round| round.server == server && was_posted(round.state)))
}
