//! Draws a page of the leaderboard. Names of members are made inert; nothing in it mentions anyone.

use chrono::{DateTime, TimeDelta, Utc};
use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed};

use super::inert::inert;
use super::{moment, question as draw};
use crate::actions::show_leaderboard::Board;
use crate::discord::button::{ButtonId, Turn};
use crate::discord::message::{Message, cut};
use crate::discord::words::{Speaker, Words};
use crate::domain::ids::DeliveryId;
use crate::domain::language::Language;
use crate::domain::leaderboard::Standing;
use crate::domain::stats::Tally;

/// The most characters of a name that are shown.
const LONGEST_NAME: usize = 24;

/// A page of the board as a public message.
pub fn page(words: &Words, board: &Board, language: Language) -> Message {
    let speak = words.speak(language);
    let title = speak.say(&format!("board-title-{}", board.period.kind.code()));
    let embed = CreateEmbed::new().title(title).description(text(&speak, board)).color(draw::CALM);
    if board.rows.is_empty() {
        return Message::embed(embed);
    }
    Message::embed(embed).with_rows(vec![turns(&speak, board)])
}

/// The board that keeps itself current, as it is at an instant. Its buttons change nothing for others, and carry its number.
pub fn live(words: &Words, board: &Board, number: DeliveryId, now: DateTime<Utc>, language: Language) -> Message {
    let speak = words.speak(language);
    let title = speak.say(&format!("board-title-{}", board.period.kind.code()));
    let current = speak.say_with("live-board-current", &[("since", moment::relative(now).into())]);
    let text = format!("{}\n-# {current}", text(&speak, board));
    let mine = CreateButton::new(ButtonId::LiveBoard(number, board.period.kind).to_string())
        .label(speak.say("board-mine"))
        .style(ButtonStyle::Secondary);
    let embed = CreateEmbed::new().title(title).description(text).color(draw::CALM);
    Message::embed(embed).with_rows(vec![CreateActionRow::Buttons(vec![mine])])
}

/// The rows, how many members there are, and until when the period runs.
fn text(speak: &Speaker<'_>, board: &Board) -> String {
    if board.rows.is_empty() {
        return speak.say("board-empty");
    }
    let mut text = board.rows.iter().map(|row| line(speak, row)).collect::<Vec<_>>().join("\n");
    let members = u32::try_from(board.members).unwrap_or(u32::MAX);
    text += &format!("\n\n-# {}", speak.say_with("board-members", &[("count", members.into())]));
    if let Some(end) = board.ends_at {
        // A period runs up to an instant: its last day is the one before.
        let last = moment::date(end - TimeDelta::seconds(1));
        text += &format!(" · {}", speak.say_with("board-ends", &[("ends", last.into())]));
    }
    text
}

/// The own place of whoever asks, with the rows next to it and what the next place costs; for nobody else to see.
pub fn place(words: &Words, board: &Board, own: &Standing, language: Language) -> Message {
    let speak = words.speak(language);
    let lines: Vec<String> = board
        .rows
        .iter()
        .map(|row| {
            let line = line(&speak, row);
            if row.member == own.member { format!("{line} {}", speak.say("board-you")) } else { line }
        })
        .collect();
    let mut text = lines.join("\n");
    if let Some((place, points)) = board.next {
        let arguments = [("place", place.into()), ("points", points.saturating_sub(own.points).into())];
        text += &format!("\n\n**{}**", speak.say_with("board-next-place", &arguments));
    }
    if board.hides {
        text += &format!("\n\n-# {}", speak.say("board-you-hide"));
    }
    let title = speak.say(&format!("board-place-{}", board.period.kind.code()));
    Message::embed(CreateEmbed::new().title(title).description(text).color(draw::CALM))
}

fn line(speak: &Speaker<'_>, row: &Standing) -> String {
    let place = match row.place {
        _ if row.points == 0 => format!("{}.", row.place),
        1 => "🥇".to_owned(),
        2 => "🥈".to_owned(),
        3 => "🥉".to_owned(),
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
    format!("{place} {name} · {figures}{streak}")
}

/// Only buttons that lead somewhere.
fn turns(speak: &Speaker<'_>, board: &Board) -> CreateActionRow {
    let button = |turn: Turn, label: &str| {
        CreateButton::new(ButtonId::Board(board.period.kind, turn).to_string())
            .label(speak.say(label))
            .style(ButtonStyle::Secondary)
    };
    let back =
        board.before.map(|edge| [button(Turn::Top, "board-first"), button(Turn::Before(edge), "board-previous")]);
    let on = board.after.map(|edge| button(Turn::After(edge), "board-next"));
    let buttons = back.into_iter().flatten().chain(on).chain([button(Turn::Own, "board-mine")]);
    CreateActionRow::Buttons(buttons.collect())
}
