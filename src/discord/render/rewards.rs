//! Draws what a server gives roles for, and what keeps the bot from giving one.

use super::{board, moment};
use crate::actions::tell_prize::PrizeTrouble;
use crate::discord::message::Message;
use crate::discord::permissions::RoleLook;
use crate::discord::words::{Speaker, Words};
use crate::domain::ids::RoleId;
use crate::domain::language::Language;
use crate::domain::reward::{Obstacle, Prize};
use crate::store::rewards::Reward;

/// How many who left are named in one message.
const LEAVERS_NAMED: usize = 3;

/// What a role is given for.
pub fn prize(speak: &Speaker<'_>, prize: Prize) -> String {
    match prize {
        Prize::Champion => speak.say("reward-champion"),
        Prize::Streak(days) => speak.say_with("reward-streak", &[("days", days.into())]),
    }
}

fn mention(role: RoleId) -> String {
    format!("<@&{role}>")
}

/// The word that a role is given for something from now on, in place of another one, and what keeps the bot from giving it.
pub fn set(
    speak: &Speaker<'_>,
    (of, role): (Prize, RoleId),
    replaced: Option<RoleId>,
    look: Option<RoleLook>,
) -> String {
    let (set, how) = match of {
        Prize::Champion => ("reward-set-first", "reward-set-champion"),
        Prize::Streak(_) => ("reward-set", "reward-set-streak"),
    };
    let arguments = [("prize", prize(speak, of).into()), ("role", mention(role).into())];
    let replaced = replaced.map(|old| speak.say_with("reward-replaced", &[("old", mention(old).into())]));
    let then = match look {
        Some(RoleLook::Stopped(now)) => obstacle(speak, now, role),
        Some(_) => speak.say(how),
        None => speak.say("reward-not-looked"),
    };
    [Some(speak.say_with(set, &arguments)), replaced, Some(then)].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// What keeps the bot from giving a role, and what to do about it.
pub fn obstacle(speak: &Speaker<'_>, obstacle: Obstacle, role: RoleId) -> String {
    let role = [("role", mention(role).into())];
    match obstacle {
        Obstacle::RoleGone => speak.say("reward-obstacle-role-gone"),
        Obstacle::RoleTooHigh => speak.say_with("reward-obstacle-too-high", &role),
        Obstacle::NoManageRoles => speak.say("reward-obstacle-manage-roles"),
        Obstacle::Left | Obstacle::Refused => speak.say_with("reward-obstacle-refused", &role),
    }
}

/// A server's rewards, one a line, each with what is in its way now.
pub fn list(speak: &Speaker<'_>, rewards: &[Reward], looks: Option<&[RoleLook]>) -> String {
    if rewards.is_empty() {
        return speak.say("rewards-none");
    }
    let lines = with_looks(rewards, looks).map(|(reward, look)| {
        let line = format!("- {} → {}", prize(speak, reward.prize), mention(reward.role));
        in_the_way(speak, reward, look).map_or(line.clone(), |why| format!("{line}\n  {why}"))
    });
    format!("### {}\n{}", speak.say("rewards-title"), lines.collect::<Vec<_>>().join("\n"))
}

/// Each reward with what a look at its role showed, if there was one.
fn with_looks<'a>(
    rewards: &'a [Reward],
    looks: Option<&'a [RoleLook]>,
) -> impl Iterator<Item = (&'a Reward, Option<RoleLook>)> {
    rewards.iter().zip(looks.unwrap_or_default().iter().copied().map(Some).chain(std::iter::repeat(None)))
}

/// What is in the way of a reward: what a look at its role shows, else what was noted when it was tried.
fn in_the_way(speak: &Speaker<'_>, reward: &Reward, look: Option<RoleLook>) -> Option<String> {
    let noted = reward.obstacle.map(|(noted, _)| noted);
    let now = match look {
        Some(RoleLook::Powerful) => {
            return Some(speak.say_with("reward-role-powerful-now", &[("role", mention(reward.role).into())]));
        }
        Some(RoleLook::Stopped(now)) => Some(now),
        // Why Discord refused cannot be seen.
        Some(RoleLook::Fine | RoleLook::NotToBeGiven) => noted.filter(|noted| *noted == Obstacle::Refused),
        None => noted,
    };
    now.map(|now| obstacle(speak, now, reward.role))
}

/// The word to a manager that a role could not be given.
pub fn trouble(words: &Words, of: &PrizeTrouble, language: Language) -> Message {
    let speak = words.speak(language);
    if of.obstacle != Obstacle::Left {
        let head = speak.say_with("reward-not-given", &[("prize", prize(&speak, of.prize).into())]);
        return Message::text(format!("{head}\n{}", obstacle(&speak, of.obstacle, of.role)));
    }
    let (of_prize, role) = (prize(&speak, of.prize), mention(of.role));
    if of.left.len() > LEAVERS_NAMED {
        let count = u32::try_from(of.left.len()).unwrap_or(u32::MAX);
        let arguments = [("count", count.into()), ("prize", of_prize.into()), ("role", role.into())];
        return Message::text(speak.say_with("reward-winners-left", &arguments));
    }
    let names: Vec<String> = of.left.iter().map(|(member, name)| board::name_of(*member, name)).collect();
    let arguments = [("name", names.join(", ").into()), ("prize", of_prize.into()), ("role", role.into())];
    Message::text(speak.say_with("reward-winner-left", &arguments))
}

/// What stands in the way of roles, for `/status`: one paragraph a reward.
pub fn standing(speak: &Speaker<'_>, rewards: &[Reward], looks: Option<&[RoleLook]>) -> Vec<String> {
    let told = with_looks(rewards, looks).filter_map(|(reward, look)| {
        let why = in_the_way(speak, reward, look)?;
        let of = prize(speak, reward.prize);
        let head = match reward.obstacle {
            Some((_, since)) => {
                speak.say_with("status-reward", &[("prize", of.into()), ("since", moment::relative(since).into())])
            }
            None => format!("🎁 **{of}** → {}", mention(reward.role)),
        };
        Some(format!("{head}\n{why}"))
    });
    told.collect()
}
