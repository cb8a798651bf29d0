//! When a delivery is tried again after a try that failed.

use chrono::{DateTime, TimeDelta, Utc};

use super::delivery::Failed;

/// The first pause after a try that failed for no reason of the server's; it doubles up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(5);

/// The longest pause between two such tries.
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(5);

/// The first pauses after a channel turned out to be closed to the bot.
const CLOSED_PAUSES: [TimeDelta; 4] =
    [TimeDelta::minutes(5), TimeDelta::minutes(15), TimeDelta::minutes(40), TimeDelta::hours(1)];

/// The pause while a channel is known to be closed: a few tries a day. Discord bans an address that goes on asking, and
/// a channel that opens again is tried at once when the bot hears of it.
pub const CLOSED_PAUSE: TimeDelta = TimeDelta::hours(3);

/// Whether a channel's trouble is new or was there before this delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Began {
    /// It began with this delivery.
    New,
    /// The channel was closed to the bot already.
    Known,
}

/// A try that waits for an instant of Discord's clock comes this much later, as ours may be ahead.
const A_MOMENT: TimeDelta = TimeDelta::seconds(1);

/// When the next try comes. `tries` counts those before this one.
pub fn next_try(failed: &Failed, tries: u32, began: Began, now: DateTime<Utc>) -> DateTime<Utc> {
    match failed {
        Failed::NoAccess { until: Some(until), .. } if *until > now => (*until + A_MOMENT).min(now + CLOSED_PAUSE),
        Failed::Limited { wait } => now + (*wait).clamp(A_MOMENT, CLOSED_PAUSE),
        _ => now + pause_after(failed, tries, began),
    }
}

/// The pause before the next try.
fn pause_after(failed: &Failed, tries: u32, began: Began) -> TimeDelta {
    match (failed, began) {
        (Failed::NoAccess { .. }, Began::Known) => CLOSED_PAUSE,
        (Failed::NoAccess { .. }, Began::New) => {
            let nth = usize::try_from(tries).unwrap_or(usize::MAX);
            CLOSED_PAUSES.get(nth).copied().unwrap_or(CLOSED_PAUSE)
        }
        (Failed::Never { .. } | Failed::NotSent | Failed::Limited { .. } | Failed::Unknown, _) => {
            LONGEST_PAUSE.min(FIRST_PAUSE * 2i32.saturating_pow(tries.min(10)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_channel_is_asked_a_few_times_a_day() {
        let closed = Failed::NoAccess { missing: "send-messages".to_owned(), until: None };
        let tries_in = |hours: i64, trouble| {
            let mut at = TimeDelta::zero();
            let mut tries = 0;
            while at < TimeDelta::hours(hours) {
                at += pause_after(&closed, tries, trouble);
                tries += 1;
            }
            tries
        };
        assert_eq!((tries_in(24, Began::New), tries_in(24, Began::Known)), (12, 8));
        assert!(tries_in(6, Began::Known) <= 3);
    }

    #[test]
    fn what_ends_by_itself_is_tried_right_after_that() {
        let now: DateTime<Utc> = "2026-11-24T00:00:00Z".parse().expect("an instant");
        let after = |minutes| {
            let until = Some(now + TimeDelta::minutes(minutes));
            let failed = Failed::NoAccess { missing: "timed-out".to_owned(), until };
            next_try(&failed, 0, Began::New, now) - now
        };
        assert_eq!(after(30), TimeDelta::seconds(1_801));
        assert_eq!(after(7 * 24 * 60), CLOSED_PAUSE, "it may be ended before, and nobody hears of it");
        assert_eq!(after(-1), TimeDelta::minutes(5), "by our clock it is over, by Discord's it is not");
    }

    #[test]
    fn what_a_limit_stopped_goes_when_the_limit_ends() {
        let now: DateTime<Utc> = "2026-11-24T00:00:00Z".parse().expect("an instant");
        let after = |wait| next_try(&Failed::Limited { wait }, 7, Began::Known, now) - now;
        assert_eq!(after(TimeDelta::seconds(600)), TimeDelta::seconds(600));
        assert_eq!(after(TimeDelta::zero()), A_MOMENT, "nobody turns in a circle");
        assert_eq!(after(TimeDelta::days(1)), CLOSED_PAUSE);
    }

    #[test]
    fn a_failure_of_discord_is_tried_again_soon() {
        let pauses: Vec<i64> =
            (0..9).map(|tries| pause_after(&Failed::Unknown, tries, Began::New).num_seconds()).collect();
        assert_eq!(pauses, [5, 10, 20, 40, 80, 160, 300, 300, 300]);
    }
}
