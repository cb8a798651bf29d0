//! Everything that the stand-in remembers. One lock guards it; nothing waits while it is held.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::address::Addresses;
use crate::attached::Attached;
use crate::begun::Begun;
use crate::clock::{Clock, Ids, time_of};
use crate::exchange::Recorded;
use crate::faults::{Fault, GatewayTrouble};
use crate::markup;
#[cfg(feature = "openapi")]
use crate::openapi::Description;
use crate::session::Session;
use crate::world::{APPLICATION, BOT, World};

/// How long the same nonce is answered with the same message; Discord says "the past few minutes".
const NONCE_HOLDS: TimeDelta = TimeDelta::minutes(3);

/// Changes the data of an event, which is named first.
pub(crate) type Shape = std::sync::Arc<dyn Fn(&str, &mut Value) + Send + Sync>;

#[derive(Debug, Clone)]
pub(crate) struct Message {
    pub(crate) id: u64,
    pub(crate) channel: u64,
    pub(crate) author: u64,
    /// What the body says, with defaults for what it left out.
    pub(crate) body: Value,
    pub(crate) nonce: Option<String>,
    /// Who alone sees it.
    pub(crate) only_for: Option<u64>,
    pub(crate) deleted: bool,
    pub(crate) edits: u32,
    pub(crate) files: Vec<Attached>,
}

/// How far the answer to an interaction is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Progress {
    Waiting,
    /// "Thinking"; the answer follows as an edit or a further message.
    Deferred,
    /// A message, by its id.
    Message(u64),
    Form(Value),
    Choices(Value),
}

#[derive(Debug, Clone)]
pub(crate) struct Interaction {
    pub(crate) id: u64,
    pub(crate) token: String,
    pub(crate) kind: u8,
    pub(crate) user: u64,
    pub(crate) channel: u64,
    /// The message whose button was pressed.
    pub(crate) pressed: Option<u64>,
    pub(crate) begun: tokio::time::Instant,
    pub(crate) progress: Progress,
    /// Whether a deferred answer is only for whoever asked.
    pub(crate) private: bool,
    /// The message that `@original` means.
    pub(crate) original: Option<u64>,
    pub(crate) first_after: Option<std::time::Duration>,
    /// The command that was used.
    #[cfg(feature = "page")]
    pub(crate) command: String,
}

pub(crate) struct State {
    pub(crate) world: World,
    pub(crate) clock: Clock,
    pub(crate) ids: Ids,
    pub(crate) messages: BTreeMap<u64, Message>,
    /// The pinned messages, each with its channel.
    pub(crate) pins: BTreeSet<(u64, u64)>,
    pub(crate) commands: Vec<Value>,
    /// Commands that stand in one server alone.
    pub(crate) guild_commands: HashMap<u64, Vec<Value>>,
    pub(crate) interactions: HashMap<u64, Interaction>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) requests: Vec<Recorded>,
    pub(crate) complaints: Vec<String>,
    #[cfg(feature = "openapi")]
    pub(crate) description: Option<Description>,
    pub(crate) enforces_limits: bool,
    /// Each interaction reaches the bot twice.
    pub(crate) delivers_twice: bool,
    /// When messages were made in a channel, for its limit.
    pub(crate) made_in: HashMap<u64, Vec<tokio::time::Instant>>,
    pub(crate) sessions: Vec<Session>,
    pub(crate) gateway_address: String,
    /// How often a bot has begun or resumed a session.
    pub(crate) connections: u64,
    /// How often a bot has begun a session.
    pub(crate) identified: u64,
    /// Which sessions may begin.
    pub(crate) begun: Begun,
    /// What is told of the application beside its id and name.
    pub(crate) about_application: Value,
    /// Where the bot takes what is sent as signed requests.
    pub(crate) addresses: Addresses,
    /// How often a bot has tried to connect.
    pub(crate) attempts: u64,
    /// What the next attempts meet, and how many of them.
    pub(crate) gateway_troubles: Vec<(GatewayTrouble, u32)>,
    /// Changes the data of an event before it is sent.
    pub(crate) shape: Option<Shape>,
    /// How far a long piece of work is, for the page.
    #[cfg(feature = "page")]
    pub(crate) progress: Option<(u32, u32)>,
}

impl State {
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub(crate) fn new_id(&mut self) -> u64 {
        let now = self.clock.now();
        self.ids.next(now)
    }

    pub(crate) fn complain(&mut self, complaint: impl Into<String>) {
        self.complaints.push(complaint.into());
    }

    /// Keeps a new message, or finds the one that the same nonce made; `None` when that one was deleted.
    pub(crate) fn make_message(&mut self, message: Message) -> Option<u64> {
        let since = self.now() - NONCE_HOLDS;
        let earlier = message.nonce.as_ref().and_then(|nonce| {
            let same = |one: &&Message| {
                one.nonce.as_ref() == Some(nonce) && one.channel == message.channel && one.author == message.author
            };
            self.messages.values().rev().take_while(|one| time_of(one.id) > since).find(same)
        });
        if let Some(earlier) = earlier {
            return (!earlier.deleted).then_some(earlier.id);
        }
        let id = message.id;
        self.messages.insert(id, message);
        Some(id)
    }

