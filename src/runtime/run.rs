//! Runs the bot from its start to its end.

use std::future::pending;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval};
use tracing::{info, warn};

use super::advice;
use super::bot::Bot;
use super::clock::Clock;
use super::config::Config;
use super::endpoint::{self, Doors};
use super::exit::Exit;
use super::gateway::{Gateway, Turns};
use super::heartbeat;
use super::lock::Lock;
use super::login::log_in;
use super::metrics::Metrics;
use super::owner::refuse_another_bot;
use super::roll_call;
use super::scheduler::chance;
use super::secret::Secret;
use super::shutdown::{DRAIN, Shutdown};
use super::timekeeping;
use super::upkeep::keep_up;
use crate::actions::load_bank::load_bank;
use crate::bank::Bank;
use crate::discord::app::App;
use crate::discord::words::Words;
use crate::store::{Store, transfer};
use rest::Rest;

/// How Discord asks bots to name themselves.
pub const AGENT: &str = concat!("DiscordBot (https://github.com/proctor-bot/proctor, ", env!("CARGO_PKG_VERSION"), ")");

/// What is told of a key with which nothing could be verified.
const OTHER_KEY: &str = "DISCORD_PUBLIC_KEY is another application's than the token's; copy both from the same application's pages of the developer portal";

/// How often the store is looked at.
const LOOK: Duration = Duration::from_secs(1);

/// Runs the bot until `shutdown` begins, or until it cannot go on.
pub async fn run(config: &Config, token: &Secret, clock: Clock, shutdown: Shutdown) -> Result<(), Exit> {
    let bank = bank(config.bank.as_deref())?;
    let words = Words::load().map_err(|error| Exit::Failed(error.to_string()))?;
    let rest = Rest::new(&config.api_url, token.reveal(), AGENT)
        .map_err(|error| Exit::Unusable(format!("DISCORD_API_URL: {error}")))?;
    if let Some(file) = config.database.file() {
        check_place(file)?;
    }
    // One process has a file; a server of databases takes as many as come.
    let _lock = config.beside_database(".lock").map(|path| Lock::take(&path)).transpose()?;
    let store = Store::at(&config.database).await.map_err(|error| Exit::Unusable(error.to_string()))?;
    if store.read(transfer::is_under_way).await.map_err(|error| Exit::Unusable(error.to_string()))? {
        store.close().await;
        let sentence = format!(
            "a move into the database {} has not ended; give the same `proctor migrate` command again, or name another database",
            config.database
        );
        return Err(Exit::Unusable(sentence));
    }
    info!(version = env!("CARGO_PKG_VERSION"), database = %config.database, "starting");

    let app = App {
        store: store.clone(),
        bank: Arc::new(bank.current()),
        words: Arc::new(words),
        rest,
        computer_clock: Arc::default(),
        names: Arc::default(),
        easel: Arc::default(),
        handled: Arc::default(),
    };
    let outcome = show_health_and_serve(config, token, (app, bank), clock, shutdown).await;

    store.close().await;
    info!("stopped");
    outcome
}

/// Serves, and says beside the database and where health is asked for that it does.
async fn show_health_and_serve(
    config: &Config,
    token: &Secret,
    (app, bank): (App, Arc<Bank>),
    clock: Clock,
    shutdown: Shutdown,
) -> Result<(), Exit> {
    let metrics = Arc::new(Metrics::new(Instant::now(), Arc::clone(&app.handled)));
    let doors = config.interactions.key().map(|key| Doors::new(key.clone(), Arc::clone(&metrics)));
    let (counts, store, end) = (Arc::clone(&metrics), app.store.clone(), shutdown.clone());
    let endpoint = endpoint::serve(config, counts, store, doors.clone(), end.clone()).await?;
    let sign = config.beside_database(".health");
    let heartbeat = sign.clone().map(|sign| tokio::spawn(heartbeat::keep(sign, Arc::clone(&metrics))));

    let outcome = log_in_and_serve(config, (token, doors), (app, bank), clock, metrics, shutdown).await;

    end.begin();
    if let Some(endpoint) = endpoint {
        endpoint.end().await;
    }
    if let Some(heartbeat) = heartbeat {
        heartbeat.abort();
        // It may be at work on the sign. That it was ended is no news.
        let _ = heartbeat.await;
    }
    // Without the sign, a health check says that no bot is running. It may never have been left.
    let _ = sign.map(std::fs::remove_file);
    outcome
}

