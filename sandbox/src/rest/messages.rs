//! Messages of channels and threads.

use std::time::Duration;

use serde_json::{Value, json};

use super::attach::attach;
use super::guilds::unseen;
use super::refuse::{malformed, unknown};
use crate::exchange::{Answer, Asked, number};
use crate::limits;
use crate::permission::Permission;
use crate::state::{Message, State};
use crate::world::{BOT, Channel};

pub(super) fn answer(state: &mut State, method: &str, channel: u64, rest: &[&str], asked: &Asked) -> Answer {
    if let Some(refused) = unseen(state, channel) {
        return refused;
    }
    match (method, rest) {
        ("POST", []) => create(state, channel, asked),
        ("GET", []) => list(state, channel, asked),
        (_, ["pins", message]) => pin(state, method, channel, number(message), asked),
        (_, [message]) => one(state, method, channel, number(message), asked),
        ("POST", [message, "threads"]) => start_thread(state, channel, number(message), asked),
        _ => unknown(state, asked),
    }
}

/// How many active threads there may be.
const MOST_THREADS: usize = 1_000;

fn missing_permission() -> Answer {
    Answer::refused(403, 50_013, "Missing Permissions")
}

/// Why the bot may not write so in a channel.
fn may_not_write(state: &State, channel: u64, body: &Value, files: usize) -> Option<Answer> {
    let thread = state.world.channels.get(&channel).filter(|channel| channel.parent.is_some());
    let is_thread = thread.is_some();
    let writes = if is_thread { Permission::SendMessagesInThreads } else { Permission::SendMessages };
    let may = |permission| state.world.may(channel, BOT, permission);
    let replies = !body["message_reference"].is_null();
    if !may(writes) || (files > 0 && !may(Permission::AttachFiles)) {
        return Some(missing_permission());
    }
    if replies && !may(Permission::ReadMessageHistory) {
        return Some(Answer::refused(403, 160_002, "Cannot reply without permission to read message history"));
    }
    let is_locked = thread.is_some_and(|thread| thread.locked) && !may(Permission::ManageThreads);
    is_locked.then(|| Answer::refused(400, 160_005, "Thread is locked"))
}

fn create(state: &mut State, channel: u64, asked: &Asked) -> Answer {
    if let Some(refused) = may_not_write(state, channel, &asked.body, asked.files.len()) {
        return refused;
    }
    let wrong = limits::message(&asked.body, asked.files.len());
    if !wrong.is_empty() {
        return malformed(state, asked, &wrong);
    }
    let mut body = asked.body.clone();
    // Discord drops embeds without a word where the permission for them is missing.
    if !state.world.may(channel, BOT, Permission::EmbedLinks) {
        body["embeds"] = json!([]);
    }
    if limits::is_empty(&body, asked.files.len()) {
        return Answer::refused(400, 50_006, "Cannot send an empty message");
    }
    let reply_to = body["message_reference"]["message_id"].as_str().map(number);
    let is_lost = |id: &u64| state.messages.get(id).is_none_or(|message| message.deleted);
    if reply_to.as_ref().is_some_and(is_lost) {
        if body["message_reference"]["fail_if_not_exists"] != false {
            return Answer::refused(400, 50_035, "Unknown message");
        }
        body["message_reference"] = Value::Null;
    }
    let (headers, limited) = limit(state, channel);
    if let Some(limited) = limited {
        return limited;
    }
    let nonce = body["nonce"].as_str().filter(|_| body["enforce_nonce"] == true).map(str::to_owned);
    let id = state.new_id();
    let files = attach(state, Vec::new(), &body, asked);
    let message = Message { id, channel, author: BOT, body, nonce, only_for: None, deleted: false, edits: 0, files };
    // A message wakes a thread that was put away.
    if let Some(thread) = state.world.channels.get_mut(&channel) {
        thread.archived = false;
    }
    let mut answer = match state.make_message(message) {
        Some(id) => Answer::ok(state.message_json(id)),
        None => Answer::refused(404, 10_008, "Unknown Message"),
    };
    answer.headers = headers;
    answer
}

