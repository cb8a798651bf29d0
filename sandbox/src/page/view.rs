//! What one user sees, as the page needs it.

use serde_json::{Value, json};

use super::reasons;
use crate::client::is_hidden;
use crate::exchange::Recorded;
use crate::permission::Permission;
use crate::state::State;
use crate::world::{BOT, Channel};

/// How many of the last requests the page shows.
const LAST_REQUESTS: usize = 40;

pub(super) fn of(state: &State, user: u64) -> Value {
    let world = &state.world;
    let guild = world.guilds.keys().next().copied().unwrap_or(0);
    let user =
        if world.people.contains_key(&user) { user } else { world.guilds.get(&guild).map_or(0, |one| one.owner) };
    let place = world.channel_ids(guild).first().copied().unwrap_or(0);
    let commands: Vec<&Value> = state.commands.iter().filter(|one| !is_hidden(state, one, place, user)).collect();
    let last = state.requests.iter().enumerate().rev().take(LAST_REQUESTS).map(request);
    json!({
        "now": state.now().to_rfc3339(),
        "me": user.to_string(),
        "connected": state.is_connected(),
        "connections": state.connections,
        "identified": state.identified,
        "guild": world.guild_json(guild),
        "users": world.user_ids(guild).iter().map(|id| person(state, guild, *id)).collect::<Value>(),
        "names": world.people.keys().map(|id| (id.to_string(), world.user_json(*id)["global_name"].clone())).collect::<Value>(),
        "bot": BOT.to_string(),
        "channels": channels(state, guild, user),
        "commands": commands,
        "requests": last.collect::<Value>(),
        "complaints": state.complaints.iter().map(|one| reasons::in_both(one)).collect::<Vec<_>>(),
        "trouble": state.faults.iter().map(|fault| (fault.trouble.name(), fault.times)).collect::<Vec<_>>(),
        "progress": state.progress.map(|(done, all)| [done, all]),
    })
}

/// A request with its number, by which the page knows it again.
fn request((number, one): (usize, &Recorded)) -> Value {
    json!({
        "number": number, "method": one.method, "path": one.path, "status": one.status, "at": one.at.to_rfc3339(),
        "met": one.met, "nonce": one.body["nonce"],
    })
}

fn person(state: &State, guild: u64, id: u64) -> Value {
    let bits = state.world.base_permissions(guild, id);
    let manages = bits & Permission::ManageGuild.bit() != 0;
    let guild = state.world.guilds.get(&guild);
    let has = guild.and_then(|guild| guild.members.get(&id)).map(|member| member.roles.as_slice()).unwrap_or_default();
    let roles: Vec<&str> = has.iter().filter_map(|role| guild?.roles.get(role)).map(|role| role.name).collect();
    json!({
        "id": id.to_string(), "name": state.world.user_json(id)["global_name"], "manages": manages, "roles": roles,
    })
}

/// The channels that a user sees with all that stands in them: text channels, their threads, direct messages.
fn channels(state: &State, guild: u64, user: u64) -> Vec<Value> {
    let shown = |channel: &&Channel| match channel.guild {
        Some(of) => of == guild && state.world.may(channel.id, user, Permission::ViewChannel),
        None => channel.recipient == Some(user),
    };
    let channels = state.world.channels.values().filter(shown);
    channels
        .map(|channel| {
            let messages = state.visible(channel.id, user).into_iter().map(|id| message(state, id));
            let lacks: Vec<&str> = PERMISSIONS
                .iter()
                .filter(|(_, one)| channel.guild.is_some() && !state.world.may(channel.id, BOT, *one))
                .map(|(name, _)| *name)
                .collect();
            json!({
                "id": channel.id.to_string(),
                "name": channel.name,
                "parent": channel.parent.map(|id| id.to_string()),
                "direct": channel.guild.is_none(),
                "lacks": lacks,
                "messages": messages.collect::<Value>(),
            })
        })
        .collect()
}

/// The permissions that the page can take from the bot, by the names that it sends.
pub(super) const PERMISSIONS: [(&str, Permission); 3] =
    [("send", Permission::SendMessages), ("embed", Permission::EmbedLinks), ("view", Permission::ViewChannel)];

fn message(state: &State, id: u64) -> Value {
    let mut json = state.message_json(id);
    for (n, attachment) in json["attachments"].as_array_mut().into_iter().flatten().enumerate() {
        attachment["url"] = format!("/file/{id}/{n}").into();
    }
    if let Some(asked) = state.interactions.values().find(|one| one.original == Some(id)) {
        match asked.pressed {
            None if asked.kind == 2 => {
                json["asked"] = json!({ "by": state.world.user_json(asked.user), "command": asked.command });
            }
            // An answer to a button stands below its message, as a reply does.
            Some(pressed) if pressed != id => json["pressed"] = pressed.to_string().into(),
            _ => {}
        }
    }
    json
}
