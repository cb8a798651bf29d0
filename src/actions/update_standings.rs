//! Keeps standings and streaks true when an answer, a grading or a void question changes them.

use chrono::{DateTime, NaiveDate, Utc};

use super::hand_out;
use crate::domain::ids::{MemberId, ServerId};
use crate::domain::leaderboard::{Period, PeriodKind, Scope};
use crate::domain::round::{Round, RoundState};
use crate::domain::scoring;
use crate::domain::season::Season;
use crate::domain::sheet::Sheet;
use crate::domain::streak::{self, Before, Gap, MOST_HELD, Now, Streak};
use crate::domain::verdict::Verdict;
use crate::store::answers::Answer;
use crate::store::standings::Gained;
use crate::store::streaks::LineDay;
use crate::store::{ReadTx, StoreError, WriteTx, answers, editions, rounds, seasons, set_aside, standings, streaks};

/// What it comes to that answers were scored again.
#[derive(Debug, Default)]
struct Rescored {
    /// How many they are.
    answers: usize,
    /// The periods whose totals change.
    changed: Vec<Scope>,
    /// The longest streak that one of them had, and that one of them has now.
    longest: (u32, u32),
}

/// The periods that a round's day belongs to, and its season.
fn scopes(tx: &ReadTx<'_>, round: &Round) -> Result<Vec<Scope>, StoreError> {
    let season = seasons::scope_of_day(tx, round.server, round.day)?;
    Ok(Period::all_of(round.day).iter().map(Period::scope).chain(season).collect())
}

/// Adds one graded answer to the periods that its round's day belongs to; returns the points of the month.
pub(super) fn add(
    tx: &WriteTx<'_>,
    round: &Round,
    member: MemberId,
    (verdict, points, streak): (Verdict, u32, u32),
    at: DateTime<Utc>,
) -> Result<u32, StoreError> {
    let month = Period::of(PeriodKind::Month, round.day).code();
    let mut of_month = 0;
    for scope in scopes(tx, round)?.iter().filter(|scope| scope.takes(at)) {
        let total = standings::add(tx, round.server, scope, member, Gained { verdict, points, streak, at })?;
        if scope.code == month {
            of_month = total;
        }
        note_change(tx, scope)?;
    }
    Ok(of_month)
}

/// The season of a round's day, if an answer of an instant comes too late for it.
pub(super) fn season_that_was_over(
    tx: &ReadTx<'_>,
    round: &Round,
    at: DateTime<Utc>,
) -> Result<Option<Season>, StoreError> {
    let scope = seasons::scope_of_day(tx, round.server, round.day)?.filter(|scope| !scope.takes(at));
    let id = scope.and_then(|scope| scope.season);
    set_aside::if_readable("season", id.map_or(Ok(None), |id| seasons::find(tx, id)))
}

/// What changes the final board of a season is told there, if that was told already.
fn note_change(tx: &WriteTx<'_>, changed: &Scope) -> Result<(), StoreError> {
    match changed.season.filter(|_| changed.is_told) {
        Some(season) => seasons::note_change(tx, season),
        None => Ok(()),
    }
}

