//! What a member looks ahead to after an answer: the own place, and the next question.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::ids::{MemberId, RoundId, ServerId};
use crate::domain::leaderboard::{Period, PeriodKind};
use crate::store::schedules::Schedule;
use crate::store::set_aside::if_readable;
use crate::store::{ReadTx, StoreError, climbs, rounds, schedules, servers, standings};

/// What lies ahead of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ahead {
    /// The member's place in the round's local month.
    pub place: Option<u64>,
    /// How many places the answer brought; 0 with the first one of a month.
    pub climbed: u64,
    /// When the server's next question comes; `None` while all its schedules are paused.
    pub next_at: Option<DateTime<Utc>>,
    /// The first day of the round's month, where that is over: points and place are those of then.
    pub past_month: Option<NaiveDate>,
}

/// What lies ahead of a member whose answer to a round of this server brought so many points.
pub fn show_ahead(
    tx: &ReadTx<'_>,
    server: ServerId,
    round: RoundId,
    (member, points): (MemberId, u32),
    now: DateTime<Utc>,
) -> Result<Ahead, StoreError> {
    let next = schedules::of_server(tx, server)?.iter().filter_map(Schedule::next_question).min();
    let Some(round) = rounds::find(tx, round)?.filter(|round| round.server == server) else {
        return Ok(Ahead::default());
    };
    let of_round = Period::of(PeriodKind::Month, round.day);
    let today = servers::find(tx, server)?.map_or(round.day, |server| server.day_at(now));
    let is_over = of_round.end_day().is_some_and(|end| today >= end);
    let month = of_round.code();
    let place = match if_readable("standing", standings::find(tx, server, &month, member))? {
        Some(totals) => Some(standings::above(tx, server, &month, totals.points)? + 1),
        None => None,
    };
    let climbed = if points > 0 { climbs::passed(tx, server, &month, member, points)? } else { 0 };
    let past_month = is_over.then_some(of_round.first_day);
    Ok(Ahead { place, climbed, next_at: next.map(|next| next.at), past_month })
}
