//! The only clock of the program; tests and the sandbox bring their own.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::Notify;
use tokio::time::Instant;

use super::timebase::{Certainty, Doubt, Reading, Timebase};

/// After so long the clock is looked at again: one that was stepped is noticed within it.
const LOOK_AGAIN: Duration = Duration::from_secs(10);

/// Tells the time. All clones are one.
#[derive(Clone)]
pub struct Clock {
    source: Source,
    look_again: Duration,
}

#[derive(Clone)]
enum Source {
    /// It is right by definition.
    Told(Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>),
    /// It may be wrong, and is compared with others.
    Watched(Arc<Watched>),
}

struct Watched {
    read: Box<dyn Fn() -> Reading + Send + Sync>,
    base: Mutex<Timebase>,
    stepped: Notify,
}

impl Watched {
    fn base(&self) -> MutexGuard<'_, Timebase> {
        self.base.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock {
    /// The computer's clock as it is, for what other programs compare with it.
    #[expect(clippy::disallowed_methods, reason = "this is the only clock")]
    pub fn system() -> Self {
        Self { source: Source::Told(Arc::new(Utc::now)), look_again: LOOK_AGAIN }
    }

    /// The computer's clock, watched: it is not believed when it steps, until it has held or Discord confirms it.
    #[expect(clippy::disallowed_methods, reason = "this is the only clock")]
    pub fn watched_system() -> Self {
        let start = Instant::now();
        Self::watched(move || Reading { wall: Utc::now(), running: start.elapsed() }, LOOK_AGAIN)
    }

    /// A clock of which `read` may be wrong; it is looked at again after `look_again`.
    pub fn watched(read: impl Fn() -> Reading + Send + Sync + 'static, look_again: Duration) -> Self {
        let base = Mutex::new(Timebase::new(read()));
        let watched = Watched { read: Box::new(read), base, stepped: Notify::new() };
        Self { source: Source::Watched(Arc::new(watched)), look_again }
    }

    /// A clock that is moved by hand: it shows what `tell` says, and is looked at again after `look_again`.
    pub fn moved_by_hand(tell: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>, look_again: Duration) -> Self {
        Self { source: Source::Told(tell), look_again }
    }

    /// What time it is.
    pub fn now(&self) -> DateTime<Utc> {
        match &self.source {
            Source::Told(tell) => tell(),
            Source::Watched(watched) => {
                let mut base = watched.base();
                let steps = base.steps;
                // Read inside the lock, so that no reading is older than the one before it.
                let now = base.now((watched.read)());
                if base.steps > steps {
                    watched.stepped.notify_one();
                }
                now
            }
        }
    }

    /// Takes note of what time Discord says it is, heard just now.
    pub fn hear(&self, discord: DateTime<Utc>) -> Certainty {
        self.look(|base, reading| base.hear(discord, reading)).unwrap_or(Certainty::Clear)
    }

    /// The computer's clock when it is not believed.
    pub fn doubt(&self) -> Option<Doubt> {
        self.look(|base, _| base.doubt()).flatten()
    }

    /// How often the computer's clock stepped.
    pub fn steps(&self) -> u64 {
        self.look(|base, _| base.steps).unwrap_or_default()
    }

    /// Whether what cannot be taken back may be done by this time: more than the computer's clock speaks for it.
    pub fn is_vouched_for(&self) -> bool {
        self.look(|base, reading| base.is_vouched_for(reading)).unwrap_or(true)
    }

    /// Whether the time went back since the last call: what was planned by it may lie far ahead.
    pub fn take_went_back(&self) -> bool {
        self.look(|base, _| base.take_went_back()).unwrap_or_default()
    }

    /// Waits until the computer's clock steps.
    pub async fn stepped(&self) {
        match &self.source {
            Source::Told(_) => std::future::pending().await,
            Source::Watched(watched) => watched.stepped.notified().await,
        }
    }

    /// Whether it can be wrong.
    pub fn is_watched(&self) -> bool {
        matches!(self.source, Source::Watched(_))
    }

    /// The longest time to sleep without a look at the clock.
    pub fn look_again(&self) -> Duration {
        self.look_again
    }

    fn look<T>(&self, look: impl FnOnce(&mut Timebase, Reading) -> T) -> Option<T> {
        match &self.source {
            Source::Told(_) => None,
            Source::Watched(watched) => {
                let mut base = watched.base();
                let reading = (watched.read)();
                Some(look(&mut base, reading))
            }
        }
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}
