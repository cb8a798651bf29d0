//! What the bot may do in a channel, worked out as Discord does from roles and overwrites.
//!
//! Asked over REST, because serenity drops the permissions that Discord sends with a picked channel.

use std::time::Duration;

use serde_json::Value;
use serenity::all::Permissions;
use tokio::time::Instant;

use super::app::App;
use super::rest::RestError;
use crate::domain::ids::{ChannelId, MemberId, ServerId};
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
const POSTABLE: [u8; 2] = [0, 5];

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
    let (found, roles, member) = tokio::join!(
        app.rest.channel(channel, until),
        app.rest.roles(server, until),
        app.rest.member(server, MemberId(bot), until),
    );
    let found = match found {
        Ok(found) if found["guild_id"] == server.to_string() => found,
        Ok(_) => return Ok(vec!["channel"]),
        Err(error) if error.status() == Some(404) => return Ok(vec!["channel"]),
        Err(error) if error.status() == Some(403) => return Ok(vec!["view-channel"]),
        Err(error) => return Err(error),
    };
    if !POSTABLE.iter().any(|kind| found["type"] == *kind) {
        return Ok(vec!["channel-kind"]);
    }
    let granted = granted(server, bot, &roles?, &member?, &found);
    let for_threads = if thread == Thread::Open { &NEEDED_FOR_THREADS[..] } else { &[] };
    let needed = NEEDED.iter().chain(for_threads);
    Ok(needed.filter(|(permission, _)| !granted.contains(*permission)).map(|(_, name)| *name).collect())
}

/// The permissions of a member in a channel, by Discord's own order of rules.
fn granted(server: ServerId, bot: u64, roles: &[Value], member: &Value, channel: &Value) -> Permissions {
    let everyone = server.to_string();
    let own: Vec<&str> = member["roles"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let has = |role: &Value| role["id"].as_str().is_some_and(|id| id == everyone || own.contains(&id));

    let base = roles
        .iter()
        .filter(|role| has(role))
        .map(|role| bits(&role["permissions"]))
        .fold(Permissions::empty(), |all, one| all | one);
    if base.contains(Permissions::ADMINISTRATOR) {
        return Permissions::all();
    }
    let overwrites: Vec<&Value> = channel["permission_overwrites"].as_array().into_iter().flatten().collect();
    let of = |id: &str| overwrites.iter().filter(|one| one["id"] == id).copied().collect::<Vec<_>>();
    let of_roles = own.iter().flat_map(|role| of(role)).collect::<Vec<_>>();

    let steps = [of(&everyone), of_roles, of(&bot.to_string())];
    let granted = steps.iter().fold(base, |granted, step| overwrite(granted, step));
    // Discord: who cannot see or write in a channel can do nothing there that needs it.
    if !granted.contains(Permissions::VIEW_CHANNEL) {
        return Permissions::empty();
    }
    if granted.contains(Permissions::SEND_MESSAGES) { granted } else { granted - Permissions::EMBED_LINKS }
}

/// All denials of a step come before all its allowances.
fn overwrite(granted: Permissions, step: &[&Value]) -> Permissions {
    let all = |field: &str| step.iter().map(|one| bits(&one[field])).fold(Permissions::empty(), |all, one| all | one);
    (granted - all("deny")) | all("allow")
}

fn bits(value: &Value) -> Permissions {
    Permissions::from_bits_truncate(value.as_str().and_then(|text| text.parse().ok()).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const BOT: u64 = 9;
    const SEE: u64 = 1 << 10;
    const SEND: u64 = 1 << 11;
    const EMBED: u64 = 1 << 14;

    fn in_channel(everyone: u64, role: u64, overwrites: &Value) -> Permissions {
        let roles = [
            json!({ "id": "1", "permissions": everyone.to_string() }),
            json!({ "id": "2", "permissions": role.to_string() }),
            json!({ "id": "3", "permissions": "8" }),
        ];
        granted(ServerId(1), BOT, &roles, &json!({ "roles": ["2"] }), &json!({ "permission_overwrites": overwrites }))
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
