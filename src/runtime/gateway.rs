//! Listens to Discord's gateway, and hands on the few events that the bot lives by.

use std::sync::Arc;
use std::time::Duration;

use serenity::all::{
    Context, EventHandler, GatewayIntents, Guild, Interaction, Ready, ShardManager, ShardManagerOptions,
    UnavailableGuild,
};
use serenity::async_trait;
use serenity::futures::StreamExt as _;
use serenity::futures::channel::mpsc::UnboundedReceiver;
use serenity::gateway::{ConnectionStage, GatewayError};
use serenity::http::HttpBuilder;
use tokio::sync::{Mutex, RwLock, mpsc};
use tokio::time::{Instant, timeout};
use tracing::warn;

use super::fault::Fault;
use super::secret::Secret;
use super::shutdown::GATEWAY_CLOSE;
use crate::domain::ids::ServerId;

/// The most events that wait to be taken.
const WAITING_UP_TO: usize = 1_024;

/// After this time Discord no longer takes an answer to an interaction.
const INTERACTION_LIVES: Duration = Duration::from_secs(3);

/// serenity sends no request of its own; if it did, this is where it would end.
const NOWHERE: &str = "http://127.0.0.1:9";

/// What happened on Discord.
#[derive(Debug)]
pub enum GatewayEvent {
    /// The bot is connected. It may come again at any time.
    Ready {
        /// The application, which commands belong to.
        application_id: u64,
        /// The bot's own user.
        user_id: u64,
        /// The servers that the bot is in.
        servers: Vec<ServerId>,
    },
    /// A server can be reached: after connecting, after joining it, or after an outage.
    ServerAvailable {
        /// The server.
        server: ServerId,
        /// Its name.
        name: String,
        /// Its language on Discord, such as `ko`.
        locale: String,
    },
    /// A server has an outage; the bot is still in it.
    ServerUnavailable(ServerId),
    /// The bot was removed from a server.
    ServerRemoved(ServerId),
    /// A member did something that wants an answer within three seconds of `received`.
    Interaction {
        /// What they did.
        interaction: Box<Interaction>,
        /// When this program heard of it.
        received: Instant,
    },
}

/// The connection to the gateway. serenity reconnects by itself, for ever.
#[derive(Debug)]
pub struct Gateway {
    manager: Arc<ShardManager>,
    ended: UnboundedReceiver<Result<(), GatewayError>>,
}

impl Gateway {
    /// Begins to connect to the gateway at `url`, and to hand on what happens there.
    ///
    /// The manager is made here rather than by serenity's client, which would ask for the address itself, and connect
    /// to Discord when it gets none.
    pub fn connect(url: String, token: &Secret) -> Result<(Self, mpsc::Receiver<GatewayEvent>), Fault> {
        let (events, inbox) = mpsc::channel(WAITING_UP_TO);
        let http = HttpBuilder::new(token.reveal()).proxy(NOWHERE).ratelimiter_disabled(true).build();
        let (manager, ended) = ShardManager::new(ShardManagerOptions {
            data: Arc::new(RwLock::default()),
            event_handlers: vec![Arc::new(Forward { events })],
            raw_event_handlers: Vec::new(),
            shard_index: 0,
            shard_init: 1,
            shard_total: 1,
            ws_url: Arc::new(Mutex::new(url)),
            http: Arc::new(http),
            intents: GatewayIntents::GUILDS,
            presence: None,
        });
        manager.initialize().map_err(|error| Fault::Failed(format!("cannot start the gateway: {error}")))?;
        Ok((Self { manager, ended }, inbox))
    }

    /// Waits until Discord refuses the bot for good, and says why. Everything else is mended by reconnecting.
    pub async fn refused(&mut self) -> Fault {
        let sentence = match self.ended.next().await {
            Some(Err(GatewayError::InvalidAuthentication)) => "Discord refuses this token".to_owned(),
            Some(Err(GatewayError::InvalidGatewayIntents | GatewayError::DisallowedGatewayIntents)) => {
                "Discord refuses the gateway intent GUILDS to this application".to_owned()
            }
            Some(Err(error)) => format!("the gateway ended: {error}"),
            Some(Ok(())) | None => "the gateway ended".to_owned(),
        };
        Fault::Failed(sentence)
    }

    /// Whether the gateway is connected right now.
    pub async fn is_connected(&self) -> bool {
        let shards = self.manager.runners.lock().await;
        shards.values().any(|shard| shard.stage == ConnectionStage::Connected)
    }

    /// Says goodbye, and waits a moment for it to arrive.
    pub async fn close(&self) {
        // A shard that is still connecting never answers, so the wait has an end.
        if timeout(GATEWAY_CLOSE, self.manager.shutdown_all()).await.is_err() {
            warn!("the gateway did not close in time");
        }
    }
}

/// Hands events on. serenity runs each call in a task of its own.
struct Forward {
    events: mpsc::Sender<GatewayEvent>,
}

impl Forward {
    async fn hand_on(&self, event: GatewayEvent) {
        // Nobody takes events any more when the program ends.
        let _ = self.events.send(event).await;
    }
}

#[async_trait]
impl EventHandler for Forward {
    async fn ready(&self, _: Context, ready: Ready) {
        let servers = ready.guilds.iter().map(|guild| ServerId(guild.id.get())).collect();
        let (application_id, user_id) = (ready.application.id.get(), ready.user.id.get());
        self.hand_on(GatewayEvent::Ready { application_id, user_id, servers }).await;
    }

    async fn guild_create(&self, _: Context, guild: Guild, _: Option<bool>) {
        let server = ServerId(guild.id.get());
        self.hand_on(GatewayEvent::ServerAvailable { server, name: guild.name, locale: guild.preferred_locale }).await;
    }

    async fn guild_delete(&self, _: Context, guild: UnavailableGuild, _: Option<Guild>) {
        let server = ServerId(guild.id.get());
        let event = if guild.unavailable {
            GatewayEvent::ServerUnavailable(server)
        } else {
            GatewayEvent::ServerRemoved(server)
        };
        self.hand_on(event).await;
    }

    async fn interaction_create(&self, _: Context, interaction: Interaction) {
        let event = GatewayEvent::Interaction { interaction: Box::new(interaction), received: Instant::now() };
        if self.events.send_timeout(event, INTERACTION_LIVES).await.is_err() {
            warn!("an interaction was dropped: too many are waiting");
        }
    }
}
