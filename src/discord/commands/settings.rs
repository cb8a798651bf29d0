//! `/settings`: shows them, or changes those that `/setup` does not ask for.

use chrono::TimeDelta;
use serenity::all::{CommandOptionType, CreateCommand};

use super::{Audience, Command, define, setup};
use crate::actions::configure_server::{Changes, configure_server, show_settings};
use crate::actions::hold_ceremony::next_ceremony;
use crate::actions::list_rounds::open_feedback;
use crate::discord::call::{Call, Options};
use crate::discord::message::Message;
use crate::discord::render::settings;
use crate::discord::reply::{Reply, Suggestion, Thinking, Visibility};
use crate::discord::schedules;
use crate::discord::words::Words;
use crate::domain::ids::ScheduleId;
use crate::domain::settings::{Feedback, Freezes, GRACE_HOURS, OPEN_FOR_HOURS, Pin, Thread};
use crate::domain::typed::{days, sections};
use crate::store::{ReadTx, StoreError, WriteTx};

pub(super) const COMMAND: Command = Command {
    name: "settings",
    audience: Audience::Managers,
    thinking: Some(Thinking::Private),
    define,
    run: |call, options| Box::pin(run(call, options)),
    complete: Some(|call, options| Box::pin(complete(call, options))),
};

fn define(words: &Words, command: CreateCommand) -> CreateCommand {
    let text = |path| define::option(words, path, CommandOptionType::String);
    let yes_no = |path| define::option(words, path, CommandOptionType::Boolean);
    let hours = |path, range: std::ops::RangeInclusive<i64>| {
        let (least, most) = (range.start().unsigned_abs(), range.end().unsigned_abs());
        define::option(words, path, CommandOptionType::Integer).min_int_value(least).max_int_value(most)
    };
    let feedback = define::choice(words, text("settings-set-feedback"), "settings-feedback-instant", "instant");
    let feedback = define::choice(words, feedback, "settings-feedback-at-close", "at_close");
    let set = define::option(words, "settings-set", CommandOptionType::SubCommand)
        .add_sub_option(text("settings-set-days").max_length(60))
        .add_sub_option(feedback)
        .add_sub_option(hours("settings-set-open_for", OPEN_FOR_HOURS))
        .add_sub_option(define::option(words, "settings-set-ping", CommandOptionType::Role))
        .add_sub_option(yes_no("settings-set-no_ping"))
        .add_sub_option(yes_no("settings-set-thread"))
        .add_sub_option(yes_no("settings-set-pin"))
        .add_sub_option(text("settings-set-sections").set_autocomplete(true).max_length(400))
        .add_sub_option(hours("settings-set-grace", GRACE_HOURS))
        .add_sub_option(yes_no("settings-set-freezes"))
        .add_sub_option(yes_no("settings-set-weekly"))
        .add_sub_option(text("settings-set-schedule").set_autocomplete(true));
    let show = define::option(words, "settings-show", CommandOptionType::SubCommand)
        .add_sub_option(text("settings-show-schedule").set_autocomplete(true));
    command.add_option(show).add_option(set)
}

/// Answers it.
async fn run(call: &mut Call, options: &Options<'_>) -> Result<Reply, StoreError> {
    let asked = match schedules::asked(call, options).await? {
        Ok(asked) => asked,
        Err(reply) => return Ok(reply),
    };
    if options.subcommand() == Some("set") {
        match wanted(call, options) {
            Ok(changes) => set(call, asked, changes).await,
            Err(key) => Ok(Reply::private(call.app.words.speak(call.language).say(key))),
        }
    } else {
        show(call, asked).await
    }
}

async fn show(call: &Call, asked: Option<ScheduleId>) -> Result<Reply, StoreError> {
    let server = call.server;
    let read = move |tx: &ReadTx<'_>| {
        Ok((show_settings(tx, server, asked)?, open_feedback(tx, server)?, next_ceremony(tx, server)?))
    };
    let (configured, open, ceremony) = call.app.store.read(read).await?;
    let speak = call.app.words.speak(call.language);
    Ok(match configured {
        Some(configured) => {
            let head = format!("### {}", settings::when(&speak, &configured));
            let later = settings::from_next_question(&speak, configured.settings.feedback, open);
            let said: Vec<String> =
                [head].into_iter().chain(later).chain([settings::weekly(&speak, ceremony)]).collect();
            let card = settings::card(&speak, &call.app.bank, &configured, &said);
            Reply::Message(Message::embed(card), Visibility::OnlyYou)
        }
        None => Reply::private(speak.say("settings-not-set-up")),
    })
}

