//! A server, its roles, and the people in it.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::fields::{maybe_number, number, number_or_zero, numbers, or_default};

/// A server (Discord calls it a guild).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Server {
    /// Its id.
    #[serde(deserialize_with = "number")]
    pub id: u64,
    /// Its name.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// The user who owns it.
    #[serde(rename = "owner_id", default, deserialize_with = "maybe_number")]
    pub owner: Option<u64>,
    /// What Discord has switched on in it, such as `COMMUNITY`.
    #[serde(default, deserialize_with = "or_default")]
    pub features: Vec<String>,
    /// Its language, such as `ko`; without `COMMUNITY` it says `en-US` whatever the server speaks.
    #[serde(default)]
    pub preferred_locale: Option<String>,
    /// The channel for news about the server, seen by its moderators.
    #[serde(rename = "public_updates_channel_id", default, deserialize_with = "maybe_number")]
    pub updates_channel: Option<u64>,
    /// The channel in which Discord welcomes members.
    #[serde(rename = "system_channel_id", default, deserialize_with = "maybe_number")]
    pub system_channel: Option<u64>,
}

/// A role of a server. The one of everyone has the server's id.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Role {
    /// Its id.
    #[serde(deserialize_with = "number")]
    pub id: u64,
    /// Its name.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// What it allows, all bits.
    #[serde(default, deserialize_with = "number_or_zero")]
    pub permissions: u64,
    /// How high it stands; a bot gives only roles below its own highest.
    #[serde(default, deserialize_with = "or_default")]
    pub position: i64,
    /// Whether everyone may mention it.
    #[serde(default, deserialize_with = "or_default")]
    pub mentionable: bool,
    /// Whether it belongs to a bot or another service, so that nobody can give it.
    #[serde(default, deserialize_with = "or_default")]
    pub managed: bool,
}

/// A user, a bot too.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct User {
    /// Their id.
    #[serde(deserialize_with = "number")]
    pub id: u64,
    /// Their name, which is theirs alone.
    #[serde(default, deserialize_with = "or_default")]
    pub username: String,
    /// The name that is shown.
    #[serde(default)]
    pub global_name: Option<String>,
    /// Whether it is a bot.
    #[serde(default, deserialize_with = "or_default")]
    pub bot: bool,
}

/// A member of a server.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Member {
    /// Who they are.
    #[serde(default)]
    pub user: Option<User>,
    /// What they are called in this server.
    #[serde(default)]
    pub nick: Option<String>,
    /// The ids of their roles, without the one of everyone.
    #[serde(default, deserialize_with = "numbers")]
    pub roles: Vec<u64>,
    /// The end of their time-out; an instant that is past means none.
    #[serde(default)]
    pub communication_disabled_until: Option<DateTime<Utc>>,
}
