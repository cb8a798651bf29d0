//! A member's own figures in a server.

use super::update_standings::{latest_days, streak_now};
use crate::domain::ids::{MemberId, ServerId};
use crate::domain::stats::{self, Stats};
use crate::store::{ReadTx, StoreError, answers, history, members};

/// A member's figures, with streaks and points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberStats {
    /// Whose they are.
    pub member: MemberId,
    /// The name that the member had at the last answer.
    pub name: Option<String>,
    /// Accuracy in all, by section and by domain.
    pub stats: Stats,
    /// The rounds in a row that the member answered, up to now.
    pub streak: u32,
    /// The longest such row.
    pub best_streak: u32,
    /// The points of all time.
    pub points: u32,
}

/// A member's figures in a server.
pub fn show_stats(tx: &ReadTx<'_>, server: ServerId, member: MemberId) -> Result<MemberStats, StoreError> {
    let graded = history::graded_answers(tx, server, member)?;
    Ok(MemberStats {
        member,
        name: members::name(tx, server, member)?,
        points: graded.iter().map(|answer| answer.points).sum(),
        stats: stats::count(graded.into_iter().map(|answer| (answer.edition, answer.right))),
        streak: show_streak(tx, server, member)?,
        best_streak: answers::best_streak(tx, server, member)?,
    })
}

/// The rounds in a row that a member answered, up to now.
pub fn show_streak(tx: &ReadTx<'_>, server: ServerId, member: MemberId) -> Result<u32, StoreError> {
    streak_now(tx, server, member, &latest_days(tx, server)?)
}
