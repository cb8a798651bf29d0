//! What the bot may do in a channel, worked out as Discord does from roles and overwrites.
//!
//! Asked over REST, because serenity drops the permissions that Discord sends with a picked channel.

use std::time::Duration;

use rest::models::{Channel, Member, Overwrite, Role};
use rest::{RestError, Urgency};
use serenity::all::Permissions;
use tokio::time::Instant;

use super::app::App;
use crate::domain::ids::{ChannelId, ServerId};
use crate::domain::settings::Thread;

/// What a post needs, with the name that the locales know it by; what another one depends on comes first.
const NEEDED: [(Permissions, &str); 4] = [
    (Permissions::VIEW_CHANNEL, "view-channel"),
    (Permissions::SEND_MESSAGES, "send-messages"),
    (Permissions::EMBED_LINKS, "embed-links"),
    (Permissions::READ_MESSAGE_HISTORY, "read-message-history"),
];

/// What a thread under the post needs beside it.
const NEEDED_FOR_THREADS: [(Permissions, &str); 2] = [
    (Permissions::CREATE_PUBLIC_THREADS, "create-public-threads"),
    (Permissions::SEND_MESSAGES_IN_THREADS, "send-messages-in-threads"),
];

/// The kinds of channels that take a post: text and announcement (Discord, "Channel Types").
const POSTABLE: [u16; 2] = [0, 5];

/// How long all requests of one look may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the bot is missing in a channel, as the locales name it; `channel` alone when it is gone,
/// `channel-kind` alone when it is no channel for posts.
pub async fn missing(
    app: &App,
    bot: u64,
    server: ServerId,
    channel: ChannelId,
    thread: Thread,
) -> Result<Vec<&'static str>, RestError> {
    let until = Instant::now() + PATIENCE;
    let rest = app.rest.with(Urgency::Interaction);
    let (found, roles, member) =
        tokio::join!(rest.channel(channel.0, until), rest.roles(server.0, until), rest.member(server.0, bot, until));
    let found = match found {
        Ok(found) if found.server == Some(server.0) => found,
        Ok(_) => return Ok(vec!["channel"]),
        Err(error) if error.status() == Some(404) => return Ok(vec!["channel"]),
        Err(error) if error.status() == Some(403) => return Ok(vec!["view-channel"]),
        Err(error) => return Err(error),
    };
    if !POSTABLE.contains(&found.kind) {
        return Ok(vec!["channel-kind"]);
    }
    let granted = granted(server, bot, &roles?, &member?, &found);
    let for_threads = if thread == Thread::Open { &NEEDED_FOR_THREADS[..] } else { &[] };
    let needed = NEEDED.iter().chain(for_threads);
    Ok(needed.filter(|(permission, _)| !granted.contains(*permission)).map(|(_, name)| *name).collect())
}

/// The permissions of a member in a channel, by Discord's own order of rules.
fn granted(server: ServerId, bot: u64, roles: &[Role], member: &Member, channel: &Channel) -> Permissions {
    let everyone = server.0;
    let has = |role: &Role| role.id == everyone || member.roles.contains(&role.id);

    let base = roles.iter().filter(|role| has(role)).fold(0, |all, role| all | role.permissions);
    if Permissions::from_bits_retain(base).contains(Permissions::ADMINISTRATOR) {
        return Permissions::all();
    }
    let of = |ids: &[u64]| channel.overwrites.iter().filter(|one| ids.contains(&one.id)).copied().collect::<Vec<_>>();

    let steps = [of(&[everyone]), of(&member.roles), of(&[bot])];
    let granted = Permissions::from_bits_retain(steps.iter().fold(base, |granted, step| overwrite(granted, step)));
    // Discord: who cannot see or write in a channel can do nothing there that needs it.
    if !granted.contains(Permissions::VIEW_CHANNEL) {
        return Permissions::empty();
    }
    if granted.contains(Permissions::SEND_MESSAGES) { granted } else { granted - Permissions::EMBED_LINKS }
}

/// All denials of a step come before all its allowances.
fn overwrite(granted: u64, step: &[Overwrite]) -> u64 {
    let (allow, deny) = step.iter().fold((0, 0), |(allow, deny), one| (allow | one.allow, deny | one.deny));
    granted & !deny | allow
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const BOT: u64 = 9;
    const SEE: u64 = 1 << 10;
    const SEND: u64 = 1 << 11;
    const EMBED: u64 = 1 << 14;

    fn in_channel(everyone: u64, role: u64, overwrites: &Value) -> Permissions {
        let roles = json!([
            { "id": "1", "permissions": everyone.to_string() },
            { "id": "2", "permissions": role.to_string() },
            { "id": "3", "permissions": "8" },
        ]);
        let roles: Vec<Role> = serde_json::from_value(roles).expect("roles");
        let member = serde_json::from_value(json!({ "roles": ["2"] })).expect("a member");
        let channel = json!({ "id": "7", "permission_overwrites": overwrites });
        granted(ServerId(1), BOT, &roles, &member, &serde_json::from_value(channel).expect("a channel"))
    }

    #[test]
    fn roles_add_up() {
        assert_eq!(in_channel(SEE, SEND, &json!([])).bits(), SEE | SEND);
    }

    #[test]
    fn an_administrator_may_everything() {
        let denied = json!([{ "id": "1", "allow": "0", "deny": SEE.to_string() }]);
        assert_eq!(in_channel(0, 8, &denied), Permissions::all());
    }

    #[test]
    fn the_own_overwrite_beats_the_role_and_the_role_beats_everyone() {
        let text = |n: u64| n.to_string();
        let table = [
            (json!([{ "id": "1", "allow": "0", "deny": text(SEND) }]), SEE),
            (
                json!([{ "id": "1", "allow": "0", "deny": text(SEND) }, { "id": "2", "allow": text(SEND), "deny": "0" }]),
                SEE | SEND,
            ),
            (
                json!([{ "id": "2", "allow": text(SEND), "deny": "0" }, { "id": "9", "allow": "0", "deny": text(SEND) }]),
                SEE,
            ),
        ];
        for (overwrites, expected) in table {
            assert_eq!(in_channel(SEE | SEND, 0, &overwrites).bits(), expected, "{overwrites}");
        }
    }

    #[test]
    fn a_channel_that_cannot_be_seen_allows_nothing() {
        let hidden = json!([{ "id": "1", "allow": "0", "deny": SEE.to_string() }]);
        assert_eq!(in_channel(SEE | SEND | EMBED, 0, &hidden), Permissions::empty());
        assert_eq!(in_channel(SEE | EMBED, 0, &json!([])).bits(), SEE);
    }
}
