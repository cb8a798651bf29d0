//! `/schedule`: the daily questions of a server, each with its channel, time and sections.

use serenity::all::{ChannelType, CommandOptionType, CreateCommand, CreateCommandOption};

use super::{Audience, Command, define, setup};
use crate::actions::change_schedule::{
    AddOutcome, LONGEST_NAME, MOST_SCHEDULES, RemoveOutcome, add_schedule, list_schedules, pause_schedules,
    remove_schedule, resume_schedules,
};
use crate::actions::configure_server::Changes;
use crate::discord::call::{Call, Options};
use crate::discord::message::Message;
use crate::discord::render::settings;
use crate::discord::reply::{Reply, Suggestion, Thinking, Visibility};
use crate::discord::schedules;
use crate::discord::words::Words;
use crate::domain::ids::ScheduleId;
use crate::domain::question::Difficulty;
use crate::domain::typed::{days, sections};
use crate::store::StoreError;

pub(super) const COMMAND: Command = Command {
    name: "schedule",
    audience: Audience::Managers,
    thinking: Some(Thinking::Private),
    define,
    run: |call, options| Box::pin(run(call, options)),
    complete: Some(|call, options| Box::pin(complete(call, options))),
};

fn define(words: &Words, command: CreateCommand) -> CreateCommand {
    let part = |path| define::option(words, path, CommandOptionType::SubCommand);
    let text = |path| define::option(words, path, CommandOptionType::String);
    let which = |path| text(path).set_autocomplete(true);
    command
        .add_option(part("schedule-list"))
        .add_option(define_add(words))
        .add_option(part("schedule-remove").add_sub_option(which("schedule-remove-schedule").required(true)))
        .add_option(part("schedule-pause").add_sub_option(which("schedule-pause-schedule")))
        .add_option(part("schedule-resume").add_sub_option(which("schedule-resume-schedule")))
}

fn define_add(words: &Words) -> CreateCommandOption {
    let text = |path| define::option(words, path, CommandOptionType::String);
    let longest = u16::try_from(LONGEST_NAME).unwrap_or(u16::MAX);
    let channel = define::option(words, "schedule-add-channel", CommandOptionType::Channel)
        .channel_types(vec![ChannelType::Text, ChannelType::News]);
    let difficulty = define::choice(words, text("schedule-add-difficulty"), "difficulty-easy", "easy");
    let difficulty = define::choice(words, difficulty, "difficulty-medium", "medium");
    let difficulty = define::choice(words, difficulty, "difficulty-hard", "hard");
    define::option(words, "schedule-add", CommandOptionType::SubCommand)
        .add_sub_option(text("schedule-add-name").required(true).max_length(longest))
        .add_sub_option(channel)
        .add_sub_option(text("schedule-add-time").set_autocomplete(true).max_length(setup::LONGEST_TIME))
        .add_sub_option(text("schedule-add-days").max_length(60))
        .add_sub_option(text("schedule-add-sections").set_autocomplete(true).max_length(400))
        .add_sub_option(difficulty)
}

/// Answers it.
async fn run(call: &mut Call, options: &Options<'_>) -> Result<Reply, StoreError> {
    let asked = match schedules::asked(call, options).await? {
        Ok(asked) => asked,
        Err(reply) => return Ok(reply),
    };
    match (options.subcommand(), asked) {
        (Some("add"), _) => match wanted(call, options) {
            Ok(changes) => add_at(call, options, changes).await,
            Err(key) => Ok(Reply::private(call.app.words.speak(call.language).say(key))),
        },
        (Some("remove"), Some(asked)) => remove(call, asked).await,
        (Some("pause"), asked) => pause(call, asked).await,
        (Some("resume"), asked) => resume(call, asked).await,
        _ => list(call).await,
    }
}

