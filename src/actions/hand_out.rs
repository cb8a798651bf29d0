//! Hands prizes out: whoever won one is owed its role, and whoever has it no more is owed that it is taken.
//!
//! What is wanted is looked up anew each time, so that a second run changes nothing.

use chrono::{DateTime, Utc};

use super::redraw_podium::redraw_newest;
use super::tell_prize::tell;
use crate::domain::delivery::DeliveryKind;
use crate::domain::ids::{MemberId, RoleId, ServerId};
use crate::domain::reward::{Obstacle, Prize, Way};
use crate::domain::season::{Season, code};
use crate::store::deliveries::{self, Delivery, NewDelivery};
use crate::store::rewards::{self, Given, Reward};
use crate::store::set_aside::if_readable;
use crate::store::{ReadTx, StoreError, WriteTx, members, seasons, standings};

/// A role of a member that is to be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleChange {
    pub role: RoleId,
    pub member: MemberId,
    /// Whether it is given or taken.
    pub way: Way,
}

/// A member's streak is so many days long, with an answer or because answers were scored again; before that it was as long as
/// the first number says. One that becomes shorter takes nothing.
pub(super) fn reach(
    tx: &WriteTx<'_>,
    server: ServerId,
    member: MemberId,
    (before, streak): (u32, u32),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if streak <= before {
        return Ok(());
    }
    for (prize, role) in rewards::newly_reached(tx, server, member, (before, streak))? {
        rewards::win(tx, server, prize, member)?;
        settle(tx, server, role, member, now)?;
    }
    Ok(())
}

/// Has the first of a server's newest season that was told be its champions, in place of those before.
pub(super) fn crown(tx: &WriteTx<'_>, server: ServerId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let newest = seasons::newest_told(tx, server)?;
    let before = rewards::winners(tx, server, Prize::Champion)?;
    let first = newest.map_or(Ok(Vec::new()), |season| standings::first(tx, server, &code(season)))?;
    let lost: Vec<MemberId> = before.iter().filter(|member| !first.contains(member)).copied().collect();
    let won: Vec<MemberId> = first.iter().filter(|member| !before.contains(member)).copied().collect();
    for member in &lost {
        rewards::lose(tx, server, Prize::Champion, *member)?;
    }
    for member in &won {
        rewards::win(tx, server, Prize::Champion, *member)?;
    }
    // What did not change is left alone: one who has left the server would be tried, and told of, again and again.
    if let Some(ChampionRole { role, .. }) = champion_role(tx, server)? {
        for member in lost.into_iter().chain(won) {
            settle(tx, server, role, member, now)?;
        }
    }
    Ok(())
}

/// The role of a season's first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChampionRole {
    pub role: RoleId,
    /// What keeps the bot from giving it, as far as it was tried.
    pub obstacle: Option<Obstacle>,
}

fn champion_role(tx: &ReadTx<'_>, server: ServerId) -> Result<Option<ChampionRole>, StoreError> {
    let champion = rewards::of_server(tx, server)?.into_iter().find(|reward| reward.prize == Prize::Champion);
    let role = champion
        .map(|reward| ChampionRole { role: reward.role, obstacle: reward.obstacle.map(|(obstacle, _)| obstacle) });
    Ok(role.filter(|champion| champion.obstacle != Some(Obstacle::RoleGone)))
}

/// The role that the first of a season have now, if its server gives one and no later season came to its end.
pub(super) fn role_of_first(tx: &ReadTx<'_>, season: &Season) -> Result<Option<ChampionRole>, StoreError> {
    if seasons::newest_told(tx, season.server)? != Some(season.id) {
        return Ok(None);
    }
    champion_role(tx, season.server)
}

/// What keeps the bot from giving a role is another one than before: the podium that names the role says so.
fn obstacle_changed(tx: &WriteTx<'_>, server: ServerId, role: RoleId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let is_champions = |reward: &Reward| reward.prize == Prize::Champion && reward.role == role;
    if rewards::of_server(tx, server)?.iter().any(is_champions) { redraw_newest(tx, server, now) } else { Ok(()) }
}

/// Owes a member's role what is left to be done about it, if anything is.
pub(super) fn settle(
    tx: &WriteTx<'_>,
    server: ServerId,
    role: RoleId,
    member: MemberId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let now_is = rewards::given(tx, server, role, member)?;
    if now_is.owed || rewards::is_wanted(tx, server, role, member)? == now_is.given {
        return Ok(());
    }
    rewards::set_given(tx, server, role, member, Given { owed: true, ..now_is })?;
    owe(tx, server, DeliveryKind::Role, &format!("{role} {member}"), now)
}

/// Owes all that follows from the fact that a member hides, shows again, or is forgotten.
pub(super) fn settle_member(
    tx: &WriteTx<'_>,
    roles: &[(ServerId, RoleId)],
    member: MemberId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for (server, role) in roles {
        settle(tx, *server, *role, member, now)?;
    }
    Ok(())
}

