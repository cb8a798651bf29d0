//! `/notes`: searches the notes.

use serenity::all::{CommandOptionType, CreateCommand};

use super::define;
use crate::discord::call::{Call, Options};
use crate::discord::render::notes;
use crate::discord::reply::{Reply, Suggestion, Visibility};
use crate::discord::words::Words;

/// The command as Discord takes it.
pub fn definition(words: &Words) -> CreateCommand {
    let query = define::option(words, "notes-query", CommandOptionType::String)
        .required(true)
        .set_autocomplete(true)
        .max_length(100);
    define::command(words, "notes").add_option(query)
}

/// Answers it.
pub fn run(call: &Call, options: &Options<'_>) -> Reply {
    let query = options.text("query").unwrap_or_default();
    let found = notes::find(&call.app.bank, query);
    Reply::Message(notes::found(&call.app.words, &call.app.bank, query, &found, call.language), Visibility::OnlyYou)
}

/// Suggestions for the option that is being typed: headings.
pub fn complete(call: &Call, options: &Options<'_>) -> Vec<Suggestion> {
    let typed = options.focused().map(|(_, typed)| typed).unwrap_or_default();
    let found = notes::find(&call.app.bank, typed);
    let offered =
        if found.is_empty() && typed.trim().is_empty() { call.app.bank.notes().iter().collect() } else { found };
    let suggestions = offered.into_iter().take(25).map(|note| {
        let heading = note.heading().get(call.language).to_owned();
        Suggestion { name: heading.clone(), value: heading }
    });
    suggestions.collect()
}
