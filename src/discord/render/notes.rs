//! Finds notes for `/notes`, and draws them.

use serenity::all::CreateEmbed;

use super::inert::inert;
use super::{excerpt, question as draw};
use crate::discord::message::{Message, cut};
use crate::discord::words::Words;
use crate::domain::current_bank::CurrentBank;
use crate::domain::language::Language;
use crate::domain::note::Note;

/// The most notes that are drawn whole; more are named by their headings.
const WHOLE: usize = 3;

/// The most headings that are named beside them.
const NAMED: usize = 10;

/// The particles that Korean writers put behind a noun.
const PARTICLES: [&str; 16] =
    ["에서", "으로", "이란", "에는", "을", "를", "은", "는", "이", "가", "의", "에", "로", "와", "과", "도"];

/// A word as it was typed, and then without its particle.
fn forms(word: &str) -> impl Iterator<Item = &str> {
    let bare = PARTICLES.iter().filter_map(|particle| word.strip_suffix(particle));
    std::iter::once(word).chain(bare.filter(|bare| bare.chars().count() > 1))
}

/// The notes that hold every word of a query, in either language, the best first.
pub fn find<'b>(bank: &'b CurrentBank, query: &str) -> Vec<&'b Note> {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(u32, &Note)> = bank.notes.iter().filter_map(|note| Some((rank(note, &words)?, note))).collect();
    found.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
    found.into_iter().map(|(_, note)| note).collect()
}

/// How well a note fits; `None` when it lacks a word. A word in the heading counts most.
fn rank(note: &Note, words: &[String]) -> Option<u32> {
    let lower = |texts: &[&str]| texts.join("\n").to_lowercase();
    let heading = lower(&[&note.heading().ko, &note.heading().en, note.id().as_str()]);
    let place =
        lower(&[&note.excerpt().section]) + &lower(&note.facts().iter().map(String::as_str).collect::<Vec<_>>());
    let correction = note.correction().map(|text| lower(&[&text.ko, &text.en])).unwrap_or_default();
    let text = lower(&[&note.text().ko, &note.text().en]) + &correction;
    words.iter().try_fold(0, |sum, word| {
        let rank = forms(word).find_map(|word| match word {
            word if heading.contains(word) => Some(9),
            word if place.contains(word) => Some(3),
            word if text.contains(word) => Some(1),
            _ => None,
        });
        Some(sum + rank?)
    })
}

/// The notes that were found, in the language of whoever asked.
pub fn found(words: &Words, query: &str, notes: &[&Note], language: Language) -> Message {
    let speak = words.speak(language);
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
    let count = u32::try_from(notes.len()).unwrap_or(u32::MAX);
    let content = speak.say_with("notes-found", &[("query", shown.into()), ("count", count.into())]);
    Message { content, embeds, ..Message::default() }
}
