//! The application that a bot belongs to, and its commands.

use serde::Deserialize;

use super::fields::{number, number_or_zero, or_default};

/// An application.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Application {
    /// Its id; of old ones it is not the bot's.
    #[serde(deserialize_with = "number")]
    pub id: u64,
    /// Discord's flags, all bits; some say which privileged intents are switched on.
    #[serde(default, deserialize_with = "number_or_zero")]
    pub flags: u64,
    /// Where Discord sends interactions instead of over the gateway; none for over the gateway.
    #[serde(rename = "interactions_endpoint_url", default)]
    pub interactions_url: Option<String>,
    /// The key with which its signed requests are verified, in hex.
    #[serde(rename = "verify_key", default)]
    pub public_key: Option<String>,
    /// In about how many servers the bot is, where Discord says so.
    #[serde(rename = "approximate_guild_count", default)]
    pub servers: Option<u64>,
}

/// A command as Discord keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Command {
    /// Its id, which a clickable mention of it names.
    #[serde(deserialize_with = "number")]
    pub id: u64,
    /// Its name in no language; empty when Discord does not say it.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// Changes with each change of the command; empty when Discord does not say it.
    #[serde(default, deserialize_with = "or_default")]
    pub version: String,
}
