//! What a member looks ahead to after an answer: the own place, and the next question.

use chrono::{DateTime, Utc};

use crate::domain::ids::{MemberId, RoundId, ServerId};
use crate::domain::leaderboard::{Period, PeriodKind};
use crate::store::schedules::Schedule;
use crate::store::set_aside::if_readable;
use crate::store::{ReadTx, StoreError, rounds, schedules, standings};

/// What lies ahead of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ahead {
    /// The member's place in the round's local month.
    pub place: Option<u64>,
    /// When the server's next question comes; `None` while all its schedules are paused.
    pub next_at: Option<DateTime<Utc>>,
}

/// What lies ahead of a member who answered a round of this server.
pub fn show_ahead(tx: &ReadTx<'_>, server: ServerId, round: RoundId, member: MemberId) -> Result<Ahead, StoreError> {
    let next = schedules::of_server(tx, server)?.iter().filter_map(Schedule::next_question).min();
    let Some(round) = rounds::find(tx, round)?.filter(|round| round.server == server) else {
        return Ok(Ahead::default());
    };
    let month = Period::of(PeriodKind::Month, round.day).code();
    let place = match if_readable("standing", standings::find(tx, server, &month, member))? {
        Some(totals) => Some(standings::above(tx, server, &month, totals.points)? + 1),
        None => None,
    };
    Ok(Ahead { place, next_at: next.map(|next| next.at) })
}
