//! A round closes: no more answers, the waiting ones are graded, and a reveal is due.

use chrono::{DateTime, Utc};

use super::record_arrival::owe;
use super::update_standings;
use crate::domain::delivery::DeliveryKind;
use crate::domain::ids::{MemberId, RoundId, ServerId};
use crate::domain::round::{Round, RoundState};
use crate::domain::settings::Feedback;
use crate::domain::sheet::Sheet;
use crate::store::editions::Drawn;
use crate::store::{ReadTx, StoreError, WriteTx, answers, editions, live_boards, marks, rounds, servers, set_aside};

/// Closes rounds whose time is over, with so many rounds and answers at most; says whether there may be more.
///
/// A round stays open until its last answer has its verdict; its time is over, so it takes none.
pub fn close_due_rounds(tx: &WriteTx<'_>, now: DateTime<Utc>, at_most: u32) -> Result<bool, StoreError> {
    let over = rounds::to_close(tx, now, at_most)?;
    let mut left = at_most;
    for round in &over {
        let graded = match close_one(tx, *round, left, now) {
            Err(error) if error.is_unreadable() => {
                set_aside::insert(tx, "round", round.0, &error.to_string(), now)?;
                0
            }
            graded => graded?,
        };
        left = left.saturating_sub(1 + graded);
        if left == 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

fn close_one(tx: &WriteTx<'_>, round: RoundId, at_most: u32, now: DateTime<Utc>) -> Result<u32, StoreError> {
    rounds::find(tx, round)?.map_or(Ok(0), |round| close(tx, &round, at_most, now))
}

/// What became of a manager's wish to close a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CloseOutcome {
    /// Its time is over: it takes no more answers, and the reveal follows when none can be on its way any more.
    Closed(Box<Drawn>),
    /// It was closed before, or is void; nothing changed.
    IsOver(Box<Drawn>),
    /// No round is open.
    NoRound,
    /// The server was not set up.
    NotSetUp,
}

/// Ends the time of a server's open round: of the named one, else of the newest. As with any other, its close waits for
/// what was pressed before.
pub fn close_round(
    tx: &WriteTx<'_>,
    server: ServerId,
    asked: Option<RoundId>,
    now: DateTime<Utc>,
) -> Result<CloseOutcome, StoreError> {
    if servers::find(tx, server)?.is_none() {
        return Ok(CloseOutcome::NotSetUp);
    }
    let Some(round) = open_round(tx, server, asked, now)? else {
        let known = asked.map_or(Ok(None), |id| rounds::find(tx, id))?;
        return Ok(match known.filter(|round| round.server == server && round.message.is_some()) {
            Some(round) => CloseOutcome::IsOver(Box::new(editions::drawn(tx, round)?)),
            None => CloseOutcome::NoRound,
        });
    };
    rounds::set_closes_at(tx, round.id, now)?;
    Ok(CloseOutcome::Closed(Box::new(editions::drawn(tx, round)?)))
}

/// The round that a manager would close: the named one, else the newest open; with how many members answered it.
pub fn round_to_close(
    tx: &ReadTx<'_>,
    server: ServerId,
    asked: Option<RoundId>,
    now: DateTime<Utc>,
) -> Result<Option<(Drawn, u32)>, StoreError> {
    let Some(round) = open_round(tx, server, asked, now)? else {
        return Ok(None);
    };
    let answered = rounds::answered(tx, round.id)?;
    Ok(Some((editions::drawn(tx, round)?, answered)))
}

/// One whose time is over closes by itself.
fn open_round(
    tx: &ReadTx<'_>,
    server: ServerId,
    asked: Option<RoundId>,
    now: DateTime<Utc>,
) -> Result<Option<Round>, StoreError> {
    let open = rounds::open_in(tx, server)?.into_iter();
    Ok(open.filter(|round| round.takes_answers_at(now)).find(|round| asked.is_none_or(|id| id == round.id)))
}

/// Grades so many answers at most, and closes the round when there are no more; says how many were graded.
fn close(tx: &WriteTx<'_>, round: &Round, at_most: u32, now: DateTime<Utc>) -> Result<u32, StoreError> {
    debug_assert_eq!(round.state, RoundState::Open);
    let mut graded = 0;
    // With instant feedback each answer has its verdict.
    if round.feedback == Feedback::AtClose
        && let Some(sheet) = editions::sheet_of(tx, round)?
    {
        graded = grade(tx, round, &sheet, at_most)?;
    }
    if graded < at_most {
        rounds::set_closed(tx, round.id, now)?;
        // Whoever missed it has no streak any more, and the period before may be settled now.
        live_boards::look_again(tx, round.server);
        marks::delete_of(tx, round.id)?;
        owe(tx, round, DeliveryKind::Close, now)?;
        owe(tx, round, DeliveryKind::Reveal, now)?;
    }
    Ok(graded)
}

/// Grades so many answers that wait for their verdict at most; says how many. What cannot be read holds nobody up.
fn grade(tx: &WriteTx<'_>, round: &Round, sheet: &Sheet, at_most: u32) -> Result<u32, StoreError> {
    let (mut graded, mut last) = (0, MemberId(0));
    while graded < at_most {
        let waiting = answers::to_grade(tx, round.id, last, at_most - graded)?;
        last = match waiting.last() {
            Some(last) => *last,
            None => break,
        };
        for member in waiting {
            let answer = set_aside::if_readable("answer", answers::find(tx, round.id, member))?;
            if let Some(answer) = answer
                && update_standings::can_add(tx, round, member)?
            {
                update_standings::grade(tx, round, sheet, &answer)?;
                graded += 1;
            }
        }
    }
    Ok(graded)
}

/// What a reveal tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reveal {
    pub round: Round,
    /// What was asked.
    pub sheet: Sheet,
    /// How many members picked each set of letters.
    pub choices: Vec<(crate::domain::choice::Choice, u32)>,
}

/// How the answers of a round are spread; `None` where the wording of its question was not kept.
pub fn reveal(tx: &ReadTx<'_>, round: RoundId) -> Result<Option<Reveal>, StoreError> {
    let Some(round) = rounds::find(tx, round)? else {
        return Ok(None);
    };
    let Some(sheet) = editions::sheet_of(tx, &round)? else {
        return Ok(None);
    };
    let choices = answers::choices(tx, round.id)?;
    Ok(Some(Reveal { round, sheet, choices }))
}