async fn set(call: &Call, asked: Option<ScheduleId>, changes: Changes) -> Result<Reply, StoreError> {
    let (server, by, language, now) = (call.server, call.member, call.server_language, call.at);
    let changes_freezes = changes.freezes.is_some();
    let changes_weekly = changes.weekly.is_some();
    let asks_more =
        changes.thread == Some(Thread::Open) || changes.pin == Some(Pin::Newest) || changes.ping.flatten().is_some();
    let acts_later = [changes.open_for.is_some(), changes.thread.is_some(), changes.sections.is_some()].contains(&true);
    let save = move |tx: &WriteTx<'_>| {
        let configured = configure_server(tx, server, by, language, asked, &changes, now)?;
        Ok((configured, open_feedback(tx, server)?, next_ceremony(tx, server)?))
    };
    let (configured, open, ceremony) = call.app.store.write(save).await?;
    let speak = call.app.words.speak(call.language);
    let Some(configured) = configured else {
        return Ok(Reply::private(speak.say("settings-not-set-up")));
    };
    let mut said = vec![format!("### {}", speak.say("settings-saved"))];
    let later = settings::from_next_question(&speak, configured.settings.feedback, open);
    said.extend(later.or_else(|| (acts_later && open.is_some()).then(|| speak.say("settings-from-next"))));
    said.extend(changes_freezes.then(|| speak.say("settings-freezes-from-next")));
    if asks_more {
        let of = &configured.settings;
        let look = setup::look_again(call, of).await;
        said.extend(settings::look(&speak, of, look.as_ref()));
    }
    said.extend(changes_weekly.then(|| settings::weekly(&speak, ceremony)));
    said.push(settings::when(&speak, &configured));
    let card = settings::card(&speak, &call.app.bank, &configured, &said);
    Ok(Reply::Message(Message::embed(card), Visibility::OnlyYou))
}

/// The changes that are asked for, or the words for what cannot be read.
fn wanted(call: &Call, options: &Options<'_>) -> Result<Changes, &'static str> {
    let days = options.text("days").map(|text| days::parse(text).ok_or("settings-bad-days")).transpose()?;
    let sections = options
        .text("sections")
        .map(|text| sections::parse(&call.app.bank, text).ok_or("settings-bad-sections"))
        .transpose()?;
    let open_for = options
        .integer("open_for")
        .map(|hours| within(hours, &OPEN_FOR_HOURS).ok_or("settings-bad-open-for"))
        .transpose()?;
    let grace =
        options.integer("grace").map(|hours| within(hours, &GRACE_HOURS).ok_or("settings-bad-grace")).transpose()?;
    let feedback =
        options.text("feedback").map(|text| Feedback::from_code(text).ok_or("settings-bad-feedback")).transpose()?;
    let ping = match options.boolean("no_ping") {
        Some(true) => Some(None),
        _ => options.role("ping").map(Some),
    };
    // Everyone has the role with the server's own id; a daily ping of all is not what anyone wants.
    if ping.flatten().is_some_and(|role| role.0 == call.server.0) {
        return Err("settings-bad-ping");
    }
    let thread = options.boolean("thread").map(|wanted| if wanted { Thread::Open } else { Thread::None });
    let pin = options.boolean("pin").map(|wanted| if wanted { Pin::Newest } else { Pin::None });
    let freezes = options.boolean("freezes").map(|wanted| if wanted { Freezes::On } else { Freezes::Off });
    let weekly = options.boolean("weekly");
    let changes =
        Changes { days, feedback, open_for, ping, thread, pin, sections, grace, freezes, weekly, ..Changes::default() };
    if changes == Changes::default() { Err("settings-nothing") } else { Ok(changes) }
}

fn within(hours: i64, range: &std::ops::RangeInclusive<i64>) -> Option<TimeDelta> {
    range.contains(&hours).then(|| TimeDelta::hours(hours))
}

/// Suggestions for the option that is being typed.
async fn complete(call: &Call, options: &Options<'_>) -> Result<Vec<Suggestion>, StoreError> {
    match options.focused() {
        Some(("schedule", typed)) => schedules::offered(call, typed).await,
        focused => {
            let typed = focused.map(|(_, typed)| typed).unwrap_or_default();
            let texts = sections::offered(&call.app.bank, typed).into_iter();
            Ok(texts.map(|text| Suggestion { name: text.clone(), value: text }).collect())
        }
    }
}