/// Discord's limit for messages of a channel, in its headers; refuses only when a test asked for that.
fn limit(state: &mut State, channel: u64) -> (Vec<(&'static str, String)>, Option<Answer>) {
    const MOST: usize = 5;
    const WITHIN: Duration = Duration::from_secs(5);
    let now = tokio::time::Instant::now();
    let made = state.made_in.entry(channel).or_default();
    made.retain(|at| now.duration_since(*at) < WITHIN);
    let reset = made.first().map_or(WITHIN, |first| WITHIN.saturating_sub(now.duration_since(*first))).as_secs_f64();
    let over = made.len() >= MOST && state.enforces_limits;
    if !over {
        made.push(now);
    }
    let headers = vec![
        ("x-ratelimit-limit", MOST.to_string()),
        (
            "x-ratelimit-remaining",
            if state.enforces_limits { MOST.saturating_sub(made.len()) } else { MOST }.to_string(),
        ),
        ("x-ratelimit-reset-after", format!("{reset:.3}")),
        ("x-ratelimit-bucket", "messages".to_owned()),
    ];
    let limited = over.then(|| {
        let body = json!({ "message": "You are being rate limited.", "retry_after": reset, "global": false });
        let mut answer = Answer::new(429, body);
        answer.headers.clone_from(&headers);
        answer.headers.push(("retry-after", reset.ceil().to_string()));
        answer
    });
    (headers, limited)
}

fn list(state: &State, channel: u64, asked: &Asked) -> Answer {
    if !state.world.may(channel, BOT, Permission::ReadMessageHistory) {
        return Answer::ok(json!([]));
    }
    let limit = asked.parameter("limit").map_or(50, |limit| number(limit).clamp(1, 100));
    let limit = usize::try_from(limit).unwrap_or(100);
    let mut ids = state.visible(channel, BOT);
    match (asked.parameter("after").map(number), asked.parameter("before").map(number)) {
        (Some(after), _) => {
            ids.retain(|id| *id > after);
            ids.truncate(limit);
        }
        (None, before) => {
            ids.retain(|id| before.is_none_or(|before| *id < before));
            ids.drain(..ids.len().saturating_sub(limit));
        }
    }
    let newest_first: Vec<Value> = ids.iter().rev().map(|id| state.message_json(*id)).collect();
    Answer::ok(newest_first.into())
}

fn one(state: &mut State, method: &str, channel: u64, message: u64, asked: &Asked) -> Answer {
    let found =
        state.messages.get(&message).filter(|one| one.channel == channel && !one.deleted && one.only_for.is_none());
    let Some(found) = found else {
        return Answer::refused(404, 10_008, "Unknown Message");
    };
    match method {
        "GET" => Answer::ok(state.message_json(message)),
        "PATCH" if found.author != BOT => {
            Answer::refused(403, 50_005, "Cannot edit a message authored by another user")
        }
        "PATCH" if !asked.files.is_empty() && !state.world.may(channel, BOT, Permission::AttachFiles) => {
            missing_permission()
        }
        "PATCH" => {
            let mut asked = asked.clone();
            if asked.body.get("embeds").is_some() && !state.world.may(channel, BOT, Permission::EmbedLinks) {
                asked.body["embeds"] = json!([]);
            }
            edit(state, message, &asked)
        }
        "DELETE" => {
            if let Some(found) = state.messages.get_mut(&message) {
                found.deleted = true;
            }
            Answer::nothing()
        }
        _ => unknown(state, asked),
    }
}

/// Changes what the body names; what it does not name stays.
pub(super) fn edit(state: &mut State, message: u64, asked: &Asked) -> Answer {
    let place = state.messages.get(&message).and_then(|message| state.world.channels.get(&message.channel));
    if place.is_some_and(|place| place.archived) {
        return Answer::refused(400, 50_083, "Thread is archived");
    }
    let wrong = limits::message(&asked.body, asked.files.len());
    if !wrong.is_empty() {
        return malformed(state, asked, &wrong);
    }
    if let Some(found) = state.messages.get_mut(&message) {
        for (name, value) in asked.body.as_object().into_iter().flatten() {
            // An edit pings nobody anew.
            if name != "allowed_mentions" {
                found.body[name] = value.clone();
            }
        }
        found.edits += 1;
    }
    let before = state.messages.get_mut(&message).map(|found| std::mem::take(&mut found.files)).unwrap_or_default();
    let mut body = asked.body.clone();
    if body.get("embeds").is_none() {
        body["embeds"] = state.messages.get(&message).map(|found| found.body["embeds"].clone()).unwrap_or_default();
    }
    let files = attach(state, before, &body, asked);
    if let Some(found) = state.messages.get_mut(&message) {
        found.files = files;
    }
    Answer::ok(state.message_json(message))
}

/// Pins a message, or takes it off.
fn pin(state: &mut State, method: &str, channel: u64, message: u64, asked: &Asked) -> Answer {
    const MOST: usize = 250;
    if !state.world.may(channel, BOT, Permission::PinMessages) {
        return missing_permission();
    }
    if !state.visible(channel, BOT).contains(&message) {
        return Answer::refused(404, 10_008, "Unknown Message");
    }
    let pin = (channel, message);
    let others = state.world.channels.get(&channel).map_or(0, |channel| channel.other_pins);
    let count = others + state.pins.range((channel, 0)..=(channel, u64::MAX)).count();
    match method {
        "PUT" if count >= MOST && !state.pins.contains(&pin) => {
            return Answer::refused(400, 30_003, "Maximum number of pins reached (250)");
        }
        "PUT" => drop(state.pins.insert(pin)),
        "DELETE" => drop(state.pins.remove(&pin)),
        _ => return unknown(state, asked),
    }
    Answer::nothing()
}

fn start_thread(state: &mut State, channel: u64, message: u64, asked: &Asked) -> Answer {
    if !state.world.may(channel, BOT, Permission::CreatePublicThreads) {
        return missing_permission();
    }
    if !state.messages.get(&message).is_some_and(|one| one.channel == channel && !one.deleted) {
        return Answer::refused(404, 10_008, "Unknown Message");
    }
    // A thread has the id of the message that it starts from.
    if state.world.channels.contains_key(&message) {
        return Answer::refused(400, 160_004, "A thread has already been created for this message");
    }
    let is_here = |one: &&Channel| one.parent == Some(channel) && !one.archived;
    let others = state.world.channels.get(&channel).map_or(0, |channel| channel.other_threads);
    if others + state.world.channels.values().filter(is_here).count() >= MOST_THREADS {
        return Answer::refused(400, 160_006, "Maximum number of active threads reached");
    }
    let name = asked.body["name"].as_str().unwrap_or_default().to_owned();
    if !(1..=100).contains(&name.chars().count()) {
        return malformed(state, asked, &vec![("name".to_owned(), "must have 1 to 100 characters".to_owned())]);
    }
    let guild = state.world.channels.get(&channel).and_then(|channel| channel.guild);
    let thread = Channel { parent: Some(channel), ..Channel::new(message, guild, 11, &name) };
    state.world.channels.insert(message, thread);
    Answer::new(201, state.world.channel_json(message).unwrap_or_default())
}
