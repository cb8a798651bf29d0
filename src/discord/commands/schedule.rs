//! `/schedule`: pauses the questions and resumes them; settings stay.

use serenity::all::{CommandOptionType, CreateCommand};

use super::define;
use crate::actions::change_schedule::{pause_schedule, resume_schedule};
use crate::discord::call::{Call, Options};
use crate::discord::failure::Failure;
use crate::discord::render::settings;
use crate::discord::reply::Reply;
use crate::discord::words::Words;

/// The command as Discord takes it.
pub fn definition(words: &Words) -> CreateCommand {
    let part = |path| define::option(words, path, CommandOptionType::SubCommand);
    define::manager_command(words, "schedule").add_option(part("schedule-pause")).add_option(part("schedule-resume"))
}

/// Answers it.
pub async fn run(call: &mut Call, options: &Options<'_>) -> Result<Reply, Failure> {
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
