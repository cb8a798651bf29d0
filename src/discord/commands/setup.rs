//! `/setup`: one command is all that a new server needs.

use std::future::ready;
use std::time::Duration;

use chrono::{NaiveTime, Timelike as _};
use chrono_tz::Tz;
use serenity::all::{ChannelType, CommandOptionType, CreateCommand};

use super::{Audience, Command, define};
use crate::actions::configure_server::{Changes, Configured, configure_server, show_settings};
use crate::discord::call::{Call, Options};
use crate::discord::message::Message;
use crate::discord::permissions::{self, Look, Spot, Work};
use crate::discord::render::{first_steps, moment, settings};
use crate::discord::reply::{Reply, Suggestion, Thinking, Visibility};
use crate::discord::words::{Speaker, Words};
use crate::domain::ids::ChannelId;
use crate::domain::language::Language;
use crate::domain::settings::Settings;
use crate::domain::typed::{time, zone};
use crate::store::StoreError;
use crate::store::deliveries;

/// How long the look at the permissions may take before the reply goes out without it.
const LOOK: Duration = Duration::from_secs(1);

/// The longest way to write a time that is read: `12:30 in the afternoon` with some room.
pub(super) const LONGEST_TIME: u16 = 40;

/// The most zones that a sentence names.
const NAMED_ZONES: usize = 5;

pub(super) const COMMAND: Command = Command {
    name: "setup",
    audience: Audience::Managers,
    thinking: Some(Thinking::Private),
    define,
    run: |call, options| Box::pin(run(call, options)),
    complete: Some(|call, options| Box::pin(ready(Ok(complete(call, options))))),
};

fn define(words: &Words, command: CreateCommand) -> CreateCommand {
    let channel = define::option(words, "setup-channel", CommandOptionType::Channel)
        .channel_types(vec![ChannelType::Text, ChannelType::News]);
    let time =
        define::option(words, "setup-time", CommandOptionType::String).set_autocomplete(true).max_length(LONGEST_TIME);
    let zone = define::option(words, "setup-timezone", CommandOptionType::String).set_autocomplete(true);
    let language = define::option(words, "setup-language", CommandOptionType::String);
    let language = define::choice(words, language, "language-ko", "ko");
    let language = define::choice(words, language, "language-en", "en");
    command.add_option(channel).add_option(time).add_option(zone).add_option(language)
}

/// Answers it.
async fn run(call: &mut Call, options: &Options<'_>) -> Result<Reply, StoreError> {
    let speak = call.app.words.speak(call.language);
    let zone = match options.text("timezone").map(|text| zone::read(text, call.at)) {
        Some(zone::MeantZone::Unknown) => return Ok(Reply::private(speak.say("setup-bad-timezone"))),
        Some(zone::MeantZone::Several(zones)) => return Ok(Reply::private(which_of(&speak, &zones))),
        Some(zone::MeantZone::Found(zone)) => Some(zone),
        None => None,
    };
    let (time, zone) = match options.text("time") {
        Some(text) => match typed_time(call, text, zone).await? {
            Ok((time, named)) => (Some(time), zone.or(named)),
            Err(reply) => return Ok(reply),
        },
        None => (None, zone),
    };
    let language = options.text("language").and_then(Language::from_code);
    set_up(call, Changes { channel: options.channel("channel"), time, zone, language, ..Changes::default() }).await
}

/// The time that was typed, with the zone that was named with it where the server has none yet.
///
/// A time of another zone than the server's would be posted at another hour than was meant, and gets the sentence for that.
pub(super) async fn typed_time(
    call: &Call,
    text: &str,
    zone: Option<Tz>,
) -> Result<Result<(NaiveTime, Option<Tz>), Reply>, StoreError> {
    let speak = call.app.words.speak(call.language);
    let (time, named) = match time::with_zone(text) {
        None => return Ok(Err(Reply::private(speak.say("setup-bad-time")))),
        Some((time, None)) => return Ok(Ok((time, None))),
        Some((time, Some(named))) => (time, named),
    };
    let server = call.server;
    let kept = call.app.store.read(move |tx| show_settings(tx, server, None)).await?.map(|found| found.settings.zone);
    let named = zone::read(&named, call.at);
    Ok(match (zone.or(kept), named) {
        (None, zone::MeantZone::Found(named)) => Ok((time, Some(named))),
        (Some(zone), zone::MeantZone::Found(named)) if zone::ahead(zone, call.at) == zone::ahead(named, call.at) => {
            Ok((time, None))
        }
        (Some(zone), _) => Err(Reply::private(speak.say_with("time-other-zone", &[("zone", zone.name().into())]))),
        (None, _) => Err(Reply::private(speak.say("setup-bad-time"))),
    })
}

