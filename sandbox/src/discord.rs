//! The handle to a stand-in: starts it, changes its world, makes trouble, and tells what happened.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::clock::{Clock, Ids};
use crate::faults::Fault;
use crate::gateway::{self, ToBot};
use crate::http;
#[cfg(feature = "openapi")]
use crate::openapi::Description;
use crate::state::{Recorded, State};
use crate::user::User;
use crate::world::{BOT, Permission, TOKEN, World};

/// What the servers and the handles share.
pub(crate) struct Shared {
    state: Mutex<State>,
    changes: watch::Sender<u64>,
}

impl Shared {
    /// Reads the state.
    pub(crate) fn look<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        look(&self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the state, and wakes those who wait for a change.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let outcome = change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner));
        self.changes.send_modify(|count| *count += 1);
        outcome
    }

    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }
}

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
        let state = State {
            world,
            clock,
            ids: Ids::default(),
            messages: std::collections::BTreeMap::new(),
            pins: std::collections::BTreeSet::new(),
            commands: Vec::new(),
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
            #[cfg(feature = "page")]
            progress: None,
            gateway_address: format!("ws://{}", gateway.local_addr().expect("an address")),
        };
        let shared = Arc::new(Shared { state: Mutex::new(state), changes: watch::Sender::new(0) });
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

    /// The bot's user id, which is its application's too.
    pub fn bot_id(&self) -> u64 {
        BOT
    }

    /// The stand-in's clock.
    pub fn clock(&self) -> Clock {
        self.shared.look(|state| state.clock.clone())
    }

    /// The world as it is now.
    pub fn world(&self) -> World {
        self.shared.look(|state| state.world.clone())
    }

    /// Someone who acts, in English and in a channel.
    pub fn user(&self, id: u64, channel: u64) -> User {
        User::new(self.clone(), id, channel)
    }

    /// Waits until something is so.
    ///
    /// # Panics
    /// When it is not so after ten seconds; the message names `what` and the complaints.
    pub async fn wait_until(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let mut changes = self.shared.changes();
        let wait = async {
            while !is_so(self) {
                // The sender lives as long as this handle.
                let _ = changes.changed().await;
            }
        };
        assert!(
            tokio::time::timeout(Duration::from_secs(10), wait).await.is_ok(),
            "waited in vain until {what}; complaints: {:#?}; last requests: {:#?}",
            self.complaints(),
            self.last_requests()
        );
    }

    fn last_requests(&self) -> Vec<String> {
        let requests = self.requests();
        requests.iter().rev().take(8).map(|one| format!("{} {} -> {}", one.method, one.path, one.status)).collect()
    }

    /// Waits until a bot is connected to the gateway and has registered its commands.
    pub async fn wait_ready(&self) {
        self.wait_until("a bot is ready", |discord| discord.is_connected() && !discord.commands().is_empty()).await;
    }

    /// Whether a bot is connected to the gateway.
    pub fn is_connected(&self) -> bool {
        self.shared.look(|state| state.connection().is_some())
    }

    /// How often a bot has connected to the gateway so far.
    pub fn connections(&self) -> u64 {
        self.shared.look(|state| state.connections)
    }

    /// The commands that the bot registered.
    pub fn commands(&self) -> Vec<Value> {
        self.shared.look(|state| state.commands.clone())
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

    /// Makes trouble for requests that fit.
    pub fn make_trouble(&self, fault: Fault) {
        self.shared.change(|state| state.faults.push(fault));
    }

    /// Ends all trouble that was made.
    pub fn end_trouble(&self) {
        self.shared.change(|state| state.faults.clear());
    }

    /// From now on the limit of 5 messages in 5 seconds of a channel is enforced.
    pub fn enforce_limits(&self) {
        self.shared.change(|state| state.enforces_limits = true);
    }

    /// From now on each interaction reaches the bot twice, as happens when a connection is resumed.
    pub fn deliver_twice(&self) {
        self.shared.change(|state| state.delivers_twice = true);
    }

    /// Takes a permission in a channel from the bot.
    pub fn deny(&self, channel: u64, permission: Permission) {
        self.overwrite(channel, |(allow, deny)| (allow & !permission.bit(), deny | permission.bit()));
    }

    /// Gives a permission in a channel to the bot.
    pub fn allow(&self, channel: u64, permission: Permission) {
        self.overwrite(channel, |(allow, deny)| (allow | permission.bit(), deny & !permission.bit()));
    }

    fn overwrite(&self, channel: u64, change: impl FnOnce((u64, u64)) -> (u64, u64)) {
        self.shared.change(|state| {
            if let Some(channel) = state.world.channels.get_mut(&channel) {
                let bits = channel.overwrites.entry(BOT).or_default();
                *bits = change(*bits);
            }
        });
    }

    /// Gives a member of a server another name there.
    pub fn rename(&self, guild: u64, user: u64, name: &str) {
        self.shared.change(|state| {
            let guild = state.world.guilds.get_mut(&guild);
            if let Some(member) = guild.and_then(|guild| guild.members.get_mut(&user)) {
                member.nick = Some(name.to_owned());
            }
        });
    }

    /// Deletes a channel with its messages.
    pub fn delete_channel(&self, channel: u64) {
        self.shared.change(|state| state.world.channels.remove(&channel));
    }

    /// Deletes a message, as a moderator does.
    pub fn delete_message(&self, message: u64) {
        self.shared.change(|state| {
            if let Some(message) = state.messages.get_mut(&message) {
                message.deleted = true;
            }
        });
    }

    /// Removes the bot from a server.
    pub fn remove_bot(&self, guild: u64) {
        self.set_present(guild, false);
        self.shared.change(|state| state.dispatch("GUILD_DELETE", &json!({ "id": guild.to_string() })));
    }

    /// Brings the bot (back) into a server.
    pub fn add_bot(&self, guild: u64) {
        self.set_present(guild, true);
        self.come_back(guild);
    }

    /// A server has an outage.
    pub fn begin_outage(&self, guild: u64) {
        self.shared
            .change(|state| state.dispatch("GUILD_DELETE", &json!({ "id": guild.to_string(), "unavailable": true })));
    }

    /// A server's outage is over.
    pub fn come_back(&self, guild: u64) {
        self.shared.change(|state| {
            let created = state.guild_create(guild);
            state.dispatch("GUILD_CREATE", &created)
        });
    }

    fn set_present(&self, guild: u64, present: bool) {
        self.shared.change(|state| {
            if let Some(guild) = state.world.guilds.get_mut(&guild) {
                guild.present = present;
            }
        });
    }

    /// Cuts the gateway's connection without a word.
    pub fn drop_gateway(&self) {
        self.to_bot(ToBot::Drop);
    }

    /// Closes the gateway's connection with a code.
    pub fn close_gateway(&self, code: u16) {
        self.to_bot(ToBot::Close(code));
    }

    /// Asks the bot to reconnect.
    pub fn ask_to_reconnect(&self) {
        self.to_bot(ToBot::Payload(json!({ "op": 7, "s": null, "t": null, "d": null })));
    }

    /// Ends the session; the bot has to identify itself anew.
    pub fn end_session(&self) {
        self.to_bot(ToBot::Payload(json!({ "op": 9, "s": null, "t": null, "d": false })));
    }

    fn to_bot(&self, message: ToBot) {
        self.shared.change(|state| {
            if let Some(connection) = state.connection() {
                // A connection that has just ended takes nothing more.
                let _ = connection.send(message);
            }
        });
    }

    /// Sends READY and the servers once more, as happens after a new session.
    pub fn say_ready_again(&self) {
        self.shared.change(gateway::ready);
    }
}
