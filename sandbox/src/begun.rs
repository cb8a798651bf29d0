//! Which sessions may begin on the gateway: as many as a day has, and not too many at once.

use std::collections::HashMap;
use std::time::Duration;

use tokio::time::Instant;

/// In so much time one session may begin of those that share a turn.
const A_TURN: Duration = Duration::from_secs(5);

/// What Discord lets a bot begin.
#[derive(Debug)]
pub(crate) struct Begun {
    /// How many sessions may still be begun.
    pub(crate) left: u32,
    /// When there are a thousand again.
    pub(crate) for_so_long: Duration,
    /// How many may begin at once.
    pub(crate) at_once: u64,
    /// Whether a session that begins too soon is refused.
    pub(crate) enforces: bool,
    /// How many parts Discord advises.
    pub(crate) advised: u64,
    /// How many servers a part may have.
    pub(crate) servers_at_most: usize,
    last: HashMap<u64, Instant>,
}

impl Default for Begun {
    fn default() -> Self {
        Self {
            left: 1_000,
            for_so_long: Duration::ZERO,
            at_once: 1,
            enforces: false,
            advised: 1,
            servers_at_most: 2_500,
            last: HashMap::new(),
        }
    }
}

/// What becomes of a session that is begun.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Begins,
    /// It is invalid; the bot may try again.
    TooSoon,
    /// The connection is closed with this code.
    Closed(u16),
}

impl Begun {
    /// Takes note of a session that a part begins now, which hears of so many servers.
    pub(crate) fn begin(&mut self, [number, total]: [u64; 2], servers: usize, now: Instant) -> Verdict {
        if number >= total {
            return Verdict::Closed(4_010);
        }
        if servers > self.servers_at_most {
            return Verdict::Closed(4_011);
        }
        // Discord takes the token away.
        if self.left == 0 {
            return Verdict::Closed(4_004);
        }
        self.left -= 1;
        let last = self.last.insert(number % self.at_once, now);
        let is_too_soon = self.enforces && last.is_some_and(|last| now < last + A_TURN);
        if is_too_soon { Verdict::TooSoon } else { Verdict::Begins }
    }
}
