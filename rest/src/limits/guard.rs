//! Stops this program before Discord bans its address for sending too many invalid requests.

use std::collections::{HashSet, VecDeque};
use std::time::Duration;

use tokio::time::Instant;

use crate::error::RestError;
use crate::route::{Class, Route};

/// Discord bans an address after 10,000 invalid answers in ten minutes. Where it forbade something, no more is asked
/// after a quarter of that, so that thousands of closed channels leave the others their room.
const FORBIDDEN_UP_TO: u32 = 2_500;

/// All other ordinary requests stop at this.
const ORDINARY_UP_TO: u32 = 6_000;

/// Members who wait for an answer are served longer.
const INTERACTIONS_UP_TO: u32 = 8_000;

/// The time over which Discord counts.
const SPAN: Duration = Duration::from_mins(10);

/// Invalid answers are counted by the minute, so that the count stays small.
const SLOT: Duration = Duration::from_mins(1);

/// The most channels and servers remembered as closed.
const CLOSED_KEPT: usize = 20_000;

/// One page of Discord's front door may be about one message's text; as many in a row are about us.
const PAGES_IN_A_ROW: u32 = 3;

/// How long the front door is left alone after that.
const PAGE_PAUSE: Duration = Duration::from_mins(1);

/// What Discord refused lately.
#[derive(Debug, Default)]
pub(super) struct Guard {
    /// The start of each minute with its count, oldest first.
    invalid: VecDeque<(Instant, u32)>,
    /// The channels and servers where Discord's last answer was that something is forbidden.
    closed: HashSet<u64>,
    pages: u32,
    paused: Option<Instant>,
}

impl Guard {
    /// Whether a request may go.
    pub(super) fn check(&mut self, route: &Route, now: Instant) -> Result<(), RestError> {
        self.forget(now);
        let (limit, pause) = match route.class {
            Class::Ordinary if self.closed.contains(&route.major()) => (FORBIDDEN_UP_TO, self.paused),
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

    /// How many more answers may be invalid before ordinary requests stop.
    pub(super) fn left(&mut self, now: Instant) -> u32 {
        self.forget(now);
        ORDINARY_UP_TO.saturating_sub(self.count())
    }

    /// Counts an answer with status 401, 403, or a 429 that is not about a shared resource.
    pub(super) fn count_invalid(&mut self, now: Instant) {
        self.forget(now);
        match self.invalid.back_mut() {
            Some((start, count)) if now < *start + SLOT => *count += 1,
            _ => self.invalid.push_back((now, 1)),
        }
    }

    /// Takes note that something is forbidden where this request goes.
    pub(super) fn note_forbidden(&mut self, route: &Route) {
        if route.is_bound() && self.closed.len() < CLOSED_KEPT {
            self.closed.insert(route.major());
        }
    }

    /// Takes note that a request was done.
    pub(super) fn note_done(&mut self, route: &Route) {
        self.closed.remove(&route.major());
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

    fn post_in(channel: u64) -> Route {
        Route::post("/channels/{channel}/messages", &[&channel])
    }

    fn callback() -> Route {
        Route::post("/interactions/{interaction}/{token}/callback", &[&1, &"t"])
    }

    #[test]
    fn ordinary_requests_stop_well_before_discords_limit_and_go_on_later() {
        let (mut guard, now) = (Guard::default(), Instant::now());
        let last = now + Duration::from_mins(5);

        (0..3_000).for_each(|_| guard.count_invalid(now));
        (0..2_999).for_each(|_| guard.count_invalid(last));
        assert_eq!((guard.check(&post_in(1), last), guard.left(last)), (Ok(()), 1));
        guard.count_invalid(last);

        assert!(matches!(guard.check(&post_in(1), last), Err(RestError::Blocked { .. })));
        assert_eq!(guard.left(last), 0);
        assert_eq!(guard.check(&callback(), last), Ok(()));
        assert_eq!(guard.check(&post_in(1), now + SPAN + SLOT), Ok(()));
        assert_eq!(guard.left(now + SPAN + SLOT), 3_000);
    }

    #[test]
    fn thousands_of_closed_channels_leave_the_others_their_room() {
        let (mut guard, now) = (Guard::default(), Instant::now());
        let closed = 1..=2_500;
        let mut asked = 0;

        for _ in 0..10 {
            for channel in closed.clone().map(post_in) {
                if guard.check(&channel, now).is_ok() {
                    asked += 1;
                    guard.count_invalid(now);
                    guard.note_forbidden(&channel);
                }
            }
        }

        assert_eq!(asked, 2_500);
        assert_eq!(guard.check(&post_in(9_999), now), Ok(()));
        guard.note_done(&post_in(7));
        assert_eq!(guard.check(&post_in(7), now), Ok(()), "it is open again");
    }

    #[test]
    fn answers_to_members_stop_too_before_discord_bans() {
        let (mut guard, now) = (Guard::default(), Instant::now());

        (0..INTERACTIONS_UP_TO).for_each(|_| guard.count_invalid(now));

        assert!(guard.check(&callback(), now).is_err());
        assert!(guard.invalid.len() == 1);
    }

    #[test]
    fn pages_in_a_row_pause_everything_ordinary() {
        let (mut guard, now) = (Guard::default(), Instant::now());
        let webhook = Route::patch("/webhooks/{application}/{token}/messages/@original", &[&1, &"t"]);

        for _ in 0..PAGES_IN_A_ROW - 1 {
            guard.count_page(now);
        }
        guard.note_answer();
        guard.count_page(now);
        assert_eq!(guard.check(&post_in(1), now), Ok(()));
        for _ in 0..PAGES_IN_A_ROW - 1 {
            guard.count_page(now);
        }

        assert!(guard.check(&post_in(1), now).is_err());
        assert_eq!(guard.check(&webhook, now), Ok(()));
        assert_eq!(guard.check(&post_in(1), now + PAGE_PAUSE), Ok(()));
    }
}
