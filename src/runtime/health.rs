//! Knows whether the bot does its work, and names what is wrong when it does not.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::timebase::Doubt;
use crate::domain::shard::Shard;

/// How long the gateway may be gone; a reconnect takes seconds.
const GATEWAY_MAY_BE_GONE: Duration = Duration::from_secs(20);

/// How long the scheduler may be silent; it looks every 10 s.
const SCHEDULER_MAY_BE_SILENT: Duration = Duration::from_mins(2);

/// How long a write that was not kept shows.
const FAILED_WRITE_SHOWS: Duration = Duration::from_mins(1);

/// Whether something works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// It works.
    Up,
    /// It does not.
    Down,
}

/// What is known about the parts of the bot.
#[derive(Debug)]
pub struct Health(Mutex<State>);

#[derive(Debug)]
struct State {
    needs_gateway: bool,
    /// Since when each shard's connection to the gateway is gone; `None` while there is one.
    shards: BTreeMap<Shard, Option<Instant>>,
    gateway_gaps: u64,
    scheduler_ticked: Instant,
    failed_writes: u64,
    write_failed: Option<Instant>,
    doubted_clock: Option<Doubt>,
}

impl Health {
    /// The health of a program that starts now: not connected yet, and nothing wrong.
    pub fn new(now: Instant) -> Self {
        Self(Mutex::new(State {
            needs_gateway: true,
            shards: BTreeMap::from([(Shard::ONLY, Some(now))]),
            gateway_gaps: 0,
            scheduler_ticked: now,
            failed_writes: 0,
            write_failed: None,
            doubted_clock: None,
        }))
    }

    /// Takes note that the bot hears of Discord by signed requests, so that no gateway can be missing.
    pub fn do_without_gateway(&self) {
        let mut state = self.state();
        state.needs_gateway = false;
        state.shards.clear();
    }

    /// Takes note that the bot hears of Discord over these shards, none of which is connected yet; each may begin at an
    /// instant, as what Discord has it wait for is no fault.
    pub fn need_shards(&self, shards: impl IntoIterator<Item = (Shard, Instant)>) {
        self.state().shards = shards.into_iter().map(|(shard, at)| (shard, Some(at))).collect();
    }

    /// Whether the bot hears of Discord over the gateway.
    pub fn needs_gateway(&self) -> bool {
        self.state().needs_gateway
    }

    /// Takes note of whether a shard is connected to the gateway.
    pub fn note_gateway(&self, shard: Shard, condition: Condition, now: Instant) {
        let mut state = self.state();
        let before = state.shards.get(&shard).copied().unwrap_or(Some(now));
        let since = match (condition, before) {
            (Condition::Up, _) => None,
            (Condition::Down, Some(since)) => Some(since),
            (Condition::Down, None) => {
                state.gateway_gaps += 1;
                Some(now)
            }
        };
        state.shards.insert(shard, since);
    }

    /// Since when the gateway is gone, or one of its shards; `None` while all are connected.
    pub fn gateway_gone_since(&self) -> Option<Instant> {
        self.state().shards.values().copied().flatten().min()
    }

    /// How many shards there are in this process, and which of them are not connected.
    pub fn shards(&self) -> (usize, Vec<Shard>) {
        let state = self.state();
        let gone = state.shards.iter().filter(|(_, since)| since.is_some()).map(|(shard, _)| *shard);
        (state.shards.len(), gone.collect())
    }

    /// How often the gateway's connection has ended since the start.
    pub fn gateway_gaps(&self) -> u64 {
        self.state().gateway_gaps
    }

    /// Takes note that the scheduler looked for work.
    pub fn note_tick(&self, now: Instant) {
        self.state().scheduler_ticked = now;
    }

    /// Takes note of how many writes to the database were not kept since the start.
    pub fn note_failed_writes(&self, count: u64, now: Instant) {
        let mut state = self.state();
        if count > state.failed_writes {
            (state.failed_writes, state.write_failed) = (count, Some(now));
        }
    }

    /// Takes note of whether the computer's clock is believed.
    pub fn note_clock(&self, doubt: Option<Doubt>) {
        self.state().doubted_clock = doubt;
    }

