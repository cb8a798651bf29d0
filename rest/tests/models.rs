//! What Discord answers, read: with nothing but an id, with nulls, with what nobody knows yet.

use proptest::prelude::*;
use rest::models::{Channel, Member, Message, Overwrite, OverwriteOf, Role, Server, User};
use serde::Deserialize;
use serde_json::{Value, json};

const PIN_MESSAGES: u64 = 1 << 51;

fn read<T: for<'d> Deserialize<'d>>(json: &Value) -> T {
    serde_json::from_str(&json.to_string()).unwrap_or_else(|error| panic!("{error} in {json}"))
}

fn message() -> Value {
    json!({
        "id": "1300000000000000001", "channel_id": "2", "type": 19, "content": "hello", "pinned": true, "flags": 64,
        "author": { "id": "9", "username": "bot", "global_name": null, "bot": true, "primary_guild": null },
        "embeds": [{ "title": "A", "description": null, "fields": [{ "name": "x", "value": "y" }], "type": "rich" }],
        "components": [
            { "type": 1, "id": 1, "components": [
                { "type": 2, "id": 2, "custom_id": "a:1:A", "label": "A" },
                { "type": 2, "id": 3, "url": "https://example.invalid", "label": "link" },
            ]},
            { "type": 17, "id": 4, "accent_color": null, "components": [
                { "type": 9, "components": [{ "type": 10, "content": "text" }], "accessory": { "type": 2, "custom_id": "b" } },
                { "type": 99, "custom_id": "c", "odd": [1, { "custom_id": "not this" }] },
            ]},
        ],
        "attachments": [{ "id": "5", "filename": "a.json" }, { "id": "6" }],
        "mention_roles": ["7"], "mention_everyone": false, "mentions": [],
        "message_reference": { "type": 0, "message_id": "8", "channel_id": "2", "guild_id": "3" },
        "thread": { "id": "1300000000000000001", "type": 11, "thread_metadata": { "archived": false, "locked": true } },
        "poll": null, "nonce": 4,
    })
}

#[test]
fn a_message_tells_what_discord_really_kept() {
    let message: Message = read(&message());

    assert_eq!(message.custom_ids(), ["a:1:A", "b", "c"]);
    assert_eq!((message.embeds.len(), message.files), (1, 2));
    assert_eq!(
        (message.replies_to(), message.channel, message.mentioned_roles.as_slice()),
        (Some(8), Some(2), &[7][..])
    );
    assert!(message.is_by(9) && !message.is_by(8) && message.pinned);
    assert!(message.thread.and_then(|thread| thread.thread).is_some_and(|state| state.locked && !state.archived));
}

#[test]
fn permissions_keep_the_bits_that_nobody_knows() {
    let all = u64::MAX;
    let role: Role = read(&json!({ "id": "1", "permissions": PIN_MESSAGES.to_string(), "tags": { "bot_id": "3" } }));
    let overwrite: Overwrite = read(&json!({ "id": "1", "type": 1, "allow": all.to_string(), "deny": null }));
    let odd: Overwrite = read(&json!({ "id": "1", "type": 7, "allow": "0", "deny": "5" }));

    assert_eq!(role.permissions, PIN_MESSAGES);
    assert_eq!((overwrite.of, overwrite.allow, overwrite.deny), (OverwriteOf::Member, all, 0));
    assert_eq!((odd.of, odd.deny), (OverwriteOf::Other, 5));
}

#[test]
fn a_hidden_channel_is_known_by_its_flag() {
    let hidden: Channel = read(&json!({
        "id": "1", "type": 0, "guild_id": "2", "name": "___hidden___", "topic": null, "nsfw": null, "parent_id": null,
        "permission_overwrites": [{ "id": "2", "type": 0, "allow": "0", "deny": "1024" }], "flags": 1 << 17,
        "available_tags": null, "position": null, "last_message_id": null,
    }));
    let direct: Channel =
        read(&json!({ "id": "1", "type": 1, "recipients": [], "flags": null, "permission_overwrites": null }));

    assert!(hidden.is_hidden());
    assert!(!direct.is_hidden() && direct.server.is_none() && direct.overwrites.is_empty());
}

#[test]
fn a_member_in_a_time_out_is_known() {
    let until = "2026-11-28T10:00:00+00:00";
    let member: Member = read(&json!({ "roles": ["1", "2"], "communication_disabled_until": until, "avatar": null }));

    assert_eq!(member.roles, [1, 2]);
    assert_eq!(member.communication_disabled_until.map(|at| at.to_rfc3339()), Some(until.to_owned()));
}

#[test]
fn an_id_is_enough() {
    let id = json!({ "id": "5" });

    assert_eq!(read::<Channel>(&id).id, 5);
    assert_eq!(read::<Message>(&id).id, 5);
    assert_eq!(read::<Role>(&id).id, 5);
    assert_eq!(read::<Server>(&id).id, 5);
    assert_eq!(read::<User>(&id).id, 5);
    assert!(read::<Member>(&json!({})).roles.is_empty());
}

fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::btree_map("[a-z_]{1,12}", inner, 0..5)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn fields_that_are_null_or_new_hide_nothing_else(nulled in any::<u32>(), added in anything()) {
        let mut json = message();
        let fields: Vec<String> = json.as_object().unwrap().keys().filter(|name| *name != "id").cloned().collect();
        for (_, name) in fields.iter().enumerate().filter(|(at, _)| nulled >> at & 1 == 1) {
            json[name] = Value::Null;
        }
        json["of_next_year"] = added;

        let read: Message = read(&json);

        prop_assert_eq!(read.id, 1_300_000_000_000_000_001);
    }

    #[test]
    fn whatever_stands_in_a_field_is_read_or_refused(field in 0_usize..20, value in anything()) {
        let mut json = message();
        let name = json.as_object().unwrap().keys().nth(field).cloned().unwrap_or_else(|| "id".to_owned());
        json[name] = value;

        let _: Result<Message, _> = serde_json::from_value(json.clone());
        let _: Result<Channel, _> = serde_json::from_value(json.clone());
        let _: Result<Server, _> = serde_json::from_value(json);
    }
}
