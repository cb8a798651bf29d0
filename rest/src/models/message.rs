//! A message as Discord keeps it, which can be less than what was sent.

use serde::Deserialize;

use super::channel::Channel;
use super::fields::{count, maybe_number, number, number_or_zero, numbers, or_default};
use super::server::User;

/// A message.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Message {
    /// Its id.
    #[serde(deserialize_with = "number")]
    pub id: u64,
    /// The channel or thread in which it stands.
    #[serde(rename = "channel_id", default, deserialize_with = "maybe_number")]
    pub channel: Option<u64>,
    /// Who wrote it.
    #[serde(default)]
    pub author: Option<User>,
    /// Its text.
    #[serde(default, deserialize_with = "or_default")]
    pub content: String,
    /// Its boxes. Discord drops them without a word where the bot may not embed links.
    #[serde(default, deserialize_with = "or_default")]
    pub embeds: Vec<Embed>,
    /// Its buttons and menus, as they are nested.
    #[serde(default, deserialize_with = "or_default")]
    pub components: Vec<Part>,
    /// How many files it has.
    #[serde(rename = "attachments", default, deserialize_with = "count")]
    pub files: usize,
    /// The roles that it mentions and that were told of it.
    #[serde(rename = "mention_roles", default, deserialize_with = "numbers")]
    pub mentioned_roles: Vec<u64>,
    /// Whether it told everyone.
    #[serde(default, deserialize_with = "or_default")]
    pub mention_everyone: bool,
    /// The message that it answers.
    #[serde(rename = "message_reference", default)]
    pub reference: Option<Reference>,
    /// The thread that starts from it.
    #[serde(default)]
    pub thread: Option<Channel>,
    /// Whether it is pinned.
    #[serde(default, deserialize_with = "or_default")]
    pub pinned: bool,
    /// Discord's flags, all bits.
    #[serde(default, deserialize_with = "number_or_zero")]
    pub flags: u64,
}

impl Message {
    /// The ids of all its buttons and menus, in the order in which they are shown.
    pub fn custom_ids(&self) -> Vec<&str> {
        let mut ids = Vec::new();
        self.components.iter().for_each(|part| part.collect(&mut ids));
        ids
    }

    /// Whether this user wrote it.
    pub fn is_by(&self, user: u64) -> bool {
        self.author.as_ref().is_some_and(|author| author.id == user)
    }

    /// The message that it answers.
    pub fn replies_to(&self) -> Option<u64> {
        self.reference.as_ref().and_then(|reference| reference.message)
    }
}

/// A box with text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct Embed {
    /// Its heading.
    #[serde(default)]
    pub title: Option<String>,
    /// Its text.
    #[serde(default)]
    pub description: Option<String>,
}

/// A button, a menu, or what holds such.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct Part {
    /// What a press of it sends.
    #[serde(default)]
    pub custom_id: Option<String>,
    /// What it holds.
    #[serde(default, deserialize_with = "or_default")]
    pub components: Vec<Part>,
    /// What stands beside its text.
    #[serde(default)]
    pub accessory: Option<Box<Part>>,
}

impl Part {
    fn collect<'p>(&'p self, ids: &mut Vec<&'p str>) {
        ids.extend(self.custom_id.as_deref());
        self.components.iter().for_each(|part| part.collect(ids));
        self.accessory.iter().for_each(|part| part.collect(ids));
    }
}

/// Which message another one answers or forwards.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Reference {
    /// The message.
    #[serde(rename = "message_id", default, deserialize_with = "maybe_number")]
    pub message: Option<u64>,
    /// Its channel.
    #[serde(rename = "channel_id", default, deserialize_with = "maybe_number")]
    pub channel: Option<u64>,
}
