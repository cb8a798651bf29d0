//! A round counts no more, or counts again: the points of its server's members are put right, some members at once.

use chrono::{DateTime, Utc};

use super::update_standings;
use crate::domain::ids::MemberId;
use crate::domain::round::Round;
use crate::store::{StoreError, WriteTx, members, rounds, set_aside};

/// How many members' points are put right at once: of a larger server the rest follows, so that nobody waits for it.
pub const MEMBERS_AT_ONCE: u32 = 50;

/// After so many answers that were scored again a piece ends with its member: a year of streaks hangs on one round.
const ANSWERS_AT_ONCE: usize = 300;

/// Puts the points of so many members right who have those of a void round, or lack those of one that counts again; says
/// whether there are more.
pub fn continue_recount(tx: &WriteTx<'_>, at_most: u32, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let Some((id, up_to)) = rounds::to_recount(tx)? else {
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
        recount(tx, &round, up_to, at_most, now)?;
    }
    Ok(rounds::to_recount(tx)?.is_some())
}

fn recount(
    tx: &WriteTx<'_>,
    round: &Round,
    up_to: MemberId,
    at_most: u32,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let members = members::after(tx, round.server, up_to, at_most)?;
    let mut rescored = 0;
    for member in &members {
        // From here on a void round is none that the member's streak runs over.
        rounds::set_recounted_up_to(tx, round.id, Some(*member))?;
        let put_right = update_standings::put_right(tx, round, *member, now).map(Some);
        rescored += set_aside::if_readable("answer", put_right)?.unwrap_or(0);
        if rescored >= ANSWERS_AT_ONCE {
            return Ok(());
        }
    }
    if members.len() < at_most as usize {
        rounds::set_recounted_up_to(tx, round.id, None)?;
    }
    Ok(())
}
