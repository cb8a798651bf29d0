//! Finds out, before anything else, whether Discord knows this bot and, if it needs it, where the gateway is.

use std::time::Duration;

use tokio::time::{Instant, sleep};
use tracing::{info, warn};

use super::exit::Exit;
use super::shutdown::Shutdown;
use rest::models::Gateway;
use rest::{Rest, RestError};

/// The first pause after a failure; it doubles each time.
const FIRST_PAUSE: Duration = Duration::from_secs(1);

const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// How long a single request may wait for limits.
const LOGS_IN_WITHIN: Duration = Duration::from_secs(30);

/// What Discord says about this bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// The bot's own user id.
    pub bot: u64,
    /// The application that it belongs to; none when whoever stands in for Discord does not know of it.
    pub application: Option<u64>,
    /// The application's public key in hex, where Discord tells it.
    pub public_key: Option<String>,
    /// In about how many servers the bot is, where Discord tells it.
    pub servers: Option<u64>,
    /// The gateway, if it is needed. Its address is only ever the one that the API names, so that with a stand-in nothing goes
    /// to Discord.
    pub gateway: Option<Gateway>,
}

/// Asks until Discord has accepted or refused the token; `None` when the program was asked to stop meanwhile.
pub async fn log_in(rest: &Rest, needs_gateway: bool, shutdown: &Shutdown) -> Result<Option<Login>, Exit> {
    tokio::select! {
        () = shutdown.begun() => Ok(None),
        login = ask_until_answered(rest, needs_gateway) => login.map(Some),
    }
}

async fn ask_until_answered(rest: &Rest, needs_gateway: bool) -> Result<Login, Exit> {
    let mut pause = FIRST_PAUSE;
    loop {
        match ask(rest, needs_gateway).await {
            Ok(login) => return Ok(login),
            Err(RestError::Unauthorized) => {
                return Err(Exit::Failed("Discord refuses this token".to_owned()));
            }
            Err(error) => {
                let wait = error.retry_after().unwrap_or(pause);
                warn!("cannot log in ({error}); trying again in {} s", wait.as_secs());
                sleep(wait).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        }
    }
}

async fn ask(rest: &Rest, needs_gateway: bool) -> Result<Login, RestError> {
    let me = rest.me(Instant::now() + LOGS_IN_WITHIN).await?;
    info!(bot = me.id, "Discord knows this bot");
    let application = match rest.application(Instant::now() + LOGS_IN_WITHIN).await {
        Ok(application) => Some(application),
        Err(error) if error.status() == Some(404) => None,
        Err(error) => return Err(error),
    };
    let servers = application.as_ref().and_then(|one| one.servers);
    let (id, public_key) = application.map(|one| (one.id, one.public_key)).unzip();
    let gateway = if needs_gateway { Some(rest.gateway(Instant::now() + LOGS_IN_WITHIN).await?) } else { None };
    Ok(Login { bot: me.id, application: id, public_key: public_key.flatten(), servers, gateway })
}
