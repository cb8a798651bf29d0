//! The standings: a row a member and period, with the tally that tells a place at any size.

use chrono::{DateTime, Utc};
use rusqlite::named_params;

use super::columns::{Day, Millis};
use super::{ReadTx, StoreError, WriteTx, engines, hidden, live_boards, set_aside};
use crate::domain::ids::{MemberId, ServerId};
use crate::domain::leaderboard::Scope;
use crate::domain::verdict::Verdict;

/// A member's totals in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    pub points: u32,
    /// The graded answers.
    pub answered: u32,
    /// The right ones.
    pub right: u32,
    /// When the points were reached: the last answer that brought any, else the first answer.
    pub reached_at: DateTime<Utc>,
    /// The longest streak that one of the answers was given with; kept of seasons alone.
    pub best_streak: Option<u32>,
}

/// A row of the board in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    pub member: MemberId,
    pub totals: Totals,
}

fn totals_from(row: &engines::Row<'_>) -> rusqlite::Result<Totals> {
    Ok(Totals {
        points: row.get("points")?,
        answered: row.get("answered")?,
        right: row.get("correct")?,
        reached_at: row.get::<_, Millis>("reached_at")?.0,
        best_streak: row.get("best_streak")?,
    })
}

/// A row of a board as a statement returns it.
pub(super) fn row_from(row: &engines::Row<'_>) -> rusqlite::Result<Row> {
    Ok(Row { member: row.get("member_id")?, totals: totals_from(row)? })
}

/// A member's totals in a period.
pub fn find(tx: &ReadTx<'_>, server: ServerId, period: &str, member: MemberId) -> Result<Option<Totals>, StoreError> {
    let sql = "select points, answered, correct, reached_at, best_streak from standing \
               where server_id = :server and period = :period and member_id = :member";
    let params = named_params! { ":server": server, ":period": period, ":member": member };
    tx.prepare(sql)?.query_optional(params, totals_from)
}

/// A graded answer that is added to a member's totals.
#[derive(Debug, Clone, Copy)]
pub struct Gained {
    pub verdict: Verdict,
    /// The points for it.
    pub points: u32,
    /// The streak with it.
    pub streak: u32,
    /// When it was given.
    pub at: DateTime<Utc>,
}

/// Adds one graded answer to a member's totals; returns the points that the member has with it.
pub fn add(
    tx: &WriteTx<'_>,
    server: ServerId,
    scope: &Scope,
    member: MemberId,
    answer: Gained,
) -> Result<u32, StoreError> {
    let (gained, period) = (answer.points, scope.code.as_str());
    let (points, answered, shown): (u32, u32, bool) =
        tx.prepare_uncounted(include_str!("sql/add_to_standing.sql"))?.query_row(
            named_params! {
                ":server": server,
                ":period": period,
                ":member": member,
                ":gained": gained,
                ":correct": answer.verdict,
                ":at": Millis(answer.at),
                ":streak": scope.season.map(|_| answer.streak),
            },
            |row| Ok((row.get("points")?, row.get("answered")?, row.get("shown")?)),
        )?;
    if !shown {
        return Ok(points);
    }
    live_boards::look_again(tx, server);
    if answered > 1 && gained > 0 {
        tx.counts().tally(server, period, points - gained, -1);
    }
    if answered == 1 || gained > 0 {
        tx.counts().tally(server, period, points, 1);
    }
    Ok(points)
}

/// Works a member's totals in a period out again from the answers that count; says whether they are others now.
pub fn recount(tx: &WriteTx<'_>, server: ServerId, scope: &Scope, member: MemberId) -> Result<bool, StoreError> {
    let code = &scope.code;
    let before = find(tx, server, code, member)?;
    let after = from_answers(tx, server, scope, member)?;
    if before == after {
        return Ok(false);
    }
    live_boards::look_again(tx, server);
    let shown = !hidden::is_hidden(tx, server, member)?;
    if let Some(before) = before {
        tx.counts().tally(server, code, before.points, -i64::from(shown));
        tx.prepare("delete from standing where server_id = :server and period = :period and member_id = :member")?
            .execute(named_params! { ":server": server, ":period": code, ":member": member })?;
    }
    let Some(after) = after else { return Ok(true) };
    tx.counts().tally(server, code, after.points, i64::from(shown));
    let sql = "insert into standing (server_id, period, member_id, points, answered, correct, reached_at, best_streak, shown) \
               values (:server, :period, :member, :points, :answered, :correct, :reached_at, :best_streak, :shown)";
    tx.prepare(sql)?.execute(named_params! {
        ":server": server,
        ":period": code,
        ":member": member,
        ":points": after.points,
        ":answered": after.answered,
        ":correct": after.right,
        ":reached_at": Millis(after.reached_at),
        ":shown": shown,
        ":best_streak": after.best_streak,
    })?;
    Ok(true)
}

/// Has a member's totals of all periods stand on the boards of a server, or on none of them.
pub fn set_shown(tx: &WriteTx<'_>, server: ServerId, member: MemberId, shown: bool) -> Result<(), StoreError> {
    let sql = "update standing set shown = :shown where server_id = :server and member_id = :member and shown <> :shown \
               returning period, points";
    live_boards::look_again(tx, server);
    let mut statement = tx.prepare(sql)?;
    let params = named_params! { ":server": server, ":member": member, ":shown": shown };
    let changed = statement.query_map(params, |row| Ok((row.get("period")?, row.get("points")?)))?;
    for row in changed {
        let (period, points): (String, u32) = row?;
        tx.counts().tally(server, &period, points, if shown { 1 } else { -1 });
    }
    Ok(())
}

