//! Draws a page of the leaderboard. Names of members are made inert; nothing in it mentions anyone.

use chrono::{DateTime, TimeDelta, Utc};
use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed};

use super::inert::inert;
use super::{moment, named_days, question as draw};
use crate::actions::find_climbers::Climbers;
use crate::actions::show_leaderboard::{Board, Subject};
use crate::discord::button::{ButtonId, Turn};
use crate::discord::message::{Message, cut};
use crate::discord::words::{Speaker, Words};
use crate::domain::ids::{DeliveryId, MemberId};
use crate::domain::language::Language;
use crate::domain::leaderboard::{BoardOf, Period, Standing};
use crate::domain::stats::Tally;

/// The most characters of a name that are shown.
const LONGEST_NAME: usize = 24;

/// The most buttons that Discord puts beside each other.
const BUTTONS_IN_A_ROW: usize = 5;

/// How many winners one line names.
const WINNERS_NAMED: usize = 3;

/// How many who climbed as much are named.
const CLIMBERS_NAMED: usize = 2;

/// A page of the board as a public message.
pub fn page(words: &Words, board: &Board, language: Language) -> Message {
    let speak = words.speak(language);
    let title = title(&speak, board);
    let embed = CreateEmbed::new().title(title).description(text(&speak, board)).color(draw::CALM);
    Message::embed(embed).with_rows(in_rows(turns(&speak, board), before(&speak, board)))
}

/// The buttons in one row, or in two where one is too short.
fn in_rows(mut turns: Vec<CreateButton>, before: Vec<CreateButton>) -> Vec<CreateActionRow> {
    let rows = if turns.len() + before.len() <= BUTTONS_IN_A_ROW {
        turns.extend(before);
        vec![turns]
    } else {
        vec![turns, before]
    };
    rows.into_iter().filter(|row| !row.is_empty()).map(CreateActionRow::Buttons).collect()
}

/// The board that keeps itself current, as it is at an instant. Its buttons change nothing for others, and carry its number.
pub fn live(words: &Words, board: &Board, number: DeliveryId, now: DateTime<Utc>, language: Language) -> Message {
    let speak = words.speak(language);
    let title = title(&speak, board);
    let current = speak.say_with("live-board-current", &[("since", moment::relative(now).into())]);
    let text = format!("{}\n-# {current}", text(&speak, board));
    let mine = CreateButton::new(ButtonId::LiveBoard(number, board.of()).to_string())
        .label(speak.say("board-mine"))
        .style(ButtonStyle::Secondary);
    let embed = CreateEmbed::new().title(title).description(text).color(draw::CALM);
    Message::embed(embed).with_rows(in_rows(vec![mine], before(&speak, board)))
}

/// What the board says, and who won the period before.
fn text(speak: &Speaker<'_>, board: &Board) -> String {
    let (text, small) =
        if board.rows.is_empty() { (empty(speak, board), until(speak, board)) } else { (rows(speak, board), None) };
    let small: Vec<String> =
        small.into_iter().chain(last_winners(speak, board)).map(|line| format!("-# {line}")).collect();
    match small.join("\n") {
        small if small.is_empty() => text,
        small if board.rows.is_empty() => format!("{text}\n\n{small}"),
        small => format!("{text}\n{small}"),
    }
}

/// The rows, how many members there are, and until when the period runs.
fn rows(speak: &Speaker<'_>, board: &Board) -> String {
    let mut text = board.rows.iter().map(|row| line(speak, row)).collect::<Vec<_>>().join("\n");
    let members = u32::try_from(board.members).unwrap_or(u32::MAX);
    text += &format!("\n\n-# {}", speak.say_with("board-members", &[("count", members.into())]));
    if let Some(until) = until(speak, board) {
        text += &format!(" · {until}");
    }
    if matches!(board.subject, Subject::Day(_)) && !board.is_over {
        text += &format!(" · {}", speak.say("board-day-open"));
    }
    if let Some(climbers) = &board.climbers {
        text += &format!(" · {}", climbed(speak, climbers));
    }
    text
}

/// Until when what it is of runs or ran, and whether its places may still change.
fn until(speak: &Speaker<'_>, board: &Board) -> Option<String> {
    // A period runs up to an instant: its last day is the one before.
    let last = moment::date(board.ends_at? - TimeDelta::seconds(1));
    let until = match &board.subject {
        Subject::Season(season) if board.is_over => {
            speak.say_with("board-season-ended", &[("days", named_days::days(speak, season).into())])
        }
        _ => speak.say_with(if board.is_over { "board-ended" } else { "board-ends" }, &[("ends", last.into())]),
    };
    Some(if board.is_counting { format!("{until} · {}", speak.say("board-counting")) } else { until })
}

/// Who climbed most, with the places that each of them did.
fn climbed(speak: &Speaker<'_>, climbers: &Climbers) -> String {
    let names = climbers.names.iter().take(CLIMBERS_NAMED).map(|name| format!("**{}**", shown(name)));
    let dots = (climbers.names.len() > CLIMBERS_NAMED).then(|| "…".to_owned());
    let names = names.chain(dots).collect::<Vec<_>>().join(", ");
    speak.say_with("board-climbed", &[("names", names.into()), ("places", climbers.places.into())])
}

