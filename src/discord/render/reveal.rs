//! Draws the public messages that follow a round, and the words for its managers.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed};

use super::inert::inert;
use super::{excerpt, question as draw, verdict};
use crate::actions::close_round::Reveal;
use crate::bank::Bank;
use crate::discord::button::ButtonId;
use crate::discord::message::{Message, cut};
use crate::discord::words::{Speaker, Words};
use crate::domain::choice::Choice;
use crate::domain::ids::ChannelId;
use crate::domain::language::Language;
use crate::domain::question::Question;
use crate::domain::round::Round;
use crate::domain::sentence;
use crate::domain::stats::Tally;
use crate::store::reports::Report;

/// How many parts a full bar has.
const BAR: u32 = 10;

/// The public reveal of a closed round.
pub fn reveal(words: &Words, bank: &Bank, question: &Question, reveal: &Reveal, language: Language) -> Message {
    let speak = words.speak(language);
    let round = &reveal.round;
    let key = question.key(&round.order);
    let head = speak.say_with("reveal-key", &[("key", verdict::spaced(key).into())]);
    let text = format!(
        "{head}\n\n{}\n\n{}\n{}",
        shares(question, reveal),
        score(&speak, reveal, key),
        right_reasons(question, round, language)
    );
    let title = format!("{} · {}", speak.say("reveal-title"), draw::title(&speak, bank, question));
    let told = CreateEmbed::new().title(title).description(text).color(draw::CALM);

    let note = bank.notes_of(question).next().map(|note| excerpt::note(&speak, bank, note)).unwrap_or_default();
    let text = format!("{note}\n{}", excerpt::aws_page(&speak, question));
    let excerpt = CreateEmbed::new().title(speak.say("excerpt-title")).description(text).color(draw::CALM);
    let explain = CreateButton::new(ButtonId::Explain(round.id).to_string())
        .label(speak.say("button-explain"))
        .style(ButtonStyle::Primary);
    let row = CreateActionRow::Buttons(vec![explain, verdict::report_button(&speak, question)]);
    Message { embeds: vec![told, excerpt], ..Message::default() }.with_rows(vec![row])
}

/// `A ▇▇▇▇▇▁▁▁▁▁ 50 % (5)` for each option, the right ones marked.
fn shares(question: &Question, reveal: &Reveal) -> String {
    let answered: u32 = reveal.choices.iter().map(|(_, count)| count).sum();
    let lines = reveal.round.order.shown(question).map(|(letter, option)| {
        let picked = reveal.choices.iter().filter(|(choice, _)| choice.contains(letter)).map(|(_, count)| count).sum();
        let share = Tally { right: picked, answered };
        let full = (picked * BAR * 2 + answered).checked_div(answered * 2).unwrap_or(0).min(BAR);
        let bar = "▇".repeat(full as usize) + &"▁".repeat((BAR - full) as usize);
        let mark = if option.right { "✅" } else { "▫️" };
        format!("{mark} **{letter}** {bar} {}% ({picked})", share.percent())
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn score(speak: &Speaker<'_>, reveal: &Reveal, key: Choice) -> String {
    let answered: u32 = reveal.choices.iter().map(|(_, count)| count).sum();
    let right: u32 = reveal.choices.iter().filter(|(choice, _)| *choice == key).map(|(_, count)| count).sum();
    if answered == 0 {
        return speak.say("reveal-nobody");
    }
    speak.say_with("reveal-score", &[("answered", answered.into()), ("right", right.into())])
}

fn right_reasons(question: &Question, round: &Round, language: Language) -> String {
    let right = round.order.shown(question).filter(|(_, option)| option.right);
    right
        .map(|(letter, option)| {
            let why = sentence::first(option.why.get(language));
            format!("\n✅ **{letter}.** {}\n{why}", option.text.get(language))
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// The public word that a round is void.
pub fn void_notice(
    words: &Words,
    bank: &Bank,
    question: Option<&Question>,
    round: &Round,
    language: Language,
) -> Message {
    let speak = words.speak(language);
    let title = question.map(|question| draw::title(&speak, bank, question)).unwrap_or_default();
    let text = speak.say_with("void-notice", &[("day", round.day.to_string().into()), ("title", title.into())]);
    Message::text(text)
}

/// What keeps the bot from posting, to the manager. `missing` is a name of [`crate::discord::permissions::missing`].
pub fn trouble(words: &Words, missing: &str, channel: ChannelId, language: Language) -> Message {
    let speak = words.speak(language);
    let text = if missing == "channel" {
        speak.say("trouble-channel")
    } else {
        let permission = speak.say(&format!("permission-{missing}"));
        speak.say_with(
            "trouble-permission",
            &[("channel", format!("<#{channel}>").into()), ("permission", permission.into())],
        )
    };
    Message::text(text)
}

/// A member's report, to the manager.
pub fn report(words: &Words, bank: &Bank, report: &Report, language: Language) -> Message {
    let speak = words.speak(language);
    let question = bank.question(&report.question);
    let stem = question.map(|question| cut(question.stem().get(language), 200)).unwrap_or_default();
    let head = speak.say_with(
        "report-notice",
        &[("member", format!("<@{}>", report.member).into()), ("question", report.question.to_string().into())],
    );
    Message::text(format!("{head}\n> {stem}\n\n{}", cut(&inert(&report.text), 1_400)))
}
