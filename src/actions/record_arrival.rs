//! A delivery has arrived on Discord: what follows from it.

use chrono::{DateTime, Utc};

use super::close_quiz_question;
use super::hand_out;
use super::live_board;
use super::note_trouble::{about, is_over, note_trouble};
use super::run_quiz;
use super::tell_season;
use crate::domain::delivery::{DeliveryKind, next_count};
use crate::domain::ids::{ChannelId, DeliveryId, MessageId, QuizId, RoundId, ServerId};
use crate::domain::round::{Punctuality, Round, RoundState};
use crate::domain::settings::{Pin, Thread};
use crate::store::deliveries::{self, Delivery, NewDelivery};
use crate::store::{StoreError, WriteTx, rounds, schedules, troubles};

/// Keeps that a delivery is on Discord, with what follows from it. A post may be late.
///
/// `what_else` names what else keeps the bot from its work there.
pub(super) fn record_arrival(
    tx: &WriteTx<'_>,
    delivery: &Delivery,
    message: Option<MessageId>,
    at: DateTime<Utc>,
    what_else: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Punctuality, StoreError> {
    deliveries::set_done(tx, delivery.id, message, now)?;
    let punctuality = arrived(tx, delivery, message, at, now)?;
    after_arrival(tx, delivery, message, what_else, now)?;
    Ok(punctuality)
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
    if delivery.kind == DeliveryKind::Board {
        live_board::arrived(tx, delivery, message, now)?;
    }
    if delivery.quiz.is_some() {
        run_quiz::arrived(tx, delivery, message, at, now)?;
        close_quiz_question::owe_after(tx, delivery, now)?;
    }
    if let (DeliveryKind::Count, Some(round)) = (delivery.kind, delivery.round) {
        pace(tx, delivery.id, round, now)?;
    }
    if matches!(delivery.kind, DeliveryKind::Podium | DeliveryKind::Correction) {
        tell_season::arrived(tx, delivery, message, now)?;
    }
    if delivery.kind == DeliveryKind::Role {
        hand_out::done(tx, delivery, now)?;
    }
    if let (DeliveryKind::Close, Some(round)) = (delivery.kind, delivery.round) {
        show_anew(tx, delivery, round, now)?;
    }
    Ok(Punctuality::OnTime)
}

/// What became of the round while its post was being changed is shown too: void, or no more.
fn show_anew(tx: &WriteTx<'_>, shown: &Delivery, round: RoundId, now: DateTime<Utc>) -> Result<(), StoreError> {
    match rounds::find(tx, round)? {
        Some(round) if round.state != RoundState::Open && shown.subject.as_deref() != Some(round.state.code()) => {
            owe(tx, &round, DeliveryKind::Close, now)
        }
        _ => Ok(()),
    }
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

/// Where a delivery has shown that the bot can do its work. The end of a quiz whose channel is closed is told privately, which
/// makes no message there and shows nothing of it.
fn place_of(delivery: &Delivery, message: Option<MessageId>) -> Option<ChannelId> {
    let is_elsewhere = delivery.kind == DeliveryKind::QuizEnd && message.is_none();
    delivery.channel.filter(|_| !is_elsewhere)
}

/// What worked shows that its trouble is over; what Discord dropped from it is a new one.
fn after_arrival(
    tx: &WriteTx<'_>,
    delivery: &Delivery,
    message: Option<MessageId>,
    what_else: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let Some(channel) = place_of(delivery, message) else {
        return Ok(());
    };
    let standing = troubles::of_server(tx, delivery.server)?.into_iter().filter(|trouble| trouble.channel == channel);
    for trouble in standing.filter(|trouble| is_over(trouble, delivery.kind, what_else)) {
        troubles::clear(tx, delivery.server, channel, &trouble.about)?;
        // What waits for the channel need not wait for its next try.
        deliveries::hurry_channel(tx, channel, now)?;
    }
    let about = about(delivery.kind, what_else);
    what_else.map_or(Ok(()), |missing| note_trouble(tx, delivery.server, channel, about, missing, now))
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
    let sent = deliveries::of_round(tx, round, DeliveryKind::Post)?
        .filter(|post| post.first_sent_at.is_some() && post.done_at.is_none());
    match sent {
        Some(post) => record_arrival(tx, &post, Some(message), posted_at, None, posted_at).map(drop),
        None => Ok(()),
    }
}

/// Opens a question of a quiz whose message was pressed before its recording.
pub(super) fn adopt_question(
    tx: &WriteTx<'_>,
    quiz: QuizId,
    message: MessageId,
    posted_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    match deliveries::sent_question(tx, quiz)? {
        Some(sent) => record_arrival(tx, &sent, Some(message), posted_at, None, posted_at).map(drop),
        None => Ok(()),
    }
}
