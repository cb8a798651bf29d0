//! A member reports that a question is wrong: it is kept for the server's managers.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::delivery::DeliveryKind;
use crate::domain::ids::{MemberId, QuestionId, ServerId};
use crate::domain::typed::plain;
use crate::store::deliveries::{self, NewDelivery};
use crate::store::{ReadTx, StoreError, WriteTx, editions, reports, rounds, servers};

/// The longest report, in characters; the form holds to it as well.
pub const LONGEST_REPORT: usize = 1_000;

/// So many reports of a server are told within 24 hours. A member whose data is deleted can report anew, and nothing of the
/// earlier report says so.
pub const TOLD_A_DAY: u32 = 20;

/// What became of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportOutcome {
    /// The managers get it.
    Reported,
    /// It is kept for the managers, who are told of no more reports today.
    Kept,
    /// The member's earlier report on the question waits for a manager.
    AlreadyReported,
    /// No such question is known.
    UnknownQuestion,
    /// Nothing was written in the form.
    Empty,
    /// The server was not set up.
    NotSetUp,
}

/// Keeps a report and has the managers told.
pub fn report_question(
    tx: &WriteTx<'_>,
    server: ServerId,
    member: MemberId,
    question: &str,
    text: &str,
    now: DateTime<Utc>,
) -> Result<ReportOutcome, StoreError> {
    if servers::find(tx, server)?.is_none() {
        return Ok(ReportOutcome::NotSetUp);
    }
    let Some(question) = known_question(tx, question)? else {
        return Ok(ReportOutcome::UnknownQuestion);
    };
    let text: String = text.trim().chars().take(LONGEST_REPORT).collect();
    if text.is_empty() {
        return Ok(ReportOutcome::Empty);
    }
    if reports::is_open(tx, server, member, &question)? {
        return Ok(ReportOutcome::AlreadyReported);
    }
    let report = reports::insert(tx, server, member, &question, &text, now)?;
    if deliveries::made_since(tx, server, DeliveryKind::Report, now - TimeDelta::days(1))? >= TOLD_A_DAY {
        return Ok(ReportOutcome::Kept);
    }
    let kind = DeliveryKind::Report;
    let new = NewDelivery {
        server,
        round: None,
        kind,
        subject: Some(&report.to_string()),
        channel: None,
        due_at: now,
        expires_at: now + kind.patience(),
    };
    deliveries::insert(tx, &new, now)?;
    Ok(ReportOutcome::Reported)
}

/// The question with this id, if a wording of it is kept.
pub fn known_question(tx: &ReadTx<'_>, id: &str) -> Result<Option<QuestionId>, StoreError> {
    let Some(id) = QuestionId::new(&plain(id)) else {
        return Ok(None);
    };
    Ok(editions::of_question(tx, &id)?.map(|_| id))
}

/// The question that a report without a name means: the newest one posted here.
pub fn newest_question(tx: &ReadTx<'_>, server: ServerId) -> Result<Option<QuestionId>, StoreError> {
    Ok(rounds::last_posted_in(tx, server, 1)?.into_iter().next().and_then(|round| round.question))
}
