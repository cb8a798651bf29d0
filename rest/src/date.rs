//! What time Discord says it is: every answer carries it, and the machine's own clock may be wrong.

use chrono::{DateTime, Utc};
use reqwest::header::{DATE, HeaderMap};
use tokio::time::Instant;

/// The time that an answer of Discord stated, and when it arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// Discord's time, in whole seconds. It was true some moment between the request and the answer.
    pub time: DateTime<Utc>,
    /// When the answer was here, by a clock that no one sets.
    pub at: Instant,
}

impl Heard {
    /// The time that the headers of an answer state, if they do.
    pub(crate) fn read(headers: &HeaderMap, at: Instant) -> Option<Self> {
        let text = headers.get(DATE)?.to_str().ok()?;
        let time = DateTime::parse_from_rfc2822(text).ok()?.to_utc();
        Some(Self { time, at })
    }

    /// What time it is now by Discord's clock, about a second off at most.
    pub fn now(&self, now: Instant) -> DateTime<Utc> {
        self.time + now.saturating_duration_since(self.at)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn saying(date: &str) -> HeaderMap {
        HeaderMap::from_iter([(DATE, date.parse().unwrap())])
    }

    #[test]
    fn the_time_goes_on_from_what_was_heard() {
        let at = Instant::now();

        let heard = Heard::read(&saying("Sat, 28 Nov 2026 00:00:07 GMT"), at).unwrap();

        let later = heard.now(at + Duration::from_mins(1)).to_rfc3339();
        assert_eq!(later, "2026-11-28T00:01:07+00:00");
    }

    #[test]
    fn what_is_no_date_says_nothing() {
        for odd in
            ["", "yesterday", "2026-11-28", "Sat, 99 Nov 2026 00:00:07 GMT", "Sat, 28 Nov 999999999 00:00:07 GMT"]
        {
            assert_eq!(Heard::read(&saying(odd), Instant::now()), None, "{odd}");
        }
        assert_eq!(Heard::read(&HeaderMap::new(), Instant::now()), None);
    }
}
