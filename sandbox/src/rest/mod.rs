//! The REST API: who asks, for what, and what Discord answers.

mod attach;
mod commands;
mod guilds;
mod interactions;
mod messages;
mod refuse;

use serde_json::json;

use crate::address::public_key;
use crate::exchange::{Answer, Asked, number};
use crate::state::State;
use crate::world::{APPLICATION, BOT, TOKEN};
use refuse::unknown;

pub(crate) fn answer(state: &mut State, asked: &Asked) -> Answer {
    let parts: Vec<&str> = asked.path.trim_matches('/').split('/').collect();
    let method = asked.method.as_str();
    let needs_token = !matches!(parts.first(), Some(&("interactions" | "webhooks")));
    if needs_token && asked.token.as_deref() != Some(&format!("Bot {TOKEN}")) {
        return Answer::refused(401, 0, "401: Unauthorized");
    }
    #[cfg(feature = "openapi")]
    check_description(state, asked);
    match (method, &parts[..]) {
        ("GET", ["gateway"]) => Answer::ok(json!({ "url": state.gateway_address })),
        ("GET", ["gateway", "bot"]) => gateway(state),
        ("GET", ["users", "@me"]) => Answer::ok(state.world.user_json(BOT)),
        ("GET", ["users", "@me", "guilds"]) => guilds::own(state, asked),
        ("POST", ["users", "@me", "channels"]) => guilds::open_direct(state, &asked.body),
        ("GET", ["applications", "@me"]) => application(state),
        (_, ["applications", id, ..]) if number(id) != APPLICATION => {
            Answer::refused(403, 20_012, "You are not authorized to perform this action on this application")
        }
        (_, ["applications", _, rest @ ..]) => commands::answer(state, method, rest, asked),
        ("POST", ["interactions", id, token, "callback"]) => interactions::respond(state, number(id), token, asked),
        (_, ["webhooks", id, ..]) if number(id) != APPLICATION => Answer::refused(404, 10_015, "Unknown Webhook"),
        ("POST", ["webhooks", _, token]) => interactions::follow_up(state, token, asked),
        (_, ["webhooks", _, token, "messages", "@original"]) => interactions::original(state, method, token, asked),
        ("GET", ["channels", channel]) => guilds::channel(state, number(channel)),
        (_, ["channels", channel, "messages", rest @ ..]) => {
            messages::answer(state, method, number(channel), rest, asked)
        }
        (_, ["guilds", guild, "members", user, "roles", role]) => {
            guilds::change_role(state, method, number(guild), [number(user), number(role)], asked)
        }
        ("GET", ["guilds", guild, rest @ ..]) => guilds::guild(state, number(guild), rest),
        _ => unknown(state, asked),
    }
}

#[cfg(feature = "openapi")]
fn check_description(state: &mut State, asked: &Asked) {
    if asked.body.is_null() {
        return;
    }
    if let Some(description) = &mut state.description {
        let faults = description.check(&asked.method, &asked.path, &asked.body);
        state.complaints.extend(faults);
    }
}

fn application(state: &State) -> Answer {
    let mut about = state.about_application.clone();
    about["id"] = APPLICATION.to_string().into();
    about["name"] = "proctor".into();
    about["verify_key"] = public_key().into();
    Answer::ok(about)
}

/// Where the gateway is, and how many sessions may still be begun.
fn gateway(state: &State) -> Answer {
    let begun = &state.begun;
    let reset_after = u64::try_from(begun.for_so_long.as_millis()).unwrap_or(u64::MAX);
    Answer::ok(json!({
        "url": state.gateway_address,
        "shards": begun.advised,
        "session_start_limit": {
            "total": 1_000, "remaining": begun.left, "reset_after": reset_after, "max_concurrency": begun.at_once,
        },
    }))
}
