//! The handle to a stand-in: starts it, and tells what happened.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::address::Addresses;
use crate::begun::Begun;
use crate::clock::{Clock, Ids};
use crate::exchange::Recorded;
use crate::gateway;
use crate::http;
#[cfg(feature = "openapi")]
use crate::openapi::Description;
use crate::shared::Shared;
use crate::state::State;
use crate::world::{APPLICATION, BOT, TOKEN, World};

/// A running stand-in. It ends with its last handle.
#[derive(Clone)]
pub struct Discord {
    pub(crate) shared: Arc<Shared>,
    address: SocketAddr,
    _servers: Arc<Servers>,
}

struct Servers([JoinHandle<()>; 2]);

impl Drop for Servers {
    fn drop(&mut self) {
        self.0.iter().for_each(JoinHandle::abort);
    }
}

impl Discord {
    /// Starts a stand-in on free ports of loopback.
    ///
    /// # Panics
    /// When loopback has no free port, or `DISCORD_OPENAPI` names no readable description.
    pub async fn start(world: World, clock: Clock) -> Self {
        let rest = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
        let gateway = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
        let address = rest.local_addr().expect("an address");
        let world = World { clock: Some(clock.clone()), ..world };
        let state = State {
            world,
            clock,
            ids: Ids::default(),
            messages: std::collections::BTreeMap::new(),
            pins: std::collections::BTreeSet::new(),
            commands: Vec::new(),
            guild_commands: std::collections::HashMap::new(),
            interactions: std::collections::HashMap::new(),
            faults: Vec::new(),
            requests: Vec::new(),
            complaints: Vec::new(),
            #[cfg(feature = "openapi")]
            description: Description::from_environment(),
            enforces_limits: false,
            delivers_twice: false,
            made_in: std::collections::HashMap::new(),
            sessions: Vec::new(),
            connections: 0,
            identified: 0,
            begun: Begun::default(),
            about_application: json!({}),
            addresses: Addresses::default(),
            attempts: 0,
            gateway_troubles: Vec::new(),
            shape: None,
            #[cfg(feature = "page")]
            progress: None,
            gateway_address: format!("ws://{}", gateway.local_addr().expect("an address")),
        };
        let shared = Arc::new(Shared::new(state));
        let servers = [
            tokio::spawn(http::listen(rest, Arc::clone(&shared))),
            tokio::spawn(gateway::listen(gateway, Arc::clone(&shared))),
        ];
        Self { shared, address, _servers: Arc::new(Servers(servers)) }
    }

    /// The address that a bot takes for Discord's.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The token that is taken.
    pub fn token(&self) -> &'static str {
        TOKEN
    }

    /// The bot's user id.
    pub fn bot_id(&self) -> u64 {
        BOT
    }

    /// The id of the bot's application.
    pub fn application_id(&self) -> u64 {
        APPLICATION
    }

    /// The stand-in's clock.
    pub fn clock(&self) -> Clock {
        self.shared.look(|state| state.clock.clone())
    }

    /// The world as it is now.
    pub fn world(&self) -> World {
        self.shared.look(|state| state.world.clone())
    }

    /// Waits until something is so.
    ///
    /// # Panics
    /// When it is not so after half a minute, which is long also for a busy machine; the message names `what` and the complaints.
    pub async fn wait_until(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let mut changes = self.shared.changes();
        let wait = async {
            while !is_so(self) {
                // The sender lives as long as this handle.
                let _ = changes.changed().await;
            }
        };
        assert!(
            tokio::time::timeout(Duration::from_secs(30), wait).await.is_ok(),
            "waited in vain until {what}; complaints: {:#?}; last requests: {:#?}",
            self.complaints(),
            self.last_requests()
        );
    }

    fn last_requests(&self) -> Vec<String> {
        let requests = self.requests();
        requests.iter().rev().take(8).map(|one| format!("{} {} -> {}", one.method, one.path, one.status)).collect()
    }

    /// Waits until a bot can be reached, over the gateway or at its address, and has registered its commands.
    pub async fn wait_ready(&self) {
        let is_reached = |discord: &Self| {
            discord.is_connected() || discord.shared.look(|state| state.addresses.interactions.is_some())
        };
        self.wait_until("a bot is ready", |discord| is_reached(discord) && !discord.commands().is_empty()).await;
    }

    /// Whether a bot is connected to the gateway.
    pub fn is_connected(&self) -> bool {
        self.shared.look(State::is_connected)
    }

    /// The parts of the bot that are connected to the gateway: which one, and of how many.
    pub fn connected(&self) -> Vec<[u64; 2]> {
        self.shared.look(State::connected)
    }

    /// How often a bot has tried to connect to the gateway so far.
    pub fn attempts(&self) -> u64 {
        self.shared.look(|state| state.attempts)
    }

    /// How often a bot has begun a session so far; Discord allows a thousand a day.
    pub fn identified(&self) -> u64 {
        self.shared.look(|state| state.identified)
    }

    /// How often a bot has begun or resumed a session so far.
    pub fn connections(&self) -> u64 {
        self.shared.look(|state| state.connections)
    }

    /// The commands that the bot registered.
    pub fn commands(&self) -> Vec<Value> {
        self.shared.look(|state| state.commands.clone())
    }

    /// The commands that the bot has in one server alone.
    pub fn commands_of(&self, guild: u64) -> Vec<Value> {
        self.shared.look(|state| state.guild_commands.get(&guild).cloned().unwrap_or_default())
    }

    /// The messages of a channel or thread that everyone sees, the oldest first. Each has a list `pings` beside Discord's fields.
    pub fn messages(&self, channel: u64) -> Vec<Value> {
        self.shared
            .look(|state| state.visible(channel, u64::MAX).into_iter().map(|id| state.message_json(id)).collect())
    }

    /// The direct messages that the bot wrote to someone.
    pub fn direct_messages(&self, user: u64) -> Vec<Value> {
        let channel = self
            .shared
            .look(|state| state.world.channels.values().find(|one| one.recipient == Some(user)).map(|one| one.id));
        channel.map(|channel| self.messages(channel)).unwrap_or_default()
    }

    /// A channel or thread as Discord shows it; `None` when there is none.
    pub fn channel(&self, channel: u64) -> Option<Value> {
        self.shared.look(|state| state.world.channel_json(channel))
    }

    /// How often a message was edited.
    pub fn edits(&self, message: u64) -> u32 {
        self.shared.look(|state| state.messages.get(&message).map_or(0, |message| message.edits))
    }

    /// Every request so far.
    pub fn requests(&self) -> Vec<Recorded> {
        self.shared.look(|state| state.requests.clone())
    }

    /// How many requests of a method have a path that holds this text.
    pub fn count(&self, method: &str, path: &str) -> usize {
        self.shared
            .look(|state| state.requests.iter().filter(|one| one.method == method && one.path.contains(path)).count())
    }

    /// Everything that Discord would have refused as malformed. A good bot leaves this empty.
    pub fn complaints(&self) -> Vec<String> {
        self.shared.look(|state| state.complaints.clone())
    }
}
