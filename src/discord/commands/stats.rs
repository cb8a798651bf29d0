//! `/stats`: a member's figures, for whoever asks.

use serenity::all::{CommandOptionType, CreateCommand};

use super::{Audience, Command, define};
use crate::actions::show_stats::show_stats;
use crate::discord::call::{Call, Options};
use crate::discord::easel::FOR_A_REPLY;
use crate::discord::message::Message;
use crate::discord::render::stats::{self, Detail, Domains};
use crate::discord::render::stats_picture;
use crate::discord::reply::{Reply, Thinking, Visibility};
use crate::discord::words::Words;
use crate::domain::ids::MemberId;
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
    let member = options.member("member").unwrap_or(call.member);
    let body = drawn(call, member, Detail::Weakest).await?;
    Ok(Reply::Message(body, Visibility::OnlyYou))
}

/// The figures of a member, in the language of whoever asks.
pub(in crate::discord) async fn drawn(call: &Call, member: MemberId, detail: Detail) -> Result<Message, StoreError> {
    let (server, at, asker) = (call.server, call.at, call.member);
    let found = call.app.store.read(move |tx| show_stats(tx, server, (member, asker), at)).await?;
    let Some(mut found) = found else {
        return Ok(Message::text(call.app.words.speak(call.language).say("stats-hidden")));
    };
    if member == call.member {
        found.name.get_or_insert_with(|| call.name.clone());
    }
    let words = &call.app.words;
    let told = |domains| stats::body(words, &found, detail, domains, call.language);
    let Some(sketch) = stats_picture::sketch(&words.speak(call.language), &found) else {
        return Ok(told(Domains::InText));
    };
    let shown = told(Domains::InPicture).showing(&call.app.easel, sketch, FOR_A_REPLY).await;
    Ok(if shown.pictures.is_empty() { told(Domains::InText) } else { shown })
}
