//! Draws what a server gives roles for, and what keeps the bot from giving one.

use super::inert::inert;
use super::moment;
use crate::actions::hand_out::PrizeTrouble;
use crate::discord::message::{Message, cut};
use crate::discord::permissions::RoleLook;
use crate::discord::words::{Speaker, Words};
use crate::domain::ids::RoleId;
use crate::domain::language::Language;
use crate::domain::reward::{Obstacle, Prize};
use crate::store::rewards::Reward;

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

/// A server's rewards, one a line, each with what keeps the bot from giving it now.
pub fn list(speak: &Speaker<'_>, rewards: &[Reward], looks: &[RoleLook]) -> String {
    if rewards.is_empty() {
        return speak.say("rewards-none");
    }
    let looks = looks.iter().map(Some).chain(std::iter::repeat(None));
    let lines = rewards.iter().zip(looks).map(|(reward, look)| {
        let line = format!("- {} → {}", prize(speak, reward.prize), mention(reward.role));
        let now = match look {
            Some(RoleLook::Stopped(now)) => Some(*now),
            _ => None,
        };
        now.map_or(line.clone(), |now| format!("{line}\n  {}", obstacle(speak, now, reward.role)))
    });
    format!("### {}\n{}", speak.say("rewards-title"), lines.collect::<Vec<_>>().join("\n"))
}

/// The word to a manager that a role could not be given.
pub fn trouble(words: &Words, of: &PrizeTrouble, language: Language) -> Message {
    let speak = words.speak(language);
    if of.obstacle != Obstacle::Left {
        let head = speak.say_with("reward-not-given", &[("prize", prize(&speak, of.prize).into())]);
        return Message::text(format!("{head}\n{}", obstacle(&speak, of.obstacle, of.role)));
    }
    let name = of.name.as_ref().map(|name| inert(&cut(name, 32))).filter(|name| !name.is_empty());
    let name = name.map_or_else(|| format!("<@{}>", of.member), |name| format!("**{name}**"));
    let arguments =
        [("name", name.into()), ("prize", prize(&speak, of.prize).into()), ("role", mention(of.role).into())];
    Message::text(speak.say_with("reward-winner-left", &arguments))
}

/// What stands in the way of roles, for `/status`: one paragraph a reward.
pub fn standing(speak: &Speaker<'_>, rewards: &[Reward]) -> Vec<String> {
    let stands = rewards.iter().filter_map(|reward| reward.obstacle.map(|found| (reward, found)));
    let told = stands.map(|(reward, (now, since))| {
        let arguments = [("prize", prize(speak, reward.prize).into()), ("since", moment::relative(since).into())];
        format!("{}\n{}", speak.say_with("status-reward", &arguments), obstacle(speak, now, reward.role))
    });
    told.collect()
}
