//! Who answered on which day, read for a whole server at once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::named_params;

use super::columns::Day;
use super::engines::Row;
use super::{ReadTx, StoreError, set_aside};
use crate::domain::attendance::{CountingDay, Given, Stage};
use crate::domain::ids::{MemberId, ServerId};

/// The days of a server on which a question counts, from one day to before another.
pub fn days(
    tx: &ReadTx<'_>,
    server: ServerId,
    first: NaiveDate,
    end: NaiveDate,
) -> Result<Vec<CountingDay>, StoreError> {
    let sql = "select streak_day, max(case when state = 'open' then 1 else 0 end) as open from round where server_id = :server and streak_day >= :first \
               and streak_day < :end and state in ('open', 'closed') group by streak_day order by streak_day";
    let mut statement = tx.prepare(sql)?;
    let params = named_params! { ":server": server, ":first": Day(first), ":end": Day(end) };
    let rows = statement.query_map(params, counting_day)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The next such days, from a day on.
pub fn days_from(
    tx: &ReadTx<'_>,
    server: ServerId,
    day: NaiveDate,
    at_most: u32,
) -> Result<Vec<CountingDay>, StoreError> {
    let sql = "select streak_day, max(case when state = 'open' then 1 else 0 end) as open from round where server_id = :server and streak_day >= :day \
               and state in ('open', 'closed') group by streak_day order by streak_day limit :at_most";
    let mut statement = tx.prepare(sql)?;
    let params = named_params! { ":server": server, ":day": Day(day), ":at_most": at_most };
    let rows = statement.query_map(params, counting_day)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn counting_day(row: &Row<'_>) -> rusqlite::Result<CountingDay> {
    Ok(CountingDay {
        day: row.get::<_, Day>("streak_day")?.0,
        stage: if row.get("open")? { Stage::Open } else { Stage::Over },
    })
}

/// The answers that count of the days between two, both included, by member and day.
pub fn given(
    tx: &ReadTx<'_>,
    server: ServerId,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<BTreeMap<MemberId, BTreeMap<NaiveDate, Given>>, StoreError> {
    let sql = "select answer.member_id, round.streak_day, max(answer.correct) as correct, max(answer.freezes_used) as freezes_used \
               from round join answer using (round_id) where round.server_id = :server and round.streak_day >= :first \
               and round.streak_day <= :last and round.state in ('open', 'closed') group by answer.member_id, round.streak_day";
    let mut statement = tx.prepare(sql)?;
    let params = named_params! { ":server": server, ":first": Day(first), ":last": Day(last) };
    let rows = statement.query_map(params, |row| {
        let given = Given { right: row.get("correct")?, freezes_used: row.get("freezes_used")? };
        Ok((row.get("member_id")?, row.get::<_, Day>("streak_day")?.0, given))
    })?;
    let mut by_member: BTreeMap<MemberId, BTreeMap<NaiveDate, Given>> = BTreeMap::new();
    for (member, day, answers) in set_aside::readable("answer", rows)? {
        by_member.entry(member).or_default().insert(day, answers);
    }
    Ok(by_member)
}

/// The members who have answered a question of a day or of a later one.
pub fn answered_since(tx: &ReadTx<'_>, server: ServerId, day: NaiveDate) -> Result<BTreeSet<MemberId>, StoreError> {
    let sql = "select distinct answer.member_id from round join answer using (round_id) where round.server_id = :server \
               and round.streak_day >= :day and round.state in ('open', 'closed')";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":server": server, ":day": Day(day) }, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A member who has answered in a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendant {
    pub member: MemberId,
    /// The name at the last answer.
    pub name: String,
    /// The day of the first answer ever; nothing when none was posted for a day.
    pub first_day: Option<NaiveDate>,
    /// Whether the member hides from what is public.
    pub hides: bool,
}

/// How many members have answered in a server.
pub fn count_members(tx: &ReadTx<'_>, server: ServerId) -> Result<u32, StoreError> {
    let sql = "select count(*) from member where server_id = :server";
    tx.prepare(sql)?.query_row(named_params! { ":server": server }, |row| row.get(0))
}

/// The members who have answered in a server, so many at most.
pub fn members(tx: &ReadTx<'_>, server: ServerId, at_most: u32) -> Result<Vec<Attendant>, StoreError> {
    let sql = "select member_id, name, \
               (select min(round.streak_day) from answer join round using (round_id) \
                where answer.member_id = member.member_id and round.server_id = :server) as first_day, \
               exists (select 1 from hidden where hidden.server_id = :server and hidden.member_id = member.member_id) as hides \
               from member where server_id = :server order by member_id limit :at_most";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":server": server, ":at_most": at_most }, |row| {
        Ok(Attendant {
            member: row.get("member_id")?,
            name: row.get("name")?,
            first_day: row.get::<_, Option<Day>>("first_day")?.map(|day| day.0),
            hides: row.get("hides")?,
        })
    })?;
    set_aside::readable("member", rows)
}
