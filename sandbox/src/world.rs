//! Servers, channels, roles and users, and who may do what where, by Discord's own rules.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// Bits of Discord's permissions that tests name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
pub enum Permission {
    /// Everything.
    Administrator = 1 << 3,
    /// "Manage Server".
    ManageGuild = 1 << 5,
    /// "View Channel".
    ViewChannel = 1 << 10,
    /// "Send Messages".
    SendMessages = 1 << 11,
    /// "Embed Links".
    EmbedLinks = 1 << 14,
    /// "Attach Files".
    AttachFiles = 1 << 15,
    /// "Read Message History".
    ReadMessageHistory = 1 << 16,
    /// "Mention everyone".
    MentionEveryone = 1 << 17,
    /// "Manage Roles".
    ManageRoles = 1 << 28,
    /// "Create Public Threads".
    CreatePublicThreads = 1 << 35,
    /// "Send Messages in Threads".
    SendMessagesInThreads = 1 << 38,
    /// "Pin Messages".
    PinMessages = 1 << 51,
}

impl Permission {
    pub(crate) fn bit(self) -> u64 {
        self as u64
    }
}

pub(crate) const BOT: u64 = 900_000_000_000_000_001;
pub(crate) const TOKEN: &str = "OTAwMDAwMDAwMDAwMDAwMDAx.c2FuZGJveA.a-token-of-the-stand-in-only";
const EVERYTHING: u64 = (1 << 53) - 1;

#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) username: String,
    pub(crate) shown: String,
    pub(crate) bot: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Membership {
    pub(crate) roles: Vec<u64>,
    pub(crate) nick: Option<String>,
}

#[derive(Debug, Clone)]
pub(crate) struct Guild {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) owner: u64,
    pub(crate) locale: String,
    pub(crate) system_channel: Option<u64>,
    pub(crate) roles: BTreeMap<u64, u64>,
    pub(crate) members: BTreeMap<u64, Membership>,
    /// Whether the bot is in it.
    pub(crate) present: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Channel {
    pub(crate) id: u64,
    /// `None` for direct messages.
    pub(crate) guild: Option<u64>,
    pub(crate) kind: u8,
    pub(crate) name: String,
    /// A thread's channel.
    pub(crate) parent: Option<u64>,
    /// Whom direct messages are with.
    pub(crate) recipient: Option<u64>,
    /// By role or member id: what is allowed, what is denied.
    pub(crate) overwrites: BTreeMap<u64, (u64, u64)>,
}

/// What a stand-in starts with.
#[derive(Debug, Clone)]
pub struct World {
    pub(crate) people: BTreeMap<u64, Person>,
    pub(crate) guilds: BTreeMap<u64, Guild>,
    pub(crate) channels: BTreeMap<u64, Channel>,
}

impl World {
    /// A server "Study group" in which the bot already is: an owner, four members and three text channels.
    ///
    /// `locale` is the server's language on Discord, such as `ko`.
    pub fn study_group(locale: &str) -> Self {
        let mut world = Self { people: BTreeMap::new(), guilds: BTreeMap::new(), channels: BTreeMap::new() };
        world.person(BOT, "proctor-bot", "Bot", true);
        world.add_group(locale, 4)
    }

    /// The same with the bot under another name.
    #[must_use]
    pub fn with_bot_named(mut self, name: &str) -> Self {
        self.person(BOT, "proctor-bot", name, true);
        self
    }

    /// The same with one more such server, of its own channels and members.
    #[must_use]
    pub fn with_another_group(self, locale: &str) -> Self {
        self.add_group(locale, 4)
    }

    /// The same with so many members more in the first server.
    #[must_use]
    pub fn with_more_members(mut self, count: u64) -> Self {
        let guild = self.guild_ids()[0];
        for n in 0..count {
            let id = guild + 500 + n;
            self.person(id, &format!("guest{n}"), &format!("Guest {n}"), false);
            if let Some(guild) = self.guilds.get_mut(&guild) {
                guild.members.insert(id, Membership { roles: Vec::new(), nick: None });
            }
        }
        self
    }

    fn add_group(mut self, locale: &str, members: u64) -> Self {
        let id = 1_000_000_000_000_000_000 + 10_000 * self.guilds.len() as u64;
        let names = ["민준", "Seoyeon", "지우", "Daniel", "하은"];
        let (bot_role, study_role) = (id + 1, id + 2);
        let mut people = BTreeMap::new();
        for (n, name) in (0..=members).zip(names.iter().cycle()) {
            let user = id + 100 + n;
            self.person(user, &format!("user{}", user % 100_000), name, false);
            people.insert(user, Membership { roles: Vec::new(), nick: None });
        }
        people.insert(BOT, Membership { roles: vec![bot_role], nick: None });
        let everyone =
            [Permission::ViewChannel, Permission::SendMessages, Permission::ReadMessageHistory, Permission::EmbedLinks];
        let everyone = everyone.iter().fold(0, |bits, one| bits | one.bit());
        let bot = everyone
            | Permission::AttachFiles.bit()
            | Permission::CreatePublicThreads.bit()
            | Permission::SendMessagesInThreads.bit();
        for (n, name) in (0..).zip(["general", "daily-question", "leaderboard"]) {
            let channel = Channel {
                id: id + 10 + n,
                guild: Some(id),
                kind: 0,
                name: name.to_owned(),
                parent: None,
                recipient: None,
                overwrites: BTreeMap::new(),
            };
            self.channels.insert(channel.id, channel);
        }
        let guild = Guild {
            id,
            name: "Study group".to_owned(),
            owner: id + 100,
            locale: locale.to_owned(),
            system_channel: Some(id + 10),
            roles: BTreeMap::from([(id, everyone), (bot_role, bot), (study_role, 0)]),
            members: people,
            present: true,
        };
        self.guilds.insert(id, guild);
        self
    }

