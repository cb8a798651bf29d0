//! The door by which the bot hears of members, and the one switch that chooses it for all tests.

use std::net::SocketAddr;
use std::time::Duration;

use proctor::runtime::settings::{Setting, Settings};
use sandbox::{Discord, World};

use super::{Study, free_address, instant};

/// Where the bot listens, and whether it takes signed requests there.
pub(crate) struct Door {
    listen: Option<SocketAddr>,
    key: Option<String>,
}

impl Study {
    /// A group whose bot has just come in and takes signed requests, whatever the switch says.
    pub(crate) async fn by_http(locale: &str, now: &str) -> Self {
        let world = World::study_group(locale).with_more_members(12);
        let discord = Discord::start(world, sandbox::Clock::standing_at(instant(now))).await;
        let mut study = Self::not_yet(discord, locale);
        (study.is_always_by_http, study.listen) = (true, Some(free_address()));
        study.start().await;
        study
    }

    /// Whether interactions come to the bot as signed requests instead of over the gateway: `PROCTOR_TEST_DOOR=http` sends
    /// every test through that door, and none is written twice.
    pub(crate) fn is_by_http(&self) -> bool {
        #[expect(clippy::disallowed_methods, reason = "the one switch")]
        let door = std::env::var("PROCTOR_TEST_DOOR");
        self.is_always_by_http || self.shards.is_none() && door.is_ok_and(|door| door == "http")
    }

    /// The door of the next start.
    pub(super) fn door(&self) -> Door {
        let key = self.is_by_http().then(|| self.discord.public_key());
        Door { listen: self.listen.or_else(|| key.is_some().then(free_address)), key }
    }
}

impl Door {
    pub(crate) fn set(&self, mut settings: Settings) -> Settings {
        if let Some(address) = self.listen {
            settings = settings.with(Setting::Listen, address.to_string());
        }
        match &self.key {
            Some(key) => settings.with(Setting::Interactions, "http").with(Setting::PublicKey, key),
            None => settings,
        }
    }

    /// Tells Discord where the bot takes signed requests, once it does.
    pub(crate) async fn open(&self, discord: &Discord) {
        let (Some(_), Some(address)) = (&self.key, self.listen) else { return };
        let mut said = String::new();
        for _ in 0..3_000 {
            let interactions = discord.use_endpoint(&format!("http://{address}/interactions")).await;
            let events = discord.use_endpoint_for_events(&format!("http://{address}/events")).await;
            match interactions.and(events) {
                Ok(()) => return,
                Err(why) => said = why,
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the bot takes no signed requests: {said}");
    }
}
