//! `/report`: opens the form of a report on a question.

use serenity::all::{CommandOptionType, CreateActionRow, CreateCommand, CreateInputText, CreateModal, InputTextStyle};

use super::{Audience, Command, define};
use crate::actions::report_question::{LONGEST_REPORT, newest_question};
use crate::discord::button::ButtonId;
use crate::discord::call::{Call, Options};
use crate::discord::reply::{Reply, Suggestion};
use crate::discord::words::Words;
use crate::domain::ids::QuestionId;
use crate::store::StoreError;

pub(super) const COMMAND: Command = Command {
    name: "report",
    audience: Audience::Members,
    thinking: None,
    define,
    run: |call, options| Box::pin(run(call, options)),
    complete: Some(|call, options| Box::pin(complete(call, options))),
};

fn define(words: &Words, command: CreateCommand) -> CreateCommand {
    let question = define::option(words, "report-question", CommandOptionType::String).set_autocomplete(true);
    command.add_option(question)
}

/// Answers it.
async fn run(call: &mut Call, options: &Options<'_>) -> Result<Reply, StoreError> {
    let speak = call.app.words.speak(call.language);
    let question = if let Some(text) = options.text("question") {
        match super::explain::question_named(call, text).await? {
            Ok(id) => match QuestionId::new(&id) {
                Some(id) => id,
                None => return Ok(Reply::private(speak.say("report-unknown"))),
            },
            Err(key) => return Ok(Reply::private(speak.say(key))),
        }
    } else {
        let server = call.server;
        match call.app.store.read(move |tx| newest_question(tx, server)).await? {
            Some(id) => id,
            None => return Ok(Reply::private(speak.say("report-nothing-posted"))),
        }
    };
    Ok(form(call, &question))
}

/// The form of a report.
pub(in crate::discord) fn form(call: &Call, question: &QuestionId) -> Reply {
    let speak = call.app.words.speak(call.language);
    let input = CreateInputText::new(InputTextStyle::Paragraph, speak.say("report-label"), "text")
        .placeholder(speak.say("report-placeholder"))
        .max_length(u16::try_from(LONGEST_REPORT).unwrap_or(u16::MAX))
        .required(true);
    let id = ButtonId::Report(question.clone()).to_string();
    Reply::Form(CreateModal::new(id, speak.say("report-title")).components(vec![CreateActionRow::InputText(input)]))
}

/// Suggestions for the option that is being typed: the questions that were asked here.
async fn complete(call: &Call, options: &Options<'_>) -> Result<Vec<Suggestion>, StoreError> {
    super::explain::complete(call, options).await
}
