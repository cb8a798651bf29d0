//! A manager sets a server up or changes its settings; the next question moves with them.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::hold_ceremony::{plan_again, set_weekly};
use crate::domain::ids::{ChannelId, MemberId, RoleId, ScheduleId, SectionId, ServerId};
use crate::domain::language::Language;
use crate::domain::question::Difficulty;
use crate::domain::schedule::{Due, Timetable};
use crate::domain::settings::{Days, Feedback, Freezes, Pin, Settings, Thread, default_zone};
use crate::store::schedules::Schedule;
use crate::store::servers::Server;
use crate::store::{ReadTx, StoreError, WriteTx, deliveries, live_boards, rounds, schedules, servers, troubles};

/// What a manager names in `/setup` and `/settings set`; what is `None` stays, or gets its default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The channel of the posts.
    pub channel: Option<ChannelId>,
    /// The local time of the post.
    pub time: Option<NaiveTime>,
    /// The zone of that time.
    pub zone: Option<Tz>,
    /// The language of public texts.
    pub language: Option<Language>,
    pub days: Option<Days>,
    /// When members learn the verdict.
    pub feedback: Option<Feedback>,
    /// How long a round stays open.
    pub open_for: Option<TimeDelta>,
    /// The role to mention; `Some(None)` mentions nobody.
    pub ping: Option<Option<RoleId>>,
    /// Whether a round gets a thread.
    pub thread: Option<Thread>,
    /// Whether the newest question is pinned.
    pub pin: Option<Pin>,
    /// The sections; an empty list means all.
    pub sections: Option<Vec<SectionId>>,
    /// How hard the questions are; `Some(None)` for all.
    pub difficulty: Option<Option<Difficulty>>,
    /// How late a round may be posted.
    pub grace: Option<TimeDelta>,
    /// Whether there are freezes.
    pub freezes: Option<Freezes>,
    /// Whether the server has weekly ceremonies.
    pub weekly: Option<bool>,
}

/// A schedule's settings as they are now, and what comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Configured {
    /// What the schedule is called.
    pub name: String,
    /// Whether the server has others beside it.
    pub is_one_of_many: bool,
    pub settings: Settings,
    /// Whether the schedule is paused.
    pub paused: bool,
    /// The next five questions.
    pub upcoming: Vec<Due>,
}

impl Configured {
    pub(super) fn of(schedule: Schedule, of_server: usize) -> Self {
        Self {
            upcoming: upcoming(&schedule.timetable(), schedule.due),
            name: schedule.name,
            is_one_of_many: of_server > 1,
            settings: schedule.settings,
            paused: schedule.paused,
        }
    }
}

/// What the first schedule of a server is called.
pub const FIRST_SCHEDULE: &str = "daily";

/// The local time of a new server's question.
pub const DEFAULT_TIME: (u32, u32) = (9, 0);

/// Sets a server up, or changes one of its schedules: the named one, else its first.
///
/// `server_language` is the language that a new server gets. A new server needs a channel; `None` is returned when
/// neither the changes nor the store have one.
pub fn configure_server(
    tx: &WriteTx<'_>,
    id: ServerId,
    by: MemberId,
    server_language: Language,
    asked: Option<ScheduleId>,
    changes: &Changes,
    now: DateTime<Utc>,
) -> Result<Option<Configured>, StoreError> {
    if servers::find(tx, id)?.as_ref().is_some_and(Server::is_being_deleted) {
        servers::delete(tx, id)?;
    }
    let known = asked_schedule(tx, id, asked)?;
    let base = known.as_ref().map(|schedule| schedule.settings.clone());
    let Some(base) = base.or_else(|| new_settings(server_language, changes)) else { return Ok(None) };

    let settings = changed(base, changes);
    servers::save(tx, id, settings.of_server(), by, now)?;
    let timetable = Timetable { time: settings.time, zone: settings.zone, days: settings.days };
    let schedule = match known {
        Some(schedule) => {
            schedules::save(tx, schedule.id, &settings, next_due(tx, Some(schedule.id), &timetable, now)?)?;
            schedule.id
        }
        None => schedules::insert(tx, id, FIRST_SCHEDULE, &settings, next_due(tx, None, &timetable, now)?)?,
    };
    if changes.zone.is_some() {
        move_all(tx, id, now)?;
        super::end_season::move_end(tx, id, now)?;
    }
    match changes.weekly {
        Some(wanted) => set_weekly(tx, id, wanted, now)?,
        None => plan_again(tx, id, now)?,
    }
    if changes.channel.is_some() {
        troubles::clear_all(tx, id)?;
    }
    if changes.ping.is_some() {
        troubles::clear_ping(tx, id)?;
    }
    // A manager changed something: what waits there is tried at once, and the board may show something else.
    deliveries::hurry(tx, id, now)?;
    live_boards::look_again(tx, id);
    shown(tx, id, Some(schedule))
}

