//! A delivery is about to go out: what it brings is read as it is now, and that it may be on its way is committed.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::delivery::{ClosedChannels, DeliveryKind, Room};
use crate::domain::ids::{MessageId, RoleId};
use crate::domain::language::Language;
use crate::domain::round::{Round, RoundState, SkipReason, last_chance};
use crate::store::deliveries::{self, Claimed, Delivery};
use crate::store::schedules::Schedule;
use crate::store::servers::{self, Server};
use crate::store::{ReadTx, StoreError, WriteTx, live_boards, rounds, schedules, set_aside, troubles};

use super::delivery_content::{Content, content};
use super::hand_out;
use super::live_board::{self, Look};
use super::note_trouble::EMBEDS;
use super::redraw_podium::ON_ITS_WAY;
use super::run_quiz::{self, Turn};
use super::tell_season::{self, announcement_channel};

/// Takes what is due for this process, until an instant by which each piece of it is over.
pub fn claim_deliveries(
    tx: &WriteTx<'_>,
    owner: u64,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
    (room, closed): (Room, ClosedChannels),
    at_most: usize,
) -> Result<Vec<Claimed>, StoreError> {
    deliveries::claim(tx, owner, now, until, (room, closed), at_most)
}

/// A delivery whose request may go out now.
#[derive(Debug, Clone)]
pub struct Order {
    /// The delivery, as it was before this try.
    pub delivery: Delivery,
    /// What it brings.
    pub content: Content,
    /// The server's language.
    pub language: Language,
    /// Whether its time is over, or it is not wanted any more: an earlier try may be looked for, but nothing is sent.
    pub only_look: bool,
    /// Whether Discord drops the boxes of messages in its channel.
    pub boxes_are_dropped: bool,
    /// When it was begun.
    pub at: DateTime<Utc>,
}

impl Order {
    /// Whether an earlier request may have been accepted.
    pub fn may_be_there(&self) -> bool {
        self.delivery.first_sent_at.is_some()
    }
}

/// What a delivery that was claimed comes to.
#[derive(Debug, Clone)]
pub enum Begun {
    /// It goes out.
    Go(Box<Order>),
    /// Nothing is left to do.
    Over {
        /// What it was.
        kind: DeliveryKind,
    },
    /// Another process has it, or it was over before.
    NotOurs,
}

/// Commits that the request of a delivery that was claimed is about to go out. `newest` is the newest id of Discord that is known.
pub fn begin_delivery(
    tx: &WriteTx<'_>,
    claimed: Claimed,
    newest: MessageId,
    now: DateTime<Utc>,
) -> Result<Begun, StoreError> {
    match begin(tx, claimed, newest, now) {
        Err(error) if error.is_unreadable() => {
            set_aside::insert(tx, "delivery", claimed.id.0, &error.to_string(), now)?;
            run_quiz::end_damaged(tx, claimed.id, now)?;
            Ok(Begun::NotOurs)
        }
        begun => begun,
    }
}

fn begin(tx: &WriteTx<'_>, claimed: Claimed, newest: MessageId, now: DateTime<Utc>) -> Result<Begun, StoreError> {
    let id = claimed.id;
    let Some(delivery) = deliveries::held(tx, id, claimed.lease, now)? else {
        return Ok(Begun::NotOurs);
    };
    let kind = delivery.kind;
    let server = servers::find(tx, delivery.server)?;
    if kind == DeliveryKind::Greeting {
        return begin_greeting(tx, delivery, server.is_some(), newest, now);
    }
    let Some(server) = server.filter(|server| server.removed_at.is_none()) else {
        return begin_without_bot(tx, &delivery, now);
    };
    if delivery.quiz.is_some() {
        return begin_quiz_step(tx, delivery, server.settings.language, newest, now);
    }
    let schedule = delivery.round.map_or(Ok(None), |round| schedules::of_round(tx, round))?;
    let delivery = match (kind, &schedule) {
        (DeliveryKind::Post, Some(schedule)) => aimed(tx, delivery, schedule, now)?,
        (DeliveryKind::Podium | DeliveryKind::Correction | DeliveryKind::Ceremony, _) => announced(tx, delivery)?,
        (DeliveryKind::Redraw, _) => tell_season::at_its_podium(tx, delivery)?,
        _ => delivery,
    };
    if is_without_place(&delivery) && now <= delivery.expires_at {
        deliveries::put_off(tx, id, now + NO_CHANNEL_PAUSE)?;
        return Ok(Begun::NotOurs);
    }
    let ping = schedule.and_then(|schedule| schedule.settings.ping);
    let content = match content_now(tx, &delivery, &server, ping, now)? {
        Ok(content) => content,
        Err(later) => {
            deliveries::put_off(tx, id, later)?;
            return Ok(Begun::NotOurs);
        }
    };
    let Some(content) = content else {
        deliveries::set_done(tx, id, None, now)?;
        hand_out::over(tx, &delivery)?;
        return Ok(Begun::Over { kind });
    };
    let is_skipped = matches!(&content, Content::Post(drawn, _) if drawn.round.state == RoundState::Skipped);
    let is_stray = matches!(content, Content::StrayBoard);
    let is_late = now > delivery.expires_at;
    if is_late && delivery.first_sent_at.is_none() {
        let reason = why_not_posted(tx, &delivery)?;
        give_up(tx, &delivery, "its time is over", reason, now)?;
        return Ok(Begun::Over { kind });
    }
    note_what_is_shown(tx, &delivery, &content)?;
    let only_look = is_late || is_skipped || is_stray;
    send(tx, delivery, content, server.settings.language, only_look, newest, now)
}

