//! A computer whose clocks a test owns, and what tests ask of a study that runs on it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use chrono::TimeDelta;
use proctor::runtime::clock::Clock;
use proctor::runtime::timebase::Reading;
use sandbox::World;
use serde_json::Value;

use crate::engine::Beside;
use crate::study::{Study, free_address};

pub(crate) const EVE: &str = "2026-11-23T12:00:00Z";
pub(crate) const NINE: &str = "2026-11-24T00:00:00Z";

pub(crate) const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// A computer whose two clocks a test owns. The true time is that of the stand-in.
pub(crate) struct Computer {
    truth: sandbox::Clock,
    clocks: Arc<Clocks>,
}

#[derive(Default)]
pub(crate) struct Clocks {
    ahead: AtomicI64,
    slept: AtomicI64,
    reads: AtomicU64,
}

impl Computer {
    pub(crate) fn new(study: &Study) -> Self {
        Self { truth: study.discord.clock(), clocks: Arc::default() }
    }

    /// A study whose bot runs on such a computer, set up for nine in Seoul.
    pub(crate) async fn with_study(world: World, ahead: TimeDelta) -> (Study, Self) {
        let mut study = Study::begin_in(world, "ko", EVE).await;
        let computer = Self::new(&study);
        study.stop().await;
        computer.set_ahead(ahead);
        study.listen = Some(free_address());
        study.start_by(computer.watched()).await;
        study.set_up(&[]).await;
        (study, computer)
    }

    pub(crate) fn watched(&self) -> Clock {
        let (truth, clocks, start) = (self.truth.clone(), Arc::clone(&self.clocks), self.truth.now());
        let read = move || {
            let now = truth.now();
            clocks.reads.fetch_add(1, Ordering::Relaxed);
            let ahead = TimeDelta::milliseconds(clocks.ahead.load(Ordering::Relaxed));
            let slept = TimeDelta::milliseconds(clocks.slept.load(Ordering::Relaxed));
            Reading { wall: now + ahead, running: (now - start - slept).to_std().unwrap_or_default() }
        };
        Clock::watched(read, LOOK_AGAIN)
    }

    /// A clock that is believed whatever it says, and is as far from the true time.
    pub(crate) fn believed(&self) -> Clock {
        let (truth, clocks) = (self.truth.clone(), Arc::clone(&self.clocks));
        let tell = move || truth.now() + TimeDelta::milliseconds(clocks.ahead.load(Ordering::Relaxed));
        Clock::moved_by_hand(Arc::new(tell), LOOK_AGAIN)
    }

    pub(crate) fn set_ahead(&self, ahead: TimeDelta) {
        self.clocks.ahead.store(ahead.num_milliseconds(), Ordering::Relaxed);
    }

    /// Time goes by, and the clock that cannot be set stands still.
    pub(crate) fn sleeps(&self, time: TimeDelta) {
        self.clocks.slept.fetch_add(time.num_milliseconds(), Ordering::Relaxed);
        self.truth.advance(time);
    }

    /// Waits until all that looks at the clock has looked again, and acted on it, more than once.
    pub(crate) async fn was_looked_at(&self, study: &Study) {
        let before = self.clocks.reads.load(Ordering::Relaxed);
        while self.clocks.reads.load(Ordering::Relaxed) < before + 60 {
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        study.owner().slash("round list", &[]).await;
    }
}

pub(crate) async fn health_at(address: SocketAddr) -> (u16, Value) {
    let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build().expect("a client");
    let answer = client.get(format!("http://{address}/health")).send().await.expect("an answer");
    (answer.status().as_u16(), answer.json().await.expect("JSON"))
}

pub(crate) fn posts(study: &Study) -> usize {
    let messages = study.discord.messages(study.channel);
    messages.iter().filter(|one| one["message_reference"].is_null()).count()
}

pub(crate) async fn until(is_so: impl Fn() -> bool) {
    for _ in 0..2_000 {
        if is_so() {
            return;
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
    panic!("it never became so");
}

/// How many days the database has as skipped.
pub(crate) fn skipped(study: &Study) -> u32 {
    let skipped = Beside::open(&study.database()).number("select count(*) from round where state = 'skipped'");
    u32::try_from(skipped).expect("a few")
}
