//! Draws the notes that `/notes` found.

use serenity::all::CreateEmbed;

use super::inert::inert;
use super::{excerpt, question as draw};
use crate::discord::message::{Message, cut};
use crate::discord::words::Words;
use crate::domain::language::Language;
use crate::domain::note_search::Matches;

/// The most notes that are drawn whole; more are named by their headings.
const WHOLE: usize = 3;

/// The most headings that are named beside them.
const NAMED: usize = 10;

/// The notes that were found, in the language of whoever asked.
pub fn found(words: &Words, query: &str, found: &Matches<'_>, language: Language) -> Message {
    let speak = words.speak(language);
    let notes = found.notes();
    let shown = inert(&cut(query, 60));
    if notes.is_empty() {
        return Message::text(speak.say_with("notes-none", &[("query", shown.into())]));
    }
    let mut embeds: Vec<CreateEmbed> = notes
        .iter()
        .take(WHOLE)
        .map(|note| CreateEmbed::new().description(excerpt::note(&speak, note.excerpt())).color(draw::CALM))
        .collect();
    let named: Vec<String> =
        notes.iter().skip(WHOLE).take(NAMED).map(|note| format!("- {}", note.heading().get(language))).collect();
    if !named.is_empty() {
        embeds.push(CreateEmbed::new().title(speak.say("notes-more")).description(named.join("\n")).color(draw::CALM));
    }
    let content = match found {
        Matches::Fitting(_) => {
            let count = u32::try_from(notes.len()).unwrap_or(u32::MAX);
            speak.say_with("notes-found", &[("query", shown.into()), ("count", count.into())])
        }
        Matches::Nearest(_) => speak.say_with("notes-nearest", &[("query", shown.into())]),
    };
    Message { content, embeds, ..Message::default() }
}
