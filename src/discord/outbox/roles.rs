//! Gives a member a role, or takes it. Either can be asked for twice: Discord changes nothing then.

use rest::{RestError, Urgency};
use tokio::time::Instant;

use super::carried::Carried;
use super::refusal::without_access_asked;
use super::{Outbox, soon};
use crate::actions::begin_delivery::Order;
use crate::actions::hand_out::RoleChange;
use crate::actions::record_delivery::Outcome;
use crate::discord::permissions::{RoleLook, look_at_roles};
use crate::domain::delivery::Failed;
use crate::domain::reward::{Obstacle, Way};

/// Discord's codes for a member and a role that are not there.
const UNKNOWN_MEMBER: u32 = 10_007;
const UNKNOWN_ROLE: u32 = 10_011;
/// And for what the bot may not do.
const MISSING_PERMISSIONS: u32 = 50_013;

impl Outbox {
    pub(super) async fn change_role(&self, order: &Order, change: &RoleChange, until: Instant) -> Carried {
        if order.only_look {
            return Outcome::NotThere.into();
        }
        // Roles come last: a question never waits for them.
        let rest = self.app.rest.with(Urgency::Later);
        let (server, member, role) = (order.delivery.server.0, change.member.0, change.role.0);
        let asked = match change.way {
            Way::Give => rest.add_role(server, member, role, soon(until)).await,
            Way::Take => rest.remove_role(server, member, role, soon(until)).await,
        };
        match asked {
            Ok(()) => Outcome::There { message: None, at: order.at }.into(),
            Err(error) => self.role_refused(order, change, &error, until).await,
        }
    }

    async fn role_refused(&self, order: &Order, change: &RoleChange, error: &RestError, until: Instant) -> Carried {
        let never = |obstacle: Obstacle| Outcome::Failed(Failed::Never { reason: obstacle.code().to_owned() });
        let outcome = match (error.code(), change.way) {
            // Whoever is not there, or what is not, has nothing to be taken.
            (Some(UNKNOWN_MEMBER | UNKNOWN_ROLE), Way::Take) => Outcome::There { message: None, at: order.at },
            (Some(UNKNOWN_MEMBER), Way::Give) => never(Obstacle::Left),
            (Some(UNKNOWN_ROLE), Way::Give) => never(Obstacle::RoleGone),
            (Some(MISSING_PERMISSIONS), _) => {
                let obstacle = self.why_not_given(order, change, until).await;
                Outcome::Failed(Failed::NoAccess { missing: obstacle.code().to_owned(), until: None })
            }
            _ => Outcome::Failed(without_access_asked(error)),
        };
        Carried::from(outcome)
    }

    /// Discord has one code for all that it refuses: a role above the bot's, and no permission to manage roles.
    async fn why_not_given(&self, order: &Order, change: &RoleChange, until: Instant) -> Obstacle {
        let looked = look_at_roles(&self.app.rest, self.bot, order.delivery.server, &[change.role], until).await;
        match looked.ok().and_then(|looks| looks.first().copied()) {
            Some(RoleLook::Stopped(obstacle)) => obstacle,
            _ => Obstacle::Refused,
        }
    }
}
