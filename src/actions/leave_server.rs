//! The bot is removed from a server, comes back, or its data's time is over.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::ids::ServerId;
use crate::store::{StoreError, WriteTx, servers};

/// How long a server's data is kept after the bot was removed from it.
pub const KEPT_FOR: TimeDelta = TimeDelta::days(30);

/// Notes that the bot was removed from a server. An outage is not a removal.
pub fn leave_server(tx: &WriteTx<'_>, server: ServerId, now: DateTime<Utc>) -> Result<(), StoreError> {
    servers::set_removed(tx, server, Some(now))
}

/// Notes that the bot is in a server: one that returns in time has everything as it was.
pub fn return_to_server(tx: &WriteTx<'_>, server: ServerId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let Some(found) = servers::find(tx, server)?.filter(|found| found.removed_at.is_some()) else {
        return Ok(());
    };
    if found.is_being_deleted() {
        return servers::delete(tx, server);
    }
    servers::set_removed(tx, server, None)?;
    // Days without the bot are not made good.
    super::configure_server::move_all(tx, server, now)
}

/// Marks the servers that the bot is in no more, given those that it is in.
pub fn note_servers(tx: &WriteTx<'_>, present: &[ServerId], now: DateTime<Utc>) -> Result<(), StoreError> {
    for gone in servers::present(tx)?.into_iter().filter(|server| !present.contains(server)) {
        leave_server(tx, gone, now)?;
    }
    Ok(())
}

/// Deletes data of a server whose time is over, so many rows at most; says whether there may be more.
///
/// From the first row on, the server has to go as a whole: one that returns meanwhile begins anew.
pub fn purge_servers(tx: &WriteTx<'_>, now: DateTime<Utc>, at_most: u32) -> Result<bool, StoreError> {
    let Some(server) = servers::removed_before(tx, now - KEPT_FOR)?.into_iter().next() else {
        return Ok(false);
    };
    servers::begin_to_delete(tx, server)?;
    if servers::delete_some(tx, server, at_most)? == 0 {
        servers::delete(tx, server)?;
    }
    Ok(true)
}
