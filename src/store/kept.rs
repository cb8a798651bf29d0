//! Everything that is kept of a member, in every server.

mod competing;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::named_params;

use super::columns::{Day, Millis};
use super::{ReadTx, StoreError, hidden, set_aside};
use crate::domain::choice::Choice;
use crate::domain::ids::{MemberId, QuestionId, QuizId, ServerId};
use crate::domain::verdict::Verdict;

pub use competing::{KeptPrize, KeptQuiz, KeptReward, KeptRole, KeptSeason};

/// What is kept of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub member: MemberId,
    /// The name in each server.
    pub names: Vec<(ServerId, String)>,
    /// The answers, the oldest first.
    pub answers: Vec<KeptAnswer>,
    /// The answers in quizzes, the oldest first.
    pub quiz_answers: Vec<KeptQuizAnswer>,
    /// The servers whose settings name the member as their manager.
    pub manages: Vec<ServerId>,
    /// The servers whose boards the member hides from.
    pub hides_in: Vec<ServerId>,
    /// The reports, the oldest first.
    pub reports: Vec<KeptReport>,
    /// The seasons in which the member has a place.
    pub seasons: Vec<KeptSeason>,
    /// What the member has won.
    pub prizes: Vec<KeptPrize>,
    /// The roles that the bot has given to the member.
    pub roles: Vec<KeptRole>,
    /// The quizzes that the member has started.
    pub quizzes: Vec<KeptQuiz>,
    /// The rewards that the member decided on.
    pub rewards: Vec<KeptReward>,
    /// What is kept too, but cannot be read.
    pub unreadable: Unreadable,
}

/// How many rows of a member cannot be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unreadable {
    pub names: usize,
    pub answers: usize,
    pub quiz_answers: usize,
    pub reports: usize,
    pub seasons: usize,
    pub prizes: usize,
    pub roles: usize,
    pub quizzes: usize,
    pub rewards: usize,
}

/// An answer kept of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAnswer {
    /// Where.
    pub server: ServerId,
    /// The round's local day.
    pub day: NaiveDate,
    pub question: QuestionId,
    /// The letters picked.
    pub choice: Choice,
    /// The verdict; nothing while the round waits for its close.
    pub verdict: Option<Verdict>,
    /// The points for it.
    pub points: Option<u32>,
    /// When.
    pub at: DateTime<Utc>,
}

/// An answer in a live quiz, kept of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptQuizAnswer {
    /// Where.
    pub server: ServerId,
    pub quiz: QuizId,
    pub question: QuestionId,
    /// The letters picked.
    pub choice: Choice,
    /// The verdict and its points; nothing while the question is open.
    pub graded: Option<(Verdict, u32)>,
    /// When.
    pub at: DateTime<Utc>,
}

/// A report kept of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptReport {
    /// Where.
    pub server: ServerId,
    pub question: QuestionId,
    /// What was written.
    pub text: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Reads it.
pub fn of_member(tx: &ReadTx<'_>, member: MemberId) -> Result<Kept, StoreError> {
    let (names, answers, reports) = (names(tx, member)?, answers(tx, member)?, reports(tx, member)?);
    let (quiz_answers, quizzes) = (quiz_answers(tx, member)?, competing::quizzes(tx, member)?);
    let (seasons, prizes) = (competing::seasons(tx, member)?, competing::prizes(tx, member)?);
    let (roles, rewards) = (competing::roles(tx, member)?, competing::rewards(tx, member)?);
    Ok(Kept {
        member,
        manages: managed_servers(tx, member)?,
        hides_in: hidden::servers_of(tx, member)?,
        unreadable: Unreadable {
            names: names.1,
            answers: answers.1,
            quiz_answers: quiz_answers.1,
            reports: reports.1,
            seasons: seasons.1,
            prizes: prizes.1,
            roles: roles.1,
            quizzes: quizzes.1,
            rewards: rewards.1,
        },
        names: names.0,
        answers: answers.0,
        quiz_answers: quiz_answers.0,
        reports: reports.0,
        seasons: seasons.0,
        prizes: prizes.0,
        roles: roles.0,
        quizzes: quizzes.0,
        rewards: rewards.0,
    })
}

/// The rows that can be read, and how many cannot.
type Read<T> = (Vec<T>, usize);

fn all_readable<T>(what: &str, rows: impl Iterator<Item = rusqlite::Result<T>>) -> Result<Read<T>, StoreError> {
    let mut all = 0;
    let read = set_aside::readable(what, rows.inspect(|_| all += 1))?;
    let unreadable = all - read.len();
    Ok((read, unreadable))
}

fn names(tx: &ReadTx<'_>, member: MemberId) -> Result<Read<(ServerId, String)>, StoreError> {
    let mut statement =
        tx.prepare("select server_id, name from member where member_id = :member order by server_id")?;
    let rows = statement
        .query_map(named_params! { ":member": member }, |row| Ok((row.get("server_id")?, row.get("name")?)))?;
    all_readable("member", rows)
}

fn answers(tx: &ReadTx<'_>, member: MemberId) -> Result<Read<KeptAnswer>, StoreError> {
    let sql = "select round.server_id, round.day, round.question, choice, correct, points, answered_at \
               from answer join round using (round_id) where answer.member_id = :member order by answered_at";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":member": member }, |row| {
        Ok(KeptAnswer {
            server: row.get("server_id")?,
            day: row.get::<_, Day>("day")?.0,
            question: row.get("question")?,
            choice: row.get("choice")?,
            verdict: row.get("correct")?,
            points: row.get("points")?,
            at: row.get::<_, Millis>("answered_at")?.0,
        })
    })?;
    all_readable("answer", rows)
}

fn quiz_answers(tx: &ReadTx<'_>, member: MemberId) -> Result<Read<KeptQuizAnswer>, StoreError> {
    let sql = "select quiz.server_id, quiz_id, question, choice, correct, points, answered_at, \
               quiz.state = 'over' or quiz_question.state = 'closed' as is_graded \
               from quiz_answer join quiz_question using (quiz_id, number) join quiz using (quiz_id) \
               where quiz_answer.member_id = :member order by answered_at";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":member": member }, |row| {
        let graded = (row.get("correct")?, row.get("points")?);
        Ok(KeptQuizAnswer {
            server: row.get("server_id")?,
            quiz: row.get("quiz_id")?,
            question: row.get("question")?,
            choice: row.get("choice")?,
            graded: row.get::<_, bool>("is_graded")?.then_some(graded),
            at: row.get::<_, Millis>("answered_at")?.0,
        })
    })?;
    all_readable("quiz answer", rows)
}

fn managed_servers(tx: &ReadTx<'_>, member: MemberId) -> Result<Vec<ServerId>, StoreError> {
    let mut statement = tx.prepare("select server_id from server where set_up_by = :member order by server_id")?;
    let rows = statement.query_map(named_params! { ":member": member }, |row| row.get("server_id"))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn reports(tx: &ReadTx<'_>, member: MemberId) -> Result<Read<KeptReport>, StoreError> {
    let sql = "select server_id, question, text, made_at from report where member_id = :member order by report_id";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":member": member }, |row| {
        Ok(KeptReport {
            server: row.get("server_id")?,
            question: row.get("question")?,
            text: row.get("text")?,
            at: row.get::<_, Millis>("made_at")?.0,
        })
    })?;
    all_readable("report", rows)
}
