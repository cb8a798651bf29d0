//! A role was deleted on Discord: no post mentions it any more, nobody is given it, and the manager is told once.

use chrono::{DateTime, Utc};

use super::note_trouble::note_trouble;
use super::set_reward::lose_role;
use crate::domain::ids::{RoleId, ServerId};
use crate::store::{ReadTx, StoreError, WriteTx, rewards, schedules};

/// The roles that a server's posts mention and that are none of these, which are all that there are.
pub fn roles_to_forget(tx: &ReadTx<'_>, server: ServerId, roles: &[RoleId]) -> Result<Vec<RoleId>, StoreError> {
    let promised = rewards::of_server(tx, server)?
        .into_iter()
        .filter(|reward| reward.obstacle.is_none())
        .map(|reward| reward.role);
    let mentioned = schedules::of_server(tx, server)?.into_iter().filter_map(|schedule| schedule.settings.ping);
    Ok(mentioned.chain(promised).filter(|role| !roles.contains(role)).collect())
}

/// Mentions a role no more; `true` when it was mentioned, so that the manager has to hear of it.
pub fn forget_role(tx: &WriteTx<'_>, server: ServerId, role: RoleId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let schedules = schedules::of_server(tx, server)?;
    let was_promised = lose_role(tx, server, role, now)?;
    if !schedules::forget_ping(tx, server, role)? {
        return Ok(was_promised);
    }
    // One word for all schedules that mentioned it.
    if let Some(schedule) = schedules.iter().find(|schedule| schedule.settings.ping == Some(role)) {
        note_trouble(tx, server, schedule.settings.channel, "ping", "role", now)?;
    }
    Ok(true)
}
