//! The rounds that commands list: the last thirty days, and the open ones.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::find_stuck::{Stuck, find_stuck};
use crate::domain::ids::ServerId;
use crate::domain::round::{Round, RoundState};
use crate::domain::settings::Feedback;
use crate::domain::stats::Tally;
use crate::store::editions::Drawn;
use crate::store::{ReadTx, StoreError, answers, editions, rounds, servers};

/// A round with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub drawn: Drawn,
    /// How many answered, and how many of them were right; the latter is told when it is closed.
    pub tally: Tally,
    /// What keeps it from being posted.
    pub stuck: Option<Stuck>,
}

/// What there is to list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rounds {
    /// The rounds of the last thirty local days, the newest first.
    pub past: Vec<Listed>,
    /// The days to come that managers want without one, the next one first.
    pub left_out: Vec<NaiveDate>,
}

/// A server's rounds of the last thirty local days; `None` when it was not set up.
pub fn list_rounds(tx: &ReadTx<'_>, id: ServerId, now: DateTime<Utc>) -> Result<Option<Rounds>, StoreError> {
    let Some(server) = servers::find(tx, id)? else {
        return Ok(None);
    };
    let today = server.day_at(now);
    let since = rounds::since(tx, id, today.checked_sub_days(Days::new(29)).unwrap_or(today))?;
    let (to_come, past): (Vec<_>, Vec<_>) = since.into_iter().partition(|round| is_skip_to_come(round, now));
    let mut left_out: Vec<NaiveDate> = to_come.into_iter().map(|round| round.day).collect();
    left_out.reverse();
    left_out.dedup();
    let past = past.into_iter().map(|round| listed(tx, round)).collect::<Result<_, _>>()?;
    Ok(Some(Rounds { past, left_out }))
}

/// Whether a day that has not come is left out.
pub(super) fn is_skip_to_come(round: &Round, now: DateTime<Utc>) -> bool {
    round.state == RoundState::Skipped && round.due_at > now
}

/// A round with what became of it.
pub(super) fn listed(tx: &ReadTx<'_>, round: Round) -> Result<Listed, StoreError> {
    let is_posted = round.message.is_some();
    let answered = if is_posted { rounds::answered(tx, round.id)? } else { 0 };
    let right = if is_posted { answers::right(tx, round.id)? } else { 0 };
    let stuck = find_stuck(tx, &round)?;
    Ok(Listed { drawn: editions::drawn(tx, round)?, tally: Tally { right, answered }, stuck })
}

/// A server's open rounds, the newest first.
pub fn open_rounds(tx: &ReadTx<'_>, server: ServerId) -> Result<Vec<Drawn>, StoreError> {
    editions::all_drawn(tx, rounds::open_in(tx, server)?)
}

/// When members learn the verdict on the newest open round; `None` when none is open.
pub fn open_feedback(tx: &ReadTx<'_>, server: ServerId) -> Result<Option<Feedback>, StoreError> {
    Ok(rounds::open_in(tx, server)?.first().map(|round| round.feedback))
}
