//! `/answer`: letters, typed or picked, for the open question.

use serenity::all::{CommandOptionType, CreateCommand};

use super::{Audience, Command, define};
use crate::actions::list_rounds::open_rounds;
use crate::actions::record_delivery::adopt_pressed;
use crate::actions::submit_answer::{SubmitAnswer, submit_answer};
use crate::bank::Bank;
use crate::discord::call::{Call, Options};
use crate::discord::render::verdict;
use crate::discord::reply::{Reply, Suggestion, Thinking, Visibility};
use crate::discord::snowflake;
use crate::discord::words::Words;
use crate::domain::choice::{Choice, Letter};
use crate::domain::ids::RoundId;
use crate::domain::language::Language;
use crate::domain::question::Question;
use crate::domain::round::Round;
use crate::store::StoreError;

/// The command.
pub(super) const COMMAND: Command = Command {
    name: "answer",
    audience: Audience::Members,
    thinking: Some(Thinking::Private),
    define,
    run: |call, options| Box::pin(run(call, options)),
    complete: Some(|call, options| Box::pin(complete(call, options))),
};

fn define(words: &Words, command: CreateCommand) -> CreateCommand {
    let choice = define::option(words, "answer-choice", CommandOptionType::String)
        .required(true)
        .set_autocomplete(true)
        .max_length(40);
    let round = define::option(words, "answer-round", CommandOptionType::String).set_autocomplete(true);
    command.add_option(choice).add_option(round)
}

/// Answers it.
async fn run(call: &mut Call, options: &Options<'_>) -> Result<Reply, StoreError> {
    let choice = options.text("choice").and_then(Choice::parse);
    // What is typed by hand as a round is no round of ours, and gets the sentence for that.
    let round = options.text("round").map(|text| RoundId(text.trim().parse().unwrap_or(0)));
    submit(call, round, choice).await
}

/// Takes an answer, however it was given.
pub(in crate::discord) async fn submit(
    call: &mut Call,
    round: Option<RoundId>,
    choice: Option<Choice>,
) -> Result<Reply, StoreError> {
    let submitted =
        SubmitAnswer { server: call.server, round, member: call.member, name: call.name.clone(), choice, at: call.at };
    let bank = std::sync::Arc::clone(&call.app.bank);
    let pressed = round.zip(call.pressed);
    let answer = move |tx: &crate::store::WriteTx<'_>| {
        if let Some((round, message)) = pressed {
            adopt_pressed(tx, submitted.server, round, message, snowflake::time_of(message.0))?;
        }
        submit_answer(tx, &bank, &submitted)
    };
    let outcome = call.app.store.write(answer).await?;
    let body = verdict::outcome(&call.app.words, &call.app.bank, &outcome, call.language);
    Ok(Reply::Message(body, Visibility::OnlyYou))
}

/// Suggestions for the option that is being typed.
async fn complete(call: &Call, options: &Options<'_>) -> Result<Vec<Suggestion>, StoreError> {
    let (server, at) = (call.server, call.at);
    let open = call.app.store.read(move |tx| open_rounds(tx, server)).await?;
    let open: Vec<Round> = open.into_iter().filter(|round| round.takes_answers_at(at)).collect();
    let bank = &call.app.bank;
    match options.focused() {
        Some(("round", _)) => {
            Ok(open.iter().filter_map(|round| round_suggestion(bank, round, call.language)).collect())
        }
        Some((_, typed)) => {
            let wanted = options.text("round").and_then(|text| text.parse().ok()).map(RoundId);
            let round = open.iter().find(|round| wanted.is_none_or(|id| id == round.id));
            let question = round.and_then(|round| Some((round, bank.question(round.question.as_ref()?)?)));
            Ok(question.map_or_else(Vec::new, |(round, question)| choices(question, round, typed, call.language)))
        }
        None => Ok(Vec::new()),
    }
}

fn round_suggestion(bank: &Bank, round: &Round, language: Language) -> Option<Suggestion> {
    let question = bank.question(round.question.as_ref()?)?;
    Some(Suggestion {
        name: format!("{} · {}", round.day, question.stem().get(language)), value: round.id.to_string()
    })
}

/// Each letter, or each set of letters, that goes on from what was typed.
fn choices(question: &Question, round: &Round, typed: &str, language: Language) -> Vec<Suggestion> {
    let typed = Choice::parse(typed).unwrap_or_default();
    let letters: Vec<Letter> = round.order.shown(question).map(|(letter, _)| letter).collect();
    let sets = sets_of(&letters, question.choose());
    let fitting = sets.into_iter().filter(|set| typed.letters().all(|letter| set.contains(letter)));
    fitting.map(|set| Suggestion { name: named(question, round, set, language), value: set.to_string() }).collect()
}

/// All sets of so many of the letters.
fn sets_of(letters: &[Letter], many: usize) -> Vec<Choice> {
    let all = (1_u8..64).filter_map(Choice::from_bits);
    all.filter(|set| set.len() == many && set.letters().all(|letter| letters.contains(&letter))).collect()
}

/// `A · text` for one letter; several share the room.
fn named(question: &Question, round: &Round, set: Choice, language: Language) -> String {
    let room = 92 / set.len().max(1);
    let parts = round.order.shown(question).filter(|(letter, _)| set.contains(*letter)).map(|(letter, option)| {
        let text = option.text.get(language).replace('`', "");
        format!("{letter} · {}", crate::discord::message::cut(&text, room.saturating_sub(6)))
    });
    parts.collect::<Vec<_>>().join(" / ")
}
