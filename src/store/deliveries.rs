//! The deliveries: one row for each thing that is owed to Discord, from due to done or given up.

mod claims;
mod outcomes;

use chrono::{DateTime, Utc};
use rusqlite::named_params;

use super::columns::{Millis, unreadable};
use super::engines::Row;
use super::{ReadTx, StoreError, WriteTx};
use crate::domain::delivery::{DeliveryKind, Lane};
use crate::domain::ids::{ChannelId, DeliveryId, MessageId, QuizId, RoundId, ServerId};

pub use claims::{
    Claimed, claim, hurry, hurry_all, hurry_channel, hurry_one, hurry_troubles, is_under_way, next_at, postpone,
    postpone_roles, release_all, waits,
};
pub use outcomes::{put_off, set_done, set_given_up, set_in_doubt, set_refused, set_sending, set_settled};

/// A delivery as the store keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    pub id: DeliveryId,
    /// The server that it is for.
    pub server: ServerId,
    /// The round that it belongs to.
    pub round: Option<RoundId>,
    /// The quiz that it is a step of.
    pub quiz: Option<QuizId>,
    /// What it brings.
    pub kind: DeliveryKind,
    /// What it tells beside its rows.
    pub subject: Option<String>,
    /// Where it goes, as far as that is known.
    pub channel: Option<ChannelId>,
    /// How many tries there were.
    pub tries: u32,
    /// The number of its last claim.
    pub lease: u64,
    /// The first time that a request may have been accepted; never forgotten.
    pub first_sent_at: Option<DateTime<Utc>>,
    /// The newest id of Discord that was known before that request: what it made is newer.
    pub seen_before: Option<MessageId>,
    /// When it came to be.
    pub made_at: DateTime<Utc>,
    /// When it is given up.
    pub expires_at: DateTime<Utc>,
    /// When it was done or given up.
    pub done_at: Option<DateTime<Utc>>,
}

const COLUMNS: &str = "delivery_id, server_id, round_id, quiz_id, kind, subject, channel_id, tries, lease, coalesce(first_sent_at, trying_since) as first_sent_at, \
     seen_before, made_at, expires_at, done_at";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Delivery> {
    Ok(Delivery {
        id: row.get("delivery_id")?,
        server: row.get("server_id")?,
        round: row.get("round_id")?,
        quiz: row.get("quiz_id")?,
        kind: kind(row)?,
        subject: row.get("subject")?,
        channel: row.get("channel_id")?,
        tries: row.get("tries")?,
        lease: row.get::<_, i64>("lease")?.cast_unsigned(),
        first_sent_at: row.get::<_, Option<Millis>>("first_sent_at")?.map(|at| at.0),
        seen_before: row.get("seen_before")?,
        made_at: row.get::<_, Millis>("made_at")?.0,
        expires_at: row.get::<_, Millis>("expires_at")?.0,
        done_at: row.get::<_, Option<Millis>>("done_at")?.map(|at| at.0),
    })
}

fn kind(row: &Row<'_>) -> rusqlite::Result<DeliveryKind> {
    let code: String = row.get("kind")?;
    Ok(DeliveryKind::from_code(&code).ok_or_else(|| unreadable("a kind of delivery", &code))?)
}

fn number(lane: Lane) -> i64 {
    match lane {
        Lane::Messages => 0,
        Lane::Edits => 1,
    }
}

/// What a new delivery is made of.
#[derive(Debug, Clone)]
pub struct NewDelivery<'a> {
    /// The server that it is for.
    pub server: ServerId,
    /// The round that it belongs to; each has one of a kind.
    pub round: Option<RoundId>,
    /// What it brings.
    pub kind: DeliveryKind,
    /// What it tells beside its rows.
    pub subject: Option<&'a str>,
    /// Where it goes, as far as that is known.
    pub channel: Option<ChannelId>,
    /// From when on.
    pub due_at: DateTime<Utc>,
    /// Until when it is tried.
    pub expires_at: DateTime<Utc>,
}

