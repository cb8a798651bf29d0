//! What Discord told us about the limits of each route, so that we wait before it has to refuse.

use std::collections::HashMap;
use std::time::Duration;

use reqwest::header::HeaderMap;
use tokio::time::Instant;

use super::route::Route;

/// The most windows that are kept; one that is over is dropped first.
const KEPT: usize = 4_096;

/// Two ends closer than this belong to the same window: Discord states them in rounded seconds.
const SAME_WINDOW: Duration = Duration::from_millis(250);

/// A route as Discord's limits see it: what is done, and in which channel or server.
type Key = (String, String);

/// How much may still be sent before a window ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Window {
    remaining: u32,
    ends: Instant,
}

/// The limits learned so far. Routes of interactions are never in here: each has an address of its own.
#[derive(Debug, Default)]
pub(super) struct Buckets {
    /// Discord's name for the bucket of a route; several routes can share one.
    names: HashMap<String, String>,
    windows: HashMap<Key, Window>,
}

impl Buckets {
    /// Takes one request out of the route's window, or says when the next window begins.
    pub(super) fn take(&mut self, route: &Route, now: Instant) -> Result<(), Instant> {
        let key = self.key(route);
        let Some(window) = self.windows.get_mut(&key).filter(|window| window.ends > now) else {
            return Ok(());
        };
        match window.remaining.checked_sub(1) {
            Some(rest) => {
                window.remaining = rest;
                Ok(())
            }
            None => Err(window.ends),
        }
    }

    /// Remembers what the headers of an answer say.
    pub(super) fn learn(&mut self, route: &Route, headers: &HeaderMap, now: Instant) {
        let (Some(remaining), Some(seconds)) =
            (number(headers, "x-ratelimit-remaining"), number(headers, "x-ratelimit-reset-after"))
        else {
            return;
        };
        if let Some(name) = headers.get("x-ratelimit-bucket").and_then(|name| name.to_str().ok()) {
            self.names.insert(route_name(route), name.to_owned());
        }
        let ends = now + Duration::try_from_secs_f64(seconds).unwrap_or_default();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count; `as` saturates")]
        self.keep(self.key(route), Window { remaining: remaining as u32, ends }, now);
    }

    /// Sends nothing more on the route until `ends`, as a refusal said.
    pub(super) fn close(&mut self, route: &Route, ends: Instant, now: Instant) {
        self.keep(self.key(route), Window { remaining: 0, ends }, now);
    }

    fn keep(&mut self, key: Key, told: Window, now: Instant) {
        if self.windows.len() >= KEPT && !self.windows.contains_key(&key) {
            self.make_room(now);
        }
        let window = self.windows.entry(key).or_insert(told);
        let apart = told.ends.saturating_duration_since(window.ends) + window.ends.saturating_duration_since(told.ends);
        // Within a window only the lower count is true: it knows of requests that are still on their way.
        let remaining = if apart < SAME_WINDOW { told.remaining.min(window.remaining) } else { told.remaining };
        *window = Window { remaining, ends: told.ends };
    }

    fn make_room(&mut self, now: Instant) {
        self.windows.retain(|_, window| window.ends > now);
        if self.windows.len() >= KEPT {
            // Forgetting costs a refusal at worst, which teaches the window again.
            self.windows.clear();
        }
    }

    fn key(&self, route: &Route) -> Key {
        let name = route_name(route);
        let bucket = self.names.get(&name).cloned().unwrap_or(name);
        (bucket, route.major().to_owned())
    }
}

fn route_name(route: &Route) -> String {
    format!("{} {}", route.method, route.template)
}

fn number(headers: &HeaderMap, name: &str) -> Option<f64> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok().filter(|number: &f64| number.is_finite() && *number >= 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(remaining: &'static str, after: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert("x-ratelimit-bucket", "abcd".parse().unwrap());
        headers.insert("x-ratelimit-remaining", remaining.parse().unwrap());
        headers.insert("x-ratelimit-reset-after", after.parse().unwrap());
        headers
    }

    fn post_in(channel: u64) -> Route {
        Route::post("/channels/{channel}/messages", &[&channel])
    }

    #[test]
    fn a_used_up_window_is_waited_for_and_ends() {
        let (mut buckets, now) = (Buckets::default(), Instant::now());

        buckets.learn(&post_in(1), &told("1", "2.5"), now);

        let ends = now + Duration::from_millis(2_500);
        assert_eq!(buckets.take(&post_in(1), now), Ok(()));
        assert_eq!(buckets.take(&post_in(1), now), Err(ends));
        assert_eq!(buckets.take(&post_in(1), ends), Ok(()));
    }

    #[test]
    fn another_channel_has_a_window_of_its_own() {
        let (mut buckets, now) = (Buckets::default(), Instant::now());

        buckets.learn(&post_in(1), &told("0", "9"), now);

        assert!(buckets.take(&post_in(1), now).is_err());
        assert_eq!(buckets.take(&post_in(2), now), Ok(()));
    }

    #[test]
    fn routes_with_the_same_bucket_share_a_window() {
        let (mut buckets, now) = (Buckets::default(), Instant::now());
        let read = Route::get("/channels/{channel}/messages", &[&1]);

        buckets.learn(&read, &told("5", "9"), now);
        buckets.learn(&post_in(1), &told("0", "9"), now);

        assert!(buckets.take(&read, now).is_err());
    }

    #[test]
    fn an_answer_that_comes_late_does_not_give_back_what_was_taken() {
        let (mut buckets, now) = (Buckets::default(), Instant::now());

        buckets.learn(&post_in(1), &told("1", "5"), now);
        buckets.take(&post_in(1), now).unwrap();
        buckets.learn(&post_in(1), &told("1", "5"), now);

        assert!(buckets.take(&post_in(1), now).is_err());
    }

    #[test]
    fn what_is_kept_stays_small() {
        let (mut buckets, now) = (Buckets::default(), Instant::now());

        for channel in 0..20_000 {
            buckets.learn(&post_in(channel), &told("3", "60"), now);
        }

        assert!(buckets.windows.len() <= KEPT);
        assert_eq!(buckets.names.len(), 1);
    }

    #[test]
    fn odd_headers_teach_nothing() {
        let (mut buckets, now) = (Buckets::default(), Instant::now());

        for odd in ["", "-1", "NaN", "inf", "soon"] {
            buckets.learn(&post_in(1), &told("0", odd), now);
        }

        assert_eq!(buckets.take(&post_in(1), now), Ok(()));
    }
}
