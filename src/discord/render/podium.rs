//! Draws the end of a season: the podium, and the word that it was put right. Nothing in it mentions anyone.

use serenity::all::{CreateActionRow, CreateEmbed};

use super::named_days::{days, name};
use super::season::{button, people};
use super::{board, ceremony, moment, question as draw};
use crate::actions::hand_out::ChampionRole;
use crate::actions::show_seasons::WINNERS_TOLD;
use crate::actions::tell_season::{FirstBefore, Podium};
use crate::discord::button::Turn;
use crate::discord::message::Message;
use crate::discord::words::{Speaker, Words};
use crate::domain::language::Language;
use crate::domain::leaderboard::Standing;

/// The last place that has a medal.
const LAST_MEDAL: u64 = 3;

/// The podium as a public message.
pub fn podium(words: &Words, podium: &Podium, language: Language) -> Message {
    let speak = words.speak(language);
    let season = &podium.played.season;
    let mut text = places(&speak, podium);
    text.extend(champion(&speak, podium, "podium-champion"));
    if let Some(hardest) = podium.hardest.as_ref().and_then(|hardest| ceremony::hardest_question(&speak, hardest)) {
        text.extend([String::new(), hardest]);
    }
    if let Some(next) = &podium.next {
        let ends = moment::date(next.ends_at - chrono::TimeDelta::seconds(1));
        text.extend([String::new(), speak.say_with("season-next", &[("ends", ends.into())])]);
    }
    let small: Vec<String> = std::iter::once(days(&speak, season)).chain(people(&speak, &podium.played)).collect();
    text.push(format!("-# {}", small.join(" · ")));
    let title = speak.say_with("podium-title", &[("name", name(&speak, season).into())]);
    let embed = CreateEmbed::new().title(title).description(text.join("\n")).color(draw::CALM);
    let buttons =
        vec![button(&speak, season, Turn::Final, "season-board"), button(&speak, season, Turn::Own, "board-mine")];
    Message::embed(embed).with_rows(vec![CreateActionRow::Buttons(buttons)])
}

/// The word that the final board of a season was put right, with who is first now.
pub fn correction(words: &Words, podium: &Podium, language: Language) -> Message {
    let speak = words.speak(language);
    let season = &podium.played.season;
    let mut text = vec![speak.say_with("season-corrected", &[("name", name(&speak, season).into())])];
    text.extend(first_before(&speak, podium));
    text.extend(places(&speak, podium));
    text.extend(champion(&speak, podium, "season-corrected-champion"));
    let buttons = vec![button(&speak, season, Turn::Final, "season-board")];
    Message::text(text.join("\n")).with_rows(vec![CreateActionRow::Buttons(buttons)])
}

/// Whether the first place is somebody else's than was told before; nothing where nobody has it now, or had it.
fn first_before(speak: &Speaker<'_>, podium: &Podium) -> Option<String> {
    let now: Vec<String> = podium.played.winners().map(board::name).collect();
    match &podium.first_before {
        FirstBefore::Same => Some(speak.say("season-first-same")),
        FirstBefore::Others(before) if !now.is_empty() => {
            let before = before.iter().map(|(member, name)| board::name_of(*member, name)).collect();
            let parts = [("before", board::some_of(before).into()), ("now", board::some_of(now).into())];
            Some(speak.say_with("season-first-others", &parts))
        }
        FirstBefore::Others(_) | FirstBefore::Nobody => None,
    }
}

/// Who has the champion's role, where there is one; a role that cannot be given yet is promised to nobody.
fn champion(speak: &Speaker<'_>, podium: &Podium, key: &str) -> Option<String> {
    let ChampionRole { role, obstacle } = podium.champion?;
    let has_winner = podium.played.winners().next().is_some();
    let key = match obstacle {
        _ if !has_winner => "season-no-champion",
        Some(_) => "podium-champion-waits",
        None => key,
    };
    Some(speak.say_with(key, &[("role", format!("<@&{role}>").into())]))
}

/// The places that have a medal, a line each; equals share one. Nobody stands there without points.
fn places(speak: &Speaker<'_>, podium: &Podium) -> Vec<String> {
    let top = &podium.played.top;
    let has_medal = |row: &&Standing| row.place <= LAST_MEDAL && row.points > 0;
    let mut lines: Vec<String> = top.iter().filter(has_medal).map(|row| board::line(speak, row)).collect();
    if lines.is_empty() {
        return vec![speak.say("season-nobody-scored")];
    }
    // More may share the last place than there is room for.
    if lines.len() == WINNERS_TOLD as usize && podium.played.members > u64::from(WINNERS_TOLD) {
        lines.push("…".to_owned());
    }
    lines
}
