//! The stand-in's time, which a test may own, and the ids that are made from it.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

/// The first second of 2015 in milliseconds, from which Discord counts its ids.
const EPOCH: i64 = 1_420_070_400_000;

/// A clock. All clones show the same time.
#[derive(Debug, Clone)]
pub struct Clock(Arc<Mutex<Source>>);

#[derive(Debug)]
enum Source {
    /// The computer's clock, ahead by so much.
    Runs(TimeDelta),
    /// Stands still until it is moved.
    Stands(DateTime<Utc>),
}

impl Clock {
    /// The computer's clock.
    pub fn system() -> Self {
        Self(Arc::new(Mutex::new(Source::Runs(TimeDelta::zero()))))
    }

    /// A clock that stands at an instant until it is moved.
    pub fn standing_at(now: DateTime<Utc>) -> Self {
        Self(Arc::new(Mutex::new(Source::Stands(now))))
    }

    /// What time it is.
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn now(&self) -> DateTime<Utc> {
        match *self.source() {
            Source::Runs(ahead) => Utc::now() + ahead,
            Source::Stands(now) => now,
        }
    }

    /// Moves it to an instant.
    pub fn set(&self, to: DateTime<Utc>) {
        let ahead = to - self.now();
        self.advance(ahead);
    }

    /// Moves it by some time, back when it is negative.
    pub fn advance(&self, by: TimeDelta) {
        match &mut *self.source() {
            Source::Runs(ahead) => *ahead += by,
            Source::Stands(now) => *now += by,
        }
    }

    fn source(&self) -> std::sync::MutexGuard<'_, Source> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Makes ids that grow with time and are never given twice.
#[derive(Debug, Default)]
pub(crate) struct Ids(u64);

impl Ids {
    pub(crate) fn next(&mut self, now: DateTime<Utc>) -> u64 {
        // Discord makes many ids in a millisecond; the lower bits tell them apart.
        let at = (now.timestamp_millis() - EPOCH).max(0).cast_unsigned() << 22;
        let low = self.0 & 0x3F_FFFF;
        let id = if at > self.0 { at } else { at | (low + 1).min(0x3F_FFFF) };
        self.0 = self.0.max(id);
        id
    }
}

/// The instant inside an id.
pub(crate) fn time_of(id: u64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis((id >> 22).cast_signed() + EPOCH).unwrap_or_default()
}
