//! Reads what the gateway sends. Only what the bot lives by is looked at, so that a new kind of field loses nothing.

use std::borrow::Cow;
use std::time::Duration;

use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::value::RawValue;
use tokio::time::Instant;

use super::event::GatewayEvent;
use super::rights;
use crate::domain::ids::{RoleId, ServerId};

/// Something that the gateway sent.
pub(super) enum Payload<'p> {
    /// The connection is there; a heartbeat is wanted this often.
    Hello { beat_every: Duration },
    /// A heartbeat is wanted now.
    BeatNow,
    /// The bot shall connect anew.
    Reconnect,
    /// The session is over, or cannot be resumed.
    SessionOver { resumable: bool },
    /// Something happened. Discord may leave out what belongs to it.
    Event { number: Option<u64>, name: Option<Cow<'p, str>>, data: &'p RawValue },
    /// That a heartbeat has arrived, or what the bot has no use for.
    Other,
}

/// What an event means.
pub(super) enum Meaning {
    /// A session has begun.
    Begun { session: String, resume_url: Option<String>, event: GatewayEvent },
    /// A session has begun that cannot be resumed, because its beginning could not be read.
    BegunUnread(GatewayEvent),
    /// A session goes on.
    Resumed,
    /// The bot has to know it.
    Told(GatewayEvent),
    /// The bot has no use for it.
    Nothing,
}

#[derive(Deserialize)]
struct Envelope<'p> {
    op: u8,
    #[serde(default)]
    s: Option<u64>,
    #[serde(borrow, default)]
    t: Option<Cow<'p, str>>,
    #[serde(borrow, default)]
    d: Option<&'p RawValue>,
}

#[derive(Deserialize)]
struct Hello {
    heartbeat_interval: u64,
}

#[derive(Deserialize)]
struct Ready {
    session_id: String,
    resume_gateway_url: Option<String>,
    guilds: Vec<WithId>,
    application: WithId,
}

#[derive(Deserialize)]
struct WithId {
    #[serde(deserialize_with = "snowflake")]
    id: u64,
    #[serde(default)]
    unavailable: Option<bool>,
}

#[derive(Deserialize)]
struct Server<'p> {
    #[serde(deserialize_with = "snowflake")]
    id: u64,
    #[serde(borrow, default)]
    joined_at: Option<&'p RawValue>,
    #[serde(borrow, default)]
    roles: Option<&'p RawValue>,
}

#[derive(Deserialize)]
struct RoleDeleted {
    #[serde(deserialize_with = "snowflake")]
    guild_id: u64,
    #[serde(deserialize_with = "snowflake")]
    role_id: u64,
}

/// What an event belongs to, read when nothing else of it can be.
#[derive(Deserialize)]
struct Of {
    #[serde(default)]
    guild_id: Option<String>,
}

fn snowflake<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
    Cow::<str>::deserialize(from)?.parse().map_err(D::Error::custom)
}

/// Reads a text of the gateway; `None` for what is no payload.
pub(super) fn read(text: &str) -> Option<Payload<'_>> {
    let Envelope { op, s, t, d } = serde_json::from_str(text).ok()?;
    Some(match (op, t, d) {
        (0, name, data) => Payload::Event { number: s, name, data: data.unwrap_or(RawValue::NULL) },
        (1, ..) => Payload::BeatNow,
        (7, ..) => Payload::Reconnect,
        (9, _, resumable) => Payload::SessionOver { resumable: resumable.is_some_and(|data| data.get() == "true") },
        (10, _, Some(data)) => {
            let Hello { heartbeat_interval } = serde_json::from_str(data.get()).ok()?;
            Payload::Hello { beat_every: Duration::from_millis(heartbeat_interval) }
        }
        _ => Payload::Other,
    })
}

/// What an event means to the bot.
pub(super) fn meaning(name: Option<&str>, data: &RawValue, received: Instant) -> Meaning {
    let Some(name) = name else {
        return Meaning::Told(lost("unknown", Some(data)));
    };
    let unread = || Meaning::Told(lost(name, Some(data)));
    match name {
        "READY" => {
            serde_json::from_str(data.get()).map_or_else(|_| Meaning::BegunUnread(lost(name, Some(data))), begun)
        }
        "RESUMED" => Meaning::Resumed,
        "INTERACTION_CREATE" => Meaning::Told(GatewayEvent::Interaction { text: data.get().into(), received }),
        "GUILD_CREATE" => {
            serde_json::from_str(data.get()).map_or_else(|_| unread(), |server| Meaning::Told(available(&server)))
        }
        "GUILD_ROLE_DELETE" => serde_json::from_str(data.get()).map_or_else(
            |_| unread(),
            |RoleDeleted { guild_id, role_id }| {
                Meaning::Told(GatewayEvent::RoleDeleted { server: ServerId(guild_id), role: RoleId(role_id) })
            },
        ),
        "CHANNEL_UPDATE" | "GUILD_ROLE_UPDATE" | "GUILD_MEMBER_UPDATE" => {
            rights::read(name, data).map_or_else(unread, Meaning::Told)
        }
        "GUILD_DELETE" => serde_json::from_str(data.get()).map_or_else(
            |_| unread(),
            |WithId { id, unavailable }| {
                let server = ServerId(id);
                Meaning::Told(match unavailable {
                    Some(true) => GatewayEvent::ServerUnavailable(server),
                    _ => GatewayEvent::ServerRemoved(server),
                })
            },
        ),
        _ => Meaning::Nothing,
    }
}

