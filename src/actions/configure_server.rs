//! A manager sets a server up or changes its settings; the next question moves with them.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::domain::ids::{ChannelId, MemberId, RoleId, SectionId, ServerId};
use crate::domain::language::Language;
use crate::domain::schedule::{Due, Schedule};
use crate::domain::settings::{Days, Feedback, Settings, Thread, default_zone};
use crate::store::servers::Server;
use crate::store::{ReadTx, StoreError, WriteTx, deliveries, rounds, servers, troubles};

/// What a manager names in `/setup` and `/settings set`; what is `None` stays, or gets its default.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// The channel of the posts.
    pub channel: Option<ChannelId>,
    /// The local time of the post.
    pub time: Option<NaiveTime>,
    /// The zone of that time.
    pub zone: Option<Tz>,
    /// The language of public texts.
    pub language: Option<Language>,
    /// The weekdays.
    pub days: Option<Days>,
    /// When members learn the verdict.
    pub feedback: Option<Feedback>,
    /// How long a round stays open.
    pub open_for: Option<TimeDelta>,
    /// The role to mention; `Some(None)` mentions nobody.
    pub ping: Option<Option<RoleId>>,
    /// Whether a round gets a thread.
    pub thread: Option<Thread>,
    /// The sections; an empty list means all.
    pub sections: Option<Vec<SectionId>>,
    /// How late a round may be posted.
    pub grace: Option<TimeDelta>,
}

/// A server's settings as they are now, and what comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Configured {
    /// The settings.
    pub settings: Settings,
    /// Whether the schedule is paused.
    pub paused: bool,
    /// The next five questions.
    pub upcoming: Vec<Due>,
}

/// The local time of a new server's question.
const DEFAULT_TIME: (u32, u32) = (9, 0);

/// Sets a server up, or changes a server that is set up.
///
/// `server_language` is the language that the server has on Discord. A new server needs a channel; `None` is returned
/// when neither the changes nor the store have one.
pub fn configure_server(
    tx: &WriteTx<'_>,
    id: ServerId,
    by: MemberId,
    server_language: Language,
    changes: &Changes,
    now: DateTime<Utc>,
) -> Result<Option<Configured>, StoreError> {
    let mut known = servers::find(tx, id)?;
    if known.as_ref().is_some_and(Server::is_being_deleted) {
        servers::delete(tx, id)?;
        known = None;
    }
    let base = known.as_ref().map(|server| server.settings.clone()).or_else(|| new_settings(server_language, changes));
    let Some(base) = base else { return Ok(None) };

    let settings = changed(base, changes);
    let schedule = Schedule { time: settings.time, zone: settings.zone, days: settings.days };
    let due = next_due(tx, id, &schedule, now)?;

    servers::save(tx, id, &settings, due, by, now)?;
    if changes.channel.is_some() {
        troubles::clear_all(tx, id)?;
    }
    // A manager changed something: what waits there is tried at once.
    deliveries::hurry(tx, id, now)?;
    let paused = known.is_some_and(|server| server.paused);
    Ok(Some(Configured { settings, paused, upcoming: upcoming(&schedule, due) }))
}

/// A server's settings and what comes next; `None` when it was not set up.
pub fn show_settings(tx: &ReadTx<'_>, server: ServerId) -> Result<Option<Configured>, StoreError> {
    let found = servers::find(tx, server)?;
    Ok(found.map(|server: Server| Configured {
        upcoming: upcoming(&server.schedule(), server.due),
        settings: server.settings,
        paused: server.paused,
    }))
}

fn new_settings(language: Language, changes: &Changes) -> Option<Settings> {
    let language = changes.language.unwrap_or(language);
    let time = NaiveTime::from_hms_opt(DEFAULT_TIME.0, DEFAULT_TIME.1, 0)?;
    Some(Settings::new(changes.channel?, time, default_zone(language), language))
}

fn changed(base: Settings, changes: &Changes) -> Settings {
    Settings {
        channel: changes.channel.unwrap_or(base.channel),
        time: changes.time.unwrap_or(base.time),
        zone: changes.zone.unwrap_or(base.zone),
        language: changes.language.unwrap_or(base.language),
        days: changes.days.unwrap_or(base.days),
        feedback: changes.feedback.unwrap_or(base.feedback),
        open_for: changes.open_for.unwrap_or(base.open_for),
        ping: changes.ping.unwrap_or(base.ping),
        thread: changes.thread.unwrap_or(base.thread),
        sections: changes.sections.clone().unwrap_or(base.sections),
        grace: changes.grace.unwrap_or(base.grace),
    }
}

/// The next question of a schedule on a day that has had none yet.
pub(super) fn next_due(
    tx: &ReadTx<'_>,
    server: ServerId,
    schedule: &Schedule,
    now: DateTime<Utc>,
) -> Result<Due, StoreError> {
    for due in schedule.upcoming(now) {
        if !rounds::has_day(tx, server, due.day)? {
            return Ok(due);
        }
    }
    // A schedule has a day in every fortnight until the calendar ends.
    Ok(Due { at: DateTime::<Utc>::MAX_UTC, day: chrono::NaiveDate::MAX })
}

/// The next five questions, the one that is due first.
pub(super) fn upcoming(schedule: &Schedule, due: Due) -> Vec<Due> {
    std::iter::successors(Some(due), |due| schedule.next_after_day(due.day)).take(5).collect()
}
