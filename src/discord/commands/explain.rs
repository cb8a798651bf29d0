//! `/explain`: the whole explanation of a question that whoever asks may know.

use std::collections::HashSet;

use serenity::all::{CommandOptionType, CreateCommand};

use super::{Audience, Command, define};
use crate::actions::explain_question::{Asked, Explanation, explain_question, explainable};
use crate::discord::call::{Call, Options};
use crate::discord::render::{explain, moment};
use crate::discord::reply::{Reply, Suggestion, Thinking, Visibility};
use crate::discord::words::Words;
use crate::domain::ids::RoundId;
use crate::store::StoreError;

/// The command.
pub(super) const COMMAND: Command = Command {
    name: "explain",
    audience: Audience::Members,
    thinking: Some(Thinking::Private),
    define,
    run: |call, options| Box::pin(run(call, options)),
    complete: Some(|call, options| Box::pin(complete(call, options))),
};

fn define(words: &Words, command: CreateCommand) -> CreateCommand {
    let question = define::option(words, "explain-question", CommandOptionType::String).set_autocomplete(true);
    command.add_option(question)
}

/// Answers it.
async fn run(call: &mut Call, options: &Options<'_>) -> Result<Reply, StoreError> {
    let asked = options.text("question").map_or(Asked::LastClosed, |text| Asked::Question(text.trim().to_owned()));
    tell(call, asked).await
}

/// Explains a round's question to whoever pressed its button.
pub(in crate::discord) async fn of_round(call: &mut Call, round: RoundId) -> Result<Reply, StoreError> {
    tell(call, Asked::Round(round)).await
}

async fn tell(call: &mut Call, asked: Asked) -> Result<Reply, StoreError> {
    let (server, member, bank) = (call.server, call.member, std::sync::Arc::clone(&call.app.bank));
    let explanation = call.app.store.read(move |tx| explain_question(tx, &bank, server, member, &asked)).await?;
    let speak = call.app.words.speak(call.language);
    let sentence = match explanation {
        Explanation::Explained { round, answer } => {
            match round.question.as_ref().and_then(|id| call.app.bank.question(id)) {
                Some(question) => {
                    let picked = answer.map(|answer| answer.choice);
                    let body =
                        explain::explanation(&call.app.words, &call.app.bank, question, &round, picked, call.language);
                    return Ok(Reply::Message(body, Visibility::OnlyYou));
                }
                None => speak.say("explain-gone"),
            }
        }
        Explanation::NotYet { closes_at } => {
            let closes = closes_at.map(moment::relative).unwrap_or_default();
            speak.say_with("explain-not-yet", &[("closes", closes.into())])
        }
        Explanation::NeverAsked => speak.say("explain-never-asked"),
        Explanation::NothingClosed => speak.say("explain-nothing-closed"),
    };
    Ok(Reply::private(sentence))
}

/// Suggestions for the option that is being typed: questions by their text, the newest first.
pub(super) async fn complete(call: &Call, options: &Options<'_>) -> Result<Vec<Suggestion>, StoreError> {
    let typed = options.focused().map(|(_, typed)| typed.to_lowercase()).unwrap_or_default();
    let (server, member) = (call.server, call.member);
    let rounds = call.app.store.read(move |tx| explainable(tx, server, member)).await?;
    let mut offered = HashSet::new();
    let questions = rounds.iter().filter_map(|round| call.app.bank.question(round.question.as_ref()?));
    let fitting = questions.filter(|question| {
        let stem = question.stem();
        typed.is_empty()
            || [&stem.ko, &stem.en].iter().any(|text| text.to_lowercase().contains(&typed))
            || question.id().as_str().contains(&typed)
    });
    let once = fitting.filter(|question| offered.insert(question.id()));
    Ok(once
        .take(25)
        .map(|question| Suggestion {
            name: question.stem().get(call.language).to_owned(),
            value: question.id().to_string(),
        })
        .collect())
}
