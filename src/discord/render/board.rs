//! Draws a page of the leaderboard. Names of members are made inert; nothing in it mentions anyone.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed};

use super::inert::inert;
use super::{moment, question as draw};
use crate::actions::show_leaderboard::Board;
use crate::discord::button::{ButtonId, Turn};
use crate::discord::message::{Message, cut};
use crate::discord::words::{Speaker, Words};
use crate::domain::language::Language;
use crate::domain::leaderboard::{Standing, Window};
use crate::domain::stats::Tally;

/// The most characters of a name that are shown.
const LONGEST_NAME: usize = 24;

/// A page of the board as a public message.
pub fn page(words: &Words, board: &Board, language: Language) -> Message {
    let speak = words.speak(language);
    let title = speak.say(&format!("board-title-{}", board.window.code()));
    let mut text = if board.rows.is_empty() {
        speak.say("board-empty")
    } else {
        board.rows.iter().map(|row| line(&speak, row)).collect::<Vec<_>>().join("\n")
    };
    if let Some(own) = &board.own {
        text += &format!("\n\n{}\n{}", speak.say("board-own"), line(&speak, own));
    }
    let members = u32::try_from(board.members).unwrap_or(u32::MAX);
    text += &format!("\n\n{}", speak.say_with("board-members", &[("count", members.into())]));
    if let Some(end) = board.ends_at {
        text += &format!(" · {}", speak.say_with("board-ends", &[("ends", moment::relative(end).into())]));
    }
    let embed = CreateEmbed::new().title(title).description(text).color(draw::CALM);
    Message::embed(embed).with_rows(if board.rows.is_empty() { Vec::new() } else { vec![turns(&speak, board)] })
}

fn line(speak: &Speaker<'_>, row: &Standing) -> String {
    let place = match row.place {
        1 => "🥇 1.".to_owned(),
        2 => "🥈 2.".to_owned(),
        3 => "🥉 3.".to_owned(),
        place => format!("{place}."),
    };
    let name = inert(&cut(&row.name, LONGEST_NAME));
    let name = if name.is_empty() { format!("<@{}>", row.member) } else { format!("**{name}**") };
    let accuracy = Tally { right: row.right, answered: row.answered }.percent();
    let figures = speak.say_with(
        "board-figures",
        &[
            ("points", row.points.into()),
            ("accuracy", accuracy.into()),
            ("right", row.right.into()),
            ("answered", row.answered.into()),
        ],
    );
    let streak = if row.streak > 1 { format!(" · 🔥 {}", row.streak) } else { String::new() };
    format!("{place} {name} — {figures}{streak}")
}

fn turns(speak: &Speaker<'_>, board: &Board) -> CreateActionRow {
    let button = |window: Window, turn: Turn, label: &str| {
        CreateButton::new(ButtonId::Board(window, turn).to_string())
            .label(speak.say(label))
            .style(ButtonStyle::Secondary)
    };
    // A disabled button needs an id of its own on the message too; those of the other windows are free.
    let mut free = Window::ALL.into_iter().filter(|window| *window != board.window);
    let mut or_disabled = |turn: Option<Turn>, label: &str| match turn {
        Some(turn) => button(board.window, turn, label),
        None => button(free.next().unwrap_or(board.window), Turn::Top, label).disabled(true),
    };
    let before = or_disabled(board.before.map(Turn::Before), "board-previous");
    let after = or_disabled(board.after.map(Turn::After), "board-next");
    let first = button(board.window, Turn::Top, "board-first").disabled(board.before.is_none());
    CreateActionRow::Buttons(vec![first, before, after, button(board.window, Turn::Own, "board-mine")])
}
