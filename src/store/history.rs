//! Long readings: a server's whole history, and the answers that figures are made of.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::named_params;

use super::columns::{Day, Millis};
use super::set_aside::if_readable;
use super::{ReadTx, StoreError, editions};
use crate::domain::choice::Choice;
use crate::domain::edition::{Edition, EditionId};
use crate::domain::ids::{MemberId, MessageId, QuestionId, RoundId, ServerId};
use crate::domain::item_figures::Picked;
use crate::domain::leaderboard::{Period, PeriodKind};
use crate::domain::round::RoundState;
use crate::domain::sheet::{OptionOrder, Sheet};
use crate::domain::verdict::Verdict;

/// A round of a server's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastRound {
    pub id: RoundId,
    /// Its local day.
    pub day: NaiveDate,
    pub question: Option<QuestionId>,
    /// What was asked; `None` for a day without a question, and where no wording was kept.
    pub sheet: Option<Sheet>,
    /// Where it stands.
    pub state: RoundState,
    /// When it was due.
    pub due_at: DateTime<Utc>,
    /// When it was posted.
    pub posted_at: Option<DateTime<Utc>>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    pub message: Option<MessageId>,
}

/// All rounds of a server, the oldest first.
pub fn rounds(tx: &ReadTx<'_>, server: ServerId) -> Result<Vec<PastRound>, StoreError> {
    let sql = "select round_id, day, question, edition_id, option_order, state, due_at, posted_at, closed_at, message_id from round \
               where server_id = :server order by round_id";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":server": server }, |row| {
        let drawn = (row.get("edition_id")?, row.get("option_order")?);
        let round = PastRound {
            id: row.get("round_id")?,
            day: row.get::<_, Day>("day")?.0,
            question: row.get("question")?,
            sheet: None,
            state: row.get("state")?,
            due_at: row.get::<_, Millis>("due_at")?.0,
            posted_at: row.get::<_, Option<Millis>>("posted_at")?.map(|at| at.0),
            closed_at: row.get::<_, Option<Millis>>("closed_at")?.map(|at| at.0),
            message: row.get("message_id")?,
        };
        Ok((round, drawn))
    })?;
    rows.map(|row| row.map_err(StoreError::from).and_then(|(round, drawn)| with_sheet(tx, round, drawn))).collect()
}

fn with_sheet(
    tx: &ReadTx<'_>,
    round: PastRound,
    (edition, order): (Option<EditionId>, Option<OptionOrder>),
) -> Result<PastRound, StoreError> {
    let edition = if_readable("edition", edition.map_or(Ok(None), |id| editions::find(tx, id)))?;
    Ok(PastRound { sheet: edition.zip(order).and_then(|(edition, order)| Sheet::new(edition, order)), ..round })
}

/// An answer of a server's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastAnswer {
    pub round: RoundId,
    /// Who answered.
    pub member: MemberId,
    /// What was picked.
    pub choice: Choice,
    /// The verdict and its points, once there are any.
    pub graded: Option<(Verdict, u32)>,
    /// When.
    pub at: DateTime<Utc>,
}