/// Whether the totals that an answer counts for can be read.
pub(super) fn can_add(tx: &ReadTx<'_>, round: &Round, member: MemberId) -> Result<bool, StoreError> {
    for scope in scopes(tx, round)? {
        let found = standings::find(tx, round.server, &scope.code, member);
        if set_aside::if_readable("standing", found.map(Some))?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Counts what a member answered for a season.
pub(super) fn count_season(tx: &WriteTx<'_>, season: &Season, member: MemberId) -> Result<(), StoreError> {
    recount(tx, season.server, member, &[season.scope()])
}

/// Scores a member's answers of the days after a round's again, as far as their streaks hang on it.
///
/// With the rounds of two days open at once, the later one may have been answered first.
pub(super) fn rescore_later(
    tx: &WriteTx<'_>,
    round: &Round,
    member: MemberId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let Some(day) = streaks::day_of(tx, round.id)? else {
        return Ok(());
    };
    let mut rescored = Rescored::default();
    rescore_after(tx, round.server, day.day, member, &mut rescored)?;
    follow(tx, round.server, member, &rescored, now)
}

/// Puts a member's points right when a round is void, or counts again; says how many answers were scored again.
pub(super) fn put_right(
    tx: &WriteTx<'_>,
    round: &Round,
    member: MemberId,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let Some(day) = streaks::day_of(tx, round.id)? else {
        return Ok(0);
    };
    let mut rescored = Rescored::default();
    match round.state {
        RoundState::Void => leave_out(tx, round, member, &mut rescored)?,
        _ => take_in(tx, round, day, member, &mut rescored)?,
    }
    rescore_after(tx, round.server, day.day, member, &mut rescored)?;
    follow(tx, round.server, member, &rescored, now)?;
    Ok(rescored.answers)
}

/// A member's points of a round do not count any more. The later streaks run over its day when that has no other round.
fn leave_out(tx: &ReadTx<'_>, round: &Round, member: MemberId, rescored: &mut Rescored) -> Result<(), StoreError> {
    if answers::find(tx, round.id, member)?.is_some_and(|answer| answer.graded.is_some()) {
        rescored.changed.extend(scopes(tx, round)?);
    }
    Ok(())
}

/// A member's points of a round count again, with the streaks of its day.
fn take_in(
    tx: &WriteTx<'_>,
    round: &Round,
    day: LineDay,
    member: MemberId,
    rescored: &mut Rescored,
) -> Result<(), StoreError> {
    if let Some(answer) = answers::find(tx, round.id, member)? {
        rescored.changed.extend(scopes(tx, round)?);
        if let Some(sheet) = editions::sheet_of(tx, round)?.filter(|_| round.state == RoundState::Closed) {
            let verdict = sheet.verdict(answer.choice);
            let points = scoring::points(verdict, sheet.edition().difficulty(), answer.streak.days);
            answers::save(tx, round.id, &Answer { graded: Some((verdict, points)), ..answer })?;
        }
    }
    let before = streaks::before(tx, round.server, day.day, member)?;
    let (streak, _) = streak::answered(before, day.freezes);
    for (other, answer) in streaks::answers_of(tx, round.server, day.day, member)? {
        rescore(tx, &other, &answer, streak, rescored)?;
    }
    Ok(())
}

/// Works the streaks and points of a member's answers after a day out again, up to the first day that stays as it is: what
/// follows hangs on nothing before it.
fn rescore_after(
    tx: &WriteTx<'_>,
    server: ServerId,
    mut day: NaiveDate,
    member: MemberId,
    rescored: &mut Rescored,
) -> Result<(), StoreError> {
    let day_after = day.succ_opt().unwrap_or(day);
    let mut last = streaks::answered_before(tx, server, day_after, member)?.map(|last| (last.day, last.streak));
    while let Some(next) = streaks::answered_after(tx, server, day, member)? {
        let before = match last {
            Some((from, last)) => {
                Some(Before { last, gap: streaks::missed_between(tx, server, (from, next.day), member)? })
            }
            None => None,
        };
        let (streak, _) = streak::answered(before, next.freezes);
        let given = streaks::answers_of(tx, server, next.day, member)?;
        if given.iter().all(|(_, answer)| answer.streak == streak) {
            break;
        }
        for (round, answer) in given {
            rescore(tx, &round, &answer, streak, rescored)?;
        }
        (day, last) = (next.day, Some((next.day, streak)));
    }
    Ok(())
}

/// Gives an answer the points of another streak.
fn rescore(
    tx: &WriteTx<'_>,
    round: &Round,
    answer: &Answer,
    streak: Streak,
    rescored: &mut Rescored,
) -> Result<(), StoreError> {
    let sheet = editions::sheet_of(tx, round)?;
    let graded = answer.graded.map(|(verdict, points)| {
        let of_streak = |sheet: &Sheet| scoring::points(verdict, sheet.edition().difficulty(), streak.days);
        (verdict, sheet.as_ref().map_or(points, of_streak))
    });
    answers::save(tx, round.id, &Answer { streak, graded, ..*answer })?;
    rescored.answers += 1;
    let (had, has) = rescored.longest;
    rescored.longest = (had.max(answer.streak.days), has.max(streak.days));
    // A streak alone changes what is kept of a season, but for answers without a verdict.
    let (points_differ, streak_differs) =
        (graded != answer.graded, graded.is_some() && streak.days != answer.streak.days);
    if points_differ || streak_differs {
        let differ = |scope: &Scope| points_differ || scope.season.is_some();
        let scopes = scopes(tx, round)?.into_iter();
        let new: Vec<Scope> = scopes.filter(|scope| differ(scope) && !rescored.changed.contains(scope)).collect();
        rescored.changed.extend(new);
    }
    Ok(())
}

/// A member's totals and prizes follow from the answers that were scored again.
fn follow(
    tx: &WriteTx<'_>,
    server: ServerId,
    member: MemberId,
    rescored: &Rescored,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    recount(tx, server, member, &rescored.changed)?;
    let (had, has) = rescored.longest;
    hand_out::reach(tx, server, member, (had, has), now)
}

/// Grades an answer whose verdict waited for the close.
pub(super) fn grade(tx: &WriteTx<'_>, round: &Round, sheet: &Sheet, answer: &Answer) -> Result<(), StoreError> {
    let verdict = sheet.verdict(answer.choice);
    let points = scoring::points(verdict, sheet.edition().difficulty(), answer.streak.days);
    answers::save(tx, round.id, &Answer { graded: Some((verdict, points)), ..*answer })?;
    add(tx, round, answer.member, (verdict, points, answer.streak.days), answer.at).map(drop)
}

/// Works a member's totals of some periods out again.
fn recount(tx: &WriteTx<'_>, server: ServerId, member: MemberId, scopes: &[Scope]) -> Result<(), StoreError> {
    for scope in scopes {
        if standings::recount(tx, server, scope, member)? {
            note_change(tx, scope)?;
        }
    }
    Ok(())
}

/// The days of a server that a streak of now is looked for on, the newest first.
pub(super) fn latest_days(tx: &ReadTx<'_>, server: ServerId) -> Result<Vec<LineDay>, StoreError> {
    const LOOK_BACK: u32 = 32;
    streaks::latest_days(tx, server, LOOK_BACK)
}

/// Where a member's streak stands now: a day that can still be answered breaks nothing, and neither do missed ones that the
/// freezes held would cover.
pub(super) fn streak_now(
    tx: &ReadTx<'_>,
    server: ServerId,
    member: MemberId,
    days: &[LineDay],
) -> Result<Now, StoreError> {
    let mut gap = Gap::NONE;
    for day in days {
        let rounds = rounds::on_streak_day(tx, server, day.day, member)?;
        for round in &rounds {
            if let Some(answer) = answers::find(tx, round.id, member)? {
                return Ok(streak::now(answer.streak, gap));
            }
        }
        if rounds.iter().all(|round| round.state != RoundState::Open) {
            gap = gap.with(day.freezes);
        }
        if gap.missed > MOST_HELD {
            break;
        }
    }
    Ok(Now::default())
}
