//! What the bot may do in a channel, worked out as Discord does from roles and overwrites; and why it may not.
//!
//! Asked over REST, because serenity drops the permissions that Discord sends with a picked channel. Permissions are kept
//! as Discord's own numbers: serenity throws away the bits that it does not know, such as "Pin Messages".

mod access;
mod roles;

use chrono::{DateTime, Utc};
use rest::{Rest, RestError};
use tokio::time::{Instant, timeout_at};

use crate::domain::delivery::Failed;
use crate::domain::ids::{ChannelId, RoleId, ServerId};
use crate::domain::settings::{Pin, Settings, Thread};
use access::{
    ATTACH_FILES, Access, CREATE_PUBLIC_THREADS, EMBED_LINKS, PIN_MESSAGES, READ_MESSAGE_HISTORY, SEND_MESSAGES,
    SEND_MESSAGES_IN_THREADS, VIEW_CHANNEL,
};
pub use access::{Ping, managed, writable};
pub use roles::{RoleLook, look_at_roles};

/// What a post needs, with the name that the locales know it by; what another one depends on comes first.
const FOR_POSTS: [(u64, &str); 4] = [
    (VIEW_CHANNEL, "view-channel"),
    (SEND_MESSAGES, "send-messages"),
    (EMBED_LINKS, "embed-links"),
    (READ_MESSAGE_HISTORY, "read-message-history"),
];

/// What a thread under the post needs beside it.
const FOR_THREADS: [(u64, &str); 2] =
    [(CREATE_PUBLIC_THREADS, "create-public-threads"), (SEND_MESSAGES_IN_THREADS, "send-messages-in-threads")];

/// What the pin of a post needs beside it.
const FOR_PINS: [(u64, &str); 1] = [(PIN_MESSAGES, "pin-messages")];

/// Whether questions go out without this permission: a thread or a pin is left out then.
pub fn is_for_extras(missing: &str) -> bool {
    FOR_THREADS.iter().chain(&FOR_PINS).any(|(_, name)| *name == missing)
}

/// What a picture in a message needs; without it the message goes out without the picture.
const FOR_PICTURES: [(u64, &str); 1] = [(ATTACH_FILES, "attach-files")];

/// Everything that the bot may need in a channel, as Discord's own number: what an invitation asks for.
pub fn all_needed() -> u64 {
    FOR_POSTS.iter().chain(&FOR_THREADS).chain(&FOR_PINS).chain(&FOR_PICTURES).fold(0, |all, (bit, _)| all | bit)
}

/// What a message in a thread needs.
const IN_A_THREAD: [(u64, &str); 3] = [
    (VIEW_CHANNEL, "view-channel"),
    (SEND_MESSAGES_IN_THREADS, "send-messages-in-threads"),
    (EMBED_LINKS, "embed-links"),
];

/// The kinds of channels that take a post: text and announcement (Discord, "Channel Types").
const POSTABLE: [u16; 2] = [0, 5];

/// Whether questions can be posted in channels of a kind, Discord's number for it.
pub fn takes_posts(kind: u16) -> bool {
    POSTABLE.contains(&kind)
}

/// What the bot is to do in a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Post questions and what follows from them.
    Post,
    /// Open a thread under each post.
    Thread,
    /// Pin the newest post.
    Pin,
}

/// What a look at a channel found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// What the bot is missing, as the locales name it; `channel` alone when it is gone, `channel-kind` alone when it
    /// is no channel for posts, `timed-out` alone when the bot may do nothing for a time.
    pub missing: Vec<&'static str>,
    /// What it is missing without which it works all the same, only less nicely.
    pub optional: Vec<&'static str>,
    /// Until when the bot is in time-out.
    pub timed_out_until: Option<DateTime<Utc>>,
    /// What becomes of the role that is to be mentioned.
    pub ping: Ping,
}

/// Why Discord refused some work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Why {
    /// What is missing, as the locales name it; `refused` when nothing is found to be.
    pub missing: &'static str,
    /// When that ends by itself.
    pub until: Option<DateTime<Utc>>,
}

impl From<Why> for Failed {
    fn from(why: Why) -> Self {
        Self::NoAccess { missing: why.missing.to_owned(), until: why.until }
    }
}

impl Look {
    fn only(missing: &'static str) -> Self {
        Self { missing: vec![missing], optional: Vec::new(), timed_out_until: None, ping: Ping::Heard }
    }

    /// Whether questions can never be posted there, whatever is allowed.
    pub fn is_no_place(&self) -> bool {
        matches!(self.missing[..], ["channel" | "channel-kind"])
    }
}

