//! Everything that the stand-in remembers. One lock guards it; nothing waits while it is held.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedSender;

use crate::clock::{Clock, Ids, time_of};
use crate::faults::Fault;
use crate::gateway::Session;
use crate::markup;
#[cfg(feature = "openapi")]
use crate::openapi::Description;
use crate::world::{BOT, World};

/// How long the same nonce is answered with the same message; Discord says "the past few minutes".
const NONCE_HOLDS: TimeDelta = TimeDelta::minutes(3);

/// A request that came in.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// `GET`, `POST` …
    pub method: String,
    /// The path after `/api/v10`, without the query.
    pub path: String,
    /// The JSON body; null without one.
    pub body: Value,
    /// The status of the answer; 0 when there was none.
    pub status: u16,
}

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
    pub(crate) files: Vec<(String, Vec<u8>)>,
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
    /// How often a bot has identified itself or resumed.
    pub(crate) connections: u64,
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
            .enumerate()
            .map(|(n, (name, bytes))| json!({ "id": n.to_string(), "filename": name, "size": bytes.len(), "url": "", "proxy_url": "" }))
            .collect();
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
            "mention_roles": [],
            "pinned": self.pins.contains(&(message.channel, id)),
            "attachments": attachments,
            "flags": if message.only_for.is_some() { 64 } else { 0 },
            "pings": markup::pings(&message.body),
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

    /// Sends an event to the bot; says whether one is connected.
    pub(crate) fn dispatch(&mut self, event: &str, data: &Value) -> bool {
        self.sessions.last_mut().is_some_and(|session| session.dispatch(event, data))
    }

    pub(crate) fn interaction_by_token(&mut self, token: &str) -> Option<&mut Interaction> {
        self.interactions.values_mut().find(|interaction| interaction.token == token)
    }

    pub(crate) fn connection(&self) -> Option<&UnboundedSender<crate::gateway::ToBot>> {
        self.sessions.last().and_then(|session| session.connection.as_ref())
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
            .filter_map(|one| self.world.channel_json(one.id))
            .collect();
        let count = self.world.guilds.get(&id).map_or(0, |guild| guild.members.len());
        let extra = json!({
            "joined_at": "2026-01-01T00:00:00Z", "large": false, "unavailable": false, "member_count": count, "voice_states": [],
            "members": [self.world.member_json(id, BOT)], "channels": channels, "threads": [], "presences": [], "stage_instances": [],
            "guild_scheduled_events": [],
        });
        for (name, value) in extra.as_object().into_iter().flatten() {
            json[name] = value.clone();
        }
        json
    }
}
