//! Asks the store what is due, has it done, and sleeps until the next instant. It keeps no state of its own.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use tokio::sync::{Mutex, Notify};

use super::clock::Clock;
use super::metrics::Metrics;
use super::presence::{News, Presence};
use super::purge::purge;
use super::shutdown::{Shutdown, Tasks};
use super::workers::{Delivering, Workers};
use crate::actions::{close_round, end_season, hold_ceremony, open_due_rounds, run_quiz, tell_season};
use crate::discord::outbox::Outbox;
use crate::domain::delivery::Room;
use crate::store::deliveries::{self, Claimed};
use crate::store::{ReadTx, StoreError, ceremonies, rounds, schedules, seasons, set_aside};

/// How many posts are under way at once. Those in channels that wait for a limit hold up nobody until they are so many.
const POSTS_AT_ONCE: usize = 1_024;

/// How many steps of quizzes are under way at once.
const QUIZZES_AT_ONCE: usize = 256;

/// How many other messages are under way at once.
const MESSAGES_AT_ONCE: usize = 256;

/// How many changes of messages are under way at once; they leave the common limit to the messages.
const EDITS_AT_ONCE: usize = 16;

/// How many rows one look at the store takes.
const ROWS: u32 = 200;

/// How many seasons one transaction ends, or tells of.
const SEASONS: u32 = 20;

/// The shortest nap, so that work under way is not looked up in a circle.
const SHORTEST_NAP: Duration = Duration::from_millis(200);

/// Has done what is due. Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct Scheduler {
    outbox: Outbox,
    clock: Clock,
    tasks: Tasks,
    metrics: Arc<Metrics>,
    presence: Presence,
    /// Something may have become due.
    wake: Arc<Notify>,
    /// Held for as long as one look goes by the time at its beginning.
    look: Arc<Mutex<()>>,
    posts: Workers,
    quizzes: Workers,
    messages: Workers,
    edits: Workers,
}

impl Scheduler {
    /// A scheduler; [`Scheduler::run`] starts it.
    /// A notice at `wake` has it look again.
    pub fn new(
        outbox: Outbox,
        clock: Clock,
        tasks: Tasks,
        metrics: Arc<Metrics>,
        presence: Presence,
        wake: Arc<Notify>,
    ) -> Self {
        Self {
            outbox,
            clock,
            tasks,
            metrics,
            presence,
            wake,
            look: Arc::default(),
            posts: Workers::new(Room::Posts, POSTS_AT_ONCE),
            quizzes: Workers::new(Room::Quizzes, QUIZZES_AT_ONCE),
            messages: Workers::new(Room::Messages, MESSAGES_AT_ONCE),
            edits: Workers::new(Room::Edits, EDITS_AT_ONCE),
        }
    }

    /// Has it look again now: a manager changed something, or the time jumped.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// Does something while no look is under way, which would go on by a time that may be wrong by now.
    pub async fn between_looks<T>(&self, work: impl Future<Output = T>) -> T {
        let _no_look = self.look.lock().await;
        work.await
    }

    /// Takes note of an id that Discord made just now.
    pub fn note_id(&self, id: u64) {
        self.outbox.note_id(id);
    }

    /// Does what is due, until the program ends.
    pub async fn run(self, shutdown: Shutdown) {
        self.begin_anew().await;
        tokio::join!(
            self.open_and_close(&shutdown),
            self.bring(&self.posts, &shutdown),
            self.bring(&self.quizzes, &shutdown),
            self.bring(&self.messages, &shutdown),
            self.bring(&self.edits, &shutdown),
            self.end_waits(&shutdown),
        );
    }

    /// What waits for a limit when the end begins is left for the next start.
    async fn end_waits(&self, shutdown: &Shutdown) {
        shutdown.begun().await;
        self.outbox.app.rest.stop();
    }

    /// A process that died held leases, and what could not be read may be readable by this version.
    async fn begin_anew(&self) {
        let now = self.clock.now();
        // Where others may be at work, what a process left is taken over when its lease ends.
        let is_shared = self.outbox.app.store.is_shared();
        let begun = self.outbox.app.store.write(move |tx| {
            set_aside::clear(tx)?;
            if is_shared {
                return Ok(());
            }
            deliveries::release_all(tx)?;
            run_quiz::resume_quizzes(tx, now)
        });
        if let Err(error) = begun.await {
            tracing::error!(%error, "could not take over what was under way; it is looked at when its lease ends");
        }
    }

    /// Opens and closes rounds at their instants.
    async fn open_and_close(&self, shutdown: &Shutdown) {
        while !shutdown.has_begun() {
            let look = self.look.lock().await;
            let now = self.clock.now();
            let nap = match self.tick(now).await {
                Ok(next) => {
                    self.metrics.scheduler_ticked();
                    nap_until(next, now, self.clock.look_again())
                }
                Err(error) => {
                    tracing::error!(%error, "could not look up what is due; looking again soon");
                    self.clock.look_again()
                }
            };
            drop(look);
            self.posts.wake.notify_one();
            self.quizzes.wake.notify_one();
            self.messages.wake.notify_one();
            self.edits.wake.notify_one();
            tokio::select! {
                () = tokio::time::sleep(nap) => {}
                () = self.wake.notified() => {}
                () = shutdown.begun() => {}
            }
        }
    }

