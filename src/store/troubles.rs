//! What keeps the bot from its work in a channel, and since when.

use chrono::{DateTime, Utc};
use rusqlite::named_params;

use super::columns::Millis;
use super::engines::Row;
use super::{ReadTx, StoreError, WriteTx, set_aside};
use crate::domain::ids::{ChannelId, ServerId};

/// A trouble as the store keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Where.
    pub channel: ChannelId,
    /// Which of the bot's works it stops: `post` for everything in the channel, `edit`, `thread`, `pin`, `board`; `ping` when the
    /// role to mention is gone.
    pub about: String,
    /// What is missing, as the locales name it.
    pub missing: String,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// Notes a trouble; `true` when the manager is to be told: it is a new one, or something else is missing now. One that
/// stands keeps its beginning.
pub fn note(
    tx: &WriteTx<'_>,
    server: ServerId,
    channel: ChannelId,
    about: &str,
    missing: &str,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = "insert into trouble (server_id, channel_id, about, missing, since) values (:server, :channel, :about, :missing, :now) \
               on conflict (server_id, channel_id, about) do update set missing = excluded.missing \
               where trouble.missing <> excluded.missing";
    let params = named_params! { ":server": server, ":channel": channel, ":about": about, ":missing": missing, ":now": Millis(now) };
    Ok(tx.prepare(sql)?.execute(params)? > 0)
}

/// A trouble that stands.
pub fn find(tx: &ReadTx<'_>, server: ServerId, channel: ChannelId, about: &str) -> Result<Option<Trouble>, StoreError> {
    let sql = "select channel_id, about, missing, since from trouble where server_id = :server and channel_id = :channel and about = :about";
    let params = named_params! { ":server": server, ":channel": channel, ":about": about };
    let found = tx.prepare(sql)?.query_optional(params, from_row);
    set_aside::if_readable("trouble", found)
}

/// All troubles of a server, the oldest first.
pub fn of_server(tx: &ReadTx<'_>, server: ServerId) -> Result<Vec<Trouble>, StoreError> {
    let sql = "select channel_id, about, missing, since from trouble where server_id = :server order by since";
    let mut statement = tx.prepare(sql)?;
    set_aside::readable("trouble", statement.query_map(named_params! { ":server": server }, from_row)?)
}

/// A trouble is over.
pub fn clear(tx: &WriteTx<'_>, server: ServerId, channel: ChannelId, about: &str) -> Result<(), StoreError> {
    let sql = "delete from trouble where server_id = :server and channel_id = :channel and about = :about";
    tx.prepare(sql)?.execute(named_params! { ":server": server, ":channel": channel, ":about": about })?;
    Ok(())
}

/// A channel's troubles are over: no question is posted in it any more.
pub fn clear_channel(tx: &WriteTx<'_>, server: ServerId, channel: ChannelId) -> Result<(), StoreError> {
    tx.prepare("delete from trouble where server_id = :server and channel_id = :channel")?
        .execute(named_params! { ":server": server, ":channel": channel })?;
    Ok(())
}

/// All troubles of a server's questions are over: its manager chose another channel. Its board stays where it is.
pub fn clear_all(tx: &WriteTx<'_>, server: ServerId) -> Result<(), StoreError> {
    tx.prepare("delete from trouble where server_id = :server and about not in ('ping', 'board')")?
        .execute(named_params! { ":server": server })?;
    Ok(())
}

/// The manager chose anew whom the posts mention.
pub fn clear_ping(tx: &WriteTx<'_>, server: ServerId) -> Result<(), StoreError> {
    tx.prepare("delete from trouble where server_id = :server and about = 'ping'")?
        .execute(named_params! { ":server": server })?;
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Trouble> {
    Ok(Trouble {
        channel: row.get("channel_id")?,
        about: row.get("about")?,
        missing: row.get("missing")?,
        since: row.get::<_, Millis>("since")?.0,
    })
}