/// Works the next question of each schedule of a server out anew, from now on.
pub(super) fn move_all(tx: &WriteTx<'_>, server: ServerId, now: DateTime<Utc>) -> Result<(), StoreError> {
    for schedule in schedules::of_server(tx, server)? {
        let due = next_due(tx, Some(schedule.id), &schedule.timetable(), now)?;
        schedules::set_due(tx, schedule.id, due)?;
    }
    Ok(())
}

/// The settings of a schedule and what comes next: of the named one, else of the first; `None` when there is none.
pub fn show_settings(
    tx: &ReadTx<'_>,
    server: ServerId,
    asked: Option<ScheduleId>,
) -> Result<Option<Configured>, StoreError> {
    shown(tx, server, asked)
}

fn shown(tx: &ReadTx<'_>, server: ServerId, asked: Option<ScheduleId>) -> Result<Option<Configured>, StoreError> {
    let all = schedules::of_server(tx, server)?;
    let many = all.len();
    let found = all.into_iter().find(|schedule| asked.is_none_or(|asked| asked == schedule.id));
    Ok(found.map(|schedule| Configured::of(schedule, many)))
}

/// The named schedule of a server, else its first.
pub(super) fn asked_schedule(
    tx: &ReadTx<'_>,
    server: ServerId,
    asked: Option<ScheduleId>,
) -> Result<Option<Schedule>, StoreError> {
    let all = schedules::of_server(tx, server)?;
    Ok(all.into_iter().find(|schedule| asked.is_none_or(|asked| asked == schedule.id)))
}

fn new_settings(language: Language, changes: &Changes) -> Option<Settings> {
    let language = changes.language.unwrap_or(language);
    let time = NaiveTime::from_hms_opt(DEFAULT_TIME.0, DEFAULT_TIME.1, 0)?;
    Some(Settings::new(changes.channel?, time, default_zone(language), language))
}

pub(super) fn changed(base: Settings, changes: &Changes) -> Settings {
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
        pin: changes.pin.unwrap_or(base.pin),
        sections: changes.sections.clone().unwrap_or(base.sections),
        difficulty: changes.difficulty.unwrap_or(base.difficulty),
        grace: changes.grace.unwrap_or(base.grace),
        freezes: changes.freezes.unwrap_or(base.freezes),
    }
}

/// The next question of a schedule on a day that has had none yet.
pub(super) fn next_due(
    tx: &ReadTx<'_>,
    schedule: Option<ScheduleId>,
    timetable: &Timetable,
    now: DateTime<Utc>,
) -> Result<Due, StoreError> {
    for due in timetable.upcoming(now) {
        let is_taken = schedule.map_or(Ok(false), |schedule| rounds::has_day(tx, schedule, due.day))?;
        if !is_taken {
            return Ok(due);
        }
    }
    // A schedule has a day in every fortnight until the calendar ends.
    Ok(Due { at: DateTime::<Utc>::MAX_UTC, day: chrono::NaiveDate::MAX })
}

/// The next five questions, the one that is due first.
fn upcoming(timetable: &Timetable, due: Due) -> Vec<Due> {
    std::iter::successors(Some(due), |due| timetable.next_after_day(due.day)).take(5).collect()
}
