//! The only clock of the program; tests and the sandbox bring their own.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};

/// After so long the clock is looked at again: one that was stepped is noticed within it.
const LOOK_AGAIN: Duration = Duration::from_secs(10);

/// Tells the time.
#[derive(Clone)]
pub struct Clock {
    tell: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    look_again: Duration,
}

impl Clock {
    /// The computer's clock.
    #[expect(clippy::disallowed_methods, reason = "this is the only clock")]
    pub fn system() -> Self {
        Self { tell: Arc::new(Utc::now), look_again: LOOK_AGAIN }
    }

    /// A clock that is moved by hand: it shows what `tell` says, and is looked at again after `look_again`.
    pub fn moved_by_hand(tell: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>, look_again: Duration) -> Self {
        Self { tell, look_again }
    }

    /// What time it is.
    pub fn now(&self) -> DateTime<Utc> {
        (self.tell)()
    }

    /// The longest time to sleep without a look at the clock.
    pub fn look_again(&self) -> Duration {
        self.look_again
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}