/// Makes a delivery due. One that its round has already becomes due again when it was over, and stays as it is otherwise.
pub fn insert(tx: &WriteTx<'_>, new: &NewDelivery<'_>, now: DateTime<Utc>) -> Result<(), StoreError> {
    tx.prepare(include_str!("sql/insert_delivery.sql"))?.execute(named_params! {
        ":server": new.server,
        ":round": new.round,
        ":kind": new.kind.code(),
        ":subject": new.subject,
        ":urgency": new.kind.urgency(),
        ":lane": number(new.kind.lane()),
        ":channel": new.channel,
        ":due_at": Millis(new.due_at),
        ":expires_at": Millis(new.expires_at),
        ":now": Millis(now),
    })?;
    Ok(())
}

/// A delivery by its number.
pub fn find(tx: &ReadTx<'_>, id: DeliveryId) -> Result<Option<Delivery>, StoreError> {
    let sql = format!("select {COLUMNS} from delivery where delivery_id = :id");
    tx.prepare(&sql)?.query_optional(named_params! { ":id": id }, from_row)
}

/// A delivery that is not over, if it is still held by the claim with this number.
pub fn held(tx: &ReadTx<'_>, id: DeliveryId, lease: u64, now: DateTime<Utc>) -> Result<Option<Delivery>, StoreError> {
    let sql = format!(
        "select {COLUMNS} from delivery where delivery_id = :id and state in ('due', 'sending') and lease = :lease \
         and lease_until > :now"
    );
    let params = named_params! { ":id": id, ":lease": lease.cast_signed(), ":now": Millis(now) };
    tx.prepare(&sql)?.query_optional(params, from_row)
}

/// The delivery of a round, whatever its state.
pub fn of_round(tx: &ReadTx<'_>, round: RoundId, kind: DeliveryKind) -> Result<Option<Delivery>, StoreError> {
    let sql = format!("select {COLUMNS} from delivery where round_id = :round and kind = :kind");
    let params = named_params! { ":round": round, ":kind": kind.code() };
    tx.prepare(&sql)?.query_optional(params, from_row)
}

/// The delivery of a quiz's question whose request may be under way.
pub fn sent_question(tx: &ReadTx<'_>, quiz: QuizId) -> Result<Option<Delivery>, StoreError> {
    let sql = format!(
        "select {COLUMNS} from delivery where quiz_id = :quiz and kind = :kind and state = 'sending' order by delivery_id desc limit 1"
    );
    let params = named_params! { ":quiz": quiz, ":kind": DeliveryKind::QuizQuestion.code() };
    tx.prepare(&sql)?.query_optional(params, from_row)
}

/// How many deliveries of a kind a server was owed since an instant, whatever became of them.
pub fn made_since(
    tx: &ReadTx<'_>,
    server: ServerId,
    kind: DeliveryKind,
    since: DateTime<Utc>,
) -> Result<u32, StoreError> {
    let sql = "select count(*) from delivery where server_id = :server and kind = :kind and made_at > :since";
    let params = named_params! { ":server": server, ":kind": kind.code(), ":since": Millis(since) };
    tx.prepare(sql)?.query_row(params, |row| row.get(0))
}

/// Whether a server is owed a delivery of a kind and subject that certainly has not gone out.
pub fn is_to_come(tx: &ReadTx<'_>, server: ServerId, kind: DeliveryKind, subject: &str) -> Result<bool, StoreError> {
    let sql =
        "select 1 from delivery where server_id = :server and kind = :kind and subject = :subject and state = 'due'";
    tx.prepare(sql)?.exists(named_params! { ":server": server, ":kind": kind.code(), ":subject": subject })
}

/// Whether a delivery of a kind and subject may be on its way to a server.
pub fn may_be_there(tx: &ReadTx<'_>, server: ServerId, kind: DeliveryKind, subject: &str) -> Result<bool, StoreError> {
    let sql = "select 1 from delivery where server_id = :server and kind = :kind and subject = :subject \
               and state = 'sending'";
    tx.prepare(sql)?.exists(named_params! { ":server": server, ":kind": kind.code(), ":subject": subject })
}

