//! A manager asks for a round at once.

use chrono::{DateTime, NaiveDate, Utc};
use rand::Rng;

use super::configure_server::{asked_schedule, next_due};
use super::find_stuck::{Stuck, find_stuck};
use super::open_due_rounds;
use super::skip_round::may_be_there;
use crate::domain::ids::{ScheduleId, ServerId};
use crate::domain::round::{Round, RoundState};
use crate::domain::schedule::Due;
use crate::store::rounds::Replaces;
use crate::store::{StoreError, WriteTx, editions, rounds, schedules};

/// What became of a manager's wish for a round now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StartOutcome {
    /// Today's round comes now; the schedule leaves today alone.
    Today,
    /// Today's was out already: an extra one comes now.
    Extra,
    /// One is on its way already; nothing was added.
    OnItsWay {
        /// Its day.
        day: NaiveDate,
        /// What keeps it from being posted.
        stuck: Option<Stuck>,
    },
    /// No question fits the server's sections.
    NoQuestion,
    /// The server was not set up.
    NotSetUp,
}

/// Opens today's round of the first schedule at once; `None` when it is out, so that a second press adds nothing.
pub fn start_first_round(
    tx: &WriteTx<'_>,
    id: ServerId,
    now: DateTime<Utc>,
    rng: &mut impl Rng,
) -> Result<Option<StartOutcome>, StoreError> {
    if let Some(schedule) = asked_schedule(tx, id, None)? {
        let today = rounds::of_day(tx, schedule.id, schedule.timetable().day_at(now))?;
        match today {
            Some(today) if today.state == RoundState::Due => {
                let stuck = find_stuck(tx, &today)?;
                return Ok(Some(StartOutcome::OnItsWay { day: today.day, stuck }));
            }
            Some(today) if today.state != RoundState::Skipped => return Ok(None),
            Some(_) | None => {}
        }
    }
    start_round(tx, id, None, now, rng).map(Some)
}

/// Opens a round of a schedule at once: of the named one, else of the first.
pub fn start_round(
    tx: &WriteTx<'_>,
    id: ServerId,
    asked: Option<ScheduleId>,
    now: DateTime<Utc>,
    rng: &mut impl Rng,
) -> Result<StartOutcome, StoreError> {
    let Some(schedule) = asked_schedule(tx, id, asked)? else {
        return Ok(StartOutcome::NotSetUp);
    };
    let waits = |round: &Round| round.schedule == Some(schedule.id);
    if let Some(waiting) = rounds::unposted_in(tx, id)?.into_iter().find(waits) {
        let stuck = find_stuck(tx, &waiting)?;
        return Ok(StartOutcome::OnItsWay { day: waiting.day, stuck });
    }
    let (bank, seen) = (editions::listed(tx)?, rounds::last_seen(tx, id)?);
    if crate::domain::selection::left(&bank, &schedule.settings.wanted(), &seen).1 == 0 {
        return Ok(StartOutcome::NoQuestion);
    }
    let timetable = schedule.timetable();
    let due = Due { at: now, day: timetable.day_at(now) };
    // A day that was skipped still has its own round to give, unless its post may be there.
    let today = rounds::of_day(tx, schedule.id, due.day)?;
    let is_free = today.as_ref().is_none_or(|today| today.state == RoundState::Skipped && today.message.is_none())
        && !may_be_there(tx, schedule.id, due.day)?;
    let number = if is_free { 0 } else { rounds::last_number(tx, schedule.id, due.day)?.map_or(0, |n| n + 1) };

    open_due_rounds::draw_round(tx, &bank, &schedule, due, number, Replaces::Skipped, rng)?;
    let next = next_due(tx, Some(schedule.id), &timetable, now)?;
    schedules::set_due(tx, schedule.id, next)?;
    Ok(if number == 0 { StartOutcome::Today } else { StartOutcome::Extra })
}
