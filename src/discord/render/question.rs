//! Draws a question: as the public post of a round, and as the private `/today`.

use serenity::all::{
    ButtonStyle, CreateActionRow, CreateButton, CreateEmbed, CreateSelectMenu, CreateSelectMenuKind,
    CreateSelectMenuOption,
};

use super::moment;
use crate::bank::Bank;
use crate::discord::button::ButtonId;
use crate::discord::message::{Message, cut};
use crate::discord::words::{Speaker, Words};
use crate::domain::ids::RoleId;
use crate::domain::language::Language;
use crate::domain::question::{Difficulty, Question};
use crate::domain::round::{Round, RoundState};

/// The colour of questions; it carries no meaning of its own.
pub const CALM: u32 = 0x0033_66CC;

/// The colour of what is over.
const FADED: u32 = 0x0080_8890;

/// The post of an open round.
pub fn post(
    words: &Words,
    bank: &Bank,
    question: &Question,
    round: &Round,
    language: Language,
    ping: Option<RoleId>,
    answered: u32,
) -> Message {
    let speak = words.speak(language);
    let closing = match round.closes_at {
        Some(at) => {
            speak.say_with("post-open", &[("closes", moment::relative(at).into()), ("at", moment::full(at).into())])
        }
        None => String::new(),
    };
    let count = speak.say_with("post-answered", &[("count", answered.into())]);
    let text = format!("{}\n\n{closing} · {count}", body(question, round, language));
    let embed = CreateEmbed::new().title(title(&speak, bank, question)).description(text).color(CALM);
    Message::embed(embed).with_rows(controls(&speak, question, round)).calling(ping)
}

/// The post of a round that is over: the same without anything to press.
pub fn closed_post(
    words: &Words,
    bank: &Bank,
    question: &Question,
    round: &Round,
    language: Language,
    ping: Option<RoleId>,
    answered: u32,
) -> Message {
    let speak = words.speak(language);
    let key = if round.state == RoundState::Void { "post-void" } else { "post-closed" };
    let count = speak.say_with("post-answered", &[("count", answered.into())]);
    let text = format!("{}\n\n{} · {count}", body(question, round, language), speak.say(key));
    let embed = CreateEmbed::new().title(title(&speak, bank, question)).description(text).color(FADED);
    Message::embed(embed).calling(ping)
}

/// The section and the difficulty.
pub fn title(speak: &Speaker<'_>, bank: &Bank, question: &Question) -> String {
    let section = bank.section(question.section()).map_or(question.section().as_str(), |section| section.name.as_str());
    format!("{section} · {}", speak.say(difficulty_key(question.difficulty())))
}

fn difficulty_key(difficulty: Difficulty) -> &'static str {
    match difficulty {
        Difficulty::Easy => "difficulty-easy",
        Difficulty::Medium => "difficulty-medium",
        Difficulty::Hard => "difficulty-hard",
    }
}

/// The stem, the snippet and the options with their letters.
pub fn body(question: &Question, round: &Round, language: Language) -> String {
    let options =
        round.order.shown(question).map(|(letter, option)| format!("\n**{letter}.** {}", option.text.get(language)));
    format!("{}\n{}", stem(question, language), options.collect::<String>())
}

/// The stem with its snippet.
pub fn stem(question: &Question, language: Language) -> String {
    let snippet = question.snippet().map(|snippet| format!("\n```{}\n{}\n```", snippet.lang, snippet.text.trim_end()));
    format!("{}{}", question.stem().get(language), snippet.unwrap_or_default())
}

/// What is pressed to answer: a button an option, or a menu when several are right.
pub fn controls(speak: &Speaker<'_>, question: &Question, round: &Round) -> Vec<CreateActionRow> {
    let shown = round.order.shown(question);
    if question.choose() == 1 {
        let buttons = shown.map(|(letter, _)| {
            let id = ButtonId::Answer(round.id, letter).to_string();
            CreateButton::new(id).label(letter.to_string()).style(ButtonStyle::Primary)
        });
        return vec![CreateActionRow::Buttons(buttons.collect())];
    }
    let options = shown.map(|(letter, option)| {
        let text = option.text.get(speak.language).replace('`', "");
        CreateSelectMenuOption::new(letter.to_string(), letter.to_string()).description(cut(&text, 100))
    });
    let choose = u8::try_from(question.choose()).unwrap_or(u8::MAX);
    let kind = CreateSelectMenuKind::String { options: options.collect() };
    let menu = CreateSelectMenu::new(ButtonId::Select(round.id).to_string(), kind)
        .min_values(choose)
        .max_values(choose)
        .placeholder(speak.say_with("post-choose", &[("count", u32::from(choose).into())]));
    vec![CreateActionRow::SelectMenu(menu)]
}
