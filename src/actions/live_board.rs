//! One message of a server shows its board and keeps itself current: it is looked at again and again, and changed when it
//! shows something else, at a polite pace.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use chrono::{DateTime, Utc};

use super::show_leaderboard::{Board, BoardPart, show_leaderboard};
use crate::domain::delivery::{BOARD_PACE, BOARD_REST, DeliveryKind};
use crate::domain::ids::{ChannelId, DeliveryId, MemberId, MessageId, ServerId};
use crate::domain::language::Language;
use crate::domain::leaderboard::BoardOf;
use crate::store::deliveries::{self, Delivery, NewDelivery};
use crate::store::live_boards::{self, LiveBoard};
use crate::store::servers::Server;
use crate::store::{ReadTx, StoreError, WriteTx, schedules, servers, troubles};

/// What became of the wish for a board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoardOutcome {
    /// It is on its way; the one before, if there was one, goes.
    Made {
        /// Where the one before was.
        before: Option<ChannelId>,
    },
    /// The channel is shut; the one that the server has in another channel stays.
    Kept(ChannelId),
    /// There is none any more.
    Removed,
    /// There was none.
    None,
    NotSetUp,
}

/// Has a board made in a channel, in place of the one that the server has; a shut channel takes the place of no other.
pub fn make_board(
    tx: &WriteTx<'_>,
    server: ServerId,
    channel: ChannelId,
    of: BoardOf,
    is_shut: bool,
    now: DateTime<Utc>,
) -> Result<BoardOutcome, StoreError> {
    if servers::find(tx, server)?.is_none() {
        return Ok(BoardOutcome::NotSetUp);
    }
    let present = live_boards::of_server(tx, server)?.filter(|present| !present.gone && present.channel != channel);
    if let Some(present) = present.filter(|_| is_shut) {
        return Ok(BoardOutcome::Kept(present.channel));
    }
    let before = take_away(tx, server, now)?;
    let delivery = owe(tx, server, DeliveryKind::Board, channel, None, now)?;
    live_boards::insert(tx, server, delivery, channel, of)?;
    Ok(BoardOutcome::Made { before: before.filter(|before| !before.gone).map(|before| before.channel) })
}

/// Takes the board of a server away.
pub fn remove_board(tx: &WriteTx<'_>, server: ServerId, now: DateTime<Utc>) -> Result<BoardOutcome, StoreError> {
    if servers::find(tx, server)?.is_none() {
        return Ok(BoardOutcome::NotSetUp);
    }
    Ok(if take_away(tx, server, now)?.is_some() { BoardOutcome::Removed } else { BoardOutcome::None })
}

fn take_away(tx: &WriteTx<'_>, server: ServerId, now: DateTime<Utc>) -> Result<Option<LiveBoard>, StoreError> {
    let Some(board) = live_boards::of_server(tx, server)? else {
        return Ok(None);
    };
    live_boards::delete(tx, server)?;
    if let Some(message) = board.message.filter(|_| !board.gone) {
        take_down(tx, server, board.channel, message, now)?;
    }
    // What was refused there is nobody's business any more.
    troubles::clear(tx, server, board.channel, "board")?;
    if schedules::of_server(tx, server)?.iter().all(|schedule| schedule.settings.channel != board.channel) {
        troubles::clear_channel(tx, server, board.channel)?;
    }
    // One that may be there already is looked for first.
    deliveries::hurry_one(tx, board.delivery, now)?;
    Ok(Some(board))
}

/// Owes that a message is taken down.
fn take_down(
    tx: &WriteTx<'_>,
    server: ServerId,
    channel: ChannelId,
    message: MessageId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    owe(tx, server, DeliveryKind::Unboard, channel, Some(&message.to_string()), now).map(drop)
}

