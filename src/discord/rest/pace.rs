//! Keeps the whole program below Discord's limit of fifty requests a second.

use std::time::Duration;

use tokio::time::Instant;

/// The time between two requests: 45 a second, which leaves room for other programs with the same token.
const STEP: Duration = Duration::from_micros(1_000_000 / 45);

/// When the next request may go, for all routes together but those of interactions.
#[derive(Debug, Default)]
pub(super) struct Pace {
    next: Option<Instant>,
    held: Option<Instant>,
}

impl Pace {
    /// Takes the next free moment, unless it comes after `until`; an error is when it would have come.
    pub(super) fn take(&mut self, now: Instant, until: Instant) -> Result<Instant, Instant> {
        let moment = self.next.map_or(now, |next| next.max(now));
        if moment > until {
            return Err(moment);
        }
        self.next = Some(moment + STEP);
        Ok(moment)
    }

    /// Lets nobody go before `ends`, as a global refusal said; those who wait then go one by one.
    pub(super) fn hold(&mut self, ends: Instant) {
        self.held = self.held.max(Some(ends));
        self.next = self.next.max(Some(ends));
    }

    /// Whether a moment taken earlier no longer holds, because everybody was told to wait since.
    pub(super) fn is_held(&self, now: Instant) -> bool {
        self.held.is_some_and(|ends| ends > now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_second_sees_more_than_45_requests() {
        let (mut pace, now) = (Pace::default(), Instant::now());
        let patience = now + Duration::from_mins(10);

        let moments: Vec<_> = (0..500).map(|_| pace.take(now, patience).unwrap()).collect();

        assert_eq!(moments[0], now, "a lone request does not wait");
        for pair in moments.windows(46) {
            assert!(pair[45] - pair[0] >= Duration::from_millis(999));
        }
    }

    #[test]
    fn a_moment_beyond_the_patience_is_not_taken() {
        let (mut pace, now) = (Pace::default(), Instant::now());

        pace.take(now, now).unwrap();

        assert_eq!(pace.take(now, now), Err(now + STEP));
        assert_eq!(pace.take(now, now + STEP), Ok(now + STEP));
    }

    #[test]
    fn a_global_refusal_holds_everybody() {
        let (mut pace, now) = (Pace::default(), Instant::now());
        let ends = now + Duration::from_secs(3);

        pace.hold(ends);

        assert!(pace.is_held(now));
        assert_eq!(pace.take(now, ends), Ok(ends));
        assert!(!pace.is_held(ends));
    }
}
