//! Changes a server's roles and its people, as its moderators do.

use serde_json::json;

use crate::discord::Discord;
use crate::world::{Role, World};

impl Discord {
    /// Makes a role of a server at a position; one at the bot's own or above is none that it can give.
    pub fn make_role(&self, guild: u64, name: &'static str, position: i64) -> u64 {
        self.shared.change(|state| {
            let id = state.new_id();
            if let Some(guild) = state.world.guilds.get_mut(&guild) {
                guild.roles.insert(id, Role { name, position, ..Role::default() });
            }
            state.tell_of_role(guild, id);
            id
        })
    }

    /// Moves a role of a server up or down.
    pub fn move_role(&self, guild: u64, role: u64, position: i64) {
        self.shared.change(|state| {
            if let Some(role) = state.world.guilds.get_mut(&guild).and_then(|guild| guild.roles.get_mut(&role)) {
                role.position = position;
            }
            state.tell_of_role(guild, role);
        });
    }

    /// The roles that someone has in a server, beside that of everyone.
    pub fn roles_of(&self, guild: u64, user: u64) -> Vec<u64> {
        let world = self.world();
        let member = world.guilds.get(&guild).and_then(|guild| guild.members.get(&user));
        member.map(|member| member.roles.clone()).unwrap_or_default()
    }

    /// Someone leaves a server. The bot hears nothing of it, since it does not ask for that.
    pub fn leave(&self, guild: u64, user: u64) {
        self.shared.change(|state| {
            if let Some(guild) = state.world.guilds.get_mut(&guild) {
                guild.members.remove(&user);
            }
        });
    }

    /// Deletes a role of a server.
    pub fn delete_role(&self, guild: u64, role: u64) {
        self.delete_role_in_silence(guild, role);
        self.shared.change(|state| {
            let deleted = json!({ "guild_id": guild.to_string(), "role_id": role.to_string() });
            state.dispatch("GUILD_ROLE_DELETE", &deleted);
        });
    }

    /// The same, and the event of it is lost.
    pub fn delete_role_in_silence(&self, guild: u64, role: u64) {
        self.shared.change(|state| {
            if let Some(guild) = state.world.guilds.get_mut(&guild) {
                guild.roles.remove(&role);
                guild.members.values_mut().for_each(|member| member.roles.retain(|one| *one != role));
            }
        });
    }
}

impl World {
    /// The bot's own role of a server.
    pub fn bot_role(&self, guild: u64) -> u64 {
        guild + 1
    }

    /// A role of a server that no permission hangs on, and that anyone may mention.
    pub fn study_role(&self, guild: u64) -> u64 {
        guild + 2
    }
}
