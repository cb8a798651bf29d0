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

/// The private explanation of a sheet in its letters.
pub fn explanation(words: &Words, told: &Explained, language: Language) -> Message {
    let speak = words.speak(language);
    let edition = told.sheet.edition();
    let sources = excerpt::sources(&speak, edition);
    let text = format!("{}\n### {}\n{}", draw::stem(edition, language), head(&speak, told), options(&speak, told));
    let text = cut(&text, LONGEST_TEXT.saturating_sub(sources.chars().count() + 2));
    let embed = CreateEmbed::new()
        .title(draw::title(&speak, edition))
        .description(format!("{text}\n\n{sources}"))
        .color(draw::CALM);
    Message::embed(embed).with_rows(vec![buttons::after_explanation(&speak, edition, told.round)])
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

fn options(speak: &Speaker<'_>, told: &Explained) -> String {
    let drawn = told
        .sheet
        .shown()
        .map(|(letter, one)| option::with_reason(speak, (letter, one), told.picked, one.why.get(speak.language)));
    drawn.collect::<Vec<_>>().join("\n\n")
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
