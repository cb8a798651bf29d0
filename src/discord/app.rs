//! What every handler needs: the store's handle, the bank, the words, and the way out to Discord.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::TimeDelta;

use super::easel::Easel;
use super::handled::Handled;
use super::names::Names;
use super::words::Words;
use crate::domain::current_bank::CurrentBank;
use crate::store::Store;
use rest::Rest;

/// What every handler needs. Cheap to clone.
#[derive(Clone)]
pub struct App {
    pub store: Store,
    /// What the bank says beside its questions.
    pub bank: Arc<CurrentBank>,
    /// The words in both languages.
    pub words: Arc<Words>,
    /// The way out to Discord.
    pub rest: Rest,
    /// The computer's clock, for those who ask for the state of the bot.
    pub computer_clock: Arc<ComputerClock>,
    /// The names of members that are known to be current.
    pub names: Arc<Names>,
    /// Where pictures are made.
    pub easel: Arc<Easel>,
    /// What became of the interactions.
    pub handled: Arc<Handled>,
}

/// By how much the computer's clock is ahead of the time that the bot goes by.
#[derive(Debug, Default)]
pub struct ComputerClock(AtomicI64);

impl ComputerClock {
    /// Takes note of it; zero while the two are one.
    pub fn note_ahead(&self, ahead: TimeDelta) {
        self.0.store((ahead.num_seconds() + 30).div_euclid(60), Ordering::Relaxed);
    }

    /// By how many minutes it is ahead, negative when it is behind; 0 while the two are one.
    pub fn minutes_ahead(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}
