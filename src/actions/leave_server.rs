//! The bot is removed from a server, comes back, or its data's time is over.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::ids::ServerId;
use crate::store::{ReadTx, StoreError, WriteTx, deliveries, live_boards, remembered, schedules, servers, set_aside};

/// How long a server's data is kept after the bot was removed from it.
pub const KEPT_FOR: TimeDelta = TimeDelta::days(30);

/// The name under which is remembered whether Discord has still to say where the bot is.
const LIST_IS_DUE: &str = "list of servers is due";

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

/// Notes that Discord has not yet said where the bot is: until then nothing is deleted, as the bot may be back in a server
/// that it had left.
pub fn wait_for_list(tx: &WriteTx<'_>) -> Result<(), StoreError> {
    remembered::set(tx, LIST_IS_DUE, "yes")
}

/// Notes all servers that the bot is in: it has left the others, and has come back to those that it had left.
pub fn note_servers(tx: &WriteTx<'_>, present: &[ServerId], now: DateTime<Utc>) -> Result<(), StoreError> {
    let present: HashSet<ServerId> = present.iter().copied().collect();
    for gone in servers::present(tx)?.into_iter().filter(|server| !present.contains(server)) {
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
    remembered::set(tx, LIST_IS_DUE, "no")
}

/// The servers that the bot is noted to have left.
pub fn left_servers(tx: &ReadTx<'_>) -> Result<Vec<ServerId>, StoreError> {
    servers::removed_before(tx, DateTime::<Utc>::MAX_UTC)
}

/// Deletes data of a server whose time is over, so many rows at most; says whether there may be more.
///
/// From the first row on, the server has to go as a whole: one that returns meanwhile begins anew.
pub fn purge_servers(tx: &WriteTx<'_>, now: DateTime<Utc>, at_most: u32) -> Result<bool, StoreError> {
    if remembered::get(tx, LIST_IS_DUE)?.as_deref() == Some("yes") {
        return Ok(false);
    }
    let Some(server) = servers::removed_before(tx, now - KEPT_FOR)?.into_iter().next() else {
        return Ok(false);
    };
    servers::begin_to_delete(tx, server)?;
    if servers::delete_some(tx, server, at_most)? == 0 {
        servers::delete(tx, server)?;
    }
    Ok(true)
}
