//! What became of a delivery's request is kept: done, to be tried again, or given up; and what follows from it.

use chrono::{DateTime, Utc};

use super::begin_delivery::{give_up, why_not_posted};
use super::hand_out;
use super::note_trouble::{about, note_trouble};
use super::record_arrival::record_arrival;
use super::run_quiz;
use crate::domain::delivery::{DeliveryKind, Failed};
use crate::domain::ids::MessageId;
use crate::domain::next_try::{Began, next_try};
use crate::domain::reward::Obstacle;
use crate::domain::round::{Punctuality, SkipReason, last_chance};
use crate::store::deliveries::{self, Claimed, Delivery};
use crate::store::{ReadTx, StoreError, WriteTx, live_boards, rounds, schedules, set_aside, troubles};

/// What a request, or the look for an earlier one, came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is on Discord.
    There {
        /// The message that was made or found.
        message: Option<MessageId>,
        /// When Discord took it.
        at: DateTime<Utc>,
    },
    /// It was there, and someone deleted it before it was recorded.
    Deleted,
    /// Its time is over, and no earlier request was accepted.
    NotThere,
    /// It was not brought.
    Failed(Failed),
}

/// What a delivery came to, for those who count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// It is there; a post may be late.
    Done(Punctuality),
    /// It is tried again.
    Later,
    /// It is not tried again.
    GivenUp,
}

