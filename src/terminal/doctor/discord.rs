//! Asks Discord about the bot: its token, its application, its sessions, its channels, and what time it is.

use std::time::Duration;

use chrono::TimeDelta;
use rest::models::Application;
use rest::{Rest, RestError};
use tokio::time::Instant;

use super::{Found, Report};
use crate::discord::permissions::{self, Spot};
use crate::discord::words::Words;
use crate::domain::language::Language;
use crate::runtime::advice;
use crate::runtime::clock::Clock;
use crate::runtime::config::Config;
use crate::runtime::exit::Exit;
use crate::runtime::login::Login;
use crate::runtime::owner;
use crate::runtime::run::AGENT;
use crate::runtime::secret::Secret;
use crate::store::schedules::Schedule;
use crate::store::{self, ReadTx, StoreError, schedules, servers};

/// How long one question to Discord may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The computer's clock may be off by so much before it is worth a word.
const NEAR: TimeDelta = TimeDelta::seconds(5);

/// Stands where a token is needed and there is none: the refusal says what time it is.
const NO_TOKEN: &str = "none";

pub(super) async fn look(report: &mut Report, config: &Config, token: Result<Secret, Exit>) -> Result<(), Exit> {
    let known = match &token {
        Ok(token) => Some(token.reveal()),
        Err(exit) => {
            report.wrong("token", &format!("{exit}; it is on the page \"Bot\" of the developer portal"))?;
            None
        }
    };
    let rest = Rest::new(&config.api_url, known.unwrap_or(NO_TOKEN), AGENT)
        .map_err(|error| Exit::Unusable(format!("DISCORD_API_URL: {error}")))?;
    let bot = if known.is_some() { look_at_token(report, &rest).await? } else { None };
    look_at_clock(report, config, &rest).await?;
    let Some(bot) = bot else {
        return Ok(());
    };
    let application = look_at_application(report, config, &rest).await?;
    look_at_owner(report, config, bot, application.as_ref().map(|one| one.id))?;
    if config.interactions.key().is_none() {
        let servers = application.and_then(|one| one.servers);
        look_at_sessions(report, config, servers, &rest).await?;
    }
    look_at_channels(report, config, &rest, bot).await
}

fn soon() -> Instant {
    Instant::now() + PATIENCE
}

/// The bot's user id, if Discord takes the token.
async fn look_at_token(report: &mut Report, rest: &Rest) -> Result<Option<u64>, Exit> {
    match rest.me(soon()).await {
        Ok(me) => {
            report.well("token", &format!("Discord knows the bot {}", me.id))?;
            Ok(Some(me.id))
        }
        Err(RestError::Unauthorized) => {
            let sentence =
                "Discord refuses it; \"Reset Token\" on the page \"Bot\" of the developer portal gives a new one";
            report.wrong("token", sentence)?;
            Ok(None)
        }
        Err(error) => {
            report.wrong("token", &format!("{error}; look at the network, and at --api-url (DISCORD_API_URL)"))?;
            Ok(None)
        }
    }
}

async fn look_at_clock(report: &mut Report, config: &Config, rest: &Rest) -> Result<(), Exit> {
    if rest.discord_time().is_none() {
        // What it answers is of no interest: a refusal has a date too.
        let _ = rest.gateway(soon()).await;
    }
    let Some(heard) = rest.discord_time() else {
        return report.wrong("clock", &format!("{} says no time; look at the network", config.api_url));
    };
    let ahead = Clock::system().now() - heard.now(Instant::now());
    if ahead.abs() <= NEAR {
        return report.well("clock", "it agrees with Discord's");
    }
    let side = if ahead > TimeDelta::zero() { "ahead of" } else { "behind" };
    let sentence = format!(
        "it is {} s {side} Discord's; have it set from the network (timedatectl set-ntp true)",
        ahead.num_seconds().abs()
    );
    report.wrong("clock", &sentence)
}

/// The application, where it is known.
async fn look_at_application(report: &mut Report, config: &Config, rest: &Rest) -> Result<Option<Application>, Exit> {
    const WHAT: &str = "application";
    let application = match rest.application(soon()).await {
        Ok(application) => application,
        Err(error) => {
            report.wrong(WHAT, &error.to_string())?;
            return Ok(None);
        }
    };
    let privileged = privileged_intents(&application);
    if let Some(sentence) = deafness(config, &application) {
        report.wrong(WHAT, &sentence)?;
    } else if privileged.is_empty() {
        report.well(WHAT, &format!("{}, with no privileged intent, as it should be", application.id))?;
    } else {
        let sentence = format!(
            "{} has the intents {}, and proctor needs none; switch them off on the page \"Bot\"",
            application.id,
            privileged.join(", ")
        );
        report.note(Found::Worth, WHAT, &sentence)?;
    }
    Ok(Some(application))
}

