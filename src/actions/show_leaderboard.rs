//! The leaderboard of a period: a page of it, and the asking member's own row.

use chrono::{DateTime, Utc};

use super::update_standings::{latest_days, streak_now};
use crate::domain::ids::{MemberId, ServerId};
use crate::domain::leaderboard::{Period, PeriodKind, Standing};
use crate::store::set_aside::if_readable;
use crate::store::standings::{Edge, Row};
use crate::store::streaks::LineDay;
use crate::store::{ReadTx, StoreError, hidden, members, servers, standings};

/// The rows of a page.
pub const PAGE: u32 = 10;

/// How many neighbours are shown on each side of a member's row.
const NEAR: u32 = 2;

/// Which part of the board is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoardPart {
    /// From the top.
    First,
    /// What comes after this row.
    After(Edge),
    /// What comes before this row.
    Before(Edge),
    /// This member's row with its neighbours.
    Around(MemberId),
}

/// A page of a board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// The period of it.
    pub period: Period,
    /// When the period ends; `None` for all time.
    pub ends_at: Option<DateTime<Utc>>,
    /// The rows, in the board's order.
    pub rows: Vec<Standing>,
    /// The asking member's row, when there is one.
    pub own: Option<Standing>,
    /// Whether the asking member hides: nobody else sees the row, and no place counts it.
    pub hides: bool,
    /// The place and the points that are next above the asking member's.
    pub next: Option<(u64, u32)>,
    /// How many members the board has.
    pub members: u64,
    /// Leads to the page before.
    pub before: Option<Edge>,
    /// Leads to the page after.
    pub after: Option<Edge>,
}

/// A page of a server's board; `None` when the server was not set up.
pub fn show_leaderboard(
    tx: &ReadTx<'_>,
    server: ServerId,
    kind: PeriodKind,
    page: BoardPart,
    asker: MemberId,
    now: DateTime<Utc>,
) -> Result<Option<Board>, StoreError> {
    let Some(found) = servers::find(tx, server)? else {
        return Ok(None);
    };
    let period = Period::of(kind, found.day_at(now));
    let code = period.code();

    let days = latest_days(tx, server)?;
    let (rows, more_before, more_after) = page_rows(tx, server, &code, page)?;
    let own = match if_readable("standing", standings::find(tx, server, &code, asker))? {
        Some(totals) => Some(placed(tx, server, &code, &[Row { member: asker, totals }], &days)?.remove(0)),
        None => None,
    };
    let next = own.as_ref().map_or(Ok(None), |own| next_above(tx, server, &code, own.points))?;
    Ok(Some(Board {
        period,
        ends_at: period.ends_at(found.settings.zone),
        own,
        hides: hidden::is_hidden(tx, server, asker)?,
        next,
        members: standings::members(tx, server, &code)?,
        before: rows.first().filter(|_| more_before).map(edge),
        after: rows.last().filter(|_| more_after).map(edge),
        rows: placed(tx, server, &code, &rows, &days)?,
    }))
}

fn edge(row: &Row) -> Edge {
    Edge { points: row.totals.points, reached_at: row.totals.reached_at, member: row.member }
}

/// The rows of a page, and whether the board goes on before and after it.
fn page_rows(
    tx: &ReadTx<'_>,
    server: ServerId,
    code: &str,
    page: BoardPart,
) -> Result<(Vec<Row>, bool, bool), StoreError> {
    let start = match page {
        BoardPart::First => None,
        BoardPart::After(edge) => Some(edge),
        BoardPart::Before(before) => {
            let mut rows = standings::before(tx, server, code, before, PAGE + 1)?;
            let more = rows.len() > PAGE as usize;
            if more {
                rows.remove(0);
            }
            if rows.len() == PAGE as usize {
                return Ok((rows, more, true));
            }
            // Fewer rows than a page lie before it: the top of the board is the page.
            None
        }
        BoardPart::Around(member) => match if_readable("standing", standings::find(tx, server, code, member))? {
            Some(totals) => return around(tx, server, code, Row { member, totals }),
            None => None,
        },
    };
    let mut rows = standings::after(tx, server, code, start, PAGE + 1)?;
    let more = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    let anything_before = match (start, rows.first()) {
        (Some(_), Some(first)) => !standings::before(tx, server, code, edge(first), 1)?.is_empty(),
        _ => false,
    };
    Ok((rows, anything_before, more))
}

/// A member's row between its neighbours. The row of one who hides stands where it would be.
fn around(tx: &ReadTx<'_>, server: ServerId, code: &str, own: Row) -> Result<(Vec<Row>, bool, bool), StoreError> {
    let near = NEAR as usize;
    let mut rows = standings::before(tx, server, code, edge(&own), NEAR + 1)?;
    let more_before = rows.len() > near;
    rows.drain(..rows.len().saturating_sub(near));
    rows.push(own);
    let mut below = standings::after(tx, server, code, Some(edge(&own)), NEAR + 1)?;
    let more_after = below.len() > near;
    below.truncate(near);
    rows.extend(below);
    Ok((rows, more_before, more_after))
}

/// The place and the points that are next above these points.
fn next_above(tx: &ReadTx<'_>, server: ServerId, code: &str, points: u32) -> Result<Option<(u64, u32)>, StoreError> {
    let level = Edge { points, reached_at: DateTime::UNIX_EPOCH, member: MemberId(0) };
    let Some(next) = standings::before(tx, server, code, level, 1)?.pop() else {
        return Ok(None);
    };
    let place = standings::above(tx, server, code, next.totals.points)? + 1;
    Ok(Some((place, next.totals.points)))
}

/// Gives rows that follow each other their places, names and streaks.
fn placed(
    tx: &ReadTx<'_>,
    server: ServerId,
    code: &str,
    rows: &[Row],
    days: &[LineDay],
) -> Result<Vec<Standing>, StoreError> {
    let mut place = 0;
    let mut level: Option<u32> = None;
    let mut standing = Vec::with_capacity(rows.len());
    for Row { member, totals } in rows {
        place = match level {
            None => standings::above(tx, server, code, totals.points)? + 1,
            Some(points) if points == totals.points => place,
            Some(points) => place + standings::level_with(tx, server, code, points)?,
        };
        level = Some(totals.points);
        standing.push(Standing {
            member: *member,
            place,
            name: if_readable("member", members::name(tx, server, *member))?.unwrap_or_default(),
            points: totals.points,
            answered: totals.answered,
            right: totals.right,
            streak: if_readable("answer", streak_now(tx, server, *member, days).map(Some))?.unwrap_or_default().days,
        });
    }
    Ok(standing)
}
