//! Explains a question to a member who may know its key.

use chrono::{DateTime, Utc};

use crate::bank::Bank;
use crate::domain::ids::{MemberId, QuestionId, RoundId, ServerId};
use crate::domain::round::{Round, RoundState};
use crate::domain::settings::Feedback;
use crate::store::answers::Answer;
use crate::store::{ReadTx, StoreError, answers, rounds};

/// What is asked to be explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// The round that closed last.
    LastClosed,
    /// A round, from a button.
    Round(RoundId),
    /// A question of the bank, as typed or picked.
    Question(String),
}

/// What is explained, or why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Explanation {
    /// The member may know.
    Explained {
        /// The round in whose letters it is explained.
        round: Round,
        /// The member's answer.
        answer: Option<Answer>,
    },
    /// It is open here and the member has not answered it, or may not know the verdict yet.
    NotYet {
        /// When it closes.
        closes_at: Option<DateTime<Utc>>,
    },
    /// It has not been asked here.
    NeverAsked,
    /// No round has closed here yet.
    NothingClosed,
}

/// Explains a question that is closed here, or that the member answered with instant feedback.
pub fn explain_question(
    tx: &ReadTx<'_>,
    bank: &Bank,
    server: ServerId,
    member: MemberId,
    asked: &Asked,
) -> Result<Explanation, StoreError> {
    let candidates = match asked {
        Asked::LastClosed => rounds::last_closed_in(tx, server)?.into_iter().collect::<Vec<_>>(),
        Asked::Round(id) => rounds::find(tx, *id)?.into_iter().filter(|round| round.server == server).collect(),
        Asked::Question(text) => match QuestionId::new(text).filter(|id| bank.question(id).is_some()) {
            Some(id) => rounds::of_question(tx, server, &id)?,
            None => Vec::new(),
        },
    };
    let mut closes_at = None;
    for round in &candidates {
        let answer = answers::find(tx, round.id, member)?;
        if may_know(round, answer.as_ref()) {
            return Ok(Explanation::Explained { round: round.clone(), answer });
        }
        closes_at = closes_at.or(round.closes_at);
    }
    Ok(match (asked, candidates.is_empty()) {
        (Asked::LastClosed, true) => Explanation::NothingClosed,
        (_, true) => Explanation::NeverAsked,
        (_, false) => Explanation::NotYet { closes_at },
    })
}

/// The questions that a member may have explained here, the newest first.
pub fn explainable(tx: &ReadTx<'_>, server: ServerId, member: MemberId) -> Result<Vec<Round>, StoreError> {
    const LOOK_BACK: u32 = 400;
    let mut found = Vec::new();
    for round in rounds::last_posted_in(tx, server, LOOK_BACK)? {
        let known =
            round.state == RoundState::Closed || may_know(&round, answers::find(tx, round.id, member)?.as_ref());
        if known {
            found.push(round);
        }
    }
    Ok(found)
}

fn may_know(round: &Round, answer: Option<&Answer>) -> bool {
    match round.state {
        RoundState::Closed | RoundState::Void => true,
        RoundState::Open => answer.is_some() && round.feedback == Feedback::Instant,
        RoundState::Due | RoundState::Skipped | RoundState::Removed => false,
    }
}
