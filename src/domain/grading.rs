//! Decides whether an answer counts, and whether it is right.

use chrono::{DateTime, Utc};

use super::choice::Choice;
use super::round::{Round, RoundState};
use super::settings::Feedback;
use super::sheet::{Misfit, Sheet};
use super::verdict::Verdict;

/// Why an answer does not count. A refusal is an answer to the member, not a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No round is open here.
    NoRound,
    /// The round is closed.
    Closed,
    /// The question was declared faulty.
    Void,
    /// The post is gone or the bank does not have the question any more.
    Gone,
    /// The answer given first is final.
    AlreadyAnswered(Choice),
    /// It was answered by someone who then had their data deleted.
    Forgotten,
    /// Another number of letters is asked.
    WrongCount {
        /// How many letters the question asks.
        asked: usize,
    },
    /// What was typed is not made of letters of this question.
    UnknownLetter {
        /// The letters of this question.
        letters: Choice,
    },
}

/// Judges a choice for a round at an instant, or says why it does not count.
///
/// `earlier` is the member's earlier choice; with [`Feedback::AtClose`] it may be changed until the close.
pub fn judge(
    round: &Round,
    sheet: &Sheet,
    earlier: Option<Choice>,
    choice: Choice,
    at: DateTime<Utc>,
) -> Result<Verdict, Refusal> {
    match round.state {
        RoundState::Void => return Err(Refusal::Void),
        RoundState::Removed => return Err(Refusal::Gone),
        RoundState::Closed | RoundState::Skipped => return Err(Refusal::Closed),
        RoundState::Due => return Err(Refusal::NoRound),
        RoundState::Open if !round.takes_answers_at(at) => return Err(Refusal::Closed),
        RoundState::Open => {}
    }
    if let (Some(earlier), Feedback::Instant) = (earlier, round.feedback) {
        return Err(Refusal::AlreadyAnswered(earlier));
    }

    sheet.judge(choice).map_err(|misfit| match misfit {
        Misfit::UnknownLetter { letters } => Refusal::UnknownLetter { letters },
        Misfit::WrongCount { asked } => Refusal::WrongCount { asked },
    })
}
