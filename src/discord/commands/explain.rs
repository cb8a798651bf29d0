//! `/explain`: the whole explanation of a question that whoever asks may know.

use std::collections::HashSet;

use serenity::all::{CommandOptionType, CreateCommand};

use super::{Audience, Command, define};
use crate::actions::explain_question::{Explained, Explanation, Wanted, explain_question, explainable};
use crate::actions::report_question::known_question;
use crate::discord::call::{Call, Options};
use crate::discord::message::Message;
use crate::discord::render::{explain, moment, question as draw};
use crate::discord::reply::{Reply, Suggestion, Thinking, Visibility};
use crate::discord::rounds_named;
use crate::discord::words::Words;
use crate::domain::ids::RoundId;
use crate::domain::language::Language;
use crate::domain::typed::{plain, squeezed};
use crate::store::StoreError;

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
    let asked = match options.text("question") {
        Some(text) => match question_named(call, text).await? {
            Ok(id) => Wanted::Question(id),
            Err(key) => return Ok(Reply::private(call.app.words.speak(call.language).say(key))),
        },
        None => Wanted::Newest,
    };
    Ok(private(told(call, asked, |words, told, language| explain::explanation(words, told, 0, language)).await?))
}

/// The id of the question that was picked, or of the only one that whoever asks may know and that is named so; else the
/// key of the sentence that says why not.
pub(super) async fn question_named(call: &Call, typed: &str) -> Result<Result<String, &'static str>, StoreError> {
    let (server, member, id) = (call.server, call.member, plain(typed));
    let asked = id.clone();
    if call.app.store.read(move |tx| known_question(tx, &asked)).await?.is_some() {
        return Ok(Ok(id));
    }
    let known = call.app.store.read(move |tx| explainable(tx, server, member)).await?;
    let today = rounds_named::today(call).await?;
    let found = rounds_named::named(call, &known, typed, today);
    let ids: HashSet<String> =
        found.iter().filter_map(|drawn| Some(drawn.sheet.as_ref()?.edition().question().to_string())).collect();
    Ok(match ids.len() {
        1 => Ok(ids.into_iter().next().unwrap_or(id)),
        0 => Err("round-not-found"),
        _ => Err("round-several-found"),
    })
}

/// Explains a round's question to whoever pressed its button.
pub(in crate::discord) async fn of_round(call: &mut Call, round: RoundId) -> Result<Reply, StoreError> {
    let first = |words: &Words, told: &Explained, language| explain::explanation(words, told, 0, language);
    Ok(private(told(call, Wanted::Round(round), first).await?))
}

/// Turns the explanation that whoever pressed has before them to another page.
pub(in crate::discord) async fn page_of_round(
    call: &mut Call,
    round: RoundId,
    page: usize,
) -> Result<Reply, StoreError> {
    let turned = |words: &Words, told: &Explained, language| explain::explanation(words, told, page, language);
    Ok(match told(call, Wanted::Round(round), turned).await? {
        Ok(body) => Reply::Update(body),
        Err(sentence) => Reply::private(sentence),
    })
}

/// Shows the notes on a round's question to whoever pressed its button, if they may know what it explains.
pub(in crate::discord) async fn notes_of_round(call: &mut Call, round: RoundId) -> Result<Reply, StoreError> {
    let notes = |words: &Words, told: &Explained, language| explain::notes(words, told.sheet.edition(), language);
    Ok(private(told(call, Wanted::Round(round), notes).await?))
}

fn private(told: Result<Message, String>) -> Reply {
    told.map_or_else(Reply::private, |body| Reply::Message(body, Visibility::OnlyYou))
}

/// What is drawn of a question for a member who may know, else the sentence that says why not.
async fn told(
    call: &mut Call,
    asked: Wanted,
    draw: impl FnOnce(&Words, &Explained, Language) -> Message,
) -> Result<Result<Message, String>, StoreError> {
    let (server, member) = (call.server, call.member);
    let explanation = call.app.store.read(move |tx| explain_question(tx, server, member, &asked)).await?;
    let speak = call.app.words.speak(call.language);
    Ok(Err(match explanation {
        Explanation::Explained(told) => return Ok(Ok(draw(&call.app.words, &told, call.language))),
        Explanation::Gone => speak.say("explain-gone"),
        Explanation::NotYet { closes_at } => {
            let closes = closes_at.map(moment::relative).unwrap_or_default();
            speak.say_with("explain-not-yet", &[("closes", closes.into())])
        }
        Explanation::NeverAsked => speak.say("explain-never-asked"),
        Explanation::NothingClosed => speak.say("explain-nothing-closed"),
    }))
}

/// Suggestions for the option that is being typed: questions by their text, the newest first.
pub(super) async fn complete(call: &Call, options: &Options<'_>) -> Result<Vec<Suggestion>, StoreError> {
    let typed = options.focused().map(|(_, typed)| squeezed(typed)).unwrap_or_default();
    let (server, member) = (call.server, call.member);
    let known = call.app.store.read(move |tx| explainable(tx, server, member)).await?;
    let mut offered = HashSet::new();
    let editions = known.iter().filter_map(|drawn| Some((&drawn.round, drawn.sheet.as_ref()?.edition())));
    let speak = call.app.words.speak(call.language);
    let fitting = editions.filter(|(round, edition)| {
        let (stem, listed) = (edition.stem(), draw::listed(&speak, round, edition));
        let texts = [stem.ko.as_str(), &stem.en, &listed, edition.question().as_str()];
        typed.is_empty() || texts.iter().any(|text| squeezed(text).contains(&typed))
    });
    let once = fitting.filter(|(_, edition)| offered.insert(edition.question()));
    Ok(once
        .take(25)
        .map(|(round, edition)| Suggestion {
            name: draw::listed(&speak, round, edition),
            value: edition.question().to_string(),
        })
        .collect())
}
