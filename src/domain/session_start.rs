//! When another session of the gateway may begin, so that no storm of them makes Discord take the token away.

use chrono::{DateTime, TimeDelta, Utc};

/// How many sessions a day has, where Discord does not say it.
pub const A_DAY: u32 = 1_000;

/// How far ahead a turn is given. Whoever has one further away asks again when it is near.
pub const NEAR: TimeDelta = TimeDelta::seconds(20);

/// How many sessions begin, over all processes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Starts {
    /// When the last session begins that shares the turn; it may be a moment ahead.
    pub last_at: Option<DateTime<Utc>>,
    /// What is known of the day.
    pub budget: Budget,
}

/// How many sessions a day has, and how many are left of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// How many Discord lets begin in a day.
    pub a_day: u32,
    /// How many were left when Discord said so, less those that have begun since; it holds until `resets_at`.
    pub unused: u32,
    /// When all of them are there again.
    pub resets_at: DateTime<Utc>,
    /// When the long run is even again, were no further session begun.
    pub even_at: DateTime<Utc>,
}

/// What a session waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wait {
    /// The one before it that shares its turn.
    Turn,
    /// So many began lately that the day would not suffice.
    LongRun,
    /// The day has no more.
    Spent,
}

impl Default for Budget {
    fn default() -> Self {
        let long_ago = DateTime::UNIX_EPOCH;
        Self { a_day: A_DAY, unused: 0, resets_at: long_ago, even_at: long_ago }
    }
}

impl Budget {
    /// In the long run a session begins so often at most: 720 a day where Discord lets a thousand begin.
    fn every(self) -> TimeDelta {
        TimeDelta::days(1) * 100 / i32::try_from(self.a_day.max(1)).unwrap_or(i32::MAX).saturating_mul(72)
    }

    /// So much of the long run may be used at once: a quarter of the day.
    fn at_once(self) -> TimeDelta {
        self.every() * i32::try_from(self.a_day / 4).unwrap_or(i32::MAX)
    }

    fn even_at(self, now: DateTime<Utc>) -> DateTime<Utc> {
        let furthest = now + self.at_once() + self.every() + NEAR;
        if self.even_at > furthest { now } else { self.even_at }
    }
}

impl Starts {
    /// When the next session may begin, and what it waits for; `between` lies between two that share a turn. What a clock
    /// that went back has left in the future is not waited for.
    pub fn next(self, between: TimeDelta, now: DateTime<Utc>) -> (DateTime<Utc>, Wait) {
        let Budget { unused, resets_at, .. } = self.budget;
        let turn = self.last_at.filter(|last| *last <= now + NEAR * 2).map_or(now, |last| last + between);
        let long_run = self.budget.even_at(now) - self.budget.at_once();
        let spent = if unused == 0 { resets_at.min(now + TimeDelta::days(1)) } else { now };
        let waits = [(turn.max(now), Wait::Turn), (long_run.max(now), Wait::LongRun), (spent.max(now), Wait::Spent)];
        waits.into_iter().max_by_key(|(at, _)| *at).filter(|(at, _)| *at > now).unwrap_or((now, Wait::Turn))
    }

    /// With a session that begins at an instant.
    #[must_use]
    pub fn with_one(mut self, at: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        self.last_at = Some(at);
        self.budget.even_at = self.budget.even_at(now).max(now) + self.budget.every();
        self.budget.unused = self.budget.unused.saturating_sub(1);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BETWEEN: TimeDelta = TimeDelta::seconds(5);

    fn fresh() -> Starts {
        Starts { last_at: None, budget: Budget::default() }
    }

    fn start() -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).expect("an instant")
    }

    #[test]
    fn sessions_that_share_a_turn_lie_five_seconds_apart() {
        let now = start();
        assert_eq!(fresh().next(BETWEEN, now), (now, Wait::Turn));
        let one = fresh().with_one(now, now);
        assert_eq!(one.next(BETWEEN, now), (now + BETWEEN, Wait::Turn));
        assert_eq!(one.next(BETWEEN, now + BETWEEN), (now + BETWEEN, Wait::Turn));
    }

    #[test]
    fn a_day_of_storms_stays_within_what_discord_lets_begin() {
        let (mut starts, mut now, mut begun) = (fresh(), start(), 0);
        loop {
            let (at, _) = starts.next(BETWEEN, now);
            if at - start() >= TimeDelta::days(1) {
                break;
            }
            starts = starts.with_one(at, at);
            (now, begun) = (at, begun + 1);
        }
        assert!((900..1_000).contains(&begun), "{begun}");
        assert_eq!(starts.next(BETWEEN, now).1, Wait::LongRun);
    }

    #[test]
    fn what_discord_says_is_left_is_not_passed() {
        let now = start();
        let budget = Budget { unused: 1, resets_at: now + TimeDelta::hours(3), ..Budget::default() };
        let one = Starts { budget, ..fresh() }.with_one(now, now);
        assert_eq!(one.next(BETWEEN, now), (now + TimeDelta::hours(3), Wait::Spent));
        let (then, wait) = one.next(BETWEEN, now + TimeDelta::hours(3));
        assert_eq!((then, wait), (now + TimeDelta::hours(3), Wait::Turn));
    }

    #[test]
    fn a_clock_that_went_back_keeps_nobody_away() {
        let (now, then) = (start(), start() + TimeDelta::days(400));
        let starts = fresh().with_one(then, then);
        assert_eq!(starts.next(BETWEEN, now), (now, Wait::Turn));
        assert_eq!(starts.with_one(now, now).next(BETWEEN, now), (now + BETWEEN, Wait::Turn));
    }
}
