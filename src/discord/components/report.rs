//! The "Report" button and the form behind it.

use crate::actions::report_question::{ReportOutcome, known_question, report_question};
use crate::discord::call::Call;
use crate::discord::commands;
use crate::discord::reply::Reply;
use crate::domain::ids::QuestionId;
use crate::store::StoreError;

/// Opens the form.
pub(super) async fn press(call: &Call, question: &QuestionId) -> Result<Reply, StoreError> {
    let text = question.to_string();
    Ok(match call.app.store.read(move |tx| known_question(tx, &text)).await? {
        Some(question) => commands::report::form(call, &question),
        None => Reply::private(call.app.words.speak(call.language).say("report-unknown")),
    })
}

/// Takes the form. What a member wrote goes to the managers, and to the operator's log.
pub(super) async fn submit(call: &mut Call, question: &QuestionId, text: &str) -> Result<Reply, StoreError> {
    let (server, member, at) = (call.server, call.member, call.at);
    let (id, wrote) = (question.to_string(), text.to_owned());
    let outcome = call.app.store.write(move |tx| report_question(tx, server, member, &id, &wrote, at)).await?;
    let key = match outcome {
        ReportOutcome::Reported => {
            tracing::info!(%server, %question, text, "a member reported a question");
            "report-thanks"
        }
        ReportOutcome::Kept => {
            tracing::info!(%server, %question, text, "a member reported a question, as many did today");
            "report-kept"
        }
        ReportOutcome::AlreadyReported => "report-already",
        ReportOutcome::UnknownQuestion => "report-unknown",
        ReportOutcome::Empty => "report-empty",
        ReportOutcome::NotSetUp => "today-not-set-up",
    };
    Ok(Reply::private(call.app.words.speak(call.language).say(key)))
}
