//! The leaderboard of a period: a page of it, and the asking member's own row.

use chrono::{DateTime, NaiveDate, Utc};

use super::update_standings::{latest_days, streak_now};
use crate::domain::ids::{MemberId, ServerId};
use crate::domain::leaderboard::{Period, PeriodKind, Standing};
use crate::store::set_aside::if_readable;
use crate::store::standings::{Edge, Row};
use crate::store::{ReadTx, StoreError, members, servers, standings};

/// The rows of a page.
pub const PAGE: u32 = 10;

/// Which part of the board is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoardPart {
    /// From the top.
    First,
    /// What comes after this row.
    After(Edge),
    /// What comes before this row.
    Before(Edge),
    /// Where this member stands.
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
    Ok(Some(Board {
        period,
        ends_at: period.ends_at(found.settings.zone),
        own,
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
            Some(totals) => {
                let own = edge(&Row { member, totals });
                match standings::before(tx, server, code, own, PAGE / 2)?.first().map(edge) {
                    Some(first) => standings::before(tx, server, code, first, 1)?.first().map(edge),
                    None => None,
                }
            }
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

/// Gives rows that follow each other their places, names and streaks.
fn placed(
    tx: &ReadTx<'_>,
    server: ServerId,
    code: &str,
    rows: &[Row],
    days: &[NaiveDate],
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
            streak: if_readable("answer", streak_now(tx, server, *member, days).map(Some))?.unwrap_or_default(),
        });
    }
    Ok(standing)
}
