//! A manager wants no round on a day, or wants it after all.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::configure_server::{asked_schedule, next_due};
use super::find_stuck::find_stuck;
use super::open_due_rounds;
use crate::domain::delivery::DeliveryKind;
use crate::domain::ids::{ScheduleId, ServerId};
use crate::domain::round::{Round, RoundState, SkipReason, last_chance};
use crate::domain::schedule::Due;
use crate::store::deliveries;
use crate::store::schedules::Schedule;
use crate::store::{ReadTx, StoreError, WriteTx, rounds, schedules};

/// The day that would have no round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToSkip {
    pub schedule: ScheduleId,
    /// What the schedule is called, where the server has several.
    pub named: Option<String>,
    /// The day.
    pub day: NaiveDate,
}

/// The day that a schedule would leave out: today, or the next one when today's round is out already.
pub fn day_to_skip(
    tx: &ReadTx<'_>,
    server: ServerId,
    asked: Option<ScheduleId>,
    now: DateTime<Utc>,
) -> Result<Option<ToSkip>, StoreError> {
    let Some(schedule) = asked_schedule(tx, server, asked)? else {
        return Ok(None);
    };
    let is_one_of_many = schedules::of_server(tx, server)?.len() > 1;
    let (due, _) = left_out(tx, &schedule, now)?;
    Ok(Some(ToSkip { schedule: schedule.id, named: is_one_of_many.then_some(schedule.name), day: due.day }))
}

/// What became of a manager's wish for no round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SkipOutcome {
    /// That day has no round.
    Skipped {
        /// The day without a round.
        day: NaiveDate,
        /// The next question; `None` while the schedule is paused.
        next: Option<Due>,
    },
    /// It was left out before; nothing changed.
    AlreadySkipped {
        /// The day without a round.
        day: NaiveDate,
        /// The next question; `None` while the schedule is paused.
        next: Option<Due>,
    },
    /// The day is not the next one any more: its round is out or on its way, or the schedule was changed.
    TooLate {
        /// The day that was asked for.
        day: NaiveDate,
    },
    /// The server has no such schedule.
    NoSchedule,
}

/// Leaves a schedule's round of a day out, if it is the one that [`day_to_skip`] names now.
pub fn skip_round(
    tx: &WriteTx<'_>,
    server: ServerId,
    schedule: ScheduleId,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<SkipOutcome, StoreError> {
    let Some(mut schedule) = asked_schedule(tx, server, Some(schedule))? else {
        return Ok(SkipOutcome::NoSchedule);
    };
    let is_wanted_skip =
        |round: &Round| round.state == RoundState::Skipped && round.skip_reason == Some(SkipReason::Asked);
    if rounds::of_day(tx, schedule.id, day)?.is_some_and(|round| is_wanted_skip(&round)) {
        return Ok(SkipOutcome::AlreadySkipped { day, next: schedule.next_question() });
    }
    let (due, waiting) = left_out(tx, &schedule, now)?;
    if due.day != day {
        return Ok(SkipOutcome::TooLate { day });
    }

    if let Some(round) = waiting {
        // One that may be there is looked for until its time is over, so that its buttons can be taken off.
        deliveries::cancel(tx, round.id, DeliveryKind::Post, "a manager skipped it", now)?;
        rounds::set_skipped(tx, round.id, SkipReason::Asked)?;
    } else {
        open_due_rounds::skip(tx, &schedule, due, SkipReason::Asked)?;
        schedule.due = next_due(tx, Some(schedule.id), &schedule.timetable(), now)?;
        schedules::set_due(tx, schedule.id, schedule.due)?;
    }
    Ok(SkipOutcome::Skipped { day, next: schedule.next_question() })
}

/// What a skip leaves out: a round that waits to be posted and was certainly not sent, or is stuck, else the next day.
fn left_out(tx: &ReadTx<'_>, schedule: &Schedule, now: DateTime<Utc>) -> Result<(Due, Option<Round>), StoreError> {
    let waiting = rounds::unposted_in(tx, schedule.server)?;
    let waiting = waiting.into_iter().find(|round| round.number == 0 && round.schedule == Some(schedule.id));
    if let Some(round) = waiting {
        let post = deliveries::of_round(tx, round.id, DeliveryKind::Post)?;
        let is_stuck = find_stuck(tx, &round)?.is_some();
        if post.is_some_and(|post| post.done_at.is_none() && (post.first_sent_at.is_none() || is_stuck)) {
            return Ok((Due { at: round.due_at, day: round.day }, Some(round)));
        }
    }
    // What was due when the pause began may be long past.
    let due = if schedule.paused { next_due(tx, Some(schedule.id), &schedule.timetable(), now)? } else { schedule.due };
    Ok((due, None))
}

/// What became of a manager's wish for a round after all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnskipOutcome {
    /// The day has its round.
    Back {
        /// The day.
        day: NaiveDate,
        /// When its question comes; `None` while the schedule is paused.
        at: Option<DateTime<Utc>>,
    },
    /// No day that is still to come was left out.
    NothingSkipped,
    /// That day is not left out, or its time is over.
    NotSkipped {
        /// The day that was asked for.
        day: NaiveDate,
    },
    /// The server was not set up.
    NotSetUp,
}

