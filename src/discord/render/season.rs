//! Draws seasons: the one that runs, those that are over, and what a manager is asked. Names are made inert.

use chrono::NaiveDate;
use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed};

use super::named_days::{days, name};
use super::{board, moment, question as draw};
use crate::actions::end_season::Stage;
use crate::actions::show_seasons::{Past, Played};
use crate::actions::start_season::Started;
use crate::discord::button::{ButtonId, Turn};
use crate::discord::message::Message;
use crate::discord::reply::{Reply, Visibility};
use crate::discord::words::Speaker;
use crate::domain::leaderboard::BoardOf;
use crate::domain::season::Season;

/// The most characters of a box's text that seasons may take.
const LONGEST_LIST: usize = 3_600;

/// How many rows of the season that runs are shown.
const ROWS: usize = 3;

/// The sentence that asks whether it is to end now, or to be called off before anybody played it.
pub fn end_asked(speak: &Speaker<'_>, season: &Season, stage: Stage) -> String {
    let key = match (stage, season.repeats) {
        (Stage::Ahead, _) => "season-cancel-ask",
        (Stage::Empty, _) => "season-cancel-ask-empty",
        (Stage::Played, true) => "season-end-ask-repeating",
        (Stage::Played, false) => "season-end-ask",
    };
    speak.say_with(key, &[("name", name(speak, season).into()), ("days", days(speak, season).into())])
}

/// What a manager reads who started a season.
pub fn started(speak: &Speaker<'_>, started: &Started) -> Reply {
    let Started { season, today, has_answers, podium } = started;
    let runs = if *has_answers { "season-runs-today" } else { "season-runs" };
    let mut text = vec![
        format!("### {}", speak.say_with("season-started", &[("name", name(speak, season).into())])),
        speak.say_with(runs, &[("days", days(speak, season).into())]),
    ];
    text.extend((season.first_day > *today).then(|| speak.say("season-starts-later")));
    text.push(repeats(speak, season));
    let how = match podium {
        Some(channel) => speak.say_with("season-how-where", &[("channel", format!("<#{channel}>").into())]),
        None => speak.say("season-how"),
    };
    text.push(format!("-# {how}"));
    Reply::private(text.join("\n"))
}

fn repeats(speak: &Speaker<'_>, season: &Season) -> String {
    speak.say(if season.repeats { "season-repeats" } else { "season-repeats-not" })
}

/// The season that runs, with its first places.
pub fn running(speak: &Speaker<'_>, played: &Played, today: NaiveDate) -> Message {
    let season = &played.season;
    let mut lines: Vec<String> = played.top.iter().take(ROWS).map(|row| board::line(speak, row)).collect();
    if lines.is_empty() {
        let key = if season.first_day > today { "season-starts-later" } else { "board-empty" };
        lines.push(speak.say(key));
    }
    lines.push(String::new());
    lines.push(repeats(speak, season));
    let mut small = vec![days(speak, season), moment::relative(season.ends_at)];
    small.extend(people(speak, played));
    lines.push(format!("-# {}", small.join(" · ")));
    boxed(speak, speak.say_with("board-title-season", &[("name", name(speak, season).into())]), &lines, season)
}

/// No season runs; what the last one came to, when there was one.
pub fn idle(speak: &Speaker<'_>, last: Option<&Played>) -> Reply {
    let Some(last) = last else {
        return Reply::private(speak.say("season-none-yet"));
    };
    let lines = [line(speak, last), String::new(), speak.say("season-start-next")];
    Reply::Message(boxed(speak, speak.say("season-title-idle"), &lines, &last.season), Visibility::OnlyYou)
}

fn boxed(speak: &Speaker<'_>, title: String, lines: &[String], season: &Season) -> Message {
    let embed = CreateEmbed::new().title(title).description(lines.join("\n")).color(draw::CALM);
    let board = button(speak, season, Turn::Final, "season-board");
    let row = CreateActionRow::Buttons(vec![board]);
    Message::embed(embed).with_rows(vec![row])
}

/// Leads to a season's board.
pub(super) fn button(speak: &Speaker<'_>, season: &Season, turn: Turn, label: &str) -> CreateButton {
    CreateButton::new(ButtonId::Board(BoardOf::OneSeason(season.id), turn).to_string())
        .label(speak.say(label))
        .style(ButtonStyle::Secondary)
}

/// The seasons that are over, the newest first.
pub fn list(speak: &Speaker<'_>, past: &Past) -> Reply {
    if past.seasons.is_empty() {
        return Reply::private(speak.say("season-none-over"));
    }
    let mut text = String::new();
    let mut shown: u32 = 0;
    for one in &past.seasons {
        let line = format!("{}\n", line(speak, one));
        if text.chars().count() + line.chars().count() > LONGEST_LIST {
            break;
        }
        text += &line;
        shown += 1;
    }
    text += &format!("-# {}", speak.say("season-list-how"));
    if past.count > shown {
        text += &format!(" · {}", speak.say_with("season-more", &[("count", (past.count - shown).into())]));
    }
    let embed = CreateEmbed::new().title(speak.say("season-title-list")).description(text).color(draw::CALM);
    Reply::Message(Message::embed(embed), Visibility::OnlyYou)
}

/// A season that is over in a few words: its name and days, who won it, how many took part.
fn line(speak: &Speaker<'_>, played: &Played) -> String {
    let winners: Vec<_> = played.winners().collect();
    let won = match winners.first() {
        _ if played.is_counting => speak.say("season-counting"),
        Some(first) => {
            let names = board::some_of(winners.iter().map(|row| board::name(row)).collect());
            let parts = [("names", names.into()), ("points", first.points.into())];
            speak.say_with("season-won", &parts)
        }
        None => speak.say("season-won-by-nobody"),
    };
    let small: Vec<String> = std::iter::once(days(speak, &played.season)).chain(people(speak, played)).collect();
    format!("**{}** · {won}\n-# {}", name(speak, &played.season), small.join(" · "))
}

/// How many took part, and the longest streak.
pub(super) fn people(speak: &Speaker<'_>, played: &Played) -> Vec<String> {
    let members = u32::try_from(played.members).unwrap_or(u32::MAX);
    let mut parts = vec![speak.say_with("board-members", &[("count", members.into())])];
    if played.best_streak > 1 {
        parts.push(speak.say_with("season-best-streak", &[("days", played.best_streak.into())]));
    }
    parts
}
