//! A channel with all that decides what the bot may do in it: Discord's own order of roles and overwrites.

use std::time::Duration;

use chrono::{DateTime, Utc};
use rest::models::{Channel, Member, Overwrite, Role};
use rest::{Meaning, Rest, RestError, Urgency};
use tokio::time::Instant;

use crate::discord::app::App;
use crate::domain::ids::{ChannelId, MemberId, RoleId, ServerId};

pub(super) const ADMINISTRATOR: u64 = 1 << 3;
pub(super) const MANAGE_SERVER: u64 = 1 << 5;
pub(super) const VIEW_CHANNEL: u64 = 1 << 10;
pub(super) const SEND_MESSAGES: u64 = 1 << 11;
pub(super) const EMBED_LINKS: u64 = 1 << 14;
pub(super) const ATTACH_FILES: u64 = 1 << 15;
pub(super) const READ_MESSAGE_HISTORY: u64 = 1 << 16;
const MENTION_EVERYONE: u64 = 1 << 17;
const MANAGE_THREADS: u64 = 1 << 34;
pub(super) const CREATE_PUBLIC_THREADS: u64 = 1 << 35;
pub(super) const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;
pub(super) const PIN_MESSAGES: u64 = 1 << 51;

/// The kinds of channels that are threads.
const THREADS: [u16; 3] = [10, 11, 12];

/// How long all requests of one look may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Whether those who have a role are told when the bot mentions it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ping {
    /// They are, or no role is to be mentioned.
    Heard,
    /// Anyone may mention it but the bot, or nobody may.
    Unheard,
    /// There is no such role any more.
    Gone,
}

/// A channel with all that decides what the bot may do in it.
pub(super) struct Access {
    pub(super) channel: Channel,
    server: u64,
    bot: u64,
    /// The overwrites that count: the channel's own, or those of a thread's channel.
    overwrites: Vec<Overwrite>,
    roles: Vec<Role>,
    member: Member,
}

impl Access {
    /// Asks for it; what is missing when it cannot be seen.
    pub(super) async fn of(
        rest: &Rest,
        bot: u64,
        server: ServerId,
        channel: ChannelId,
    ) -> Result<Result<Self, &'static str>, RestError> {
        let until = Instant::now() + PATIENCE;
        let (rest, server) = (rest.with(Urgency::Interaction), server.0);
        let (found, roles, member) =
            tokio::join!(rest.channel(channel.0, until), rest.roles(server, until), rest.member(server, bot, until));
        let mut channel = match found {
            Ok(found) if found.server == Some(server) => found,
            Ok(_) => return Ok(Err("channel")),
            Err(error) if error.status() == Some(404) => return Ok(Err("channel")),
            Err(error) if error.status() == Some(403) => return Ok(Err("view-channel")),
            Err(error) => return Err(error),
        };
        let overwrites = match channel.parent.filter(|_| THREADS.contains(&channel.kind)) {
            Some(parent) => rest.channel(parent, until).await?.overwrites,
            None => std::mem::take(&mut channel.overwrites),
        };
        Ok(Ok(Self { channel, server, bot, overwrites, roles: roles?, member: member? }))
    }

    pub(super) fn is_thread(&self) -> bool {
        THREADS.contains(&self.channel.kind)
    }

    /// Whether it is a thread in which only moderators write, and the bot is none.
    pub(super) fn is_locked(&self) -> bool {
        self.channel.thread.is_some_and(|thread| thread.locked) && self.granted() & MANAGE_THREADS == 0
    }

    /// Until when the bot is in time-out. Administrators are never.
    pub(super) fn timed_out_until(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let until = self.member.communication_disabled_until?;
        (until > now && self.base() & ADMINISTRATOR == 0).then_some(until)
    }

    pub(super) fn ping(&self, role: Option<RoleId>) -> Ping {
        let Some(role) = role else { return Ping::Heard };
        match self.roles.iter().find(|one| one.id == role.0) {
            None => Ping::Gone,
            Some(found) if found.mentionable || self.granted() & MENTION_EVERYONE != 0 => Ping::Heard,
            Some(_) => Ping::Unheard,
        }
    }

    /// What the bot may do in the server.
    fn base(&self) -> u64 {
        let has = |role: &&Role| role.id == self.server || self.member.roles.contains(&role.id);
        self.roles.iter().filter(has).fold(0, |all, role| all | role.permissions)
    }

    /// What the bot may do in the channel, by Discord's own order of rules.
    pub(super) fn granted(&self) -> u64 {
        let base = self.base();
        if base & ADMINISTRATOR != 0 {
            return u64::MAX;
        }
        let steps = [&[self.server][..], &self.member.roles, &[self.bot]];
        let granted = steps.iter().fold(base, |granted, ids| self.overwrite(granted, ids));
        // Discord: who cannot see or write in a channel can do nothing there that needs it.
        if granted & VIEW_CHANNEL == 0 {
            return 0;
        }
        let writes = if self.is_thread() { SEND_MESSAGES_IN_THREADS } else { SEND_MESSAGES };
        if granted & writes == 0 { granted & !(EMBED_LINKS | ATTACH_FILES | MENTION_EVERYONE) } else { granted }
    }

    /// All denials of a step come before all its allowances.
    fn overwrite(&self, granted: u64, of: &[u64]) -> u64 {
        let step = self.overwrites.iter().filter(|one| of.contains(&one.id));
        let (allow, deny) = step.fold((0, 0), |(allow, deny), one| (allow | one.allow, deny | one.deny));
        granted & !deny | allow
    }
}

