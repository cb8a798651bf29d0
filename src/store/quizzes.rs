//! The live quizzes: one row each, one running at a time in a channel.

pub mod answers;
pub mod questions;
mod steps;

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use rusqlite::named_params;

use super::columns::Millis;
use super::engines::Row;
use super::{ReadTx, StoreError, WriteTx, set_aside};
use crate::domain::ids::{ChannelId, DeliveryId, MemberId, QuestionId, QuizId, ServerId};
use crate::domain::quiz::{EndReason, Speed};

pub use steps::{cancel_steps, drop_step, messages_of, owe};

/// A quiz as the store keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quiz {
    pub id: QuizId,
    pub server: ServerId,
    /// Where it is played.
    pub channel: ChannelId,
    /// The manager who started it; `None` when their data was deleted.
    pub started_by: Option<MemberId>,
    /// How long each question takes answers.
    pub seconds: u32,
    /// Whether quick answers bring more.
    pub speed: Speed,
    /// When its first question comes, once that was told.
    pub first_at: Option<DateTime<Utc>>,
    /// Before this its next step does not come.
    pub next_at: DateTime<Utc>,
    /// Why it is over; `None` while it runs.
    pub ended: Option<EndReason>,
}

/// What a new quiz is made of.
#[derive(Debug, Clone, Copy)]
pub struct NewQuiz {
    pub server: ServerId,
    /// Where it is played.
    pub channel: ChannelId,
    /// Who starts it.
    pub by: MemberId,
    /// How long each question takes answers.
    pub seconds: u32,
    pub speed: Speed,
}

const COLUMNS: &str = "quiz_id, server_id, channel_id, started_by, seconds, speed, first_at, next_at, end_reason";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Quiz> {
    Ok(Quiz {
        id: row.get("quiz_id")?,
        server: row.get("server_id")?,
        channel: row.get("channel_id")?,
        started_by: row.get("started_by")?,
        seconds: row.get("seconds")?,
        speed: row.get("speed")?,
        first_at: row.get::<_, Option<Millis>>("first_at")?.map(|at| at.0),
        next_at: row.get::<_, Millis>("next_at")?.0,
        ended: row.get("end_reason")?,
    })
}

/// A quiz by its number.
pub fn find(tx: &ReadTx<'_>, id: QuizId) -> Result<Option<Quiz>, StoreError> {
    let sql = format!("select {COLUMNS} from quiz where quiz_id = :quiz");
    tx.prepare(&sql)?.query_optional(named_params! { ":quiz": id }, from_row)
}

/// The number of the quiz that runs in a channel.
pub fn running_in(tx: &ReadTx<'_>, channel: ChannelId) -> Result<Option<QuizId>, StoreError> {
    let sql = "select quiz_id from quiz where channel_id = :channel and state = 'running'";
    tx.prepare(sql)?.query_optional(named_params! { ":channel": channel }, |row| row.get(0))
}

/// Where a server has a quiz that runs.
pub fn channel_of_running(tx: &ReadTx<'_>, server: ServerId) -> Result<Option<ChannelId>, StoreError> {
    let sql = "select channel_id from quiz where server_id = :server and state = 'running' limit 1";
    tx.prepare(sql)?.query_optional(named_params! { ":server": server }, |row| row.get(0))
}

