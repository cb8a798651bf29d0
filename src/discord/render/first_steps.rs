//! Draws what a new server meets first: the greeting, what its buttons lead to, and a sample question.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed};

use super::{excerpt, option, question as draw, verdict};
use crate::actions::configure_server::DEFAULT_TIME;
use crate::discord::button::{ButtonId, Step};
use crate::discord::message::Message;
use crate::discord::words::{Speaker, Words};
use crate::domain::choice::Choice;
use crate::domain::ids::ChannelId;
use crate::domain::language::Language;
use crate::domain::sheet::Sheet;
use crate::domain::verdict::Verdict;

/// The greeting of a new server, in its language; a line in the other one says that it is spoken too.
pub fn greeting(words: &Words, language: Language) -> Message {
    let speak = words.speak(language);
    let mut text = speak.say("greeting");
    if language == Language::English {
        text += &format!("\n-# {}", words.speak(Language::Korean).say("greeting-other"));
    }
    let start = button(&speak, Step::Start, "greeting-start").style(ButtonStyle::Primary);
    let sample = button(&speak, Step::Try, "greeting-try");
    Message::text(text).with_rows(vec![CreateActionRow::Buttons(vec![start, sample])])
}

/// Asks a manager whether questions are to come to this channel with what a new server gets by itself.
pub fn ask_to_begin(speak: &Speaker<'_>, channel: ChannelId, zone: &str) -> Message {
    let (hour, minute) = DEFAULT_TIME;
    let time = ("time", format!("{hour:02}:{minute:02}").into());
    let parts = [time, ("channel", format!("<#{channel}>").into()), ("zone", zone.to_owned().into())];
    let here = button(speak, Step::Here, "begin-here").style(ButtonStyle::Primary);
    Message::text(speak.say_with("begin-ask", &parts)).with_rows(vec![CreateActionRow::Buttons(vec![here])])
}

/// What leads on from the set-up: posting the first question at once, where it can be, and what else can be set.
pub fn after_setup(speak: &Speaker<'_>, can_post_now: bool) -> CreateActionRow {
    let now = can_post_now.then(|| button(speak, Step::Now, "post-now").style(ButtonStyle::Primary));
    CreateActionRow::Buttons(now.into_iter().chain([button(speak, Step::Change, "button-change")]).collect())
}

/// A sample question, with a button an option.
pub fn sample(words: &Words, sheet: &Sheet, language: Language) -> Message {
    let speak = words.speak(language);
    let text = format!("{}\n\n-# {}", draw::body(sheet, language), speak.say("sample-counts-nowhere"));
    let embed = CreateEmbed::new().title(draw::title(&speak, sheet.edition())).description(text).color(draw::CALM);
    let question = sheet.edition().question();
    let buttons = sheet.shown().map(|(letter, _)| {
        let id = ButtonId::Sample(question.clone(), letter).to_string();
        CreateButton::new(id).label(letter.to_string()).style(ButtonStyle::Primary)
    });
    Message::embed(embed).with_rows(vec![CreateActionRow::Buttons(buttons.collect())])
}

/// What an answer to a sample question came to.
pub fn sampled(words: &Words, sheet: &Sheet, choice: Choice, language: Language) -> Message {
    let speak = words.speak(language);
    let head = match sheet.verdict(choice) {
        Verdict::Right => speak.say("sample-right"),
        Verdict::Wrong => speak.say_with("verdict-wrong", &[("key", verdict::spaced(sheet.key()).into())]),
    };
    let told = sheet.shown().filter(|(letter, option)| option.right || choice.contains(*letter));
    let told =
        told.map(|(letter, one)| option::with_reason(&speak, (letter, one), Some(choice), one.why.get(language)));
    let told: Vec<String> = told.collect();
    let text = format!(
        "## {head}\n\n{}\n\n{}\n-# {}",
        told.join("\n\n"),
        excerpt::sources(&speak, sheet.edition()),
        speak.say("sample-counts-nowhere")
    );
    let more = button(&speak, Step::Try, "sample-more");
    Message::embed(CreateEmbed::new().description(text).color(draw::CALM))
        .with_rows(vec![CreateActionRow::Buttons(vec![more])])
}

fn button(speak: &Speaker<'_>, step: Step, label: &str) -> CreateButton {
    CreateButton::new(ButtonId::First(step).to_string()).label(speak.say(label)).style(ButtonStyle::Secondary)
}
