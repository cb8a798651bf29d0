//! A manager has a role given for something, or no more.

use chrono::{DateTime, Utc};

use super::hand_out::{crown, settle};
use super::redraw_podium::redraw_newest;
use super::tell_prize::tell;
use crate::domain::ids::{MemberId, RoleId, ServerId};
use crate::domain::reward::{MOST_STREAKS, Obstacle, Prize};
use crate::store::rewards::{self, Reward};
use crate::store::{ReadTx, StoreError, WriteTx, deliveries, servers};

/// What became of a manager's wish to have a role given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetOutcome {
    /// It is given from now on.
    Set {
        /// The role that was given for it before, and is taken from whoever has it.
        replaced: Option<RoleId>,
    },
    /// The server gives roles for as many streaks as it can.
    TooMany,
    /// The server was not set up.
    NotSetUp,
}

/// Has a role given for something, in place of another one. Whoever had that for it changes to the new one.
pub fn set_reward(
    tx: &WriteTx<'_>,
    server: ServerId,
    (prize, role): (Prize, RoleId),
    by: MemberId,
    now: DateTime<Utc>,
) -> Result<SetOutcome, StoreError> {
    if servers::find(tx, server)?.is_none() {
        return Ok(SetOutcome::NotSetUp);
    }
    let all = rewards::of_server(tx, server)?;
    let before = all.iter().find(|reward| reward.prize == prize);
    let streaks = all.iter().filter(|reward| reward.prize != Prize::Champion).count();
    if before.is_none() && prize != Prize::Champion && streaks >= MOST_STREAKS {
        return Ok(SetOutcome::TooMany);
    }
    rewards::save(tx, server, prize, role, by)?;
    if prize == Prize::Champion {
        crown(tx, server, now)?;
        if before.is_none_or(|before| before.role != role || before.obstacle.is_some()) {
            redraw_newest(tx, server, now)?;
        }
    }
    for member in rewards::winners(tx, server, prize)? {
        settle(tx, server, role, member, now)?;
    }
    let old = before.filter(|before| before.role != role);
    if let Some(old) = old {
        for member in rewards::holders(tx, server, old.role)? {
            settle(tx, server, old.role, member, now)?;
        }
    }
    // What waits for a role may go now.
    deliveries::hurry(tx, server, now)?;
    let is_taken = |old: &&Reward| {
        let is_gone = old.obstacle.is_some_and(|(obstacle, _)| obstacle == Obstacle::RoleGone);
        !is_gone && !all.iter().any(|other| other.prize != prize && other.role == old.role)
    };
    Ok(SetOutcome::Set { replaced: old.filter(is_taken).map(|old| old.role) })
}

/// Has no role given for something any more: who has it keeps it. `false` when none was.
pub fn remove_reward(tx: &WriteTx<'_>, server: ServerId, prize: Prize) -> Result<Option<Reward>, StoreError> {
    let all = rewards::of_server(tx, server)?;
    let Some(found) = all.iter().find(|reward| reward.prize == prize) else {
        return Ok(None);
    };
    rewards::delete(tx, server, prize)?;
    if !all.iter().any(|other| other.prize != prize && other.role == found.role) {
        rewards::forget_holders(tx, server, found.role)?;
    }
    Ok(Some(*found))
}

/// What a server gives roles for.
pub fn list_rewards(tx: &ReadTx<'_>, server: ServerId) -> Result<Vec<Reward>, StoreError> {
    rewards::of_server(tx, server)
}

/// A role was deleted on Discord: what it was given for stays, and the manager is told once. `true` when there is something
/// to tell.
pub(super) fn lose_role(
    tx: &WriteTx<'_>,
    server: ServerId,
    role: RoleId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    if !rewards::note_obstacle(tx, server, role, Obstacle::RoleGone, now)? {
        return Ok(false);
    }
    rewards::forget_holders(tx, server, role)?;
    tell(tx, server, role, MemberId(0), Obstacle::RoleGone, now)?;
    Ok(true)
}
