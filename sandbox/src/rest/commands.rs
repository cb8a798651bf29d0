//! The commands of the application, in all servers and in single ones.

use super::refuse::{malformed, unknown};
use crate::exchange::{Answer, Asked, number};
use crate::limits;
use crate::state::State;

pub(super) fn answer(state: &mut State, method: &str, rest: &[&str], asked: &Asked) -> Answer {
    match (method, rest) {
        ("GET", ["commands"]) => Answer::ok(state.commands.clone().into()),
        ("PUT", ["commands"]) => put(state, asked),
        ("GET", ["guilds", guild, "commands"]) => {
            Answer::ok(state.guild_commands.get(&number(guild)).cloned().unwrap_or_default().into())
        }
        ("DELETE", ["guilds", guild, "commands", command]) => {
            let all = state.guild_commands.entry(number(guild)).or_default();
            let before = all.len();
            all.retain(|one| one["id"] != *command);
            if all.len() < before {
                Answer::nothing()
            } else {
                Answer::refused(404, 10_063, "Unknown application command")
            }
        }
        _ => unknown(state, asked),
    }
}

fn put(state: &mut State, asked: &Asked) -> Answer {
    let all = asked.body.as_array().cloned().unwrap_or_default();
    let wrong = limits::commands(&all);
    if !wrong.is_empty() {
        return malformed(state, asked, &wrong);
    }
    let kept = state.registered(all);
    state.commands.clone_from(&kept);
    Answer::ok(kept.into())
}
