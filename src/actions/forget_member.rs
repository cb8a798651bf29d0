//! A member's own data: all of it as a file, or deleted, while others' points stay right.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use rand::Rng;

use super::hand_out::{crown, settle_member};
use crate::domain::ids::{MemberId, ServerId};
use crate::domain::mark::MarkKey;
use crate::store::kept::{self, Kept};
use crate::store::{ReadTx, StoreError, WriteTx, marks, members, rewards, seasons};

/// Everything that is kept of a member, in every server.
pub fn export_member(tx: &ReadTx<'_>, member: MemberId) -> Result<Kept, StoreError> {
    kept::of_member(tx, member)
}

/// Deletes everything that is kept of a member, in every server; says how many answers went.
///
/// A round that is still open cannot be answered again, or a wrong answer could be tried once more: a mark stays in it.
pub fn forget_member(
    tx: &WriteTx<'_>,
    member: MemberId,
    rng: &mut impl Rng,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    for round in marks::open_rounds_answered_by(tx, member)? {
        marks::insert(tx, round, member, MarkKey::draw(rng))?;
    }
    let roles = rewards::roles_of(tx, member)?;
    let played = seasons::servers_played_in(tx, member)?;
    rewards::forget(tx, member)?;
    let gone = members::forget(tx, member)?;
    // Their roles are taken; until then it is noted that they are to be.
    settle_member(tx, &roles, member, now)?;
    // The next ones are first where they were.
    let servers: BTreeSet<ServerId> = roles.into_iter().map(|(server, _)| server).chain(played).collect();
    for server in servers {
        crown(tx, server, now)?;
    }
    Ok(gone)
}