    /// By how many seconds the computer's clock is ahead of the time that the bot goes by; 0 while it is believed.
    pub fn clock_ahead(&self) -> i64 {
        self.state().doubted_clock.map_or(0, |doubt| doubt.ahead.num_seconds())
    }

    /// What its keeper must mend though the bot does its work. It is not red: whoever restarts the bot for it has it
    /// believe the wrong clock.
    pub fn warnings(&self) -> Vec<String> {
        let warning = self.state().doubted_clock.map(|doubt| {
            let seconds = doubt.ahead.num_seconds();
            let (off, way) = (seconds.abs(), if seconds < 0 { "behind" } else { "ahead" });
            let reason = if doubt.is_wrong {
                "Discord says that it is wrong, and the bot goes by Discord's time"
            } else {
                "it was set, and the bot goes by the time before that until Discord confirms it or it has held for ten minutes"
            };
            format!("the computer's clock is {off} s {way}: {reason}")
        });
        warning.into_iter().collect()
    }

    /// What is wrong, in a few words each; nothing when the bot is healthy.
    pub fn red(&self, now: Instant) -> Vec<&'static str> {
        let state = self.state();
        let is_gone = |since: Instant| now.saturating_duration_since(since) > GATEWAY_MAY_BE_GONE;
        let gone = state.shards.values().flatten().any(|since| is_gone(*since));
        let silent = now - state.scheduler_ticked > SCHEDULER_MAY_BE_SILENT;
        let unkept = state.write_failed.is_some_and(|at| now - at <= FAILED_WRITE_SHOWS);
        [(gone, "gateway down"), (silent, "scheduler stopped"), (unkept, "a write was not kept")]
            .into_iter()
            .filter_map(|(is_red, name)| is_red.then_some(name))
            .collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::shard::Shards;

    #[test]
    fn a_short_gap_of_the_gateway_is_healthy_and_a_long_one_is_not() {
        let start = Instant::now();
        let health = Health::new(start);
        let at = |seconds| start + Duration::from_secs(seconds);

        health.note_gateway(Shard::ONLY, Condition::Up, at(1));
        health.note_gateway(Shard::ONLY, Condition::Down, at(10));
        health.note_gateway(Shard::ONLY, Condition::Down, at(20));

        assert!(health.red(at(30)).is_empty());
        assert_eq!(health.red(at(31)), ["gateway down"]);
        assert_eq!(health.gateway_gone_since(), Some(at(10)));
        health.note_gateway(Shard::ONLY, Condition::Up, at(32));
        assert!(health.red(at(33)).is_empty());
        assert_eq!((health.gateway_gone_since(), health.gateway_gaps()), (None, 1));
    }

    #[test]
    fn one_shard_that_is_gone_is_enough_and_one_that_waits_for_its_turn_is_none() {
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let shards = Shards::parse("2-3/4").expect("shards");
        let [first, second] = [0, 1].map(|at| shards.each().nth(at).expect("a shard"));
        let health = Health::new(start);
        health.need_shards([(first, start), (second, at(10))]);
        assert_eq!(health.shards(), (2, vec![first, second]));

        health.note_gateway(first, Condition::Up, at(1));
        assert!(health.red(at(29)).is_empty());
        assert_eq!((health.red(at(31)), health.shards().1), (vec!["gateway down"], vec![second]));
        health.note_gateway(second, Condition::Up, at(32));
        assert!(health.red(at(60)).is_empty() && health.gateway_gone_since().is_none());
        health.note_gateway(first, Condition::Down, at(60));
        assert_eq!((health.red(at(81)), health.gateway_gaps()), (vec!["gateway down"], 1));
    }

    #[test]
    fn all_that_is_wrong_is_named() {
        let start = Instant::now();
        let health = Health::new(start);

        let later = start + Duration::from_secs(121);
        health.note_failed_writes(1, later);
        assert_eq!(health.red(later), ["gateway down", "scheduler stopped", "a write was not kept"]);
        health.note_tick(later);
        let a_minute_on = later + FAILED_WRITE_SHOWS + Duration::from_millis(1);
        health.note_failed_writes(1, a_minute_on);
        assert_eq!(health.red(a_minute_on), ["gateway down"]);
    }
}
