//! The REST API: who asks, for what, and what Discord answers.

mod guilds;
mod interactions;
mod messages;

use serde_json::{Value, json};

use crate::limits::{self, Wrong};
use crate::state::State;
use crate::world::{BOT, TOKEN};

/// A request as it is read.
pub(crate) struct Asked {
    pub(crate) method: String,
    /// The path after `/api/v10`.
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) token: Option<String>,
    pub(crate) body: Value,
    pub(crate) files: Vec<(String, Vec<u8>)>,
}

impl Asked {
    /// A value of the query.
    fn parameter(&self, name: &str) -> Option<&str> {
        self.query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    }
}

/// An answer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) html: bool,
}

impl Answer {
    pub(crate) fn new(status: u16, body: Value) -> Self {
        Self { status, body, ..Self::default() }
    }

    fn ok(body: Value) -> Self {
        Self::new(200, body)
    }

    fn nothing() -> Self {
        Self::new(204, Value::Null)
    }

    fn refused(status: u16, code: u32, message: &str) -> Self {
        Self::new(status, json!({ "code": code, "message": message }))
    }
}

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
        ("GET", ["users", "@me"]) => Answer::ok(state.world.user_json(BOT)),
        ("POST", ["users", "@me", "channels"]) => guilds::open_direct(state, &asked.body),
        ("PUT", ["applications", _, "commands"]) => put_commands(state, asked),
        ("GET", ["applications", _, "commands"]) => Answer::ok(state.commands.clone().into()),
        ("POST", ["interactions", id, token, "callback"]) => interactions::respond(state, number(id), token, asked),
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

fn unknown(state: &mut State, asked: &Asked) -> Answer {
    state.complain(format!("{} {} is not known to the stand-in", asked.method, asked.path));
    Answer::refused(404, 0, "404: Not Found")
}

fn number(text: &str) -> u64 {
    text.parse().unwrap_or(0)
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

/// The answer to a malformed body; it is kept as a complaint.
fn malformed(state: &mut State, asked: &Asked, wrong: &Wrong) -> Answer {
    state.complain(format!("{} {}: {wrong:?}", asked.method, asked.path));
    Answer::new(400, limits::refusal(wrong))
}

fn put_commands(state: &mut State, asked: &Asked) -> Answer {
    let all = asked.body.as_array().cloned().unwrap_or_default();
    let wrong = limits::commands(&all);
    if !wrong.is_empty() {
        return malformed(state, asked, &wrong);
    }
    let kept: Vec<Value> = all
        .into_iter()
        .map(|mut command| {
            command["id"] = state.new_id().to_string().into();
            command["application_id"] = BOT.to_string().into();
            command["version"] = "1".into();
            command
        })
        .collect();
    state.commands.clone_from(&kept);
    Answer::ok(kept.into())
}
