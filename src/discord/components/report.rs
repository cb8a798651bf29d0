//! The "Report" button and the form behind it.

use crate::actions::report_question::{ReportOutcome, report_question};
use crate::discord::call::Call;
use crate::discord::commands;
use crate::discord::reply::Reply;
use crate::domain::ids::QuestionId;
use crate::store::StoreError;

/// Opens the form.
pub(super) fn press(call: &Call, question: &QuestionId) -> Reply {
    if call.app.bank.question(question).is_none() {
        return Reply::private(call.app.words.speak(call.language).say("report-unknown"));
    }
    commands::report::form(call, question)
}

/// Takes the form. What a member wrote goes to the managers, and to the operator's log.
pub(super) async fn submit(call: &mut Call, question: &QuestionId, text: &str) -> Result<Reply, StoreError> {
    let (server, member, at, bank) = (call.server, call.member, call.at, std::sync::Arc::clone(&call.app.bank));
    let (id, wrote) = (question.to_string(), text.to_owned());
    let outcome = call.app.store.write(move |tx| report_question(tx, &bank, server, member, &id, &wrote, at)).await?;
    let key = match outcome {
        ReportOutcome::Reported => {
            tracing::info!(%server, %question, text, "a member reported a question");
            "report-thanks"
        }
        ReportOutcome::AlreadyReported => "report-already",
        ReportOutcome::UnknownQuestion => "report-unknown",
        ReportOutcome::Empty => "report-empty",
        ReportOutcome::NotSetUp => "today-not-set-up",
    };
    Ok(Reply::private(call.app.words.speak(call.language).say(key)))
}
