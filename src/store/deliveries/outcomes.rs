//! What came of a try: sent, refused, in doubt, done, given up.

use chrono::{DateTime, Utc};
use rusqlite::named_params;

use crate::domain::ids::{ChannelId, DeliveryId, MessageId};
use crate::store::columns::Millis;
use crate::store::{StoreError, WriteTx};

/// Commits that a request is about to go out. An earlier one whose end nobody saw counts as possibly accepted.
pub fn set_sending(
    tx: &WriteTx<'_>,
    id: DeliveryId,
    channel: Option<ChannelId>,
    seen_before: MessageId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "update delivery set state = 'sending', channel_id = :channel, tries = tries + 1, \
               first_sent_at = coalesce(first_sent_at, trying_since), trying_since = :now, \
               seen_before = coalesce(seen_before, :seen_before) where delivery_id = :id";
    tx.prepare(sql)?
        .execute(named_params! { ":id": id, ":channel": channel, ":seen_before": seen_before, ":now": Millis(now) })?;
    Ok(())
}

/// Gives the lease back before a try was begun; the next one is made at an instant.
pub fn put_off(tx: &WriteTx<'_>, id: DeliveryId, try_at: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "update delivery set try_at = :try_at, lease_owner = null, lease_until = null where delivery_id = :id";
    tx.prepare(sql)?.execute(named_params! { ":id": id, ":try_at": Millis(try_at) })?;
    Ok(())
}

/// Plans the next try after one that was certainly not accepted.
pub fn set_refused(tx: &WriteTx<'_>, id: DeliveryId, try_at: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "update delivery set trying_since = null, state = case when first_sent_at is null then 'due' else 'sending' end, \
               seen_before = case when first_sent_at is null then null else seen_before end, \
               try_at = :try_at, lease_owner = null, lease_until = null where delivery_id = :id";
    tx.prepare(sql)?.execute(named_params! { ":id": id, ":try_at": Millis(try_at) })?;
    Ok(())
}

/// Plans the next try after one that may have been accepted.
pub fn set_in_doubt(tx: &WriteTx<'_>, id: DeliveryId, try_at: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "update delivery set first_sent_at = coalesce(first_sent_at, trying_since), trying_since = null, \
               try_at = :try_at, lease_owner = null, lease_until = null where delivery_id = :id";
    tx.prepare(sql)?.execute(named_params! { ":id": id, ":try_at": Millis(try_at) })?;
    Ok(())
}

/// Settles that no earlier request was accepted, or that what it made is gone with its channel.
pub fn set_settled(tx: &WriteTx<'_>, id: DeliveryId) -> Result<(), StoreError> {
    let sql =
        "update delivery set first_sent_at = null, trying_since = null, seen_before = null where delivery_id = :id";
    tx.prepare(sql)?.execute(named_params! { ":id": id })?;
    Ok(())
}

/// It is on Discord, or nothing is left to do.
pub fn set_done(
    tx: &WriteTx<'_>,
    id: DeliveryId,
    message: Option<MessageId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    end(tx, id, "done", None, message, now)
}

/// It is given up, for a reason that people can read.
pub fn set_given_up(tx: &WriteTx<'_>, id: DeliveryId, reason: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    end(tx, id, "given_up", Some(reason), None, now)
}

fn end(
    tx: &WriteTx<'_>,
    id: DeliveryId,
    state: &str,
    reason: Option<&str>,
    message: Option<MessageId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "update delivery set state = :state, reason = :reason, message_id = coalesce(:message, message_id), done_at = :now, \
               trying_since = null, lease_owner = null, lease_until = null where delivery_id = :id";
    tx.prepare(sql)?.execute(
        named_params! { ":id": id, ":state": state, ":reason": reason, ":message": message, ":now": Millis(now) },
    )?;
    Ok(())
}