    fn person(&mut self, id: u64, username: &str, shown: &str, bot: bool) {
        self.people.insert(id, Person { username: username.to_owned(), shown: shown.to_owned(), bot });
    }

    /// The ids of the servers.
    pub fn guild_ids(&self) -> Vec<u64> {
        self.guilds.keys().copied().collect()
    }

    /// The text channels of a server.
    pub fn channel_ids(&self, guild: u64) -> Vec<u64> {
        self.channels
            .values()
            .filter(|channel| channel.guild == Some(guild) && channel.parent.is_none())
            .map(|channel| channel.id)
            .collect()
    }

    /// The people of a server without the bot; its owner first.
    pub fn user_ids(&self, guild: u64) -> Vec<u64> {
        self.guilds
            .get(&guild)
            .map(|guild| guild.members.keys().copied().filter(|id| *id != BOT).collect())
            .unwrap_or_default()
    }

    /// The name that people see of a user.
    pub fn name_of(&self, user: u64) -> String {
        self.people.get(&user).map(|person| person.shown.clone()).unwrap_or_default()
    }

    /// A role of a server that no permission hangs on.
    pub fn study_role(&self, guild: u64) -> u64 {
        guild + 2
    }

    /// What someone may do in a server, before any channel.
    pub(crate) fn base_permissions(&self, guild: u64, user: u64) -> u64 {
        let Some(guild) = self.guilds.get(&guild) else {
            return 0;
        };
        let Some(member) = guild.members.get(&user) else {
            return 0;
        };
        let own = member
            .roles
            .iter()
            .chain([&guild.id])
            .filter_map(|role| guild.roles.get(role))
            .fold(0, |bits, one| bits | one);
        if guild.owner == user || own & Permission::Administrator.bit() != 0 { EVERYTHING } else { own }
    }

    /// What someone may do in a channel.
    pub(crate) fn permissions(&self, channel: u64, user: u64) -> u64 {
        let Some(channel) = self.channels.get(&channel) else {
            return 0;
        };
        let Some(guild) = channel.guild else {
            return EVERYTHING;
        };
        let base = self.base_permissions(guild, user);
        if base == EVERYTHING {
            return base;
        }
        let place = channel.parent.and_then(|parent| self.channels.get(&parent)).unwrap_or(channel);
        let roles = self
            .guilds
            .get(&guild)
            .and_then(|guild| guild.members.get(&user))
            .map(|member| member.roles.clone())
            .unwrap_or_default();
        let of = |ids: &[u64]| {
            ids.iter()
                .filter_map(|id| place.overwrites.get(id))
                .fold((0, 0), |(a, d), (allow, deny)| (a | allow, d | deny))
        };
        let bits =
            [of(&[guild]), of(&roles), of(&[user])].iter().fold(base, |bits, (allow, deny)| (bits & !deny) | allow);
        if bits & Permission::ViewChannel.bit() == 0 { 0 } else { bits }
    }

    pub(crate) fn may(&self, channel: u64, user: u64, permission: Permission) -> bool {
        self.permissions(channel, user) & permission.bit() != 0
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
        })
    }

    pub(crate) fn roles_json(&self, guild: u64) -> Vec<Value> {
        let roles = self.guilds.get(&guild).map(|guild| &guild.roles);
        let role = |(position, (id, bits)): (usize, (&u64, &u64))| {
            json!({
                "id": id.to_string(),
                "name": if *id == guild { "@everyone" } else { "role" },
                "color": 0,
                "colors": { "primary_color": 0, "secondary_color": null, "tertiary_color": null },
                "hoist": false,
                "position": position,
                "permissions": bits.to_string(),
                "managed": false,
                "mentionable": false,
                "flags": 0,
            })
        };
        roles.into_iter().flatten().enumerate().map(role).collect()
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
        }
        if let Some(recipient) = channel.recipient {
            json["recipients"] = json!([self.user_json(recipient)]);
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
            "features": [], "mfa_level": 0, "application_id": null,
            "system_channel_id": guild.system_channel.map(|id| id.to_string()), "system_channel_flags": 0,
            "rules_channel_id": null, "vanity_url_code": null, "description": null, "banner": null, "premium_tier": 0,
            "premium_subscription_count": 0, "preferred_locale": guild.locale, "public_updates_channel_id": null,
            "nsfw_level": 0, "stickers": [], "premium_progress_bar_enabled": false, "safety_alerts_channel_id": null,
        }))
    }
}
