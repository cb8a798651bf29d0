//! The servers: their settings, and when each one's next question is due.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension as _, Row, named_params};

use super::columns::{Day, Millis, Zone, minute_of, minutes, time_of};
use super::{ReadTx, StoreError, WriteTx};
use crate::domain::ids::{MemberId, SectionId, ServerId};
use crate::domain::schedule::{Due, Schedule};
use crate::domain::settings::Settings;

/// A server as the store keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Its id.
    pub id: ServerId,
    /// What its managers decided.
    pub settings: Settings,
    /// Whether its schedule is paused.
    pub paused: bool,
    /// Its next question.
    pub due: Due,
    /// The manager who set it up; told when the bot cannot post.
    pub set_up_by: MemberId,
    /// When the bot was removed from it.
    pub removed_at: Option<DateTime<Utc>>,
}

impl Server {
    /// Its schedule.
    pub fn schedule(&self) -> Schedule {
        let Settings { time, zone, days, .. } = self.settings;
        Schedule { time, zone, days }
    }

    /// Whether its data has begun to go.
    pub fn is_being_deleted(&self) -> bool {
        self.removed_at == Some(DateTime::UNIX_EPOCH)
    }

    /// Its next question; `None` while the schedule is paused.
    pub fn next_question(&self) -> Option<Due> {
        (!self.paused).then_some(self.due)
    }
}

const COLUMNS: &str = "server_id, channel_id, post_minute, zone, language, days, feedback, open_for_min, ping_role_id, thread, sections, \
     grace_min, paused, due_at, due_day, set_up_by, removed_at";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Server> {
    let sections: String = row.get("sections")?;
    Ok(Server {
        id: row.get("server_id")?,
        settings: Settings {
            channel: row.get("channel_id")?,
            time: time_of(row.get("post_minute")?),
            zone: row.get::<_, Zone>("zone")?.0,
            language: row.get("language")?,
            days: row.get("days")?,
            feedback: row.get("feedback")?,
            open_for: chrono::TimeDelta::minutes(row.get("open_for_min")?),
            ping: row.get("ping_role_id")?,
            thread: row.get("thread")?,
            sections: sections.split(' ').filter_map(SectionId::new).collect(),
            grace: chrono::TimeDelta::minutes(row.get("grace_min")?),
        },
        paused: row.get("paused")?,
        due: Due { at: row.get::<_, Millis>("due_at")?.0, day: row.get::<_, Day>("due_day")?.0 },
        set_up_by: row.get("set_up_by")?,
        removed_at: row.get::<_, Option<Millis>>("removed_at")?.map(|at| at.0),
    })
}

/// A server, if it was set up.
pub fn find(tx: &ReadTx<'_>, server: ServerId) -> Result<Option<Server>, StoreError> {
    let sql = format!("select {COLUMNS} from server where server_id = :server");
    Ok(tx.prepare(&sql)?.query_row(named_params! { ":server": server }, from_row).optional()?)
}

/// Saves what managers decided, and the next due date that follows from it.
pub fn save(
    tx: &WriteTx<'_>,
    id: ServerId,
    settings: &Settings,
    due: Due,
    by: MemberId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sections: Vec<&str> = settings.sections.iter().map(SectionId::as_str).collect();
    tx.prepare(include_str!("sql/save_server.sql"))?.execute(named_params! {
        ":server": id,
        ":channel": settings.channel,
        ":minute": minute_of(settings.time),
        ":zone": settings.zone.name(),
        ":language": settings.language,
        ":days": settings.days,
        ":feedback": settings.feedback,
        ":open_for": minutes(settings.open_for),
        ":ping": settings.ping,
        ":thread": settings.thread,
        ":sections": sections.join(" "),
        ":grace": minutes(settings.grace),
        ":due_at": Millis(due.at),
        ":due_day": Day(due.day),
        ":by": by,
        ":now": Millis(now),
    })?;
    Ok(())
}

/// Moves a server's next question.
pub fn set_due(tx: &WriteTx<'_>, server: ServerId, due: Due) -> Result<(), StoreError> {
    tx.prepare("update server set due_at = :at, due_day = :day where server_id = :server")?
        .execute(named_params! { ":server": server, ":at": Millis(due.at), ":day": Day(due.day) })?;
    Ok(())
}

/// Pauses or resumes a server's schedule.
pub fn set_paused(tx: &WriteTx<'_>, server: ServerId, paused: bool) -> Result<(), StoreError> {
    tx.prepare("update server set paused = :paused where server_id = :server")?
        .execute(named_params! { ":server": server, ":paused": paused })?;
    Ok(())
}

/// The servers whose question is due, the longest due first.
pub fn due(tx: &ReadTx<'_>, now: DateTime<Utc>, at_most: u32) -> Result<Vec<ServerId>, StoreError> {
    let sql = "select server_id from server where paused = 0 and removed_at is null and due_at <= :now \
               and not exists (select 1 from set_aside where what = 'server' and row_id = server_id) order by due_at limit :at_most";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":now": Millis(now), ":at_most": at_most }, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The next instant at which any server's question is due.
pub fn next_due_at(tx: &ReadTx<'_>) -> Result<Option<DateTime<Utc>>, StoreError> {
    let sql = "select min(due_at) from server where paused = 0 and removed_at is null";
    Ok(tx.prepare(sql)?.query_row([], |row| row.get::<_, Option<Millis>>(0))?.map(|at| at.0))
}

/// Notes that the bot was removed from a server, or is back.
pub fn set_removed(tx: &WriteTx<'_>, server: ServerId, removed_at: Option<DateTime<Utc>>) -> Result<(), StoreError> {
    let sql = "update server set removed_at = case when :at is null then null else coalesce(removed_at, :at) end where server_id = :server";
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
    let rows = statement.query_map([], |row| row.get(0))?;
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
    const PARTS: [&str; 8] = [
        "delete from delivery where delivery_id in (select delivery_id from delivery where server_id = :server limit :at_most)",
        "delete from tally where (server_id, period, points) in \
         (select server_id, period, points from tally where server_id = :server limit :at_most)",
        "delete from tally_span where (server_id, period, span) in \
         (select server_id, period, span from tally_span where server_id = :server limit :at_most)",
        "delete from standing where (server_id, period, member_id) in \
         (select server_id, period, member_id from standing where server_id = :server limit :at_most)",
        "delete from answer where (round_id, member_id) in (select round_id, member_id from round join answer using (round_id) \
         where round.server_id = :server limit :at_most)",
        "delete from round where round_id in (select round_id from round where server_id = :server limit :at_most)",
        "delete from member where (server_id, member_id) in \
         (select server_id, member_id from member where server_id = :server limit :at_most)",
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
    tx.prepare("delete from server where server_id = :server")?.execute(named_params! { ":server": server })?;
    Ok(())
}
