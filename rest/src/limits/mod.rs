//! Says when a request may go, from everything that Discord said about limits so far.

mod buckets;
mod budget;
mod guard;

use std::sync::{Mutex, MutexGuard, PoisonError};

use reqwest::header::HeaderMap;
use tokio::time::{Instant, timeout_at};

use buckets::Buckets;
use budget::{Budget, Place, Step};
use guard::Guard;

pub use budget::Urgency;

use super::error::{RestError, Scope};
use super::reading::{Reading, Wait};
use super::route::Route;
use super::wait::wait_until;

/// All limits of the program.
#[derive(Debug, Default)]
pub(crate) struct Limits(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    buckets: Buckets,
    budget: Budget,
    guard: Guard,
}

/// When a request may go.
#[derive(Debug, PartialEq, Eq)]
enum Turn {
    Go,
    /// Not before this moment.
    At(Instant),
    /// When others have gone.
    Behind,
}

impl Limits {
    /// Waits until the request may go, as long as that is not after `until`.
    pub(crate) async fn wait_for_turn(&self, route: &Route, urgency: Urgency, until: Instant) -> Result<(), RestError> {
        let mut line = InLine { limits: self, place: Place::new(urgency) };
        loop {
            let turn = self.known().turn(route, &mut line.place, Instant::now(), until)?;
            match turn {
                Turn::Go => return Ok(()),
                Turn::At(moment) => wait_until(moment).await,
                // Nobody may call in time; the next look tells that it is too late.
                Turn::Behind => drop(timeout_at(until, line.place.call.notified()).await),
            }
        }
    }

    /// Learns from an answer. A wait that the caller has the patience for is returned as `Ok`.
    pub(crate) fn learn(
        &self,
        route: &Route,
        headers: &HeaderMap,
        reading: &Reading,
        now: Instant,
        until: Instant,
    ) -> Result<Option<Instant>, RestError> {
        let mut known = self.known();
        if route.is_bound() {
            known.buckets.learn(route, headers, now);
        }
        if reading.is_invalid() {
            known.guard.count_invalid(now);
        }
        if reading.is_forbidden() {
            known.guard.note_forbidden(route);
        }
        match reading {
            Reading::Page => return Err(known.guard.count_page(now)),
            Reading::Wait(wait) => return known.wait(route, *wait, now, until).map(Some),
            Reading::Done(_) => {
                known.guard.note_answer();
                known.guard.note_done(route);
            }
            Reading::Failed(_) => known.guard.note_answer(),
        }
        Ok(None)
    }

    pub(crate) fn invalid_requests_left(&self, now: Instant) -> u32 {
        self.known().guard.left(now)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn turn(&mut self, route: &Route, place: &mut Place, now: Instant, until: Instant) -> Result<Turn, RestError> {
        self.guard.check(route, now)?;
        if !route.is_bound() {
            return Ok(Turn::Go);
        }
        if let Some(ends) = self.buckets.closed_until(route, now) {
            // Who waits for a channel stands in nobody's way.
            self.budget.leave(place);
            return within(ends, now, until, Scope::Route).map(Turn::At);
        }
        let step = self.budget.ask(place, now, until).map_err(|moment| too_long(moment, now, Scope::Everything))?;
        Ok(match step {
            Step::Go => {
                self.buckets.take(route, now);
                self.budget.take(place, now);
                Turn::Go
            }
            Step::Next(moment) => Turn::At(moment),
            Step::Behind => Turn::Behind,
        })
    }

    fn wait(&mut self, route: &Route, wait: Wait, now: Instant, until: Instant) -> Result<Instant, RestError> {
        let ends = now + wait.retry_after;
        if route.is_bound() {
            match wait.scope {
                Scope::Everything => self.budget.hold(ends),
                Scope::Route | Scope::Shared => self.buckets.close(route, ends, now),
            }
        }
        within(ends, now, until, wait.scope)
    }
}

/// A place in line that is given up when its request is.
struct InLine<'l> {
    limits: &'l Limits,
    place: Place,
}

impl Drop for InLine<'_> {
    fn drop(&mut self) {
        self.limits.known().budget.leave(&mut self.place);
    }
}

fn within(moment: Instant, now: Instant, until: Instant, scope: Scope) -> Result<Instant, RestError> {
    if moment <= until { Ok(moment) } else { Err(too_long(moment, now, scope)) }
}