/// What is asked of a new schedule, or the words for what cannot be read.
fn wanted(call: &Call, options: &Options<'_>) -> Result<Changes, &'static str> {
    let days = options.text("days").map(|text| days::parse(text).ok_or("settings-bad-days")).transpose()?;
    let sections = options
        .text("sections")
        .map(|text| sections::parse(&call.app.bank, text).ok_or("settings-bad-sections"))
        .transpose()?;
    let difficulty = options.text("difficulty").map(Difficulty::from_code);
    Ok(Changes { channel: options.channel("channel"), days, sections, difficulty, ..Changes::default() })
}

/// Adds a schedule at the time that was typed.
async fn add_at(call: &Call, options: &Options<'_>, changes: Changes) -> Result<Reply, StoreError> {
    let time = match options.text("time") {
        Some(text) => match setup::typed_time(call, text, None).await? {
            Ok((time, _)) => Some(time),
            Err(reply) => return Ok(reply),
        },
        None => None,
    };
    add(call, options.text("name").unwrap_or_default(), Changes { time, ..changes }).await
}

async fn add(call: &Call, name: &str, changes: Changes) -> Result<Reply, StoreError> {
    let (server, now, named) = (call.server, call.at, name.to_owned());
    if let Some(place) = changes.channel
        && setup::is_no_place(call, place, setup::look(call, place, None).await.as_ref())
    {
        return Ok(Reply::private(call.app.words.speak(call.language).say("setup-no-place")));
    }
    if schedules::is_taken(call, name).await? {
        return Ok(Reply::private(call.app.words.speak(call.language).say("schedule-name-taken")));
    }
    let outcome = call.app.store.write(move |tx| add_schedule(tx, server, &named, &changes, now)).await?;
    let speak = call.app.words.speak(call.language);
    let configured = match outcome {
        AddOutcome::Added(configured) => configured,
        AddOutcome::NameTaken => return Ok(Reply::private(speak.say("schedule-name-taken"))),
        AddOutcome::BadName => return Ok(Reply::private(speak.say("schedule-bad-name"))),
        AddOutcome::TooMany => {
            let most = u32::try_from(MOST_SCHEDULES).unwrap_or(u32::MAX);
            return Ok(Reply::private(speak.say_with("schedule-too-many", &[("most", most.into())])));
        }
        AddOutcome::NotSetUp => return Ok(Reply::private(speak.say("settings-not-set-up"))),
    };
    let look = setup::look_again(call, &configured.settings).await;
    let added = speak.say_with("schedule-added", &[("name", settings::name(&speak, &configured.name).into())]);
    let mut said = vec![format!("### {added}")];
    said.extend(settings::look(&speak, &configured.settings, look.as_ref()));
    said.push(settings::when(&speak, &configured));
    let card = settings::card(&speak, &call.app.bank, &configured, &said);
    Ok(Reply::Message(Message::embed(card), Visibility::OnlyYou))
}

async fn remove(call: &Call, asked: ScheduleId) -> Result<Reply, StoreError> {
    let (server, now) = (call.server, call.at);
    let outcome = call.app.store.write(move |tx| remove_schedule(tx, server, asked, now)).await?;
    let speak = call.app.words.speak(call.language);
    Ok(Reply::private(match outcome {
        RemoveOutcome::Removed { name } => {
            speak.say_with("schedule-removed", &[("name", settings::name(&speak, &name).into())])
        }
        RemoveOutcome::OnlyOne => speak.say("schedule-only-one"),
        RemoveOutcome::NoSuch => speak.say("schedule-none"),
    }))
}

async fn pause(call: &Call, asked: Option<ScheduleId>) -> Result<Reply, StoreError> {
    let server = call.server;
    let paused = call.app.store.write(move |tx| pause_schedules(tx, server, asked)).await?;
    let speak = call.app.words.speak(call.language);
    Ok(Reply::private(match &paused[..] {
        [] => speak.say("settings-not-set-up"),
        [one] if one.is_one_of_many => {
            speak.say_with("schedule-paused-one", &[("name", settings::name(&speak, &one.name).into())])
        }
        _ => speak.say("schedule-paused"),
    }))
}

async fn resume(call: &Call, asked: Option<ScheduleId>) -> Result<Reply, StoreError> {
    let (server, now) = (call.server, call.at);
    let resumed = call.app.store.write(move |tx| resume_schedules(tx, server, asked, now)).await?;
    let speak = call.app.words.speak(call.language);
    Ok(Reply::private(match &resumed[..] {
        [] => speak.say("settings-not-set-up"),
        [one] => format!("{}\n\n{}", speak.say("schedule-resumed"), settings::upcoming(&speak, one)),
        many => format!("{}\n\n{}", speak.say("schedule-resumed"), settings::list(&speak, &call.app.bank, many)),
    }))
}

async fn list(call: &Call) -> Result<Reply, StoreError> {
    let server = call.server;
    let all = call.app.store.read(move |tx| list_schedules(tx, server)).await?;
    let speak = call.app.words.speak(call.language);
    Ok(Reply::private(match &all[..] {
        [] => speak.say("settings-not-set-up"),
        all => format!("### {}\n{}", speak.say("schedule-title"), settings::list(&speak, &call.app.bank, all)),
    }))
}

/// Suggestions for the option that is being typed.
async fn complete(call: &Call, options: &Options<'_>) -> Result<Vec<Suggestion>, StoreError> {
    match options.focused() {
        Some(("sections", typed)) => {
            let texts = sections::offered(&call.app.bank, typed).into_iter();
            Ok(texts.map(|text| Suggestion { name: text.clone(), value: text }).collect())
        }
        Some(("time", typed)) => Ok(setup::times(call, typed)),
        Some((_, typed)) => schedules::offered(call, typed).await,
        None => Ok(Vec::new()),
    }
}