    /// A message as Discord shows it.
    pub(crate) fn message_json(&self, id: u64) -> Value {
        let Some(message) = self.messages.get(&id) else {
            return Value::Null;
        };
        let mut json = message.body.clone();
        let attachments: Vec<Value> = message
            .files
            .iter()
            .map(|file| {
                let mut json = json!({
                    "id": file.id.to_string(), "filename": file.name, "size": file.bytes.len(), "url": "", "proxy_url": "",
                });
                if let Some(description) = &file.description {
                    json["description"] = description.as_str().into();
                }
                json
            })
            .collect();
        let is_told = |ping: &String| {
            let role = ping.strip_prefix("role:").and_then(|id| id.parse().ok());
            role.is_none_or(|role| self.world.is_notified(message.channel, message.author, role))
        };
        let pings: Vec<String> = markup::pings(&message.body).into_iter().filter(is_told).collect();
        let notified: Vec<&str> = pings.iter().filter_map(|ping| ping.strip_prefix("role:")).collect();
        let fixed = json!({
            "id": id.to_string(),
            "channel_id": message.channel.to_string(),
            "author": self.world.user_json(message.author),
            "type": if json["message_reference"].is_null() { 0 } else { 19 },
            "timestamp": time_of(id).to_rfc3339(),
            "edited_timestamp": (message.edits > 0).then(|| self.now().to_rfc3339()),
            "tts": false,
            "mention_everyone": false,
            "mentions": [],
            "mention_roles": notified,
            "pinned": self.pins.contains(&(message.channel, id)),
            "attachments": attachments,
            "flags": if message.only_for.is_some() { 64 } else { 0 },
            "pings": pings,
        });
        for (name, value) in fixed.as_object().into_iter().flatten() {
            json[name] = value.clone();
        }
        for (name, empty) in [("content", json!("")), ("embeds", json!([])), ("components", json!([]))] {
            if json[name].is_null() {
                json[name] = empty;
            }
        }
        if let Some(replied_to) = message.body["message_reference"]["message_id"].as_str() {
            let guild = self.world.channels.get(&message.channel).and_then(|channel| channel.guild);
            json["message_reference"] = json!({
                "type": 0,
                "message_id": replied_to,
                "channel_id": message.channel.to_string(),
                "guild_id": guild.map(|id| id.to_string()),
            });
        }
        if let Some(nonce) = &message.nonce {
            json["nonce"] = nonce.as_str().into();
        }
        json
    }

    /// The messages of a channel that someone sees, the oldest first.
    pub(crate) fn visible(&self, channel: u64, user: u64) -> Vec<u64> {
        let sees = |message: &&Message| {
            message.channel == channel
                && !message.deleted
                && message.only_for.is_none_or(|only| only == user || user == 0)
        };
        self.messages.values().filter(sees).map(|message| message.id).collect()
    }

    /// What a bot that connects now meets.
    pub(crate) fn next_gateway_trouble(&mut self) -> Option<GatewayTrouble> {
        let (trouble, times) = self.gateway_troubles.iter_mut().find(|(_, times)| *times > 0)?;
        *times -= 1;
        Some(*trouble)
    }

    pub(crate) fn interaction_by_token(&mut self, token: &str) -> Option<&mut Interaction> {
        self.interactions.values_mut().find(|interaction| interaction.token == token)
    }

    /// Commands as Discord keeps them: a name keeps its id, and a change makes a new version.
    pub(crate) fn registered(&mut self, all: Vec<Value>) -> Vec<Value> {
        let before = self.commands.clone();
        let keep = |mut command: Value| {
            let known = before.iter().find(|one| one["name"] == command["name"]);
            let mut kept = known.cloned().unwrap_or_default();
            if let Some(fields) = kept.as_object_mut() {
                fields.retain(|name, _| !["id", "version", "application_id"].contains(&name.as_str()));
            }
            let is_same = known.is_some() && kept == command;
            let stamp = |name: &str| known.map(|known| known[name].clone());
            command["id"] = stamp("id").unwrap_or_else(|| self.new_id().to_string().into());
            command["version"] =
                stamp("version").filter(|_| is_same).unwrap_or_else(|| self.new_id().to_string().into());
            command["application_id"] = APPLICATION.to_string().into();
            command
        };
        all.into_iter().map(keep).collect()
    }

    /// The servers that the bot is in.
    pub(crate) fn present(&self) -> Vec<u64> {
        self.world.guilds.values().filter(|guild| guild.present).map(|guild| guild.id).collect()
    }

    /// A server as the gateway announces it.
    pub(crate) fn guild_create(&self, id: u64) -> Value {
        let mut json = self.world.guild_json(id).unwrap_or_default();
        let channels: Vec<Value> = self
            .world
            .channels
            .values()
            .filter(|one| one.guild == Some(id) && one.parent.is_none())
            .filter_map(|one| self.world.channel_on_gateway(one.id))
            .collect();
        let count = self.world.guilds.get(&id).map_or(0, |guild| guild.members.len());
        let joined_at = self.world.guilds.get(&id).map(|guild| guild.joined_at.to_rfc3339());
        let extra = json!({
            "joined_at": joined_at, "large": false, "unavailable": false, "member_count": count, "voice_states": [],
            "members": [self.world.member_json(id, BOT)], "channels": channels, "threads": [], "presences": [], "stage_instances": [],
            "guild_scheduled_events": [],
        });
        for (name, value) in extra.as_object().into_iter().flatten() {
            json[name] = value.clone();
        }
        json
    }
}
