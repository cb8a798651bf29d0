//! `/schedule`: pauses the questions and resumes them; settings stay.

use serenity::all::{CommandOptionType, CreateCommand};

use super::{Audience, Command, define};
use crate::actions::change_schedule::{pause_schedule, resume_schedule};
use crate::discord::call::{Call, Options};
use crate::discord::render::settings;
use crate::discord::reply::{Reply, Thinking};
use crate::discord::words::Words;
use crate::store::StoreError;

/// The command.
pub(super) const COMMAND: Command = Command {
    name: "schedule",
    audience: Audience::Managers,
    thinking: Some(Thinking::Private),
    define,
    run: |call, options| Box::pin(run(call, options)),
    complete: None,
};

fn define(words: &Words, command: CreateCommand) -> CreateCommand {
    let part = |path| define::option(words, path, CommandOptionType::SubCommand);
    command.add_option(part("schedule-pause")).add_option(part("schedule-resume"))
}

/// Answers it.
async fn run(call: &mut Call, options: &Options<'_>) -> Result<Reply, StoreError> {
    let (server, now) = (call.server, call.at);
    let pauses = options.subcommand() == Some("pause");
    let configured = call
        .app
        .store
        .write(move |tx| if pauses { pause_schedule(tx, server) } else { resume_schedule(tx, server, now) })
        .await?;
    let speak = call.app.words.speak(call.language);
    Ok(Reply::private(match configured {
        Some(_) if pauses => speak.say("schedule-paused"),
        Some(configured) => format!("{}\n\n{}", speak.say("schedule-resumed"), settings::upcoming(&speak, &configured)),
        None => speak.say("settings-not-set-up"),
    }))
}