/// Commits that a request is about to go out.
fn send(
    tx: &WriteTx<'_>,
    delivery: Delivery,
    content: Content,
    language: Language,
    only_look: bool,
    newest: MessageId,
    now: DateTime<Utc>,
) -> Result<Begun, StoreError> {
    let boxes_are_dropped = match delivery.channel {
        Some(channel) => troubles::find(tx, delivery.server, channel, EMBEDS)?.is_some(),
        None => false,
    };
    deliveries::set_sending(tx, delivery.id, delivery.channel, newest, now)?;
    Ok(Begun::Go(Box::new(Order { delivery, content, language, only_look, boxes_are_dropped, at: now })))
}

/// A step of a quiz holds its seconds: it goes at its time, or not at all.
fn begin_quiz_step(
    tx: &WriteTx<'_>,
    delivery: Delivery,
    language: Language,
    newest: MessageId,
    now: DateTime<Utc>,
) -> Result<Begun, StoreError> {
    let (id, kind, is_late) = (delivery.id, delivery.kind, now > delivery.expires_at);
    if is_late && delivery.first_sent_at.is_none() {
        give_up(tx, &delivery, "its time is over", SkipReason::WasDown, now)?;
        return Ok(Begun::Over { kind });
    }
    match run_quiz::begin_step(tx, &delivery, now)? {
        Turn::Wait(at) => {
            deliveries::put_off(tx, id, at)?;
            Ok(Begun::NotOurs)
        }
        Turn::Nothing => {
            deliveries::set_done(tx, id, None, now)?;
            Ok(Begun::Over { kind })
        }
        Turn::Tell(told) => send(tx, delivery, Content::Quiz(told), language, is_late, newest, now),
    }
}

/// The bot may be invited again while there is time, and then everything is tried at once.
fn begin_without_bot(tx: &WriteTx<'_>, delivery: &Delivery, now: DateTime<Utc>) -> Result<Begun, StoreError> {
    if now <= delivery.expires_at {
        deliveries::put_off(tx, delivery.id, delivery.expires_at + TimeDelta::milliseconds(1))?;
        return Ok(Begun::NotOurs);
    }
    give_up(tx, delivery, "the bot is not in the server", SkipReason::NoAccess, now)?;
    Ok(Begun::Over { kind: delivery.kind })
}

/// What comes again and again keeps what it shows, to know later whether that has changed.
fn note_what_is_shown(tx: &WriteTx<'_>, delivery: &Delivery, content: &Content) -> Result<(), StoreError> {
    match content {
        Content::Count(_, _, answered) => deliveries::set_subject(tx, delivery.id, &answered.to_string()),
        Content::Board(current) => deliveries::set_subject(tx, delivery.id, &current.hash),
        Content::Close(drawn, ..) => deliveries::set_subject(tx, delivery.id, drawn.round.state.code()),
        Content::Role(change) => hand_out::begin(tx, delivery, change),
        Content::Podium(told) | Content::Correction(told) => tell_season::begin(tx, delivery, told),
        _ => Ok(()),
    }
}

