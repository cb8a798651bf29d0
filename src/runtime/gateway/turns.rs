//! Lets sessions begin as Discord allows: a few at a time, and so many a day, over all processes and restarts.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use rest::Rest;
use rest::models::Gateway;
use tokio::sync::{Mutex, OwnedMutexGuard};
use tokio::time::{Instant, sleep};
use tracing::{error, info, warn};

use crate::actions::begin_session::{self, Turn};
use crate::domain::session_start::{A_DAY, Wait};
use crate::domain::shard::Shard;
use crate::runtime::clock::Clock;
use crate::store::{Store, StoreError};

/// Discord lets one session begin in five seconds of those that share a turn. It counts from when it hears of one; a process
/// that was killed right after it told of one has not noted that, so the way there is allowed for.
const BETWEEN: Duration = Duration::from_secs(6);

/// How long a wait is before Discord is asked whether it is still so.
const ASK_AGAIN: Duration = Duration::from_mins(5);

/// How long Discord is asked.
const ASK_WITHIN: Duration = Duration::from_secs(30);

/// A wait that is worth a word.
const LONG: Duration = Duration::from_secs(1);

/// Gives turns to the shards of this process. Cheap to clone; all clones are one.
#[derive(Debug, Clone)]
pub struct Turns {
    store: Store,
    clock: Clock,
    rest: Rest,
    /// One for each turn: this process asks for one at a time.
    lines: Arc<[Arc<Mutex<()>>]>,
}

/// Whoever holds it is the next of this process.
pub(super) type Near = OwnedMutexGuard<()>;

impl Turns {
    /// Gives turns as Discord says it allows.
    pub async fn new(store: Store, clock: Clock, rest: Rest, told: &Gateway) -> Result<Self, StoreError> {
        let at_once = told.session_start_limit.as_ref().map_or(1, |limit| limit.max_concurrency.max(1));
        let lines = (0..at_once).map(|_| Arc::default()).collect();
        let turns = Self { store, clock, rest, lines };
        turns.note(told).await?;
        Ok(turns)
    }

    /// How long after the first shard of a start another one may begin, at the soonest.
    pub fn waits(&self, place: usize) -> Duration {
        self.between() * u32::try_from(place / self.lines.len()).unwrap_or(u32::MAX)
    }

    /// Waits until a session of a shard may begin soon, before a connection is opened for it.
    pub(super) async fn come(&self, shard: Shard) -> Near {
        let (turn, between) = (self.turn(shard), self.spacing());
        let near = Arc::clone(&self.lines[turn as usize]).lock_owned().await;
        loop {
            let now = self.clock.now();
            match self.store.read(move |tx| begin_session::next_turn(tx, turn, between, now)).await {
                Ok(Turn::At(_)) => return near,
                Ok(Turn::Later(at, wait)) => self.wait_for(shard, at, wait).await,
                Err(error) => self.stumble(&error).await,
            }
        }
    }

    /// Takes the turn for a connection that is open, and waits for its moment; says whether it has come.
    pub(super) async fn take(&self, shard: Shard) -> bool {
        let (turn, between, now) = (self.turn(shard), self.spacing(), self.clock.now());
        match self.store.write(move |tx| begin_session::take_turn(tx, turn, between, now)).await {
            Ok(Turn::At(at)) => {
                let wait = (at - now).to_std().unwrap_or_default();
                if wait >= LONG {
                    info!(%shard, "waiting {} s for the turn to begin a session", wait.as_secs_f32().ceil());
                }
                sleep(wait).await;
                true
            }
            // Others were faster.
            Ok(Turn::Later(..)) => false,
            Err(error) => {
                self.stumble(&error).await;
                false
            }
        }
    }

    /// The session has begun, or has not: Discord has heard of it by now, and whoever is next waits from here on.
    pub(super) async fn end(&self, shard: Shard, near: Near) {
        let (turn, now) = (self.turn(shard), self.clock.now());
        if let Err(error) = self.store.write(move |tx| begin_session::note_begun(tx, turn, now)).await {
            self.stumble(&error).await;
        }
        drop(near);
    }

    async fn wait_for(&self, shard: Shard, at: DateTime<Utc>, wait: Wait) {
        let left = (at - self.clock.now()).to_std().unwrap_or_default();
        let seconds = left.as_secs();
        match wait {
            Wait::Spent => {
                warn!(%shard, "Discord allows no more sessions for {seconds} s; until then nothing is heard over the gateway");
            }
            Wait::LongRun => {
                warn!(%shard, "so many sessions have begun that the next waits {seconds} s: beyond its limit Discord takes the token away");
            }
            Wait::Turn => info!(%shard, "waiting {seconds} s for the turn to begin a session"),
        }
        sleep(left.min(ASK_AGAIN)).await;
        if wait != Wait::Spent {
            return;
        }
        match self.rest.gateway(Instant::now() + ASK_WITHIN).await {
            Ok(told) => {
                if let Err(error) = self.note(&told).await {
                    self.stumble(&error).await;
                }
            }
            Err(error) => warn!(%error, "could not ask how many sessions are left"),
        }
    }

    async fn note(&self, told: &Gateway) -> Result<(), StoreError> {
        let Some(limit) = &told.session_start_limit else { return Ok(()) };
        let a_day = u32::try_from(limit.total).unwrap_or(A_DAY);
        let unused = u32::try_from(limit.remaining).unwrap_or(u32::MAX);
        let reset_after = TimeDelta::milliseconds(i64::try_from(limit.reset_after).unwrap_or(i64::MAX / 2));
        let resets_at = self.clock.now().checked_add_signed(reset_after).unwrap_or(DateTime::<Utc>::MAX_UTC);
        self.store.write(move |tx| begin_session::note_budget(tx, a_day, unused, resets_at)).await
    }

    /// Without the database nobody knows what other processes begin.
    async fn stumble(&self, why: &StoreError) {
        error!(error = %why, "could not keep note of a new session of the gateway; trying again");
        sleep(self.between()).await;
    }

    /// Which turn a shard shares: Discord's rule.
    fn turn(&self, shard: Shard) -> u32 {
        shard.number() % u32::try_from(self.lines.len()).unwrap_or(u32::MAX)
    }

    /// A clock that is moved by hand has no time to lose.
    fn between(&self) -> Duration {
        BETWEEN.min(self.clock.look_again())
    }

    fn spacing(&self) -> TimeDelta {
        TimeDelta::from_std(self.between()).unwrap_or_default()
    }
}
