//! What a member's answer to a round came to, told again when they ask.

use chrono::{DateTime, Utc};

use super::submit_answer::{Graded, freeze_news};
use super::update_standings::season_that_was_over;
use crate::domain::ids::{MemberId, RoundId, ServerId};
use crate::domain::leaderboard::{Period, PeriodKind};
use crate::domain::round::RoundState;
use crate::store::{ReadTx, StoreError, answers, editions, rounds, standings};

/// What there is to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnResult {
    /// The verdict with its points.
    Graded(Box<Graded>),
    /// The member did not answer it.
    NotAnswered,
    /// The verdict comes when the round closes.
    NotYet {
        /// When it closes.
        closes_at: Option<DateTime<Utc>>,
    },
    /// The round does not count.
    Void,
    /// The server has no such round, or its wording was not kept.
    Gone,
}

/// What a member's answer to a round of this server came to.
pub fn show_result(
    tx: &ReadTx<'_>,
    server: ServerId,
    round: RoundId,
    member: MemberId,
) -> Result<OwnResult, StoreError> {
    let Some(round) = rounds::find(tx, round)?.filter(|round| round.server == server) else {
        return Ok(OwnResult::Gone);
    };
    if round.state == RoundState::Void {
        return Ok(OwnResult::Void);
    }
    let Some(answer) = answers::find(tx, round.id, member)? else {
        return Ok(OwnResult::NotAnswered);
    };
    let Some((verdict, points)) = answer.graded else {
        return Ok(OwnResult::NotYet { closes_at: round.closes_at });
    };
    let Some(sheet) = editions::sheet_of(tx, &round)? else {
        return Ok(OwnResult::Gone);
    };
    let month = Period::of(PeriodKind::Month, round.day).code();
    let month_points = standings::find(tx, server, &month, member)?.map_or(0, |totals| totals.points);
    let freezes = freeze_news(tx, &round, &answer)?;
    Ok(OwnResult::Graded(Box::new(Graded {
        round: round.id,
        sheet,
        choice: answer.choice,
        verdict,
        points,
        streak: answer.streak.days,
        freezes,
        month_points,
        late_for: season_that_was_over(tx, &round, answer.at)?,
    })))
}
