//! The notices: messages that follow from a round or a trouble, each sent once.

use chrono::{DateTime, Utc};
use rusqlite::named_params;

use super::columns::Millis;
use super::{ReadTx, StoreError, WriteTx};
use crate::domain::ids::{RoundId, ServerId};

/// What a notice says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// The key of a closed round.
    Reveal,
    /// A round that was declared faulty.
    Void,
    /// The manager is told what keeps the bot from posting.
    Trouble,
    /// The manager is told that a member found a fault.
    Report,
}

impl NoticeKind {
    const ALL: [NoticeKind; 4] = [Self::Reveal, Self::Void, Self::Trouble, Self::Report];

    fn code(self) -> &'static str {
        match self {
            Self::Reveal => "reveal",
            Self::Void => "void",
            Self::Trouble => "trouble",
            Self::Report => "report",
        }
    }
}

/// A notice as the store keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its number.
    pub id: u64,
    /// The server that it is for.
    pub server: ServerId,
    /// The round that it follows from.
    pub round: Option<RoundId>,
    /// What it says.
    pub kind: NoticeKind,
    /// What it tells beside its kind.
    pub text: Option<String>,
    /// The first time that a request may have been sent.
    pub sent_at: Option<DateTime<Utc>>,
    /// How many tries there were.
    pub tries: u32,
    /// When it came to be.
    pub made_at: DateTime<Utc>,
}

fn from_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Notice> {
    let code: String = row.get("kind")?;
    let kind = NoticeKind::ALL.into_iter().find(|kind| kind.code() == code).unwrap_or(NoticeKind::Trouble);
    Ok(Notice {
        id: row.get::<_, i64>("notice_id")?.cast_unsigned(),
        server: row.get("server_id")?,
        round: row.get("round_id")?,
        kind,
        text: row.get("text")?,
        sent_at: row.get::<_, Option<Millis>>("sent_at")?.map(|at| at.0),
        tries: row.get("tries")?,
        made_at: row.get::<_, Millis>("made_at")?.0,
    })
}

/// Makes a round's notice due; a second one of its kind is not made.
pub fn insert_for_round(
    tx: &WriteTx<'_>,
    server: ServerId,
    round: RoundId,
    kind: NoticeKind,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "insert into notice (server_id, round_id, kind, state, try_at, made_at) values (:server, :round, :kind, 'due', :now, :now) \
               on conflict (round_id, kind) do nothing";
    tx.prepare(sql)?
        .execute(named_params! { ":server": server, ":round": round, ":kind": kind.code(), ":now": Millis(now) })?;
    Ok(())
}

/// Makes a notice due that follows from no round.
pub fn insert(
    tx: &WriteTx<'_>,
    server: ServerId,
    kind: NoticeKind,
    text: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "insert into notice (server_id, kind, text, state, try_at, made_at) values (:server, :kind, :text, 'due', :now, :now)";
    tx.prepare(sql)?
        .execute(named_params! { ":server": server, ":kind": kind.code(), ":text": text, ":now": Millis(now) })?;
    Ok(())
}

/// Drops a round's notice that was certainly not sent.
pub fn drop_unsent(tx: &WriteTx<'_>, round: RoundId, kind: NoticeKind) -> Result<(), StoreError> {
    let sql = "update notice set state = 'failed' where round_id = :round and kind = :kind and state = 'due'";
    tx.prepare(sql)?.execute(named_params! { ":round": round, ":kind": kind.code() })?;
    Ok(())
}

/// The notices to be sent now, the longest due first.
pub fn to_send(tx: &ReadTx<'_>, now: DateTime<Utc>, at_most: u32) -> Result<Vec<Notice>, StoreError> {
    let sql = "select notice_id, server_id, round_id, kind, text, sent_at, tries, made_at from notice \
               where state in ('due', 'posting') and try_at <= :now order by try_at, notice_id limit :at_most";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":now": Millis(now), ":at_most": at_most }, from_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Commits that a request may be on its way.
pub fn set_posting(tx: &WriteTx<'_>, notice: u64, now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "update notice set state = 'posting', tries = tries + 1, sent_at = coalesce(sent_at, :now) where notice_id = :notice";
    tx.prepare(sql)?.execute(named_params! { ":notice": notice.cast_signed(), ":now": Millis(now) })?;
    Ok(())
}

/// When the next try comes.
pub fn set_try_at(tx: &WriteTx<'_>, notice: u64, try_at: DateTime<Utc>) -> Result<(), StoreError> {
    tx.prepare("update notice set try_at = :try_at where notice_id = :notice")?
        .execute(named_params! { ":notice": notice.cast_signed(), ":try_at": Millis(try_at) })?;
    Ok(())
}

/// The notice is on Discord.
pub fn set_done(tx: &WriteTx<'_>, notice: u64) -> Result<(), StoreError> {
    tx.prepare("update notice set state = 'done' where notice_id = :notice")?
        .execute(named_params! { ":notice": notice.cast_signed() })?;
    Ok(())
}

/// The notice is given up.
pub fn set_failed(tx: &WriteTx<'_>, notice: u64) -> Result<(), StoreError> {
    tx.prepare("update notice set state = 'failed' where notice_id = :notice")?
        .execute(named_params! { ":notice": notice.cast_signed() })?;
    Ok(())
}

/// Deletes notices that are over and were made before an instant, so many at most; says how many.
pub fn delete_over(tx: &WriteTx<'_>, before: DateTime<Utc>, at_most: u32) -> Result<usize, StoreError> {
    let sql = "delete from notice where notice_id in ( \
               select notice_id from notice where state in ('done', 'failed') and made_at < :before limit :at_most)";
    Ok(tx.prepare(sql)?.execute(named_params! { ":before": Millis(before), ":at_most": at_most })?)
}
