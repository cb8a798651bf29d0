//! A member's days in a server: its rounds of the last weeks, with what came of each, and the day that was the first.

use chrono::NaiveDate;
use rusqlite::named_params;

use super::columns::Day;
use super::{ReadTx, StoreError};
use crate::domain::calendar::{Answered, DayRound};
use crate::domain::ids::{MemberId, ServerId};
use crate::domain::round::RoundState;
use crate::domain::verdict::Verdict;

/// The rounds of a server from a day on that count, as they stand to a member.
pub fn rounds(
    tx: &ReadTx<'_>,
    server: ServerId,
    member: MemberId,
    from: NaiveDate,
) -> Result<Vec<DayRound>, StoreError> {
    let sql = "select round.day, round.streak_day, round.state, answer.member_id is not null as answered, answer.correct, \
               coalesce(answer.freezes_used, 0) as freezes_used from round \
               left join answer on answer.round_id = round.round_id and answer.member_id = :member \
               where round.server_id = :server and round.day >= :from and round.state in ('open', 'closed')";
    let mut statement = tx.prepare(sql)?;
    let params = named_params! { ":server": server, ":member": member, ":from": Day(from) };
    let rows = statement.query_map(params, |row| {
        let (answered, verdict): (bool, Option<Verdict>) = (row.get("answered")?, row.get("correct")?);
        let answer = match verdict {
            Some(Verdict::Right) => Answered::Right,
            Some(Verdict::Wrong) => Answered::Wrong,
            None if answered => Answered::Ungraded,
            None => Answered::Not,
        };
        let state: RoundState = row.get("state")?;
        Ok(DayRound {
            day: row.get::<_, Day>("day")?.0,
            streak_day: row.get::<_, Option<Day>>("streak_day")?.map(|day| day.0),
            is_open: state == RoundState::Open,
            answer,
            freezes_used: row.get("freezes_used")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The first day on which a member answered a question of a server that counts.
pub fn first_answered(tx: &ReadTx<'_>, server: ServerId, member: MemberId) -> Result<Option<NaiveDate>, StoreError> {
    let sql = "select min(round.day) as day from answer join round using (round_id) \
               where answer.member_id = :member and round.server_id = :server and round.state in ('open', 'closed')";
    let params = named_params! { ":server": server, ":member": member };
    Ok(tx.prepare(sql)?.query_row(params, |row| row.get::<_, Option<Day>>("day"))?.map(|day| day.0))
}
