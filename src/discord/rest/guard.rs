//! Stops this program before Discord bans its address for sending too many invalid requests.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

use super::error::RestError;
use super::route::Class;

/// Discord bans an address after 10,000 invalid answers in ten minutes; ordinary requests stop at half of that.
const ORDINARY_UP_TO: u32 = 5_000;

/// Members who wait for an answer are served longer.
const INTERACTIONS_UP_TO: u32 = 8_000;

/// The time over which Discord counts.
const SPAN: Duration = Duration::from_mins(10);

/// Invalid answers are counted by the minute, so that the count stays small.
const SLOT: Duration = Duration::from_mins(1);

/// One page of Discord's front door may be about one message's text; as many in a row are about us.
const PAGES_IN_A_ROW: u32 = 3;

/// How long the front door is left alone after that.
const PAGE_PAUSE: Duration = Duration::from_mins(1);

/// What Discord refused lately.
#[derive(Debug, Default)]
pub(super) struct Guard {
    /// The start of each minute with its count, oldest first.
    invalid: VecDeque<(Instant, u32)>,
    pages: u32,
    paused: Option<Instant>,
}

impl Guard {
    /// Whether a request of this class may go.
    pub(super) fn check(&mut self, class: Class, now: Instant) -> Result<(), RestError> {
        self.forget(now);
        let (limit, pause) = match class {
            Class::Ordinary => (ORDINARY_UP_TO, self.paused),
            Class::Callback | Class::Webhook => (INTERACTIONS_UP_TO, None),
        };
        if let Some(ends) = pause.filter(|ends| *ends > now) {
            return Err(blocked(ends - now, "its front door answers with a page instead"));
        }
        match self.invalid.front() {
            Some((oldest, _)) if self.count() >= limit => {
                Err(blocked(*oldest + SPAN + SLOT - now, "too many were refused as invalid"))
            }
            _ => Ok(()),
        }
    }

    /// Counts an answer with status 401, 403, or a 429 that is not about a shared resource.
    pub(super) fn count_invalid(&mut self, now: Instant) {
        self.forget(now);
        match self.invalid.back_mut() {
            Some((start, count)) if now < *start + SLOT => *count += 1,
            _ => self.invalid.push_back((now, 1)),
        }
    }

    /// Takes note of a page of the front door, and says how long to leave it alone.
    pub(super) fn count_page(&mut self, now: Instant) -> RestError {
        self.pages = self.pages.saturating_add(1);
        if self.pages >= PAGES_IN_A_ROW {
            self.paused = Some(now + PAGE_PAUSE);
        }
        blocked(PAGE_PAUSE, "its front door answers with a page instead")
    }

    /// Takes note that Discord itself answered.
    pub(super) fn note_answer(&mut self) {
        self.pages = 0;
    }

    fn count(&self) -> u32 {
        self.invalid.iter().map(|(_, count)| count).sum()
    }

    fn forget(&mut self, now: Instant) {
        while self.invalid.front().is_some_and(|(start, _)| *start + SPAN + SLOT <= now) {
            self.invalid.pop_front();
        }
    }
}

fn blocked(retry_after: Duration, reason: &'static str) -> RestError {
    RestError::Blocked { retry_after, reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_requests_stop_at_half_of_discords_limit_and_go_on_later() {
        let (mut guard, now) = (Guard::default(), Instant::now());
        let last = now + Duration::from_mins(5);

        (0..2_500).for_each(|_| guard.count_invalid(now));
        (0..2_499).for_each(|_| guard.count_invalid(last));
        assert_eq!(guard.check(Class::Ordinary, last), Ok(()));
        guard.count_invalid(last);

        assert!(matches!(guard.check(Class::Ordinary, last), Err(RestError::Blocked { .. })));
        assert_eq!(guard.check(Class::Callback, last), Ok(()));
        assert_eq!(guard.check(Class::Ordinary, now + SPAN + SLOT), Ok(()));
    }

    #[test]
    fn answers_to_members_stop_too_before_discord_bans() {
        let (mut guard, now) = (Guard::default(), Instant::now());

        (0..INTERACTIONS_UP_TO).for_each(|_| guard.count_invalid(now));

        assert!(guard.check(Class::Callback, now).is_err());
        assert!(guard.invalid.len() == 1);
    }

    #[test]
    fn pages_in_a_row_pause_everything_ordinary() {
        let (mut guard, now) = (Guard::default(), Instant::now());

        for _ in 0..PAGES_IN_A_ROW - 1 {
            guard.count_page(now);
        }
        guard.note_answer();
        guard.count_page(now);
        assert_eq!(guard.check(Class::Ordinary, now), Ok(()));
        for _ in 0..PAGES_IN_A_ROW - 1 {
            guard.count_page(now);
        }

        assert!(guard.check(Class::Ordinary, now).is_err());
        assert_eq!(guard.check(Class::Webhook, now), Ok(()));
        assert_eq!(guard.check(Class::Ordinary, now + PAGE_PAUSE), Ok(()));
    }
}
