//! Servers, channels, roles and users as Discord shows them in JSON.

use serde_json::{Value, json};

use crate::permission::Permission;
use crate::world::{BOT, Role, World};

/// The language that Discord tells of a server that is no Community.
const NO_COMMUNITY: &str = "en-US";

impl World {
    /// What Discord tells of a server's language.
    pub(crate) fn locale_of(&self, guild: u64) -> Option<&str> {
        let guild = self.guilds.get(&guild)?;
        Some(if guild.community { &guild.locale } else { NO_COMMUNITY })
    }

    pub(crate) fn user_json(&self, id: u64) -> Value {
        let person = self.people.get(&id);
        json!({
            "id": id.to_string(),
            "username": person.map_or("unknown", |person| &person.username),
            "global_name": person.map(|person| &person.shown),
            "discriminator": "0",
            "avatar": null,
            "bot": person.is_some_and(|person| person.bot),
        })
    }

    pub(crate) fn member_json(&self, guild: u64, user: u64) -> Value {
        let member = self.guilds.get(&guild).and_then(|guild| guild.members.get(&user));
        let roles: Vec<String> = member.iter().flat_map(|member| &member.roles).map(u64::to_string).collect();
        json!({
            "user": self.user_json(user),
            "nick": member.and_then(|member| member.nick.as_ref()),
            "avatar": null,
            "roles": roles,
            "joined_at": "2026-01-01T00:00:00Z",
            "deaf": false,
            "mute": false,
            "flags": 0,
            "communication_disabled_until": member.and_then(|member| member.timed_out_until).map(|at| at.to_rfc3339()),
        })
    }

    pub(crate) fn roles_json(&self, guild: u64) -> Vec<Value> {
        let roles = self.guilds.get(&guild).map(|guild| &guild.roles);
        let role = |(id, role): (&u64, &Role)| {
            json!({
                "id": id.to_string(),
                "name": role.name,
                "color": 0,
                "colors": { "primary_color": 0, "secondary_color": null, "tertiary_color": null },
                "hoist": false,
                "position": role.position,
                "permissions": role.permissions.to_string(),
                "managed": role.managed,
                "mentionable": role.mentionable,
                "flags": 0,
            })
        };
        roles.into_iter().flatten().map(role).collect()
    }

    pub(crate) fn channel_json(&self, id: u64) -> Option<Value> {
        let channel = self.channels.get(&id)?;
        let overwrites: Vec<Value> = channel
            .overwrites
            .iter()
            .map(|(id, (allow, deny))| {
                let kind = u8::from(self.people.contains_key(id));
                json!({ "id": id.to_string(), "type": kind, "allow": allow.to_string(), "deny": deny.to_string() })
            })
            .collect();
        let mut json = json!({ "id": id.to_string(), "type": channel.kind, "name": channel.name, "flags": 0 });
        if let Some(guild) = channel.guild {
            json["guild_id"] = guild.to_string().into();
            json["permission_overwrites"] = overwrites.into();
            json["position"] = 0.into();
            json["nsfw"] = false.into();
        }
        if let Some(parent) = channel.parent {
            json["parent_id"] = parent.to_string().into();
            json["thread_metadata"] = json!({
                "archived": channel.archived, "locked": channel.locked, "auto_archive_duration": 1_440,
                "archive_timestamp": "2026-01-01T00:00:00Z",
            });
        }
        if let Some(recipient) = channel.recipient {
            json["recipients"] = json!([self.user_json(recipient)]);
        }
        Some(json)
    }

    /// A channel as the gateway shows it: of one that the bot cannot see there is next to nothing.
    pub(crate) fn channel_on_gateway(&self, id: u64) -> Option<Value> {
        let mut json = self.channel_json(id)?;
        if json["guild_id"].is_string() && !self.may(id, BOT, Permission::ViewChannel) {
            json["name"] = "___hidden___".into();
            json["flags"] = (1 << 17).into();
            let bot = BOT.to_string();
            let of_bot = |one: &Value| one["id"] == bot.as_str();
            json["permission_overwrites"].as_array_mut().into_iter().for_each(|all| all.retain(of_bot));
            for name in ["nsfw", "topic", "last_message_id", "rate_limit_per_user", "available_tags"] {
                json[name] = Value::Null;
            }
        }
        Some(json)
    }

    /// A server as REST and the gateway show it; the latter adds members and channels.
    pub(crate) fn guild_json(&self, id: u64) -> Option<Value> {
        let guild = self.guilds.get(&id)?;
        Some(json!({
            "id": id.to_string(), "name": guild.name, "icon": null, "icon_hash": null, "splash": null, "discovery_splash": null,
            "owner_id": guild.owner.to_string(), "afk_channel_id": null, "afk_timeout": 300, "verification_level": 0,
            "default_message_notifications": 0, "explicit_content_filter": 0, "roles": self.roles_json(id), "emojis": [],
            "features": if guild.community { json!(["COMMUNITY"]) } else { json!([]) }, "mfa_level": 0, "application_id": null,
            "system_channel_id": guild.system_channel.map(|id| id.to_string()), "system_channel_flags": 0,
            "rules_channel_id": null, "vanity_url_code": null, "description": null, "banner": null, "premium_tier": 0,
            "premium_subscription_count": 0, "preferred_locale": self.locale_of(id), "public_updates_channel_id": null,
            "nsfw_level": 0, "stickers": [], "premium_progress_bar_enabled": false, "safety_alerts_channel_id": null,
        }))
    }
}
