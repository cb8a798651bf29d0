//! Asks the store what is due, has it done, and sleeps until the next instant. It keeps no state of its own.

use std::collections::HashSet;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use tokio::sync::{Notify, Semaphore};

use super::clock::Clock;
use super::metrics::Metrics;
use super::shutdown::{Shutdown, Tasks};
use crate::actions::{close_round, leave_server, open_due_rounds};
use crate::discord::post::{self, Poster, Sent};
use crate::domain::ids::RoundId;
use crate::store::{StoreError, notices, rounds, servers};

/// How many requests of the scheduler are under way at once.
const AT_ONCE: usize = 16;

/// How many rows one look at the store takes.
const ROWS: u32 = 200;

/// A post of the last hour shows a new count at most this often.
const PACE_YOUNG: TimeDelta = TimeDelta::seconds(10);

/// An older post shows a new count at most this often.
const PACE_OLD: TimeDelta = TimeDelta::minutes(2);

/// A piece of work that must not be begun twice at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Work {
    Post(RoundId),
    Notice(u64),
    Edit(RoundId),
}

/// Has done what is due. Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct Scheduler {
    poster: Poster,
    clock: Clock,
    tasks: Tasks,
    metrics: Arc<Metrics>,
    wake: Arc<Notify>,
    slots: Arc<Semaphore>,
    under_way: Arc<Mutex<HashSet<Work>>>,
}

impl Scheduler {
    /// A scheduler; [`Scheduler::run`] starts it.
    pub fn new(poster: Poster, clock: Clock, tasks: Tasks, metrics: Arc<Metrics>) -> Self {
        Self {
            poster,
            clock,
            tasks,
            metrics,
            wake: Arc::new(Notify::new()),
            slots: Arc::new(Semaphore::new(AT_ONCE)),
            under_way: Arc::default(),
        }
    }

    /// Has it look again now: a manager changed something.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// Looks at what is due, again and again, until the program ends.
    pub async fn run(self, shutdown: Shutdown) {
        while !shutdown.has_begun() {
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
            tokio::select! {
                () = tokio::time::sleep(nap) => {}
                () = self.wake.notified() => {}
                () = shutdown.begun() => {}
            }
        }
    }

    /// Begins all that is due at an instant; returns the next instant that is known.
    async fn tick(&self, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.open_and_close(now).await?;
        let store = &self.poster.app.store;
        let (hour_ago, young, old) = (now - TimeDelta::hours(1), now - PACE_YOUNG, now - PACE_OLD);
        let (to_post, to_tell, to_tidy, to_show) = store
            .read(move |tx| {
                Ok((
                    rounds::to_post(tx, now, ROWS)?,
                    notices::to_send(tx, now, ROWS)?,
                    rounds::to_tidy(tx, now, ROWS)?,
                    rounds::to_show(tx, hour_ago, young, old, ROWS)?,
                ))
            })
            .await?;
        for outgoing in to_post {
            self.begin(Work::Post(outgoing.round.id), move |poster, now| async move {
                post::post_round(&poster, outgoing, now).await
            });
        }
        for notice in to_tell {
            self.begin(Work::Notice(notice.id), move |poster, now| async move {
                post::send_notice(&poster, notice, now).await
            });
        }
        for outgoing in to_tidy {
            self.begin(Work::Edit(outgoing.round.id), move |poster, now| async move {
                post::tidy(&poster, outgoing, now).await
            });
        }
        for (round, answered) in to_show {
            self.begin(Work::Edit(round.id), move |poster, now| async move {
                post::show_count(&poster, round, answered, now).await
            });
        }
        store.read(|tx| Ok(servers::next_due_at(tx)?.into_iter().chain(rounds::next_instant(tx)?).min())).await
    }

    async fn open_and_close(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        let store = &self.poster.app.store;
        loop {
            let bank = Arc::clone(&self.poster.app.bank);
            let mut rng = chance();
            let (opened, left) = store
                .write(move |tx| {
                    let opened = open_due_rounds::open_due_rounds(tx, &bank, now, ROWS, &mut rng)?;
                    Ok((opened, servers::due(tx, now, 1)?.len()))
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
        loop {
            let bank = Arc::clone(&self.poster.app.bank);
            if !store.write(move |tx| close_round::close_due_rounds(tx, &bank, now, ROWS)).await? {
                break;
            }
        }
        if store.read(move |tx| servers::removed_before(tx, now - leave_server::KEPT_FOR)).await?.is_empty() {
            return Ok(());
        }
        while store.write(move |tx| leave_server::purge_servers(tx, now, ROWS)).await? {}
        tracing::info!("deleted the data of servers that removed the bot 30 days ago");
        Ok(())
    }

    /// Begins a piece of work, unless it is under way already.
    fn begin<F>(&self, work: Work, job: impl FnOnce(Poster, DateTime<Utc>) -> F + Send + 'static)
    where
        F: Future<Output = Sent> + Send,
    {
        let Some(claim) = Claim::take(&self.under_way, work) else {
            return;
        };
        let this = self.clone();
        self.tasks.spawn(async move {
            let claim = claim;
            let Ok(_slot) = this.slots.acquire().await else {
                return;
            };
            let sent = job(this.poster.clone(), this.clock.now()).await;
            if let Work::Post(_) = work {
                this.metrics.posted(&sent);
            }
            drop(claim);
            // What follows from it, such as a thread's reveal, need not wait for the end of the nap.
            if sent != Sent::Later {
                this.wake();
            }
        });
    }
}

/// The mark that a piece of work is under way; gone when the work ends, however it ends.
struct Claim {
    marks: Arc<Mutex<HashSet<Work>>>,
    work: Work,
}

impl Claim {
    fn take(marks: &Arc<Mutex<HashSet<Work>>>, work: Work) -> Option<Self> {
        let taken = marks.lock().unwrap_or_else(PoisonError::into_inner).insert(work);
        taken.then(|| Self { marks: Arc::clone(marks), work })
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.marks.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.work);
    }
}

fn nap_until(next: Option<DateTime<Utc>>, now: DateTime<Utc>, longest: Duration) -> Duration {
    // At least a moment, so that work under way is not looked up in a circle.
    const SHORTEST: Duration = Duration::from_millis(200);
    let Some(next) = next else { return longest };
    (next - now).to_std().unwrap_or_default().max(SHORTEST).min(longest)
}

/// Chance for one draw.
#[expect(clippy::disallowed_methods, reason = "chance is made here and handed on as an argument")]
pub(super) fn chance() -> StdRng {
    StdRng::from_rng(&mut rand::rng())
}

#[cfg(test)]
mod tests {
    use super::*;

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
