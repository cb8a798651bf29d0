//! `/board`: one message in a channel shows the board and keeps itself current.

use serenity::all::{CommandOptionType, CreateCommand};

use super::{Audience, Command, define, setup};
use crate::actions::live_board::{BoardOutcome, make_board, remove_board};
use crate::discord::call::{Call, Options};
use crate::discord::render::settings;
use crate::discord::reply::{Reply, Thinking};
use crate::discord::words::Words;
use crate::domain::leaderboard::{BoardOf, PeriodKind};
use crate::store::StoreError;

pub(super) const COMMAND: Command = Command {
    name: "board",
    audience: Audience::Managers,
    thinking: Some(Thinking::Private),
    define,
    run: |call, options| Box::pin(run(call, options)),
    complete: None,
};

fn define(words: &Words, command: CreateCommand) -> CreateCommand {
    let mut period = define::option(words, "board-here-period", CommandOptionType::String);
    for kind in PeriodKind::ALL {
        period = define::choice(words, period, &format!("period-{}", kind.code()), kind.code());
    }
    period = define::choice(words, period, "period-season", &BoardOf::Season.to_string());
    let part = |path| define::option(words, path, CommandOptionType::SubCommand);
    command.add_option(part("board-here").add_sub_option(period)).add_option(part("board-off"))
}

/// Answers it.
async fn run(call: &mut Call, options: &Options<'_>) -> Result<Reply, StoreError> {
    let of = options.text("period").and_then(BoardOf::parse).unwrap_or(BoardOf::Current(PeriodKind::Month));
    if options.subcommand() == Some("off") { remove(call).await } else { make(call, of).await }
}

async fn make(call: &Call, of: BoardOf) -> Result<Reply, StoreError> {
    let (server, channel, now) = (call.server, call.channel, call.at);
    let speak = call.app.words.speak(call.language);
    let look = setup::look(call, channel, None).await;
    if setup::is_no_place(call, channel, look.as_ref()) {
        return Ok(Reply::private(speak.say("live-board-no-place")));
    }
    let is_shut = look.as_ref().is_some_and(|look| !look.missing.is_empty());
    let outcome = call.app.store.write(move |tx| make_board(tx, server, channel, of, is_shut, now)).await?;
    let before = match outcome {
        BoardOutcome::Made { before } => before,
        BoardOutcome::Kept(other) => {
            let kept = speak.say_with("live-board-shut-kept", &[("channel", format!("<#{other}>").into())]);
            let missing = settings::place(&speak, channel, look.as_ref());
            return Ok(Reply::private(format!("{kept}\n{missing}")));
        }
        _ => return Ok(Reply::private(speak.say("settings-not-set-up"))),
    };
    if is_shut {
        let missing = settings::place(&speak, channel, look.as_ref());
        return Ok(Reply::private(format!("{}\n{missing}", speak.say("live-board-shut"))));
    }
    let mut said = speak.say("live-board-made");
    if let Some(before) = before {
        let went = if before == channel {
            speak.say("live-board-replaced")
        } else {
            speak.say_with("live-board-moved", &[("channel", format!("<#{before}>").into())])
        };
        said += &format!("\n-# {went}");
    }
    Ok(Reply::private(said))
}

async fn remove(call: &Call) -> Result<Reply, StoreError> {
    let (server, now) = (call.server, call.at);
    let outcome = call.app.store.write(move |tx| remove_board(tx, server, now)).await?;
    let key = match outcome {
        BoardOutcome::Removed => "live-board-removed",
        BoardOutcome::Made { .. } | BoardOutcome::Kept(_) | BoardOutcome::None => "live-board-none",
        BoardOutcome::NotSetUp => "settings-not-set-up",
    };
    Ok(Reply::private(call.app.words.speak(call.language).say(key)))
}