/// The numbers of all quizzes that run.
pub fn running(tx: &ReadTx<'_>) -> Result<Vec<QuizId>, StoreError> {
    let mut statement = tx.prepare("select quiz_id from quiz where state = 'running'")?;
    let rows = statement.query_map(&[], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The newest quiz of a server.
pub fn newest(tx: &ReadTx<'_>, server: ServerId) -> Result<Option<Quiz>, StoreError> {
    let sql = format!("select {COLUMNS} from quiz where server_id = :server order by quiz_id desc limit 1");
    tx.prepare(&sql)?.query_optional(named_params! { ":server": server }, from_row)
}

/// Begins a quiz; `None` where one runs in the channel.
pub fn insert(tx: &WriteTx<'_>, new: &NewQuiz, now: DateTime<Utc>) -> Result<Option<QuizId>, StoreError> {
    let sql = "insert into quiz (server_id, channel_id, started_by, seconds, speed, state, started_at, next_at) \
               values (:server, :channel, :by, :seconds, :speed, 'running', :now, :now) \
               on conflict do nothing returning quiz_id";
    let params = named_params! {
        ":server": new.server,
        ":channel": new.channel,
        ":by": new.by,
        ":seconds": new.seconds,
        ":speed": new.speed,
        ":now": Millis(now),
    };
    tx.prepare(sql)?.query_optional(params, |row| row.get(0))
}

/// Settles when the first question comes.
pub fn set_first_at(tx: &WriteTx<'_>, id: QuizId, first_at: DateTime<Utc>) -> Result<(), StoreError> {
    tx.prepare("update quiz set first_at = :at where quiz_id = :quiz")?
        .execute(named_params! { ":quiz": id, ":at": Millis(first_at) })?;
    Ok(())
}

/// Settles before which instant its next step does not come.
pub fn set_next_at(tx: &WriteTx<'_>, id: QuizId, next_at: DateTime<Utc>) -> Result<(), StoreError> {
    tx.prepare("update quiz set next_at = :at where quiz_id = :quiz")?
        .execute(named_params! { ":quiz": id, ":at": Millis(next_at) })?;
    Ok(())
}

/// Ends a quiz; `false` where it was over.
pub fn end(tx: &WriteTx<'_>, id: QuizId, reason: EndReason, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = "update quiz set state = 'over', end_reason = :reason, ended_at = :now where quiz_id = :quiz and state = 'running'";
    let params = named_params! { ":quiz": id, ":reason": reason, ":now": Millis(now) };
    Ok(tx.prepare(sql)?.execute(params)? > 0)
}

/// When a server had each question in a quiz last, as a number that grows with time.
pub fn last_seen(tx: &ReadTx<'_>, server: ServerId) -> Result<HashMap<QuestionId, u64>, StoreError> {
    let sql = "select question, max(quiz_id) as seen from quiz join quiz_question using (quiz_id) \
               where server_id = :server and quiz_question.state in ('open', 'closed') group by question";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":server": server }, |row| {
        Ok((row.get("question")?, row.get::<_, i64>("seen")?.cast_unsigned()))
    })?;
    Ok(set_aside::readable("quiz", rows)?.into_iter().collect())
}

/// The questions of the quizzes that run in a server, asked already or still to come.
pub fn in_play(tx: &ReadTx<'_>, server: ServerId) -> Result<HashSet<QuestionId>, StoreError> {
    let sql = "select question from quiz join quiz_question using (quiz_id) where server_id = :server and quiz.state = 'running'";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":server": server }, |row| row.get(0))?;
    Ok(set_aside::readable("quiz", rows)?.into_iter().collect())
}

/// The questions of a server's rounds that are open or about to be.
pub fn in_rounds(tx: &ReadTx<'_>, server: ServerId) -> Result<HashSet<QuestionId>, StoreError> {
    let sql =
        "select question from round where server_id = :server and state in ('due', 'open') and question is not null";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":server": server }, |row| row.get(0))?;
    Ok(set_aside::readable("round", rows)?.into_iter().collect())
}

/// Deletes what is left of quizzes that were over before an instant, so many rows at most; says how many.
pub fn delete_over(tx: &WriteTx<'_>, before: DateTime<Utc>, at_most: u32) -> Result<usize, StoreError> {
    const PARTS: [&str; 2] = [
        "delete from quiz_answer where (quiz_id, number, member_id) in (select quiz_id, number, member_id \
         from quiz join quiz_answer using (quiz_id) where state = 'over' and ended_at < :before limit :at_most)",
        "delete from quiz where quiz_id in (select quiz_id from quiz where state = 'over' and ended_at < :before limit :at_most)",
    ];
    for part in PARTS {
        let gone = tx.prepare(part)?.execute(named_params! { ":before": Millis(before), ":at_most": at_most })?;
        if gone > 0 {
            return Ok(gone);
        }
    }
    Ok(0)
}

/// The quiz that a delivery belongs to, though the rest of its row cannot be read.
pub fn of_delivery(tx: &ReadTx<'_>, delivery: DeliveryId) -> Result<Option<QuizId>, StoreError> {
    let sql = "select quiz_id from delivery where delivery_id = :delivery and quiz_id is not null";
    tx.prepare(sql)?.query_optional(named_params! { ":delivery": delivery }, |row| row.get(0))
}
