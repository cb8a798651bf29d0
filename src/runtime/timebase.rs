//! Decides by which time the program goes: the computer's clock is set by people and services, and may be wrong for
//! seconds or always.
//!
//! Three witnesses are heard: the wall clock, the clock that nobody can set, and Discord. A time that only one of them
//! states is not believed; what was opened, closed, skipped or deleted by it could not be taken back.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

/// The wall clock has stepped when it moved by this much more or less than the running time did.
const STEP: TimeDelta = TimeDelta::minutes(1);

/// Discord's time and another one that differ by no more are the same: answers take their time.
const AGREES: TimeDelta = TimeDelta::minutes(2);

/// A stepped wall clock of which Discord says nothing is believed once it has held for so long.
const HOLDS: Duration = Duration::from_mins(10);

/// Both clocks of the computer, read at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The wall clock, which can be set.
    pub wall: DateTime<Utc>,
    /// The time since a fixed moment, by a clock that nobody can set. It may stand still while the computer sleeps.
    pub running: Duration,
}

/// A wall clock that is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubt {
    /// By how much it is ahead of the time that the program goes by; negative when it is behind.
    pub ahead: TimeDelta,
    /// Whether Discord says that it is wrong. Without a word of Discord it may still prove right.
    pub is_wrong: bool,
    since: Duration,
}

/// What Discord's time means for the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// It is clear which time is right.
    Clear,
    /// It agrees with neither; asked once more, Discord is believed.
    Unsure,
}

/// The time that the program goes by.
#[derive(Debug)]
pub(super) struct Timebase {
    /// The last moment at which the time was certain.
    base: Reading,
    started: Duration,
    doubt: Option<Doubt>,
    /// A time of Discord that agreed with neither clock, and when it was heard.
    odd: Option<Reading>,
    is_vouched_for: bool,
    /// How often the wall clock stepped.
    pub(super) steps: u64,
    /// Whether the program's time went back since someone asked; a later way forward undoes nothing of it.
    went_back: bool,
}

impl Timebase {
    /// At the start the wall clock is believed, as nothing else is known.
    pub(super) fn new(reading: Reading) -> Self {
        Self {
            base: reading,
            started: reading.running,
            doubt: None,
            odd: None,
            is_vouched_for: false,
            steps: 0,
            went_back: false,
        }
    }

    /// What time it is. Follows small corrections of the wall clock, and notices a step.
    pub(super) fn now(&mut self, reading: Reading) -> DateTime<Utc> {
        let time = self.gone_by(reading);
        let ahead = reading.wall - time;
        if ahead.abs() <= STEP {
            if self.doubt.take().is_some() {
                tracing::info!("the computer's clock is back at the time that the bot goes by");
            }
            self.base = reading;
            return reading.wall;
        }
        let doubt = match self.doubt {
            Some(doubt) if (doubt.ahead - ahead).abs() <= STEP => doubt,
            _ => {
                self.steps += 1;
                let by = ahead.num_seconds();
                tracing::warn!(ahead_seconds = by, "the computer's clock was set; going on by the time before it");
                *self.doubt.insert(Doubt { ahead, is_wrong: false, since: reading.running })
            }
        };
        if !doubt.is_wrong && reading.running.saturating_sub(doubt.since) >= HOLDS {
            tracing::warn!(
                ahead_seconds = ahead.num_seconds(),
                "the computer's clock has held; going by it from now on"
            );
            self.follow(reading);
            return reading.wall;
        }
        time
    }

    /// Takes note of what time Discord says it is, heard just now.
    pub(super) fn hear(&mut self, discord: DateTime<Utc>, reading: Reading) -> Certainty {
        let time = self.now(reading);
        let off = |from: DateTime<Utc>| (discord - from).abs();
        let agrees = |with| off(with) <= AGREES;
        // Of two that agree the nearer one: they must not take turns.
        if agrees(reading.wall) && off(reading.wall) <= off(time) {
            if self.doubt.is_some() {
                tracing::info!("Discord confirms the computer's clock; going by it from now on");
                self.follow(reading);
            }
        } else if agrees(time) {
            self.disbelieve(reading, time);
        } else if self.odd.is_some_and(|odd| agrees(odd.wall + reading.running.saturating_sub(odd.running))) {
            self.go_on_from(Reading { wall: discord, ..reading });
            self.disbelieve(reading, discord);
        } else {
            self.odd = Some(Reading { wall: discord, ..reading });
            return Certainty::Unsure;
        }
        self.odd = None;
        self.is_vouched_for = true;
        Certainty::Clear
    }

    /// The wall clock that is not believed, if so.
    pub(super) fn doubt(&self) -> Option<Doubt> {
        self.doubt
    }

    /// Whether more than the wall clock at the start speaks for the time: Discord, or ten minutes without a step.
    pub(super) fn is_vouched_for(&self, reading: Reading) -> bool {
        self.is_vouched_for || reading.running.saturating_sub(self.started) >= HOLDS
    }

    /// Whether the time went back by more than a correction since the last call.
    pub(super) fn take_went_back(&mut self) -> bool {
        std::mem::take(&mut self.went_back)
    }

    fn gone_by(&self, reading: Reading) -> DateTime<Utc> {
        self.base.wall + reading.running.saturating_sub(self.base.running)
    }

    fn follow(&mut self, reading: Reading) {
        self.go_on_from(reading);
        self.doubt = None;
    }

    fn go_on_from(&mut self, reading: Reading) {
        self.went_back |= reading.wall < self.gone_by(reading);
        self.base = reading;
    }

    fn disbelieve(&mut self, reading: Reading, time: DateTime<Utc>) {
        let ahead = reading.wall - time;
        if !self.doubt.is_some_and(|doubt| doubt.is_wrong) {
            let by = ahead.num_seconds();
            tracing::warn!(ahead_seconds = by, "the computer's clock is wrong; going by Discord's time");
        }
        self.doubt = Some(Doubt { ahead, is_wrong: true, since: reading.running });
    }
}

#[cfg(test)]
mod tests;
