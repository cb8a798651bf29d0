//! Work that nobody waits for, in pieces so small that no click waits for it either.

use std::time::Duration;

use tokio::time::Instant;

use super::clock::Clock;
use super::shutdown::Shutdown;
use crate::actions::prune::prune;
use crate::actions::recount_round::{MEMBERS_AT_ONCE, continue_recount};
use crate::actions::start_season::continue_start;
use crate::discord::app::App;
use crate::store::{StoreError, rounds, seasons};

/// How often old rows are looked for.
const PRUNES_EVERY: Duration = Duration::from_hours(1);

/// How many rows a piece deletes.
const ROWS: u32 = 200;

/// Deletes what is old, and finishes what a stop cut off, until the program ends.
pub async fn keep_up(app: App, clock: Clock, shutdown: Shutdown) {
    let mut prune_at = Instant::now();
    while !shutdown.has_begun() {
        let mut done = finish_pieces(&app, &clock, &shutdown).await;
        if Instant::now() >= prune_at && clock.is_vouched_for() {
            prune_at = Instant::now() + PRUNES_EVERY;
            done = done.and(prune_all(&app, &clock, &shutdown).await);
        }
        if let Err(error) = done {
            tracing::error!(%error, "could not keep the database up; it is tried again");
        }
        tokio::select! {
            () = tokio::time::sleep(clock.look_again()) => {}
            () = shutdown.begun() => {}
        }
    }
}

async fn finish_pieces(app: &App, clock: &Clock, shutdown: &Shutdown) -> Result<(), StoreError> {
    let mut more = app.store.read(|tx| Ok(rounds::to_recount(tx)?.is_some())).await?;
    while more && !shutdown.has_begun() {
        let now = clock.now();
        more = app.store.write(move |tx| continue_recount(tx, MEMBERS_AT_ONCE, now)).await?;
    }
    let mut more = app.store.read(|tx| Ok(seasons::to_count(tx)?.is_some())).await?;
    while more && !shutdown.has_begun() {
        let now = clock.now();
        more = app.store.write(move |tx| continue_start(tx, MEMBERS_AT_ONCE, now)).await?;
    }
    Ok(())
}

async fn prune_all(app: &App, clock: &Clock, shutdown: &Shutdown) -> Result<(), StoreError> {
    let now = clock.now();
    while !shutdown.has_begun() && app.store.write(move |tx| prune(tx, now, ROWS)).await? {}
    Ok(())
}
