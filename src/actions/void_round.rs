//! A manager declares a question faulty: the round counts for nobody, and everyone's points are put right.

use chrono::{DateTime, Utc};

use super::record_arrival::owe;
use super::update_standings::{self, ANSWERS_AT_ONCE};
use crate::domain::delivery::DeliveryKind;
use crate::domain::ids::{MemberId, RoundId, ServerId};
use crate::domain::round::{Round, RoundState};
use crate::store::editions::Drawn;
use crate::store::{
    ReadTx, StoreError, WriteTx, deliveries, editions, marks, members, reports, rounds, servers, set_aside,
};

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
    continue_void(tx, MEMBERS_AT_ONCE, now)?;
    deliveries::cancel(tx, round.id, DeliveryKind::Reveal, IS_VOID, now)?;
    deliveries::cancel(tx, round.id, DeliveryKind::Restored, IS_VOID, now)?;
    owe(tx, &round, DeliveryKind::Close, now)?;
    owe(tx, &round, DeliveryKind::Void, now)?;
    Ok(VoidOutcome::Void { round: Box::new(editions::drawn(tx, round)?), answered })
}

/// Why the reveal of a void round is not told.
pub(super) const IS_VOID: &str = "the round is void";

/// How many members' points are put right at once: of a larger server the rest follows, so that nobody waits for it.
pub const MEMBERS_AT_ONCE: u32 = 50;

/// Puts the points of so many members right, for whom a void round still counts; says whether there are more.
pub fn continue_void(tx: &WriteTx<'_>, at_most: u32, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let Some((id, up_to)) = rounds::to_void(tx)? else {
        return Ok(false);
    };
    let round = match rounds::find(tx, id) {
        Err(error) if error.is_unreadable() => {
            set_aside::insert(tx, "round", id.0, &error.to_string(), now)?;
            None
        }
        found => found?,
    };
    if let Some(round) = round {
        leave_out(tx, &round, up_to, at_most)?;
    }
    Ok(rounds::to_void(tx)?.is_some())
}

fn leave_out(tx: &WriteTx<'_>, round: &Round, up_to: MemberId, at_most: u32) -> Result<(), StoreError> {
    let members = members::after(tx, round.server, up_to, at_most)?;
    let mut rescored = 0;
    for member in &members {
        // From here on the round is none that the member's streak runs over.
        rounds::set_voided_up_to(tx, round.id, Some(*member))?;
        let left_out = update_standings::leave_out(tx, round, *member).map(Some);
        rescored += set_aside::if_readable("answer", left_out)?.unwrap_or(0);
        if rescored >= ANSWERS_AT_ONCE {
            return Ok(());
        }
    }
    if members.len() < at_most as usize {
        rounds::set_voided_up_to(tx, round.id, None)?;
    }
    Ok(())
}

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
