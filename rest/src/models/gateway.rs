//! Where the gateway is, and how often a bot may begin a session there.

use serde::Deserialize;

/// Where the gateway is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Gateway {
    /// Its address, such as `wss://gateway.discord.gg`.
    pub url: String,
    /// How many shards Discord advises, where it says so.
    #[serde(default)]
    pub shards: Option<u32>,
    /// How many sessions may begin, where Discord says so.
    #[serde(default)]
    pub session_start_limit: Option<SessionStartLimit>,
}

impl Gateway {
    /// Whether Discord says that no other session may begin today.
    pub fn is_spent(&self) -> bool {
        self.session_start_limit.as_ref().is_some_and(|limit| limit.remaining == 0)
    }
}

/// How many sessions a bot may begin; beyond that Discord takes its token away.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct SessionStartLimit {
    /// How many a day has.
    #[serde(default = "a_thousand")]
    pub total: u64,
    /// How many are left.
    pub remaining: u64,
    /// The milliseconds until all are there again.
    #[serde(default)]
    pub reset_after: u64,
    /// How many may begin at once.
    #[serde(default = "one")]
    pub max_concurrency: u32,
}

fn a_thousand() -> u64 {
    1_000
}

fn one() -> u32 {
    1
}
