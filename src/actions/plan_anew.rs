//! The time went back, or a program starts after one whose time was wrong: what lies too far ahead is planned from now.

use chrono::{DateTime, TimeDelta, Utc};

use super::configure_server::next_due;
use crate::domain::ids::ScheduleId;
use crate::domain::next_try::CLOSED_PAUSE;
use crate::domain::settings::OPEN_FOR_HOURS;
use crate::store::{StoreError, WriteTx, deliveries, rounds, schedules};

/// A post's close is settled a little before Discord dates the post.
const AROUND_A_POST: TimeDelta = TimeDelta::hours(1);

/// Why it is planned anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A program starts. What waits for its next try in good order goes on waiting.
    Start,
    /// The time went back: whatever waits may wait for an instant that is far away now.
    WentBack,
}

/// Plans anew so many schedules at most, those after `after`; returns the last one while there may be more.
pub fn plan_anew(
    tx: &WriteTx<'_>,
    reason: Reason,
    after: Option<ScheduleId>,
    at_most: u32,
    now: DateTime<Utc>,
) -> Result<Option<ScheduleId>, StoreError> {
    if after.is_none() {
        let waits_for_good = match reason {
            Reason::Start => now + CLOSED_PAUSE,
            Reason::WentBack => now,
        };
        deliveries::hurry_all(tx, waits_for_good, now)?;
    }
    let planned = schedules::due_after(tx, now, after.unwrap_or(ScheduleId(0)), at_most)?;
    for id in &planned {
        match plan(tx, *id, now) {
            // It is set aside where its question comes due.
            Err(error) if error.is_unreadable() => {}
            planned => planned?,
        }
    }
    Ok(planned.last().copied())
}

fn plan(tx: &WriteTx<'_>, id: ScheduleId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let Some(schedule) = schedules::find(tx, id)? else {
        return Ok(());
    };
    let timetable = schedule.timetable();
    rounds::forget_skips_after(tx, id, timetable.day_at(now), now)?;
    let due = next_due(tx, Some(id), &timetable, now)?;
    if due.at < schedule.due.at {
        schedules::set_due(tx, id, due)?;
    }
    for round in rounds::open_in(tx, schedule.server)?.into_iter().filter(|round| round.schedule == Some(id)) {
        let (Some(posted_at), Some(closes_at)) = (round.posted_at, round.closes_at) else { continue };
        // Discord dates the post, so a time to the close that nobody can have wanted shows that ours was wrong.
        if closes_at - posted_at > TimeDelta::hours(*OPEN_FOR_HOURS.end()) + AROUND_A_POST {
            rounds::set_closes_at(tx, round.id, posted_at + schedule.settings.open_for)?;
        }
    }
    Ok(())
}
