//! `/answer`: letters, typed or picked, for the open question.

use serenity::all::{CommandOptionType, CreateCommand};

use super::{Audience, Command, define};
use crate::actions::list_rounds::open_rounds;
use crate::actions::record_arrival::adopt_pressed;
use crate::actions::show_ahead::{Ahead, show_ahead};
use crate::actions::submit_answer::{AnswerOutcome, Graded, SubmitAnswer, submit_answer};
use crate::discord::call::{Call, Options};
use crate::discord::message::Message;
use crate::discord::render::{question as draw, verdict};
use crate::discord::reply::{Reply, Suggestion, Thinking, Visibility};
use crate::discord::rounds_named::{self, Meant};
use crate::discord::snowflake;
use crate::discord::words::{Speaker, Words};
use crate::domain::choice::{Choice, Letter};
use crate::domain::grading::Refusal;
use crate::domain::ids::RoundId;
use crate::domain::language::Language;
use crate::domain::sheet::Sheet;
use crate::domain::typed::letters::{self, NotLetters};
use crate::store::StoreError;
use crate::store::editions::Drawn;

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
    let typed = letters::read(options.text("choice").unwrap_or_default());
    let round = match options.text("round") {
        Some(text) => {
            let open = open(call).await?;
            match rounds_named::meant(call, &open, text).await? {
                Meant::Round(round) => Some(round),
                Meant::NoneOffered => {
                    let none = AnswerOutcome::Refused { refusal: Refusal::NoRound, round: None };
                    return Ok(Reply::Message(told(call, &none).await, Visibility::OnlyYou));
                }
                Meant::Unclear(key) => return Ok(Reply::private(call.app.words.speak(call.language).say(key))),
            }
        }
        None => None,
    };
    let outcome = record(call, round, typed.ok()).await?;
    let body = match (typed, &outcome) {
        (
            Err(NotLetters::Numbers(meant) | NotLetters::KoreanKeys(meant)),
            AnswerOutcome::Refused { refusal: Refusal::UnknownLetter { letters }, round },
        ) if meant.letters().all(|letter| letters.contains(letter)) => {
            let asked = asked_for(call, *round).await?.unwrap_or(meant.len());
            if asked == meant.len() {
                let key = if matches!(typed, Err(NotLetters::Numbers(_))) {
                    "refusal-numbers"
                } else {
                    "refusal-korean-keys"
                };
                verdict::meant_letters(&call.app.words, key, meant, *letters, call.language)
            } else {
                told(call, &AnswerOutcome::Refused { refusal: Refusal::WrongCount { asked }, round: *round }).await
            }
        }
        _ => told(call, &outcome).await,
    };
    Ok(Reply::Message(body, Visibility::OnlyYou))
}

/// The rounds that take answers now.
async fn open(call: &Call) -> Result<Vec<Drawn>, StoreError> {
    let (server, at) = (call.server, call.at);
    let open = call.app.store.read(move |tx| open_rounds(tx, server)).await?;
    Ok(open.into_iter().filter(|drawn| drawn.round.takes_answers_at(at)).collect())
}

/// How many options a round's question asks for.
async fn asked_for(call: &Call, round: Option<RoundId>) -> Result<Option<usize>, StoreError> {
    let open = open(call).await?;
    let drawn = open.iter().find(|drawn| Some(drawn.round.id) == round);
    Ok(drawn.and_then(|drawn| drawn.sheet.as_ref()).map(|sheet| sheet.edition().choose()))
}

/// Takes an answer that was given on the post.
pub(in crate::discord) async fn submit(
    call: &mut Call,
    round: Option<RoundId>,
    choice: Option<Choice>,
) -> Result<Reply, StoreError> {
    let outcome = record(call, round, choice).await?;
    let body = told(call, &outcome).await;
    Ok(Reply::Message(body, Visibility::OnlyYou))
}

