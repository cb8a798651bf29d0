//! The schedules: when, where and from what a server gets its questions, and when the next one is due.

use chrono::{DateTime, Utc};
use rusqlite::types::ToSqlOutput;
use rusqlite::{ToSql, named_params};

use super::columns::{Day, Millis, Minutes, Zone, minute_of, soonest, time_of};
use super::engines::Row;
use super::{ReadTx, StoreError, WriteTx, set_aside};
use crate::domain::ids::{RoleId, RoundId, ScheduleId, SectionId, ServerId};
use crate::domain::schedule::{Due, Timetable};
use crate::domain::settings::Settings;

/// A schedule as the store keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    pub id: ScheduleId,
    pub server: ServerId,
    /// What its managers call it; each of a server has a name of its own.
    pub name: String,
    /// What its managers decided; language, zone, feedback and freezes are those of the server.
    pub settings: Settings,
    /// Whether it is paused.
    pub paused: bool,
    /// Its next question.
    pub due: Due,
    /// When the bot was removed from the server.
    pub removed_at: Option<DateTime<Utc>>,
}

impl Schedule {
    /// When its questions come.
    pub fn timetable(&self) -> Timetable {
        let Settings { time, zone, days, .. } = self.settings;
        Timetable { time, zone, days }
    }

    /// Its next question; `None` while it is paused.
    pub fn next_question(&self) -> Option<Due> {
        (!self.paused).then_some(self.due)
    }
}

const COLUMNS: &str = "schedule_id, schedule.server_id, name, channel_id, post_minute, zone, language, days, feedback, freezes, open_for_min, ping_role_id, \
     thread, pin, sections, difficulty, grace_min, paused, due_at, due_day, removed_at";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Schedule> {
    let sections: String = row.get("sections")?;
    Ok(Schedule {
        id: row.get("schedule_id")?,
        server: row.get("server_id")?,
        name: row.get("name")?,
        settings: Settings {
            channel: row.get("channel_id")?,
            time: time_of(row.get("post_minute")?),
            zone: row.get::<_, Zone>("zone")?.0,
            language: row.get("language")?,
            days: row.get("days")?,
            feedback: row.get("feedback")?,
            open_for: row.get::<_, Minutes>("open_for_min")?.0,
            ping: row.get("ping_role_id")?,
            thread: row.get("thread")?,
            pin: row.get("pin")?,
            sections: sections.split(' ').filter_map(SectionId::new).collect(),
            difficulty: row.get("difficulty")?,
            grace: row.get::<_, Minutes>("grace_min")?.0,
            freezes: row.get("freezes")?,
        },
        paused: row.get("paused")?,
        due: Due { at: row.get::<_, Millis>("due_at")?.0, day: row.get::<_, Day>("due_day")?.0 },
        removed_at: row.get::<_, Option<Millis>>("removed_at")?.map(|at| at.0),
    })
}

/// A schedule by its id.
pub fn find(tx: &ReadTx<'_>, schedule: ScheduleId) -> Result<Option<Schedule>, StoreError> {
    let sql = format!("select {COLUMNS} from schedule join server using (server_id) where schedule_id = :schedule");
    tx.prepare(&sql)?.query_optional(named_params! { ":schedule": schedule }, from_row)
}

/// All schedules of a server, the first one that was made first.
pub fn of_server(tx: &ReadTx<'_>, server: ServerId) -> Result<Vec<Schedule>, StoreError> {
    let sql = format!(
        "select {COLUMNS} from schedule join server using (server_id) where schedule.server_id = :server order by schedule_id"
    );
    let mut statement = tx.prepare(&sql)?;
    set_aside::readable("schedule", statement.query_map(named_params! { ":server": server }, from_row)?)
}

/// The schedule that posted a round, or that is to; `None` when it was removed since.
pub fn of_round(tx: &ReadTx<'_>, round: RoundId) -> Result<Option<Schedule>, StoreError> {
    let sql = format!(
        "select {COLUMNS} from schedule join server using (server_id) \
         where schedule_id = (select schedule_id from round where round_id = :round)"
    );
    tx.prepare(&sql)?.query_optional(named_params! { ":round": round }, from_row)
}

fn by_name<'p>(params: &'p [(&'p str, ToSqlOutput<'_>)]) -> Vec<(&'p str, &'p dyn ToSql)> {
    params.iter().map(|(name, value)| (*name, value as &dyn ToSql)).collect()
}

/// Makes a schedule; its server has to be there, and the name has to be free.
pub fn insert(
    tx: &WriteTx<'_>,
    server: ServerId,
    name: &str,
    settings: &Settings,
    due: Due,
) -> Result<ScheduleId, StoreError> {
    let due = (Millis(due.at), Day(due.day));
    let mut params = decided(settings, &due)?;
    params.extend([(":server", server.to_sql()?), (":name", name.to_sql()?)]);
    tx.prepare(include_str!("sql/insert_schedule.sql"))?.query_row(&by_name(&params), |row| row.get("schedule_id"))
}

