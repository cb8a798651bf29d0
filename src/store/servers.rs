//! The servers: what is for all of a server's schedules, and whether the bot is in it.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::named_params;

use super::columns::{Millis, Zone};
use super::engines::Row;
use super::{ReadTx, StoreError, WriteTx};
use crate::domain::ids::{MemberId, ServerId};
use crate::domain::settings::ServerSettings;

/// A server as the store keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    pub id: ServerId,
    /// What its managers decided for all of its schedules.
    pub settings: ServerSettings,
    /// The manager who set it up, and is told when the bot cannot post; nobody after a deletion.
    pub set_up_by: Option<MemberId>,
    /// When the bot was removed from it.
    pub removed_at: Option<DateTime<Utc>>,
}

impl Server {
    /// Its local day at an instant.
    pub fn day_at(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.settings.zone).date_naive()
    }

    /// Whether its data has begun to go.
    pub fn is_being_deleted(&self) -> bool {
        self.removed_at == Some(DateTime::UNIX_EPOCH)
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Server> {
    Ok(Server {
        id: row.get("server_id")?,
        settings: ServerSettings {
            zone: row.get::<_, Zone>("zone")?.0,
            language: row.get("language")?,
            feedback: row.get("feedback")?,
            freezes: row.get("freezes")?,
        },
        set_up_by: row.get("set_up_by")?,
        removed_at: row.get::<_, Option<Millis>>("removed_at")?.map(|at| at.0),
    })
}

/// A server, if it was set up.
pub fn find(tx: &ReadTx<'_>, server: ServerId) -> Result<Option<Server>, StoreError> {
    let sql = "select server_id, zone, language, feedback, freezes, set_up_by, removed_at from server where server_id = :server";
    tx.prepare(sql)?.query_optional(named_params! { ":server": server }, from_row)
}

/// Saves what managers decided for all schedules of a server; the bot is in it.
pub fn save(
    tx: &WriteTx<'_>,
    id: ServerId,
    settings: ServerSettings,
    by: MemberId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    tx.prepare(include_str!("sql/save_server.sql"))?.execute(named_params! {
        ":server": id,
        ":zone": settings.zone.name(),
        ":language": settings.language,
        ":feedback": settings.feedback,
        ":freezes": settings.freezes,
        ":by": by,
        ":now": Millis(now),
    })?;
    Ok(())
}

/// Notes that the bot was removed from a server, or is back.
pub fn set_removed(tx: &WriteTx<'_>, server: ServerId, removed_at: Option<DateTime<Utc>>) -> Result<(), StoreError> {
    let sql = "update server set removed_at = case when cast(:at as bigint) is not null then coalesce(removed_at, :at) end where server_id = :server";
    tx.prepare(sql)?.execute(named_params! { ":server": server, ":at": removed_at.map(Millis) })?;
    Ok(())
}

/// The servers from which the bot was removed before an instant.
pub fn removed_before(tx: &ReadTx<'_>, instant: DateTime<Utc>) -> Result<Vec<ServerId>, StoreError> {
    let mut statement = tx.prepare("select server_id from server where removed_at < :instant order by removed_at")?;
    let rows = statement.query_map(named_params! { ":instant": Millis(instant) }, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The servers that are not marked as removed.
pub fn present(tx: &ReadTx<'_>) -> Result<Vec<ServerId>, StoreError> {
    let mut statement = tx.prepare("select server_id from server where removed_at is null")?;
    let rows = statement.query_map(&[], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Notes that a server's data has begun to go; it is first of those that were removed long ago.
pub fn begin_to_delete(tx: &WriteTx<'_>, server: ServerId) -> Result<(), StoreError> {
    tx.prepare("update server set removed_at = 0 where server_id = :server")?
        .execute(named_params! { ":server": server })?;
    Ok(())
}

/// Deletes rows of a server, so many at most, until only its own row is left; says how many.
pub fn delete_some(tx: &WriteTx<'_>, server: ServerId, at_most: u32) -> Result<usize, StoreError> {
    const PARTS: [&str; 13] = [
        "delete from delivery where delivery_id in (select delivery_id from delivery where server_id = :server limit :at_most)",
        "delete from tally where (server_id, period, points) in \
         (select server_id, period, points from tally where server_id = :server limit :at_most)",
        "delete from tally_span where (server_id, period, span) in \
         (select server_id, period, span from tally_span where server_id = :server limit :at_most)",
        "delete from standing where (server_id, period, member_id) in \
         (select server_id, period, member_id from standing where server_id = :server limit :at_most)",
        "delete from answer where (round_id, member_id) in (select round_id, member_id from round join answer using (round_id) \
         where round.server_id = :server limit :at_most)",
        "delete from quiz_answer where (quiz_id, number, member_id) in (select quiz_id, number, member_id \
         from quiz join quiz_answer using (quiz_id) where quiz.server_id = :server limit :at_most)",
        "delete from quiz where quiz_id in (select quiz_id from quiz where server_id = :server limit :at_most)",
        "delete from round where round_id in (select round_id from round where server_id = :server limit :at_most)",
        "delete from member where (server_id, member_id) in \
         (select server_id, member_id from member where server_id = :server limit :at_most)",
        "delete from hidden where (server_id, member_id) in \
         (select server_id, member_id from hidden where server_id = :server limit :at_most)",
        "delete from prize where (server_id, kind, days, member_id) in \
         (select server_id, kind, days, member_id from prize where server_id = :server limit :at_most)",
        "delete from given_role where (server_id, role_id, member_id) in \
         (select server_id, role_id, member_id from given_role where server_id = :server limit :at_most)",
        "delete from report where report_id in (select report_id from report where server_id = :server limit :at_most)",
    ];
    for part in PARTS {
        let gone = tx.prepare(part)?.execute(named_params! { ":server": server, ":at_most": at_most })?;
        if gone > 0 {
            return Ok(gone);
        }
    }
    Ok(0)
}

/// Forgets a server with all its rounds, answers and standings.
pub fn delete(tx: &WriteTx<'_>, server: ServerId) -> Result<(), StoreError> {
    // Its deliveries point at nothing: some go to servers that were never set up.
    for sql in ["delete from delivery where server_id = :server", "delete from server where server_id = :server"] {
        tx.prepare(sql)?.execute(named_params! { ":server": server })?;
    }
    Ok(())
}
