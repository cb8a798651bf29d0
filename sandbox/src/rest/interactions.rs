//! Answers to interactions: the first one, changes of it, and further ones.

use std::time::Duration;

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::attach::attach;
use super::messages;
use super::refuse::{malformed, unknown};
use crate::clock::time_of;
use crate::exchange::{Answer, Asked};
use crate::limits;
use crate::state::{Interaction, Message, Progress, State};
use crate::world::BOT;

/// Discord gives up on a first response after this time.
const FIRST_WITHIN: Duration = Duration::from_secs(3);

/// How long an interaction's token lives.
const TOKEN_LIVES: TimeDelta = TimeDelta::minutes(15);

fn unknown_interaction() -> Answer {
    Answer::refused(404, 10_062, "Unknown interaction")
}

pub(super) fn respond(state: &mut State, id: u64, token: &str, asked: &Asked) -> Answer {
    let Some(interaction) = state.interactions.get(&id).filter(|one| one.token == token).cloned() else {
        return unknown_interaction();
    };
    if interaction.progress != Progress::Waiting {
        state.complain(format!("interaction {id} was answered twice"));
        return Answer::refused(400, 40_060, "Interaction has already been acknowledged.");
    }
    if interaction.begun.elapsed() > FIRST_WITHIN {
        return unknown_interaction();
    }
    let (kind, data) = (asked.body["type"].as_u64().unwrap_or(0), &asked.body["data"]);
    match first(state, &interaction, kind, data, asked) {
        Ok((progress, original)) => {
            let after = interaction.begun.elapsed();
            if let Some(kept) = state.interactions.get_mut(&id) {
                kept.private = data["flags"].as_u64().unwrap_or(0) & 64 != 0;
                kept.progress = progress;
                kept.original = original;
                kept.first_after = Some(after);
            }
            Answer::nothing()
        }
        Err(refused) => refused,
    }
}

/// What a first response leads to, and which message `@original` then means.
fn first(
    state: &mut State,
    interaction: &Interaction,
    kind: u64,
    data: &Value,
    asked: &Asked,
) -> Result<(Progress, Option<u64>), Answer> {
    let is_component = interaction.kind == 3;
    let wrong = match kind {
        4 | 7 => limits::message(data, asked.files.len()),
        8 => limits::suggestions(data),
        9 => limits::form(data),
        _ => Vec::new(),
    };
    if !wrong.is_empty() {
        return Err(malformed(state, asked, &wrong));
    }
    let fits = match kind {
        4 | 5 => interaction.kind != 4,
        6 | 7 => is_component,
        8 => interaction.kind == 4,
        9 => interaction.kind != 4 && interaction.kind != 5,
        _ => false,
    };
    if !fits {
        let wrong =
            vec![("type".to_owned(), format!("{kind} is no answer to an interaction of type {}", interaction.kind))];
        return Err(malformed(state, asked, &wrong));
    }
    match kind {
        4 if limits::is_empty(data, asked.files.len()) => {
            Err(Answer::refused(400, 50_006, "Cannot send an empty message"))
        }
        4 => {
            let only_for = (data["flags"].as_u64().unwrap_or(0) & 64 != 0).then_some(interaction.user);
            let id = keep(state, interaction, data, only_for, asked);
            Ok((Progress::Message(id), Some(id)))
        }
        5 => Ok((Progress::Deferred, None)),
        6 => Ok((Progress::Deferred, interaction.pressed)),
        7 => {
            let pressed = interaction.pressed.unwrap_or(0);
            let change = Asked { body: data.clone(), files: asked.files.clone(), ..copy(asked) };
            messages::edit(state, pressed, &change);
            Ok((Progress::Message(pressed), Some(pressed)))
        }
        8 => Ok((Progress::Choices(data["choices"].clone()), None)),
        _ => Ok((Progress::Form(data.clone()), None)),
    }
}

fn copy(asked: &Asked) -> Asked {
    Asked {
        method: asked.method.clone(),
        path: asked.path.clone(),
        query: String::new(),
        token: None,
        body: Value::Null,
        files: Vec::new(),
    }
}

fn keep(state: &mut State, interaction: &Interaction, data: &Value, only_for: Option<u64>, asked: &Asked) -> u64 {
    let id = state.new_id();
    let files = attach(state, Vec::new(), data, asked);
    let message = Message {
        id,
        channel: interaction.channel,
        author: BOT,
        body: data.clone(),
        nonce: None,
        only_for,
        deleted: false,
        edits: 0,
        files,
    };
    state.messages.insert(id, message);
    id
}

/// The interaction of a token that still lives.
fn living(state: &mut State, token: &str) -> Option<Interaction> {
    let now = state.now();
    state.interaction_by_token(token).filter(|one| now - time_of(one.id) < TOKEN_LIVES).map(|one| one.clone())
}

pub(super) fn original(state: &mut State, method: &str, token: &str, asked: &Asked) -> Answer {
    let Some(interaction) = living(state, token).filter(|one| one.progress != Progress::Waiting) else {
        return Answer::refused(404, 10_015, "Unknown Webhook");
    };
    match (method, interaction.original) {
        ("PATCH", None) if interaction.progress == Progress::Deferred => {
            let wrong = limits::message(&asked.body, asked.files.len());
            if !wrong.is_empty() {
                return malformed(state, asked, &wrong);
            }
            let id = keep(state, &interaction, &asked.body, interaction.private.then_some(interaction.user), asked);
            finish(state, interaction.id, id);
            Answer::ok(state.message_json(id))
        }
        ("PATCH", Some(original)) => {
            let answer = messages::edit(state, original, asked);
            finish(state, interaction.id, original);
            answer
        }
        ("GET", Some(original)) => Answer::ok(state.message_json(original)),
        ("DELETE", Some(original)) => {
            if let Some(message) = state.messages.get_mut(&original) {
                message.deleted = true;
            }
            Answer::nothing()
        }
        (_, None) => Answer::refused(404, 10_008, "Unknown Message"),
        _ => unknown(state, asked),
    }
}

fn finish(state: &mut State, id: u64, message: u64) {
    if let Some(interaction) = state.interactions.get_mut(&id) {
        interaction.progress = Progress::Message(message);
        interaction.original = Some(message);
    }
}

pub(super) fn follow_up(state: &mut State, token: &str, asked: &Asked) -> Answer {
    let Some(interaction) = living(state, token) else {
        return Answer::refused(404, 10_015, "Unknown Webhook");
    };
    if interaction.progress == Progress::Waiting {
        return Answer::refused(404, 10_015, "Unknown Webhook");
    }
    let wrong = limits::message(&asked.body, asked.files.len());
    if !wrong.is_empty() {
        return malformed(state, asked, &wrong);
    }
    let only_for = (asked.body["flags"].as_u64().unwrap_or(0) & 64 != 0).then_some(interaction.user);
    let id = keep(state, &interaction, &asked.body, only_for, asked);
    if interaction.progress == Progress::Deferred
        && let Some(kept) = state.interactions.get_mut(&interaction.id)
    {
        kept.progress = Progress::Message(id);
    }
    if asked.parameter("wait") == Some("true") {
        Answer::ok(state.message_json(id))
    } else {
        Answer::new(204, json!(null))
    }
}
