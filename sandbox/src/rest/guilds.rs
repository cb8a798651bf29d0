//! Servers, channels, roles, members and direct messages.

use serde_json::{Value, json};

use super::refuse::unknown;
use crate::exchange::{Answer, Asked, number};
use crate::permission::Permission;
use crate::state::State;
use crate::world::{BOT, Channel};

pub(super) fn guild(state: &State, guild: u64, rest: &[&str]) -> Answer {
    let world = &state.world;
    if !world.guilds.get(&guild).is_some_and(|guild| guild.present) {
        return Answer::refused(404, 10_004, "Unknown Guild");
    }
    match rest {
        [] => Answer::ok(world.guild_json(guild).unwrap_or_default()),
        ["channels"] => {
            let ids = world.channel_ids(guild);
            Answer::ok(ids.into_iter().filter_map(|id| world.channel_json(id)).collect::<Vec<Value>>().into())
        }
        ["roles"] => Answer::ok(world.roles_json(guild).into()),
        ["members", user] => {
            if world.guilds[&guild].members.contains_key(&number(user)) {
                Answer::ok(world.member_json(guild, number(user)))
            } else {
                Answer::refused(404, 10_007, "Unknown Member")
            }
        }
        _ => Answer::refused(404, 0, "404: Not Found"),
    }
}

/// The servers that the bot is in, in the order of their ids.
pub(super) fn own(state: &State, asked: &Asked) -> Answer {
    let parameter = |name| asked.parameter(name).map(number);
    let (after, limit) = (parameter("after").unwrap_or(0), parameter("limit").unwrap_or(200));
    let behind = state.present().into_iter().filter(|id| *id > after);
    let some = behind.take(usize::try_from(limit.clamp(1, 200)).unwrap_or(200));
    let partial = |id: u64| json!({ "id": id.to_string(), "name": state.world.guilds[&id].name, "features": [] });
    Answer::ok(some.map(partial).collect::<Vec<Value>>().into())
}

/// Gives a role to a member, or takes it.
pub(super) fn change_role(
    state: &mut State,
    method: &str,
    guild: u64,
    [user, role]: [u64; 2],
    asked: &Asked,
) -> Answer {
    let may = state.world.can_give(guild, BOT, role);
    let Some(found) = state.world.guilds.get_mut(&guild).filter(|guild| guild.present) else {
        return Answer::refused(404, 10_004, "Unknown Guild");
    };
    let Some(member) = found.members.get_mut(&user) else {
        return Answer::refused(404, 10_007, "Unknown Member");
    };
    if !found.roles.contains_key(&role) {
        return Answer::refused(404, 10_011, "Unknown Role");
    }
    if !may {
        return Answer::refused(403, 50_013, "Missing Permissions");
    }
    match method {
        "PUT" if !member.roles.contains(&role) => member.roles.push(role),
        "PUT" => {}
        "DELETE" => member.roles.retain(|one| *one != role),
        _ => return unknown(state, asked),
    }
    Answer::nothing()
}

pub(super) fn channel(state: &State, channel: u64) -> Answer {
    if let Some(refused) = unseen(state, channel) {
        return refused;
    }
    Answer::ok(state.world.channel_json(channel).unwrap_or_default())
}

/// Why the bot does not see a channel.
pub(super) fn unseen(state: &State, channel: u64) -> Option<Answer> {
    let Some(found) = state.world.channels.get(&channel) else {
        return Some(Answer::refused(404, 10_003, "Unknown Channel"));
    };
    let present = found.guild.is_none_or(|guild| state.world.guilds.get(&guild).is_some_and(|guild| guild.present));
    let sees = present && state.world.may(channel, BOT, Permission::ViewChannel);
    (!sees).then(|| Answer::refused(403, 50_001, "Missing Access"))
}

pub(super) fn open_direct(state: &mut State, body: &Value) -> Answer {
    let user = body["recipient_id"].as_str().map_or(0, number);
    if !state.world.people.contains_key(&user) {
        return Answer::refused(400, 50_033, "Invalid Recipient(s)");
    }
    let known = state.world.channels.values().find(|one| one.recipient == Some(user)).map(|one| one.id);
    let id = known.unwrap_or_else(|| {
        let id = state.new_id();
        let channel = Channel { recipient: Some(user), ..Channel::new(id, None, 1, "") };
        state.world.channels.insert(id, channel);
        id
    });
    Answer::ok(state.world.channel_json(id).unwrap_or_else(|| json!({})))
}
