//! Whether the bot can give a role, by Discord's own order of roles.

use rest::models::Role;
use rest::{Rest, RestError, Urgency};
use tokio::time::Instant;

use super::access::{ADMINISTRATOR, MANAGE_SERVER};
use crate::domain::ids::{RoleId, ServerId};
use crate::domain::reward::Obstacle;

const MANAGE_ROLES: u64 = 1 << 28;

/// What makes a role one of those who run a server: kick, ban, administrate, manage channels or the server, read the audit log,
/// manage messages, mention everyone, manage names, roles, webhooks and threads, time members out.
const POWERS: u64 = ADMINISTRATOR
    | MANAGE_SERVER
    | MANAGE_ROLES
    | 1 << 1
    | 1 << 2
    | 1 << 4
    | 1 << 7
    | 1 << 13
    | 1 << 17
    | 1 << 27
    | 1 << 29
    | 1 << 34
    | 1 << 40;

/// What the bot can do about a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleLook {
    /// It can give it.
    Fine,
    /// It will be able to, once this is out of the way.
    Stopped(Obstacle),
    /// Nobody can give it: it belongs to everyone, or to a bot or another service.
    NotToBeGiven,
    /// It lets its members run the server; whoever plays well is no moderator by that.
    Powerful,
}

/// Looks at roles of a server, with one request for all.
pub async fn look_at_roles(
    rest: &Rest,
    bot: u64,
    server: ServerId,
    roles: &[RoleId],
    until: Instant,
) -> Result<Vec<RoleLook>, RestError> {
    let rest = rest.with(Urgency::Interaction);
    let (all, member) = tokio::join!(rest.roles(server.0, until), rest.member(server.0, bot, until));
    let (all, member) = (all?, member?);
    let own: Vec<&Role> = all.iter().filter(|role| role.id == server.0 || member.roles.contains(&role.id)).collect();
    let may = own.iter().fold(0, |all, role| all | role.permissions) & (ADMINISTRATOR | MANAGE_ROLES) != 0;
    let highest = own.iter().map(|role| height(role)).max();
    let look = |wanted: &RoleId| match all.iter().find(|role| role.id == wanted.0) {
        None => RoleLook::Stopped(Obstacle::RoleGone),
        Some(role) if role.managed || role.id == server.0 => RoleLook::NotToBeGiven,
        Some(role) if role.permissions & POWERS != 0 => RoleLook::Powerful,
        Some(_) if !may => RoleLook::Stopped(Obstacle::NoManageRoles),
        Some(role) if Some(height(role)) >= highest => RoleLook::Stopped(Obstacle::RoleTooHigh),
        Some(_) => RoleLook::Fine,
    };
    Ok(roles.iter().map(look).collect())
}

/// How high a role stands; of two at one position the older is higher.
fn height(role: &Role) -> (i64, std::cmp::Reverse<u64>) {
    (role.position, std::cmp::Reverse(role.id))
}