/// The channels of a server in which the bot may write now, worked out so that none has to refuse: first those in which
/// Discord itself writes its notices, then text channels from the top.
pub async fn writable(
    app: &App,
    bot: u64,
    server: ServerId,
    now: DateTime<Utc>,
    until: Instant,
) -> Result<Vec<ChannelId>, RestError> {
    const WRITE: u64 = VIEW_CHANNEL | SEND_MESSAGES;
    let rest = &app.rest;
    let (about, channels, roles, member) = tokio::join!(
        rest.server(server.0, until),
        rest.channels(server.0, until),
        rest.roles(server.0, until),
        rest.member(server.0, bot, until)
    );
    let (about, channels, roles, member) = (about?, channels?, roles?, member?);
    let notices = [about.updates_channel, about.system_channel];
    let rank = |channel: &Channel| notices.iter().position(|one| *one == Some(channel.id)).unwrap_or(notices.len());
    let mut open = Vec::new();
    for mut channel in channels.into_iter().filter(|channel| super::POSTABLE.contains(&channel.kind)) {
        let overwrites = std::mem::take(&mut channel.overwrites);
        let (roles, member) = (roles.clone(), member.clone());
        let access = Access { channel, server: server.0, bot, overwrites, roles, member };
        if access.granted() & WRITE == WRITE && access.timed_out_until(now).is_none() {
            open.push(access.channel);
        }
    }
    // A text channel before one whose messages go out to other servers.
    open.sort_by_key(|channel| (rank(channel), channel.kind, channel.position));
    Ok(open.into_iter().map(|channel| ChannelId(channel.id)).collect())
}

