//! Reads an interaction from Discord's JSON; fields of a new kind, or none, lose no interaction.

use std::time::Duration;

use serde_json::{Value, json};
use serenity::all::Interaction;
use tokio::time::Instant;

use super::door::Door;
use crate::discord::app::App;
use crate::discord::message::Message;
use crate::discord::reply::{Reply, Visibility};
use crate::domain::ids::ServerId;
use crate::domain::language::Language;

/// How long the apology may take.
const APOLOGY_WITHIN: Duration = Duration::from_secs(2);

/// An interaction that cannot be read even without what the bot has no use for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The server that it came from.
    pub server: Option<ServerId>,
    /// The way back: its id and its key.
    back: Option<(u64, String)>,
    language: Language,
}

impl Unread {
    /// Its id, as far as that could be read.
    pub fn id(&self) -> Option<u64> {
        self.back.as_ref().map(|(id, _)| *id)
    }
}

/// Reads an interaction: as it is, or, where that fails, only those parts of it that the bot has a use for.
pub fn read(text: &str) -> Result<Interaction, Unread> {
    if let Ok(interaction) = serde_json::from_str(text) {
        return Ok(interaction);
    }
    let whole: Value = serde_json::from_str(text).unwrap_or_default();
    serde_json::from_value(reduced(&whole)).map_err(|_| Unread {
        server: whole["guild_id"].as_str().and_then(|id| id.parse().ok()).map(ServerId),
        back: whole["id"].as_str().and_then(|id| id.parse().ok()).zip(whole["token"].as_str().map(str::to_owned)),
        language: Language::of_locale(whole["locale"].as_str().unwrap_or_default()),
    })
}

/// Tells whoever acted that the bot could not read it.
pub async fn apologize(app: &App, unread: &Unread, door: &Door) {
    let Some((id, token)) = &unread.back else { return };
    let sentence = app.words.speak(unread.language).say("failure-unreadable");
    let body = Reply::Message(Message::text(sentence), Visibility::OnlyYou).to_json();
    if door.answer(&body).is_some() {
        return;
    }
    // The log has it already that this interaction was lost.
    let _ = app.rest.respond(*id, token, &body, &[], Instant::now() + APOLOGY_WITHIN).await;
}

/// The parts that the bot has a use for, and what serenity asks for beside them.
fn reduced(whole: &Value) -> Value {
    let mut kept = json!({
        "version": 1, "locale": "en-US", "entitlements": [], "attachment_size_limit": 0,
        "authorizing_integration_owners": {}, "data": data(&whole["data"]),
    });
    keep(
        &mut kept,
        whole,
        &["id", "application_id", "type", "token", "guild_id", "channel_id", "locale", "guild_locale"],
    );
    if whole["user"].is_object() {
        kept["user"] = user(&whole["user"]);
    }
    if whole["member"].is_object() {
        let mut member = json!({
            "user": user(&whole["member"]["user"]), "roles": [], "deaf": false, "mute": false, "flags": 0,
            "joined_at": "2020-01-01T00:00:00Z",
        });
        keep(&mut member, &whole["member"], &["nick", "roles", "permissions"]);
        kept["member"] = member;
    }
    if whole["message"].is_object() {
        kept["message"] = message(&whole["message"]);
    }
    kept
}

fn keep(kept: &mut Value, whole: &Value, names: &[&str]) {
    for name in names.iter().filter(|name| !whole[**name].is_null()) {
        kept[*name] = whole[*name].clone();
    }
}

fn user(whole: &Value) -> Value {
    let mut kept = json!({ "discriminator": "0" });
    keep(&mut kept, whole, &["id", "username", "global_name"]);
    kept
}

/// The pressed message: only which one it is, and whether it is private.
fn message(whole: &Value) -> Value {
    let mut kept = json!({
        "author": { "id": "1", "username": "", "discriminator": "0" }, "content": "", "type": 0, "tts": false,
        "timestamp": "2020-01-01T00:00:00Z", "edited_timestamp": null, "mention_everyone": false, "mentions": [],
        "mention_roles": [], "attachments": [], "pinned": false,
    });
    kept["embeds"] = json!([]);
    keep(&mut kept, whole, &["id", "channel_id", "flags"]);
    kept
}

