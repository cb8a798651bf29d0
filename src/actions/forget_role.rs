//! A role was deleted on Discord: no post mentions it any more.

use crate::domain::ids::{RoleId, ServerId};
use crate::store::{ReadTx, StoreError, WriteTx, schedules};

/// The roles that a server's posts mention and that are none of these, which are all that there are.
pub fn roles_to_forget(tx: &ReadTx<'_>, server: ServerId, roles: &[RoleId]) -> Result<Vec<RoleId>, StoreError> {
    let mentioned = schedules::of_server(tx, server)?.into_iter().filter_map(|schedule| schedule.settings.ping);
    Ok(mentioned.filter(|role| !roles.contains(role)).collect())
}

/// Mentions a role no more; `true` when it was mentioned.
pub fn forget_role(tx: &WriteTx<'_>, server: ServerId, role: RoleId) -> Result<bool, StoreError> {
    schedules::forget_ping(tx, server, role)
}
