//! What the page asks for: acting as a user, moving the clock, making trouble.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::view::PERMISSIONS;
use crate::discord::Discord;
use crate::faults::{Fault, Trouble};
use crate::outcome::{Outcome, Seen};

/// How many requests each piece of trouble meets.
const TIMES: u32 = 4;

/// Does what a user does, and tells what came of it.
pub(super) async fn act(discord: &Discord, asked: &Value) -> Value {
    let text = |name: &str| asked[name].as_str().unwrap_or_default().to_owned();
    let id = |name: &str| text(name).parse().unwrap_or(0);
    let user = discord.user(id("as"), id("channel")).speaking(&text("locale"));
    let given = asked["options"].as_object().cloned().unwrap_or_default();
    let options: Vec<(&str, Value)> = given.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    let values: Vec<&str> = asked["values"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let outcome = match asked["kind"].as_str() {
        Some("slash") => user.slash(&text("command"), &options).await,
        Some("type") => user.type_into(&text("command"), &text("option"), &text("typed"), &options).await,
        Some("click") => user.click(id("message"), &text("custom_id")).await,
        Some("select") => user.select(id("message"), &text("custom_id"), &values).await,
        Some("submit") => user.submit(&asked["form"], &text("text")).await,
        _ => return json!({ "failed": "nobody does that" }),
    };
    told(outcome)
}

fn told(outcome: Outcome) -> Value {
    match outcome.seen {
        Seen::Message(shown) => json!({ "message": shown.json["id"] }),
        Seen::Form(form) => json!({ "form": form }),
        Seen::Choices(choices) => json!({ "choices": choices }),
        Seen::Failed(why) => json!({ "failed": why }),
    }
}

/// Moves the clock to an instant, or by so many seconds.
pub(super) fn move_clock(discord: &Discord, asked: &Value) -> Result<(), String> {
    let clock = discord.clock();
    match (asked["to"].as_str(), asked["by"].as_i64()) {
        (Some(to), _) => {
            let to: DateTime<Utc> = to.parse().map_err(|_| format!("{to} is no instant"))?;
            clock.set(to);
        }
        (None, Some(by)) => {
            let by = TimeDelta::try_seconds(by).filter(|by| by.num_days().abs() <= 3_660);
            clock.advance(by.ok_or("that is too far")?);
        }
        (None, None) => return Err("say to when, or by how much".to_owned()),
    }
    discord.shared.change(|_| ());
    Ok(())
}

/// Makes the trouble that is asked for, or ends it.
pub(super) fn trouble(discord: &Discord, asked: &Value) -> Result<(), String> {
    let channel = asked["channel"].as_str().and_then(|id| id.parse().ok()).unwrap_or(0);
    let kind = asked["kind"].as_str().unwrap_or_default();
    let next = |path: &str, trouble| Fault { method: "POST", path: path.to_owned(), times: TIMES, trouble };
    match kind {
        "gateway" => discord.drop_gateway(),
        "error" => {
            discord.make_trouble(next("/messages", Trouble::Status(500, json!({ "message": "500", "code": 0 }))));
        }
        "slow" => discord.make_trouble(next("", Trouble::Delay(Duration::from_secs(2)))),
        "lose" => discord.make_trouble(Fault { times: 1, ..next("/messages", Trouble::AcceptAndLose) }),
        "limit" => discord.make_trouble(Fault { times: 1, ..next("/messages", Trouble::RateLimited(3.0)) }),
        "delete" => discord.delete_channel(channel),
        "end" => discord.end_trouble(),
        _ => return permission(discord, channel, kind),
    }
    discord.shared.change(|_| ());
    Ok(())
}

/// `deny-send` takes a permission in a channel from the bot, `allow-send` gives it back.
fn permission(discord: &Discord, channel: u64, kind: &str) -> Result<(), String> {
    let (what, name) = kind.split_once('-').unwrap_or_default();
    let (_, permission) =
        PERMISSIONS.into_iter().find(|(known, _)| *known == name).ok_or("no such trouble is known")?;
    if what == "deny" {
        discord.deny(channel, permission);
    } else {
        discord.allow(channel, permission);
    }
    Ok(())
}
