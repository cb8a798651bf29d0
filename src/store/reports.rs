//! What members reported as wrong.

use chrono::{DateTime, Utc};
use rusqlite::named_params;

use super::columns::Millis;
use super::engines::Row;
use super::{ReadTx, StoreError, WriteTx, set_aside};
use crate::domain::ids::{MemberId, QuestionId, ServerId};

/// A report as the store keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its number.
    pub number: u64,
    /// Where.
    pub server: ServerId,
    /// Who reported.
    pub member: MemberId,
    /// Which question.
    pub question: QuestionId,
    /// What is wrong, in the member's words.
    pub text: String,
    /// When.
    pub made_at: DateTime<Utc>,
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Report> {
    Ok(Report {
        number: row.get::<_, i64>("report_id")?.cast_unsigned(),
        server: row.get("server_id")?,
        member: row.get("member_id")?,
        question: row.get("question")?,
        text: row.get("text")?,
        made_at: row.get::<_, Millis>("made_at")?.0,
    })
}

/// Keeps a report; returns its number.
pub fn insert(
    tx: &WriteTx<'_>,
    server: ServerId,
    member: MemberId,
    question: &QuestionId,
    text: &str,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let sql = "insert into report (server_id, member_id, question, text, made_at) values (:server, :member, :question, :text, :now) returning report_id";
    let params = named_params! { ":server": server, ":member": member, ":question": question, ":text": text, ":now": Millis(now) };
    let number: i64 = tx.prepare(sql)?.query_row(params, |row| row.get("report_id"))?;
    Ok(number.cast_unsigned())
}

/// Whether a member's report on a question waits for a manager.
pub fn is_open(tx: &ReadTx<'_>, server: ServerId, member: MemberId, question: &QuestionId) -> Result<bool, StoreError> {
    let sql = "select 1 from report where server_id = :server and member_id = :member and question = :question and dealt_at is null";
    let params = named_params! { ":server": server, ":member": member, ":question": question };
    tx.prepare(sql)?.exists(params)
}

/// A report by its number.
pub fn find(tx: &ReadTx<'_>, report: u64) -> Result<Option<Report>, StoreError> {
    let sql = "select report_id, server_id, member_id, question, text, made_at from report where report_id = :report";
    tx.prepare(sql)?.query_optional(named_params! { ":report": report.cast_signed() }, from_row)
}

/// Records that a manager dealt with all reports on a question.
pub fn set_dealt(
    tx: &WriteTx<'_>,
    server: ServerId,
    question: &QuestionId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql =
        "update report set dealt_at = :now where server_id = :server and question = :question and dealt_at is null";
    tx.prepare(sql)?.execute(named_params! { ":server": server, ":question": question, ":now": Millis(now) })?;
    Ok(())
}

/// Records that whoever reported is told that a manager has looked; `false` when they were before.
pub fn set_told(tx: &WriteTx<'_>, report: u64, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = "update report set told_at = :now where report_id = :report and told_at is null";
    Ok(tx.prepare(sql)?.execute(named_params! { ":report": report.cast_signed(), ":now": Millis(now) })? > 0)
}

/// The last of a server's reports that wait for a manager, the newest first.
pub fn waiting(tx: &ReadTx<'_>, server: ServerId, at_most: u32) -> Result<Vec<Report>, StoreError> {
    let sql = "select report_id, server_id, member_id, question, text, made_at from report \
               where server_id = :server and dealt_at is null order by report_id desc limit :at_most";
    let mut statement = tx.prepare(sql)?;
    set_aside::readable(
        "report",
        statement.query_map(named_params! { ":server": server, ":at_most": at_most }, from_row)?,
    )
}
