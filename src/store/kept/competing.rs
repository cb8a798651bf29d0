//! What is kept of a member's part in seasons, prizes and quizzes, and of the rewards that they decided on.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::named_params;

use super::{Read, all_readable};
use crate::domain::ids::{MemberId, QuizId, RoleId, SeasonId, ServerId};
use crate::domain::reward::Prize;
use crate::domain::season::code;
use crate::store::columns::Millis;
use crate::store::engines::Row;
use crate::store::rewards::prize_from;
use crate::store::{ReadTx, StoreError, seasons, standings};

/// A season in which a member has a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptSeason {
    /// Where.
    pub server: ServerId,
    /// What it is called.
    pub name: String,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    /// Whether it is over.
    pub is_over: bool,
    /// The member's place among those who are shown.
    pub place: u64,
    pub points: u32,
}

/// Something that a member has won.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptPrize {
    /// Where.
    pub server: ServerId,
    pub prize: Prize,
}

/// A role that the bot has given to a member, or is to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptRole {
    /// Where.
    pub server: ServerId,
    pub role: RoleId,
    /// Whether the member has it from the bot.
    pub given: bool,
}

/// A quiz that a member has started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptQuiz {
    /// Where.
    pub server: ServerId,
    pub quiz: QuizId,
    /// When.
    pub at: DateTime<Utc>,
}

/// A reward that a member decided on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptReward {
    /// Where.
    pub server: ServerId,
    pub prize: Prize,
    pub role: RoleId,
}

pub(super) fn seasons(tx: &ReadTx<'_>, member: MemberId) -> Result<Read<KeptSeason>, StoreError> {
    let sql = "select season_id from season where server_id in (select server_id from member where member_id = :member) \
               order by server_id, first_day";
    let mut statement = tx.prepare(sql)?;
    let ids = statement.query_map(named_params! { ":member": member }, |row| row.get(0))?;
    let (mut kept, mut unreadable) = (Vec::new(), 0);
    for id in ids {
        match season(tx, id?, member) {
            Err(error) if error.is_unreadable() => unreadable += 1,
            found => kept.extend(found?),
        }
    }
    Ok((kept, unreadable))
}

/// A member's place in a season; `None` without an answer that counts for it.
fn season(tx: &ReadTx<'_>, id: SeasonId, member: MemberId) -> Result<Option<KeptSeason>, StoreError> {
    let Some(season) = seasons::find(tx, id)? else {
        return Ok(None);
    };
    let Some(totals) = standings::find(tx, season.server, &code(id), member)? else {
        return Ok(None);
    };
    Ok(Some(KeptSeason {
        server: season.server,
        first_day: season.first_day,
        last_day: season.last_day(),
        is_over: season.ended_at.is_some(),
        place: standings::above(tx, season.server, &code(id), totals.points)? + 1,
        points: totals.points,
        name: season.name,
    }))
}

pub(super) fn prizes(tx: &ReadTx<'_>, member: MemberId) -> Result<Read<KeptPrize>, StoreError> {
    let sql = "select server_id, kind, days from prize where member_id = :member order by server_id, kind, days";
    let from_row = |row: &Row<'_>| Ok(KeptPrize { server: row.get("server_id")?, prize: prize_from(row)? });
    all_readable("prize", tx.prepare(sql)?.query_map(named_params! { ":member": member }, from_row)?)
}

pub(super) fn roles(tx: &ReadTx<'_>, member: MemberId) -> Result<Read<KeptRole>, StoreError> {
    let sql = "select server_id, role_id, given from given_role where member_id = :member order by server_id, role_id";
    let from_row = |row: &Row<'_>| {
        Ok(KeptRole { server: row.get("server_id")?, role: row.get("role_id")?, given: row.get("given")? })
    };
    all_readable("given role", tx.prepare(sql)?.query_map(named_params! { ":member": member }, from_row)?)
}

pub(super) fn quizzes(tx: &ReadTx<'_>, member: MemberId) -> Result<Read<KeptQuiz>, StoreError> {
    let sql = "select server_id, quiz_id, started_at from quiz where started_by = :member order by quiz_id";
    let from_row = |row: &Row<'_>| {
        let at = row.get::<_, Millis>("started_at")?.0;
        Ok(KeptQuiz { server: row.get("server_id")?, quiz: row.get("quiz_id")?, at })
    };
    all_readable("quiz", tx.prepare(sql)?.query_map(named_params! { ":member": member }, from_row)?)
}

pub(super) fn rewards(tx: &ReadTx<'_>, member: MemberId) -> Result<Read<KeptReward>, StoreError> {
    let sql = "select server_id, kind, days, role_id from reward where set_by = :member order by server_id, kind, days";
    let from_row = |row: &Row<'_>| {
        Ok(KeptReward { server: row.get("server_id")?, prize: prize_from(row)?, role: row.get("role_id")? })
    };
    all_readable("reward", tx.prepare(sql)?.query_map(named_params! { ":member": member }, from_row)?)
}