/// A delivery that certainly has not gone out to a server, with its subject, which is like a pattern.
pub fn to_come_like(
    tx: &ReadTx<'_>,
    server: ServerId,
    kind: DeliveryKind,
    pattern: &str,
) -> Result<Option<(DeliveryId, String)>, StoreError> {
    let sql = "select delivery_id, subject from delivery where server_id = :server and kind = :kind and state = 'due' \
               and subject like :pattern order by delivery_id desc limit 1";
    let params = named_params! { ":server": server, ":kind": kind.code(), ":pattern": pattern };
    let from_row = |row: &Row<'_>| Ok((row.get("delivery_id")?, row.get("subject")?));
    tx.prepare(sql)?.query_optional(params, from_row)
}

/// Notes what a delivery that comes again and again told last, such as the count on a post.
pub fn set_subject(tx: &WriteTx<'_>, id: DeliveryId, subject: &str) -> Result<(), StoreError> {
    tx.prepare("update delivery set subject = :subject where delivery_id = :id")?
        .execute(named_params! { ":id": id, ":subject": subject })?;
    Ok(())
}

/// Has the count of a post shown again, as soon as its pace allows, unless that is planned already.
pub fn rearm_count(tx: &WriteTx<'_>, round: RoundId) -> Result<(), StoreError> {
    let sql = "update delivery set state = 'due', done_at = null, tries = 0 where round_id = :round and kind = 'count' \
               and state in ('done', 'given_up')";
    tx.prepare_uncounted(sql)?.execute(named_params! { ":round": round })?;
    Ok(())
}

/// Plans when a delivery that comes again and again may come next.
pub fn set_pace(tx: &WriteTx<'_>, id: DeliveryId, next: DateTime<Utc>) -> Result<(), StoreError> {
    tx.prepare("update delivery set try_at = :next, first_sent_at = null where delivery_id = :id")?
        .execute(named_params! { ":id": id, ":next": Millis(next) })?;
    Ok(())
}

/// Has a delivery that comes again and again come at an instant.
pub fn set_due_again(tx: &WriteTx<'_>, id: DeliveryId, next: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "update delivery set state = 'due', done_at = null, tries = 0, first_sent_at = null, seen_before = null, \
               try_at = :next where delivery_id = :id";
    tx.prepare(sql)?.execute(named_params! { ":id": id, ":next": Millis(next) })?;
    Ok(())
}

/// The delivery that this transaction made last.
pub fn last_made(tx: &WriteTx<'_>) -> Result<DeliveryId, StoreError> {
    tx.prepare("select max(delivery_id) from delivery")?.query_row(&[], |row| row.get(0))
}

/// Gives up a round's delivery that was certainly not sent; `false` when there is none, or it may be on its way.
pub fn cancel(
    tx: &WriteTx<'_>,
    round: RoundId,
    kind: DeliveryKind,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = "update delivery set state = 'given_up', reason = :reason, done_at = :now, lease_owner = null, lease_until = null \
               where round_id = :round and kind = :kind and state = 'due'";
    let params = named_params! { ":round": round, ":kind": kind.code(), ":reason": reason, ":now": Millis(now) };
    Ok(tx.prepare(sql)?.execute(params)? > 0)
}

/// Makes a round's delivery due again that was given up for this reason.
pub fn revive(
    tx: &WriteTx<'_>,
    round: RoundId,
    kind: DeliveryKind,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "update delivery set state = 'due', reason = null, done_at = null, tries = 0, try_at = :now, expires_at = :expires_at \
               where round_id = :round and kind = :kind and state = 'given_up' and reason = :reason";
    tx.prepare(sql)?.execute(named_params! {
        ":round": round,
        ":kind": kind.code(),
        ":reason": reason,
        ":now": Millis(now),
        ":expires_at": Millis(now + kind.patience()),
    })?;
    Ok(())
}

/// Deletes deliveries that were over before an instant, so many at most; says how many.
pub fn delete_over(tx: &WriteTx<'_>, before: DateTime<Utc>, at_most: u32) -> Result<usize, StoreError> {
    let sql = "delete from delivery where delivery_id in ( \
               select delivery_id from delivery where state in ('done', 'given_up') and done_at < :before limit :at_most)";
    tx.prepare(sql)?.execute(named_params! { ":before": Millis(before), ":at_most": at_most })
}
