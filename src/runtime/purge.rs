//! Deletes the data of servers that removed the bot long ago, in pieces.

use chrono::{DateTime, Utc};
use tracing::info;

use super::clock::Clock;
use super::presence::Presence;
use crate::actions::leave_server::{KEPT_FOR, purge_servers};
use crate::store::{Store, StoreError, servers};

/// How many rows a piece deletes.
const ROWS: u32 = 200;

/// Deletes what is over at an instant, where Discord has told since the start that the bot is not back.
pub(super) async fn purge(
    store: &Store,
    presence: &Presence,
    clock: &Clock,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let is_too_soon = !clock.is_vouched_for();
    if is_too_soon || store.read(move |tx| servers::removed_before(tx, now - KEPT_FOR)).await?.is_empty() {
        return Ok(());
    }
    let mut has_deleted = false;
    loop {
        let told = presence.listed();
        if !store.write(move |tx| purge_servers(tx, &told, now, ROWS)).await? {
            break;
        }
        has_deleted = true;
    }
    if has_deleted {
        info!("deleted the data of servers that removed the bot 30 days ago");
    }
    Ok(())
}
