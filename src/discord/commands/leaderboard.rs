//! `/leaderboard`: a public page of the ranks.

use serenity::all::{CommandOptionType, CreateCommand};

use super::{Audience, Command, define};
use crate::actions::configure_server::show_settings;
use crate::actions::show_leaderboard::{Board, BoardPart, show_leaderboard};
use crate::discord::call::{Call, Options};
use crate::discord::message::Message;
use crate::discord::render::board;
use crate::discord::reply::{Reply, Thinking, Visibility};
use crate::discord::words::Words;
use crate::domain::language::Language;
use crate::domain::leaderboard::PeriodKind;
use crate::store::StoreError;

pub(super) const COMMAND: Command = Command {
    name: "leaderboard",
    audience: Audience::Members,
    thinking: Some(Thinking::Public),
    define,
    run: |call, options| Box::pin(run(call, options)),
    complete: None,
};

fn define(words: &Words, command: CreateCommand) -> CreateCommand {
    let mut period = define::option(words, "leaderboard-period", CommandOptionType::String);
    for kind in PeriodKind::ALL {
        period = define::choice(words, period, &format!("period-{}", kind.code()), kind.code());
    }
    command.add_option(period)
}

/// Answers it.
async fn run(call: &mut Call, options: &Options<'_>) -> Result<Reply, StoreError> {
    let kind = options.text("period").and_then(PeriodKind::from_code).unwrap_or(PeriodKind::Month);
    Ok(match page(call, kind, BoardPart::First).await? {
        Some((board, language)) => Reply::Message(drawn(call, &board, language), Visibility::Everyone),
        None => Reply::private(call.app.words.speak(call.language).say("today-not-set-up")),
    })
}

/// A page, and the language that the server's public texts have; `None` when the server was not set up.
pub(in crate::discord) async fn page(
    call: &Call,
    kind: PeriodKind,
    page: BoardPart,
) -> Result<Option<(Board, Language)>, StoreError> {
    let (server, member, at) = (call.server, call.member, call.at);
    let read = move |tx: &crate::store::ReadTx<'_>| {
        let language = show_settings(tx, server, None)?.map(|configured| configured.settings.language);
        Ok(show_leaderboard(tx, server, kind, page, member, at)?.zip(language))
    };
    call.app.store.read(read).await
}

/// The page as a message.
pub(in crate::discord) fn drawn(call: &Call, page: &Board, language: Language) -> Message {
    board::page(&call.app.words, page, language)
}
