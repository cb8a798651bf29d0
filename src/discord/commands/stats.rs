//! `/stats`: a member's figures, for whoever asks.

use serenity::all::{CommandOptionType, CreateCommand};

use super::define;
use crate::actions::show_stats::show_stats;
use crate::discord::call::{Call, Options};
use crate::discord::failure::Failure;
use crate::discord::render::stats;
use crate::discord::reply::{Reply, Visibility};
use crate::discord::words::Words;

/// The command as Discord takes it.
pub fn definition(words: &Words) -> CreateCommand {
    define::command(words, "stats").add_option(define::option(words, "stats-member", CommandOptionType::User))
}

/// Answers it.
pub async fn run(call: &mut Call, options: &Options<'_>) -> Result<Reply, Failure> {
    let (server, bank) = (call.server, std::sync::Arc::clone(&call.app.bank));
    let member = options.member("member").unwrap_or(call.member);
    let found = call.app.store.read(move |tx| show_stats(tx, &bank, server, member)).await?;
    let body = stats::body(&call.app.words, &call.app.bank, &found, call.language);
    Ok(Reply::Message(body, Visibility::OnlyYou))
}
