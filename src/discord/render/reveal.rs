//! Draws the public messages that follow a round, and the words for its managers.

use chrono::NaiveDate;
use serenity::all::{CreateActionRow, CreateEmbed, CreateEmbedAuthor};

use super::{bar, buttons, excerpt, moment, option, question as draw, verdict};
use crate::discord::message::Message;
use crate::discord::words::{Speaker, Words};
use crate::domain::choice::Choice;
use crate::domain::edition::Edition;
use crate::domain::ids::{ChannelId, RoundId};
use crate::domain::language::Language;
use crate::domain::sentence;
use crate::domain::sheet::Sheet;
use crate::domain::stats::Tally;

/// How many members picked each set of letters.
pub type Spread<'s> = &'s [(Choice, u32)];

/// The public reveal of a closed round: one strong line, who picked what, why the key is right, and where to read on.
pub fn reveal(words: &Words, round: RoundId, sheet: &Sheet, spread: Spread<'_>, language: Language) -> Message {
    let speak = words.speak(language);
    let edition = sheet.edition();
    let shares = shares(sheet, spread);
    let parts = [shares, right_reasons(&speak, sheet), excerpt::sources(&speak, edition)];
    let text: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let told = CreateEmbed::new()
        .author(CreateEmbedAuthor::new(draw::title(&speak, edition)))
        .title(head(&speak, spread, sheet.key()))
        .description(text.join("\n\n"))
        .color(draw::CALM);
    let row = [buttons::explain(&speak, round), buttons::own_result(&speak, round)];
    let row = row.into_iter().chain(buttons::notes(&speak, edition, round));
    Message::embed(told).with_rows(vec![CreateActionRow::Buttons(row.collect())])
}

/// `✅ B █████░░░░░ 50% (5)` for each option that somebody picked and for the right ones; nothing where nobody answered.
fn shares(sheet: &Sheet, spread: Spread<'_>) -> String {
    let answered: u32 = spread.iter().map(|(_, count)| count).sum();
    let lines = sheet.shown().filter_map(|(letter, option)| {
        let picked: u32 = spread.iter().filter(|(choice, _)| choice.contains(letter)).map(|(_, count)| count).sum();
        let share = Tally { right: picked, answered };
        let mark = if option.right { "✅" } else { "❌" };
        let is_told = answered > 0 && (picked > 0 || option.right);
        is_told.then(|| format!("{mark} **{letter}** {} {}% ({picked})", bar::of(share), share.percent()))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn head(speak: &Speaker<'_>, spread: Spread<'_>, key: Choice) -> String {
    let answered: u32 = spread.iter().map(|(_, count)| count).sum();
    let right: u32 = spread.iter().filter(|(choice, _)| *choice == key).map(|(_, count)| count).sum();
    let key = ("key", verdict::spaced(key).into());
    if answered == 0 {
        return speak.say_with("reveal-nobody", &[key]);
    }
    let share = Tally { right, answered }.percent();
    let arguments = [key, ("answered", answered.into()), ("right", right.into()), ("share", share.into())];
    speak.say_with("reveal-score", &arguments)
}

fn right_reasons(speak: &Speaker<'_>, sheet: &Sheet) -> String {
    let right = sheet.shown().filter(|(_, option)| option.right);
    let told = right.map(|(letter, one)| {
        option::with_reason(speak, (letter, one), None, sentence::first(one.why.get(speak.language)))
    });
    told.collect::<Vec<_>>().join("\n\n")
}

/// The public word that a round is void.
pub fn void_notice(words: &Words, edition: Option<&Edition>, day: NaiveDate, language: Language) -> Message {
    let speak = words.speak(language);
    let title = edition.map(|edition| draw::title(&speak, edition)).unwrap_or_default();
    let text = speak.say_with("void-notice", &[("day", moment::day(&speak, day).into()), ("title", title.into())]);
    Message::text(text)
}

/// The public word that a round counts again.
pub fn restored_notice(words: &Words, edition: Option<&Edition>, day: NaiveDate, language: Language) -> Message {
    let speak = words.speak(language);
    let title = edition.map(|edition| draw::title(&speak, edition)).unwrap_or_default();
    let parts = [("day", moment::day(&speak, day).into()), ("title", title.into())];
    Message::text(speak.say_with("restored-notice", &parts))
}

/// What keeps the bot from one of its works, to the manager. `about` is a word of [`crate::store::troubles::Trouble`],
/// `missing` a name of [`crate::discord::permissions::Look`] or of what is full.
pub fn trouble(words: &Words, about: &str, missing: &str, channel: ChannelId, language: Language) -> Message {
    let speak = words.speak(language);
    let place = ("channel", format!("<#{channel}>").into());
    Message::text(match (about, missing) {
        ("board", "channel") => speak.say("trouble-board-channel"),
        (_, "channel") => speak.say("trouble-channel"),
        ("ping", _) => speak.say("trouble-ping"),
        (_, "threads-full") => speak.say_with("trouble-threads-full", &[place]),
        (_, "pins-full") => speak.say_with("trouble-pins-full", &[place]),
        (_, "channel-kind" | "timed-out" | "thread-locked" | "refused") => {
            let reason = speak.say(&format!("permission-{missing}"));
            speak.say_with("trouble-reason", &[place, ("reason", reason.into())])
        }
        (about, missing) => {
            let key = match (about, missing) {
                ("thread", _) => "trouble-thread",
                ("pin", _) => "trouble-pin",
                ("board", _) => "trouble-board",
                ("edit", _) => "trouble-edit",
                (_, "embed-links") => "trouble-embeds",
                _ => "trouble-permission",
            };
            let permission = speak.say(&format!("permission-{missing}"));
            speak.say_with(key, &[place, ("permission", permission.into())])
        }
    })
}
