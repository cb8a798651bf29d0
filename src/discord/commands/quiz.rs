//! `/quiz`: a live quiz in the channel in which it is used.

use std::time::Duration;

use serenity::all::{CommandOptionType, CreateCommand};

use super::{Audience, Command, define};
use crate::actions::start_quiz::{StartQuiz, StartQuizOutcome, start_quiz};
use crate::actions::stop_quiz::{StopOutcome, stop_quiz};
use crate::discord::call::{Call, Options};
use crate::discord::permissions::{Spot, Work};
use crate::discord::reply::{Reply, Suggestion, Thinking};
use crate::discord::words::Words;
use crate::domain::quiz::{QUESTIONS, QUESTIONS_BY_ITSELF, SECONDS, SECONDS_BY_ITSELF, Speed};
use crate::domain::typed::sections;
use crate::store::StoreError;

/// How long a look at the channel's permissions may take; the quiz itself finds what it did not see.
const LOOK: Duration = Duration::from_secs(5);

pub(super) const COMMAND: Command = Command {
    name: "quiz",
    audience: Audience::Managers,
    thinking: Some(Thinking::Private),
    define,
    run: |call, options| Box::pin(run(call, options)),
    complete: Some(|call, options| Box::pin(async move { Ok(complete(call, options)) })),
};

fn define(words: &Words, command: CreateCommand) -> CreateCommand {
    let option = |path, kind| define::option(words, path, kind);
    let number = |path, (least, most): (u32, u32)| {
        option(path, CommandOptionType::Integer).min_int_value(least.into()).max_int_value(most.into())
    };
    let speed = define::choice(words, option("quiz-start-speed", CommandOptionType::String), "quiz-speed-off", "off");
    let speed = define::choice(words, speed, "quiz-speed-small", "small");
    let start = option("quiz-start", CommandOptionType::SubCommand)
        .add_sub_option(number("quiz-start-questions", (*QUESTIONS.start(), *QUESTIONS.end())))
        .add_sub_option(number("quiz-start-seconds", (*SECONDS.start(), *SECONDS.end())))
        .add_sub_option(option("quiz-start-section", CommandOptionType::String).set_autocomplete(true).max_length(100))
        .add_sub_option(speed);
    command.add_option(start).add_option(option("quiz-stop", CommandOptionType::SubCommand))
}

/// Answers it.
async fn run(call: &mut Call, options: &Options<'_>) -> Result<Reply, StoreError> {
    match options.subcommand() {
        Some("stop") => stop(call).await,
        _ => start(call, options).await,
    }
}

async fn start(call: &mut Call, options: &Options<'_>) -> Result<Reply, StoreError> {
    use rand::SeedableRng as _;
    let speak = call.app.words.speak(call.language);
    // Nothing, and a word for all of them, stand for all sections.
    let sections = options.text("section").map(|text| sections::parse(&call.app.bank, text));
    let section = match sections.map(|sections| sections.ok_or(())).transpose().as_ref().map(Option::as_deref) {
        Ok(None | Some([])) => None,
        Ok(Some([one])) => Some(one.clone()),
        _ => return Ok(Reply::private(speak.say("quiz-bad-section"))),
    };
    if let Some(missing) = missing(call).await.filter(|missing| !missing.is_empty()) {
        let names: Vec<String> =
            missing.iter().map(|name| format!("**{}**", speak.say(&format!("permission-{name}")))).collect();
        return Ok(Reply::private(speak.say_with("quiz-may-not-write", &[("missing", names.join(", ").into())])));
    }
    let within = |name, range: &std::ops::RangeInclusive<u32>, by_itself| {
        let asked = options.integer(name).and_then(|number| u32::try_from(number).ok());
        asked.unwrap_or(by_itself).clamp(*range.start(), *range.end())
    };
    let asked = StartQuiz {
        server: call.server,
        channel: call.channel,
        by: call.member,
        questions: within("questions", &QUESTIONS, QUESTIONS_BY_ITSELF),
        seconds: within("seconds", &SECONDS, SECONDS_BY_ITSELF),
        section,
        speed: options.text("speed").and_then(Speed::from_code).unwrap_or(Speed::Off),
        at: call.at,
    };
    let mut rng = rand::rngs::StdRng::from_rng(&mut call.rng);
    let questions_asked = asked.questions;
    let outcome = call.app.store.write(move |tx| start_quiz(tx, &asked, &mut rng)).await?;
    let speak = call.app.words.speak(call.language);
    Ok(Reply::private(match outcome {
        StartQuizOutcome::Started { questions } if questions < questions_asked => {
            speak.say_with("quiz-started-fewer", &[("count", questions.into()), ("asked", questions_asked.into())])
        }
        StartQuizOutcome::Started { questions } => speak.say_with("quiz-started", &[("count", questions.into())]),
        StartQuizOutcome::Running => speak.say("quiz-is-running"),
        StartQuizOutcome::TooFew { fitting } => {
            let least = ("least", (*QUESTIONS.start()).into());
            speak.say_with("quiz-too-few", &[("count", fitting.into()), least])
        }
        StartQuizOutcome::Busy => speak.say("quiz-busy"),
        StartQuizOutcome::NotSetUp => speak.say("settings-not-set-up"),
    }))
}

async fn stop(call: &Call) -> Result<Reply, StoreError> {
    let (server, channel, at) = (call.server, call.channel, call.at);
    let outcome = call.app.store.write(move |tx| stop_quiz(tx, server, channel, at)).await?;
    let speak = call.app.words.speak(call.language);
    Ok(Reply::private(match outcome {
        StopOutcome::Stopped => speak.say("quiz-stopped"),
        StopOutcome::Elsewhere(channel) => {
            speak.say_with("quiz-runs-elsewhere", &[("channel", format!("<#{channel}>").into())])
        }
        StopOutcome::None => speak.say("quiz-none-runs"),
    }))
}

/// What the bot is missing in the channel or the thread; `None` when Discord did not say it in time.
async fn missing(call: &Call) -> Option<Vec<&'static str>> {
    let works = [Work::Post];
    let spot = Spot { rest: &call.app.rest, bot: call.bot, server: call.server, channel: call.channel, works: &works };
    match tokio::time::timeout(LOOK, spot.missing_to_write(call.at)).await {
        Ok(Ok(missing)) => Some(missing),
        Ok(Err(error)) => {
            tracing::warn!(server = %call.server, %error, "could not look at the permissions");
            None
        }
        Err(_) => None,
    }
}

/// Suggestions for the section that is being typed.
fn complete(call: &Call, options: &Options<'_>) -> Vec<Suggestion> {
    let typed = options.focused().map(|(_, typed)| typed).unwrap_or_default();
    let texts = sections::offered(&call.app.bank, typed).into_iter();
    texts.filter(|text| !text.contains(',')).map(|text| Suggestion { name: text.clone(), value: text }).collect()
}
