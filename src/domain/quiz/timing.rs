//! When a quiz goes on: how long each step takes, and until when answers count.

use chrono::{DateTime, SubsecRound as _, TimeDelta, Utc};

/// From the announcement to the first question.
pub const COUNTDOWN: TimeDelta = TimeDelta::seconds(15);

/// From a key to the next question.
pub const READING: TimeDelta = TimeDelta::seconds(10);

/// From the last key to the podium.
pub const BEFORE_PODIUM: TimeDelta = TimeDelta::seconds(5);

/// How long an answer may be on its way to us: Discord lets nobody wait longer for a reply.
pub const ON_THE_WAY: TimeDelta = TimeDelta::seconds(3);

/// A question that has less than this left when the bot is back is asked again.
pub const TOO_SHORT: TimeDelta = TimeDelta::seconds(10);

/// A quiz that stood still for longer than this is over.
pub const AWAY_AT_MOST: TimeDelta = TimeDelta::minutes(10);

/// What Discord's clock and ours may differ by, the way of a message included.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::seconds(80);

/// Until when a question that is sent now takes answers, as its message says: to the second, never too late.
pub fn told_until(now: DateTime<Utc>, seconds: u32) -> DateTime<Utc> {
    (now + TimeDelta::seconds(seconds.into())).trunc_subsecs(0)
}

/// Until when a question takes answers: its seconds from the instant in its message's id on, by Discord's clock.
pub fn closes_at(asked_at: DateTime<Utc>, seconds: u32) -> DateTime<Utc> {
    asked_at + TimeDelta::seconds(seconds.into())
}

/// The same by our clock, for a message that was sent at `sent_at`; one that was found again is older than we know.
pub fn ends_at(asked_at: DateTime<Utc>, seconds: u32, sent_at: Option<DateTime<Utc>>) -> DateTime<Utc> {
    let by_discord = closes_at(asked_at, seconds);
    match sent_at.map(|sent_at| closes_at(sent_at, seconds)) {
        Some(by_us) if (by_us - by_discord).abs() > CLOCKS_DIFFER => by_us,
        _ => by_discord,
    }
}

/// How long a step waits that comes before its time. An instant that no step lies ahead of was planned by a clock that was
/// wrong.
pub fn waits_until(next_at: DateTime<Utc>, seconds: u32, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let longest = TimeDelta::seconds(seconds.into()) + CLOCKS_DIFFER + ON_THE_WAY;
    (now < next_at && next_at - now <= longest).then_some(next_at)
}
