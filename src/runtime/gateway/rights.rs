//! Reads what some may do: of a channel, of a role, of the bot itself.

use rest::models::{Channel, Member, Role};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::event::{GatewayEvent, Rights};
use crate::domain::ids::{ChannelId, RoleId, ServerId};

/// Where it is so.
#[derive(Deserialize)]
struct Of {
    guild_id: String,
}

#[derive(Deserialize)]
struct OfRole {
    role: Role,
}

/// The event that tells of them; `None` when it cannot be read.
pub(super) fn read(name: &str, data: &RawValue) -> Option<GatewayEvent> {
    let server = ServerId(serde_json::from_str::<Of>(data.get()).ok()?.guild_id.parse().ok()?);
    let told = match name {
        "CHANNEL_UPDATE" => {
            let Channel { id, overwrites, .. } = serde_json::from_str(data.get()).ok()?;
            Rights::Channel { channel: ChannelId(id), overwrites }
        }
        "GUILD_ROLE_UPDATE" => {
            let OfRole { role: Role { id, permissions, .. } } = serde_json::from_str(data.get()).ok()?;
            Rights::Role { role: RoleId(id), permissions }
        }
        _ => {
            let Member { user, roles, communication_disabled_until, .. } = serde_json::from_str(data.get()).ok()?;
            Rights::Member { user: user?.id, roles, timed_out_until: communication_disabled_until }
        }
    };
    Some(GatewayEvent::Rights { server, told })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, data: &str) -> Option<Rights> {
        match read(name, serde_json::from_str(data).expect("JSON")) {
            Some(GatewayEvent::Rights { told, .. }) => Some(told),
            _ => None,
        }
    }

    #[test]
    fn only_what_decides_is_read() {
        let channel = r#"{ "id": "7", "guild_id": "5", "type": 99, "nsfw": { "new": 1 }, "permission_overwrites":
                           [{ "id": "9", "type": 1, "allow": "2048", "deny": "0", "new": null }] }"#;
        let Some(Rights::Channel { channel, overwrites }) = told("CHANNEL_UPDATE", channel) else { panic!("none") };
        assert_eq!((channel, overwrites.len(), overwrites[0].allow), (ChannelId(7), 1, 2_048));
        let role = r#"{ "guild_id": "5", "role": { "id": "6", "permissions": "1152921504606846976", "colors": 3 } }"#;
        assert_eq!(told("GUILD_ROLE_UPDATE", role), Some(Rights::Role { role: RoleId(6), permissions: 1 << 60 }));
        let member = r#"{ "guild_id": "5", "user": { "id": "9" }, "roles": ["6"], "avatar": 0 }"#;
        let expected = Rights::Member { user: 9, roles: vec![6], timed_out_until: None };
        assert_eq!(told("GUILD_MEMBER_UPDATE", member), Some(expected));
    }

    #[test]
    fn what_belongs_to_no_server_or_nobody_is_none() {
        assert_eq!(told("CHANNEL_UPDATE", r#"{ "id": "7" }"#), None);
        assert_eq!(told("GUILD_ROLE_UPDATE", r#"{ "guild_id": "5", "role": null }"#), None);
        assert_eq!(told("GUILD_MEMBER_UPDATE", r#"{ "guild_id": "5", "roles": [] }"#), None);
    }
}