/// What came of an answer, with what lies ahead. The answer is kept by now: what cannot be read of the rest is left out.
async fn told(call: &Call, outcome: &AnswerOutcome) -> Message {
    let (server, member, at) = (call.server, call.member, call.at);
    let ahead = match outcome {
        AnswerOutcome::Graded(Graded { round, points, .. }) => {
            let (round, whose) = (*round, (member, *points));
            call.app.store.read(move |tx| show_ahead(tx, server, round, whose, at)).await.unwrap_or_else(|error| {
                tracing::warn!(%server, %error, "a verdict goes without what lies ahead");
                Ahead::default()
            })
        }
        _ => Ahead::default(),
    };
    verdict::outcome(&call.app.words, outcome, &ahead, call.language)
}

/// Saves an answer, however it was given.
async fn record(call: &Call, round: Option<RoundId>, choice: Option<Choice>) -> Result<AnswerOutcome, StoreError> {
    let submitted =
        SubmitAnswer { server: call.server, round, member: call.member, name: call.name.clone(), choice, at: call.at };
    let pressed = round.zip(call.pressed);
    let answer = move |tx: &crate::store::WriteTx<'_>| {
        if let Some((round, message)) = pressed {
            adopt_pressed(tx, submitted.server, round, message, snowflake::time_of(message.0))?;
        }
        submit_answer(tx, &submitted)
    };
    let outcome = call.app.store.write(answer).await?;
    call.app.handled.count_answer(&outcome);
    if !matches!(outcome, AnswerOutcome::Refused { .. }) {
        // It was kept with the answer, and need not be looked up.
        call.app.names.note(call.server, call.member, &call.name);
    }
    Ok(outcome)
}

/// Suggestions for the option that is being typed.
async fn complete(call: &Call, options: &Options<'_>) -> Result<Vec<Suggestion>, StoreError> {
    let open = open(call).await?;
    match options.focused() {
        Some(("round", _)) => {
            Ok(open.iter().filter_map(|drawn| round_suggestion(&call.app.words.speak(call.language), drawn)).collect())
        }
        Some((_, typed)) => {
            let wanted = options.text("round").and_then(|text| text.parse().ok()).map(RoundId);
            let drawn = open.iter().find(|drawn| wanted.is_none_or(|id| id == drawn.round.id));
            let sheet = drawn.and_then(|drawn| drawn.sheet.as_ref());
            Ok(sheet.map_or_else(Vec::new, |sheet| choices(sheet, typed, call.language)))
        }
        None => Ok(Vec::new()),
    }
}

fn round_suggestion(speak: &Speaker<'_>, Drawn { round, sheet }: &Drawn) -> Option<Suggestion> {
    let name = draw::listed(speak, round, sheet.as_ref()?.edition());
    Some(Suggestion { name, value: round.id.to_string() })
}

/// Each letter, or each set of letters, that goes on from what was typed.
fn choices(sheet: &Sheet, typed: &str, language: Language) -> Vec<Suggestion> {
    let typed = match letters::read(typed) {
        Ok(choice) | Err(NotLetters::Numbers(choice) | NotLetters::KoreanKeys(choice)) => choice,
        Err(NotLetters::Other) => Choice::default(),
    };
    let letters: Vec<Letter> = sheet.shown().map(|(letter, _)| letter).collect();
    let sets = sets_of(&letters, sheet.edition().choose());
    let fitting = sets.into_iter().filter(|set| typed.letters().all(|letter| set.contains(letter)));
    fitting.map(|set| Suggestion { name: named(sheet, set, language), value: set.to_string() }).collect()
}

/// All sets of so many of the letters.
fn sets_of(letters: &[Letter], many: usize) -> Vec<Choice> {
    let all = (1_u8..64).filter_map(Choice::from_bits);
    all.filter(|set| set.len() == many && set.letters().all(|letter| letters.contains(&letter))).collect()
}

/// `A · text` for one letter; several share the room.
fn named(sheet: &Sheet, set: Choice, language: Language) -> String {
    let room = 92 / set.len().max(1);
    let parts = sheet.shown().filter(|(letter, _)| set.contains(*letter)).map(|(letter, option)| {
        let text = option.text.get(language).replace('`', "");
        format!("{letter} · {}", crate::discord::message::cut(&text, room.saturating_sub(6)))
    });
    parts.collect::<Vec<_>>().join(" / ")
}
