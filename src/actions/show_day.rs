//! The board of one local day: who won yesterday. It is kept nowhere, but made of the day's answers.

use std::cmp::Reverse;

use chrono::{DateTime, NaiveDate, Utc};

use super::board::{Board, BoardPart, PAGE, Subject};
use super::board_rows::{NEAR, edge};
use crate::domain::ids::{MemberId, ServerId};
use crate::domain::leaderboard::Standing;
use crate::store::servers::Server;
use crate::store::set_aside::if_readable;
use crate::store::standings::{Edge, Row};
use crate::store::{ReadTx, StoreError, days, hidden, members};

/// The day before a server's local one, when somebody who is shown has results of it.
pub(super) fn yesterday(tx: &ReadTx<'_>, server: &Server, now: DateTime<Utc>) -> Result<Option<NaiveDate>, StoreError> {
    let Some(yesterday) = server.day_at(now).pred_opt() else {
        return Ok(None);
    };
    Ok(days::is_played(tx, server.id, yesterday)?.then_some(yesterday))
}

/// A page of the board of a day.
pub(super) fn show_day(
    tx: &ReadTx<'_>,
    server: ServerId,
    day: NaiveDate,
    page: BoardPart,
    asker: MemberId,
) -> Result<Board, StoreError> {
    let all = days::rows(tx, server, day)?;
    let (own, hides) = (all.iter().find(|(row, _)| row.member == asker), hidden::is_hidden(tx, server, asker)?);
    let own = own.map(|(row, _)| *row);
    let shown: Vec<Row> = all.iter().filter(|(_, hides)| !hides).map(|(row, _)| *row).collect();
    // Who hides sees their own row where it would be.
    let listed: Vec<Row> = match page {
        BoardPart::Around(_) => {
            all.iter().filter(|(row, hides)| !hides || row.member == asker).map(|(row, _)| *row).collect()
        }
        _ => shown.clone(),
    };
    let (start, end) = span(&listed, page);
    let place = |row: &Row| placed(tx, server, &shown, row);
    let above = own.and_then(|own| shown.iter().rev().find(|row| row.totals.points > own.totals.points));
    Ok(Board {
        is_over: !days::is_open(tx, server, day)?,
        rows: listed[start..end].iter().map(place).collect::<Result<_, _>>()?,
        own: own.as_ref().map(place).transpose()?,
        hides,
        next: above.map(|row| (place_of(&shown, row), row.totals.points)),
        members: shown.len() as u64,
        before: listed[..end].get(start).filter(|_| start > 0).map(edge),
        after: listed[start..end].last().filter(|_| end < listed.len()).map(edge),
        ..Board::empty(Subject::Day(day))
    })
}

/// Which of the rows are on a page.
fn span(rows: &[Row], page: BoardPart) -> (usize, usize) {
    let before = |at: Edge| rows.partition_point(|row| order(edge(row)) < order(at));
    let (page_long, near) = (PAGE as usize, NEAR as usize);
    let (start, long) = match page {
        BoardPart::First => (0, page_long),
        BoardPart::After(at) => (rows.partition_point(|row| order(edge(row)) <= order(at)), page_long),
        BoardPart::Before(at) => (before(at).saturating_sub(page_long), page_long),
        BoardPart::Around(member) => match rows.iter().position(|row| row.member == member) {
            Some(own) => (own.saturating_sub(near), own.min(near) + 1 + near),
            None => (0, page_long),
        },
    };
    (start, (start + long).min(rows.len()))
}

/// The board's order.
fn order(edge: Edge) -> (Reverse<u32>, DateTime<Utc>, MemberId) {
    (Reverse(edge.points), edge.reached_at, edge.member)
}

fn place_of(shown: &[Row], row: &Row) -> u64 {
    shown.iter().filter(|other| other.totals.points > row.totals.points).count() as u64 + 1
}

fn placed(tx: &ReadTx<'_>, server: ServerId, shown: &[Row], row: &Row) -> Result<Standing, StoreError> {
    Ok(Standing {
        member: row.member,
        place: place_of(shown, row),
        name: if_readable("member", members::name(tx, server, row.member))?.unwrap_or_default(),
        points: row.totals.points,
        answered: row.totals.answered,
        right: row.totals.right,
        streak: 0,
    })
}
