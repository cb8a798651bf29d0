//! Takes an interaction and sees to it that it is answered: in time, once, and with a sentence even when we fail.

mod delivery;
mod wish;

use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::time::Duration;

use rand::rngs::StdRng;
use serenity::all::{Interaction, Permissions};
use serenity::futures::FutureExt as _;
use tokio::time::Instant;

use super::app::App;
use super::button::ButtonId;
use super::call::{Call, Options};
use super::failure::Failure;
use super::reply::Reply;
use super::{commands, components};
use crate::domain::language::Language;
use delivery::Delivery;
use wish::{Patience, Read, Wish};

/// A handler that needs longer has Discord shown "thinking": Discord itself gives up after three seconds.
const THINKING_AFTER: Duration = Duration::from_millis(1_500);

/// Answers an interaction that has just arrived. `rng` is the chance for what its handler draws.
pub async fn handle(app: App, interaction: Interaction, rng: StdRng) {
    let received = Instant::now();
    let Some(Read { wish, back, call, language }) = wish::read(app.clone(), interaction, rng) else {
        return;
    };
    let delivery = Delivery { rest: app.rest.clone(), back, received };
    let Some(call) = call else {
        delivery.first(&sentence(&app, language, "failure-not-in-dm")).await;
        return;
    };

    let patience = wish.patience();
    let (name, server) = (wish.name().to_owned(), call.server);
    let suggests = matches!(wish, Wish::Suggestions { .. });
    let mut work = pin!(AssertUnwindSafe(answer(call, wish)).catch_unwind());

    let mut shown = None;
    let outcome = tokio::select! {
        outcome = &mut work => outcome,
        () = tokio::time::sleep_until(received + THINKING_AFTER) => {
            if suggests {
                delivery.first(&Reply::Suggestions(Vec::new())).await;
                return;
            }
            if patience != Patience::None && delivery.thinking(patience).await {
                shown = Some(patience);
            }
            work.await
        }
    };
    let reply = match outcome {
        Ok(Ok(reply)) => reply,
        Ok(Err(failure)) => {
            tracing::error!(command = name, %server, %failure, "could not answer a member");
            failed(&app, language, &failure, suggests)
        }
        // The panic itself was logged where it happened.
        Err(_) => {
            tracing::error!(command = name, %server, "a handler panicked");
            if suggests { Reply::Suggestions(Vec::new()) } else { sentence(&app, language, "failure-bug") }
        }
    };
    match shown {
        None => delivery.first(&reply).await,
        Some(patience) => delivery.after_thinking(patience, &reply).await,
    }
}

fn sentence(app: &App, language: Language, key: &str) -> Reply {
    Reply::private(app.words.speak(language).say(key))
}

fn failed(app: &App, language: Language, failure: &Failure, suggests: bool) -> Reply {
    if suggests {
        return Reply::Suggestions(Vec::new());
    }
    let key = match failure {
        Failure::Store(_) => "failure-database",
        Failure::Rest(_) => "failure-discord",
    };
    sentence(app, language, key)
}

/// The reply to an interaction, without the way there and back; `None` for one that gets no reply from a handler.
pub async fn reply_to(app: App, interaction: Interaction, rng: StdRng) -> Option<Result<Reply, Failure>> {
    let Read { wish, call, .. } = wish::read(app, interaction, rng)?;
    Some(answer(call?, wish).await)
}

async fn answer(mut call: Call, wish: Wish) -> Result<Reply, Failure> {
    match wish {
        Wish::Command { name, .. } if commands::is_for_managers(&name) && !may_manage(&call) => {
            Ok(say(&call, "failure-not-manager"))
        }
        Wish::Command { name, options } => match commands::run(&mut call, &name, &Options::of(&options)).await {
            Some(reply) => reply,
            None => Ok(say(&call, "failure-unknown-command")),
        },
        Wish::Suggestions { name, .. } if commands::is_for_managers(&name) && !may_manage(&call) => {
            Ok(Reply::Suggestions(Vec::new()))
        }
        Wish::Suggestions { name, options } => {
            commands::complete(&call, &name, &Options::of(&options)).await.map(Reply::Suggestions)
        }
        Wish::Press { id, values } => match ButtonId::parse(&id) {
            Some(id) => components::press(&mut call, id, &values).await,
            None => Ok(say(&call, "failure-unknown-button")),
        },
        Wish::Form { id, text } => match ButtonId::parse(&id) {
            Some(id) => components::submit(&mut call, id, &text)
                .await
                .unwrap_or_else(|| Ok(say(&call, "failure-unknown-button"))),
            None => Ok(say(&call, "failure-unknown-button")),
        },
    }
}

fn say(call: &Call, key: &str) -> Reply {
    sentence(&call.app, call.language, key)
}

/// Discord hides manager commands from others, but a server's owner can open a command to anyone by mistake.
fn may_manage(call: &Call) -> bool {
    call.permissions.intersects(Permissions::MANAGE_GUILD | Permissions::ADMINISTRATOR)
}
