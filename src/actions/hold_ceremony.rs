//! Once a week a server that wants it is told who was first, who got better, and what was hard.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::domain::ceremony::{last_until, next_after};
use crate::domain::delivery::DeliveryKind;
use crate::domain::ids::{MemberId, ServerId};
use crate::domain::leaderboard::{Period, PeriodKind};
use crate::domain::round::{ON_THE_WAY, last_chance};
use crate::domain::stats::Tally;
use crate::store::deliveries::{self, NewDelivery};
use crate::store::editions::Drawn;
use crate::store::schedules::Schedule;
use crate::store::set_aside::if_readable;
use crate::store::{ReadTx, StoreError, WriteTx, ceremonies, members, rounds, schedules, standings};

use super::find_hardest::hardest_question;
use super::tell_season::announcement_channel;

/// The most members who are named where several are first.
const NAMED: u32 = 3;

/// A member with a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Honoured {
    pub member: MemberId,
    /// The name at the last answer.
    pub name: String,
    /// Points, or days.
    pub figure: u32,
}

/// What a ceremony tells of a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ceremony {
    pub week: Period,
    /// Who is first; several when they are level.
    pub champions: Vec<Honoured>,
    /// How many more are level with them.
    pub more_champions: u64,
    /// Who has most points more than the week before.
    pub improved: Option<Honoured>,
    /// Who has the longest streak.
    pub streak: Option<Honoured>,
    /// The question that the smallest share had right.
    pub hardest: Option<(Drawn, Tally)>,
    /// How many members are on the week's board.
    pub members: u64,
    /// How all answered together.
    pub together: Tally,
}

/// Has a server have ceremonies from the next Monday on, or none any more.
pub(super) fn set_weekly(
    tx: &WriteTx<'_>,
    server: ServerId,
    wanted: bool,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    match (wanted, ceremonies::planned(tx, server)?) {
        (true, Some(_)) => plan_again(tx, server, now),
        (true, None) => ceremonies::plan(tx, server, next(tx, server, now)?),
        (false, _) => ceremonies::plan(tx, server, None),
    }
}

/// Another time or zone moves a ceremony by less than this; one that is later is that of another Monday.
const SAME_MONDAY: TimeDelta = TimeDelta::days(3);

/// Plans the next ceremony anew, where there are any: the time or the zone may be another one. Where its new time is past, it is
/// held when it was to be.
pub(super) fn plan_again(tx: &WriteTx<'_>, server: ServerId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let Some(planned) = ceremonies::planned(tx, server)? else {
        return Ok(());
    };
    let moved = next(tx, server, now)?.filter(|next| *next - planned < SAME_MONDAY);
    ceremonies::plan(tx, server, moved.or(Some(planned)))
}

/// When a server's next ceremony is, by its first schedule, of those that were not held yet.
fn next(tx: &ReadTx<'_>, server: ServerId, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, StoreError> {
    let Some(timetable) = schedules::of_server(tx, server)?.first().map(Schedule::timetable) else {
        return Ok(None);
    };
    let next = next_after(&timetable, now);
    let next = match next.map(|due| (due, last_week(due.day))) {
        Some((due, Some(week))) if ceremonies::is_noted(tx, server, week.first_day)? => next_after(&timetable, due.at),
        _ => next,
    };
    Ok(next.map(|due| due.at))
}

/// The week that was over when the one of a day began.
fn last_week(day: NaiveDate) -> Option<Period> {
    Period::of(PeriodKind::Week, day).before()
}

/// When a server's next ceremony is; `None` where there are none.
pub fn next_ceremony(tx: &ReadTx<'_>, server: ServerId) -> Result<Option<DateTime<Utc>>, StoreError> {
    ceremonies::planned(tx, server)
}

/// Owes the ceremonies that are due, of so many servers at most; says whether there may be more.
pub fn hold_due_ceremonies(tx: &WriteTx<'_>, now: DateTime<Utc>, at_most: u32) -> Result<bool, StoreError> {
    let due = ceremonies::due(tx, now, at_most)?;
    for server in &due {
        let schedules = schedules::of_server(tx, *server)?;
        let put_off = match schedules.first() {
            Some(first) if !schedules.iter().all(|schedule| schedule.paused) => hold(tx, first, now)?,
            _ => None,
        };
        let planned = put_off.map_or_else(|| next(tx, *server, now), |until| Ok(Some(until)))?;
        ceremonies::plan(tx, *server, planned)?;
    }
    Ok(due.len() >= usize::try_from(at_most).unwrap_or(usize::MAX))
}

