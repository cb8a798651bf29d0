//! A member's own figures in a server.

use chrono::{DateTime, NaiveDate, Utc};

use super::update_standings::{latest_days, streak_now};
use crate::domain::calendar::{self, Calendar};
use crate::domain::ids::{MemberId, ServerId};
use crate::domain::settings::Freezes;
use crate::domain::stats::{self, Stats};
use crate::store::{self, ReadTx, StoreError, answers, hidden, history, members, servers, streaks};

/// A member's figures, with streaks and points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberStats {
    /// Whose they are.
    pub member: MemberId,
    /// The name that the member had at the last answer.
    pub name: Option<String>,
    /// Accuracy in all, by section and by domain.
    pub stats: Stats,
    /// The days in a row on which the member answered, up to now.
    pub streak: u32,
    /// The longest such row.
    pub best_streak: u32,
    /// The freezes of the streak.
    pub freezes: FreezesHeld,
    /// The points of all time.
    pub points: u32,
    /// The last weeks; `None` in a server that was not set up.
    pub calendar: Option<Calendar>,
}

/// A member's freezes, and what they went for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreezesHeld {
    /// Whether the server has freezes.
    pub setting: Freezes,
    /// How many are held.
    pub held: u32,
    /// How many of them the next answer uses, for the days missed since the last one.
    pub waiting: u32,
    /// The days that were missed when freezes were used last, one a freeze; none when they never were.
    pub last_used_for: Vec<NaiveDate>,
}

/// A member's figures in a server, with the weeks up to this instant; `None` where the member hides from whoever asks.
pub fn show_stats(
    tx: &ReadTx<'_>,
    server: ServerId,
    (member, asker): (MemberId, MemberId),
    at: DateTime<Utc>,
) -> Result<Option<MemberStats>, StoreError> {
    if member != asker && hidden::is_hidden(tx, server, member)? {
        return Ok(None);
    }
    let graded = history::graded_answers(tx, server, member)?;
    let days = latest_days(tx, server)?;
    let now = streak_now(tx, server, member, &days)?;
    let held = match days.first().and_then(|last| last.day.succ_opt()) {
        Some(end) => streaks::answered_before(tx, server, end, member)?.map_or(0, |last| last.streak.held),
        None => 0,
    };
    let setting = servers::find(tx, server)?.map_or(Freezes::On, |found| found.settings.freezes);
    let last_used_for = last_used_for(tx, server, member)?;
    Ok(Some(MemberStats {
        member,
        name: members::name(tx, server, member)?,
        points: graded.iter().map(|answer| answer.points).sum(),
        stats: stats::count(graded.into_iter().map(|answer| (answer.edition, answer.right))),
        streak: now.days,
        best_streak: answers::best_streak(tx, server, member)?,
        freezes: FreezesHeld { setting, held, waiting: now.waiting, last_used_for },
        calendar: last_weeks(tx, server, member, at)?,
    }))
}

fn last_weeks(
    tx: &ReadTx<'_>,
    server: ServerId,
    member: MemberId,
    now: DateTime<Utc>,
) -> Result<Option<Calendar>, StoreError> {
    let Some(found) = servers::find(tx, server)? else {
        return Ok(None);
    };
    let today = found.day_at(now);
    let since = store::calendar::first_answered(tx, server, member)?;
    let rounds = store::calendar::rounds(tx, server, member, calendar::first_day(today))?;
    Ok(Some(calendar::calendar(today, since, &rounds)))
}

fn last_used_for(tx: &ReadTx<'_>, server: ServerId, member: MemberId) -> Result<Vec<NaiveDate>, StoreError> {
    match streaks::last_use(tx, server, member)? {
        Some(last) => streaks::days_before(tx, server, last.day, member, last.streak.used),
        None => Ok(Vec::new()),
    }
}

/// The days in a row on which a member answered, up to now.
pub fn show_streak(tx: &ReadTx<'_>, server: ServerId, member: MemberId) -> Result<u32, StoreError> {
    Ok(streak_now(tx, server, member, &latest_days(tx, server)?)?.days)
}