fn owe(
    tx: &WriteTx<'_>,
    server: ServerId,
    kind: DeliveryKind,
    subject: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (subject, expires_at) = (Some(subject), now + kind.patience());
    let new = NewDelivery { server, round: None, kind, subject, channel: None, due_at: now, expires_at };
    deliveries::insert(tx, &new, now)
}

/// The role and the member that a delivery is about, with what came after them.
fn named(delivery: &Delivery) -> Option<(RoleId, MemberId, Option<&str>)> {
    let mut words = delivery.subject.as_deref()?.split(' ');
    let (role, member) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    Some((RoleId(role), MemberId(member), words.next()))
}

/// The role that a delivery changes.
pub(super) fn role_of(delivery: &Delivery) -> Option<RoleId> {
    named(delivery).map(|(role, ..)| role)
}

/// What a delivery changes; `None` when nothing is left to be changed.
pub(super) fn change(tx: &ReadTx<'_>, delivery: &Delivery) -> Result<Option<RoleChange>, StoreError> {
    let Some((role, member, _)) = named(delivery) else {
        return Ok(None);
    };
    let wanted = rewards::is_wanted(tx, delivery.server, role, member)?;
    let given = rewards::given(tx, delivery.server, role, member)?.given;
    let way = if wanted { Way::Give } else { Way::Take };
    // An earlier request may have been accepted, whatever is noted.
    let is_due = wanted != given || delivery.first_sent_at.is_some();
    Ok(is_due.then_some(RoleChange { role, member, way }))
}

/// Notes which change is about to be asked for.
pub(super) fn begin(tx: &WriteTx<'_>, delivery: &Delivery, change: &RoleChange) -> Result<(), StoreError> {
    let way = if change.way == Way::Give { "give" } else { "take" };
    deliveries::set_subject(tx, delivery.id, &format!("{} {} {way}", change.role, change.member))
}

/// A change was made; what has become wanted meanwhile is owed next.
pub(super) fn done(tx: &WriteTx<'_>, delivery: &Delivery, now: DateTime<Utc>) -> Result<(), StoreError> {
    let Some((role, member, Some(way))) = named(delivery) else {
        return Ok(());
    };
    let is_given = way == "give";
    let told_left = !is_given && rewards::given(tx, delivery.server, role, member)?.told_left;
    rewards::set_given(tx, delivery.server, role, member, Given { given: is_given, owed: false, told_left })?;
    if rewards::clear_obstacle(tx, delivery.server, role)? {
        obstacle_changed(tx, delivery.server, role, now)?;
    }
    settle(tx, delivery.server, role, member, now)?;
    forget_with(tx, delivery, member)
}

/// The last change for one of whom nothing is kept any more is remembered without their name.
fn forget_with(tx: &WriteTx<'_>, delivery: &Delivery, member: MemberId) -> Result<(), StoreError> {
    let is_kept = if_readable("member", members::name(tx, delivery.server, member))?.is_some();
    if is_kept { Ok(()) } else { deliveries::set_subject(tx, delivery.id, "") }
}

/// A change is not tried any more, or was not needed; of other deliveries there is nothing to note.
pub(super) fn over(tx: &WriteTx<'_>, delivery: &Delivery) -> Result<(), StoreError> {
    let Some((role, member, _)) = named(delivery).filter(|_| delivery.kind == DeliveryKind::Role) else {
        return Ok(());
    };
    let now_is = rewards::given(tx, delivery.server, role, member)?;
    rewards::set_given(tx, delivery.server, role, member, Given { owed: false, ..now_is })?;
    forget_with(tx, delivery, member)
}

/// Discord refused a change: the manager is told once why, and the others go on.
pub(super) fn refused(
    tx: &WriteTx<'_>,
    delivery: &Delivery,
    obstacle: Obstacle,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let Some((role, member, _)) = named(delivery) else {
        return Ok(());
    };
    let is_news = match obstacle {
        // It is about this member alone, who may be tried again and again.
        Obstacle::Left => {
            let now_is = rewards::given(tx, delivery.server, role, member)?;
            rewards::set_given(tx, delivery.server, role, member, Given { told_left: true, ..now_is })?;
            !now_is.told_left
        }
        _ => rewards::note_obstacle(tx, delivery.server, role, obstacle, now)?,
    };
    if is_news && obstacle != Obstacle::Left {
        obstacle_changed(tx, delivery.server, role, now)?;
    }
    if obstacle == Obstacle::RoleGone {
        rewards::forget_holders(tx, delivery.server, role)?;
    }
    if is_news {
        tell(tx, delivery.server, role, member, obstacle, now)?;
    }
    Ok(())
}
