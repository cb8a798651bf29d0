//! Says when a request may go, from everything that Discord said about limits so far.

use reqwest::header::HeaderMap;
use tokio::time::Instant;

use super::buckets::Buckets;
use super::error::RestError;
use super::guard::Guard;
use super::pace::Pace;
use super::reading::{Reading, Wait};
use super::route::Route;

/// When a request may go.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// At this moment.
    Go(Instant),
    /// Not yet: ask again at this moment.
    AskAgain(Instant),
}

/// All limits of the program.
#[derive(Debug, Default)]
pub(super) struct Limits {
    buckets: Buckets,
    pace: Pace,
    guard: Guard,
}

impl Limits {
    /// When the request may go, as long as that is not after `until`.
    pub(super) fn turn(&mut self, route: &Route, now: Instant, until: Instant) -> Result<Turn, RestError> {
        self.guard.check(route.class, now)?;
        if !route.is_bound() {
            return Ok(Turn::Go(now));
        }
        if let Err(ends) = self.buckets.take(route, now) {
            return within(ends, now, until).map(Turn::AskAgain);
        }
        self.pace.take(now, until).map(Turn::Go).map_err(|moment| too_long(moment, now))
    }

    /// Whether the moment given by an earlier turn still holds.
    pub(super) fn may_still_go(&self, route: &Route, now: Instant) -> bool {
        !route.is_bound() || !self.pace.is_held(now)
    }

    /// Learns from an answer. A wait that the caller has the patience for is returned as `Ok`.
    pub(super) fn learn(
        &mut self,
        route: &Route,
        headers: &HeaderMap,
        reading: &Reading,
        now: Instant,
        until: Instant,
    ) -> Result<Option<Instant>, RestError> {
        if route.is_bound() {
            self.buckets.learn(route, headers, now);
        }
        if reading.is_invalid() {
            self.guard.count_invalid(now);
        }
        match reading {
            Reading::Page => return Err(self.guard.count_page(now)),
            Reading::Wait(wait) => return self.wait(route, *wait, now, until).map(Some),
            Reading::Done(_) | Reading::Failed(_) => self.guard.note_answer(),
        }
        Ok(None)
    }

    fn wait(&mut self, route: &Route, wait: Wait, now: Instant, until: Instant) -> Result<Instant, RestError> {
        let ends = now + wait.retry_after;
        if route.is_bound() {
            if wait.is_for_everyone {
                self.pace.hold(ends);
            } else {
                self.buckets.close(route, ends, now);
            }
        }
        within(ends, now, until)
    }
}

fn within(moment: Instant, now: Instant, until: Instant) -> Result<Instant, RestError> {
    if moment <= until { Ok(moment) } else { Err(too_long(moment, now)) }
}

fn too_long(moment: Instant, now: Instant) -> RestError {
    RestError::RateLimited { retry_after: moment.saturating_duration_since(now) }
}
