//! Draws the whole explanation of a question: each option with its reason, then the notes.

use serenity::all::{CreateActionRow, CreateEmbed};

use super::{excerpt, question as draw, verdict};
use crate::discord::message::{Message, cut};
use crate::discord::words::{Speaker, Words};
use crate::domain::choice::Choice;
use crate::domain::edition::Edition;
use crate::domain::language::Language;
use crate::domain::round::RoundState;
use crate::domain::sheet::Sheet;

/// The most characters of a box's text (Discord, "Embed Limits").
const LONGEST_EXPLANATION: usize = 4_096;

/// The most characters of all boxes of a message together (Discord, "Embed Limits"), less what titles need.
const TOGETHER: usize = 5_700;

/// The private explanation of a sheet in its letters. `state` is that of the round that it was posted in.
pub fn explanation(
    words: &Words,
    sheet: &Sheet,
    state: RoundState,
    picked: Option<Choice>,
    language: Language,
) -> Message {
    let speak = words.speak(language);
    let options = options(&speak, sheet, state, picked);
    let text = format!("{}\n{options}", draw::stem(sheet.edition(), language));
    let told = CreateEmbed::new()
        .title(draw::title(&speak, sheet.edition()))
        .description(cut(&text, LONGEST_EXPLANATION))
        .color(draw::CALM);

    let room = TOGETHER.saturating_sub(text.chars().count()).min(LONGEST_EXPLANATION);
    let notes = notes(&speak, sheet.edition(), room);
    let notes = CreateEmbed::new().title(speak.say("excerpt-title")).description(notes).color(draw::CALM);
    let report = CreateActionRow::Buttons(vec![verdict::report_button(&speak, sheet.edition())]);
    Message { embeds: vec![told, notes], ..Message::default() }.with_rows(vec![report])
}

fn options(speak: &Speaker<'_>, sheet: &Sheet, state: RoundState, picked: Option<Choice>) -> String {
    let key = verdict::spaced(sheet.key());
    let mut text = speak.say_with("explain-key", &[("key", key.into())]);
    if let Some(picked) = picked {
        text += " · ";
        text += &speak.say_with("explain-picked", &[("picked", verdict::spaced(picked).into())]);
    }
    if state == RoundState::Void {
        text += "\n";
        text += &speak.say("explain-void");
    }
    for (letter, option) in sheet.shown() {
        let mark = if option.right { "✅" } else { "❌" };
        let own =
            if picked.is_some_and(|picked| picked.contains(letter)) { speak.say("explain-own") } else { String::new() };
        text += &format!(
            "\n\n{mark} **{letter}.** {} {own}\n{}",
            option.text.get(speak.language),
            option.why.get(speak.language)
        );
    }
    text
}

/// The notes, as many as there is room for; what is left out can be read with `/notes`.
fn notes(speak: &Speaker<'_>, edition: &Edition, room: usize) -> String {
    let page = excerpt::aws_page(speak, edition);
    let more = speak.say("explain-more-notes");
    let room = room.saturating_sub(page.chars().count() + more.chars().count() + 4);
    let mut text = String::new();
    let mut left_out = false;
    for note in &edition.wording().notes {
        let excerpt = excerpt::note(speak, note);
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
    text + &page
}
