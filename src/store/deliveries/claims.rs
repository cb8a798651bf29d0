//! Whose turn it is: deliveries are claimed with a lease, hurried, or put off together.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::named_params;

use super::number;
use crate::domain::delivery::{ClosedChannels, Lane, Room};
use crate::domain::ids::{ChannelId, DeliveryId, RoleId, ServerId};
use crate::store::columns::{Millis, soonest};
use crate::store::{ReadTx, StoreError, WriteTx};

/// No lease reaches further beyond a new one, however the clocks of two processes differ.
const NEVER_LONGER: TimeDelta = TimeDelta::minutes(10);

/// A delivery that this process may work on now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claimed {
    pub id: DeliveryId,
    /// The number of this claim: whoever claims it later has a higher one.
    pub lease: u64,
}

/// Takes deliveries of a room that are due, the most urgent first, for this process and until an instant.
///
/// In a channel the oldest that is due goes alone. A lease that lasts longer than any does was made by a clock that was
/// ahead, and counts as over.
pub fn claim(
    tx: &WriteTx<'_>,
    owner: u64,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
    (room, closed): (Room, ClosedChannels),
    at_most: usize,
) -> Result<Vec<Claimed>, StoreError> {
    let (first, last) = room.urgencies();
    let mut statement = tx.prepare(include_str!("../sql/claim_deliveries.sql"))?;
    let rows = statement.query_map(
        named_params! {
            ":owner": owner.cast_signed(),
            ":now": Millis(now),
            ":until": Millis(until),
            ":beyond": Millis(until + NEVER_LONGER),
            ":lane": number(room.lane()),
            ":first": first,
            ":last": last,
            ":spares": closed == ClosedChannels::Spared,
            ":at_most": i64::try_from(at_most).unwrap_or(i64::MAX),
        },
        |row| Ok(Claimed { id: row.get("delivery_id")?, lease: row.get::<_, i64>("lease")?.cast_unsigned() }),
    )?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Ends the leases of a process that is gone. Only for a database that one process at a time may use.
pub fn release_all(tx: &WriteTx<'_>) -> Result<(), StoreError> {
    let sql = "update delivery set lease_owner = null, lease_until = null where state in ('due', 'sending') and lease_owner is not null";
    tx.prepare(sql)?.execute(&[])?;
    Ok(())
}

/// Has everything tried at once that waits for its next try in a server: something changed there. A count or a board that only
/// rests waits for no try, here and below.
pub fn hurry(tx: &WriteTx<'_>, server: ServerId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "update delivery set try_at = :now where server_id = :server and state in ('due', 'sending') and (kind not in ('count', 'board') or tries > 0) \
               and try_at > :now";
    tx.prepare(sql)?.execute(named_params! { ":server": server, ":now": Millis(now) })?;
    Ok(())
}

/// Has a delivery tried at once that waits for its next try.
pub fn hurry_one(tx: &WriteTx<'_>, id: DeliveryId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql =
        "update delivery set try_at = :now where delivery_id = :id and try_at > :now and state in ('due', 'sending')";
    tx.prepare(sql)?.execute(named_params! { ":id": id, ":now": Millis(now) })?;
    Ok(())
}

/// Has everything tried at once that waits for its next try in a channel: it is open again.
pub fn hurry_channel(tx: &WriteTx<'_>, channel: ChannelId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "update delivery set try_at = :now where channel_id = :channel and state in ('due', 'sending') \
               and (kind not in ('count', 'board') or tries > 0) and try_at > :now";
    tx.prepare(sql)?.execute(named_params! { ":channel": channel, ":now": Millis(now) })?;
    Ok(())
}

/// Whether a server has something that waits for its next try: anywhere, or what a change of one channel concerns.
pub fn waits(
    tx: &ReadTx<'_>,
    server: ServerId,
    channel: Option<ChannelId>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = "select 1 from delivery where server_id = :server and state in ('due', 'sending') and (kind not in ('count', 'board') or tries > 0) \
               and try_at > :now and (cast(:channel as bigint) is null or channel_id = :channel or kind = 'trouble')";
    tx.prepare(sql)?.exists(named_params! { ":server": server, ":channel": channel, ":now": Millis(now) })
}

/// Whether something of a server is being tried.
pub fn is_under_way(tx: &ReadTx<'_>, server: ServerId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = "select 1 from delivery where server_id = :server and state in ('due', 'sending') and lease_until > :now";
    tx.prepare(sql)?.exists(named_params! { ":server": server, ":now": Millis(now) })
}

/// Has the words to a server's manager tried at once that wait for a place to be said in.
pub fn hurry_troubles(tx: &WriteTx<'_>, server: ServerId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "update delivery set try_at = :now where server_id = :server and kind = 'trouble' and state in ('due', 'sending') \
               and try_at > :now";
    tx.prepare(sql)?.execute(named_params! { ":server": server, ":now": Millis(now) })?;
    Ok(())
}

/// Has what waits for a channel, in one lane or in both, tried no earlier than at an instant: it is closed. A quiz does not
/// wait: it ends where it cannot go on.
pub fn postpone(
    tx: &WriteTx<'_>,
    channel: ChannelId,
    of: Option<Lane>,
    until: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "update delivery set try_at = :until where channel_id = :channel and state in ('due', 'sending') and try_at < :until \
               and lane = coalesce(:lane, lane) and lease_until is null and quiz_id is null";
    tx.prepare(sql)?
        .execute(named_params! { ":channel": channel, ":lane": of.map(number), ":until": Millis(until) })?;
    Ok(())
}

/// Has a server's changes of one role, or of all, tried no earlier than at an instant.
pub fn postpone_roles(
    tx: &WriteTx<'_>,
    server: ServerId,
    role: Option<RoleId>,
    until: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "update delivery set try_at = :until where server_id = :server and kind = 'role' and state in ('due', 'sending') \
               and try_at < :until and lease_until is null and (cast(:role as text) is null or subject like cast(:role as text) || ' %')";
    let role = role.map(|role| role.to_string());
    tx.prepare(sql)?.execute(named_params! { ":server": server, ":role": role, ":until": Millis(until) })?;
    Ok(())
}

/// Has everything tried now that waits beyond an instant, in every server: it was planned by a clock that was ahead.
pub fn hurry_all(tx: &WriteTx<'_>, beyond: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "update delivery set try_at = :now, lease_owner = null, lease_until = null \
               where state in ('due', 'sending') and try_at > :beyond";
    tx.prepare(sql)?.execute(named_params! { ":beyond": Millis(beyond), ":now": Millis(now) })?;
    Ok(())
}

/// The next instant at which a delivery of a room may go.
pub fn next_at(tx: &ReadTx<'_>, room: Room, closed: ClosedChannels) -> Result<Option<DateTime<Utc>>, StoreError> {
    let (first, last) = room.urgencies();
    let params = named_params! {
        ":lane": number(room.lane()),
        ":first": first,
        ":last": last,
        ":spares": closed == ClosedChannels::Spared,
    };
    tx.prepare(include_str!("../sql/next_delivery.sql"))?.query_row(params, soonest)
}
