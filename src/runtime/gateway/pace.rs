//! How long to wait before the next connection, so that no trouble becomes a storm.

use std::time::Duration;

use rand::RngExt as _;
use tokio::time::Instant;

/// The pause after a second failure in a row, from the begin of that try on; it doubles.
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// The longest pause. Members wait so long at most when Discord is back after a long time.
const LONGEST_PAUSE: Duration = Duration::from_secs(4);

/// A connection that has held so long ends a row of failures.
const STEADY_AFTER: Duration = Duration::from_secs(10);

/// Remembers failures.
#[derive(Debug, Default)]
pub(super) struct Pace {
    failures: u32,
    last_try: Option<Instant>,
}

impl Pace {
    /// Takes note that a connection is tried.
    pub(super) fn note_try(&mut self, now: Instant) {
        self.last_try = Some(now);
    }

    /// Takes note of a connection that has ended.
    pub(super) fn note_end(&mut self, held: Duration) {
        self.failures = if held >= STEADY_AFTER { 1 } else { self.failures.saturating_add(1) };
    }

    /// How many connections have failed or ended early in a row.
    pub(super) fn failures(&self) -> u32 {
        self.failures
    }

    /// The pause before the next connection: none after the first failure, then growing, and never quite the same. A try
    /// that took its time has been a pause already.
    pub(super) fn before_connection(&self, now: Instant, rng: &mut impl rand::Rng) -> Duration {
        let Some(doublings) = self.failures.checked_sub(2) else {
            return Duration::ZERO;
        };
        let full = LONGEST_PAUSE.min(FIRST_PAUSE * 2u32.pow(doublings.min(8)));
        let pause = full.mul_f64(rng.random_range(0.5..=1.0));
        pause.saturating_sub(self.last_try.map_or(Duration::ZERO, |at| now.saturating_duration_since(at)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng as _;
    use rand::rngs::StdRng;

    #[test]
    fn pauses_grow_to_an_end_and_a_steady_connection_forgets_them() {
        let (mut pace, mut rng, now) = (Pace::default(), StdRng::seed_from_u64(1), Instant::now());
        let mut pauses = Vec::new();
        for _ in 0..40 {
            pauses.push(pace.before_connection(now, &mut rng));
            pace.note_try(now);
            pace.note_end(Duration::ZERO);
        }
        assert_eq!(pauses[..2], [Duration::ZERO; 2]);
        assert!(pauses[2] >= FIRST_PAUSE / 2 && pauses[2] <= FIRST_PAUSE, "{pauses:?}");
        assert!(pauses[6..].iter().all(|pause| (LONGEST_PAUSE / 2..=LONGEST_PAUSE).contains(pause)), "{pauses:?}");
        assert_eq!(pace.before_connection(now + LONGEST_PAUSE, &mut rng), Duration::ZERO, "the try took as long");
        pace.note_end(STEADY_AFTER);
        assert_eq!(pace.before_connection(now, &mut rng), Duration::ZERO);
    }
}
