//! What became of the members' interactions, counted for those who watch the bot.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::actions::submit_answer::AnswerOutcome;

/// A number that only grows.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Counter {
    /// Adds one.
    pub fn count(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    /// Takes over a total that is counted elsewhere.
    pub fn set(&self, total: u64) {
        self.0.store(total, Ordering::Relaxed);
    }

    /// How many there were.
    pub fn total(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Counts since the program started.
#[derive(Debug, Default)]
pub struct Handled {
    /// Answers that were recorded.
    pub answers: Counter,
    /// Answers that were politely refused.
    pub refusals: Counter,
    /// Interactions that failed: the handler did, the reply did not reach Discord, or too many were held.
    pub failures: Counter,
}

impl Handled {
    /// Counts what became of an answer.
    pub(super) fn count_answer(&self, outcome: &AnswerOutcome) {
        match outcome {
            AnswerOutcome::Graded(_) | AnswerOutcome::Recorded { .. } => self.answers.count(),
            AnswerOutcome::Refused { .. } => self.refusals.count(),
        }
    }
}