/// Why the bot would hear nothing of what members press: Discord sends it elsewhere, or signs it with another key.
fn deafness(config: &Config, application: &Application) -> Option<String> {
    const FIELD: &str = "\"Interactions Endpoint URL\" on the page \"General Information\"";
    match (config.interactions.key(), &application.interactions_url) {
        (None, Some(address)) => Some(format!(
            "Discord sends what members press to {address}, so the bot hears nothing; empty {FIELD}, or set PROCTOR_INTERACTIONS=http"
        )),
        (Some(key), _) if application.public_key.as_ref().is_some_and(|told| !key.is(told)) => Some(
            "DISCORD_PUBLIC_KEY is another application's; copy it from the page \"General Information\"".to_owned(),
        ),
        (None, None) | (Some(_), Some(_)) => None,
        (Some(_), None) => Some(format!(
            "Discord sends what members press over the gateway, so the bot hears nothing; start the bot, then put its address, which ends with /interactions, into {FIELD}"
        )),
    }
}

/// The privileged intents that are switched on: for big bots by Discord's leave, for others by themselves.
fn privileged_intents(application: &Application) -> Vec<&'static str> {
    let bits = [
        ("Presence", 1 << 12 | 1 << 13),
        ("Server Members", 1 << 14 | 1 << 15),
        ("Message Content", 1 << 18 | 1 << 19),
    ];
    bits.into_iter().filter(|(_, bits)| application.flags & bits != 0).map(|(name, _)| name).collect()
}

fn look_at_owner(report: &mut Report, config: &Config, bot: u64, application: Option<u64>) -> Result<(), Exit> {
    if config.database.file().is_some_and(|file| !file.exists()) {
        return Ok(());
    }
    let login = Login { bot, application, public_key: None, servers: None, gateway: None };
    match store::read_only(&config.database, |tx| owner::other_owner(tx, &login)) {
        Ok(Some(other)) => report.wrong("owner", &other.to_string()),
        Ok(None) => report.well("owner", "the database is this bot's"),
        // It was told with the database.
        Err(_) => Ok(()),
    }
}

async fn look_at_sessions(report: &mut Report, config: &Config, servers: Option<u64>, rest: &Rest) -> Result<(), Exit> {
    match rest.gateway(soon()).await {
        Ok(gateway) if gateway.is_spent() => {
            let wait = gateway.session_start_limit.map_or(0, |limit| limit.reset_after.div_ceil(60_000));
            report
                .wrong("gateway", &format!("Discord allows no more sessions for {wait} min; start the bot after that"))
        }
        Ok(gateway) => {
            let told = advice::told(&gateway, config.shards);
            report.well("gateway", &format!("at {}; {told}", gateway.url))?;
            match advice::fault(&gateway, servers, config.shards) {
                Some(fault) => report.note(Found::Worth, "shards", &fault),
                None => Ok(()),
            }
        }
        Err(error) => report.wrong("gateway", &error.to_string()),
    }
}

async fn look_at_channels(report: &mut Report, config: &Config, rest: &Rest, bot: u64) -> Result<(), Exit> {
    let words = Words::load().map_err(|error| Exit::Failed(error.to_string()))?;
    let speak = words.speak(Language::English);
    // A database that is not there or cannot be read was told before.
    let configured = store::read_only(&config.database, all_schedules).unwrap_or_default();
    let mut open = 0;
    for Schedule { server, name, settings, .. } in configured {
        let wanted = permissions::wanted(&settings);
        let spot = Spot { rest, bot, server, channel: settings.channel, works: &wanted };
        let lacking = match spot.look(settings.ping, Clock::system().now()).await {
            Ok(look) if look.missing.is_empty() => {
                open += 1;
                continue;
            }
            Ok(look) => {
                let missing = look.missing.iter().map(|missing| speak.say(&format!("permission-{missing}")));
                let missing = missing.collect::<Vec<_>>().join(", ");
                let is_permission = !look.is_no_place() && look.timed_out_until.is_none();
                if is_permission { format!("allow the bot there: {missing}") } else { missing }
            }
            Err(error) => error.to_string(),
        };
        report.wrong("channel", &format!("{} of \"{name}\" in server {server}: {lacking}", settings.channel))?;
    }
    if open > 0 { report.well("channels", &format!("the bot may post in {open}")) } else { Ok(()) }
}

fn all_schedules(tx: &ReadTx<'_>) -> Result<Vec<Schedule>, StoreError> {
    let of_each = servers::present(tx)?.into_iter().map(|server| schedules::of_server(tx, server));
    Ok(of_each.collect::<Result<Vec<_>, _>>()?.concat())
}
