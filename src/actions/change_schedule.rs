//! A manager adds and removes schedules, or pauses and resumes them; the settings of those that stay are kept.

use chrono::{DateTime, Utc};

use super::configure_server::{Changes, Configured, asked_schedule, changed, next_due};
use super::hold_ceremony::plan_again;
use crate::domain::delivery::DeliveryKind;
use crate::domain::ids::{ScheduleId, ServerId};
use crate::domain::round::SkipReason;
use crate::domain::schedule::Timetable;
use crate::domain::typed::is_same_name;
use crate::store::schedules::Schedule;
use crate::store::{ReadTx, StoreError, WriteTx, deliveries, rounds, schedules, troubles};

/// The most schedules of a server: each is a post a day, and Discord's lists take no more than 25.
pub const MOST_SCHEDULES: usize = 20;

/// The longest name of a schedule, in characters.
pub const LONGEST_NAME: usize = 32;

/// All schedules of a server with what comes next in each, the first one first.
pub fn list_schedules(tx: &ReadTx<'_>, server: ServerId) -> Result<Vec<Configured>, StoreError> {
    let all = schedules::of_server(tx, server)?;
    let many = all.len();
    Ok(all.into_iter().map(|schedule| Configured::of(schedule, many)).collect())
}

/// The ids and names of a server's schedules.
pub fn schedule_names(tx: &ReadTx<'_>, server: ServerId) -> Result<Vec<(ScheduleId, String)>, StoreError> {
    Ok(schedules::of_server(tx, server)?.into_iter().map(|schedule| (schedule.id, schedule.name)).collect())
}

/// What became of a manager's wish for another schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddOutcome {
    /// It is there.
    Added(Configured),
    /// Another one has this name.
    NameTaken,
    /// The name is empty or too long.
    BadName,
    /// The server has as many as it may have.
    TooMany,
    /// The server was not set up.
    NotSetUp,
}

/// Adds a schedule. What the changes do not name is as in the server's first schedule.
pub fn add_schedule(
    tx: &WriteTx<'_>,
    server: ServerId,
    name: &str,
    changes: &Changes,
    now: DateTime<Utc>,
) -> Result<AddOutcome, StoreError> {
    let all = schedules::of_server(tx, server)?;
    let Some(first) = all.first() else {
        return Ok(AddOutcome::NotSetUp);
    };
    let name = name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Ok(AddOutcome::BadName);
    }
    if all.iter().any(|schedule| is_same_name(&schedule.name, name)) {
        return Ok(AddOutcome::NameTaken);
    }
    if all.len() >= MOST_SCHEDULES {
        return Ok(AddOutcome::TooMany);
    }
    let settings = changed(first.settings.clone(), changes);
    let timetable = Timetable { time: settings.time, zone: settings.zone, days: settings.days };

    let id = schedules::insert(tx, server, name, &settings, next_due(tx, None, &timetable, now)?)?;
    let added = schedules::find(tx, id)?;
    Ok(added.map_or(AddOutcome::NotSetUp, |schedule| AddOutcome::Added(Configured::of(schedule, all.len() + 1))))
}

/// What became of a manager's wish to remove a schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemoveOutcome {
    /// It is gone; its rounds and their points stay.
    Removed {
        /// What it was called.
        name: String,
    },
    /// It is the only one: it can be paused.
    OnlyOne,
    /// The server has none of this name.
    NoSuch,
}

/// Removes a schedule. What waits to be posted is left out; an open round closes in its time.
pub fn remove_schedule(
    tx: &WriteTx<'_>,
    server: ServerId,
    asked: ScheduleId,
    now: DateTime<Utc>,
) -> Result<RemoveOutcome, StoreError> {
    let all = schedules::of_server(tx, server)?;
    let Some(schedule) = all.iter().find(|schedule| schedule.id == asked) else {
        return Ok(RemoveOutcome::NoSuch);
    };
    if all.len() == 1 {
        return Ok(RemoveOutcome::OnlyOne);
    }
    for round in rounds::unposted_in(tx, server)?.into_iter().filter(|round| round.schedule == Some(asked)) {
        if deliveries::cancel(tx, round.id, DeliveryKind::Post, "its schedule was removed", now)? {
            rounds::set_skipped(tx, round.id, SkipReason::Asked)?;
        }
    }
    schedules::delete(tx, asked)?;
    // Another one may be the first now, whose time the ceremony has.
    plan_again(tx, server, now)?;
    let channel = schedule.settings.channel;
    if !all.iter().any(|other| other.id != asked && other.settings.channel == channel) {
        troubles::clear_channel(tx, server, channel)?;
    }
    Ok(RemoveOutcome::Removed { name: schedule.name.clone() })
}

/// Stops a schedule, or all of a server's; open rounds go on. Says which; none when the server was not set up.
pub fn pause_schedules(
    tx: &WriteTx<'_>,
    server: ServerId,
    asked: Option<ScheduleId>,
) -> Result<Vec<Configured>, StoreError> {
    for schedule in meant(tx, server, asked)? {
        schedules::set_paused(tx, schedule.id, true)?;
    }
    shown(tx, server, asked)
}

/// Starts a schedule, or all of a server's, again from now on: days in the pause are not made good.
pub fn resume_schedules(
    tx: &WriteTx<'_>,
    server: ServerId,
    asked: Option<ScheduleId>,
    now: DateTime<Utc>,
) -> Result<Vec<Configured>, StoreError> {
    for schedule in meant(tx, server, asked)? {
        let due = next_due(tx, Some(schedule.id), &schedule.timetable(), now)?;
        schedules::set_due(tx, schedule.id, due)?;
        schedules::set_paused(tx, schedule.id, false)?;
    }
    shown(tx, server, asked)
}

fn meant(tx: &ReadTx<'_>, server: ServerId, asked: Option<ScheduleId>) -> Result<Vec<Schedule>, StoreError> {
    match asked {
        None => schedules::of_server(tx, server),
        Some(_) => Ok(asked_schedule(tx, server, asked)?.into_iter().collect()),
    }
}

fn shown(tx: &ReadTx<'_>, server: ServerId, asked: Option<ScheduleId>) -> Result<Vec<Configured>, StoreError> {
    let many = schedules::of_server(tx, server)?.len();
    Ok(meant(tx, server, asked)?.into_iter().map(|schedule| Configured::of(schedule, many)).collect())
}
