//! What happened on Discord, as far as the bot has to know it.

use chrono::{DateTime, Utc};
use rest::models::Overwrite;
use tokio::time::Instant;

use crate::domain::ids::{ChannelId, RoleId, ServerId};

/// What happened on Discord.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GatewayEvent {
    /// A shard's session has begun. It may come again at any time.
    Ready {
        /// The application, which commands belong to.
        application_id: u64,
        /// All servers that the bot is in, of those that belong to the shard.
        servers: Vec<ServerId>,
    },
    /// A server can be reached: after a session has begun, after joining it, or after an outage.
    ServerAvailable {
        server: ServerId,
        /// When the bot came into it; none when that could not be read.
        joined_at: Option<DateTime<Utc>>,
        /// All its roles; none when they could not be read.
        roles: Option<Vec<RoleId>>,
    },
    /// A role of a server was deleted.
    RoleDeleted { server: ServerId, role: RoleId },
    /// What some may do in a server was told; it may be what it was before.
    Rights {
        server: ServerId,
        /// What was told.
        told: Rights,
    },
    /// A server has an outage; the bot is still in it.
    ServerUnavailable(ServerId),
    /// The bot was removed from a server.
    ServerRemoved(ServerId),
    /// Someone did something that wants an answer within three seconds of `received`.
    Interaction {
        /// What they did, in Discord's JSON.
        text: Box<str>,
        /// When this program heard of it.
        received: Instant,
    },
    /// Something that could not be read.
    Lost {
        /// Discord's word for it.
        kind: String,
        /// The server that it happened in, as far as that could be read.
        server: Option<ServerId>,
    },
}

/// What some may do, as far as the bot can be among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rights {
    /// Who may do what in a channel, differing from their roles.
    Channel {
        channel: ChannelId,
        /// Who, and what.
        overwrites: Vec<Overwrite>,
    },
    /// Who has a role.
    Role {
        role: RoleId,
        /// What it allows, all bits.
        permissions: u64,
    },
    /// One member; without a privileged intent Discord tells of the bot itself alone.
    Member {
        /// Who.
        user: u64,
        /// Their roles.
        roles: Vec<u64>,
        /// The end of their time-out.
        timed_out_until: Option<DateTime<Utc>>,
    },
}
