//! Work that nobody waits for, in pieces so small that no click waits for it either.

use std::time::Duration;

use super::clock::Clock;
use super::shutdown::Shutdown;
use crate::actions::prune::prune;
use crate::store::{Store, StoreError};

/// How often old rows are looked for.
const PAUSE: Duration = Duration::from_hours(1);

/// How many rows a piece deletes.
const ROWS: u32 = 200;

/// Deletes what is old, until the program ends.
pub async fn keep_up(store: Store, clock: Clock, shutdown: Shutdown) {
    while !shutdown.has_begun() {
        if let Err(error) = prune_all(&store, &clock, &shutdown).await {
            tracing::error!(%error, "could not delete old rows; it is tried again in an hour");
        }
        tokio::select! {
            () = tokio::time::sleep(PAUSE) => {}
            () = shutdown.begun() => {}
        }
    }
}

async fn prune_all(store: &Store, clock: &Clock, shutdown: &Shutdown) -> Result<(), StoreError> {
    let now = clock.now();
    while !shutdown.has_begun() && store.write(move |tx| prune(tx, now, ROWS)).await? {}
    Ok(())
}