/// The name of a server that someone may manage; `None` when they may not, or are not in it.
pub async fn managed(
    rest: &Rest,
    server: ServerId,
    user: MemberId,
    until: Instant,
) -> Result<Option<String>, RestError> {
    let (about, roles, member) =
        tokio::join!(rest.server(server.0, until), rest.roles(server.0, until), rest.member(server.0, user.0, until));
    let (about, roles) = (about?, roles?);
    let member = match member {
        Err(error) if matches!(error.meaning(), Meaning::Gone(_)) => return Ok(None),
        member => member?,
    };
    let has = |role: &&Role| role.id == server.0 || member.roles.contains(&role.id);
    let granted = roles.iter().filter(has).fold(0, |granted, role| granted | role.permissions);
    let may = about.owner == Some(user.0) || granted & (ADMINISTRATOR | MANAGE_SERVER) != 0;
    Ok(may.then_some(about.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn access(everyone: u64, role: u64, overwrites: &Value) -> Access {
        let roles = json!([
            { "id": "1", "permissions": everyone.to_string() },
            { "id": "2", "permissions": role.to_string(), "mentionable": false },
            { "id": "3", "permissions": "8", "mentionable": true },
        ]);
        let member = json!({ "roles": ["2"], "communication_disabled_until": "2026-11-24T00:00:00Z" });
        Access {
            channel: serde_json::from_value(json!({ "id": "7", "type": 0 })).expect("a channel"),
            server: 1,
            bot: 9,
            overwrites: serde_json::from_value(overwrites.clone()).expect("overwrites"),
            roles: serde_json::from_value(roles).expect("roles"),
            member: serde_json::from_value(member).expect("a member"),
        }
    }

    #[test]
    fn roles_add_up_with_bits_of_a_new_kind() {
        let access = access(VIEW_CHANNEL, SEND_MESSAGES | PIN_MESSAGES | 1 << 60, &json!([]));
        assert_eq!(access.granted(), VIEW_CHANNEL | SEND_MESSAGES | PIN_MESSAGES | 1 << 60);
    }

    #[test]
    fn an_administrator_may_everything_and_is_in_no_time_out() {
        let access = access(0, ADMINISTRATOR, &json!([{ "id": "1", "allow": "0", "deny": VIEW_CHANNEL.to_string() }]));
        assert_eq!(access.granted(), u64::MAX);
        assert_eq!(access.timed_out_until(DateTime::UNIX_EPOCH), None);
    }

    #[test]
    fn a_time_out_counts_until_it_is_over() {
        let access = access(VIEW_CHANNEL, 0, &json!([]));
        let end: DateTime<Utc> = "2026-11-24T00:00:00Z".parse().expect("an instant");
        assert_eq!(access.timed_out_until(DateTime::UNIX_EPOCH), Some(end));
        assert_eq!(access.timed_out_until(end), None);
    }

    #[test]
    fn the_own_overwrite_beats_the_role_and_the_role_beats_everyone() {
        let send = SEND_MESSAGES.to_string();
        let both = VIEW_CHANNEL | SEND_MESSAGES;
        let table = [
            (json!([{ "id": "1", "allow": "0", "deny": send }]), VIEW_CHANNEL),
            (json!([{ "id": "1", "allow": "0", "deny": send }, { "id": "2", "allow": send, "deny": "0" }]), both),
            (
                json!([{ "id": "2", "allow": send, "deny": "0" }, { "id": "9", "allow": "0", "deny": send }]),
                VIEW_CHANNEL,
            ),
        ];
        for (overwrites, expected) in table {
            assert_eq!(access(both, 0, &overwrites).granted(), expected, "{overwrites}");
        }
    }

    #[test]
    fn a_channel_that_cannot_be_seen_allows_nothing() {
        let hidden = json!([{ "id": "1", "allow": "0", "deny": VIEW_CHANNEL.to_string() }]);
        assert_eq!(access(VIEW_CHANNEL | SEND_MESSAGES | EMBED_LINKS, 0, &hidden).granted(), 0);
        assert_eq!(access(VIEW_CHANNEL | EMBED_LINKS, 0, &json!([])).granted(), VIEW_CHANNEL);
    }

    #[test]
    fn a_role_is_heard_when_it_may_be_mentioned() {
        let shy = access(VIEW_CHANNEL | SEND_MESSAGES, 0, &json!([]));
        let pings = [None, Some(3), Some(2), Some(77)].map(|role| shy.ping(role.map(RoleId)));
        assert_eq!(pings, [Ping::Heard, Ping::Heard, Ping::Unheard, Ping::Gone]);
        let loud = access(VIEW_CHANNEL | SEND_MESSAGES | MENTION_EVERYONE, 0, &json!([]));
        assert_eq!(loud.ping(Some(RoleId(2))), Ping::Heard);
    }
}
