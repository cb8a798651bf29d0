//! A round closes: no more answers, the waiting ones are graded, and a reveal is due.

use chrono::{DateTime, Utc};

use super::update_standings;
use crate::bank::Bank;
use crate::domain::ids::{RoundId, ServerId};
use crate::domain::round::{Round, RoundState};
use crate::store::notices::NoticeKind;
use crate::store::{StoreError, WriteTx, answers, notices, rounds, servers};

/// Closes the rounds whose time is over; says how many.
pub fn close_due_rounds(tx: &WriteTx<'_>, bank: &Bank, now: DateTime<Utc>, at_most: u32) -> Result<usize, StoreError> {
    let over = rounds::to_close(tx, now, at_most)?;
    for round in &over {
        close(tx, bank, round, now)?;
    }
    Ok(over.len())
}

/// What became of a manager's wish to close a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CloseOutcome {
    /// It is closed; the reveal follows.
    Closed(Round),
    /// No round is open.
    NoRound,
    /// The server was not set up.
    NotSetUp,
}

/// Closes a server's open round early: the named one, else the newest.
pub fn close_round(
    tx: &WriteTx<'_>,
    bank: &Bank,
    server: ServerId,
    asked: Option<RoundId>,
    now: DateTime<Utc>,
) -> Result<CloseOutcome, StoreError> {
    if servers::find(tx, server)?.is_none() {
        return Ok(CloseOutcome::NotSetUp);
    }
    let open = rounds::open_in(tx, server)?;
    let Some(round) = open.into_iter().find(|round| asked.is_none_or(|id| id == round.id)) else {
        return Ok(CloseOutcome::NoRound);
    };
    close(tx, bank, &round, now)?;
    Ok(CloseOutcome::Closed(round))
}

fn close(tx: &WriteTx<'_>, bank: &Bank, round: &Round, now: DateTime<Utc>) -> Result<(), StoreError> {
    debug_assert_eq!(round.state, RoundState::Open);
    if let Some(question) = round.question.as_ref().and_then(|id| bank.question(id)) {
        for answer in answers::of_round(tx, round.id)?.iter().filter(|answer| answer.graded.is_none()) {
            update_standings::grade(tx, round, question, answer)?;
        }
    }
    rounds::set_closed(tx, round.id, now)?;
    notices::insert_for_round(tx, round.server, round.id, NoticeKind::Reveal, now)?;
    Ok(())
}

/// What a reveal tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reveal {
    /// The round.
    pub round: Round,
    /// How many members picked each set of letters.
    pub choices: Vec<(crate::domain::choice::Choice, u32)>,
}

/// How the answers of a round are spread.
pub fn reveal(tx: &crate::store::ReadTx<'_>, round: RoundId) -> Result<Option<Reveal>, StoreError> {
    let Some(round) = rounds::find(tx, round)? else {
        return Ok(None);
    };
    let choices = answers::choices(tx, round.id)?;
    Ok(Some(Reveal { round, choices }))
}
