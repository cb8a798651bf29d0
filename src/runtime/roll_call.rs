//! Asks Discord where the bot is, when no session tells it.

use std::collections::BTreeSet;
use std::time::Duration;

use rest::{RestError, SERVERS_AT_ONCE};
use tokio::time::{Instant, sleep};
use tracing::warn;

use super::bot::Bot;
use crate::discord::membership::is_gone_from;
use crate::domain::ids::ServerId;
use crate::domain::shard::Shard;
use crate::store::servers;

/// How often Discord is asked.
const EVERY: Duration = Duration::from_hours(1);

/// The pause after a failure.
const AGAIN_AFTER: Duration = Duration::from_mins(1);

/// How long one question may wait for Discord's limits.
const ASKS_WITHIN: Duration = Duration::from_mins(1);

/// Asks now and then until the program ends.
pub(super) async fn keep(bot: Bot, application: u64) {
    while !bot.shutdown.has_begun() {
        let pause = match servers_of(&bot).await {
            Ok(servers) => {
                bot.hear_where_it_is(application, Shard::ONLY, servers);
                EVERY
            }
            // A simple stand-in has no list.
            Err(error) if error.status() == Some(404) => EVERY,
            Err(error) => {
                warn!(%error, "could not ask where the bot is; it is asked again in a minute");
                AGAIN_AFTER
            }
        };
        tokio::select! {
            () = sleep(pause) => {}
            () = bot.shutdown.begun() => {}
        }
    }
}

/// The servers that the bot is in. One that came into the list while it was read may be missing there; each that is known
/// and missing is asked for by itself.
async fn servers_of(bot: &Bot) -> Result<Vec<ServerId>, RestError> {
    let (rest, mut found, mut last) = (&bot.app.rest, BTreeSet::new(), 0);
    loop {
        let some = rest.own_servers(last, Instant::now() + ASKS_WITHIN).await?;
        last = some.iter().map(|server| server.id).max().unwrap_or(last);
        found.extend(some.iter().map(|server| ServerId(server.id)));
        if some.len() < SERVERS_AT_ONCE {
            break;
        }
    }
    let known = bot.app.store.read(servers::present).await.unwrap_or_default();
    for missing in known.into_iter().filter(|server| !found.contains(server)).collect::<Vec<_>>() {
        if !is_gone_from(rest, missing, Instant::now() + ASKS_WITHIN).await {
            found.insert(missing);
        }
    }
    Ok(found.into_iter().collect())
}
