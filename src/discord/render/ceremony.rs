//! Draws the weekly ceremony: who was first, who got better, what was hard, and what to aim at.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton};

use super::inert::inert;
use super::{moment, question as draw};
use crate::actions::hold_ceremony::{Ceremony, Honoured};
use crate::discord::button::{ButtonId, Turn};
use crate::discord::message::{Message, cut};
use crate::discord::words::{Speaker, Words};
use crate::domain::ceremony::aim;
use crate::domain::language::Language;
use crate::domain::leaderboard::BoardOf;
use crate::domain::sheet::Sheet;
use crate::domain::stats::Tally;
use crate::store::editions::Drawn;

/// The most characters of a name, and of a question.
const LONGEST_NAME: usize = 24;
const LONGEST_STEM: usize = 160;

/// The ceremony as a message. Its first line names the week, by which it is found again.
pub fn ceremony(words: &Words, told: &Ceremony, language: Language) -> Message {
    let speak = words.speak(language);
    let last = told.week.end_day().and_then(|end| end.pred_opt()).unwrap_or(told.week.first_day);
    let days = [("first", moment::day(&speak, told.week.first_day).into()), ("last", moment::day(&speak, last).into())];
    let mut lines = vec![format!("### {}", speak.say_with("ceremony-title", &days))];
    lines.extend(champions(&speak, told));
    let figure =
        |key: &str, one: &Honoured| speak.say_with(key, &[("name", name(one).into()), ("count", one.figure.into())]);
    lines.extend(told.improved.as_ref().map(|one| figure("ceremony-improved", one)));
    lines.extend(told.streak.as_ref().map(|one| figure("ceremony-streak", one)));
    lines.extend(told.hardest.as_ref().and_then(|hardest| hardest_question(&speak, hardest)));
    let share = told.together.percent();
    let members = u32::try_from(told.members).unwrap_or(u32::MAX);
    let key = if share < aim(share) { "ceremony-aim" } else { "ceremony-aim-keep" };
    lines.push(speak.say_with(key, &[("aim", aim(share).into()), ("share", share.into())]));
    let together = [("members", members.into()), ("answered", told.together.answered.into())];
    lines.push(format!("-# {}", speak.say_with("ceremony-together", &together)));
    Message::text(lines.join("\n")).with_rows(vec![CreateActionRow::Buttons(vec![
        to_board(&speak, told, Turn::Final, "season-board"),
        to_board(&speak, told, Turn::Own, "board-mine"),
    ])])
}

/// Leads to the final board of the week.
fn to_board(speak: &Speaker<'_>, told: &Ceremony, turn: Turn, label: &str) -> CreateButton {
    CreateButton::new(ButtonId::Board(BoardOf::Past(told.week), turn).to_string())
        .label(speak.say(label))
        .style(ButtonStyle::Secondary)
}

/// The question that the smallest share had right, with a link to it. One that all had right was not hard.
pub(super) fn hardest_question(
    speak: &Speaker<'_>,
    (Drawn { round, sheet }, tally): &(Drawn, Tally),
) -> Option<String> {
    let edition = sheet.as_ref().map(Sheet::edition).filter(|_| tally.right < tally.answered)?;
    let head = speak.say("ceremony-hardest-head");
    let head = draw::link(round).map_or(head.clone(), |link| format!("[{head}]({link})"));
    let parts = [
        ("head", head.into()),
        ("stem", inert(&cut(edition.stem().get(speak.language), LONGEST_STEM)).into()),
        ("share", tally.percent().into()),
        ("right", tally.right.into()),
        ("answered", tally.answered.into()),
    ];
    Some(speak.say_with("ceremony-hardest", &parts))
}

fn champions(speak: &Speaker<'_>, told: &Ceremony) -> Option<String> {
    let first = told.champions.first()?;
    let names = told.champions.iter().map(name).collect::<Vec<_>>().join(", ");
    let more = u32::try_from(told.more_champions).unwrap_or(u32::MAX);
    let names = if more > 0 {
        speak.say_with("ceremony-more", &[("names", names.into()), ("count", more.into())])
    } else {
        names
    };
    Some(speak.say_with("ceremony-champion", &[("name", names.into()), ("count", first.figure.into())]))
}

fn name(one: &Honoured) -> String {
    let name = inert(&cut(&one.name, LONGEST_NAME));
    if name.is_empty() { format!("<@{}>", one.member) } else { format!("**{name}**") }
}
