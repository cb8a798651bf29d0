//! What members reported as wrong.

use chrono::{DateTime, Utc};
use rusqlite::named_params;

use super::columns::Millis;
use super::{ReadTx, StoreError, WriteTx};
use crate::domain::ids::{MemberId, QuestionId, ServerId};

/// A report as the store keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Who reported.
    pub member: MemberId,
    /// Which question.
    pub question: QuestionId,
    /// What is wrong, in the member's words.
    pub text: String,
    /// When.
    pub made_at: DateTime<Utc>,
}

/// Keeps a report.
pub fn insert(
    tx: &WriteTx<'_>,
    server: ServerId,
    member: MemberId,
    question: &QuestionId,
    text: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "insert into report (server_id, member_id, question, text, made_at) values (:server, :member, :question, :text, :now)";
    let params = named_params! { ":server": server, ":member": member, ":question": question, ":text": text, ":now": Millis(now) };
    tx.prepare(sql)?.execute(params)?;
    Ok(())
}

/// A server's last reports, the newest first.
pub fn latest(tx: &ReadTx<'_>, server: ServerId, at_most: u32) -> Result<Vec<Report>, StoreError> {
    let sql = "select member_id, question, text, made_at from report where server_id = :server order by report_id desc limit :at_most";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":server": server, ":at_most": at_most }, |row| {
        Ok(Report {
            member: row.get("member_id")?,
            question: row.get("question")?,
            text: row.get("text")?,
            made_at: row.get::<_, Millis>("made_at")?.0,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
