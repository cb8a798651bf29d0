//! Changes what the bot may do where, as moderators do, and tells it of that over the gateway.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::discord::Discord;
use crate::permission::Permission;
use crate::state::State;
use crate::world::BOT;

impl Discord {
    /// Takes a permission in a channel from the bot.
    pub fn deny(&self, channel: u64, permission: Permission) {
        self.overwrite(channel, |(allow, deny)| (allow & !permission.bit(), deny | permission.bit()));
        self.tell_of(channel);
    }

    /// Gives a permission in a channel to the bot.
    pub fn allow(&self, channel: u64, permission: Permission) {
        self.allow_in_silence(channel, permission);
        self.tell_of(channel);
    }

    /// The same, and the event of it is lost.
    pub fn allow_in_silence(&self, channel: u64, permission: Permission) {
        self.overwrite(channel, |(allow, deny)| (allow | permission.bit(), deny & !permission.bit()));
    }

    /// Gives a channel another name.
    pub fn rename_channel(&self, channel: u64, name: &str) {
        self.change_channel(channel, |channel| name.clone_into(&mut channel.name));
        self.tell_of(channel);
    }

    /// Tells the bot what a channel is like now.
    fn tell_of(&self, channel: u64) {
        self.shared.change(|state| {
            let shown = state.world.channel_on_gateway(channel).unwrap_or_default();
            state.dispatch("CHANNEL_UPDATE", &shown);
        });
    }

    fn overwrite(&self, channel: u64, change: impl FnOnce((u64, u64)) -> (u64, u64)) {
        self.shared.change(|state| {
            if let Some(channel) = state.world.channels.get_mut(&channel) {
                let bits = channel.overwrites.entry(BOT).or_default();
                *bits = change(*bits);
            }
        });
    }

    /// Puts the bot in time-out in a server until an instant; `None` ends it.
    pub fn time_out_bot(&self, guild: u64, until: Option<DateTime<Utc>>) {
        self.shared.change(|state| {
            let member = state.world.guilds.get_mut(&guild).and_then(|guild| guild.members.get_mut(&BOT));
            if let Some(member) = member {
                member.timed_out_until = until;
            }
            state.tell_of_bot(guild);
        });
    }

    /// Says whether anyone may mention a role of a server.
    pub fn set_mentionable(&self, guild: u64, role_id: u64, mentionable: bool) {
        self.shared.change(|state| {
            let role = state.world.guilds.get_mut(&guild).and_then(|guild| guild.roles.get_mut(&role_id));
            if let Some(role) = role {
                role.mentionable = mentionable;
            }
            state.tell_of_role(guild, role_id);
        });
    }

    /// Takes permissions of a role in a server, or gives them.
    pub fn set_role_permission(&self, guild: u64, role: u64, permission: Permission, given: bool) {
        self.shared.change(|state| {
            let found = state.world.guilds.get_mut(&guild).and_then(|guild| guild.roles.get_mut(&role));
            if let Some(found) = found {
                let bit = permission.bit();
                found.permissions = if given { found.permissions | bit } else { found.permissions & !bit };
            }
            state.tell_of_role(guild, role);
        });
    }

    /// Gives the bot a role of a server, or takes it.
    pub fn set_bot_role(&self, guild: u64, role: u64, given: bool) {
        self.shared.change(|state| {
            let member = state.world.guilds.get_mut(&guild).and_then(|guild| guild.members.get_mut(&BOT));
            if let Some(member) = member {
                member.roles.retain(|one| *one != role);
                member.roles.extend(given.then_some(role));
            }
            state.tell_of_bot(guild);
        });
    }
}

impl State {
    /// Tells the bot what it is like in a server now, as Discord does without any privileged intent.
    fn tell_of_bot(&mut self, guild: u64) {
        let mut shown = self.world.member_json(guild, BOT);
        shown["guild_id"] = guild.to_string().into();
        self.dispatch("GUILD_MEMBER_UPDATE", &shown);
    }

    /// Tells the bot what a role is like now.
    pub(crate) fn tell_of_role(&mut self, guild: u64, role: u64) {
        let id = role.to_string();
        let shown = self.world.roles_json(guild).into_iter().find(|one| one["id"] == id.as_str());
        let shown = json!({ "guild_id": guild.to_string(), "role": shown });
        self.dispatch("GUILD_ROLE_UPDATE", &shown);
    }
}