    /// Does what is due at an instant; returns the next instant that is known.
    async fn tick(&self, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, StoreError> {
        let store = &self.outbox.app.store;
        // A new day belongs to the next season.
        while store.write(move |tx| end_season::end_due_seasons(tx, now, SEASONS)).await? {}
        // What is over closes first, so that its reveal stands above the next question.
        loop {
            if !store.write(move |tx| close_round::close_due_rounds(tx, now, ROWS)).await? {
                break;
            }
        }
        loop {
            let mut rng = chance();
            let (opened, left) = store
                .write(move |tx| {
                    let opened = open_due_rounds::open_due_rounds(tx, now, ROWS, &mut rng)?;
                    Ok((opened, schedules::due(tx, now, 1)?.len()))
                })
                .await?;
            for one in &opened {
                if let open_due_rounds::Opened::Skipped(reason) = one {
                    tracing::warn!(reason = reason.code(), "a day has no round");
                    self.metrics.skipped();
                }
            }
            if left == 0 {
                break;
            }
        }
        if store.read(ceremonies::next_at).await?.is_some_and(|at| at <= now) {
            while store.write(move |tx| hold_ceremony::hold_due_ceremonies(tx, now, ROWS)).await? {}
        }
        // The questions of a new day are owed before what a season came to.
        while store.write(move |tx| tell_season::tell_seasons(tx, now, SEASONS)).await? {}
        purge(store, &self.presence, &self.clock, now).await?;
        let next = move |tx: &ReadTx<'_>| {
            let posts = [schedules::next_due_at(tx)?, rounds::next_close_at(tx)?];
            let others = [ceremonies::next_at(tx)?, seasons::next_at(tx, now)?];
            Ok(posts.into_iter().chain(others).flatten().min())
        };
        store.read(next).await
    }

    /// Brings what is owed in a room.
    async fn bring(&self, workers: &Workers, shutdown: &Shutdown) {
        while !shutdown.has_begun() {
            let now = self.clock.now();
            let nap = match self.begin_due(workers, now, shutdown).await {
                Ok(next) => nap_until(next, now, self.clock.look_again()),
                Err(error) => {
                    tracing::error!(%error, "could not look up what is owed; looking again soon");
                    self.clock.look_again()
                }
            };
            tokio::select! {
                () = tokio::time::sleep(nap) => {}
                () = workers.wake.notified() => {}
                () = shutdown.begun() => {}
            }
        }
    }

    /// Begins all that is due and has room; returns the next instant that is known.
    async fn begin_due(
        &self,
        workers: &Workers,
        now: DateTime<Utc>,
        shutdown: &Shutdown,
    ) -> Result<Option<DateTime<Utc>>, StoreError> {
        let (room, free) = (workers.room, workers.free());
        if free > 0 {
            for claimed in self.outbox.claim(room, free, now).await? {
                self.begin(workers, claimed, shutdown.clone());
            }
        }
        self.outbox.next_at(room).await
    }

    fn begin(&self, workers: &Workers, claimed: Claimed, shutdown: Shutdown) {
        let this = self.clone();
        let under_way = Delivering::begin(workers);
        self.tasks.spawn(async move {
            let _under_way = under_way;
            // What was claimed and not begun is free again with its lease.
            if shutdown.has_begun() {
                return;
            }
            if let Some(brought) = this.outbox.bring(claimed, this.clock.now()).await {
                if let Some((server, taken_at)) = brought.taken {
                    this.presence.prove_by_message(server, taken_at, this.clock.now());
                }
                if let Some(server) = brought.left {
                    this.presence.tell(News::Gone(server), this.clock.now());
                }
                this.metrics.brought(&brought);
            }
        });
    }
}

fn nap_until(next: Option<DateTime<Utc>>, now: DateTime<Utc>, longest: Duration) -> Duration {
    let Some(next) = next else { return longest };
    (next - now).to_std().unwrap_or_default().max(SHORTEST_NAP).min(longest)
}

/// Chance for one draw.
#[expect(clippy::disallowed_methods, reason = "chance is made here and handed on as an argument")]
pub(super) fn chance() -> StdRng {
    StdRng::from_rng(&mut rand::rng())
}

/// A number by which this process is known among those that share a database.
pub(super) fn owner() -> u64 {
    // Kept below the sign of the database's numbers.
    chance().next_u64() >> 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    #[test]
    fn a_nap_ends_with_the_next_instant_but_is_never_long() {
        let now: DateTime<Utc> = "2026-11-24T00:00:00Z".parse().expect("an instant");
        let longest = Duration::from_secs(10);
        let nap = |next: Option<TimeDelta>| nap_until(next.map(|ahead| now + ahead), now, longest);
        assert_eq!(nap(Some(TimeDelta::seconds(3))), Duration::from_secs(3));
        assert_eq!(nap(Some(TimeDelta::days(1))), longest);
        assert_eq!(nap(Some(-TimeDelta::seconds(1))), Duration::from_millis(200));
        assert_eq!(nap(None), longest);
    }
}