fn data(whole: &Value) -> Value {
    let mut kept = json!({});
    keep(&mut kept, whole, &["id", "name", "type", "custom_id", "component_type", "values"]);
    if whole["options"].is_array() {
        kept["options"] = options(&whole["options"]);
    }
    let rows = whole["components"].as_array().into_iter().flatten().filter(|row| row["type"] == 1);
    let texts = |row: &Value| {
        let parts = row["components"].as_array().into_iter().flatten().filter(|part| part["type"] == 4);
        let text = |part: &Value| json!({ "type": 4, "custom_id": part["custom_id"], "value": part["value"] });
        let mut kept = json!({ "type": 1 });
        kept["components"] = parts.map(text).collect();
        kept
    };
    kept["components"] = rows.map(texts).collect();
    kept
}

/// The options of the kinds that there were when this was written.
fn options(whole: &Value) -> Value {
    let known = |option: &&Value| option["type"].as_u64().is_some_and(|kind| (1..=11).contains(&kind));
    let option = |option: &Value| {
        let mut kept = json!({});
        keep(&mut kept, option, &["name", "type", "value", "focused"]);
        if option["options"].is_array() {
            kept["options"] = options(&option["options"]);
        }
        kept
    };
    whole.as_array().into_iter().flatten().filter(known).map(option).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interaction(kind: u8, data: &Value) -> Value {
        json!({
            "id": "50", "application_id": "9", "type": kind, "token": "key", "version": 1, "data": data,
            "guild_id": "7", "channel_id": "8", "locale": "ko", "entitlements": [], "attachment_size_limit": 1,
            "member": { "user": { "id": "3", "username": "a", "discriminator": "0", "avatar": null }, "roles": [],
                        "deaf": false, "mute": false, "joined_at": "2020-01-01T00:00:00Z", "permissions": "32" },
            "message": message(&json!({ "id": "60", "channel_id": "8", "flags": 64 })),
        })
    }

    fn press() -> Value {
        interaction(3, &json!({ "custom_id": "a:1:A", "component_type": 2 }))
    }

    #[test]
    fn fields_of_a_new_kind_lose_no_interaction() {
        let table: [(&str, Value); 9] = [
            ("/channel", json!({ "id": "8", "type": 99, "nsfw": null, "name": null })),
            (
                "/message/components",
                json!([{ "type": 1, "components": [{ "type": 99, "new": true }] }, { "type": 98 }]),
            ),
            ("/message/embeds", json!([{ "color": "new" }])),
            ("/member/permissions", json!("18446744073709551615")),
            ("/member/joined_at", json!(null)),
            ("/member/user/avatar", json!({ "new": 1 })),
            ("/entitlements", json!(null)),
            ("/attachment_size_limit", json!("new")),
            ("/app_permissions", json!({ "new": 1 })),
        ];
        for (place, value) in table {
            let (mut json, (parent, name)) = (press(), place.rsplit_once('/').unwrap());
            json.pointer_mut(parent).unwrap()[name] = value;
            let Ok(Interaction::Component(press)) = read(&json.to_string()) else {
                panic!("{place} lost the press");
            };
            assert_eq!((press.data.custom_id.as_str(), press.user.id.get()), ("a:1:A", 3), "{place}");
        }
    }

    #[test]
    fn options_and_texts_survive_what_stands_beside_them() {
        let options = json!([{ "name": "set", "type": 1, "options": [
            { "name": "time", "type": 3, "value": "09:00" }, { "name": "new", "type": 77, "value": { "a": 1 } } ] }]);
        let command =
            interaction(2, &json!({ "id": "1", "name": "setup", "type": 1, "options": options, "resolved": 7 }));
        let Ok(Interaction::Command(command)) = read(&command.to_string()) else { panic!("the command is lost") };
        assert_eq!(command.data.options().len(), 1);

        let rows = json!([{ "type": 18, "component": { "type": 21 } },
            { "type": 1, "components": [{ "type": 4, "custom_id": "t", "value": "wrong" }, { "type": 99 }] }]);
        let form = interaction(5, &json!({ "custom_id": "r:1", "components": rows }));
        let Ok(Interaction::Modal(form)) = read(&form.to_string()) else { panic!("the form is lost") };
        assert_eq!(form.data.custom_id, "r:1");
    }

    #[test]
    fn what_stays_unread_says_where_it_came_from() {
        let mut json = press();
        json["data"] = json!({ "component_type": { "new": 1 } });
        let unread = read(&json.to_string()).unwrap_err();
        assert_eq!((unread.server, unread.language), (Some(ServerId(7)), Language::Korean));
        assert_eq!(unread.back, Some((50, "key".to_owned())));
        assert_eq!(read("no JSON").unwrap_err().back, None);
    }
}