/// What the settings of a schedule want of its channel.
pub fn wanted(settings: &Settings) -> Vec<Work> {
    let thread = (settings.thread == Thread::Open).then_some(Work::Thread);
    let pin = (settings.pin == Pin::Newest).then_some(Work::Pin);
    [Some(Work::Post), thread, pin].into_iter().flatten().collect()
}

/// A channel or a thread, and what the bot is to do there.
#[derive(Clone, Copy)]
pub struct Spot<'s> {
    /// The way out to Discord.
    pub rest: &'s Rest,
    /// The bot's own user id.
    pub bot: u64,
    pub server: ServerId,
    /// The channel or the thread.
    pub channel: ChannelId,
    /// What the bot is to do there.
    pub works: &'s [Work],
}

impl Spot<'_> {
    /// Looks at a channel, also for a role that is to be mentioned there.
    pub async fn look(&self, ping: Option<RoleId>, now: DateTime<Utc>) -> Result<Look, RestError> {
        Ok(match self.access().await? {
            Ok(access) => self.look_at(&access, ping, now),
            Err(missing) => Look::only(missing),
        })
    }

    /// Why Discord refused some work there: looked up before it is told, as Discord has one code for every permission.
    pub async fn why(&self, error: &RestError, now: DateTime<Utc>, until: Instant) -> Why {
        let told = match (error.code(), error.status()) {
            (Some(10_003 | 10_004), _) | (None, Some(404)) => Some("channel"),
            (Some(50_001), _) => Some("view-channel"),
            (Some(160_002), _) => Some("read-message-history"),
            (Some(160_005 | 50_083), _) => Some("thread-locked"),
            (Some(160_006), _) => Some("threads-full"),
            (Some(30_003), _) => Some("pins-full"),
            _ => None,
        };
        if let Some(missing) = told {
            return Why { missing, until: None };
        }
        let missing = match timeout_at(until, self.access()).await {
            Ok(Ok(Ok(access))) => return self.first_missing(&access, now),
            Ok(Ok(Err(missing))) => missing,
            Ok(Err(_)) | Err(_) => "refused",
        };
        Why { missing, until: None }
    }

    /// What the bot is missing to write there with boxes and buttons, whatever kind of channel or thread it is.
    pub async fn missing_to_write(&self, now: DateTime<Utc>) -> Result<Vec<&'static str>, RestError> {
        let access = match self.access().await? {
            Ok(access) => access,
            Err(missing) => return Ok(vec![missing]),
        };
        let needed = if access.is_thread() { &IN_A_THREAD[..] } else { &FOR_POSTS[..] };
        Ok(match access.timed_out_until(now) {
            Some(_) => vec!["timed-out"],
            None if access.is_locked() => vec!["thread-locked"],
            None => lacking(access.granted(), needed.iter()),
        })
    }

    async fn access(&self) -> Result<Result<Access, &'static str>, RestError> {
        Access::of(self.rest, self.bot, self.server, self.channel).await
    }

    fn look_at(&self, access: &Access, ping: Option<RoleId>, now: DateTime<Utc>) -> Look {
        if !takes_posts(access.channel.kind) {
            return Look::only("channel-kind");
        }
        let ping = access.ping(ping);
        if let Some(until) = access.timed_out_until(now) {
            return Look { timed_out_until: Some(until), ping, ..Look::only("timed-out") };
        }
        let needed = self.works.iter().flat_map(|work| match work {
            Work::Post => &FOR_POSTS[..],
            Work::Thread => &FOR_THREADS[..],
            Work::Pin => &FOR_PINS[..],
        });
        let granted = access.granted();
        let missing = lacking(granted, needed);
        // Who cannot write there has more to see to first.
        let optional = if missing.is_empty() { lacking(granted, FOR_PICTURES.iter()) } else { Vec::new() };
        Look { missing, optional, timed_out_until: None, ping }
    }

    fn first_missing(&self, access: &Access, now: DateTime<Utc>) -> Why {
        let until = access.timed_out_until(now);
        let missing = if !access.is_thread() {
            self.look_at(access, None, now).missing.first().copied()
        } else if until.is_some() {
            Some("timed-out")
        } else if access.is_locked() {
            Some("thread-locked")
        } else {
            lacking(access.granted(), IN_A_THREAD.iter()).first().copied()
        };
        Why { missing: missing.unwrap_or("refused"), until: until.filter(|_| missing == Some("timed-out")) }
    }
}

fn lacking<'n>(granted: u64, needed: impl Iterator<Item = &'n (u64, &'static str)>) -> Vec<&'static str> {
    needed.filter(|(bit, _)| granted & bit == 0).map(|(_, name)| *name).collect()
}
