//! A manager declares a question faulty: the round counts for nobody, and everyone's points are put right.

use chrono::{DateTime, Utc};

use super::update_standings;
use crate::bank::Bank;
use crate::domain::ids::{RoundId, ServerId};
use crate::domain::round::Round;
use crate::store::notices::NoticeKind;
use crate::store::{ReadTx, StoreError, WriteTx, answers, notices, rounds, servers};

/// What became of a manager's wish to void a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VoidOutcome {
    /// It is void; so many members had answered.
    Void {
        /// The round.
        round: Round,
        /// Whose answers do not count any more.
        answered: usize,
    },
    /// The server has no such posted round.
    NoRound,
    /// The server was not set up.
    NotSetUp,
}

/// Voids a round of a server: the named one, else the newest posted.
pub fn void_round(
    tx: &WriteTx<'_>,
    bank: &Bank,
    server: ServerId,
    asked: Option<RoundId>,
    now: DateTime<Utc>,
) -> Result<VoidOutcome, StoreError> {
    if servers::find(tx, server)?.is_none() {
        return Ok(VoidOutcome::NotSetUp);
    }
    let Some(round) = voidable(tx, server, asked)? else {
        return Ok(VoidOutcome::NoRound);
    };
    let given = answers::of_round(tx, round.id)?;
    let position = rounds::position(tx, round.id)?.unwrap_or(0);

    rounds::set_void(tx, round.id, now)?;
    for answer in &given {
        update_standings::recount(tx, &round, answer.member)?;
    }
    // Later streaks now run over the void round; each may change the points after it.
    for later in rounds::counted_after(tx, server, position)? {
        for answer in answers::of_round(tx, later.id)? {
            update_standings::rescore(tx, bank, &later, &answer)?;
        }
    }
    notices::drop_unsent(tx, round.id, NoticeKind::Reveal)?;
    notices::insert_for_round(tx, server, round.id, NoticeKind::Void, now)?;
    Ok(VoidOutcome::Void { round, answered: given.len() })
}

/// The posted rounds that a manager may void, the newest first.
pub fn voidable_rounds(tx: &ReadTx<'_>, server: ServerId) -> Result<Vec<Round>, StoreError> {
    const OFFERED: u32 = 25;
    rounds::last_posted_in(tx, server, OFFERED)
}

fn voidable(tx: &ReadTx<'_>, server: ServerId, asked: Option<RoundId>) -> Result<Option<Round>, StoreError> {
    use crate::domain::round::RoundState::{Closed, Open};
    let Some(id) = asked else {
        return Ok(rounds::last_posted_in(tx, server, 1)?.into_iter().next());
    };
    Ok(rounds::find(tx, id)?.filter(|round| round.server == server && matches!(round.state, Open | Closed)))
}
