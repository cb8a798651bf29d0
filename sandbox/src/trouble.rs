//! Changes the world of a running stand-in, as its people do, and makes trouble.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use crate::discord::Discord;
use crate::endpoint;
use crate::faults::{Fault, GatewayTrouble};
use crate::gateway;
use crate::session::ToBot;
use crate::state::Message;
use crate::world::Channel;

impl Discord {
    /// Makes trouble for requests that fit.
    pub fn make_trouble(&self, fault: Fault) {
        self.shared.change(|state| state.faults.push(fault));
    }

    /// Registers these commands in place of the bot's, as another program with its token does.
    pub fn overwrite_commands(&self, commands: &[Value]) {
        self.shared.change(|state| state.commands = state.registered(commands.to_vec()));
    }

    /// Registers a command in one server alone, as another program with the bot's token does.
    pub fn add_command_to(&self, guild: u64, name: &str) {
        self.shared.change(|state| {
            let id = state.new_id().to_string();
            let command =
                json!({ "id": id, "name": name, "type": 1, "description": name, "guild_id": guild.to_string() });
            state.guild_commands.entry(guild).or_default().push(command);
        });
    }

    /// From now on tells this of the application, beside its id and its name.
    pub fn tell_of_application(&self, more: &Value) {
        self.shared.change(|state| state.about_application = more.clone());
    }

    /// Makes trouble for the next so many connections to the gateway.
    pub fn make_gateway_trouble(&self, trouble: GatewayTrouble, times: u32) {
        self.shared.change(|state| state.gateway_troubles.push((trouble, times)));
    }

    /// Ends all trouble that was made.
    pub fn end_trouble(&self) {
        self.shared.change(|state| {
            state.faults.clear();
            state.gateway_troubles.clear();
        });
    }

    /// From now on changes the data of every event of the gateway before it is sent; the event is named first.
    pub fn shape_events(&self, shape: impl Fn(&str, &mut Value) + Send + Sync + 'static) {
        self.shared.change(|state| state.shape = Some(Arc::new(shape)));
    }

    /// Sends an event to the bot.
    pub fn say(&self, event: &str, data: &Value) {
        self.shared.change(|state| state.dispatch(event, data));
    }

    /// Sends a text to the bot over the gateway, which may be no payload at all.
    pub fn say_text(&self, text: &str) {
        self.to_bot(&ToBot::Text(text.to_owned()));
    }

    /// From now on the limit of 5 messages in 5 seconds of a channel is enforced.
    pub fn enforce_limits(&self) {
        self.shared.change(|state| state.enforces_limits = true);
    }

    /// From now on each interaction reaches the bot twice, as happens when a connection is resumed.
    pub fn deliver_twice(&self) {
        self.shared.change(|state| state.delivers_twice = true);
    }

    /// Puts a thread away, so that a message wakes it and an edit does not.
    pub fn archive_thread(&self, thread: u64) {
        self.change_channel(thread, |thread| thread.archived = true);
    }

    /// Locks a thread for all but moderators.
    pub fn lock_thread(&self, thread: u64) {
        self.change_channel(thread, |thread| (thread.archived, thread.locked) = (true, true));
    }

    /// Says how many pins and active threads a channel has beside those that the stand-in shows.
    pub fn fill_channel(&self, channel: u64, pins: usize, threads: usize) {
        self.change_channel(channel, |channel| (channel.other_pins, channel.other_threads) = (pins, threads));
    }

    pub(crate) fn change_channel(&self, channel: u64, change: impl FnOnce(&mut Channel)) {
        self.shared.change(|state| state.world.channels.get_mut(&channel).map(change));
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

    /// A member writes so many messages in a channel.
    pub fn chat(&self, channel: u64, user: u64, messages: u32) {
        self.shared.change(|state| {
            for _ in 0..messages {
                let id = state.new_id();
                let message = Message {
                    id,
                    channel,
                    author: user,
                    body: json!({ "content": "hello" }),
                    nonce: None,
                    only_for: None,
                    deleted: false,
                    edits: 0,
                    files: Vec::new(),
                };
                state.messages.insert(id, message);
            }
        });
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
        self.shared.look(|state| {
            let added = json!({ "integration_type": 0, "guild": { "id": guild.to_string() }, "scopes": ["bot"] });
            endpoint::tell(state, "APPLICATION_AUTHORIZED", &added);
        });
    }

    /// Brings the bot back into a server without a word over the gateway.
    pub fn add_bot_in_silence(&self, guild: u64) {
        self.set_present(guild, true);
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
            let now = state.now();
            if let Some(guild) = state.world.guilds.get_mut(&guild) {
                guild.present = present;
                guild.joined_at = if present { now } else { guild.joined_at };
            }
        });
    }

    /// Cuts the connection of one part of the bot without a word.
    pub fn drop_shard(&self, shard: [u64; 2]) {
        self.shared.change(|state| {
            if let Some(session) = state.sessions.iter().rev().find(|session| session.shard == shard) {
                session.send(ToBot::Drop);
            }
        });
    }

    /// Cuts the gateway's connection without a word.
    pub fn drop_gateway(&self) {
        self.to_bot(&ToBot::Drop);
    }

    /// Closes the gateway's connection with a code.
    pub fn close_gateway(&self, code: u16) {
        self.to_bot(&ToBot::Close(Some(code)));
    }

    /// Closes the gateway's connection without a code.
    pub fn close_gateway_without_code(&self) {
        self.to_bot(&ToBot::Close(None));
    }

    /// Says from now on that the bot may begin so many sessions until some time has passed.
    pub fn set_sessions_left(&self, left: u32, for_so_long: Duration) {
        self.shared.change(|state| (state.begun.left, state.begun.for_so_long) = (left, for_so_long));
    }

    /// From now on lets so many sessions begin at once, and refuses one that comes within five seconds of the one before it.
    pub fn enforce_turns(&self, at_once: u64) {
        self.shared.change(|state| (state.begun.enforces, state.begun.at_once) = (true, at_once));
    }

    /// Advises so many parts, and lets one hear of so many servers at most.
    pub fn advise_shards(&self, shards: u64, servers_at_most: usize) {
        self.shared.change(|state| (state.begun.advised, state.begun.servers_at_most) = (shards, servers_at_most));
    }

    /// Lets the gateway's connection stand, and neither hears nor says anything more over it.
    pub fn freeze_gateway(&self) {
        self.to_bot(&ToBot::Freeze);
    }

    /// Asks the bot to reconnect.
    pub fn ask_to_reconnect(&self) {
        self.to_bot(&ToBot::Payload(json!({ "op": 7, "s": null, "t": null, "d": null })));
    }

    /// Ends the session; the bot has to identify itself anew.
    pub fn end_session(&self) {
        self.to_bot(&ToBot::Payload(json!({ "op": 9, "s": null, "t": null, "d": false })));
    }

    fn to_bot(&self, message: &ToBot) {
        self.shared.change(|state| state.send(message));
    }

    /// Sends READY and the servers once more, as happens after a new session.
    pub fn say_ready_again(&self) {
        self.shared.change(gateway::all_ready);
    }
}