fn title(speak: &Speaker<'_>, board: &Board) -> String {
    match &board.subject {
        Subject::Current(period) => speak.say(&format!("board-title-{}", period.kind.code())),
        Subject::Past(period) => {
            let key = if board.is_counting { "board-title-past-open" } else { "board-title-past" };
            speak.say_with(key, &[("days", named_days::period(speak, period).into())])
        }
        Subject::Day(day) => speak.say_with("board-title-day", &[("day", moment::day(speak, *day).into())]),
        Subject::Season(season) => {
            speak.say_with("board-title-season", &[("name", named_days::name(speak, season).into())])
        }
        Subject::NoSeason => speak.say("board-title-no-season"),
    }
}

/// What an empty board says instead of rows.
fn empty(speak: &Speaker<'_>, board: &Board) -> String {
    if let Some(first) = board.begins {
        return speak.say_with("board-ahead", &[("first", moment::day(speak, first).into())]);
    }
    speak.say(match &board.subject {
        Subject::NoSeason => "board-no-season",
        _ if board.is_over => "board-empty-over",
        _ => "board-empty",
    })
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
    if let Some((place, points)) = board.next.filter(|_| !board.is_over) {
        let arguments = [("place", place.into()), ("points", points.saturating_sub(own.points).into())];
        text += &format!("\n\n**{}**", speak.say_with("board-next-place", &arguments));
    }
    if board.hides {
        text += &format!("\n\n-# {}", speak.say("board-you-hide"));
    }
    let title = match &board.subject {
        Subject::Current(period) => speak.say(&format!("board-place-{}", period.kind.code())),
        Subject::Past(period) => {
            speak.say_with("board-place-past", &[("of", named_days::period(&speak, period).into())])
        }
        Subject::Day(day) => speak.say_with("board-place-past", &[("of", moment::day(&speak, *day).into())]),
        Subject::Season(season) => {
            speak.say_with("board-place-past", &[("of", named_days::name(&speak, season).into())])
        }
        Subject::NoSeason => speak.say("board-title-no-season"),
    };
    Message::embed(CreateEmbed::new().title(title).description(text).color(draw::CALM))
}

/// A row: its place, name and figures.
pub(super) fn line(speak: &Speaker<'_>, row: &Standing) -> String {
    let place = match row.place {
        _ if row.points == 0 => format!("{}.", row.place),
        1 => "🥇".to_owned(),
        2 => "🥈".to_owned(),
        3 => "🥉".to_owned(),
        place => format!("{place}."),
    };
    let name = name(row);
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

/// A member's name, cut and made inert; who has none is named by Discord.
pub(super) fn name(row: &Standing) -> String {
    name_of(row.member, &row.name)
}

/// The same of a member who may have no row.
pub(super) fn name_of(member: MemberId, name: &str) -> String {
    let name = shown(name);
    if name.is_empty() { format!("<@{member}>") } else { format!("**{name}**") }
}

/// The first of some names; more may share a place than there is room for.
pub(super) fn some_of(mut names: Vec<String>) -> String {
    if names.len() > WINNERS_NAMED {
        names.truncate(WINNERS_NAMED);
        names.push("…".to_owned());
    }
    names.join(", ")
}

/// A name as it is written: cut and made inert.
fn shown(name: &str) -> String {
    inert(&cut(name, LONGEST_NAME))
}

/// Only buttons that lead somewhere.
fn turns(speak: &Speaker<'_>, board: &Board) -> Vec<CreateButton> {
    let button = |turn: Turn, label: &str| to_board(speak, board.of(), turn, label);
    let back =
        board.before.map(|edge| [button(Turn::Top, "board-first"), button(Turn::Before(edge), "board-previous")]);
    let on = board.after.map(|edge| button(Turn::After(edge), "board-next"));
    // On an empty board may be who hides.
    let mine = (board.subject != Subject::NoSeason).then(|| button(Turn::Own, "board-mine"));
    back.into_iter().flatten().chain(on).chain(mine).collect()
}

fn to_board(speak: &Speaker<'_>, of: BoardOf, turn: Turn, label: &str) -> CreateButton {
    CreateButton::new(ButtonId::Board(of, turn).to_string()).label(speak.say(label)).style(ButtonStyle::Secondary)
}

/// They lead to the board of yesterday and to the final one of the period before, for nobody but whoever presses.
fn before(speak: &Speaker<'_>, board: &Board) -> Vec<CreateButton> {
    let yesterday = board.yesterday.map(|day| to_board(speak, BoardOf::Day(day), Turn::Final, "board-yesterday"));
    let last = board
        .last
        .as_ref()
        .map(|last| to_board(speak, last.of, Turn::Final, &format!("board-last-{}", length(last.of))));
    yesterday.into_iter().chain(last).collect()
}

/// Who won the period before; nobody without points.
fn last_winners(speak: &Speaker<'_>, board: &Board) -> Option<String> {
    let last = board.last.as_ref().filter(|last| !last.winners.is_empty())?;
    let names = some_of(last.winners.iter().map(name).collect());
    let key = format!("board-last-{}-won", length(last.of));
    Some(speak.say_with(&key, &[("names", names.into())]))
}

/// The word for the length of what a board is of.
fn length(of: BoardOf) -> &'static str {
    match of {
        BoardOf::Current(kind) | BoardOf::Past(Period { kind, .. }) => kind.code(),
        BoardOf::Season | BoardOf::OneSeason(_) => "season",
        BoardOf::Day(_) => "day",
    }
}
