//! The leaderboard of a period: a page of it, and the asking member's own row.

use chrono::{DateTime, Utc};

use super::update_standings::{latest_days, streak_now};
use crate::domain::ids::{MemberId, ServerId};
use crate::domain::leaderboard::{BoardOf, Period, Standing};
use crate::domain::season::{Season, code};
use crate::store::servers::Server;
use crate::store::set_aside::if_readable;
use crate::store::standings::{Edge, Row};
use crate::store::streaks::LineDay;
use crate::store::{ReadTx, StoreError, hidden, members, seasons, servers, standings};

/// The rows of a page.
pub const PAGE: u32 = 10;

/// How many neighbours are shown on each side of a member's row.
const NEAR: u32 = 2;

/// How many winners of the period before are read.
const WINNERS_READ: u32 = 4;

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

/// What a board is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The period of now.
    Current(Period),
    /// A period that is over.
    Past(Period),
    /// A season, running or over.
    Season(Season),
    /// The server has no such season.
    NoSeason,
}

/// A page of a board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// What it is of.
    pub subject: Subject,
    /// When that ends or has ended; `None` for all time.
    pub ends_at: Option<DateTime<Utc>>,
    /// Whether it has ended.
    pub is_over: bool,
    /// The rows, in the board's order. Those of what is over tell no streak.
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
    /// The period or season before the one that runs, when anybody has a place there.
    pub last: Option<Last>,
}

/// What came of the period or season before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    /// Its board, named so that it is the same one for ever.
    pub of: BoardOf,
    /// Those who share the first place, if they have points; of many as many as there is room for.
    pub winners: Vec<Standing>,
}

impl Board {
    /// Which board it is, as its buttons name it.
    pub fn of(&self) -> BoardOf {
        match &self.subject {
            Subject::Current(period) => BoardOf::Current(period.kind),
            Subject::Past(period) => BoardOf::Past(*period),
            Subject::Season(season) => BoardOf::OneSeason(season.id),
            Subject::NoSeason => BoardOf::Season,
        }
    }
}

/// A page of a server's board; `None` when the server was not set up.
pub fn show_leaderboard(
    tx: &ReadTx<'_>,
    server: ServerId,
    of: impl Into<BoardOf>,
    page: BoardPart,
    asker: MemberId,
    now: DateTime<Utc>,
) -> Result<Option<Board>, StoreError> {
    let Some(found) = servers::find(tx, server)? else {
        return Ok(None);
    };
    let subject = subject(tx, &found, of.into(), now)?;
    let (code, ends_at) = match &subject {
        Subject::Current(period) | Subject::Past(period) => (period.code(), period.ends_at(found.settings.zone)),
        Subject::Season(season) => (code(season.id), Some(season.ends_at)),
        Subject::NoSeason => return Ok(Some(Board::empty(subject))),
    };
    let is_over = match &subject {
        Subject::Season(season) => season.is_over(now),
        _ => ends_at.is_some_and(|end| end <= now),
    };

    let days = if is_over { Vec::new() } else { latest_days(tx, server)? };
    let (rows, more_before, more_after) = page_rows(tx, server, &code, page)?;
    let own = match if_readable("standing", standings::find(tx, server, &code, asker))? {
        Some(totals) => Some(placed(tx, server, &code, &[Row { member: asker, totals }], &days)?.remove(0)),
        None => None,
    };
    let next = own.as_ref().map_or(Ok(None), |own| next_above(tx, server, &code, own.points))?;
    let last = if is_over { None } else { last(tx, server, &subject)? };
    Ok(Some(Board {
        subject,
        ends_at,
        is_over,
        own,
        hides: hidden::is_hidden(tx, server, asker)?,
        next,
        members: standings::members(tx, server, &code)?,
        before: rows.first().filter(|_| more_before).map(edge),
        after: rows.last().filter(|_| more_after).map(edge),
        rows: placed(tx, server, &code, &rows, &days)?,
        last,
    }))
}

impl Board {
    fn empty(subject: Subject) -> Self {
        Self {
            subject,
            ends_at: None,
            is_over: false,
            rows: Vec::new(),
            own: None,
            hides: false,
            next: None,
            members: 0,
            before: None,
            after: None,
            last: None,
        }
    }
}

/// What came before a period or a season that runs.
fn last(tx: &ReadTx<'_>, server: ServerId, subject: &Subject) -> Result<Option<Last>, StoreError> {
    let before = match subject {
        Subject::Current(period) => period.before().map(|before| (BoardOf::Past(before), before.code())),
        Subject::Season(season) => if_readable("season", seasons::before(tx, season))?
            .map(|before| (BoardOf::OneSeason(before.id), code(before.id))),
        Subject::Past(_) | Subject::NoSeason => None,
    };
    let Some((of, code)) = before else { return Ok(None) };
    let rows = standings::after(tx, server, &code, None, WINNERS_READ)?;
    if rows.is_empty() {
        return Ok(None);
    }
    let mut winners = placed(tx, server, &code, &rows, &[])?;
    winners.retain(|row| row.place == 1 && row.points > 0);
    Ok(Some(Last { of, winners }))
}

/// What is meant by a board of a server at an instant.
fn subject(tx: &ReadTx<'_>, server: &Server, of: BoardOf, now: DateTime<Utc>) -> Result<Subject, StoreError> {
    let today = server.day_at(now);
    let season = match of {
        BoardOf::Current(kind) => return Ok(Subject::Current(Period::of(kind, today))),
        BoardOf::Past(period) if period == Period::of(period.kind, today) => return Ok(Subject::Current(period)),
        BoardOf::Past(period) => return Ok(Subject::Past(period)),
        BoardOf::Season => match if_readable("season", seasons::running(tx, server.id))? {
            Some(running) => Some(running),
            None => seasons::newest(tx, server.id, 1)?.into_iter().next(),
        },
        BoardOf::OneSeason(season) => if_readable("season", seasons::find(tx, season))?,
    };
    Ok(season.filter(|season| season.server == server.id).map_or(Subject::NoSeason, Subject::Season))
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
