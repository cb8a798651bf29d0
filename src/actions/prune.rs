//! What nobody looks at any more goes: deliveries that are done, the standings of old weeks, marks in void
//! rounds, and quizzes.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::leaderboard::{Period, PeriodKind};
use crate::store::{StoreError, WriteTx, deliveries, marks, quizzes, standings};

/// How long it is kept: thirteen months, so that each week of the year before is still there.
pub const KEPT_FOR: TimeDelta = TimeDelta::days(396);

/// Deletes at most so many rows of a kind; says whether more are left. Answers to rounds stay, so an export shows the same as before.
pub fn prune(tx: &WriteTx<'_>, now: DateTime<Utc>, at_most: u32) -> Result<bool, StoreError> {
    let before = now - KEPT_FOR;
    let oldest_week = Period::of(PeriodKind::Week, before.date_naive());
    let gone = deliveries::delete_over(tx, before, at_most)?
        + standings::delete_weeks(tx, &oldest_week.code(), at_most)?
        + quizzes::delete_over(tx, before, at_most)?
        + marks::delete_over(tx, now)?;
    Ok(gone > 0)
}
