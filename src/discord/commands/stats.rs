//! `/stats`: a member's figures, for whoever asks.

use serenity::all::{CommandOptionType, CreateCommand};

use super::{Audience, Command, define};
use crate::actions::show_stats::show_stats;
use crate::discord::call::{Call, Options};
use crate::discord::render::stats;
use crate::discord::reply::{Reply, Thinking, Visibility};
use crate::discord::words::Words;
use crate::store::StoreError;

pub(super) const COMMAND: Command = Command {
    name: "stats",
    audience: Audience::Members,
    thinking: Some(Thinking::Private),
    define,
    run: |call, options| Box::pin(run(call, options)),
    complete: None,
};

fn define(words: &Words, command: CreateCommand) -> CreateCommand {
    command.add_option(define::option(words, "stats-member", CommandOptionType::User))
}

/// Answers it.
async fn run(call: &mut Call, options: &Options<'_>) -> Result<Reply, StoreError> {
    let server = call.server;
    let member = options.member("member").unwrap_or(call.member);
    let found = call.app.store.read(move |tx| show_stats(tx, server, member)).await?;
    let body = stats::body(&call.app.words, &found, call.language);
    Ok(Reply::Message(body, Visibility::OnlyYou))
}