/// Sets the server up, or changes what is named, and says what comes next.
pub(in crate::discord) async fn set_up(call: &Call, wanted: Changes) -> Result<Reply, StoreError> {
    let speak = call.app.words.speak(call.language);
    let Changes { time, zone, language, .. } = wanted;
    let server = call.server;
    let before = call.app.store.read(move |tx| show_settings(tx, server, None)).await?.map(|found| found.settings);
    // A new server gets the channel in which the command was used.
    let channel = wanted.channel.or_else(|| before.is_none().then_some(call.channel));
    let place = channel.or(before.as_ref().map(|before| before.channel)).unwrap_or(call.channel);
    let look = look(call, place, before.as_ref()).await;
    if channel.is_some_and(|channel| is_no_place(call, channel, look.as_ref())) {
        return Ok(Reply::private(speak.say("setup-no-place")));
    }
    let configured = configure(call, Changes { channel, time, zone, language, ..Changes::default() }).await?;
    if look.as_ref().is_some_and(|look| look.missing.is_empty()) {
        try_at_once(call).await;
    }
    let is_shut = look.as_ref().is_some_and(|look| !look.missing.is_empty());
    let mut said = vec![format!("### {}", speak.say(if is_shut { "setup-saved-but-shut" } else { "setup-saved" }))];
    said.extend(settings::look(&speak, &configured.settings, look.as_ref()));
    said.push(settings::when(&speak, &configured));
    if let Some(next) = configured.upcoming.first().filter(|_| !configured.paused) {
        said.push(speak.say_with("setup-next", &[("next", moment::relative(next.at).into())]));
    }
    if before.is_none() {
        // Only what nobody gave was guessed.
        said.extend(language.is_none().then(|| speak.say("setup-guessed-language")));
        said.extend(zone.is_none().then(|| speak.say("setup-guessed-zone")));
    }
    if before.is_none() {
        said.push(speak.say("setup-more"));
    }
    let card = settings::card(&speak, &call.app.bank, &configured, &said);
    let is_ready = look.as_ref().is_some_and(|look| look.missing.is_empty());
    let row = first_steps::after_setup(&speak, before.is_none() && is_ready);
    Ok(Reply::Message(Message::embed(card).with_rows(vec![row]), Visibility::OnlyYou))
}

/// Whether questions can never be posted in a channel that was picked. The command itself tells what kind it is, so that
/// no look need come in time; Discord lets nobody pick one of which it tells nothing.
pub(super) fn is_no_place(call: &Call, channel: ChannelId, look: Option<&Look>) -> bool {
    match call.kind_of(channel) {
        Some(kind) => !permissions::takes_posts(kind) || look.is_some_and(Look::is_no_place),
        None => look.is_none_or(Look::is_no_place),
    }
}

/// Saves the changes.
async fn configure(call: &Call, changes: Changes) -> Result<Configured, StoreError> {
    let (server, by, language, now) = (call.server, call.member, call.server_language, call.at);
    let configured =
        call.app.store.write(move |tx| configure_server(tx, server, by, language, None, &changes, now)).await?;
    // The server's data may have been deleted between the look and the write.
    configured.ok_or_else(|| StoreError::Inconsistent("the server has no channel".to_owned()))
}

/// Looks at the channel of a server that is set up; where nothing is missing, what waits there is tried at once.
pub(super) async fn look_again(call: &Call, settings: &Settings) -> Option<Look> {
    let look = look(call, settings.channel, Some(settings)).await;
    if look.as_ref().is_some_and(|look| look.missing.is_empty()) {
        try_at_once(call).await;
    }
    look
}

/// Looks at a channel, for what the settings want of it; `None` when Discord did not say it in time.
pub(super) async fn look(call: &Call, channel: ChannelId, settings: Option<&Settings>) -> Option<Look> {
    let works = settings.map_or_else(|| vec![Work::Post], permissions::wanted);
    let ping = settings.and_then(|settings| settings.ping);
    let spot = Spot { rest: &call.app.rest, bot: call.bot, server: call.server, channel, works: &works };
    match tokio::time::timeout(LOOK, spot.look(ping, call.at)).await {
        Ok(Ok(look)) => Some(look),
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

/// What is said where a zone could be one of several.
fn which_of(speak: &Speaker<'_>, zones: &[Tz]) -> String {
    let names: Vec<String> = zones.iter().take(NAMED_ZONES).map(|zone| format!("`{}`", zone.name())).collect();
    speak.say_with("setup-which-timezone", &[("names", names.join(", ").into())])
}

/// Suggestions for the option that is being typed.
fn complete(call: &Call, options: &Options<'_>) -> Vec<Suggestion> {
    match options.focused() {
        Some(("time", typed)) => times(call, typed),
        focused => {
            let typed = focused.map(|(_, typed)| typed).unwrap_or_default();
            let named = |zone| Suggestion { name: zone_name(call, zone), value: zone.name().to_owned() };
            zone::offered(typed, call.at).into_iter().map(named).collect()
        }
    }
}

/// A zone with its Korean name, for those who read Korean, and its distance from UTC now.
fn zone_name(call: &Call, zone: Tz) -> String {
    let minutes = zone::ahead(zone, call.at).num_minutes();
    let (sign, hours, minutes) = (if minutes < 0 { '-' } else { '+' }, minutes.abs() / 60, minutes.abs() % 60);
    let minutes = if minutes == 0 { String::new() } else { format!(":{minutes:02}") };
    let korean = zone::korean_name(zone).filter(|_| call.language == Language::Korean);
    let korean = korean.map(|name| format!("{name} · ")).unwrap_or_default();
    format!("{korean}{} (UTC{sign}{hours}{minutes})", zone.name())
}

/// Times for an option of which so much is typed, as they are shown and as they are said.
pub(super) fn times(call: &Call, typed: &str) -> Vec<Suggestion> {
    let speak = call.app.words.speak(call.language);
    let named = |time: NaiveTime| {
        let (is_afternoon, hour) = time.hour12();
        let key = if is_afternoon { "time-afternoon" } else { "time-morning" };
        let (clock, said) = (time.format("%H:%M").to_string(), format!("{hour}:{:02}", time.minute()));
        Suggestion {
            name: speak.say_with(key, &[("clock", clock.clone().into()), ("said", said.into())]),
            value: clock,
        }
    };
    time::offered(typed).into_iter().map(named).collect()
}
