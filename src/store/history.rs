//! Long readings: a server's whole history, and everything that is kept of a member.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::named_params;
use serde::Serialize;

use super::columns::{Day, Millis};
use super::{ReadTx, StoreError, editions};
use crate::domain::choice::Choice;
use crate::domain::edition::{Edition, EditionId};
use crate::domain::grading::Verdict;
use crate::domain::ids::{MemberId, MessageId, QuestionId, RoundId, ServerId};
use crate::domain::item_figures::Picked;
use crate::domain::round::RoundState;
use crate::domain::sheet::{OptionOrder, Sheet};

/// A round of a server's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastRound {
    /// The round.
    pub id: RoundId,
    /// Its local day.
    pub day: NaiveDate,
    /// Its question.
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
    /// The post.
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
    let edition = edition.map_or(Ok(None), |id| editions::find(tx, id))?;
    Ok(PastRound { sheet: edition.zip(order).and_then(|(edition, order)| Sheet::new(edition, order)), ..round })
}

/// An answer of a server's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastAnswer {
    /// The round.
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
    /// The points.
    pub points: u32,
    /// The graded answers.
    pub answered: u32,
    /// The right ones.
    pub right: u32,
}

/// All standings of a server, period by period in the board's order.
pub fn standings(tx: &ReadTx<'_>, server: ServerId) -> Result<Vec<PastStanding>, StoreError> {
    let mut statement = tx.prepare(include_str!("sql/all_standings.sql"))?;
    let rows = statement.query_map(named_params! { ":server": server }, |row| {
        Ok(PastStanding {
            member: row.get("member_id")?,
            period: row.get("period")?,
            points: row.get("points")?,
            answered: row.get("answered")?,
            right: row.get("correct")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// All graded answers that count, of every server, by the places that the picked options have in the bank.
pub fn picked_options(tx: &ReadTx<'_>) -> Result<Vec<Picked>, StoreError> {
    let sql = "select answer.member_id, round.question, round.option_order, choice, correct from answer join round using (round_id) \
               where round.state in ('open', 'closed') and correct is not null and round.option_order is not null";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map([], |row| {
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
    let edition = |id: Option<EditionId>| id.map_or(Ok(None), |id| editions::find(tx, id));
    rows.map(|row| {
        row.map_err(StoreError::from)
            .and_then(|(id, right, points)| Ok(GradedAnswer { edition: edition(id)?, right, points }))
    })
    .collect()
}

/// Everything that is kept of a member, as the file of `/privacy export` shows it: ids as text, times RFC 3339 in UTC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MemberHistory {
    /// The member.
    pub member: String,
    /// The name kept in each server.
    pub names: Vec<KeptName>,
    /// The answers in all servers.
    pub answers: Vec<KeptAnswer>,
    /// The servers whose settings name the member as their manager.
    pub manages: Vec<String>,
    /// The reports in all servers.
    pub reports: Vec<KeptReport>,
}

/// A name kept of a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeptName {
    /// The server.
    pub server: String,
    /// The name.
    pub name: String,
}

/// An answer kept of a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeptAnswer {
    /// The server.
    pub server: String,
    /// The round's local day.
    pub day: String,
    /// The question.
    pub question: String,
    /// The letters picked.
    pub choice: Vec<String>,
    /// Whether it was right; nothing while the round waits for its close.
    pub right: Option<bool>,
    /// The points.
    pub points: Option<u32>,
    /// When.
    pub at: String,
}

/// A report kept of a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeptReport {
    /// The server.
    pub server: String,
    /// The question.
    pub question: String,
    /// What was written.
    pub text: String,
    /// When.
    pub at: String,
}

/// Everything that is kept of a member, in every server.
pub fn of_member(tx: &ReadTx<'_>, member: MemberId) -> Result<MemberHistory, StoreError> {
    Ok(MemberHistory {
        member: member.to_string(),
        names: kept_names(tx, member)?,
        answers: kept_answers(tx, member)?,
        manages: managed_servers(tx, member)?,
        reports: kept_reports(tx, member)?,
    })
}

fn kept_names(tx: &ReadTx<'_>, member: MemberId) -> Result<Vec<KeptName>, StoreError> {
    let mut statement =
        tx.prepare("select server_id, name from member where member_id = :member order by server_id")?;
    let rows = statement.query_map(named_params! { ":member": member }, |row| {
        Ok(KeptName { server: row.get::<_, ServerId>("server_id")?.to_string(), name: row.get("name")? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn kept_answers(tx: &ReadTx<'_>, member: MemberId) -> Result<Vec<KeptAnswer>, StoreError> {
    let sql = "select round.server_id, round.day, round.question, choice, correct, points, answered_at \
               from answer join round using (round_id) where answer.member_id = :member order by answered_at";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":member": member }, |row| {
        let choice: Choice = row.get("choice")?;
        Ok(KeptAnswer {
            server: row.get::<_, ServerId>("server_id")?.to_string(),
            day: row.get("day")?,
            question: row.get("question")?,
            choice: choice.letters().map(|letter| letter.to_string()).collect(),
            right: row.get("correct")?,
            points: row.get("points")?,
            at: row.get::<_, Millis>("answered_at")?.0.to_rfc3339(),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn managed_servers(tx: &ReadTx<'_>, member: MemberId) -> Result<Vec<String>, StoreError> {
    let mut statement = tx.prepare("select server_id from server where set_up_by = :member order by server_id")?;
    let rows = statement
        .query_map(named_params! { ":member": member }, |row| Ok(row.get::<_, ServerId>("server_id")?.to_string()))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn kept_reports(tx: &ReadTx<'_>, member: MemberId) -> Result<Vec<KeptReport>, StoreError> {
    let sql = "select server_id, question, text, made_at from report where member_id = :member order by report_id";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":member": member }, |row| {
        Ok(KeptReport {
            server: row.get::<_, ServerId>("server_id")?.to_string(),
            question: row.get("question")?,
            text: row.get("text")?,
            at: row.get::<_, Millis>("made_at")?.0.to_rfc3339(),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
