//! Who answered on which day of a week or a month, and who missed how many: for the leader of a group.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::update_standings::{latest_days, streak_now};
use crate::domain::attendance::{self, CountingDay, Mark, Stage, Sums};
use crate::domain::ids::{MemberId, ServerId};
use crate::domain::language::Language;
use crate::domain::leaderboard::{Period, PeriodKind};
use crate::domain::round::{Round, RoundState};
use crate::domain::streak::MOST_HELD;
use crate::store::attendance as store;
use crate::store::schedules::Schedule;
use crate::store::servers::{self, Server};
use crate::store::{ReadTx, StoreError, rounds, schedules};

/// The most members that are looked at.
pub const MOST_MEMBERS: u32 = 2_000;

/// So many days after the last show whether a freeze went for it: a member holds two.
const DAYS_AFTER: u32 = 3;

/// So many days without an answer before the first one shown, and none since: the member is away.
const AWAY_AFTER: Days = Days::new(28);

/// The last days among which missed ones are looked for that a freeze may cover: more than a member has freezes, and days that
/// can still be answered.
const LAST_DAYS: usize = 8;

/// Which week or month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The running one.
    This(PeriodKind),
    /// The one before.
    Last(PeriodKind),
    /// The one that a day belongs to.
    Of(PeriodKind, NaiveDate),
}

/// Who is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// The leader alone.
    Leader,
    /// Everyone: members who hide are left out.
    Everyone,
}

/// A member's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attended {
    pub member: MemberId,
    /// The name at the last answer.
    pub name: String,
    /// What each day was.
    pub marks: Vec<Mark>,
    /// What they come to.
    pub sums: Sums,
}

/// The attendance of a week or a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    pub period: Period,
    /// Its days up to today.
    pub days: Vec<NaiveDate>,
    /// Whoever missed most comes first.
    pub rows: Vec<Attended>,
    /// In the same order, those who have not answered for weeks, and may have left.
    pub away: Vec<Attended>,
    /// How many members were not looked at, as there are too many.
    pub left_out: u32,
    /// The server's language.
    pub language: Language,
}

/// The attendance of a server; `None` when it was not set up.
pub fn show_attendance(
    tx: &ReadTx<'_>,
    id: ServerId,
    which: Which,
    readers: Readers,
    now: DateTime<Utc>,
) -> Result<Option<Attendance>, StoreError> {
    let Some(server) = servers::find(tx, id)? else {
        return Ok(None);
    };
    let today = server.day_at(now);
    let period = match which {
        Which::This(kind) => Period::of(kind, today),
        Which::Last(kind) => {
            let running = Period::of(kind, today);
            Period::of(kind, running.first_day.pred_opt().unwrap_or(running.first_day))
        }
        Which::Of(kind, day) => Period::of(kind, day),
    };
    let end = period.end_day().unwrap_or(today);
    let days: Vec<NaiveDate> = period.first_day.iter_days().take_while(|day| *day < end && *day <= today).collect();
    let counting = counting_days(tx, &server, (period.first_day, end), today, now)?;
    let last = counting.last().map_or(end, |last| last.day);
    let given = store::given(tx, id, (period.first_day, last))?;
    let here = store::answered_since(tx, id, period.first_day - AWAY_AFTER)?;
    let mut latest = latest_days(tx, id)?;
    latest.truncate(LAST_DAYS);
    let nothing = BTreeMap::new();
    let left_out = store::count_members(tx, id)?.saturating_sub(MOST_MEMBERS);
    let (mut rows, mut away) = (Vec::new(), Vec::new());
    for one in store::members(tx, id, MOST_MEMBERS)? {
        let Some(first) = one.first_day.filter(|first| *first < end) else { continue };
        if one.hides && readers == Readers::Everyone {
            continue;
        }
        let given = given.get(&one.member).unwrap_or(&nothing);
        // More than a member has freezes for are covered by none.
        let missed = attendance::missed_since(&counting, given, first);
        let may_be_covered = (1..=MOST_HELD as usize).contains(&missed);
        let waits = may_be_covered && streak_now(tx, id, one.member, &latest)?.waiting > 0;
        let missed_last = if waits { Mark::Waiting } else { Mark::Missed };
        let marks = attendance::marks(&days, &counting, given, first, missed_last);
        let group = if here.contains(&one.member) { &mut rows } else { &mut away };
        group.push(Attended { member: one.member, name: one.name, sums: Sums::of(&marks), marks });
    }
    for group in [&mut rows, &mut away] {
        group.sort_by(|a, b| {
            let order = |row: &Attended| (Reverse(row.sums.missed), row.sums.answered);
            order(a).cmp(&order(b)).then_with(|| a.name.cmp(&b.name)).then(a.member.cmp(&b.member))
        });
    }
    Ok(Some(Attendance { period, days, rows, away, left_out, language: server.settings.language }))
}

/// The days of a period that count, with some after it, and today when its question is still to come.
fn counting_days(
    tx: &ReadTx<'_>,
    server: &Server,
    (first, end): (NaiveDate, NaiveDate),
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<CountingDay>, StoreError> {
    let mut counting = store::days(tx, server.id, first, end)?;
    counting.extend(store::days_from(tx, server.id, end, DAYS_AFTER)?);
    let is_shown = first <= today && today < end;
    if is_shown && counting.iter().all(|of| of.day != today) && is_question_to_come(tx, server, today, now)? {
        counting.push(CountingDay { day: today, stage: Stage::ToCome });
    }
    Ok(counting)
}

/// Whether today's question is due later, or is on its way.
fn is_question_to_come(
    tx: &ReadTx<'_>,
    server: &Server,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let next = |schedule: &Schedule| schedule.next_question();
    let planned = schedules::of_server(tx, server.id)?.iter().filter_map(next).any(|due| due.day == today);
    let is_on_its_way = |round: &Round| round.state == RoundState::Due && round.due_at <= now;
    Ok(planned || rounds::since(tx, server.id, today)?.iter().any(is_on_its_way))
}
