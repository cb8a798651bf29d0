//! `/notes`: searches the notes.

use std::future::ready;

use serenity::all::{CommandOptionType, CreateCommand};

use super::{Audience, Command, define};
use crate::discord::call::{Call, Options};
use crate::discord::render::notes;
use crate::discord::reply::{Reply, Suggestion, Thinking, Visibility};
use crate::discord::words::Words;
use crate::domain::note::Note;

pub(super) const COMMAND: Command = Command {
    name: "notes",
    audience: Audience::Members,
    thinking: Some(Thinking::Private),
    define,
    run: |call, options| Box::pin(ready(Ok(run(call, options)))),
    complete: Some(|call, options| Box::pin(ready(Ok(complete(call, options))))),
};

fn define(words: &Words, command: CreateCommand) -> CreateCommand {
    let query = define::option(words, "notes-query", CommandOptionType::String)
        .required(true)
        .set_autocomplete(true)
        .max_length(100);
    command.add_option(query)
}

/// Answers it.
fn run(call: &Call, options: &Options<'_>) -> Reply {
    let query = options.text("query").unwrap_or_default();
    let found = call.app.bank.notes.search(query);
    Reply::Message(notes::found(&call.app.words, query, &found, call.language), Visibility::OnlyYou)
}

/// Suggestions for the option that is being typed: headings.
fn complete(call: &Call, options: &Options<'_>) -> Vec<Suggestion> {
    let typed = options.focused().map(|(_, typed)| typed).unwrap_or_default();
    let notes = &call.app.bank.notes;
    let offered: Vec<&Note> =
        if typed.trim().is_empty() { notes.all().iter().collect() } else { notes.search(typed).notes().to_vec() };
    let suggestions = offered.into_iter().take(25).map(|note| {
        let heading = note.heading().get(call.language).to_owned();
        Suggestion { name: heading.clone(), value: heading }
    });
    suggestions.collect()
}
