//! A round's post on its way to Discord, and as it stands there: sent, opened, kept current, tidied.

use chrono::{DateTime, Utc};
use rusqlite::named_params;

use super::{COLUMNS, from_row};
use crate::domain::ids::{ChannelId, MessageId, RoundId};
use crate::domain::round::Round;
use crate::store::columns::Millis;
use crate::store::{ReadTx, StoreError, WriteTx};

/// A round on its way out: what a retry must know.
#[derive(Debug, Clone)]
pub struct Outgoing {
    /// The round.
    pub round: Round,
    /// The first time that a request may have been sent.
    pub sent_at: Option<DateTime<Utc>>,
    /// How many tries failed or were cut off.
    pub tries: u32,
}

/// The rounds to be posted now, the longest due first.
pub fn to_post(tx: &ReadTx<'_>, now: DateTime<Utc>, at_most: u32) -> Result<Vec<Outgoing>, StoreError> {
    let sql = format!(
        "select {COLUMNS} from round where state in ('due', 'posting') and try_at <= :now order by due_at, round_id limit :at_most"
    );
    let mut statement = tx.prepare(&sql)?;
    let rows = statement.query_map(named_params! { ":now": Millis(now), ":at_most": at_most }, |row| {
        let sent_at = row.get::<_, Option<Millis>>("sent_at")?.map(|at| at.0);
        Ok(Outgoing { round: from_row(row)?, sent_at, tries: row.get("tries")? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Commits that a request may be on its way, with the close that the post will name.
pub fn set_posting(
    tx: &WriteTx<'_>,
    round: RoundId,
    now: DateTime<Utc>,
    closes_at: DateTime<Utc>,
    channel: ChannelId,
) -> Result<(), StoreError> {
    let sql = "update round set state = 'posting', tries = tries + 1, sent_at = coalesce(sent_at, :now), closes_at = :closes_at, \
               channel_id = :channel where round_id = :round and state in ('due', 'posting')";
    let params =
        named_params! { ":round": round, ":now": Millis(now), ":closes_at": Millis(closes_at), ":channel": channel };
    tx.prepare(sql)?.execute(params)?;
    Ok(())
}

/// Forgets that a request may be on its way: it certainly was not accepted.
pub fn set_unsent(tx: &WriteTx<'_>, round: RoundId) -> Result<(), StoreError> {
    let sql = "update round set state = 'due', sent_at = null where round_id = :round and state = 'posting'";
    tx.prepare(sql)?.execute(named_params! { ":round": round })?;
    Ok(())
}

/// When the next try for a round, its edit or its post comes.
pub fn set_try_at(tx: &WriteTx<'_>, round: RoundId, try_at: DateTime<Utc>) -> Result<(), StoreError> {
    tx.prepare("update round set try_at = :try_at where round_id = :round")?
        .execute(named_params! { ":round": round, ":try_at": Millis(try_at) })?;
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

/// The open rounds whose post shows an older count, with the current one.
///
/// A post of the last hour is changed when it was last changed before `young`, an older one before `old`: Discord has a
/// cap of its own on changes of old messages.
pub fn to_show(
    tx: &ReadTx<'_>,
    hour_ago: DateTime<Utc>,
    young: DateTime<Utc>,
    old: DateTime<Utc>,
    at_most: u32,
) -> Result<Vec<(Round, u32)>, StoreError> {
    let sql = format!(
        "select {COLUMNS} from round where state = 'open' and shown <> answered \
         and coalesce(shown_at, 0) <= case when posted_at > :hour_ago then :young else :old end \
         order by coalesce(shown_at, 0) limit :at_most"
    );
    let mut statement = tx.prepare(&sql)?;
    let params = named_params! { ":hour_ago": Millis(hour_ago), ":young": Millis(young), ":old": Millis(old), ":at_most": at_most };
    let rows = statement.query_map(params, |row| Ok((from_row(row)?, row.get("answered")?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Notes the count that a post shows.
pub fn set_shown(tx: &WriteTx<'_>, round: RoundId, shown: u32, now: DateTime<Utc>) -> Result<(), StoreError> {
    tx.prepare("update round set shown = :shown, shown_at = :now where round_id = :round")?
        .execute(named_params! { ":round": round, ":shown": shown, ":now": Millis(now) })?;
    Ok(())
}

/// The rounds whose post still has its buttons although they are over.
pub fn to_tidy(tx: &ReadTx<'_>, now: DateTime<Utc>, at_most: u32) -> Result<Vec<Outgoing>, StoreError> {
    let sql = format!(
        "select {COLUMNS} from round where tidied = 0 and state in ('closed', 'void') and message_id is not null and try_at <= :now \
         order by try_at limit :at_most"
    );
    let mut statement = tx.prepare(&sql)?;
    let rows = statement.query_map(named_params! { ":now": Millis(now), ":at_most": at_most }, |row| {
        Ok(Outgoing { round: from_row(row)?, sent_at: None, tries: row.get("tries")? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Notes that a post's buttons are gone.
pub fn set_tidied(tx: &WriteTx<'_>, round: RoundId) -> Result<(), StoreError> {
    tx.prepare("update round set tidied = 1 where round_id = :round")?.execute(named_params! { ":round": round })?;
    Ok(())
}

/// Counts a failed edit of a round's post and sets its next try.
pub fn set_tidy_try(tx: &WriteTx<'_>, round: RoundId, try_at: DateTime<Utc>) -> Result<(), StoreError> {
    tx.prepare("update round set tries = tries + 1, try_at = :try_at where round_id = :round")?
        .execute(named_params! { ":round": round, ":try_at": Millis(try_at) })?;
    Ok(())
}
