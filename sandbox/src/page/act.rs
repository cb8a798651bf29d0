//! What the page asks for: acting as a user, moving the clock, making trouble.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::view::PERMISSIONS;
use super::{Told, reasons};
use crate::clock::time_of;
use crate::discord::Discord;
use crate::faults::{Fault, Trouble};
use crate::outcome::{Outcome, Seen};
use crate::user::SILENT;

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
        _ => return json!({ "failed": ["할 수 없는 일이에요", "nobody does that"] }),
    };
    told(outcome)
}

fn told(outcome: Outcome) -> Value {
    match outcome.seen {
        Seen::Message(shown) => json!({ "message": shown.json["id"] }),
        Seen::Form(form) => json!({ "form": form }),
        Seen::Choices(choices) => json!({ "choices": choices }),
        Seen::Failed(why) => json!({ "failed": reasons::in_both(&why), "silent": why == SILENT }),
    }
}

/// Moves the clock to an instant, or by so many seconds.
pub(super) fn move_clock(discord: &Discord, asked: &Value) -> Result<(), Told> {
    let clock = discord.clock();
    let told = |ko: &str, en: &str| [ko.to_owned(), en.to_owned()];
    let to: DateTime<Utc> = match (asked["to"].as_str(), asked["by"].as_i64()) {
        (Some(to), _) => to.parse().map_err(|_| told("알 수 없는 시각이에요", "That is no time"))?,
        (None, Some(by)) => {
            let by = TimeDelta::try_seconds(by).filter(|by| by.num_days().abs() <= 3_660);
            clock.now() + by.ok_or_else(|| told("너무 먼 시각이에요", "That is too far away"))?
        }
        (None, None) => return Err(told("언제로 갈지 알려 주세요", "Say when, or by how much")),
    };
    let newest = discord.shared.look(|state| state.messages.last_key_value().map(|(id, _)| time_of(*id)));
    if to < clock.now() && newest.is_some_and(|newest| to < newest) {
        let ko = "마지막 메시지보다 앞선 시각으로는 되돌릴 수 없어요";
        return Err(told(ko, "The clock cannot go back to before the last message"));
    }
    clock.set(to);
    discord.shared.change(|_| ());
    Ok(())
}

/// Makes the trouble that is asked for, or ends it.
pub(super) fn trouble(discord: &Discord, asked: &Value) -> Result<(), Told> {
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
fn permission(discord: &Discord, channel: u64, kind: &str) -> Result<(), Told> {
    let (what, name) = kind.split_once('-').unwrap_or_default();
    let (_, permission) = PERMISSIONS
        .into_iter()
        .find(|(known, _)| *known == name)
        .ok_or_else(|| ["알 수 없는 장애예요".to_owned(), "No such trouble is known".to_owned()])?;
    if what == "deny" {
        discord.deny(channel, permission);
    } else {
        discord.allow(channel, permission);
    }
    Ok(())
}
