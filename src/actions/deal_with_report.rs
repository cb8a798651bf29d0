//! A manager deals with a member's report: reads it, keeps the question, or has the member told.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::domain::delivery::DeliveryKind;
use crate::domain::edition::Edition;
use crate::domain::ids::ServerId;
use crate::domain::round::Round;
use crate::store::deliveries::{self, NewDelivery};
use crate::store::reports::Report;
use crate::store::{ReadTx, StoreError, WriteTx, editions, reports, rounds};

/// A report with what its managers need to know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportCard {
    pub report: Report,
    /// A wording of its question.
    pub edition: Option<Arc<Edition>>,
    /// The last round of its question there that was posted.
    pub round: Option<Round>,
}

/// The report with this number; `None` when whoever wrote it had it deleted.
pub fn show_report(tx: &ReadTx<'_>, number: u64) -> Result<Option<ReportCard>, StoreError> {
    reports::find(tx, number)?.map(|report| card(tx, report)).transpose()
}

fn card(tx: &ReadTx<'_>, report: Report) -> Result<ReportCard, StoreError> {
    let round = rounds::of_question(tx, report.server, &report.question)?.into_iter().next();
    let posted_as = round.as_ref().and_then(|round| round.edition).map_or(Ok(None), |id| editions::find(tx, id))?;
    let edition = match posted_as {
        Some(edition) => Some(edition),
        None => editions::of_question(tx, &report.question)?,
    };
    Ok(ReportCard { report, edition, round })
}

/// The last of a server's reports that wait for a manager, the newest first.
pub(super) fn waiting_reports(tx: &ReadTx<'_>, server: ServerId, at_most: u32) -> Result<Vec<ReportCard>, StoreError> {
    reports::waiting(tx, server, at_most)?.into_iter().map(|report| card(tx, report)).collect()
}

/// Records that a manager leaves the question as it is: all reports on it are dealt with.
pub fn keep_question(tx: &WriteTx<'_>, number: u64, now: DateTime<Utc>) -> Result<(), StoreError> {
    match reports::find(tx, number)? {
        Some(report) => reports::set_dealt(tx, report.server, &report.question, now),
        None => Ok(()),
    }
}

/// Owes the member who reported a word that a manager has looked; `false` when they have it or get it already.
pub fn answer_report(tx: &WriteTx<'_>, number: u64, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let Some(report) = reports::find(tx, number)? else {
        return Ok(false);
    };
    if !reports::set_told(tx, number, now)? {
        return Ok(false);
    }
    reports::set_dealt(tx, report.server, &report.question, now)?;
    let kind = DeliveryKind::ReportAnswer;
    let new = NewDelivery {
        server: report.server,
        round: None,
        kind,
        subject: Some(&number.to_string()),
        channel: None,
        due_at: now,
        expires_at: now + kind.patience(),
    };
    deliveries::insert(tx, &new, now)?;
    Ok(true)
}
