//! What becomes of a round: posted, closed, skipped, removed, void.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::named_params;

use crate::domain::ids::{ChannelId, MemberId, MessageId, RoundId, ScheduleId};
use crate::domain::round::{Round, SkipReason};
use crate::store::columns::{Day, Millis};
use crate::store::{StoreError, WriteTx};

/// Keeps where a round's post goes, and the close that it names.
pub fn set_target(
    tx: &WriteTx<'_>,
    round: RoundId,
    channel: ChannelId,
    closes_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql =
        "update round set channel_id = :channel, closes_at = :closes_at where round_id = :round and state = 'due'";
    let params = named_params! { ":round": round, ":channel": channel, ":closes_at": Millis(closes_at) };
    tx.prepare(sql)?.execute(params)?;
    Ok(())
}

/// Opens a round with the message that Discord took; `false` when it was not waiting for one.
pub fn set_open(
    tx: &WriteTx<'_>,
    round: &Round,
    message: MessageId,
    posted_at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let opened = tx.prepare(include_str!("../sql/open_round.sql"))?.execute(named_params! {
        ":round": round.id,
        ":server": round.server,
        ":message": message,
        ":posted_at": Millis(posted_at),
    })?;
    Ok(opened > 0)
}

/// Keeps the message of a round that did not wait for it any more.
pub fn set_message(tx: &WriteTx<'_>, round: RoundId, message: MessageId) -> Result<(), StoreError> {
    tx.prepare("update round set message_id = :message where round_id = :round and message_id is null")?
        .execute(named_params! { ":round": round, ":message": message })?;
    Ok(())
}

/// Marks a round as void; for now it counts for all members as before, until [`set_recounted_up_to`].
pub fn set_void(tx: &WriteTx<'_>, round: RoundId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "update round set void_from = state, state = 'void', voided_up_to = 0, restored_up_to = null, \
               closed_at = coalesce(closed_at, :now) where round_id = :round";
    tx.prepare(sql)?.execute(named_params! { ":round": round, ":now": Millis(now) })?;
    Ok(())
}

/// Takes a void back: the round stands where it stood and counts for all, whose points follow with
/// [`set_recounted_up_to`]. One that was open closes now when a newer one of its schedule is there.
pub fn set_restored(tx: &WriteTx<'_>, round: RoundId, now: DateTime<Utc>) -> Result<(), StoreError> {
    tx.prepare(include_str!("../sql/restore_round.sql"))?
        .execute(named_params! { ":round": round, ":now": Millis(now) })?;
    Ok(())
}

/// Forgets that a manager wanted no round on a day; `false` when none was left out there for that reason.
pub fn forget_wanted_skip(tx: &WriteTx<'_>, schedule: ScheduleId, day: NaiveDate) -> Result<bool, StoreError> {
    let sql = "delete from round where schedule_id = :schedule and day = :day and number = 0 and state = 'skipped' \
               and skip_reason = 'asked' and message_id is null";
    Ok(tx.prepare(sql)?.execute(named_params! { ":schedule": schedule, ":day": Day(day) })? > 0)
}

/// Has a round of a day wait for its post again that managers wanted to skip.
pub fn set_due_again(tx: &WriteTx<'_>, schedule: ScheduleId, day: NaiveDate) -> Result<(), StoreError> {
    let sql = "update round set state = 'due', skip_reason = null where schedule_id = :schedule and day = :day and number = 0 \
               and state = 'skipped' and skip_reason = 'asked' and message_id is null";
    tx.prepare(sql)?.execute(named_params! { ":schedule": schedule, ":day": Day(day) })?;
    Ok(())
}

/// Notes up to which member the points are right of a round that became void or counts again; `None` when they are for all.
pub fn set_recounted_up_to(tx: &WriteTx<'_>, round: RoundId, member: Option<MemberId>) -> Result<(), StoreError> {
    let sql = "update round set voided_up_to = case when state = 'void' then cast(:member as bigint) end, \
               restored_up_to = case when state <> 'void' then cast(:member as bigint) end where round_id = :round";
    tx.prepare(sql)?.execute(named_params! { ":round": round, ":member": member })?;
    Ok(())
}

/// Brings a round's close forward to an instant.
pub fn set_closes_at(tx: &WriteTx<'_>, round: RoundId, instant: DateTime<Utc>) -> Result<(), StoreError> {
    tx.prepare("update round set closes_at = :instant where round_id = :round and closes_at > :instant")?
        .execute(named_params! { ":round": round, ":instant": Millis(instant) })?;
    Ok(())
}

/// Closes a round.
pub fn set_closed(tx: &WriteTx<'_>, round: RoundId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "update round set state = 'closed', closed_at = :now where round_id = :round";
    tx.prepare(sql)?.execute(named_params! { ":round": round, ":now": Millis(now) })?;
    Ok(())
}

/// Records that a round that was due gets no post.
pub fn set_skipped(tx: &WriteTx<'_>, round: RoundId, reason: SkipReason) -> Result<(), StoreError> {
    let sql = "update round set state = 'skipped', skip_reason = :reason where round_id = :round and state = 'due'";
    tx.prepare(sql)?.execute(named_params! { ":round": round, ":reason": reason })?;
    Ok(())
}

/// Forgets that the bot was down on days of a schedule that have not come: a clock that was ahead said so.
pub fn forget_skips_after(
    tx: &WriteTx<'_>,
    schedule: ScheduleId,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "delete from round where schedule_id = :schedule and day >= :today and due_at > :now \
               and state = 'skipped' and skip_reason = 'was-down' and question is null";
    let params = named_params! { ":schedule": schedule, ":today": Day(today), ":now": Millis(now) };
    tx.prepare(sql)?.execute(params)?;
    Ok(())
}

/// Records that a round's post was deleted before it was recorded.
pub fn set_removed(tx: &WriteTx<'_>, round: RoundId) -> Result<(), StoreError> {
    let sql = "update round set state = 'removed' where round_id = :round and state = 'due'";
    tx.prepare(sql)?.execute(named_params! { ":round": round })?;
    Ok(())
}

/// Brings the close of a schedule's older open rounds forward to an instant: the next one is here.
pub fn close_older_at(tx: &WriteTx<'_>, round: &Round, instant: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "update round set closes_at = :instant where schedule_id = :schedule and round_id < :round and state = 'open' \
               and closes_at > :instant";
    tx.prepare(sql)?
        .execute(named_params! { ":schedule": round.schedule, ":round": round.id, ":instant": Millis(instant) })?;
    Ok(())
}

/// One more answer, counted for the post.
pub fn count_answer(tx: &WriteTx<'_>, round: RoundId) {
    tx.counts().answered(round);
}