/// Saves what managers decided of a schedule, and the next due date that follows from it.
pub fn save(tx: &WriteTx<'_>, schedule: ScheduleId, settings: &Settings, due: Due) -> Result<(), StoreError> {
    let due = (Millis(due.at), Day(due.day));
    let mut params = decided(settings, &due)?;
    params.push((":schedule", schedule.to_sql()?));
    tx.prepare(include_str!("sql/save_schedule.sql"))?.execute(&by_name(&params))?;
    Ok(())
}

/// What managers decide of a schedule, and its next question, as the two statements name them.
fn decided<'s>(
    settings: &'s Settings,
    (at, day): &'s (Millis, Day),
) -> rusqlite::Result<Vec<(&'static str, ToSqlOutput<'s>)>> {
    let sections: Vec<&str> = settings.sections.iter().map(SectionId::as_str).collect();
    Ok(vec![
        (":channel", settings.channel.to_sql()?),
        (":minute", minute_of(settings.time).into()),
        (":days", settings.days.to_sql()?),
        (":open_for", settings.open_for.num_minutes().into()),
        (":ping", settings.ping.to_sql()?),
        (":thread", settings.thread.to_sql()?),
        (":pin", settings.pin.to_sql()?),
        (":sections", sections.join(" ").into()),
        (":difficulty", settings.difficulty.to_sql()?),
        (":grace", settings.grace.num_minutes().into()),
        (":due_at", at.to_sql()?),
        (":due_day", day.to_sql()?),
    ])
}

/// Moves a schedule's next question.
pub fn set_due(tx: &WriteTx<'_>, schedule: ScheduleId, due: Due) -> Result<(), StoreError> {
    tx.prepare("update schedule set due_at = :at, due_day = :day where schedule_id = :schedule")?
        .execute(named_params! { ":schedule": schedule, ":at": Millis(due.at), ":day": Day(due.day) })?;
    Ok(())
}

/// Pauses or resumes a schedule.
pub fn set_paused(tx: &WriteTx<'_>, schedule: ScheduleId, paused: bool) -> Result<(), StoreError> {
    tx.prepare("update schedule set paused = :paused where schedule_id = :schedule")?
        .execute(named_params! { ":schedule": schedule, ":paused": paused })?;
    Ok(())
}

/// Removes a schedule; its rounds stay.
pub fn delete(tx: &WriteTx<'_>, schedule: ScheduleId) -> Result<(), StoreError> {
    tx.prepare("delete from schedule where schedule_id = :schedule")?
        .execute(named_params! { ":schedule": schedule })?;
    Ok(())
}

/// The schedules whose question is due, the longest due first.
pub fn due(tx: &ReadTx<'_>, now: DateTime<Utc>, at_most: u32) -> Result<Vec<ScheduleId>, StoreError> {
    let sql = "select schedule_id from schedule join server using (server_id) \
               where paused = 0 and removed_at is null and due_at <= :now \
               and not exists (select 1 from set_aside where what = 'schedule' and row_id = schedule_id) \
               order by due_at limit :at_most";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":now": Millis(now), ":at_most": at_most }, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The next instant at which any schedule's question is due.
pub fn next_due_at(tx: &ReadTx<'_>) -> Result<Option<DateTime<Utc>>, StoreError> {
    let sql = "select min(due_at) from schedule join server using (server_id) where paused = 0 and removed_at is null \
               and not exists (select 1 from set_aside where what = 'schedule' and row_id = schedule_id)";
    tx.prepare(sql)?.query_row(&[], soonest)
}

/// Schedules whose question is due after an instant, those with a higher id than `after`, in the order of their ids.
pub fn due_after(
    tx: &ReadTx<'_>,
    instant: DateTime<Utc>,
    after: ScheduleId,
    at_most: u32,
) -> Result<Vec<ScheduleId>, StoreError> {
    let sql = "select schedule_id from schedule where schedule_id > :after and due_at > :instant \
               order by schedule_id limit :at_most";
    let mut statement = tx.prepare(sql)?;
    let params = named_params! { ":after": after, ":instant": Millis(instant), ":at_most": at_most };
    let rows = statement.query_map(params, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Mentions a role no more that was deleted; `false` when no post mentioned it.
pub fn forget_ping(tx: &WriteTx<'_>, server: ServerId, role: RoleId) -> Result<bool, StoreError> {
    let sql = "update schedule set ping_role_id = null where server_id = :server and ping_role_id = :role";
    Ok(tx.prepare(sql)?.execute(named_params! { ":server": server, ":role": role })? > 0)
}