fn too_long(moment: Instant, now: Instant, scope: Scope) -> RestError {
    RestError::RateLimited { retry_after: moment.saturating_duration_since(now), scope }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::*;
    use reqwest::StatusCode;
    use reqwest::header::HeaderName;

    use super::*;
    use crate::reading::read;

    fn told(remaining: &str) -> HeaderMap {
        let pairs =
            [("x-ratelimit-bucket", "b"), ("x-ratelimit-remaining", remaining), ("x-ratelimit-reset-after", "60")];
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    fn post_in(channel: u64) -> Route {
        Route::post("/channels/{channel}/messages", &[&channel])
    }

    #[test]
    fn answering_interactions_leaves_nothing_behind() {
        let (limits, now) = (Limits::default(), Instant::now());
        let done = Reading::Done(Vec::new());

        for interaction in 0..50 {
            let route = Route::post("/interactions/{interaction}/{token}/callback", &[&interaction, &"t"]);
            limits.learn(&route, &told("4"), &done, now, now).unwrap();
        }
        assert!(!format!("{limits:?}").contains("Window"));
        limits.learn(&post_in(1), &told("4"), &done, now, now).unwrap();
        assert!(format!("{limits:?}").contains("Window"));
    }

    #[test]
    fn who_waits_for_a_channel_holds_up_nobody() {
        let (mut known, now) = (Known::default(), Instant::now());
        let until = now + Duration::from_mins(2);
        known.buckets.learn(&post_in(1), &told("0"), now);
        let mut waiting: Vec<_> = (0..100).map(|_| Place::new(Urgency::Post)).collect();

        for place in &mut waiting {
            let turn = known.turn(&post_in(1), place, now, until);
            assert_eq!(turn, Ok(Turn::At(now + Duration::from_mins(1))));
        }

        assert_eq!(known.turn(&post_in(2), &mut Place::new(Urgency::Later), now, until), Ok(Turn::Go));
    }

    #[test]
    fn a_channel_that_closes_while_its_request_is_in_line_lets_the_next_go() {
        let (mut known, now) = (Known::default(), Instant::now());
        let until = now + Duration::from_mins(2);
        known.budget.hold(now + Duration::from_secs(1));
        let (mut first, mut second) = (Place::new(Urgency::Post), Place::new(Urgency::Post));
        known.turn(&post_in(1), &mut first, now, until).unwrap();
        assert_eq!(known.turn(&post_in(2), &mut second, now, until), Ok(Turn::Behind));

        let later = now + Duration::from_secs(1);
        known.buckets.learn(&post_in(1), &told("0"), later);

        assert_eq!(known.turn(&post_in(1), &mut first, later, until), Ok(Turn::At(later + Duration::from_mins(1))));
        assert_eq!(known.turn(&post_in(2), &mut second, later, until), Ok(Turn::Go));
    }

    fn odd() -> impl Strategy<Value = String> {
        prop_oneof![
            "-?[0-9]{1,20}",
            "[0-9]{1,3}\\.[0-9]{1,9}",
            "[0-9]e[0-9]{1,3}",
            Just("NaN".to_owned()),
            "[ -~]{0,12}"
        ]
    }

    proptest! {
        #[test]
        fn whatever_an_answer_says_nobody_waits_longer_than_a_day(
            status in 200_u16..600,
            told in proptest::collection::vec(odd(), 6),
            whole in any::<bool>(),
        ) {
            let names = ["retry-after", "x-ratelimit-remaining", "x-ratelimit-reset-after", "x-ratelimit-limit", "x-ratelimit-scope"];
            let mut headers = HeaderMap::new();
            for (name, value) in names.iter().zip(&told) {
                headers.insert(HeaderName::from_static(name), value.parse().unwrap());
            }
            let body = format!(r#"{{"retry_after":{},"global":{whole}}}"#, told[5]);
            let body = whole.then(|| body.into_bytes());
            let (limits, now) = (Limits::default(), Instant::now());

            let reading = read(StatusCode::from_u16(status).unwrap(), &headers, body);
            let _ = limits.learn(&post_in(1), &headers, &reading, now, now + Duration::from_secs(9));

            let in_a_day = now + Duration::from_hours(24);
            let turn = limits.known().turn(&post_in(1), &mut Place::new(Urgency::Post), now, in_a_day);
            prop_assert!(turn.is_ok(), "{turn:?}");
        }
    }
}
