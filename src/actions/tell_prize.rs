//! A manager is told what keeps the bot from giving a role; those who left before they got it come in one message.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::delivery::DeliveryKind;
use crate::domain::ids::{MemberId, RoleId, ServerId};
use crate::domain::reward::{Obstacle, Prize};
use crate::store::deliveries::{self, Delivery, NewDelivery};
use crate::store::{ReadTx, StoreError, WriteTx, hidden, members, rewards};

/// How long the word of one who left waits for others.
const GATHERED_FOR: TimeDelta = TimeDelta::minutes(1);

/// Owes a manager the word of what keeps the bot from giving a role to a member; that a role is gone is about no member.
pub(super) fn tell(
    tx: &WriteTx<'_>,
    server: ServerId,
    role: RoleId,
    member: MemberId,
    obstacle: Obstacle,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (kind, has_left) = (DeliveryKind::Prize, obstacle == Obstacle::Left);
    if has_left && let Some((id, subject)) = deliveries::to_come_like(tx, server, kind, &format!("{role} % left%"))? {
        return deliveries::set_subject(tx, id, &format!("{subject} {member}"));
    }
    let subject = format!("{role} {member} {}", obstacle.code());
    let due_at = if has_left { now + GATHERED_FOR } else { now };
    let expires_at = now + kind.patience();
    let new = NewDelivery { server, round: None, kind, subject: Some(&subject), channel: None, due_at, expires_at };
    deliveries::insert(tx, &new, now)
}

/// What a manager is told about a role that could not be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrizeTrouble {
    pub role: RoleId,
    /// What it is given for.
    pub prize: Prize,
    /// What keeps the bot from giving it.
    pub obstacle: Obstacle,
    /// Who left before they got it, with the names of their last answers; nobody where it is about something else.
    pub left: Vec<(MemberId, String)>,
    /// Who is told; nobody in particular after a deletion.
    pub manager: Option<MemberId>,
}

/// What a delivery tells a manager of a role; `None` when it stands no more.
pub(super) fn trouble(tx: &ReadTx<'_>, delivery: &Delivery) -> Result<Option<PrizeTrouble>, StoreError> {
    let words: Vec<&str> = delivery.subject.as_deref().unwrap_or_default().split(' ').collect();
    let [role, member, code, more @ ..] = &words[..] else {
        return Ok(None);
    };
    let (Ok(role), Some(obstacle)) = (role.parse().map(RoleId), Obstacle::from_code(code)) else {
        return Ok(None);
    };
    let reward = rewards::of_server(tx, delivery.server)?.into_iter().find(|reward| reward.role == role);
    let Some(reward) = reward else {
        return Ok(None);
    };
    let mut left = Vec::new();
    if obstacle == Obstacle::Left {
        for member in std::iter::once(member).chain(more).filter_map(|id| id.parse().ok()).map(MemberId) {
            // Nobody is to hear of one who hides, or who had everything deleted.
            if !hidden::is_hidden(tx, delivery.server, member)? {
                left.extend(members::name(tx, delivery.server, member)?.map(|name| (member, name)));
            }
        }
    }
    let stands = !left.is_empty() || reward.obstacle.is_some_and(|(now, _)| now == obstacle);
    let (prize, manager) = (reward.prize, reward.set_by);
    Ok(stands.then_some(PrizeTrouble { role, prize, obstacle, left, manager }))
}