async fn log_in_and_serve(
    config: &Config,
    (token, doors): (&Secret, Option<Doors>),
    (app, bank): (App, Arc<Bank>),
    clock: Clock,
    metrics: Arc<Metrics>,
    shutdown: Shutdown,
) -> Result<(), Exit> {
    let Some(login) = log_in(&app.rest, doors.is_none(), &shutdown).await? else {
        return Ok(());
    };
    if let (Some(key), Some(told)) = (config.interactions.key(), &login.public_key)
        && !key.is(told)
    {
        return Err(Exit::Unusable(OTHER_KEY.to_owned()));
    }
    // Before anything is done in the database, or by the clock.
    refuse_another_bot(&app.store, &login).await?;
    let loaded = app.store.write(move |tx| load_bank(tx, bank.editions())).await;
    loaded.map_err(|error| Exit::Unusable(format!("the bank cannot be kept: {error}")))?;
    timekeeping::ask(&clock, &app.rest).await;

    tokio::spawn(keep_up(app.clone(), clock.clone(), shutdown.clone()));
    let application = login.application.unwrap_or(login.bot);
    let bot = Bot::new(config, app, login.bot, clock, metrics, shutdown);
    tokio::spawn(timekeeping::keep(bot.clone()));
    let gateway = match (login.gateway, doors) {
        (Some(gateway), _) => {
            let shards = config.shards;
            info!("the gateway: {}", advice::told(&gateway, shards));
            if let Some(fault) = advice::fault(&gateway, login.servers, shards) {
                warn!("{fault}");
            }
            let turns = Turns::new(bot.app.store.clone(), bot.clock.clone(), bot.app.rest.clone(), &gateway).await;
            let turns = turns.map_err(|error| Exit::Failed(error.to_string()))?;
            let taker = bot.clone();
            let take = move |shard, event| taker.take(shard, event);
            Some(Gateway::connect(&gateway.url, token, shards, &bot.metrics, &turns, chance(), take))
        }
        (None, Some(doors)) => {
            bot.metrics.health.do_without_gateway();
            bot.begin_to_take_requests(application);
            tokio::spawn(roll_call::keep(bot.clone(), application));
            doors.open(bot.clone());
            None
        }
        (None, None) => None,
    };
    serve(&bot, gateway).await
}

/// Serves until the end begins, then finishes what was begun. The database is still open after it.
async fn serve(bot: &Bot, mut gateway: Option<Gateway>) -> Result<(), Exit> {
    bot.tasks.spawn(bot.scheduler.clone().run(bot.shutdown.clone()));

    let outcome = watch(&mut gateway, bot).await;

    bot.shutdown.begin();
    let left = bot.tasks.drain(DRAIN).await;
    if left > 0 {
        warn!("{left} pieces of work were not finished in time");
    }
    if let (Ok(()), Some(gateway)) = (&outcome, gateway) {
        gateway.close().await;
    }
    outcome
}

/// Watches until the end begins, or until Discord refuses the bot for good.
async fn watch(gateway: &mut Option<Gateway>, bot: &Bot) -> Result<(), Exit> {
    let mut looks = interval(LOOK);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let refused = async {
            match gateway {
                Some(gateway) => gateway.refused().await,
                None => pending().await,
            }
        };
        tokio::select! {
            () = bot.shutdown.begun() => return Ok(()),
            fault = refused => return Err(fault),
            _ = looks.tick() => {
                bot.metrics.health.note_failed_writes(bot.app.store.failed_writes(), Instant::now());
            }
        }
    }
}

fn bank(folder: Option<&Path>) -> Result<Arc<Bank>, Exit> {
    crate::bank::open(folder).map_err(|faults| Exit::Unusable(crate::bank::in_one_line(folder, &faults)))
}

/// Says in plain words what SQLite would say in its own, before a file is made.
fn check_place(database: &Path) -> Result<(), Exit> {
    let cannot = |reason| Err(Exit::Unusable(format!("cannot open the database {}: {reason}", database.display())));
    let folder = database.parent().filter(|folder| !folder.as_os_str().is_empty());
    if folder.is_some_and(|folder| !folder.is_dir()) {
        return cannot("its folder does not exist");
    }
    if database.is_dir() { cannot("it is a folder") } else { Ok(()) }
}
