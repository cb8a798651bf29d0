//! Draws the whole explanation of a question: each option with its reason, then the notes.

use serenity::all::{CreateActionRow, CreateEmbed};

use super::{excerpt, question as draw, verdict};
use crate::bank::Bank;
use crate::discord::message::{Message, cut};
use crate::discord::words::{Speaker, Words};
use crate::domain::choice::Choice;
use crate::domain::language::Language;
use crate::domain::question::Question;
use crate::domain::round::{Round, RoundState};

/// The most characters of a box's text (Discord, "Embed Limits").
const LONGEST: usize = 4_096;

/// The most characters of all boxes of a message together (Discord, "Embed Limits"), less what titles need.
const TOGETHER: usize = 5_700;

/// The private explanation of a question in a round's letters.
pub fn explanation(
    words: &Words,
    bank: &Bank,
    question: &Question,
    round: &Round,
    picked: Option<Choice>,
    language: Language,
) -> Message {
    let speak = words.speak(language);
    let options = options(&speak, question, round, picked);
    let text = format!("{}\n{options}", draw::stem(question, language));
    let told = CreateEmbed::new()
        .title(draw::title(&speak, bank, question))
        .description(cut(&text, LONGEST))
        .color(draw::CALM);

    let room = TOGETHER.saturating_sub(text.chars().count()).min(LONGEST);
    let notes = notes(&speak, bank, question, room);
    let notes = CreateEmbed::new().title(speak.say("excerpt-title")).description(notes).color(draw::CALM);
    let report = CreateActionRow::Buttons(vec![verdict::report_button(&speak, question)]);
    Message { embeds: vec![told, notes], ..Message::default() }.with_rows(vec![report])
}

fn options(speak: &Speaker<'_>, question: &Question, round: &Round, picked: Option<Choice>) -> String {
    let key = verdict::spaced(question.key(&round.order));
    let mut text = speak.say_with("explain-key", &[("key", key.into())]);
    if let Some(picked) = picked {
        text += " · ";
        text += &speak.say_with("explain-picked", &[("picked", verdict::spaced(picked).into())]);
    }
    if round.state == RoundState::Void {
        text += "\n";
        text += &speak.say("explain-void");
    }
    for (letter, option) in round.order.shown(question) {
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
fn notes(speak: &Speaker<'_>, bank: &Bank, question: &Question, room: usize) -> String {
    let page = excerpt::aws_page(speak, question);
    let more = speak.say("explain-more-notes");
    let room = room.saturating_sub(page.chars().count() + more.chars().count() + 4);
    let mut text = String::new();
    let mut left_out = false;
    for note in bank.notes_of(question) {
        let excerpt = excerpt::note(speak, bank, note);
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