/// All answers of a server in the order of rounds and time.
pub fn answers(tx: &ReadTx<'_>, server: ServerId) -> Result<Vec<PastAnswer>, StoreError> {
    let sql = "select answer.round_id, answer.member_id, choice, correct, points, answered_at from answer join round using (round_id) \
               where round.server_id = :server order by answer.round_id, answered_at, answer.member_id";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":server": server }, |row| {
        let verdict: Option<Verdict> = row.get("correct")?;
        let points: Option<u32> = row.get("points")?;
        Ok(PastAnswer {
            round: row.get("round_id")?,
            member: row.get("member_id")?,
            choice: row.get("choice")?,
            graded: verdict.zip(points),
            at: row.get::<_, Millis>("answered_at")?.0,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A standing of a server's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastStanding {
    /// Whose it is.
    pub member: MemberId,
    /// The period, as [`crate::domain::leaderboard::Period::code`] names it.
    pub period: String,
    pub points: u32,
    /// The graded answers.
    pub answered: u32,
    /// The right ones.
    pub right: u32,
}

/// Standings by period and member, each with when it was reached.
type Reached = BTreeMap<(String, MemberId), (PastStanding, i64)>;

/// All standings of a server, period by period in the board's order.
pub fn standings(tx: &ReadTx<'_>, server: ServerId) -> Result<Vec<PastStanding>, StoreError> {
    let mut statement = tx.prepare(include_str!("sql/all_standings.sql"))?;
    let kept = statement.query_map(named_params! { ":server": server }, |row| {
        let (period, member): (String, MemberId) = (row.get("period")?, row.get("member_id")?);
        let standing = PastStanding {
            member,
            period: period.clone(),
            points: row.get("points")?,
            answered: row.get("answered")?,
            right: row.get("correct")?,
        };
        Ok(((period, member), (standing, row.get("reached_at")?)))
    })?;
    let mut standings: Reached = kept.collect::<Result<_, _>>()?;
    for (key, week) in weeks(tx, server)? {
        standings.entry(key).or_insert(week);
    }
    let mut standings: Vec<_> = standings.into_values().collect();
    standings.sort_by(|(one, reached), (other, later)| {
        let by_points = || other.points.cmp(&one.points).then(reached.cmp(later)).then(one.member.cmp(&other.member));
        one.period.cmp(&other.period).then_with(by_points)
    });
    Ok(standings.into_iter().map(|(standing, _)| standing).collect())
}

/// The standings of all weeks of a server by period and member, each with when it was reached. Those of old weeks are not
/// kept: they are worked out again from the answers.
fn weeks(tx: &ReadTx<'_>, server: ServerId) -> Result<Reached, StoreError> {
    let mut statement = tx.prepare(include_str!("sql/all_days.sql"))?;
    let days = statement.query_map(named_params! { ":server": server }, |row| {
        let day = row.get::<_, Day>("day")?.0;
        let standing = PastStanding {
            member: row.get("member_id")?,
            period: Period::of(PeriodKind::Week, day).code(),
            points: row.get("points")?,
            answered: row.get("answered")?,
            right: row.get("correct")?,
        };
        Ok((standing, row.get::<_, Option<i64>>("gained_at")?, row.get::<_, i64>("first_at")?))
    })?;
    let mut weeks: BTreeMap<(String, MemberId), (PastStanding, Option<i64>, i64)> = BTreeMap::new();
    for day in days {
        let (day, gained_at, first_at) = day?;
        weeks
            .entry((day.period.clone(), day.member))
            .and_modify(|(week, gained, first)| {
                week.points += day.points;
                week.answered += day.answered;
                week.right += day.right;
                *gained = (*gained).max(gained_at);
                *first = (*first).min(first_at);
            })
            .or_insert((day, gained_at, first_at));
    }
    let reached = weeks.into_iter().map(|(key, (week, gained, first))| (key, (week, gained.unwrap_or(first))));
    Ok(reached.collect())
}

/// All graded answers that count, of every server, by the places that the picked options have in the bank.
pub fn picked_options(tx: &ReadTx<'_>) -> Result<Vec<Picked>, StoreError> {
    let sql = "select answer.member_id, round.question, round.option_order, choice, correct from answer join round using (round_id) \
               where round.state in ('open', 'closed') and correct is not null and round.option_order is not null";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(&[], |row| {
        let (order, choice): (String, Choice) = (row.get("option_order")?, row.get("choice")?);
        let places: Vec<usize> = order.bytes().map(|digit| usize::from(digit.saturating_sub(b'0'))).collect();
        let options = choice.letters().filter_map(|letter| places.get(letter.index()).copied()).collect();
        Ok(Picked {
            member: row.get("member_id")?,
            question: row.get("question")?,
            options,
            right: row.get("correct")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A graded answer, for a member's figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GradedAnswer {
    /// The wording that was answered, where it was kept.
    pub edition: Option<Arc<Edition>>,
    /// Whether it was right.
    pub right: bool,
    /// The points for it.
    pub points: u32,
}

/// A member's graded answers in a server that count, the oldest first.
pub fn graded_answers(tx: &ReadTx<'_>, server: ServerId, member: MemberId) -> Result<Vec<GradedAnswer>, StoreError> {
    let sql = "select round.edition_id, correct, points from answer join round using (round_id) where answer.member_id = :member \
               and round.server_id = :server and round.state in ('open', 'closed') and correct is not null order by round_id";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":server": server, ":member": member }, |row| {
        Ok((row.get("edition_id")?, row.get("correct")?, row.get("points")?))
    })?;
    let edition = |id: Option<EditionId>| if_readable("edition", id.map_or(Ok(None), |id| editions::find(tx, id)));
    rows.map(|row| {
        row.map_err(StoreError::from)
            .and_then(|(id, right, points)| Ok(GradedAnswer { edition: edition(id)?, right, points }))
    })
    .collect()
}
