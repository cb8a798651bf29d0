//! The leaderboard of a period: a page of it, and the asking member's own row.

use chrono::{DateTime, NaiveDate, Utc};

pub use super::board::{Board, BoardPart, Last, PAGE, Subject};
use super::board_rows::{edge, next_above, page_rows, placed};
use super::find_climbers::find_climbers;
use super::show_day::{show_day, yesterday};
use super::update_standings::latest_days;
use crate::domain::ids::{MemberId, ServerId};
use crate::domain::leaderboard::{BoardOf, Period};
use crate::domain::round::{ON_THE_WAY, Round};
use crate::domain::season::{Season, code};
use crate::domain::settings::Feedback;
use crate::store::servers::Server;
use crate::store::set_aside::if_readable;
use crate::store::standings::Row;
use crate::store::{ReadTx, StoreError, hidden, rounds, seasons, servers, standings};

/// How many winners of the period before are read.
const WINNERS_READ: u32 = 4;

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
        Subject::Day(day) => return show_day(tx, server, *day, page, asker).map(Some),
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
    let last = if is_over { None } else { last(tx, server, &subject, now)? };
    let is_counting = is_over && is_counting(tx, server, &subject, now)?;
    let begins = first_day(&subject).filter(|first| *first > found.day_at(now));
    let members = standings::members(tx, server, &code)?;
    let climbers = match (&subject, page) {
        _ if is_over => None,
        (_, BoardPart::Around(_)) => None,
        (subject, _) => find_climbers(tx, server, &code, first_day(subject), members)?,
    };
    Ok(Some(Board {
        subject,
        ends_at,
        is_over,
        is_counting,
        begins,
        own,
        hides: hidden::is_hidden(tx, server, asker)?,
        next,
        members,
        before: rows.first().filter(|_| more_before).map(edge),
        after: rows.last().filter(|_| more_after).map(edge),
        rows: placed(tx, server, &code, &rows, &days)?,
        last,
        climbers,
        yesterday: if is_over { None } else { yesterday(tx, &found, now)? },
    }))
}

/// The first day of what a board is of; `None` where it has none.
fn first_day(subject: &Subject) -> Option<NaiveDate> {
    match subject {
        Subject::Current(period) | Subject::Past(period) => period.scope().first_day,
        Subject::Season(season) => Some(season.first_day),
        Subject::Day(day) => Some(*day),
        Subject::NoSeason => None,
    }
}

/// What came before a period or a season that runs.
fn last(tx: &ReadTx<'_>, server: ServerId, subject: &Subject, now: DateTime<Utc>) -> Result<Option<Last>, StoreError> {
    let before = match subject {
        Subject::Current(period) => period.before().map(Subject::Past),
        Subject::Season(season) => if_readable("season", seasons::before(tx, season))?.map(Subject::Season),
        Subject::Past(_) | Subject::Day(_) | Subject::NoSeason => None,
    };
    let (of, code) = match &before {
        Some(Subject::Past(before)) => (BoardOf::Past(*before), before.code()),
        Some(Subject::Season(before)) => (BoardOf::OneSeason(before.id), code(before.id)),
        _ => return Ok(None),
    };
    let rows = standings::after(tx, server, &code, None, WINNERS_READ)?;
    if rows.is_empty() {
        return Ok(None);
    }
    let mut winners = placed(tx, server, &code, &rows, &[])?;
    winners.retain(|row| row.place == 1 && row.points > 0);
    if let Some(before) = before
        && is_counting(tx, server, &before, now)?
    {
        winners.clear();
    }
    Ok(Some(Last { of, winners }))
}

/// Whether places of what has ended may still change: questions of its days take answers, or answers wait for a verdict.
fn is_counting(tx: &ReadTx<'_>, server: ServerId, over: &Subject, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let period = match over {
        Subject::Past(period) => period,
        Subject::Season(season) => return season_is_counting(tx, season),
        Subject::Current(_) | Subject::Day(_) | Subject::NoSeason => return Ok(false),
    };
    any_open(tx, server, (period.first_day, period.end_day()), |round| {
        round.feedback == Feedback::AtClose || round.closes_at.is_none_or(|closes| now < closes + ON_THE_WAY)
    })
}

/// Whether answers of a season that is over wait for their verdict. What is pressed after its end does not count for it.
pub(super) fn season_is_counting(tx: &ReadTx<'_>, season: &Season) -> Result<bool, StoreError> {
    if season.told_at.is_some() {
        return Ok(false);
    }
    let days = (season.first_day, Some(season.end_day));
    any_open(tx, season.server, days, |round| round.feedback == Feedback::AtClose)
}

/// Whether a round of these days is open of which something is so.
fn any_open(
    tx: &ReadTx<'_>,
    server: ServerId,
    (first, end): (NaiveDate, Option<NaiveDate>),
    is_so: impl Fn(&Round) -> bool,
) -> Result<bool, StoreError> {
    let open = rounds::open_in(tx, server)?;
    Ok(open.iter().any(|round| round.day >= first && end.is_none_or(|end| round.day < end) && is_so(round)))
}

/// What is meant by a board of a server at an instant.
fn subject(tx: &ReadTx<'_>, server: &Server, of: BoardOf, now: DateTime<Utc>) -> Result<Subject, StoreError> {
    let today = server.day_at(now);
    let season = match of {
        BoardOf::Current(kind) => return Ok(Subject::Current(Period::of(kind, today))),
        BoardOf::Past(period) if period == Period::of(period.kind, today) => return Ok(Subject::Current(period)),
        BoardOf::Past(period) => return Ok(Subject::Past(period)),
        BoardOf::Day(day) => return Ok(Subject::Day(day)),
        BoardOf::Season => match if_readable("season", seasons::running(tx, server.id))? {
            Some(running) => Some(running),
            None => seasons::newest(tx, server.id, 1)?.into_iter().next(),
        },
        BoardOf::OneSeason(season) => if_readable("season", seasons::find(tx, season))?,
    };
    Ok(season.filter(|season| season.server == server.id).map_or(Subject::NoSeason, Subject::Season))
}
