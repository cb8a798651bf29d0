//! Keeps standings and streaks true when an answer, a grading or a void question changes them.

use chrono::{DateTime, Utc};

use crate::domain::grading::Verdict;
use crate::domain::ids::{MemberId, RoundId, ServerId};
use crate::domain::leaderboard::{Period, Window};
use crate::domain::round::{Round, RoundState};
use crate::domain::scoring;
use crate::domain::sheet::Sheet;
use crate::store::answers::Answer;
use crate::store::{ReadTx, StoreError, WriteTx, answers, editions, rounds, set_aside, standings};

/// The streak that an answer makes whose round comes right after another one.
pub(super) fn streak_after(tx: &ReadTx<'_>, before: Option<RoundId>, member: MemberId) -> Result<u32, StoreError> {
    let before = match before {
        Some(before) => answers::find(tx, before, member)?,
        None => None,
    };
    Ok(scoring::streak_after(before.map(|answer| answer.streak)))
}

/// Adds one graded answer to the three periods that its round's day belongs to; returns the points of the month.
pub(super) fn add(
    tx: &WriteTx<'_>,
    round: &Round,
    member: MemberId,
    graded: (Verdict, u32),
    at: DateTime<Utc>,
) -> Result<u32, StoreError> {
    let mut of_month = 0;
    for period in Period::all_of(round.day) {
        let points = standings::add(tx, round.server, &period.code(), member, graded, at)?;
        if period.window == Window::Month {
            of_month = points;
        }
    }
    Ok(of_month)
}

/// Whether the totals that an answer counts for can be read.
pub(super) fn can_add(tx: &ReadTx<'_>, round: &Round, member: MemberId) -> Result<bool, StoreError> {
    for period in Period::all_of(round.day) {
        let found = standings::find(tx, round.server, &period.code(), member);
        if set_aside::if_readable("standing", found.map(Some))?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Scores a member's answers after a round again, as far as their streaks hang on it.
///
/// With two rounds open at once the later one may have been answered first.
pub(super) fn rescore_later(tx: &WriteTx<'_>, round: &Round, member: MemberId) -> Result<(), StoreError> {
    let Some(position) = rounds::position(tx, round.id)? else {
        return Ok(());
    };
    let streak = answers::find(tx, round.id, member)?.map(|answer| answer.streak);
    let mut changed = Vec::new();
    rescore_after(tx, (round.server, position), member, streak, &mut changed)?;
    recount(tx, round.server, member, &changed)
}

/// Puts a member's points right when a round does not count any more: without its points, and with the later streaks,
/// which run over it now.
pub(super) fn leave_out(tx: &WriteTx<'_>, round: &Round, member: MemberId) -> Result<(), StoreError> {
    let Some(position) = rounds::position(tx, round.id)? else {
        return Ok(());
    };
    let mut changed = Vec::new();
    if answers::find(tx, round.id, member)?.is_some_and(|answer| answer.graded.is_some()) {
        changed.extend(Period::all_of(round.day));
    }
    let before = match rounds::counted_before(tx, round.server, position, member)? {
        Some(before) => answers::find(tx, before, member)?.map(|answer| answer.streak),
        None => None,
    };
    rescore_after(tx, (round.server, position), member, before, &mut changed)?;
    recount(tx, round.server, member, &changed)
}

/// Works the streaks and points of a member's answers after a position out again, given the streak before them, up to the
/// first that stays as it is; notes the periods whose totals change.
fn rescore_after(
    tx: &WriteTx<'_>,
    (server, mut position): (ServerId, i64),
    member: MemberId,
    mut before: Option<u32>,
    changed: &mut Vec<Period>,
) -> Result<(), StoreError> {
    while let Some((next, round)) = rounds::counted_after(tx, server, position, member)? {
        let Some(answer) = answers::find(tx, round.id, member)? else { break };
        let streak = scoring::streak_after(before);
        if streak == answer.streak {
            break;
        }
        let sheet = editions::sheet_of(tx, &round)?;
        let graded = answer.graded.map(|(verdict, points)| {
            (
                verdict,
                sheet.as_ref().map_or(points, |sheet| scoring::points(verdict, sheet.edition().difficulty(), streak)),
            )
        });
        answers::save(tx, round.id, &Answer { streak, graded, ..answer })?;
        if graded != answer.graded {
            let new: Vec<Period> = Period::all_of(round.day).into_iter().filter(|one| !changed.contains(one)).collect();
            changed.extend(new);
        }
        (position, before) = (next, Some(streak));
    }
    Ok(())
}

/// Grades an answer whose verdict waited for the close.
pub(super) fn grade(tx: &WriteTx<'_>, round: &Round, sheet: &Sheet, answer: &Answer) -> Result<(), StoreError> {
    let verdict = sheet.verdict(answer.choice);
    let points = scoring::points(verdict, sheet.edition().difficulty(), answer.streak);
    answers::save(tx, round.id, &Answer { graded: Some((verdict, points)), ..*answer })?;
    add(tx, round, answer.member, (verdict, points), answer.at).map(drop)
}

/// Works a member's totals of some periods out again.
fn recount(tx: &WriteTx<'_>, server: ServerId, member: MemberId, periods: &[Period]) -> Result<(), StoreError> {
    periods.iter().try_for_each(|period| standings::recount(tx, server, *period, member))
}

/// The rounds in a row that a member answered up to now; an open round that is not answered yet breaks nothing.
pub(super) fn streak_now(tx: &ReadTx<'_>, server: ServerId, member: MemberId) -> Result<u32, StoreError> {
    const LOOK_BACK: u32 = 32;
    for round in rounds::counted_latest(tx, server, LOOK_BACK)? {
        if let Some(answer) = answers::find(tx, round.id, member)? {
            return Ok(answer.streak);
        }
        if round.state == RoundState::Closed {
            return Ok(0);
        }
    }
    Ok(0)
}
