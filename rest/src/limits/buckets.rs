//! What Discord told about the limits of each route, so that a request waits before it has to be refused.

use std::collections::HashMap;
use std::time::Duration;

use reqwest::header::HeaderMap;
use tokio::time::Instant;

use crate::reading::seconds;
use crate::route::Route;

/// The most windows that are kept; one that is over is dropped first.
const KEPT: usize = 4_096;

/// Two ends closer than this belong to the same window: Discord states them in rounded seconds.
const SAME_WINDOW: Duration = Duration::from_millis(250);

/// The longest window that headers alone tell of; it costs one refusal where Discord's is longer. What a refusal says holds
/// as long as it says.
const LONGEST_WINDOW: Duration = Duration::from_mins(5);

/// The longest name of a bucket that is kept; Discord's have 32 characters.
const NAME_UP_TO: usize = 64;

/// What the limits of a route are like, whatever the channel or server.
#[derive(Debug)]
struct Shape {
    /// Discord's name for it; several routes can share one.
    bucket: String,
    /// How many requests a window takes, and how long it lasts at most.
    most: Option<(u32, Duration)>,
}

/// How much may still be sent before a window ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Window {
    remaining: u32,
    ends: Instant,
    /// No answer has spoken of this window yet: it is taken to be like the others of its route.
    is_assumed: bool,
}

/// A bucket, and the channel or server for which it is counted.
type Key = (String, u64);

/// The limits learned so far. Routes of interactions are never in here: each has an address of its own.
#[derive(Debug, Default)]
pub(super) struct Buckets {
    shapes: HashMap<String, Shape>,
    windows: HashMap<Key, Window>,
}

impl Buckets {
    /// When the route's next window begins, if this one is used up.
    pub(super) fn closed_until(&self, route: &Route, now: Instant) -> Option<Instant> {
        let window = self.windows.get(&self.key(route))?;
        (window.ends > now && window.remaining == 0).then_some(window.ends)
    }

    /// Takes one request out of the route's window.
    pub(super) fn take(&mut self, route: &Route, now: Instant) {
        let key = self.key(route);
        if let Some(window) = self.windows.get_mut(&key).filter(|window| window.ends > now) {
            window.remaining = window.remaining.saturating_sub(1);
            return;
        }
        // Until an answer tells more, a new window takes as many as the one before: what goes out together is counted.
        if let Some((most, lasts)) = self.shapes.get(route.name()).and_then(|shape| shape.most) {
            self.insert(key, Window { remaining: most.saturating_sub(1), ends: now + lasts, is_assumed: true }, now);
        }
    }

    /// Remembers what the headers of an answer say.
    pub(super) fn learn(&mut self, route: &Route, headers: &HeaderMap, now: Instant) {
        let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
        let number = |name: &str| text(name)?.parse::<u32>().ok();
        let (Some(remaining), Some(lasts)) =
            (number("x-ratelimit-remaining"), text("x-ratelimit-reset-after").and_then(seconds))
        else {
            return;
        };
        let lasts = lasts.min(LONGEST_WINDOW);
        if let Some(bucket) = text("x-ratelimit-bucket").filter(|name| name.len() <= NAME_UP_TO) {
            self.learn_shape(route, bucket, number("x-ratelimit-limit"), lasts);
        }
        self.keep(self.key(route), Window { remaining, ends: now + lasts, is_assumed: false }, now);
    }

    /// Sends nothing more on the route until `ends`, as a refusal said.
    pub(super) fn close(&mut self, route: &Route, ends: Instant, now: Instant) {
        let key = self.key(route);
        self.insert(key, Window { remaining: 0, ends, is_assumed: false }, now);
    }

    fn learn_shape(&mut self, route: &Route, bucket: &str, most: Option<u32>, lasts: Duration) {
        let before = self.shapes.get(route.name()).filter(|shape| shape.bucket == bucket).and_then(|shape| shape.most);
        let longest = before.map_or(lasts, |(_, before)| before.max(lasts));
        let most = most.filter(|most| *most > 0).map(|most| (most, longest));
        self.shapes.insert(route.name().to_owned(), Shape { bucket: bucket.to_owned(), most });
    }

    fn keep(&mut self, key: Key, told: Window, now: Instant) {
        let running = self.windows.get(&key).filter(|window| window.ends > now);
        let remaining = match running {
            // Within a window only the lower count is true: it knows of requests that are still on their way.
            Some(window) if window.is_assumed || apart(window.ends, told.ends) < SAME_WINDOW => {
                told.remaining.min(window.remaining)
            }
            _ => told.remaining,
        };
        self.insert(key, Window { remaining, ..told }, now);
    }

    fn insert(&mut self, key: Key, window: Window, now: Instant) {
        if self.windows.len() >= KEPT && !self.windows.contains_key(&key) {
            self.windows.retain(|_, window| window.ends > now);
            if self.windows.len() >= KEPT {
                // Forgetting costs a refusal at worst, which teaches the window again.
                self.windows.clear();
            }
        }
        self.windows.insert(key, window);
    }

    fn key(&self, route: &Route) -> Key {
        let bucket = self.shapes.get(route.name()).map_or(route.name(), |shape| &shape.bucket);
        (bucket.to_owned(), route.major())
    }
}

