//! Opens what is due: each schedule whose time has come gets its round, late within the grace, else a skipped day.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rand::Rng;

use super::configure_server::next_due;
use crate::domain::delivery::DeliveryKind;
use crate::domain::edition::Edition;
use crate::domain::ids::{QuestionId, RoundId, ScheduleId};
use crate::domain::round::{SkipReason, last_chance};
use crate::domain::schedule::Due;
use crate::domain::selection::{self, Listed, Wanted};
use crate::domain::sheet::Sheet;
use crate::store::deliveries::{self, NewDelivery};
use crate::store::rounds::{NewRound, Replaces};
use crate::store::schedules::Schedule;
use crate::store::set_aside::if_readable;
use crate::store::{ReadTx, StoreError, WriteTx, editions, quizzes, rounds, schedules, set_aside};

/// The most days that are recorded as skipped one by one; a longer absence is cut to the last of them.
const RECORDED_DAYS: usize = 31;

/// What became of a schedule's due time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// A round waits to be posted.
    Round(RoundId),
    /// The day has no round.
    Skipped(SkipReason),
}

/// Opens the rounds of every schedule that is due, and moves each one's next instant.
pub fn open_due_rounds(
    tx: &WriteTx<'_>,
    now: DateTime<Utc>,
    at_most: u32,
    rng: &mut impl Rng,
) -> Result<Vec<Opened>, StoreError> {
    let mut opened = Vec::new();
    let due = schedules::due(tx, now, at_most)?;
    if due.is_empty() {
        return Ok(opened);
    }
    let bank = editions::listed(tx)?;
    for id in due {
        match open_for(tx, &bank, id, now, rng, &mut opened) {
            Err(error) if error.is_unreadable() => set_aside::insert(tx, "schedule", id.0, &error.to_string(), now)?,
            done => done?,
        }
    }
    Ok(opened)
}

fn open_for(
    tx: &WriteTx<'_>,
    bank: &[Listed],
    id: ScheduleId,
    now: DateTime<Utc>,
    rng: &mut impl Rng,
    opened: &mut Vec<Opened>,
) -> Result<(), StoreError> {
    let Some(schedule) = schedules::find(tx, id)? else {
        return Ok(());
    };
    let timetable = schedule.timetable();
    let passed: Vec<Due> = std::iter::successors(Some(schedule.due), |due| timetable.next_after_day(due.day))
        .take_while(|due| due.at <= now)
        .collect();
    let recorded = passed.len().saturating_sub(RECORDED_DAYS);
    for (nth, due) in passed.iter().enumerate().skip(recorded) {
        let last = nth + 1 == passed.len();
        if last && now <= last_chance(due.at, schedule.settings.grace) {
            opened.extend(draw_round(tx, bank, &schedule, *due, 0, Replaces::WasDown, rng)?);
        } else {
            opened.extend(skip(tx, &schedule, *due, SkipReason::WasDown)?);
        }
    }
    let due = next_due(tx, Some(id), &timetable, now)?;
    schedules::set_due(tx, id, due)
}

/// Draws a question and inserts the round; `None` when that day has one of this number already.
pub(super) fn draw_round(
    tx: &WriteTx<'_>,
    bank: &[Listed],
    schedule: &Schedule,
    due: Due,
    number: u32,
    replaces: Replaces,
    rng: &mut impl Rng,
) -> Result<Option<Opened>, StoreError> {
    let seen = rounds::last_seen(tx, schedule.server)?;
    let free = without_those_in_play(tx, bank, schedule)?;
    let Some(edition) = draw_edition(tx, &free, &schedule.settings.wanted(), &seen, rng)? else {
        return skip(tx, schedule, due, SkipReason::NoQuestion);
    };
    let sheet = Sheet::draw(edition, rng);
    let inserted = rounds::insert_due(tx, &new_round(schedule, due, number), &sheet, replaces)?;
    if let Some(round) = inserted {
        owe_post(tx, schedule, round, due)?;
    }
    Ok(inserted.map(Opened::Round))
}

/// The bank without what a quiz asks in the server just now, unless nothing else fits.
fn without_those_in_play<'b>(
    tx: &ReadTx<'_>,
    bank: &'b [Listed],
    schedule: &Schedule,
) -> Result<Cow<'b, [Listed]>, StoreError> {
    let in_play = quizzes::in_play(tx, schedule.server)?;
    if in_play.is_empty() {
        return Ok(Cow::Borrowed(bank));
    }
    let free: Vec<Listed> = bank.iter().filter(|one| !in_play.contains(&one.question)).cloned().collect();
    let wanted = schedule.settings.wanted();
    let any_fits = free.iter().any(|one| wanted.fits(one));
    Ok(if any_fits { Cow::Owned(free) } else { Cow::Borrowed(bank) })
}

/// Draws a question whose wording can be read.
fn draw_edition(
    tx: &ReadTx<'_>,
    bank: &[Listed],
    wanted: &Wanted<'_>,
    seen: &HashMap<QuestionId, u64>,
    rng: &mut impl Rng,
) -> Result<Option<Arc<Edition>>, StoreError> {
    let Some(listed) = selection::draw(bank, wanted, seen, rng) else {
        return Ok(None);
    };
    if let Some(edition) = if_readable("edition", editions::find(tx, listed.edition))? {
        return Ok(Some(edition));
    }
    let others: Vec<Listed> = bank.iter().filter(|other| *other != listed).cloned().collect();
    draw_edition(tx, &others, wanted, seen, rng)
}

fn new_round(schedule: &Schedule, due: Due, number: u32) -> NewRound<'_> {
    let Schedule { id, server, settings, .. } = schedule;
    NewRound { server: *server, schedule: *id, day: due.day, number, due_at: due.at, settings }
}

fn owe_post(tx: &WriteTx<'_>, schedule: &Schedule, round: RoundId, due: Due) -> Result<(), StoreError> {
    let new = NewDelivery {
        server: schedule.server,
        round: Some(round),
        kind: DeliveryKind::Post,
        subject: None,
        channel: Some(schedule.settings.channel),
        due_at: due.at,
        expires_at: last_chance(due.at, schedule.settings.grace),
    };
    deliveries::insert(tx, &new, due.at)
}

pub(super) fn skip(
    tx: &WriteTx<'_>,
    schedule: &Schedule,
    due: Due,
    reason: SkipReason,
) -> Result<Option<Opened>, StoreError> {
    let new = new_round(schedule, due, 0);
    Ok(rounds::insert_skipped(tx, &new, reason)?.map(|_| Opened::Skipped(reason)))
}
