//! Draws the public messages that follow a round, and the words for its managers.

use chrono::NaiveDate;
use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed};

use super::inert::inert;
use super::{excerpt, moment, question as draw, verdict};
use crate::discord::button::ButtonId;
use crate::discord::message::{Message, cut};
use crate::discord::words::{Speaker, Words};
use crate::domain::choice::Choice;
use crate::domain::edition::Edition;
use crate::domain::ids::{ChannelId, RoundId};
use crate::domain::language::Language;
use crate::domain::sentence;
use crate::domain::sheet::Sheet;
use crate::domain::stats::Tally;
use crate::store::reports::Report;

/// How many parts a full bar has.
const BAR: u32 = 10;

/// How many members picked each set of letters.
pub type Spread<'s> = &'s [(Choice, u32)];

/// The public reveal of a closed round.
pub fn reveal(words: &Words, round: RoundId, sheet: &Sheet, spread: Spread<'_>, language: Language) -> Message {
    let speak = words.speak(language);
    let key = sheet.key();
    let head = speak.say_with("reveal-key", &[("key", verdict::spaced(key).into())]);
    let text = format!(
        "{head}\n\n{}\n\n{}\n{}",
        shares(sheet, spread),
        score(&speak, spread, key),
        right_reasons(sheet, language)
    );
    let title = format!("{} · {}", speak.say("reveal-title"), draw::title(&speak, sheet.edition()));
    let told = CreateEmbed::new().title(title).description(text).color(draw::CALM);

    let note = sheet.edition().wording().notes.first().map(|note| excerpt::note(&speak, note)).unwrap_or_default();
    let text = format!("{note}\n{}", excerpt::aws_page(&speak, sheet.edition()));
    let excerpt = CreateEmbed::new().title(speak.say("excerpt-title")).description(text).color(draw::CALM);
    let explain = CreateButton::new(ButtonId::Explain(round).to_string())
        .label(speak.say("button-explain"))
        .style(ButtonStyle::Primary);
    let row = CreateActionRow::Buttons(vec![explain, verdict::report_button(&speak, sheet.edition())]);
    Message { embeds: vec![told, excerpt], ..Message::default() }.with_rows(vec![row])
}

/// `A ▇▇▇▇▇▁▁▁▁▁ 50 % (5)` for each option, the right ones marked.
fn shares(sheet: &Sheet, spread: Spread<'_>) -> String {
    let answered: u32 = spread.iter().map(|(_, count)| count).sum();
    let lines = sheet.shown().map(|(letter, option)| {
        let picked = spread.iter().filter(|(choice, _)| choice.contains(letter)).map(|(_, count)| count).sum();
        let share = Tally { right: picked, answered };
        let full = (picked * BAR * 2 + answered).checked_div(answered * 2).unwrap_or(0).min(BAR);
        let bar = "▇".repeat(full as usize) + &"▁".repeat((BAR - full) as usize);
        let mark = if option.right { "✅" } else { "▫️" };
        format!("{mark} **{letter}** {bar} {}% ({picked})", share.percent())
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn score(speak: &Speaker<'_>, spread: Spread<'_>, key: Choice) -> String {
    let answered: u32 = spread.iter().map(|(_, count)| count).sum();
    let right: u32 = spread.iter().filter(|(choice, _)| *choice == key).map(|(_, count)| count).sum();
    if answered == 0 {
        return speak.say("reveal-nobody");
    }
    speak.say_with("reveal-score", &[("answered", answered.into()), ("right", right.into())])
}

fn right_reasons(sheet: &Sheet, language: Language) -> String {
    let right = sheet.shown().filter(|(_, option)| option.right);
    right
        .map(|(letter, option)| {
            let why = sentence::first(option.why.get(language));
            format!("\n✅ **{letter}.** {}\n{why}", option.text.get(language))
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// The public word that a round is void.
pub fn void_notice(words: &Words, edition: Option<&Edition>, day: NaiveDate, language: Language) -> Message {
    let speak = words.speak(language);
    let title = edition.map(|edition| draw::title(&speak, edition)).unwrap_or_default();
    let text = speak.say_with("void-notice", &[("day", moment::day(&speak, day).into()), ("title", title.into())]);
    Message::text(text)
}

/// What keeps the bot from one of its works, to the manager. `about` is a word of [`crate::store::troubles::Trouble`],
/// `missing` a name of [`crate::discord::permissions::Look`] or of what is full.
pub fn trouble(words: &Words, about: &str, missing: &str, channel: ChannelId, language: Language) -> Message {
    let speak = words.speak(language);
    let place = ("channel", format!("<#{channel}>").into());
    Message::text(match (about, missing) {
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
                ("edit", _) => "trouble-edit",
                (_, "embed-links") => "trouble-embeds",
                _ => "trouble-permission",
            };
            let permission = speak.say(&format!("permission-{missing}"));
            speak.say_with(key, &[place, ("permission", permission.into())])
        }
    })
}

/// A member's report, to the manager, with a wording of its question.
pub fn report(words: &Words, edition: Option<&Edition>, report: &Report, language: Language) -> Message {
    let speak = words.speak(language);
    let stem = edition.map(|edition| cut(edition.stem().get(language), 200)).unwrap_or_default();
    let head = speak.say_with(
        "report-notice",
        &[("member", format!("<@{}>", report.member).into()), ("question", report.question.to_string().into())],
    );
    Message::text(format!("{head}\n> {stem}\n\n{}", cut(&inert(&report.text), 1_400)))
}