/// Owes the ceremony of the week that ended last, unless it is too late, it was held, or nobody answered.
///
/// Returns until when it is put off, where answers to questions of the week are still taken.
fn hold(tx: &WriteTx<'_>, schedule: &Schedule, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, StoreError> {
    let (server, timetable) = (schedule.server, schedule.timetable());
    // It keeps its hour where a new one was past already.
    let hours = last_until(&timetable, now).map(|due| due.at).into_iter().chain(ceremonies::planned(tx, server)?);
    let (Some(due_at), Some(week)) = (hours.max(), last_week(timetable.day_at(now))) else { return Ok(None) };
    let expires_at = last_chance(due_at, schedule.settings.grace);
    if now > expires_at || ceremonies::is_noted(tx, server, week.first_day)? {
        return Ok(None);
    }
    if let Some(until) = waits_until(tx, schedule, week, now)? {
        return Ok(Some(until));
    }
    if standings::members(tx, server, &week.code())? == 0 || !ceremonies::note(tx, server, week.first_day)? {
        return Ok(None);
    }
    let new = NewDelivery {
        server,
        round: None,
        kind: DeliveryKind::Ceremony,
        subject: Some(&week.first_day.to_string()),
        channel: announcement_channel(tx, server)?.or(Some(schedule.settings.channel)),
        due_at: now,
        expires_at,
    };
    deliveries::insert(tx, &new, now)?;
    Ok(None)
}

/// A ceremony waits so long for the questions of its week, and no longer.
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(24);

/// A question that is not closed though its time is over is looked at again after this.
const LOOK_AGAIN: TimeDelta = TimeDelta::minutes(1);

/// When a question of a week that takes answers now is closed; `None` when there is none, or the wait was long enough.
fn waits_until(
    tx: &ReadTx<'_>,
    schedule: &Schedule,
    week: Period,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let Some(longest) = last_until(&schedule.timetable(), now).map(|due| due.at + LONGEST_WAIT) else {
        return Ok(None);
    };
    let open = rounds::open_in(tx, schedule.server)?.into_iter();
    let of_week = open.filter(|round| Period::of(PeriodKind::Week, round.day) == week);
    let closed = of_week.map(|round| round.closes_at.map_or(longest, |closes| closes + ON_THE_WAY)).max();
    Ok(closed.filter(|_| now < longest).map(|closed| closed.max(now + LOOK_AGAIN).min(longest)))
}

/// What is to be told of the week that begins on a day; `None` when nobody is on its board any more.
pub(super) fn ceremony(
    tx: &ReadTx<'_>,
    server: ServerId,
    first_day: NaiveDate,
) -> Result<Option<Ceremony>, StoreError> {
    let week = Period::of(PeriodKind::Week, first_day);
    let before = Period::of(PeriodKind::Week, first_day.pred_opt().unwrap_or(first_day));
    let (code, end) = (week.code(), week.end_day().unwrap_or(first_day));
    let top = standings::after(tx, server, &code, None, NAMED)?;
    let Some(most) = top.first().map(|row| row.totals.points) else {
        return Ok(None);
    };
    let honoured = |(member, figure): (MemberId, u32)| -> Result<Honoured, StoreError> {
        let name = if_readable("member", members::name(tx, server, member))?.unwrap_or_default();
        Ok(Honoured { member, name, figure })
    };
    let level = top.iter().filter(|row| most > 0 && row.totals.points == most);
    let champions = level.map(|row| honoured((row.member, most))).collect::<Result<Vec<_>, _>>()?;
    let all_level = if most > 0 { standings::level_with(tx, server, &code, most)? } else { 0 };
    let hardest = hardest_question(tx, server, (week.first_day, end))?;
    let streak = ceremonies::longest_streak(tx, server, (week.first_day, end))?.filter(|(_, days)| *days > 1);
    Ok(Some(Ceremony {
        more_champions: all_level.saturating_sub(champions.len() as u64),
        champions,
        improved: ceremonies::most_improved(tx, server, &code, &before.code())?.map(honoured).transpose()?,
        streak: streak.map(honoured).transpose()?,
        hardest,
        members: standings::members(tx, server, &code)?,
        together: ceremonies::together(tx, server, &code)?,
        week,
    }))
}
