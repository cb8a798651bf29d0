//! Draws the whole explanation of a question: each option with its reason; its notes come when they are asked for.

use serenity::all::CreateEmbed;

use super::{buttons, excerpt, option, question as draw, verdict};
use crate::actions::explain_question::Explained;
use crate::discord::message::{Message, cut};
use crate::discord::words::{Speaker, Words};
use crate::domain::edition::Edition;
use crate::domain::language::Language;
use crate::domain::round::RoundState;

/// The most characters of a box's text (Discord, "Embed Limits").
const LONGEST_TEXT: usize = 4_096;

/// The most characters of a page of an explanation; more than one option is never cut in two by it.
const PAGE: usize = 3_500;

/// The private explanation of a sheet in its letters: a page of it, counted from 0, with buttons to the others.
pub fn explanation(words: &Words, told: &Explained, page: usize, language: Language) -> Message {
    let speak = words.speak(language);
    let edition = told.sheet.edition();
    let pages = pages(&speak, told);
    let page = page.min(pages.len().saturating_sub(1));
    let sources = excerpt::sources(&speak, edition);
    let text = pages.get(page).map(String::as_str).unwrap_or_default();
    let text = cut(text, LONGEST_TEXT.saturating_sub(sources.chars().count() + 2));
    let embed = CreateEmbed::new()
        .title(draw::title(&speak, edition))
        .description(format!("{text}\n\n{sources}"))
        .color(draw::CALM);
    let around = (page.checked_sub(1), Some(page + 1).filter(|next| *next < pages.len()));
    Message::embed(embed).with_rows(vec![buttons::after_explanation(&speak, edition, told.round, around)])
}

/// The explanation in pages: the stem with the key stands on the first, the key on each.
fn pages(speak: &Speaker<'_>, told: &Explained) -> Vec<String> {
    let head = format!("### {}", head(speak, told));
    let mut pages = vec![format!("{}\n{head}", draw::stem(told.sheet.edition(), speak.language))];
    let mut is_new = true;
    for option in options(speak, told) {
        let length = pages.last().map_or(0, |page| page.chars().count()) + option.chars().count();
        if length > PAGE && !is_new {
            pages.push(head.clone());
            is_new = true;
        }
        if let Some(page) = pages.last_mut() {
            page.push_str(if is_new { "\n" } else { "\n\n" });
            page.push_str(&option);
        }
        is_new = false;
    }
    pages
}

/// The key, what the reader picked, and whether it counts.
fn head(speak: &Speaker<'_>, told: &Explained) -> String {
    let mut text = speak.say_with("explain-key", &[("key", verdict::spaced(told.sheet.key()).into())]);
    if let Some(picked) = told.picked {
        text += " · ";
        text += &speak.say_with("explain-picked", &[("picked", verdict::spaced(picked).into())]);
    }
    if let Some(points) = told.points {
        text += " · ";
        text += &speak.say_with("explain-points", &[("points", points.into())]);
    }
    if told.state == RoundState::Void {
        text += "\n";
        text += &speak.say("explain-void");
    }
    text
}

fn options(speak: &Speaker<'_>, told: &Explained) -> Vec<String> {
    let drawn = told
        .sheet
        .shown()
        .map(|(letter, one)| option::with_reason(speak, (letter, one), told.picked, one.why.get(speak.language)));
    drawn.collect()
}

/// The notes of an edition, as many as there is room for; what is left out can be read with `/notes`.
pub fn notes(words: &Words, edition: &Edition, language: Language) -> Message {
    let speak = words.speak(language);
    let (page, more) = (excerpt::aws_page(&speak, edition), speak.say("explain-more-notes"));
    let room = LONGEST_TEXT.saturating_sub(page.chars().count() + more.chars().count() + 4);
    let mut text = String::new();
    let mut left_out = false;
    for note in &edition.wording().notes {
        let excerpt = excerpt::note(&speak, note);
        if text.chars().count() + excerpt.chars().count() + 2 <= room {
            text += &excerpt;
            text += "\n\n";
        } else {
            left_out = true;
        }
    }
    if left_out {
        text += &more;
        text += "\n";
    }
    let title = speak.say_with("notes-title", &[("section", edition.wording().section.name.as_str().into())]);
    Message::embed(CreateEmbed::new().title(title).description(text + &page).color(draw::CALM))
}
