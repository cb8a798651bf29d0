//! `proctor sandbox`: the real bot on a stand-in of Discord, in a browser, without an account.
//!
//! | file | job |
//! |---|---|
//! | `process` | starts, stops and kills the bot, which runs in a runtime of its own |
//! | `controls` | the page's buttons that know proctor: to the next round, kill the bot |
//! | `players` | the members who answer when they are told to |
//! | `quiz` | the same members, as they play a live quiz along |
//! | `draft` | a bank that somebody is writing |
//! | `preview` | every question in every form, for those who write them |

mod controls;
mod draft;
mod players;
mod preview;
mod process;
mod quiz;

use std::sync::Arc;
use std::time::Duration;

use sandbox::page::Extras;
use sandbox::{Clock, Discord, Permission, World};
use serde_json::json;
use tokio::net::TcpListener;

use crate::runtime::cli::{PageLanguage, SANDBOX_PAGE, SandboxOptions};
use crate::runtime::config::Config;
use crate::runtime::exit::Exit;
use crate::runtime::shutdown::Shutdown;
use crate::store::{Address, read_file, servers};
use draft::{Draft, stamp};
use players::Players;
use process::BotProcess;
use quiz::QuizPlayers;

/// How often a bank's folder is looked at for a change.
const LOOK_AT_BANK: Duration = Duration::from_secs(1);

/// Runs the sandbox until it is asked to stop.
pub(super) async fn start(config: &Config, names_database: bool, options: &SandboxOptions) -> Result<(), Exit> {
    let listen = config.listen.unwrap_or(SANDBOX_PAGE);
    if !listen.ip().is_loopback() && !options.expose {
        return Err(Exit::Unusable(format!(
            "{listen} can be reached from other computers, and the page asks nobody for a password; add --expose if you mean it"
        )));
    }
    let shutdown = Shutdown::on_signals()?;
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|error| Exit::Unusable(format!("cannot listen on {listen}: {error}; choose another --listen")))?;
    let address = listener.local_addr().map_err(|error| Exit::Failed(error.to_string()))?;

    let folder = tempfile::tempdir().map_err(|error| Exit::Failed(format!("cannot make a folder: {error}")))?;
    let database = match &config.database {
        Address::File(file) if names_database => file.clone(),
        Address::Postgres(_) => {
            return Err(Exit::Unusable("the sandbox keeps its group in a file: name one, or none".to_owned()));
        }
        Address::File(_) => folder.path().join("sandbox.db"),
    };
    let locale = match options.lang {
        PageLanguage::Ko => "ko",
        PageLanguage::En => "en-US",
    };
    let discord = Discord::start(World::study_group(locale).with_bot_named("proctor"), Clock::system()).await;
    offer_a_prize(&discord, locale);
    let draft = Arc::new(Draft::new(config.bank.clone(), folder.path().to_owned()));
    draft.take().map_err(|faults| Exit::Unusable(crate::bank::in_one_line(draft.folder(), &faults)))?;
    let bot = Arc::new(BotProcess::new(discord.clone(), database.clone(), Arc::clone(&draft)));
    bot.start().await?;
    let players = Arc::new(Players::new(discord.clone(), database.clone(), locale));
    if !options.fresh {
        set_up(&discord, &players, locale, &database).await?;
    }

    let quiz = Arc::new(QuizPlayers::new(Arc::clone(&players)));
    let extras = Extras {
        controls: controls::all(&discord, &bot, &players, &quiz),
        dials: controls::dials(&players),
        steps: controls::steps(options.fresh),
        gallery: Some(preview::gallery(config.bank.clone())),
        language: if locale == "ko" { "ko" } else { "en" },
    };
    let page = tokio::spawn(discord.clone().serve_page(listener, extras));
    let playing = tokio::spawn(async move { quiz.play_along().await });
    let watch = tokio::spawn(follow(draft, Arc::clone(&bot)));
    println!("proctor sandbox: open http://{address} (Ctrl-C ends it)");

    shutdown.begun().await;
    page.abort();
    playing.abort();
    watch.abort();
    bot.stop().await;
    Ok(())
}

/// A role for whoever wins, below the bot's own, and the right to give it: what `/rewards` needs.
fn offer_a_prize(discord: &Discord, locale: &str) {
    for guild in discord.world().guild_ids() {
        discord.make_role(guild, if locale == "ko" { "챔피언" } else { "Champion" }, 1);
        discord.set_role_permission(guild, discord.world().bot_role(guild), Permission::ManageRoles, true);
    }
}

/// Has the owner set the server up, unless the named database knows it already.
async fn set_up(discord: &Discord, players: &Players, locale: &str, database: &std::path::Path) -> Result<(), Exit> {
    let server = players.server();
    let known = read_file(database, |tx| servers::find(tx, server)).map_err(|error| Exit::Failed(error.to_string()))?;
    if known.is_some() {
        return Ok(());
    }
    let owner = discord.user(players.owner(), players.channel()).speaking(locale);
    let options = [
        ("channel", json!(players.channel().to_string())),
        ("time", json!("09:00")),
        ("timezone", json!("Asia/Seoul")),
    ];
    match owner.slash("setup", &options).await.failed() {
        Some(why) => Err(Exit::Failed(format!("the server could not be set up: {why}"))),
        None => Ok(()),
    }
}

/// Starts the bot again when a file of the bank was saved; a bank with faults leaves the old one running.
async fn follow(draft: Arc<Draft>, bot: Arc<BotProcess>) {
    let Some(folder) = draft.folder() else {
        return;
    };
    let mut known = stamp(folder);
    loop {
        tokio::time::sleep(LOOK_AT_BANK).await;
        let now = stamp(folder);
        if now == known {
            continue;
        }
        known = now;
        if draft.take().is_ok() {
            bot.stop().await;
            if let Err(fault) = bot.start().await {
                tracing::warn!(%fault, "could not start the bot again");
            }
        }
    }
}
