//! `/season`: starts and ends a season, shows the one that runs, and lists those that are over with their winners.

use serenity::all::{CommandOptionType, CreateCommand};

use super::{Audience, Command, define};
use crate::actions::show_seasons::{Shown, list_seasons, show_season};
use crate::actions::start_season::{MEMBERS_AT_ONCE, StartOutcome, Wanted, continue_start, start_season};
use crate::discord::call::{Call, Options};
use crate::discord::deeds;
use crate::discord::easel::FOR_A_REPLY;
use crate::discord::render::{named_days, race_picture, season};
use crate::discord::reply::{Reply, Thinking, Visibility};
use crate::discord::words::Words;
use crate::domain::season::{LONGEST_NAME, SeasonLength};
use crate::store::StoreError;

pub(super) const COMMAND: Command = Command {
    name: "season",
    audience: Audience::Managers,
    thinking: Some(Thinking::Private),
    define,
    run: |call, options| Box::pin(run(call, options)),
    complete: None,
};

fn define(words: &Words, command: CreateCommand) -> CreateCommand {
    let part = |path| define::option(words, path, CommandOptionType::SubCommand);
    let longest = u16::try_from(LONGEST_NAME).unwrap_or(u16::MAX);
    let name = define::option(words, "season-start-name", CommandOptionType::String);
    let mut length = define::option(words, "season-start-length", CommandOptionType::String);
    for one in SeasonLength::ALL {
        length = define::choice(words, length, &format!("season-length-{}", one.code()), one.code());
    }
    let repeat = define::option(words, "season-start-repeat", CommandOptionType::Boolean);
    command
        .add_option(
            part("season-start")
                .add_sub_option(name.required(true).max_length(longest))
                .add_sub_option(length)
                .add_sub_option(repeat),
        )
        .add_option(part("season-end"))
        .add_option(part("season-show"))
        .add_option(part("season-list"))
}

/// Answers it.
async fn run(call: &mut Call, options: &Options<'_>) -> Result<Reply, StoreError> {
    match options.subcommand() {
        Some("start") => start(call, options).await,
        Some("end") => Ok(Reply::Message(deeds::ask_to_end_season(call).await?, Visibility::OnlyYou)),
        Some("list") => list(call).await,
        _ => show(call).await,
    }
}

async fn start(call: &Call, options: &Options<'_>) -> Result<Reply, StoreError> {
    let (server, at) = (call.server, call.at);
    let wanted = Wanted {
        name: options.text("name").unwrap_or_default().to_owned(),
        length: options.text("length").and_then(SeasonLength::from_code).unwrap_or(SeasonLength::Month),
        repeats: options.boolean("repeat").unwrap_or(false),
    };
    let outcome = call.app.store.write(move |tx| start_season(tx, server, &wanted, at)).await?;
    while call.app.store.write(move |tx| continue_start(tx, MEMBERS_AT_ONCE, at)).await? {}
    let speak = call.app.words.speak(call.language);
    Ok(match &outcome {
        StartOutcome::Started(started) => season::started(&speak, started),
        StartOutcome::Running(running) => {
            let parts = [
                ("name", named_days::name(&speak, running).into()),
                ("days", named_days::days(&speak, running).into()),
            ];
            Reply::private(speak.say_with("season-runs-already", &parts))
        }
        StartOutcome::BadName => Reply::private(speak.say("season-bad-name")),
        StartOutcome::Damaged => Reply::private(speak.say("season-damaged")),
        StartOutcome::NotSetUp => Reply::private(speak.say("settings-not-set-up")),
    })
}

async fn show(call: &Call) -> Result<Reply, StoreError> {
    let (server, at) = (call.server, call.at);
    let shown = call.app.store.read(move |tx| show_season(tx, server, at)).await?;
    let speak = call.app.words.speak(call.language);
    Ok(match &shown {
        Shown::Running { played, race, today } => {
            let message = season::running(&speak, played, *today);
            let sketch = race.as_ref().map(|race| race_picture::sketch(&speak, &played.season, race));
            let message = match sketch {
                Some(sketch) => message.showing(&call.app.easel, sketch, FOR_A_REPLY).await,
                None => message,
            };
            Reply::Message(message, Visibility::OnlyYou)
        }
        Shown::Idle(last) => season::idle(&speak, last.as_ref()),
        Shown::NotSetUp => Reply::private(speak.say("settings-not-set-up")),
    })
}

async fn list(call: &Call) -> Result<Reply, StoreError> {
    let server = call.server;
    let past = call.app.store.read(move |tx| list_seasons(tx, server)).await?;
    let speak = call.app.words.speak(call.language);
    Ok(match &past {
        Some(past) => season::list(&speak, past),
        None => Reply::private(speak.say("settings-not-set-up")),
    })
}
