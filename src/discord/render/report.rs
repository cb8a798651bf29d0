//! Draws a member's report: the card that managers deal with it by, and the word to the member.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton};

use super::inert::inert;
use super::{moment, question as draw};
use crate::actions::deal_with_report::ReportCard;
use crate::discord::button::{ButtonId, CardOf, Handling};
use crate::discord::message::{Message, cut};
use crate::discord::words::{Speaker, Words};
use crate::domain::language::Language;
use crate::domain::round::RoundState;

/// How long a server's name may be in a card, in characters.
const LONGEST_NAME: usize = 60;

/// How much of the question stands in a card, in characters.
const LONGEST_STEM: usize = 300;

/// How much of what the member wrote stands in a card, in characters: a message has 2,000.
const LONGEST_REPORT: usize = 1_300;

/// The card of a report: where, which question with a link to its post, who and why; then what can be done.
pub fn card(words: &Words, card: &ReportCard, server: Option<&str>, language: Language) -> Message {
    let speak = words.speak(language);
    let rows = [
        button(&speak, card, Handling::Void, "report-void").style(ButtonStyle::Danger),
        button(&speak, card, Handling::Keep, "report-keep"),
        button(&speak, card, Handling::Tell, "report-tell"),
    ];
    Message::text(text(&speak, card, server)).with_rows(vec![CreateActionRow::Buttons(rows.into())])
}

/// The card of a report whose question stays as it is.
pub fn kept_card(words: &Words, card: &ReportCard, server: Option<&str>, language: Language) -> Message {
    let speak = words.speak(language);
    let tell = button(&speak, card, Handling::Tell, "report-tell");
    let text = format!("{}\n\n{}", text(&speak, card, server), speak.say("report-stays"));
    Message::text(text).with_rows(vec![CreateActionRow::Buttons(vec![tell])])
}

/// Asks once before a question is voided.
pub fn ask_to_void(speak: &Speaker<'_>, card: &ReportCard, answered: u32) -> Message {
    let parts = [("title", question(speak, card).into()), ("count", answered.into())];
    let sure = button(speak, card, Handling::Sure, "confirm-void").style(ButtonStyle::Danger);
    let leave = button(speak, card, Handling::Leave, "confirm-leave");
    Message::text(speak.say_with("round-void-ask", &parts)).with_rows(vec![CreateActionRow::Buttons(vec![sure, leave])])
}

/// Says that a question is void, with the way back.
pub fn voided(speak: &Speaker<'_>, card: &ReportCard, word: String) -> Message {
    let back = button(speak, card, Handling::Back, "undo-void");
    Message::text(word).with_rows(vec![CreateActionRow::Buttons(vec![back])])
}

/// What the member who reported is told.
pub fn answer(words: &Words, card: &ReportCard, server: Option<&str>, language: Language) -> Message {
    let speak = words.speak(language);
    let is_void = card.round.as_ref().is_some_and(|round| round.state == RoundState::Void);
    let key = if is_void { "report-answer-void" } else { "report-answer-kept" };
    let parts = [("server", name(server).into()), ("question", question(&speak, card).into())];
    Message::text(speak.say_with(key, &parts))
}

fn text(speak: &Speaker<'_>, card: &ReportCard, server: Option<&str>) -> String {
    let parts = [
        ("server", name(server).into()),
        ("member", format!("<@{}>", card.report.member).into()),
        ("question", place(speak, card).into()),
    ];
    let mut text = speak.say_with("report-notice", &parts);
    if let Some(edition) = &card.edition {
        let stem = edition.stem().get(speak.language).replace('`', "");
        text += &format!("\n{}", cut(&inert(&stem), LONGEST_STEM));
    }
    if let Some(link) = card.round.as_ref().and_then(draw::link) {
        text += &format!("\n[{}]({link})", speak.say("report-link"));
    }
    format!("{text}\n> {}", cut(&inert(&card.report.text).replace('\n', "\n> "), LONGEST_REPORT))
}

/// The day and the section of the question.
fn place(speak: &Speaker<'_>, card: &ReportCard) -> String {
    let day = card.round.as_ref().map(|round| moment::day(speak, round.day));
    let section = card.edition.as_ref().map(|edition| edition.wording().section.name.clone());
    day.into_iter().chain(section).collect::<Vec<_>>().join(" · ")
}

/// The day and the short name of the question.
pub(super) fn question(speak: &Speaker<'_>, card: &ReportCard) -> String {
    let day = card.round.as_ref().map(|round| moment::day(speak, round.day));
    let named = card.edition.as_ref().map(|edition| draw::short_name(speak, edition));
    day.into_iter().chain(named).collect::<Vec<_>>().join(" · ")
}

fn name(server: Option<&str>) -> String {
    server
        .map(|name| inert(&cut(name, LONGEST_NAME)))
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "Discord".to_owned())
}

fn button(speak: &Speaker<'_>, card: &ReportCard, handling: Handling, label: &str) -> CreateButton {
    let id = ButtonId::Card(handling, CardOf { report: card.report.number, server: card.report.server });
    CreateButton::new(id.to_string()).label(speak.say(label)).style(ButtonStyle::Secondary)
}