fn from_answers(
    tx: &ReadTx<'_>,
    server: ServerId,
    scope: &Scope,
    member: MemberId,
) -> Result<Option<Totals>, StoreError> {
    let params = named_params! {
        ":server": server,
        ":member": member,
        ":first": scope.first_day.map(Day),
        ":end": scope.end_day.map(Day),
        ":before": scope.ends_at.map(Millis),
        ":is_season": scope.season.is_some(),
    };
    let counted = tx.prepare(include_str!("sql/count_answers.sql"))?.query_row(params, |row| {
        let answered: u32 = row.get("answered")?;
        if answered == 0 { Ok(None) } else { totals_from(row).map(Some) }
    })?;
    Ok(counted)
}

/// How many members have more points; those who hide are not counted, here and below.
pub fn above(tx: &ReadTx<'_>, server: ServerId, period: &str, points: u32) -> Result<u64, StoreError> {
    let params = named_params! { ":server": server, ":period": period, ":points": points };
    tx.prepare(include_str!("sql/count_above.sql"))?.query_row(params, members_from)
}

fn members_from(row: &engines::Row<'_>) -> rusqlite::Result<u64> {
    row.get::<_, i64>(0).map(i64::cast_unsigned)
}

/// How many members have exactly these points.
pub fn level_with(tx: &ReadTx<'_>, server: ServerId, period: &str, points: u32) -> Result<u64, StoreError> {
    let sql = "select members from tally where server_id = :server and period = :period and points = :points";
    let params = named_params! { ":server": server, ":period": period, ":points": points };
    Ok(tx.prepare(sql)?.query_optional(params, members_from)?.unwrap_or(0))
}

/// How many members a period's board has.
pub fn members(tx: &ReadTx<'_>, server: ServerId, period: &str) -> Result<u64, StoreError> {
    let sql = "select coalesce(sum(members), 0) from tally_span where server_id = :server and period = :period";
    tx.prepare(sql)?.query_row(named_params! { ":server": server, ":period": period }, members_from)
}

/// A place in the board's order: from here on, or up to here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// The points of the row.
    pub points: u32,
    /// When they were reached.
    pub reached_at: DateTime<Utc>,
    /// Whose row it is.
    pub member: MemberId,
}

/// Everyone who shares the first place of a board with points.
pub fn first(tx: &ReadTx<'_>, server: ServerId, period: &str) -> Result<Vec<MemberId>, StoreError> {
    let sql = "select member_id from standing where server_id = :server and period = :period and shown = 1 and points > 0 \
               and points = (select max(points) from standing where server_id = :server and period = :period and shown = 1) \
               order by reached_at, member_id";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":server": server, ":period": period }, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Rows in the board's order that come after an edge; from the top without one.
pub fn after(
    tx: &ReadTx<'_>,
    server: ServerId,
    period: &str,
    edge: Option<Edge>,
    at_most: u32,
) -> Result<Vec<Row>, StoreError> {
    let edge = edge.unwrap_or(Edge { points: u32::MAX, reached_at: DateTime::UNIX_EPOCH, member: MemberId(0) });
    rows(tx, include_str!("sql/board_after.sql"), server, period, edge, at_most)
}

/// Rows that come before an edge, the nearest last.
pub fn before(
    tx: &ReadTx<'_>,
    server: ServerId,
    period: &str,
    edge: Edge,
    at_most: u32,
) -> Result<Vec<Row>, StoreError> {
    let mut found = rows(tx, include_str!("sql/board_before.sql"), server, period, edge, at_most)?;
    found.reverse();
    Ok(found)
}

/// The most rows on a page's way that may be damaged.
const DAMAGED_UP_TO: u32 = 100;

fn rows(
    tx: &ReadTx<'_>,
    sql: &str,
    server: ServerId,
    period: &str,
    edge: Edge,
    at_most: u32,
) -> Result<Vec<Row>, StoreError> {
    let mut statement = tx.prepare(sql)?;
    let params = named_params! {
        ":server": server,
        ":period": period,
        ":points": edge.points,
        ":reached_at": Millis(edge.reached_at),
        ":member": edge.member,
        // They are read one by one, so that what is not needed costs nothing.
        ":at_most": at_most + DAMAGED_UP_TO,
    };
    let found = statement.query_map(params, row_from)?;
    set_aside::first_readable("standing", found, at_most as usize)
}

/// Deletes the standings of weeks before this one, so many rows at most and of one server; says how many.
pub fn delete_weeks(tx: &WriteTx<'_>, before: &str, at_most: u32) -> Result<usize, StoreError> {
    let sql = "select server_id from server where exists (select 1 from standing \
               where standing.server_id = server.server_id and period >= 'week:' and period < :before) limit 1";
    let server: Option<ServerId> =
        tx.prepare(sql)?.query_optional(named_params! { ":before": before }, |row| row.get(0))?;
    let Some(server) = server else { return Ok(0) };
    let params = named_params! { ":server": server, ":before": before, ":at_most": at_most };
    // What a place is counted by goes first; it is found by the rows.
    for counts in [
        "delete from tally where (server_id, period, points) in (select server_id, period, points from tally \
         where server_id = :server and period >= 'week:' and period < :before limit :at_most)",
        "delete from tally_span where (server_id, period, span) in (select server_id, period, span from tally_span \
         where server_id = :server and period >= 'week:' and period < :before limit :at_most)",
    ] {
        let gone = tx.prepare(counts)?.execute(params)?;
        if gone > 0 {
            return Ok(gone);
        }
    }
    let rows = "delete from standing where (server_id, period, member_id) in (select server_id, period, member_id from standing \
                where server_id = :server and period >= 'week:' and period < :before limit :at_most)";
    tx.prepare(rows)?.execute(params)
}