/// Keeps what the request of a delivery that was claimed came to. `what_else` names what else keeps the bot from its work
/// there, such as a permission without which Discord silently drops a part.
pub fn record_delivery(
    tx: &WriteTx<'_>,
    claimed: Claimed,
    outcome: &Outcome,
    what_else: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Ended, StoreError> {
    match record(tx, claimed, outcome, what_else, now) {
        Err(error) if error.is_unreadable() => {
            set_aside::insert(tx, "delivery", claimed.id.0, &error.to_string(), now)?;
            run_quiz::end_damaged(tx, claimed.id, now)?;
            Ok(Ended::GivenUp)
        }
        recorded => recorded,
    }
}

fn record(
    tx: &WriteTx<'_>,
    claimed: Claimed,
    outcome: &Outcome,
    what_else: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Ended, StoreError> {
    let id = claimed.id;
    // One that woke late finds it recorded by the next holder.
    let Some(delivery) = deliveries::find(tx, id)?.filter(|delivery| delivery.done_at.is_none()) else {
        return Ok(Ended::GivenUp);
    };
    if delivery.lease != claimed.lease && !is_there_for_good(&delivery, outcome) {
        // The next holder works on it; that this request may have been taken was committed before it went out.
        return Ok(Ended::Later);
    }
    match outcome {
        Outcome::There { message, at } => {
            Ok(Ended::Done(record_arrival(tx, &delivery, *message, *at, what_else, now)?))
        }
        Outcome::Deleted => {
            if let (DeliveryKind::Post, Some(round)) = (delivery.kind, delivery.round) {
                rounds::set_removed(tx, round)?;
            }
            if delivery.kind == DeliveryKind::Board {
                live_boards::set_gone(tx, id)?;
            }
            if delivery.quiz.is_some() {
                run_quiz::deleted(tx, &delivery, now)?;
            }
            deliveries::set_given_up(tx, id, "someone deleted it", now)?;
            Ok(Ended::GivenUp)
        }
        Outcome::NotThere => {
            let reason = why_not_posted(tx, &delivery)?;
            give_up(tx, &delivery, "its time is over", reason, now)?;
            Ok(Ended::GivenUp)
        }
        Outcome::Failed(failed @ (Failed::NoAccess { .. } | Failed::Never { .. })) if delivery.quiz.is_some() => {
            run_quiz::refused(tx, &delivery, failed, now)?;
            Ok(Ended::GivenUp)
        }
        Outcome::Failed(failed) => record_failure(tx, &delivery, failed, now),
    }
}

/// Whether what a request came to stays true, whoever works on the delivery now. A count, or what a board shows, is overtaken
/// by a newer one.
fn is_there_for_good(delivery: &Delivery, outcome: &Outcome) -> bool {
    match outcome {
        Outcome::There { message, .. } => match delivery.kind {
            DeliveryKind::Count => false,
            DeliveryKind::Board => message.is_some(),
            _ => true,
        },
        _ => false,
    }
}

fn record_failure(
    tx: &WriteTx<'_>,
    delivery: &Delivery,
    failed: &Failed,
    now: DateTime<Utc>,
) -> Result<Ended, StoreError> {
    let missing = match failed {
        Failed::NoAccess { missing, .. } => Some(missing.as_str()),
        _ => None,
    };
    let about = about_failure(tx, delivery, missing)?;
    let began = match delivery.channel {
        Some(channel) => troubles::find(tx, delivery.server, channel, about)?,
        None => None,
    };
    let began = match began {
        Some(trouble) if trouble.since < delivery.made_at => Began::Known,
        _ => Began::New,
    };
    if let (Failed::NoAccess { missing, .. }, Some(channel)) = (failed, delivery.channel)
        && !matches!(delivery.kind, DeliveryKind::Trouble | DeliveryKind::Unboard)
    {
        note_trouble(tx, delivery.server, channel, about, missing, now)?;
        if missing == "channel" {
            // What an earlier request made is gone with its channel.
            deliveries::set_settled(tx, delivery.id)?;
        }
    }
    if delivery.kind == DeliveryKind::Count {
        deliveries::set_subject(tx, delivery.id, "")?;
    }
    let try_at = next_try(failed, delivery.tries.saturating_sub(1), began, now);
    if delivery.kind == DeliveryKind::Role {
        refuse_role(tx, delivery, failed, try_at, now)?;
    }
    if let (Failed::NoAccess { missing, .. }, Some(channel), true) =
        (failed, delivery.channel, is_about_the_channel(delivery))
    {
        // One that asks is enough.
        let lane =
            if matches!(missing.as_str(), "channel" | "view-channel") { None } else { Some(delivery.kind.lane()) };
        deliveries::postpone(tx, channel, lane, try_at)?;
    }
    match failed {
        Failed::Never { reason } => {
            give_up(tx, delivery, reason, SkipReason::DiscordFailed, now)?;
            return Ok(Ended::GivenUp);
        }
        Failed::Unknown => deliveries::set_in_doubt(tx, delivery.id, try_at)?,
        Failed::NoAccess { .. } | Failed::NotSent | Failed::Limited { .. } => {
            deliveries::set_refused(tx, delivery.id, try_at)?;
        }
    }
    let in_doubt = deliveries::find(tx, delivery.id)?.is_some_and(|delivery| delivery.first_sent_at.is_some());
    // One that may be there is looked for once more after its time; nothing else is.
    let is_over = if in_doubt { now > delivery.expires_at + CLOSED_FOR_GOOD } else { now > expiry(tx, delivery)? };
    if is_over {
        give_up(tx, delivery, "its time is over", why_not_posted(tx, delivery)?, now)?;
        return Ok(Ended::GivenUp);
    }
    Ok(Ended::Later)
}

/// What a failure is about. Where no question is posted, what concerns all of a server was to stand beside its board.
fn about_failure(tx: &ReadTx<'_>, delivery: &Delivery, missing: Option<&str>) -> Result<&'static str, StoreError> {
    let is_for_all = matches!(delivery.kind, DeliveryKind::Podium | DeliveryKind::Correction | DeliveryKind::Ceremony);
    if !is_for_all || missing != Some("channel") {
        return Ok(about(delivery.kind, missing));
    }
    let of_questions = schedules::of_server(tx, delivery.server)?.into_iter().map(|schedule| schedule.settings.channel);
    let kind = if of_questions.map(Some).any(|channel| channel == delivery.channel) {
        delivery.kind
    } else {
        DeliveryKind::Board
    };
    Ok(about(kind, missing))
}

/// How long after its time a delivery that may be there is still looked for in a channel that cannot be read.
const CLOSED_FOR_GOOD: chrono::TimeDelta = chrono::TimeDelta::hours(6);

/// A post is given up with its grace, which a manager may have changed.
fn expiry(tx: &WriteTx<'_>, delivery: &Delivery) -> Result<DateTime<Utc>, StoreError> {
    if delivery.kind != DeliveryKind::Post {
        return Ok(delivery.expires_at);
    }
    let schedule = delivery.round.map_or(Ok(None), |round| schedules::of_round(tx, round))?;
    let round = delivery.round.map_or(Ok(None), |round| rounds::find(tx, round))?;
    Ok(schedule
        .zip(round)
        .map_or(delivery.expires_at, |(schedule, round)| last_chance(round.due_at, schedule.settings.grace)))
}

/// Whether what keeps a delivery from its channel keeps others too.
fn is_about_the_channel(delivery: &Delivery) -> bool {
    !matches!(
        delivery.kind,
        DeliveryKind::Thread
            | DeliveryKind::Pin
            | DeliveryKind::Trouble
            | DeliveryKind::Report
            | DeliveryKind::ReportAnswer
            | DeliveryKind::Greeting
            | DeliveryKind::Board
            | DeliveryKind::Unboard
            | DeliveryKind::Prize
            | DeliveryKind::Role
    )
}

/// A role was not changed: the manager hears why, and one that asks again is enough for all that wait for the same.
fn refuse_role(
    tx: &WriteTx<'_>,
    delivery: &Delivery,
    failed: &Failed,
    try_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let code = match failed {
        Failed::NoAccess { missing, .. } => {
            // Without the permission no role is changed; what keeps one role back keeps no other.
            let only = hand_out::role_of(delivery).filter(|_| *missing != Obstacle::NoManageRoles.code());
            deliveries::postpone_roles(tx, delivery.server, only, try_at)?;
            missing
        }
        Failed::Never { reason } => reason,
        Failed::NotSent | Failed::Limited { .. } | Failed::Unknown => return Ok(()),
    };
    Obstacle::from_code(code).map_or(Ok(()), |obstacle| hand_out::refused(tx, delivery, obstacle, now))
}