fn available(server: &Server<'_>) -> GatewayEvent {
    let roles = server.roles.and_then(|roles| serde_json::from_str::<Vec<WithId>>(roles.get()).ok());
    let roles = roles.map(|roles| roles.iter().map(|role| RoleId(role.id)).collect());
    let joined_at = server.joined_at.and_then(|at| serde_json::from_str(at.get()).ok());
    GatewayEvent::ServerAvailable { server: ServerId(server.id), joined_at, roles }
}

fn begun(ready: Ready) -> Meaning {
    let servers = ready.guilds.iter().map(|guild| ServerId(guild.id)).collect();
    let event = GatewayEvent::Ready { application_id: ready.application.id, servers };
    Meaning::Begun { session: ready.session_id, resume_url: ready.resume_gateway_url, event }
}

/// An event that cannot be read: what kind it was, and of which server, without its content.
pub(super) fn lost(kind: &str, data: Option<&RawValue>) -> GatewayEvent {
    let server = data.and_then(|data| serde_json::from_str::<Of>(data.get()).ok()).and_then(|of| of.guild_id);
    // A kind is Discord's own word; anything else would be content.
    let is_word = kind.len() <= 60 && kind.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    GatewayEvent::Lost {
        kind: if is_word { kind.to_owned() } else { "unknown".to_owned() },
        server: server.and_then(|id| id.parse().ok()).map(ServerId),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, data: &str) -> Option<GatewayEvent> {
        let data: &RawValue = serde_json::from_str(data).expect("JSON");
        match meaning(Some(name), data, Instant::now()) {
            Meaning::Told(event) | Meaning::BegunUnread(event) | Meaning::Begun { event, .. } => Some(event),
            Meaning::Resumed | Meaning::Nothing => None,
        }
    }

    #[test]
    fn an_outage_is_no_removal() {
        let outage = told("GUILD_DELETE", r#"{ "id": "5", "unavailable": true, "new_field": null }"#);
        assert_eq!(outage, Some(GatewayEvent::ServerUnavailable(ServerId(5))));
        let removal = told("GUILD_DELETE", r#"{ "id": "5" }"#);
        assert_eq!(removal, Some(GatewayEvent::ServerRemoved(ServerId(5))));
    }

    #[test]
    fn a_server_is_seen_whatever_shape_its_parts_have() {
        let text =
            r#"{ "id": "5", "channels": [{ "nsfw": null, "type": 99, "name": null }], "roles": 7, "joined_at": 7 }"#;
        let server = ServerId(5);
        assert_eq!(
            told("GUILD_CREATE", text),
            Some(GatewayEvent::ServerAvailable { server, joined_at: None, roles: None })
        );
        let text =
            r#"{ "id": "5", "roles": [{ "id": "6", "colors": null }], "joined_at": "2026-11-24T00:00:00+00:00" }"#;
        let (roles, joined_at) = (Some(vec![RoleId(6)]), "2026-11-24T00:00:00Z".parse().ok());
        assert_eq!(told("GUILD_CREATE", text), Some(GatewayEvent::ServerAvailable { server, joined_at, roles }));
    }

    #[test]
    fn what_cannot_be_read_is_told_by_kind_and_server_alone() {
        let lost = told("GUILD_CREATE", r#"{ "id": { "secret": 1 }, "guild_id": "7" }"#);
        assert_eq!(lost, Some(GatewayEvent::Lost { kind: "GUILD_CREATE".to_owned(), server: Some(ServerId(7)) }));
        let nameless = super::lost("no word of Discord's", None);
        assert_eq!(nameless, GatewayEvent::Lost { kind: "unknown".to_owned(), server: None });
    }

    #[test]
    fn an_event_without_data_is_one_and_one_without_a_name_is_lost() {
        for text in [r#"{ "op": 0, "s": 9, "t": "RESUMED", "d": null }"#, r#"{ "op": 0, "s": 9, "t": "RESUMED" }"#] {
            let Some(Payload::Event { number: Some(9), name: Some(name), data }) = read(text) else {
                panic!("no event: {text}");
            };
            assert!(matches!(meaning(Some(&name), data, Instant::now()), Meaning::Resumed), "{text}");
        }
        let Some(Payload::Event { number: None, name: None, data }) = read(r#"{ "op": 0, "d": { "guild_id": "7" } }"#)
        else {
            panic!("no event");
        };
        let Meaning::Told(event) = meaning(None, data, Instant::now()) else {
            panic!("not told");
        };
        assert_eq!(event, GatewayEvent::Lost { kind: "unknown".to_owned(), server: Some(ServerId(7)) });
    }

    #[test]
    fn a_text_that_is_no_payload_is_none() {
        for text in ["", "{", "[]", r#"{ "op": "0" }"#, r#"{ "op": 10, "d": {} }"#, "\u{0}"] {
            assert!(read(text).is_none(), "{text}");
        }
        assert!(matches!(read(r#"{ "op": 9, "d": true }"#), Some(Payload::SessionOver { resumable: true })));
        assert!(matches!(read(r#"{ "op": 9, "d": null }"#), Some(Payload::SessionOver { resumable: false })));
        assert!(matches!(read(r#"{ "op": 77, "d": null, "new": 1 }"#), Some(Payload::Other)));
    }
}
