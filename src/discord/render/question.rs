//! Draws a question: as the public post of a round, and as the private `/today`.

use chrono::{DateTime, Utc};
use serenity::all::{
    ButtonStyle, CreateActionRow, CreateButton, CreateEmbed, CreateSelectMenu, CreateSelectMenuKind,
    CreateSelectMenuOption,
};

use super::inert::inert;
use super::{buttons, moment};
use crate::discord::button::ButtonId;
use crate::discord::message::{Message, cut};
use crate::discord::words::{Speaker, Words};
use crate::domain::choice::Letter;
use crate::domain::edition::Edition;
use crate::domain::ids::{RoleId, RoundId};
use crate::domain::language::Language;
use crate::domain::question::Difficulty;
use crate::domain::round::Round;
use crate::domain::scoring;
use crate::domain::sheet::Sheet;

/// The colour of questions; it carries no meaning of its own.
pub const CALM: u32 = 0x0033_66CC;

/// The colour of what is over.
const FADED: u32 = 0x0080_8890;

/// How many characters of a stem a short name has.
const SHORT_STEM: usize = 28;

/// What the post of a round says beside its sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Post {
    /// The round that its buttons answer.
    pub round: RoundId,
    /// When the round closes.
    pub closes_at: Option<DateTime<Utc>>,
    /// The role that it mentions.
    pub ping: Option<RoleId>,
    /// How many members have answered.
    pub answered: u32,
}

/// Why a round takes no more answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// It is closed.
    Closed,
    /// Its question was faulty.
    Void,
}

/// The post of an open round.
pub fn post(words: &Words, sheet: &Sheet, post: &Post, language: Language) -> Message {
    let speak = words.speak(language);
    let embed = open(&speak, sheet, post.closes_at, post.answered);
    Message::embed(embed).with_rows(round_controls(&speak, sheet, post.round)).calling(post.ping)
}

/// The box of a round that takes answers: what is asked, and in small print until when and how many have answered.
pub fn open(speak: &Speaker<'_>, sheet: &Sheet, closes_at: Option<DateTime<Utc>>, answered: u32) -> CreateEmbed {
    let closing = closes_at.map(|at| {
        speak.say_with("post-open", &[("closes", moment::relative(at).into()), ("at", moment::full(at).into())])
    });
    let count = speak.say_with("post-answered", &[("count", answered.into())]);
    let small: Vec<String> = closing.into_iter().chain([count]).collect();
    let text = format!("{}\n\n-# {}", body(sheet, speak.language), small.join(" · "));
    let title = speak.say_with("post-title", &[("title", worth(speak, sheet.edition()).into())]);
    CreateEmbed::new().title(title).description(text).color(CALM)
}

/// The post of a round that is over: it takes no answers, and a closed one leads to its explanation.
pub fn closed_post(words: &Words, sheet: &Sheet, over: Over, post: &Post, language: Language) -> Message {
    let speak = words.speak(language);
    let (key, rows) = match over {
        Over::Closed => ("post-closed", vec![CreateActionRow::Buttons(vec![buttons::explain(&speak, post.round)])]),
        Over::Void => ("post-void", Vec::new()),
    };
    let count = speak.say_with("post-answered", &[("count", post.answered.into())]);
    let text = format!("{}\n\n-# {} · {count}", body(sheet, language), speak.say(key));
    let embed = CreateEmbed::new().title(worth(&speak, sheet.edition())).description(text).color(FADED);
    Message::embed(embed).with_rows(rows).calling(post.ping)
}

/// A round in a list to pick from: its day, its section and its stem, without marks that a list would show as they are.
pub fn listed(speak: &Speaker<'_>, round: &Round, edition: &Edition) -> String {
    let (day, section) = (moment::day(speak, round.day), &edition.wording().section.name);
    format!("{day} · {section} · {}", edition.stem().get(speak.language).replace('`', ""))
}

/// The section and how the stem begins: enough to know a question by in a list.
pub fn short_name(speak: &Speaker<'_>, edition: &Edition) -> String {
    let begins = edition.stem().get(speak.language).replace('`', "").replace('\n', " ");
    format!("{} · {}", edition.wording().section.name, inert(&cut(&begins, SHORT_STEM)))
}

/// The section and the difficulty.
pub fn title(speak: &Speaker<'_>, edition: &Edition) -> String {
    format!("{} · {}", edition.wording().section.name, speak.say(difficulty_key(edition.difficulty())))
}

/// The section, the difficulty and the points of a right answer.
pub(super) fn worth(speak: &Speaker<'_>, edition: &Edition) -> String {
    let points = scoring::base_points(edition.difficulty());
    speak.say_with("post-worth", &[("title", title(speak, edition).into()), ("points", points.into())])
}

pub(super) fn difficulty_key(difficulty: Difficulty) -> &'static str {
    match difficulty {
        Difficulty::Easy => "difficulty-easy",
        Difficulty::Medium => "difficulty-medium",
        Difficulty::Hard => "difficulty-hard",
    }
}

/// The stem, the snippet and the options with their letters.
pub fn body(sheet: &Sheet, language: Language) -> String {
    let options = sheet.shown().map(|(letter, option)| format!("\n**{letter}.** {}", option.text.get(language)));
    format!("{}\n{}", stem(sheet.edition(), language), options.collect::<String>())
}

/// The stem with its snippet.
pub fn stem(edition: &Edition, language: Language) -> String {
    let snippet = edition.wording().snippet.as_ref();
    let snippet = snippet.map(|snippet| format!("\n```{}\n{}\n```", snippet.lang, snippet.text.trim_end()));
    format!("{}{}", edition.stem().get(language), snippet.unwrap_or_default())
}

/// What is pressed to answer a round.
pub fn round_controls(speak: &Speaker<'_>, sheet: &Sheet, round: RoundId) -> Vec<CreateActionRow> {
    controls(speak, sheet, |letter| ButtonId::Answer(round, letter), &ButtonId::Select(round))
}

/// What is pressed to answer a sheet: a button an option, or a menu when several are right.
pub(super) fn controls(
    speak: &Speaker<'_>,
    sheet: &Sheet,
    button: impl Fn(Letter) -> ButtonId,
    menu: &ButtonId,
) -> Vec<CreateActionRow> {
    let (shown, choose) = (sheet.shown(), sheet.edition().choose());
    if choose == 1 {
        let buttons = shown.map(|(letter, _)| {
            let id = button(letter).to_string();
            CreateButton::new(id).label(letter.to_string()).style(ButtonStyle::Primary)
        });
        return vec![CreateActionRow::Buttons(buttons.collect())];
    }
    let options = shown.map(|(letter, option)| {
        let text = option.text.get(speak.language).replace('`', "");
        CreateSelectMenuOption::new(letter.to_string(), letter.to_string()).description(cut(&text, 100))
    });
    let choose = u8::try_from(choose).unwrap_or(u8::MAX);
    let kind = CreateSelectMenuKind::String { options: options.collect() };
    let menu = CreateSelectMenu::new(menu.to_string(), kind)
        .min_values(choose)
        .max_values(choose)
        .placeholder(speak.say_with("post-choose", &[("count", u32::from(choose).into())]));
    vec![CreateActionRow::SelectMenu(menu)]
}

/// The address of a round's post; `None` where it has none.
pub(super) fn link(round: &Round) -> Option<String> {
    let message = round.message?;
    Some(format!("https://discord.com/channels/{}/{}/{message}", round.server, round.channel))
}
