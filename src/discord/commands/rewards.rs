//! `/rewards`: roles that the bot gives for what members reach.

use std::time::Duration;

use serenity::all::{CommandOptionType, CreateCommand};
use tokio::time::Instant;

use super::{Audience, Command, define};
use crate::actions::set_reward::{SetOutcome, list_rewards, remove_reward, set_reward};
use crate::discord::call::{Call, Options};
use crate::discord::permissions::{RoleLook, look_at_roles};
use crate::discord::render::rewards as draw;
use crate::discord::reply::{Reply, Suggestion, Thinking};
use crate::discord::words::Words;
use crate::domain::ids::RoleId;
use crate::domain::reward::{MOST_STREAKS, Prize, STREAK_DAYS};
use crate::store::StoreError;

pub(super) const COMMAND: Command = Command {
    name: "rewards",
    audience: Audience::Managers,
    thinking: Some(Thinking::Private),
    define,
    run: |call, options| Box::pin(run(call, options)),
    complete: Some(|call, options| Box::pin(complete(call, options))),
};

/// How long the look at the roles may take.
const PATIENCE: Duration = Duration::from_secs(10);

fn define(words: &Words, command: CreateCommand) -> CreateCommand {
    let part = |path| define::option(words, path, CommandOptionType::SubCommand);
    let (least, most) = (STREAK_DAYS.start().unsigned_abs(), STREAK_DAYS.end().unsigned_abs());
    let days = define::option(words, "rewards-streak-days", CommandOptionType::Integer)
        .min_int_value(least)
        .max_int_value(most)
        .required(true);
    let role = define::option(words, "rewards-streak-role", CommandOptionType::Role).required(true);
    let which =
        define::option(words, "rewards-remove-reward", CommandOptionType::String).set_autocomplete(true).required(true);
    let champion = define::option(words, "rewards-champion-role", CommandOptionType::Role).required(true);
    command
        .add_option(part("rewards-streak").add_sub_option(days).add_sub_option(role))
        .add_option(part("rewards-champion").add_sub_option(champion))
        .add_option(part("rewards-list"))
        .add_option(part("rewards-remove").add_sub_option(which))
}

/// Answers it.
async fn run(call: &mut Call, options: &Options<'_>) -> Result<Reply, StoreError> {
    let days =
        options.integer("days").filter(|days| STREAK_DAYS.contains(days)).and_then(|days| u32::try_from(days).ok());
    match (options.subcommand(), options.role("role")) {
        (Some("streak"), Some(role)) => match days {
            Some(days) => set(call, Prize::Streak(days), role).await,
            None => Ok(Reply::private(call.app.words.speak(call.language).say("reward-bad-days"))),
        },
        (Some("champion"), Some(role)) => set(call, Prize::Champion, role).await,
        (Some("remove"), _) => remove(call, options.text("reward").unwrap_or_default()).await,
        _ => list(call).await,
    }
}

/// What the bot can do about some roles; `None` when Discord does not tell.
pub(super) async fn look(call: &Call, roles: &[RoleId]) -> Option<Vec<RoleLook>> {
    if roles.is_empty() {
        return None;
    }
    let until = Instant::now() + PATIENCE;
    look_at_roles(&call.app.rest, call.bot, call.server, roles, until).await.ok()
}

async fn set(call: &Call, prize: Prize, role: RoleId) -> Result<Reply, StoreError> {
    let speak = call.app.words.speak(call.language);
    if role.0 == call.server.0 {
        return Ok(Reply::private(speak.say("reward-role-not-to-be-given")));
    }
    let look = look(call, &[role]).await.and_then(|looks| looks.first().copied());
    match look {
        Some(RoleLook::NotToBeGiven) => return Ok(Reply::private(speak.say("reward-role-not-to-be-given"))),
        Some(RoleLook::Powerful) => return Ok(Reply::private(speak.say("reward-role-powerful"))),
        Some(RoleLook::Fine | RoleLook::Stopped(_)) | None => {}
    }
    let (server, by, now) = (call.server, call.member, call.at);
    let outcome = call.app.store.write(move |tx| set_reward(tx, server, (prize, role), by, now)).await?;
    let speak = call.app.words.speak(call.language);
    Ok(Reply::private(match outcome {
        SetOutcome::Set { replaced } => draw::set(&speak, (prize, role), replaced, look),
        SetOutcome::TooMany => {
            let most = u32::try_from(MOST_STREAKS).unwrap_or(u32::MAX);
            speak.say_with("reward-too-many", &[("most", most.into())])
        }
        SetOutcome::NotSetUp => speak.say("settings-not-set-up"),
    }))
}

async fn list(call: &Call) -> Result<Reply, StoreError> {
    let server = call.server;
    let rewards = call.app.store.read(move |tx| list_rewards(tx, server)).await?;
    let roles: Vec<RoleId> = rewards.iter().map(|reward| reward.role).collect();
    let looks = look(call, &roles).await;
    let speak = call.app.words.speak(call.language);
    Ok(Reply::private(draw::list(&speak, &rewards, looks.as_deref())))
}

/// The word for a prize in the option, such as `streak 7`.
fn value(prize: Prize) -> String {
    let (kind, days) = prize.parts();
    format!("{kind} {days}")
}

async fn remove(call: &Call, typed: &str) -> Result<Reply, StoreError> {
    let server = call.server;
    let rewards = call.app.store.read(move |tx| list_rewards(tx, server)).await?;
    let speak = call.app.words.speak(call.language);
    let is_named = |prize: Prize| value(prize) == typed || draw::prize(&speak, prize) == typed;
    let Some(found) = rewards.iter().map(|reward| reward.prize).find(|prize| is_named(*prize)) else {
        return Ok(Reply::private(speak.say("reward-unknown")));
    };
    let removed = call.app.store.write(move |tx| remove_reward(tx, server, found)).await?;
    let speak = call.app.words.speak(call.language);
    Ok(Reply::private(match removed {
        Some(reward) => {
            let arguments =
                [("prize", draw::prize(&speak, reward.prize).into()), ("role", format!("<@&{}>", reward.role).into())];
            speak.say_with("reward-removed", &arguments)
        }
        None => speak.say("reward-unknown"),
    }))
}

/// The rewards that can be removed.
async fn complete(call: &Call, _: &Options<'_>) -> Result<Vec<Suggestion>, StoreError> {
    let server = call.server;
    let rewards = call.app.store.read(move |tx| list_rewards(tx, server)).await?;
    let speak = call.app.words.speak(call.language);
    let offered =
        rewards.iter().map(|reward| Suggestion { name: draw::prize(&speak, reward.prize), value: value(reward.prize) });
    Ok(offered.take(25).collect())
}
