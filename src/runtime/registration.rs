//! Tells Discord about the commands only when they changed: each registration counts against a daily limit.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::{Instant, sleep};
use tracing::{info, warn};

use super::bot::Bot;
use crate::discord::commands;
use crate::store::{StoreError, remembered};

/// The name under which the registered commands are remembered.
const REMEMBERED_AS: &str = "registered commands";

/// How long a registration may wait for Discord's limits.
const PATIENCE: Duration = Duration::from_mins(1);

/// The pause before the next attempt.
const PAUSE: Duration = Duration::from_mins(1);

/// Whether the commands have to be registered.
#[derive(Debug, PartialEq, Eq)]
pub enum Registration {
    /// Discord has them already.
    UpToDate,
    /// They have to be sent; once they are, this text is to be remembered.
    Needed {
        /// The text to remember.
        remember: String,
    },
}

/// Compares the commands with the text remembered from the last registration.
///
/// The text names the application and the address, so that a database that moves to another bot registers anew.
pub fn compare(last: Option<&str>, api_url: &str, application: u64, wanted: &[Value]) -> Registration {
    let remember = json!({ "api": api_url, "application": application, "commands": wanted }).to_string();
    if last == Some(remember.as_str()) { Registration::UpToDate } else { Registration::Needed { remember } }
}

/// Registers the commands if Discord does not have them yet; tries until it works or the program ends.
pub async fn register(bot: Bot, application: u64) {
    let wanted = commands::definitions(&bot.app.words);
    while let Err(fault) = register_once(&bot, application, &wanted).await {
        warn!("could not register the commands ({fault}); trying again in {} s", PAUSE.as_secs());
        tokio::select! {
            () = bot.shutdown.begun() => return,
            () = sleep(PAUSE) => {}
        }
    }
}

async fn register_once(bot: &Bot, application: u64, wanted: &[Value]) -> Result<(), String> {
    let unkept = |error: StoreError| error.to_string();
    let last = bot.app.store.read(|tx| remembered::get(tx, REMEMBERED_AS)).await.map_err(unkept)?;
    let Registration::Needed { remember } = compare(last.as_deref(), &bot.api_url, application, wanted) else {
        return Ok(());
    };

    let sent = bot.app.rest.put_commands(application, wanted, Instant::now() + PATIENCE).await;
    sent.map_err(|error| error.to_string())?;
    info!(commands = wanted.len(), "registered the commands");

    bot.app.store.write(move |tx| remembered::set(tx, REMEMBERED_AS, &remember)).await.map_err(unkept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needed(registration: Registration) -> Option<String> {
        match registration {
            Registration::UpToDate => None,
            Registration::Needed { remember } => Some(remember),
        }
    }

    #[test]
    fn commands_are_registered_once_and_again_after_a_change() {
        let (old, new) = ([json!({"name": "today"})], [json!({"name": "today"}), json!({"name": "help"})]);

        let text = needed(compare(None, "https://discord.com", 7, &old)).unwrap();

        let again = |api, application, wanted| needed(compare(Some(&text), api, application, wanted)).is_some();
        assert!(!again("https://discord.com", 7, &old[..]));
        assert!(again("https://discord.com", 7, &new[..]));
        assert!(again("https://discord.com", 8, &old[..]));
        assert!(again("http://127.0.0.1:4000", 7, &old[..]));
    }
}
