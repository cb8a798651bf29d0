//! Roles as prizes: what they are given for, who has won what, and which of them the bot has given.

use chrono::{DateTime, Utc};
use rusqlite::named_params;

use super::columns::{Millis, unreadable};
use super::engines::Row;
use super::{ReadTx, StoreError, WriteTx};
use crate::domain::ids::{MemberId, RoleId, ServerId};
use crate::domain::reward::{Obstacle, Prize};

/// A role that a server gives for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reward {
    pub prize: Prize,
    pub role: RoleId,
    /// The manager who decided so, and is told what keeps the bot from giving it; nobody after a deletion.
    pub set_by: Option<MemberId>,
    /// What keeps the bot from giving it, and since when.
    pub obstacle: Option<(Obstacle, DateTime<Utc>)>,
}

const COLUMNS: &str = "kind, days, role_id, set_by, obstacle, obstacle_since";

pub(super) fn prize_from(row: &Row<'_>) -> rusqlite::Result<Prize> {
    let (kind, days): (String, u32) = (row.get("kind")?, row.get("days")?);
    Ok(Prize::from_parts(&kind, days).ok_or_else(|| unreadable("a prize", &kind))?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Reward> {
    let obstacle: Option<Obstacle> = row.get("obstacle")?;
    let since: Option<Millis> = row.get("obstacle_since")?;
    Ok(Reward {
        prize: prize_from(row)?,
        role: row.get("role_id")?,
        set_by: row.get("set_by")?,
        obstacle: obstacle.zip(since.map(|since| since.0)),
    })
}

/// A server's rewards: the champion's first, then streaks from the shortest on.
pub fn of_server(tx: &ReadTx<'_>, server: ServerId) -> Result<Vec<Reward>, StoreError> {
    let sql = format!("select {COLUMNS} from reward where server_id = :server order by kind, days");
    let mut statement = tx.prepare(&sql)?;
    let rows = statement.query_map(named_params! { ":server": server }, from_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Has a role given for something, in place of what was given for it before.
pub fn save(tx: &WriteTx<'_>, server: ServerId, prize: Prize, role: RoleId, by: MemberId) -> Result<(), StoreError> {
    let (kind, days) = prize.parts();
    let sql = "insert into reward (server_id, kind, days, role_id, set_by) values (:server, :kind, :days, :role, :by) \
               on conflict (server_id, kind, days) do update set role_id = excluded.role_id, set_by = excluded.set_by, \
               obstacle = null, obstacle_since = null";
    let params = named_params! { ":server": server, ":kind": kind, ":days": days, ":role": role, ":by": by };
    tx.prepare(sql)?.execute(params)?;
    Ok(())
}

/// Has no role given for something any more; who won it before is remembered for the champion only.
pub fn delete(tx: &WriteTx<'_>, server: ServerId, prize: Prize) -> Result<(), StoreError> {
    let (kind, days) = prize.parts();
    let params = named_params! { ":server": server, ":kind": kind, ":days": days };
    tx.prepare("delete from reward where server_id = :server and kind = :kind and days = :days")?.execute(params)?;
    if prize != Prize::Champion {
        tx.prepare("delete from prize where server_id = :server and kind = :kind and days = :days")?.execute(params)?;
    }
    Ok(())
}

/// The streaks that a server has a role for, that are longer than the first of two and no longer than the second, and that a
/// member has not won before.
pub fn newly_reached(
    tx: &ReadTx<'_>,
    server: ServerId,
    member: MemberId,
    (before, streak): (u32, u32),
) -> Result<Vec<(Prize, RoleId)>, StoreError> {
    // It runs for each answer, mostly where there is no reward at all.
    let sql = "select kind, days, role_id from reward where server_id = :server and kind = 'streak' and days > :before and days <= :streak \
               and not exists (select 1 from prize where prize.server_id = reward.server_id and prize.kind = 'streak' \
               and prize.days = reward.days and prize.member_id = :member)";
    let mut statement = tx.prepare_uncounted(sql)?;
    let params = named_params! { ":server": server, ":member": member, ":before": before, ":streak": streak };
    let rows = statement.query_map(params, |row| Ok((prize_from(row)?, row.get("role_id")?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Notes that a member won something.
pub fn win(tx: &WriteTx<'_>, server: ServerId, prize: Prize, member: MemberId) -> Result<(), StoreError> {
    let (kind, days) = prize.parts();
    let sql = "insert into prize (server_id, kind, days, member_id) values (:server, :kind, :days, :member) on conflict do nothing";
    let params = named_params! { ":server": server, ":kind": kind, ":days": days, ":member": member };
    tx.prepare(sql)?.execute(params)?;
    Ok(())
}

/// Who has won something, in the order of their ids.
pub fn winners(tx: &ReadTx<'_>, server: ServerId, prize: Prize) -> Result<Vec<MemberId>, StoreError> {
    let (kind, days) = prize.parts();
    let sql =
        "select member_id from prize where server_id = :server and kind = :kind and days = :days order by member_id";
    let mut statement = tx.prepare(sql)?;
    let rows =
        statement.query_map(named_params! { ":server": server, ":kind": kind, ":days": days }, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether a member is to have a role: it is there, it is given for something that the member has won, and the member does not
/// hide.
pub fn is_wanted(tx: &ReadTx<'_>, server: ServerId, role: RoleId, member: MemberId) -> Result<bool, StoreError> {
    let sql = "select exists (select 1 from reward join prize using (server_id, kind, days) where server_id = :server \
               and role_id = :role and member_id = :member and obstacle is distinct from 'role-gone') \
               and not exists (select 1 from hidden where server_id = :server and member_id = :member)";
    let params = named_params! { ":server": server, ":role": role, ":member": member };
    tx.prepare(sql)?.query_row(params, |row| row.get(0))
}

/// What the bot has done about a member's role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Given {
    /// Whether it gave the role.
    pub given: bool,
    /// Whether a change is owed.
    pub owed: bool,
    /// Whether a manager was told that the member had left before they got it.
    pub told_left: bool,
}

/// What the bot has done about a member's role.
pub fn given(tx: &ReadTx<'_>, server: ServerId, role: RoleId, member: MemberId) -> Result<Given, StoreError> {
    let sql = "select given, owed, told_left from given_role where server_id = :server and role_id = :role and member_id = :member";
    let params = named_params! { ":server": server, ":role": role, ":member": member };
    let from_row = |row: &Row<'_>| {
        Ok(Given { given: row.get("given")?, owed: row.get("owed")?, told_left: row.get("told_left")? })
    };
    Ok(tx.prepare(sql)?.query_optional(params, from_row)?.unwrap_or_default())
}

/// Keeps what the bot has done about a member's role; nothing is kept where that is nothing.
pub fn set_given(
    tx: &WriteTx<'_>,
    server: ServerId,
    role: RoleId,
    member: MemberId,
    now: Given,
) -> Result<(), StoreError> {
    let sql = if now == Given::default() {
        "delete from given_role where server_id = :server and role_id = :role and member_id = :member \
         and :given = 0 and :owed = 0 and :told_left = 0"
    } else {
        "insert into given_role (server_id, role_id, member_id, given, owed, told_left) \
         values (:server, :role, :member, :given, :owed, :told_left) on conflict (server_id, role_id, member_id) \
         do update set given = excluded.given, owed = excluded.owed, told_left = excluded.told_left"
    };
    let params = named_params! { ":server": server, ":role": role, ":member": member, ":given": now.given, ":owed": now.owed, ":told_left": now.told_left };
    tx.prepare(sql)?.execute(params)?;
    Ok(())
}

/// The members who have a role of the bot, or are owed a change of it.
pub fn holders(tx: &ReadTx<'_>, server: ServerId, role: RoleId) -> Result<Vec<MemberId>, StoreError> {
    let sql = "select member_id from given_role where server_id = :server and role_id = :role order by member_id";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":server": server, ":role": role }, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The members' roles are not the bot's any more: whoever has one keeps it.
pub fn forget_holders(tx: &WriteTx<'_>, server: ServerId, role: RoleId) -> Result<(), StoreError> {
    tx.prepare("delete from given_role where server_id = :server and role_id = :role")?
        .execute(named_params! { ":server": server, ":role": role })?;
    Ok(())
}

/// The roles that a member has won or was given, with their servers.
pub fn roles_of(tx: &ReadTx<'_>, member: MemberId) -> Result<Vec<(ServerId, RoleId)>, StoreError> {
    let sql = "select server_id, role_id from given_role where member_id = :member \
               union select prize.server_id, role_id from prize join reward using (server_id, kind, days) \
               where member_id = :member order by 1, 2";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":member": member }, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A member has won nothing anywhere, and left nowhere.
pub fn forget(tx: &WriteTx<'_>, member: MemberId) -> Result<(), StoreError> {
    let told = "delete from given_role where member_id = :member and given = 0 and owed = 0";
    tx.prepare(told)?.execute(named_params! { ":member": member })?;
    let told = "update given_role set told_left = 0 where member_id = :member";
    tx.prepare(told)?.execute(named_params! { ":member": member })?;
    tx.prepare("delete from prize where member_id = :member")?.execute(named_params! { ":member": member })?;
    Ok(())
}

/// Takes a prize from a member.
pub fn lose(tx: &WriteTx<'_>, server: ServerId, prize: Prize, member: MemberId) -> Result<(), StoreError> {
    let (kind, days) = prize.parts();
    let sql = "delete from prize where server_id = :server and kind = :kind and days = :days and member_id = :member";
    let params = named_params! { ":server": server, ":kind": kind, ":days": days, ":member": member };
    tx.prepare(sql)?.execute(params)?;
    Ok(())
}

/// Notes what keeps the bot from giving a role; `true` when that is new, so that a manager has to hear of it.
pub fn note_obstacle(
    tx: &WriteTx<'_>,
    server: ServerId,
    role: RoleId,
    obstacle: Obstacle,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = "update reward set obstacle = :obstacle, obstacle_since = :now where server_id = :server and role_id = :role \
               and obstacle is distinct from :obstacle";
    let params = named_params! { ":server": server, ":role": role, ":obstacle": obstacle, ":now": Millis(now) };
    Ok(tx.prepare(sql)?.execute(params)? > 0)
}

/// The bot can give a role; `true` when that is new. One that is gone stays so: to take it from somebody comes to nothing and proves nothing.
pub fn clear_obstacle(tx: &WriteTx<'_>, server: ServerId, role: RoleId) -> Result<bool, StoreError> {
    let sql = "update reward set obstacle = null, obstacle_since = null where server_id = :server and role_id = :role \
               and obstacle <> 'role-gone'";
    Ok(tx.prepare(sql)?.execute(named_params! { ":server": server, ":role": role })? > 0)
}