fn owe(
    tx: &WriteTx<'_>,
    server: ServerId,
    kind: DeliveryKind,
    channel: ChannelId,
    subject: Option<&str>,
    now: DateTime<Utc>,
) -> Result<DeliveryId, StoreError> {
    let expires_at = now + kind.patience();
    let new = NewDelivery { server, round: None, kind, subject, channel: Some(channel), due_at: now, expires_at };
    deliveries::insert(tx, &new, now)?;
    deliveries::last_made(tx)
}

/// A board with what it is to show now.
#[derive(Debug, Clone)]
pub struct Current {
    pub live: LiveBoard,
    /// Its first page.
    pub page: Board,
    /// What it shows, as a hash.
    pub hash: String,
}

/// What is to be done about a board.
pub(super) enum Look {
    /// It is to show this.
    Show(Box<Current>),
    /// It shows what it should, or may not change yet: it is looked at again at an instant.
    Later(DateTime<Utc>),
    /// The server has another one, or none; an earlier try may have made it all the same.
    Stray,
    /// It is gone.
    Over,
}

/// Looks at the board that a delivery brings.
pub(super) fn look_at(
    tx: &ReadTx<'_>,
    delivery: &Delivery,
    server: &Server,
    now: DateTime<Utc>,
) -> Result<Look, StoreError> {
    let live = match live_boards::of_delivery(tx, delivery.id)? {
        Some(live) if !live.gone => live,
        None if delivery.first_sent_at.is_some() => return Ok(Look::Stray),
        _ => return Ok(Look::Over),
    };
    let Some((page, hash)) = current(tx, server.id, server.settings.language, live.of, now)? else {
        return Ok(Look::Over);
    };
    // After a try that may have gone out nobody knows what it shows.
    if let (Some(shown_at), None) = (live.shown_at, delivery.first_sent_at) {
        let next = shown_at + BOARD_PACE;
        if live.shown.as_ref() == Some(&hash) {
            return Ok(Look::Later(rest_until(&page, now).max(next)));
        }
        if now < next && shown_at <= now {
            return Ok(Look::Later(next));
        }
    }
    Ok(Look::Show(Box::new(Current { live, page, hash })))
}

/// What a board shows now, with a hash of it.
fn current(
    tx: &ReadTx<'_>,
    server: ServerId,
    language: Language,
    of: BoardOf,
    now: DateTime<Utc>,
) -> Result<Option<(Board, String)>, StoreError> {
    let nobody = MemberId(0);
    let Some(page) = show_leaderboard(tx, server, of, BoardPart::First, nobody, now)? else {
        return Ok(None);
    };
    let mut hasher = DefaultHasher::new();
    format!("{language:?} {page:?}").hash(&mut hasher);
    Ok(Some((page, format!("{:016x}", hasher.finish()))))
}

/// Nothing is known to change before.
fn rest_until(page: &Board, now: DateTime<Utc>) -> DateTime<Utc> {
    let rest = now + BOARD_REST;
    page.ends_at.filter(|end| *end > now).map_or(rest, |end| rest.min(end))
}

/// A board is on Discord, as its delivery's subject says it was: it is looked at again, soon when more has changed since.
pub(super) fn arrived(
    tx: &WriteTx<'_>,
    delivery: &Delivery,
    message: Option<MessageId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (Some(live), Some(server)) = (live_boards::of_delivery(tx, delivery.id)?, servers::find(tx, delivery.server)?)
    else {
        return match (message, delivery.channel) {
            (Some(message), Some(channel)) => take_down(tx, delivery.server, channel, message, now),
            _ => Ok(()),
        };
    };
    let shown = delivery.subject.as_deref().unwrap_or_default();
    live_boards::set_shown(tx, delivery.id, message, shown, now)?;
    let page = current(tx, server.id, server.settings.language, live.of, now)?;
    let next = match page {
        Some((page, hash)) if hash == shown => rest_until(&page, now).max(now + BOARD_PACE),
        _ => now + BOARD_PACE,
    };
    deliveries::set_due_again(tx, delivery.id, next)
}
