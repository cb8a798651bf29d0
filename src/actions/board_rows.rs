//! The rows of a board's page, with their places and names.

use chrono::DateTime;

use super::board::{BoardPart, PAGE};
use super::update_standings::streak_now;
use crate::domain::ids::{MemberId, ServerId};
use crate::domain::leaderboard::Standing;
use crate::store::set_aside::if_readable;
use crate::store::standings::{Edge, Row};
use crate::store::streaks::LineDay;
use crate::store::{ReadTx, StoreError, members, standings};

/// How many neighbours are shown on each side of a member's row.
pub(super) const NEAR: u32 = 2;

pub(super) fn edge(row: &Row) -> Edge {
    Edge { points: row.totals.points, reached_at: row.totals.reached_at, member: row.member }
}

/// The rows of a page, and whether the board goes on before and after it.
pub(super) fn page_rows(
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
pub(super) fn next_above(
    tx: &ReadTx<'_>,
    server: ServerId,
    code: &str,
    points: u32,
) -> Result<Option<(u64, u32)>, StoreError> {
    let level = Edge { points, reached_at: DateTime::UNIX_EPOCH, member: MemberId(0) };
    let Some(next) = standings::before(tx, server, code, level, 1)?.pop() else {
        return Ok(None);
    };
    let place = standings::above(tx, server, code, next.totals.points)? + 1;
    Ok(Some((place, next.totals.points)))
}

/// Gives rows that follow each other their places, names and streaks.
pub(super) fn placed(
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
