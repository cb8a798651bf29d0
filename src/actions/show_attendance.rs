//! Who answered on which day of a week or a month, and who missed how many: for the leader of a group.

use std::cmp::Reverse;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::attendance::{self, Mark, Sums};
use crate::domain::ids::{MemberId, ServerId};
use crate::domain::language::Language;
use crate::domain::leaderboard::{Period, PeriodKind};
use crate::store::attendance as store;
use crate::store::{ReadTx, StoreError, servers};

/// The most members that are looked at.
pub const MOST_MEMBERS: u32 = 2_000;

/// So many days after the last show whether a freeze went for it: a member holds two.
const DAYS_AFTER: u32 = 3;

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
    let mut counting = store::days(tx, id, period.first_day, end)?;
    counting.extend(store::days_from(tx, id, end, DAYS_AFTER)?);
    let last = counting.last().map_or(end, |last| last.day);
    let given = store::given(tx, id, (period.first_day, last))?;
    let nothing = std::collections::BTreeMap::new();
    let left_out = store::count_members(tx, id)?.saturating_sub(MOST_MEMBERS);
    let mut rows = Vec::new();
    for one in store::members(tx, id, MOST_MEMBERS)? {
        let Some(first) = one.first_day.filter(|first| *first < end) else { continue };
        if one.hides && readers == Readers::Everyone {
            continue;
        }
        let marks = attendance::marks(&days, &counting, given.get(&one.member).unwrap_or(&nothing), first);
        rows.push(Attended { member: one.member, name: one.name, sums: Sums::of(&marks), marks });
    }
    rows.sort_by(|a, b| {
        let order = |row: &Attended| (Reverse(row.sums.missed), row.sums.answered);
        order(a).cmp(&order(b)).then_with(|| a.name.cmp(&b.name)).then(a.member.cmp(&b.member))
    });
    Ok(Some(Attendance { period, days, rows, left_out, language: server.settings.language }))
}