/// What a delivery brings now, or the instant before which it brings nothing.
fn content_now(
    tx: &ReadTx<'_>,
    delivery: &Delivery,
    server: &Server,
    ping: Option<RoleId>,
    now: DateTime<Utc>,
) -> Result<Result<Option<Content>, DateTime<Utc>>, StoreError> {
    match delivery.kind {
        DeliveryKind::Board => {}
        DeliveryKind::Redraw if tell_season::is_podium_on_its_way(tx, delivery)? => return Ok(Err(now + ON_ITS_WAY)),
        _ => return content(tx, delivery, server, ping).map(Ok),
    }
    Ok(match live_board::look_at(tx, delivery, server, now)? {
        Look::Show(current) => Ok(Some(Content::Board(current))),
        Look::Stray => Ok(Some(Content::StrayBoard)),
        Look::Over => Ok(None),
        Look::Later(at) => Err(at),
    })
}

/// A server that is set up meanwhile needs no greeting any more.
fn begin_greeting(
    tx: &WriteTx<'_>,
    delivery: Delivery,
    is_set_up: bool,
    newest: MessageId,
    now: DateTime<Utc>,
) -> Result<Begun, StoreError> {
    let is_late = now > delivery.expires_at;
    if delivery.first_sent_at.is_none() && (is_set_up || is_late) {
        deliveries::set_given_up(tx, delivery.id, "nobody waits for it any more", now)?;
        return Ok(Begun::Over { kind: delivery.kind });
    }
    deliveries::set_sending(tx, delivery.id, None, newest, now)?;
    Ok(Begun::Go(Box::new(Order {
        delivery,
        content: Content::Greeting,
        boxes_are_dropped: false,
        language: Language::English,
        only_look: is_late,
        at: now,
    })))
}

/// How long a word waits for a channel that it can be said in.
const NO_CHANNEL_PAUSE: TimeDelta = TimeDelta::hours(1);

/// What concerns a whole server goes where its settings say now; once it may be there, it stays.
fn announced(tx: &ReadTx<'_>, delivery: Delivery) -> Result<Delivery, StoreError> {
    match delivery.first_sent_at {
        Some(_) => Ok(delivery),
        None => Ok(Delivery { channel: announcement_channel(tx, delivery.server)?, ..delivery }),
    }
}

fn is_without_place(delivery: &Delivery) -> bool {
    matches!(delivery.kind, DeliveryKind::Podium | DeliveryKind::Correction | DeliveryKind::Ceremony)
        && delivery.channel.is_none()
}

/// A post goes where the settings say now and keeps their grace; once it may be there, its channel and close stay.
fn aimed(
    tx: &WriteTx<'_>,
    delivery: Delivery,
    schedule: &Schedule,
    now: DateTime<Utc>,
) -> Result<Delivery, StoreError> {
    let Some(round) = delivery.round.map_or(Ok(None), |round| rounds::find(tx, round))? else {
        return Ok(delivery);
    };
    let expires_at = last_chance(round.due_at, schedule.settings.grace);
    if delivery.first_sent_at.is_some() {
        return Ok(Delivery { expires_at, ..delivery });
    }
    let next = schedule.next_question().filter(|due| due.day > round.day && due.at > now).map(|due| due.at);
    let channel = schedule.settings.channel;
    rounds::set_target(tx, round.id, channel, Round::close_of(now, schedule.settings.open_for, next))?;
    Ok(Delivery { expires_at, channel: Some(channel), ..delivery })
}

/// Gives a delivery up; a post takes its round with it, and a step its quiz.
pub(super) fn give_up(
    tx: &WriteTx<'_>,
    delivery: &Delivery,
    reason: &str,
    skip: SkipReason,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if let (DeliveryKind::Post, Some(round)) = (delivery.kind, delivery.round) {
        rounds::set_skipped(tx, round, skip)?;
    }
    if delivery.kind == DeliveryKind::Board {
        live_boards::set_gone(tx, delivery.id)?;
    }
    if delivery.quiz.is_some() {
        run_quiz::given_up(tx, delivery, now)?;
    }
    hand_out::over(tx, delivery)?;
    deliveries::set_given_up(tx, delivery.id, reason, now)
}

/// What a day's missing post is put down to.
pub(super) fn why_not_posted(tx: &ReadTx<'_>, delivery: &Delivery) -> Result<SkipReason, StoreError> {
    let standing = match delivery.channel {
        Some(channel) => troubles::find(tx, delivery.server, channel, "post")?,
        None => None,
    };
    Ok(match standing {
        Some(_) => SkipReason::NoAccess,
        None if delivery.tries > 0 => SkipReason::DiscordFailed,
        None => SkipReason::WasDown,
    })
}