fn apart(one: Instant, other: Instant) -> Duration {
    one.saturating_duration_since(other) + other.saturating_duration_since(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(remaining: &'static str, after: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert("x-ratelimit-bucket", "abcd".parse().unwrap());
        headers.insert("x-ratelimit-limit", "5".parse().unwrap());
        headers.insert("x-ratelimit-remaining", remaining.parse().unwrap());
        headers.insert("x-ratelimit-reset-after", after.parse().unwrap());
        headers
    }

    fn post_in(channel: u64) -> Route {
        Route::post("/channels/{channel}/messages", &[&channel])
    }

    /// How many requests go before the window is used up.
    fn goes(buckets: &mut Buckets, route: &Route, now: Instant) -> usize {
        let go = || buckets.closed_until(route, now).is_none().then(|| buckets.take(route, now));
        std::iter::from_fn(go).take(100).count()
    }

    #[test]
    fn a_used_up_window_is_waited_for_and_ends() {
        let (mut buckets, now) = (Buckets::default(), Instant::now());

        buckets.learn(&post_in(1), &told("1", "2.5"), now);

        let ends = now + Duration::from_millis(2_500);
        assert_eq!(goes(&mut buckets, &post_in(1), now), 1);
        assert_eq!(buckets.closed_until(&post_in(1), now), Some(ends));
        assert_eq!(buckets.closed_until(&post_in(1), ends), None);
    }

    #[test]
    fn headers_close_a_window_for_minutes_and_a_refusal_as_long_as_it_says() {
        let (mut buckets, now) = (Buckets::default(), Instant::now());

        buckets.learn(&post_in(1), &told("0", "86400"), now);
        assert_eq!(buckets.closed_until(&post_in(1), now), Some(now + LONGEST_WINDOW));
        assert_eq!(goes(&mut buckets, &post_in(2), now), 5);
        assert_eq!(buckets.closed_until(&post_in(2), now), Some(now + LONGEST_WINDOW));

        let tomorrow = now + Duration::from_hours(20);
        buckets.close(&post_in(1), tomorrow, now);
        assert_eq!(buckets.closed_until(&post_in(1), now), Some(tomorrow));
    }

    #[test]
    fn another_channel_has_a_window_of_its_own() {
        let (mut buckets, now) = (Buckets::default(), Instant::now());

        buckets.learn(&post_in(1), &told("0", "9"), now);

        assert!(buckets.closed_until(&post_in(1), now).is_some());
        assert_eq!(buckets.closed_until(&post_in(2), now), None);
    }

    #[test]
    fn a_channel_not_written_to_before_is_taken_to_be_like_the_others() {
        let (mut buckets, now) = (Buckets::default(), Instant::now());

        assert_eq!(goes(&mut buckets, &post_in(1), now), 100, "nothing is known yet");
        buckets.learn(&post_in(1), &told("4", "5"), now);

        assert_eq!(goes(&mut buckets, &post_in(2), now), 5);
        // The first answer knows only of its own request.
        buckets.learn(&post_in(2), &told("4", "4.2"), now);
        assert_eq!(goes(&mut buckets, &post_in(2), now), 0);
        assert_eq!(goes(&mut buckets, &post_in(2), now + Duration::from_secs(5)), 5);
    }

    #[test]
    fn routes_with_the_same_bucket_share_a_window() {
        let (mut buckets, now) = (Buckets::default(), Instant::now());
        let read = Route::get("/channels/{channel}/messages", &[&1]);

        buckets.learn(&read, &told("5", "9"), now);
        buckets.learn(&post_in(1), &told("0", "9"), now);

        assert!(buckets.closed_until(&read, now).is_some());
    }

    #[test]
    fn an_answer_that_comes_late_does_not_give_back_what_was_taken() {
        let (mut buckets, now) = (Buckets::default(), Instant::now());

        buckets.learn(&post_in(1), &told("1", "5"), now);
        buckets.take(&post_in(1), now);
        buckets.learn(&post_in(1), &told("1", "5"), now);

        assert!(buckets.closed_until(&post_in(1), now).is_some());
    }

    #[test]
    fn what_is_kept_stays_small() {
        let (mut buckets, now) = (Buckets::default(), Instant::now());

        for channel in 0..20_000 {
            let mut headers = told("3", "60");
            headers.insert("x-ratelimit-bucket", format!("{channel}").parse().unwrap());
            buckets.take(&post_in(channel), now);
            buckets.learn(&post_in(channel), &headers, now);
        }

        assert!(buckets.windows.len() <= KEPT);
        assert_eq!(buckets.shapes.len(), 1);
    }

    #[test]
    fn odd_headers_teach_nothing() {
        let (mut buckets, now) = (Buckets::default(), Instant::now());

        for odd in ["", "-1", "NaN", "inf", "soon", "1e19", "1e300"] {
            buckets.learn(&post_in(1), &told("0", odd), now);
        }
        for odd in ["", "-1", "NaN", "4294967296"] {
            buckets.learn(&post_in(1), &told(odd, "9"), now);
        }

        assert_eq!(goes(&mut buckets, &post_in(1), now), 100);
    }
}
