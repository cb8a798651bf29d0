//! The messages that show a server's board and keep themselves current: one a server.

use chrono::{DateTime, Utc};
use rusqlite::named_params;

use super::columns::Millis;
use super::engines::Row;
use super::{ReadTx, StoreError, WriteTx};
use crate::domain::ids::{ChannelId, DeliveryId, MessageId, ServerId};
use crate::domain::leaderboard::BoardOf;

/// A board that keeps itself current.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveBoard {
    pub server: ServerId,
    /// What brings it, again and again; its buttons carry this number.
    pub delivery: DeliveryId,
    /// Where it is.
    pub channel: ChannelId,
    /// Of what.
    pub of: BoardOf,
    /// The message, once it is known.
    pub message: Option<MessageId>,
    /// What it shows, as a hash.
    pub shown: Option<String>,
    /// Since when.
    pub shown_at: Option<DateTime<Utc>>,
    /// Whether someone deleted it: it is not made again until someone asks.
    pub gone: bool,
}

const COLUMNS: &str = "server_id, delivery_id, channel_id, period, message_id, shown, shown_at, gone";

fn from_row(row: &Row<'_>) -> rusqlite::Result<LiveBoard> {
    Ok(LiveBoard {
        server: row.get("server_id")?,
        delivery: row.get("delivery_id")?,
        channel: row.get("channel_id")?,
        of: row.get("period")?,
        message: row.get("message_id")?,
        shown: row.get("shown")?,
        shown_at: row.get::<_, Option<Millis>>("shown_at")?.map(|at| at.0),
        gone: row.get("gone")?,
    })
}

/// The board of a server.
pub fn of_server(tx: &ReadTx<'_>, server: ServerId) -> Result<Option<LiveBoard>, StoreError> {
    let sql = format!("select {COLUMNS} from live_board where server_id = :server");
    tx.prepare(&sql)?.query_optional(named_params! { ":server": server }, from_row)
}

/// The board that a delivery brings; `None` when the server has another one by now, or none.
pub fn of_delivery(tx: &ReadTx<'_>, delivery: DeliveryId) -> Result<Option<LiveBoard>, StoreError> {
    let sql = format!("select {COLUMNS} from live_board where delivery_id = :delivery");
    tx.prepare(&sql)?.query_optional(named_params! { ":delivery": delivery }, from_row)
}

/// Keeps the board that a server has from now on.
pub fn insert(
    tx: &WriteTx<'_>,
    server: ServerId,
    delivery: DeliveryId,
    channel: ChannelId,
    of: BoardOf,
) -> Result<(), StoreError> {
    let sql = "insert into live_board (server_id, delivery_id, channel_id, period) values (:server, :delivery, :channel, :of)";
    let params = named_params! { ":server": server, ":delivery": delivery, ":channel": channel, ":of": of };
    tx.prepare(sql)?.execute(params)?;
    Ok(())
}

/// Forgets the board of a server.
pub fn delete(tx: &WriteTx<'_>, server: ServerId) -> Result<(), StoreError> {
    tx.prepare("delete from live_board where server_id = :server")?.execute(named_params! { ":server": server })?;
    Ok(())
}

/// Notes what the message of a board shows, and which message it is when that was not known.
pub fn set_shown(
    tx: &WriteTx<'_>,
    delivery: DeliveryId,
    message: Option<MessageId>,
    shown: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "update live_board set message_id = coalesce(:message, message_id), shown = :shown, shown_at = :now \
               where delivery_id = :delivery";
    tx.prepare(sql)?
        .execute(named_params! { ":delivery": delivery, ":message": message, ":shown": shown, ":now": Millis(now) })?;
    Ok(())
}

/// Notes that the message of a board is gone.
pub fn set_gone(tx: &WriteTx<'_>, delivery: DeliveryId) -> Result<(), StoreError> {
    tx.prepare("update live_board set gone = 1 where delivery_id = :delivery")?
        .execute(named_params! { ":delivery": delivery })?;
    Ok(())
}

/// Something that the board of a server shows may have changed: it is looked at as soon as its pace allows.
pub fn look_again(tx: &WriteTx<'_>, server: ServerId) {
    tx.counts().board_changed(server);
}
