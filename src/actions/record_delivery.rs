//! What became of a delivery's request is kept: done, to be tried again, or given up; and what follows from it.

use chrono::{DateTime, Utc};

use super::begin_delivery::{give_up, why_not_posted};
use crate::domain::delivery::{Began, DeliveryKind, Failed, next_count, pause_after};
use crate::domain::ids::{ChannelId, DeliveryId, MessageId, RoundId, ServerId};
use crate::domain::round::{Punctuality, Round, RoundState, SkipReason, last_chance};
use crate::domain::settings::{Pin, Thread};
use crate::store::deliveries::{self, Delivery, NewDelivery};
use crate::store::troubles::{self, Trouble};
use crate::store::{StoreError, WriteTx, rounds, schedules, set_aside};

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

/// Keeps what a delivery's request came to. `what_else` names what else keeps the bot from its work there, such as a
/// permission without which Discord silently drops a part.
pub fn record_delivery(
    tx: &WriteTx<'_>,
    id: DeliveryId,
    outcome: &Outcome,
    what_else: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Ended, StoreError> {
    match record(tx, id, outcome, what_else, now) {
        Err(error) if error.is_unreadable() => {
            set_aside::insert(tx, "delivery", id.0, &error.to_string(), now)?;
            Ok(Ended::GivenUp)
        }
        recorded => recorded,
    }
}

fn record(
    tx: &WriteTx<'_>,
    id: DeliveryId,
    outcome: &Outcome,
    what_else: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Ended, StoreError> {
    // Nobody but the one who held it brought it; one that woke late finds it recorded.
    let Some(delivery) = deliveries::find(tx, id)?.filter(|delivery| delivery.done_at.is_none()) else {
        return Ok(Ended::GivenUp);
    };
    match outcome {
        Outcome::There { message, at } => {
            deliveries::set_done(tx, id, *message, now)?;
            let punctuality = arrived(tx, &delivery, *message, *at, now)?;
            after_arrival(tx, &delivery, what_else, now)?;
            Ok(Ended::Done(punctuality))
        }
        Outcome::Deleted => {
            if let (DeliveryKind::Post, Some(round)) = (delivery.kind, delivery.round) {
                rounds::set_removed(tx, round)?;
            }
            deliveries::set_given_up(tx, id, "someone deleted it", now)?;
            Ok(Ended::GivenUp)
        }
        Outcome::NotThere => {
            let reason = why_not_posted(tx, &delivery)?;
            give_up(tx, &delivery, "its time is over", reason, now)?;
            Ok(Ended::GivenUp)
        }
        Outcome::Failed(failed) => record_failure(tx, &delivery, failed, now),
    }
}

/// What follows from the arrival of each kind.
fn arrived(
    tx: &WriteTx<'_>,
    delivery: &Delivery,
    message: Option<MessageId>,
    at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Punctuality, StoreError> {
    if let (DeliveryKind::Post, Some(round), Some(message)) = (delivery.kind, delivery.round, message)
        && let Some(round) = rounds::find(tx, round)?
    {
        open(tx, &round, message, at, now)?;
        return Ok(Punctuality::of(round.due_at, at));
    }
    if let (DeliveryKind::Count, Some(round)) = (delivery.kind, delivery.round) {
        pace(tx, delivery.id, round, now)?;
    }
    Ok(Punctuality::OnTime)
}

/// A post that shows its count may show the next one after a while. What was shown is told with the order.
fn pace(tx: &WriteTx<'_>, id: DeliveryId, round: RoundId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let posted_at = rounds::find(tx, round)?.and_then(|round| round.posted_at).unwrap_or(now);
    deliveries::set_pace(tx, id, next_count(posted_at, now))?;
    // Answers that came while it was under way.
    let shown = deliveries::find(tx, id)?.and_then(|count| count.subject);
    if shown != Some(rounds::answered(tx, round)?.to_string()) {
        deliveries::rearm_count(tx, round)?;
    }
    Ok(())
}

/// Opens a round whose post Discord took. One that does not wait for it any more has its buttons taken off again.
fn open(
    tx: &WriteTx<'_>,
    round: &Round,
    message: MessageId,
    posted_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if !rounds::set_open(tx, round, message, posted_at)? {
        rounds::set_message(tx, round.id, message)?;
        let is_over = rounds::find(tx, round.id)?.is_some_and(|round| round.state != RoundState::Open);
        return if is_over { owe(tx, round, DeliveryKind::Close, now) } else { Ok(()) };
    }
    if round.number == 0 {
        rounds::close_older_at(tx, round, posted_at)?;
    }
    owe(tx, round, DeliveryKind::Count, now)?;
    if let Some(count) = deliveries::of_round(tx, round.id, DeliveryKind::Count)? {
        // The post shows no answers, and there are none.
        deliveries::set_subject(tx, count.id, "0")?;
        deliveries::set_done(tx, count.id, None, posted_at)?;
        deliveries::set_pace(tx, count.id, next_count(posted_at, posted_at))?;
    }
    if round.thread == Thread::Open {
        owe(tx, round, DeliveryKind::Thread, now)?;
    }
    if schedules::of_round(tx, round.id)?.is_some_and(|schedule| schedule.settings.pin == Pin::Newest) {
        owe(tx, round, DeliveryKind::Pin, now)?;
    }
    Ok(())
}

/// A delivery that follows from a round becomes due.
pub(super) fn owe(tx: &WriteTx<'_>, round: &Round, kind: DeliveryKind, now: DateTime<Utc>) -> Result<(), StoreError> {
    let new = NewDelivery {
        server: round.server,
        round: Some(round.id),
        kind,
        subject: None,
        channel: Some(round.channel),
        due_at: now,
        expires_at: now + kind.patience(),
    };
    deliveries::insert(tx, &new, now)
}

/// What worked shows that its trouble is over; what Discord dropped from it is a new one.
fn after_arrival(
    tx: &WriteTx<'_>,
    delivery: &Delivery,
    what_else: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let Some(channel) = delivery.channel else {
        return Ok(());
    };
    let about = about(delivery.kind);
    let before = troubles::find(tx, delivery.server, channel, about)?;
    if before.is_some_and(|before| Some(before.missing.as_str()) != what_else) {
        troubles::clear(tx, delivery.server, channel, about)?;
        // What waits for the channel need not wait for its next try.
        deliveries::hurry_channel(tx, channel, now)?;
    }
    what_else.map_or(Ok(()), |missing| note_trouble(tx, delivery.server, channel, about, missing, now))
}

fn record_failure(
    tx: &WriteTx<'_>,
    delivery: &Delivery,
    failed: &Failed,
    now: DateTime<Utc>,
) -> Result<Ended, StoreError> {
    let began = match delivery.channel {
        Some(channel) => troubles::find(tx, delivery.server, channel, about(delivery.kind))?,
        None => None,
    };
    let began = match began {
        Some(trouble) if trouble.since < delivery.made_at => Began::Known,
        _ => Began::New,
    };
    if let (Failed::NoAccess { missing }, Some(channel)) = (failed, delivery.channel)
        && delivery.kind != DeliveryKind::Trouble
    {
        note_trouble(tx, delivery.server, channel, about(delivery.kind), missing, now)?;
        if missing == "channel" {
            // What an earlier request made is gone with its channel.
            deliveries::set_settled(tx, delivery.id)?;
        }
    }
    if delivery.kind == DeliveryKind::Count {
        deliveries::set_subject(tx, delivery.id, "")?;
    }
    let try_at = now + pause_after(failed, delivery.tries.saturating_sub(1), began);
    if let (Failed::NoAccess { missing }, Some(channel), true) =
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
        Failed::NoAccess { .. } | Failed::NotSent => deliveries::set_refused(tx, delivery.id, try_at)?,
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
    !matches!(delivery.kind, DeliveryKind::Thread | DeliveryKind::Pin | DeliveryKind::Trouble | DeliveryKind::Report)
}

/// A channel that is closed stops all messages there alike; threads and edits have troubles of their own.
fn about(kind: DeliveryKind) -> &'static str {
    match kind {
        DeliveryKind::Thread => "thread",
        DeliveryKind::Pin => "pin",
        DeliveryKind::Close | DeliveryKind::Count => "edit",
        DeliveryKind::Post
        | DeliveryKind::Reveal
        | DeliveryKind::Void
        | DeliveryKind::Trouble
        | DeliveryKind::Report => "post",
    }
}

/// Keeps a trouble; of a new one the manager is told once.
pub(super) fn note_trouble(
    tx: &WriteTx<'_>,
    server: ServerId,
    channel: ChannelId,
    about: &str,
    missing: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if !troubles::note(tx, server, channel, about, missing, now)? {
        return Ok(());
    }
    let trouble = Trouble { channel, about: about.to_owned(), missing: missing.to_owned(), since: now };
    let kind = DeliveryKind::Trouble;
    let new = NewDelivery {
        server,
        round: None,
        kind,
        subject: Some(&subject_of(&trouble)),
        channel: None,
        due_at: now,
        expires_at: now + kind.patience(),
    };
    deliveries::insert(tx, &new, now)
}

/// How a delivery names the trouble that it tells of.
pub(super) fn subject_of(trouble: &Trouble) -> String {
    format!("{} {} {}", trouble.channel, trouble.about, trouble.missing)
}

/// Opens a round whose post was pressed before its recording: the press itself shows that Discord took it.
pub fn adopt_pressed(
    tx: &WriteTx<'_>,
    server: ServerId,
    round: RoundId,
    message: MessageId,
    posted_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let waits = rounds::find(tx, round)?.is_some_and(|round| round.server == server && round.state == RoundState::Due);
    if !waits {
        return Ok(());
    }
    let sent = deliveries::of_round(tx, round, DeliveryKind::Post)?.filter(|post| post.first_sent_at.is_some());
    match sent {
        Some(post) => {
            let there = Outcome::There { message: Some(message), at: posted_at };
            record_delivery(tx, post.id, &there, None, posted_at).map(drop)
        }
        None => Ok(()),
    }
}
