//! Servers, channels, roles and users.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::clock::Clock;
use crate::permission::Permission;

/// When the bot came into the groups that a world begins with: 2026-01-01.
const LONG_AGO: DateTime<Utc> = DateTime::from_timestamp_nanos(1_767_225_600_000_000_000);

/// The id of the first server.
const FIRST_SERVER: u64 = 1_000_000_000_000_000_000;

pub(crate) const BOT: u64 = 900_000_000_000_000_001;
/// Not the bot's own id: old applications have one that differs.
pub(crate) const APPLICATION: u64 = 900_000_000_000_000_002;
pub(crate) const TOKEN: &str = "OTAwMDAwMDAwMDAwMDAwMDAx.c2FuZGJveA.a-token-of-the-stand-in-only";

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
    /// Until when it may only look on.
    pub(crate) timed_out_until: Option<DateTime<Utc>>,
}

impl Membership {
    fn with(roles: Vec<u64>) -> Self {
        Self { roles, nick: None, timed_out_until: None }
    }
}

/// A role of a server.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Role {
    pub(crate) name: &'static str,
    pub(crate) permissions: u64,
    /// Whether anyone may mention it.
    pub(crate) mentionable: bool,
    /// How high it stands.
    pub(crate) position: i64,
    /// Whether it belongs to a bot or a service, so that nobody can give it.
    pub(crate) managed: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Guild {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) owner: u64,
    /// Its language; Discord tells it of Community servers only.
    pub(crate) locale: String,
    pub(crate) community: bool,
    pub(crate) system_channel: Option<u64>,
    pub(crate) roles: BTreeMap<u64, Role>,
    pub(crate) members: BTreeMap<u64, Membership>,
    /// Whether the bot is in it.
    pub(crate) present: bool,
    /// When the bot came into it.
    pub(crate) joined_at: DateTime<Utc>,
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
    /// Whether a thread is put away, and whether only moderators write in it.
    pub(crate) archived: bool,
    pub(crate) locked: bool,
    /// How many pins and active threads there are that the stand-in does not show.
    pub(crate) other_pins: usize,
    pub(crate) other_threads: usize,
}

impl Channel {
    pub(crate) fn new(id: u64, guild: Option<u64>, kind: u8, name: &str) -> Self {
        Self {
            id,
            guild,
            kind,
            name: name.to_owned(),
            parent: None,
            recipient: None,
            overwrites: BTreeMap::new(),
            archived: false,
            locked: false,
            other_pins: 0,
            other_threads: 0,
        }
    }
}

/// What a server and those in it are called.
struct Names {
    server: &'static str,
    channels: [&'static str; 3],
    members: [&'static str; 5],
    role: &'static str,
}

const KOREAN: Names = Names {
    server: "DVA-C02 스터디",
    channels: ["일반", "오늘의-문제", "순위표"],
    members: ["민준", "서연", "지우", "도윤", "하은"],
    role: "스터디원",
};

const ENGLISH: Names = Names {
    server: "DVA-C02 study group",
    channels: ["general", "daily-question", "leaderboard"],
    members: ["Olivia", "Daniel", "Maya", "James", "Grace"],
    role: "Study group",
};

/// What a stand-in starts with.
#[derive(Debug, Clone)]
pub struct World {
    pub(crate) people: BTreeMap<u64, Person>,
    pub(crate) guilds: BTreeMap<u64, Guild>,
    pub(crate) channels: BTreeMap<u64, Channel>,
    /// What time it is, as far as time-outs are asked.
    pub(crate) clock: Option<Clock>,
}

impl World {
    /// The server of a study group in which the bot already is: an owner, four members and three text channels.
    ///
    /// It is a Community, of which Discord tells the language `locale`, such as `ko`; all names are Korean then, else
    /// English.
    pub fn study_group(locale: &str) -> Self {
        let mut world =
            Self { people: BTreeMap::new(), guilds: BTreeMap::new(), channels: BTreeMap::new(), clock: None };
        world.person(BOT, "proctor-bot", "Bot", true);
        world.add_group(FIRST_SERVER, locale, 4)
    }

    /// The same with servers that are no Communities: Discord tells `en-US` of each of them.
    #[must_use]
    pub fn without_community(mut self) -> Self {
        self.guilds.values_mut().for_each(|guild| guild.community = false);
        self
    }

    /// The same with one more channel of this kind in the first server, such as 2 for voice and 15 for a forum.
    #[must_use]
    pub fn with_channel(mut self, kind: u8, name: &str) -> Self {
        let guild = self.guild_ids()[0];
        let id = guild + 10 + self.channel_ids(guild).len() as u64;
        self.channels.insert(id, Channel::new(id, Some(guild), kind, name));
        self
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
        let id = self.next_id(10_000);
        self.add_group(id, locale, 4)
    }

    /// The same with one more such server that belongs to the shard after the one of the server before it.
    #[must_use]
    pub fn with_group_on_next_shard(self, locale: &str) -> Self {
        let id = self.next_id(1 << 22);
        self.add_group(id, locale, 4)
    }

    fn next_id(&self, step: u64) -> u64 {
        FIRST_SERVER + step * self.guilds.len() as u64
    }

    /// The same with so many members more in the first server.
    #[must_use]
    pub fn with_more_members(mut self, count: u64) -> Self {
        let guild = self.guild_ids()[0];
        for n in 0..count {
            let id = guild + 500 + n;
            self.person(id, &format!("guest{n}"), &format!("Guest {n}"), false);
            if let Some(guild) = self.guilds.get_mut(&guild) {
                guild.members.insert(id, Membership::with(Vec::new()));
            }
        }
        self
    }

    fn add_group(mut self, id: u64, locale: &str, members: u64) -> Self {
        let names = if locale == "ko" { KOREAN } else { ENGLISH };
        let (bot_role, study_role) = (id + 1, id + 2);
        let mut people = BTreeMap::new();
        for (n, name) in (0..=members).zip(names.members.iter().cycle()) {
            let user = id + 100 + n;
            self.person(user, &format!("user{}", user % 100_000), name, false);
            people.insert(user, Membership::with(Vec::new()));
        }
        people.insert(BOT, Membership::with(vec![bot_role]));
        let everyone =
            [Permission::ViewChannel, Permission::SendMessages, Permission::ReadMessageHistory, Permission::EmbedLinks];
        let everyone = everyone.iter().fold(0, |bits, one| bits | one.bit());
        let bot = everyone
            | Permission::AttachFiles.bit()
            | Permission::CreatePublicThreads.bit()
            | Permission::SendMessagesInThreads.bit();
        for (n, name) in (0..).zip(names.channels) {
            self.channels.insert(id + 10 + n, Channel::new(id + 10 + n, Some(id), 0, name));
        }
        let guild = Guild {
            id,
            name: names.server.to_owned(),
            owner: id + 100,
            locale: locale.to_owned(),
            community: true,
            system_channel: Some(id + 10),
            roles: BTreeMap::from([
                (id, Role { name: "@everyone", permissions: everyone, ..Role::default() }),
                (bot_role, Role { name: "bot", permissions: bot, position: 2, managed: true, ..Role::default() }),
                // The study role is there to be mentioned.
                (study_role, Role { name: names.role, mentionable: true, position: 1, ..Role::default() }),
            ]),
            members: people,
            present: true,
            joined_at: LONG_AGO,
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
}
