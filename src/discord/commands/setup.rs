//! `/setup`: one command is all that a new server needs.

use std::future::ready;

use std::time::Duration;

use chrono_tz::Tz;
use serenity::all::{ChannelType, CommandOptionType, CreateCommand};

use super::{Audience, Command, define};
use crate::actions::configure_server::{Changes, Configured, configure_server};
use crate::discord::call::{Call, Options};
use crate::discord::render::settings;
use crate::discord::reply::{Reply, Suggestion, Thinking};
use crate::discord::words::Words;
use crate::discord::{permissions, timezones};
use crate::domain::language::Language;
use crate::domain::settings::parse_time;
use crate::store::StoreError;
use crate::store::deliveries;

/// How long the look at the permissions may take before the reply goes out without it.
const LOOK: Duration = Duration::from_secs(1);

/// The command.
pub(super) const COMMAND: Command = Command {
    name: "setup",
    audience: Audience::Managers,
    thinking: Some(Thinking::Private),
    define,
    run: |call, options| Box::pin(run(call, options)),
    complete: Some(|_, options| Box::pin(ready(Ok(complete(options))))),
};

fn define(words: &Words, command: CreateCommand) -> CreateCommand {
    let channel = define::option(words, "setup-channel", CommandOptionType::Channel)
        .channel_types(vec![ChannelType::Text, ChannelType::News]);
    let time = define::option(words, "setup-time", CommandOptionType::String).max_length(10);
    let zone = define::option(words, "setup-timezone", CommandOptionType::String).set_autocomplete(true);
    let language = define::option(words, "setup-language", CommandOptionType::String);
    let language = define::choice(words, language, "language-ko", "ko");
    let language = define::choice(words, language, "language-en", "en");
    command.add_option(channel).add_option(time).add_option(zone).add_option(language)
}

/// Answers it.
async fn run(call: &mut Call, options: &Options<'_>) -> Result<Reply, StoreError> {
    let speak = call.app.words.speak(call.language);
    let time = match options.text("time").map(parse_time) {
        Some(None) => return Ok(Reply::private(speak.say("setup-bad-time"))),
        time => time.flatten(),
    };
    let zone = match options.text("timezone").map(timezones::parse) {
        Some(None) => return Ok(Reply::private(speak.say("setup-bad-timezone"))),
        zone => zone.flatten(),
    };
    let language = options.text("language").and_then(Language::from_code);
    let changes = Changes { channel: options.channel("channel"), time, zone, language, ..Changes::default() };
    let configured = configure(call, changes).await?;
    let granted = look(call, &configured).await;
    let parts = [
        speak.say("setup-saved"),
        settings::all(&speak, &call.app.bank, &configured),
        settings::missing(&speak, configured.settings.channel, granted.as_deref()),
        settings::upcoming(&speak, &configured),
    ];
    Ok(Reply::private(parts.join("\n\n")))
}

/// Saves the changes; a server that is new gets the channel in which the command was used.
async fn configure(call: &Call, changes: Changes) -> Result<Configured, StoreError> {
    let (server, by, language, now) = (call.server, call.member, call.server_language, call.at);
    let with_channel = Changes { channel: Some(changes.channel.unwrap_or(call.channel)), ..changes.clone() };
    let configured = call
        .app
        .store
        .write(move |tx| match configure_server(tx, server, by, language, None, &changes, now)? {
            Some(configured) => Ok(Some(configured)),
            None => configure_server(tx, server, by, language, None, &with_channel, now),
        })
        .await?;
    // With a channel there is always an outcome.
    configured.ok_or_else(|| StoreError::Inconsistent("the server has no channel".to_owned()))
}

/// What the bot is missing; `None` when Discord did not say so in time.
pub(super) async fn look(call: &Call, configured: &Configured) -> Option<Vec<&'static str>> {
    let of = &configured.settings;
    let look = permissions::missing(&call.app, call.bot, call.server, of.channel, of.thread);
    match tokio::time::timeout(LOOK, look).await {
        Ok(Ok(missing)) => {
            if missing.is_empty() {
                try_at_once(call).await;
            }
            Some(missing)
        }
        Ok(Err(error)) => {
            tracing::warn!(server = %call.server, %error, "could not look at the permissions");
            None
        }
        Err(_) => None,
    }
}

/// Nothing is missing any more: what waited for it need not wait for its next try.
async fn try_at_once(call: &Call) {
    let (server, now) = (call.server, call.at);
    if let Err(error) = call.app.store.write(move |tx| deliveries::hurry(tx, server, now)).await {
        tracing::warn!(%server, %error, "what waits here is tried at its own time");
    }
}

/// Suggestions for the option that is being typed.
fn complete(options: &Options<'_>) -> Vec<Suggestion> {
    let typed = options.focused().map(|(_, typed)| typed).unwrap_or_default();
    let named = |zone: Tz| Suggestion { name: zone.name().to_owned(), value: zone.name().to_owned() };
    timezones::offered(typed).into_iter().map(named).collect()
}
