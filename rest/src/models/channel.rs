//! A channel or a thread, and who may do what in it.

use serde::{Deserialize, Deserializer};

use super::fields::{maybe_number, number, number_or_zero, or_default};

/// The flag of a channel that the bot cannot see and of which Discord tells next to nothing.
const HIDDEN: u64 = 1 << 17;

/// A channel or a thread.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Channel {
    /// Its id. A thread that starts from a message has the message's.
    #[serde(deserialize_with = "number")]
    pub id: u64,
    /// Discord's number for what kind of channel it is, such as 0 for text.
    #[serde(rename = "type", default, deserialize_with = "or_default")]
    pub kind: u16,
    /// Its server; none for direct messages.
    #[serde(rename = "guild_id", default, deserialize_with = "maybe_number")]
    pub server: Option<u64>,
    /// Its name; of a hidden channel Discord tells another.
    #[serde(default)]
    pub name: Option<String>,
    /// The category of a channel, or the channel of a thread.
    #[serde(rename = "parent_id", default, deserialize_with = "maybe_number")]
    pub parent: Option<u64>,
    /// How far down it stands among its like.
    #[serde(default, deserialize_with = "or_default")]
    pub position: i64,
    /// What some may and others may not.
    #[serde(rename = "permission_overwrites", default, deserialize_with = "or_default")]
    pub overwrites: Vec<Overwrite>,
    /// Discord's flags, all bits.
    #[serde(default, deserialize_with = "number_or_zero")]
    pub flags: u64,
    /// The state of a thread; none for a channel.
    #[serde(rename = "thread_metadata", default)]
    pub thread: Option<ThreadState>,
}

impl Channel {
    /// Whether the bot cannot see it, so that nothing but its id is true of it.
    pub fn is_hidden(&self) -> bool {
        self.flags & HIDDEN != 0
    }
}

/// What a role or a member may and may not in a channel, differing from its permissions elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Overwrite {
    /// Of whom: a role or a user.
    #[serde(deserialize_with = "number")]
    pub id: u64,
    /// What `id` is.
    #[serde(rename = "type", default)]
    pub of: OverwriteOf,
    /// The permissions given, all bits.
    #[serde(default, deserialize_with = "number_or_zero")]
    pub allow: u64,
    /// The permissions taken, all bits.
    #[serde(default, deserialize_with = "number_or_zero")]
    pub deny: u64,
}

/// Whom an overwrite is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OverwriteOf {
    /// All who have a role.
    #[default]
    Role,
    /// One member.
    Member,
    /// A kind that nobody knows yet.
    Other,
}

impl<'de> Deserialize<'de> for OverwriteOf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match number_or_zero(deserializer)? {
            0 => Self::Role,
            1 => Self::Member,
            _ => Self::Other,
        })
    }
}

/// What can be done in a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct ThreadState {
    /// It is put away; a message opens it again, unless it is locked.
    #[serde(default, deserialize_with = "or_default")]
    pub archived: bool,
    /// Only moderators write in it or open it.
    #[serde(default, deserialize_with = "or_default")]
    pub locked: bool,
}