/// Takes a wanted skip back: of the named day, else of the last one.
pub fn unskip_round(
    tx: &WriteTx<'_>,
    server: ServerId,
    asked: Option<ScheduleId>,
    day: Option<NaiveDate>,
    now: DateTime<Utc>,
) -> Result<UnskipOutcome, StoreError> {
    let Some(schedule) = asked_schedule(tx, server, asked)? else {
        return Ok(UnskipOutcome::NotSetUp);
    };
    let skipped = days_to_come(tx, &schedule, now)?;
    let found = skipped.into_iter().find(|skipped| day.is_none_or(|day| day == *skipped));
    let Some(back) = found else {
        return Ok(day.map_or(UnskipOutcome::NothingSkipped, |day| UnskipOutcome::NotSkipped { day }));
    };

    let at = schedule.timetable().instant_on(back);
    if may_be_there(tx, schedule.id, back)? {
        rounds::set_due_again(tx, schedule.id, back)?;
        return Ok(UnskipOutcome::Back { day: back, at: at.filter(|_| !schedule.paused) });
    }
    rounds::forget_wanted_skip(tx, schedule.id, back)?;
    let due = match at {
        // Its time has come, and it may still be late.
        Some(at) if at <= now => Due { at, day: back },
        _ => next_due(tx, Some(schedule.id), &schedule.timetable(), now)?,
    };
    schedules::set_due(tx, schedule.id, due)?;
    Ok(UnskipOutcome::Back { day: back, at: at.filter(|_| !schedule.paused) })
}

/// Whether the post of a day that was skipped may stand in its channel all the same.
pub(super) fn may_be_there(tx: &ReadTx<'_>, schedule: ScheduleId, day: NaiveDate) -> Result<bool, StoreError> {
    let round = rounds::of_day(tx, schedule, day)?;
    let post = round.map_or(Ok(None), |round| deliveries::of_round(tx, round.id, DeliveryKind::Post))?;
    Ok(post.is_some_and(|post| post.first_sent_at.is_some() && post.done_at.is_none()))
}

/// The days that managers want without a round and whose question could still come, the last one first.
pub fn skipped_days(
    tx: &ReadTx<'_>,
    server: ServerId,
    asked: Option<ScheduleId>,
    now: DateTime<Utc>,
) -> Result<Vec<NaiveDate>, StoreError> {
    asked_schedule(tx, server, asked)?.map_or(Ok(Vec::new()), |schedule| days_to_come(tx, &schedule, now))
}

fn days_to_come(tx: &ReadTx<'_>, schedule: &Schedule, now: DateTime<Utc>) -> Result<Vec<NaiveDate>, StoreError> {
    let timetable = schedule.timetable();
    let today = timetable.day_at(now);
    let skipped = rounds::wanted_skips(tx, schedule.id, today.checked_sub_days(Days::new(1)).unwrap_or(today))?;
    let may_come =
        |day: &NaiveDate| timetable.instant_on(*day).is_some_and(|at| now <= last_chance(at, schedule.settings.grace));
    Ok(skipped.into_iter().filter(may_come).collect())
}
