//! The bot is removed from a server, comes back, or its data's time is over.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::ids::ServerId;
use crate::domain::shard::Shard;
use crate::store::{ReadTx, StoreError, WriteTx, deliveries, live_boards, schedules, servers, set_aside};

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
    deliveries::hurry(tx, server, now)?;
    // Nobody has looked at the board meanwhile.
    if let Some(board) = set_aside::if_readable("live board", live_boards::of_server(tx, server))? {
        deliveries::hurry_one(tx, board.delivery, now)?;
    }
    // Days without the bot are not made good, but for the one that can still be posted late.
    for schedule in schedules::of_server(tx, server)? {
        if now - schedule.due.at > schedule.settings.grace {
            let due = super::configure_server::next_due(tx, Some(schedule.id), &schedule.timetable(), now)?;
            schedules::set_due(tx, schedule.id, due)?;
        }
    }
    Ok(())
}

/// Notes that Discord took a message in a server at an instant: it does so only where the bot is, so that a removal before
/// it is over. Says whether there was one.
pub fn note_message(
    tx: &WriteTx<'_>,
    server: ServerId,
    taken_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let left_at = servers::find(tx, server)?.and_then(|server| server.removed_at);
    let is_back = left_at.is_some_and(|left_at| left_at < taken_at);
    if is_back {
        return_to_server(tx, server, now)?;
    }
    Ok(is_back)
}

/// Notes all servers of a shard that the bot is in: it has left the shard's others, and has come back to those that it had
/// left. Of other shards' servers nothing was said.
pub fn note_servers(
    tx: &WriteTx<'_>,
    shard: Shard,
    present: &[ServerId],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let present: HashSet<ServerId> = present.iter().copied().collect();
    let is_gone = |server: &ServerId| shard.has(*server) && !present.contains(server);
    for gone in servers::present(tx)?.into_iter().filter(is_gone) {
        leave_server(tx, gone, now)?;
    }
    for back in left_servers(tx)?.into_iter().filter(|server| present.contains(server)) {
        match return_to_server(tx, back, now) {
            // Its data stays until it can be read again, and all others are noted.
            Err(error) if error.is_unreadable() => {
                servers::set_removed(tx, back, None)?;
                set_aside::if_readable::<()>("server", Err(error))?;
            }
            returned => returned?,
        }
    }
    Ok(())
}

/// The servers that the bot is noted to have left.
pub fn left_servers(tx: &ReadTx<'_>) -> Result<Vec<ServerId>, StoreError> {
    servers::removed_before(tx, DateTime::<Utc>::MAX_UTC)
}

/// Deletes data of a server whose time is over, so many rows at most; says whether there may be more.
///
/// Only a server of a shard of which Discord has `told` since the start where the bot is: in another one that it had left it
/// may be back. From the first row on, the server has to go as a whole: one that returns meanwhile begins anew.
pub fn purge_servers(tx: &WriteTx<'_>, told: &[Shard], now: DateTime<Utc>, at_most: u32) -> Result<bool, StoreError> {
    let is_told = |server: &ServerId| told.iter().any(|shard| shard.has(*server));
    let Some(server) = servers::removed_before(tx, now - KEPT_FOR)?.into_iter().find(is_told) else {
        return Ok(false);
    };
    servers::begin_to_delete(tx, server)?;
    if servers::delete_some(tx, server, at_most)? == 0 {
        servers::delete(tx, server)?;
    }
    Ok(true)
}
